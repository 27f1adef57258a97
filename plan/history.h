// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: plans of successive periods side by side. */
#ifndef PLAN_HISTORY_H
#define PLAN_HISTORY_H

#include "plan/plan.h"

#endif
