// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: clock times. */
#ifndef PLAN_TIMETABLE_H
#define PLAN_TIMETABLE_H

#include "plan/plan.h"



#endif
