# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Key records: RFC 6376 §3.6.1, RFC 8301, RFC 8463."""
import base64

from .lab import *
from .signer import der, der_integer, pkcs1_public, spki_public

TOPIC = "keys"
NAME = "k._domainkey.legit.example"


def b64(data):
    return base64.b64encode(data).decode()


def chunks(text, size=255):
    return [text[i:i + size] for i in range(0, len(text), size)]


def good(w, name, about, message, texts, reason=None, extra=None, **more):
    answers = {NAME: {"TXT": texts}}
    answers.update(extra or {})
    w.case(TOPIC, name, about, honest(message),
           merge(CONFIRMED, dkim(sig("pass", **({"reason": reason} if reason else {}), **more))),
           answers=answers)


def bad(w, name, about, message, texts, reason, result="permerror", extra=None):
    answers = {NAME: texts if isinstance(texts, dict) else {"TXT": texts}}
    answers.update(extra or {})
    w.case(TOPIC, name, about, delivered(message), merge(FORGED, dkim(sig(result, reason))),
           answers=answers)


def by(key, **more):
    return genuine(s="k", key=key, **more)


def sizes(w):
    for bits in (512, 768, 1023):
        key = rsa("size", bits)
        bad(w, "rsa-%d" % bits, "RFC 8301: an RSA key under 1024 bits.", by(key), [record(key)],
            "key-too-short")
    for bits, primes in ((1024, 2), (1536, 2), (2048, 2), (3072, 4), (4096, 4), (8192, 8)):
        key = rsa("size", bits, primes=primes)
        note = {"reason": one_of(None, "weak-key")} if bits < 2048 else {}
        good(w, "rsa-%d" % bits, "An RSA key of %d bits." % bits, by(key), [record(key)],
             key_bits=bits, **note)
    small = rsa("legit")
    for bits in (8193, 16384, 65536):
        n = (1 << (bits - 1)) | 12345678901
        bad(w, "rsa-%d" % bits, "A modulus above 8192 bits is refused before any arithmetic.",
            by(small), [chunks("v=DKIM1; p=" + b64(spki_public(n, 65537)))],
            one_of("key-too-long", "key-syntax"))
    key = rsa("three", 2048, 3)
    good(w, "exponent-3", "Exponent 3 is legal.", by(key), [record(key)])
    for name, e in (("0", 0), ("1", 1), ("even", 65536), ("two-to-33", 2 ** 33 + 1),
                    ("as-long-as-modulus", small.n - 2)):
        bad(w, "exponent-" + name, "A refused exponent.", by(small),
            [chunks("p=" + b64(spki_public(small.n, e)))], one_of("key-exponent", "key-syntax"))
    bad(w, "exponent-two-to-16383", "A modulus of 16384 bits and an exponent of 2^16383+1.", by(small),
        [chunks("p=" + b64(spki_public((1 << 16383) | 1, 2 ** 16383 + 1)))],
        one_of("key-exponent", "key-too-long", "key-syntax"))


def encodings(w):
    key = rsa("legit")
    good(w, "pkcs1", "A bare PKCS #1 key.", by(key), [chunks("v=DKIM1; p=" + key.public("pkcs1"))])
    good(w, "spki", "A SubjectPublicKeyInfo.", by(key), [chunks("v=DKIM1; p=" + key.public())])
    text = base64.b64decode(key.public())
    negative = der(0x30, der(2, b"\xff" * 256) + der_integer(key.e))
    shapes = {
        "trailing-garbage": text + b"\0\0",
        "truncated": text[:-20],
        "even-modulus": spki_public(key.n - 1, key.e),
        "zero-modulus": spki_public(0, key.e),
        "negative-modulus": negative,
        "indefinite-length": b"\x30\x80" + text[4:] + b"\0\0",
        "long-length": b"\x30\x84\xff\xff\xff\xff" + text[4:],
        "elliptic": bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200") + b"\4" + b"\1" * 64,
        "only-zeros": b"\0" * 100,
        "nested": b"\x30\x80" * 500,
        "one-byte": b"\x30",
        "no-null-parameters": der(0x30, der(0x30, bytes.fromhex("06092a864886f70d010101"))
                                  + der(3, b"\0" + pkcs1_public(key.n, key.e))),
    }
    for name, data in shapes.items():
        if name == "no-null-parameters":
            w.case(TOPIC, name, "An algorithm identifier without its NULL: refused or accepted, no"
                   " crash.", delivered(by(key)),
                   {"dkim": [{"result": one_of("pass", "permerror")}]},
                   answers={NAME: {"TXT": [chunks("p=" + b64(data))]}})
            continue
        # A changed modulus may also be tried and not fit.
        bad(w, name, "A broken public key.", by(key), [chunks("v=DKIM1; p=" + b64(data))],
            one_of("key-syntax", "key-too-short", "signature-mismatch", "key-type-mismatch"),
            result=one_of("permerror", "fail"))


