#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PASSES ANGKUT TEST...  runs the test programs in each of the PASSES, a comma-separated list of
#   plain     as the machine is
#   locale    under id_ID.UTF-8, where a careless program reads 1.5 as 1
#   offline   in a network namespace without a network
# TEST_PASS names the pass, so that what takes long can run once (support_is_pass()).
# The first pass prints everything, the others print where they fail. A pass that this machine can't give
# is skipped with a notice.
set -u
passes=$1 ANGKUT=$2
shift 2
export ANGKUT
locales=${TMPDIR:-/tmp}/angkut-locale.$$
trap 'rm -rf "$locales"' EXIT

run_all() { # run_all COMMAND-PREFIX... ; prints, stops at the first program that fails
    for test in $tests; do "$@" "$test" 2>&1 || return 1; done
}

quietly() { # quietly NAME COMMAND-PREFIX...
    name=$1
    shift
    if log=$(run_all "$@"); then
        echo "tests pass $name too"
    else
        printf '%s\n' "$log"
        echo "tests FAIL $name"
        exit 1
    fi
}

tests=$*
other=
for pass in $(echo "$passes" | tr , ' '); do
    case $pass in
    plain) ;;
    locale)
        mkdir -p "$locales"
        if localedef -i id_ID -f UTF-8 "$locales/id_ID.UTF-8" >/dev/null 2>&1; then
            quietly "under id_ID.UTF-8" env TEST_PASS=locale LOCPATH="$locales" LC_ALL=id_ID.UTF-8 LANG=id_ID.UTF-8
        else
            echo "skipped: no localedef here, so no run under id_ID.UTF-8"
        fi
        ;;
    offline)
        if unshare -rn true 2>/dev/null; then
            quietly "without a network" env TEST_PASS=offline unshare -rn
        elif unshare -n true 2>/dev/null; then
            quietly "without a network" env TEST_PASS=offline unshare -n
        else
            echo "skipped: this system gives no network namespace, so no run without a network"
        fi
        ;;
    esac
done
case ,$passes, in *,plain,*) run_all env || exit 1 ;; esac
