// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The difference v(N) - v(0) of a value that depends on a set of causes, told in two ways: each cause alone,
 * v(c) - v(0), with what they do only together as the rest; and in their order, v(1..i) - v(1..i-1), which leaves none.
 * The values are sums of whole numbers, so both add up exactly.
 */
#include "plan/plan.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct asking {
    struct attribution *attribution;
    compare_value *value;
    void *context;
    bool *with;
};

static bool ask(struct asking *asking, struct worth *worth) {
    struct error err = {0};
    wide open_e4 = 0;
    struct attribution *attribution = asking->attribution;
    if (!asking->value(asking->context, asking->with, worth, &open_e4, &err)) {
        if (attribution->why_not[0] == '\0')
            snprintf(attribution->why_not, sizeof attribution->why_not, "%s", err.message);
        return false;
    }
    if (open_e4 > attribution->open_e4)
        attribution->open_e4 = open_e4;
    return true;
}

/* A cause that is the only one makes all of the difference: nothing needs to be asked. */
static void find_alone(struct asking *asking, const struct worth *before, const struct worth *after) {
    struct attribution *attribution = asking->attribution;
    struct worth difference = worth_minus(after, before), sum = {0};
    attribution->has_alone = true;
    for (int i = 0; i < attribution->causes; i++) {
        struct compare_cause *cause = &attribution->cause[i];
        struct worth worth = *after;
        memset(asking->with, 0, (size_t)attribution->causes);
        asking->with[i] = true;
        cause->is_known = attribution->causes == 1 || ask(asking, &worth);
        attribution->has_alone &= cause->is_known;
        if (cause->is_known)
            cause->alone = worth_minus(&worth, before);
        sum = worth_plus(&sum, &cause->alone);
    }
    if (attribution->has_alone)
        attribution->interaction = worth_minus(&difference, &sum);
}

static void find_in_order(struct asking *asking, const struct worth *before, const struct worth *after) {
    struct attribution *attribution = asking->attribution;
    struct worth last = *before;
    attribution->has_order = true;
    memset(asking->with, 0, (size_t)attribution->causes);
    for (int i = 0; i < attribution->causes && attribution->has_order; i++) {
        struct compare_cause *cause = &attribution->cause[i];
        struct worth worth = *after;
        asking->with[i] = true;
        if (i == 0 && attribution->causes > 1 && cause->is_known)
            worth = worth_plus(before, &cause->alone);
        else if (i < attribution->causes - 1)
            attribution->has_order = ask(asking, &worth);
        cause->in_order = worth_minus(&worth, &last);
        last = worth;
    }
}

void compare_attribute(struct comparison *comparison, int count, const struct compare_cause *cause,
                       compare_value *value, void *context) {
    struct attribution *attribution = &comparison->attribution;
    AUTO_FREE bool *with = xcalloc((size_t)count, sizeof *with);
    struct asking asking = {attribution, value, context, with};
    attribution->causes = count;
    attribution->cause = xcalloc((size_t)count, sizeof *attribution->cause);
    for (int i = 0; i < count; i++)
        attribution->cause[i] =
            (struct compare_cause){.name = xstrdup(cause[i].name), .reason = cause[i].reason};
    for (int side = 0; side < 2; side++) {
        const struct plan *plan = comparison->side[side].plan;
        wide open_e4 = plan->objective_e4 - plan->bound_e4;
        if (open_e4 > attribution->open_e4)
            attribution->open_e4 = open_e4;
    }
    if (count == 0)
        return;
    find_alone(&asking, &comparison->total[0], &comparison->total[1]);
    find_in_order(&asking, &comparison->total[0], &comparison->total[1]);
}
