#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Rewrite seeds/TARGET/* from our own cases (tests/cases): small ones, each of a different kind."""
import base64
import gzip
import io
import json
import pathlib
import re
import shutil
import struct
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "cases"
SEPARATOR = b"\n--message--\n"
EVIDENCE = ("README.txt", "message.eml", "answers.json", "settings.json", "report.json", "report.txt",
            "about.json", "MANIFEST.sha256")


def cases(topic):
    for path in sorted((CASES / "generated" / topic).glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        message = (path.parent / data.get("message", path.stem + ".eml")).read_bytes()
        answers = {}
        if "zone" in data:
            answers = json.loads((CASES / "zones" / (data["zone"] + ".json")).read_text("utf-8"))
        answers.update(data.get("answers", {}))
        yield path.stem, message, answers


def spread(items, count):
    items = list(items)
    step = max(1, len(items) // count)
    return items[::step][:count]


def header(message):
    return re.split(rb"\r?\n\r?\n", message, 1)[0] + b"\r\n\r\n"


def field(message, name):
    found = re.search(rb"^" + name + rb":((?:.|\r\n[ \t])*?)\r\n(?![ \t])", message, re.M | re.I | re.S)
    return found.group(1) if found else b""


def small(answers, message):
    """Only the names that the message may lead to."""
    text = message.lower()
    keep = {name: value for name, value in answers.items()
            if name == "@" or name.rpartition("_domainkey.")[2].rpartition("_dmarc.")[2].encode() in text}
    return json.dumps(keep).encode()


class Seeds:
    def __init__(self):
        shutil.rmtree(HERE / "seeds", ignore_errors=True)

    def add(self, target, name, data):
        if len(data) > 8000:
            return
        folder = HERE / "seeds" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def messages(seeds):
    for name, message, _ in spread(cases("from"), 40):
        seeds.add("author", name, header(message))
        seeds.add("abuse", name, b"user@victim.example\n" + message)
        seeds.add("address", name, field(message, b"From"))
        seeds.add("displayed", name, b"Boss <boss@victim.example>\n" + field(message, b"From").strip())
    for name, message, _ in spread(cases("times"), 14):
        seeds.add("envelope", name, header(message))
    for name, message, _ in spread(cases("composition"), 14):
        seeds.add("envelope", name, header(message))
    for name, message, _ in spread(cases("arc"), 30):
        seeds.add("arc", name, header(message))
    for name, message, _ in spread(cases("signatures"), 40):
        seeds.add("dkim-signature", name, header(message))
        seeds.add("tag-list", name, field(message, b"DKIM-Signature").strip())
        if name.startswith("body-"):
            seeds.add("body-hash", name, b"\0\3" + message.partition(b"\r\n\r\n")[2])
    for name, message, answers in spread(cases("signatures"), 10) + spread(cases("policies"), 12) \
            + spread(cases("partly"), 10) + spread(cases("from"), 12) + spread(cases("keys"), 12) \
            + spread(cases("times"), 8) + spread(cases("servers"), 10) + spread(cases("spf"), 8) \
            + spread(cases("arc"), 8) + spread(cases("names"), 8) + spread(cases("lists"), 6):
        seeds.add("report", name, small(answers, message) + SEPARATOR + message)


def bodies(seeds):
    for name, message, _ in cases("signatures"):
        if name.startswith("body-") and name.endswith("-relaxed"):
            body = message.partition(b"\r\n\r\n")[2]
            for ends, what in enumerate(("crlf", "lf", "mixed", "mbox-crlf", "mbox-lf", "mbox-mixed")):
                seeds.add("body-hash", "%s-%s" % (name, what), bytes([ends, 3]) + body)


def records(seeds):
    for name, _, answers in cases("keys"):
        for text in answers.get("k._domainkey.legit.example", {}).get("TXT", [])[:2]:
            if text in ("SERVFAIL", "REFUSED", "TIMEOUT"):
                continue
            text = "".join(text).encode("latin-1")
            seeds.add("dkim-key", name, text)
            found = re.search(rb"p=([A-Za-z0-9+/= ]+)", text)
            if found:
                data = found.group(1).replace(b" ", b"")
                seeds.add("base64", name, data)
                try:
                    seeds.add("der", name, base64.b64decode(data))
                except ValueError:
                    pass
    for name, _, answers in cases("policies"):
        texts = answers.get("_dmarc.legit.example", {}).get("TXT", [])
        if name.startswith(("record-", "sp", "np")) and isinstance(texts, list) and texts:
            seeds.add("dmarc", name, "".join(texts[0]).encode("latin-1"))
    for name, _, answers in spread(cases("keys"), 8) + spread(cases("policies"), 8):
        answers = {k: v for k, v in answers.items() if "legit" in k or k == "@"}
        seeds.add("answers", name, json.dumps(answers).encode())
    seeds.add("answers", "all-forms", json.dumps({
        "@": {"now": 1, "received_at": 0}, "a": {"A": ["192.0.2.1"], "AAAA": ["2001:db8::1"], "PTR": ["b.example"]},
        "legit.example": {"MX": [[10, "mx.a"], [0, "."]], "TXT": ["a", ["b", "c"], ""], "*": "SERVFAIL"},
        "_dmarc.legit.example": {"CNAME": ["a"]}, "example": {"TXT": "TIMEOUT", "A": "NXDOMAIN"},
        "s1._domainkey.legit.example": {"TXT": ["\u0080\u00ff\u0000"], "*": "NOTASKED"}}).encode())


def evidence(seeds):
    for name, text in (
            ("plain", '{"store": "file", "final": true}'), ("nothing", "{}"), ("foreign", '{"store": "file", "x": 1}'),
            ("report", '{"verdict": {"code": "TF15", "level": "quiet"}, "dkim": [], "truefrom": "0.1.0"}'),
            ("all", json.dumps({
                "own": ["me@victim.example", "victim.example"], "protect": ["bank.example"], "border": ["mx.a"],
                "trust-authserv": ["mx.a:below"], "known-list": ["dev.l.example=h.example"], "trust-sealer": ["l.example"],
                "accept-signer": ["a@b.example=s.example"], "accept-sender": ["a@b.example"],
                "alias-service": ["alias.example"], "known": ["Kim Other <kim@o.example>"], "allow-legacy-crypto": False,
                "displayed-from": None, "ip": "192.0.2.1", "helo": "a", "mail-from": "<>", "store": "mbox",
                "final": False, "incomplete": True, "attached": True, "attached-to-report": False, "attached-at": 1,
                "received-at": -1}))):
        seeds.add("evidence", name, text.encode())
    for name, names in (("zip", EVIDENCE), ("zip-few", EVIDENCE[:3]), ("zip-twice", EVIDENCE[:1] * 2)):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as out:
            for entry in names:
                out.writestr(zipfile.ZipInfo(entry), b"{}")
        seeds.add("evidence", name, packed.getvalue())


def dates(seeds):
    for i, text in enumerate((
            "Wed, 18 Nov 2026 10:05:00 +0000", "18 Nov 26 05:06 EST", "Wed,\r\n 18 Nov 2026 10:05:00 (a (b)) -0000",
            "1 Jan 1970 00:00:00 Z", "29 Feb 2024 23:59:60 +1400", "31 Dec 9999 23:59:59 +9999",
            "wed, 18 nov 99 1:2:3 gmt", "18  Nov\t2026 10 : 05 : 00 UT", "Sat, 1 Jan 0000 00:00:00 +0000")):
        seeds.add("date", "date-%d" % i, text.encode())


def domains(seeds):
    for i, text in enumerate((
            "legit.example", "LEGIT.Example", "m\u00fcnchen.example", "xn--mnchen-3ya.example", "fa\u00df.de", "a.b.c.co.uk",
            "\u65e5\u672c\u8a9e.jp", "legit\u3002example", "a.github.io", "xn--a", "xn--", "a..b", ".a", "a.", "-a.b", "a_b.c",
            "a" * 63 + ".b", "a" * 64 + ".b", ".".join(["a" * 49] * 5), "\u05d0\u05d1.example", "\u0661\u0662.example",
            "a\u200cb.example", "\u0915\u094d\u200d\u0937.example", "1.2.3.4", "localhost")):
        seeds.add("domain", "domain-%02d" % i, text.encode())


def name_bytes(name):
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".") if label) + b"\0"


