#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Four times the input takes at most about four times the instructions, whatever the input is.

Counted with valgrind (callgrind), so that a busy machine changes nothing; TAP on standard output.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

NOW = 1795000000
TIMES = 4
SLACK = 1.25                    # of TIMES: tables that double, allocators
SMALL = 3 * 1000 * 1000         # instructions: below this much of growth nothing is proved, and nothing is slow
TRACE = (b"Return-Path: <any@attack.example>\r\n"
         b"Received: from x (x [203.0.113.66]) by mx.victim.example; Wed, 18 Nov 2026 10:06:40 +0000\r\n")
FROM = b"From: admin@legit.example\r\n"
REST = b"To: user@victim.example\r\nSubject: x\r\nDate: Wed, 18 Nov 2026 10:05:00 +0000\r\n"
ANSWERS = {"@": {"now": NOW}, "_dmarc.legit.example": {"TXT": ["v=DMARC1; p=reject"]},
           "legit.example": {"A": ["192.0.2.1"], "TXT": ["v=spf1 -all"]}}
OPTIONS = ["--trust-authserv", "mx.victim.example", "--own", "user@victim.example"]


def signature(d=b"legit.example", more=b"", s=b"s1"):
    return (b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + d + b"; s=" + s + b"; h=from;" + more
            + b"bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=" + b"A" * 344 + b"\r\n")


def with_fields(fields):
    return fields + TRACE + FROM + REST + b"\r\nhello\r\n"


def with_from(value):
    return TRACE + b"From: " + value + b"\r\n" + REST + b"\r\nhello\r\n"


def with_body(body, more=b""):
    return signature(more=more) + TRACE + FROM + REST + b"\r\n" + body


def marked(fields, subject):
    """A Subject with marks, a key that can be used, and a signature that fits nothing."""
    return (signature(s=b"usable", more=b" x=9999999999;").replace(b"h=from;", b"h=from:subject;") + fields + TRACE + FROM
            + REST.replace(b"Subject: x", b"Subject: " + subject) + b"\r\nhello\r\n")


