// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_parts.h"
void page_allocation(const struct page *page, const struct json *allocation, const char *suffix) {
    (void)page, (void)allocation, (void)suffix;
}
