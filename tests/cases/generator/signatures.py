# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The DKIM-Signature field and canonicalisation: RFC 6376 §3.4, §3.5, §3.7, §6.1."""
import base64

from .lab import *
from .signer import Message, body_relaxed, body_simple

TOPIC = "signatures"
ORDER = ["v", "a", "c", "d", "s", "h", "bh", "b"]


def good(w, name, about, message, expect=None, **more):
    w.case(TOPIC, name, about, honest(message), merge(CONFIRMED, expect or {}), **more)


def bad(w, name, about, message, result, reason, **more):
    w.case(TOPIC, name, about, delivered(message), merge(FORGED, dkim(sig(result, reason))), **more)


def syntax(w):
    for tag, reason in (("v", "missing-v"), ("a", "missing-a"), ("b", "missing-b"), ("bh", "missing-bh"),
                        ("d", "missing-d"), ("h", "missing-h"), ("s", "missing-s")):
        bad(w, "no-" + tag, "The required tag %s= is missing." % tag, genuine(omit=[tag]), "permerror", reason)
    for version in ("2", "01", "0.5", "", "1.0"):
        bad(w, "version-" + (version.replace(".", "-") or "empty"), "v=%s" % version,
            genuine(tags={"v": version}), "permerror", "bad-version")
    for tag, reason in (("d", one_of("bad-domain", "missing-d")), ("s", one_of("bad-selector", "missing-s")),
                        ("bh", one_of("bad-body-hash-data", "missing-bh"))):
        bad(w, "empty-" + tag, "The tag %s= is empty." % tag, genuine(tags={tag: ""}), "permerror", reason)
    empty = genuine(omit=["b"])
    field = empty.fields[0].rstrip(b"\r\n") + b"; b=\r\n"
    bad(w, "empty-b", "The tag b= is empty.", Message([field] + empty.fields[1:], empty.body), "permerror",
        one_of("bad-signature-data", "missing-b"))
    text = ("v=1; a=rsa-sha256; c=relaxed/relaxed; d=attack.example; s=s1; h=from:to; d=legit.example; bh=%s; b="
            % base64.b64encode(__import__("hashlib").sha256(body_relaxed(mail(L).body)).digest()).decode())
    bad(w, "duplicate-tag", "One tag twice makes the whole list invalid.",
        mail(L).sign_text(rsa("attack"), "DKIM-Signature", text, "relaxed", "sha256", "from:to"),
        "permerror", "duplicate-tag")
    bad(w, "upper-case-tag", "D= is not d=.", genuine(omit=["d"], tags={"D": "legit.example"}),
        "permerror", "missing-d")
    good(w, "unknown-tags", "Unknown tags are ignored, and signed.",
         genuine(tags={"constructor": "1", "proto__": "2", "x1": "", "r": "y"},
                 order=["v", "a", "c", "constructor", "proto__", "x1", "r", "d", "s", "h", "bh", "b"]))
    bad(w, "tag-name-underscore", "A tag's name begins with a letter (RFC 6376 section 3.2).",
        genuine(tags={"__proto__": "1"}, order=["v", "a", "c", "__proto__", "d", "s", "h", "bh", "b"]), "permerror",
        "syntax")
    for n, name in ((900, "many"), (10000, "too-many")):
        tags = {"x%d" % i: "1" for i in range(n)}
        message = genuine(tags=tags, order=ORDER[:3] + list(tags) + ORDER[3:])
        if name == "many":
            good(w, "tags-many", "Honest: 900 unknown tags.", message)
        else:
            bad(w, "tags-too-many", "10,000 tags are more than are read.", message, "permerror", "too-many")
    bad(w, "tag-name-64k", "A tag with a name of 64 KiB: ignored like any unknown one; the signature is another's."
        " Its line is longer than some programs read.",
        mail(L).sign(rsa("attack"), "attack.example", "s1", tags={"x" * 65536: "1"},
                     order=ORDER[:3] + ["x" * 65536] + ORDER[3:]), "policy", "header-ends-early")
    good(w, "field-name-lower", "The field's name in lower case.", genuine(name="dkim-signature"))
    good(w, "trailing-semicolon", "A semicolon at the end.", genuine(end=";"))
    good(w, "trailing-white-space", "White space behind the last semicolon.", genuine(end=";\r\n\t "))
    bad(w, "empty-field", "An empty signature field.", mail(L).top("DKIM-Signature:"), "permerror",
        one_of("syntax", "missing-v"))
    bad(w, "only-semicolons", "Nothing but semicolons.", mail(L).top("DKIM-Signature: ;;;;;;"), "permerror",
        one_of("syntax", "missing-v"))
    bad(w, "only-equals", "Nothing but equals signs.", mail(L).top("DKIM-Signature: ======"), "permerror",
        one_of("syntax", "missing-v"))
    bad(w, "bytes", "Every byte there is.", mail(L).top(
        b"DKIM-Signature: " + bytes(i for i in range(256) if i not in (10, 13))), "permerror",
        one_of("syntax", "missing-v"))


