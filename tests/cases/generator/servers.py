# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Authentication-Results: what a trusted server wrote, and what was written to look like it."""
from .ways import *

TOPIC = "servers"
MINE = mail("<%s>" % L)
PASS = "dmarc=pass header.from=legit.example"
FAIL = "dmarc=fail header.from=legit.example"
BROKEN = genuine().with_body(b"Something else.\r\n")          # the signature was good once


def forged_fields(t):
    """AR-01 to AR-06, AR-14: whose field it is, and where it stands."""
    t.accounts("below", "AR-01, AR-05: the sender wrote the server's field; the server wrote none.",
               delivered(MINE.top(results(PASS))), FORGED,
               merge(FORGED, used((False, "ar-forged-below"))), FORGED)
    t.accounts("below-and-real", "AR-02: the server's own stands above.",
               judged(delivered(MINE.top(results(PASS))), "spf=pass smtp.mailfrom=attack.example", FAIL), FORGED,
               merge(FORGED, used((True, None), (False, "ar-forged-below"))), FORGED)
    t.accounts("below-aligned-path", "AR-01 with the author's domain in MAIL FROM: nothing refutes it.",
               delivered(MINE.top(results(PASS)), L), UNPROVEN, UNPROVEN, FORGED)
    t.accounts("real-aligned-path", "DM-02: the server saw that SPF failed.",
               judged(delivered(MINE, L), "spf=fail smtp.mailfrom=" + L, FAIL), UNPROVEN,
               merge(FORGED, spf("fail", "server", aligned=True)), FORGED)
    t.accounts("two-that-differ", "AR-03: two fields of one server above its Received that differ.",
               delivered(MINE, L).top(results(FAIL)).top(results(PASS)), UNPROVEN,
               merge(UNPROVEN, used((False, "ar-conflict"), (False, "ar-conflict"))), FORGED)
    t.case("two-that-differ-about-dkim", "AR-03: they differ about a signature.",
           delivered(BROKEN, L).top(results("dkim=fail header.d=legit.example")).top(
               results("dkim=pass header.d=legit.example")),
           merge(verdict(19, "warning"), evidence("changed"), used((False, "ar-conflict"), (False, "ar-conflict"))), PA)
    t.case("two-that-agree", "Honest: two fields of one server that agree.",
           honest(BROKEN).top(results("dkim=pass header.d=legit.example")).top(results(PASS)), REWRITTEN, PA)
    t.case("two-methods", "Honest: two milters, each its own method; HELO is another identity.",
           honest(MINE).top(results("spf=pass smtp.mailfrom=bounce@legit.example", "spf=none smtp.helo=mail.legit.example"))
           .top(results(PASS)), merge(BY_SPF, spf("pass", "server")), PA)
    t.case("below-inner-hop", "AR-04: below the border's Received, above an inner one.",
           MINE.top("Received: from a (a [198.51.100.3]) by b.example; " + HOUR_AGO).top(results(PASS)).top(
               *trace(path=A)), merge(FORGED, used((False, "ar-forged-below"))), PA)
    t.case("below-second-received", "With :below the field stands directly under the server's Received only.",
           MINE.top(results(PASS)).top("Received: from a (a [198.51.100.3]) by b.example; " + HOUR_AGO).top(
               *trace(path=A)), merge(FORGED, used((False, "ar-forged-below"))), BELOW)
    t.case("below-honest", "Honest: a server that writes under its Received.",
           BROKEN.top(results("dkim=pass header.d=legit.example", PASS)).top(
               *trace("mail.legit.example", "192.0.2.10", path="bounce@legit.example")), REWRITTEN, BELOW)
    t.case("below-not-named", "The same server, not named as one that writes there.",
           BROKEN.top(results("dkim=pass header.d=legit.example", PASS)).top(*trace(path=A)),
           merge(verdict(19, "warning"), evidence("changed"), used((False, "ar-forged-below"))), PA)
    t.case("no-received-of-the-server", "No Received of the server: nobody knows where the field stands.",
           MINE.top(results(PASS), "Return-Path: <%s>" % A), merge(FORGED, used((False, "no-border"))), PA)
    t.case("other-server-received", "The topmost Received is of another house.",
           MINE.top(results(PASS), "Return-Path: <%s>" % A,
                    "Received: from x (x [203.0.113.66]) by mx.other.example; " + HOUR_AGO),
           merge(FORGED, used((False, "no-border"))), PA)
    t.case("sister-host", "Honest: a sister host of the same organization took it in.",
           BROKEN.top(results("dkim=pass header.d=legit.example"), "Return-Path: <x@legit.example>",
                      "Received: from x (x [192.0.2.10]) by in7.victim.example; " + HOUR_AGO), REWRITTEN, PA)
    t.case("border-and-server", "Honest: both are named.", judged(honest(BROKEN), PASS), BY_SPF, PA + PB)
    t.case("border-not-found", "A border is named and absent: the field is not used.",
           judged(delivered(MINE), PASS), merge(FORGED, used((False, "no-border"))),
           PA + ["--border", "mx.elsewhere.example"])
    t.case("four-fields", "AR-03: the sender wrote three; the server removed none of them and added its own.",
           delivered(MINE, L).top(*[results(PASS)] * 3).top(results(FAIL)),
           merge(UNPROVEN, used(*[(False, "ar-conflict")] * 4)), PA)
    t.case("survivor-below", "AR-03: one that the server forgot, directly under its own, where it writes:"
           " only the first counts.",
           MINE.top(results(FAIL), results(PASS)).top(*trace(path=L)),
           merge(FORGED, used((True, None), (False, "ar-forged-below"))), BELOW)
    for name, id, right in (
            ("case", "MX.Victim.EXAMPLE", True), ("quoted", '"mx.victim.example"', True),
            ("comment", "(x) mx.victim.example", True), ("version-1", "mx.victim.example 1", True),
            ("version-2", "mx.victim.example 2", False), ("dot", "mx.victim.example.", False),
            ("longer", "mx.victim.example.attack.example", False), ("prefix", "x.mx.victim.example", False),
            ("parent", "victim.example", False), ("two-words", "mx.victim.example x", False),
            ("quoted-more", '"mx.victim.example "', False), ("comma", "mx.victim.example,x", False)):
        t.case("id-" + name, "AR-06: an authserv-id: %s" % id,
               judged(honest(BROKEN), "dkim=pass header.d=legit.example", id=id),
               REWRITTEN if right else CHANGED, PA)
        if not right:
            t.case("forged-id-" + name, "AR-06: a forger's field of a server that is not trusted: %s" % id,
                   delivered(MINE).top(results(PASS, id=id)), FORGED, PA)
    for name, head in (("missing", ""), ("empty", ";"), ("only-comment", "(mx.victim.example);")):
        t.accounts("forged-id-" + name, "AR-06, AR-05: a forger's field without an authserv-id.",
                   delivered(MINE).top("Authentication-Results: %s %s" % (head, PASS)), FORGED)
    t.accounts("forged-other-server", "AR-05: a forger's field of his own server.",
               delivered(MINE).top(results(PASS, id="mx.attack.example")), FORGED)
    t.case("id-missing", "AR-06: no authserv-id, as one large service writes it.", honest(BROKEN).top(
        "Authentication-Results: dkim=pass (signature was verified) header.d=legit.example;dmarc=pass action=none"
        " header.from=legit.example;compauth=pass reason=100"), CHANGED, PA)
    for name, field in (
            ("original", "X-Original-" + results(PASS)), ("arc", "ARC-Authentication-Results: i=1; mx.victim.example; " + PASS),
            ("x", "X-" + results(PASS))):
        t.case("named-" + name, "AR-14: a field of another name.", delivered(MINE, A).top(field), FORGED, PA)
    t.case("in-body", "AR-14: in the text.", delivered(MINE.with_body(
        (results(PASS) + "\r\n\r\n" + results(PASS) + "\r\n").encode())), FORGED, PA)
    inner = b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + judged(delivered(MINE), PASS).bytes() + b"--b--\r\n"
    t.case("in-attached", "AR-14: in an attached message.", delivered(MINE.with_body(inner).replace(
        "content-type", b"Content-Type: multipart/mixed; boundary=b\r\n")), FORGED, PA)


