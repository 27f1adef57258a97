// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: why a plan is as it is. */
#ifndef PLAN_EXPLAIN_H
#define PLAN_EXPLAIN_H

#include "plan/plan.h"



#endif
