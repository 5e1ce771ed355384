#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom evidence`: what is made gives the same report again, a year later and without the network; what
was changed is named; hostile files are refused with a sentence."""
import hashlib
import io
import json
import os
import subprocess
import zipfile

from program import WORK, Run, arguments, file
import tap

SAMPLES = arguments.source / "data/samples"
ANSWERS = str(SAMPLES / "answers.json")
FORGED = str(SAMPLES / "03-bank-forged.eml")
YEAR = "2036-01-01"
INSIDE = ["README.txt", "message.eml", "answers.json", "settings.json", "report.json", "report.txt",
          "about.json", "MANIFEST.sha256"]


def path(name):
    place = WORK / name
    if place.exists():
        place.unlink()
    return str(place)


def create(name, *words, message=FORGED):
    made = path(name)
    run = Run("evidence", *words, "--output", made, "create", message)
    assert run.status == 0, run.err
    return made, run.out.decode()


def verify(*files):
    run = Run("evidence", "verify", *files)
    return run.status, run.out.decode()


def change(made, name, entries):
    """A copy of MADE in which ENTRIES (of name: bytes, or None) stand in place of its own."""
    changed = path(name)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.namelist():
            content = entries.get(entry, old.read(entry))
            if content is not None:
                new.writestr(entry, content)
    return changed


def with_manifest(made, name, entries):
    """The same with digests that fit."""
    with zipfile.ZipFile(made) as old:
        now = {n: entries.get(n, old.read(n)) for n in INSIDE[:-1]}
    lines = "".join("%s  %s\n" % (hashlib.sha256(now[n]).hexdigest(), n) for n in INSIDE[:-1])
    return change(made, name, {**entries, INSIDE[-1]: lines.encode()})


def test_what_is_in_it():
    made, receipt = create("plain.zip", "--answers", ANSWERS)
    with zipfile.ZipFile(made) as bundle:
        assert bundle.namelist() == INSIDE
        assert all(entry.compress_type == zipfile.ZIP_STORED for entry in bundle.infolist())
        assert bundle.read("message.eml") == open(FORGED, "rb").read()
        report = json.loads(bundle.read("report.json"))
        bundle.extractall(WORK / "unpacked")
    assert report["verdict"]["code"] == "TF01"
    digest = hashlib.sha256(open(made, "rb").read()).hexdigest()
    assert receipt.startswith("%s  %s\n%s: Alarm TF01 " % (digest, made, made)), receipt
    assert os.stat(made).st_mode & 0o777 == 0o600
    done = subprocess.run(["sha256sum", "--quiet", "-c", INSIDE[-1]], cwd=WORK / "unpacked", check=False)
    assert done.returncode == 0


def test_same_report():
    made, _ = create("same.zip", "--answers", ANSWERS, "--own", "user@victim.example")
    assert verify(made) == (0, "%s: the same report (TF01).\n" % made)


def test_each_setting_replays():
    """Each sample with settings that change what is found, checked again by both commands."""
    settings = ["--answers", ANSWERS, "--own", "user@victim.example", "--protect", "bank.example",
                "--border", "mx.victim.example", "--trust-authserv", "mx.victim.example",
                "--known", "Bank Example <service@bank.example>", "--known-list", "dev.lists.example",
                "--received-at", "2026-06-02T21:12:30Z", "--displayed-from", "someone@else.example"]
    for number, message in enumerate(sorted(SAMPLES.glob("*.eml"))):
        made, _ = create("sample-%d.zip" % number, *settings, message=str(message))
        status, said = verify(made)
        assert status == 0, said
        found, wanted = Run("check", "--json", made).lines[0], Run(
            "check", "--json", "--no-attached", *settings, str(message)).lines[0]
        for one in (found, wanted):
            del one["file"], one["attached_messages"], one["read_through"]
        assert found == wanted, (message, found, wanted)


def test_own_brands():
    """A brand of one's own, alone; checked again without its list."""
    listed = file("brands.txt", b"only\nGarden Club ; garden club ; garden.example\n")
    message = file("garden.eml", b"From: Garden Club <x@attack.example>\nSubject: x\n\nHello\n")
    words = ["--answers", ANSWERS, "--brands", listed]
    made, _ = create("brands.zip", *words, message=message)
    assert Run("check", "--json", *words, message).lines[0]["verdict"]["code"] == "TF20"
    assert verify(made) == (0, "%s: the same report (TF20).\n" % made)


