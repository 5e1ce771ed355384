#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Writes pieces.ini: messages of three authors and, for each, signatures of every kind. The property
tests put them together at random. TEST KEYS, made from seeds: every run gives the same bytes.

Not run by the build.  Usage: ./make_pieces.py
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cases"))

from generator.signer import Ed25519, Message, Rsa, record  # noqa: E402

LONG_AGO = 1790000000  # before every arrival of the tests
RSA = Rsa("properties", 1024)
OTHER = Rsa("properties, another", 1024)
ED = Ed25519("properties")
BODY = b"Hello,\r\n\r\nplease find the invoice attached.\r\n"
AUTHORS = [  # local part, author domain, another domain of the organization
    ("admin", "legit.example", "mail.legit.example"),
    ("news", "a.mail.legit.example", "legit.example"),
    ("shop", "shop.co.uk", "news.shop.co.uk"),
]
FOREIGN = ["attack.example", "badlegit.example", "other.co.uk"]
HEAD = """# SPDX-License-Identifier: CC0-1.0
# SPDX-FileCopyrightText: 2026 The truefrom authors
# Written by make_pieces.py.
"""


def message(local, domain, body=BODY):
    return Message(["From: Somebody <%s@%s>" % (local, domain), "To: user@victim.example",
                    "Subject: Invoice 4711", "Date: Wed, 18 Nov 2026 10:00:00 +0000",
                    "Message-ID: <4711@%s>" % domain, "MIME-Version: 1.0",
                    "Content-Type: text/plain; charset=utf-8"], body)


def flip(data):
    return bytes([data[0] ^ 1]) + data[1:]


def signatures(local, domain, relative):
    """Kind of signature: the field."""
    plain = message(local, domain)
    made = {
        "own": plain.sign(RSA, domain, "s1"),
        "simple": plain.sign(RSA, domain, "s1", c="simple/simple"),
        "ed25519": plain.sign(ED, domain, "ed"),
        "relative": plain.sign(RSA, relative, "s1"),
        "partial": plain.sign(RSA, domain, "s1", length=10),
        "changed": message(local, domain, b"Something else.\r\n").sign(RSA, domain, "s1"),
        "broken": plain.sign(RSA, domain, "s1", change_b=flip),
        "other-key": plain.sign(OTHER, domain, "s1"),
        "no-key": plain.sign(RSA, domain, "absent"),
        "revoked": plain.sign(RSA, domain, "revoked"),
        "expired": plain.sign(RSA, domain, "s1", tags={"t": str(LONG_AGO), "x": str(LONG_AGO + 9)}),
        "syntax": plain.sign(RSA, domain, "s1", omit=["bh"]),
        "neutral": plain.sign(RSA, domain, "s1", tags={"a": "rsa-sha512"}),
        "from-unsigned": plain.sign(RSA, domain, "s1", h="to:subject"),
        "slow": plain.sign(RSA, domain, "slow"),
    }
    for i, foreign in enumerate(FOREIGN):
        made["foreign-%d" % i] = plain.sign(RSA, foreign, "s1")
    return {kind: signed.fields[0] for kind, signed in made.items()}


def escape(data):
    """As GKeyFile wants it."""
    text = data.decode("ascii").replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")
    return text.replace("\t", "\\t").replace(" ", "\\s")


def main():
    out = [HEAD]
    out.append("[keys]")
    out += ["s1=" + record(RSA), "ed=" + record(ED), "revoked=v=DKIM1; p=", ""]
    for number, (local, domain, relative) in enumerate(AUTHORS):
        plain = message(local, domain)
        out.append("[author %d]" % number)
        out += ["domain=" + domain, "address=%s@%s" % (local, domain)]
        out += ["header=" + escape(b"".join(plain.fields)), "body=" + escape(BODY), ""]
        out.append("[signatures %d]" % number)
        out += ["%s=%s" % (kind, escape(field))
                for kind, field in signatures(local, domain, relative).items()]
        out.append("")
    (HERE / "pieces.ini").write_text("\n".join(out), "utf-8")


main()