def packets(seeds):
    question = name_bytes("s1._domainkey.legit.example")

    def packet(kind, answers, rcode=0, flags=0x8180, question=question):
        out = struct.pack(">6H", 1, flags | rcode, 1, len(answers), 0, 0) + question + struct.pack(">2H", kind, 1)
        for owner, rtype, data in answers:
            out += owner + struct.pack(">2HIH", rtype, 1, 300, len(data)) + data
        return out

    here = b"\xc0\x0c"
    text = b"\x05v=DKI\x06M1; p="
    other = name_bytes("k.provider.example")
    loop = b"\xc0\x0c"
    for name, kind, index, answers, rcode in (
            ("txt", 16, 0, [(here, 16, text)], 0), ("txt-two", 16, 0, [(here, 16, text), (here, 16, b"\0")], 0),
            ("alias", 16, 0, [(here, 5, other), (other, 16, text)], 0), ("alias-loop", 16, 0, [(here, 5, loop)], 0),
            ("nxdomain", 16, 0, [], 3), ("servfail", 16, 0, [], 2), ("nodata", 16, 0, [], 0),
            ("other-name", 16, 0, [(other, 16, text)], 0), ("a", 1, 1, [(here, 1, b"\xc0\0\2\1")], 0),
            ("aaaa", 28, 2, [(here, 28, b"\x20" * 16)], 0), ("mx", 15, 3, [(here, 15, b"\0\x0a" + other)], 0),
            ("ptr", 12, 4, [(here, 12, other)], 0), ("pointer-to-itself", 16, 0, [(b"\xc0\x2d", 16, text)], 0)):
        seeds.add("dns-packet", name, bytes([index]) + packet(kind, answers, rcode))
    whole = packet(16, [(here, 16, text)])
    seeds.add("dns-packet", "cut", b"\0" + whole[:-5])
    seeds.add("dns-packet", "truncated", b"\0" + packet(16, [], flags=0x8380))
    beside_packets(seeds, packet, here, other)


