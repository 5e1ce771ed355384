#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Report and Save evidence in a real mail program: a message to the helpdesk opens in its own composer
with the reported message attached byte for byte, and nothing is sent; without a helpdesk, and from the
details, evidence is saved in one file that gives the same result again; what cannot be
saved is said. The second argument is the mail program."""
import contextlib
import email
import email.policy
import json
import os
import pathlib
import re
import subprocess
import sys
import time
import zipfile

import samples
import showing
from accessible import Gone, Role
from claws import Claws
from desktop import Desktop, wait_for
from evolution import Evolution
from tap import Tap

HELPDESK = "helpdesk@victim.example"
SUBJECT = "Suspicious message: %s, bank.example"
FORGED = "03-bank-forged"
QUIET = "01-bank-statement"
CHOOSER = "Save evidence"
FILE = "truefrom-TF01-bank.example.zip"
INSIDE = ["README.txt", "message.eml", "answers.json", "settings.json", "report.json", "report.txt",
          "about.json", "MANIFEST.sha256"]
# Nothing can be made there by anybody, root too.
UNWRITABLE = "/proc"
DRAFT_LIMIT_S = 20
CHECKED_S = 3  # a setting that has changed is read, and the message checked
COMPLAINT = re.compile(r".*truefrom[\w-]*-(?:WARNING|CRITICAL).*")


def settings(helpdesk):
    return {"answers-file": "'%s'" % samples.ANSWERS, "helpdesk": "'%s'" % helpdesk}


def sample(name):
    return next(one for one in samples.read() if one.name == name)


def show(client, name):
    """The banner of the sample NAME; None for one without."""
    wanted = sample(name)
    if getattr(client, "at", None) != wanted.number:
        client.select(wanted.number)
    client.wait_for_message(wanted.subject)
    if wanted.heading == samples.NOTHING:
        return None
    wait_for("banner", lambda: client.heading() == wanted.heading)
    return wait_for("banner", lambda: showing.banner_with_result(client))


def press_in_banner(client, label):
    def press():
        banner = showing.banner_with_result(client)
        button = banner.find(Role.PUSH_BUTTON, label) if banner else None
        if button:
            button.press()
        return button
    wait_for("button “%s” in the banner" % label, press)


def details(client):
    window = client.details_window()
    if not window:
        client.press_menu("Check sender…")
        window = wait_for("details window", client.details_window)
    wait_for("result", lambda: window.find(Role.TOGGLE_BUTTON, "What was checked"))
    return window


# ---- the composers ----

class ClawsComposer:
    def __init__(self, client):
        self.client = client
        self.folder = client.mailbox / "draft"

    def window(self, subject):
        return self.client.window_where(lambda name: name.startswith(subject)
                                        or "Compose message" in name)

    def save_draft(self, window):
        window.find(Role.MENU_ITEM, "Save", hidden=True).press()

    def close(self, window):
        window.find(Role.MENU_ITEM, "Close", hidden=True).press()

    def drafts(self):
        return [path for path in self.folder.iterdir() if path.name.isdigit()]


class EvolutionComposer:
    def __init__(self, client):
        self.client = client
        self.folder = client.mailbox / ".Drafts"

    def window(self, subject):
        return self.client.window(subject)

    def save_draft(self, window):
        window.find(Role.MENU_ITEM, "Save as Draft", hidden=True).press()

    def close(self, window):
        window.find(Role.MENU_ITEM, "Close", hidden=True).press()

    def drafts(self):
        return [path for kind in ("cur", "new") if (self.folder / kind).is_dir()
                for path in (self.folder / kind).iterdir()]


COMPOSERS = {"claws": ClawsComposer, "evolution": EvolutionComposer}


def parse(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def attachment_of(message):
    parts = [part for part in message.walk() if part.get_filename() == "message.eml"]
    return parts[0] if len(parts) == 1 else None


def check_report(tap, client, composer):
    """The reader has pressed Report: what stands in the composer, as it is kept as a draft."""
    subject = SUBJECT % "TF01"
    window = wait_for("composer", lambda: composer.window(subject))
    with tap.attempt("the composer can be looked at"):
        wait_for("subject", lambda: window.find(
            accept=lambda node: node.role != Role.FRAME and subject in (node.text, node.name)))
    if "TRUEFROM_PICTURES" in os.environ:
        wait_for("picture", lambda: not client.desktop.screenshot(
            pathlib.Path(os.environ["TRUEFROM_PICTURES"]) / ("report-%s.png" % client.program)))
    composer.save_draft(window)
    draft = wait_for("draft", composer.drafts, DRAFT_LIMIT_S)[0]
    message = wait_for("whole draft", lambda: attachment_of(parse(draft)) and parse(draft))
    part = attachment_of(message)
    tap.equal(message["To"], HELPDESK, "the draft goes to the helpdesk")
    tap.equal(message["Subject"], subject, "its subject names code and domain")
    tap.equal(part.get_content_type(), "application/octet-stream", "type of the attachment")
    tap.equal(part.get_payload(decode=True), sample(FORGED).message,
              "the attachment is the message, byte for byte")
    text = message.get_body(("plain",)).get_content()
    lines = [line.rstrip() for line in text.splitlines()]
    missing = [line for line in ("Code: TF01 (domain-forged)", "To: Robin User <user@victim.example>",
                                 "Result: Alarm: This message is probably not from bank.example")
               if line not in lines]
    tap.equal(missing, [], "the lines of the report are its text, whatever a sender wrote")
    tap.result(re.search(r"^Program: truefrom [\d.]+$\s+^Mail program: \S.* [\d.]+$", text, re.M),
               "both versions stand at its end", text)
    tap.equal(sent(client), [], "nothing was sent")


def is_closed(client, composer):
    """Whether the composer is gone, which this sees to; a busy one does not hear."""
    window = composer.window(SUBJECT % "TF01")
    if window:
        with contextlib.suppress(Gone):
            composer.close(window)
    return not composer.window(SUBJECT % "TF01")


def sent(client):
    """What lies where the mail program puts what it sent, or is going to send."""
    folders = ("sent", "queue", ".Sent/cur", ".Sent/new")
    return [path for folder in folders if (client.mailbox / folder).is_dir()
            for path in (client.mailbox / folder).iterdir() if not path.name.startswith(".")]


def left_files(desktop):
    return [path.name for path in (desktop.home / "tmp").iterdir()
            if path.name.startswith("truefrom-")]


# ---- saving ----

def choose(client, folder):
    """As a reader does: the name that is proposed in FOLDER, and Save."""
    dialog = wait_for("file dialog", lambda: client.window(CHOOSER))
    entry = wait_for("entry for a name", lambda: dialog.find(Role.TEXT))
    wait_for("proposed name", lambda: entry.text == FILE)
    entry.write("%s/%s" % (folder, FILE))
    wait_for("button Save", lambda: dialog.find(Role.PUSH_BUTTON, "Save")).press()
    wait_for("end of the dialog", lambda: not client.window(CHOOSER))


def said(client, part):
    """The sentence with PART, once it is there: in the details, or in a window of its own if the mail
    program was reading the message once more when it was said. What is looked at may go meanwhile."""
    def look():
        found = []
        with contextlib.suppress(Gone):
            found = [text for window in client.windows() for text in client.texts(window) if part in text]
        return found[0] if found else None
    return wait_for("sentence with “%s”" % part, look)


def check_file(tap, truefrom, path, wanted, name):
    """The file holds the message, and both `check` and `evidence verify` come to the same report."""
    with zipfile.ZipFile(path) as bundle:
        tap.equal(bundle.namelist(), INSIDE, "%s: what is in the file" % name)
        tap.equal(bundle.read("message.eml"), wanted.message, "%s: the message" % name)
        about = json.loads(bundle.read("about.json"))
    tap.result(re.search(r" [\d.]+$", about["mail_program"] or ""), "%s: the mail program" % name, about)
    tap.equal(oct(path.stat().st_mode & 0o777), "0o600", "%s: for its owner alone" % name)
    done = subprocess.run([truefrom, "evidence", "verify", path.name], cwd=path.parent, capture_output=True,
                          text=True, check=False)
    tap.equal((done.returncode, done.stdout), (0, "%s: the same report (TF01).\n" % path.name),
              "%s: verified" % name)
    found, expected = (json.loads(subprocess.run(
        [truefrom, "check", "--json", *words], capture_output=True, text=True, check=False).stdout)
        for words in ([str(path)], ["--answers", str(samples.ANSWERS), "--own", samples.READER, str(wanted.path)]))
    for one in (found, expected):  # what the mail program shows is not in the file of the sample
        del one["file"], one["from"]["displayed"]
    tap.equal(found, expected, "%s: same report" % name)


def check_saving(tap, client, truefrom, button):
    place = client.desktop.home / "evidence"
    place.mkdir(exist_ok=True)
    button()
    choose(client, place)
    with tap.attempt("it says where the evidence is, and how to check it again"):
        sentence = said(client, "The evidence was saved")
        assert "truefrom check %s" % (place / FILE) in sentence, sentence
    return place


def check_stays(tap, client, place):
    """The message is checked once more because a setting has changed, as it is when a mail program reads it again:
    what was said about it is still there."""
    client.prefer("protected", "['other.example']")
    time.sleep(CHECKED_S)
    with tap.attempt("it is said as long as the message is shown"):
        assert str(place / FILE) in said(client, "The evidence was saved")


def check_unwritable(tap, client):
    details(client).find(Role.PUSH_BUTTON, "Save evidence…").press()
    choose(client, UNWRITABLE)
    with tap.attempt("a place that cannot be written is said"):
        tap.note(said(client, "Nothing could be saved in “%s”" % UNWRITABLE))


def start(program, desktop, build, helpdesk):
    """With a folder of its own for temporary files."""
    (desktop.home / "tmp").mkdir()
    desktop.environment["TMPDIR"] = str(desktop.home / "tmp")
    client = program(desktop, build, [one.message for one in samples.read()], settings(helpdesk))
    for kind in ("cur", "new", "tmp") if isinstance(client, Evolution) else ():
        (client.mailbox / ".Drafts" / kind).mkdir(parents=True)
    client.start()
    client.connect()
    return client


def end(tap, client, name):
    tap.equal(left_files(client.desktop), [], "%s: no temporary file is left" % name)
    tap.equal(client.exit(), 0, "%s: exit status" % name)
    log = client.desktop.log(client.program)
    tap.equal(COMPLAINT.findall(log), [], "%s: no complaint" % name)


def check_with_helpdesk(tap, kind, build, name, truefrom):
    with Desktop((1280, 900)) as desktop:
        client = start(kind, desktop, build, HELPDESK)
        composer = COMPOSERS[name](client)
        show(client, FORGED)
        press_in_banner(client, "Report")
        check_report(tap, client, composer)
        # Evolution's composer has taken the bytes over by now.
        tap.result(bool(left_files(desktop)) == (name == "claws"), "its file is there until then")
        with tap.attempt("the composer closes, and its file goes with it"):
            wait_for("closing", lambda: is_closed(client, composer), pause=1)
            wait_for("removal", lambda: not left_files(desktop))
        window = details(client)
        tap.result(window.find(Role.PUSH_BUTTON, "Report"), "Report is in the details too")
        save = window.find(Role.PUSH_BUTTON, "Save evidence…")
        place = check_saving(tap, client, truefrom, save.press)
        check_stays(tap, client, place)
        check_file(tap, truefrom, place / FILE, sample(FORGED), "details")
        check_unwritable(tap, client)
        check_quiet(tap, client)
        end(tap, client, "with a helpdesk")


def check_quiet(tap, client):
    """Honest mail has no banner, and can be reported all the same."""
    tap.equal(show(client, QUIET), None, "quiet: no banner")
    window = details(client)
    tap.result(window.find(Role.PUSH_BUTTON, "Report"), "quiet: Report is in the details")
    tap.equal(showing.banner_with_result(client), None, "quiet: still no banner")


def check_without_helpdesk(tap, kind, build, truefrom):
    with Desktop((1280, 900)) as desktop:
        client = start(kind, desktop, build, "")
        show(client, FORGED)
        place = check_saving(tap, client, truefrom, lambda: press_in_banner(client, "Save…"))
        check_file(tap, truefrom, place / FILE, sample(FORGED), "banner")
        tap.result(not details(client).find(Role.PUSH_BUTTON, "Report"),
                   "no Report in the details without a helpdesk")
        end(tap, client, "without a helpdesk")


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    truefrom = str(build / "ui" / "cli" / "truefrom")
    kind = {"claws": Claws, "evolution": Evolution}[sys.argv[2]]
    with Tap() as tap:
        check_with_helpdesk(tap, kind, build, sys.argv[2], truefrom)
        check_without_helpdesk(tap, kind, build, truefrom)


if __name__ == "__main__":
    main()
