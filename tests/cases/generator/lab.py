# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The lab: domains, their DNS, their TEST KEYS, and how a case is written to files."""
import functools
import json
import pathlib

from .signer import ALL, Ed25519, Message, Rsa, record

HERE = pathlib.Path(__file__).resolve().parent.parent

NOW = 1795000000                     # 2026-11-18 11:06:40 UTC: every case's clock
ARRIVED = NOW - 3600
DATE = "Wed, 18 Nov 2026 10:05:00 +0000"
HOUR_AGO = "Wed, 18 Nov 2026 10:06:40 +0000"
L = "admin@legit.example"
A = "any@attack.example"


@functools.lru_cache(None)
def rsa(seed, bits=2048, e=65537, primes=2):
    return Rsa(seed, bits, e, primes)


@functools.lru_cache(None)
def ed(seed):
    return Ed25519(seed)


def domain(name, policy=None, spf="v=spf1 ip4:192.0.2.10 -all", keys=()):
    zone = {name: {"A": ["192.0.2.10"], "MX": [[10, "mx." + name]], "TXT": [spf]},
            "mx." + name: {"A": ["192.0.2.10"]}}
    if policy:
        zone["_dmarc." + name] = {"TXT": ["v=DMARC1; " + policy]}
    for selector, key in keys:
        zone["%s._domainkey.%s" % (selector, name)] = {"TXT": [record(key)]}
    return zone


def lab_zone():
    zone = {"@": {"now": NOW}}
    attacker = "v=spf1 ip4:203.0.113.66 -all"
    for part in (
            domain("legit.example", "p=reject", keys=[("s1", rsa("legit")), ("ed", ed("legit"))]),
            domain("strict.example", "p=reject; adkim=s; aspf=s", keys=[("s1", rsa("strict"))]),
            domain("quar.example", "p=quarantine", keys=[("s1", rsa("quar"))]),
            domain("soft.example", "p=none", keys=[("s1", rsa("soft"))]),
            domain("test.example.net", "p=reject; t=y", keys=[("s1", rsa("test"))]),
            domain("nodmarc.example", keys=[("s1", rsa("nodmarc"))]),
            {"bare.example": {"A": ["192.0.2.30"]}},
            {"l1._domainkey.sendgrid.net": {"TXT": [record(rsa("list"))]}},
            domain("attack.example", "p=reject", attacker, [("s1", rsa("attack"))]),
            domain("a.legit.example.attack.example", None, attacker, [("s1", rsa("attack"))]),
            domain("list.example", "p=none", "v=spf1 ip4:198.51.100.25 -all",
                   [("l1", rsa("list")), ("arc1", rsa("list"))]),
            domain("provider.example", "p=none", "v=spf1 ip4:198.51.100.77 -all",
                   [("s1", rsa("provider"))]),
            domain("victim.example", "p=none", keys=[("s1", rsa("victim"))])):
        zone.update(part)
    return zone


def trace(helo="mail.attack.example", ip="203.0.113.66", when=HOUR_AGO, path=A):
    """What the receiving server puts on top."""
    fields = []
    if path is not None:
        fields.append("Return-Path: <%s>" % path)
    fields.append("Received: from %s (%s [%s])\r\n\tby mx.victim.example (Postfix) with ESMTPS id"
                  " 4Fz0Qk\r\n\tfor <user@victim.example>; %s" % (helo, helo, ip, when))
    return fields


