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
        --accept-signer | --accept-sender | --alias-service | --displayed-from)
        return
        ;;
    esac
    if [[ $current == -* && $previous != --answers && $previous != --record && $previous != --memory &&
        $previous != --brands ]] &&
        ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--json --summary --details --answers
            --record --memory --no-memory --resolver --now --received-at --ip --helo --mail-from --trust-authserv
            --border --trust-sealer --own --brands --known --known-list --protect --accept-signer
            --accept-sender --alias-service --displayed-from
            --attached --no-attached --allow-legacy-crypto --no-settings
            --offline --help' \
            -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_truefrom_evidence()
{
    local current=$1 previous=$2
    case $previous in
    --resolver | --now | --received-at | --ip | --helo | --mail-from | --trust-authserv | \
        --border | --trust-sealer | --own | --known | --known-list | --protect | \
        --accept-signer | --accept-sender | --alias-service | --displayed-from)
        return
        ;;
    esac
    if [[ $current == -* && $previous != --answers && $previous != --output && $previous != --memory && $previous != --brands ]] &&
        ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--output --answers --brands
            --memory --no-memory --resolver --now --received-at --ip --helo --mail-from --trust-authserv
            --border --trust-sealer --own --known --known-list --protect --accept-signer
            --accept-sender --alias-service --displayed-from --allow-legacy-crypto --no-settings
            --offline --help' \
            -- "$current")
        return
    fi
    if ((COMP_CWORD == 2)); then
        mapfile -t COMPREPLY < <(compgen -W 'create verify' -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_truefrom_report()
{
    local current=$1 previous=$2
    case $previous in
    --from | --resolver | --now | --received-at | --ip | --helo | --mail-from | --trust-authserv | \
        --border | --trust-sealer | --own | --known | --known-list | --protect | \
        --accept-signer | --accept-sender | --alias-service | --displayed-from)
        return
        ;;
    esac
    if [[ $current == -* && $previous != --answers && $previous != --output && $previous != --memory && $previous != --brands ]] &&
        ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--from --headers --full --zip --text --output --answers --brands
            --memory --no-memory --resolver --now --received-at --ip --helo --mail-from --trust-authserv
            --border --trust-sealer --own --known --known-list --protect --accept-signer
            --accept-sender --alias-service --displayed-from --allow-legacy-crypto --no-settings
            --offline --help' \
            -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_truefrom_explain()
{
    local current=$1 previous=$2
    case $previous in
    --for)
        mapfile -t COMPREPLY < <(compgen -W 'caller reader admin' -- "$current")
        return
        ;;
    esac
    if [[ $current == -* ]] && ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--for --help' -- "$current")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W "$(_truefrom_codes)" -- "${current^^}")
}

_truefrom_domain()
{
    local current=$1 previous=$2
    if [[ $previous == --sheet ]]; then
        mapfile -t COMPREPLY < <(compgen -W 'html text' -- "$current")
        return
    fi
    case $previous in
    --resolver | --now | --selector | --from-mail | --sheet)
        return
        ;;
    --answers | --record | --compare | --file)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    esac
    if [[ $current == -* ]] && ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--json --summary --details --sheet --compare --file
            --selector --from-mail --parked --answers --record --resolver --now --no-settings
            --offline --help' \
            -- "$current")
    fi
}

_truefrom_setup()
{
    local current=$1
    if [[ $current == -* ]] && ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--apply --memory --help' -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_truefrom_memory()
{
    local current=$1 previous=$2
    if [[ $previous == --memory ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
    fi
    if [[ $current == -* ]] && ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--memory --all --help' -- "$current")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W 'stats show forget export' -- "$current")
}

_truefrom_aggregate()
{
    local current=$1 previous=$2
    case $previous in
    --own | --now)
        return
        ;;
    esac
    if [[ $current == -* && $previous != --html ]] && ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--own --json --csv --html --now --help' -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_truefrom_spoofs()
{
    local current=$1 previous=$2
    case $previous in
    --own | --now)
        return
        ;;
    esac
    if [[ $current == -* && $previous != --html && $previous != --memory ]] && ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--own --memory --json --csv --html --exit-zero --now --help' -- "$current")
        return
    fi
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

_truefrom_scan()
{
    local current=$1 previous=$2
    case $previous in
    --shard | --jobs | --dns-rate | --resolver | --now | --trust-authserv | --border | --trust-sealer | --own | \
        --known | --known-list | --protect | --accept-signer | --accept-sender | --alias-service)
        return
        ;;
    esac
    if [[ $current == -* && $previous != --html && $previous != --state && $previous != --answers &&
        $previous != --brands ]] &&
        ! _truefrom_options_ended; then
        mapfile -t COMPREPLY < <(compgen -W '--html --json --csv --state --shard --merge --jobs --dns-rate
            --exit-zero --no-attached --answers --resolver --now --trust-authserv --border --trust-sealer --own
            --brands --known --known-list --protect --accept-signer --accept-sender --alias-service
            --allow-legacy-crypto --no-settings
            --offline --help' -- "$current")
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
        mapfile -t COMPREPLY < <(compgen -W 'check explain domain setup memory evidence report aggregate scan spoofs --help --version' -- "$current")
        return
    fi
    case ${COMP_WORDS[1]} in
    check)
        _truefrom_check "$current" "$previous"
        ;;
    domain)
        _truefrom_domain "$current" "$previous"
        ;;
    setup)
        _truefrom_setup "$current"
        ;;
    memory)
        _truefrom_memory "$current" "$previous"
        ;;
    aggregate)
        _truefrom_aggregate "$current" "$previous"
        ;;
    scan)
        _truefrom_scan "$current" "$previous"
        ;;
    spoofs)
        _truefrom_spoofs "$current" "$previous"
        ;;
    evidence)
        _truefrom_evidence "$current" "$previous"
        ;;
    report)
        _truefrom_report "$current" "$previous"
        ;;
    explain)
        _truefrom_explain "$current" "$previous"
        ;;
    esac
}

complete -F _truefrom truefrom
