# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""SPF: with a known envelope, and reconstructed from the border's Received field and the Return-Path."""
from .ways import *

TOPIC = "spf"
BY = "by mx.victim.example"
REFUTED = merge(FORGED, {"evidence": {"reason": "spf-not-passed"}})
MINE = mail("<%s>" % L)                       # the author's name, unsigned


def received(text, when=HOUR_AGO):
    return "Received: %s; %s" % (text, when)


def path(address):
    return "Return-Path: <%s>" % address


def envelopes(t):
    """SPF sees an aligned envelope or it does not; what the message says about itself does not count."""
    t.accounts("honest", "Honest: unsigned, out of the domain's own server.", honest(MINE),
               merge(UNPROVEN, NO_SPF), merge(UNPROVEN, NO_SPF),
               merge(BY_SPF, spf("pass", "received", domain="legit.example", aligned=True),
                     {"time": {"source": "border"}}), asked=None)
    t.accounts("forged-return-path", "The author's domain stands in MAIL FROM, the address is the"
               " attacker's.", delivered(MINE, L), UNPROVEN, UNPROVEN,
               merge(REFUTED, spf("fail", "received", domain="legit.example", aligned=True)))
    t.accounts("own-return-path", "The attacker's own envelope passes, and does not fit the author.",
               delivered(MINE), FORGED, FORGED,
               merge(FORGED, spf("pass", "received", domain="attack.example", aligned=False)))
    for name, options, expect in (
            ("pass", GOOD_IP, merge(BY_SPF, spf("pass", "envelope", aligned=True))),
            ("pass-angle", GOOD_IP[:-1] + ["<bounce@legit.example>"], BY_SPF),
            ("fail", ["--ip", "203.0.113.66", "--helo", "legit.example", "--mail-from", L],
             merge(REFUTED, spf("fail", "envelope"))),
            ("other", ["--ip", "203.0.113.66", "--helo", "x.example", "--mail-from", A],
             merge(FORGED, spf("pass", "envelope", aligned=False))),
            ("null-path", ["--ip", "192.0.2.10", "--helo", "legit.example", "--mail-from", ""],
             merge(BY_SPF, spf("pass", "envelope", domain="legit.example"))),
            ("null-path-other", ["--ip", "203.0.113.66", "--helo", "attack.example", "--mail-from", "<>"],
             merge(FORGED, spf("pass", "envelope", aligned=False))),
            ("v6", ["--ip", "2001:db8::10", "--helo", "x", "--mail-from", "a@legit.example"], REFUTED),
            ("mapped", ["--ip", "::ffff:192.0.2.10", "--helo", "x", "--mail-from", "a@legit.example"],
             BY_SPF)):
        t.case("envelope-" + name, "The envelope is given.", delivered(MINE, L), expect, options)
    t.case("envelope-before-border", "A given envelope goes before what the border wrote.",
           honest(MINE), REFUTED, PB + ["--ip", "203.0.113.66", "--helo", "x", "--mail-from", L])


def policies(t):
    for domain, expect in (
            ("quar.example", merge(verdict(1, "alarm"), evidence("fail", "quarantine"))),
            ("soft.example", merge(verdict(17, "note"), evidence("fail", "none"))),
            ("nodmarc.example", merge(NOTHING, evidence("none"))),
            ("bare.example", merge(NOTHING, evidence("none"))),
            ("test.example.net", merge(verdict(3, "warning"), evidence("fail", "quarantine"))),
            ("strict.example", FORGED)):
        name = domain.partition(".")[0]
        t.case("policy-%s-forged" % name, "DM-01, DM-03, DM-04 with a border.",
               delivered(mail("<admin@%s>" % domain), "x@" + domain), expect, PB)
    t.case("policy-strict-subdomain", "Strict: SPF of a subdomain is not the author's.",
           honest(mail("<admin@strict.example>"), "x@sub.strict.example"), FORGED, PB,
           answers={"sub.strict.example": {"TXT": ["v=spf1 ip4:192.0.2.10 -all"]}})
    t.case("policy-strict-honest", "Honest: strict, and the very domain.",
           honest(mail("<admin@strict.example>"), "x@strict.example"), BY_SPF, PB)
    t.case("policy-relaxed-subdomain", "Honest: relaxed, a subdomain in MAIL FROM.",
           honest(MINE, "x@bounces.legit.example"), BY_SPF, PB,
           answers={"bounces.legit.example": {"TXT": ["v=spf1 ip4:192.0.2.10 -all"]}})
    t.case("policy-none-honest", "Honest: no policy, and SPF passes for the same organization.",
           honest(mail("<admin@nodmarc.example>"), "x@nodmarc.example"),
           merge(verdict(15, "quiet"), evidence("pass", source="spf")), PB)
    t.case("watched-monitored", "A protected domain that only monitors.",
           delivered(mail("<admin@soft.example>"), "x@soft.example"),
           merge(verdict(17, "warning"), evidence("fail", "none")), PB + ["--protect", "soft.example"])


