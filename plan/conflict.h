// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: what conflicts where demand cannot move, and the cheapest repair. */
#ifndef PLAN_CONFLICT_H
#define PLAN_CONFLICT_H

#include "plan/plan.h"



#endif
