#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails where a file includes a floor above or beside its own, another floor's private header
# (base is a toolbox: all its headers are public), or a third-party header outside its home;
# and where anything below cli/ prints to the terminal or ends the program.
awk '
BEGIN { n = split("base network tariff solver plan report cli fetch", name, " ")
        for (i = 1; i <= n; i++) floor[name[i]] = i
        apart["tariff network"] = apart["solver network"] = apart["solver tariff"] = 1
        home["glpk.h"] = "solver/lp.c"; home["cjson/cJSON.h"] = "base/json.c"
        home["sha2.h"] = "base/hash.c"; home["sodium.h"] = "tariff/signature.c"; home["xlsxwriter.h"] = "report/xlsx_book.c"; home["readosm.h"] = "network/osm_read.c" }
FNR == 1 { split(FILENAME, at, "/") }
match($0, /^#include [<"][^>"]+/) {
    header = substr($0, 11, RLENGTH - 10); split(header, to, "/"); bad = ""
    if (to[1] in floor && to[1] != at[1]) {
        if (floor[to[1]] > floor[at[1]]) bad = "a floor above"
        else if ((at[1] " " to[1]) in apart) bad = "a floor beside"
        else if (to[1] != "base" && header != to[1] "/" to[1] ".h") bad = "a private header"
        else if (at[1] == "fetch" && to[1] != "base") bad = "the helper stands on base alone"
        else if (to[1] == "fetch") bad = "the helper is another program"
        else if (FILENAME ~ /^plan\/verify/ && to[1] == "solver") bad = "verify trusts no solver"
    }
    if (header in home && header != "" && home[header] != FILENAME) bad = "only " home[header] " may"
    if (to[1] == "curl" && at[1] != "fetch") bad = "only the helper in fetch/ may"
    if (bad) { print FILENAME ":" FNR ": " header ": " bad; wrong = 1 }
}
at[1] != "cli" && FILENAME != "fetch/main.c" && FILENAME != "base/mem.c" && /(^|[^a-z_])(printf|puts|putchar|perror|exit|abort)\(|[^a-z_](stdout|stderr)[^a-z_]/ && !/^ *(\*|\/\*|\/\/)/ && !/format\(printf/ {
    print FILENAME ":" FNR ": prints or exits below cli/"; wrong = 1 }
END { exit wrong }' "$@"