def records(t):
    """Aligned, and not a pass: DM-19; the record's own mistakes: SP-02 to SP-08."""
    def row(name, about, texts, result, more=None, expect=None, **rest):
        answers = {"legit.example": {"A": ["192.0.2.10"], "TXT": texts}}
        answers.update(more or {})
        expect = expect or (BY_SPF if result == "pass" else REFUTED)
        t.case("record-" + name, about, honest(MINE), merge(expect, spf(result, "received")), PB,
               answers=answers, **rest)

    for word, all_ in (("softfail", "~all"), ("neutral", "?all"), ("fail", "-all"), ("pass", "+all")):
        row("all-" + word, "The result is %s." % word, ["v=spf1 " + all_], word)
    row("no-match", "Nothing matches, nothing is said.", ["v=spf1 ip4:192.0.2.99"], "neutral")
    row("two", "Two records.", ["v=spf1 +all", "v=spf1 ip4:192.0.2.10 -all"], "permerror")
    row("upper-case", "The version without case.", ["V=SPF1 ip4:192.0.2.10 -all"], "pass")
    row("leading-blank", "A blank before the version: no record.", [" v=spf1 +all"], "none")
    row("longer-version", "Another version: no record.", ["v=spf10 +all"], "none")
    row("in-pieces", "Character-strings are joined without a blank.",
        [["v=spf1 ip4:192.0", ".2.10 -all"]], "pass")
    row("absent", "No record at all.", ["something else"], "none")
    row("syntax", "A mistake behind the match.", ["v=spf1 ip4:192.0.2.10 ip4:x -all"], "permerror")
    row("unknown-mechanism", "A mechanism that does not exist.", ["v=spf1 foo:bar +all"], "permerror")
    row("unknown-modifier", "A modifier that nobody knows is skipped.",
        ["v=spf1 foo=bar ip4:192.0.2.10 -all"], "pass")
    t.case("record-timeout", "SPF of an aligned domain cannot be looked up.", honest(MINE),
           merge(spf("temperror", "received"), UNPROVEN, evidence("unproven", reason="dns"),
                 {"dmarc": {}}), PB,
           answers={"legit.example": {"A": ["192.0.2.10"], "TXT": "SERVFAIL"}})
    for n, result in ((10, "pass"), (11, "permerror")):
        names = ["i%d.example" % i for i in range(n)]
        more = {name: {"TXT": ["v=spf1 ip4:203.0.113.%d" % i]} for i, name in enumerate(names)}
        more[names[-1]] = {"TXT": ["v=spf1 ip4:192.0.2.10"]}
        row("terms-%d" % n, "%d terms that ask." % n,
            ["v=spf1 " + " ".join("include:" + name for name in names) + " -all"], result, more)
    ten = {"i%d.example" % i: {"TXT": ["v=spf1 ip4:203.0.113.%d" % i]} for i in range(10)}
    ten["next.example"] = {"TXT": ["v=spf1 ip4:192.0.2.10 -all"]}
    for n, result in ((9, "pass"), (10, "permerror")):
        row("terms-%d-redirect" % n, "%d terms that ask, and a redirect, which counts." % n, ["v=spf1 " + " ".join(
            "include:i%d.example" % i for i in range(n)) + " redirect=next.example"], result, ten)
    for at, result in ((9, "pass"), (10, "fail")):
        names = ["h%d.else.example" % i for i in range(11)]
        names[at] = "out.legit.example"
        hosts = {name: {"A": ["192.0.2.10"]} for name in names}
        hosts["10.2.0.192.in-addr.arpa"] = {"PTR": names}
        row("ptr-%d" % at, "Eleven names of the address: the first ten are looked at.", ["v=spf1 ptr -all"], result, hosts)
    for n, result in ((2, "pass"), (3, "permerror")):
        row("void-%d" % n, "%d look-ups without an answer." % n,
            ["v=spf1 " + " ".join("a:v%d.void.example" % i for i in range(n)) + " ip4:192.0.2.10 -all"], result)
    exchanges = {"many.example": {"MX": [[i, "m%d.many.example" % i] for i in range(11)]}}
    exchanges.update({"m%d.many.example" % i: {"A": ["192.0.2.%d" % (100 + i)]} for i in range(11)})
    row("mx-11", "A name with eleven exchanges.", ["v=spf1 mx:many.example +all"], "permerror", exchanges)
    row("loop", "Includes that go round.", ["v=spf1 include:a.loop.example -all"], "permerror",
        {"a.loop.example": {"TXT": ["v=spf1 include:b.loop.example"]},
         "b.loop.example": {"TXT": ["v=spf1 include:a.loop.example"]}})
    row("redirect-to-itself", "A redirect to itself.", ["v=spf1 redirect=legit.example"], "permerror")
    row("include-none", "An included name without a record.", ["v=spf1 include:bare.example +all"], "permerror")
    row("macros", "A name for each sender.", ["v=spf1 exists:%{ir}.%{l}._spf.%{d2} -all"], "pass",
        {"10.2.0.192.bounce._spf.legit.example": {"A": ["127.0.0.2"]}},
        asked=["10.2.0.192.bounce._spf.legit.example"])
    row("fan-out", "Includes that each lead to more.",
        ["v=spf1 " + " ".join("include:%%{l}.%%{i}.f%d.example" % i for i in range(9)) + " -all"], "permerror",
        {"bounce.192.0.2.10.f%d.example" % i: {"TXT": ["v=spf1 " + " ".join(
            "include:g%d-%d.example" % (i, k) for k in range(9))]} for i in range(9)})
    for i, text in enumerate(("%{d0}", "%{x}", "%{d-1}", "%{1d}", "%", "%{", "%{d", "%{d}%",
                              "%{d}%%%_%-%z")):
        row("bad-macro-%d" % i, "A macro that is none: %s" % text, ["v=spf1 exists:%s.example +all" % text],
            "permerror")
    for i, text in enumerate(("%{s255}", "%{i99999999999r}", "%{l1r-+,/_=}", "%{D2R}", "%%%_%-")):
        row("odd-macro-%d" % i, "A macro that is one: %s" % text, ["v=spf1 exists:%s.none.example +all" % text],
            "pass")
    row("long-macro", "An expansion of more than 253 octets is cut from the left.",
        ["v=spf1 exists:%s.legit.example -all" % ".".join(["%{d}"] * 40)], "pass",
        {".".join(["legit.example"] * 18): {"A": ["127.0.0.2"]}})
    row("explanation", "The explanation is never fetched.", ["v=spf1 -all exp=why.legit.example"], "fail",
        {"why.legit.example": {"TXT": ["x" * 255]}}, not_asked=["why.legit.example"])


