#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh PASSES ANGKUT TEST...  runs the test programs in each of the PASSES, a comma-separated list of
#   plain     as the machine is
#   elsewhere under id_ID.UTF-8, where a careless program reads 1.5 as 1, and in a namespace without a network
# as many at a time as there are processors (JOBS), and prints what each says when it has ended, in their order.
# TEST_PASS names the pass, so that what takes long can run once (support_is_pass()).
# `plain` prints everything, the other what fails. What this machine can't give of it is left out with a notice.
set -u
passes=$1 ANGKUT=$2
shift 2
# The language and the settings of who runs the tests are no part of them.
unset LANGUAGE LC_ALL LC_MESSAGES LC_NUMERIC COLUMNS
export ANGKUT LANG=C.UTF-8 ANGKUT_CONFIG='' JOBS="${JOBS:-$(nproc 2>/dev/null || echo 1)}"
work=${TMPDIR:-/tmp}/angkut-tests.$$
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
mkdir -p "$work"

run_all() { # run_all NAME COMMAND-PREFIX... ; fails where a program does
    name=$1
    shift
    mkdir -p "$work/$name"
    # shellcheck disable=SC2016,SC2086 # the inner shell expands; words on purpose
    printf '%s\n' $tests | LOG="$work/$name" xargs -P "$JOBS" -I{} "$@" sh -c '
        log=$LOG/$(basename "$1")
        "$1" >"$log" 2>&1 || { echo "$1 failed, status $?" >>"$log"; : >"$log.failed"; }' sh {}
    for test in $tests; do
        log=$work/$name/$(basename "$test")
        if [ "$name" = plain ] || [ -e "$log.failed" ]; then cat "$log"; fi
    done
    [ -z "$(find "$work/$name" -name '*.failed')" ]
}

quietly() { # quietly NAME WORDS COMMAND-PREFIX...
    name=$1 words=$2
    shift 2
    if run_all "$name" "$@"; then
        echo "tests pass $words too"
    else
        echo "tests FAIL $words"
        exit 1
    fi
}

tests=$*
case ,$passes, in *,elsewhere,*)
    set -- env TEST_PASS=elsewhere
    words=
    mkdir -p "$work/locales"
    if localedef -i id_ID -f UTF-8 "$work/locales/id_ID.UTF-8" >/dev/null 2>&1; then
        set -- "$@" LANGUAGE=en LOCPATH="$work/locales" LC_ALL=id_ID.UTF-8 LANG=id_ID.UTF-8
        words=" under id_ID.UTF-8"
    else
        echo "skipped: no localedef here, so no run under id_ID.UTF-8"
    fi
    if unshare -rn true 2>/dev/null; then
        set -- "$@" unshare -rn
        words="$words without a network"
    elif unshare -n true 2>/dev/null; then
        set -- "$@" unshare -n
        words="$words without a network"
    else
        echo "skipped: this system gives no network namespace, so no run without a network"
    fi
    [ -z "$words" ] || quietly elsewhere "${words# }" "$@"
    ;;
esac
case ,$passes, in *,plain,*) run_all plain env || { echo "tests FAIL"; exit 1; } ;; esac
