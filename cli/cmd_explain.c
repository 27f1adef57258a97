// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"

#include "base/mem.h"
#include "cli/explain.h"
#include "cli/job.h"
#include "cli/search.h"

#include <string.h>

static const char *const questions[] = {"shipment", "link", "terminal", "cost", "infeasible", NULL};
enum question { ASK_SHIPMENT, ASK_LINK, ASK_TERMINAL, ASK_COST, ASK_INFEASIBLE, ASK_NOTHING };

/* What is asked, of which data. */
struct asked {
    const struct options *options;
    enum question question;
    int number; /* of the shipment, link or terminal */
    struct job job;
};

static void asked_release(struct asked *asked) {
    job_release(&asked->job);
}

/* ---- what is asked ---- */

static bool question_asked(const struct options *options, struct asked *asked, struct error *err) {
    const char *word = options->argument[0];
    static const char *const missing[] = {[ASK_SHIPMENT] = N_("which shipment? An id is missing"),
                                          [ASK_LINK] = N_("which link? An id is missing"),
                                          [ASK_TERMINAL] = N_("which terminal? An id is missing"),
                                          [ASK_COST] = N_("which shipment? An id is missing")};
    char near[MEANT_WORDS];
    asked->options = options;
    for (asked->question = 0; asked->question < ASK_NOTHING; asked->question++)
        if (strcmp(questions[asked->question], word) == 0)
            break;
    if (asked->question == ASK_NOTHING)
        return error_set(err, ERROR_USAGE,
                         "explain: \"%.40s\" is not shipment, link, terminal, cost or infeasible%s", word,
                         did_you_mean(near, "", word, questions));
    if (asked->question == ASK_INFEASIBLE && options->arguments > 2)
        return error_set(err, ERROR_USAGE, "explain infeasible: one data set, not \"%.100s\" besides",
                         options->argument[2]);
    if (asked->question != ASK_INFEASIBLE && options->arguments < 2)
        return error_set(err, ERROR_USAGE, "explain %s: %s", word, _(missing[asked->question]));
    return options->format != FORMAT_CSV ||
           error_set(err, ERROR_USAGE, "explain: --format takes text or json");
}

static bool find_named(struct asked *asked, const struct scenario *scenario, struct error *err) {
    const char *id = asked->options->argument[1];
    const struct names *ids = asked->question == ASK_LINK       ? scenario->network->link_ids
                              : asked->question == ASK_TERMINAL ? scenario->network->terminal_ids
                                                                : scenario->shipment_ids;
    asked->number = names_find(ids, id);
    char near[MEANT_WORDS];
    meant_words(near, names_nearest(ids, id));
    if (asked->number >= 0)
        return true;
    if (asked->question == ASK_LINK)
        return error_set(err, ERROR_USAGE, "explain: no link \"%.100s\"%s", id, near);
    if (asked->question == ASK_TERMINAL)
        return error_set(err, ERROR_USAGE, "explain: no terminal \"%.100s\"%s", id, near);
    return error_set(err, ERROR_USAGE, "explain: no shipment \"%.100s\"%s", id, near);
}

/* ---- answers ---- */

static bool say_place(const struct asked *asked, struct error *err) {
    bool link = asked->question == ASK_LINK;
    struct explained_place *explained =
        plan_explain_place(asked->job.compiled, link ? asked->number : -1, link ? -1 : asked->number,
                           asked->options->threads, err);
    if (explained == NULL)
        return false;
    machine_begin(asked->options);
    if (asked->options->format == FORMAT_JSON)
        report_explained_place_json(explained, asked->job.network, asked->job.out.stream);
    else
        report_explained_place_text(explained, asked->job.network, job_style(&asked->job),
                                    asked->job.out.stream);
    machine_end();
    explained_place_free(explained);
    return true;
}

static bool say_shipment(const struct asked *asked, const struct plan *plan, struct error *err) {
    struct explained_shipment *explained =
        plan_explain_shipment(asked->job.compiled, plan, asked->number, err);
    if (explained == NULL)
        return false;
    machine_begin(asked->options);
    if (asked->options->format == FORMAT_JSON)
        report_explained_shipment_json(explained, plan, asked->job.network, asked->job.out.stream);
    else
        report_explained_shipment_text(explained, plan, asked->job.network, job_style(&asked->job),
                                       asked->job.out.stream);
    machine_end();
    explained_shipment_free(explained);
    return true;
}