def trails(t):
    """SP-09 to SP-15: who wrote a Received field."""
    t.accounts("null-path", "A null reverse-path, and a HELO name that anybody can say.",
               honest(MINE, ""), UNPROVEN, UNPROVEN, merge(UNPROVEN, NO_SPF))
    t.case("no-border", "A perfect Received field, and no border is named.", honest(MINE), merge(UNPROVEN, NO_SPF),
           ["--border", "mx.other.example"])
    lower = MINE.top(received("from mail.legit.example (mail.legit.example [192.0.2.10]) " + BY))
    t.accounts("perfect-received", "SP-10: a perfect Received field that the sender wrote.", lower.top(*trace(path=L)),
               UNPROVEN, UNPROVEN, REFUTED)
    t.case("forged-below", "The sender wrote a Received field of the border.",
           lower.top(*trace(path=L)), merge(REFUTED, spf("fail", "received")), PB)
    t.case("forged-below-other-door", "The message came in by a server that is not the border.",
           lower.top(path(L), received("from x.example (x.example [203.0.113.66]) by mx2.victim.example")),
           merge(UNPROVEN, NO_SPF), PB)
    t.case("forged-below-local-name", "The sender's host is called fetchmail.", lower.top(path(L), received(
        "from x (fetchmail.attack.example [203.0.113.66]) by mx2.victim.example")), merge(UNPROVEN, NO_SPF), PB)
    for i, helo in enumerate((
            "[192.0.2.10] (unknown [203.0.113.66])", "x (y [192.0.2.10]) (r.example [203.0.113.66])",
            "192.0.2.10 (192.0.2.10.attack.example [203.0.113.66])", "x (HELO y) (192.0.2.10) (203.0.113.66)",
            "x (y [192.0.2.10]) by mx.victim.example (r.example [203.0.113.66])",
            "x (y [192.0.2.10]) by mx.victim.example; (r.example [203.0.113.66])",
            "x (y [192.0.2.10]) by mx.victim.example ( (r.example [203.0.113.66])",
            "mx.victim.example by mx.victim.example (r.example [203.0.113.66])",
            "[192.0.2.10] (helo=y) (r.example [203.0.113.66])",
            "x (y [192.0.2.10]) (using TLSv1.3 (r.example [203.0.113.66])",
            "x ([192.0.2.10] helo=y) (r.example [203.0.113.66])", "(y [192.0.2.10]) (r.example [203.0.113.66])")):
        t.case("helo-%02d" % i, "A HELO name that wants to be an address.",
               lower.top(path(L), received("from %s %s (Postfix) with ESMTP id 4" % (helo, BY))), UNREADABLE, PB)
    for name, text in (
            ("postfix", "from mail.legit.example (mail.legit.example [192.0.2.10])\r\n\t" + BY
             + " (Postfix) with ESMTPS id 4Fz0Qk\r\n\tfor <user@victim.example>"),
            ("postfix-tls", "from mail.legit.example (mail.legit.example [192.0.2.10])\r\n\t(using TLSv1.3"
             " with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n\t key-exchange X25519)\r\n\t(No client"
             " certificate requested)\r\n\t" + BY + " (Postfix) with ESMTPS id 4"),
            ("exim", "from mail.legit.example ([192.0.2.10])\r\n\t" + BY + " with esmtps (TLS1.3) (Exim 4.96)"
             "\r\n\t(envelope-from <bounce@legit.example>) id 1r\r\n\tfor user@victim.example"),
            ("exim-helo", "from r.legit.example ([192.0.2.10]:4711 helo=mail.legit.example) " + BY
             + " with esmtp (Exim 4.96) id 1r"),
            ("sendmail", "from mail.legit.example (r.legit.example [192.0.2.10] (may be forged)) " + BY
             + " (8.17.1/8.17.1) with ESMTP id 3AI"),
            ("exchange", "from mail.legit.example (192.0.2.10) by MX.victim.example (198.51.100.1) with"
             " Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.2.1 via Frontend Transport"),
            ("google", "from mail.legit.example (mail.legit.example. [192.0.2.10]) " + BY + " with ESMTPS id x"
             " for <user@victim.example> (version=TLS1_3 cipher=X bits=128/128)"),
            ("qmail", "from unknown (HELO mail.legit.example) (192.0.2.10)\r\n  " + BY + " with SMTP"),
            ("mapped", "from mail.legit.example (mail.legit.example [::ffff:192.0.2.10]) " + BY + " with ESMTP")):
        t.case("form-" + name, "Honest: as this server writes it.",
               MINE.top(path("bounce@legit.example"), received(text)), merge(BY_SPF, spf("pass", "received")), PB)
    t.case("form-v6", "Honest: an IPv6 address.", MINE.top(path("x@legit.example"), received(
        "from mail.legit.example (mail.legit.example [IPv6:2001:db8::10]) " + BY + " (Postfix) with ESMTP")),
        BY_SPF, PB, answers={"legit.example": {"A": ["192.0.2.10"], "TXT": ["v=spf1 ip6:2001:db8::/32 -all"]}})
    t.case("form-unknown", "A form that nobody writes is not understood.", MINE.top(path("x@legit.example"), received(
        "from mail.legit.example [192.0.2.10] " + BY)), merge(UNPROVEN, NO_SPF), PB)
    for name, top in (("lmtp", "from mx.victim.example\r\n\tby imap.victim.example with LMTP\r\n\tid cBQ"
                               "\r\n\t(envelope-from <bounce@legit.example>)\r\n\tfor <user@victim.example>"),
                      ("lmtp-loopback", "from mx.victim.example ([127.0.0.1]) by imap.victim.example with LMTP id c"),
                      ("relay", "from mx.victim.example (mx.victim.example [10.0.0.1]) by store.victim.example"
                                " (Postfix) with ESMTP id 5"),
                      ("scanner", "from localhost (localhost [127.0.0.1]) by localhost (mx.victim.example"
                                  " [127.0.0.1]) (amavis, port 10024) with ESMTP id 6"),
                      ("fetchmail", "from pop.victim.example [198.51.100.9] by localhost with POP3"
                                    " (fetchmail-6.4.37) for <user@localhost> (single-drop)")):
        good = MINE.top(received("from mail.legit.example (mail.legit.example [192.0.2.10]) " + BY
                                 + " (Postfix) with ESMTPS id 4")).top(path("bounce@legit.example"), received(top))
        t.case("above-" + name, "Honest: a hop of the house above the border's.", good, BY_SPF, PB)
        bad = MINE.top(received("from x (x [203.0.113.66]) " + BY + " (Postfix) with ESMTPS id 4")).top(
            path(L), received(top))
        t.case("above-%s-forged" % name, "Forged: the same hop above.", bad, REFUTED, PB)
    old = "Mon, 09 Nov 2026 10:06:40 +0000"
    for name, message in (("honest", honest(MINE)), ("forged", delivered(MINE, L))):
        message = Message([f.replace(HOUR_AGO.encode(), old.encode()) for f in message.fields], message.body)
        t.case("old-" + name, "Nine days old: today's DNS says nothing about it.", message,
               merge(OLD, NO_SPF, {"time": {"source": "border"}}), PB)
    t.case("internal", "A proxy in front of the border shows its own address for everybody: not quiet.", mail("<boss@legit.example>").top(
        path("boss@legit.example"), received("from desk (desk.legit.example [10.0.0.7]) " + BY + " (Postfix)")),
        {"verdict": {"level": "note"}}, PB)
    inside = received("from desk (desk.victim.example [10.0.0.7]) " + BY + " (Postfix)")
    mild = merge(verdict(3, "note"), evidence("unproven", "reject"))
    t.case("internal-own", "A private address at the border proves nothing: behind NAT it shows its own for every"
           " stranger. Nothing speaks for the outside either.",
           mail("<boss@office.victim.example>").top(path("boss@victim.example"), inside), mild, PB,
           answers={"_dmarc.victim.example": {"TXT": ["v=DMARC1; p=reject"]}})
    t.case("internal-named-own", "The same for a domain that the reader named.",
           mail("<boss@legit.example>").top(path("boss@legit.example"), inside), mild,
           PB + ["--own", "legit.example"])
    t.case("internal-not-by-border", "The same where the border never saw it.",
           mail("<boss@legit.example>").top(path("boss@legit.example"), received(
               "from desk (desk [10.0.0.7]) by files.victim.example (Postfix)")), mild, PB)
    t.case("internal-claimed", "Mail from outside that says it came from a private address.",
           MINE.top(received("from desk (desk [10.0.0.7]) " + BY)).top(*trace(path=L)), REFUTED, PB)


