#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Time and memory of `angkut plan`, whole process, beside glpsol and clp on the exported arc LP of the same data
# set, in one run on one machine. Prints Markdown. `make bench` calls it; by itself:
#
#     ANGKUT=build/plain/angkut BENCH=build/plain/bench sh bench/run.sh
#
# ANGKUT_INSTANCES   a folder of published data sets and their OPTIMA.tsv (name, nodes, links, shipments,
#                    optimum); without it they are left out
# BENCH_LIMIT        seconds for each glpsol or clp, and for each plan (60)
# BENCH_LP_COLUMNS   an arc LP of more columns than about this is not written (500000)
# BENCH_RUNS         runs of the shipped data set, of which the median counts (21)
# BENCH_GRIDS        the generated family: SIDE:SHIPMENTS:TIGHTNESS ...
set -eu
export LC_ALL=C
: "${ANGKUT:?the program to measure}" "${BENCH:?the folder of stopwatch, generate and bare_glpk}"
limit=${BENCH_LIMIT:-60}
most_columns=${BENCH_LP_COLUMNS:-500000}
grids=${BENCH_GRIDS:-32:10:0.5 32:100:0.2 32:100:1 32:1000:0.2 32:1000:1 32:10000:0.2
    100:10:0.5 100:100:0.2 100:100:1 100:1000:0.1 316:10:0.5 316:100:0.2 316:1000:0.05}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
wrong=0

# watch RUNS LOG COMMAND...: sets seconds, kib and status; what the command says goes to LOG.
watch() {
    runs=$1 log=$2
    shift 2
    set -- $(STOPWATCH_LOG=$log "$BENCH/stopwatch" "$runs" "$limit" "$@")
    seconds=$1 kib=$2 status=$3
}

# stat LOG KEY: a number that --stats has printed.
stat() { awk -v key="$2" '$1 == key { print $2 }' "$1"; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf(a / b < 10 ? "%.1f" : "%.0f", a / b); else printf "-" }'; }

# near A B: whether they differ by at most 1e-6 of B. A plan is proven to 1e-6 of the optimum, and so is B.
near() { awk -v a="$1" -v b="$2" 'BEGIN { d = a - b; exit !(a != "" && d <= 1e-6 * b && -d <= 1e-6 * b) }'; }

# rival NAME LOG COMMAND...: sets cell to "seconds (ratio to the plan's)", and checks the optimum.
rival() {
    name=$1 rival_log=$2
    shift 2
    cell='-'
    if ! command -v "$1" >/dev/null; then return; fi
    plan_seconds=$seconds
    watch 1 "$rival_log" "$@"
    if [ "$status" = limit ]; then
        cell="> $limit (> $(ratio "$seconds" "$plan_seconds"))"
    else
        found=$(awk '/^Optimal objective/ { print $3 } /^Objective:/ { print $4 }' "$rival_log" "$tmp/solution" 2>/dev/null | head -n 1)
        cell="$seconds ($(ratio "$seconds" "$plan_seconds"))"
        near "$objective" "$found" || { cell="$cell finds $found"; wrong=1; }
    fi
    seconds=$plan_seconds
}

