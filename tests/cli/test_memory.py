#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`--memory` and `truefrom memory`: what is learned, that returning to a message asks nobody, what is
shown and forgotten, and that trouble with the file never stops a check."""
import json
import os
import sqlite3

from program import WORK, Run, arguments, file
import tap

CASES = arguments.source / "tests/cases"
KEY = "s1._domainkey.legit.example"


def case(name, **more):
    """A message of the cases, and its DNS answers."""
    path = CASES / "generated" / (name + ".json")
    data = json.loads(path.read_text())
    zone = json.loads((CASES / "zones" / (data["zone"] + ".json")).read_text())
    zone.update(data.get("answers", {}))
    zone.update(more)
    zone["@"].pop("knowledge", None)
    answers = file("answers-%s.json" % name.replace("/", "-"), json.dumps(zone).encode())
    return str(path.with_name(data.get("message", path.stem + ".eml"))), answers


def memory(name):
    path = WORK / ("%s.db" % name)
    for part in ("", "-wal", "-shm", ".damaged"):
        if os.path.exists(str(path) + part):
            os.unlink(str(path) + part)
    return str(path)


def check(message, *words):
    run = Run("check", "--json", *words, message)
    return run.lines[0]


def test_nothing_is_asked_again():
    message, answers = case("late/key-there-p0")
    kept = memory("again")
    first = check(message, "--answers", answers, "--memory", kept)
    assert first["verdict"]["code"] == "TF15" and first["dns"]["questions"] > 0
    nothing = file("nothing.json", b'{"@": {"now": 1799000000}}')
    again = check(message, "--answers", nothing, "--memory", kept)
    assert again["dns"]["questions"] == 0, again["dns"]
    moved = file("moved.eml", open(message, "rb").read())  # ST-10: known by its bytes, wherever it lies
    assert check(moved, "--answers", nothing, "--memory", kept)["verdict"] == first["verdict"]
    again["dns"] = first["dns"]
    again["time"]["now"] = first["time"]["now"]
    assert again == first
    offline = check(message, "--offline", "--memory", kept)
    assert offline["verdict"] == first["verdict"]
    without = check(message, "--answers", nothing)
    assert without["verdict"]["code"] == "TF12", without["verdict"]


def test_key_that_is_gone():
    """A message that was checked leaves the key for another one of the same selector."""
    kept = memory("key")
    message, answers = case("late/key-there-p0")
    check(message, "--answers", answers, "--memory", kept)
    message, answers = case("lists/forward-srs-p0", **{KEY: {"TXT": "NXDOMAIN"}})
    found = check(message, "--answers", answers, "--memory", kept)
    assert found["dkim"][0]["reason"] == "stored-key", found["dkim"]
    record = str(WORK / "record.json")
    check(message, "--answers", answers, "--memory", kept, "--record", record)
    replayed = check(message, "--answers", record)
    assert replayed["verdict"] == found["verdict"] and replayed["dkim"] == found["dkim"]
    assert check(message, "--answers", answers, "--memory", kept, "--no-memory")["verdict"]["code"] != "TF15"


def test_plain_check_keeps_nothing():
    message, answers = case("late/key-there-p0")
    home = WORK / "home"
    Run("check", "--answers", answers, message, HOME=str(home), XDG_DATA_HOME=str(home))
    assert not (home / "truefrom").exists()
    out = Run("memory", HOME=str(home), XDG_DATA_HOME=str(home)).out.decode()
    assert str(home / "truefrom/memory.db") in out, out
    for words in (["stats"], ["show"], ["export"], ["forget", "--all"], ["forget", "a.example"]):
        run = Run("memory", *words, HOME=str(home), XDG_DATA_HOME=str(home))
        assert run.status == 0 and not run.err, (words, run.status, run.err)
    assert not (home / "truefrom").exists(), "looking at nothing made a file"


def test_show_and_forget():
    kept = memory("show")
    message, answers = case("late/key-there-p0")
    check(message, "--answers", answers, "--memory", kept)
    stats = Run("memory", "--memory", kept).out.decode().splitlines()
    assert [line.split()[0] for line in stats[1:5]] == ["1", "1", "1", "0"], stats
    shown = Run("memory", "show", "legit.example", "--memory", kept).out.decode()
    assert "legit.example: mail from this domain was confirmed between 2026-10-06" in shown, shown
    assert KEY in shown
    exported = Run("memory", "export", "--memory", kept).out.decode()
    assert "\nusual legit.example 1000 1000 " in exported and "\nkey %s " % KEY in exported, exported
    named = {line.split()[1]: line for line in exported.splitlines() if line.startswith("# ")}
    assert set(named) == {"key", "usual", "server"}, exported
    for line in exported.splitlines()[len(named):]:
        columns = len(named[line.split()[0]].split()) - 1
        assert len(line.split(" ", 5 if line.startswith("key ") else -1)) == columns, line
    assert Run("memory", "show", "other.example", "--memory", kept).out == b"Nothing is known.\n"
    forgotten = Run("memory", "forget", "legit.example", "--memory", kept)
    assert forgotten.out == b"What was learned from mail of legit.example is forgotten.\n", forgotten.out
    assert Run("memory", "show", "--memory", kept).out == b"Nothing is known.\n"
    again = Run("memory", "forget", "legit.example", "--memory", kept)
    assert again.status == 0 and again.out == b"Nothing was known of legit.example.\n", again.out
    check(message, "--answers", answers, "--memory", kept)
    forgotten = Run("memory", "forget", "--all", "--memory", kept)
    assert forgotten.out == b"Everything that was learned from mail is forgotten.\n", forgotten.out
    assert b"legit.example" not in open(kept, "rb").read()


def test_recipients():
    """Whom the reader has written to are known; those who took part are recorded, and no others."""
    kept, record = memory("recipients"), str(WORK / "recipients.json")
    message, answers = case("cousins/contact-edit")
    assert check(message, "--answers", answers, "--memory", kept)["verdict"]["level"] == "quiet"
    kept = memory("recipients")
    check(case("late/key-there-p0")[0], "--answers", answers, "--memory", kept)
    with sqlite3.connect(kept) as database:
        database.executemany("INSERT INTO recipient VALUES (?, 2, 1790000000, 1790086400)",
                             [("jane@goodfellow.com",), ("kim@elsewhere.example",)])
    found = check(message, "--answers", answers, "--memory", kept, "--record", record)
    assert found["verdict"]["code"] == "TF06" and found["verdict"]["detail"]["known"] == "goodfellow.com", found["verdict"]
    text = open(record, encoding="utf-8").read()
    assert "written jane@goodfellow.com 2 1790000000 1790086400" in text and "elsewhere" not in text, text
    assert check(message, "--answers", record)["verdict"] == found["verdict"]
    shown = Run("memory", "show", "goodfellow.com", "--memory", kept).out.decode()
    assert "jane@goodfellow.com: mail was written to this address" in shown and "elsewhere" not in shown, shown
    assert b"written kim@elsewhere.example 2 " in Run("memory", "export", "--memory", kept).out
    Run("memory", "forget", "goodfellow.com", "--memory", kept)
    assert check(message, "--answers", answers, "--memory", kept, "--no-memory")["verdict"]["level"] == "quiet"
    assert Run("memory", "show", "goodfellow.com", "--memory", kept).out == b"Nothing is known.\n"


def test_usage():
    for words in (["nonsense"], ["forget"], ["stats", "x"], ["show", "a", "b"], ["export", "--all"],
                  ["forget", "a.example", "--all"], ["show", "not a domain"]):
        run = Run("memory", *words, "--memory", memory("usage"))
        assert run.status == 64 and run.err, (words, run.status)
    Run("memory", "forget").says(64, "Name the domain", "--all")


def test_trouble_is_said():
    message, answers = case("late/key-there-p0")
    newer = memory("newer")
    check(message, "--answers", answers, "--memory", newer)
    with sqlite3.connect(newer) as database:
        database.execute("PRAGMA user_version = 99")
    foreign = file("foreign.txt", b"This is a text, and no memory.\n")
    for name, words in ((newer, b"newer version"), (foreign, b"something else"),
                        ("/dev/null/x/memory.db", b"cannot be used")):
        run = Run("check", "--answers", answers, "--memory", name, message)
        assert run.status == 0 and words in run.err, (name, run.status, run.err)
    assert open(foreign, "rb").read() == b"This is a text, and no memory.\n"


tap.run(dict(globals()))
