#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom scan`: what it reads, what counts as one message, and archives that are made to do harm."""
import gzip
import resource
import subprocess
import tarfile
import time
import zlib

from scanning import (ENVIRONMENT, KNOWN, MESSAGES, SAMPLES, SUMS, WORK, Scan, arguments, folder, json, mbox, os, scan, stores,
                      tarred, zipped)
import tap


def test_every_store():
    path = stores("stores")
    found = scan("--json", str(path))
    assert {name: found.sums[name] for name in SUMS} == SUMS, found.sums
    assert found.sums["copies"] == 5 * 19 and found.status == 3
    assert [line["reason"] for line in found.unread] == ["no-file"], found.unread
    first = found.messages[0]
    assert first["copies"] == 6 and len(first["places"]) == 5, first
    assert any("[3]*?.txt" in place for place in first["places"])


def test_identity_is_that_of_check():
    path = stores("identities")
    identities = {line["message"]["identity"] for line in scan("--json", str(path)).messages}
    for part in ("a.mbox", "maildir", "mh"):
        done = subprocess.run([arguments.truefrom, "check", "--json", *KNOWN, str(path / part)], capture_output=True,
                              env=ENVIRONMENT, check=False)
        lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
        assert {line["message"]["identity"] for line in lines} == identities, part


def test_verdicts_are_those_of_check():
    path = stores("verdicts")
    ours = {(line["message"]["identity"], line["verdict"]["code"]) for line in scan("--json", str(path)).messages}
    done = subprocess.run([arguments.truefrom, "check", "--json", *KNOWN, str(path / "mh")], capture_output=True,
                          env=ENVIRONMENT, check=False)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert {(line["message"]["identity"], line["verdict"]["code"]) for line in lines} == ours


def test_standard_input():
    for content in (mbox(MESSAGES), tarred(("a", MESSAGES[2])), MESSAGES[2], gzip.compress(mbox(MESSAGES)),
                    b"\xff\xfe" + mbox(MESSAGES[2:3]).decode().encode("utf-16-le")):
        assert scan("--json", "-", stdin=content).sums["alarm"] >= 1


def test_same_message_id():
    path = folder("ids")
    (path / "1").write_bytes(MESSAGES[2])
    (path / "2").write_bytes(MESSAGES[2] + b"more\n")
    (path / "3").write_bytes(MESSAGES[0])
    found = scan("--json", str(path))
    assert found.sums["messages"] == 3 and found.sums["copies"] == 0
    assert sorted(line["scan"]["same_message_id"] for line in found.messages) == [False, True, True]


def test_no_messages():
    path = folder("others")
    contents = {"a.pdf": b"%PDF-1.4\n" + b"x" * 100, "b.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
                "c": b"", "d.zip": b"PK\3\4 broken", "e.docx": zipped(("[Content_Types].xml", "x"), ("word/a", "y"))}
    for name, content in contents.items():
        (path / name).write_bytes(content)
    (path / "ok.eml").write_bytes(MESSAGES[0])
    found = scan("--json", str(path))
    assert found.status == 3 and found.sums["messages"] == 1 and found.sums["not_read"] == 5, found.out
    texts = {line["source"].rsplit("/", 1)[1]: line["text"] for line in found.unread}
    assert "PDF" in texts["a.pdf"] and ".msg" in texts["b.msg"] and "empty" in texts["c"]
    assert "damaged" in texts["d.zip"] and "Office" in texts["e.docx"], texts
    text = scan(str(path)).out.decode()
    assert "could not be checked: 5" in text and "PDF" in text


def test_missing_file():
    found = scan("--json", str(WORK / "nowhere"))
    assert found.status == 3 and found.unread[0]["reason"] == "unreadable"


def test_tricks_in_archives():
    path = folder("tricks")
    before = set(os.listdir(WORK))
    links = [("l", tarfile.SYMTYPE, "../../etc/passwd"), ("h", tarfile.LNKTYPE, "/etc/passwd"), ("d", tarfile.CHRTYPE, ""),
             ("f", tarfile.FIFOTYPE, "")]
    (path / "a.tar").write_bytes(tarred(("/abs/x", MESSAGES[0]), ("../../up", MESSAGES[2]), ("a\n\x1b[2J", MESSAGES[3]),
                                        links=links, mode=""))
    nested = mbox(MESSAGES)
    for _ in range(5):
        nested = zipped(("x", nested))
    (path / "deep.zip").write_bytes(nested)
    found = scan("--json", str(path))
    assert found.sums["messages"] == 3
    assert sorted(line["reason"] for line in found.unread) == ["nested"] + ["no-file"] * 4, found.unread
    assert set(os.listdir(WORK)) == before and not os.path.exists("/abs/x")
    assert b"\x1b[2J" not in scan(str(path)).out