def beside_packets(seeds, packet, here, other):
    """What follows the answers: a referral, an SOA, what an OPT record says (RFC 8914)."""
    def with_counts(octets, authority, additional):
        return octets[:8] + struct.pack(">2H", authority, additional) + octets[12:]

    def opt(*options):
        data = b"".join(struct.pack(">2H", code, len(text)) + text for code, text in options)
        return b"\0" + struct.pack(">2HIH", 41, 1232, 0, len(data)) + data

    ns = here + struct.pack(">2HIH", 2, 1, 300, len(other)) + other
    soa_data = b"\0\0" + struct.pack(">5I", 1, 7200, 900, 86400, 300)
    soa = here + struct.pack(">2HIH", 6, 1, 300, len(soa_data)) + soa_data
    filtered, cookie = (15, struct.pack(">H", 17) + b"no"), (10, b"12345678")
    for name, answers, rcode, authority, additional in (
            ("referral", [], 0, [ns], []), ("alias-alone", [(here, 5, other)], 0, [], []),
            ("no-soa", [], 3, [soa], []), ("alias-denied", [(here, 5, other)], 3, [soa], []),
            ("filtered", [], 0, [], [opt(cookie, filtered)]),
            ("filtered-records", [(here, 16, b"\1x")], 0, [ns], [opt(filtered)]),
            ("options-cut", [], 0, [soa], [opt(filtered)[:-3]])):
        octets = packet(16, answers, rcode) + b"".join(authority + additional)
        seeds.add("dns-packet", name, b"\0" + with_counts(octets, len(authority), len(additional)))


