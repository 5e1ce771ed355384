#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Gives the same signed messages to truefrom and to Debian's python3-dkim (dkimpy): 10,000 mutations of
signature, header, body and key record. Compares whether the signature is valid; every difference
must be one of KNOWN. TAP.

usage: compare_dkim.py TRUEFROM [--count N] [--seed N] [--verbose]
"""
import argparse
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cases"))

try:
    import dkim
    import nacl                                                       # noqa: F401: for Ed25519
    from generator import lab
except ImportError as error:
    dkim, MISSING = None, error.name

BATCH = 250
BODY = (b"Hello,\r\n\r\nplease  find the \t invoice attached. \r\n\r\n.\r\n"
        b"Regards\t\r\n-- \r\nJane\r\n\r\n\r\n")


# ---- questions ----------------------------------------------------------------------------------

class Maker:
    def __init__(self, rng):
        self.rng = rng
        self.bases = []
        for c in ("simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed", "relaxed", "simple"):
            for key, s in ((lab.rsa("legit"), "s1"), (lab.ed("legit"), "ed")):
                for more in ({}, {"h": "from:to:subject"}, {"h": "from:from:subject:subject:x-none"},
                             {"length": 20}, {"tags": (("i", "@mail.legit.example"),)},
                             {"separator": "; "}, {"tags": (("q", "dns/txt"),), "end": ";"}):
                    if "length" in more and c in ("relaxed", "simple"):
                        continue
                    calc = {"relaxed": "relaxed/simple", "simple": "simple/simple"}.get(c, c)
                    message = lab.mail("Jane <%s>" % lab.L, body=BODY, extra=["X-Note:  a \tb", "Cc: x@y.example"])
                    self.bases.append(message.sign(key, "legit.example", s, c=c, calc=calc, **more))
        self.records = {s: "".join(lab.record(key)) for s, key in
                        (("s1", lab.rsa("legit")), ("ed", lab.ed("legit")))}

    def edit(self, text, alphabet):
        rng = self.rng
        at = rng.randrange(len(text) + 1)
        kind = rng.random()
        if kind < 0.4:
            return text[:at] + bytes([rng.choice(alphabet)]) + text[at:]
        if kind < 0.7:
            return text[:at] + text[at + 1:]
        return text[:at] + bytes([rng.choice(alphabet)]) + text[at + 1:]

    def edit_signature(self, message):
        """Within the tag list, at a place that is not base64 most of the time."""
        rng = self.rng
        index = next(i for i, f in enumerate(message.fields) if f.lower().startswith(b"dkim-signature"))
        name, _, value = message.fields[index].partition(b":")
        kind = rng.random()
        if kind < 0.25:                                                # white space where it may be
            places = [m.start() for m in re.finditer(rb"[;=:]", value)] or [0]
            at = rng.choice(places) + rng.choice([0, 1])
            value = value[:at] + rng.choice([b" ", b"\t", b"\r\n ", b"  "]) + value[at:]
        elif kind < 0.5:                                               # a whole tag
            tags = value.rstrip().split(b";")
            at = rng.randrange(len(tags))
            change = rng.random()
            if change < 0.3:
                del tags[at]
            elif change < 0.5:
                tags.insert(at, rng.choice(tags))
            elif change < 0.7:
                rng.shuffle(tags)
            else:
                tags.insert(at, rng.choice([
                    b" v=2", b" a=rsa-sha1", b" a=rsa-sha512", b" c=relaxed/none", b" l=0", b" l=99999", b" l=-1", b" l=1x",
                    b" q=dns", b" i=@other.example", b" i=@x.legit.example", b" i=legit.example", b" z=From:a", b" x y",
                    b" y=", b"", b" =1", b" t=1", b" t=x", b" D=x", b" s=", b" _a=1", b" 1a=1", b" a b=c", b" h="]))
            value = b";".join(tags) + b"\r\n"
        else:
            value = self.edit(value[:-2], b" \t;=:/.,-aAzZ019+") + b"\r\n"
        message.fields[index] = name + b":" + value

    def edit_header(self, message):
        rng = self.rng
        at = rng.randrange(1, len(message.fields))
        name, _, value = message.fields[at].partition(b":")
        kind = rng.random()
        if kind < 0.2:
            message.fields[at] = name + b":" + self.edit(value[:-2], b" \tabc.,<>") + b"\r\n"
        elif kind < 0.4:
            message.fields[at] = name + b":" + value.replace(b" ", rng.choice([b"  ", b"\t", b"\r\n ", b"\r\n\t"]), 1)
        elif kind < 0.5:
            message.fields[at] = name.upper() + b":" + value
        elif kind < 0.6:
            message.fields[at] = name + rng.choice([b" ", b"\t"]) + b":" + value
        elif kind < 0.7:
            message.fields[at] = name + b":" + value[:-2] + rng.choice([b" ", b"\t", b" \t "]) + b"\r\n"
        elif kind < 0.8:
            message.fields.insert(at, message.fields[at])
        elif kind < 0.9:
            message.fields.insert(rng.randrange(1, len(message.fields) + 1), b"Subject: another\r\n")
        else:
            rng.shuffle(message.fields)

    def edit_body(self, message):
        rng = self.rng
        kind = rng.random()
        if kind < 0.3:
            lines = message.body.split(b"\r\n")
            at = rng.randrange(len(lines))
            lines[at] += rng.choice([b" ", b"\t", b"  ", b" \t"])
            message.body = b"\r\n".join(lines)
        elif kind < 0.6:
            message.body = rng.choice([message.body + b"\r\n" * rng.randint(1, 3), message.body.rstrip(b"\r\n"),
                                       message.body.rstrip(b"\r\n") + b"\r\n", message.body + b" \r\n", b"", b"\r\n",
                                       message.body + b"more\r\n"])
        elif kind < 0.8:
            message.body = message.body.replace(b" ", rng.choice([b"  ", b"\t", b" \t"]), rng.randint(1, 3))
        else:
            text = self.edit(message.body.replace(b"\r\n", b"\n"), b" \tabc.")
            message.body = text.replace(b"\n", b"\r\n")

    def edit_record(self, record):
        rng = self.rng
        if rng.random() < 0.5:
            change = rng.choice([
                ("v=DKIM1; ", ""), ("v=DKIM1", "v=DKIM2"), ("v=DKIM1", "v=dkim1"), ("v=DKIM1; k", "k"), ("k=", "K="), ("; p=", "; h=sha1; p="),
                ("; p=", "; h=sha256:sha1; p="), ("; p=", "; t=s; p="), ("; p=", "; t=y; p="), ("; p=", "; s=email; p="),
                ("; p=", "; s=other; p="), ("; p=", "; s=*; p="), ("; p=", "; n=x; p="), ("; p=", ";p = "), ("k=rsa; ", ""),
                ("k=rsa", "k=dsa"), ("; ", " ; "), ("p=", "p=;x="), ("p=", "p=A;p="), ("; p=", ";; p="), ("; p=", "; x; p=")])
            return record.replace(change[0], change[1], 1)
        return self.edit(record.encode(), b" ;=:aAzZ019+/").decode("latin-1")

    def make(self):
        rng = self.rng
        message = rng.choice(self.bases).copy()
        records = dict(self.records)
        for _ in range(rng.choice([0, 1, 1, 1, 2])):
            what = rng.random()
            if what < 0.35:
                self.edit_signature(message)
            elif what < 0.6:
                self.edit_header(message)
            elif what < 0.8:
                self.edit_body(message)
            else:
                selector = rng.choice(list(records))
                records[selector] = self.edit_record(records[selector])
        return message.bytes(), records


# ---- answers ------------------------------------------------------------------------------------

def ask_peer(message, records):
    def lookup(name, timeout=5):
        selector = name.decode("ascii", "replace").partition("._domainkey.legit.example")
        return records[selector[0]].encode("latin-1") if selector[1] and selector[0] in records else None
    try:
        return "pass" if dkim.DKIM(message, minkey=1024).verify(dnsfunc=lookup) else "fail"
    except dkim.DKIMException as error:
        return "refused (%s)" % type(error).__name__
    except Exception as error:                                        # noqa: BLE001: a peer's crash is an answer
        return "crash (%s)" % type(error).__name__


def ask_ours(program, cases, folder):
    files = []
    for number, (message, records) in enumerate(cases):
        place = pathlib.Path(folder) / str(number)
        place.mkdir()
        (place / "m.eml").write_bytes(message)
        files.append(str(place / "m.eml"))
    # Key records differ from case to case: there is one answers file for each set of records.
    groups = collections.defaultdict(list)
    for file, (_, records) in zip(files, cases):
        groups[tuple(sorted(records.items()))].append(file)
    found = {}
    for number, (records, members) in enumerate(groups.items()):
        zone = {"@": {"now": lab.NOW}, "legit.example": {"A": ["192.0.2.10"]}}
        for selector, text in records:
            zone[selector + "._domainkey.legit.example"] = {"TXT": [text]}
        answers = pathlib.Path(folder) / ("answers-%d.json" % number)
        answers.write_text(json.dumps(zone), "utf-8")
        done = subprocess.run([program, "check", "--json", "--answers", str(answers), "--received-at", str(lab.ARRIVED)]
                              + members, stdout=subprocess.PIPE, timeout=300)
        for file, line in zip(members, done.stdout.decode("utf-8").splitlines()):
            found[file] = json.loads(line)["dkim"]
    return [found[file] for file in files]


def word(signatures):
    """The first field decides, as for dkimpy. "policy": good, with a part of the message open."""
    if not signatures:
        return "none", None
    first = signatures[0]
    good = first["result"] == "pass" or (first["result"] == "policy" and first["header_verified"])
    return ("pass" if good else first["result"]), first["reason"]


# ---- differences --------------------------------------------------------------------------------

def in_header(pattern):
    expression = re.compile(pattern, re.M)
    return lambda message, records, ours, reason, theirs: theirs != "pass" and bool(
        expression.search(message.partition(b"\r\n\r\n")[0]))


def ends_in_blanks(message, records, ours, reason, theirs):
    return theirs.startswith("refused") and bool(re.search(rb"(^|\r\n)[ \t]+$", message.partition(b"\r\n\r\n")[2]))


def two_equal_from(message, records, ours, reason, theirs):
    fields = re.findall(rb"^From:.*(?:\r\n[ \t].*)*", message.partition(b"\r\n\r\n")[0], re.M | re.I)
    return theirs != "pass" and len(fields) > 1 and len(set(fields)) == 1


def because(*reasons):
    return lambda message, records, ours, reason, theirs: theirs == "pass" and reason in reasons


# What differs, whether that explains one difference, and how many of 10,000 it may explain.
KNOWN = [
    ("dkimpy refuses a blank before a field's colon (RFC 5322 §4.5 allows it)",
     in_header(rb"^[!-9;-~]+[ \t]+:"), 250),
    ("dkimpy does not delete white space around the value of b= (RFC 6376 §3.7)",
     in_header(rb"\bb=[ \t]|\bb=[A-Za-z0-9+/=\s]*[ \t]+;|\bb\s*=\s*[A-Za-z0-9+/=\s]*\r\n\s+;"), 40),
    ("dkimpy does not take a last line of blanks without a line end for an empty one (RFC 6376 §3.4.4)",
     ends_in_blanks, 40),
    ("dkimpy does not look at h= of the key record (RFC 6376 §3.6.1)", because("key-hash-not-allowed"), 60),
    ("dkimpy skips bytes of p= that are no base64 (RFC 6376 §3.6.1)", because("key-syntax"), 60),
    ("dkimpy hashes a second From even when h= names one (RFC 6376 §5.4.2)",
     lambda message, records, ours, reason, theirs: theirs != "pass" and reason == "added-field", 20),
    ("dkimpy hashes a second From that equals the signed one, which says nothing else (RFC 6376 §8.15)",
     two_equal_from, 20),
    ("dkimpy drops blanks at the end of the signature's own field under simple (RFC 6376 §3.4.1)",
     lambda message, records, ours, reason, theirs: theirs == "pass" and reason == "signature-mismatch" and bool(
         re.search(rb"^DKIM-Signature:(?:.|\r\n[ \t])*(?<=[ \t])\r\n(?![ \t])", message, re.M | re.I)), 20),
    ("dkimpy does not look at t=s of the key record (RFC 6376 §3.6.1)", because("domain-mismatch"), 40),
]


def explain(message, records, ours, reason, theirs):
    for what, test, _ in KNOWN:
        if test(message, records, ours, reason, theirs):
            return what
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=6376)
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    if dkim is None:
        print("1..0 # SKIP the Python module %s is not installed" % MISSING)
        return 0
    maker = Maker(random.Random(args.seed))
    explained, results, unexplained = collections.Counter(), collections.Counter(), []
    for start in range(0, args.count, BATCH):
        cases = [maker.make() for _ in range(min(BATCH, args.count - start))]
        with tempfile.TemporaryDirectory(prefix="truefrom-peer-") as folder:
            ours = ask_ours(args.program, cases, folder)
        for (message, records), signatures in zip(cases, ours):
            (mine, reason), theirs = word(signatures), ask_peer(message, records)
            results[mine] += 1
            if (mine == "pass") == (theirs == "pass"):
                continue
            why = explain(message, records, mine, reason, theirs)
            explained[why] += 1
            if why is None:
                unexplained.append((mine, reason, theirs, message, records))
    print("1..3")
    print("# %d messages: %s" % (args.count, ", ".join("%d %s" % (n, w) for w, n in results.most_common())))
    for why, n in explained.most_common():
        if why:
            print("#   %d times: %s" % (n, why))
    enough = min(results[w] for w in ("pass", "fail", "permerror")) > args.count // 100
    print("%s 1 - the messages are of every kind" % ("ok" if enough else "not ok"))
    print("%s 2 - %d differences, %d without an explanation" % (
        "not ok" if unexplained else "ok", sum(explained.values()), len(unexplained)))
    often = [what for what, _, most in KNOWN if explained[what] * 10000 > most * max(args.count, 2000)]
    print("%s 3 - no explanation is used too often%s" % ("not ok" if often else "ok", "".join(": " + w for w in often)))
    for mine, reason, theirs, message, records in unexplained[:40 if args.verbose else 5]:
        print("#   %s (%s), dkimpy: %s" % (mine, reason, theirs))
        for line in [*message.partition(b"\r\n\r\n")[0].split(b"\r\n"), message.partition(b"\r\n\r\n")[2], *records.values()]:
            print("#       %r" % line)
    return 0 if enough and not unexplained and not often else 1


if __name__ == "__main__":
    sys.exit(main())
