// SPDX-License-Identifier: GPL-3.0-or-later
/* What lies between two sides. */
#include "cli/compare.h"

#include "base/mem.h"

void between_release(struct between *between) {
    compare_free(TAKE(between->comparison));
    causes_release(&between->causes);
}

static struct compare_side seen(const struct side *side) {
    return (struct compare_side){side->label, compiled_network(side->world.compiled), side->world.plan};
}

/* The names of causes are told by the report, in its language. */
static void compare_both(const struct side side[2], const struct options *options, struct money least_penalty,
                         struct between *between) {
    struct compare_side before = seen(&side[0]), after = seen(&side[1]);
    machine_begin(options);
    between->comparison = compare_new(&before, &after);
    between->causes = causes_new(&side[0], &side[1], between->comparison);
    causes_attribute(between->causes, least_penalty, between->comparison);
    machine_end();
}

/*
 * The penalty that a shipment does not state depends on the rates and roads of each case: where it counts and is not one,
 * all are planned again with the largest.
 */
static int with_one_penalty(struct side side[2], const struct options *options, struct between *between) {
    struct unstated unstated = between->comparison->unstated;
    if (!unstated.differs)
        return EXIT_DONE;
    between_release(between);
    for (int i = 0; i < 2; i++) {
        int status = side_plan_again(&side[i], unstated.penalty_per_t, options);
        if (status != EXIT_DONE)
            return status;
    }
    compare_both(side, options, unstated.penalty_per_t, between);
    return EXIT_DONE;
}

int sides_compare(struct side side[2], const struct options *options, struct between *between) {
    compare_both(side, options, (struct money){0}, between);
    return with_one_penalty(side, options, between);
}
