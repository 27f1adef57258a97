// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: what each jurisdiction's infrastructure is worth to the plan. */
#ifndef PLAN_PARTNERS_H
#define PLAN_PARTNERS_H

#include "plan/plan.h"

#endif