def signed_fields(w):
    bad(w, "from-not-signed", "h= does not name From.", genuine(h="to:subject:date"), "permerror", "from-not-signed")
    for name, h in (("empty", ""), ("empty-name", "from::to"), ("lone-colon", ":"), ("ends-in-colon", "from:")):
        bad(w, "h-" + name, "h=%s" % h, genuine(tags={"h": h}), "permerror",
            one_of("bad-signed-fields", "from-not-signed", "missing-h"))
    good(w, "h-spaces", "White space around the colons.", genuine(h="From : To : \r\n\t Subject : Date", signed_names="from:to:subject:date"))
    good(w, "h-alone", "Only From is signed, and there is no Subject.",
         mail(L).without("subject").sign(rsa("legit"), "legit.example", "s1", h="from"))
    good(w, "h-absent-fields", "h= names fields that are not there.", genuine(h=ALL + ":cc:x-absent:in-reply-to"))
    good(w, "h-many-times", "A name many times.", genuine(h=":".join(["from"] * 40) + ":subject"))
    good(w, "h-signature", "h= names DKIM-Signature: there is no other one.", genuine(h="from:subject:dkim-signature"))
    inner = mail(L).sign(rsa("list"), "list.example", "l1")
    good(w, "h-other-signature", "h= names DKIM-Signature: the inner one is signed.",
         inner.sign(rsa("legit"), "legit.example", "s1", h="from:subject:dkim-signature"))
    several = mail(L, extra=["X-Multi: one", "X-Multi: two", "X-Multi: three"])
    good(w, "same-field-thrice", "Instances are taken from the bottom.",
         several.sign(rsa("legit"), "legit.example", "s1", h="from:subject:x-multi:x-multi"))
    swapped = several.sign(rsa("legit"), "legit.example", "s1", h="from:subject:x-multi:x-multi:x-multi")
    swapped.fields[-3:] = [swapped.fields[-1], swapped.fields[-2], swapped.fields[-3]]
    bad(w, "same-field-reordered", "Reordered instances break the signature.", swapped, "fail", "signature-mismatch")
    good(w, "field-added-below", "A field that nobody signed was added below.",
         Message(genuine().fields + [b"X-Seen: yes\r\n"], mail(L).body))
    once = genuine(h="from:to:subject:date")
    bad(w, "same-field-added-below", "A Subject was added below the signed one: the lowest counts.",
        Message(once.fields + [b"Subject: Pay now\r\n"], once.body), "fail", "signature-mismatch")
    good(w, "field-added-above", "A field that nobody signed was added on top.", genuine().top("X-Seen: yes"))


