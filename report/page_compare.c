// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_parts.h"
void page_comparison(const struct page *page, const struct json *comparison, const char *suffix) {
    (void)page, (void)comparison, (void)suffix;
}
