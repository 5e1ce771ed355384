# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Who the author is when two programs read the same bytes in different ways: lines that only some
take for a From field, fields too long to be read, and what the client shows."""
from .ways import *

TOPIC = "from"


def leading_space(w):
    for signed in (False, True):
        message = Message([" From: <%s>" % A] + mail("<%s>" % L).fields)
        if signed:
            inner = mail("<%s>" % L).sign(rsa("attack"), "attack.example", "s1", h="from:to")
            message = Message([" From: <%s>" % A] + inner.fields)
        w.case(TOPIC, "leading-space" + ("-signed" if signed else ""),
               "The message begins with a continuation line that reads like From.",
               message, merge(AMBIGUOUS))
    line, inner = b" From: <%s>" % A.encode(), mail("<%s>" % L)
    t = Topic(w, TOPIC)
    for name, path, p0 in (("delivered", A, FORGED), ("delivered-own-path", L, UNPROVEN)):
        t.accounts("leading-space-" + name, "The same as delivered: the line became a part of the server's"
                   " Received field, and names no author.",
                   judged(Message([line] + inner.fields).top(*trace(path=path)),
                          "spf=%s smtp.mailfrom=%s" % ("pass" if path == A else "fail", path),
                          "dmarc=fail header.from=legit.example"), p0, FORGED, FORGED)
    t.accounts("leading-space-delivered-honest", "Honest: such a line, and the author's signature is good.",
               judged(honest(Message([b" hello"] + genuine().fields)), "dkim=pass header.d=legit.example",
                      "dmarc=pass header.from=legit.example"), CONFIRMED)
    w.case(TOPIC, "leading-space-harmless", "Honest enough: the message begins with a continuation"
           " line that holds no address.", Message([" hello"] + honest(genuine()).fields),
           evidence("pass", source="dkim"))


HIDDEN = (
    ("bare-cr", "A bare CR, which some programs take for a line end, hides a From field.",
     b"X-A: b\rFrom: <%s>\r\n"),
    ("bare-lf", "A lone LF ends a line before a second From.", b"X-A: b\nFrom: <%s>\r\n"),
    ("non-header-line", "A line that is no header field stands between two From fields.",
     b"From: <%s>\r\nthis is no field\r\n"),
    ("claws-prologue", "The end mark of Claws Mail's queue files in a received message.",
     b"from: <%s>\r\nX-Claws-End-Special-Headers: 1\r\n"),
    ("nul-in-name", "A field name with a NUL in it beside an ordinary From.", b"Fr\0om: <%s>\r\n"),
    ("no-break-space-in-name", "A field name From with a no-break space.", b"From\xc2\xa0: <%s>\r\n"),
    ("zero-width-in-name", "A field name From with a zero-width space inside.",
     b"Fro\xe2\x80\x8bm: <%s>\r\n"),
    ("blanks-then-from", "A line of blanks, which some programs take for the header's end, and a"
     " second From.", b"From: <%s>\r\nX-A: a\r\n \t\r\n"),
    ("cr-in-from", "A bare CR inside the From field, and From again.", b"From: x\rFrom: <%s>\r\n"),
    ("cr-in-subject", "A bare CR inside Subject, and From behind it.", b"Subject: x\rFrom: <%s>\r\n"),
    ("mbox-line-then-from", "A From_ line within the header, and From behind it.",
     b"From admin@legit.example Mon Nov 16 10:00:00 2026\r\nFrom: <%s>\r\n"),
    ("line-cut-at-8192", "A line of more than 8,192 bytes, which Claws Mail cuts so that a From begins.",
     b"X-Pad: " + b"x" * 8185 + b"From: <%s>\r\n"))


def hidden_fields(w):
    """A second author in lines that some programs do not take for a From field."""
    def insert(message, lines):
        return message.bytes().replace(b"\r\nFrom: <", b"\r\n" + lines + b"From: <", 1)
    attacker = mail("<%s>" % A)
    signed = attacker.sign(rsa("attack"), "attack.example", "s1", h="from:to:subject:date")
    for name, about, lines in HIDDEN:
        for suffix, text, message, address in (
                ("", "", delivered(attacker), L),
                ("-by-attacker", " Signed by the attacker's domain.", delivered(signed), L),
                ("-by-author", " The author's own message, sent on with another From.",
                 honest(genuine("<%s>" % L)), A)):
            w.case(TOPIC, name + suffix, about + text, insert(message, lines % address.encode()), AMBIGUOUS)


def hidden_nothing(w):
    other = ["Fromage: <%s>" % A, "From-Name: <%s>" % A, "X-From: <%s>" % A, "From_: <%s>" % A]
    for name, about, extra in (
            ("bare-lf-harmless", "a lone LF that hides nothing.", [b"X-A: b\nX-C: d"]),
            ("claws-prologue-harmless", "the end mark alone.", ["X-Claws-End-Special-Headers: 1"]),
            ("other-names-harmless", "fields whose names only look like From.", other)):
        w.case(TOPIC, name, "Honest: " + about, honest(genuine(extra=extra)), CONFIRMED)
    # There is no second From, but what some program reads after it is another matter.
    for name, about, extra in (
            ("long-line-harmless", "A long line that hides no From.", ["X-Pad: " + "x" * 9000]),
            ("bare-cr-harmless", "A bare CR that hides no From.", [b"X-A: b\rc"])):
        w.case(TOPIC, name, about, honest(genuine(extra=extra)),
               merge(PARTLY, dkim(sig("policy", "header-ends-early"))))


def long(w):
    name = "xxxxxxxx\r\n " * 6000
    w.case(TOPIC, "name-60-kib-unsigned", "The address stands behind 60 KiB of name.",
           delivered(mail(name + "<%s>" % L)), merge(FORGED, author(L)))
    w.case(TOPIC, "name-60-kib-by-author", "Honest: the same, signed.", honest(genuine(name + "<%s>" % L)),
           merge(CONFIRMED, author(L)))
    w.case(TOPIC, "name-1200-by-author", "Honest: a name that makes its line longer than 998 bytes.",
           honest(genuine("x" * 1200 + " <%s>" % L)), merge(CONFIRMED, author(L)))
    w.case(TOPIC, "too-long", "A From of more than 256 KiB is not read: even the attacker's own.",
           delivered(mail("x" * (256 * 1024) + "<%s>" % A).sign(rsa("attack"), "attack.example", "s1")),
           merge(AMBIGUOUS, author(reason="too-long")))
    many = ["<a%d@attack.example>" % i for i in range(1001)]
    for suffix, senders in (("", many), ("-and-author", many + ["<%s>" % L])):
        w.case(TOPIC, "too-many" + suffix, "More mailboxes than are read.", delivered(mail(
            ",\r\n ".join(senders)).sign(rsa("attack"), "attack.example", "s1")),
            merge(AMBIGUOUS, author(reason="too-many")))
    w.case(TOPIC, "fifty-of-one-domain", "Honest: fifty authors of one domain.", honest(genuine(
        ",\r\n ".join("<a%d@legit.example>" % i for i in range(50)), extra=["Sender: <a0@legit.example>"])), CONFIRMED)
    words = "\r\n ".join(["=?utf-8?Q?a?="] * 10000) + " <%s>" % L
    w.case(TOPIC, "words-10000-unsigned", "A name of 10,000 encoded words.", delivered(mail(words)),
           merge(FORGED, author(L)))
    w.case(TOPIC, "words-10000-by-author", "Honest: the same, signed.", honest(genuine(words)),
           merge(CONFIRMED, author(L)))


def displayed(w):
    """What the client shows, compared with what was checked."""
    def case(name, about, sender, shown, expect=CONFIRMED, message=None):
        extra = ["Sender: <b@legit.example>"] if sender and "b@legit" in sender else ()
        w.case(TOPIC, "displayed-" + name, about, message or honest(genuine(sender, extra=extra)), expect,
               options=["--displayed-from", shown])

    def by_attacker(sender):
        return delivered(mail(sender).sign(rsa("attack"), "attack.example", "s1"))

    other = verdict(4, "alarm")
    for name, shown in (("longer-domain", "<%s.attack.example>" % L), ("other-local-part", "boss@legit.example"),
                        ("longer-local-part", "xadmin@legit.example"), ("other-letter", "admin@1egit.example"),
                        ("one-more", "%s, %s" % (L, A)), ("in-name", "%s <%s>" % (L, A))):
        case(name, "The client shows something else than what was checked.", L, shown, other)
    case("cut-line", "Claws Mail shows what stands behind the 8,192nd byte of another line.", None, L, other,
         by_attacker("<%s>" % A))
    case("two-brackets", "Two addresses in brackets, and the client shows the first.", None, L, other,
         by_attacker("<%s> <%s>" % (L, A)))
    case("name-alone", "The client shows the name alone, which is an address.", None, L, verdict(5, "warning"),
         by_attacker('"%s" <%s>' % (L, A)))
    case("brackets-in-name", "The name holds an address in brackets, and the client shows both.", None,
         "Bank <%s> <%s>" % (L, A), merge(verdict(5, "warning"), evidence("pass")),
         by_attacker("=?utf-8?Q?Bank_=3Cadmin=40legit.example=3E?= <%s>" % A))
    case("brackets-in-name-alone", "The name holds an address in brackets, and the client shows only that.", None,
         "Bank <%s>" % L, other, by_attacker("=?utf-8?Q?Bank_=3Cadmin=40legit.example=3E?= <%s>" % A))
    for name, sender, shown in (("words-behind", "Bank <%s> bank.example", '"Bank <%s>" <bank.example>'),
                                ("words-at", "Bank <%s> service at bank.example", "Bank <%s> <service at bank.example>"),
                                ("words-open", "Bank <%s> service@", "Bank <%s> <service@>")):
        case(name, "The client shows as the address what is none.", None, shown % A, other, by_attacker(sender % A))
    for name, sender, shown in (
            ("empty", L, ""), ("empty-brackets", L, "Legit <>"), ("heart", '"I <3 you" <%s>' % L, "I <3 you <%s>" % L), ("name-same", "%s <%s>" % (L, L), "%s <%s>" % (L, L)),
            ("comma", "=?utf-8?Q?Smith=2C_John?= <%s>" % L, "Smith, John <%s>" % L),
            ("two", "<a@legit.example>, <b@legit.example>", "a@legit.example, b@legit.example"),
            ("first-of-two", "<a@legit.example>, <b@legit.example>", "a@legit.example"),
            ("comment", "%s (Boss)" % L, "Boss <%s>" % L), ("trailing-dot", "<%s.>" % L, "<%s>" % L),
            ("spaces", "<admin @ legit . example>", "<%s>" % L), ("cut-short", "Legit <%s>" % L, "Legit <admin@leg\u2026"),
            ("quoted-pair", '"adm\\in"@legit.example', "<admin@legit.example>"),
            ("quotes-lost", '"jane boss"@legit.example', "<jane boss@legit.example>")):
        case(name, "Honest: the client shows the same in another form.", sender, shown)
    via = mail("=?utf-8?Q?Jane_=3Cjane=40example.org=3E_via_Dev?= <dev@list.example>",
               extra=["List-Id: <dev.list.example>"]).sign(rsa("list"), "list.example", "l1")
    case("list-via", "A name holds an address in brackets, as a list that nobody knows writes it.", None,
         "Jane <jane@example.org> via Dev <dev@list.example>", merge(verdict(5, "warning"), evidence("pass")),
         honest(via, "dev-bounces@list.example"))
    w.case(TOPIC, "displayed-same", "The client shows the same address.", honest(genuine()), CONFIRMED,
           options=["--displayed-from", "Legit <ADMIN@Legit.Example>"])
    w.case(TOPIC, "displayed-differs", "The client shows another address than the one that was"
           " checked.", honest(genuine()), verdict(4, "alarm"),
           options=["--displayed-from", "Boss <boss@victim.example>"])
    w.case(TOPIC, "displayed-no-address", "The client shows a name alone: that differs from nothing.",
           honest(genuine("Legit <%s>" % L)), CONFIRMED, options=["--displayed-from", "Legit"])


def generate(w):
    for part in (leading_space, hidden_fields, hidden_nothing, long, displayed):
        part(w)
