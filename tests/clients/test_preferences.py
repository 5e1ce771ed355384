#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The page of preferences in the real mail programs: each setting counts at once for the message on
screen, what cannot be used is refused where it is typed, and what an administrator has locked cannot
be changed and says so."""
import contextlib
import pathlib
import subprocess
import sys

import samples
import showing
from accessible import Gone, Role, State
from claws import Claws
from desktop import Desktop, wait_for
from evolution import Evolution
from preferences_page import Page
from tap import Tap

SCHEMA = samples.FOLDER.parent / "org.truefrom.gschema.xml"
LOCKED = "An administrator has set this. It cannot be changed here."
DEFAULT = "This is the default of this computer."
# Of the administrator, and of those who installed the program.
DEFAULTS = "[org/truefrom]\nprotected=['museum.example']\n"
OVERRIDE = "[org.truefrom]\ntrusted-servers=['mx.example.org']\n"
LOCKS = "/org/truefrom/protected\n"

# Tab, where it is typed, what cannot be used, and what is said about it.
REFUSED = (
    ("Warnings", "Address of your helpdesk", "no address", "This is not a mail address."),
    ("Names", "Your own addresses and domains", "co.uk", "This is neither a mail address nor a domain."),
    ("Names", "Mailing lists that you know", "dev", "This is not the name of a mailing list."),
    ("Servers", "Servers that receive your mail", "no such host!", "This is not the name of a server."),
    ("Servers", "Servers whose results are believed", "two words", "This is not the name of a server."),
    ("Servers", "Lists and forwarders whose seals are believed", "co.uk", "This is not a domain."),
    ("DNS", "DNS server", "dns.example.org", "This is not the address of a DNS server."),
)


class Run:
    """One program, and its page."""

    def __init__(self, tap, kind, build, locks):
        self.tap, self.kind, self.build, self.locks = tap, kind, build, locks
        self.desktop = Desktop((1200, 900))
        self.mailbox = samples.read()

    def __enter__(self):
        self.desktop.__enter__()
        administrator = self.desktop.home / "administrator"
        administrator.mkdir()
        (administrator / "defaults").write_text(DEFAULTS)
        (administrator / "locks").write_text(LOCKS)
        schemas = self.desktop.home / "schemas"
        schemas.mkdir()
        (schemas / SCHEMA.name).write_bytes(SCHEMA.read_bytes())
        (schemas / "10_vendor.gschema.override").write_text(OVERRIDE)
        subprocess.run(["glib-compile-schemas", str(schemas)], check=True)
        self.client = self.kind(self.desktop, self.build, [one.message for one in self.mailbox],
                                {"answers-file": "'%s'" % samples.ANSWERS})
        self.desktop.environment.update(GSETTINGS_SCHEMA_DIR=str(schemas), LD_PRELOAD=str(self.locks),
                                        TRUEFROM_TEST_ADMINISTRATOR=str(administrator))
        self.show(self.first("alarm", "TF01"), start=True)
        self.page = Page(self.client)
        return self

    def __exit__(self, *_):
        self.desktop.close()

    def first(self, level, code=None):
        return next(one for one in self.mailbox
                    if one.level == level and (code is None or one.code == code))

    def show(self, sample, start=False):
        if start:
            self.client.start(sample.number)
            self.client.connect()
        else:
            self.client.select(sample.number)
        self.client.wait_for_message(sample.subject)

    def heading(self):
        with contextlib.suppress(Gone):
            return self.client.heading()
        return None

    def wait_for_heading(self, part, what):
        """PART of what the banner says; None: no banner."""
        with self.tap.attempt(what):
            wait_for(what, lambda: (self.heading() is None if part is None
                                    else part in (self.heading() or "")))


def check_refused(run):
    for tab, label, text, sentence in REFUSED:
        with run.tap.attempt("refused where it is typed: %s" % label):
            run.page.enter(tab, label, text)
            wait_for("sentence", lambda: run.page.says(sentence))
            assert text not in settings_of(run), "it was saved"
            run.page.open_tab(tab, label).write("")
            wait_for("end of the sentence", lambda: not run.page.says(sentence))
    run.page.enter("Warnings", "Address of your helpdesk", "help@example.org")
    run.page.enter("Warnings", "Address of your helpdesk", "help@")
    with run.tap.attempt("the old value is kept"):
        wait_for("sentence", lambda: run.page.says("This is not a mail address."))
        assert "helpdesk='help@example.org'" in settings_of(run), settings_of(run)


def settings_of(run):
    return (run.desktop.home / "config" / "glib-2.0" / "settings" / "keyfile").read_text()


def check_locked(run):
    with run.tap.attempt("what is locked says so"):
        entry = run.page.open_tab("Names", "Domains to watch over")
        wait_for("sentence", lambda: run.page.says(LOCKED))
        assert not entry.is_(State.SENSITIVE), "one can type"
        assert run.page.says("museum.example"), "the value of the administrator is not shown"
        removing = run.page.find(Role.PUSH_BUTTON, "Remove museum.example")
        assert not removing.is_(State.SENSITIVE), "one can remove"
        assert run.page.open_tab("Names", "Your own addresses and domains").is_(State.SENSITIVE)
    with run.tap.attempt("a default of the computer says so, and can be changed"):
        run.page.open_tab("Servers", "Remove mx.example.org")
        wait_for("sentence", lambda: run.page.says(DEFAULT))
        run.page.press("Servers", "Remove mx.example.org")
        wait_for("end of the sentence", lambda: not run.page.says(DEFAULT))


def check_names(run):
    run.wait_for_heading("probably not from", "an alarm to begin with")
    run.page.enter("Names", "Your own addresses and domains", "bank.example")
    run.wait_for_heading("may only pretend", "a domain that became the reader's own")
    run.page.press("Names", "Remove bank.example")
    run.wait_for_heading("probably not from", "and is not any more")


def check_helpdesk(run):
    run.page.enter("Warnings", "Address of your helpdesk", "help@example.org")
    with run.tap.attempt("with a helpdesk one can report"):
        wait_for("Report", lambda: run.client.find(Role.PUSH_BUTTON, "Report"))
    run.page.enter("Warnings", "Address of your helpdesk", "")
    with run.tap.attempt("without one can save"):
        wait_for("Save…", lambda: run.client.find(Role.PUSH_BUTTON, "Save…"))


def check_marks(run):
    run.page.press("Warnings", "Mark suspicious messages")
    with run.tap.attempt("marks: off until they are wanted, and kept at once"):
        assert run.page.says("The marks may reach your mail server.")
        wait_for("setting", lambda: "marks=true" in settings_of(run))
    run.page.press("Warnings", "Mark suspicious messages")
    with run.tap.attempt("and not wanted any more"):
        wait_for("setting", lambda: "marks=false" in settings_of(run))


def check_talk(run):
    run.show(run.first("note"))
    with run.tap.attempt("a note is shown"):
        wait_for("note", run.heading)
    run.page.press("Warnings", "Warnings only")
    run.wait_for_heading(None, "warnings only: no note")
    run.page.press("Warnings", "Warnings and notes")
    with run.tap.attempt("notes again"):
        wait_for("note", run.heading)
    run.show(run.first("quiet", "TF15"))
    run.wait_for_heading(None, "a confirmed domain is quiet")
    run.page.press("Warnings", "Also a plain line that names a confirmed domain")
    run.wait_for_heading("Confirmed domain: ", "a confirmed domain is named")
    run.page.press("Warnings", "Warnings and notes")
    run.wait_for_heading(None, "and is quiet again")


def check_report_only(run):
    run.show(run.first("alarm", "TF01"))
    run.wait_for_heading("probably not from", "an alarm is shown")
    run.page.press("Warnings", "Only count, and show nothing")
    run.wait_for_heading(None, "nothing is shown")
    with run.tap.attempt("it is counted"):
        wait_for("count", lambda: run.page.says("TF01: 1"))
    run.page.press("Warnings", "Start again from zero")
    with run.tap.attempt("counting begins again"):
        wait_for("nothing", lambda: run.page.says("Nothing has been counted yet."))
    run.page.press("Warnings", "Only count, and show nothing")
    run.wait_for_heading("probably not from", "and shown again")


def check_dns(run):
    run.page.press("DNS", "Never: almost nothing can be checked then")
    with run.tap.attempt("never: a check of another message asks nobody"):
        run.show(run.first("warning"))
        wait_for("silence", lambda: run.heading() is None)
    run.page.press("DNS", "Only when you press “Check now”")
    run.wait_for_heading(showing.UNCHECKED, "on request: it was not checked")
    for label in ("When a message is opened", "When a message arrives"):
        run.page.press("DNS", label)
        run.wait_for_heading("could not confirm", "checked: " + label)
        run.page.press("DNS", "Never: almost nothing can be checked then")
    run.page.press("DNS", "When a message arrives")


def main():
    build, locks = (pathlib.Path(sys.argv[at]).resolve() for at in (1, 3))
    kind = {"claws": Claws, "evolution": Evolution}[sys.argv[2]]
    with Tap() as tap, Run(tap, kind, build, locks) as run:
        for check in (check_names, check_helpdesk, check_refused, check_locked, check_talk,
                      check_marks, check_report_only, check_dns):
            check(run)
        assert run.client.is_alive()


if __name__ == "__main__":
    main()
