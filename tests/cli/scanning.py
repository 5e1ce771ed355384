# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What the tests of `truefrom scan` share: mail in every kind of store."""
import io
import json
import lzma
import os
import re
import shutil
import subprocess
import tarfile
import zipfile

from program import ANSWERS, ENVIRONMENT, OWN, SAMPLES, TROUBLE, WORK, arguments, samples

MESSAGES = [path.read_bytes().replace(b"\r\n", b"\n") for path in samples()]
KNOWN = ["--answers", ANSWERS, "--own", OWN]
SUMS = {"messages": 19, "alarm": 5, "warning": 3, "incomplete": 1, "note": 1, "quiet": 9}


class Scan:
    """One run; with the status 130 allowed."""
    def __init__(self, *words, stdin=b"", **environment):
        done = subprocess.run([arguments.truefrom, "scan", *words], input=stdin, capture_output=True, timeout=100,
                              env=dict(ENVIRONMENT, **environment), check=False)
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr
        assert not TROUBLE.search(self.err), self.err

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    @property
    def sums(self):
        assert self.lines[-1]["schema"] == "truefrom.scan/1", self.out[-300:]
        return self.lines[-1]["sums"]

    @property
    def messages(self):
        return [line for line in self.lines if line["schema"] == "truefrom.check/1"]

    @property
    def unread(self):
        return [line["not_read"] for line in self.lines if "not_read" in line]


def scan(*words, known=True, **more):
    return Scan(*(KNOWN if known else ()), *words, **more)


def folder(name):
    path = WORK / name
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def mbox(messages):
    quoted = (re.sub(rb"(?m)^(>*From )", rb">\1", message) for message in messages)
    return b"".join(b"From x@y.example Thu Nov 27 00:00:00 2025\n" + message.rstrip(b"\n") + b"\n\n"
                    for message in quoted)


def zipped(*entries):
    """The same bytes at any time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(*entries, links=(), mode="gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:" + mode) as archive:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name, kind, target in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
    return out.getvalue()


def stores(name):
    """Every message of the sample mailbox in each kind of store."""
    path = folder(name)
    (path / "a.mbox").write_bytes(mbox(MESSAGES))
    for part in ("cur", "new", "tmp"):
        (path / "maildir" / part).mkdir(parents=True)
    (path / "mh").mkdir()
    (path / "plain").mkdir()
    for number, message in enumerate(MESSAGES, 1):
        status = message.replace(b"\n\n", b"\nStatus: RO\nX-Keywords: a\n b\n\n", 1)
        (path / "maildir" / "cur" / ("%d.x:2,S" % number)).write_bytes(status)
        (path / "mh" / str(number)).write_bytes(message.replace(b"\n", b"\r\n"))
        (path / "plain" / ("[%d]*?.txt" % number)).write_bytes(message)
    (path / "maildir" / "tmp" / "1").write_bytes(b"From: half@")
    (path / "a.zip").write_bytes(zipped(*(("../../%d" % n, m) for n, m in enumerate(MESSAGES))))
    inner = tarred(("box", mbox(MESSAGES)), links=[("link", tarfile.SYMTYPE, "/etc/passwd")])
    (path / "nested.zip.xz").write_bytes(lzma.compress(zipped(("deep/in.tar.gz", inner))))
    return path


def generated(name, count):
    """An mbox of so many messages, of which every hundredth is forged."""
    path = WORK / name
    with open(path, "wb") as out:
        for number in range(count):
            message = MESSAGES[2 if number % 100 == 7 else 0].replace(b"Message-ID: <", b"Message-ID: <%d." % number)
            out.write(mbox([message.replace(b"\nSubject:", b"\nX-Number: %d\nSubject:" % number, 1)]))
    return str(path)


__all__ = ["ANSWERS", "ENVIRONMENT", "KNOWN", "MESSAGES", "OWN", "SAMPLES", "SUMS", "Scan", "WORK", "arguments", "folder",
           "generated", "json", "mbox", "os", "scan", "stores", "tarred", "zipped"]
