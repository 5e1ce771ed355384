#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The real Claws Mail under valgrind: messages of each level, details, unloading and loading, exit.
What valgrind finds with a function of truefrom near the top of the stack is ours; graphics drivers,
fontconfig and the program itself have findings of their own."""
import pathlib
import re
import shutil
import sys

import samples
from claws import Claws
from desktop import Desktop, wait_for
from tap import Tap

SHOWN = ("TF01", "TF16", "TF17", "TF15")
LIMIT = 240
SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
OPTIONS = ["--leak-check=full", "--show-leak-kinds=definite", "--num-callers=12"]
OURS = re.compile(r"\b(tf_|_tf_)\w+ \(|truefrom\.so")


def findings(log):
    """The paragraphs of valgrind's log that have a stack, and of these the ones that are ours."""
    paragraphs = re.split(r"\n==\d+== \n", log.read_text(errors="replace"))
    stacks = [text for text in paragraphs if re.search(r"==\s+at 0x", text)]
    return stacks, [text for text in stacks if OURS.search(text)]


def use(claws, mailbox):
    for code in SHOWN:
        sample = next(sample for sample in mailbox if sample.code == code)
        claws.select(sample.number)
        claws.wait_for_message(sample.subject, LIMIT)
        claws.read_code(accept=lambda found, wanted=code: found == wanted, limit=LIMIT)
    claws.unload_plugin("truefrom")
    claws.load_plugin(claws.plugin)
    wait_for("menu item", lambda: claws.find_menu("Check sender…"), LIMIT)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    if not shutil.which("valgrind"):
        print("1..0 # SKIP valgrind is not installed")
        return
    mailbox = samples.read()
    with Tap() as tap, Desktop() as desktop:
        log = desktop.home / "valgrind.log"
        desktop.environment.update(G_DEBUG="resident-modules", G_SLICE="always-malloc")
        claws = Claws(desktop, build, [sample.message for sample in mailbox], SETTINGS)
        claws.start(under=["valgrind", "--log-file=%s" % log, *OPTIONS])
        claws.connect(LIMIT)
        use(claws, mailbox)
        tap.equal(claws.exit(LIMIT), 0, "exit status")
        found, ours = findings(log)
        tap.note("%d findings outside of truefrom" % (len(found) - len(ours)))
        tap.result("ERROR SUMMARY" in log.read_text(errors="replace"), "valgrind came to its end")
        tap.result(not ours, "nothing of truefrom is among what valgrind found", "\n\n".join(ours[:5]))


if __name__ == "__main__":
    main()
