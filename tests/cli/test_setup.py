#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom setup`: what it proposes from a mailbox, what it writes, and that it writes nothing else.
Which mail leads to which proposal is tested by tests/unit/delivery/test-proposal.c."""
import datetime
import os
import pathlib
import tempfile

from keyfile import kept, store
from program import FORGED, WORK, Run, file
import tap

MX = "mx.victim.example"
RESULTS = "Authentication-Results: %s; dmarc=pass header.from=author%d.example\n"
RECEIVED = "Received: from x (x [2.0.%d.10]) by %s with ESMTPS id 1; %s\n"
BEGIN = datetime.datetime(2026, 6, 1, tzinfo=datetime.timezone.utc)


def message(at, extra="", border=MX, results=MX, below=False, network=None):
    day = BEGIN + datetime.timedelta(hours=8 * at)
    received = RECEIVED % (at if network is None else network, border, day.strftime("%a, %d %b %Y %H:%M:%S +0000"))
    field = RESULTS % (results, at) if results else ""
    top = received + field if below else field + received
    return (top + extra + "From: a@author%d.example\nSubject: x\n\nHello\n" % at).encode()


def maildir(messages, name=None):
    folder = pathlib.Path(tempfile.mkdtemp(prefix=name or "maildir-", dir=WORK))
    for sub in ("cur", "new", "tmp"):
        (folder / sub).mkdir()
    for i, text in enumerate(messages):
        (folder / "cur" / ("%03d:2,S" % i)).write_bytes(text)
    return str(folder)


def usual(**kind):
    return maildir(message(at, **kind) for at in range(24))


def proposes(run, *lines):
    assert run.status == 0 and not run.err, (run.status, run.err)
    text = run.out.decode()
    found = [tuple(line.split()) for line in text.splitlines() if line.startswith("  ")]
    assert found == list(lines), text
    return text


def refuses(run, *words):
    assert run.status == 2 and not run.err, (run.status, run.err)
    text = run.out.decode()
    assert "border-hosts" not in text and "trusted-servers" not in text, text
    for word in words:
        assert word in text, text


# ---- what is proposed ------------------------------------------------------------------------

def test_server_and_border():
    text = proposes(Run("setup", usual()), ("border-hosts", MX), ("trusted-servers", MX))
    assert text.startswith("Your mail arrives through " + MX), text
    assert "24 of 24" in text and "--apply" in text, text


def test_below():
    proposes(Run("setup", usual(below=True)), ("border-hosts", MX), ("trusted-servers", MX + ":below"))
    # Whoever writes under the server's field can invent a name for each message, but has one network.
    proposes(Run("setup", usual(below=True, network=7)), ("border-hosts", MX))


def test_other_name():
    text = proposes(Run("setup", usual(results="victim.example")),
                    ("border-hosts", MX), ("trusted-servers", "victim.example"))
    assert "victim.example records" in text, text


def test_border_alone():
    text = proposes(Run("setup", usual(results=None)), ("border-hosts", MX))
    assert "records" not in text, text


def test_server_alone():
    mixed = [message(at, border="mx%d.victim.example" % (at % 2)) for at in range(24)]
    proposes(Run("setup", maildir(mixed)), ("trusted-servers", MX))


def test_every_kind_of_mailbox():
    mbox = b"".join(b"From a@b Mon Jun  1 00:00:00 2026\n" + message(at) + b"\n" for at in range(24))
    proposes(Run("setup", file("setup.mbox", mbox)), ("border-hosts", MX), ("trusted-servers", MX))
    half = [maildir(message(at) for at in range(start, 24, 2)) for start in (0, 1)]
    proposes(Run("setup", *half), ("border-hosts", MX), ("trusted-servers", MX))


# ---- what is not -----------------------------------------------------------------------------

def test_too_little():
    refuses(Run("setup", maildir([])), "too little", "at least 20 messages", "at most 4")
    refuses(Run("setup", maildir(message(at) for at in range(5))), "too little")
    refuses(Run("setup", maildir(message(1) for _ in range(40))), "too little")


def test_too_soon():
    refuses(Run("setup", maildir(message(at) for at in range(21))), "less than 7 days")


def test_one_list():
    refuses(Run("setup", usual(extra="List-Id: <users.list.example>\n")), "mailing list")


def test_half_of_it_forged():
    """Whoever sends as much as all others together proposes nothing, and ends no proposal."""
    forged = RESULTS % ("mx.attack.example", 0) + RECEIVED % (0, "mx.attack.example", "Mon, 1 Jun 2026 00:00:00 +0000")
    mixed = [message(at, extra=forged if at % 2 else "") for at in range(48)]
    proposes(Run("setup", maildir(mixed)), ("border-hosts", MX), ("trusted-servers", MX))
    below = [message(at, results=None, extra=RESULTS % (MX, at)) if at % 2 else message(at, results=None)
             for at in range(48)]
    proposes(Run("setup", maildir(below)), ("border-hosts", MX))


def test_hostile_names():
    hostile = usual(border="mx\033[31m.victim.example", results="\033]0;x\007.victim.example")
    run = Run("setup", hostile)
    assert run.status in (0, 2) and b"\033" not in run.out + run.err, run.out


# ---- settings --------------------------------------------------------------------------------

def test_apply():
    where, mail = store(), usual()
    Run("setup", mail, **where)
    assert not kept(where)
    assert b"added to your settings" in Run("setup", "--apply", mail, **where).out
    assert "trusted-servers=['%s']" % MX in kept(where) and "border-hosts=['%s']" % MX in kept(where)
    before = kept(where)
    assert b"already" in Run("setup", "--apply", mail, **where).out
    assert kept(where) == before
    other = usual(border="mx.other.example", results="mx.other.example")
    Run("setup", "--apply", other, **where)
    assert "trusted-servers=['%s', 'mx.other.example']" % MX in kept(where), kept(where)


def test_apply_with_nothing_to_propose():
    where = store()
    refuses(Run("setup", "--apply", maildir([]), **where))
    assert not kept(where)


def test_nowhere_to_keep_it():
    run = Run("setup", "--apply", usual(), **store(GSETTINGS_BACKEND="memory"))
    assert run.status == 3 and run.err.count(b"\n") == 1 and b"store settings" in run.err, run.err
    run = Run("setup", "--apply", usual(), **store(GSETTINGS_SCHEMA_DIR="", XDG_DATA_DIRS="/nonexistent"))
    if b"not installed" not in run.err:
        raise tap.Skip("the schema of truefrom is installed on this system")
    assert run.status == 3 and run.err.count(b"\n") == 1, run.err


# ---- what cannot be read ---------------------------------------------------------------------

def test_unreadable():
    Run("setup").says(64, "file")
    Run("setup", "/nonexistent/x").says(3, "/nonexistent/x")
    Run("setup", file("page.html", b"<html><body>x</body></html>")).says(3, "page.html")
    Run("setup", "--json", "x").says(64, "--json")
    run = Run("setup", usual(), "/nonexistent/x")
    assert run.status == 3 and MX.encode() in run.out and b"/nonexistent/x" in run.err


def test_reads_headers_only():
    """A message that never ends is no reason to read for ever."""
    big = FORGED + b"x" * (1 << 20)
    assert Run("setup", file("big.eml", big)).status == 2
    assert os.path.getsize(file("big.eml", big)) > 1 << 20


tap.run(dict(globals()))
