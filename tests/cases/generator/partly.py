# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What a valid signature leaves open: l=, fields that it does not name, copies that were added."""
import random

from .lab import *
from .signer import ALL, Message

TOPIC = "partly"
FEW = "from:to"
ONCE = "from:to:subject:date:message-id:mime-version:content-type"


def tf16(reason, **more):
    return merge(PARTLY, dkim(sig("policy", reason, domain="legit.example", aligned=True, **more)))


def fields(w):
    signed = genuine(h=FEW)
    w.case(TOPIC, "subject-open", "Only From and To are signed; the Subject was replaced.",
           honest(signed.replace("subject", b"Subject: New account number\r\n")),
           tf16("unsigned-subject"))
    w.case(TOPIC, "no-subject", "Honest: no Subject, so none is left open.",
           honest(mail(L).without("subject").sign(rsa("legit"), "legit.example", "s1", h=FEW)),
           CONFIRMED)
    once = genuine(h=ONCE)
    for name, line in (("subject", "Subject: New account number"), ("content-type", 'Content-Type: multipart/mixed; boundary="x"'),
                       ("date", "Date: Wed, 18 Nov 2026 10:05:01 +0000")):
        w.case(TOPIC, "added-" + name, "A second %s above the signed one." % name.title(),
               honest(once.top(line)), tf16(one_of("added-field", "duplicate-field")))
    w.case(TOPIC, "signed-once", "Honest: every field is there once and signed once.", honest(once),
           merge(CONFIRMED, {"findings": []}))
    w.case(TOPIC, "added-oversigned", "The same where every field is oversigned: the signature breaks.",
           delivered(genuine().top("Subject: New account number")),
           merge(FORGED, dkim(sig("fail", "signature-mismatch"))))
    w.case(TOPIC, "duplicate-unsigned", "A field that a reader goes by stands twice, unsigned and with two"
           " values: the result stays, the finding tells.",
           honest(genuine(h="from:to:subject:date", extra=[
               "Sender: desk@legit.example", "Sender: post@legit.example"])),
           merge(PARTLY, dkim(sig("pass"))))
    w.case(TOPIC, "added-to", "Honest: a second To; no reader goes by it.", honest(once.top("To: you@victim.example")),
           WHOLE)
    w.case(TOPIC, "received-many", "Honest: fields that may stand often do.",
           honest(genuine(h=ONCE, extra=["Comments: a", "Comments: b", "Keywords: c"])
                  .top("X-Spam: no", "X-Spam: no")), CONFIRMED)
    w.case(TOPIC, "reply-to-added", "An unsigned Reply-To of another organization was added.",
           honest(genuine(h=ONCE).top("Reply-To: <x@attack.example>")),
           merge(PARTLY, dkim(sig(one_of("policy", "pass"), aligned=True))))
    w.case(TOPIC, "reply-to-signed-absent", "Honest twin: Reply-To is oversigned, adding one breaks the"
           " signature.", delivered(genuine().top("Reply-To: <x@attack.example>")),
           merge(FORGED, dkim(sig("fail", "signature-mismatch"))))
    w.case(TOPIC, "reply-to-same", "Honest: an unsigned Reply-To of the same organization.",
           honest(genuine(h=ONCE, extra=["Reply-To: <help@legit.example>"])), CONFIRMED)


WHOLE = merge(CONFIRMED, {"findings": {"$none": [{"code": "TF16"}]}})
LONG = 8190


def below(message, *fields):
    """MESSAGE with more fields at the end of its header."""
    return Message(message.fields + Message(list(fields)).fields, message.body)