static bool say_cost(const struct asked *asked, const struct plan *plan, struct error *err) {
    struct explained_cost *explained = plan_explain_cost(asked->job.compiled, plan, asked->number, err);
    if (explained == NULL)
        return false;
    machine_begin(asked->options);
    if (asked->options->format == FORMAT_JSON)
        report_explained_cost_json(explained, plan, asked->job.network, asked->job.out.stream);
    else
        report_explained_cost_text(explained, plan, asked->job.network, job_style(&asked->job),
                                   asked->job.out.stream);
    machine_end();
    explained_cost_free(explained);
    return true;
}

/* NULL with *status once it was told why. */
static struct plan *make_plan(struct asked *asked, int *status) {
    const double gap = 1e-9;
    struct error err = {0};
    AUTO(solution_release)
    struct solution *solution = opened_solve(&asked->job.opened, asked->options, gap, &err);
    AUTO(plan_release)
    struct plan *plan = solution != NULL ? plan_lift(asked->job.compiled, solution, gap, &err) : NULL;
    if (plan == NULL)
        return *status = say_error(&err), NULL;
    plan_set_openings(plan, asked->job.opened.openings);
    struct verdict verdict = plan_verify(plan, asked->job.network->scenario, asked->job.diag);
    if (!verdict.holds)
        return *status = say_unverified(asked->options, asked->job.diag), NULL;
    plan_seal(plan, &verdict);
    return TAKE(plan);
}

static int answer(struct asked *asked) {
    struct error err = {0};
    int status = EXIT_DONE;
    if (asked->question == ASK_LINK || asked->question == ASK_TERMINAL)
        return say_place(asked, &err) ? EXIT_DONE : say_error(&err);
    AUTO(plan_release) struct plan *plan = make_plan(asked, &status);
    if (plan == NULL)
        return status;
    bool said = asked->question == ASK_COST ? say_cost(asked, plan, &err) : say_shipment(asked, plan, &err);
    return said ? EXIT_DONE : say_error(&err);
}

static int run(const struct options *options) {
    struct error err = {0};
    AUTO(asked_release) struct asked asked = {.options = options};
    if (!question_asked(options, &asked, &err))
        return say_error(&err);
    if (asked.question == ASK_INFEASIBLE)
        return explain_infeasible(options);
    int status = job_open(&asked.job, options->argument[2], options);
    if (status != EXIT_DONE)
        return status;
    if (!find_named(&asked, asked.job.scenario, &err))
        return say_error(&err);
    status = answer(&asked);
    return status == EXIT_DONE ? job_finish(&asked.job, EXIT_DONE) : status;
}

static const char *const examples[] = {"angkut explain shipment S01",
                                       N_("why it goes its way"),
                                       "angkut explain link P_BAKAUHENI-P_MERAK",
                                       N_("what a tonne more is worth"),
                                       "angkut explain terminal T1 mydata",
                                       N_("the same of a terminal"),
                                       "angkut explain cost S01",
                                       N_("every amount, with its source"),
                                       "angkut explain infeasible mydata",
                                       N_("what conflicts, the repair"),
                                       NULL};

const struct command CMD_EXPLAIN = {
    "explain",
    N_("why a shipment, link, terminal or cost is as it is"),
    "WHAT [ID] [DIR]",
    1,
    3,
    examples,
    N_("{DIR}\n"
       "\n"
       "shipment   its ways, and the best one it does not take: by what it loses, which\n"
       "           full place pushes it away, at what price it would return\n"
       "link       who uses it, what one tonne of capacity more or less is worth and up\n"
       "terminal   to how many, what closing it costs\n"
       "cost       each line of money: rate, quantity, source and date; the lines add up\n"
       "infeasible what conflicts where not all can move, and the cheapest repair\n"
       "\nStatus: 0 done, 1 not all can move (infeasible), 2 usage, 3 bad data, 4 the\n"
       "solver failed, 6 cannot read or write.\n"),
    VARIED | PATCHES | COMMON | SET(FORMAT) | SET(OUTPUT),
    run};
