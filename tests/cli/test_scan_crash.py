#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom scan`, when the program itself dies over a message: that one is named, and costs the others nothing."""
import base64
import pathlib
import shutil
import signal
import subprocess
import time

from program import validator
from scanning import ENVIRONMENT, KNOWN, MESSAGES, SAMPLES, Scan, WORK, arguments, folder, json, mbox, os, scan, tarred
import tap

FALL = os.environ.get("TF_FALL") or str(pathlib.Path(arguments.truefrom).resolve().parents[2] / "tests/cli/fall.so")
READ, CHECKED = b"FALL WHEN READ", b"FALL WHEN CHECKED"


def falling(*words, number=signal.SIGSEGV, **more):
    return Scan(*KNOWN, *words, LD_PRELOAD=FALL, TRUEFROM_FALL=str(int(number)), **more)


def letter(number, text=b"", base=0):
    """One of many, each another one."""
    head, body = MESSAGES[base].split(b"\n\n", 1)
    return (head.replace(b"Message-ID: <", b"Message-ID: <%d." % number) + b"\nX-Number: %d\n\n" % number + body
            + text + b"\n")


def letters(count, **falls):
    """COUNT messages; those at the places n1, n2… have the text."""
    texts = {int(name[1:]): text for name, text in falls.items()}
    return [letter(number, texts.get(number, b"")) for number in range(count)]


def put(name, content):
    path = folder("crash-" + name) / "mail"
    path.write_bytes(content)
    return str(path)


def without_places(found):
    """What was said of the messages, but for where they are."""
    return {line["message"]["identity"]: (line["verdict"]["code"], line["verdict"]["level"], line["copies"])
            for line in found.messages}


def crashed(found):
    return [line for line in found.unread if line["reason"] == "crashed"]


def test_one_check():
    """Others are in work when it dies, and each of them is done once."""
    path = put("check", mbox(letters(60, n31=CHECKED)))
    check = validator(SAMPLES.parent / "truefrom.scan-1.schema.json")
    twin = put("check-twin", mbox(letters(60)))
    honest = falling("--json", twin)
    assert honest.status == 1 and honest.sums["messages"] == 60 and not honest.unread, honest.sums
    for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL):
        found = falling("--json", path, number=number)
        assert found.status == 3, (number, found.status)
        assert [(line["index"], line["reason"]) for line in found.unread] == [(31, "crashed")], found.unread
        assert found.sums["messages"] == 59 and found.sums["failed"] == 1, found.sums
        assert found.lines[-1]["complete"] is True, "all that could be done was"
        assert len(without_places(found)) == 59
        for line in found.lines:
            check.validate(line)


def test_not_there():
    """The same messages are nothing special to the program as it is."""
    found = scan("--json", put("there", mbox(letters(60, n3=READ, n31=CHECKED))))
    assert found.sums["messages"] == 60 and not found.unread


def test_one_reading():
    for name, content in (("reading", mbox(letters(60, n0=READ))), ("last", mbox(letters(60, n59=READ)))):
        found = falling("--json", put(name, content))
        assert [line["reason"] for line in found.unread] == ["crashed"], (name, found.unread)
        assert found.sums["messages"] == 59, (name, found.sums)


def test_several():
    found = falling("--json", put("several", mbox(letters(90, n2=READ, n5=CHECKED, n6=CHECKED, n70=READ, n89=CHECKED))))
    assert sorted(line["index"] for line in crashed(found)) == [2, 5, 6, 70, 89], found.unread
    assert found.sums["messages"] == 85 and len(found.messages) == 85


def test_files():
    """In a folder, each file is one; the one after it is read."""
    path = folder("crash-files")
    for number, message in enumerate(letters(30, n4=READ, n9=CHECKED), 100):
        (path / ("%d.eml" % number)).write_bytes(message)
    found = falling("--json", str(path))
    assert sorted(line["source"][-7:] for line in crashed(found)) == ["104.eml", "109.eml"], found.unread
    assert found.sums["messages"] == 28


def test_archive():
    entries = [("%d.eml" % number, message) for number, message in enumerate(letters(40, n7=READ, n20=CHECKED))]
    found = falling("--json", put("archive", tarred(*entries)))
    assert sorted(line["source"].split(": ")[-1] for line in crashed(found)) == ["20.eml", "7.eml"], found.unread
    assert found.sums["messages"] == 38


