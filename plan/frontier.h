// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: plans that are best for some weight of two objectives. */
#ifndef PLAN_FRONTIER_H
#define PLAN_FRONTIER_H

#include "plan/plan.h"



#endif
