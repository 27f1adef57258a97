// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: the best plan within a budget. */
#ifndef PLAN_BUDGET_H
#define PLAN_BUDGET_H

#include "plan/plan.h"



#endif
