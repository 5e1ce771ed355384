#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The question before an answer, in the real Claws Mail or Evolution: what is shown above the composer,
what is asked before sending, that "Do not send" keeps it here and "Send anyway" lets it go, and that
honest mail is answered without a word. What is sent goes into a file of ours."""
import contextlib
import email
import email.message
import email.policy
import pathlib
import sys
import time

import samples
import showing
from accessible import Gone, Role, State
from claws import Claws
from desktop import Desktop, Trouble, wait_for
from evolution import Evolution
from servers import SilentServer
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
UNCONFIRMED = "The message was not confirmed as coming from bank.example."
ALARMS = ("This message is probably not from bank.example", "victirn.example is not victim.example")
GRACE_S = 1.5
PATIENCE_S = 5  # the 3 s of the guard, and some more
ESCAPE = "\uff1b"  # the number of the key

HOSTILE = "Safe {from} \u2705 you can send it"
HOSTILE_NAMES = ('"%s" <service@bank.example>\nReply-To: "%s" <desk@attack.example>'
                 % (HOSTILE, HOSTILE))
NAME = b'"Bank Example" <service@bank.example>'

SINK = """#!/bin/sh
exec cat >"$(mktemp %s/XXXXXX)"
"""


def made_messages():
    """By name, in the order of the inbox."""
    mailbox = {sample.name: sample.message for sample in samples.read()}
    forged = mailbox["03-bank-forged"]
    made = {"honest": mailbox["01-bank-statement"], "forged": forged,
            "hostile": forged.replace(NAME, HOSTILE_NAMES.encode(), 1),
            "lookalike": forged.replace(NAME, b"Robin <robin@victirn.example>", 1),
            "help desk": mailbox["18-reply-to-helpdesk"]}
    for minute, name in enumerate(("hostile", "lookalike"), 13):
        for old, new in ((b"Your account", b"Safe " + name.encode()),
                         (b"Date: Tue, 02 Jun 2026 21:12", b"Date: Tue, 02 Jun 2026 21:%d" % minute)):
            assert old in made[name], old
            made[name] = made[name].replace(old, new, 1)
    return made


def carrying(message):
    """An honest message to which MESSAGE is attached."""
    outer = email.message.EmailMessage()
    outer["From"], outer["To"] = "Ben <ben@friend.example>", samples.READER
    outer["Subject"], outer["Date"] = "Is this real?", "Tue, 02 Jun 2026 22:00:00 +0000"
    outer.set_content("Look at what came.")
    outer.add_attachment(email.message_from_bytes(message, policy=email.policy.default))
    return outer.as_bytes()


def subject_of(message):
    return str(email.message_from_bytes(message)["Subject"])


MESSAGES = made_messages()


class Program:
    """What the tests do in either mail program."""

    def prepare(self):
        self.sent = self.desktop.home / "sent"
        self.sent.mkdir()
        self.sink = self.desktop.home / "sink.sh"
        self.sink.write_text(SINK % self.sent)
        self.sink.chmod(0o755)
        self.send_by(self.sink)

    def n_sent(self):
        return len([path for path in self.sent.iterdir() if path.stat().st_size])

    def new_window(self, act):
        before = {window.path for window in self.windows()}
        act()
        return wait_for("new window", lambda: next(
            (window for window in self.windows() if window.path not in before), None))

    def composer_banner(self, composer, accept=lambda texts: texts, limit=10):
        """The texts of the banner over COMPOSER, once ACCEPT accepts them."""
        def look():
            with contextlib.suppress(Gone):
                banner = self.banner(composer)
                texts = self.texts(banner) if banner else []
                return texts if texts and accept(texts) else None
        return wait_for("banner over the composer", look, limit)

    def question(self):
        with contextlib.suppress(Gone):
            return next((window for window in self.windows() if window.role == Role.DIALOG
                         and window.find(Role.PUSH_BUTTON, "Send anyway")), None)
        return None

    def send(self, composer, condition):
        """Clicks until CONDITION is true: for a moment after a banner came, it takes all clicks."""
        def click():
            with contextlib.suppress(Gone, Trouble):
                self.click_send(composer)
                return wait_for("effect", condition, 2)
            return None
        return wait_for("sending", click)

    def ask_to_send(self, composer):
        return self.send(composer, self.question)

    def send_at_once(self, composer):
        """Without a question."""
        before = self.n_sent()
        self.send(composer, lambda: self.question() or self.n_sent() > before)
        assert not self.question(), self.texts(self.question())

    def redirect(self):
        return self.new_window(lambda: self.press_menu("Redirect"))

    def answer(self, question, label):
        wait_for("button", lambda: question.find(Role.PUSH_BUTTON, label)).click()
        wait_for("end of the question", lambda: not self.question())

    def gone(self, window):
        return window.path not in {other.path for other in self.windows()}

    def write_recipient(self, composer, address):
        """Into the first of the fields for recipients."""
        wait_for("field", lambda: self.recipient_field(composer)).write(address)


class ClawsProgram(Program, Claws):
    def send_by(self, command):
        accounts = self.config / "accountrc"
        text = accounts.read_text().replace("protocol=4", "protocol=5")
        accounts.write_text(text + "use_mail_command=1\nmail_command=%s\n" % command)

    def open(self, name):
        self.select(list(MESSAGES).index(name) + 1)
        self.wait_for_message(subject_of(MESSAGES[name]))

    def reply(self):
        return self.new_window(lambda: self.press(Role.PUSH_BUTTON, "Reply"))

    def forward(self):
        return self.new_window(lambda: self.press(Role.PUSH_BUTTON, "Forward"))

    def recipient_field(self, composer):
        return composer.find(Role.TEXT, accept=lambda node: node.is_focusable and not node.text)

    def forward_as_attachment(self):
        return self.new_window(lambda: self.press_menu("Forward as attachment"))

    def forward_all(self):
        self.press_menu("Select all")
        return self.forward_as_attachment()

    def compose(self):
        return self.new_window(lambda: self.press(Role.PUSH_BUTTON, "Compose"))

    def click_send(self, composer):
        wait_for("Send", lambda: composer.find(Role.PUSH_BUTTON, "Send"), 2).click()


class EvolutionProgram(Program, Evolution):
    def send_by(self, command):
        source = self.config / "evolution" / "sources" / "sampletr.source"
        source.write_text(source.read_text().replace("/bin/true", str(command)))

    def open(self, name):
        self.select(list(MESSAGES).index(name) + 1)
        self.wait_for_message(name)

    def reply(self):
        return self.new_window(lambda: self.push("Reply"))

    def forward(self):
        return self.new_window(lambda: self.press_menu("Forward"))

    def forward_all(self):
        self.press_menu("Select All")
        return self.new_window(lambda: self.press_menu("Attached"))

    def edit_as_new(self):
        return self.new_window(lambda: self.press_menu("Edit as New Message…"))

    def exit(self, limit=30):
        """A request to end is forgotten while something is still being sent, so it is repeated."""
        with contextlib.suppress(Trouble):
            return super().exit(10)
        return super().exit(limit)

    def recipient_field(self, composer):
        return composer.find(Role.TEXT, "To:")

    def click_send(self, composer):
        wait_for("Send", lambda: composer.find(Role.PUSH_BUTTON, "Send"), 2).click()


def check_forged(tap, program):
    """The alarm, from the composer to the file that is sent."""
    program.open("forged")
    composer = program.reply()
    with tap.attempt("the banner names address and domain"):
        texts = program.composer_banner(
            composer, lambda texts: "Your answer goes to service@bank.example" in texts)
        assert "The message was not confirmed as coming from bank.example." in texts, texts
    question = program.ask_to_send(composer)
    texts = program.texts(question)
    tap.equal(texts[:2], ["Your answer goes to service@bank.example",
                          "The message was not confirmed as coming from bank.example."],
              "the question says so too")
    tap.equal(question.name, texts[0], "its name is its heading")
    buttons = [node.name for node in question.walk() if node.role == Role.PUSH_BUTTON]
    tap.equal(buttons, ["Do not send", "Send anyway"], "the safe button comes first")
    program.answer(question, "Do not send")
    time.sleep(GRACE_S)
    tap.result(not program.gone(composer) and not program.n_sent(), "“Do not send”: it stays")
    question = program.ask_to_send(composer)
    question.type(ESCAPE)
    wait_for("end of the question", lambda: not program.question())
    time.sleep(GRACE_S)
    tap.result(not program.gone(composer) and not program.n_sent(), "Escape: it stays")
    program.answer(program.ask_to_send(composer), "Send anyway")
    with tap.attempt("“Send anyway”: it is sent"):
        wait_for("sent message", lambda: program.n_sent() == 1)
        wait_for("closing", lambda: program.gone(composer))


def send_anyway(tap, program, question, name):
    before = program.n_sent()
    with tap.attempt(name + ": “Send anyway” sends it"):
        program.answer(question, "Send anyway")
        wait_for("sent message", lambda: program.n_sent() > before)


def check_forward(tap, program):
    """A forgery that is passed on goes to somebody who knows even less of it."""
    program.open("forged")
    composer = program.forward()
    with tap.attempt("forward: the banner is there before anybody is named"):
        texts = program.composer_banner(composer)
        assert texts[0] == "This message is probably not from bank.example", texts
    program.write_recipient(composer, "Ben <ben@friend.example>")
    question = program.ask_to_send(composer)
    tap.equal(program.texts(question)[0], "You are forwarding this to ben@friend.example",
              "forward: the question names whom it goes to")
    send_anyway(tap, program, question, "forward")


def check_attached(tap, program):
    """Claws Mail keeps no more than the file of a message that is forwarded as an attachment."""
    program.open("lookalike")
    composer = program.forward_as_attachment()
    with tap.attempt("attached: the banner is there"):
        texts = program.composer_banner(composer)
        assert texts[0] == "victirn.example is not victim.example", texts
    program.write_recipient(composer, "ben@friend.example")
    question = program.ask_to_send(composer)
    program.answer(question, "Do not send")


def check_redirected(tap, program):
    program.open("forged")
    composer = program.redirect()
    with tap.attempt("redirect: the banner is there"):
        texts = program.composer_banner(composer)
        assert UNCONFIRMED in texts, texts
    program.write_recipient(composer, "ben@friend.example")
    program.answer(program.ask_to_send(composer), "Do not send")
    tap.result(not program.gone(composer), "redirect: “Do not send”: it stays")
    send_anyway(tap, program, program.ask_to_send(composer), "redirect")
    program.open("honest")
    composer = program.redirect()
    time.sleep(GRACE_S)
    tap.equal(program.banner(composer), None, "redirect, honest: nothing over the composer")


def check_edited(tap, program):
    """What was written by a forger would be sent in the reader's name."""
    program.open("forged")
    composer = program.edit_as_new()
    with tap.attempt("edited as new: the banner is there"):
        texts = program.composer_banner(composer)
        assert UNCONFIRMED in texts, texts
    send_anyway(tap, program, program.ask_to_send(composer), "edited as new")
    program.open("honest")
    composer = program.edit_as_new()
    time.sleep(GRACE_S)
    tap.equal(program.banner(composer), None, "edited as new, honest: nothing over the composer")