def composed(t):
    """Composition attacks whose result is seen only with a border: CK-A1, CK-A2, CK-A5; forwarding."""
    t.case("return-path-no-such-name", "CK-A1: the reverse-path is a name that does not exist.",
           delivered(MINE, "any@notexist.legit.example"), merge(REFUTED, spf("none", "received")), PB)
    for name, address in (("comment", "(any@legit.example"), ("comment-in-domain", "any@legit.example(.attack.example"),
                          ("quote-in-domain", "any@legit.example'@any.attack.example"),
                          ("route", "@legit.example,@any.example:'any@attack.example")):
        t.case("return-path-" + name, "CK-A2, CK-A5: a reverse-path that some programs read as the author's.",
               delivered(MINE, address), merge(UNREADABLE, spf(one_of("none", "fail", "pass"), aligned=one_of(None, False))), PB)
    t.case("return-path-twice", "RT-07: an aligned Return-Path below the real one.",
           MINE.top(path("bounce@legit.example")).top(*trace()), FORGED, PB)
    t.case("return-path-below", "The reader's server writes no Return-Path: the topmost is the sender's own, from a"
           " server that others send by too.", MINE.top(path("bounce@legit.example")).top(
               *trace("mail.legit.example", "192.0.2.10", path=None)), merge(UNPROVEN, NO_SPF), PB)
    provider = trace("out.provider.example", "198.51.100.77", path="x@provider.example")
    t.accounts("forwarded-forgery", "FW-1: a provider forwards a forgery under its own name.",
               MINE.top(*trace(path=L)).top(*provider), FORGED)
    t.accounts("forwarder-signs", "FW-2: a forwarder signs a forgery.", MINE.sign(
        rsa("provider"), "provider.example", "s1").top(*provider),
        merge(FORGED, dkim(sig("pass", aligned=False))))
    t.accounts("forwarded-honest", "Honest: forwarded, and the signature is whole.",
               genuine().top(*provider), CONFIRMED)
    for name, message in (
            ("two-from", mail(["From: <%s>" % A, "From: <%s>" % L])), ("two-authors", mail("<%s>, <%s>" % (A, L))),
            ("space-before-colon", mail(["From : <%s>" % A, "From: <%s>" % L])),
            ("escaped-comma", mail("<%s>\\, <%s>" % (L, A))), ("glued", mail("<%s>%s" % (A, L))),
            ("encoded", mail("=?utf-8?B?PGFkbWluQGxlZ2l0LmV4YW1wbGU+?=")), ("en-quad", mail("<%s\u2000>" % L))):
        signed = message.sign(rsa("attack"), "attack.example", "s1")
        t.case("author-" + name, "Whose envelope passes does not say who the author is.", delivered(signed),
               AMBIGUOUS, PB)
    t.case("author-route", "CK-A11: a route before the author's address.",
           delivered(mail("<@attack.example,@any.example:%s>" % L)), FORGED, PB)
    t.case("sender-elsewhere", "RT-06: Sender is never the author.",
           delivered(mail("<%s>" % L, extra=["Sender: <%s>" % A])), FORGED, PB)
    t.case("resent-by-author", "RT-08: only From is the author.", delivered(mail("<%s>" % A, extra=[
        "Resent-From: <%s>" % L]).sign(rsa("attack"), "attack.example", "s1")), CONFIRMED, PB)
    t.case("reply-elsewhere", "RT-01: the answer would go elsewhere.",
           delivered(mail("<%s>" % L, extra=["Reply-To: <x@attack.example>"]), L),
           merge(REFUTED, {"findings": {"$has": [{"code": "TF18"}]}}), PB)
    t.case("reply-elsewhere-honest", "RT-03: a ticket system's Reply-To; the envelope is the author's.",
           honest(mail("<%s>" % L, extra=["Reply-To: <x@tickets.example>"])),
           merge(BY_SPF, {"findings": {"$none": [{"code": "TF18"}]}}), PB)
    t.case("received-spf-below", "AR-20: a Received-SPF of the sender's.",
           MINE.top("Received-SPF: pass client-ip=192.0.2.10 envelope-from=" + L).top(*trace(path=L)), REFUTED, PB)
    t.case("received-spf-above", "AR-20: a Received-SPF above the border's, about another client; our own check goes first.",
           delivered(MINE, L).top("Received-SPF: pass client-ip=192.0.2.10 envelope-from=" + L), REFUTED, PB)
    t.case("received-spf-honest", "AR-20 twin: our own check goes before a Received-SPF.",
           honest(MINE).top("Received-SPF: fail client-ip=192.0.2.10"), BY_SPF, PB)
    received_spf(t)
    t.case("dkim-before-spf", "Honest: forwarded, so SPF fails; the signature is whole.",
           delivered(genuine(), "bounce@legit.example"),
           merge(CONFIRMED, spf("fail", "received")), PB)


