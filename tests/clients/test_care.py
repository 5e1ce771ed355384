#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Care with a forged message in a real mail program: its links are opened only after a question, which
comes once; Evolution fetches nothing for it and sends no receipt, whatever its preferences say. Its
honest twin has the same link, image and request for a receipt, and the reader hears nothing of all that.
The second argument is the mail program."""
import contextlib
import http.server
import pathlib
import sys
import tempfile
import threading
import time

from gi.repository import GLib

CASES = pathlib.Path(__file__).resolve().parent.parent / "cases"
sys.path.insert(0, str(CASES))

from accessible import Gone, Role
from claws import Claws
from desktop import Desktop, Trouble, wait_for
from evolution import Evolution
from generator.lab import L, delivered, honest, mail, rsa
from tap import Tap

HONEST, FORGED = 1, 2
ALARM = "This message is probably not from legit.example"
GRACE_S = 2
ESCAPE, DOWN, RETURN = "\uff1b", "\uff54", "\uff0d"  # the numbers of the keys
LINK = "https://www.legit.example/%d"
TEXT = "Hello,\r\n\r\n%s\r\n"
# The link fills what can be seen of the message, so that a click meets it.
HTML = ('<html><body><a style="display: block; height: 600px" href="%s">'
        '<img src="http://127.0.0.1:%d/%d.gif" width="20" height="20"> Your account</a></body></html>\r\n')
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
BROWSER = '#!/bin/sh\necho "$1" >>%s\n'
DESKTOP_FILE = """[Desktop Entry]
Type=Application
Name=Browser
Exec=%s %%u
MimeType=x-scheme-handler/https;
"""
SINK = """#!/bin/sh
exec cat >"$(mktemp %s/XXXXXX)"
"""


class Images:
    """A server on loopback; `asked` are the paths that were fetched."""

    def __enter__(self):
        asked = self.asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "image/gif")
                self.end_headers()
                self.wfile.write(GIF)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def message(number, kind, body):
    """The same in both, but for the signature and the way that it came."""
    made = mail(L, subject="Message %d" % number, date="Wed, 18 Nov 2026 10:0%d:00 +0000" % number,
                extra=["Disposition-Notification-To: admin@legit.example"], body=body.encode())
    made = made.replace("content-type", ("Content-Type: %s; charset=utf-8\r\n" % kind).encode())
    signed = honest(made.sign(rsa("legit"), "legit.example", "s1"))
    return (signed if number == HONEST else delivered(made)).bytes().replace(b"\r\n", b"\n")


class Program:
    """What both have in common. What their browser was told is in a file."""

    def prepare(self):
        self.told = self.desktop.home / "told"
        self.browser = self.desktop.home / "browser.sh"
        self.browser.write_text(BROWSER % self.told)
        self.browser.chmod(0o755)
        self.use_browser()

    def opened(self):
        return self.told.read_text().split() if self.told.exists() else []

    def question(self):
        with contextlib.suppress(Gone):
            return next((window for window in self.windows() if window.role == Role.DIALOG
                         and window.find(Role.PUSH_BUTTON, "Do not open")), None)
        return None

    def answer(self, label):
        """For a moment after it came, a window takes no clicks."""
        def click():
            with contextlib.suppress(Gone):
                question = self.question()
                if question:
                    question.find(Role.PUSH_BUTTON, label).press()
            return not self.question()
        wait_for("end of the question", click, 30, 0.5)

    def open(self, number):
        self.select(number)
        self.wait_for_message("Message %d" % number)

    def click_link(self, button=1):
        """A real one, at a place of the link."""
        x, y = self.place_of_link()
        self.main_window()._generate("GenerateMouseEvent", GLib.Variant("(iis)", (x, y, "b%dc" % button)))

    def open_by_menu(self, condition):
        """By the first item in the menu of the link, which Claws Mail does not describe."""
        def choose():
            self.click_link(3)
            window = self.main_window()
            if not self.wait_for_menu():
                window.type(ESCAPE)
                return None
            window.type(DOWN)
            window.type(RETURN)
            with contextlib.suppress(Trouble):
                return wait_for("effect", condition, 5)
            window.type(ESCAPE)
            return None
        return wait_for("effect of the menu", choose, 60)

    def wait_for_menu(self):
        """Whether it is that of the link."""
        time.sleep(GRACE_S)
        return True

    def click_until(self, what, condition):
        """What is shown takes a moment to be laid out, and a click before that is lost."""
        def click():
            self.click_link()
            with contextlib.suppress(Trouble):
                return wait_for(what, condition, 3)
            return None
        return wait_for(what, click, 60)


class ClawsProgram(Program, Claws):
    kind, body = "text/plain", staticmethod(lambda number, port: TEXT % (LINK % number))

    def use_browser(self):
        settings = self.config / "clawsrc"
        settings.write_text(settings.read_text().replace(
            "[Common]\n", "[Common]\ncmds_use_system_default=0\nuri_open_command=%s %%s\n" % self.browser))

    def place_of_link(self):
        text = self.find(Role.TEXT, accept=lambda node: "\n" in node.text)
        x, y, width, height = text.place_of("www.legit.example")
        return x + width // 2, y + height // 2


class EvolutionProgram(Program, Evolution):
    kind, body = "text/html", staticmethod(lambda number, port: HTML % (LINK % number, port, number))

    def wait_for_menu(self):
        """A click before the link is there opens the menu of the message, whose first item replies to it."""
        def look():
            with contextlib.suppress(Gone):
                return any(window.find(Role.MENU_ITEM, "Open Link in Browser") for window in self.windows())
            return False
        with contextlib.suppress(Trouble):
            return wait_for("menu of the link", look, 5)
        return False

    def use_browser(self):
        applications = self.desktop.home / "data" / "applications"
        applications.mkdir(parents=True, exist_ok=True)
        (applications / "browser.desktop").write_text(DESKTOP_FILE % self.browser)
        (self.config / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/https=browser.desktop\n")
        # It takes over this old key when it starts for the first time: images are always fetched.
        keys = self.config / "glib-2.0" / "settings" / "keyfile"
        keys.write_text(keys.read_text().replace("mark-seen=false", "mark-seen=true\nmark-seen-timeout=100"
                                                 "\nload-http-images=2"))
        self.desktop.environment["GIO_USE_NETWORK_MONITOR"] = "base"
        self.send_receipts()

    def send_receipts(self):
        self.sent = self.desktop.home / "sent"
        self.sent.mkdir()
        sink = self.desktop.home / "sink.sh"
        sink.write_text(SINK % self.sent)
        sink.chmod(0o755)
        sources = self.config / "evolution" / "sources"
        transport = sources / "sampletr.source"
        transport.write_text(transport.read_text().replace("/bin/true", str(sink)))
        identity = sources / "sampleid.source"
        identity.write_text(identity.read_text()
                            + "\n[Message Disposition Notifications]\nResponsePolicy=always\n")

    def put(self, number, message, folder=None):
        """Unread: a receipt is about the first reading."""
        super().put(number, message, folder)
        name = self.mailbox / "cur" / (self.uid(number) + ":2,S")
        name.rename(str(name)[:-1])

    def receipts(self):
        texts = [path.read_text(errors="replace") for path in self.sent.iterdir()]
        return sorted(number for number in (HONEST, FORGED)
                      if any("Read: Message %d" % number in text for text in texts))

    def place_of_link(self):
        """Near the lower end of the message, which it fills."""
        x, y, width, height = self.main_window().extents
        return x + width * 2 // 3, y + height - 50


def check_honest(tap, program):
    program.open(HONEST)
    with tap.attempt("honest: a click opens the link, without a question"):
        program.click_until("opened link", lambda: program.opened() or program.question())
        assert set(program.opened()) == {LINK % HONEST} and not program.question(), program.opened()
    program.told.unlink()


def check_forged(tap, program):
    program.open(FORGED)
    wait_for("banner", lambda: program.heading() == ALARM)
    program.click_until("question", lambda: program.question() or program.opened())
    question = program.question()
    tap.equal(program.opened(), [], "forged: nothing is opened before the question is answered")
    tap.equal(program.texts(question), [ALARM, "Its links may lead to a false page. Do not log in, pay or "
              "enter anything there because of this message."], "the question says what is wrong")
    tap.equal(question.name, ALARM, "its name is its heading")
    buttons = [node.name for node in question.walk() if node.role == Role.PUSH_BUTTON]
    tap.equal(buttons, ["Do not open", "Open anyway"], "the safe button comes first")
    program.desktop.screenshot(pathlib.Path(tempfile.gettempdir()) / ("care-%s.png" % sys.argv[2]))
    program.answer("Do not open")
    time.sleep(GRACE_S)
    tap.equal(program.opened(), [], "“Do not open”: it is not opened")
    with tap.attempt("“Open anyway”: it is opened"):
        program.click_until("question", program.question)
        program.answer("Open anyway")
        wait_for("opened link", lambda: program.opened() == [LINK % FORGED])
    with tap.attempt("no question a second time"):
        program.click_until("opened link", lambda: len(program.opened()) > 1 or program.question())
        assert not program.question()


def check_menu(tap, program):
    program.open(HONEST)
    wait_for("silence", lambda: program.heading() is None)
    before = len(program.opened())
    with tap.attempt("honest: the menu of a link opens it, without a question"):
        program.open_by_menu(lambda: len(program.opened()) > before or program.question())
        assert not program.question() and program.opened()[-1] == LINK % HONEST
    program.open(FORGED)
    wait_for("banner", lambda: program.heading() == ALARM)
    with tap.attempt("forged: the menu of a link asks"):
        before = len(program.opened())
        program.open_by_menu(lambda: program.question() or len(program.opened()) > before)
        assert len(program.opened()) == before
        program.answer("Open anyway")
        wait_for("opened link", lambda: program.opened()[before:] == [LINK % FORGED])


def check_once_for_each(tap, program):
    program.open(HONEST)
    wait_for("silence", lambda: program.heading() is None)
    program.open(FORGED)
    wait_for("banner", lambda: program.heading() == ALARM)
    with tap.attempt("shown once more, it is asked once more, and Escape does not open it"):
        before = program.opened()
        question = program.click_until("question", program.question)
        question.type(ESCAPE)
        wait_for("end of the question", lambda: not program.question())
        time.sleep(GRACE_S)
        assert program.opened() == before, program.opened()
    with tap.attempt("a question goes with its message"):
        program.click_until("question", program.question)
        program.open(HONEST)
        wait_for("end of the question", lambda: not program.question())


def check_by_itself(tap, program, images):
    """Only Evolution does anything by itself."""
    with tap.attempt("honest: the image is fetched, and the receipt is sent"):
        wait_for("image", lambda: "/%d.gif" % HONEST in images.asked, 60)
        wait_for("receipt", lambda: program.receipts() == [HONEST], 60)
    time.sleep(GRACE_S)
    tap.equal(sorted(set(images.asked)), ["/%d.gif" % HONEST], "forged: nothing is fetched")
    tap.equal(program.receipts(), [HONEST], "forged: no receipt is sent")
    program.open(FORGED)
    wait_for("banner", lambda: program.heading() == ALARM)
    with tap.attempt("forged: fetched when the reader asks for it"):
        program.press_menu("Load Images")
        wait_for("image", lambda: "/%d.gif" % FORGED in images.asked, 60)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kind = {"claws": ClawsProgram, "evolution": EvolutionProgram}[sys.argv[2]]
    settings = {"answers-file": "'%s'" % (CASES / "zones" / "lab.json")}
    with Tap() as tap, Images() as images, Desktop((1280, 900)) as desktop:
        program = kind(desktop, build, [message(number, kind.kind, kind.body(number, images.port))
                                        for number in (HONEST, FORGED)], settings)
        program.prepare()
        program.start(HONEST)
        program.connect()
        program.wait_for_message("Message %d" % HONEST)
        check_honest(tap, program)
        check_forged(tap, program)
        check_menu(tap, program)
        check_once_for_each(tap, program)
        if kind is EvolutionProgram:
            check_by_itself(tap, program, images)
        tap.equal(program.exit(), 0, "exit status")


if __name__ == "__main__":
    main()
