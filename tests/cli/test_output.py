#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What `truefrom check` prints for programs and for people, also from hostile bytes."""
import json
import os
import pathlib
import pty
import re
import select
import subprocess
import unicodedata

import tap
from program import (ANSWERS, ENVIRONMENT, FORGED, OWN, WORK, ZONE, Run, arguments, check, file,
                     forged, samples, validator, variant, zone)

# ---- the two forms of output -----------------------------------------------------------------

def test_schema():
    valid = validator()
    run = Run("check", "--json", "--answers", ANSWERS, "--own", OWN, *map(str, samples()))
    assert len(run.lines) == len(samples())
    for report in run.lines:
        valid.validate(report)
    codes = {r["verdict"]["code"] for r in run.lines}
    assert len(codes) >= 8, codes
    for message in (b"", b"\n", b"From:\n\nx", b"From: a@b.example\nFrom: c@d.example\n\n",
                    FORGED.replace(b"\n", b"\r\n")):
        for report in check("--json", forged("odd.eml", message)).lines:
            valid.validate(report)


def test_quiet_rows_have_no_heading():
    run = Run("check", "--json", "--answers", ANSWERS, "--own", OWN, *map(str, samples()))
    for report in run.lines:
        verdict = report["verdict"]
        assert (verdict["heading"] is None) == (verdict["level"] == "quiet"), verdict
        assert (verdict["text"] is None) == (verdict["level"] == "quiet"), verdict


def test_record_gives_the_same_report():
    record = str(WORK / "record.json")
    names = list(map(str, samples()))
    for more in ([], ["--received-at", "1780434741"], ["--allow-legacy-crypto"]):
        first = Run("check", "--json", "--answers", ANSWERS, "--own", OWN, *more,
                    "--record", record, *names)
        again = Run("check", "--json", "--answers", record, "--own", OWN, *more, *names)
        assert first.out and first.out == again.out and first.status == again.status
    recorded = json.loads(pathlib.Path(record).read_text(encoding="utf-8"))
    assert recorded["@"]["now"] == 1780471800


def test_record_carries_the_clock():
    record = str(WORK / "clock.json")
    first = check("--json", "--now", "1780434999", "--received-at", "1780434111", "--record",
                  record, forged())
    again = Run("check", "--json", "--answers", record, forged())
    assert first.lines == again.lines
    assert json.loads(pathlib.Path(record).read_text(encoding="utf-8"))["@"] == {
        "now": 1780434999, "received_at": 1780434111}


def test_record_over_its_own_answers():
    both = file("both.json", dict(ZONE, **{"unused.example": {"A": ["192.0.2.1"] * 9}}))
    first = Run("check", "--json", "--answers", both, "--record", both, forged())
    again = Run("check", "--json", "--answers", both, forged())
    assert first.lines == again.lines
    assert "unused.example" not in json.loads(pathlib.Path(both).read_text(encoding="utf-8"))


def test_text_for_people():
    run = check(forged())
    text = run.out.decode()
    first = text.splitlines()
    assert run.status == 1
    assert first[0].endswith('forged.eml: Alarm TF01 \u00b7 "hello" \u00b7 service@bank.example \u00b7 '
                             "Tue, 02 Jun 2026 21:12:17 +0000"), first[0]
    assert first[1] == "  This message is probably not from bank.example"
    assert "    Code: TF01 (domain-forged)" in first
    quiet = check(forged("quiet.eml", variant(b"service@bank.example", b"x@plain.example")))
    assert b": Quiet TF12 " in quiet.out and b"\n  Nothing to check\n" in quiet.out


def lines_of(*words, **more):
    return check(*words, **more).out.decode().splitlines()


