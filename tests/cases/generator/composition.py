# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Attacks that combine things which two programs read differently (the shapes of From are in
from_shapes.py). Without a border or a trusted server: what a mail client alone can tell."""
import base64

from .ways import *

TOPIC = "composition"


NOW_FORGED = merge(verdict(1, "alarm"), {"evidence": {"result": "fail"}, "dmarc": {"result": "fail", "reason": None}})


def forged(w, name, about, message, expect=FORGED, **more):
    w.case(TOPIC, name, about, message, expect, **more)


def envelopes(w):
    base = mail("<%s>" % L)
    forged(w, "return-path-subdomain", "The reverse-path is a subdomain that does not exist: it shares"
           " the organization, so nothing is refuted but by its own SPF.",
           delivered(base, "any@notexist.legit.example"), UNPROVEN, accounts={"pa": {}, "pb": NOW_FORGED})
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
                "spf": {"result": "none"}},
               accounts={"pa": {}, "pb": {"spf": {"result": "pass"}}} if name == "route" else None)
    # The HELO counts for a null reverse-path only; the server's pass has nothing to stand on. What
    # cannot be read as a reverse-path cannot be refuted either: a warning even where the border is named.
    helo, said = "attack.example", ("spf=pass smtp.helo=attack.example", "dmarc=pass header.from=legit.example")
    t = Topic(w, TOPIC)
    for name, path, pa, pb in (("no-such-name", "any@notexist.legit.example", FORGED, FORGED),
                               ("unparsable", "(any@legit.example", FORGED, UNPROVEN),
                               ("null", "", FORGED, UNPROVEN)):
        t.accounts("helo-passes-" + name, "HELO is the attacker's and passes SPF; MAIL FROM is no domain of his.",
                   judged(base.top(*trace(helo, path=path)), *said), UNPROVEN, pa, pb)
        t.accounts("helo-passes-%s-honest" % name, "Honest: the same way, signed.",
                   judged(genuine().top(*trace(helo, path=path)), "dkim=pass header.d=legit.example", *said), CONFIRMED)
    forged(w, "return-path-null", "A null reverse-path: postmaster@HELO might align.",
           delivered(base, ""), merge(UNPROVEN, {"evidence": {"policy": "reject"}}))
    forged(w, "return-path-absent", "No Return-Path: nothing is refuted.", delivered(base, None),
           UNPROVEN)
    forged(w, "return-path-twice", "An aligned Return-Path below the real one does not count.",
           base.top("Return-Path: <bounce@legit.example>").top(*trace()))
    w.case(TOPIC, "return-path-twice-honest", "Honest: two Return-Path fields and a good signature.",
           honest(genuine().top("Return-Path: <x@attack.example>")), CONFIRMED)


def injected_domains(w):
    """Results that another program reads from a broken d= or s=."""
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
    for name, s in (("nul-selector", "other.example.\0.any"),
                    ("nul-in-query", "selector._domainkey.other.example.\0.x")):
        forged(w, name, "s= holds a NUL: no question is asked for it.",
               delivered(base.sign(key, "legit.example", s)),
               merge(FORGED, dkim(sig("permerror", one_of("bad-selector", "syntax")))),
               answers={"other.example": {"TXT": [record(key)]},
                        "selector._domainkey.other.example": {"TXT": [record(key)]}},
               not_asked=["other.example", "selector._domainkey.other.example"] + never)
    w.case(TOPIC, "selector-honest", "Honest: a selector with dots and digits.",
           honest(genuine(s="2026.mail-1")), CONFIRMED,
           answers={"2026.mail-1._domainkey.legit.example": {"TXT": [record(rsa("legit"))]}})


def several_authors(w):
    key = rsa("attack")
    both = "<%s>, <%s>" % (A, L)
    for name, sender, level, reason in (("", L, "warning", "several-authors"), ("-sends", A, "warning", "several-authors"),
                                        ("-third-sends", "x@other.example", "alarm", "several-domains")):
        w.case(TOPIC, "second-author" + name, "The attacker signs for a message that names a second author.",
               delivered(mail(both, extra=["Sender: <%s>" % sender]).sign(key, "attack.example", "s1")),
               merge(verdict(4, level), evidence("ambiguous-from", reason=reason), {"from": {"addresses": [A, L]}}))
    w.case(TOPIC, "encoded-first-author", "An encoded word that decodes to the victim's address"
           " stands before the attacker's.", delivered(mail("=?utf-8?B?%s?=, <%s>" % (
               base64.b64encode(("<%s>" % L).encode()).decode(), A)).sign(key, "attack.example", "s1")),
           AMBIGUOUS)
    swapped = "=?utf-8?B?%s?= <%s>" % (base64.b64encode(("<%s>" % L).encode()).decode(), A)
    for name, lines, extra in (
            ("two-fields-and-encoded", ["From: " + swapped, "From: <%s>" % L], []),
            ("leading-space-and-resent", ["X-A: a\r\n From: <%s>" % A, "Resent-From: <%s>" % L], []),
            ("two-authors-and-reply", ["From: <%s>, <%s>" % (A, L)], ["Reply-To: <%s>" % A])):
        w.case(TOPIC, "both-" + name, "Two of these at once: the worse decides.",
               delivered(mail(lines, extra=extra).sign(key, "attack.example", "s1")),
               NO_SENDER if "resent" in name else AMBIGUOUS)
    provider = rsa("provider")
    for name, value in (("two-domains", "<ceo@provider.example>, <%s>" % A),
                        ("route-and-bare", "<%s>ceo@provider.example" % A),
                        ("encoded", "=?utf-8?B?%s?=, <%s>" % (base64.b64encode(
                            b"<ceo@provider.example>").decode(), A)),
                        ("backslash-comma", "<ceo@provider.example>\\, <%s>" % A),
                        ("bare-first", "ceo@provider.example, <%s>" % A)):
        w.case(TOPIC, "provider-signs-" + name, "A provider signs what its customer wrote into From.",
               delivered(mail(value).sign(provider, "provider.example", "s1")), AMBIGUOUS)
    w.case(TOPIC, "provider-signs-honest", "Honest: the provider signs for its customer.",
           honest(mail("ceo@provider.example").sign(provider, "provider.example", "s1"),
                  "ceo@provider.example"), CONFIRMED)
    replayed = mail("ceo@provider.example").sign(provider, "provider.example", "s1", h="from:to")
    w.case(TOPIC, "replay-with-second-from", "A signed message with another From on top.",
           delivered(replayed.top("From: <%s>" % L)), merge(AMBIGUOUS, author(reason="several-fields")))
    w.case(TOPIC, "two-from-same-address", "Two From fields that are equal: every program shows the same.",
           delivered(mail(["From: <%s>" % L] * 2)), merge(FORGED, author(L, "obsolete-syntax")))
    w.case(TOPIC, "two-from-same-address-honest", "Honest: a script that writes From once more.",
           honest(genuine(["From: <%s>" % L] * 2)), merge(CONFIRMED, author(L, "obsolete-syntax")))
    w.case(TOPIC, "two-from-same-address-other-name", "The same address with two names.",
           delivered(mail(["From: Legit <%s>" % L, "From: Other <%s>" % L])),
           merge(AMBIGUOUS, author(reason="several-fields")))


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
    claim = "Authentication-Results: mx.victim.example; dmarc=pass header.from=legit.example"
    forged(w, "results-claimed-below", "What a message says of itself is never believed.",
           delivered(mail("<%s>" % L).top(claim)))
    # Nobody but the server can write there: those who trust it get its word.
    forged(w, "results-claimed-above", "What a server says that nobody trusts is not believed.",
           delivered(mail("<%s>" % L)).top(claim),
           accounts={"pa": merge(BY_SERVER, {"dmarc": {"reason": None}}), "pb": {}})
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


def unseen(w):
    """What no verifier can see: these are quiet, and the manual says so."""
    t = Topic(w, TOPIC)
    t.accounts("unseen-replay", "A genuine message is sent on, unchanged, to somebody it was not meant for.",
               judged(delivered(mail("<%s>" % L).replace("to", b"To: someone@other.example\r\n").sign(
                   rsa("legit"), "legit.example", "s1")),
                      "spf=pass smtp.mailfrom=" + A, "dkim=pass header.d=legit.example",
                      "dmarc=pass header.from=legit.example"), CONFIRMED)
    for name, about, path in (
            ("relay", "A relay that the domain's SPF names sends what any of its customers wrote.", "x@legit.example"),
            ("smuggled", "The second message of a smuggled pair comes from the domain's own server.", L),
            ("forward", "A provider whom the domain's SPF names forwards with a rewritten MAIL FROM.",
             "SRS0=x=y=attack.example=any@legit.example")):
        t.accounts("unseen-" + name, about, judged(
            mail("<%s>" % L, about[:20]).top(*trace("out.provider.example", "192.0.2.10", path=path)),
            "spf=pass smtp.mailfrom=" + path, "dmarc=pass header.from=legit.example"), UNPROVEN, BY_SPF, BY_SPF)
    provider = rsa("provider")
    t.accounts("unseen-other-customer", "One customer of a provider writes as another.", judged(
        mail("ceo@provider.example").sign(provider, "provider.example", "s1").top(
            *trace("out.provider.example", "198.51.100.77", path="clerk@provider.example")),
        "spf=pass smtp.mailfrom=clerk@provider.example", "dkim=pass header.d=provider.example",
        "dmarc=pass header.from=provider.example"), CONFIRMED)
    t.accounts("unseen-without-policy", "A domain without any DNS entry of its own is forged.", judged(
        delivered(mail("<jane@bare.example>")), "spf=pass smtp.mailfrom=" + A), NOTHING)
    signed = mail("<%s>" % L).sign(provider, "provider.example", "s1")
    t.accounts("forwarder-signs", "A forwarder signs a forgery for itself.", judged(
        signed.top(*trace("out.provider.example", "198.51.100.77", path="fwd@provider.example")),
        "spf=pass smtp.mailfrom=fwd@provider.example", "dkim=pass header.d=provider.example"), FORGED)
    t.accounts("forwarder-signs-honest", "Honest: a forwarder signs beside the author's domain.", judged(
        genuine().sign(provider, "provider.example", "s1").top(
            *trace("out.provider.example", "198.51.100.77", path="fwd@provider.example")),
        "spf=pass smtp.mailfrom=fwd@provider.example", "dkim=pass header.d=provider.example",
        "dkim=pass header.d=legit.example"), CONFIRMED)


def generate(w):
    for part in (envelopes, injected_domains, several_authors, others, unseen):
        part(w)
