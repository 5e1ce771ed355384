#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Unloading and loading the plugin in the real Plugins… dialog while checks are under way, several
times, then once more to see that it still works; and a client without the settings' schema."""
import pathlib
import sys

import samples
import showing
from claws import Claws
from desktop import Desktop, wait_for
from servers import SilentServer
from tap import Tap

ROUNDS = 4


def check_rounds(tap, build, mailbox):
    forged = next(sample for sample in mailbox if sample.level == "alarm")
    with SilentServer() as server, Desktop() as desktop:
        messages = [sample.arriving_now() for sample in mailbox]
        claws = Claws(desktop, build, messages, {"resolver": "'127.0.0.1:%d'" % server.port})
        claws.start(forged.number)
        claws.connect()
        claws.wait_for_message(forged.subject)
        for turn in range(1, ROUNDS + 1):
            with tap.attempt("round %d: unloaded while a check is under way" % turn):
                wait_for("grey line", lambda: showing.grey_line(claws))
                claws.unload_plugin("truefrom")
                wait_for("view without a banner", lambda: not claws.banner())
                assert not claws.find_menu("Check sender…"), "the menu item is still there"
                assert claws.is_alive()
            with tap.attempt("round %d: loaded again, it looks at what is on the screen" % turn):
                claws.load_plugin(claws.plugin)
                wait_for("menu item", lambda: claws.find_menu("Check sender…"))
                assert claws.is_alive()
        claws.write_settings({"answers-file": "'%s'" % samples.ANSWERS})
        claws.unload_plugin("truefrom")
        claws.load_plugin(claws.plugin)
        claws.select(1)
        claws.wait_for_message(mailbox[0].subject)
        shown = showing.examine(claws, forged)
        tap.result(not shown.faults, "after %d rounds it still checks" % ROUNDS,
                   "\n".join(shown.faults))
        tap.equal(claws.exit(), 0, "exit status")


def check_without_schema(tap, build, mailbox):
    """A missing schema would abort the program if it were not looked up first. Offline, because
    the built-in default is to ask the system's DNS server."""
    with Desktop() as desktop:
        claws = Claws(desktop, build, [sample.message for sample in mailbox], {}, offline=True)
        del desktop.environment["GSETTINGS_SCHEMA_DIR"]
        claws.start(3)
        claws.connect()
        claws.wait_for_message(mailbox[2].subject)
        with tap.attempt("without a schema the plugin works, with its built-in defaults"):
            claws.read_code(accept=lambda code: code == "TF13")
        tap.equal(claws.exit(), 0, "exit status without a schema")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    mailbox = samples.read()
    with Tap() as tap:
        check_rounds(tap, build, mailbox)
        check_without_schema(tap, build, mailbox)


if __name__ == "__main__":
    main()
