#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The real Evolution under valgrind, through the sample mailbox, a message window, other preferences and
the end in the middle of a check: no invalid access and no leak in which the module has a part. What
Evolution and WebKit do by themselves is not looked at."""
import os
import pathlib
import re
import shutil
import sys

import samples
from accessible import Role
from desktop import Desktop, wait_for
from evolution import Evolution
from servers import SilentServer
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
LIMIT_S = 240
# A frame of ours: in the source tree, or in the module where there is no debugging information.
OURS = re.compile(r"module-truefrom\.so|/(?:plugin/evolution|ui/\w+|core(?:/\w+)?)/[a-z0-9-]+\.c:\d")
# Memory that is lost; what GLib keeps for ever, types and quarks, is still reachable.
VALGRIND = ["valgrind", "--leak-check=full", "--show-leak-kinds=definite", "--num-callers=40",
            "--error-limit=no", "--trace-children=no", "--keep-debuginfo=yes",
            "--fullpath-after="]


class SlowEvolution(Evolution):
    """Under valgrind."""

    def command(self):
        return VALGRIND + ["--log-file=%s" % (self.desktop.home / "memory"), "evolution", "-c", "mail"]

    def start(self, *arguments, **more):
        self.desktop.environment.update(G_SLICE="always-malloc", JSC_useJIT="0", GIGACAGE_ENABLED="0")
        super().start(*arguments, **more)

    def log(self):
        return self.desktop.log("valgrind")


def records(text):
    """The reports of valgrind: paragraphs, without the number of the process."""
    lines = [line.partition("== ")[2] for line in text.splitlines()]
    return [part for part in "\n".join(lines).split("\n\n") if part.strip()]


def ours(text):
    """Those in which our code has a part."""
    return [record for record in records(text) if OURS.search(record)]


def read_all(evolution, mailbox):
    evolution.wait_for_uid(evolution.uid(1), LIMIT_S)
    for sample in mailbox[1:]:
        evolution.select(sample.number)
        evolution.wait_for_uid(evolution.uid(sample.number), LIMIT_S)


def open_windows(evolution, forged):
    evolution.select(forged.number)
    wait_for("banner", evolution.heading, LIMIT_S)
    evolution.press(Role.PUSH_BUTTON, "Details")
    wait_for("details window", evolution.details_window, LIMIT_S)
    evolution.press_menu("Open in New Window")
    wait_for("message window", lambda: evolution.window(forged.subject), LIMIT_S)


def ask_in_vain(evolution, server, mailbox):
    """Everything is checked once more, and nobody answers; others are opened meanwhile."""
    evolution.prefer("resolver", "'127.0.0.1:%d'" % server.port)
    evolution.prefer("answers-file", "''")
    wait_for("question", server.count, LIMIT_S)
    for sample in mailbox[:3]:
        if sample.number != evolution.at:
            evolution.select(sample.number)


def judge(tap, log):
    tap.result("ERROR SUMMARY" in log, "valgrind came to its end")
    found = ours(log)
    tap.equal(len(found), 0, "nothing of ours in what valgrind reports")
    for record in found[:20]:
        tap.note(record)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    mailbox = samples.read()
    with Tap() as tap:
        if not shutil.which("valgrind"):
            tap.skip_all("valgrind is not installed")
            return
        with Desktop((1280, 900)) as desktop, SilentServer() as server:
            forged = next(one for one in mailbox if one.code == "TF01")
            evolution = SlowEvolution(desktop, build, [
                one.arriving_now() if one is forged else one.message for one in mailbox], SETTINGS)
            evolution.start()
            evolution.connect(LIMIT_S)
            read_all(evolution, mailbox)
            open_windows(evolution, forged)
            with tap.attempt("somebody is asked again"):
                ask_in_vain(evolution, server, mailbox)
            tap.equal(evolution.exit(LIMIT_S), 0, "exit status")
            judge(tap, (desktop.home / "memory").read_text(errors="replace"))
            if os.environ.get("TRUEFROM_KEEP_LOG"):
                shutil.copy(desktop.home / "memory", os.environ["TRUEFROM_KEEP_LOG"])


if __name__ == "__main__":
    main()