def servers(seeds):
    for i, text in enumerate((
            "mx.victim.example; spf=pass smtp.mailfrom=a@legit.example; dkim=pass header.d=legit.example header.s=s1",
            "mx.victim.example 1; dmarc=pass (p=reject dis=none) header.from=legit.example",
            '"mx.victim.example"; none', "mx.victim.example;\r\n\tdkim=fail (a (nested) comment) reason=\"x; y\"\r\n\theader.i=@legit.example",
            "i=2; mx.victim.example; arc=pass (i=1); dkim=pass header.b=\"AbCd/12\"", "mx 2; spf=pass", "(x) mx; dkim=pass (",
            "mx; method/2=pass policy.iprev=192.0.2.1", ";;;")):
        seeds.add("auth-results", "results-%d" % i, text.encode())
    for i, text in enumerate((
            "from a.example (b.example [192.0.2.1]) by mx.example (Postfix) with ESMTPS id 1; Wed, 18 Nov 2026 10:05:00 +0000",
            "from b.example ([192.0.2.1] helo=a.example) by mx.example with esmtps (TLS1.3) (Exim 4.96) id 1; Wed, 18 Nov 2026 10:05:00 +0000",
            "from a.example (192.0.2.1) by mx.example (15.20) with Microsoft SMTP Server id 1; Wed, 18 Nov 2026 10:05:00 +0000",
            "from a.example (a.example. [2001:db8::1]) by mx.google.example with ESMTPS id x for <u@v.example>; Wed, 18 Nov 2026 02:05:00 -0800 (PST)",
            "from unknown (HELO a.example) (192.0.2.1) by mx.example with SMTP; 18 Nov 2026 10:05:00 -0000",
            "from [192.0.2.10] (unknown [203.0.113.66]) by mx.example; x", "by host.example (Postfix, from userid 0) id 1; y",
            "from a ([IPv6:::ffff:192.0.2.1]) by b; z", "from pop.example [192.0.2.1] by localhost with POP3 (fetchmail-6.4)")):
        seeds.add("received", "received-%d" % i, text.encode())
    for i, text in enumerate((
            "v=spf1 ip4:192.0.2.0/24 -all", "v=spf1 include:d1.example ~all\nv=spf1 a mx ptr exists:%{ir}.x.example redirect=d2.example\nv=spf1 ip6:2001:db8::/32 ?all",
            "v=spf1 redirect=d0.example", "v=spf1 include:d0.example", "v=spf1 exists:%{l1r-}.%{d2}.%{h}.example exp=%{o}.example",
            "v=spf1 a:%{d}/24//64 mx/32 +all", "v=spf1 %{s255}", "v=spf1 exists:%{i99999999999r}%%%_%-", "v=spf10 all", "v=spf1")):
        seeds.add("spf", "records-%d" % i, text.encode())


def names(seeds):
    for name, message, _ in spread(cases("names"), 60):
        seeds.add("names", name, b"\n".join(field(message, n).strip() for n in (b"List-Id", b"Reply-To", b"From")))


MX = b"Received: from x ([192.0.2.10]) by mx.victim.example with ESMTPS id 1; %d Nov 2026 10:00:00 +0000\r\n"
RESULTS = b"Authentication-Results: mx.victim.example; dmarc=pass header.from=legit.example\r\n"


