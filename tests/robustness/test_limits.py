#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Large and hostile messages through the real command line: time, memory, and always a result.

Every message is made when the test runs; TAP on standard output. The figures are those of the
program alone (wait4): processor time, and the peak of its resident memory.
"""
import argparse
import json
import os
import pathlib
import signal
import sys
import tempfile
import threading
import time

MIB = 1024 * 1024
NOW = 1795000000
TRACE = (b"Return-Path: <any@attack.example>\r\n"
         b"Received: from x (x [203.0.113.66]) by mx.victim.example; Wed, 18 Nov 2026 10:06:40 +0000\r\n")
FROM = b"From: admin@legit.example\r\n"
REST = b"To: user@victim.example\r\nSubject: x\r\nDate: Wed, 18 Nov 2026 10:05:00 +0000\r\n"
SHORT = TRACE + FROM + REST + b"\r\nhello\r\n"
BODY_HASH = b"bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
ANSWERS = {"@": {"now": NOW}, "_dmarc.legit.example": {"TXT": ["v=DMARC1; p=reject"]},
           "legit.example": {"A": ["192.0.2.1"]}}


def signature(d, more=b""):
    return (b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + d + b"; s=s1; h=from;" + more
            + BODY_HASH + b"; b=" + b"A" * 344 + b"\r\n")


def repeat(chunk, total):
    """Pieces of about 1 MiB until TOTAL bytes are out."""
    block = chunk * max(1, MIB // len(chunk))
    while total > 0:
        yield block[:total]
        total -= len(block)


class Runner:
    def __init__(self, program, measure, folder):
        self.program = program.split(",")
        self.measure = measure
        self.folder = pathlib.Path(folder)
        self.answers = self.folder / "answers.json"
        self.answers.write_text(json.dumps(ANSWERS))
        self.number = 0
        self.failed = 0

    def write(self, pieces):
        path = self.folder / "message.eml"
        with open(path, "wb") as file:
            for piece in [pieces] if isinstance(pieces, bytes) else pieces:
                file.write(piece)
        os.utime(path, (NOW, NOW))
        return path

    def check(self, path, answers=None, during=None):
        """(report, processor seconds, peak in KiB, status); no report if it did not end well."""
        output = self.folder / "out.json"
        figures = self.folder / "figures"
        command = [self.measure] + self.program + ["check", "--json", "--answers",
                                                   str(answers or self.answers), str(path)]
        env = dict(os.environ, LC_ALL="C.UTF-8", G_DEBUG="fatal-criticals")
        actions = [(os.POSIX_SPAWN_OPEN, 1, str(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
                   (os.POSIX_SPAWN_OPEN, 3, str(figures), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
        if path == "-":
            actions.insert(0, (os.POSIX_SPAWN_DUP2, self.pipe, 0))
        pid = os.posix_spawn(self.measure, command, env, file_actions=actions, setpgroup=0)
        alarm = threading.Timer(120, os.killpg, (pid, signal.SIGKILL))
        alarm.start()
        if during:
            during()
        os.waitpid(pid, 0)
        alarm.cancel()
        status, seconds, peak = (figures.read_text() or "-1 0 0").split()
        report = json.loads(output.read_text("utf-8")) if status in "012" else None
        return report, float(seconds), int(peak), int(status)

    def say(self, name, wrong, figures=""):
        self.number += 1
        self.failed += bool(wrong)
        print("%s %d - %s%s" % ("not ok" if wrong else "ok", self.number, name, figures))
        for line in wrong:
            print("#   " + line)
        sys.stdout.flush()

    def case(self, name, pieces, seconds, expect=None, extra_kib=64 * 1024, answers=None):
        """EXPECT(report) yields what is wrong."""
        path = self.write(pieces)
        file = None
        if answers:
            file = self.folder / "more.json"
            file.write_text(json.dumps(answers))
        report, cpu, peak, code = self.check(path, file)
        wrong = []
        if report is None:
            wrong.append("exit status %d" % code)
        else:
            if cpu > seconds * self.slow:
                wrong.append("%.2f s of processor, at most %.2f" % (cpu, seconds * self.slow))
            if not self.sanitized and peak - self.base > extra_kib:
                wrong.append("%d KiB above an empty start, at most %d" % (peak - self.base, extra_kib))
            wrong += list(expect(report)) if expect else []
            if report["dns"]["questions"] > 40:
                wrong.append("%d questions" % report["dns"]["questions"])
        path.unlink()
        self.say(name, wrong, " # %.2f s, %d KiB above the start" % (cpu, peak - self.base))

    def measure_base(self, sanitized):
        self.sanitized = sanitized
        self.slow = 20 if sanitized else 1
        report, _, self.base, code = self.check(self.write(SHORT))
        wrong = [] if report else ["exit status %d" % code]
        self.say("a short message", wrong, " # peak %d KiB" % self.base)


def code_is(*codes):
    def expect(report):
        if report["verdict"]["code"] not in codes:
            yield "verdict %s, expected %s" % (report["verdict"]["code"], codes)
    return expect


def big_bodies(run):
    lines = b"The quick brown fox jumps over the lazy dog, again and again.\r\n"
    head = signature(b"legit.example") + TRACE + FROM + REST + b"\r\n"

    def message(chunk, size):
        yield head
        yield from repeat(chunk, size)

    run.case("DO-12 50 MB, signed: at most 16 MB above an empty start", message(lines, 50 * 1000 * 1000), 3,
             extra_kib=16 * 1000)
    run.case("DO-12 300 MiB, signed, streamed", message(lines, 300 * MIB), 15, extra_kib=16 * 1000)
    run.case("DO-05 10 MiB of blanks in one line", message(b" ", 10 * MIB), 3, extra_kib=16 * 1000)
    run.case("DO-05 10 MiB of blank lines", message(b"\r\n", 10 * MIB), 3, extra_kib=16 * 1000)
    run.case("DO-05 10 MiB of lines of blanks", message(b" \t \r\n", 10 * MIB), 3, extra_kib=16 * 1000)
    run.case("one line of 50 MiB", message(b"x", 50 * MIB), 5, extra_kib=16 * 1000)
    run.case("50 MiB of NUL", message(b"\0", 50 * MIB), 5, extra_kib=16 * 1000)
    run.case("50 MiB of lone CR", message(b"\r", 50 * MIB), 5, extra_kib=16 * 1000)
    run.case("50 MiB of lone LF", message(b"\n", 50 * MIB), 5, extra_kib=16 * 1000)
    run.case("10 MiB of lone LF between texts", message(b"a\n", 10 * MIB), 5, extra_kib=16 * 1000)
    nested = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (i, i + 1)
                      for i in range(10000))
    run.case("DO-06 10,000 nested parts", SHORT[:-7] + nested, 1)
    run.case("DO-06 1,000,000 parts", message(b"--b\r\n\r\n", 7 * 1000000), 3, extra_kib=16 * 1000)


def big_headers(run):
    def fields(n, line):
        yield TRACE + FROM
        yield from repeat(line, n * len(line))
        yield b"\r\nhello\r\n"

    run.case("DO-03 100,000 header fields", fields(100000, b"X-Pad: yes\r\n"), 1)
    run.case("DO-03 100,000 empty fields", fields(100000, b"X:\r\n"), 1)
    run.case("DO-03 100,000 lines that are no field", fields(100000, b"nothing\r\n"), 1)
    run.case("DO-03 100,000 From fields", fields(100000, FROM), 1, code_is("TF04"))
    run.case("DO-03 100,000 Received fields", fields(100000, TRACE.split(b"\r\n")[1] + b"\r\n"), 1)
    run.case("DO-03 one field of 10 MiB", fields(10 * MIB, b"x"), 1)
    run.case("DO-03 one folded field of 10 MiB", fields(3 * MIB, b"\r\n x"), 1)

    def endless(line, size):
        yield TRACE + FROM
        yield from repeat(line, size)

    run.case("DO-03 a header of 50 MiB without an end", endless(b"X-Pad: yes\r\n", 50 * MIB), 3)
    run.case("DO-03 50 MiB without a line end", endless(b"x", 50 * MIB), 3)
    run.case("DO-03 50 MiB of colons", endless(b":", 50 * MIB), 3)
    run.case("DO-03 From behind 2 MiB of header", [TRACE] + list(repeat(b"X-Pad: yes\r\n", 2 * MIB))
             + [FROM, REST, b"\r\nhello\r\n"], 1, code_is("TF04"))
    run.case("DO-05 10 MiB of blanks in a header value",
             [TRACE, FROM, b"Subject: "] + list(repeat(b" ", 10 * MIB)) + [b"\r\n\r\nhello\r\n"], 1)
    run.case("DO-05 200 KiB of blanks in a signed header value",
             signature(b"legit.example", b" ") + TRACE + FROM.replace(b": ", b": " + b" " * 200000)
             + b"\r\nhello\r\n", 1)


def hostile_addresses(run):
    def sender(value):
        return TRACE + b"From: " + value + b"\r\n" + REST + b"\r\nhello\r\n"

    n = 100000
    for name, value in (
            ("nested comments", b"(" * n + b"admin@legit.example"),
            ("closed nested comments", b"(" * n + b")" * n + b" admin@legit.example"),
            ("comments in a row", b"()" * n + b" admin@legit.example"),
            ("quoted-pairs", b'"' + b"\\a" * n + b'" <admin@legit.example>'),
            ("opening brackets", b"<" * n + b"admin@legit.example>"),
            ("at signs", b"@" * n), ("commas", b"," * n + b"admin@legit.example"),
            ("colons", b":" * n), ("groups", b"a:;," * n), ("quotes", b'"' * n), ("dots", b"a" + b".a" * n),
            ("backslashes", b"\\" * n), ("blanks", b" " * n + b"admin@legit.example"),
            ("folds", b"\r\n " * n + b"admin@legit.example"), ("routes", b"<" + b"@a," * n + b":a@b.example>"),
            ("mailboxes", b",".join(b"a%d@legit.example" % i for i in range(1001))),
            ("many mailboxes", b"a@b.example," * (n // 10)), ("encoded words", b"=?utf-8?Q?a?= " * 10000
                                                          + b"<admin@legit.example>"),
            ("broken encoded words", b"=?utf-8?" * n + b"<admin@legit.example>"),
            ("a name of 60 KiB", b'"' + b"x" * 60000 + b'" <admin@legit.example>'),
            ("a long domain", b"a@" + b"a." * n + b"example"),
            ("a label of 64 KiB", b"a@" + b"a" * 65536 + b".example"),
            ("U-labels", b"a@" + "\u00fc.".encode() * 30000 + b"example"),
            ("invalid UTF-8", b"\xc3" * n + b"@legit.example"),
            ("combining marks", b"a" + "\u0301".encode() * n + b" <admin@legit.example>")):
        run.case("DO-04 %s" % name, sender(value), 0.5)
    run.case("FR-42 1,001 mailboxes", sender(b",".join(b"a%d@legit.example" % i for i in range(1001))), 0.5,
             code_is("TF04"))
    run.case("FR-41 a From of 300 KiB", sender(b'"' + b"x" * 300000 + b'" <admin@legit.example>'), 0.5,
             code_is("TF04"))


def hostile_signatures(run):
    body = FROM + REST + b"\r\nhello\r\n"
    domains = [signature(b"d%d.example" % i) for i in range(1000)]

    def limits(report):
        checked = [s for s in report["dkim"] if s["reason"] != "limit"]
        if len(checked) > 10:
            yield "%d signatures were checked" % len(checked)
        if report["dns"]["questions"] > 8 + 12:
            yield "%d questions" % report["dns"]["questions"]

    run.case("DO-01 1,000 signatures of 1,000 domains", b"".join(domains) + TRACE + body, 1, limits)
    lengths = [signature(b"legit.example", b" l=%d;" % i) for i in range(1000)]
    run.case("DO-02 1,000 signatures with 1,000 lengths over 20 MiB",
             [b"".join(lengths), TRACE, body] + list(repeat(b"some text here\r\n", 20 * MIB)), 5, limits)
    for name, value in (("semicolons", b";" * 200000), ("equals signs", b"=" * 200000),
                        ("tags", b"".join(b"t%d=1;" % i for i in range(30000))), ("empty tags", b"a=;" * 80000),
                        ("a tag name of 200 KiB", b"a" * 200000 + b"=1"), ("names in h=", b"v=1; h=" + b"from:" * 40000),
                        ("base64", b"v=1; b=" + b"A" * 240000), ("digits in l=", b"v=1; l=" + b"9" * 200000),
                        ("blanks in b=", b"v=1; b=" + b" " * 240000), ("copied fields", b"v=1; z=" + b"From:a|" * 30000)):
        run.case("DO-13 %s" % name, b"DKIM-Signature: " + value + b"\r\n" + TRACE + body, 1)
    million = [b"DKIM-Signature: v=1; "] + list(repeat(b"x=1; ", 5000000)) + [b"\r\n", TRACE, body]
    run.case("DO-13 1,000,000 tags", million, 1)


def hostile_answers(run):
    def with_key(texts):
        return dict(ANSWERS, **{"s1._domainkey.legit.example": {"TXT": texts}})

    message = b"".join(signature(b"legit.example", b" t=%d;" % i) for i in range(1, 9)) + SHORT
    huge = ["x" * 255] * 257
    run.case("DO-07 100 texts of 64 KiB", message, 2, answers=with_key([huge] * 100))
    run.case("DO-13 a key record of tags", message, 1, answers=with_key([["t=y;" * 60] * 200]))
    run.case("a policy record of tags", SHORT, 1,
             answers=dict(ANSWERS, **{"_dmarc.legit.example": {"TXT": [["v=DMARC1;p=reject;"] + ["a=b;" * 60] * 30]}}))
    run.case("aliases without an end", message, 1, answers=dict(ANSWERS, **{
        "s1._domainkey.legit.example": {"CNAME": ["s1._domainkey.legit.example"]}}))


def cut_while_read(run, folder):
    """The file becomes shorter while it is read: there is a result, and no crash."""
    head = signature(b"legit.example") + TRACE + FROM + REST + b"\r\n"
    path = pathlib.Path(folder) / "cut.eml"
    wrong = []
    for delay in (0.0, 0.005, 0.01, 0.02, 0.04, 0.08):
        with open(path, "wb") as file:
            file.write(head)
            for piece in repeat(b"some text here\r\n", 100 * MIB):
                file.write(piece)

        def during(delay=delay):
            time.sleep(delay)
            os.truncate(path, 1000)

        report, _, _, code = run.check(path, during=during)
        if report is None:
            wrong.append("cut after %.3f s: exit status %d" % (delay, code))
    path.unlink()
    run.say("a file that is cut short while it is read", wrong)


def from_a_pipe(run):
    """Standard input is not seekable."""
    read, write = os.pipe()
    run.pipe = read
    os.set_inheritable(read, True)

    def feed():
        os.close(read)
        try:
            with os.fdopen(write, "wb") as out:
                out.write(SHORT)
        except BrokenPipeError:
            pass

    os.set_inheritable(write, False)
    report, _, _, code = run.check("-", during=feed)
    wrong = [] if report and report["from"]["domain"] == "legit.example" else ["exit status %d" % code]
    run.say("a message from standard input", wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, help="truefrom, with arguments after commas")
    parser.add_argument("--measure", required=True, help="the small program that starts it")
    parser.add_argument("--sanitized", action="store_true", help="built with a sanitizer: no memory limit")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="truefrom-limits-") as folder:
        run = Runner(args.program, args.measure, folder)
        run.measure_base(args.sanitized)
        big_bodies(run)
        big_headers(run)
        hostile_addresses(run)
        hostile_signatures(run)
        hostile_answers(run)
        cut_while_read(run, folder)
        from_a_pipe(run)
    print("1..%d" % run.number)
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
