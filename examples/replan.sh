#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# replan.sh PLANS [DIR]: every night, bring in new tariffs, and plan anew if the plan no longer stands.
#
# PLANS   a folder for the plans: current.json is a link to the one in use, plan-DATE.json the plans themselves.
#         Without current.json the first plan is made.
# DIR     the data set; without it $ANGKUT_DATA, or the one shipped with angkut.
#
# Writes a mail (subject, empty line, text) to standard output when something happened, else nothing:
#
#     replan.sh /var/lib/angkut/plans | ifne sendmail planner@example.org      (ifne: of moreutils)
#
# Environment: ANGKUT (the program), REPLAN_AS_OF (a day, for trying it out), REPLAN_FETCH=no (fetch nothing).
#
# Exit status: 0 the plan stands, or a better one is now current; 1 the plan is out of date and no new one could be
# made (the old one stays current); 2 usage; 3 bad data; 4 the solver failed; 6 cannot read or write; 75 another
# replan.sh is at it. Tariffs that could not be fetched, or that wait for a person, are told in the mail and do not
# change the status: the plan is judged by the tariffs in force.
set -u
umask 022
LC_ALL=C
export LC_ALL
angkut=${ANGKUT:-angkut}

if [ $# -lt 1 ] || [ $# -gt 2 ] || [ -z "$1" ]; then
    echo 'usage: replan.sh PLANS [DIR]' >&2
    exit 2
fi
plans=$1
today=${REPLAN_AS_OF:-$(date +%Y-%m-%d)}
mkdir -p -- "$plans" || exit 6
cd -- "$plans" || exit 6
if [ $# -eq 2 ]; then
    case $2 in
    /*) data=$2 ;;
    *) data=$OLDPWD/$2 ;;
    esac
    [ -d "$data" ] || {
        echo "replan.sh: $data: no such folder" >&2
        exit 6
    }
    set -- "$data"
else
    set --
fi

# One at a time; the lock ends with the process that holds it.
exec 9>.replan.lock || exit 6
flock -n 9 || {
    echo "replan.sh: another one is at work in $plans" >&2
    exit 75
}
work=.replan.work
rm -rf "$work" # of a run that was killed
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir "$work" || exit 6

mail() { # mail SUBJECT ; the text on standard input
    printf 'Subject: %s\n\n' "$1"
    cat
}

# ---- new tariffs ----
: >"$work/tariffs"
if [ "${REPLAN_FETCH:-yes}" != no ]; then
    "$angkut" tariff fetch --accept ${1:+--data "$1"} >"$work/fetched" 2>&1 </dev/null
    case $? in
    0) ;;
    1) echo 'Tariffs: some wait for you ("angkut tariff diff", then "angkut tariff accept").' >"$work/tariffs" ;;
    75) echo 'Tariffs: busy, to be fetched next time; the old ones stay in force.' >"$work/tariffs" ;;
    *) echo 'Tariffs: could not be fetched; the old ones stay in force.' >"$work/tariffs" ;;
    esac
    [ ! -s "$work/tariffs" ] || sed 's/^/  /' "$work/fetched" >>"$work/tariffs"
fi

# ---- does the plan stand? ----
if [ -e current.json ]; then
    "$angkut" tariff status current.json "$@" --as-of "$today" --new-plan "$work/plan.json" \
        >"$work/status" 2>"$work/said" </dev/null
    status=$?
    first=no
else
    "$angkut" plan "$@" --as-of "$today" --format json -o "$work/plan.json" --quiet 2>"$work/said" </dev/null
    status=$?
    [ "$status" -ne 0 ] || status=1 # there is a plan to put in place
    echo 'The first plan.' >"$work/status"
    first=yes
fi

if [ "$status" -eq 0 ]; then
    [ ! -s "$work/tariffs" ] || {
        cat "$work/tariffs" && echo && cat "$work/status"
    } | mail 'Angkut: the plan stands; the tariffs need a look'
    exit 0
fi
if [ "$status" -ne 1 ]; then
    { cat "$work/said" && echo "Exit status $status; the plan in use is still $plans/current.json." && cat "$work/tariffs"; } |
        mail 'Angkut: could not judge the plan'
    exit "$status"
fi
if [ ! -s "$work/plan.json" ] || ! "$angkut" verify "$work/plan.json" "$@" >"$work/verdict" 2>&1; then
    { cat "$work/status" "$work/said" && cat "$work/verdict" 2>/dev/null; cat "$work/tariffs"; } |
        mail 'Angkut: the plan may be out of date, and there is no new one'
    exit 1
fi

# ---- the new plan takes over ----
new=plan-$today.json
number=2
while [ -e "$new" ]; do
    new=plan-$today-$number.json
    number=$((number + 1))
done
old=$(readlink current.json 2>/dev/null || echo none)
mv "$work/plan.json" "$new" && ln -s "$new" "$work/current" && mv "$work/current" current.json || exit 6

# What the new plan does otherwise; nothing where the two can't be compared.
: >"$work/compared"
[ "$first" = yes ] || "$angkut" compare "$old" "$new" ${1:+--data "$1"} --quiet \
    >"$work/compared" 2>/dev/null </dev/null || : >"$work/compared"

subject=$(sed -n 's/^\(Re-planning would save .* in one [^,]*\), .*/\1/p; s/^\(The plan can.t run any more\):/\1/p' \
    "$work/status" | head -n 1)
[ "$first" = no ] || subject='the first plan is made'
{
    cat "$work/status"
    echo
    cat "$work/verdict"
    echo
    echo "Now in use: $plans/$new"
    [ "$first" = yes ] || echo "Before:     $plans/$old"
    [ ! -s "$work/compared" ] || { echo && cat "$work/compared"; }
    cat "$work/tariffs"
} | mail "Angkut: ${subject:-a new plan is in use}"
exit 0
