#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Writes keys.ini and cases.ini, from which test-crypto, test-ed25519 and test-dkim-check read.

It has a signer of its own, written from RFC 6376 with regular expressions, so that the program's
canonicalisation is compared with an independent one. Keys come from a seed: every run gives the
same bytes. Not run by the build.  Usage: ./generate.py [DIRECTORY]
"""
import base64
import hashlib
import os
import random
import re
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa, utils

HEAD = """# SPDX-License-Identifier: CC0-1.0
# SPDX-FileCopyrightText: 2026 The truefrom authors
# Written by generate.py.
"""

# ---- keys -------------------------------------------------------------------------------------

SMALL = [p for p in range(3, 20000, 2) if all(p % q for q in range(3, int(p ** 0.5) + 1, 2))]


def is_prime(n, rng):
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for _ in range(12 if n.bit_length() < 1500 else 4):
        x = pow(rng.randrange(2, n - 1), d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def make_prime(bits, rng, e):
    while True:
        start = rng.getrandbits(bits) | (3 << (bits - 2)) | 1
        sieve = bytearray(4096)
        for p in SMALL:
            first = (-start * pow(2, -1, p)) % p
            sieve[first::p] = b"\1" * len(range(first, 4096, p))
        for i, composite in enumerate(sieve):
            n = start + 2 * i
            if not composite and n.bit_length() == bits and (n - 1) % e and is_prime(n, rng):
                return n


def make_rsa(bits, seed, e=65537):
    rng = random.Random(f"truefrom {seed} {bits}")
    while True:
        p, q = make_prime((bits + 1) // 2, rng, e), make_prime(bits // 2, rng, e)
        n = p * q
        if n.bit_length() == bits and p != q:
            break
    p, q = max(p, q), min(p, q)
    d = pow(e, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), rsa.RSAPublicNumbers(e, n))
    return numbers.private_key()


def make_ed25519(seed):
    return ed25519.Ed25519PrivateKey.from_private_bytes(
        hashlib.sha256(f"truefrom {seed}".encode()).digest())


def b64(data):
    return base64.b64encode(data).decode()


def spki(key):
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def pkcs1(key):
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.PKCS1)


def raw_public(key):
    return key.public_key().public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def sign_digest(key, digest, algorithm):
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(digest)
    return key.sign(digest, padding.PKCS1v15(), utils.Prehashed(algorithm()))


# ---- a signer ---------------------------------------------------------------------------------


def canon_body(body, how):
    if how == "relaxed":
        body = re.sub(rb"[ \t]+", b" ", body)
        body = re.sub(rb" \r\n", b"\r\n", body)
        body = re.sub(rb" \Z", b"", body)
    body = re.sub(rb"(\r\n)+\Z", b"", body)
    if body or how == "simple":
        body += b"\r\n"
    return body


def canon_field(field, how):
    if how == "simple":
        return field
    name, value = field.split(b":", 1)
    value = re.sub(rb"\r\n", b"", value)
    value = re.sub(rb"[ \t]+", b" ", value).strip(b" ")
    return name.rstrip(b" \t").lower() + b":" + value + b"\r\n"


def pick(fields, names):
    left = list(fields)
    for name in names:
        for i in reversed(range(len(left))):
            if left[i].split(b":", 1)[0].strip().lower() == name.strip().lower().encode():
                yield left.pop(i)
                break


NAMES = "from:to:subject:date:message-id:mime-version:content-type"
FIELDS = [
    b"From: Alice <alice@legit.example>\r\n",
    b"To: bob@victim.example\r\n",
    b"Subject: Meeting\r\n on \t Monday \r\n",
    b"Date: Mon, 06 Oct 2025 09:00:00 +0000\r\n",
    b"Message-ID: <1@legit.example>\r\n",
    b"MIME-Version: 1.0\r\n",
    b"Content-Type: text/plain; charset=utf-8\r\n",
]
BODY = b"Hello Bob,\r\n\r\n  see you  on Monday.\t\r\n  Alice \r\n\r\n\r\n"


def sign(key, fields=None, body=BODY, d="legit.example", s="s1", a=None, c="relaxed/relaxed",
         h=NAMES, l=None, extra="", bh=None, name=b"DKIM-Signature: ", layout=None):
    """A DKIM-Signature field. layout places the tags: {v} {a} … {bh} and b= as {b}."""
    fields = FIELDS if fields is None else fields
    a = a or ("ed25519-sha256" if isinstance(key, ed25519.Ed25519PrivateKey) else "rsa-sha256")
    digest = hashlib.sha1 if a.endswith("sha1") else hashlib.sha256
    algorithm = hashes.SHA1 if a.endswith("sha1") else hashes.SHA256
    head, tail = (c + "/simple").split("/")[:2] if c else ("simple", "simple")
    text = canon_body(body, tail)
    if l is not None:
        text = text[: int(l)]
        extra += f" l={l};"
    bh = bh or b64(digest(text).digest())
    layout = layout or "v=1; a={a};{c} d={d}; s={s};{extra}\r\n\th={h};\r\n\tbh={bh};\r\n\tb={b}"
    values = dict(a=a, c=f" c={c};" if c else "", d=d, s=s, extra=extra, h=h, bh=bh)
    field = name + layout.format(b="", **values).encode() + b"\r\n"
    data = b"".join(canon_field(f, head) for f in pick(fields, re.split(r"\s*:\s*", h)))
    data += canon_field(field, head)[:-2]
    signature = b64(sign_digest(key, digest(data).digest(), algorithm))
    folded = "\r\n\t".join(signature[i:i + 70] for i in range(0, len(signature), 70))
    return name + layout.format(b=folded, **values).encode() + b"\r\n"


def message(*signatures, fields=None, body=BODY, end=b"\r\n"):
    return b"".join(signatures) + b"".join(FIELDS if fields is None else fields) + end + body


# ---- the files --------------------------------------------------------------------------------


def escape(data):
    """As GKeyFile reads a string; bytes that are not UTF-8 or control characters as \\xHH of ours."""
    out = ""
    for byte in data:
        char = chr(byte)
        if char == "\\":
            out += "\\\\x5c"
        elif char == " ":
            out += "\\s"
        elif char == "\r":
            out += "\\r"
        elif char == "\n":
            out += "\\n"
        elif char == "\t":
            out += "\\t"
        elif byte < 0x20 or byte > 0x7e:
            out += f"\\\\x{byte:02x}"
        else:
            out += char
    return out


class Cases:
    def __init__(self):
        self.text = HEAD

    def add(self, name, mail, expect, reason="", txt=None, dns=None, **more):
        assert f"\n[{name}]\n" not in self.text, name
        self.text += f"\n[{name}]\n"
        for i, record in enumerate([] if txt is None else txt):
            record = record if isinstance(record, bytes) else record.encode()
            self.text += f"txt{i}={escape(record)}\n"
        if dns:
            self.text += f"dns={dns}\n"
        self.text += f"expect={expect}\n"
        if reason:
            self.text += f"reason={reason}\n"
        for key, value in more.items():
            self.text += f"{key}={str(value).lower() if isinstance(value, bool) else value}\n"
        self.text += f"message={escape(mail)}\n"


def write_keys(keys, path):
    text = HEAD
    digest = hashlib.sha256(b"truefrom").digest()
    for name, key in keys.items():
        text += f"\n[{name}]\n"
        if name.startswith("rsa"):
            text += f"bits={key.key_size}\nspki={b64(spki(key))}\npkcs1={b64(pkcs1(key))}\n"
            if key.key_size > 500:
                text += f"signature={b64(sign_digest(key, digest, hashes.SHA256))}\n"
        else:
            text += f"raw={b64(raw_public(key))}\nsignature={b64(key.sign(digest))}\n"
    open(path, "w").write(text)


def syntax_cases(cases, keys, rsa_txt):
    good = sign(keys["rsa-2048"])
    assert good.count(b"v=1;") == 1

    def edit(name, old, new, expect, reason, **more):
        assert old in good, (name, old)
        cases.add(name, message(good.replace(old, new, 1)), expect, reason, [rsa_txt], **more)

    for tag, pattern in (("v", b"v=1; "), ("a", b"a=rsa-sha256; "), ("d", b"d=legit.example; "),
                         ("s", b"s=s1;")):
        edit(f"DK-02 no {tag}", pattern, b"", "permerror", f"missing-{tag}", question=False)
    for tag in ("h", "bh", "b"):
        field = re.sub(rb"(?s)\t%s=.*?(;|$)" % tag.encode(), b"\t", good, 1)
        cases.add(f"DK-02 no {tag}", message(field), "permerror", f"missing-{tag}", [rsa_txt],
                  question=False)
    edit("DK-02 v=2", b"v=1", b"v=2", "permerror", "bad-version", question=False)
    edit("DK-02 v=01", b"v=1", b"v=01", "permerror", "bad-version")
    edit("DK-02 d empty", b"d=legit.example", b"d=", "permerror", "bad-domain", question=False)
    edit("DK-02 s empty", b"s=s1", b"s=", "permerror", "bad-selector", question=False)
    edit("DK-03 d twice", b"v=1;", b"v=1; d=attack.example;", "permerror", "duplicate-tag",
         question=False)
    edit("DK-03 D", b" d=", b" D=", "permerror", "missing-d")
    edit("DK-04 h without from", b"h=from:", b"h=", "permerror", "from-not-signed")
    edit("DK-04 h empty", b"h=" + NAMES.encode(), b"h=", "permerror", "bad-signed-fields")
    edit("DK-04 h with a gap", b"h=from:", b"h=from::", "permerror", "bad-signed-fields")
    edit("DK-04 h with a colon at its end", b"content-type;", b"content-type:;", "permerror",
         "bad-signed-fields")
    edit("DK-04 h with a blank in a name", b"h=from:", b"h=from x:", "permerror",
         "bad-signed-fields")
    edit("DK-05 i elsewhere", b"s=s1;", b"s=s1; i=@other.example;", "permerror",
         "domain-mismatch", question=False)
    edit("DK-05 i of a neighbour", b"s=s1;", b"s=s1; i=@badlegit.example;", "permerror",
         "domain-mismatch")
    edit("DK-05 i empty", b"s=s1;", b"s=s1; i=;", "permerror", "bad-identity")
    edit("DK-05 i without at", b"s=s1;", b"s=s1; i=legit.example;", "permerror", "bad-identity")
    edit("DK-05 i with a bad escape", b"s=s1;", b"s=s1; i==4G@legit.example;", "permerror",
         "bad-identity")
    edit("DK-05 i with an escaped NUL", b"s=s1;", b"s=s1; i=a=00@legit.example;", "permerror",
         "bad-identity")
    for name in ("rsa-sha512", "ed448-sha256", "rsa-md5"):
        edit(f"DK-07 a={name}", b"a=rsa-sha256", b"a=" + name.encode(), "neutral",
             "unknown-algorithm", question=False)
    for value in ("foo", "relaxed/foo", "foo/relaxed"):
        edit(f"DK-07 c={value}", b"c=relaxed/relaxed", b"c=" + value.encode(), "neutral",
             "unknown-canonicalization", question=False)
    edit("DK-07 q=dns/https", b"s=s1;", b"s=s1; q=dns/https;", "neutral", "unknown-query-method",
         question=False)
    edit("DK-08 x before t", b"s=s1;", b"s=s1; t=1759741200; x=1759741100;", "permerror",
         "bad-time")
    edit("DK-08 x equals t", b"s=s1;", b"s=s1; t=1759741200; x=1759741200;", "permerror",
         "bad-time")
    edit("DK-08 x negative", b"s=s1;", b"s=s1; x=-1;", "permerror", "bad-time")
    edit("DK-08 t no number", b"s=s1;", b"s=s1; t=now;", "permerror", "bad-time")
    for value in ("9" * 76, "18446744073709551616", "+5", "", "5 5", "9" * 77):
        edit(f"DK-09 l={value[:24]} {len(value)}", b"s=s1;", b"s=s1; l=" + value.encode() + b";",
             "permerror", "bad-length")
    edit("DK-09 l beyond all", b"s=s1;", b"s=s1; l=18446744073709551615;", "fail",
         "signature-mismatch")
    edit("DK-10 b with a bad character", b"\tb=", b"\tb=*", "permerror", "bad-signature-data")
    edit("DK-10 b URL-safe", b"\tb=", b"\tb=--__", "permerror", "bad-signature-data")
    edit("DK-10 bh too short", b"bh=", b"bh=AAAA; was=", "permerror", "bad-body-hash-data")
    for domain in ("legit.example.", "com", "legit_x.example", "a" * 64 + ".example",
                   ".".join(["a" * 49] * 5) + ".exam", "-a.example", "legit..example",
                   "legit .example", "legit\r\n .example", "le\xe9git.example"):
        edit(f"DK-19 d {len(domain)} {ascii(domain[:20])[1:-1]}".replace("\\", "/"),
             b"d=legit.example", b"d=" + domain.encode("latin-1"), "permerror", "bad-domain",
             question=False)
    edit("DK-19 d is a public suffix", b"d=legit.example", b"d=co.uk", "neutral",
         "public-suffix", question=False)
    for selector in ("s..1", "*", "s 1", "a@b", "s" * 64, ".s", "s.", "s1\r\n x"):
        edit(f"DK-20 s {len(selector)} {ascii(selector[:12])[1:-1]}".replace("\\", "/"), b"s=s1",
             b"s=" + selector.encode(), "permerror", "bad-selector", question=False)
    edit("DK-20 s makes the name too long", b"s=s1",
         b"s=" + b".".join([b"s" * 60] * 4), "permerror", "bad-selector", question=False)


def signature_cases(cases, keys, rsa_txt, ed_txt):
    key, ed = keys["rsa-2048"], keys["ed25519"]

    def good(name, mail, reason="", txt=None, **more):
        cases.add(name, mail, "pass", reason, txt or [rsa_txt], authenticates=True,
                  header_verified=True, **more)

    for c in ("relaxed/relaxed", "simple/simple", "relaxed/simple", "simple/relaxed", "relaxed",
              "simple", "", "Relaxed/Simple"):
        used = c.lower() if c else ""
        field = sign(key, c=used)
        if c != used:
            layout = "v=1; a={a}; c=Relaxed/Simple; d={d}; s={s}; h={h}; bh={bh}; b={b}"
            field = sign(key, c=used, layout=layout)
        good(f"DK-01 c={c}", message(field))
    good("DK-01 ed25519", message(sign(ed, s="ed")), txt=[ed_txt])
    good("DK-04 h with white space", message(sign(key, h="From : To:\r\n\tsubject")))
    good("DK-05 i below", message(sign(key, extra=" i=x@sub.legit.example;")))
    good("DK-05 i escaped", message(sign(key, extra=" i=a=40b=3B@legit.example;")),
         identity="a@b;@legit.example")
    cases.add("DK-05 i below with t=s", message(sign(key, extra=" i=x@sub.legit.example;")),
              "permerror", "domain-mismatch", [rsa_txt + "; t=s"])
    good("DK-05 i equal with t=s", message(sign(key, extra=" i=x@legit.example;")),
         txt=[rsa_txt + "; t=s"])
    sha1 = sign(key, a="rsa-sha1")
    cases.add("DK-06 rsa-sha1", message(sha1), "permerror", "rsa-sha1", [rsa_txt])
    cases.add("DK-06 rsa-sha1, no answer", message(sha1), "temperror", "dns", dns="SERVFAIL",
              lookup_failed=False)
    cases.add("DK-06 rsa-sha1, no key", message(sha1), "permerror", "rsa-sha1", dns="NXDOMAIN",
              vanished=False)
    good("DK-06 rsa-sha1 by the rules of its day", message(sha1), legacy=True)
    good("DK-07 q", message(sign(key, extra=" q=dns/txt:dns/foo;")))
    good("DK-07 q second", message(sign(key, extra=" q=foo : dns/txt;")))
    good("DK-03 unknown tags", message(sign(key, extra=" constructor=1; r=y; x_=a=b;")))
    timed = message(sign(key, extra=" t=1759741200; x=1759827600;"))
    good("DK-08 x after arrival", timed, received_at=1759800000, now=1790000000)
    good("DK-08 x within the grace", timed, received_at=1759827600 + 3600, now=1790000000)
    cases.add("DK-08 x before arrival", timed, "policy", "expired", [rsa_txt],
              received_at=1759827600 + 3601, now=1790000000, vanished=True, header_verified=True,
              authenticates=False)
    cases.add("DK-08 x, arrival unknown", timed, "neutral", "expired-arrival-unknown", [rsa_txt],
              received_at=-1, now=1790000000, vanished=True, authenticates=False)
    short = message(sign(key, extra=" t=1759741200; x=1759741300;"))
    cases.add("DK-08 x, arrival unknown, but today", short, "policy", "expired", [rsa_txt],
              received_at=-1, now=1759760000, vanished=True)
    cases.add("DK-08 x and a changed body", timed + b"more", "policy", "expired", [rsa_txt],
              received_at=1790000000, now=1790000000, header_verified=True, authenticates=False)
    good("DK-08 x with 13 digits", message(sign(key, extra=" x=1759741200000;")),
         received_at=1790000000, now=1790000000)
    good("DK-08 t in the future", message(sign(key, extra=" t=1999999999;")))
    length = len(canon_body(BODY, "relaxed"))
    good("DK-09 l exact", message(sign(key, l=length)), unsigned_bytes=0)
    good("DK-09 l with a zero", message(sign(key, l=f"0{length}")), unsigned_bytes=0)
    cases.add("DK-09 l=0", message(sign(key, l=0)), "policy", "unsigned-body", [rsa_txt],
              unsigned_bytes=length, authenticates=True)
    cases.add("DK-09 l shorter", message(sign(key, l=length - 7)), "policy", "unsigned-body",
              [rsa_txt], unsigned_bytes=7, authenticates=True, header_verified=True)
    cases.add("DK-09 l longer", message(sign(key, l=length + 1)), "permerror",
              "length-beyond-body", [rsa_txt], header_verified=True, authenticates=False)
    cases.add("BL-01 l and an open Content-Type",
              message(sign(key, l=length, h="from:to:subject:date:mime-version")), "policy",
              "unsigned-content-type", [rsa_txt], authenticates=True)
    cases.add("BL-02 a footer after l", message(sign(key, l=length),
              body=canon_body(BODY, "relaxed") + b"-- \r\nlist\r\n"), "policy", "unsigned-body",
              [rsa_txt], unsigned_bytes=10, authenticates=True)
    utf8 = "Gr\u00fc\u00dfe\r\nmore\r\n".encode()
    cases.add("BL-03 l within a character", message(sign(key, body=utf8, l=3), body=utf8),
              "policy", "unsigned-body", [rsa_txt], unsigned_bytes=len(utf8) - 3)
    cases.add("BL-03 l within a line end", message(sign(key, body=utf8, l=8), body=utf8),
              "policy", "unsigned-body", [rsa_txt], unsigned_bytes=len(utf8) - 8)
    good("content-type open without l", message(sign(key, h="from:to:subject:date")))
    cases.add("subject open", message(sign(key, h="from:to:date")), "policy", "unsigned-subject",
              [rsa_txt], authenticates=True)
    wrong = b64(hashlib.sha256(b"other").digest())
    cases.add("DK-10 another bh, signed", message(sign(key, bh=wrong)), "fail",
              "body-hash-mismatch", [rsa_txt], header_verified=True, authenticates=False)
    cases.add("DK-10 a changed body", message(sign(key), body=BODY + b"more\r\n"), "fail",
              "body-hash-mismatch", [rsa_txt], header_verified=True, authenticates=False)
    cases.add("DK-10 a changed header", message(sign(key)).replace(b"Monday", b"Friday", 1),
              "fail", "signature-mismatch", [rsa_txt], header_verified=False)
    cases.add("DK-10 both", message(sign(key)).replace(b"Monday", b"Friday"), "fail",
              "signature-mismatch", [rsa_txt], header_verified=False)
    layouts = {
        "first": "b={b}; v=1; a={a};{c} d={d}; s={s}; h={h}; bh={bh}",
        "middle": "v=1; a={a}; b={b};{c} d={d}; s={s};\r\n h={h}; bh={bh};",
        "before bh, blanks": "v=1; a={a};{c} d={d}; s={s}; h={h}; b = {b} ; bh = {bh} ; ",
        "last, semicolon": "v=1; a={a};{c} d={d}; s={s}; h={h}; bh={bh}; b={b};",
        "z with b=": "v=1; a={a};{c} d={d}; s={s}; h={h}; z=b=3Dx|b=x; bh={bh}; b={b}",
    }
    for name, layout in layouts.items():
        for c in ("relaxed/relaxed", "simple/simple"):
            if "blanks" in name and c.startswith("simple"):
                continue  # the signer above leaves the blanks where §3.7 removes them
            if name == "before bh, blanks":
                layout = "v=1; a={a};{c} d={d}; s={s}; h={h}; b ={b}; bh = {bh} ; "
            good(f"DK-11 b {name} {c}", message(sign(key, layout=layout, c=c)))
    good("DK-12 absent and oversigned", message(sign(key, h="from:from:x-none:subject:subject:to")))
    twice = [b"X-A: 1\r\n", b"X-A: 2\r\n"] + FIELDS
    good("DK-12 a field twice", message(sign(key, fields=twice, h=NAMES + ":x-a:x-a"), fields=twice))
    good("DK-12 a field added above",
         message(sign(key, fields=twice[1:], h=NAMES + ":x-a"), fields=twice))
    cases.add("DK-12 a field added below",
              message(sign(key, fields=[twice[0]] + FIELDS, h=NAMES + ":x-a"),
                      fields=twice), "fail", "signature-mismatch", [rsa_txt])
    for field in (b"From: Eve <eve@attack.example>\r\n", b"Subject: Pay\r\n",
                  b"Content-Type: text/html\r\n"):
        name = field.split(b":")[0].decode().lower()
        cases.add(f"CK an added {name}", message(sign(key), fields=[field] + FIELDS), "policy",
                  "added-field", [rsa_txt], added_field=name, authenticates=True)
    reply = [b"Reply-To: eve@attack.example\r\n"] + FIELDS
    good("reply-to of others, unsigned", message(sign(key), fields=reply), answer_open=True)
    good("reply-to of others, signed",
         message(sign(key, fields=reply, h=NAMES + ":reply-to"), fields=reply),
         answer_open=False)
    own = [b"Reply-To: a@mail.legit.example, b@legit.example\r\n"] + FIELDS
    good("reply-to of its own", message(sign(key), fields=own), answer_open=False)
    copies = [b"Sender: a@a.example\r\n", b"sender : b@b.example\r\n"] + FIELDS
    good("unsigned copies", message(sign(key), fields=copies), duplicate_field="sender")
    odd = [b"FROM \t: Alice\r\n\t<alice@legit.example>\r\n", b"Subject:\r\n", b"X-Empty: \t\r\n",
           b"X-Fold:\r\n \r\n a\r\n\tb  c \t \r\n", b"X-8:\tgr\xfc\xc3\xbc\xa0x\r\n",
           b"X-V: a\x0b\x0c b\r\n"] + FIELDS[3:]
    names = NAMES + ":x-empty:x-fold:x-8:x-v"
    for c in ("relaxed/relaxed", "simple/simple"):
        good(f"DK-13 odd fields {c}", message(sign(key, fields=odd, h=names, c=c), fields=odd),
             lf=c != "none")
    bodies = {
        "empty": b"", "no line end": b"abc", "line ends": b"\r\n\r\n\r\n", "blanks": b"  \t ",
        "blanks, line end": b"  \t \r\n", "trailing blanks": b"a  \t\r\nb \r\n \r\n",
        "odd bytes": b"a\xa0\x0b\x0c\x00b\t\tc \x00\r\n", "long line": b"x " * 5000 + b"\r\n",
        "leading blanks": b"\r\n\r\n  a\r\n", "dots": b".\r\n..\r\n",
        "one CR": b"a\rb\r\n", "CR at the end": b"a\r", "CR CR LF": b"a\r\r\nb \r\r\n",
    }
    for name, body in bodies.items():
        for c in ("relaxed/relaxed", "simple/simple"):
            good(f"DK-14 {name} {c}", message(sign(key, body=body, c=c), body=body),
                 lf=b"\r\r\n" not in body)
    for c in ("relaxed/relaxed", "simple/simple"):
        good(f"DK-15 no empty line {c}", message(sign(key, body=b"", c=c), body=b"", end=b""))
        mixed = BODY.replace(b"\r\n", b"\n", 1)
        good(f"line ends lost in the body {c}", message(sign(key, c=c), body=mixed), lf=False,
             variant="line-ends-repaired")
        good(f"a lone LF signed as such {c}", message(sign(key, body=mixed, c=c), body=mixed),
             lf=False, variant="as-is")
    mail = message(sign(key))
    good("line ends lost in the header", mail.replace(b"example>\r\n", b"example>\n", 1), lf=False,
         variant="line-ends-repaired")
    good("DK-17 a lower-case name", message(sign(key, name=b"dkim-signature: ")))
    good("DK-19 d in capitals", message(sign(key, d="LEGIT.Example")))
    good("DK-19 d an A-label", message(sign(key, d="xn--gren-1ra.example")),
         txt=[rsa_txt], at="s1._domainkey.xn--gren-1ra.example")
    good("DK-19 d a U-label", message(sign(key, d="gr\u00fcn.example")),
         txt=[rsa_txt], at="s1._domainkey.xn--grn-ioa.example")
    good("DK-20 s with dots and underscore", message(sign(key, s="a_1.b-2")), txt=[rsa_txt],
         at="a_1.b-2._domainkey.legit.example")
    cases.add("incomplete", message(sign(key), body=BODY[:10]), "neutral", "incomplete",
              [rsa_txt], incomplete=True, header_verified=True, authenticates=False)


def key_cases(cases, keys):
    def txt(key, **more):
        return "v=DKIM1; " + "".join(f"{k}={v}; " for k, v in more.items()) + "p=" + b64(spki(key))

    for bits in (512, 768, 1023):
        field = sign(keys[f"rsa-{bits}"])
        cases.add(f"KY-01 rsa-{bits}", message(field), "permerror", "key-too-short",
                  [txt(keys[f"rsa-{bits}"])], key_bits=bits)
        cases.add(f"KY-01 rsa-{bits} by the rules of its day", message(field), "pass", "weak-key",
                  [txt(keys[f"rsa-{bits}"])], key_bits=bits, legacy=True)
    for bits in (1024, 1536, 2047, 2048, 4096, 8192):
        cases.add(f"KY-02 rsa-{bits}", message(sign(keys[f"rsa-{bits}"])), "pass",
                  "weak-key" if bits < 2048 else "", [txt(keys[f"rsa-{bits}"])], key_bits=bits,
                  weak=bits < 2048)
    key, ed = keys["rsa-2048"], keys["ed25519"]
    mail, good = message(sign(key)), txt(key)
    other = txt(keys["rsa-4096"])
    p = b64(spki(key))

    def one(name, records, expect, reason="", **more):
        cases.add(name, more.pop("mail", mail), expect, reason, records, **more)

    one("KY-04 e=3", [txt(keys["rsa-e3"])], "pass", mail=message(sign(keys["rsa-e3"])))
    one("KY-05 PKCS 1", ["v=DKIM1; p=" + b64(pkcs1(key))], "pass")
    one("KY-06 p empty", ["v=DKIM1; p="], "permerror", "key-revoked", vanished=True)
    one("KY-06 no p", ["v=DKIM1; k=rsa"], "permerror", "key-syntax", vanished=False)
    one("KY-06 p not base64", ["v=DKIM1; p=?"], "permerror", "key-syntax")
    one("KY-06 p with blanks", ["v=DKIM1; p=" + " ".join([p[:50], p[50:51], p[51:]])], "pass")
    ed_mail, ed_raw = message(sign(ed)), raw_public(ed)
    for name, data in (("31 octets", ed_raw[:31]), ("33 octets", ed_raw + b"\0"),
                       ("zero", bytes(32)), ("wrapped", spki(ed))):
        one(f"KY-07 ed25519 {name}", ["v=DKIM1; k=ed25519; p=" + b64(data)], "permerror",
            "key-syntax", mail=ed_mail)
    ed_txt = "v=DKIM1; k=ed25519; p=" + b64(ed_raw)
    one("KY-07 ed25519 key, rsa signature", [ed_txt], "permerror", "key-type-mismatch")
    one("KY-07 rsa key, ed25519 signature", [good], "permerror", "key-type-mismatch",
        mail=ed_mail)
    one("KY-07 k=foo", [txt(key, k="foo")], "permerror", "key-type-unknown")
    one("KY-08 h=sha1", [txt(key, h="sha1")], "permerror", "key-hash-not-allowed")
    one("KY-08 h=sha1:sha256", [txt(key, h="sha1 : sha256")], "pass")
    one("KY-08 s=tlsrpt", [txt(key, s="tlsrpt")], "permerror", "key-service-not-allowed")
    one("KY-08 s=*", [txt(key, s="*")], "pass")
    one("KY-08 s=email:foo", [txt(key, s="email:foo")], "pass")
    one("KY-09 t=y, valid", [txt(key, t="y")], "pass", "testing-key", authenticates=True)
    one("KY-09 t=y, not valid", [txt(key, t="y")], "neutral", "testing-key",
        mail=mail.replace(b"Monday", b"Friday", 1), authenticates=False)
    one("KY-09 t=y, another body", [txt(key, t="y:s")], "neutral", "testing-key",
        mail=mail + b"more", authenticates=False, header_verified=True)
    one("KY-10 v not first", ["p=" + p + "; v=DKIM1"], "permerror", "no-key")
    one("KY-10 v=DKIM2", ["v=DKIM2; p=" + p], "permerror", "no-key")
    one("KY-10 v=dkim1", ["v=dkim1; p=" + p], "permerror", "key-syntax")
    one("KY-10 no v", ["k=rsa; p=" + p], "pass")
    one("KY-10 a blank first", [" v=DKIM1; p=" + p + ";"], "pass")
    one("KY-10 two semicolons", ["v=DKIM1; p=" + p + ";;"], "permerror", "key-syntax")
    one("KY-11 two keys", [other, good], "pass")
    one("KY-11 two keys, other order", [good, other], "pass")
    one("KY-11 garbage and a key", ["???", good], "pass")
    one("KY-11 revoked and a key", ["v=DKIM1; p=", good], "pass")
    one("KY-11 revoked and another key", ["v=DKIM1; p=", other], "fail", "signature-mismatch")
    one("KY-11 a wildcard text", ["v=spf1 -all", "hello"], "permerror", "no-key", vanished=True)
    one("KY-11 a wildcard text and a key", ["v=spf1 -all", good], "pass")
    one("KY-11 the fifth", ["v=DKIM1; p="] * 4 + [good], "permerror", "key-revoked")
    one("KY-11 the fourth", ["v=DKIM1; p="] * 3 + [good], "pass")
    one("KY-12 a text too long", ["v=DKIM1; n=" + "x" * 9000 + "; p=" + p], "permerror",
        "key-syntax")
    for status in ("NXDOMAIN", "NODATA"):
        one(f"KY-14 {status}", None, "permerror", "no-key", dns=status, vanished=True,
            lookup_failed=False)
    for status in ("SERVFAIL", "REFUSED", "TIMEOUT", "MALFORMED", "NOTHING"):
        one(f"KY-14 {status}", None, "temperror", "dns", dns=status, lookup_failed=True,
            vanished=False)
    one("KY-14 NOTASKED", None, "temperror", "offline", dns="NOTASKED", lookup_failed=True)
    one("KY-14 LIMIT", None, "temperror", "limit", dns="LIMIT", lookup_failed=True)
    one("KY-15 backslashes", ["v=DKIM1\\; k=rsa\\; p=" + p], "permerror", "key-syntax")
    one("KY-15 odd notes", ["v=DKIM1; n=\"<b>\u202e</b>; p=" + p], "pass")


def main():
    out = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    keys = {f"rsa-{bits}": make_rsa(bits, "a")
            for bits in (512, 768, 1023, 1024, 1536, 2047, 2048, 4096, 8192)}
    keys["rsa-e3"] = make_rsa(2048, "e3", 3)
    keys["ed25519"] = make_ed25519("ed")
    write_keys(keys, os.path.join(out, "keys.ini"))
    rsa_txt = "v=DKIM1; k=rsa; p=" + b64(spki(keys["rsa-2048"]))
    ed_txt = "v=DKIM1; k=ed25519; p=" + b64(raw_public(keys["ed25519"]))
    cases = Cases()
    syntax_cases(cases, keys, rsa_txt)
    signature_cases(cases, keys, rsa_txt, ed_txt)
    key_cases(cases, keys)
    open(os.path.join(out, "cases.ini"), "w").write(cases.text)


if __name__ == "__main__":
    main()
