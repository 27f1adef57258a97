# SPDX-License-Identifier: GPL-3.0-or-later
# Passes gcovr's table on and adds the floors' totals behind it; fails where a floor is under 90 % of lines.
{ print }
$2 ~ /^[0-9]+$/ && split($1, path, "/") == 2 {
    lines[path[1]] += $2
    run[path[1]] += $3
}
END {
    print ""
    floors = split("network tariff solver plan", floor, " ")
    for (i = 1; i <= floors; i++) {
        share = lines[floor[i]] ? 100 * run[floor[i]] / lines[floor[i]] : 0
        printf "%-8s %5d of %5d lines %6.1f %%%s\n", floor[i], run[floor[i]], lines[floor[i]], share, \
            share < 90 ? "  under 90 %" : ""
        all_run += run[floor[i]]
        all_lines += lines[floor[i]]
        low += share < 90
    }
    printf "%-8s %5d of %5d lines %6.1f %%\n", "in all", all_run, all_lines, all_lines ? 100 * all_run / all_lines : 0
    exit low > 0
}
