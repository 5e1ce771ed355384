# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What the tests of the command line share: the program, a forged message, answers."""
import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile

import tap

parser = argparse.ArgumentParser()
parser.add_argument("--truefrom", required=True, type=os.path.abspath)
parser.add_argument("--source", required=True, type=lambda text: pathlib.Path(text).resolve())
parser.add_argument("--old", type=pathlib.Path)  # for test_upgrade: where an older version was installed
arguments = parser.parse_args()

SAMPLES = arguments.source / "data" / "samples"
ANSWERS = str(SAMPLES / "answers.json")
SCHEMA = arguments.source / "data" / "truefrom.check-1.schema.json"
OWN = "user@victim.example"
TEMPORARY = tempfile.TemporaryDirectory(prefix="truefrom-cli-")
WORK = pathlib.Path(TEMPORARY.name)
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", TZ="UTC", NO_COLOR="",
                   G_DEBUG="fatal-warnings", TERM="xterm", GSETTINGS_BACKEND="memory")
TROUBLE = re.compile(rb"CRITICAL|WARNING \*\*|Sanitizer|runtime error")

FORGED = b"""\
Return-Path: <x@attack.example>
Received: from box.attack.example (box.attack.example [203.0.113.66])
\tby mx.victim.example (198.51.100.1) with ESMTP id 1;
\tTue, 02 Jun 2026 21:12:21 +0000
From: "Bank" <service@bank.example>
To: user@victim.example
Subject: hello
Date: Tue, 02 Jun 2026 21:12:17 +0000
Message-ID: <1@bank.example>

Hello
"""
ZONE = {"@": {"now": 1780434800}, "_dmarc.bank.example": {"TXT": ["v=DMARC1; p=reject"]},
        "bank.example": {"A": ["192.0.2.10"]},
        "_dmarc.slow.example": {"*": "SERVFAIL"}, "_dmarc.example": {"*": "NXDOMAIN"},
        "plain.example": {"A": ["192.0.2.11"]}}


class Run:
    def __init__(self, *words, stdin=b"", cwd=None, **environment):
        done = subprocess.run([arguments.truefrom, *words], input=stdin, capture_output=True,
                              cwd=cwd, env=dict(ENVIRONMENT, **environment), timeout=60,
                              check=False)
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr
        assert not TROUBLE.search(self.err), self.err
        assert self.status in (0, 1, 2, 3, 64), (self.status, self.err)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    def says(self, status, *parts):
        """There is one plain sentence on standard error, and nothing else anywhere."""
        assert self.status == status, (self.status, self.err)
        assert self.err.startswith(b"truefrom: ") and self.err.count(b"\n") == 1, self.err
        for part in parts:
            assert part.encode() in self.err, self.err


def file(name, content):
    path = WORK / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    os.utime(path, (1780434900, 1780434900))
    return str(path)


def zone():
    return file("zone.json", ZONE)


def forged(name="forged.eml", message=FORGED):
    return file(name, message)


def check(*words, **more):
    return Run("check", "--answers", zone(), *words, **more)


def samples():
    found = sorted(SAMPLES.glob("*.eml"))
    assert len(found) > 10
    return found


def validator(path=SCHEMA):
    try:
        import jsonschema  # pylint: disable=import-outside-toplevel
    except ImportError as error:
        raise tap.Skip("python3-jsonschema is not installed") from error
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def variant(old, new):
    assert old in FORGED
    return FORGED.replace(old, new)


PASSED = b"Authentication-Results: mx.victim.example;\n" \
    b" dkim=pass header.d=bank.example header.d=x.example; spf=none;\n" \
    b" dmarc=pass (p=reject) header.from=bank.example\n"
