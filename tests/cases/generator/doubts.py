# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""How the evidence could be misled: by the trail, by limits that a sender reaches on purpose, by
names of the domain for which nobody answers; and the honest mail that looks the same."""
from .ways import *

TOPIC = "doubts"
MINE = mail("<%s>" % L)                       # the author's name, unsigned
IP, GOOD = "203.0.113.66", "192.0.2.10"
BY = " by mx.victim.example"
DEAD = {"*": "SERVFAIL"}
SUB = "<ceo@www.legit.example>"
REFUTED = merge(FORGED, {"evidence": {"reason": "spf-not-passed"}})
NOT_CONFIRMED = merge(verdict(3, "warning"), evidence("unproven", "reject"))
NOT_KNOWN = merge(verdict(13, "quiet"), evidence("unknown", reason="dns"))
GOOGLE = ["Delivered-To: user@victim.example",
          "Received: by 2002:a05:6a10:1234:b0:5ab:cdef:1 with SMTP id ab1csp123456pxb;\r\n        Wed, 18 Nov"
          " 2026 02:06:41 -0800 (PST)",
          "X-Received: by 2002:a17:906:1 with SMTP id x1mr1; Wed, 18 Nov 2026 02:06:40 -0800 (PST)"]
FETCHED = "<\"user+(fetchmail)\"@victim.example>"


def received(text, when=HOUR_AGO):
    return "Received: %s; %s" % (text, when)


def came(message, text, address=A, above=()):
    """MESSAGE under one Received field."""
    return message.top(*above, "Return-Path: <%s>" % address, received(text))


def trail(t):
    """What a sender says at HELO, in the reverse DNS, as recipient or in the first line."""
    for name, text in (
            ("qmail-id", "from unknown (HELO id) (%s)" + BY + " with SMTP"),
            ("qmail-version", "from unknown (HELO version) (%s)" + BY + " with SMTP"),
            ("sendmail-id", "from x.example (id [%s] (may be forged))" + BY + " (8.17/8.17) with ESMTP id 1A"),
            ("exim-id", "from id ([%s] helo=x)" + BY + " with esmtp"),
            ("exchange-id", "from id (%s)" + BY + " (10.0.0.1) with Microsoft SMTP Server id 15.2")):
        t.accounts("name-" + name, "A name that announces a number; the client's address stands behind it.",
                   came(MINE, text % IP), FORGED, FORGED, FORGED)
    t.accounts("name-exim-helo-in-name", "A reverse name that looks like another server's form, after a HELO that"
               " is an address.", came(MINE, "from [%s] (helo=x [%s] (may be forged))%s" % (GOOD, IP, BY),
                                       "x@legit.example"), UNPROVEN, UNPROVEN, REFUTED)
    later = "Received: from unknown (HELO x.example) (%s)%s with SMTP; %s\r\n ; Mon, 1 Jan 2024 00:00:00 +0000"
    t.accounts("first-line-date", "A message that begins with white space goes on in the field of a server that"
               " does not read it: it is not old for that.",
               MINE.top("Return-Path: <%s>" % A, later % (IP, BY, HOUR_AGO)), FORGED, FORGED, FORGED)
    for name, line in (("clause", " by mx.victim.example; Mon, 1 Jan 2024 00:00:00 +0000"),
                       ("comment", " (; Mon, 1 Jan 2024 00:00:00 +0000"), ("word", " x; Mon, 1 Jan 2024 00:00:00 +0000")):
        t.accounts("first-line-" + name, "The same, with something before the date.", MINE.top(
            "Return-Path: <%s>" % A, "Received: from x (HELO x.example) (%s)%s with SMTP; %s\r\n%s" % (
                IP, BY, HOUR_AGO, line)), FORGED, file_time=NOW)
    t.accounts("first-line-date-expired", "The same, for a signature that had expired.",
               genuine(tags=(("t", "1700000000"), ("x", "1704067200"))).top(
                   "Return-Path: <%s>" % A, later % (IP, BY, HOUR_AGO)),
               merge(FORGED, dkim(sig("policy", "expired"))), None, FORGED)
    t.accounts("date-comment", "Honest: a date with a remark, and long ago.", MINE.top(
        "Return-Path: <%s>" % A, "Received: from x (x [%s])%s with SMTP; Mon, 1 Jan 2024 00:00:00 +0000 (UTC;"
        " fine)" % (IP, BY)), OLD)
    below = MINE.top(received("from l.example (l.example [%s])%s (Postfix) with ESMTP id 1" % (GOOD, BY)))
    t.case("recipient-fetched", "The recipient's address looks like a fetcher's remark: this server is another,"
           " and what stands below is the sender's.",
           came(below, "from x.example (x.example [%s]) by mx2.victim.example (Postfix) with ESMTP id 4\r\n\tfor %s"
                % (IP, FETCHED), L), UNPROVEN, PB)
    t.case("fetched", "Honest: fetched from a mailbox; the border's field stands below.",
           came(MINE.top(received("from mail.legit.example (mail.legit.example [%s])%s (Postfix) with ESMTP id 1"
                                  % (GOOD, BY))),
                "from pop.victim.example [198.51.100.1]\r\n\tby localhost with POP3 (fetchmail-6.4.37)\r\n\tfor"
                " <user@localhost> (single-drop)", "x@legit.example"), BY_SPF, PB)


def servers(t):
    """The fields of real servers, one honest and one forged each."""
    for name, above, text in (
            ("google", GOOGLE, "from h.example (h.example. [%s])\r\n        by mx.google.com with ESMTPS id x-1.2.26\r\n"
             "        for <user@victim.example>\r\n        (version=TLS1_3 cipher=X bits=256/256)"),
            ("qmail", ["Received: (qmail 27979 invoked from network); 18 Nov 2026 10:06:41 -0000"],
             "from unknown (HELO h.example) (%s)\r\n  by mx.google.com with SMTP"),
            ("exim-port", [], "from [%s] (port=5555 helo=h.example) by mx.google.com with esmtps (Exim 4.96)"),
            ("courier", [], "from h.example (h.example [::ffff:%s])\r\n  (TLS: TLSv1.3,256bits,TLS_AES)\r\n  by"
             " mx.google.com with ESMTPS")):
        for options, source in ((["--border", "mx.google.com"], "received"),
                                (["--trust-authserv", "mx.google.com:below"], "server")):
            said = "Authentication-Results: mx.google.com;\r\n       spf=%s smtp.mailfrom=x@legit.example"
            for kind, ip, word, expect in (("honest", GOOD, "pass", BY_SPF), ("forged", IP, "fail", REFUTED)):
                t.case("server-%s-%s-%s" % (name, source, kind), "A large server's way of writing.",
                       came(MINE.top(said % word), text % ip, "x@legit.example", above),
                       merge(expect, spf(word, source)), options)
    inside = "by mx.victim.example (Postfix, from userid 33) id 8A"
    forged = MINE.top("Return-Path: <x@legit.example>", received(inside),
                      received("from l.example (l.example [%s])%s (Postfix) with ESMTP id 1" % (GOOD, BY)))
    t.case("local-submission", "Written by a program on the border host itself: the rest is its word.", forged,
           UNPROVEN, PB)
    for name, protocol, expect in (("login", "ESMTPSA", UNPROVEN), ("no-login", "ESMTPS", REFUTED)):
        t.case("border-" + name, "Honest with a login: who logs in sends from anywhere.", came(
            MINE, "from [192.168.1.2] (home.example [%s])%s (Postfix) with %s id 4" % (IP, BY, protocol),
            "x@legit.example"), expect, PB)
    t.case("border-login-in-path", "A login that stands in the sender's address only.", came(
        MINE, "from h.example (h.example [%s])%s (Haraka) with ESMTP id 4 envelope-from <\"a with ESMTPSA b\""
        "@attack.example>" % (IP, BY), "x@legit.example"), REFUTED, PB)


def flood(message, count, name="a%d.b%d.c%d.d%d.e%d.f.legit.example"):
    """COUNT signatures of deep subdomains, each of them worthless."""
    for i in range(count):
        message = message.sign(rsa("attack"), name % ((i,) * name.count("%d")), "s%d" % i)
    return message


def seals(message, count):
    for i in range(1, count + 1):
        message = sealed(message, i, "a%d.attack.example" % i, "s1", key=rsa("attack"))
    return message


def limits(t):
    """What a sender can use up."""
    t.accounts("flood-of-signatures", "More signatures than are looked at, in subdomains that would all have to be"
               " asked for.", delivered(flood(MINE, 14)), NOT_CONFIRMED)
    t.accounts("flood-under-genuine", "Honest twin: the real signature is below them all.",
               honest(flood(genuine(), 7)), CONFIRMED)
    deep = ["n%d.a%d.b%d.c%d.d%d.e%d.np.example" % ((i,) * 6) for i in range(4)]
    existing = domain("np.example", "p=reject; sp=none; np=reject", keys=[("s1", rsa("legit"))])
    many = mail(", ".join("<ceo@%s>" % name for name in deep), extra=["Sender: <ceo@np.example>"])
    t.accounts("existence-not-asked", "So many names that nobody is asked any more whether the author's exists.",
               delivered(seals(flood(many, 8, "s%d.attack.example"), 10)),
               merge(NOT_CONFIRMED, {"evidence": {"reason": "limit"}}), answers=existing)
    t.accounts("existence-asked", "The same without ballast.", delivered(mail("<ceo@n.np.example>")), FORGED,
               answers=existing)
    t.accounts("existence-honest", "Honest twin: an existing subdomain that signs.",
               honest(genuine("<ceo@news.np.example>", "np.example")), CONFIRMED,
               answers=dict(existing, **{"news.np.example": {"A": ["192.0.2.10"]}}))


def dead_names(t):
    """A sender may pick a subdomain whose servers do not answer; the parent's policy is read."""
    dead = {"www.legit.example": DEAD, "_dmarc.www.legit.example": DEAD}
    for word in ("SERVFAIL", "TIMEOUT", "REFUSED"):
        t.accounts("dead-%s-forged" % word.lower(), "The author's own record cannot be asked, the organization's"
                   " enforces.", delivered(mail(SUB)), NOT_CONFIRMED,
                   answers={"www.legit.example": {"*": word}, "_dmarc.www.legit.example": {"*": word}})
    t.accounts("dead-signed-by-parent", "Honest twin: signed by the organization; only the alignment is unknown.",
               honest(genuine(SUB)), NOT_KNOWN, answers=dead)
    t.accounts("dead-signed-by-itself", "Honest twin: signed by the very name.",
               honest(mail(SUB).sign(rsa("legit"), "www.legit.example", "s1")), CONFIRMED_NO_ANSWER,
               answers=dict(dead, **{"s1._domainkey.www.legit.example": {"TXT": [record(rsa("legit"))]}}))
    t.case("dead-server-knows", "Honest twin: changed since, and the server saw it pass.",
           judged(honest(genuine(SUB).with_body(b"Else.\r\n"), "x@list.example"), "dkim=pass header.d=legit.example",
                  "dmarc=pass header.from=www.legit.example"), {"verdict": {"level": "quiet"}}, PA, answers=dead)
    t.accounts("dead-monitored", "The organization asks nothing for its subdomains.", delivered(mail(SUB)), NOT_KNOWN,
               answers=dict(dead, **{"_dmarc.legit.example": {"TXT": ["v=DMARC1; p=reject; sp=none"]}}))
    t.accounts("dead-old", "Long ago.", mail(SUB).top(*trace(when="Tue, 06 Oct 2026 10:06:40 +0000")), NOT_KNOWN,
               answers=dead)
    for name, policy, expect in (("strict", "p=reject; sp=quarantine; np=reject", merge(
            NOT_CONFIRMED, {"evidence": {"policy": "quarantine"}})), ("open", "p=reject; sp=none; np=reject", NOT_KNOWN)):
        t.accounts("dead-existence-" + name, "Whether the name exists cannot be asked: the weaker policy counts.",
                   delivered(mail("<ceo@www.np.example>")), expect,
                   answers=dict(domain("np.example", policy), **{"www.np.example": DEAD}))


def crowds(t):
    """Names with very many records, as large companies have them."""
    texts = ["verification-%d=%s" % (i, "x" * 40) for i in range(120)] + ["v=spf1 a:pool.legit.example -all"]
    crowd = {"legit.example": {"TXT": texts}, "pool.legit.example": {
        "A": ["198.51.100.%d" % i for i in range(100)] + [GOOD]}}
    for name, message, expect in (("honest", honest(MINE, "x@legit.example"), BY_SPF),
                                  ("forged", delivered(MINE, "x@legit.example"), REFUTED)):
        t.case("crowd-" + name, "The SPF record is one of many texts, the address one of many.", message, expect, PB,
               answers=crowd)


CONFIRMED_NO_ANSWER = merge(verdict(15, "quiet"), evidence("pass", source="dkim"))


def generate(w):
    for part in (trail, servers, limits, dead_names, crowds):
        part(Topic(w, TOPIC))
