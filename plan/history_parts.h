// SPDX-License-Identifier: GPL-3.0-or-later
/* Private to plan/history*.c. */
#ifndef PLAN_HISTORY_PARTS_H
#define PLAN_HISTORY_PARTS_H

#include "base/json.h"
#include "plan/plan.h"

/** What matters here of a file of `allocate`. */
struct history_allocation {
    char *file;
    struct date as_of;
    char tariff_hash[HASH_TEXT], input_hash[HASH_TEXT];
    wide alone_e4, joint_e4;
};

struct histories {
    int plans, plan_room, allocations, allocation_room;
    struct history_plan *plan;
    struct history_allocation *allocation;
};

struct history_reading {
    struct histories *all;
    struct diag *diag;
    const char *file;        /**< the one being read */
    bool in_folder;          /**< found there, not named */
    const struct json *root; /**< of the file */
};

/** Reads the file into `all`; false with findings. */
bool history_take(struct history_reading *reading);

#endif