def mail(sender, subject="Invoice 4711", extra=(), date=DATE, body=None):
    """The base message, without its trace. SENDER is a value of From, or a list of whole fields."""
    froms = [sender] if isinstance(sender, (str, bytes)) else None
    if froms is not None:
        value = froms[0] if isinstance(froms[0], bytes) else froms[0].encode()
        froms = [b"From: " + value]
    message = Message((froms if froms is not None else list(sender)) + [
        "To: user@victim.example", "Subject: " + subject, "Date: " + date,
        "Message-ID: <20261118100500.4711@mail.example>", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8"] + list(extra))
    return message if body is None else message.with_body(body)


def genuine(sender=L, d="legit.example", s="s1", key=None, **more):
    """The template G: signed by the author's domain, every field oversigned."""
    signing = {k: more.pop(k) for k in list(more) if k in SIGN_WORDS}
    return mail(sender, **more).sign(key or rsa("legit"), d, s, **signing)


SIGN_WORDS = {"h", "c", "tags", "omit", "order", "calc", "separator", "end", "name", "hashes",
              "signed_names", "change_b", "change_bh", "length"}


def delivered(message, path=A, **more):
    return message.top(*trace(path=path, **more))


def honest(message, path="bounce@legit.example"):
    return message.top(*trace("mail.legit.example", "192.0.2.10", path=path))


# ---- expectations -------------------------------------------------------------------------------

RULES = {1: "domain-forged", 2: "own-domain-forged", 3: "domain-unproven", 4: "sender-disguised",
         5: "name-shows-other-address", 6: "lookalike-domain", 7: "known-name-new-address", 8: "self-forged",
         9: "different-from-usual", 10: "list-author-unchecked", 20: "name-uses-brand", 21: "name-decorated",
         12: "nothing-to-check", 13: "check-incomplete", 14: "too-old-to-check",
         15: "domain-confirmed", 16: "partly-unsigned", 17: "monitored-domain-failed",
         18: "reply-goes-elsewhere", 19: "changed-on-the-way"}


def verdict(code, level):
    return {"verdict": {"code": "TF%02d" % code, "rule": RULES[code], "level": level}}


def merge(*parts):
    out = {}
    for part in parts:
        for key, value in part.items():
            if isinstance(value, dict) and isinstance(out.get(key), dict):
                out[key] = merge(out[key], value)
            else:
                out[key] = value
    return out


def evidence(result, policy=None, **more):
    out = {"result": result}
    if policy:
        out["policy"] = policy
    out.update(more)
    return {"evidence": out}


def author(address=None, state=None, **more):
    out = dict(more)
    if address:
        out["address"] = address
    if state:
        out["state"] = state
    return {"from": out}


def sig(result, reason=None, **more):
    out = {"result": result}
    if reason is not None:
        out["reason"] = reason
    out.update(more)
    return out


def dkim(*signatures):
    return {"dkim": list(signatures)}


def one_of(*values):
    return {"$in": list(values)}


FORGED = merge(verdict(1, "alarm"), evidence("fail", "reject"), {"dmarc": {"result": "fail"}})
UNPROVEN = merge(verdict(3, "warning"), evidence("unproven", "reject"),
                 {"dmarc": {"result": "none", "reason": "unproven"}})
CONFIRMED = merge(verdict(15, "quiet"), evidence("pass", source="dkim"), {"dmarc": {"result": "pass"}})
CONFIRMED_NO_POLICY = merge(CONFIRMED, {"dmarc": {"result": "none", "reason": "no-policy"}})
PARTLY = merge(verdict(16, "warning"), evidence("pass", source="dkim"))
CHANGED = merge(verdict(19, "warning"), evidence("changed", "reject"), {"dmarc": {"result": "fail"}})
AMBIGUOUS = merge(verdict(4, "alarm"), evidence("ambiguous-from"), author(state="ambiguous"))
NO_SENDER = merge(verdict(4, "warning"), evidence("ambiguous-from"), author(state="ambiguous"))
NOTHING = merge(verdict(12, "quiet"))
OLD = merge(verdict(14, "quiet"), evidence("unknown", reason="old"))


# ---- writing ------------------------------------------------------------------------------------

class Writer:
    """Collects the files of the cases; make_cases.py writes or compares them."""

    def __init__(self):
        self.files = {}
        self.written = {}
        self.names = set()

    def case(self, topic, name, about, message, expect, answers=None, zone="lab", options=None,
             stores=None, asked=None, asked_only=None, not_asked=None,
             file_time=None, accounts=None):
        assert (topic, name) not in self.names, (topic, name)
        self.names.add((topic, name))
        data = message if isinstance(message, bytes) else message.bytes()
        folder = HERE / "generated" / topic
        out = {"about": about}
        first = self.written.setdefault((topic, data), name)
        if first == name:
            self.files[folder / (name + ".eml")] = data
        else:
            out["message"] = first + ".eml"
        for key, value in (("zone", zone), ("answers", answers), ("options", options),
                           ("stores", stores), ("asked", asked), ("asked_only", asked_only),
                           ("not_asked", not_asked),
                           ("file_time", file_time), ("accounts", accounts)):
            if value is not None:
                out[key] = value
        out["expect"] = expect
        self.write_json(folder / (name + ".json"), out)

    def write_json(self, path, value):
        text = json.dumps(value, indent=1, ensure_ascii=True) + "\n"
        self.files[path] = text.encode()

    def zones(self):
        self.write_json(HERE / "zones" / "lab.json", lab_zone())


__all__ = [n for n in dir() if not n.startswith("_")]