def algorithms(w):
    bad(w, "rsa-sha1", "RFC 8301: rsa-sha1 never passes.", genuine(hashes="sha1"), "permerror", "rsa-sha1")
    w.case(TOPIC, "rsa-sha1-legacy", "By the rules of its day it does.", honest(genuine(hashes="sha1")),
           merge(CONFIRMED, dkim(sig("pass", algorithm="rsa-sha1"))), options=["--allow-legacy-crypto"])
    old = genuine(hashes="sha1", date="Tue, 06 Oct 2015 10:05:00 +0000")
    w.case(TOPIC, "rsa-sha1-old", "Honest: an archive of 2015; rsa-sha1 does not pass there either.",
           old.top(*trace("mail.legit.example", "192.0.2.10", "Tue, 06 Oct 2015 10:06:40 +0000", "x@legit.example")),
           merge(OLD, dkim(sig("permerror", "rsa-sha1"))))
    for algorithm in ("rsa-sha512", "ed448-shake256", "rsa", "none", ""):
        bad(w, "algorithm-" + (algorithm or "empty"), "a=%s is unknown: ignored." % algorithm,
            genuine(tags={"a": algorithm}), one_of("neutral", "permerror") if not algorithm else "neutral",
            one_of("unknown-algorithm", "syntax", "missing-a"))
    for name, c in (("simple-simple", "simple/simple"), ("simple-relaxed", "simple/relaxed"),
                    ("relaxed-simple", "relaxed/simple"), ("relaxed-relaxed", "relaxed/relaxed")):
        for key in (rsa("legit"), ed("legit")):
            good(w, "canon-%s-%s" % (name, key.kind), "Both canonicalisations, both kinds of key.",
                 genuine(c=c, key=key, s="s1" if key.kind == "rsa" else "ed"))
    good(w, "canon-relaxed-alone", "c=relaxed means relaxed/simple.", genuine(c="relaxed", calc="relaxed/simple"))
    good(w, "canon-absent", "Without c= it is simple/simple.", genuine(omit=["c"], calc="simple/simple"))
    for name, c in (("foo", "foo"), ("relaxed-foo", "relaxed/foo"), ("nofws", "nofws"), ("empty", "")):
        bad(w, "canon-" + name, "An unknown canonicalisation: ignored.",
            genuine(tags={"c": c}, calc="relaxed/relaxed"), one_of("neutral", "permerror") if not c else "neutral",
            one_of("unknown-canonicalization", "syntax"))
    for name, q in (("txt", "dns/txt"), ("other-option", "dns/txt:foo"), ("other-first", "http/x:dns/txt")):
        good(w, "query-" + name, "q= names dns/txt.", genuine(tags={"q": q}, order=ORDER[:5] + ["q"] + ORDER[5:]))
    bad(w, "query-unknown", "q= names something else alone.",
        genuine(tags={"q": "dns/https"}, order=ORDER[:5] + ["q"] + ORDER[5:]), "neutral", "unknown-query-method")


def identities(w):
    at = ORDER[:4] + ["i"] + ORDER[4:]
    for name, i, reason in (("other-domain", "x@other.example", "domain-mismatch"),
                            ("suffix-of-name", "x@badlegit.example", "domain-mismatch"),
                            ("parent", "x@example", "domain-mismatch"),
                            ("empty", "", "bad-identity"), ("no-at", "admin", "bad-identity"),
                            ("bad-quoting", "x=4@legit.example", "bad-identity")):
        bad(w, "identity-" + name, "i=%s" % i, genuine(tags={"i": i}, order=at), "permerror",
            one_of(reason, "bad-identity", "domain-mismatch"))
    for name, i in (("domain", "@legit.example"), ("subdomain", "x@sub.legit.example"),
                    ("quoted-printable", "a=40b@legit.example"), ("other-case", "x@LEGIT.Example")):
        good(w, "identity-" + name, "i=%s" % i, genuine(tags={"i": i}, order=at))