def proposals(seeds):
    def received(name, fields, count=20):
        text = b"".join(fields.replace(b"%d", b"%d" % (day % 28 + 1)) + b"From: a@n%d.example\r\n\r\n" % day
                        for day in range(count))
        seeds.add("proposal", name, text)

    received("above", RESULTS + MX)
    received("below", MX + RESULTS)
    received("none", MX)
    received("forged", MX + MX + RESULTS)
    received("inner", b"Received: from mx.victim.example by imap.victim.example with LMTP; %d Nov 2026 10:00:00 +0000\r\n"
             + RESULTS + MX)
    received("login", MX.replace(b"ESMTPS", b"ESMTPSA") + RESULTS)
    received("google", b"Received: by 2002:a05:6a20:3d8a:b0:1ab:cd:7 with SMTP id s1; %d Nov 2026 10:00:00 +0000\r\n"
             + MX.replace(b"victim.example", b"google.com") + RESULTS.replace(b"victim.example", b"google.com"))
    for name, message, _ in spread(cases("servers"), 20):
        seeds.add("proposal", "case-" + name, header(message) * 2)


def mailboxes(seeds):
    messages = [message for _, message, _ in spread(cases("from"), 6)]
    line = b"From a@legit.example Wed Nov 18 10:05:00 2026\n"
    for name, ends, empty in (("lf", b"\n", b"\n"), ("crlf", b"\r\n", b"\r\n"), ("no-empty", b"\n", b"")):
        text = b"".join(line + one[:600] + ends + empty for one in messages).replace(b"\r\n", b"\n").replace(b"\n", ends)
        seeds.add("mbox", name, text)
        seeds.add("evolution-mbox", name, text)
    for i, text in enumerate((
            line, line + b"\n", line + b"\n\n", line + b"A: b\n\nFrom here on it is text\n", line + b"A: b\n\nx\n\n" + line,
            line + b"\n" + line + b"\n" + line, b"From \n", line + b"A: b\n\n>From x\n\nFrom y 10:00 2026\n", b"no mbox",
            line + b"X-Evolution: 00000001-0010\nA: b\n\nX-Evolution: 00000001-0010\n", line + b"X-Evolution: 0000000g-0010\n",
            b"From - Wed, 18 Nov 26 1:2:3 GMT 2026\r\nA: b\r\n\r\n\r\n" + line,
            b"From - \nA: b\n\nx\n\nFrom - \nC: d\n", b"From nobody\nA: b\n\nx\n\nFrom nobody\nknows\n",
            b"From %s Mon Sep 17 00:00:00 2001\nA: b\n\nx\n\nFrom %s Mon Sep 17 00:00:00 2001\n" % (b"a" * 40, b"b" * 64),
            b"From a@b.example 2026-06-02T21:12:17+02:00\nA: b\n\nFrom \"a b\" Tue, 2 Jun 98 9:12 PM (x y)\n")):
        seeds.add("mbox", "shape-%02d" % i, text)
        seeds.add("evolution-mbox", "shape-%02d" % i, text)


def forms(seeds):
    """Files of other programs, and messages as programs save them."""
    message = b"Received: from a by b\nFrom: a@b.example\nSubject: x\n\nbody\n"
    for i, text in enumerate((
            b"", b"\n\n", message, b"plain text\n", b"%PDF-1.7\n", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"\x1f\x8b\x08",
            bytes.fromhex("d0cf11e0a1b11ae1") + "__substg1.0_".encode("utf-16-le"), b"PK\3\4[Content_Types].xml",
            b"<!DOCTYPE html><html>", b"<?xml version='1.0'?><svg/>", b"BEGIN:VCALENDAR\nX-A:b\n", b"BEGIN:VCARD\n",
            b"From: <Saved by Blink>\nSnapshot-Content-Location: x\n", b"SQLite format 3\0", bytes(range(64)))):
        seeds.add("form", "file-%02d" % i, text)
    text = message.decode("ascii")
    for i, saved in enumerate((
            b"\xef\xbb\xbf" + message, b"\n \r\n" + message, message.replace(b"\n", b"\r"),
            ("\ufeff" + text).encode("utf-16-le"), ("\ufeff" + text).encode("utf-16-be"), text.encode("utf-16-le"),
            ("\ufeff" + text.replace("\n", "\r")).encode("utf-16-le"), b"%d \n" % len(message) + message + b"<?xml?>",
            message.replace(b"\n", b"\r\r\n"), b"\xff\xfea\0\0\xd8b\0\0\xdc")):
        seeds.add("form", "saved-%02d" % i, saved)


