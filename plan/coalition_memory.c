// SPDX-License-Identifier: GPL-3.0-or-later
#include "plan/coalition.h"

#include "base/mem.h"

#include <stdlib.h>

static int slot_of(const struct coalition_memory *memory, uint64_t group) {
    uint64_t mixed = group * UINT64_C(0x9e3779b97f4a7c15);
    int slot = (int)((mixed ^ mixed >> 32) & (uint64_t)(memory->room - 1));
    while (memory->group[slot] != 0 && memory->group[slot] != group)
        slot = (slot + 1) & (memory->room - 1);
    return slot;
}

bool coalition_known(const struct coalition_memory *memory, uint64_t group, double *cost) {
    if (group == 0) {
        *cost = 0;
        return true;
    }
    int slot = memory->room > 0 ? slot_of(memory, group) : -1;
    if (slot < 0 || memory->group[slot] == 0)
        return false;
    *cost = memory->cost[slot];
    return true;
}

static void grow(struct coalition_memory *memory) {
    struct coalition_memory wider = {.room = memory->room > 0 ? 2 * memory->room : 1024};
    wider.group = xcalloc((size_t)wider.room, sizeof *wider.group);
    wider.cost = xcalloc((size_t)wider.room, sizeof *wider.cost);
    for (int i = 0; i < memory->room; i++)
        if (memory->group[i] != 0)
            coalition_remember(&wider, memory->group[i], memory->cost[i]);
    coalition_memory_release(memory);
    *memory = wider;
}

void coalition_remember(struct coalition_memory *memory, uint64_t group, double cost) {
    if (2 * (memory->count + 1) > memory->room)
        grow(memory);
    int slot = slot_of(memory, group);
    memory->count += memory->group[slot] == 0;
    memory->group[slot] = group;
    memory->cost[slot] = cost;
}

void coalition_memory_release(struct coalition_memory *memory) {
    free(memory->group);
    free(memory->cost);
}
