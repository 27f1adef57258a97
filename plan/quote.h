// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: one delivery. */
#ifndef PLAN_QUOTE_H
#define PLAN_QUOTE_H

#include "plan/plan.h"



#endif