def tags(w):
    key = rsa("legit")
    p = "p=" + key.public()
    message = by(key)
    bad(w, "revoked", "An empty p= is a key taken back.", message, ["v=DKIM1; p="], "key-revoked")
    bad(w, "no-p", "No p= at all.", message, ["v=DKIM1; k=rsa"], "key-syntax")
    bad(w, "p-not-base64", "p= is not base64.", message, ["v=DKIM1; p=!!!"], "key-syntax")
    good(w, "p-spaces", "White space inside p=.", message,
         [chunks("v=DKIM1; p=" + " ".join(chunks(key.public(), 60)))])
    good(w, "h-both", "h=sha1:sha256 allows it.", message, [chunks("h=sha1:sha256; " + p)])
    bad(w, "h-sha1", "h=sha1 does not.", message, [chunks("h=sha1; " + p)], "key-hash-not-allowed")
    good(w, "s-any", "s=* allows it.", message, [chunks("s=*; " + p)])
    good(w, "s-list", "s=email:foo allows it.", message, [chunks("s=email:foo; " + p)])
    bad(w, "s-other", "s=tlsrpt does not.", message, [chunks("s=tlsrpt; " + p)],
        "key-service-not-allowed")
    good(w, "testing", "A testing key with a valid signature counts.", message, [chunks("t=y; " + p)],
         "testing-key")
    w.case(TOPIC, "testing-broken", "A testing key with a broken signature reads like unsigned.",
           delivered(message.replace("subject", b"Subject: other\r\n")),
           merge(FORGED, dkim(sig(one_of("none", "neutral", "fail", "policy"),
                                  one_of("testing-key", "signature-mismatch")))),
           answers={NAME: {"TXT": [chunks("t=y; " + p)]}})
    good(w, "testing-and-strict", "t=y:s.", message, [chunks("t=y:s; " + p)], "testing-key")
    good(w, "testing-upper-case", "t=Y is an unknown flag.", message, [chunks("t=Y; " + p)])
    bad(w, "type-unknown", "k=foo.", message, [chunks("k=foo; " + p)],
        one_of("key-type-unknown", "key-type-mismatch"), result=one_of("permerror", "neutral"))
    good(w, "no-version", "v= may be left out.", message, [chunks("k=rsa; " + p)])
    good(w, "trailing-semicolon", "A semicolon at the end.", message, [chunks("v=DKIM1; " + p + ";")])
    good(w, "leading-blank", "White space before v=.", message, [chunks(" v=DKIM1; " + p)])
    for name, text in (("version-not-first", "k=rsa; v=DKIM1; "), ("version-2", "v=DKIM2; "),
                       ("version-lower", "v=dkim1; ")):
        bad(w, name, "A record that is not of this version.", message, [chunks(text + p)],
            one_of("no-key", "key-syntax"))
    good(w, "notes", "Quotes, markup and direction marks in n=.", message,
         [chunks('v=DKIM1; n="<b>\u00e2\u0080\u00ae\\; ' + p)])
    bad(w, "backslash-semicolon", "Semicolons copied with their backslashes.", message,
        [chunks("v=DKIM1\\; k=rsa\\; " + p)], one_of("no-key", "key-syntax", "key-type-unknown"),
        result=one_of("permerror", "neutral"))
    good(w, "unknown-tags", "Unknown tags are ignored.", message, [chunks("v=DKIM1; g=*; zz=1; " + p)])
    bad(w, "trailing-semicolons", "Two semicolons at the end: between them is no tag (RFC 6376 section 3.2).", message,
        [chunks("v=DKIM1; " + p + ";;")], "key-syntax")
    bad(w, "duplicate-p", "One tag twice makes the record invalid.", message, [chunks(p + "; " + p)],
        one_of("key-syntax", "no-key"))


def ed25519_keys(w):
    key = ed("legit")
    message = by(key)
    good(w, "ed25519", "An Ed25519 key (RFC 8463).", message, [record(key)],
         algorithm="ed25519-sha256", key_bits=one_of(255, 256))
    for name, raw in (("31-octets", key.raw[:31]), ("33-octets", key.raw + b"\0"), ("empty", b"")):
        bad(w, "ed25519-" + name, "A key of the wrong size.", message, ["k=ed25519; p=" + b64(raw)],
            one_of("key-syntax", "key-revoked"))
    bad(w, "ed25519-spki", "RFC 8463 wants the raw key, not a SubjectPublicKeyInfo.", message,
        ["k=ed25519; p=" + b64(bytes.fromhex("302a300506032b6570032100") + key.raw)], "key-syntax")
    for name, raw in (("zero", b"\0" * 32), ("identity", b"\1" + b"\0" * 31)):
        bad(w, "ed25519-" + name + "-point", "A point of small order verifies nothing.", message,
            ["k=ed25519; p=" + b64(raw)], one_of("key-syntax", "signature-mismatch"),
            result=one_of("permerror", "fail"))
    bad(w, "ed25519-signature-rsa-key", "The key is of another type than the signature.", message,
        [record(rsa("legit"))], "key-type-mismatch")
    bad(w, "rsa-signature-ed25519-key", "The key is of another type than the signature.",
        by(rsa("legit")), [record(key)], "key-type-mismatch")
    dual = mail(L).sign(rsa("legit"), "legit.example", "s1").sign(key, "legit.example", "ed")
    w.case(TOPIC, "dual", "Honest: both kinds of signature.", honest(dual),
           merge(CONFIRMED, dkim(sig("pass", algorithm="ed25519-sha256"),
                                 sig("pass", algorithm="rsa-sha256"))))


