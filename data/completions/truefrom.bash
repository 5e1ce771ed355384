# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
# shellcheck shell=bash
# bash completion for truefrom

_truefrom_codes()
{
    local number
    for number in {1..21}; do
        printf 'TF%02d\n' "$number"
    done
}

# Is there a "--" before the current word?
_truefrom_options_ended()
{
    local i
    for ((i = 2; i < COMP_CWORD; i++)); do
        [[ ${COMP_WORDS[i]} == -- ]] && return 0
    done
    return 1
}

_truefrom_check()
{
    local current=$1 previous=$2
    case $previous in
    --resolver | --now | --received-at | --ip | --helo | --mail-from | --trust-authserv | \
        --border | --trust-sealer | --own | --known | --known-list | --protect | \
        --displayed-from)
        return
        ;;
    esac
    if [[ $current == -* && $previous != --answers && $previous != --record ]] &&
        ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--json --summary --details --answers
            --record --resolver --now --received-at --ip --helo --mail-from --trust-authserv
            --border --trust-sealer --own --known --known-list --protect --displayed-from
            --attached --no-attached --allow-legacy-crypto --offline --help' \
            -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_truefrom_setup()
{
    local current=$1
    if [[ $current == -* ]] && ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--apply --help' -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_truefrom()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W 'check explain setup --help --version' -- "$current")
        return
    fi
    case ${COMP_WORDS[1]} in
    check)
        _truefrom_check "$current" "$previous"
        ;;
    setup)
        _truefrom_setup "$current"
        ;;
    explain)
        mapfile -t COMPREPLY < <(compgen -W "$(_truefrom_codes)" -- "${current^^}")
        ;;
    esac
}

complete -F _truefrom truefrom
