// SPDX-License-Identifier: GPL-3.0-or-later
#include "solver/game_parts.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

uint64_t game_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* Where the group is, or belongs. */
static int *slot_of(const struct memory *memory, uint64_t group) {
    uint64_t hash = group;
    int at = (int)(game_random(&hash) & (uint64_t)(memory->slots - 1));
    while (memory->slot[at] != 0 && memory->group[memory->slot[at] - 1] != group)
        at = (at + 1) & (memory->slots - 1);
    return &memory->slot[at];
}

static void widen(struct memory *memory) {
    free(memory->slot);
    memory->slots = memory->slots > 0 ? 2 * memory->slots : 256;
    memory->slot = xcalloc((size_t)memory->slots, sizeof *memory->slot);
    for (int i = 0; i < memory->count; i++)
        *slot_of(memory, memory->group[i]) = i + 1;
}

static void note(struct memory *memory, uint64_t group) {
    if (2 * (memory->count + 1) > memory->slots)
        widen(memory);
    int *slot = slot_of(memory, group);
    if (*slot != 0)
        return;
    if (memory->count == memory->room) {
        memory->room = memory->room > 0 ? 2 * memory->room : 64;
        memory->group = xrealloc(memory->group, (size_t)memory->room, sizeof *memory->group);
        memory->cost = xrealloc(memory->cost, (size_t)memory->room, sizeof *memory->cost);
    }
    memory->group[memory->count] = group;
    memory->cost[memory->count++] = 0;
    *slot = memory->count;
}

void memory_start(struct memory *memory, const struct game_oracle *oracle) {
    *memory = (struct memory){.oracle = oracle};
    note(memory, 0);
}

void memory_release(struct memory *memory) {
    free(memory->group);
    free(memory->cost);
    free(memory->slot);
}

bool memory_ask(struct memory *memory, int count, const uint64_t *group, struct error *err) {
    const struct game_oracle *oracle = memory->oracle;
    int before = memory->count;
    for (int i = 0; i < count; i++)
        note(memory, group[i]);
    if (memory->count > before && !oracle->costs(oracle->context, memory->count - before,
                                                 memory->group + before, memory->cost + before, err))
        return false;
    for (int i = before; i < memory->count; i++)
        if (!isfinite(memory->cost[i]))
            return error_set(err, ERROR_SOLVER, "a group costs %g, not a finite number", memory->cost[i]);
    return true;
}

double memory_cost(const struct memory *memory, uint64_t group) {
    return memory->cost[*slot_of(memory, group) - 1];
}