def attachments(seeds):
    inner = b"From: a@b.example\r\nSubject: x\r\n\r\nbody\r\n"
    part = b"Content-Type: message/rfc822\r\n\r\n" + inner

    def multipart(parts, boundary=b"b", kind=b"mixed"):
        return (b"Content-Type: multipart/" + kind + b"; boundary=\"" + boundary + b"\"\r\n\r\npreamble\r\n"
                + b"".join(b"--" + boundary + b"\r\n" + one + b"\r\n" for one in parts) + b"--" + boundary + b"--\r\n")

    deep = part
    for i in range(14):
        deep = multipart([deep], b"b%d" % i)
    coded = (b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
             + base64.encodebytes(inner))
    quoted = b"Content-Type: message/global\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nFrom=3A a@b\r\n\r\n=C3=A4"
    for name, text in (
            ("one", multipart([part])), ("alone", part), ("two", multipart([b"\r\ntext", part, part])), ("deep", deep),
            ("coded", multipart([coded, quoted])), ("digest", multipart([part], kind=b"digest")), ("plain", inner),
            ("within", multipart([b"Content-Type: message/rfc822\r\n\r\n" + multipart([part], b"c")])),
            ("no-end", multipart([part])[:-8]), ("lf", multipart([part, part]).replace(b"\r\n", b"\n")),
            ("long-boundary", multipart([part], b"x" * 70)), ("same-boundary", multipart([multipart([part])])),
            ("many", multipart([part] * 60)), ("digest-bare", multipart([b"\r\n" + inner] * 2, kind=b"digest")),
            ("saved", multipart([b"Content-Disposition: attachment; filename*=utf-8''%C3%A4.eml\r\n\r\n" + inner])),
            ("saved-coded", multipart([b"Content-Type: image/png; name=\"A.EML\"\r\nContent-Transfer-Encoding: base64"
                                       b"\r\n\r\n" + base64.encodebytes(("\ufeff" + inner.decode()).encode("utf-16-le"))])),
            ("saved-other", multipart([b"Content-Type: x/y; name=a.eml\r\n\r\n%PDF-1.7"]))):
        seeds.add("attached", name, text)


def options(seeds):
    for i, text in enumerate((
            "user@victim.example\nvictim.example\nmx.victim.example", "mx.google.com:below\n:below\nmx:below:below",
            "192.0.2.1\nh.example\n<a@b.example>", "2001:db8::1\n\n<>", "::ffff:192.0.2.1\nh\n\"a b\"@c.example",
            "192.0.2.1:53\n[2001:db8::1]:5353\n2001:db8::1\n[::1]\n1.2.3.4:65536", "1795000000\n0\n999999999999\n1e5",
            "2026-11-18\n2026-11-18T10:05:00Z\n2026-11-18T10:05:00+14:00\n20261118T100500\n2026-W47-3\n2026-322",
            "m\u00fcnchen.example\n\u0430@b.example\n@\na@\n@b", "9999-12-31T23:59:60Z\n0000-00-00\n1969-12-31T23:59:59Z")):
        seeds.add("settings", "lines-%d" % i, text.encode())


def suffixes(seeds):
    for i, text in enumerate((
            "// ===BEGIN ICANN DOMAINS===\ncom\nuk\nco.uk\n*.ck\n!www.ck\njp\n*.kobe.jp\n!city.kobe.jp\nxn--p1ai\n"
            "// ===END ICANN DOMAINS===\n// ===BEGIN PRIVATE DOMAINS===\ngithub.io\n// ===END PRIVATE DOMAINS===\n",
            "com\n", "*\n", "!com\n", "// nothing\n", "\u0440\u0444\n", ".DAFSA@PSL_0   \n\x00\x01\x02")):
        seeds.add("suffix-list", "list-%d" % i, text.encode())