def test_attached():
    """The message around it, and what else is attached to that, are checked."""
    head = (b"From: helper@club.example\nTo: help@club.example\nSubject: Is this real?\nMessage-ID: <c@club.example>\n"
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n")
    parts = b"".join(b"--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                     + base64.encodebytes(letter(*what))
                     for what in ((1, b"", 2), (2, CHECKED, 2), (3, b"", 2)))
    found = falling("--json", put("attached", head + parts + b"--b--\n"))
    assert len(crashed(found)) == 1 and crashed(found)[0]["part"], found.unread
    assert found.sums["messages"] == 3 and found.sums["alarm"] == 2, found.sums


def test_state():
    """Another run with the same file tries it again, and has what the first one had."""
    path, state = put("state", mbox(letters(50, n10=CHECKED))), str(WORK / "crash.state")
    first = falling("--json", "--state", state, path)
    again = scan("--json", "--state", state, path)
    assert first.sums["messages"] == 49 and again.sums["messages"] == 50 and not again.unread
    assert without_places(first).items() < without_places(again).items()


def test_words():
    """In every form of output, once."""
    path = put("words", mbox(letters(30, n10=CHECKED)))
    text, rows = falling(path), falling("--csv", path)
    assert text.out.decode().count("failed over it") == 1 and text.err == b"", text.out[-500:]
    assert rows.out.count(b"\r\n") == 1 + 30, rows.out[-300:]
    assert falling("--exit-zero", path).status == 3


def test_no_end():
    """A program that dies of everything gives up, says so, and gives what it has."""
    messages = letters(300) + [letter(number, CHECKED) for number in range(300, 430)]
    found = falling("--json", put("all", mbox(messages)))
    assert found.status == 3 and found.err.count(b"failed") == 1, (found.status, found.err)
    assert found.lines[-1]["complete"] is False and len(without_places(found)) == 300, found.lines[-1]
    found = falling("--json", put("nothing", mbox([letter(number, CHECKED) for number in range(130)])))
    assert found.status == 3 and found.lines[-1]["complete"] is False and found.sums["messages"] == 0


def test_who_does_not_wait():
    """Whoever starts it may have said that children are nobody's business."""
    done = subprocess.run(["env", "--ignore-signal=CHLD", arguments.truefrom, "scan", *KNOWN, put("waits", mbox(letters(3)))],
                          capture_output=True, env=ENVIRONMENT, check=False, timeout=60)
    assert done.returncode == 1 and not done.stderr, done


def test_said_once():
    """What is wrong with a list of brands is not said again by each process."""
    brands = WORK / "brands.txt"
    brands.write_text("no brand at all\n", encoding="utf-8")
    found = falling("--csv", "--brands", str(brands), put("once", mbox(letters(60, n5=CHECKED, n20=CHECKED, n50=CHECKED))))
    assert found.status == 3 and found.err.count(b"brands.txt") == 1, found.err


def test_interrupt_with_settings():
    """Reading a user's settings starts threads; a process that is made from several hears of no signal."""
    schemas = pathlib.Path(arguments.truefrom).resolve().parents[2] / "data/glib-2.0/schemas"
    home = folder("crash-home")
    environment = dict(ENVIRONMENT, HOME=str(home), XDG_CONFIG_HOME=str(home), GSETTINGS_SCHEMA_DIR=str(schemas),
                       XDG_RUNTIME_DIR=str(home))
    environment.pop("GSETTINGS_BACKEND", None)
    path = put("settings", mbox(letters(4000)))
    bus = [] if not shutil.which("dbus-run-session") else ["dbus-run-session", "--"]
    with subprocess.Popen([*bus, arguments.truefrom, "scan", *KNOWN, "--json", path], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=environment, start_new_session=True) as run:
        time.sleep(0.7)
        os.killpg(run.pid, signal.SIGINT)
        out, _ = run.communicate(timeout=60)
    last = json.loads(out.splitlines()[-1])
    assert last["complete"] is False and 0 < last["sums"]["messages"] < 4000, last


def test_pipe():
    """What comes through a pipe cannot be read again: it dies as a program does."""
    done = subprocess.run([arguments.truefrom, "scan", *KNOWN, "-"], input=mbox(letters(3, n1=READ)), capture_output=True,
                          env=dict(ENVIRONMENT, LD_PRELOAD=FALL, TRUEFROM_FALL="6"), check=False, timeout=60)
    assert done.returncode == -6


def test_with_its_parent():
    """Nothing goes on when the process that was started is killed."""
    path, state = put("parent", mbox(letters(3000))), WORK / "parent.state"
    with subprocess.Popen([arguments.truefrom, "scan", *KNOWN, "--json", "--state", str(state), path],
                          stdout=subprocess.PIPE, env=ENVIRONMENT) as run:
        while not state.exists() or state.stat().st_size < 1000:
            assert run.poll() is None
        run.kill()
        assert run.stdout.read() == b"", "the pipe is closed, and nothing was written to it"
    size = state.stat().st_size
    assert scan("--json", "--state", str(state), path).sums["messages"] == 3000
    assert state.stat().st_size > size


tap.run(globals())
