# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Inside a mail program nothing waits for a disk, another program or the network: while it did, the window
would stand still. Dialogs, which let the main loop run, are something else."""

import re

import tree

WAITS = re.compile(r"(?<![\w.>])(g_settings_sync|sleep|usleep|nanosleep|g_usleep|g_thread_join|g_cond_wait\w*|"
                   r"g_spawn_\w*sync|g_subprocess_wait\w*|g_subprocess_communicate|g_bus_get_sync|"
                   r"g_dbus_\w+_sync|system|popen|waitpid|fsync|fdatasync)\s*\(")
FOLDERS = ("ui/client", "ui/gtk", "plugin/claws", "plugin/evolution")
ALLOWED = {
    ("ui/client/preferences.c", "g_settings_sync"),  # for the command line, which ends at once
}


def main():
    problems = []
    looked_at = 0
    for path in tree.sources():
        looked_at += 1
        if tree.folder_of(path) not in FOLDERS:
            continue
        for number, line in enumerate(tree.code(path).split("\n"), 1):
            for match in WAITS.finditer(line):
                if (path.as_posix(), match.group(1)) not in ALLOWED:
                    problems.append(f"{path}:{number}: {match.group(1)} waits")
    tree.finish("waiting", problems, looked_at)


main()