def brand_lists(seeds):
    """Some lines of the built-in list, and lines that are none."""
    lines = [line for line in (HERE.parents[1] / "data/brands.txt").read_text("utf-8").splitlines() if ";" in line]
    for number, line in enumerate(spread(lines, 6)):
        seeds.add("brands", "line-%d" % number, (line + "\n").encode())
    seeds.add("brands", "several", "\n".join(spread(lines, 12)).encode())
    seeds.add("brands", "only", b"# ours alone\r\nonly\r\nTown Bank ; town bank, ~town ; town-bank.example www.town.example\r\n")
    seeds.add("brands", "bad", b"Name ; words\n; a ; b\nName ; a ; nodomain\nN\xff ; words ; a.example\n")


def words(seeds):
    for i, text in enumerate((
            "user\nlegit.example\nPlain words", "a\u202eb\nxn--mnchen-3ya.example\n\u2066x\u2069\u2069\u202d",
            "\u0645\u0631\n\u0661\u0662.example\nabc \u0627\u0644 def", "a" * 80 + "\n" + ".".join(["a" * 40] * 4) + "\n" + "w " * 60,
            "\nlegit.example\n<a@b> {a}{b} %s \\ \"", "x\ny\n" + "e\u0301" * 30 + "\u0300" * 20,
            "\u00ad\u200b\nb\n\ufeff\U000e0041\u3164\u2800", "a\tb\r\nc\nd\x07\x1b[31m")):
        seeds.add("words", "words-%d" % i, text.encode())
    for name, message, _ in spread(cases("names"), 12):
        seeds.add("words", "name-" + name, b"user\nlegit.example\n" + field(message, b"From").strip())


def postures(seeds):
    sys.path.insert(0, str(HERE.parent / "posture"))
    import zones  # pylint: disable=import-outside-toplevel
    for case in spread(zones.cases(), 24):
        zone = {name: records for name, records in case.zone().items() if not name.startswith("ever")}
        name = re.sub(r"[^a-z0-9]+", "-", case.title.lower()).strip("-")
        seeds.add("posture", name, (case.domain + "\n" + json.dumps(zone)).encode())
    for name, text in (("policy", "v=DMARC1; p=none; rua=mailto:a@b.example!1m, x; sp=all; np=; t=y; t=y"),
                       ("spf", "v=spf1 include:example.org redirect=example.org exists:%{i}.x ptr mx:a.example/8 +all a"),
                       ("key", "v=DKIM1; t=y; h=sha1; p=AAAA"), ("bimi", "v=BIMI1; l=; a="),
                       ("letters", "v=spf1 xy=" + 200 * "\u00e9"), ("sts", "v=STSv1; id=<b>")):
        seeds.add("posture", name, ("example.org\n" + text).encode())


ROW = ("<record><row><source_ip>192.0.2.1</source_ip><count>2</count><policy_evaluated><disposition>none</disposition>"
       "<dkim>pass</dkim><spf>fail</spf><reason><type>mailing_list</type><comment>x</comment></reason></policy_evaluated>"
       "</row><identifiers><header_from>example.org</header_from></identifiers><auth_results><dkim><domain>example.org"
       "</domain><selector>s</selector><result>pass</result></dkim><spf><domain>a.example</domain><scope>mfrom</scope>"
       "<result>pass</result></spf></auth_results></record>")
REPORT = ("<?xml version=\"1.0\"?>\n<feedback><version>1.0</version><report_metadata><org_name>r.example</org_name><report_id>1"
          "</report_id><date_range><begin>1760000000</begin><end>1760086399</end></date_range></report_metadata>"
          "<policy_published><domain>example.org</domain><p>none</p></policy_published>" + ROW + "</feedback>\n")