def values(t):
    """AR-07 to AR-13, AR-16, AR-17: what it says."""
    def row(name, about, expect, *text, message=None, **more):
        t.case("says-" + name, about, judged(message or delivered(MINE), *text), expect, PA, **more)

    dropped = FORGED
    row("other-author", "AR-09: a pass for another author.", FORGED, "dmarc=pass header.from=other.example")
    row("no-author", "A pass for nobody.", FORGED, "dmarc=pass")
    for name, text in (("bestguess", "dmarc=bestguesspass action=none header.from=legit.example"),
                       ("fail-none", "dmarc=fail action=none header.from=legit.example"),
                       ("none", "dmarc=none header.from=legit.example"), ("neutral", "dmarc=neutral header.from=legit.example"),
                       ("permerror", "dmarc=permerror header.from=legit.example"),
                       ("other-method", "dmarc2=pass header.from=legit.example"),
                       ("other-version", "dmarc/2=pass header.from=legit.example"),
                       ("compauth", "compauth=pass header.from=legit.example"),
                       ("arc", "arc=pass header.from=legit.example"), ("dkim2", "dkim2=pass header.d=legit.example"),
                       ("dkim-other", "dkim=pass header.d=attack.example"),
                       ("dkim-absent", "dkim=pass header.d=legit.example"),
                       ("dkim-absent-i", "dkim=pass header.i=@legit.example"),
                       ("spf-other", "spf=pass smtp.mailfrom=attack.example"),
                       ("spf-softfail", "spf=softfail smtp.mailfrom=legit.example"),
                       ("helo", "spf=pass smtp.helo=legit.example"), ("nothing", "none")):
        row(name, "AR-10, AR-12, D2-02: no pass for this author: %s" % text, FORGED, text)
    for name, text in (
            ("spf", ("spf=pass smtp.mailfrom=attack.example",)), ("helo", ("spf=pass smtp.helo=attack.example",)),
            ("dkim", ("dkim=pass header.d=attack.example",)), ("dkim-absent", ("dkim=pass header.d=legit.example",)),
            ("failed", ("dkim=fail header.d=legit.example", "spf=softfail smtp.mailfrom=legit.example"))):
        row("inconsistent-" + name, "AR-16, CK-A1: dmarc=pass, and nothing that is listed fits.", dropped, *text, PASS)
    row("helo-no-such-name", "CK-A1: MAIL FROM is a name that does not exist, HELO passes.", FORGED,
        "spf=pass smtp.helo=attack.example", PASS, message=delivered(MINE, "any@notexist.legit.example"))
    for name, text in (
            ("parenthesis", "dkim=pass header.d=legit.example(.attack.example"),
            ("comment", "dkim=pass header.d=legit.example(.attack.example)"),
            ("comment-inside", "dkim=pass header.d=legit.example(.x).attack.example"),
            ("single-quote", "dkim=pass header.d=legit.example'a.attack.example"),
            ("double-quote", 'dkim=pass header.d=legit.example"a.attack.example'),
            ("mailfrom", "spf=pass smtp.mailfrom=legit.example(.attack.example"),
            ("mailfrom-quote", "spf=pass smtp.mailfrom=any@legit.example'@any.attack.example"),
            ("mailfrom-at", "spf=pass smtp.mailfrom=any@legit.example@attack.example"),
            ("from", "dmarc=pass header.from=legit.example(.attack.example"),
            ("nul", b"dkim=pass header.d=legit.example\0.attack.example")):
        data = results("X").encode().replace(b"X", text if isinstance(text, bytes) else text.encode())
        t.case("injected-" + name, "AR-13: a value that another program reads as the author's domain.",
               delivered(BROKEN if "dkim" in str(text) else MINE).top(data),
               merge(verdict(19, "warning"), evidence("changed")) if "dkim" in str(text) else FORGED, PA)
    t.case("injected-from-line", "CK-A8b: the From line became a part of the server's field.",
           mail([]).top(results(PASS) + "\r\n From: <%s>" % A, *trace(path="")), NO_SENDER, PA)
    good = ("dkim=pass header.d=legit.example",)
    for name, text in (
            ("comment", ("dkim=pass (dkim=fail) header.d=legit.example",)),
            ("dmarc-comment", ("dmarc=pass (p=none dis=none) header.from=legit.example",)),
            ("no-space", ("x=none;dkim=pass header.d=legit.example;spf=none",)),
            ("nested-8", ("dkim=pass (((((((())))))))\r\n\theader.d=legit.example",)),
            ("identity", ("dkim=pass header.i=@legit.example header.s=s1",)),
            ("tabs", ("dkim=pass\r\n\theader.d=legit.example\r\n\t",)),
            ("trailing", ("dkim=pass header.d=legit.example;",)),
            ("any-of", ("dkim=fail header.d=legit.example",) + good),
            ("other-too", good + ("dkim=fail header.d=list.example", "iprev=pass policy.iprev=192.0.2.10")),
            ("upper-case", ("DKIM=PASS Header.D=Legit.Example",)), ("alone", (PASS,)),
            ("all", good + ("spf=softfail smtp.mailfrom=x@legit.example", PASS))):
        row("good-" + name, "Honest: AR-07, AR-08, AR-11, AR-17: it passed, the message was changed since.",
            REWRITTEN, *text, message=honest(BROKEN, "x@list.example"))
    for name, text in (
            ("nested-9", "dkim=pass ((((((((())))))))) header.d=legit.example"),
            ("unclosed", "dkim=pass (x header.d=legit.example"), ("no-value", "dkim=pass header.d="),
            ("two-spf", "spf=pass smtp.mailfrom=a@legit.example; spf=fail smtp.mailfrom=a@legit.example"),
            ("two-dmarc", PASS + "; " + FAIL)):
        t.case("bad-" + name, "AR-07, AR-17: the whole field is ignored.", judged(delivered(BROKEN), text),
               merge(verdict(19, "warning"), evidence("changed")), PA)
    for name, text in (("fail", "dmarc=fail (dmarc=pass) header.from=legit.example"),
                       ("pass-then", "dmarc=(pass) fail header.from=legit.example"),
                       ("author", "dmarc=pass header.from=(legit.example) attack.example"),
                       ("empty", ""), ("lone-method", "dmarc"), ("lone-equals", "dmarc= header.from=legit.example")):
        row("hidden-" + name, "AR-07, AR-08: a comment says pass, or nothing does: %s" % text, FORGED, text)
    row("many-results", "AR-18: 500 results.", merge(verdict(19, "warning"), evidence("changed")),
        *["dkim=pass header.d=legit.example"] * 500, message=delivered(BROKEN))
    t.case("many-fields", "AR-18: 499 fields that the server left in its name, and its own on top.",
           delivered(MINE).top(*[results(PASS)] * 499).top(results(FAIL)), FORGED, PA, stores=["crlf"])
    t.case("long-field", "AR-18: a field of 200 KiB.", judged(delivered(MINE), *["x=pass"] * 25000), FORGED, PA,
           stores=["crlf"])
    row("non-ascii", "AR-18: bytes that are no text.", FORGED, "dmarc=pass header.from=legit.example\u00fc")