def test_key_behind_an_alias():
    """What was found where a CNAME led is an answer to the question that was asked."""
    zone = json.loads(open(ANSWERS).read())
    name = "s1._domainkey.bank.example"
    zone["key.host.example"] = zone.pop(name)
    zone[name] = {"CNAME": ["key.host.example"]}
    answers = file("alias.json", json.dumps(zone).encode())
    made, receipt = create("alias.zip", "--answers", answers, message=str(SAMPLES / "01-bank-statement.eml"))
    assert "TF15" in receipt
    assert verify(made) == (0, "%s: the same report (TF15).\n" % made)


def test_a_year_later():
    """Neither the clock nor the DNS of then is needed."""
    made, _ = create("later.zip", "--answers", ANSWERS)
    now = Run("check", "--json", "--now", YEAR, "--resolver", "127.0.0.1:1", made)
    assert now.status == 1 and now.lines[0]["verdict"]["code"] == "TF01"


def test_offline():
    """Nothing was asked, and that is kept too."""
    made, _ = create("offline.zip", "--offline", "--now", "2026-06-03T07:30:00Z")
    assert verify(made)[0] == 0


def test_changed():
    made, _ = create("honest.zip", "--answers", ANSWERS)
    other = change(made, "changed.zip", {"message.eml": b"From: a@bank.example\r\n\r\nHello\r\n"})
    status, said = verify(other, made)
    assert status == 1
    assert "message.eml has been changed since it was saved." in said and "honest.zip: the same report" in said, said
    run = Run("check", other)
    assert run.status == 3 and b"has been changed since it was saved" in run.err


def test_other_report():
    """With digests that fit, the report itself is what does not."""
    made, _ = create("true.zip", "--answers", ANSWERS)
    with zipfile.ZipFile(made) as bundle:
        report = bundle.read("report.json").replace(b'"TF01"', b'"TF15"').replace(b'"alarm"', b'"quiet"')
    assert b'"domain":"attack.example"' in report
    report = report.replace(b'"domain":"attack.example"', b'"domain":"bank.example"', 1)
    status, said = verify(with_manifest(made, "lie.zip", {"report.json": report}))
    assert status == 1 and 'verdict.code: "TF15" → "TF01"' in said, said
    assert '\n  dkim[0].domain: "bank.example" → "attack.example"\n' in said, said


def test_missing_answers():
    """What was not recorded is named, and is not taken for a name that does not exist."""
    made, _ = create("full.zip", "--answers", ANSWERS)
    nothing = with_manifest(made, "lacking.zip", {"answers.json": b'{"@": {"now": 1780471800}}'})
    status, said = verify(nothing)
    assert status == 1 and "“TXT _dmarc.bank.example”" in said, said


def test_other_version():
    made, _ = create("today.zip", "--answers", ANSWERS)
    with zipfile.ZipFile(made) as bundle:
        about = json.loads(bundle.read("about.json"))
    about["truefrom"] = "9.9\x1b[31m"
    status, said = verify(with_manifest(made, "tomorrow.zip", {"about.json": json.dumps(about).encode()}))
    assert status == 0 and "made by truefrom 9.9\\x1b[31m" in said, said


def refused(made, words):
    status = Run("evidence", "verify", made)
    assert status.status == 3 and words in status.err.decode(), status.err
    assert status.err.count(b"\n") == 1
    return status


