// SPDX-License-Identifier: GPL-3.0-or-later
/* Part of plan/plan.h: a plan in whole vehicles. */
#ifndef PLAN_VEHICLES_H
#define PLAN_VEHICLES_H

#include "plan/plan.h"

#endif
