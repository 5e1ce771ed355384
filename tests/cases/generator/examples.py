# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The examples printed in RFC 6376, RFC 8463 and RFC 9989."""
from .lab import *

TOPIC = "examples"

RFC6376_KEY = ("v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt"
               "IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi"
               "tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB")

# RFC 6376 appendix A.2.
RFC6376 = """\
DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;
      c=simple/simple; q=dns/txt; i=joe@football.example.com;
      h=Received : From : To : Subject : Date : Message-ID;
      bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
      b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB
        4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut
        KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV
        4bmp/YzhwvcubU4=;
Received: from client1.football.example.com  [192.0.2.1]
      by submitserver.example.com with SUBMISSION;
      Fri, 11 Jul 2003 21:01:54 -0700 (PDT)
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game. Are you hungry yet?

Joe.
"""

# RFC 8463 appendix A.3.
RFC8463 = """\
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""

RFC8463_KEYS = {
    "brisbane._domainkey.football.example.com": {
        "TXT": ["v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="]},
    "test._domainkey.football.example.com": {
        "TXT": ["v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR"
                "6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5Q"
                "jvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"]}}


def crlf(text):
    return text.replace("\n", "\r\n").encode()


def dkim_examples(w):
    now = {"@": {"now": NOW}}
    key = dict(now, **{"brisbane._domainkey.example.com": {"TXT": [RFC6376_KEY]}})
    w.case(TOPIC, "rfc6376-a2", "RFC 6376 appendix A.2: the signed message.", crlf(RFC6376),
           merge(CONFIRMED_NO_POLICY, dkim(sig("pass", domain="example.com", selector="brisbane", aligned=True,
                                     identity="joe@football.example.com", key_bits=1024,
                                     algorithm="rsa-sha256", header_verified=True))), answers=key, zone=None)
    w.case(TOPIC, "rfc6376-a2-changed", "The same with a word changed.", crlf(RFC6376.replace("hungry", "thirsty")),
           merge(evidence("changed"), dkim(sig("fail", "body-hash-mismatch", header_verified=True))),
           answers=key, zone=None)
    keys = dict(now, **RFC8463_KEYS)
    w.case(TOPIC, "rfc8463-a3", "RFC 8463 appendix A.3: both signatures.", crlf(RFC8463),
           merge(CONFIRMED_NO_POLICY, dkim(sig("pass", algorithm="ed25519-sha256", selector="brisbane"),
                                 sig("pass", algorithm="rsa-sha256", selector="test", key_bits=1024))),
           answers=keys, zone=None)
    w.case(TOPIC, "rfc8463-a3-changed", "The same with another Subject.", crlf(RFC8463.replace("dinner", "supper")),
           dkim(sig("fail", "signature-mismatch"), sig("fail", "signature-mismatch")), answers=keys, zone=None)
    # RFC 6376 §3.4.5: the canonicalisation examples, as one signed message.
    odd = Message([b"A: X\r\n", b"B : Y\t\r\n\tZ  \r\n", "From: " + L], b" C \r\nD \t E\r\n\r\n\r\n")
    for c in ("relaxed/relaxed", "simple/simple", "relaxed/simple"):
        w.case(TOPIC, "rfc6376-3-4-5-" + c.replace("/", "-"), "RFC 6376 section 3.4.5: the odd fields and body.",
               honest(odd.sign(rsa("legit"), "legit.example", "s1", c=c, h="a:b:from")), CONFIRMED)


def walk_examples(w):
    """RFC 9989 appendix B.4; the identifiers are DKIM's, SPF is not evaluated here."""
    def signed(name, about, sender, d, records, expect, **more):
        names = {"@": {"now": NOW}, "k._domainkey." + d: {"TXT": [record(rsa("legit"))]},
                 sender.partition("@")[2]: {"A": ["192.0.2.1"]}}
        names.update({"_dmarc." + n: {"TXT": ["v=DMARC1; " + text]} for n, text in records.items()})
        w.case(TOPIC, name, about, delivered(mail(sender).sign(rsa("legit"), d, "k")), expect,
               answers=names, zone=None, **more)

    both = {"example.com": "p=reject", "signing.example.com": "p=reject"}
    aligned = merge(CONFIRMED, dkim(sig("pass", aligned=True)))
    signed("rfc9989-b4-simple", "A subdomain with a record of its own signs for the organization.",
           "x@example.com", "signing.example.com", both,
           merge(aligned, {"dmarc": {"organizational_domain": "example.com", "domain": "example.com"}}))
    deep = "a.b.c.d.e.f.g.h.i.j.k.example.com"
    asked = ["_dmarc." + n for n in (deep, "g.h.i.j.k.example.com", "h.i.j.k.example.com", "i.j.k.example.com",
                                     "j.k.example.com", "k.example.com", "example.com", "com")]
    signed("rfc9989-b4-deep", "A deep name: the walk jumps to seven labels.", "x@" + deep, "signing.example.com",
           both, merge(aligned, {"dmarc": {"organizational_domain": "example.com", "domain": "example.com"}}),
           asked_only=asked + [deep, "k._domainkey.signing.example.com", "_dmarc.signing.example.com", "attack.example"])
    bank = {"bank.example": "p=reject; psd=y", "giant.bank.example": "p=reject"}
    signed("rfc9989-b4-psd", "Two banks below a registry with psd=y are not aligned.", "x@giant.bank.example",
           "mail.mega.bank.example", bank,
           merge(FORGED, dkim(sig("pass", aligned=False)),
                 {"dmarc": {"organizational_domain": "giant.bank.example", "domain": "giant.bank.example"}}))
    signed("rfc9989-b4-psd-inside", "Within one bank they are.", "x@giant.bank.example", "mail.giant.bank.example",
           bank, aligned)


def generate(w):
    dkim_examples(w)
    walk_examples(w)
