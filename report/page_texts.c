// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page.h"

#include "base/language.h"

#include <stddef.h>

const struct page_text PAGE_TEXTS[] = {
    {"filter", N_("Filter")}, {"close", N_("Close")}, {"details", N_("Details")}, {NULL, NULL}};
