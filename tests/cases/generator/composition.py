# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Attacks that are composed of what two programs read differently (the shapes of From are in
from_shapes.py). Without a border or a trusted server: what a mail client alone can say."""
import base64

from .lab import *

TOPIC = "composition"


def forged(w, name, about, message, expect=FORGED, **more):
    w.case(TOPIC, name, about, message, expect, **more)


def envelopes(w):
    base = mail("<%s>" % L)
    forged(w, "return-path-subdomain", "The reverse-path is a subdomain that does not exist: it shares"
           " the organization, so nothing is refuted.", delivered(base, "any@notexist.legit.example"),
           UNPROVEN)
    w.case(TOPIC, "return-path-subdomain-honest", "Honest: the same reverse-path, signed.",
           honest(genuine(), "bounce@mail.legit.example"), CONFIRMED)
    for name, path in (("comment", "(any@legit.example"), ("comment-in-domain",
                       "any@legit.example(.attack.example"),
                       ("quote-in-domain", "any@legit.example'@any.attack.example"),
                       ("route", "@legit.example,@any.example:'any@attack.example")):
        # A Return-Path that cannot be read says nothing: neither aligned nor refuted.
        forged(w, "return-path-" + name, "A reverse-path that some programs read as the author's"
               " domain.", delivered(base, path),
               {"verdict": {"code": one_of("TF01", "TF03"), "level": one_of("alarm", "warning")},
                "evidence": {"result": one_of("fail", "unproven"), "policy": "reject"},
                "spf": {"result": "none"}})
    forged(w, "return-path-null", "A null reverse-path: postmaster@HELO might align.",
           delivered(base, ""), merge(UNPROVEN, {"evidence": {"policy": "reject"}}))
    forged(w, "return-path-absent", "No Return-Path: nothing is refuted.", delivered(base, None),
           UNPROVEN)
    forged(w, "return-path-twice", "An aligned Return-Path below the real one does not count.",
           base.top("Return-Path: <bounce@legit.example>").top(*trace()))
    w.case(TOPIC, "return-path-twice-honest", "Honest: two Return-Path fields and a good signature.",
           honest(genuine().top("Return-Path: <x@attack.example>")), CONFIRMED)


def injected_domains(w):
    """Results that another program reads out of a broken d= or s=."""
    key = rsa("attack")
    base = mail("<%s>" % L)
    never = ["s1._domainkey.legit.example"]
    for name, d in (("parenthesis", "legit.example(.attack.example"),
                    ("double-quote", 'legit.example"a.attack.example'),
                    ("single-quote", "legit.example'a.attack.example")):
        forged(w, "domain-" + name, "d= holds a character that no domain has.",
               delivered(base.sign(key, d, "s1")),
               merge(FORGED, dkim(sig("permerror", "bad-domain"))),
               answers={"s1._domainkey." + d: {"TXT": [record(key)]}},
               not_asked=never + ["s1._domainkey." + d])
    for name, s in (("nul-selector", "attack.example.\0.any"),
                    ("nul-in-query", "selector._domainkey.attack.example.\0.x")):
        forged(w, name, "s= holds a NUL: no question is asked for it.",
               delivered(base.sign(key, "legit.example", s)),
               merge(FORGED, dkim(sig("permerror", one_of("bad-selector", "syntax")))),
               answers={"attack.example": {"TXT": [record(key)]}}, not_asked=["attack.example"] + never)
    w.case(TOPIC, "selector-honest", "Honest: a selector with dots and digits.",
           honest(genuine(s="2026.mail-1")), CONFIRMED,
           answers={"2026.mail-1._domainkey.legit.example": {"TXT": [record(rsa("legit"))]}})


def several_authors(w):
    key = rsa("attack")
    both = "<%s>, <%s>" % (A, L)
    w.case(TOPIC, "second-author", "The attacker signs for a message that names a second author.",
           delivered(mail(both, extra=["Sender: <%s>" % L]).sign(key, "attack.example", "s1")),
           merge(AMBIGUOUS, author(reason="several-domains"), {"from": {"addresses": [A, L]}}))
    w.case(TOPIC, "encoded-first-author", "An encoded word that decodes to the victim's address"
           " stands before the attacker's.", delivered(mail("=?utf-8?B?%s?=, <%s>" % (
               base64.b64encode(("<%s>" % L).encode()).decode(), A)).sign(key, "attack.example", "s1")),
           AMBIGUOUS)
    provider = rsa("provider")
    for name, value in (("two-domains", "<ceo@provider.example>, <%s>" % A),
                        ("route-and-bare", "<%s>ceo@provider.example" % A)):
        w.case(TOPIC, "provider-signs-" + name, "A provider signs what its customer wrote into From.",
               delivered(mail(value).sign(provider, "provider.example", "s1")), AMBIGUOUS)
    w.case(TOPIC, "provider-signs-honest", "Honest: the provider signs for its customer.",
           honest(mail("ceo@provider.example").sign(provider, "provider.example", "s1"),
                  "ceo@provider.example"), CONFIRMED)
    replayed = mail("ceo@provider.example").sign(provider, "provider.example", "s1", h="from:to")
    w.case(TOPIC, "replay-with-second-from", "A signed message with another From on top.",
           delivered(replayed.top("From: <%s>" % L)), merge(AMBIGUOUS, author(reason="several-fields")))
    w.case(TOPIC, "two-from-same-address", "Two From fields with one and the same address: still"
           " nobody's mail program writes that.", delivered(mail(["From: <%s>" % L] * 2)), AMBIGUOUS)


def others(w):
    forged(w, "sender-elsewhere", "Sender is somebody else: it is never the author.",
           delivered(mail("<%s>" % L, extra=["Sender: <x@attack.example>"])))
    forged(w, "reply-elsewhere", "The answer would go elsewhere.",
           delivered(mail("<%s>" % L, extra=["Reply-To: <x@attack.example>"])),
           merge(FORGED, {"findings": {"$has": [{"code": "TF18", "level": "warning"}]},
                          "message": {"reply_to": ["x@attack.example"]}}))
    w.case(TOPIC, "reply-elsewhere-honest", "Honest: a ticket system's Reply-To, signed.",
           honest(genuine(extra=["Reply-To: <x@tickets.example>"])),
           merge(CONFIRMED, {"findings": {"$none": [{"code": "TF18"}]}}))
    w.case(TOPIC, "reply-own-organization", "Honest: Reply-To of the same organization.",
           honest(genuine(extra=["Reply-To: <help@desk.legit.example>"])),
           merge(CONFIRMED, {"findings": []}))
    forged(w, "reply-encoded", "Reply-To with an encoded address, a group and a NUL.",
           delivered(mail("<%s>" % L, extra=[
               b"Reply-To: =?utf-8?Q?x=40a.example?=, Team: <a@b.example>;, <c\0@d.example>"])))
    forged(w, "invented-list", "A List-Id that anybody can write explains nothing.",
           delivered(mail("<%s>" % L, extra=["List-Id: <news.legit.example>"])))
    forged(w, "list-keeps-from", "A list that nobody knows signs for itself, the author is unsigned.",
           delivered(mail("<%s>" % L, extra=["List-Id: <dev.list.example>"])
                     .sign(rsa("list"), "list.example", "l1"), "dev-bounces@list.example"),
           merge(FORGED, dkim(sig("pass", aligned=False, domain="list.example"))))
    forged(w, "arc-by-stranger", "A chain that nobody trusts changes nothing.", delivered(
        mail("<%s>" % L).top("ARC-Authentication-Results: i=1; attack.example; dmarc=pass"
                             " header.from=legit.example")))
    for where in ("below", "above"):
        inner = mail("<%s>" % L)
        claim = "Authentication-Results: mx.victim.example; dmarc=pass header.from=legit.example"
        message = delivered(inner.top(claim)) if where == "below" else delivered(inner).top(claim)
        forged(w, "results-claimed-" + where, "What a message says of itself is never believed.", message)
    forged(w, "received-spf-claimed", "A Received-SPF that nobody trusts.",
           delivered(mail("<%s>" % L)).top("Received-SPF: pass client-ip=192.0.2.10"))
    w.case(TOPIC, "forwarded", "Honest: forwarded with the signature intact.",
           honest(genuine()).top(*trace("fwd.provider.example", "198.51.100.77",
                                        path="SRS0=x=legit.example=bounce@provider.example")), CONFIRMED)
    w.case(TOPIC, "own-domain", "The reader's own domain is forged, and it enforces.",
           delivered(mail("boss@legit.example")),
           merge(verdict(2, "alarm"), evidence("fail", "reject"), author("boss@legit.example")),
           options=["--own", "legit.example"])
    w.case(TOPIC, "own-domain-honest", "Honest: the reader's own domain, signed.",
           honest(genuine("boss@legit.example")), CONFIRMED, options=["--own", "legit.example"])


def generate(w):
    for part in (envelopes, injected_domains, several_authors, others):
        part(w)