def domains(w):
    good(w, "domain-upper-case", "d= in another case.", genuine(d="LEGIT.example"), {"dkim": [{"domain": "legit.example"}]})
    never = ["s1._domainkey.legit.example"]
    for name, d in (("trailing-dot", "legit.example."), ("single-label", "com"), ("underscore", "a_b.legit.example"),
                    ("long-label", "a" * 64 + ".legit.example"), ("too-long", ".".join(["a" * 49] * 5) + ".legit.example"),
                    ("leading-dot", ".legit.example"), ("empty-label", "legit..example"),
                    ("hyphen", "-legit.example"), ("space", "legit .example"), ("fold", "legit\r\n\t.example"),
                    ("suffix-alone", "example"), ("at", "x@legit.example"), ("star", "*.legit.example")):
        bad(w, "domain-" + name, "d= is not a domain name.", genuine(d=d), "permerror",
            one_of("bad-domain", "syntax"), not_asked=never)
    bad(w, "domain-public-suffix", "d= is a public suffix.",
        mail("x@shop.co.uk").sign(rsa("legit"), "co.uk", "s1"), one_of("policy", "neutral", "permerror"),
        "public-suffix", answers={"s1._domainkey.co.uk": {"TXT": [record(rsa("legit"))]},
                                  "_dmarc.shop.co.uk": {"TXT": ["v=DMARC1; p=reject"]}})
    idn = {"_dmarc.xn--mnchen-3ya.example": {"TXT": ["v=DMARC1; p=reject"]},
           "s1._domainkey.xn--mnchen-3ya.example": {"TXT": [record(rsa("legit"))]},
           "xn--mnchen-3ya.example": {"A": ["192.0.2.5"]}}
    for name, sender, d in (("a-label", "x@xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
                            ("u-label-author", "x@m\u00fcnchen.example", "xn--mnchen-3ya.example"),
                            ("u-label-both", "x@m\u00fcnchen.example", "m\u00fcnchen.example")):
        message = mail(sender.encode()).sign(rsa("legit"), d, "s1")
        if name == "u-label-both":
            w.case(TOPIC, "domain-" + name, "RFC 8616: a U-label in d= of internationalised mail; never"
                   " anything but a result.", delivered(message, "x@xn--mnchen-3ya.example"),
                   {"dkim": [{"result": "pass"}], "verdict": {"level": "quiet"},
                    "from": {"domain": "xn--mnchen-3ya.example"}}, answers=idn)
            continue
        w.case(TOPIC, "domain-" + name, "Honest: an internationalised domain.", honest(message),
               merge(CONFIRMED, {"from": {"domain": "xn--mnchen-3ya.example"}}), answers=idn)
    for name, s in (("dots", "a.b.c"), ("digits", "20261118"), ("underscore", "my_key"), ("63", "a" * 63)):
        good(w, "selector-" + name, "A selector.", genuine(s=s),
             answers={"%s._domainkey.legit.example" % s: {"TXT": [record(rsa("legit"))]}})
    for name, s in (("64", "a" * 64), ("empty-label", "a..b"), ("star", "*"), ("space", "s 1"), ("at", "a@b"),
                    ("too-long", ".".join(["a" * 60] * 4)), ("slash", "a/b"), ("trailing-dot", "s1."),
                    ("fold", "s\r\n\t1")):
        bad(w, "selector-" + name, "Not a selector.", genuine(s=s), "permerror", one_of("bad-selector", "syntax"),
            not_asked=never)
    bad(w, "selector-u-label", "RFC 8616: a U-label is asked for as its A-label.", genuine(s="schl\u00fcssel"), "permerror",
        "no-key", asked=["xn--schlssel-95a._domainkey.legit.example"], not_asked=never)


def encodings(w):
    flip = lambda data: data[:-1] + bytes([data[-1] ^ 1])
    bad(w, "wrong-b", "b= is wrong.", genuine(change_b=flip), "fail", "signature-mismatch")
    w.case(TOPIC, "wrong-bh", "bh= is wrong, b= signs it: changed on the way.", delivered(genuine(change_bh=flip)),
           merge(CHANGED, dkim(sig("fail", "body-hash-mismatch"))))
    bh = base64.b64encode(__import__("hashlib").sha256(body_relaxed(mail(L).body)).digest()).decode()
    folded = "\r\n\t ".join(bh[i:i + 10] for i in range(0, len(bh), 10))
    good(w, "bh-folded", "bh= is folded.", genuine(tags={"bh": folded}))
    for name, text in (("no-padding", bh.rstrip("=")), ("too-much-padding", bh + "="), ("url-safe", bh.replace("+", "-").replace("/", "_").replace("g", "_")),
                       ("extra", bh + "!"), ("comma", bh[:5] + "," + bh[5:]), ("short", base64.b64encode(b"x" * 20).decode()),
                       ("long", base64.b64encode(b"x" * 33).decode()), ("padding-inside", bh[:8] + "==" + bh[10:])):
        bad(w, "bh-" + name, "bh= is not the base64 of a SHA-256.", genuine(tags={"bh": text}), "permerror", "bad-body-hash-data")
    for name, b in (("extra", lambda t: t + b"!"), ("no-padding", lambda t: t.rstrip(b"=")), ("url-safe", lambda t: b"_-" + t[2:])):
        message = genuine()
        head, _, tail = message.fields[0].rpartition(b"b=")
        message.fields[0] = head + b"b=" + b(tail.rstrip(b"\r\n")) + b"\r\n"
        bad(w, "b-" + name, "b= is not base64.", message, "permerror", "bad-signature-data")
    for name, length in (("short", 10), ("long", 1000), ("one", 1)):
        bad(w, "b-" + name, "b= is of no length that the key can have.", genuine(change_b=lambda d, n=length: (d * 4)[:n]),
            one_of("fail", "permerror"), one_of("signature-mismatch", "bad-signature-data"))
    for name, order in (("first", ["b", "v", "a", "c", "d", "s", "h", "bh"]), ("middle", ["v", "a", "bh", "b", "c", "d", "s", "h"]),
                        ("before-bh", ["v", "a", "c", "d", "s", "h", "b", "bh"])):
        for c in ("simple/simple", "relaxed/relaxed"):
            good(w, "b-%s-%s" % (name, c.partition("/")[0]), "b= in another place.", genuine(order=order, c=c))
    good(w, "b-before-space", "White space behind b=.", genuine(order=["v", "a", "b", "c", "d", "s", "h", "bh"], separator=" ;\r\n\t"))
    for tag, value in (("z", "From:x=3B=20b=3D"), ("n", "b=fake")):
        good(w, "b-text-in-" + tag, "The text b= in another tag is left alone.",
             genuine(tags={tag: value}, order=["v", "a", tag, "c", "d", "s", "h", "bh", "b"]))
    good(w, "z", "Copied fields name another author: a diagnostic only.",
         genuine(tags={"z": "From:boss@victim.example|Subject:x"}, order=ORDER[:6] + ["z"] + ORDER[6:]),
         {"from": {"address": L}})
    good(w, "z-64k", "Copied fields of 64 KiB.", genuine(
        tags={"z": "\r\n\t|".join(["X:" + "a" * 900] * 72)}, order=ORDER[:6] + ["z"] + ORDER[6:]))
    bad(w, "z-forged", "The attacker's signature holds a copy of the author's From.", mail(L).sign(
        rsa("attack"), "attack.example", "s1", tags={"z": "From:%s" % L.replace("@", "=40")},
        order=ORDER[:6] + ["z"] + ORDER[6:]), "pass", None)
    changed = genuine(tags={"z": "From:x=3B=20b=3D"}, order=["v", "a", "z", "c", "d", "s", "h", "bh", "b"])
    changed.fields[0] = changed.fields[0].replace(b"b=3D", b"b=3DAAAA")
    bad(w, "b-text-in-z-changed", "Only the value of b= is left out; another tag was changed.", changed, "fail",
        "signature-mismatch")
    good(w, "z-malformed", "Malformed copies.", genuine(tags={"z": "=ZZ||:|="}, order=ORDER[:6] + ["z"] + ORDER[6:]))


HEADERS = {
    "name-case": "sUBJECT: Invoice", "space-before-colon": "Subject : Invoice", "no-space": "Subject:Invoice",
    "tab-fold": "Subject: Invoice\r\n\tnumber\r\n 4711", "fold-first": "Subject:\r\n Invoice",
    "only-white-space": "Subject: \t ", "empty": "Subject:", "trailing-space": "Subject: Invoice \t ",
    "runs": "Subject:  Invoice \t  number", "utf8": "Subject: Gr\u00fc\u00dfe", "latin1": b"Subject: Gr\xfc\xdfe",
    "vertical-tab": "Subject: a\vb\fc", "no-break-space": b"Subject: a\xa0\xa0b", "nul": b"Subject: a\0b",
    "fold-of-blanks": "Subject: a\r\n \t\r\n b",
}


def canonical_headers(w):
    for name, line in HEADERS.items():
        for c in ("simple/simple", "relaxed/relaxed"):
            data = (line if isinstance(line, bytes) else line.encode()) + b"\r\n"
            message = mail(L).replace("subject", data)
            good(w, "header-%s-%s" % (name, c.partition("/")[0]), "A signed Subject: %s" % name,
                 message.sign(rsa("legit"), "legit.example", "s1", c=c, h="from:subject:subject:date"))
    for name, old, new in (("no-break-space", b"Subject: a\xa0b\r\n", b"Subject: a b\r\n"),
                           ("vertical-tab", b"Subject: a\vb\r\n", b"Subject: a b\r\n"),
                           ("white-space-removed", b"Subject: a b\r\n", b"Subject: ab\r\n")):
        bad(w, "header-changed-" + name, "Relaxed forgives blanks and tabs, not %s." % name,
            mail(L).replace("subject", old).sign(rsa("legit"), "legit.example", "s1").replace("subject", new),
            "fail", "signature-mismatch")
    refolded = genuine(c="relaxed/relaxed").replace("subject", b"SUBJECT:   Invoice\r\n\t4711\r\n")
    good(w, "refolded-relaxed", "Honest: a relay folded a field anew; relaxed does not mind.", refolded)
    bad(w, "refolded-simple", "Simple does mind.", genuine(c="simple/simple").replace("subject", b"Subject: Invoice\r\n 4711\r\n"),
        "fail", "signature-mismatch")


BODIES = {
    "empty": b"", "one-line-end": b"\r\n", "line-ends": b"\r\n\r\n\r\n", "no-last-line-end": b"text", "space": b" ",
    "spaces": b"   \t ", "spaces-and-line-end": b"   \r\n", "trailing-blanks": b"a  \r\nb \t\r\n", "tabs": b"a\t\tb \t c\r\n",
    "leading-blanks": b"   a\r\n", "blank-lines-inside": b"a\r\n\r\n\r\nb\r\n", "blank-lines-last": b"a\r\n\r\n \r\n\t\r\n",
    "no-break-space": b"a\xa0\xa0b\r\n", "vertical-tab": b"a\v\v\f b\r\n", "nul": b"a\0\0b\r\n", "high": bytes(range(128, 256)) + b"\r\n",
    "from-line": b"From here\r\n>From there\r\n", "dots": b".\r\n..\r\n", "long-line": b"x" * 5000 + b"\r\n",
}


def canonical_bodies(w):
    for name, body in BODIES.items():
        for c in ("simple/simple", "relaxed/relaxed"):
            stores = ["crlf", "lf"] if body.endswith(b"\r\n") or b"\n" not in body else None
            good(w, "body-%s-%s" % (name, c.partition("/")[0]), "A body: %s" % name, genuine(body=body, c=c), stores=stores)
    for c in ("simple/simple", "relaxed/relaxed"):
        good(w, "body-bare-cr-" + c.partition("/")[0], "A lone CR is data.", genuine(body=b"a\rb\r\n", c=c), stores=["crlf"])
        good(w, "body-bare-lf-" + c.partition("/")[0], "A lone LF, hashed as it is.", genuine(body=b"a\nb\r\n", c=c), {"dkim": [{"variant": "as-is"}]}, stores=["crlf"])
        mixed = genuine(body=b"a\r\nb\r\n", c=c).with_body(b"a\nb\r\n")
        good(w, "body-repaired-" + c.partition("/")[0], "A lone LF that was a line end.", mixed,
             {"dkim": [{"variant": "line-ends-repaired"}]}, stores=["crlf"])
        good(w, "body-lf-under-crlf-" + c.partition("/")[0], "A header with CRLF and a body with LF.",
             genuine(body=b"a\r\n\r\nb \r\n", c=c).with_body(b"a\n\nb \n"), stores=["crlf"])
        good(w, "stored-mbox-" + c.partition("/")[0], "Kept in an mbox.", genuine(c=c), stores=["mbox"])
    for name, old, new in (("no-break-space", b"a\xa0b\r\n", b"a b\r\n"), ("form-feed", b"a\fb\r\n", b"a b\r\n"),
                           ("line-end-added", b"ab\r\n", b"a\r\nb\r\n"), ("white-space-removed", b"a b\r\n", b"ab\r\n"),
                           ("nul", b"a\0b\r\n", b"ab\r\n"), ("text-behind-blank-lines", b"a\r\n", b"a\r\n\r\n\r\nb\r\n")):
        w.case(TOPIC, "body-changed-" + name, "Relaxed does not forgive this change of the text.",
               delivered(genuine(body=old).with_body(new)), merge(CHANGED, dkim(sig("fail", "body-hash-mismatch"))))
    header_only = genuine(body=b"", h="from:date").bytes()[:-2]
    w.case(TOPIC, "no-empty-line-forged", "A forgery that ends with its header.", delivered(
        mail(L, body=b"")).bytes()[:-2], FORGED)
    w.case(TOPIC, "no-empty-line", "A message that ends with its header.", b"".join(honest(Message([])).fields) + header_only,
           evidence("pass", source="dkim"))
    cut = honest(genuine()).bytes()
    for name, n in (("in-header", 60), ("in-signature", cut.index(b"bh=") + 9), ("in-from", cut.index(b"From: ") + 12), ("in-body", len(cut) - 9)):
        w.case(TOPIC, "cut-" + name, "Cut off: a result, never a crash.", cut[:n], {"dns": {"failed": 0}})


def several(w):
    broken = mail(L).sign(rsa("legit"), "legit.example", "s1", change_b=lambda b: b[:-1] + bytes([b[-1] ^ 1]))
    good(w, "broken-and-good", "A broken signature beside a good one means nothing.", broken.sign(rsa("legit"), "legit.example", "s1"),
         dkim(sig("pass"), sig("fail")))
    good(w, "good-and-broken", "The same the other way round.",
         genuine().sign(rsa("legit"), "legit.example", "s1", change_b=lambda b: b[::-1]), {"dkim": [{}, {"result": "pass"}]})
    two = mail(L).sign(rsa("legit"), "legit.example", "s1").sign(ed("legit"), "legit.example", "ed")
    good(w, "two-selectors", "Two selectors of one domain.", two, dkim(sig("pass"), sig("pass")))
    many = genuine()
    for i in range(30):
        many = many.sign(rsa("attack"), "d%d.attack.example" % i, "s1")
    keys = {"s1._domainkey.d%d.attack.example" % i: {"TXT": [record(rsa("attack"))]} for i in range(30)}
    good(w, "thirty-foreign", "Thirty foreign signatures on top do not hide the author's.", many,
         {"dkim": {"$has": [{"domain": "legit.example", "result": "pass"}, {"result": "neutral", "reason": "limit"}]}}, answers=keys)
    same = genuine()
    for i in range(20):
        same = same.sign(rsa("legit"), "legit.example", "s1", length=i, h="from:subject")
    w.case(TOPIC, "twenty-lengths", "Twenty lengths of one body: ten signatures are checked, from the top.",
           honest(same), merge(PARTLY, {"dkim": {"$has": [{"result": "neutral", "reason": "limit"}]}}))
    below = genuine().bytes() + b"DKIM-Signature: v=1; d=evil.example\r\n"
    w.case(TOPIC, "signature-in-body", "A signature field below the header is text.",
           b"".join(honest(Message([])).fields) + below, {"dkim": [{"domain": "legit.example"}]})
    w.case(TOPIC, "signature-in-body-forged", "The author's signature below the header is text.", delivered(
        mail(L)).bytes() + genuine().fields[0], FORGED)
    good(w, "signature-late", "Honest: 120 KiB of other fields stand above the signature.",
         genuine().top(*["X-Filler: " + "x" * 900] * 130))
    good(w, "twenty-forty", "DKIM2 fields are not evaluated.", genuine().top("DKIM2-Signature: i=1; x", "Message-Instance: m=1"))


def generate(w):
    for part in (syntax, signed_fields, algorithms, identities, domains, encodings, canonical_headers, canonical_bodies, several):
        part(w)