def early(w):
    """Places where a mail program ends the header, or a line of it, before we do."""
    signed = genuine()
    cut = lambda text: b"X-Queue: " + b"q" * (LONG - 9) + text
    open_end = tf16("header-ends-early")
    for name, about, message in (
            ("cr-cr", "Two bare CR: an empty line to some, and what follows is the text.",
             below(signed, b"X-Queue: 7\r\rDear all,\r\n the invoices go to another office now.\r\n")),
            ("cr-first", "The same at the start of a folded line.",
             below(signed, b"X-Queue: 7\r\n \r\rDear all, wire it today.\r\n")),
            ("cr-html", "An HTML comment opened there hides the signed text.",
             below(signed, b"X-Queue: 7\r\r<b>Wire it today</b><!--\r\n")),
            ("cr-in-signed", "A bare CR in the middle of a word, in a field that is signed.",
             genuine(extra=[b"X-Queue: se\rven\r\n"], h=ALL + ":x-queue")),
            ("cr-in-trace", "A bare CR in a field that looks like a server's.",
             signed.top(b"X-Scanned: by\rmx.legit.example\r\n")),
            ("cr-subject", "Another Subject behind a bare CR.",
             signed.top(b"X-Queue: 7\rSubject: The invoice goes to another office\r\n")),
            ("cr-reply-to", "A Reply-To behind a bare CR.",
             signed.top(b"X-Queue: 7\rReply-To: office@attack.example\r\n")),
            ("cr-content-type", "A Content-Type behind a bare CR.",
             below(signed, b"X-Queue: 7\rContent-Type: multipart/mixed; boundary=x\r\n")),
            ("cr-before-line-end", "CR CR LF behind one line of many.",
             below(signed, b"X-Queue: 7\r\r\n")),
            ("long-line", "A line that fills a buffer of 8,192 bytes, and an empty line to some.",
             below(signed, cut(b"\r\n") + b" wire it today.\r\n")),
            ("long-subject", "Another Subject where that buffer ends.",
             signed.top(cut(b" Subject: The invoice goes to another office\r\n"))),
            ("long-folded-line", "The same in a folded line.",
             below(signed, b"X-Queue: 7\r\n " + b"q" * LONG + b"\r\n"))):
        # Stored with LF, CR CR LF is CRLF.
        w.case(TOPIC, "early-" + name, about, honest(message), open_end,
               stores=["crlf"] if name == "cr-before-line-end" else None)
    w.case(TOPIC, "early-cr-from", "Another From behind a bare CR.",
           honest(signed.top(b"X-Queue: 7\rFrom: office@attack.example\r\n")), AMBIGUOUS)
    w.case(TOPIC, "early-long-from", "Another From where a long line is cut.",
           honest(signed.top(b"X-Queue: " + b"q" * 8182 + b"From: office@attack.example\r\n")), AMBIGUOUS)
    for name, about, message in (
            ("cr-in-body", "Honest: a bare CR in the text.", genuine(body=b"one\rtwo\r\n\r\rthree\r\n")),
            ("long-line-in-body", "Honest: a long line in the text.", genuine(body=b"q" * 9000 + b"\r\n")),
            ("long-folded", "Honest: a long field, folded.",
             signed.top(b"X-Queue:" + b"\r\n qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq" * 400 + b"\r\n")),
            ("line-that-fits", "Honest: a line that just fits.", below(signed, b"X-Queue: " + b"q" * 8180 + b"\r\n")),
            ("words", "Honest: the words of a field in another field's value.",
             signed.top(b"X-Queue: 7 Subject: The invoice goes to another office\r\n"))):
        w.case(TOPIC, "early-honest-" + name, about, honest(message), WHOLE)


