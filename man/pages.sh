#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# pages.sh ANGKUT FOLDER LANGUAGE...  writes the man pages of the program and of each verb to FOLDER/man1, and those in
# other languages to FOLDER/LANGUAGE/man1. What a page says is what --help says.
set -eu
angkut=$1 folder=$2
shift 2
export ANGKUT_CONFIG=

pages() { # pages LANGUAGE FOLDER
    rm -rf "$2"
    mkdir -p "$2"
    "$angkut" help --man --lang "$1" >"$2/angkut.1"
    "$angkut" __complete verbs | while read -r verb; do
        # shellcheck disable=SC2086 # a verb may be two words
        "$angkut" help $verb --man --lang "$1" >"$2/angkut-$(echo "$verb" | tr ' ' -).1"
    done
}

pages en "$folder/man1"
for language in "$@"; do
    pages "$language" "$folder/$language/man1"
done
