# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for bash. The program itself knows what may stand where: `angkut __complete`.
# shellcheck shell=bash

# Readline cuts the line at = and :, which are parts of our words; and leaves quotes and backslashes as they were typed.
# Sets words, the last of which is completed, and quoting.
_angkut_words() {
    local word glued='' i
    words=() quoting=bare
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        quoting=bare
        case $word in
        \"*) quoting=double word=${word#\"} word=${word%\"} ;;
        \'*) quoting=single word=${word#\'} word=${word%\'} ;;
        \~/*) word=$HOME${word#\~} ;;
        esac
        [[ $quoting == single ]] || word=${word//\\/}
        if ((${#words[@]} > 0)) && [[ -n $glued || $word == [=:]* ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        glued=
        [[ $word != *[=:] || ${#word} -gt 2 ]] || glued=yes
    done
}

_angkut() {
    local words quoting line program=${1/#\~\//$HOME/} before kind=''
    _angkut_words
    ((${#words[@]} > 0)) || words=('')
    local typed=${words[${#words[@]} - 1]}
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
        $'\tfiles') kind=-f ;;
        $'\tfolders') kind=-d ;;
        *) COMPREPLY+=("$line") ;;
        esac
    done < <("$program" __complete "$quoting" "${words[@]}" 2>/dev/null)

    # Only what stands behind the last = or : is put on the line.
    before=$typed
    while [[ $before == *[=:]* ]]; do
        before=${before#*[=:]}
        COMPREPLY=("${COMPREPLY[@]#*[=:]}")
    done
    if [[ -n $kind ]]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done < <(compgen "$kind" -- "$before")
    elif ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace 2>/dev/null
    fi
    return 0
}

complete -F _angkut angkut
