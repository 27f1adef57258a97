// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: what closures cost. */
#ifndef PLAN_STRESS_H
#define PLAN_STRESS_H

#include "plan/plan.h"



#endif
