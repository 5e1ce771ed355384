#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Hostile names, addresses, selectors, reasons and server names in every place of ours that shows foreign
text: banner, details and picture of the way, the banner of the composer, the question, the Subject of a
report, exceptions and account names in the preferences, and the bar of a proposal. There no markup is
obeyed, nothing turns the direction or ends a line, and nothing is wider than its window. The second
argument is the mail program."""
import contextlib
import pathlib
import sys
import time
import unicodedata

import samples
from accessible import Gone, Role
from desktop import Desktop, wait_for
from evolution import Evolution
from preferences_page import Page
from tap import Tap
from test_guard import ClawsProgram, EvolutionProgram
from test_setup_account import INSURANCE, PopClaws, label, other_mail

MARK = "zzz"
BOLD = "<b>%s</b>" % MARK
SCREEN = (1100, 800)
FRAME = 20  # what a window's edge may add
TURN = "\u202e"
WORD = BOLD + TURN + "&amp;%s{from}\u200b"
# Evolution shows another sender than the one that is checked.
CODES = {"claws": "TF01", "evolution": "TF04"}
HEADINGS = {"claws": "This message is probably not from bank.example",
            "evolution": "It is not clear who sent this message"}
HELPDESK = "helpdesk@victim.example"
TURNS = set("\u202a\u202b\u202c\u202d\u202e\u061c\u200b\u2028\u2029\ufeff")
LONG_HOST = "mx." + ".".join("w" * 60 for _ in range(3)) + ".victim.example"
SETTINGS = {
    "answers-file": "'%s'" % samples.ANSWERS, "helpdesk": "'%s'" % HELPDESK,
    "border-hosts": "['mx.victim.example']", "trusted-servers": "['mx.victim.example']",
    "accepted-senders": "['%s@name.example', '\"%s\"@name.example', '%s@name.example']"
                        % (BOLD, BOLD, "w" * 300),
    "accepted-signers": "['\"%s\"@legit.example=list.example']" % WORD,
    "alias-services": "['%s.example']" % WORD}

# Where a forger may write what he likes.
TOP = """Return-Path: <bounce-7731@attack.example>
Authentication-Results: mx.victim.example; dkim=fail reason="{word}"
\theader.d=attack.example header.s="{word}"; spf=fail reason="{word}" smtp.mailfrom="{word}"@attack.example
Received: from {word} (box.attack.example [203.0.113.66])
\tby mx.victim.example (198.51.100.1) with ESMTPS id 6a1f4735
\tfor <user@victim.example>; Tue, 02 Jun 2026 21:12:21 +0000
Received: from {word} by {word} with {word} id {word}; {word}
DKIM-Signature: v=1; a=rsa-{word}; c=relaxed/relaxed; d=attack.example; s={word};
 i="{word}"@attack.example; h=from:to:subject:date; bh={word}; b={word}
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={long}.example; s={long};
 h=from:to:subject:date; bh=AAAA; b=AAAA