def put_aside(program, composer):
    """Clicks until it is done: for a moment after a banner came, it takes all clicks."""
    def click():
        with contextlib.suppress(Gone, Trouble):
            composer.find(Role.PUSH_BUTTON, "Draft").click()
            return wait_for("draft", lambda: (program.mailbox / "draft" / "1").exists()
                            and program.gone(composer), 5)
        return program.gone(composer) and (program.mailbox / "draft" / "1").exists()
    wait_for("draft", click)


def check_draft(tap, program):
    """An answer that was put aside, and taken up again. Without what it answers it is a draft like others."""
    program.open("forged")
    composer = program.reply()
    program.composer_banner(composer)
    put_aside(program, composer)
    program.select(1, "draft")
    program.wait_for_message(subject_of(MESSAGES["forged"]))
    composer = program.new_window(lambda: program.press_menu("Re-edit"))
    with tap.attempt("draft of an answer: the banner is there"):
        texts = program.composer_banner(composer)
        assert texts[0] == "Your answer goes to service@bank.example", texts
    program.answer(program.ask_to_send(composer), "Do not send")


def check_several(tap, program):
    """One forgery among all that is forwarded: the worst of them counts."""
    program.open("honest")
    composer = program.forward_all()
    with tap.attempt("several: the banner is about the worst of them"):
        texts = program.composer_banner(composer)
        assert texts[0] in ALARMS, texts
    program.write_recipient(composer, "ben@friend.example")
    question = program.ask_to_send(composer)
    tap.equal(program.texts(question)[0], "You are forwarding this to ben@friend.example",
              "several: the question too")
    box = question.find(Role.CHECK_BOX)
    if box:  # the lookalike is as bad as the forgery
        box.click()
    send_anyway(tap, program, question, "several")