def copies(w):
    """A second copy of a field: equal ones do not matter, whoever signed them."""
    plain = "from:to:subject:date"
    twin = {"subject": "Subject: Invoice 4711", "date": "Date: " + DATE,
            "content-type": "Content-Type: text/plain; charset=utf-8"}
    other = {"subject": "Subject: Invoice 4712", "date": "Date: Wed, 18 Nov 2026 10:05:01 +0000",
             "content-type": "Content-Type: text/plain; charset=utf-7"}
    for name, line in sorted(twin.items()):
        w.case(TOPIC, "copy-equal-" + name, "Honest: %s twice, with the same value." % name,
               honest(genuine(h=ONCE).top(line)), WHOLE)
    w.case(TOPIC, "copy-equal-folded", "Honest: the same value, folded in another way.",
           honest(genuine(h=ONCE).top("Subject:\r\n Invoice\r\n\t4711 ")), WHOLE)
    for name, line in sorted(other.items()):
        w.case(TOPIC, "copy-other-" + name, "%s again with another value, above the signed one." % name.title(),
               honest(genuine(h=ONCE).top(line)), tf16("added-field"))
    for name, line in (("mime-version", "MIME-Version: 1.0"), ("references", "References: <1@legit.example>"),
                       ("transfer-encoding", "Content-Transfer-Encoding: 7bit")):
        field = line.partition(":")[0].lower()
        for what, h in (("unsigned", plain), ("signed-once", plain + ":" + field),
                        ("signed-twice", plain + ":" + field + ":" + field)):
            two = mail(L).without("mime-version") if field == "mime-version" else mail(L)
            two = Message(two.fields + Message([line, line]).fields, two.body)
            w.case(TOPIC, "copy-twice-%s-%s" % (name, what), "Honest: a gateway's slip, %s twice, %s." % (field, what),
                   honest(two.sign(rsa("legit"), "legit.example", "s1", h=h)), WHOLE)
    for name, line in (("sender", "Sender: a@legit.example"), ("reply-to", "Reply-To: a@legit.example"),
                       ("content-transfer-encoding", "Content-Transfer-Encoding: 7bit")):
        second = line.replace("a@", "b@").replace("7bit", "base64")
        one = genuine(h=plain + ":" + name, extra=[line])
        w.case(TOPIC, "copy-other-" + name, "%s signed, and again with another value." % name.title(),
               honest(one.top(second)), tf16("added-field"))
        w.case(TOPIC, "copy-equal-" + name, "Honest: %s signed, and again with the same value." % name.title(),
               honest(one.top(line)), WHOLE)
    w.case(TOPIC, "copy-other-below", "The other copy stands below: it is the signed one that was moved.",
           delivered(below(genuine(h=ONCE), other["subject"])), merge(FORGED, dkim(sig("fail", "signature-mismatch"))))
    w.case(TOPIC, "copy-third", "Three copies, two of them equal and signed.",
           honest(genuine(h=ONCE + ":subject", extra=["Subject: Invoice 4711"]).top(other["subject"])),
           tf16("added-field"))


