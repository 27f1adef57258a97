#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh ANGKUT FOLDER [ARGUMENT ...]  makes report pages in FOLDER and opens them in a browser: tests/browser/report.js. Pictures: FOLDER/screenshots.
# Needs node 18, npm (once, for playwright-core and axe-core) and Debian's chromium; skips with a notice where they are missing.
set -eu
angkut=$1 out=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
case $angkut in /*) ;; *) angkut=$PWD/$angkut ;; esac

skip() {
    echo "skipped: $1, so the report page is not opened in a browser"
    exit 0
}
command -v node >/dev/null 2>&1 || skip "no node here"
[ -x "${CHROMIUM:=$(command -v chromium || echo /usr/bin/chromium)}" ] || skip "no chromium here"
mkdir -p "$out"
out=$(cd "$out" && pwd)
if ! cmp -s "$here/package-lock.json" "$out/package-lock.json" || [ ! -d "$out/node_modules/playwright-core" ]; then
    command -v npm >/dev/null 2>&1 || skip "no npm here"
    cp "$here/package.json" "$here/package-lock.json" "$out"
    if ! (cd "$out" && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1); then
        rm -f "$out/package-lock.json"
        tail -3 "$out/npm.log" >&2
        skip "npm could not install playwright-core and axe-core"
    fi
fi
unset LANGUAGE LC_ALL LC_MESSAGES
export CHROMIUM ANGKUT_CONFIG='' NODE_PATH="$out/node_modules" LANG=C.UTF-8
exec node "$here/${SCRIPT:-report.js}" "$angkut" "$out" "$here/../../data" "$@"
