#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom spoofs`: who pretends to be a domain, from scans and from the memory."""
import glob
import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess

from htmlpage import Page
from program import ENVIRONMENT, FORGED, Run, arguments, validator
from scanning import ANSWERS, MESSAGES, SAMPLES, WORK, folder, mbox, scan
import tap

SCHEMA = arguments.source / "data" / "truefrom.spoofs-1.schema.json"
PAGE = arguments.source / "data" / "docs" / "domains.md"
NOW = ["--now", "2026-11-27"]
OWNED = ["--own", "victim.example", "--own", "bank.example"]
EVIL = "=1+1 <script>alert(1)</script>\"'&<img src=//evil.example/x> http://evil.example/y \u202e\x1b[31m"
END = '{"schema":"truefrom.scan/1","sums":{"messages":1,"not_read":0,"failed":0},"complete":true}\n'


def spoofs(*words, **more):
    return Run("spoofs", *NOW, *words, **more)


def sums(*words, status=1, **more):
    run = spoofs("--json", *words, **more)
    assert run.status == status, (run.status, run.err)
    return run.lines[0]


def put(name, content):
    path = WORK / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def scanned(name, *messages, words=()):
    """The result of a scan of these messages, as a file."""
    mail = put("mail/" + name + ".mbox", mbox(messages))
    return put(name + ".jsonl", scan("--json", *words, mail).out)


def samples():
    return put("samples.jsonl", scan("--json", "--border", "mx.victim.example", *sorted(map(str, SAMPLES.glob("*.eml")))).out)


def line(number=1, domain="bank.example", code="TF01", level="alarm", detail=None, **more):
    """A result of a scan, as short as it may be."""
    found = {"schema": "truefrom.check/1", "file": "made.mbox",
             "message": {"identity": hashlib.sha256(b"%d" % number).hexdigest(), "reply_to": ["a@reply.example"]},
             "from": {"address": "service@" + domain, "domain": domain, "name": "Bank"},
             "time": {"received_at": 1780434741 + number},
             "verdict": {"level": level, "code": code, "detail": detail},
             "delivery": {"address": "203.0.113.66", "host": "box.attack.example", "border": True,
                          "return_path": "x@attack.example"},
             "dkim": [{"domain": "attack.example", "result": "pass"}], "scan": {"subject": "hello"}}
    found.update(more)
    return json.dumps(found) + "\n"


def message(sender, subject="hello"):
    return FORGED.replace(b'"Bank" <service@bank.example>', sender).replace(b"Subject: hello", b"Subject: " + subject.encode())


# ---- what counts -----------------------------------------------------------------------------

def test_samples():
    found = sums(*OWNED, samples())
    assert (found["messages"], found["forged"], found["alike"], found["scanned"]) == (4, 4, 0, 19), found
    assert found["sources"] == [{"key": "203.0.113.66", "host": "box.attack.example", "messages": 4, "forged": 4, "alike": 0}]
    assert [one["key"] for one in found["return_paths"]] == ["attack.example"] == [one["key"] for one in found["signers"]]
    assert {one["key"]: one["messages"] for one in found["codes"]} == {"TF01": 1, "TF02": 1, "TF04": 2}
    assert {one["key"]: one["messages"] for one in found["domains"]} == {"bank.example": 3, "victim.example": 1}
    assert found["months"][0]["key"] == "2026-06" and found["unproven_sources"] == 0
    first = found["samples"][0]
    assert first["subject"] == "Are you at your desk?" and first["source"].endswith("06-director-forged.eml"), first


def test_honest_mail():
    """The forgery, and our own mail beside it: as it was sent, and with a list's footer under it."""
    mine = ["--own", "club.example"]
    club = [m for m in MESSAGES if b"@club.example" in m]
    assert len(club) == 2
    found = sums(*mine, scanned("club", *club, words=("--own", "club.example")))
    assert found["messages"] == 1 and found["samples"][0]["code"] == "TF17", found
    honest = [MESSAGES[0], MESSAGES[14], next(m for m in club if b"List-Id" in m)]
    assert all(b"attack.example" not in m for m in honest)
    run = spoofs(*mine, *OWNED, scanned("honest", *honest, words=("--own", "club.example")))
    assert run.status == 0 and run.out.startswith(b"No message pretends to come from your domains.\n"), run.out
    changed = scanned("note", MESSAGES[4])  # policy none, and nobody's own: a note
    assert sums(*mine, changed, status=0)["messages"] == 0


