#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What the page of preferences shows of accounts and exceptions: a proposal is used, taken back and refused
there, a refusal is taken back, what was set up by itself is switched off, an exception is withdrawn. Who only counts is proposed
nothing above a message."""
import pathlib
import sys
import time
from xml.sax.saxutils import quoteattr

from accessible import Role, State
from desktop import Desktop, wait_for
from evolution import ACCOUNT, IDENTITY, MAILDIR, Evolution
from preferences_page import Page
from tap import Tap
from test_setup_account import GRACE_S, INSURANCE, MAIL, PopClaws, label, other_mail, samples, stored

HOST = "mx.victim.example"
PROPOSAL = "Your mail arrives through"
REFUSED = "You answered “Not now” to the proposal to believe"
AGAIN = "Propose again"
SWITCH = "Believe what the servers of this provider write"
EXCEPTIONS = {"accepted-signers": "admin@legit.example=list.example",
              "accepted-senders": "odd@name.example", "alias-services": "alias.example"}
SENTENCES = ("You accept messages of", "You found that", "as an alias service")
WITHDRAW = "Withdraw this exception"

# A second account, of a provider that is known.
POP = """
[Account: 2]
account_name=Second account
name=Robin User
address=robin@gmx.net
protocol=0
receive_server=pop.gmx.net
smtp_server=localhost
inbox=#mh/Other/inbox
"""
MAILBOX = """  <folder type="mh" name="Other" path=%s>
    <folderitem type="inbox" name="inbox" path="inbox" />
  </folder>