def check_sent(tap, program):
    """A forgery that lies among the reader's own messages, and is on the screen with its banner."""
    program.put(1, MESSAGES["forged"], "sent")
    program.select(1, "sent")
    program.wait_for_message(subject_of(MESSAGES["forged"]))
    wait_for("banner", lambda: program.heading() == "This message is probably not from bank.example")
    composer = program.reply()
    with tap.attempt("among sent mail: the banner is there"):
        texts = program.composer_banner(composer)
        assert texts[0] == "Your answer goes to user@victim.example", texts
    program.answer(program.ask_to_send(composer), "Do not send")


def check_attached_original(tap, program):
    """Claws Mail answers an attached message when that is the part that is selected."""
    program.put(8, carrying(MESSAGES["forged"]))
    program.select(8)
    program.wait_for_message("Is this real?")
    wait_for("quiet", lambda: not program.heading())
    for _ in range(2):  # past the text
        program.press_menu("Next part")
        time.sleep(GRACE_S)
    composer = program.reply()
    with tap.attempt("attached original: the banner is about it"):
        texts = program.composer_banner(composer)
        assert texts[0] == "Your answer goes to service@bank.example", texts
    program.answer(program.ask_to_send(composer), "Do not send")


def check_new(tap, program):
    """A message that is not an answer, while a forged one is on the screen."""
    program.open("forged")
    composer = program.compose()
    time.sleep(GRACE_S)
    tap.equal(program.banner(composer), None, "new message: nothing over the composer")


