#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# package_in_chroot.sh PACKAGE WORK  installs the package into a fresh Debian under the folder WORK, as a user would, and
# uses it there. Needs root, debootstrap and a Debian mirror (SUITE: bookworm); skips with a notice where it has them not.
set -eu
package=$1 work=$2 suite=${SUITE:-bookworm}
root=$work/root
passed=0

if [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null 2>&1; then
    echo "skipped: the package in a fresh chroot needs root and debootstrap"
    exit 0
fi
mkdir -p "$work"
if [ ! -e "$work/base.tar" ]; then
    rm -rf "$root"
    if ! debootstrap --variant=minbase "$suite" "$root" >"$work/debootstrap.log" 2>&1; then
        echo "skipped: no fresh Debian could be had here ($work/debootstrap.log)"
        exit 0
    fi
    tar -C "$root" -cf "$work/base.tar" .
fi
rm -rf "$root"
mkdir -p "$root"
tar -C "$root" -xf "$work/base.tar"
cp "$package" "$root/root/"
cp /etc/resolv.conf /etc/hosts "$root/etc/"

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb DEBIAN_FRONTEND=noninteractive "$@"; }
holds() { # holds SENTENCE COMMAND...
    if inside sh -c "$2" >"$work/said" 2>&1; then
        echo "ok $1"
        passed=$((passed + 1))
    else
        echo "not ok $1"
        cat "$work/said"
        exit 1
    fi
}

holds "apt installs the package" 'apt-get update -q && apt-get install -y -q --no-install-recommends /root/angkut_*.deb'
holds "it plans the data that came with it" 'cd / && angkut plan --as-of 2026-11-24 | grep -q "^Money  *Rp 16,841.7 million"'
holds "it speaks Indonesian without such a locale" 'angkut plan --brief --lang id --as-of 2026-11-24 | grep -q "Rp16.841,7 juta"'
holds "and so the environment can ask" 'LANG=id_ID.UTF-8 angkut plan --brief --as-of 2026-11-24 | grep -q "Rp16.841,7 juta"'
holds "the helper that fetches is there" 'test -x /usr/libexec/angkut/angkut-fetch'
holds "a report can be made" 'angkut plan --format json -o /tmp/plan.json --as-of 2026-11-24 && angkut verify /tmp/plan.json && angkut report /tmp/plan.json -o /tmp/report.html && grep -q "</html>" /tmp/report.html'
holds "a workbook can be made" 'angkut export /tmp/plan.json --xlsx -o /tmp/plan.xlsx && test -s /tmp/plan.xlsx'
holds "a data set can be begun, checked and planned" 'angkut init /tmp/mine && angkut check /tmp/mine && angkut plan /tmp/mine'
holds "completions are there" 'test -s /usr/share/bash-completion/completions/angkut && test -s /usr/share/zsh/vendor-completions/_angkut'
# A minimal Debian leaves manual pages out on purpose: they are looked for in the package.
holds "the package has its manual pages" 'dpkg-deb -c /root/angkut_*.deb | grep -q "man1/angkut-plan.1.gz" && dpkg-deb -c /root/angkut_*.deb | grep -q "man/id/man1/angkut.1.gz"'
holds "it goes as it came" 'apt-get purge -y -q angkut && ! test -e /usr/share/angkut && ! test -e /usr/bin/angkut'
rm -rf "$root"
echo "$passed passed, 0 failed"