</folderlist>"""
HOST_OF_SOURCE = """
[Authentication]
Host=imap.gmx.net
"""


class TwoClaws(PopClaws):
    def _write_profile(self, plugins, offline):
        super()._write_profile(plugins, offline)
        with (self.config / "accountrc").open("a") as file:
            file.write(POP)
        other = self.desktop.home / "other"
        (other / "inbox").mkdir(parents=True)
        folders = self.config / "folderlist.xml"
        folders.write_text(folders.read_text().replace("</folderlist>", MAILBOX % quoteattr(str(other))))


class TwoEvolution(Evolution):
    def _write_account(self):
        super()._write_account()
        sources = self.config / "evolution" / "sources"
        other = self.desktop.home / "other"
        for kind in ("cur", "new", "tmp"):
            (other / kind).mkdir(parents=True)
        account = ACCOUNT % {"backend": "maildir", "more": MAILDIR % other + HOST_OF_SOURCE}
        self._write(sources / "second.source", account.replace("sampleid", "secondid")
                    .replace("Sample account", "Second account"))
        self._write(sources / "secondid.source", (IDENTITY % "robin@gmx.net")
                    .replace("Parent=sample", "Parent=second"))


def picture(desktop, name):
    if len(sys.argv) > 3:
        time.sleep(0.5)
        desktop.screenshot(pathlib.Path(sys.argv[3]) / (sys.argv[2] + name))


def check_silent(tap, program):
    time.sleep(GRACE_S)
    tap.result(not label(program) and not program.heading(), "who only counts is proposed nothing above a message")


def check_proposal(tap, desktop, program, page):
    with tap.attempt("a proposal is on the page"):
        page.open_tab("Accounts", "Use it")
        wait_for("proposal", lambda: page.says(PROPOSAL) and page.says("This rests on your own mail."))
    picture(desktop, "-accounts.png")
    page.press("Warnings", "Only count, and show nothing")
    with tap.attempt("and above the message again when it is shown"):
        wait_for("warning", lambda: program.heading() == INSURANCE.heading and label(program))
    page.press("Accounts", "Use it")
    with tap.attempt("used: the message is quiet, and the name is in the account's list"):
        wait_for("quiet", lambda: not program.heading() and not label(program))
        page.open_tab("Accounts", "Remove " + HOST)
        wait_for("end of the proposal", lambda: not page.says(PROPOSAL))
    page.press("Accounts", "Remove " + HOST)
    with tap.attempt("taken back: the message is shown again, and the name proposed"):
        wait_for("warning", lambda: program.heading() == INSURANCE.heading)
        page.press("Accounts", "Not now")
        wait_for("end of the question", lambda: not page.find(name="Not now"))
    tap.result("refused=['%s']" % HOST in stored(desktop), "refused, and kept so", stored(desktop))
    with tap.attempt("what was refused is shown"):
        page.open_tab("Accounts", AGAIN)
        wait_for("sentence", lambda: page.says(REFUSED) and page.says(HOST))
    picture(desktop, "-refused.png")
    page.press("Accounts", AGAIN)
    with tap.attempt("and proposed again with one click"):
        page.open_tab("Accounts", "Not now")
        wait_for("proposal", lambda: page.says(PROPOSAL) and not page.says(REFUSED))
        wait_for("stored", lambda: HOST not in stored(desktop))
    page.press("Accounts", "Not now")
    with tap.attempt("and refused once more"):
        wait_for("sentence", lambda: page.says(REFUSED))


def check_automatic(tap, desktop, page):
    with tap.attempt("what was set up by itself is shown"):
        box = page.open_tab("Accounts", SWITCH)
        assert box.is_(State.CHECKED), "it is off"
        wait_for("servers", lambda: page.says("GMX: "))
    page.press("Accounts", SWITCH)
    with tap.attempt("and is switched off"):
        wait_for("stored", lambda: "automatic=false" in stored(desktop))
    page.press("Accounts", SWITCH)
    with tap.attempt("and on"):
        wait_for("stored", lambda: "automatic=true" in stored(desktop))


def panel(page, name):
    return wait_for(name, lambda: page.find(Role.PANEL, name, hidden=True))


def reveal(node):
    """Scrolls to it, as the keyboard does."""
    node.focus()
    wait_for("scrolling", lambda: node.is_showing)


def check_own(tap, desktop, page):
    page.open_tab("Accounts", SWITCH)
    entry = panel(page, "Second account").find(Role.TEXT, "Servers that receive your mail", hidden=True)
    reveal(entry)
    entry.write("no such host!")
    entry.press()
    with tap.attempt("what cannot be used is refused for an account too"):
        # It may stand below the edge of the window.
        wait_for("sentence", lambda: page.find(
            Role.NOTIFICATION, hidden=True,
            accept=lambda node: node.is_(State.VISIBLE) and "This is not the name of a server." in node.text))
    entry.write("mx.other.example")
    entry.press()
    with tap.attempt("an entry of one account is kept for it alone"):
        wait_for("stored", lambda: "border-hosts=['mx.other.example']" in stored(desktop))
        place = stored(desktop).partition("border-hosts=['mx.other.example']")[0].rpartition("[")[2]
        assert place.startswith("org/truefrom/accounts/"), place


def check_exceptions(tap, desktop, page):
    with tap.attempt("exceptions are listed"):
        page.open_tab("Names", "Your own addresses and domains")
        buttons = [node for node in page.window.walk(hidden=True) if node.name == WITHDRAW]
        tap.equal(len(buttons), len(EXCEPTIONS), "each has its button")
        reveal(buttons[-1])
        for sentence in SENTENCES:
            wait_for(sentence, lambda: page.says(sentence))
    picture(desktop, "-exceptions.png")
    for value, sentence in zip(EXCEPTIONS.values(), SENTENCES):
        with tap.attempt("withdrawn: %s" % value):
            page.press("Names", WITHDRAW)
            wait_for("end", lambda: not page.says(sentence) and value not in stored(desktop))
    with tap.attempt("without exceptions there is no heading"):
        wait_for("end", lambda: not page.says("Your exceptions"))


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind = {"claws": TwoClaws, "evolution": TwoEvolution}[sys.argv[2]]
    settings = {"answers-file": "'%s'" % samples.ANSWERS, "report-only": "true"}
    settings.update((key, "['%s']" % value) for key, value in EXCEPTIONS.items())
    with Tap() as tap, Desktop((1200, 900)) as desktop:
        program = kind(desktop, build, [INSURANCE.message, *other_mail(MAIL["honest"])], settings)
        program.start(1)
        program.connect()
        program.wait_for_message(INSURANCE.subject)
        check_silent(tap, program)
        page = Page(program)
        check_proposal(tap, desktop, program, page)
        check_automatic(tap, desktop, page)
        check_own(tap, desktop, page)
        check_exceptions(tap, desktop, page)
        assert program.is_alive()


if __name__ == "__main__":
    main()
