#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom aggregate`: reports in every container; bombs, lies, and what is none."""
import base64
import gzip
import io
import json
import lzma
import os
import pathlib
import re
import resource
import shutil
import struct
import subprocess
import tarfile
import time
import zipfile
import zlib

from program import ENVIRONMENT, WORK, arguments
from reports import report, put, aggregate, sums
import tap


def zipped(*entries, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def mail(content, kind="application/gzip", name="report.xml.gz"):
    return ("From: Reports <noreply@receiver.example>\r\nTo: dmarc@example.org\r\nSubject: Report Domain: example.org\r\n"
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
            "<div>See the <b>attachment</b></div>\r\n--b\r\nContent-Type: %s; name=\"%s\"\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n%s\r\n--b--\r\n"
            % (kind, name, base64.encodebytes(content).decode().replace("\n", "\r\n"))).encode()


def tarred(mode, *entries):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:" + mode) as archive:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


# ---- containers ------------------------------------------------------------------------------

def test_containers():
    xml = report()
    packed = gzip.compress(xml)
    whole_zip = (b"From: a@b.example\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                 + base64.encodebytes(zipped(("r.xml", xml))))
    mbox = b"From a@b Thu Nov 27 00:00:00 2025\n" + mail(packed).replace(b"\r\n", b"\n") + b"\n"
    forms = {"r.xml": xml, "r": b"\n\n " + xml.split(b"\n", 1)[1], "r.gz": packed, "r.xz": lzma.compress(xml),
             "trailer.gz": packed + b"\0" * 512, "wrong.zip": packed, "r.zip": zipped(("r.xml", xml)),
             "nested.zip": zipped(("a/b.zip", zipped(("c.xml.gz", packed)))),
             "r.eml": mail(packed), "octet.eml": mail(packed, "application/octet-stream", "x.bin"),
             "plain.eml": mail(xml, "text/plain", "x.txt"), "whole.eml": whole_zip,
             "mail.mbox": mbox, "mail.tar.gz": tarred("gz", ("box/a.mbox", mbox)),
             "r.tar": tarred("", ("x/r.xml", xml)), "r.tar.xz": tarred("xz", ("r.xml", xml)),
             "forward.eml": b"From: a@b.example\r\nContent-Type: message/rfc822\r\n\r\n" + mail(packed)}
    for name, content in forms.items():
        found = sums(put("containers/" + name, content))
        assert found["messages"] == 1 and len(found["reports"]) == 1, (name, found["refused"])
        assert found["refused"] == [] and found["reports"][0]["remarks"] == [], name
    found = sums(str(WORK / "reports" / "containers"))
    assert found["messages"] == 1 and found["duplicates"] == len(forms) - 1
    assert sums("-", stdin=xml)["messages"] == 1
    assert sums("-", stdin=packed)["reports"][0]["place"] == "-"


def test_many_in_one_archive():
    entries = [("r%d.xml" % i, report(i)) for i in range(300)] + [("bad.xml", report(1)[:200]), ("unused", b"unused")]
    run = aggregate("--json", put("many.zip", zipped(*entries)))
    assert run.status == 3 and run.lines[0]["messages"] == 300
    refused = {entry["place"].split(": ")[1]: entry for entry in run.lines[0]["refused"]}
    assert refused["bad.xml"]["reason"] == "unfinished" and refused["unused"]["reason"] == "no-report"
    assert b"many.zip: bad.xml: " in run.err and b'only "unused"' in run.err


def test_damaged_archives():
    """What was complete before the damage counts."""
    after = b"".join(b"<!-- %s -->" % os.urandom(200).hex().encode() for _ in range(1000))
    found = sums(put("cut.gz", gzip.compress(report() + after)[:-6]))
    assert found["messages"] == 1 and found["reports"][0]["remarks"] == ["cut"]
    found = sums(put("early.gz", gzip.compress(report())[:150]), status=3)
    assert found["refused"][0]["reason"] == "broken-archive" and len(found["refused"]) == 1
    found = sums(put("cut.zip", zipped(("a.xml", report()))[:-30]), status=3)
    assert found["refused"][0]["reason"] == "broken-archive"
    run = aggregate(put("empty.xml", b""), "/nonexistent/x.xml")
    assert run.status == 3 and b"/nonexistent/x.xml" in run.err and b"empty" in run.err


def test_other_reports():
    tls = json.dumps({"organization-name": "r.example", "policies": []}).encode()
    arf = (b"From: a@b.example\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/feedback-report"
           b"\r\n\r\nUser-Agent: x\r\nFeedback-Type: %s\r\nVersion: 1\r\n\r\n--b--\r\n")
    files = {"tls-report": put("other/tls.json", tls), "abuse-report": put("other/abuse.eml", arf % b"abuse"),
             "failure-report": put("other/failure.eml", arf % b"auth-failure")}
    for reason, path in files.items():
        assert [entry["reason"] for entry in sums(path)["refused"]] == [reason]
    found = sums(put("other/no.eml", b"From: a@b.example\r\nSubject: x\r\n\r\nHello\r\n"), status=3)
    assert [entry["reason"] for entry in found["refused"]] == ["no-report"]


# ---- hostile files ---------------------------------------------------------------------------

def measured(path, status=3):
    """Within 64 MB and 2 s."""
    if not shutil.which("time"):
        raise tap.Skip("GNU time is not installed")

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    begin = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(["/usr/bin/env", "time", "-f", "%M", arguments.truefrom, "aggregate", "--json", path],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, preexec_fn=limit) as process:
        out, err = process.communicate(timeout=60)
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime
    assert process.returncode == status, (path, process.returncode, err)
    memory = re.search(rb"^(\d+)$", err, re.M)
    if memory and not b"Sanitizer" in err and not os.environ.get("TRUEFROM_SANITIZED"):
        assert int(memory[1]) < 64 * 1024, (path, memory[1])
        assert seconds < 2, (path, seconds)
    return [entry["reason"] for entry in json.loads(out)["refused"]]


def bomb(prefix, piece, megabytes, window):
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    block = piece * (2**20 // len(piece))
    out = [packer.compress(prefix)] + [packer.compress(block) for _ in range(megabytes)] + [packer.flush()]
    return b"".join(out)


def raw_zip(name, content, size, crc=0, method=8):
    """A zip that says whatever it likes about the sizes of its entry."""
    head = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 0x21, crc, len(content), size, len(name), 0)
    local = b"PK\3\4" + head + name + content
    central = b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def test_bombs():
    block = bomb(b"", b"x", 1024, 31)  # 1 GB; ten members of it are 10 GB
    assert measured(put("bombs/text.gz", block * 10))[0] == "no-report"
    assert measured(put("bombs/zeros.gz", bomb(b"", b"\0", 1024, 31) * 10))[0] == "empty"
    spaces = bomb(b"<feedback>", b" ", 1024, -15)
    assert measured(put("bombs/text.zip", raw_zip(b"a.xml", spaces, 10 * 2**30 % 2**32)))[0] == "long-text"
    assert measured(put("bombs/elements.gz", bomb(b"<feedback>", b"<a></a>", 1024, 31)))[0] == "too-large"
    assert measured(put("bombs/deep.xml", b"<feedback>" + b"<a>" * 2000000))[0] == "too-deep"
    laughs = b"<!DOCTYPE f [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><feedback>&b;</feedback>"
    assert measured(put("bombs/laughs.xml", laughs))[0] == "doctype"
    assert measured(put("bombs/long.xml", b"<feedback>" + b"x" * (256 * 2**20)))[0] == "long-text"
    inner = bomb(b"From: a@b.example\r\n\r\n", b"x", 1024, -15)
    found = measured(put("bombs/mail.zip", raw_zip(b"a.eml", inner, 100)))
    assert found[0] in ("bomb", "broken-archive", "too-large"), found
    many = zipped(*(("%d" % i, b"") for i in range(10050)))
    assert measured(put("bombs/many.zip", many))[-1] == "too-many-entries"
    deep = zipped(("r.xml", report()))
    for _ in range(3):
        deep = zipped(("d.zip", deep))
    assert measured(put("bombs/deep.zip", deep))[0] == "nested"


def tar_start(n_bytes):
    info = tarfile.TarInfo("unwanted")
    info.size = n_bytes
    return info.tobuf(tarfile.GNU_FORMAT)


def packed_letters(megabytes):
    """A tar of an entry that long, and a report behind it; made of members, because nobody waits for 10 GB."""
    piece = min(megabytes, 64)
    assert megabytes % piece == 0
    return (gzip.compress(tar_start(megabytes * 2**20)) + bomb(b"", b"x", piece, 31) * (megabytes // piece)
            + gzip.compress(tarred("", ("r.xml", report()))))


def packed_hole(megabytes):
    """The same with an entry of which only the last byte is in the archive (GNU tar, type S)."""
    block = bytearray(tar_start(1))
    block[156:157] = tarfile.GNUTYPE_SPARSE
    for at, value in ((386, megabytes * 2**20 - 1), (398, 1), (483, megabytes * 2**20)):
        block[at:at + 12] = b"\200" + value.to_bytes(11, "big")
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return gzip.compress(bytes(block) + b"x".ljust(512, b"\0") + tarred("", ("r.xml", report())))


def test_what_nobody_wants():
    """To come behind an entry is to unpack it, whether it is wanted or not."""
    for make, reason in ((packed_letters, "no-report"), (packed_hole, "no-file")):
        name = "bombs/" + make.__name__
        assert measured(put(name + ".tar.gz", make(10 * 1024))) == [reason, "bomb"], name
        found = sums(put(name + "-honest.tar.gz", make(8)), status=3)
        assert found["messages"] == 1 and [entry["reason"] for entry in found["refused"]] == [reason], name


def test_many_unwanted():
    """What each attachment of a mail may cost, all of them together may not cost again and again."""
    letters = gzip.compress(b"x" * 2**20 * 15)
    parts = b"".join(b"--b\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n" % base64.encodebytes(content)
                     for content in [letters] * 200 + [gzip.compress(report())])
    head = b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    path = put("bombs/parts.eml", head + parts + b"--b--\r\n")
    assert set(measured(path)) == {"no-report", "bomb"}
    found = sums(path, status=3)
    assert found["messages"] == 1 and not [entry for entry in found["refused"] if "#201" in entry["place"]]


def test_large_and_honest():
    """A tar that is as large as it says holds no surprise."""
    path = pathlib.Path(put("large.tar", tar_start(400 * 2**20)))
    with open(path, "r+b") as file:
        file.seek(512 + 400 * 2**20)
        file.write(tarred("", ("r.xml", report())))
    assert sums(str(path), status=3)["messages"] == 1


def test_overlapping_entries():
    """Entries that share their bytes count each time."""
    packed = bomb(b"<feedback>", b"<email>somebody@receiver.example</email>", 60, -15)
    name = b"a.xml"
    head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, 0, len(packed), 60 * 2**20, len(name), 0)
    local = b"PK\3\4" + head + name + packed
    entry = b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    whole = local + entry * 500 + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 500, 500, len(entry) * 500, len(local), 0)
    measured(put("bombs/overlap.zip", whole))


def test_lying_sizes():
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = packer.compress(report()) + packer.flush()
    crc = zlib.crc32(report())
    for size in (0, 1, 10, len(report()) * 50, 0xffffffff):
        run = aggregate("--json", put("lie.zip", raw_zip(b"r.xml", content, size, crc)))
        assert run.status in (0, 3) and run.lines[0]["messages"] in (0, 1), (size, run.err)


def test_paths_and_links():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, kind in (("link.xml", tarfile.SYMTYPE), ("hard.xml", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE),
                           ("pipe", tarfile.FIFOTYPE), ("folder", tarfile.DIRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("../../../outside.xml")
        info.size = len(report())
        archive.addfile(info, io.BytesIO(report()))
    before = sorted(path.name for path in WORK.rglob("*"))
    path = put("paths.tar.gz", out.getvalue())
    found = sums(path, status=3)
    assert found["messages"] == 1 and found["reports"][0]["place"].endswith("../../../outside.xml")
    assert [entry["reason"] for entry in found["refused"]] == ["no-file"] * 4
    found = sums(put("names.zip", zipped(("/etc/passwd", report(2)), ("a\033[31m\n<b>.xml", report(3)))))
    assert found["messages"] == 2
    assert sorted(set(path.name for path in WORK.rglob("*")) - set(before)) == ["names.zip", "paths.tar.gz"]


tap.run(globals())