def big_key(bits, exponent_bits=17):
    """A key record (PKCS #1) of BITS; nobody knows its primes."""
    import base64

    def der(tag, content):
        size = len(content).to_bytes(4, "big").lstrip(b"\0")
        return bytes([tag]) + (bytes([len(content)]) if len(content) < 128 else bytes([128 + len(size)]) + size) + content

    n, e = (1 << (bits - 1)) | 1, (1 << (exponent_bits - 1)) | 1
    numbers = b"".join(der(2, v.to_bytes(v.bit_length() // 8 + 1, "big")) for v in (n, e))
    text = "v=DKIM1; p=" + base64.b64encode(der(0x30, numbers)).decode()
    return [text[i:i + 255] for i in range(0, len(text), 255)]


K = 1000

# (name, the smaller size, size → message)
SHAPES = [
    ("DO-01 signatures of as many domains", 250, lambda n: with_fields(
        b"".join(signature(b"d%d.example" % i) for i in range(n)))),
    ("DO-02 signatures with as many lengths", 250, lambda n: with_fields(
        b"".join(signature(more=b" l=%d;" % i) for i in range(n)))),
    ("DO-03 fields", 400, lambda n: with_fields(b"X-Pad: yes\r\n" * n)),
    ("DO-03 fields past the limit", 10 * K, lambda n: TRACE + FROM + b"X-Pad: yes\r\n" * n + b"\r\nhello\r\n"),
    ("DO-03 From fields", 400, lambda n: TRACE + FROM * n + REST + b"\r\nhello\r\n"),
    ("DO-03 lines that are no field", 400, lambda n: with_fields(b"X: y\r\n" + b"nothing\r\n" * n)),
    ("DO-03 From behind bare CRs", 10 * K, lambda n: with_fields(b"X-Pad: x" + b"\rfrom:" * n + b"\r\n")),
    ("DO-03 folds", 20 * K, lambda n: with_fields(b"X-Pad: " + b"\r\n x" * n + b"\r\n")),
    ("DO-03 a header without an end", 40 * K, lambda n: TRACE + FROM + b"X: " + b"x" * n),
    ("DO-04 nested comments", 40 * K, lambda n: with_from(b"(" * n + b"admin@legit.example")),
    ("DO-04 comments in a row", 20 * K, lambda n: with_from(b"()" * n + b" admin@legit.example")),
    ("DO-04 quoted-pairs", 20 * K, lambda n: with_from(b'"' + b"\\a" * n + b'" <admin@legit.example>')),
    ("DO-04 brackets", 40 * K, lambda n: with_from(b"<" * n + b"admin@legit.example>")),
    ("DO-04 at signs", 40 * K, lambda n: with_from(b"@" * n)),
    ("DO-04 commas", 40 * K, lambda n: with_from(b"," * n + b"admin@legit.example")),
    ("DO-04 groups", 10 * K, lambda n: with_from(b"a:;," * n)),
    ("DO-04 routes", 10 * K, lambda n: with_from(b"<" + b"@a," * n + b":a@b.example>")),
    # Below TF_LIMIT_MAILBOXES each is compared with all before it: some 10 million instructions at most.
    ("DO-04 mailboxes past the limit", 2 * K, lambda n: with_from(b",".join(b"a%d@legit.example" % i for i in range(n)))),
    ("DO-04 addresses in a name", 2 * K, lambda n: with_from(b'"' + b"a@b.example " * n + b'" <admin@legit.example>')),
    ("DO-04 domains in a name", 2 * K, lambda n: with_from(b'"' + b"legit.example " * n + b'" <any@attack.example>')),
    ("DO-04 encoded words", 1 * K, lambda n: with_from(b"=?utf-8?Q?a?= " * n + b"<admin@legit.example>")),
    ("DO-04 combining marks", 10 * K, lambda n: with_from(b"a" + "\u0301".encode() * n + b" <admin@legit.example>")),
    ("DO-05 blanks in a field", 40 * K, lambda n: with_fields(b"X-Pad: " + b" " * n + b"x\r\n")),
    ("DO-05 blanks in a signed field", 40 * K, lambda n: signature() + with_from(b" " * n + b"admin@legit.example")),
    ("DO-05 blanks in one line of text", 250 * K, lambda n: with_body(b"x" + b" " * n + b"x\r\n")),
    ("DO-05 lines of blanks", 60 * K, lambda n: with_body(b" \t \r\n" * n)),
    ("DO-05 empty lines", 100 * K, lambda n: with_body(b"\r\n" * n)),
    ("DO-06 nested parts", 4 * K, lambda n: with_body(b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (i, i + 1) for i in range(n)))),
    ("DO-06 parts", 30 * K, lambda n: with_body(b"--b\r\n\r\n" * n)),
    ("DO-12 text", 500 * K, lambda n: with_body(b"The quick brown fox jumps.\r\n" * (n // 28))),
    ("DO-12 text with lone LF", 250 * K, lambda n: with_body(b"The quick\n" * (n // 10))),
    ("DO-13 semicolons", 40 * K, lambda n: with_fields(b"DKIM-Signature: " + b";" * n + b"\r\n")),
    ("DO-13 equals signs", 40 * K, lambda n: with_fields(b"DKIM-Signature: " + b"=" * n + b"\r\n")),
    ("DO-13 tags", 200, lambda n: with_fields(b"DKIM-Signature: " + b"".join(b"t%d=1;" % i for i in range(n)) + b"\r\n")),
    ("DO-13 tags past the limit", 7 * K, lambda n: with_fields(
        b"DKIM-Signature: " + b"".join(b"t%d=1;" % i for i in range(n)) + b"\r\n")),
    ("DO-13 names in h=", 200, lambda n: with_fields(signature(more=b" x=" + b"from:" * n + b";"))),
    ("DO-14 signatures of a key of 16,384 bits", 2, lambda n: with_fields(signature(s=b"big") * n)),
    ("DO-14 signatures of a key with a large exponent", 2, lambda n: with_fields(signature(s=b"exponent") * n)),
    ("Received fields", 400, lambda n: with_fields((TRACE.split(b"\r\n")[1] + b"\r\n") * n)),
    ("Received: comments", 20 * K, lambda n: with_fields(b"Received: from x " + b"()" * n + b" by y; z\r\n")),
    ("Received: nested comments", 40 * K, lambda n: with_fields(b"Received: from x " + b"(" * n + b" by y; z\r\n")),
    ("Received: words behind by", 20 * K, lambda n: with_fields(b"Received: from x by y" + b" z" * n + b"; z\r\n")),
    ("Authentication-Results fields", 400, lambda n: with_fields(
        b"Authentication-Results: mx.victim.example; dmarc=pass header.from=legit.example\r\n" * n)),
    ("Authentication-Results: results", 3 * K, lambda n: with_fields(
        b"Authentication-Results: mx.victim.example" + b"; dkim=pass header.d=a.example" * n + b"\r\n")),
    ("Authentication-Results: properties", 5 * K, lambda n: with_fields(
        b"Authentication-Results: mx.victim.example; dkim=pass" + b" header.d=a.example" * n + b"\r\n")),
    ("Authentication-Results: comments", 20 * K, lambda n: with_fields(
        b"Authentication-Results: mx.victim.example; dkim=pass " + b"()" * n + b"\r\n")),
    ("ARC-Seal fields", 400, lambda n: with_fields(b"".join(
        b"ARC-Seal: i=%d; a=rsa-sha256; cv=pass; d=x.example; s=s; b=AAAA\r\n" % (i % 50 + 1) for i in range(n)))),
    ("addresses in a list's name and in Reply-To", 60, lambda n: b"List-Id: <x.attack.example>\r\nReply-To: "
     + b",".join(b"a%d@b.example" % i for i in range(n)) + b"\r\n" + with_from(
         b'"' + b" ".join(b"u%d@h%d.com" % (i, i) for i in range(n)) + b'" <any@attack.example>')),
    ("Reply-To fields", 400, lambda n: with_fields(b"Reply-To: a@b.example\r\n" * n)),
    ("List-Post addresses", 2 * K, lambda n: with_fields(b"List-Post: " + b"<mailto:a@b.example>, " * n + b"\r\n")),
    ("List-Post: a query", 5 * K, lambda n: with_fields(b"List-Post: <mailto:a@b.example?" + b"to=&" * n + b">\r\n")),
    ("List-Post: percent signs", 20 * K, lambda n: with_fields(b"List-Post: <mailto:a@" + b"%41" * n + b">\r\n")),
    ("List-Id fields", 400, lambda n: with_fields(b"List-Post: <mailto:a@b.example>\r\n" + b"List-Id: <a.b.example>\r\n" * n)),
    ("List-Id: dots", 20 * K, lambda n: with_fields(b"List-Id: <" + b"_." * n + b">\r\n")),
    ("rules of dashes in a text", 40 * K, lambda n: with_body(b"--\r\n" * n)),
    ("last parts in a text", 20 * K, lambda n: with_body(b"--b\r\n" * n + b"--b--\r\n")),
    ("marked: a Subject in a header of many fields", 400, lambda n: marked(b"X-Pad: yes\r\n" * n, b"[a] [b] [c] [d] [e] text")),
    ("marked: encoded words", 20, lambda n: marked(b"", b"[a] " + b"=?utf-8?q?=C3=A4?= " * n)),
    ("marked: prefixes", 60, lambda n: marked(b"", b"Re: [a] " * n)),
    ("Reply-To mailboxes", 2 * K, lambda n: with_fields(b"Reply-To: " + b",".join(b"a%d@b.example" % i for i in range(n)) + b"\r\n")),
]


# Terms of a domain's SPF record: as many as fit cost little more than one.
TERMS = ["a", "mx", "ptr", "ptr:%{d}", "a:%{d}", "exists:none.example", "include:more.example", "ip4:192.0.2.0/24",
         "ip4:128.0.0.0/8", "ip6:::/0", "?all", "x=1", "hello"]
MANY_TERMS = 2000
LONGEST_RECORD = 8000           # bytes: TF_LIMIT_RECORD_BYTES; longer ones are not read
LITTLE = 1.25


class Counter:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)
        zone = dict(ANSWERS)
        zone["big._domainkey.legit.example"] = {"TXT": [big_key(16384)]}
        zone["usable._domainkey.legit.example"] = {"TXT": [big_key(2048)]}
        zone["exponent._domainkey.legit.example"] = {"TXT": [big_key(4096, 4000)]}
        (self.folder / "answers.json").write_text(json.dumps(zone))

    def count(self, message):
        path = self.folder / "message.eml"
        path.write_bytes(message)
        os.utime(path, (NOW, NOW))
        return self.run("check", self.folder / "answers.json", *OPTIONS, path)

    def count_domain(self, record):
        texts = [record[i:i + 255] for i in range(0, len(record), 255)]
        path = self.folder / "domain.json"
        path.write_text(json.dumps(dict(ANSWERS, **{
            "legit.example": {"A": ["192.0.2.1"], "MX": [[10, "legit.example"]], "TXT": [texts]},
            "more.example": {"TXT": ["v=spf1 ip4:192.0.2.1 -all"]}})))
        return self.run("domain", path, "legit.example")

    def run(self, command, answers, *words):
        # If the test runner makes malloc() overwrite memory, that would be counted too.
        env = dict(os.environ, LC_ALL="C.UTF-8", MALLOC_PERTURB_="0")
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--log-fd=2", self.program, command,
             "--json", "--answers", str(answers), *map(str, words)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, env=env)
        found = re.search(rb"Collected : (\d+)", done.stderr)
        if done.returncode not in (0, 1, 2) or not found:
            raise ValueError("exit status %d: %s" % (done.returncode, done.stderr[-300:]))
        json.loads(done.stdout)
        return int(found.group(1))


def judge(counter, base, size, make):
    """(what is wrong or None, figures)"""
    small, large = (counter.count(make(n)) - base for n in (size, TIMES * size))
    figures = "%.1f and %.1f million instructions" % (small / 1e6, large / 1e6)
    if large > SMALL and large > TIMES * SLACK * max(small, SMALL / TIMES):
        return "grows %.1f times" % (large / max(small, 1)), figures
    return None, figures


def judge_terms(counter, term):
    """Each is an SPF record whose terms are all alike."""
    many = min(MANY_TERMS, LONGEST_RECORD // (len(term) + 1) - 2)
    small, large = (counter.count_domain("v=spf1 " + (term + " ") * n + "-all") for n in (1, many))
    figures = "one: %.1f, %d: %.1f million instructions" % (small / 1e6, many, large / 1e6)
    return "%.2f times one" % (large / small) if large > LITTLE * small else None, figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", required=True, help="truefrom")
    parser.add_argument("--only", help="only shapes whose name matches this expression")
    args = parser.parse_args()
    if not shutil.which("valgrind"):
        print("1..0 # SKIP valgrind is not installed")
        return 0
    shapes = [s for s in SHAPES if not args.only or re.search(args.only, s[0])]
    failed = 0
    terms = [t for t in TERMS if not args.only or re.search(args.only, "SPF terms " + t)]
    print("1..%d" % (len(shapes) + len(terms)))
    with tempfile.TemporaryDirectory(prefix="truefrom-linear-") as folder:
        counter = Counter(args.program, folder)
        base = counter.count(with_fields(b"")) if shapes else 0
        tests = [(name, lambda size=size, make=make: judge(counter, base, size, make)) for name, size, make in shapes]
        tests += [("SPF terms " + term, lambda term=term: judge_terms(counter, term)) for term in terms]
        for number, (name, run) in enumerate(tests, 1):
            wrong, figures = run()
            failed += wrong is not None
            print("%s %d - %s%s # %s" % ("not ok" if wrong else "ok", number, name, ": " + wrong if wrong else "",
                                         figures), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
