#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# extract.sh FILE  writes the texts that the sources mark for translation (base/language.h) to FILE, the same bytes for
# the same sources.
set -eu
out=$1
find base network tariff solver plan report cli fetch -name '*.c' | LC_ALL=C sort | xgettext --files-from=- \
    --language=C --from-code=UTF-8 --add-location=file --no-wrap --sort-by-file \
    --add-comments=translators --package-name=angkut --copyright-holder='the Angkut authors' \
    --keyword --keyword=_ --keyword=N_ --keyword=P_:1,2 \
    --keyword=error_set:3 --keyword=error_prefix:2 --keyword=diag_add:4 --keyword=csv_report:4 \
    --keyword=plan_fault:2 --keyword=NOTE:2,3 --keyword=wrong:2 --keyword=table_cellf:2 --keyword=edit_fault:3 --keyword=scan_fault:3 --keyword=scan_wants:2 \
    --keyword=check_tell:4 --keyword=CHECK_REST:4,5 --keyword=row_fault:3 --keyword=feed_json_fault:3 \
    --keyword=scenario_fault:3 --keyword=history_fault:2 --keyword=disagree:2 --keyword=text_heading:2 --keyword=progress_say:3 --keyword=progress_part:4 --keyword=add_cause:4 --keyword=label_add:2 \
    --output=- | sed -e "/^\"POT-Creation-Date:/d" -e "s/charset=CHARSET/charset=UTF-8/" >"$out.new"
mv "$out.new" "$out"
