// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whether a document may follow what was received of its feed. Somebody between us and the publisher can play old
 * documents again, each of them genuine: serials and contents that were there tell.
 */
#include "tariff/store.h"

#include "base/language.h"

#include <string.h>

static bool refuse_expired(const struct edition *edition, const struct feed *feed, struct date today,
                           struct error *err) {
    char expires[DATE_TEXT], now[DATE_TEXT];
    if (feed->expires.day > today.day)
        return true;
    return error_set(err, ERROR_FETCH, "%s: the edition expired on %s, today is %s", edition->feed,
                     date_text(expires, feed->expires), date_text(now, today));
}

static bool is_same(const struct edition *a, const struct edition *b) {
    return a != NULL && strcmp(a->sha256, b->sha256) == 0;
}

/* `last` was accepted, or waits. */
static bool follows(const struct edition *edition, const struct edition *last, bool waits,
                    struct error *err) {
    if (last == NULL || last->serial < 0)
        return true;
    if (edition->serial < 0)
        return error_set(
            err, ERROR_FETCH,
            waits ? _("%s: no serial, and serial %lld waits (\"angkut tariff drop\" forgets it); "
                      "without one old editions could pass")
                  : _("%s: no serial, and serial %lld was accepted; without one old editions could "
                      "pass"),
            edition->feed, (long long)last->serial);
    if (edition->serial < last->serial)
        return error_set(err, ERROR_FETCH,
                         waits ? _("%s: serial %lld is older than serial %lld, which waits (\"angkut tariff "
                                   "drop\" forgets it)")
                               : _("%s: serial %lld is older than serial %lld, which was accepted"),
                         edition->feed, (long long)edition->serial, (long long)last->serial);
    if (edition->serial == last->serial)
        return error_set(err, ERROR_FETCH,
                         waits ? _("%s: serial %lld waits with other content (\"angkut tariff drop\" forgets "
                                   "it); a change needs a new serial")
                               : _("%s: serial %lld was accepted with other content; a change needs a new "
                                   "serial"),
                         edition->feed, (long long)edition->serial);
    return true;
}

/* Not the last one: that is the same again. */
static bool refuse_replay(const struct store *store, const struct edition *edition, struct error *err) {
    for (int i = 0; i < store->accepted; i++) {
        const struct edition *old = &store->list[i];
        if (strcmp(old->feed, edition->feed) == 0 && is_same(old, edition))
            return old->received != NULL
                       ? error_set(err, ERROR_FETCH,
                                   "%s: the very content received %s, accepted before a later edition",
                                   edition->feed, old->received)
                       : error_set(err, ERROR_FETCH,
                                   "%s: the very content received earlier, accepted before a later edition",
                                   edition->feed);
    }
    return true;
}

bool store_judge(const struct store *store, const struct edition *edition, const struct feed *feed,
                 struct date today, bool *is_new, struct error *err) {
    const struct edition *waiting = store_waiting(store, edition->feed);
    const struct edition *last = store_last(store, edition->feed);
    *is_new = false;
    if (!refuse_expired(edition, feed, today, err))
        return false;
    if (is_same(waiting, edition) || is_same(last, edition))
        return true;
    *is_new = true;
    return follows(edition, last, false, err) && follows(edition, waiting, true, err) &&
           refuse_replay(store, edition, err);
}
