#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Gives the same SPF questions to check-spf and to Debian's python3-spf (pyspf): 10,000 records from a
grammar, half of them with a mistake in them. Every difference must be one of KNOWN. TAP.

usage: compare_spf.py CHECK-SPF [--count N] [--seed N] [--verbose]
"""
import argparse
import collections
import ipaddress
import json
import random
import re
import subprocess
import sys
import tempfile

try:
    import spf
except ImportError:
    spf = None

BATCH = 500
ADDRESSES = ["192.0.2.10", "192.0.2.10", "192.0.2.99", "203.0.113.66", "2001:db8::10", "2001:db8::99"]


# ---- questions ----------------------------------------------------------------------------------

class Maker:
    """Makes one question: the names of its own zone end in "-NUMBER.example"."""

    def __init__(self, rng, number):
        self.rng = rng
        self.end = "-%d.example" % number
        self.names = [n + self.end for n in ("a", "b", "m", "void", "bad", "r1", "r2", "r3", "r4")]
        self.zone = {}

    def name(self):
        rng = self.rng
        return rng.choice(self.names) if rng.random() < 0.9 else rng.choice(
            ["%{d}", "%{i}.x" + self.end, "%{ir}.%{v}" + self.end, "%{l}" + self.end, "%{s}.x", "%{o}", "%{d2}",
             "%{h}", "%{lr-}" + self.end, "%{D1r}" + self.end, "x%%y" + self.end, "no_such" + self.end])

    def network(self):
        rng = self.rng
        if rng.random() < 0.6:
            address = rng.choice(["192.0.2.10", "192.0.2.0", "203.0.113.0", "0.0.0.0"])
            return "ip4:" + address + rng.choice(["", "/32", "/24", "/0", "/8", "/33", "/024"])
        address = rng.choice(["2001:db8::10", "2001:db8::", "::", "::ffff:192.0.2.10"])
        return "ip6:" + address + rng.choice(["", "/128", "/32", "/0", "/129"])

    def term(self):
        rng = self.rng
        kind = rng.random()
        mark = rng.choice(["", "", "-", "~", "?", "+"])
        if kind < 0.25:
            return mark + self.network()
        if kind < 0.55:
            word = rng.choice(["a", "mx", "a", "mx", "ptr"])
            domain = ":" + self.name() if rng.random() < 0.8 else ""
            prefix = rng.choice(["", "", "", "/24", "//64", "/24//64", "/33"]) if word != "ptr" else ""
            return mark + word + domain + prefix
        if kind < 0.75:
            return mark + "include:" + self.name()
        if kind < 0.85:
            return mark + "exists:" + self.name()
        if kind < 0.9:
            return rng.choice(["redirect=", "exp=", "x=", "redirect="]) + self.name()
        return mark + "all"

    def mutate(self, text):
        rng = self.rng
        for _ in range(rng.randint(1, 2)):
            at = rng.randrange(7, len(text) + 1)
            kind = rng.random()
            if kind < 0.4:
                text = text[:at] + rng.choice(":/%{}=.-_ +~?0129azAZ;,") + text[at:]
            elif kind < 0.8:
                text = text[:at] + text[at + 1:]
            else:
                other = rng.randrange(7, len(text) + 1)
                text = text[:at] + text[other:other + rng.randint(1, 6)] + text[at:]
        return text

    def record(self, broken):
        text = "v=spf1 " + " ".join(self.term() for _ in range(self.rng.randint(0, 6)))
        if self.rng.random() < 0.6:
            text += " " + self.rng.choice("-~?") + "all"
        return self.mutate(text) if broken else text

    def make(self):
        rng = self.rng
        broken = rng.random() < 0.5
        a, b, m, void, bad = self.names[:5]
        self.zone[a] = {"A": ["192.0.2.10"], "AAAA": ["2001:db8::10"]}
        self.zone[b] = {"A": ["192.0.2.77"], "MX": [[10, a]]}
        self.zone[m] = {"MX": [[10, a], [20, b]], "A": ["203.0.113.1"]}
        self.zone[bad] = {"*": "SERVFAIL"}
        for name in self.names[5:]:
            texts = [self.record(broken and rng.random() < 0.5)]
            if rng.random() < 0.03:
                texts.append(rng.choice(["v=spf1 -all", "other", "v=spf10 -all", "V=SPF1 +all"]))
            self.zone[name] = {"TXT": texts, "A": ["192.0.2.10"]}
        sender = rng.choice(["user", "strong-bad", "a.b", "u+v"]) + "@" + self.names[5]
        return rng.choice(ADDRESSES), "helo" + self.end, sender


# ---- pyspf --------------------------------------------------------------------------------------

class Zone:
    """Takes the place of the DNS for pyspf."""

    def __init__(self):
        self.names = {}

    def lookup(self, name, kind, *_, **__):
        entry = self.names.get(name.rstrip(".").lower(), {})
        values = entry.get(kind, entry.get("*", []))
        if isinstance(values, str):
            raise spf.TempError("DNS " + values)
        out = []
        for value in values:
            if kind == "TXT":
                value = [value.encode("latin-1")]
            elif kind == "MX":
                value = tuple(value)
            elif kind == "AAAA":
                value = str(ipaddress.IPv6Address(value))
            out.append(((name, kind), value))
        return out


def ask_peer(question):
    ip, helo, sender = question
    try:
        return spf.query(i=ip, s=sender, h=helo, timeout=20, querytime=20).check()[0]
    except Exception as error:                                      # noqa: BLE001: a peer's crash is an answer
        return "crash " + type(error).__name__


# ---- differences --------------------------------------------------------------------------------

def records_of(case):
    return [(name, text) for name, entry in case.zone.items() for text in entry.get("TXT", [])]


def has(pattern, theirs="permerror"):
    expression = re.compile(pattern, re.I)
    return lambda case, ours, peer: peer == theirs and any(expression.search(text) for _, text in records_of(case))


def includes_itself(case, ours, theirs):
    return theirs == "permerror" and any(
        re.search(r"include:(%s|%%\{[do][0-9]*\})(\s|$)" % re.escape(name), text, re.I)
        for name, text in records_of(case))


BAD_MACRO = re.compile(r"%\{(?![slodiphcrtv][0-9]*r?[.+,/_=-]*\})", re.I)

# What differs, whether that explains one difference, and how many of 10,000 it may explain.
KNOWN = [
    ("pyspf raises an error of its own instead of a result",
     lambda case, ours, theirs: theirs.startswith("crash"), 20),
    ("pyspf refuses a record that includes its own name even where the include is never reached (RFC 7208"
     " §5.2 evaluates it when its turn comes)", includes_itself, 300),
    ("pyspf takes a macro that does not fit the grammar for text (RFC 7208 §7.1: a syntax error)",
     lambda case, ours, theirs: ours == "permerror" and any(BAD_MACRO.search(text) for _, text in records_of(case)), 10),
    ("pyspf refuses an unknown modifier that stands twice (RFC 7208 §6: only redirect and exp may not)",
     has(r"\sx=\S+ (.* )?x="), 20),
    ("pyspf counts an exchange without an address and the PTR question as void look-ups; RFC 7208 §4.6.4"
     " counts terms", has(r"[ +?~-](mx|ptr)\b"), 20),
]


def explain(case, ours, theirs):
    for what, test, _ in KNOWN:
        if test(case, ours, theirs):
            return what
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=7208)
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    if spf is None:
        print("1..0 # SKIP python3-spf is not installed")
        return 0
    rng = random.Random(args.seed)
    zone = Zone()
    spf.DNSLookup = zone.lookup
    explained, unexplained, results = collections.Counter(), [], collections.Counter()
    for start in range(0, args.count, BATCH):
        makers = [Maker(rng, n) for n in range(start, min(start + BATCH, args.count))]
        questions = [maker.make() for maker in makers]
        zone.names = {name: entry for maker in makers for name, entry in maker.zone.items()}
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(zone.names, file)
            file.flush()
            lines = "".join("\t".join(q) + "\n" for q in questions)
            ours = subprocess.run([args.program, file.name], input=lines, text=True, timeout=300, check=True,
                                  stdout=subprocess.PIPE).stdout.split("\n")
        for maker, question, mine in zip(makers, questions, ours):
            peer = ask_peer(question)
            results[mine] += 1
            if mine == peer:
                continue
            why = explain(maker, mine, peer)
            explained[why] += 1
            if why is None:
                unexplained.append((mine, peer, question, maker))
    print("1..3")
    print("# %d questions: %s" % (args.count, ", ".join("%d %s" % (n, w) for w, n in results.most_common())))
    for why, n in explained.most_common():
        if why:
            print("#   %d times: %s" % (n, why))
    enough = min(results[w] for w in ("pass", "fail", "neutral", "permerror")) > args.count // 100
    print("%s 1 - the questions are of every kind" % ("ok" if enough else "not ok"))
    print("%s 2 - %d differences, %d without an explanation" % (
        "not ok" if unexplained else "ok", sum(explained.values()), len(unexplained)))
    often = [what for what, _, most in KNOWN if explained[what] * 10000 > most * max(args.count, 2000)]
    print("%s 3 - no explanation is used too often%s" % ("not ok" if often else "ok", "".join(": " + w for w in often)))
    for mine, peer, question, maker in unexplained[:40 if args.verbose else 5]:
        print("#   %s, pyspf: %s: %s" % (mine, peer, " ".join(question)))
        for name, entry in maker.zone.items():
            for text in entry.get("TXT", []):
                print("#       %s  %s" % (name, text))
    return 0 if enough and not unexplained and not often else 1


if __name__ == "__main__":
    sys.exit(main())
