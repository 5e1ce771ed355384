# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""One door per foreign library: its headers are included there and nowhere else."""

import re

import tree

# Header, and the files that may include it.
DOORS = [
    (r"openssl/", r"core/crypto/.*"),
    (r"gmime/", r"core/message/mime\.c"),
    (r"ares", r"core/io/resolver-ares\.[ch]"),
    (r"libpsl", r"core/base/public-suffix\.c"),
    (r"unicode/", r"core/base/unicode\.c|core/impersonation/confusable\.c"),
    (r"json-glib/", r"core/dns/dns-json(-head)?\.[ch]|ui/print/.*|ui/evidence/.*"),
    (r"archive", r"core/archive/.*"),
    (r"sqlite3", r"core/memory/.*"),
    (r"(gtk|gdk|atk|pango|cairo)(/|\.h)", r"ui/gtk/.*|plugin/.*"),
    (r"camel/|composer/|evolution|e-util/|mail/|shell/|libebackend/|libebook/|libedataserver/|libemail-engine/|em-format/",
     r"plugin/evolution/.*"),
    (r"gio/|glib-unix", r"core/truefrom(-request)?\.h|core/truefrom\.c|core/io/.*|core/mailbox/.*|core/verify/.*|ui/.*|plugin/.*"),
    (r"(sys/socket|netinet/.*|netdb|resolv|poll|sys/select|sys/epoll)\.h",
     r"core/io/.*"),
    (r"sys/file\.h", r"ui/client/tally\.c|core/scan/spool\.c"),
    (r"sys/ioctl\.h", r"ui/cli/.*"),
    (r"sys/prctl\.h", r"ui/cli/scan-process\.c"),
    (r"sys/random\.h", r"ui/cli/report-key\.c"),
]
# What everybody may include: the C library and GLib.
COMMON = re.compile(r"glib\.h|glib/(gstdio|gprintf)\.h|glib-object\.h|"
                    r"(assert|ctype|errno|fcntl|inttypes|limits|locale|math|signal|stdarg|stdbool|"
                    r"stddef|stdint|stdio|stdlib|string|strings|time|unistd|pwd|emmintrin|"
                    r"arm_neon|libintl|arpa/inet|sys/(types|stat|time|resource|mman|wait))\.h")
CLAWS = re.compile(r"plugin/claws/.*")
GENERATED = re.compile(r"(config|.*-resources)\.h|.*\.inc")


def door_of(name):
    for header, door in DOORS:
        if re.match(header, name):
            return door
    return None


def problem_with(path, sign, name):
    where = path.as_posix()
    door = door_of(name)
    if sign == '"' and tree.resolve(path, name) is not None:
        return None
    if door is not None:
        return None if re.fullmatch(door, where) else f"{name} is for {door}"
    if CLAWS.fullmatch(where):
        return None
    if sign == '"' and GENERATED.fullmatch(name):
        return None
    return None if COMMON.fullmatch(name) else f"{name} has no door (tests/checks/doors.py)"


def main():
    problems = []
    looked_at = 0
    for path in tree.sources():
        for line, sign, name in tree.includes(path):
            looked_at += 1
            problem = problem_with(path, sign, name)
            if problem is not None:
                problems.append(f"{path}:{line}: {problem}")
    tree.finish("doors", problems, looked_at)


main()