def test_alike():
    """A domain that looks like ours, and a name that shows our address; beside them what only seems to."""
    path = scanned("alike", message(b'"Boss" <service@victlm.example>'), message(b'"boss@victim.example" <x@attack.example>'),
                   message(b'"Victor" <service@vectors.example>'), message(b'"x@attack.example" <x@attack.example>'))
    found = sums("--own", "victim.example", path)
    assert (found["forged"], found["alike"]) == (0, 2), found
    assert {one["key"] for one in found["lookalikes"]} == {"victlm.example", "attack.example"}
    assert found["domains"] == [{"key": "victim.example", "messages": 2, "forged": 0, "alike": 2}]
    assert sums("--own", "vectors.example", path, status=0)["messages"] == 0


def test_subdomains():
    path = put("below.jsonl", line(1, "mail.bank.example") + line(2, "notbank.example") + line(3, "bank.example.evil.example") + END)
    assert [one["key"] for one in sums("--own", "BANK.example", path)["domains"]] == ["mail.bank.example"]
    assert sums("--own", "b.mail.bank.example", path, status=0)["messages"] == 0


def test_sources():
    """Who signed is known only where the signature is valid; where a message came in, only where a border says so."""
    made_up = {"address": "198.51.100.9", "host": "mx.victim.example", "border": False, "return_path": None}
    path = put("sources.jsonl", line(1) + line(2, delivery=made_up, dkim=[{"domain": "victim.example", "result": "fail"}]) + END)
    found = sums(*OWNED, path)
    assert [one["key"] for one in found["signers"]] == ["attack.example"] and found["unproven_sources"] == 1, found
    assert {one["key"] for one in found["sources"]} == {"203.0.113.66", "198.51.100.9"}
    assert "Only their headers say where they came from, which can be made up: 1." in spoofs(*OWNED, path).out.decode()
    assert "Only their headers" not in spoofs(*OWNED, put("one-source.jsonl", line(1) + END)).out.decode()


# ---- once ------------------------------------------------------------------------------------

def test_once():
    """In several stores, in several scans, on standard input."""
    forged = MESSAGES[2]
    path = folder("once")
    (path / "crlf.eml").write_bytes(forged.replace(b"\n", b"\r\n"))
    one, other = scanned("one", forged, MESSAGES[3]), put("other.jsonl", scan("--json", str(path)).out)
    found = sums(*OWNED, one, other, one)
    assert (found["messages"], found["again"]) == (1, 2), found
    with open(other, "rb") as file:
        assert sums(*OWNED, one, "-", stdin=file.read())["messages"] == 1
    results = folder("results")
    for name in ("a.jsonl", "b.jsonl"):
        (results / name).write_bytes(open(one, "rb").read())
    assert sums(*OWNED, str(results))["again"] == 1


def remembered(name, *messages):
    """A memory that has seen these messages."""
    path = str(WORK / name)
    for number, content in enumerate(messages):
        Run("check", "--answers", ANSWERS, "--memory", path, "--own", "user@victim.example", put("%s.%d.eml" % (name, number), content))
    return path


def test_memory():
    memory = remembered("memory.db", *MESSAGES[:6])
    before = open(memory, "rb").read()
    alone = sums(*OWNED, "--memory", memory)
    assert (alone["messages"], alone["remembered"], alone["samples"], alone["sources"]) == (2, 2, [], []), alone
    mail = [put("memory.db.%d.eml" % number, content) for number, content in enumerate(MESSAGES[:6])]
    with_scan = sums(*OWNED, "--memory", memory, put("same.jsonl", scan("--json", *mail).out))
    assert (with_scan["messages"], with_scan["remembered"], with_scan["again"]) == (2, 0, 2), with_scan
    assert len(with_scan["samples"]) == 2
    text = spoofs(*OWNED, "--memory", memory).out.decode()
    assert "Known only from the memory: 2. It keeps neither" in text, text
    assert open(memory, "rb").read() == before
    assert "Known only" not in spoofs(*OWNED, samples()).out.decode()
    elsewhere = folder("data/truefrom")
    (elsewhere / "memory.db").write_bytes(before)
    assert sums(*OWNED, "--memory", "default", XDG_DATA_HOME=str(WORK / "data"))["messages"] == 2


def test_no_memory_yet():
    """Who names the one of the mail program, and has none, has seen nothing; as `truefrom memory` says."""
    nowhere = str(WORK / "nobody")
    run = spoofs(*OWNED, "--memory", "default", XDG_DATA_HOME=nowhere)
    assert run.status == 0 and not run.err, run.err
    path = put("with-default.jsonl", scan("--json", "--own", "user@victim.example", put("one.eml", MESSAGES[5])).out)
    assert sums(*OWNED, "--memory", "default", path, XDG_DATA_HOME=nowhere)["messages"] == sums(*OWNED, path)["messages"]


