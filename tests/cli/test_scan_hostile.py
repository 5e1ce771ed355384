#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom scan`: what somebody did to make it lose a message, say too much of one, or come to no end; and beside it
what honest people have that looks like it."""
import gzip
import re
import resource
import signal
import socket
import subprocess
import time

import loopback
from scanning import (ENVIRONMENT, KNOWN, MESSAGES, WORK, arguments, folder, json, mbox, os, scan, tarred, zipped)
import tap

FORGED = MESSAGES[2]
HONEST = MESSAGES[0]


def with_field(message, field):
    return field + message


def many_addresses(count):
    return b"Reply-To: " + b",\n ".join(b"a%06d%s@attack.example" % (n, b"x" * 50) for n in range(count)) + b"\n"


def without_reply_to(message):
    return b"\n".join(line for line in message.split(b"\n") if not line.startswith(b"Reply-To:"))


# ---- nothing is lost -------------------------------------------------------------------------

def test_long_report():
    path = folder("long")
    state = str(WORK / "long.state")
    (path / "1").write_bytes(HONEST)
    (path / "2").write_bytes(with_field(without_reply_to(FORGED), many_addresses(1000)))
    (path / "3").write_bytes(MESSAGES[1])
    found = scan("--json", "--state", state, str(path))
    assert found.sums["messages"] == 3 and found.sums["alarm"] == 1 and found.status == 1, (found.sums, found.err)
    levels = [(line["verdict"]["level"], line.get("shortened", False)) for line in found.messages]
    assert levels[0] == ("alarm", True) and not any(short for _, short in levels[1:]), levels
    assert max(map(len, found.out.splitlines())) < 512 * 1024
    again = scan("--json", "--state", state, str(path))
    assert again.out == found.out, "it goes on from all three"
    (WORK / "long.jsonl").write_bytes(found.out)
    assert scan("--merge", "--json", str(WORK / "long.jsonl")).sums == found.sums


def test_long_return_path():
    """It is no part of the report, and was added to what is kept of it after that was cut."""
    path = folder("long-path")
    forged = re.sub(rb"(?m)^Return-Path:.*\n", b"", FORGED)
    for number, length in enumerate((30, 900000)):
        (path / ("%d.1" % number)).write_bytes(b"Return-Path: <" + b"a" * length + b"@attack.example>\nX-Number: %d\n" % number
                                               + forged)
    (path / "2").write_bytes(HONEST)
    found = scan("--json", str(path))
    assert found.status == 1 and not found.err and found.sums["messages"] == 3 and found.sums["alarm"] == 2, (found.sums, found.err)
    paths = [len(line["delivery"]["return_path"]) for line in found.messages if line["verdict"]["level"] == "alarm"]
    assert sorted(paths) == [30 + len("@attack.example"), 1000], paths


def test_line_too_long_in_a_state():
    path = folder("too-long")
    state = WORK / "too-long.state"
    (path / "1").write_bytes(HONEST)
    (path / "2").write_bytes(FORGED)
    first = scan("--json", "--state", str(state), str(path))
    lines = state.read_bytes().splitlines(keepends=True)
    state.write_bytes(b"".join(lines[:2]) + b"x" * 2000000 + b"\n" + b"".join(lines[2:]))
    size = state.stat().st_size
    assert scan("--json", "--state", str(state), str(path)).out == first.out
    assert state.stat().st_size == size, "what follows it is still there, and nothing was done again"


def test_line_too_long_in_results():
    """It is named, and what follows it still counts."""
    path = folder("too-long-results")
    for number, message in enumerate((HONEST, FORGED, MESSAGES[1])):
        (path / str(number)).write_bytes(message)
    whole = scan("--json", str(path))
    lines = whole.out.splitlines(keepends=True)
    for long in (b"x" * 2000000 + b"\n", b"x" * 600000 + b"\n", b"x" * (512 * 1024 + 1) + b"\n"):
        (WORK / "too-long.jsonl").write_bytes(b"".join(lines[:1]) + long + b"".join(lines[1:]))
        merged = scan("--merge", "--json", str(WORK / "too-long.jsonl"))
        assert merged.sums == whole.sums and merged.sums["alarm"] == 1, merged.sums
        assert merged.status == 3 and b"line 2 is no result" in merged.err and b"no sums" not in merged.err, merged.err
        assert merged.lines[-1]["complete"] is False
    (WORK / "too-long.jsonl").write_bytes(whole.out)
    assert scan("--merge", "--json", str(WORK / "too-long.jsonl")).out == whole.out


def test_results_after_each_other():
    """As `cat` and GNU parallel write them; the end of one is no end of the next."""
    path = folder("after-each-other")
    (path / "notes.txt").write_bytes(b"buy milk\n")
    for number, message in enumerate((HONEST, FORGED, MESSAGES[1])):
        (path / str(number)).write_bytes(message)
    whole = scan("--json", str(path))
    shards = [scan("--json", "--shard", "%d/2" % number, str(path)).out for number in (1, 2)]
    both = WORK / "both.jsonl"
    both.write_bytes(b"".join(shards))
    merged = scan("--merge", "--json", str(both))
    assert merged.sums == whole.sums and merged.lines[-1]["complete"] is True and merged.err == b""
    for first, second in (shards, shards[::-1]):
        both.write_bytes(first + second[:second[:-1].rindex(b"\n") + 1])
        assert scan("--merge", "--json", str(both)).status == 3 or second.count(b"\n") == 1, "the second has no sums"
        both.write_bytes(first.replace(b'"complete":true', b'"complete":false') + second)
        merged = scan("--merge", "--json", str(both))
        assert merged.status == 3 and b"not finished" in merged.err, merged.err


def test_half_a_message():
    whole = gzip.compress(mbox([HONEST, FORGED]))
    path = folder("half")
    (path / "whole.gz").write_bytes(whole)
    found = scan("--json", str(path))
    assert found.sums["messages"] == 2 and found.sums["alarm"] == 1 and not found.unread
    (path / "whole.gz").unlink()
    for cut in (len(whole) - 20, len(whole) - 200, len(whole) // 2):
        (path / "cut.gz").write_bytes(whole[:cut])
        found = scan("--json", str(path))
        assert [line["verdict"]["code"] for line in found.messages] in ([], ["TF15"]), found.out
        assert [line["reason"] for line in found.unread] == ["broken-archive"] and found.status == 3, found.unread


def test_archive_like_a_message_of_an_old_mac():
    """A CR and no LF."""
    path = folder("old-mac")
    packed = []
    for number in range(5000):
        for make in (lambda m: gzip.compress(m, mtime=0), lambda m: zipped(("a", m))):
            one = make(b"From: a@b.example\nX-Number: %d\n\nhi\n" % number)
            if b"\r" in one and b"\n" not in one:
                packed.append(one)
    assert len(packed) > 10 and any(one.startswith(b"PK") for one in packed), len(packed)
    for number, one in enumerate(packed[:40]):
        (path / str(number)).write_bytes(one)
    found = scan("--json", str(path))
    assert found.sums["messages"] + found.sums["copies"] == min(40, len(packed)) and not found.unread, found.sums
    (path / "mac").write_bytes(FORGED.replace(b"\n", b"\r"))
    assert scan("--json", str(path)).sums["alarm"] == 1


def test_archive_without_entries():
    """A zip whose list of entries is empty, though an entry stands before it; and an honest one that has nothing but a
    folder."""
    path = folder("no-entries")
    whole = zipped(("a", FORGED))
    (path / "hidden.zip").write_bytes(whole[:whole.rindex(b"PK\1\2")] + b"PK\5\6" + bytes(18))
    found = scan("--json", str(path))
    assert found.sums["messages"] == 1 or [line["reason"] for line in found.unread] == ["broken-archive"], found.sums
    (path / "hidden.zip").unlink()
    (path / "folder.zip").write_bytes(zipped(("mail/", b"")))
    found = scan("--json", str(path))
    assert found.status == 0 and not found.unread, found.unread


def test_no_descriptors():
    """Large messages stay in their files, each with a descriptor. Without one, there is no verdict about nothing."""
    path = WORK / "large.mbox"
    large = [with_field(FORGED, b"X-Number: %d\n" % n) + b"\n" + b"x" * 70 * 1024 * 16 + b"\n" for n in range(30)]
    path.write_bytes(mbox(large))
    whole = scan("--json", str(path))
    codes = {line["verdict"]["code"] for line in whole.messages}
    assert whole.sums["messages"] == 30 and not whole.unread and len(codes) == 1
    done = subprocess.run([arguments.truefrom, "scan", *KNOWN, "--json", str(path)], capture_output=True, env=ENVIRONMENT,
                          check=False, timeout=100, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24)))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    found = [line["verdict"]["code"] for line in lines if "verdict" in line]
    unread = [line["not_read"] for line in lines if "not_read" in line]
    assert set(found) <= codes and unread and len(found) + len(unread) == 30, (found, len(unread))
    assert done.returncode == 3 and all(line["error"] and "?" not in line["text"] for line in unread), unread[:2]


def carrier(number):
    inner = with_field(FORGED, b"X-Number: %d\n" % number)
    return (b"From: a@caller.example\nSubject: is this real?\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            b"--b\nContent-Type: message/rfc822\n\n" + inner + b"\n--b\nContent-Type: text/plain\n\n"
            + b"x" * 70 * 1024 * 16 + b"\n--b--\n")


def scan_with_descriptors(path, limit):
    done = subprocess.run([arguments.truefrom, "scan", *KNOWN, "--json", str(path)], capture_output=True, env=ENVIRONMENT,
                          check=False, timeout=100, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit)))
    return json.loads(done.stdout.splitlines()[-1])["sums"] if done.stdout else {"failed": 0}


def test_carrier_without_a_descriptor():
    """A carrier whose check fails ("failed") has been read: what it brings is in memory, and checked all the same."""
    path = WORK / "carrier.mbox"
    path.write_bytes(mbox([carrier(number) for number in range(30)]))
    whole = scan("--json", str(path)).sums
    assert whole["alarm"] == 30 and whole["not_read"] == 0, whole
    n_failed = 0
    for limit in range(24, 8, -1):  # which one is too low for the carriers depends on the machine
        sums = scan_with_descriptors(path, limit)
        if sums["failed"] > 0:
            n_failed += sums["failed"]
            assert sums["alarm"] == 30 - (sums["not_read"] - sums["failed"]), (limit, sums)
    assert n_failed > 0, "no check has failed"


def test_parts_of_large_carriers():
    """What is attached to a message that stays in its file does not keep that in memory, while nobody answers."""
    loopback.need()
    path = WORK / "carriers.mbox"
    head = (b"From: a@caller.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            b"--b\nContent-Type: message/rfc822\n\n" + FORGED + b"\n--b\nContent-Type: text/plain\n\n")
    with open(path, "wb") as out:
        for number in range(40):
            out.write(mbox([b"X-Number: %d\n" % number + head + b"x" * (8 << 20) + b"\n--b--\n"]))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        run = subprocess.Popen([arguments.truefrom, "scan", "--resolver", "127.0.0.1:%d" % silent.getsockname()[1], str(path)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        time.sleep(5)
        with open("/proc/%d/status" % run.pid) as status:
            peak = int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1])
        run.kill()
        run.wait()
    path.unlink()
    assert peak < 128 * 1024, peak


def test_word_of_a_tar():
    """At its place, in a message and in an mbox; the tar of the other tests is one."""
    path = folder("ustar")
    (path / "1").write_bytes(b"X-A: " + b"a" * (257 - 5) + b"ustar\n" + FORGED)
    separator = b"From x@y.example Thu Nov 27 00:00:00 2025\n"
    (path / "2").write_bytes(separator + b"X-A: " + b"a" * (257 - 5 - len(separator)) + b"ustar\n" + FORGED)
    found = scan("--json", str(path))
    assert found.sums["alarm"] == 2 and not found.unread, found.sums


def test_deep_folders():
    path = folder("deep")
    inner = path
    for number in range(40):
        inner = inner / ("f%d" % number)
        inner.mkdir()
        (inner / "1").write_bytes(with_field(HONEST, b"X-Number: %d\n" % number))
    found = scan("--json", str(path))
    assert found.sums["messages"] == 32 and [line["reason"] for line in found.unread] == ["too-deep"], found.sums
    assert found.status == 3 and "f32" in found.unread[0]["text"], found.unread


def test_interrupted_is_not_whole():
    path = WORK / "interrupted.mbox"
    path.write_bytes(b"".join(mbox([with_field(HONEST, b"X-Number: %d\n" % n)]) for n in range(8000)))
    run = subprocess.Popen([arguments.truefrom, "scan", *KNOWN, "--json", str(path)], stdout=subprocess.PIPE, env=ENVIRONMENT)
    time.sleep(0.5)
    run.send_signal(signal.SIGINT)
    out = run.communicate(timeout=60)[0]
    last = json.loads(out.splitlines()[-1])
    assert run.returncode == 130 and last["complete"] is False and last["sums"]["messages"] < 8000, last
    part = WORK / "part.jsonl"
    part.write_bytes(out)
    merged = scan("--merge", "--json", str(part))
    assert merged.status == 3 and b"not finished" in merged.err and merged.lines[-1]["complete"] is False
    assert "not finished" in scan("--merge", "--html", "-", str(part)).out.decode()
    whole = scan("--json", str(folder("whole-run")))
    assert whole.lines[-1]["complete"] is True


def test_what_it_writes_itself():
    path = folder("own-files")
    (path / "1").write_bytes(HONEST)
    (path / "notes.txt").write_bytes(b"buy milk\n")
    for _ in range(2):
        found = scan("--json", "--state", str(path / "scan.state"), "--html", str(path / "page.html"), str(path))
        assert [os.path.basename(line["source"]) for line in found.unread] == ["notes.txt"], found.unread


def test_state_in_use():
    path = folder("in-use")
    state = path / "scan.state"
    (path / "1").write_bytes(HONEST)
    reader, writer = os.pipe()
    run = subprocess.Popen([arguments.truefrom, "scan", *KNOWN, "--state", str(state), str(path), "-"], stdin=reader,
                           stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    os.close(reader)
    until = time.monotonic() + 20
    while not state.exists() and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(1)  # the folder was read
    second = scan("--state", str(state), str(path))
    os.close(writer)
    assert run.wait(30) in (0, 3)
    assert second.status == 3 and b"in use" in second.err, second.err
    assert scan("--state", str(state), str(path)).status == 0


def test_results_that_are_gone():
    """Somebody writes over the file in which they are. What is missing is not left out in silence."""
    path = folder("gone")
    (path / "1").write_bytes(HONEST)
    (path / "2").write_bytes(FORGED)
    for damage in (True, False):
        state = WORK / ("gone%d.state" % damage)
        run = subprocess.Popen([arguments.truefrom, "scan", *KNOWN, "--json", "--state", str(state), str(path), "-"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
        until = time.monotonic() + 20
        while time.monotonic() < until and not (state.exists() and len(state.read_bytes().splitlines()) == 4):
            time.sleep(0.05)
        if damage:
            contents = state.read_bytes()
            state.write_bytes(contents.replace(b"bank.example", b"bank.exampla"))
        out, err = run.communicate(MESSAGES[1], timeout=30)
        lines = [json.loads(line) for line in out.splitlines()]
        assert lines[-1]["complete"] is not damage and (b"read again" in err) is damage, (lines[-1], err)
        assert run.returncode == (3 if damage else 1) and b"exampla" not in out


# ---- bombs -----------------------------------------------------------------------------------

def measured(path):
    before = time.monotonic()
    found = scan("--json", str(path))
    return found, time.monotonic() - before


def test_archives_share_their_limits():
    """60 KB, of which each part is harmless: 15 GB."""
    zeros = gzip.compress(b"From: a@b.example\n\n" + b"\0" * 15000000)
    path = WORK / "nested.tar.gz"
    path.write_bytes(tarred(*(("%d.gz" % n, zeros) for n in range(1000))))
    found, seconds = measured(path)
    assert "bomb" in [line["reason"] for line in found.unread] and found.sums["messages"] < 20, found.sums
    assert seconds < 10, seconds
    honest = [with_field(HONEST, b"X-Number: %d\n" % n) for n in range(600)]
    (WORK / "honest.tar.gz").write_bytes(tarred(*(("%d.zip" % n, zipped(*(("%d" % i, m) for i, m in enumerate(honest[n::30]))))
                                                  for n in range(30))))
    found, _ = measured(WORK / "honest.tar.gz")
    assert found.sums["messages"] == 600 and not found.unread, found.sums


def test_nothing_but_names():
    names = WORK / "names.tar.gz"
    names.write_bytes(tarred(*(("%d" % n, b"") for n in range(30000))))
    found, _ = measured(names)
    assert found.sums["not_read"] == 30000 and len(found.unread) == 10000, (found.sums, len(found.unread))
    (WORK / "names.jsonl").write_bytes(found.out)
    assert scan("--merge", "--json", str(WORK / "names.jsonl")).sums == found.sums


def test_many_links():
    """A quarter of a million hosts that join nothing."""
    text = b"".join(b"http://a%d.gmail.com/ " % n + (b"\n" if n % 20 == 0 else b"") for n in range(250000))
    path = folder("links")
    (path / "1").write_bytes(FORGED.split(b"\n\n")[0] + b"\n\n" + text)
    found, seconds = measured(path)
    assert found.sums["messages"] == 1 and seconds < 10, seconds


tap.run(globals())
