#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""new_case.py makes a case that passes from what `check --record` wrote, and one that fails at first."""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "cli"))

import tap  # pylint: disable=wrong-import-position

from run_cases import Case, Runner  # pylint: disable=wrong-import-position
from program import Started  # pylint: disable=wrong-import-position

parser = argparse.ArgumentParser()
parser.add_argument("--program", required=True)
PROGRAM = parser.parse_args().program
ZONE = HERE / "zones" / "lab.json"
FORGED = (b"Return-Path: <any@attack.example>\r\n"
          b"Received: from mail.attack.example (mail.attack.example [203.0.113.66])\r\n"
          b"\tby mx.victim.example with ESMTPS id 1; Wed, 18 Nov 2026 10:06:40 +0000\r\n"
          b"From: Accounts <admin@legit.example>\r\nTo: user@victim.example\r\nSubject: Invoice\r\n"
          b"Date: Wed, 18 Nov 2026 10:05:00 +0000\r\nMessage-ID: <1@attack.example>\r\n\r\nPay.\r\n")


class Sent:
    """What a user sends, and the folder for cases."""

    def __init__(self, folder, message=FORGED, options=()):
        self.folder = pathlib.Path(folder)
        self.message = self.folder / "sent.eml"
        self.message.write_bytes(message)
        self.record = self.folder / "sent.json"
        subprocess.run([PROGRAM, "check", "--answers", str(ZONE), "--record", str(self.record),
                        *options, str(self.message)], stdout=subprocess.DEVNULL, check=False)
        assert self.record.exists()

    def make(self, *words):
        return subprocess.run(
            [sys.executable, "-B", str(HERE / "new_case.py"), "--program", PROGRAM,
             "--folder", str(self.folder / "written"), "--topic", "sent", "--name", "one",
             "--about", "Sent by a user.", str(self.message), str(self.record), *words],
            capture_output=True, text=True, check=False)

    def case(self):
        return Case(self.folder / "written" / "sent" / "one.json")


def test_a_case_that_holds():
    with tempfile.TemporaryDirectory() as folder:
        sent = Sent(folder)
        done = sent.make()
        assert done.returncode == 0, done.stdout + done.stderr
        case = sent.case()
        assert case.data["expect"]["verdict"] == {"code": "TF01", "rule": "domain-forged", "level": "alarm"}
        assert case.message == FORGED
        assert not Runner(Started([PROGRAM])).run(case)


def test_options():
    with tempfile.TemporaryDirectory() as folder:
        options = ["--border", "mx.victim.example"]
        sent = Sent(folder, options=options)
        done = sent.make("--", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        case = sent.case()
        assert case.data["options"] == options
        assert case.data["expect"]["spf"] == {"result": "pass", "aligned": False}, case.data
        assert not Runner(Started([PROGRAM])).run(case)


def test_a_case_that_fails_first():
    with tempfile.TemporaryDirectory() as folder:
        sent = Sent(folder)
        done = sent.make("--code", "TF15", "--level", "quiet")
        assert done.returncode == 1 and "does not hold" in done.stdout, done.stdout + done.stderr
        assert sent.case().data["expect"]["verdict"] == {"code": "TF15", "level": "quiet"}


def test_what_is_refused():
    with tempfile.TemporaryDirectory() as folder:
        sent = Sent(folder)
        assert sent.make().returncode == 0
        assert "there already" in sent.make().stderr
        sent.record.write_text(json.dumps({"legit.example": {"A": []}}), "utf-8")
        assert "no clock" in sent.make("--name", "two").stderr
        sent.record.write_text("{", "utf-8")
        assert "not what --record writes" in sent.make("--name", "two").stderr
        assert sent.make("--name", "../two").returncode == 2
    with tempfile.TemporaryDirectory() as folder:
        sent = Sent(folder, b"From a@b.example Wed Nov 18 10:06:40 2026\n" + FORGED)
        assert "mbox" in sent.make().stderr


tap.run(globals())
