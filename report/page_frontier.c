// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_parts.h"
void page_frontier(const struct page *page, const struct json *frontier, const char *suffix) {
    (void)page, (void)frontier, (void)suffix;
}