ANSWERS = (
    # name, field, leads to another organization
    ("reply-to-plain", "Reply-To: office@attack.example", True),
    ("reply-to-named", "Reply-To: Legit Office <office@attack.example>", True),
    ("reply-to-second", "Reply-To: help@legit.example, office@attack.example", True),
    ("reply-to-group", "Reply-To: Office: office@attack.example;", True),
    ("reply-to-route", "Reply-To: <@legit.example:office@attack.example>", True),
    ("reply-to-encoded", "Reply-To: =?utf-8?q?office=40attack=2Eexample?=", True),
    ("reply-to-encoded-base64", "Reply-To: =?us-ascii?B?b2ZmaWNlQGF0dGFjay5leGFtcGxl?=", True),
    ("reply-to-encoded-brackets", "Reply-To: =?utf-8?q?Office_=3Coffice=40attack=2Eexample=3E?=", True),
    ("reply-to-encoded-local", "Reply-To: =?utf-8?q?office?=@attack.example", True),
    ("reply-to-quoted", 'Reply-To: "office@attack.example"', True),
    ("reply-to-quoted-brackets", 'Reply-To: "Office <office@attack.example>"', True),
    ("reply-to-literal", "Reply-To: office@[203.0.113.66]", True),
    ("reply-to-literal-ipv6", "Reply-To: <office@[IPv6:2001:db8::66]>", True),
    ("reply-to-word", "Reply-To: office", True),
    ("reply-to-two-at", "Reply-To: office@attack.example@legit.example", True),
    ("reply-to-open-bracket", "Reply-To: <office@attack.example <help@legit.example>", True),
    ("reply-to-comment-in-domain", "Reply-To: help@legit.example(x).attack.example", True),
    ("reply-to-percent", "Reply-To: help@legit.example%attack.example", True),
    ("reply-to-own", "Reply-To: help@legit.example", False),
    ("reply-to-own-below", "Reply-To: <help@desk.legit.example>", False),
    ("reply-to-own-encoded-name", "Reply-To: =?utf-8?q?B=C3=BCro?= <help@legit.example>", False),
    ("reply-to-own-quoted-name", 'Reply-To: "Help, at legit.example" <help@legit.example>', False),
    ("reply-to-own-comment", "Reply-To: help@legit.example (Help)", False),
    ("reply-to-own-quoted-local", 'Reply-To: "help desk"@legit.example', False),
    ("reply-to-empty", "Reply-To: ", False),
    ("reply-to-empty-group", "Reply-To: undisclosed-recipients:;", False),
    ("list-post-plain", "List-Post: <mailto:office@attack.example>", True),
    ("list-post-upper-case", "LIST-POST: <MAILTO:office@attack.example>", True),
    ("list-post-no-scheme", "List-Post: <office@attack.example>", True),
    ("list-post-bare", "List-Post: office@attack.example", True),
    ("list-post-percent", "List-Post: <mailto:office%40attack.example>", True),
    ("list-post-query", "List-Post: <mailto:help@legit.example?cc=office@attack.example&subject=x>", True),
    ("list-post-to-query", "List-Post: <mailto:?subject=x&to=office%40attack.example>", True),
    ("list-post-second", "List-Post: <https://legit.example/post>, <mailto:office@attack.example>", True),
    ("list-post-literal", "List-Post: <mailto:office@[203.0.113.66]>", True),
    ("list-post-own", "List-Post: <mailto:news@lists.legit.example>", False),
    ("list-post-no", "List-Post: NO (posting is not allowed)", False),
    ("list-post-empty", "List-Post: <>", False),
    ("list-post-unreadable", "List-Post: <mailto:>", False),
    ("list-post-web", "List-Post: <https://forum.attack.example/@post>", False),
    ("followup-plain", "Mail-Followup-To: office@attack.example", True),
    ("followup-second", "Mail-Followup-To: a@legit.example, Office <office@attack.example>", True),
    ("followup-own", "Mail-Followup-To: a@legit.example, b@lists.legit.example", False),
    ("followup-empty", "Mail-Followup-To: ", False),
)