def answers(w):
    key, other = rsa("legit"), rsa("attack")
    message = by(key)
    good(w, "two-records", "Two key records: one of them fits.", message,
         [record(other), record(key)])
    good(w, "garbage-and-key", "A text that is no key record beside the key.", message,
         ["v=spf1 -all", record(key)])
    good(w, "revoked-and-key", "A key taken back beside a good one.", message, ["v=DKIM1; p=", record(key)])
    bad(w, "wildcard-spf", "A wildcard answers with an SPF text.", message, ["v=spf1 -all"],
        one_of("no-key", "key-syntax"))
    bad(w, "many-records", "More key records than are tried.", message, [record(other)] * 30,
        one_of("signature-mismatch", "limit", "key-syntax"),
        result=one_of("fail", "permerror", "neutral"))
    good(w, "odd-strings", "Character-strings cut at odd places and empty ones.", message,
         [["v=DK", "", "IM1; p", "="] + chunks(key.public(), 41) + [""]])
    bad(w, "text-of-64k", "A text beyond every limit.", message,
        [chunks("v=DKIM1; n=" + "x" * 65000 + "; p=" + key.public())],
        one_of("no-key", "key-syntax", "limit", "dns"), result=one_of("permerror", "neutral"))
    bad(w, "high-bytes", "A text full of bytes above 0x7f.", message,
        ["".join(chr(i) for i in range(128, 256))], one_of("no-key", "key-syntax"))
    good(w, "alias", "The key is behind a CNAME.", message, [], extra={
        NAME: {"CNAME": ["k.provider.example"]}, "k.provider.example": {"TXT": [record(key)]}})
    for n, name in ((8, "eight"), (9, "nine")):
        names = [NAME] + ["n%d.example" % i for i in range(1, n)] + ["end.example"]
        extra = {a: {"CNAME": [b]} for a, b in zip(names, names[1:])}
        extra["end.example"] = {"TXT": [record(key)]}
        if n == 8:
            good(w, "alias-eight", "Eight aliases are followed.", message, [], extra=extra)
        else:
            w.case(TOPIC, "alias-nine", "Nine are not.", delivered(message),
                   merge(verdict(3, "warning"), dkim(sig("temperror"))), answers=extra)
    chain = {"c%d.example" % i: {"CNAME": ["c%d.example" % (i + 1)]} for i in range(12)}
    chain["c12.example"] = {"TXT": [record(key)]}
    for name, extra in (("alias-chain", chain), ("alias-loop", {"c0.example": {"CNAME": [NAME]}})):
        w.case(TOPIC, name, "Too many aliases are trouble, never a pass.", delivered(message),
               merge(verdict(3, "warning"), dkim(sig("temperror"))),
               answers=dict(extra, **{NAME: {"CNAME": ["c0.example"]}}))
    bad(w, "no-name", "The name does not exist.", message, {"TXT": "NXDOMAIN"}, "no-key")
    bad(w, "no-data", "The name exists without a text.", message, {"A": ["192.0.2.1"]}, "no-key")
    for word in ("SERVFAIL", "REFUSED", "TIMEOUT"):
        w.case(TOPIC, word.lower(), "DNS trouble: not passed, at most a warning.", delivered(message),
               merge(verdict(3, "warning"), dkim(sig("temperror", "dns"))),
               answers={NAME: {"TXT": word}})
        soft = genuine("a@soft.example", "soft.example", "k", rsa("soft"))
        w.case(TOPIC, word.lower() + "-soft", "DNS trouble where nothing is enforced: quiet.",
               delivered(soft, "bounce@soft.example"), {"verdict": {"level": "quiet"}},
               answers={"k._domainkey.soft.example": {"TXT": word}})
    both = mail(L).sign(rsa("legit"), "legit.example", "s1").sign(key, "legit.example", "k")
    w.case(TOPIC, "timeout-and-pass", "One key cannot be asked, another signature passes.", honest(both),
           merge(CONFIRMED, dkim(sig("temperror", "dns"), sig("pass"))), answers={NAME: {"TXT": "TIMEOUT"}})


def identities(w):
    key = rsa("legit")
    strict = {NAME: {"TXT": [chunks("t=s; p=" + key.public())]}}
    sub = by(key, tags={"i": "x@sub.legit.example"})
    good(w, "identity-subdomain", "i= in a subdomain.", sub, [record(key)], identity="x@sub.legit.example")
    bad(w, "identity-subdomain-strict", "The key's t=s forbids it.", sub, strict[NAME]["TXT"],
        "domain-mismatch")
    good(w, "identity-same-strict", "t=s with the same domain.", by(key, tags={"i": "x@legit.example"}),
         strict[NAME]["TXT"])


def generate(w):
    for part in (sizes, encodings, tags, ed25519_keys, answers, identities):
        part(w)