def test_first_line():
    for old, new, expected in (
            (b"Subject: hello\n", b"", "no subject"),
            (b"hello", b"=?utf-8?q?Gr=C3=BC=C3=9Fe?=", '"Gr\u00fc\u00dfe"'),
            (b"hello", b"x\" \xc2\xb7 y", "\"x' \u00b7 y\""),
            (b"hello", b"x" * 500, '"' + "x" * 60 + '\u2026"'),
            (b'"Bank" <service@bank.example>', b"nobody", "no address"),
            (b"Date: Tue, 02 Jun 2026 21:12:17 +0000\n", b"", "no date"),
            (b"Tue, 02 Jun 2026 21:12:17 +0000", b"soon (Quiet TF15)", '"soon (Quiet TF15)"')):
        first = lines_of(forged(message=variant(old, new) if FORGED.count(old) == 1 else
                                FORGED.replace(old, new)))[0]
        assert expected in first.split(" \u00b7 ", 1)[1], (expected, first)


def test_nothing_of_a_message_begins_a_line():
    """Only our own words are in the first columns, however narrow the terminal is."""
    name = forged(message=variant(b"hello", b"x " * 40 + b"forged.eml: Quiet TF15 " * 9).replace(
        b"service@", b"q" * 300 + b"@").replace(b"<1@", b"<" + b"Quiet" * 90 + b"@"))
    for width in range(20, 120, 7):
        lines = lines_of(name, COLUMNS=str(width))
        assert not any(re.match("(?!forged)[^ ]", line) for line in lines[1:]), lines
        shown = [line for line in lines if len(line) > width]
        assert not shown, (width, shown)


def quiet(name="quiet.eml"):
    return forged(name, variant(b"service@bank.example", b"x@plain.example"))


def test_several_messages():
    slow = forged("slow.eml", variant(b"service@bank.example", b"x@slow.example"))
    lines = lines_of(quiet("1.eml"), forged("2.eml"), slow, quiet("3.eml"), forged("4.eml"))
    assert [(pathlib.Path(w.split(":")[0]).name, re.search(r" (TF\d\d) ", w)[1]) for w in lines[:5]] == [
        ("2.eml", "TF01"), ("4.eml", "TF01"), ("slow.eml", "TF13"), ("1.eml", "TF12"),
        ("3.eml", "TF12")], lines
    assert ": Not finished TF13 " in [line for line in lines if "slow.eml" in line][0], lines
    assert lines[5:] == ["", "Messages: 5.  Alarm: 2.  Not finished: 1.  Quiet: 2."]
    run = check(quiet(), "/nonexistent/x", forged())
    assert run.out.decode().splitlines()[-1] == "Messages: 2.  Alarm: 1.  Quiet: 1.  Not checked: 1."
    assert run.status == 3


def test_summary_and_details():
    one = lines_of("--summary", forged())
    assert len(one) == 1 and " Alarm TF01 " in one[0]
    every = lines_of("--details", quiet(), forged())
    assert sum(line == "  This message is probably not from bank.example" for line in every) == 1
    assert sum(line.startswith("    Code: ") for line in every) == 2
    assert every[0].split()[1:3] == ["Quiet", "TF12"]  # as they were named
    assert every[-1] == "Messages: 2.  Alarm: 1.  Quiet: 1."
    assert lines_of("--details", forged()) == lines_of(forged())


def test_delivery_lines_that_are_missing():
    copy = FORGED[FORGED.index(b"From: "):]
    lines = lines_of(forged(message=copy))
    assert lines[1].startswith("  The delivery lines are missing") and "original" in lines[1]
    listed = lines_of(forged("a.eml", copy), forged())
    assert sum(line.endswith(" \u00b7 no delivery lines") for line in listed) == 1
    for trace in (b"Received: from a by b; Tue, 02 Jun 2026 21:12:21 +0000\n", b"Return-Path: <>\n",
                  b"Delivered-To: user@victim.example\n", b"Authentication-Results: x; none\n"):
        assert "delivery lines" not in check(forged(message=trace + copy)).out.decode(), trace


def terminal(*words, **environment):
    """What the program writes to a terminal."""
    try:
        ours, theirs = pty.openpty()
    except OSError:
        raise tap.Skip("no pseudo-terminal can be had here") from None
    with subprocess.Popen([arguments.truefrom, *words], stdout=theirs, stdin=subprocess.DEVNULL,
                          env=dict(ENVIRONMENT, **environment)) as process:
        os.close(theirs)
        written = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                block = os.read(ours, 65536)
            except OSError:
                break
            if not block:
                break
            written += block
        process.wait(timeout=60)
    os.close(ours)
    return written