def test_hostile():
    made, _ = create("good.zip", "--answers", ANSWERS)
    refused(change(made, "few.zip", {"about.json": None}), "“about.json” is missing")
    for name, words in (("../../up.txt", "../../up.txt"), ("/etc/passwd", "/etc/passwd"),
                        ("a\x1b[31m", "a?[31m"), ("README.txt", "twice")):
        extra = change(made, "extra.zip", {})
        with zipfile.ZipFile(extra, "a") as bundle:
            bundle.writestr(name, b"x")
        refused(extra, words)
    deep = b"[" * 10000000 + b'"'
    for number, start in enumerate((b"", b"{\"a\":['\"',", b'{"a":[/*"*/ ', b'["\\ud800",",')):
        for entry in ("settings.json", "answers.json"):
            refused(with_manifest(made, "deep-%d.zip" % number, {entry: start + deep}), entry)
        lie = with_manifest(made, "deep-report-%d.zip" % number, {"report.json": start + deep})
        assert verify(lie)[0] == 1
    refused(with_manifest(made, "record.zip", {"settings.json": b'{"store": "file", "record": "x"}'}), "record")
    refused(file("no.zip", b"PK\x03\x04 nothing"), "damaged, or is not a zip file")
    refused(FORGED, "damaged, or is not a zip file")
    refused(str(WORK / "nowhere.zip"), "nowhere.zip")


def test_bomb():
    """A small file that unpacks to very much."""
    made, _ = create("small.zip", "--answers", ANSWERS)
    packed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry == "report.txt":
                with new.open(entry, "w", force_zip64=True) as out:
                    for _ in range(64):
                        out.write(bytes(1 << 20))
            else:
                new.writestr(entry, old.read(entry))
    bomb = file("bomb.zip", packed.getvalue())
    assert os.stat(bomb).st_size < 1 << 20
    refused(bomb, "“report.txt” in it is too large")


def test_nothing_is_replaced():
    made, _ = create("once.zip", "--answers", ANSWERS)
    before = open(made, "rb").read()
    run = Run("evidence", "--answers", ANSWERS, "--output", made, "create", FORGED)
    assert run.status == 3 and b"never replaces a file" in run.err
    assert open(made, "rb").read() == before


def test_unwritable():
    run = Run("evidence", "--answers", ANSWERS, "--output", "/proc/x.zip", "create", FORGED)
    assert run.status == 3 and b"Nothing could be saved" in run.err, run.err


def test_what_is_no_single_message():
    mbox = file("two.mbox", (b"From a@b Thu Jan  1 00:00:00 2026\nFrom: a@b.example\n\nHello\n\n") * 2)
    for message, words in ((mbox, b"several messages"), (file("x.pdf", b"%PDF-1.7\n"), b"PDF"),
                           (str(WORK / "nowhere.eml"), b"nowhere.eml")):
        run = Run("evidence", "--output", path("none.zip"), "create", message)
        assert run.status == 3 and words in run.err, run.err
        assert not (WORK / "none.zip").exists()


def test_among_other_files():
    """Anybody can make evidence: among other files, or in a folder, it is a zip like any other."""
    made, _ = create("one.zip", "--answers", ANSWERS)
    alone = Run("check", made)
    assert alone.status == 1 and alone.err.count(b"are those that it brings, not yours") == 1, alone.err
    packed = path("other.zip")
    with zipfile.ZipFile(packed, "w") as other:
        other.writestr("message.eml", open(FORGED, "rb").read())
    run = Run("check", "--answers", ANSWERS, made, FORGED, packed)
    assert run.status == 3 and run.out.count(b"Alarm TF01") == 1, run.out
    assert run.err.count(b"unpack it") == 2
    (WORK / "1").mkdir(exist_ok=True)
    os.replace(made, WORK / "1" / "1")
    in_folder = Run("check", str(WORK / "1"))
    assert in_folder.status == 3 and b"TF01" not in in_folder.out, in_folder.err


def test_usage():
    for words in ((), ("create",), ("verify",), ("make", FORGED), ("create", FORGED, FORGED)):
        assert Run("evidence", *words).status == 64, words


tap.run(dict(globals()))