def account(t):
    """The server's result and our own check."""
    t.case("own-pass-wins", "Honest: the server says fail, the signature is good.",
           judged(honest(genuine()), "dkim=fail header.d=legit.example", FAIL), CONFIRMED, PA)
    t.case("server-fail", "Nothing refutes it but the server.", judged(delivered(MINE, L), FAIL),
           merge(FORGED, {"evidence": {"reason": "server-failed"}}), PA)
    t.case("server-fail-lists-pass", "The server says fail, and lists a pass all the same.",
           judged(delivered(MINE, L), "spf=pass smtp.mailfrom=" + L, FAIL),
           FORGED, PA)
    t.accounts("rewritten", "AR-15, honest: the server rebuilt the message after its check.",
               judged(honest(BROKEN), "dkim=pass header.d=legit.example", PASS), CHANGED, REWRITTEN, BY_SPF)
    t.accounts("changed-server-fail", "AR-15 twin: a forger changed a signed text; the server saw it.",
               judged(delivered(BROKEN), "dkim=fail header.d=legit.example", FAIL), CHANGED)
    t.accounts("rewritten-subject", "ST-09, honest: [EXTERNAL] in the subject and a banner in the text.",
               judged(honest(through_list(genuine(), "[EXTERNAL] ", b"\r\nThis came from outside.\r\n")),
                      "dkim=pass header.d=legit.example", PASS), CHANGED, REWRITTEN, BY_SPF)
    t.case("null-path-helo", "Honest: a bounce; the server saw that HELO passes.",
           judged(honest(mail("<mailer-daemon@legit.example>"), ""), "spf=pass smtp.helo=legit.example", PASS), BY_SPF, PA)
    t.case("null-path-postmaster", "Honest: the same, written as postmaster@HELO.",
           judged(honest(mail("<mailer-daemon@legit.example>"), ""),
                  "spf=pass smtp.mailfrom=postmaster@legit.example", PASS), BY_SPF, PA)
    t.case("null-path-helo-attacker", "CK-A1, SP-09: a null reverse-path, and the attacker's HELO passes.",
           judged(delivered(MINE, ""), "spf=pass smtp.helo=attack.example", PASS), FORGED, PA)
    t.case("null-path-unparsable", "CK-A2: a reverse-path that is none; HELO passes.",
           judged(delivered(MINE, "(any@legit.example"), "spf=pass smtp.helo=attack.example", PASS), UNREADABLE, PA)
    t.case("helo-with-path", "HELO counts only with a null reverse-path.",
           judged(delivered(MINE, A), "spf=pass smtp.helo=legit.example", PASS), FORGED, PA)
    t.case("both-listed", "DM-20: the author's signature failed, the attacker's passed.",
           judged(delivered(MINE.sign(rsa("attack"), "legit.example", "s1").sign(rsa("attack"), "attack.example", "s1")),
                  "dkim=fail header.d=legit.example", "dkim=pass header.d=attack.example"), FORGED, PA)
    t.case("strict", "DM-16: strict, and the pass is a subdomain's.", judged(delivered(
        mail("<admin@strict.example>").sign(rsa("strict"), "sub.strict.example", "s1"), "x@sub.strict.example"),
        "dkim=pass header.d=sub.strict.example", "spf=pass smtp.mailfrom=x@sub.strict.example"), FORGED, PA)
    t.case("no-policy", "Honest: no policy; the server's pass is of the same organization.",
           judged(honest(mail("<admin@bare.example>"), "x@bare.example"), "spf=pass smtp.mailfrom=x@bare.example"),
           merge(verdict(15, "quiet"), evidence("pass", source="spf")), PA)
    t.case("several-servers", "Two servers are named; one of them wrote.", judged(honest(BROKEN), PASS), REWRITTEN,
           ["--trust-authserv", "mx.other.example"] + PA)
    t.case("list-author", "AR-15 twin: a list changed the message before the server saw it.",
           judged(through_list(genuine("<x@soft.example>", "soft.example", key=rsa("soft"))).sign(
               rsa("list"), "list.example", "l1").top(*trace("list.example", "198.51.100.25", path="dev-b@list.example")),
               "dkim=fail header.d=soft.example", "dkim=pass header.d=list.example",
               "dmarc=fail (p=none) header.from=soft.example"),
           merge(verdict(17, "note"), evidence("fail", "none")), PA)
    for name, message in (
            ("two-from", mail(["From: <%s>" % A, "From: <%s>" % L])), ("two-authors", mail("<%s>, <%s>" % (A, L))),
            ("space-before-colon", mail(["From : <%s>" % A, "From: <%s>" % L])),
            ("escaped-comma", mail("<%s>\\, <%s>" % (L, A))), ("glued", mail("<%s>%s" % (A, L))),
            ("bare-first", mail("%s, <%s>" % (L, A))), ("encoded", mail("=?utf-8?B?PGFkbWluQGxlZ2l0LmV4YW1wbGU+?=")),
            ("en-quad", mail("<%s\u2000>" % L))):
        t.case("author-" + name, "CK-A6 to CK-B2: a server's pass does not say who the author is.",
               judged(delivered(message.sign(rsa("attack"), "attack.example", "s1")),
                      "dkim=pass header.d=attack.example", "dmarc=pass header.from=attack.example", ), AMBIGUOUS, PA)
    t.case("missing-from", "CK-A8a: no From; Sender and Resent-From are not read for it.",
           judged(delivered(mail([], extra=["Sender: <%s>" % L, "Resent-From: <%s>" % L])), PASS), NO_SENDER, PA)
    t.case("replay-second-from", "CK-A18: a signed message with another From on top.",
           judged(delivered(mail("x@provider.example").sign(rsa("provider"), "provider.example", "s1", h="from:to")
                            .top("From: <%s>" % L)), "dkim=pass header.d=provider.example"), AMBIGUOUS, PA)
    partly = mail("<%s>" % L).sign(rsa("legit"), "legit.example", "s1", h="from:to")
    t.case("partly-unsigned", "CK-A14: a pass, and the subject is not covered.",
           judged(delivered(partly), "dkim=pass header.d=legit.example", PASS), PARTLY, PA)
    for n, name in ((1, "valid"), (500, "many")):
        fields = ["DKIM2-Signature: i=1; m=1; t=1; d=legit.example; s1=s1:rsa-sha256:AAAA",
                  "Message-Instance: m=1; h=sha256:AAAA:AAAA"] * n
        t.accounts("dkim2-" + name, "D2-01, honest: DKIM2 fields are not evaluated.", honest(genuine()).top(*fields), CONFIRMED)
        t.accounts("dkim2-%s-forged" % name, "D2-01: DKIM2 fields on a forgery.", delivered(MINE).top(*fields), FORGED)


def generate(w):
    for part in (forged_fields, values, account):
        part(Topic(w, TOPIC))