def check_honest(tap, program):
    """Not a word, and nothing is asked."""
    program.open("honest")
    composer = program.reply()
    time.sleep(GRACE_S)
    tap.equal(program.banner(composer), None, "honest: nothing over the composer")
    with tap.attempt("honest: sent without a question"):
        program.send_at_once(composer)


def check_line(tap, program):
    """Honest, and answers go to another company: a line, and no question."""
    program.open("help desk")
    composer = program.reply()
    with tap.attempt("help desk: a line says where the answer goes"):
        texts = program.composer_banner(composer)
        assert texts == ["The message asks for replies to shop@desk.example, not to shop.example."], texts
    with tap.attempt("help desk: sent without a question"):
        program.send_at_once(composer)


def check_hostile(tap, program):
    """No name that the sender chose is in banner or question."""
    program.open("hostile")
    composer = program.reply()
    with tap.attempt("hostile: the address, and that it is elsewhere"):
        texts = program.composer_banner(composer, lambda texts: len(texts) == 3)
        assert texts[0] == "Your answer goes to desk@attack.example", texts
        assert texts[2] == ("The message asks for replies to desk@attack.example, "
                            "not to bank.example."), texts
    question = program.ask_to_send(composer)
    shown = "\n".join(texts + program.texts(question))
    tap.result("desk@attack.example, not to bank.example" in "\n".join(program.texts(question)),
               "hostile: the question has the line too", shown)
    tap.result(not any(word in shown for word in ("Safe", "{from}", "\u2705", "\ufffd")),
               "hostile: no name and no Subject", shown)
    send_anyway(tap, program, question, "hostile")


def check_lookalike(tap, program):
    """The domain is to be ticked before it can be sent."""
    program.open("lookalike")
    composer = program.reply()
    program.composer_banner(composer)
    question = program.ask_to_send(composer)
    texts = program.texts(question)
    tap.result("The message names victirn.example as its sender, not victim.example." in texts,
               "lookalike: both domains", texts)
    button = question.find(Role.PUSH_BUTTON, "Send anyway")
    tap.result(not button.is_(State.SENSITIVE), "lookalike: it cannot be sent at once")
    question.find(Role.CHECK_BOX, "I mean victirn.example, not victim.example").click()
    with tap.attempt("lookalike: it can be sent once it is ticked"):
        wait_for("button", lambda: button.is_(State.SENSITIVE))
    send_anyway(tap, program, question, "lookalike")