def test_colours():
    words = ("check", "--answers", zone(), forged())
    assert b"\033[1;31mAlarm TF01\033[0m " in terminal(*words)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert b"\033" not in terminal(*words, **environment), environment
    assert b"\033" not in Run(*words).out
    assert b"\033" not in terminal("check", "--json", "--answers", zone(), forged())


HOSTILE = [
    variant(b'"Bank"', b'"\033[2J\033]0;x\007 Bank\x08\x08"'),
    variant(b'"Bank"', "\"\u202eknaB\u2066 \u200b\u2028\"".encode()),
    variant(b'"Bank"', b"=?utf-8?q?=1B[31mBank=0A=0D=00?="),
    variant(b'"Bank"', b'"\xff\xfe\xc3("'),
    variant(b"<1@bank.example>", b"<\033[31m\xff@bank.example>"),
    variant(b"service@bank.example", b"ser\033vice@bank.example"),
    variant(b"service@bank.example", "ser\u200bvice@b\u0430nk.example".encode()),
    variant(b"Subject: hello", b"List-Id: \033[5m\xff <x>\nReply-To: \033\xff@a.example"),
    variant(b"Subject: hello", b"DKIM-Signature: v=1; a=rsa-sha256; d=\033[1m.example; s=\007\xff;"
            b" h=from:\x1b; bh=x; b=y"),
    variant(b"<x@attack.example>", b"<\033\xff@attack.example>"),
    variant(b"Tue, 02 Jun 2026 21:12:17 +0000", b"\033]52;c;x\007"),
    variant(b"<1@bank.example>", "<\u009b31m\u0085\u2028\u202e\U000e0041\u00ad@bank.example>".encode()),
    b"From: x\n" + bytes(range(256)) * 40,
    variant(b"hello", b"\033[2J\x9b1m\x7f\x1f"),
    variant(b"hello", "\u202e\u2028\u0085 x\" \u00b7 Quiet TF15".encode()),
    variant(b"hello", b"=?utf-8?q?a=0Aforged.eml: Quiet TF15=0D=1B[A=00?="),
]


def bad_characters(text):
    return {"U+%04X" % ord(c) for c in text
            if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")}


def test_hostile_bytes_in_text():
    for i, message in enumerate(HOSTILE):
        text = check(forged("hostile%d.eml" % i, message)).out.decode("utf-8")
        assert text and not bad_characters(text), (i, bad_characters(text))


def test_hostile_bytes_in_json():
    valid = validator()
    for i, message in enumerate(HOSTILE):
        run = check("--json", forged("hostile%d.eml" % i, message))
        assert run.out.count(b"\n") == 1
        assert not bad_characters(run.out.decode("utf-8")), i
        valid.validate(run.lines[0])
        heading = run.lines[0]["verdict"]["heading"] or ""
        assert not bad_characters(heading), (i, heading)


def test_hostile_file_names():
    for name in (b"a\033[31m\n.eml", b"\xff\xfe.eml", "\u202elme.x".encode()):
        path = os.fsencode(WORK) + b"/" + name
        with open(path, "wb") as out:
            out.write(FORGED)
        for words in ([], ["--json"]):
            done = subprocess.run([arguments.truefrom, "check", "--answers", zone(), *words, path],
                                  capture_output=True, env=ENVIRONMENT, check=False)
            assert done.returncode == 1, done.stderr
            text = done.stdout.decode("utf-8")
            assert not words or json.loads(text)
            assert words or not bad_characters(text), bad_characters(text)


def test_without_any_locale():
    run = check("--json", forged("utf8.eml", variant(b"Bank", "J\u00f6rg".encode())), LC_ALL="C")
    assert run.lines[0]["from"]["name"] == "J\u00f6rg"
    assert check(forged(), LC_ALL="C").status == 1


tap.run(dict(globals()))
