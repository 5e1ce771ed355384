# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Messages in every odd form that mail has been seen in, and that a mail program would like to put
right: more than a hundred, to see that what is checked are the bytes that were delivered."""

TOP = (b"Return-Path: <odd@odd.example>\n"
       b"Received: from a.odd.example ([203.0.113.7]) by mx.victim.example;"
       b" Mon, 01 Jun 2026 08:00:00 +0000\n")
MIME = b"MIME-Version: 1.0\n"
FROM = b"From: Odd <odd@odd.example>\n"
TO = b"To: user@victim.example\n"
BODY = b"Hello,\n\nthis is a text.\n"


def message(header, body=BODY, rest=True):
    """HEADER in the middle of one that is like others."""
    common = (FROM + TO + b"Subject: odd\n" + MIME) if rest else b""
    return TOP + common + header + b"\n" + body


def with_body(body, header=b""):
    return message(b"Content-Type: text/plain; charset=utf-8\n" + header, body)


def multipart(text, kind=b"mixed"):
    return message(b'Content-Type: multipart/' + kind + b'; boundary="b"\n', text)


PART = b"--b\nContent-Type: text/plain\n\npart\n"

FORMS = {
    # fields
    "tab": message(b"X-Odd:\tvalue\n"),
    "mixed-folds": message(b"X-Odd: one\n\t two\n \tthree\n  four\n"),
    "trailing-blanks": message(b"X-Odd: value   \nX-Tab: value\t\n"),
    "no-blank": message(b"X-Odd:value\n"),
    "several-blanks": message(b"X-Odd:     value\n"),
    "blank-before-colon": message(b"X-Odd : value\n"),
    "lower-case": TOP + FROM.replace(b"From", b"from") + TO.replace(b"To", b"to")
                  + b"subject: odd\n\n" + BODY,
    "upper-case": TOP + FROM.replace(b"From", b"FROM") + b"SUBJECT: odd\n\n" + BODY,
    "raw-utf-8": message("X-Odd: Grüße aus Köln\n".encode()),
    "raw-latin-1": message("X-Odd: Grüße aus Köln\n".encode("latin-1")),
    "long-line": message(b"X-Odd: " + b"x" * 240 + b"\n"),
    "very-long-line": message(b"X-Odd: " + b"word " * 300 + b"\n"),
    "long-references": message(b"References: " + b" ".join(
        b"<%d.odd@odd.example>" % number for number in range(20)) + b"\n"),
    "two-to": message(b"To: other@victim.example\n"),
    "two-x": message(b"X-Odd: one\nX-Odd: two\n"),
    "two-subjects": message(b"Subject: another\n"),
    "two-dates": message(b"Date: Mon, 01 Jun 2026 08:00:00 +0000\n"
                         b"Date: Tue, 02 Jun 2026 08:00:00 +0000\n"),
    "two-from": message(b"From: Other <other@odd.example>\n"),
    "two-reply-to": message(b"Reply-To: a@odd.example\nReply-To: b@odd.example\n"),
    "two-message-ids": message(b"Message-ID: <a@odd.example>\nMessage-ID: <b@odd.example>\n"),
    "two-content-types": message(b"Content-Type: text/plain\nContent-Type: text/html\n"),
    "bad-content-type": message(b"Content-Type: nonsense;;;=\n"),
    "no-message-id": message(b""),
    "no-subject": TOP + FROM + TO + b"\n" + BODY,
    "no-from": TOP + TO + b"Subject: odd\n\n" + BODY,
    "no-mime-version": TOP + FROM + b"Subject: odd\n\n" + BODY,
    "nothing-but-x": TOP + b"X-Odd: value\n\n" + BODY,
    "empty-fields": message(b"X-Odd:\nX-Odder: \nCc:\n"),
    "blank-fold": message(b"X-Odd: value\n \n more\n"),
    "blank-only-fold": message(b"X-Odd:\n  \n"),
    "encoded-words": message(b"X-Odd: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?B?IQ==?=\n"),
    "encoded-from": TOP + b"From: =?utf-8?Q?J=C3=B6rg?= <odd@odd.example>\n\n" + BODY,
    "comment-in-address": TOP + b"From: odd@odd.example (the odd one)\n\n" + BODY,
    "group": TOP + FROM + b"To: us: a@odd.example, b@odd.example;\n\n" + BODY,
    "own-source-field": message(b"X-Evolution-Source: 1234567890.1.0@elsewhere\n"),
    "own-flags-field": message(b"X-Evolution: 00000001-0010\n"),
    "not-a-field": message(b"this line is no field\n"),
    "mailing-list": message(b"List-Id: <odd.lists.example>\nList-Post: NO\nPrecedence: list\n"),
    "bcc": message(b"Bcc: hidden@odd.example\n"),
    "status": message(b"Status: RO\nX-Status: A\nX-UID: 7\n"),
    "resent": message(b"Resent-From: a@odd.example\nResent-To: b@odd.example\n"),
    # bodies
    "no-final-line-end": message(b"", b"no line end"),
    "no-body": TOP + FROM + b"Subject: odd\n\n",
    "no-empty-line": TOP + FROM + b"Subject: odd\n",
    "trailing-empty-lines": message(b"", BODY + b"\n\n\n\n"),
    "trailing-blanks-in-body": message(b"", b"one  \ntwo\t\n   \n"),
    "long-body-line": message(b"", b"y" * 3000 + b"\n"),
    "long-body": message(b"", b"another line of many\n" * 10000),
    "from-lines": message(b"", b"Dear,\n\nFrom here on\n>From there on\n"),
    "dots": message(b"", b".\n..\n.one\n"),
    "raw-utf-8-body": with_body("Grüße aus Köln\n".encode()),
    "latin-1-body": with_body("Grüße aus Köln\n".encode("latin-1")),
    "lying-charset": with_body("Grüße\n".encode("latin-1"), b"Content-Language: de\n"),
    "odd-base64": message(b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n",
                          b"SGVs\n  bG8=\n\nISEh=\n"),
    "long-base64": message(b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n",
                           b"QUFB" * 100 + b"\n"),
    "odd-quoted-printable": message(
        b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n",
        b"a=3db=3D \nc=\n=XY\nlast="),
    "preamble": multipart(b"preamble\n\n" + PART + b"--b--\nepilogue\n"),
    "unterminated": multipart(PART),
    "odd-part-fields": multipart(b"--b\ncontent-type:text/plain\nX-Odd :x\n\npart\n--b--\n"),
    "blanks-after-boundary": multipart(b"--b  \nContent-Type: text/plain\n\npart\n--b--\t\n"),
    "alternative": multipart(PART + b"--b\nContent-Type: text/html\n\n<p>part\n--b--\n",
                             b"alternative"),
    "message-inside": message(b"Content-Type: message/rfc822\n",
                              b"from:inner@odd.example\nX-Odd:1\n\ninner\n"),
    "attachment": multipart(PART + b"--b\nContent-Type: application/octet-stream\n"
                            b"Content-Disposition: attachment; filename=odd.bin\n"
                            b"Content-Transfer-Encoding: base64\n\nAAECAw==\n--b--\n"),
}

# Here the line ends are the oddity itself, or it cannot be sent with both.
AS_THEY_ARE = {
    "nul-in-body": message(b"", b"before\0after\n"),
    "bare-cr-in-field": message(b"X-Odd: one\rtwo\n"),
    "bare-cr-in-body": message(b"", b"one\rtwo\n"),
    "bare-lf-among-crlf": message(b"", b"one\r\ntwo\nthree\r\n"),
    "cr-cr-lf": message(b"", b"one\r\r\ntwo\n"),
}


def crlf(text):
    return text.replace(b"\n", b"\r\n")


def read():
    """Name and bytes; every form with both line ends."""
    found = []
    for name, text in FORMS.items():
        found += [(name, text), (name + "-crlf", crlf(text))]
    return found + list(AS_THEY_ARE.items())

