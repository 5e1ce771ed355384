#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The real `truefrom` as people and programs use it: options, exit status, errors, both forms of
output, hostile bytes. What the verdicts are is tested by tests/cases; here only that they come
out. Nothing here opens a socket: answers are files, or nobody is asked."""
import argparse
import base64
import json
import os
import pathlib
import pty
import re
import select
import subprocess
import tempfile
import unicodedata

import tap

parser = argparse.ArgumentParser()
parser.add_argument("--truefrom", required=True, type=os.path.abspath)
parser.add_argument("--source", required=True, type=pathlib.Path)
arguments = parser.parse_args()

SAMPLES = arguments.source / "data" / "samples"
ANSWERS = str(SAMPLES / "answers.json")
SCHEMA = arguments.source / "data" / "truefrom.check-1.schema.json"
OWN = "user@victim.example"
TEMPORARY = tempfile.TemporaryDirectory(prefix="truefrom-cli-")
WORK = pathlib.Path(TEMPORARY.name)
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", TZ="UTC", NO_COLOR="",
                   G_DEBUG="fatal-warnings", TERM="xterm")
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
        """One plain sentence on standard error, and nothing else anywhere."""
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


def validator():
    try:
        import jsonschema  # pylint: disable=import-outside-toplevel
    except ImportError as error:
        raise tap.Skip("python3-jsonschema is not installed") from error
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def variant(old, new):
    assert old in FORGED
    return FORGED.replace(old, new)


# ---- usage ----------------------------------------------------------------------------------

def test_version_and_help():
    for words in (["--version"], ["-V"], ["--help"], ["-h"], ["check", "--help"], ["check", "-h"],
                  ["explain", "--help"]):
        run = Run(*words)
        assert run.status == 0 and run.out and not run.err, words
    assert re.fullmatch(rb"truefrom \d+\.\d+\.\d+\n", Run("--version").out)
    assert b"truefrom check" in Run("check", "--help").out


def test_wrong_usage():
    run = Run()
    assert run.status == 64 and b"truefrom check" in run.err and not run.out
    Run("verify", "a.eml").says(64, "verify")
    Run("--json").says(64)
    Run("check").says(64, "file")
    Run("check", "--json").says(64, "file")
    Run("check", "--jsonn", "a.eml").says(64, "--jsonn")
    Run("check", "--answers").says(64, "--answers")
    for flag in ("--json", "--offline", "--allow-legacy-crypto", "--attached"):
        Run("check", flag + "=no", "a.eml").says(64, flag)


def test_options_of_functions_to_come_are_unknown():
    for option in ("--known=x@y.example",):
        Run("check", option, forged()).says(64, option.split("=")[0])


def test_values_that_cannot_be_used():
    for option, value in (("--now", "yesterday"), ("--now", ""), ("--now", "1e9"),
                          ("--now", "-1"), ("--received-at", "2026-13-01"),
                          ("--now", "99999999999999999999"), ("--own", "not a domain"),
                          ("--own", ""), ("--own", "@"), ("--protect", ""),
                          ("--protect", "a b.example"), ("--border", "mx..example"),
                          ("--border", ""), ("--trust-sealer", "@"), ("--trust-authserv", ""),
                          ("--trust-authserv", ":below"), ("--trust-authserv", "a b")):
        Run("check", "--answers", zone(), "%s=%s" % (option, value), forged()).says(64)
    for server in ("nowhere.example", "300.1.1.1", "127.0.0.1:99999", "127.0.0.1:x", "[::1"):
        Run("check", "--resolver", server, forged()).says(64)
    Run("check", "--resolver", "127.0.0.1", "--answers", zone(), forged()).says(64)


def test_envelopes_that_cannot_be_used():
    for words in (["--ip=192.0.2.1"], ["--helo=mx.a.example"], ["--mail-from=a@a.example"],
                  ["--ip=192.0.2", "--helo=a.example"], ["--ip=", "--helo=a.example"],
                  ["--ip=192.0.2.1", "--mail-from="], ["--ip=192.0.2.1", "--mail-from=<>"],
                  ["--ip=192.0.2.1", "--mail-from=a.example"], ["--ip=192.0.2.1", "--helo="],
                  ["--ip=192.0.2.1", "--mail-from=a@"], ["--ip=192.0.2.1", "--mail-from=a b@c"],
                  ["--ip=192.0.2.1", "--helo=a b", "--mail-from=a@b.example"]):
        Run("check", "--answers", zone(), *words, forged()).says(64)


def test_control_characters_in_complaints():
    Run("check", "--answers", zone(), "no\033[31m\nfile").says(3, "\\x1b", "\\x0a")
    run = Run("exp\033lain")
    run.says(64, "\\x1b")


# ---- files ----------------------------------------------------------------------------------

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


# ---- mbox, Maildir, attached messages -------------------------------------------------------

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
    assert text.count("\n\n") == 9
    one = check("--json", file("one.mbox", mbox_of(FORGED))).lines[0]
    alone = check("--json", forged("one.eml")).lines[0]
    one["file"] = alone["file"]
    assert one == alone  # also the digest: the separator and the line after it are no part of it


def test_mbox_escapes_and_signatures():
    """A signed message keeps its signature in an mbox, whatever the body holds."""
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
    text = check("--attached", outer).out.decode()
    assert "outer.eml, attached message 2, way unknown: Alarm TF01" in text, text
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
    assert inner["spf"]["source"] == "none" and inner["time"]["source"] == "topmost"
    assert not inner["authentication_results"][0]["trusted"]


# ---- exit status ----------------------------------------------------------------------------

def test_exit_status():
    quiet = forged("quiet.eml", variant(b"service@bank.example", b"x@plain.example"))
    trouble = forged("trouble.eml", variant(b"service@bank.example", b"x@slow.example"))
    bad = forged()
    expected = {quiet: 0, trouble: 2, bad: 1, "/nonexistent/x": 3}
    for a, status in expected.items():
        assert check(a).status == status, a
    assert check(quiet, trouble).status == 2
    assert check(trouble, bad, quiet).status == 1
    assert check(bad, "/nonexistent/x", trouble).status == 3


def test_offline():
    run = Run("check", "--json", "--offline", "--now", "1780434800", forged())
    assert run.status == 2, run.out
    assert run.lines[0]["verdict"]["code"] == "TF13"
    assert run.lines[0]["evidence"]["reason"] == "offline"


def test_own():
    assert check("--json", forged()).lines[0]["verdict"]["code"] == "TF01"
    for own in (["--own", "bank.example"], ["--own=a@x.example", "--own", "bank.example"]):
        assert check("--json", *own, forged()).lines[0]["verdict"]["code"] == "TF02"


def test_displayed_from():
    run = check("--json", "--displayed-from", "J\u00f6rg <j@other.example>", forged())
    report = run.lines[0]
    assert report["verdict"]["code"] == "TF04"
    assert report["from"]["displayed"] == "J\u00f6rg <j@other.example>"
    assert report["evidence"]["reason"] == "displayed-differs"


def test_times():
    def now(text):
        return check("--json", "--now", text, forged()).lines[0]["time"]["now"]

    assert now("1780434800") == 1780434800
    assert now("2026-06-02T21:13:20Z") == 1780434800
    assert now("2026-06-02T21:13:20") == 1780434800
    assert now("2026-06-02T23:13:20+02:00") == 1780434800
    assert now("2026-06-03") == 1780444800
    report = check("--json", "--received-at", "1780000000", forged()).lines[0]
    assert report["time"] == {"now": 1780434800, "received_at": 1780000000, "source": "option"}
    assert check("--json", forged()).lines[0]["time"]["source"] == "topmost"


# ---- the way: SPF, the border, servers ------------------------------------------------------

def spf(*words, message=FORGED, more=None):
    answers = file("spf.json", dict(ZONE, **{
        "attack.example": {"TXT": ["v=spf1 ip4:203.0.113.66 -all"]},
        "bank.example": {"TXT": ["v=spf1 ip4:192.0.2.10 -all"]},
        "helo.bank.example": {"TXT": ["v=spf1 ip6:2001:db8::1 -all"]}}, **(more or {})))
    return Run("check", "--json", "--answers", answers, *words, forged(message=message)).lines[0]


def test_envelope_options():
    report = spf()
    assert report["spf"] == {"result": "none", "reason": "not-evaluated", "aligned": False,
                             "domain": "attack.example", "source": "none"}
    report = spf("--ip=192.0.2.10", "--mail-from=x@bank.example")
    assert report["spf"] == {"result": "pass", "reason": None, "domain": "bank.example",
                             "source": "envelope", "aligned": True}
    assert report["evidence"]["result"] == "pass" and report["evidence"]["source"] == "spf"
    assert report["verdict"]["code"] == "TF15"
    report = spf("--ip=192.0.2.11", "--mail-from=<x@bank.example>")
    assert report["spf"]["result"] == "fail" and report["spf"]["aligned"] is True
    assert report["verdict"]["code"] == "TF01"
    assert report["evidence"]["reason"] == "spf-not-passed"
    report = spf("--ip=203.0.113.66", "--mail-from=x@attack.example")
    assert report["spf"]["result"] == "pass" and report["spf"]["aligned"] is False
    assert report["verdict"]["code"] == "TF01"
    for null in ("--mail-from=<>", "--mail-from="):
        report = spf("--ip=2001:db8::1", "--helo=helo.bank.example", null)
        assert report["spf"]["domain"] == "helo.bank.example"
        assert report["spf"]["result"] == "pass", report["spf"]


def test_border():
    report = spf("--border", "MX.victim.example")
    assert report["spf"] == {"result": "pass", "reason": None, "domain": "attack.example",
                             "source": "received", "aligned": False}
    assert report["time"]["source"] == "border"
    other = spf("--border", "mx.other.example")
    assert other["spf"]["source"] == "none" and other["time"]["source"] == "topmost"


PASSED = b"Authentication-Results: mx.victim.example;\n" \
    b" dkim=pass header.d=bank.example header.d=x.example; spf=none;\n" \
    b" dmarc=pass (p=reject) header.from=bank.example\n"


def test_trusted_server():
    stamped = PASSED.replace(b"dkim=pass header.d=bank.example header.d=x.example; spf=none;\n",
                             b"\n") + FORGED
    report = spf(message=stamped)
    assert report["verdict"]["code"] == "TF01"
    assert [(f["authserv_id"], f["trusted"], f["used"], f["reason"])
            for f in report["authentication_results"]] == [
                ("mx.victim.example", False, False, "not-trusted")]
    for words in (["--trust-authserv", "mx.victim.example"],
                  ["--trust-authserv=mx.victim.example:below"],
                  ["--trust-authserv=mx.victim.example", "--border=mx.victim.example"]):
        report = spf(*words, message=stamped)
        assert report["evidence"]["source"] == "server", report["evidence"]
        assert report["authentication_results"][0]["used"] is True
        assert report["authentication_results"][0]["results"] == [
            {"method": "dmarc", "result": "pass", "properties": {"header.from": "bank.example"}}]
    below = FORGED.replace(b"From: ", stamped[:stamped.index(b"Return-Path")] + b"From: ", 1)
    assert spf("--trust-authserv=mx.victim.example", message=below)["verdict"]["code"] == "TF01"
    report = spf("--trust-authserv=mx.victim.example:below", message=below)
    assert report["evidence"]["source"] == "server"
    assert spf(message=PASSED + FORGED)["authentication_results"][0]["results"][0] == {
        "method": "dkim", "result": "pass", "properties": {"header.d": "bank.example"}}


def test_fields_that_are_not_evaluated_or_not_there():
    report = spf(message=b"DKIM2-Signature: i=1; x\nMessage-Instance: y\n" + FORGED)
    assert report["dkim2"] == {"fields": 2, "evaluated": False}
    report = spf()
    assert report["dkim2"]["fields"] == 0 and report["authentication_results"] == []
    assert report["arc"]["result"] == "none" and report["arc"]["sets"] == 0
    report = spf(message=b"ARC-Seal: i=2; a=rsa-sha256; d=\xff\nARC-Seal: i=x\n" + FORGED)
    assert report["arc"]["result"] == "fail" and report["arc"]["reason"], report["arc"]


def test_protected_domain():
    zone_of_none = {"_dmarc.bank.example": {"TXT": ["v=DMARC1; p=none"]}}
    codes = {}
    for words in ([], ["--protect=bank.example"], ["--protect", "x.example", "--protect=bank.example"]):
        verdict = spf(*words, more=zone_of_none)["verdict"]
        codes[len(words)] = (verdict["code"], verdict["level"])
    assert codes == {0: ("TF17", "note"), 1: ("TF17", "warning"), 3: ("TF17", "warning")}, codes


# ---- the two forms of output ----------------------------------------------------------------

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
    assert first[0].endswith("forged.eml: Alarm TF01"), first[0]
    assert first[1] == "  This message is probably not from bank.example"
    assert "    Code: TF01 (domain-forged)" in first
    quiet = check(forged("quiet.eml", variant(b"service@bank.example", b"x@plain.example")))
    assert b": Quiet TF12\n  Nothing to check\n" in quiet.out


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
    assert b"\033[1;31mAlarm TF01\033[0m" in terminal(*words)
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
    bytes(range(256)) * 40,
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


# ---- explain --------------------------------------------------------------------------------

RULES = ("domain-forged own-domain-forged domain-unproven sender-disguised name-shows-other-address"
         " lookalike-domain known-name-new-address self-forged different-from-usual"
         " list-author-unchecked provider-rewrote nothing-to-check check-incomplete"
         " too-old-to-check domain-confirmed partly-unsigned monitored-domain-failed"
         " reply-goes-elsewhere changed-on-the-way name-uses-brand name-decorated").split()


def test_explain_every_code():
    seen = set()
    for number, rule in enumerate(RULES, 1):
        code = "TF%02d" % number
        by_code = Run("explain", code)
        assert by_code.status == 0 and not by_code.err
        assert by_code.out.startswith(("%s (%s): " % (code, rule)).encode())
        assert b"What to tell a caller:" in by_code.out
        for same in (code.lower(), rule, rule.upper()):
            assert Run("explain", same).out == by_code.out, same
        seen.add(by_code.out.split(b": ", 1)[1])
    assert len(seen) == len(RULES) == 21


def test_explain_nothing_else():
    for word in ("TF00", "TF22", "TF1", "TF011", "", "forged", "TF01 ", "1", "\033"):
        Run("explain", word).says(64)
    Run("explain").says(64)
    Run("explain", "TF01", "TF02").says(64)


# ---- manual and completion ------------------------------------------------------------------

def options_of_help():
    text = Run("check", "--help").out.decode()
    return set(re.findall(r"^\s+(?:-\w, )?(--[a-z-]+)", text, re.M)) | {"--help"}


def test_manual_and_completions_know_the_options():
    options = options_of_help()
    assert len(options) == 19, options
    data = arguments.source / "data"
    manual = set(re.findall(r"^\.It Fl -([a-z-]+)", (data / "truefrom.1").read_text(), re.M))
    assert {"--" + o for o in manual} == options
    for name, pattern in (("truefrom.bash", r"--[a-z][a-z-]*"), ("_truefrom", r"--[a-z][a-z-]*"),
                          ("truefrom.fish", r"(?<!set) -l ([a-z-]+)")):
        text = (data / "completions" / name).read_text()
        found = {w if w.startswith("--") else "--" + w for w in re.findall(pattern, text)}
        assert found - {"--version"} == options, (name, found ^ options)


def complete(*words):
    script = ("source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _truefrom; printf '%%s\\n' "
              "\"${COMPREPLY[@]}\"" % (arguments.source / "data/completions/truefrom.bash",
                                       " ".join("'%s'" % w for w in words), len(words) - 1))
    done = subprocess.run(["bash", "-c", script], capture_output=True, cwd=WORK, env=ENVIRONMENT,
                          check=False)
    return set(done.stdout.decode().split())


def test_bash_completion():
    forged("zz-completed.eml")
    assert complete("truefrom", "ch") == {"check"}
    assert complete("truefrom", "explain", "tf2") == {"TF20", "TF21"}
    assert complete("truefrom", "check", "--re") == {"--record", "--resolver", "--received-at"}
    assert complete("truefrom", "check", "zz-") == {"zz-completed.eml"}
    assert complete("truefrom", "check", "--answers", "zz-") == {"zz-completed.eml"}
    assert complete("truefrom", "check", "--now", "") == set()
    assert complete("truefrom", "check", "--", "--js") == set()


tap.run(dict(globals()))