def answers(w):
    """Fields that direct the answer: unsigned ones, and each signed as well."""
    for name, line, leads in ANSWERS:
        field = line.partition(":")[0].lower()
        w.case(TOPIC, "answer-" + name, ("An unsigned field leads the answer elsewhere: " if leads else "Honest: ") + line,
               honest(genuine(h=ONCE).top(line)),
               merge(PARTLY, dkim(sig("pass", aligned=True)), {"verdict": {"detail": {"field": field}}})
               if leads else WHOLE)
        if leads and name != "reply-to-comment-in-domain":  # which imitates the author's domain
            w.case(TOPIC, "answer-signed-" + name, "Honest: the author's domain signed the same field.",
                   honest(genuine(h=ONCE + ":" + field, extra=[line])), WHOLE)
    post, to = "List-Post: <mailto:dev@lists.project.example>", "Mail-Followup-To: dev@lists.project.example, %s" % L
    for name, extra, expect in (
            ("own-id", ["List-Id: Developers <dev.lists.project.example>"], WHOLE),
            ("own-id-bare", ["List-Id: dev.lists.project.example"], WHOLE),
            ("own-id-underscore", ["List-Id: <dev_talk.lists.project.example>"], WHOLE),
            ("own-id-other-host", ["List-Id: <dev.www.project.example>"], WHOLE),
            ("second-id", ["List-Id: <x.attack.example>", "List-Id: <dev.lists.project.example>"], WHOLE),
            ("no-id", [], PARTLY),
            ("other-id", ["List-Id: <dev.lists.list.example>"], PARTLY),
            ("authors-id", ["List-Id: <dev.legit.example>"], PARTLY),
            ("id-in-name", ["List-Id: lists.project.example <dev.attack.example>"], PARTLY)):
        for field, line in (("post", post), ("followup", to)):
            w.case(TOPIC, "answer-list-%s-%s" % (field, name), "A list's fields: " + ", ".join(extra or ["no List-Id"]),
                   honest(genuine(h=ONCE).top(line, *extra)), expect)
    w.case(TOPIC, "answer-list-reply-to", "A List-Id does not excuse an unsigned Reply-To.",
           honest(genuine(h=ONCE).top("Reply-To: dev@lists.project.example",
                                      "List-Id: <dev.lists.project.example>")), PARTLY)
    w.case(TOPIC, "answer-elsewhere-told", "Where an answer goes is told, signed or not.",
           honest(genuine(h=ONCE + ":reply-to", extra=["Reply-To: desk@project.example, a@legit.example"])),
           merge(WHOLE, {"answer": [{"field": "reply-to", "address": "desk@project.example", "elsewhere": True},
                                    {"field": "reply-to", "address": "a@legit.example", "elsewhere": False}]}))


def at(message, place, field):
    """MESSAGE with one more field, at any place of its header."""
    fields = Message([field]).fields
    return Message(message.fields[:place] + fields + message.fields[place:], message.body)


def random_early(w):
    """A bare CR or a long line at a random place of the header, and some field behind it."""
    rng = random.Random(20261119)
    behind = (b"Subject: Another one", b"Reply-To: office@attack.example", b"Content-Type: text/html", b"Date: now",
              b"\rWire it today.", b"wire it today", b"X-Other: 1")
    for i in range(40):
        signed = genuine(c=rng.choice(("relaxed/relaxed", "simple/simple")))
        end = rng.choice((b"\r", b"\r\r", b"x" * rng.randint(8190, 8400)))
        field = b"X-Note: " + b"n" * rng.randint(0, 30) + end + rng.choice(behind) + b"\r\n"
        w.case(TOPIC, "early-random-%02d" % i, "A field in which some program ends a line, at a random place.",
               honest(at(signed, rng.randint(1, len(signed.fields)), field)), tf16("header-ends-early"))


COPIED = {"Sender": "%s@legit.example", "Reply-To": "%s@legit.example", "Subject": "Invoice %s",
          "Date": "Wed, 18 Nov 2026 10:0%s:00 +0000", "Content-Type": "text/%s", "Content-Transfer-Encoding": "%s",
          "To": "%s@victim.example", "Cc": "%s@victim.example", "References": "<%s@mail.example>", "MIME-Version": "1.%s",
          "In-Reply-To": "<%s@mail.example>", "Message-ID": "<%s@mail.example>", "Keywords": "%s", "X-Mailer": "%s"}
WATCHED = ("Sender", "Reply-To", "Subject", "Date", "Content-Type", "Content-Transfer-Encoding")


