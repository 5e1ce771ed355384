#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom report`, and senders who know how it works: they choose what is hidden, fill the limits, take its time, or put
what matters where it is left out. Each attack has an honest twin."""
import base64
import email
import email.policy
import hashlib
import re
import resource

from program import ENVIRONMENT, WORK, Run, file
import tap

ENVIRONMENT["XDG_DATA_HOME"] = str(WORK / "home")
ADDRESS = "erika.mustermann@victim.example"
LINK = "https://evil.example/login"
BY_SERVER = ("Return-Path: <bounce@evil.example>\nDelivered-To: %s\n" % ADDRESS)
RECEIVED = ("Received: from mail.evil.example (mail.evil.example [203.0.113.7])\n"
            "\tby mx.victim.example with ESMTPS id abc; Mon, 23 Nov 2026 10:00:00 +0000\n")


def message(body, to='"Erika Mustermann" <%s>' % ADDRESS, extra="", above=BY_SERVER, author="Bank <info@bank.example>",
            kind="text/plain; charset=utf-8"):
    return (above + RECEIVED + extra + "From: %s\nTo: %s\nSubject: hi\nDate: Mon, 23 Nov 2026 09:59:00 +0000\n"
            "Message-ID: <1@evil.example>\nMIME-Version: 1.0\nContent-Type: %s\n\n%s" % (author, to, kind, body))


class Report:
    """What is in a report: for people, for programs, the copy; and what was said about it."""

    def __init__(self, text, *words):
        content = text if isinstance(text, bytes) else text.encode()
        run = Run("report", "--offline", "--now", "2026-11-27", "--border", "mx.victim.example", *words,
                  "--output", "-", file("hostile.eml", content))
        assert run.status == 0, run.err
        self.bytes, self.said = run.out, run.err.decode()
        mail = email.message_from_bytes(run.out, policy=email.policy.default)
        assert not mail.defects, mail.defects
        first, _, last = mail.iter_parts()
        self.text = first.get_content()
        self.fields = run.out.split(b"message/feedback-report\r\n\r\n")[1].split(b"\r\n\r\n")[0].decode()
        inner = last.get_payload(0)
        raw = run.out.split(b"Content-Type: message/rfc822")[1].decode()
        self.header = re.sub(r"\r\n[ \t]+", " ", raw.split("\r\n\r\n")[1])
        self.body = "\n".join(part.get_content() for part in inner.walk() if not part.is_multipart())
        self.copy = self.header + "\n" + self.body + "\n" + self.fields


def test_a_sender_does_not_choose_what_is_hidden():
    report = Report(message("Go to %s now, redacted!" % LINK, to='"Redacted" <%s>' % ADDRESS))
    assert LINK in report.body and LINK in report.fields, report.body
    for name, body in (("Red Acted", "redacted"), ("R\u00e9d\u00e0cted", "redacted"), ("redacted redacted", "redacted " * 64),
                       ("x redacted", "x " * 40 + "redacted"), ("xredacted", "x<b></b>" * 40 + "redacted"),
                       ("\u6f22red", "\u6f22" * 40 + "red")):
        report = Report(message(LINK + " " + body, to='"%s" <%s>' % (name, ADDRESS)))
        assert LINK in report.body, (name, report.body)
    name = "evil 203 113 Message Date Return Path DKIM Signature Sender Reply List"
    report = Report(message("Go to %s now" % LINK, to='"%s" <%s>' % (name, ADDRESS),
                            extra="Reply-To: pay@evil2.example\nSender: s@evil3.example\n"
                                  "DKIM-Signature: v=1; d=evil.example; s=a; b=xx\n"))
    assert "Source-IP: 203.0.113.7" in report.fields and LINK in report.fields, report.fields
    assert "Original-Mail-From: <bounce@evil.example>" in report.fields
    for field in ("Return-Path: <bounce@evil.example>", "Date: Mon, 23 Nov 2026", "Message-ID: <1@evil.example>",
                  "Sender: s@evil3.example", "DKIM-Signature: v=1; d=evil.example", "(mail.evil.example [203.0.113.7])"):
        assert field in report.header, (field, report.header)
    # the same name on somebody of whom a text speaks is hidden
    report = Report(message("Dear Erika, from the Mustermanns' shop", extra="Subject: for Mustermann\n"))
    assert not re.search("erika|mustermann", report.copy, re.I), report.copy


def test_only_servers_are_believed_about_recipients():
    report = Report(message("https://evil-shop.example/login",
                            extra="".join("Received: from x by y for <%s@q.example>; Mon, 23 Nov 2026 10:00:00 +0000\n" % name
                                          for name in ("203.0.113.7", "evil-shop"))))
    assert "Source-IP: 203.0.113.7" in report.fields and "https://evil-shop.example/login" in report.fields
    # a reply address is no recipient's because it is in To or Cc, and nor is the author
    report = Report(message("write to pay.here@evil2.example",
                            to=ADDRESS + ", pay.here@evil2.example, bounce@evil.example, other.person@else.example",
                            extra="Reply-To: pay.here@evil2.example\n"))
    assert "Reply-To: pay.here@evil2.example" in report.header and "pay.here@evil2.example" in report.body
    assert "Original-Mail-From: <bounce@evil.example>" in report.fields
    assert "other.person" not in report.copy and "erika" not in report.copy
    report = Report(message("x", to="x@evil.example", author="x@evil.example", above=""))
    assert "From: x@evil.example" in report.header and "--own" in report.said
    # but the reader's own address, which forgers write into From too, is
    report = Report(message("pay, " + ADDRESS, to=ADDRESS, author=ADDRESS, above=""))
    assert "erika" not in report.copy, report.copy


def test_fields_that_are_left_out_are_marked():
    report = Report(message("x", extra="X-%s: 1\nX-Big: %s\n" % (ADDRESS, "y" * 17000)))
    assert "X-Left-Out: [left out]" in report.header and "X-Big: [left out]" in report.header
    assert "erika" not in report.copy and "left out: 2" in report.text, report.text
    assert "left out:" not in Report(message("x", extra="X-Erik: 1\nX-Small: y\n")).text
    report = Report(message("x", above="", extra="".join("X-%d: %s\n" % (n, "z" * 900) for n in range(400))))
    assert "From: Bank" in report.header and "Subject: hi" in report.header and "left out: " in report.text


def test_too_many_recipients():
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = " ".join("q" + a + b for a in letters for b in letters)[:240 * 4]
    decoys = '"%s" <a@x.example>, "%s" <b@x.example>, ' % (words, words.replace("q", "w"))
    victim = '"Erika Mustermann" <%s>' % ADDRESS
    forwarded = "".join("X-Forwarded-To: " + ", ".join("u%d@x.example" % (10 * row + n) for n in range(10)) + "\n"
                        for row in range(12))
    text = "Hello Erika, %s https://evil.example/?e=%s" % (ADDRESS, ADDRESS)
    for to, extra in ((decoys + victim, ""), (victim, forwarded)):
        report = Report(message(text, to=to, extra=extra, above=""))
        assert not re.search("erika|mustermann", report.copy, re.I), report.copy
        assert "Left out of this report" in report.body and "left out" in report.text
        assert "not in the report" in report.said and "--own" in report.said, report.said
        report = Report(message(text, to=to, extra=extra))
        assert "https://evil.example/" in report.body and "Left out" not in report.body, "a server names the recipient"
        assert not re.search("erika|mustermann", report.copy, re.I), report.copy


    people = ", ".join('"Person Number%s" <first.last%d@else.example>' % (chr(97 + n // 26) + chr(97 + n % 26), n)
                       for n in range(80))
    report = Report(message(text, to=people + ", " + victim))
    assert "[left out]" not in report.header and "left out" not in report.text, "a list that people write"
    assert not re.search("erika|mustermann|first|last|numbera", report.copy, re.I), report.copy


def seconds_of(text):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = Report(text)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime, report


def test_time():
    def nested(length):
        inner = "%25252541 " + "abcdefgh 0123 " * (length // 14)
        for _layer in range(2):
            inner = "%25252541 " + base64.b64encode(inner.encode()).decode()
        return inner

    letters = "abcdefghijklmnopqrst"
    words = [a + b + c for a in letters for b in "xyz" for c in "klmnop"]
    to = ", ".join(['"Erika Mustermann" <%s>' % ADDRESS] +
                   ['"%s" <n%d@x.example>' % (" ".join(words[n:n + 18]), n) for n in range(0, 342, 18)])
    seconds, report = seconds_of(message(nested(70000)[:130000], to=to))
    assert seconds < 8, seconds
    seconds, report = seconds_of(message("Hello\n" + LINK, to=to, extra="".join(
        "X-%d: %s\n" % (n, nested(8000)[:16000]) for n in range(16))))
    assert seconds < 8 and LINK in report.body, (seconds, report.body)
    token = base64.b64encode(ADDRESS.encode()).decode()
    seconds, report = seconds_of(message("lorem ipsum dolor\n" * 6000 + token, to=to))
    assert "lorem ipsum" in report.body and token not in report.body, "an honest text is searched to its end"
    chance = hashlib.shake_256(b"x").hexdigest(60000) + base64.b64encode(hashlib.shake_256(b"y").digest(40000)).decode()
    report = Report(message(chance, to=to))
    assert len(report.body) > 100000, "what looks like a word by chance is not hidden with all that is around it"


def test_forms_in_ordinary_mail():
    jm = "jm99@victim.example"
    to_jm = "=?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <%s>" % jm
    by_jm = "Delivered-To: %s\n" % jm
    token = base64.b64encode(b'{"r":"%s","b":"x"}' % ADDRESS.encode()).decode()
    rows = [
        (message("Dear Erika Mustermann", to=ADDRESS), "erika|mustermann"),
        (message("Erikas Konto, https://e.example/ErikaMustermann/x", to=ADDRESS), "erika|mustermann"),
        (message("J&uuml;rgen M&uuml;ller", to=to_jm, above=by_jm, kind="text/html"), "rgen|ller"),
        (message("Juergen Mueller, Jurgen", to=to_jm, above=by_jm), "rgen|ller"),
        (message("J\u00fcrgen", to="Juergen M <%s>" % jm, above=by_jm), "rgen"),
        (message("J\u00fcrgen", to="JXrgen M <%s>" % jm, above=by_jm).encode().replace(b"JX", b"J\xfc"), "rgen"),
        (message("x", extra="X-MSFBL: abc|%s\n %s\n" % (token[:24], token[24:])), re.escape(token[26:40])),
        (message("x", extra="X-Hex: %s\n %s\n" % (ADDRESS.encode().hex()[:30], ADDRESS.encode().hex()[30:])),
         ADDRESS.encode().hex()[30:50]),
        (message("Erika Muster \nmann", kind="text/plain; format=flowed; delsp=yes"), "erika|muster"),
        (message("9bob@victim.example", to="bob@victim.example", above="Delivered-To: bob@victim.example\n"), "9bob"),
        (message("x", to='"Erika %s" <%s>' % ("x" * 1100, ADDRESS)), "erika")]
    rows += [(message("https://e.example/?u=" + make(ADDRESS.encode()).hexdigest()), make(ADDRESS.encode()).hexdigest())
             for make in (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.sha512)]
    for name in ("X-Envelope-Recipient", "X-MDRcpt-To", "X-Gm-Original-To", "X-Receiver", "Original-To",
                 "Old-Delivered-To", "X-Attached"):
        rows.append((message("v.known", to="a@else.example", above="%s: v.known@victim.example\n" % name), "v.known"))
    for value in ("Authentication-Results: x; spf=pass smtp.rcptto=v.known@victim.example",
                  "Received-SPF: pass receiver=x; envelope-to=v.known@victim.example",
                  "Received: from a by mx.victim.example with SMTP id 1 for\n\t<v.known@victim.example>; x",
                  "Received: from a by mx.victim.example with SMTP id 1\n\t(for <v.known@victim.example>); x"):
        rows.append((message("x", to="a@else.example", above=value + "\n"), "v.known"))
    for text, pattern in rows:
        report = Report(text)
        found = re.search(pattern, report.copy, re.I)
        assert not found, (pattern, report.copy)
    report = Report(message("Janet, J&ouml;rg: 9bobby@victim.example, info@else.example", to=to_jm, above=by_jm))
    for stays in ("Janet", "J&ouml;rg", "9bobby@victim.example", "info@else.example"):
        assert stays in report.body, (stays, report.body)


def test_guesses_cannot_be_tried():
    text = message("Hello", extra="DKIM-Signature: v=1; a=rsa-sha256; d=evil.example; s=a;\n\tbh=Ym9keQ==; b=c2lnbmVk\n\tAAAA\n"
                                  "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=evil.example; b=c2VhbA==\n"
                                  "X-Other: b=keep\n")
    report = Report(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest not in report.text and "guess" in report.text
    assert not re.search("c2ln|AAAA|c2Vh|Ym9k", report.header), report.header
    assert "d=evil.example; s=a;" in report.header and "b=keep" in report.header
    run = Run("report", "--offline", "--full", "--output", "-", file("guess.eml", text.encode()))
    assert digest in run.out.decode().replace("=\r\n", "") and b"c2lnbmVk" in run.out


def test_evidence_in_odd_places():
    def parts(*pieces):
        return message("".join("--b\nContent-Type: %s\n\n%s\n" % piece for piece in pieces) + "--b--\n",
                       kind="multipart/alternative; boundary=b")

    page = ("text/html", '<a href="%s">x</a>' % LINK)
    rows = [parts(("text/plain", "lorem ipsum\n" * 12000), page),
            parts(*[("text/plain", "x")] * 50, page),
            message(LINK, kind="text/html; charset=x-foo"),
            message("X " + LINK, kind="text/html; charset=gb2312").encode().replace(b"X ", b"\xff "),
            message("X " + LINK, kind="text/html; charset=windows-1252").encode().replace(b"X ", b"\x81 "),
            message(LINK, kind="text/html", extra="Content-Disposition: attachment\n"),
            message(LINK, kind="text/enriched")]
    for text in rows:
        report = Report(text)
        assert LINK in report.body and LINK in report.fields, report.body[-300:]
    decoys = "\n".join("https://good%d.example/" % n for n in range(25))
    for written in (LINK, LINK.replace("h", "&#104;", 1), LINK.replace("/", "&#x2f;"), LINK.replace("t", "t\t", 1),
                    LINK.replace("/", "\\", 2)):
        report = Report(message('%s <a href="%s">' % (decoys, written), kind="text/html"))
        assert LINK in report.fields and "Not more than 20 addresses" in report.text, (written, report.fields)
    report = Report(message('<a href="//evil.example/login"> <a href=ftp://evil.example/f>', kind="text/html"))
    assert "pages are listed" not in report.text
    assert "http://evil.example/login" in report.fields and "ftp://evil.example/f" in report.fields, report.fields
    # an attachment beside a text is only described, and letters that stand for others are not shown
    report = Report(parts(("text/plain", "hello"), ("text/plain\nContent-Disposition: attachment", "a secret")))
    assert "hello" in report.body and "secret" not in report.body and "SHA-256" in report.body
    report = Report(message("+AGUAcgBpAGsAYQ-", kind="text/plain; charset=utf-7-x"))
    assert "AGUA" not in report.body


def test_size():
    for kind in ("text/plain; charset=gb2312", "text/plain; charset=utf-8", "text/html; charset=x-none"):
        report = Report(message("X" * 100000, kind=kind).encode().replace(b"X" * 99, b"\xff " * 99))
        assert len(report.bytes) <= 400 * 1024, len(report.bytes)
    assert "[...]" not in Report(message("a " * 60000)).body and "[...]" in Report(message("a " * 70000)).body


def test_whose_desk_it_may_be():
    own = "may be the sender's own"
    report = Report(message("x", author='"security@collector.example" <x@evil.example>'))
    named = report.said.split("abuse@collector.example")[1].split("\n")[0]
    assert "is that of the real organization" in named and own not in named, report.said
    report = Report(message("x").replace("with ESMTPS", "(Postfix) with ESMTPS"))
    assert own in report.said.split("abuse@evil.example")[1].split("\n")[0], report.said
    report = Report(message("x", author='"service@paypal.com" <x@evil.example>'))
    assert "abuse@paypal.com" in report.said
    assert own not in report.said.split("abuse@paypal.com")[1].split("\n")[0], report.said


def test_ordinary_words_of_a_name():
    report = Report(message("Order 5 of a user: Test User, the support team", to='"Test User" <%s>' % ADDRESS))
    assert "Order 5 of a user: redacted, the support team" in report.body, report.body
    report = Report(message("Dear Erika User", to='"Erika User" <%s>' % ADDRESS))
    assert "Erika" not in report.copy and "Dear redacted" in report.body


def test_text_is_safe_on_a_terminal():
    text = message("a\x1b[31mb \u202egnp c\tGr\u00fc\u00dfe\nnext", extra="X-A: \x1b]0;x\x07\n")
    for words in ([], ["--full"]):
        run = Run("report", "--offline", "--text", *words, "--output", "-", file("terminal.eml", text.encode()))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", run.out.decode()), run.out
        assert "c\tGr\u00fc\u00dfe\nnext" in run.out.decode(), run.out


def test_lines_of_blanks():
    report = Report(message("x", extra="X-Blank: a\n \n b\n"))
    assert not re.search(rb"\r\n[ \t]*\r\n b", report.bytes) and "X-Blank: a" in report.header
    assert b"X-Fold: a\r\n b\r\n" in Report(message("x", extra="X-Fold: a\n b\n")).bytes


tap.run(dict(globals()))