# measure NAME DIR [OPTIMUM]: one row.
measure() {
    shown=$1 dir=$2 optimum=${3:-}
    nodes=$(($(wc -l <"$dir/roads/node.csv") - 1)) links=$(($(wc -l <"$dir/roads/link.csv") - 1))
    shipments=$(($(wc -l <"$dir/shipments/shipment.csv") - 1))
    origins=$(awk -F, 'NR > 1 { print $2 }' "$dir/shipments/shipment.csv" | sort -u | wc -l)
    rm -f "$tmp/plan.json" "$tmp/solution" "$tmp/arc.lp"
    set -- "$ANGKUT" plan "$dir" --format json -o "$tmp/plan.json" --stats --quiet
    watch 1 "$tmp/plan.log" "$@"
    case $seconds in 0.*) watch 5 "$tmp/plan.log" "$@" ;; esac # so short that chance shows: the median
    if [ ! -f "$tmp/plan.json" ]; then
        echo "| $shown | $nodes | $links | $shipments | | no plan: $status | | | > $seconds | $((kib / 1024)) | - | - | |"
        return
    fi
    objective=$(awk '$1 == "\"objective\":" { sub(",", "", $2); print $2; exit }' "$tmp/plan.json")
    full=$(grep -c '"shadow_price": [0-9.]*[1-9]' "$tmp/plan.json" || true)
    row="| $shown | $nodes | $links | $shipments | $full | $(stat "$tmp/plan.log" status)"
    row="$row | $(stat "$tmp/plan.log" gap) | $(stat "$tmp/plan.log" rounds) | $seconds | $((kib / 1024))"
    clp='-' glpsol='-'
    if [ $((origins * links)) -le "$most_columns" ] && "$ANGKUT" export --lp "$dir" -o "$tmp/arc.lp" --quiet; then
        rival clp "$tmp/rival.log" clp "$tmp/arc.lp" -solve -quit
        clp=$cell
        rival glpsol "$tmp/rival.log" glpsol --lp "$tmp/arc.lp" -o "$tmp/solution"
        glpsol=$cell
    fi
    verdict=
    if [ -n "$optimum" ]; then
        verdict=yes
        near "$objective" "$optimum" || { verdict="NO: $objective"; wrong=1; }
    fi
    echo "$row | $clp | $glpsol | $verdict |"
}

head_row() {
    echo "| $1 | nodes | links | shipments | full | status | gap | rounds | seconds | MiB | clp | glpsol | optimum |"
    echo '|---|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|---|'
}

shipped() {
    dir=$1
    watch "${BENCH_RUNS:-21}" "$tmp/log" "$ANGKUT" plan "$dir" --format json -o "$tmp/plan.json" --quiet
    plan=$seconds memory=$kib
    watch "${BENCH_RUNS:-21}" "$tmp/log" "$BENCH/bare_glpk"
    echo "Shipped data set, median of ${BENCH_RUNS:-21} runs: $plan s, $((memory / 1024)) MiB." \
        "A program that only starts GLPK: $seconds s ($(ratio "$plan" "$seconds") times less)."
}

echo "Processors: $(getconf _NPROCESSORS_ONLN). $("$ANGKUT" --version 2>/dev/null | head -n 1)." \
    "Seconds are of the whole process: reading, solving, verifying, writing. In brackets how many times longer" \
    "clp and glpsol take for the arc LP alone; - = not installed, or an LP of over $most_columns columns." \
    "\"full\": links with a shadow price."
echo
if [ -f data/shipments/shipment.csv ]; then
    shipped data
else
    echo 'No shipped data set in data/: left out.'
fi
echo
head_row 'grid, shipments, tightness'
for grid in $grids; do
    side=${grid%%:*} rest=${grid#*:}
    count=${rest%%:*} tightness=${rest#*:}
    rm -rf "$tmp/grid"
    "$BENCH/generate" "$side" "$count" "$tightness" 1 "$tmp/grid"
    measure "$side x $side, $count, $tightness" "$tmp/grid"
done
echo
if [ -z "${ANGKUT_INSTANCES:-}" ] || [ ! -f "$ANGKUT_INSTANCES/OPTIMA.tsv" ]; then
    echo 'Published networks: left out; ANGKUT_INSTANCES names no folder with an OPTIMA.tsv.'
else
    head_row 'published network'
    while read -r name _ _ _ optimum; do
        if [ "$name" != name ] && [ -d "$ANGKUT_INSTANCES/$name" ]; then
            measure "$name" "$ANGKUT_INSTANCES/$name" "$optimum" </dev/null
        fi
    done <"$ANGKUT_INSTANCES/OPTIMA.tsv"
fi
[ $wrong = 0 ] || { echo 'bench: an optimum differs by more than 1e-6' >&2; exit 1; }