List-Id: "{word}" <{word}.lists.example>
From: "{word}" <"{bold}"@bank.example>
Reply-To: "{word}" <"{word}"@attack.example>, "{word}" <{wide}@attack.example>
To: Robin User <user@victim.example>
Subject: {word} =?utf-8?q?=0D=0ABcc:_x=40attack.example=1B[2J=E2=80=AE?= {wide}
Date: Tue, 02 Jun 2026 21:12:17 +0000
Message-ID: <"{word}"@bank.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

The text of the hostile message.
"""


def hostile_message():
    return TOP.format(word=WORD, bold=BOLD, wide="w" * 400, long=".".join(["x" * 60] * 3)).encode()


def wrong_with(text, may_have_lines=True):
    """What TEXT does that foreign text must not; None: nothing."""
    depth = 0
    for character in text:
        depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
        if character in TURNS or depth < 0:
            return "it turns or hides: %r" % text
        if unicodedata.category(character) == "Cc" and not (may_have_lines and character == "\n"):
            return "it controls: %r" % text
    if depth:
        return "an isolate has no end: %r" % text
    if text.count(MARK) != text.count(BOLD):
        return "its markup was obeyed: %r" % text
    return None


def texts_below(top):
    """All that is shown or spoken, with where it is."""
    for node in top.walk():
        with contextlib.suppress(Gone):
            yield node, node.raw_name
            yield node, node.raw_text


def is_too_wide(node, window):
    left, _, width, _ = node.extents
    begin, _, whole, _ = window.extents
    return node.role == Role.LABEL and (left < begin or left + width > begin + whole)


def is_foreign(text):
    return MARK in text or "www" in text


def check_place(tap, name, top, window=None, at_least=1):
    """TOP is ours, and so is all in it; foreign text comes to be in so many places, and not all at once."""
    wait_for("foreign text in " + name, lambda: sum(is_foreign(text) for _, text in texts_below(top)) >= at_least)
    problems, seen = [], 0
    for node, text in texts_below(top):
        seen += is_foreign(text)
        problem = wrong_with(text)
        if problem is None and is_too_wide(node, window or top):
            problem = "it is wider than its window: %r" % text[:80]
        if problem:
            problems.append(problem)
    tap.equal(problems, [], name + ": inert")
    tap.note("%s: foreign text in %d places" % (name, seen))


def picture(desktop, name):
    if len(sys.argv) > 3:
        time.sleep(0.5)
        desktop.screenshot(pathlib.Path(sys.argv[3]) / ("hostile-%s-%s.png" % (sys.argv[2], name)))


def check_details(tap, desktop, program):
    program.press_menu("Check sender…")
    window = wait_for("details window", program.details_window)
    wait_for("checks", lambda: window.find(Role.TOGGLE_BUTTON, "What was checked")).press()
    wait_for("code", lambda: any(CODES[sys.argv[2]] in text for text in program.texts(window)))
    check_place(tap, "details", window, at_least=3)
    picture(desktop, "details")
    program.close_details()


def check_composer(tap, desktop, program):
    composer = program.reply()
    program.composer_banner(composer, lambda texts: "Your answer goes to" in texts[0])
    check_place(tap, "composer", program.banner(composer), composer)
    question = program.ask_to_send(composer)
    check_place(tap, "question", question)
    picture(desktop, "question")
    program.answer(question, "Do not send")


def check_report(tap, desktop, program):
    before = {window.path for window in program.windows()}
    program.press(Role.PUSH_BUTTON, "Report", window=program.banner(program.main_window()))

    def subject():
        for window in program.windows():
            if window.path not in before:
                found = window.find(Role.TEXT, accept=lambda node: "Suspicious message" in node.text)
                if found:
                    return found.raw_text
        return None
    text = wait_for("subject of the report", subject)
    tap.equal(wrong_with(text, False), None, "report: its Subject is one inert line")
    tap.equal(text, "Suspicious message: %s, bank.example" % CODES[sys.argv[2]], "report: it names code and domain only")
    picture(desktop, "report")


def check_preferences(tap, desktop, program):
    page = Page(program)
    page.open_tab("Names", "Your own addresses and domains")
    # It may stand below the edge of the window.
    for button in [node for node in page.window.walk(hidden=True) if node.name == "Withdraw this exception"][-1:]:
        button.focus()
    wait_for("exceptions", lambda: page.says("You found that"))
    check_place(tap, "exceptions", page.window)
    picture(desktop, "exceptions")
    page.open_tab("Accounts", "Add")
    check_place(tap, "accounts", page.window)
    picture(desktop, "accounts")


def check_message(tap, kind, build):
    with Desktop((1280, 900)) as desktop:
        program = make(kind)(desktop, build, [hostile_message()], SETTINGS)
        program.prepare()
        name_account(program)
        program.start(1)
        program.connect()
        program.wait_for_message("The text of the hostile message")
        wait_for("banner", lambda: program.heading() == HEADINGS[kind])
        check_place(tap, "banner", program.banner(), program.main_window())
        picture(desktop, "banner")
        check_details(tap, desktop, program)
        check_composer(tap, desktop, program)
        check_report(tap, desktop, program)
        check_preferences(tap, desktop, program)
        assert program.is_alive()


def check_proposal(tap, kind, build):
    """A name of a server is a domain, or it is not proposed; a long one does not widen the window."""
    with Desktop(SCREEN) as desktop:
        messages = [INSURANCE.message.replace(b"mx.victim.example", LONG_HOST.encode()),
                    *other_mail([LONG_HOST] * 25)]
        program = (PopClaws if kind == "claws" else Evolution)(
            desktop, build, messages, {"answers-file": "'%s'" % samples.ANSWERS})
        program.start(1)
        program.connect()
        wait_for("banner", lambda: program.heading() == INSURANCE.heading)
        sentence = wait_for("proposal", lambda: label(program))
        picture(desktop, "proposal")
        tap.equal(wrong_with(sentence.raw_text), None, "proposal: inert")
        window = program.main_window()
        tap.result(not is_too_wide(sentence, window) and window.extents[2] <= SCREEN[0] + FRAME,
                   "proposal: a long name fits in", (sentence.extents, window.extents))
        tap.result("victim.example" in sentence.text, "proposal: its registrable part is whole", sentence.text)


def make(kind):
    return {"claws": HostileClaws, "evolution": HostileEvolution}[kind]


class HostileClaws(ClawsProgram, PopClaws):
    pass


class HostileEvolution(EvolutionProgram):
    def private_reply(self):
        """The button of its own question about the list that the message names; some versions do not ask."""
        return next((button for button in (window.find(Role.PUSH_BUTTON, "Reply Privately")
                                           for window in self.windows()) if button), None)

    def reply(self):
        before = {window.path for window in self.windows()}

        def answer():
            self.push("Reply")
            wait_for("its question, or a composer",
                     lambda: self.private_reply() or any(window.role == Role.FRAME and window.path not in before
                                                         for window in self.windows()))
            if self.private_reply():
                self.private_reply().press()
                wait_for("its end", lambda: not self.private_reply())
        return self.new_window(answer)


def name_account(program):
    """As a provider's set-up file might."""
    if isinstance(program, HostileClaws):
        path = program.config / "accountrc"
        path.write_text(path.read_text().replace("account_name=Sample account", "account_name=" + WORD))
    else:
        path = program.config / "evolution" / "sources" / "sample.source"
        path.write_text(path.read_text().replace("DisplayName=Sample account", "DisplayName=" + WORD))


def main():
    build, kind = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    with Tap() as tap:
        check_message(tap, kind, build)
        check_proposal(tap, kind, build)


if __name__ == "__main__":
    main()