def received_spf(t):
    """AR-20: the border's own Received-SPF counts if we cannot check: no Return-Path, or too long ago."""
    def old(message):
        return Message([f.replace(HOUR_AGO.encode(), b"Mon, 09 Nov 2026 10:06:40 +0000") for f in message.fields],
                       message.body)

    good = MINE.top(*trace("mail.legit.example", "192.0.2.10", path=None))
    bad = MINE.top(*trace(path=None))
    said = "Received-SPF: %s (mx.victim.example: said) client-ip=%s; envelope-from=\"%s\"; helo=x; receiver=<UNKNOWN>"
    by_border = merge(BY_SPF, spf("pass", "server", aligned=True))
    t.case("received-spf-no-path", "Honest: the border wrote what it found, and no Return-Path is kept.",
           good.top(said % ("Pass", "192.0.2.10", L)), by_border, PB)
    t.case("received-spf-old", "Honest: nine days old, and the border found it confirmed.",
           old(good.top("Received-SPF: pass client-ip=192.0.2.10 envelope-from=" + L + " identity=mailfrom")), by_border, PB)
    t.case("received-spf-refuted", "The border found that the client may not send for the domain.",
           bad.top(said % ("fail", "203.0.113.66", L)), merge(REFUTED, spf("fail", "server")), PB)
    for name, about, field in (
            ("client", "about another client", said % ("pass", "192.0.2.10", L)),
            ("identity", "about the HELO name", said % ("pass", "203.0.113.66", L) + "; identity=helo"),
            ("twice", "that holds a pair twice", said % ("pass", "203.0.113.66", L) + "; envelope-from=" + L),
            ("null", "about the null reverse-path", said % ("pass", "203.0.113.66", "")),
            ("word", "with a word that is none", said % ("passed", "203.0.113.66", L))):
        t.case("received-spf-forged-" + name, "A Received-SPF " + about + " says nothing.", bad.top(field),
               merge(UNPROVEN, NO_SPF), PB)
    two = said % ("fail", "203.0.113.66", L)
    t.case("received-spf-forged-second", "Two fields where there should be one: neither is believed.",
           bad.top(two.replace("fail", "pass")).top(two), merge(UNPROVEN, NO_SPF), PB)
    t.case("received-spf-forged-below", "The sender's own, below the border's Received.",
           MINE.top(said % ("pass", "203.0.113.66", L)).top(*trace(path=None)), merge(UNPROVEN, NO_SPF), PB)
    t.case("received-spf-forged-within", "A server within saw another client: above the next Received it is not the border's.",
           bad.top(received("from mx.victim.example (mx.victim.example [10.0.0.2]) by store.victim.example (Postfix)")).top(
               said % ("pass", "203.0.113.66", L)), merge(UNPROVEN, NO_SPF), PB)


def generate(w):
    for part in (envelopes, policies, records, trails, composed):
        part(Topic(w, TOPIC))
