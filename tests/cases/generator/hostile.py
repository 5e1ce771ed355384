# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What a sender tries beyond the known attacks: words in the HELO that change what the receiver's
field seems to say, and addresses in a From line where no grammar has a place for them. Each with
an honest twin."""
import base64

from .ways import *

TOPIC = "hostile"
MINE = mail("<%s>" % L)
OWN = ["--own", "victim.example"]
SHOWN = merge(verdict(5, "warning"), evidence("pass", source="dkim"))


def word(text, charset="utf-8"):
    return "=?%s?b?%s?=" % (charset, base64.b64encode(text.encode(charset)).decode())


# ---- mail that never left the house -------------------------------------------------------------

BY = " by mx.victim.example"
OUTSIDE = (
    ("sendmail-id", "from id ([203.0.113.66])" + BY + " (8.17.1/8.17.1) with ESMTP id 4"),
    ("exchange-id", "from id (203.0.113.66)" + BY + " (10.0.0.1) with Microsoft SMTP Server id 15.1.2507.6"),
    ("exchange-version", "from version (203.0.113.66)" + BY + " (10.0.0.1) with Microsoft SMTP Server id 15.1.2507.6"),
    ("qmail-id", "from unknown (HELO id) (203.0.113.66)" + BY + " with SMTP"),
    ("qmail-identity", "from unknown (HELO x) (joe@203.0.113.66)" + BY + " with SMTP"),
    ("port", "from x (203.0.113.66:2525)" + BY + " with SMTP id 4"),
    ("quotes", "from x (\"x\" <203.0.113.66>)" + BY + " with SMTP id 4"),
)
INSIDE = (
    ("sendmail", "from id ([10.0.0.7])" + BY + " (8.17.1.9/8.17.1.9/Debian-2) with ESMTP id 203.0.113.66"),
    ("exchange", "from desk (10.0.0.7)" + BY + " (10.0.0.1) with Microsoft SMTP Server id 15.1.25.6"),
    ("qmail", "from unknown (HELO desk) (joe@10.0.0.7)" + BY + " with SMTP"),
    ("local", "from root" + BY + " with local (Exim 4.96) (envelope-from <root@legit.example>)"),
)


def house(t):
    for name, text in OUTSIDE:
        message = MINE.top("Return-Path: <%s>" % A, "Received: %s; %s" % (text, HOUR_AGO))
        t.accounts("house-" + name, "A HELO or an identity beside the sender's address: it came from outside all"
                   " the same.", message, FORGED)
    for name, text in INSIDE:
        message = MINE.top("Return-Path: <%s>" % L, "Received: %s; %s" % (text, HOUR_AGO))
        t.accounts("house-honest-" + name, "Honest: mail that never left the house. The border took it"
                   " from within, and it names a domain that is not the house's own: at most a note.", message,
                   verdict(3, "note"))


# ---- addresses where no grammar has a place -----------------------------------------------------

def by_attacker(sender, **more):
    return delivered(mail(sender, **more).sign(rsa("attack"), "attack.example", "s1"))


def beside(t):
    for name, about, sender in (
            ("trailing-quoted", "Quoted, behind the address.", '<%s> "%s"' % (A, L)),
            ("trailing-encoded", "Encoded, behind the address.", "<%s> %s" % (A, word(L))),
            ("trailing-bare", "Quoted, behind a bare address.", '%s "%s"' % (A, L)),
            ("leading-bare", "Quoted, before a bare address.", '"%s" %s' % (L, A)),
            ("second-name", "The name of the second mailbox.", 'Foo <%s>, "%s" <b@attack.example>' % (A, L)),
            ("utf-7", "Encoded in UTF-7, which some programs decode.", "%s <%s>" % (word(L, "utf-7"), A)),
            ("utf-7-sign", "The sign itself in UTF-7.", "=?utf-7?q?admin+AEA-legit.example?= <%s>" % A),
            ("word-in-word", "An encoded word that runs into other text.", "x=?utf-8?q?admin=40legit=2Eexample?= <%s>" % A),
            ("word-behind-sign", "An encoded word behind what looks like one.",
             "=?=Foo=?utf-8?q?admin=40legit=2Eexample?= <%s>" % A)):
        t.case("beside-" + name, "Another's address in From: " + about,
               by_attacker(sender, extra=["Sender: <%s>" % A] if "b@attack" in sender else ()), SHOWN)
    for name, sign in (("full-width", "\uff20"), ("small", "\ufe6b")):
        t.case("local-" + name, "An address in the local part, with another sign for its own.",
               by_attacker(("admin%slegit.example@attack.example" % sign).encode()),
               merge(verdict(5, "warning"), evidence("pass", source="dkim")))
    for name, sender in (("trailing", '<%s> "help@legit.example"' % L), ("leading", '"help@legit.example" %s' % L),
                         ("second-name", 'Foo <%s>, "b@legit.example" <b@legit.example>' % L),
                         ("utf-7", "%s <%s>" % (word("J\u00f6rg", "utf-7"), L)),
                         ("words", "=?=Foo=?utf-8?q?J=C3=B6rg?= <%s>" % L),
                         ("at-work", "J\u00f6rg @ Home <%s>" % L)):
        t.case("beside-honest-" + name, "Honest: the same shape with nobody else's address.",
               honest(genuine(sender.encode(), extra=["Sender: <%s>" % L] if "b@legit" in sender else ())),
               merge(CONFIRMED, {"findings": {"$none": [{"code": "TF05"}]}}), OWN)


def hidden(t):
    """The strict grammar sees these, and so must whoever reads a value without grammar."""
    for name, other in (("blank", "admin @legit.example"), ("blanks", "admin@ legit . example"),
                        ("comment", "admin(c)@legit.example"), ("comment-behind", "admin@(c) legit.example"),
                        ("comments", "admin (c) (d) @(e)(f)legit.example")):
        t.case("hidden-" + name, "A second address behind a stray bracket, with blanks or comments in it.",
               by_attacker("%s> <%s>" % (A, other)), AMBIGUOUS)
        t.case("hidden-honest-" + name, "Honest: a stray bracket and one domain.",
               honest(genuine("%s> <%s>" % (L, other.replace("(c)", "").replace("(e)(f)", "")))),
               merge(evidence("pass", source="dkim"), author(L)))


def looks(t):
    for name, domain, expect in (
            ("together", "wwwlegitbank.com", verdict(6, "warning")), ("hyphen", "www-legitbank.com", verdict(6, "warning")),
            ("honest-subdomain", "www.legitbank.com", NOTHING), ("honest-suffix", "www.legitbank.net", NOTHING)):
        t.case("www-" + name, "A domain that begins like a web address.", delivered(mail("x@" + domain), "x@" + domain),
               expect, ["--protect", "legitbank.com"])


def generate(w):
    for part in (house, beside, hidden, looks):
        part(Topic(w, TOPIC))