def random_copies(w):
    """Random copies of a field, equal or not, of which some are signed: only an unsigned one with a value that
    no signed one has says something, and only of a field that a reader goes by."""
    rng = random.Random(20261120)
    for i in range(80):
        name = rng.choice(WATCHED) if rng.random() < 0.7 else rng.choice(sorted(COPIED))
        values = [COPIED[name] % rng.choice(("1", "2")) for _ in range(rng.randint(2, 4))]
        covered = rng.randint(0, len(values))
        if name == "Subject" and covered == 0:
            covered = 1
        base = mail(L).without(name.lower())
        lower = Message(base.fields + ["%s: %s" % (name, v) for v in values[len(values) - covered:]], base.body)
        names = ":".join(["from"] + [name.lower()] * covered + ([] if name == "Subject" else ["subject"]))
        signed = lower.sign(rsa("legit"), "legit.example", "s1", h=names)
        for value in reversed(values[:len(values) - covered]):
            signed = signed.top("%s: %s" % (name, value))
        upper = values[:len(values) - covered]
        known = values[len(values) - covered:] or values[-1:]
        differs = name in WATCHED and any(v not in known for v in upper)
        expect = (tf16("added-field") if covered else merge(PARTLY, dkim(sig("pass")))) if differs else WHOLE
        w.case(TOPIC, "copy-random-%02d" % i, "%s %d times, the lowest %d signed: %s." % (
            name, len(values), covered, "another value" if differs else "nothing that is not signed"),
            honest(signed), expect)


def lengths(w):
    html = (b'--x\r\nContent-Type: text/html\r\n\r\n<b>Pay here</b>\r\n--x--\r\n')
    body = b"Hello,\r\n\r\nplease find the invoice attached.\r\n"
    n = len(body)
    signed = genuine(h="from:to:subject:date", length=n)
    attack = signed.with_body(body + html).replace(
        "content-type", b'Content-Type: multipart/alternative; boundary="x"\r\n')
    w.case(TOPIC, "length-new-parts", "l= lets an attacker append a part and name a new boundary.",
           honest(attack), tf16(one_of("unsigned-body", "unsigned-content-type"),
                                unsigned_bytes=len(html)))
    signed = genuine(length=n)
    footer = b"-- \r\nUnsubscribe: see the list's page\r\n"
    # Relaxed canonicalisation drops the blank at the end of the line.
    w.case(TOPIC, "length-footer", "A list's footer after the signed text.",
           honest(signed.with_body(body + footer)), tf16("unsigned-body", unsigned_bytes=len(footer) - 1))
    w.case(TOPIC, "length-exact", "Honest: l= names the whole body.", honest(signed),
           merge(CONFIRMED, dkim(sig("pass", unsigned_bytes=0))))
    w.case(TOPIC, "length-exact-content-type-open", "l= names the whole body, but Content-Type is"
           " not signed.", honest(genuine(h="from:to:subject:date", length=n)),
           tf16("unsigned-content-type"))
    w.case(TOPIC, "length-zero", "l=0 signs nothing of the body.", honest(genuine(length=0)),
           tf16("unsigned-body", unsigned_bytes=n))
    w.case(TOPIC, "length-shorter", "l= ends in the middle.", honest(genuine(length=10)),
           tf16("unsigned-body", unsigned_bytes=n - 10))
    wide = "Gr\u00fc\u00dfe aus M\u00fcnchen\r\n".encode()
    w.case(TOPIC, "length-in-character", "l= ends inside a character of several bytes: bytes count.",
           honest(genuine(body=wide, length=3)), tf16("unsigned-body", unsigned_bytes=len(wide) - 3))
    parts = b"--x\r\nContent-Type: text/plain\r\n\r\nHello\r\n--x"
    both = mail(L, body=parts + b"--\r\n").replace("content-type", b"Content-Type: multipart/mixed; boundary=x\r\n")
    w.case(TOPIC, "length-in-boundary", "l= ends inside the last boundary: another part follows.", honest(
        both.sign(rsa("legit"), "legit.example", "s1", length=len(parts)).with_body(
            parts + b"\r\nContent-Type: text/html\r\n\r\nPay\r\n--x--\r\n")), tf16("unsigned-body"))
    w.case(TOPIC, "length-in-line-end", "l= ends between CR and LF.",
           honest(genuine(body=b"one\r\ntwo\r\n", length=4)), tf16("unsigned-body", unsigned_bytes=6))
    w.case(TOPIC, "length-blank-lines", "Honest: blank lines after the signed text are no content.",
           honest(signed.with_body(body + b"\r\n\r\n\r\n")), CONFIRMED)
    for name, tag, reason in (("beyond", str(n + 1), "length-beyond-body"),
                              ("76-digits", "9" * 76, one_of("length-beyond-body", "bad-length")),
                              ("77-digits", "9" * 77, "bad-length"),
                              ("two-to-64", str(2 ** 64), one_of("length-beyond-body", "bad-length")),
                              ("plus", "+5", "bad-length"), ("minus", "-1", "bad-length"),
                              ("empty", "", "bad-length"), ("hexadecimal", "0x10", "bad-length")):
        message = genuine(tags={"l": tag}, order=["v", "a", "c", "d", "s", "h", "l", "bh", "b"])
        w.case(TOPIC, "length-" + name, "l=%s" % tag[:20], delivered(message),
               merge(FORGED, dkim(sig("permerror", reason))))
    w.case(TOPIC, "length-leading-zero", "l=05 is decimal five.",
           honest(genuine(length=5, tags={"l": "05"})), tf16("unsigned-body", unsigned_bytes=n - 5))