def bomb_of_zeros(size):
    """A zip with one entry of so many zeros after the start of a message, packed without making them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    out = [packer.compress(b"From: a@b.example\n\n")]
    block = bytes(1 << 20)
    for _ in range(size >> 20):
        out.append(packer.compress(block))
    return b"".join(out) + packer.flush()


def test_bombs():
    """A bomb of 10 GB, and what follows it, in bounded memory and time."""
    one = bomb_of_zeros(1 << 30)
    path = folder("bombs")
    (path / "a.gz").write_bytes(one * 10)  # RFC 1952 §2.2: members one after another
    (path / "b.eml").write_bytes(MESSAGES[2])
    script = ("import resource,subprocess,sys;done=subprocess.run(sys.argv[1:]);"
              "u=resource.getrusage(resource.RUSAGE_CHILDREN);"
              "print(u.ru_maxrss,u.ru_utime+u.ru_stime,file=sys.stderr)")
    done = subprocess.run(["/usr/bin/python3", "-c", script, arguments.truefrom, "scan", "--json", *KNOWN, str(path)],
                          capture_output=True, env=ENVIRONMENT, check=False, timeout=60)
    kilobytes, seconds = done.stderr.decode().split()[-2:]
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert lines[-1]["sums"]["alarm"] == 1, lines[-1]
    assert [line["not_read"]["reason"] for line in lines[1:-1]] == ["too-large", "bomb"], lines
    assert int(kilobytes) < 128 << 10, kilobytes
    assert float(seconds) < 4, seconds


def test_reported():
    """A message that forty people have sent on is one row, and those who sent it stand under it."""
    path = folder("reported")
    for number in range(40):
        carrier = (b"Received: from a.example (a.example [192.0.2.7]) by mx.victim.example; "
                   b"Wed, 03 Jun 2026 07:00:00 +0000\nFrom: u%d@plumber.example\nSubject: is this real?\n"
                   b"Message-ID: <%d@plumber.example>\nContent-Type: message/rfc822\n\n" % (number, number))
        (path / str(number)).write_bytes(carrier + MESSAGES[2])
    found = scan("--json", str(path))
    inner = [line for line in found.messages if line["attached"]]
    assert len(inner) == 1 and inner[0]["reported"] == 40 and inner[0]["copies"] == 0
    assert found.messages[0] == inner[0] and len(inner[0]["places"]) == 39
    assert found.sums["messages"] == 41 and found.sums["reported"] == 40
    assert "reported 40 times" in scan(str(path)).out.decode()
    assert scan("--json", "--no-attached", str(path)).sums["messages"] == 40


def test_wrong_usage():
    for words in (["--shard", "0/3"], ["--shard", "4/3"], ["--shard", "x"], ["--jobs", "0"], ["--dns-rate", "x"],
                  ["--json", "--csv"], ["--merge", "--state", "x"], ["--json", "--html", "-"]):
        found = Scan(*words, "x")
        assert found.status == 64 and found.err.count(b"\n") == 1, (words, found.err)
    assert Scan("--html", "/nowhere/x", "x").status == 3


def evidence(name, *more, readme=b"This file was made by truefrom.\n"):
    """As it is saved, with MORE files beside."""
    path = folder(name) / "evidence.zip"
    path.write_bytes(zipped(("README.txt", readme), ("message.eml", MESSAGES[2]), ("answers.json", b"{}"),
                            ("report.txt", b"Result: Alarm\nSubject: x\nTo: y\n"), *more))
    return str(path)


def test_evidence():
    """What is saved with a message is no message, and no news."""
    path = str(folder("evidence") / "saved.zip")
    subprocess.run([arguments.truefrom, "evidence", "create", *KNOWN, "--now", "2026-06-03T07:30:00Z", "--output", path,
                    str(SAMPLES / "03-bank-forged.eml")], check=True, capture_output=True, env=ENVIRONMENT, timeout=30)
    for zip_file in (path, evidence("evidence-made")):
        found = scan("--json", zip_file)
        assert found.status == 1 and found.sums["messages"] == found.sums["alarm"] == 1, found.sums
        assert not found.unread, found.unread


def test_evidence_that_is_none():
    """Nobody hides a message, or a file, by the names of such files."""
    forged = evidence("evidence-forged", ("report.json", MESSAGES[3]), ("about.json", mbox([MESSAGES[4]])),
                      ("settings.json", zipped(("a.eml", MESSAGES[5]))), ("more.txt", b"Some text.\n"))
    found = scan("--json", forged)
    assert found.sums["messages"] == 4, found.sums
    assert [line["source"].split(": ")[-1] for line in found.unread] == ["more.txt"], found.unread
    found = scan("--json", evidence("evidence-readme", readme=MESSAGES[3]))  # then report.txt is what it looks like
    assert found.sums["messages"] == 3 and found.sums["alarm"] >= 1 and len(found.unread) == 1, found.sums
    padded = b"".join(b"X-Pad-%d: %s\n" % (number, b"x" * 900) for number in range(80)) + MESSAGES[3]
    for name in ("report.json", "about.json", "settings.json"):
        found = scan("--json", evidence("evidence-padded", (name, padded)))
        assert found.sums["messages"] == 2, (name, found.sums)
    for name, content in (("alone", [("README.txt", b"Some text.\n")]),
                          ("other", [("README.txt", b"Some text.\n"), ("a.eml", MESSAGES[2])])):
        path = folder("evidence-" + name) / "a.zip"
        path.write_bytes(zipped(*content))
        found = scan("--json", str(path))
        assert [line["source"].split(": ")[-1] for line in found.unread] == ["README.txt"], (name, found.unread)
        assert found.sums["messages"] == len(content) - 1

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    assert time
    tap.run(globals())
