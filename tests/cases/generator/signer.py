# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A second, independent implementation of RFC 6376 (the signing side), for test messages only.

The keys come from a seed: nobody keeps them, and they protect nothing. They are TEST KEYS.
"""
import base64
import hashlib
import math
import re

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from .primes import keeper


def der_length(n):
    if n < 128:
        return bytes([n])
    text = n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([128 + len(text)]) + text


def der(tag, content):
    return bytes([tag]) + der_length(len(content)) + content


def der_integer(n):
    return der(2, n.to_bytes(n.bit_length() // 8 + 1, "big"))


def pkcs1_public(n, e):
    return der(0x30, der_integer(n) + der_integer(e))


RSA_OID = bytes.fromhex("300d06092a864886f70d0101010500")


def spki_public(n, e):
    return der(0x30, RSA_OID + der(3, b"\0" + pkcs1_public(n, e)))


class Rsa:
    """Several primes make large keys cheap; a verifier sees only n and e."""
    kind = "rsa"

    def __init__(self, seed, bits=2048, e=65537, primes=2):
        self.parts = keeper.take(seed, bits, e, primes)
        self.n, self.e = math.prod(self.parts), e
        self.exponents = [pow(e, -1, p - 1) for p in self.parts]
        self.size = (bits + 7) // 8

    def public(self, form="spki"):
        text = {"spki": spki_public, "pkcs1": pkcs1_public}[form](self.n, self.e)
        return base64.b64encode(text).decode()

    PREFIX = {"sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
              "sha1": bytes.fromhex("3021300906052b0e03021a05000414")}

    def sign(self, digest, algorithm):
        info = self.PREFIX[algorithm] + digest
        padded = b"\0\1" + b"\xff" * (self.size - 3 - len(info)) + b"\0" + info
        return self.decrypt(int.from_bytes(padded, "big")).to_bytes(self.size, "big")

    def decrypt(self, number):
        """Prime by prime (RFC 8017 section 5.1.2), which is many times quicker."""
        out, product = 0, 1
        for p, exponent in zip(self.parts, self.exponents):
            wanted = pow(number, exponent, p)
            out += product * ((wanted - out) * pow(product, -1, p) % p)
            product *= p
        return out


class Ed25519:
    kind = "ed25519"

    def __init__(self, seed):
        raw = hashlib.sha256(("truefrom test key " + seed).encode()).digest()
        self.key = ed25519.Ed25519PrivateKey.from_private_bytes(raw)
        self.raw = self.key.public_key().public_bytes(serialization.Encoding.Raw,
                                                      serialization.PublicFormat.Raw)

    def public(self):
        return base64.b64encode(self.raw).decode()

    def sign(self, digest, algorithm):
        return self.key.sign(digest)


def record(key, before="v=DKIM1; k=%s; ", after=""):
    """A key record, cut into character-strings of at most 255 octets."""
    text = (before % key.kind if "%s" in before else before) + "p=" + key.public() + after
    return [text[i:i + 255] for i in range(0, len(text), 255)] if len(text) > 255 else text


def body_simple(body):
    if body and not body.endswith(b"\r\n"):
        body += b"\r\n"
    while body.endswith(b"\r\n\r\n"):
        body = body[:-2]
    return b"\r\n" if body in (b"", b"\r\n") else body


def body_relaxed(body):
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)


def header_relaxed(field):
    name, _, value = field.partition(b":")
    value = re.sub(rb"\r\n(?=[ \t])", b"", value)
    if value.endswith(b"\r\n"):
        value = value[:-2]
    value = re.sub(rb"[ \t]+", b" ", value).strip(b" ")
    return name.strip(b" \t").lower() + b":" + value + b"\r\n"


def field_name(field):
    return field.partition(b":")[0].strip(b" \t\r\n").lower()


def select(fields, names):
    """RFC 6376 §5.4.2: bottom-up, each instance once; an absent one adds nothing."""
    left, chosen = list(fields), []
    for name in names:
        for i in range(len(left) - 1, -1, -1):
            if left[i] is not None and field_name(left[i]) == name:
                chosen.append(left[i])
                left[i] = None
                break
    return chosen


ALL = ("from:from:to:to:subject:subject:date:date:message-id:reply-to:mime-version:content-type")


class Message:
    """Raw fields (bytes, with their line ends) and a body."""

    def __init__(self, fields, body=b"Hello,\r\n\r\nplease find the invoice attached.\r\n"):
        self.fields = [f if isinstance(f, bytes) else f.encode() for f in fields]
        self.fields = [f if f.endswith(b"\n") else f + b"\r\n" for f in self.fields]
        self.body = body

    def copy(self):
        return Message(list(self.fields), self.body)

    def top(self, *fields):
        more = Message(fields).fields
        return Message(more + self.fields, self.body)

    def bytes(self):
        return b"".join(self.fields) + b"\r\n" + self.body

    def without(self, name):
        return Message([f for f in self.fields if field_name(f) != name.encode()], self.body)

    def replace(self, name, *fields):
        """Instead of the first field NAME."""
        out, done = [], False
        for f in self.fields:
            if not done and field_name(f) == name.encode():
                out += list(fields)
                done = True
            else:
                out.append(f)
        return Message(out, self.body)

    def with_body(self, body):
        return Message(list(self.fields), body)

    def sign(self, key, d, s, *, h=ALL, c="relaxed/relaxed", tags=(), omit=(), order=None,
             calc=None, separator=";\r\n\t", end="", name="DKIM-Signature", hashes="sha256",
             signed_names=None, change_b=None, change_bh=None, length=None):
        """Prepends a signature. TAGS are (name, text) pairs that replace or add tags as they are
        written; CALC is the canonicalisation that is really used (default: what c= says)."""
        header_canon, _, body_canon = (calc or c).partition("/")
        body = (body_relaxed if body_canon == "relaxed" else body_simple)(self.body)
        if length is not None:
            body = body[:length]
        digest = hashlib.new(hashes, body).digest()
        if change_bh:
            digest = change_bh(digest)
        algorithm = ("ed25519" if key.kind == "ed25519" else "rsa") + "-" + hashes
        pairs = {"v": "1", "a": algorithm, "c": c, "d": d, "s": s}
        pairs["h"] = h
        if length is not None:
            pairs["l"] = str(length)
        pairs["bh"] = base64.b64encode(digest).decode()
        pairs["b"] = ""
        pairs.update(tags)
        for tag in omit:
            pairs.pop(tag, None)
        written = order or list(pairs)
        text = separator.join("%s=%s" % (t, pairs[t]) for t in written)
        return self.sign_text(key, name, text + end, header_canon, hashes,
                              signed_names or h, change_b)

    def sign_text(self, key, name, text, header_canon, hashes, signed_names, change_b=None):
        """TEXT is the whole value, in which the tag b is empty: "b=" at the start, after ";" or white
        space, and followed by ";", white space or the end."""
        text = text.encode() if isinstance(text, str) else text
        names = [n.strip().lower().encode() for n in signed_names.split(":")]
        field = name.encode() + b": " + text + b"\r\n"
        at = re.search(rb"(?:^|[;\s])b=(?=[;\s]|$)", text)
        if at:  # RFC 6376 §3.7: the white space around the value is deleted with it
            rest = text[at.end():]
            field = name.encode() + b": " + text[:at.end()] + rest[len(rest) - len(rest.lstrip()):] + b"\r\n"
        canon = header_relaxed if header_canon == "relaxed" else (lambda f: f)
        data = b"".join(canon(f) for f in select(self.fields, names))
        data += canon(field)[:-2]
        signature = key.sign(hashlib.new(hashes, data).digest(), hashes)
        if change_b:
            signature = change_b(signature)
        b = base64.b64encode(signature)
        b = b"\r\n\t ".join(b[i:i + 70] for i in range(0, len(b), 70))
        if at:
            text = text[:at.end()] + b + text[at.end():]
        return Message([name.encode() + b": " + text + b"\r\n"] + self.fields, self.body)