def test_no_memory():
    missing = str(WORK / "missing.db")
    spoofs(*OWNED, "--memory", missing).err.index(b"missing.db could not be read")
    assert spoofs(*OWNED, "--memory", missing).status == 3 and not os.path.exists(missing)
    with sqlite3.connect(put("foreign.db", b"")) as database:
        database.execute("CREATE TABLE x (y)")
    run = spoofs(*OWNED, "--memory", str(WORK / "foreign.db"))
    assert run.status == 3 and run.err.count(b"\n") == 1 and b"foreign.db" in run.err, run.err
    run = spoofs(*OWNED, "--memory", put("text.db", b"hello, this is a text\n" * 100))
    assert run.status == 3 and b"text.db" in run.err, run.err


# ---- files that are not what they should be --------------------------------------------------

def test_foreign_lines():
    for name, content in (("mail", MESSAGES[2]), ("zeros", b"\0" * 5000 + b"\n"), ("deep", b"[" * 100000), ("number", b"1\n"),
                          ("other", b'{"schema":"truefrom.domain/1"}\n'), ("empty", b'{"schema":"truefrom.check/1"}\n'),
                          ("half", line().encode()[:200])):
        run = spoofs(*OWNED, put("foreign/" + name, content))
        assert run.status == 3 and b'is no result of "truefrom scan --json"' in run.err and run.err.count(b"\n") == 1, (name, run.err)
    run = spoofs("--json", *OWNED, put("mixed", "x\n" + line() + "\n" + "y\n" + END))
    assert run.status == 3 and run.err.count(b"\n") == 1 and b"line 1 " in run.err, run.err
    assert (run.lines[0]["messages"], run.lines[0]["lines_not_used"]) == (1, 2)


def test_long_lines():
    """What is too long is left out, with a sentence; what follows it counts."""
    path = put("long", line(1) + line(2, scan={"subject": "x" * (600 << 10)}) + line(3) + END)
    run = spoofs("--json", *OWNED, path)
    assert run.status == 3 and run.err.count(b"\n") == 1 and b"long: line 2 is too long and was left out." in run.err, run.err
    assert (run.lines[0]["messages"], run.lines[0]["lines_not_used"]) == (2, 1)
    endless = spoofs("--json", *OWNED, put("endless", b"x" * (5 << 20)))
    assert endless.status == 3 and b"line 1 is too long" in endless.err and endless.err.count(b"\n") == 1, endless.err


def test_not_whole():
    spoofs("--exit-zero", "--csv", *OWNED, put("cut", line())).err.index(b"cut is not whole: it has no sums at its end.")
    run = spoofs(*OWNED, put("partial", line() + END.replace("e\":true", "e\":false")))
    assert run.status == 3 and b"a scan that was not finished" in run.err, run.err
    run = spoofs(*OWNED, str(WORK / "nowhere.jsonl"))
    assert run.status == 3 and b"nowhere.jsonl could not be read" in run.err, run.err
    unread = '{"schema":"truefrom.scan/1","not_read":{"source":"a.pdf"}}\n'
    assert sums(*OWNED, put("unread", line() + unread + END))["messages"] == 1
    twice = put("twice", (line(1) + END) + (line(2) + END))
    assert sums(*OWNED, twice)["messages"] == 2


def test_odd_values():
    """Members of other kinds than ours have are as good as absent."""
    odd = [1, None, [], {}, "x", True, 1e300, [None], [{}], {"domain": []}, "\ud83d\ude00" * 99]
    lines = []
    for value in odd:
        for name in ("from", "time", "delivery", "dkim", "scan", "findings", "source", "file"):
            lines.append(line(len(lines), **{name: value}))
        lines.append(line(len(lines), time={"received_at": value}, delivery={"address": value, "host": value, "return_path": value}))
    run = spoofs("--json", *OWNED, put("odd", "".join(lines) + END))
    assert run.status == 1 and run.lines[0]["scanned"] == len(lines), run.err
    assert spoofs("--html", "-", *OWNED, str(WORK / "odd")).status == 1


# ---- forms -----------------------------------------------------------------------------------

def test_usage():
    path = samples()
    spoofs(path).says(64, "--own")
    spoofs(*OWNED).says(64, "truefrom scan --json", "--memory")
    spoofs("--own", "not a domain", path).says(64, "--own")
    spoofs("--json", "--csv", *OWNED, path).says(64, "--json", "--csv")
    spoofs("--csv", "--html", "-", *OWNED, path).says(64, "--csv", "--html -")
    spoofs("--html", "/nonexistent/x.html", *OWNED, path).says(3, "/nonexistent/x.html")
    assert spoofs("--exit-zero", *OWNED, path).status == 0


def test_schema():
    check = validator(SCHEMA)
    check.validate(sums(*OWNED, samples()))
    check.validate(sums("--own", "nobody.example", samples(), status=0))
    check.validate(sums(*OWNED, hostile()))
    check.validate(sums(*OWNED, "--memory", remembered("schema.db", MESSAGES[2])))


