# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Messages of which a mail program once showed the wrong thing, or nothing. They are from the world of
data/samples, with a carpenter who signs nothing and has no policy."""
import base64
import typing

import needed
import samples

dkim = needed.module("dkim", "python3-dkim")

UNCLEAR = ("TF04", "It is not clear who sent this message")
NAME_DIFFERS = ("TF05", "The name shows a different address")
PARTLY = ("TF16", "Part of this message is not confirmed")
QUIET = ("TF12", samples.NOTHING)
PRETENDS = ("TF02", "This message may only pretend to be from victim.example")
DIRECTION = "labels from right to left"
WORDS = "two encoded words"
NAME = "Küste service@bank.example"

KEY = samples.FOLDER / "keys" / "bank.example.pem"
SIGNED = "from from to to subject subject date date message-id reply-to reply-to mime-version".split()
UNSIGNED_TEXT = "Please pay into another account"

WAY = (b"Return-Path: <bounce@%s>\n"
       b"Received: from mail.%s ([%s])\n"
       b"\tby mx.victim.example (198.51.100.1) with ESMTPS id 6a1f%04d\n"
       b"\tfor <user@victim.example>; Tue, 02 Jun 2026 10:%02d:04 +0000\n")
HEADER = (b"From: %s\n"
          b"To: Robin User <user@victim.example>\n"
          b"Subject: %s\n"
          b"Date: Tue, 02 Jun 2026 10:%02d:00 +0000\n"
          b"Message-ID: <fault-%02d@%s>\n"
          b"MIME-Version: 1.0\n")
BODY = b"Content-Type: text/plain; charset=utf-8\n\nHello Robin,\n\nthe ladder is in the shed.\n"
WITH_ATTACHMENT = (b'Content-Type: multipart/mixed; boundary="b"\n'
                   b"\n--b\nContent-Type: text/plain; charset=utf-8\n\nHello Robin,\n\nhere is the plan.\n"
                   b"--b\nContent-Type: application/pdf\n"
                   b'Content-Disposition: attachment; filename="The plan of the harbour.pdf"\n'
                   b"Content-Transfer-Encoding: base64\n\n" + b"JVBERi0xLjQgeHh4eHh4eHh4\n" * 20 + b"--b--\n")


class Row(typing.NamedTuple):
    """As an examination expects it; SUBJECT is what it is, too."""
    number: int
    subject: str
    message: bytes
    code: str
    heading: str


def word(text):
    """RFC 2047 §2, in base64."""
    return "=?utf-8?B?%s?=" % base64.b64encode(text.encode()).decode()


def from_carpenter(number, subject, sender, domain=b"carpenter.example"):
    """SENDER is the value of From."""
    header = HEADER % (sender.encode(), subject.encode(), number, number, domain)
    return WAY % (domain, domain, b"192.0.2.90", number, number) + header + BODY


def from_bank(number, subject, added=b"", body=BODY):
    """Signed by the bank; ADDED at the end of its header is not."""
    domain = b"bank.example"
    header = HEADER % (b"Bank Example <service@bank.example>", subject.encode(), number, number, domain)
    field = dkim.sign(header + body, b"s1", domain, KEY.read_bytes(),
                      canonicalize=(b"relaxed", b"relaxed"),
                      include_headers=[name.encode() for name in SIGNED])
    way = WAY % (domain, domain, b"192.0.2.10", number, number)
    return way + field.replace(b"\r\n", b"\n") + header + added + body


def shown_address(shows_name):
    """SHOWS_NAME: the program shows one word behind the address as if it were the address, and of several
    words nothing in its place."""
    one_word = UNCLEAR if shows_name else QUIET
    forms = {
        "a domain behind the address": ("Harbour Bank <kim@carpenter.example> harbour.example", one_word),
        "half an address behind it": ("<kim@carpenter.example> service@", one_word),
        "a word behind it": ("Kim <kim@carpenter.example> Harbour", one_word),
        "several words behind it": ("<kim@carpenter.example>service at harbour.example", QUIET),
    }
    return [(subject, lambda number, sender=sender, subject=subject:
             from_carpenter(number, subject, sender), expected)
            for subject, (sender, expected) in forms.items()]


def early_end():
    """In Claws Mail the header, or a line of it, ends there, and what follows is text."""
    text = UNSIGNED_TEXT.encode()
    forms = {
        "a bare CR in the header": b"X-Queue: 7\r\r%s\n" % text,
        "a line of 8,190 bytes in the header": b"X-Queue: " + b"q" * 8181 + b"\n %s\n" % text,
    }
    return [(subject, lambda number, added=added, subject=subject:
             from_bank(number, subject, added), PARTLY) for subject, added in forms.items()]


def right_to_left():
    """The name shows another address, so that there is a banner; the domain is the carpenter's."""
    sender = '"service@bank.example" <kim@בנק.נגר.example>'
    return [(DIRECTION, lambda number: from_carpenter(number, DIRECTION, sender, b"xn--4dbv.example"),
             NAME_DIFFERS)]


def adjacent_words():
    """The first one ends in "=", so the second one was lost, and the address in it."""
    first, second = NAME.split()
    sender = "%s %s <kim@carpenter.example>" % (word(first + " "), word(second))
    assert "=?=" in sender
    return [(WORDS, lambda number: from_carpenter(number, WORDS, sender), NAME_DIFFERS)]


def in_own_name():
    """By a stranger, in the reader's name."""
    subject = "in the reader's own name"
    sender = "Robin User <%s>" % samples.READER
    return [(subject, lambda number: from_carpenter(number, subject, sender), PRETENDS)]


def read(first, shows_name):
    """Rows, numbered from FIRST on."""
    forms = (in_own_name() + shown_address(shows_name) + adjacent_words() + early_end()
             + right_to_left())
    return [Row(number, subject, make(number), *expected)
            for number, (subject, make, expected) in enumerate(forms, first)]