def unchecked_question(program):
    with contextlib.suppress(Gone):
        question = program.question()
        if question and "The sender has not been checked yet" in program.texts(question):
            return question
    return None


def check_dead_resolver(tap, kind, build):
    """A message that is not checked yet holds up no composer. Sending waits for the check for 3 s, and
    then asks. In Claws Mail the plugin is unloaded with a composer open."""
    with SilentServer() as server, Desktop((1280, 900)) as desktop:
        now = samples.read()[2].arriving_now()
        program = kind(desktop, build, [now], {"resolver": "'127.0.0.1:%d'" % server.port})
        program.prepare()
        began = time.monotonic()
        program.start(1)
        program.connect()
        program.wait_for_message(subject_of(now))
        composer = program.reply()
        program.send(composer, lambda: program.question() or program.n_sent())
        took = time.monotonic() - began
        question = wait_for("its words, or the end of the check", lambda: program.n_sent()
                            or unchecked_question(program), PATIENCE_S + 30)
        if not program.n_sent():
            program.answer(question, "Do not send")
            tap.equal(program.n_sent(), 0, "dead resolver: asked; “Do not send”: it stays")
        else:
            # On a slow machine the DNS was given up before "Send" could be pressed.
            tap.result(took > PATIENCE_S, "dead resolver: the check was over", "%.1f s" % took)
            tap.equal(program.exit(), 0, "dead resolver: exit status")
            return
        if kind is ClawsProgram:
            with tap.attempt("unloaded with a composer open"):
                program.unload_plugin("truefrom")
                assert program.is_alive()
                wait_for("composer without a banner", lambda: not program.banner(composer))
        with tap.attempt("dead resolver: it can be sent all the same"):
            program.send(composer, lambda: program.question() or program.n_sent())
            question = program.question()
            if question:  # not once the DNS was given up, nor without the plugin
                program.answer(question, "Send anyway")
            wait_for("sent message", lambda: program.n_sent() == 1)
        tap.equal(program.exit(), 0, "dead resolver: exit status")


CLAWS_ONLY = (check_attached, check_draft, check_sent, check_attached_original, check_new)
EVOLUTION_ONLY = (check_edited,)


def check_asking_first(tap, kind, build):
    """With dns='ask' a message is not checked when it is opened, but when it is answered."""
    with Desktop((1280, 900)) as desktop:
        program = kind(desktop, build, list(MESSAGES.values()), {**SETTINGS, "dns": "'ask'"})
        program.prepare()
        program.start(1)
        program.connect()
        program.wait_for_message(subject_of(MESSAGES["honest"]))
        program.open("forged")
        with tap.attempt("ask first: it was not checked"):
            wait_for("line", lambda: program.heading() == showing.UNCHECKED)
        composer = program.reply()
        with tap.attempt("ask first: the answer is warned of"):
            assert UNCONFIRMED in program.composer_banner(composer, lambda texts: UNCONFIRMED in texts)
        program.answer(program.ask_to_send(composer), "Do not send")
        tap.equal(program.n_sent(), 0, "ask first: “Do not send”: it stays")


def check_all(tap, kind, build):
    with Desktop((1280, 900)) as desktop:
        program = kind(desktop, build, list(MESSAGES.values()), SETTINGS)
        program.prepare()
        program.start(1)
        program.connect()
        program.wait_for_message(subject_of(MESSAGES["honest"]))
        for check in (check_forged, check_honest, check_line, check_hostile, check_lookalike,
                      check_forward, check_redirected):
            check(tap, program)
        for check in (*(CLAWS_ONLY if kind is ClawsProgram else EVOLUTION_ONLY), check_several):
            check(tap, program)
        tap.equal(program.exit(), 0, "exit status")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind = {"claws": ClawsProgram, "evolution": EvolutionProgram}[sys.argv[2]]
    with Tap() as tap:
        # Evolution is so slow to open a composer that the DNS is given up at about the same time.
        if kind is ClawsProgram:
            check_dead_resolver(tap, kind, build)
        check_asking_first(tap, kind, build)
        check_all(tap, kind, build)


if __name__ == "__main__":
    main()