def replays(w):
    """Nobody can see that a genuine message was meant for others (and no result claims to)."""
    others = mail(L).replace("to", b"To: somebody@else.example\r\n").sign(rsa("legit"), "legit.example", "s1")
    w.case(TOPIC, "replayed-to-another", "A genuine message, whole, sent again to somebody else: the domain"
           " did sign it.", delivered(others).top("Delivered-To: user@victim.example"), CONFIRMED)
    w.case(TOPIC, "replayed-name", "A service signed a text that its customer chose: it is the service's.",
           delivered(mail("no-reply@provider.example", 'Call us about your "Security alert"').sign(
               rsa("provider"), "provider.example", "s1"), "x@provider.example"), CONFIRMED)
    w.case(TOPIC, "signed-long-before", "Signed thirty days before it came: a detail.", delivered(
        genuine(tags=(("t", str(NOW - 30 * 86400)),))), CONFIRMED)


def several(w):
    body = b"Hello,\r\n\r\nplease find the invoice attached.\r\n"
    weak = genuine(length=10)
    full = weak.sign(rsa("legit"), "legit.example", "s1")
    w.case(TOPIC, "one-signature-covers", "Honest: one signature has l=, another covers everything.",
           honest(full), merge(CONFIRMED, {"findings": {"$none": [{"code": "TF16"}]}},
                               dkim(sig("pass"), sig("policy", "unsigned-body"))))
    w.case(TOPIC, "foreign-signature-partly", "Another domain's signature has l=; the author's does"
           " not.", honest(mail(L).sign(rsa("list"), "list.example", "l1", length=3)
                           .sign(rsa("legit"), "legit.example", "s1")),
           merge(CONFIRMED, {"findings": {"$none": [{"code": "TF16"}]}}))
    w.case(TOPIC, "changed-body", "The body was changed after signing, the header is intact.",
           delivered(genuine().with_body(body + b"-- \r\nfooter\r\n")),
           merge(CHANGED, dkim(sig("fail", "body-hash-mismatch", header_verified=True))))
    w.case(TOPIC, "changed-body-soft", "The same where the domain does not enforce.",
           delivered(genuine("a@soft.example", "soft.example", key=rsa("soft")).with_body(b"other\r\n")),
           merge(NOTHING, evidence("changed", "none")))
    w.case(TOPIC, "changed-subject", "The Subject was changed: the signature is broken.",
           delivered(genuine().replace("subject", b"Subject: [tag] Invoice\r\n")),
           merge(FORGED, dkim(sig("fail", "signature-mismatch", header_verified=False))))
    w.case(TOPIC, "changed-both", "Header and body were changed.",
           delivered(genuine().replace("subject", b"Subject: x\r\n").with_body(b"other\r\n")),
           merge(FORGED, dkim(sig("fail", header_verified=False))))


def generate(w):
    for part in (fields, early, random_early, copies, random_copies, answers, lengths, replays, several):
        part(w)