def hostile():
    words = {"scan": {"subject": EVIL, "sender": EVIL}, "source": EVIL, "dkim": [{"domain": EVIL, "result": "pass"}],
             "delivery": {"address": EVIL, "host": EVIL, "return_path": EVIL},
             "from": {"address": EVIL, "domain": "bank.example", "name": EVIL}}
    return put("hostile.jsonl", line(1, message={"identity": "0" * 64, "reply_to": [EVIL], "date": EVIL}, **words) + END)


def test_csv():
    text = spoofs("--csv", *OWNED, samples(), hostile()).out.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert text.count("\r\n") == 6 and len(rows) == 5
    first = next(row for row in rows if row["code"] == "TF02")
    assert (first["kind"], first["domain"], first["address"]) == ("forged", "victim.example", "203.0.113.66"), first
    assert first["signed_by"] == "" and first["subject"] == "Are you at your desk?" and len(first["identity"]) == 64
    for cell in (cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row):
        assert not re.match(r"[=+@\t\r-]", cell) and "\x1b" not in cell, cell


def test_html():
    path = samples()
    text = spoofs("--html", "-", *OWNED, path).out.decode("utf-8")
    parsed = Page(text)
    assert "4 messages pretend to come from your domains." in text and "svg" in parsed.tags and "details" in parsed.tags
    file = WORK / "page.html"
    run = spoofs("--html", str(file), *OWNED, path)
    assert run.status == 1 and not run.out and not run.err and file.read_text("utf-8") == text


def test_hostile_words():
    path = hostile()
    text = spoofs("--html", "-", *OWNED, path).out.decode("utf-8")
    parsed = Page(text)
    assert "script" not in parsed.tags and "img" not in parsed.tags and "a" not in parsed.tags
    assert "http://" not in text and "hxxp://evil[.]example/y" in text
    for words in ([], ["--json"], ["--csv"], ["--html", "-"]):
        out = spoofs(*words, *OWNED, path).out.decode("utf-8")
        assert "\u202e" not in out and "\x1b" not in out, words


def test_time_zones():
    path = put("zones.jsonl", line(time={"received_at": 1780271999}) + line(2, time={"received_at": 1780272000}) + END)
    for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles"):
        assert [one["key"] for one in sums(*OWNED, path, TZ=zone)["months"]] == ["2026-05", "2026-06"], zone
    # what was reported counts when it arrived, where that is known
    path = put("reported.jsonl", line(scan={"own_arrival": 1780271999}, time={"received_at": 1780272000}) + END)
    assert [one["key"] for one in sums(*OWNED, path)["months"]] == ["2026-05"]


def test_example():
    """The example in the documents gives what it says there."""
    section = PAGE.read_text("utf-8").split("## Who pretends to be us\n", 1)[1].split("\n## ", 1)[0]
    commands = re.findall(r"^    build/ui/cli/truefrom (.*)$", section, re.M)
    expected = [shown[4:] for shown in section.splitlines() if shown.startswith("    ") and "build/ui/cli" not in shown]
    assert len(commands) == 2 and len(expected) > 5, section
    first, second = (command.replace("data/samples", str(SAMPLES)).split() for command in commands)
    assert first[-2] == ">" and second[-1] == first[-1]
    mail = sorted(glob.glob(first[-3]))
    assert len(mail) > 10, first
    done = Run(*first[:-3], *mail)
    assert done.status == 0, done.err
    results = put("readme.jsonl", done.out)
    out = Run(*second[:-1], results).out.decode().splitlines()
    shown = [there for there in expected if there.strip()]
    at = 0
    for there in shown:
        pattern = re.escape(there).replace("…", ".*")
        assert any(re.fullmatch(pattern, here) for here in out[at:]), (there, out)
        at = next(i for i in range(at, len(out)) if re.fullmatch(pattern, out[i])) + 1


# ---- very many -------------------------------------------------------------------------------

def peak(count):
    """The most memory for so many lines, in KB: each tenth is a forgery with sources of its own."""
    path = WORK / ("many-%d.jsonl" % count)
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            forged = number % 10 == 0
            way = {"address": "2001:db8::%x:%x" % (number >> 16, number & 0xffff), "host": "h%d.attack.example" % number,
                   "return_path": "x@r%d.example" % number}
            out.write(line(number, code="TF01" if forged else "TF15", level="alarm" if forged else "quiet", delivery=way))
        out.write(END)
    with subprocess.Popen([arguments.truefrom, "spoofs", "--json", *OWNED, str(path)], stdout=subprocess.DEVNULL,
                          env=ENVIRONMENT) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1
    path.unlink()
    return usage.ru_maxrss


def test_memory_use():
    few, many = peak(2000), peak(80000)
    assert few < 64 << 10 and many - few < 8 << 10, (few, many)


tap.run(globals())
