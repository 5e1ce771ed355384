#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What `truefrom check` accepts as messages: files, pipes, mbox, folders, what is attached; what it
reads through; and what it does not judge."""
import base64
import bz2
import gzip
import json
import os
import pathlib
import re
import subprocess

import tap
from program import (ANSWERS, ENVIRONMENT, FORGED, OWN, PASSED, SAMPLES, WORK, Run, arguments,
                     check, file, forged, validator, variant, zone)

# ---- files -----------------------------------------------------------------------------------

def test_unreadable_files():
    check("/nonexistent/a.eml").says(3, "/nonexistent/a.eml")
    check(str(WORK)).says(3, "folder")
    run = check("--json", "/nonexistent/a.eml", forged())
    assert run.status == 3 and len(run.lines) == 1 and run.err.count(b"\n") == 1
    if os.geteuid() != 0:
        secret = forged("secret.eml")
        os.chmod(secret, 0)
        check(secret).says(3)


def test_bad_answers():
    for content in (b"", b"{", b"[]", b'{"a.example": {"TXT": 7}}', b'\xff\xfe'):
        Run("check", "--answers", file("bad.json", content), forged()).says(3, "bad.json")
    Run("check", "--answers", "/nonexistent/zone.json", forged()).says(3, "/nonexistent/zone.json")


def test_record_that_cannot_be_written():
    check("--record", "/nonexistent/record.json", forged()).says(3, "/nonexistent/record.json")
    check("--record", str(WORK), forged()).says(3)


def test_full_disk():
    if not os.path.exists("/dev/full"):
        raise tap.Skip("there is no /dev/full here")
    for words in (["--json"], []):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([arguments.truefrom, "check", "--answers", zone(), *words,
                                   forged()], stdout=full, stderr=subprocess.PIPE,
                                  env=ENVIRONMENT, check=False)
        assert done.returncode == 3, done
    assert check("--record", "/dev/full", "--json", forged()).status == 3


def test_standard_input():
    by_name = check("--json", forged()).lines[0]
    by_pipe = check("--json", "-", stdin=FORGED)
    assert by_pipe.status == 1
    report = by_pipe.lines[0]
    assert report["file"] == "-"
    report["file"] = by_name["file"]
    assert report == by_name
    with open(forged(), "rb") as redirected:
        done = subprocess.run([arguments.truefrom, "check", "--json", "--answers", zone(), "-"],
                              stdin=redirected, capture_output=True, env=ENVIRONMENT, check=False)
    assert json.loads(done.stdout)["message"] == by_name["message"]


def test_named_pipe():
    fifo = WORK / "fifo"
    os.mkfifo(fifo)
    with subprocess.Popen([arguments.truefrom, "check", "--json", "--answers", zone(), str(fifo)],
                          stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
        fifo.write_bytes(FORGED)
        report = json.loads(process.communicate(timeout=60)[0])
    assert report["verdict"]["code"] == "TF01"


def test_end_of_options():
    forged("--json")
    for words in (["--", "--json"], ["--json", "--", "--json"]):
        run = Run("check", "--answers", zone(), *words, cwd=WORK)
        assert run.status == 1, run.err
    (WORK / "--json").unlink()


def test_many_files_in_order():
    names = [forged("m%02d.eml" % i, variant(b"<1@", b"<%d@" % i)) for i in range(40)]
    names.insert(7, "/nonexistent/7.eml")
    run = check("--json", *names)
    assert run.status == 3
    assert [r["file"] for r in run.lines] == [n for n in names if "nonexistent" not in n]
    assert [r["message"]["message_id"] for r in run.lines] == ["<%d@bank.example>" % i
                                                              for i in range(40)]
    assert {r["index"] for r in run.lines} == {0}


# ---- mbox, Maildir, attached messages --------------------------------------------------------

SEPARATOR = b"From x@attack.example Thu Jan  1 00:00:00 1970\n"


def mbox_of(*messages):
    return b"".join(SEPARATOR + re.sub(rb"^(>*From )", rb">\1", m, flags=re.M) + b"\n"
                    for m in messages)


def test_mbox():
    messages = [variant(b"<1@", b"<%d@" % i) for i in range(9)]
    messages[4] = messages[4].replace(b"Hello\n", b"Hello\n\nFrom me\n>From you\n\n\n")
    for end in (b"\n", b"\r\n"):
        name = file("in.mbox", mbox_of(*messages).replace(b"\n", end))
        run = check("--json", name)
        assert run.status == 1, run.err
        assert [(r["file"], r["index"]) for r in run.lines] == [(name, i) for i in range(9)]
        assert [r["message"]["message_id"] for r in run.lines] == [
            "<%d@bank.example>" % i for i in range(9)]
        bare = check("--json", file("bare.mbox", mbox_of(*messages).replace(SEPARATOR, b"From \n").replace(b"\n", end)))
        assert [dict(r, file=name) for r in bare.lines] == run.lines
    by_pipe = check("--json", "-", stdin=mbox_of(*messages))
    assert [r["index"] for r in by_pipe.lines] == list(range(9))
    text = check(name, forged()).out.decode()
    assert re.findall(r"mbox, message (\d): Alarm", text) == list("123456789"), text
    assert text.endswith("\n\nMessages: 10.  Alarm: 10.\n"), text
    text = check("--details", name, forged()).out.decode()
    assert re.findall(r"mbox, message (\d): Alarm", text) == list("123456789"), text
    assert text.count("\n\n") == 10
    one = check("--json", file("one.mbox", mbox_of(FORGED))).lines[0]
    alone = check("--json", forged("one.eml")).lines[0]
    one["file"] = alone["file"]
    assert one == alone  # also the digest: the separator and the line after it are no part of it


def test_mbox_escapes_and_signatures():
    """A signed message keeps its signature in an mbox, whatever is in the body."""
    sample = (SAMPLES / "01-bank-statement.eml").read_bytes().replace(b"\r\n", b"\n")
    for store, variants in ((mbox_of(sample), {"as-is"}),):
        run = Run("check", "--json", "--answers", ANSWERS, "--own", OWN, file("s.mbox", store))
        assert run.lines[0]["verdict"]["code"] == "TF15", run.out
        assert {s["variant"] for s in run.lines[0]["dkim"]} <= variants


def test_file_that_is_almost_an_mbox():
    run = check("--json", file("almost.eml", b"From me to you\n" + FORGED))
    assert len(run.lines) == 1 and run.lines[0]["verdict"]["code"] != "TF15"


def test_maildir():
    maildir = WORK / "Maildir"
    names = []
    for folder in ("cur", "new", "tmp"):
        (maildir / folder).mkdir(parents=True)
    for i, name in enumerate(("cur/1.a:2,S", "cur/2.a:2,", "new/0.a", "new/.hidden", "tmp/9.a")):
        (maildir / name).write_bytes(variant(b"<1@", b"<%d@" % i))
        names.append(str(maildir / name))
    (maildir / "cur" / "folder").mkdir()
    run = check("--json", str(maildir), forged())
    assert [r["file"] for r in run.lines] == names[:3] + [forged()]
    assert {r["index"] for r in run.lines} == {0}
    for name in names[:3]:
        os.unlink(name)
    assert check("--json", str(maildir)).status == 0
    check(str(maildir / "tmp")).says(3, "folder")


def with_attached(*messages, encoding=b"8bit", boundary=b"b"):
    parts = b"".join(b"--%s\nContent-Type: message/rfc822\nContent-Transfer-Encoding: %s\n\n%s\n"
                     % (boundary, encoding, m) for m in messages)
    return (b"From: h@plain.example\nSubject: fwd\nContent-Type: multipart/mixed; boundary=%s\n\n"
            b"--%s\n\nsee\n%s--%s--\n" % (boundary, boundary, parts, boundary))


def test_attached():
    valid = validator()
    signed = (SAMPLES / "01-bank-statement.eml").read_bytes()
    outer = file("outer.eml", with_attached(FORGED, signed))
    assert len(check("--json", outer).lines) == 1
    run = Run("check", "--json", "--attached", "--answers", ANSWERS, outer)
    assert [(r["attached"], r["part"], r["index"]) for r in run.lines] == [
        (False, None, 0), (True, "2", 0), (True, "3", 0)]
    assert run.lines[2]["dkim"][0]["result"] == "pass", run.lines[2]["dkim"]
    for report in run.lines:
        valid.validate(report)
    encoded = with_attached(base64.encodebytes(signed), encoding=b"base64")
    run = Run("check", "--json", "--attached", "--answers", ANSWERS,
              file("m.mbox", mbox_of(FORGED, encoded)))
    assert [(r["index"], r["part"]) for r in run.lines] == [(0, None), (1, None), (1, "2")]
    assert run.lines[2]["dkim"][0]["result"] == "pass", run.lines[2]["dkim"]
    for words in ([], ["--attached"]):
        text = check(*words, outer).out.decode()
        assert "outer.eml, attached message 2: Alarm TF01 \u00b7 " in text, text
        assert check(*words, outer).status == 1
    assert "attached message" not in check("--no-attached", outer).out.decode()
    assert [r["attached_messages"] for r in check("--json", outer, forged()).lines] == [2, 0]
    assert [r["attached_messages"] for r in check("--json", "--attached", outer).lines] == [2, 0, 0]
    nested = file("nested.eml", with_attached(with_attached(FORGED), boundary=b"outer"))
    assert [r["part"] for r in check("--json", "--attached", nested).lines] == [None, "2", "2.2"]


def test_nobody_is_believed_in_attached_messages():
    stamped = PASSED.replace(b" dkim=pass header.d=bank.example header.d=x.example; spf=none;\n",
                             b"") + FORGED
    outer = file("outer.eml", with_attached(stamped))
    run = check("--json", "--attached", "--trust-authserv=mx.victim.example",
                "--border=mx.victim.example", "--ip=192.0.2.10", "--mail-from=x@bank.example",
                "--received-at=1780434000", outer)
    inner = run.lines[1]
    assert inner["verdict"]["code"] == "TF01", inner["verdict"]
    assert inner["spf"]["source"] == "none"
    assert inner["time"]["received_at"] == 1780434000 == run.lines[0]["time"]["received_at"]
    assert not inner["authentication_results"][0]["trusted"]


def test_attached_beneath_their_carrier():
    """The worst of a message and what is attached to it decides where both stand."""
    outer = file("outer.eml", with_attached(FORGED))
    harmless = forged("harmless.eml", variant(b"service@bank.example", b"x@plain.example"))
    lines = check(harmless, outer).out.decode().splitlines()
    assert [re.sub(r".*/(\S+?\.eml)(, attached message \d)?:.*", r"\1\2", w) for w in lines[:3]] == [
        "outer.eml", "outer.eml, attached message 2", "harmless.eml"], lines
    assert lines[1].startswith("  ")
    assert lines[-1] == "Messages: 3.  Alarm: 1.  Quiet: 2."


def saved(name, message, kind="application/octet-stream", more=""):
    return (b"Received: from a by b; Tue, 02 Jun 2026 21:12:21 +0000\nFrom: h@plain.example\n"
            b"Subject: fwd\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nsee\n--b\n"
            b"Content-Type: " + kind.encode() + b"\nContent-Disposition: attachment; " + name.encode()
            + b"\n" + more.encode() + b"\n" + message + b"\n--b--\n")


def test_saved_messages_as_attachments():
    for name, kind in (("filename=x.eml", "application/octet-stream"), ('filename="A B.EML"', "image/png"),
                       ("filename*=utf-8''%C3%A4.eml", "text/plain")):
        run = check("--json", "--attached", file("outer.eml", saved(name, FORGED, kind)))
        assert [r["verdict"]["code"] for r in run.lines][1:] == ["TF01"], (name, run.lines)
    for name, message in (("filename=x.txt", FORGED), ("filename=x.eml", b"%PDF-1.7\n" + FORGED)):
        run = check("--json", "--attached", file("outer.eml", saved(name, message)))
        assert len(run.lines) == 1 and run.lines[0]["attached_messages"] == 0
    digest = FORGED.replace(b"Subject: hello", b"Content-Type: multipart/digest; boundary=d")
    digest += b"--d\n\n" + FORGED + b"\n--d\n\n" + FORGED + b"\n--d--\n"
    assert check("--json", file("outer.eml", digest)).lines[0]["attached_messages"] == 2


# ---- what is not a message -------------------------------------------------------------------

OTHERS = [
    (b"", "empty"), (b" \n\r\n\t", "empty"), (b"\xef\xbb\xbf", "empty"), (b"%PDF-1.7\n...", "PDF"),
    (b"\x89PNG\r\n\x1a\n\0", "picture"), (b"\xff\xd8\xff\xe0", "picture"), (b"GIF89a", "picture"),
    (bytes.fromhex("d0cf11e0a1b11ae1") + "__substg1.0_".encode("utf-16-le"), "Outlook"),
    (gzip.compress(FORGED), ".gz"), (bz2.compress(FORGED), "compressed"), (b"PK\3\4x.eml", ".zip"),
    (b"PK\3\4[Content_Types].xml", "Office"), (b"<!DOCTYPE html>\n<p>", "HTML"),
    ("\ufeff<html>".encode("utf-16"), "HTML"), (b"\xef\xbb\xbf\n<HTML>", "HTML"),
    (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "calendar"), (b"BEGIN:VCARD\nX-A:b\n", "contact"),
    (bytes(range(256)) * 40, "not like a message"), (b"Hello,\nthis is text.\n", "plain text"),
    (b"From: <Saved by Blink>\nSubject: Inbox\n\n", "web page"), (b"<note/>", "XML")]


def test_what_is_no_message():
    for content, word in OTHERS:
        name = file("no-message.dat", content)
        for words in ([], ["--json"], ["--attached"], ["--summary"]):
            run = check(*words, name)
            run.says(3, word, "no-message.dat")
            assert not run.out, (content, run.out)
        check("-", stdin=content).says(3, word)
    both = check("--json", file("x.eml", b"%PDF-1.7"), forged())
    assert both.status == 3 and len(both.lines) == 1 and b"PDF" in both.err


def test_what_stays_a_message():
    head = FORGED[:FORGED.index(b"\n\n")]
    for content, _ in OTHERS:
        run = check("--json", forged(message=head + b"\n\n" + content))
        assert run.status == 1 and run.lines[0]["verdict"]["code"] == "TF01", (content, run.err)
        run = check("--json", file("in.mbox", mbox_of(FORGED, head + b"\n\n" + content)))
        assert [r["verdict"]["code"] for r in run.lines][:2] == ["TF01", "TF01"], content


# ---- what is read through --------------------------------------------------------------------

def mac(message):
    return message.replace(b"\n", b"\r")


def utf16(message, charset="utf-16-le"):
    return "\ufeff".encode(charset) + message.decode("utf-8").encode(charset)


DISGUISES = {
    "byte-order-mark": lambda m: b"\xef\xbb\xbf" + m, "blank-lines": lambda m: b"\n \t\n\r\n" + m,
    "mac-line-ends": mac, "utf-16": utf16, "utf-16 ": lambda m: utf16(m, "utf-16-be"),
    "utf-16  ": lambda m: m.decode("utf-8").encode("utf-16-le"),
    "length": lambda m: b"%d   \n" % len(m) + m + b"<?xml version=\"1.0\"?>\n",
    "byte-order-mark blank-lines": lambda m: b"\xef\xbb\xbf\n\n" + m,
    "mac-line-ends utf-16": lambda m: utf16(mac(m))}


def test_what_is_read_through():
    signed = (SAMPLES / "01-bank-statement.eml").read_bytes().replace(b"\r\n", b"\n")
    for words, disguise in DISGUISES.items():
        run = check("--json", forged(message=disguise(FORGED)))
        report = run.lines[0]
        assert report["verdict"]["code"] == "TF01" and run.status == 1, (words, report)
        assert report["from"]["address"] == "service@bank.example"
        assert report["read_through"] == words.split(), (words, report["read_through"])
        run = Run("check", "--json", "--answers", ANSWERS, file("s.eml", disguise(signed)))
        assert run.lines[0]["verdict"]["code"] == "TF15", (words, run.lines[0])
        text = check(forged(message=disguise(FORGED))).out.decode().splitlines()
        said = [w for w in text[1:4] if re.search("byte order mark|Empty lines|Apple Mail|Macs|UTF-16", w)]
        assert len(said) == len(words.split()), (words, text[:5])
        run = check("--json", "-", stdin=disguise(FORGED))
        assert run.lines[0]["verdict"]["code"] == "TF01", words
        if words != "length":
            run = check("--json", file("in.mbox", disguise(mbox_of(FORGED, FORGED))))
            assert [r["verdict"]["code"] for r in run.lines] == ["TF01", "TF01"], (words, run.lines)
    assert check("--json", forged()).lines[0]["read_through"] == []
    store = mbox_of(FORGED).replace(SEPARATOR, SEPARATOR + b"\n\n") + mbox_of(FORGED)
    reports = check("--json", file("in.mbox", store)).lines
    assert [(r["verdict"]["code"], r["read_through"]) for r in reports] == [
        ("TF01", ["blank-lines"]), ("TF01", [])]


def test_messages_of_an_mbox_with_line_ends_of_their_own():
    """Old exports mix what several programs wrote: each message is read in its own line ends."""
    signed = (SAMPLES / "01-bank-statement.eml").read_bytes().replace(b"\r\n", b"\n")
    store = SEPARATOR + mac(FORGED) + b"\n\n" + mbox_of(signed) + SEPARATOR + mac(signed) + b"\n\n" + mbox_of(FORGED)
    reports = Run("check", "--json", "--answers", ANSWERS, file("mixed.mbox", store)).lines
    assert [(r["from"]["address"], r["read_through"]) for r in reports] == [
        ("service@bank.example", ["mac-line-ends"]), ("service@bank.example", []),
        ("service@bank.example", ["mac-line-ends"]), ("service@bank.example", [])], reports
    assert [r["verdict"]["code"] for r in reports][1:3] == ["TF15", "TF15"], reports
    assert [r["verdict"]["level"] for r in reports][::3] == ["alarm", "alarm"], reports
    by_pipe = Run("check", "--json", "--answers", ANSWERS, "-", stdin=store).lines
    assert [r["verdict"] for r in by_pipe] == [r["verdict"] for r in reports]


def test_nothing_is_read_through_that_a_server_delivers():
    """CR where a line ends otherwise is a trick, and stays one."""
    for message in (FORGED.replace(b"Subject: hello", b"Subject: hello\rX: y"),
                    FORGED.replace(b"\n", b"\r\n").replace(b"hello", b"hel\rlo"),
                    FORGED.replace(b"\n", b"\r\r\n")):
        assert check("--json", forged(message=message)).lines[0]["read_through"] == [], message


def test_mh():
    folder = WORK / "mh"
    folder.mkdir()
    check(str(folder)).says(3, "folder")
    for number in (10, 9, 100):
        (folder / str(number)).write_bytes(variant(b"<1@", b"<%d@" % number))
    (folder / ".mh_sequences").write_text("unseen: 9\n")
    (folder / "notes").write_text("no message\n")
    (folder / "7").mkdir()
    run = check("--json", str(folder))
    assert [pathlib.Path(r["file"]).name for r in run.lines] == ["9", "10", "100"], run.err
    assert run.status == 1


def test_old_mailboxes():
    """Separators of all ages; the second sender never goes unchecked."""
    first = variant(b"service@bank.example", b"x@plain.example")
    for line in (b"From - \n", b"From -\n", b"From nobody\n", b"From \n", b"From x@a.example 2026-06-02T21:12:17Z\n",
                 b"From x Tue Jun  2 21:12:17 98\n", b"From x Tue Jun  2 21:12:17 MET DST 2026\n"):
        run = check("--json", file("old.mbox", line + first + b"\n" + line + FORGED + b"\n"))
        assert [r["verdict"]["code"] for r in run.lines] == ["TF12", "TF01"], (line, run.lines)
    patch = b"From " + b"c0ffee00" * 5 + b" Mon Sep 17 00:00:00 2001\n"
    text = first + b"\n" + patch + b"From: Ann <ann@north.example>\nSubject: [PATCH] x\n\n---\n"
    assert len(check("--json", file("patch.mbox", SEPARATOR + text)).lines) == 1


def test_brands():
    """A list of brands beside the built-in one, and instead of it."""
    folder = WORK / "etc" / "truefrom"
    folder.mkdir(parents=True, exist_ok=True)
    message = file("brands.eml", b"Received: from x.example (x.example [192.0.2.9]) by mx.example; Mon, 23 Nov 2026 10:00:00 +0000\r\n"
                   b"Return-Path: <x@attack.example>\r\nFrom: Town Bank <x@attack.example>\r\nSubject: x\r\n"
                   b"Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@attack.example>\r\n\r\nx\r\n")
    nothing = file("brands-answers.json", b"{}")

    def code(*words, **more):
        return Run("check", "--json", "--answers", nothing, *words, message, XDG_CONFIG_DIRS=str(WORK / "etc"), **more).lines[0]["verdict"]["code"]

    assert code() == "TF12"
    own = file("brands.txt", b"Town Bank ; town bank ; town-bank.example\n")
    assert code("--brands", own) == "TF20"
    (folder / "brands.txt").write_bytes(b"Town Bank ; town bank ; town-bank.example\nnonsense\n")
    run = Run("check", "--answers", nothing, message, XDG_CONFIG_DIRS=str(WORK / "etc"))
    assert b"line 2" in run.err and b"TF20" in run.out, (run.err, run.out)
    only = file("only.txt", b"only\nOther House ; other house ; house.example\n")
    assert code("--brands", only) == "TF12"
    (folder / "brands.txt").unlink()
    missing = Run("check", "--answers", nothing, "--brands", str(WORK / "none.txt"), message)
    assert missing.status == 3 and b"none.txt" in missing.err, (missing.status, missing.err)
    large = file("large.txt", b"#" * (1 << 20) + b"\n")
    refused = Run("check", "--answers", nothing, "--brands", large, message)
    assert refused.status == 3 and b"too large" in refused.err, (refused.status, refused.err)


tap.run(dict(globals()))