def reports(seeds):
    xml = REPORT.encode()
    packed = gzip.compress(xml, mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("r.xml"), xml)
        archive.writestr(zipfile.ZipInfo("r.gz"), packed)
    mail = (b"From: a@r.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/gzip\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(packed) + b"\r\n--b--\r\n")
    for name, content in (("xml", xml), ("gzip", packed), ("zip", out.getvalue()), ("mail", mail),
                          ("utf-16", REPORT.encode("utf-16")), ("doctype", b"<!DOCTYPE f [<!ENTITY a 'b'>]>" + xml),
                          ("mbox", b"From a@b Thu Nov 27 00:00:00 2025\n" + mail.replace(b"\r\n", b"\n") + b"\n"),
                          ("tls", b"{\"organization-name\": \"r.example\"}"), ("arf", b"Feedback-Type: abuse\nVersion: 1\n")):
        seeds.add("aggregate", name, content)


def stores(seeds):
    """What a scan looks into."""
    mail = b"From: a@b.example\nMessage-ID: <1@b.example>\n\nhi\n"
    mbox = (b"From a@b Thu Nov 27 00:00:00 2025\n" + mail + b"\n") * 2
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("../a"), mail)
        archive.writestr(zipfile.ZipInfo("b.gz"), gzip.compress(mbox, mtime=0))
    carrier = (b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
               b"--b\nContent-Type: message/rfc822\n\n" + mail + b"\n--b--\n")
    for name, content in (("mail", mail), ("mbox", mbox), ("zip", packed.getvalue()), ("gzip", gzip.compress(mbox, mtime=0)),
                          ("half", gzip.compress(mbox, mtime=0)[:-9]), ("carrier", carrier), ("mac", mail.replace(b"\n", b"\r")),
                          ("utf-16", mail.decode().encode("utf-16")), ("no-mail", b"%PDF-1.4\n")):
        seeds.add("scan", name, content)


def results(seeds):
    """Lines of a scan."""
    def line(code, level, **more):
        found = {"schema": "truefrom.check/1", "file": "a.mbox", "message": {"identity": code[2:] * 32, "reply_to": ["a@b.example"]},
                 "from": {"address": "a@bank.example", "name": "<b>", "domain": "bank.example", "addresses": ["a@bank.example"]},
                 "time": {"received_at": 1780434741}, "verdict": {"level": level, "code": code, "detail": None},
                 "delivery": {"address": "2001:db8::1", "host": "b.attack.example", "border": True, "return_path": "x@y.example"},
                 "dkim": [{"result": "pass", "domain": "attack.example"}], "scan": {"subject": "http://evil.example/"}}
        return json.dumps({**found, **more}) + "\n"
    end = json.dumps({"schema": "truefrom.scan/1", "sums": {"messages": 1}, "complete": True}) + "\n"
    shown = {"from": {"address": "x@y.example", "domain": "y.example"},
             "findings": [{"code": "TF05", "level": "alarm", "detail": {"domain": "bank.example"}}]}
    alike = {"from": {"domain": "bank.exarnple"}, "verdict": {"level": "warning", "code": "TF06", "detail": {"known": "bank.example"}}}
    for name, lines in (("forged", line("TF01", "alarm") + end), ("quiet", line("TF15", "quiet")), ("shown", line("TF13", "quiet", **shown)),
                        ("alike", line("TF06", "warning", **alike)), ("twice", 2 * line("TF03", "warning")), ("none", "{}\n[]\nx\n" + end)):
        seeds.add("spoofs", name, lines.encode())


def main():
    seeds = Seeds()
    for part in (messages, bodies, records, evidence, dates, domains, packets, servers, names, proposals, mailboxes, forms,
                 attachments, options, suffixes, brand_lists, words, postures, reports, stores, results):
        part(seeds)
    for folder in sorted((HERE / "seeds").iterdir()):
        print(folder.name, len(list(folder.iterdir())))


if __name__ == "__main__":
    main()
