# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
#
# Steps of ./demo and ./check: each is shown with its time, its output goes to a log that is shown
# when it fails. Read with "." after setting LOGS to a folder; POSIX sh.
# shellcheck disable=SC2034 # PYTHON is for those who read this

# Debian's python, which has gi and dnslib; another one in PATH may not.
PYTHON=/usr/bin/python3
step_number=0

# step NAME COMMAND…: its status is that of COMMAND
step () {
    step_name=$1
    shift
    step_number=$((step_number + 1))
    mkdir -p "$LOGS"
    step_log=$LOGS/$(printf '%02d' $step_number)-$(echo "$step_name" | tr -cs 'A-Za-z0-9\n' -).log
    step_start=$(date +%s)
    [ ! -t 1 ] || printf '        %s …\r' "$step_name"
    step_status=0
    "$@" >"$step_log" 2>&1 </dev/null || step_status=$?
    step_word=ok
    [ $step_status = 0 ] || step_word=FAILED
    printf '%-6s  %4d s  %s\n' $step_word $(($(date +%s) - step_start)) "$step_name"
    if [ $step_status != 0 ]; then
        echo "---- the end of $step_log"
        tail -n "${STEP_TAIL:-60}" "$step_log"
        echo "----"
    fi
    return $step_status
}

# configure DIR OPTION…: meson setup, or the same again in a folder that has been set up
configure () {
    dir=$1
    shift
    if [ -f "$dir/build.ninja" ]; then
        meson setup --reconfigure "$dir" "$@" || meson setup --wipe "$dir" "$@"
    else
        meson setup "$dir" "$@"
    fi
}
