// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_parts.h"
void page_partners(const struct page *page, const struct json *partners, const char *suffix) {
    (void)page, (void)partners, (void)suffix;
}
