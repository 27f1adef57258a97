// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: what differs between two plans, and by which cause. */
#ifndef PLAN_COMPARE_H
#define PLAN_COMPARE_H

#include "plan/plan.h"



#endif
