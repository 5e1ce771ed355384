# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What a valid signature leaves open: l=, fields that it does not name, copies that were added."""
from .lab import *

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
    for name, line in (("subject", "Subject: New account number"), ("to", "To: you@victim.example"),
                       ("content-type", 'Content-Type: multipart/mixed; boundary="x"'),
                       ("date", "Date: Wed, 18 Nov 2026 10:05:01 +0000")):
        w.case(TOPIC, "added-" + name, "A second %s above the signed one." % name.title(),
               honest(once.top(line)), tf16(one_of("added-field", "duplicate-field")))
    w.case(TOPIC, "signed-once", "Honest: every field is there once and signed once.", honest(once),
           merge(CONFIRMED, {"findings": []}))
    w.case(TOPIC, "added-oversigned", "The same where every field is oversigned: the signature breaks.",
           delivered(genuine().top("Subject: New account number")),
           merge(FORGED, dkim(sig("fail", "signature-mismatch"))))
    w.case(TOPIC, "duplicate-unsigned", "A field that must be single stands twice, unsigned: the"
           " result stays, the finding tells.",
           honest(genuine(h="from:to:subject:date", extra=[
               "In-Reply-To: <1@victim.example>", "In-Reply-To: <2@victim.example>"])),
           merge(PARTLY, dkim(sig("pass"))))
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
    """What a genuine message says to others, nobody can see (and no result claims to)."""
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
    for part in (fields, lengths, replays, several):
        part(w)
