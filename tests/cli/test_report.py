#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom report`: a mail for an abuse desk in which nobody finds the recipient again, whatever is decoded; nothing that
a sender writes ends a field; and nothing is sent."""
import base64
import email
import email.header
import email.policy
import hashlib
import html
import io
import os
import quopri
import re
import urllib.parse
import zipfile

from program import ENVIRONMENT, WORK, Run, arguments, file
import tap

ENVIRONMENT["XDG_DATA_HOME"] = str(WORK / "home")
SAMPLES = arguments.source / "data/samples"
ANSWERS = ["--answers", str(SAMPLES / "answers.json")]
FORGED = str(SAMPLES / "03-bank-forged.eml")
LOCAL, DOMAIN = "erika.mustermann", "victim.example"
ADDRESS = LOCAL + "@" + DOMAIN
TOKEN = base64.b64encode(ADDRESS.encode()).decode()


def made(name, message, *words):
    """The bytes of a report, and what was said about it."""
    place = WORK / name
    if place.exists():
        place.unlink()
    run = Run("report", *ANSWERS, *words, "--output", str(place), message)
    assert run.status == 0, run.err
    assert not run.out
    return place.read_bytes(), run.err.decode()


def parts_of(mail):
    message = email.message_from_bytes(mail, policy=email.policy.default)
    assert message.get_content_type() == "multipart/report", message.get_content_type()
    assert message.get_param("report-type") == "feedback-report"
    assert not message.defects, message.defects
    return message, list(message.iter_parts())


def fields_of(mail):
    """[(name, value)] of message/feedback-report."""
    part = parts_of(mail)[1][1]
    assert part.get_content_type() == "message/feedback-report"
    text = mail.split(b"Content-Type: message/feedback-report\r\n\r\n")[1].split(b"\r\n\r\n")[0]
    return email.message_from_bytes(text + b"\r\n\r\n", policy=email.policy.default).items()


# ---- the search in all decodings -------------------------------------------------------------

def once(text):
    """Everything that one step of decoding makes of it."""
    yield html.unescape(text)
    yield urllib.parse.unquote(text, errors="replace")
    yield quopri.decodestring(text.encode()).decode("utf-8", "replace")
    yield re.sub(r"<[^>]*>", "", text)
    yield re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text, flags=re.I)
    yield re.sub(r"[\u200b-\u200f\u00ad\u2060\ufeff]", "", text)
    yield re.sub(r"[\uff01-\uff5e]", lambda m: chr(ord(m[0]) - 0xfee0), text)
    yield re.sub(r"\r?\n[ \t]", " ", text)
    yield re.sub(r"=\?[^?]*\?[bq]\?[^?]*\?=", lambda m: str(email.header.make_header(
        email.header.decode_header(m[0]))), re.sub(r"\?=\s+=\?", "?==?", text), flags=re.I)
    for run in re.findall(r"[A-Za-z0-9+/_=-]{6,}", re.sub(r"(?<=[A-Za-z0-9+/]{60})\r?\n", "", text)):
        run = run.replace("-", "+").replace("_", "/").replace("=", "")
        for start in range(4):
            piece = run[start:]
            piece = piece[:len(piece) // 4 * 4 if len(piece) % 4 == 1 else len(piece)]
            yield base64.b64decode(piece + "=" * (-len(piece) % 4)).replace(b"\0", b"").decode("latin-1")
    for run in re.findall(r"(?:[0-9a-f]{2}){6,}", text, re.I):
        yield bytes.fromhex(run).decode("latin-1")


def bodies(mail):
    """The text of every part, as a mail program decodes it, and every field."""
    yield mail.decode("utf-8", "replace")
    for part in email.message_from_bytes(mail, policy=email.policy.compat32).walk():
        for name, value in part.items():
            yield name
            yield str(value)
            yield str(email.header.make_header(email.header.decode_header(str(value))))
        if not part.is_multipart():
            content = part.get_payload(decode=True) or b""
            charset = part.get_content_charset() or "latin-1"
            yield content.decode(charset if charset in ("utf-8", "utf-16") else "latin-1", "replace")


FORMS = re.compile(r"erika|mustermann|" + "|".join(
    f(ADDRESS.encode()).hexdigest() for f in (hashlib.md5, hashlib.sha1, hashlib.sha256)), re.I)


def where_found(mail):
    seen, todo = set(), list(bodies(mail))
    for _depth in range(4):
        following = []
        for text in todo:
            if text in seen or len(text) < 5:
                continue
            seen.add(text)
            match = FORMS.search(text)
            if match:
                return text[max(0, match.start() - 60):match.end() + 60]
            following += [t for t in once(text) if t != text]
        todo = following
    return None


def everywhere(name="everywhere.eml"):
    """One message that names its recipient in every way."""
    utf16 = base64.b64encode(ADDRESS.encode("utf-16-le")).decode()
    twice = base64.b64encode(TOKEN.encode()).decode()
    page = ("<p>Dear Erika,</p><p>erika<b></b>.muster<i>mann</i>&#64;victim.example</p>"
            "<a href='https://evil.example/c?e=%s&amp;x=1'>a</a>"
            "<a href='https://evil.example/u/erika.mustermann%%40victim.example'>b</a>"
            "<a href='https://evil.example/u/erika%%252Emustermann%%2540victim.example'>c</a>"
            "<a href='https://evil.example/g/%s'>d</a><a href='mailto:%s'>e</a>"
            "<a href='https://evil.example/%s/%s?h=%s'>f</a>erika&period;mustermann&commat;victim.example"
            "<script>var a = 'erika.mustermann\\u0040victim.example'</script>"
            % (TOKEN, hashlib.md5(ADDRESS.encode()).hexdigest(), ADDRESS, twice, utf16,
               ADDRESS.encode().hex()))
    plain = ("ERIKA.MUSTERMANN@VICTIM.EXAMPLE, erika.mustermann (at) victim (dot) example,\n"
             "erika.mustermann=victim.example@list.example (VERP)\n"
             "SRS0=HHH=TT=victim.example=erika.mustermann@forward.example\n"
             "erika.mustermann+shop@victim.example, Mustermann, Erika; m\u00fcnchen\n"
             "erika.mustermann\uff20victim.example erika\u200b.mustermann@victim.example\n"
             "x%sy %s\n" % (TOKEN, base64.b64encode(("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + ADDRESS)
                                                    .encode()).decode()))
    wrapped = base64.encodebytes(("Konto von %s\n" % ADDRESS * 3).encode("utf-16")).decode()
    word = base64.b64encode(("An " + ADDRESS).encode()).decode()
    header = [
        "Return-Path: <bounce+erika.mustermann=victim.example@evil.example>",
        "Delivered-To: " + ADDRESS, "X-Original-To: <%s>" % ADDRESS,
        "Received: from a.evil.example ([192.0.2.7]) by mx.victim.example",
        "\twith ESMTP id 1 for <%s>; Thu, 9 Oct 2025 08:53:20 +0000" % ADDRESS,
        "From: Service <a@evil.example>", "To: =?utf-8?q?Erika_M=75stermann?=", " <%s>" % ADDRESS,
        "Cc: \"Mustermann, Erika\" <erika.mustermann+tag@victim.example>",
        "Subject: =?utf-8?b?%s?= erika =?utf-8?q?.muster?= =?utf-8?q?mann=40victim.example?=" % word,
        "Message-ID: <%s@evil.example>" % TOKEN.rstrip("="),
        "List-Unsubscribe: <https://evil.example/u?e=erika.mustermann%40victim.example>,",
        " <mailto:u-erika.mustermann=victim.example@evil.example>",
        "X-Erika.Mustermann: 1", "X-Token: " + utf16, "X-Hex: " + ADDRESS.encode().hex(),
        "X-Json: {\"to\":\"erika.mustermann\\u0040victim.example\"}",
        "X-Seven: =?utf-7?q?erika.mustermann+AEA-victim.example?=",
        "Date: Thu, 9 Oct 2025 08:53:20 +0000", "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=q; name=\"%s\"" % ADDRESS, "",
        "preamble " + ADDRESS, "--q", "Content-Type: text/html", "Content-Transfer-Encoding: base64", "",
        base64.encodebytes(page.encode()).decode(),
        "--q", "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable", "",
        quopri.encodestring(plain.encode()).decode(),
        "--q", "Content-Type: text/plain; charset=utf-16", "Content-Transfer-Encoding: base64", "", wrapped,
        "--q", "Content-Type: text/plain; charset=x-none", "", plain.encode("ascii", "replace").decode(),
        "--q", "Content-Type: application/pdf; name=\"=?utf-8?b?%s?=\"" % word,
        "Content-Disposition: attachment; filename*=utf-8''erika.mustermann%40victim.example.pdf", "",
        "%PDF " + ADDRESS,
        "--q", "Content-Type: message/rfc822", "", "To: " + ADDRESS, "", ADDRESS, "--q--",
        "epilogue " + ADDRESS, ""]
    return file(name, "\r\n".join(header).encode())


def test_no_form_of_the_address_remains():
    message = everywhere()
    assert where_found(open(message, "rb").read()), "the search finds nothing at all"
    for words in ([], ["--headers"], ["--text"]):
        report, said = made("hidden.eml", message, "--from", "desk@helper.example", *words)
        assert where_found(report) is None, (words, where_found(report))
        assert report.isascii() or words == ["--text"]
        assert not FORMS.search(said), said
    report, _ = made("hidden.zip", message, "--zip")
    with zipfile.ZipFile(io.BytesIO(report)) as bundle:
        assert bundle.namelist() == ["report.txt", "feedback-report.txt", "message.eml"]
        for name in bundle.namelist():
            assert where_found(bundle.read(name)) is None, where_found(bundle.read(name))
    report, _ = made("full.eml", message, "--full")
    assert open(message, "rb").read() in report, "--full changes nothing"


def test_what_stays():
    report, _ = made("stays.eml", everywhere())
    message, parts = parts_of(report)
    copy = parts[2].get_payload(0)
    digest = re.search(r"<(\w{16})@victim\.example>", str(copy["Delivered-To"]) + str(copy["X-Original-To"]))[1]
    text = report.decode()
    assert "<%s@victim.example>" % digest in str(copy["Received"]).replace("\n", ""), copy["Received"]
    assert "by mx.victim.example" in text and "[192.0.2.7]" in text
    assert "a@evil.example" in copy["From"]
    texts = [part.get_content() for part in copy.walk() if part.get_content_type() == "text/plain"]
    assert any("%s=victim.example@list.example" % digest in t for t in texts), texts
    assert any("Type: application/pdf" in t and "SHA-256: " in t for t in texts)
    assert "no longer verify" in parts[0].get_content()
    again, _ = made("stays.eml", everywhere())
    assert digest in again.decode(), "one user, one word"
    assert os.stat(WORK / "stays.eml").st_mode & 0o777 == 0o600


def test_own_address_is_hidden_too():
    message = file("bcc.eml", b"From: a@evil.example\nTo: a@evil.example\nDate: Thu, 9 Oct 2025 08:53:20 +0000\n\n"
                   b"Hello erika.mustermann, jo@victim.example, joy\n")
    report, said = made("bcc-report.eml", message)
    assert b"erika" in report
    report, said = made("bcc-report.eml", message, "--own", ADDRESS, "--own", "jo@victim.example")
    assert where_found(report) is None and b"jo@" not in report and b"joy" in report
    assert b"a@evil.example" in report and "--own" not in said
    _, said = made("bcc-report.eml", file("nobody.eml", b"From: a@evil.example\nSubject: x\n\nx\n"))
    assert "--own" in said


# ---- the mail --------------------------------------------------------------------------------

def test_form_of_the_mail():
    report, said = made("form.eml", FORGED, "--from", "desk@helper.example")
    message, parts = parts_of(report)
    assert message["From"] == "desk@helper.example" and message["Date"] and message["Message-ID"]
    assert message["To"] == "undisclosed-recipients:;" and message["Received"] is None
    assert [p.get_content_type() for p in parts] == ["text/plain", "message/feedback-report", "message/rfc822"]
    names = [name for name, _ in fields_of(report)]
    for name in ("Feedback-Type", "User-Agent", "Version"):
        assert names.count(name) == 1, names
    assert "Nothing was sent" in said
    assert b"\n" not in report.replace(b"\r\n", b"") and max(map(len, report.split(b"\r\n"))) <= 998
    report, _ = made("form.eml", FORGED, "--headers")
    assert [p.get_content_type() for p in parts_of(report)[1]][2] == "text/rfc822-headers"
    assert parts_of(report)[0]["From"] is None


def test_fraud_and_abuse():
    for sample in sorted(SAMPLES.glob("*.eml")):
        code = Run("check", *ANSWERS, "--no-attached", "--json", str(sample)).out
        code = re.search(rb'"code":\s*"(TF\d\d)"', code)[1].decode()
        report, _ = made("kind.eml", str(sample))
        kind = dict(fields_of(report))["Feedback-Type"]
        if code in ("TF01", "TF02", "TF04"):
            assert kind == "fraud", (sample, code)
        if code in ("TF12", "TF15", "TF03", "TF16"):
            assert kind == "abuse", (sample, code)


DELIVERED = (b"Return-Path: <b@evil.example>\n"
             b"Received: from out.evil.example (out.evil.example [192.0.2.7])\n"
             b"\tby mx.here.example; Thu, 9 Oct 2025 08:53:20 +0000\n"
             b"Received: from forged.example ([198.51.100.1]) by mx.other.example; Thu, 9 Oct 2025 08:50:00 +0000\n"
             b"Authentication-Results: mx.other.example; dkim=pass header.d=forged.example\n"
             b"From: x@bank.example\nDate: Thu, 9 Oct 2025 08:53:20 +0000\nSubject: x\n\nhttps://evil.example/a, "
             b"http://evil.example/b.\n")


def test_only_what_a_server_recorded():
    message = file("delivered.eml", DELIVERED)
    fields = dict(fields_of(made("d.eml", message)[0]))
    assert not {"Source-IP", "Arrival-Date", "Reporting-MTA", "Original-Mail-From",
                "Authentication-Results", "Reported-Domain"} & set(fields), fields
    assert "are left out" in parts_of(made("d.eml", message)[0])[1][0].get_content()
    report, _ = made("d.eml", message, "--border", "mx.here.example")
    fields = dict(fields_of(report))
    assert fields["Source-IP"] == "192.0.2.7"
    assert fields["Arrival-Date"] == "Thu, 09 Oct 2025 08:53:20 +0000"
    assert fields["Reporting-MTA"] == "dns; mx.here.example"
    assert fields["Original-Mail-From"] == "<b@evil.example>"
    assert "Authentication-Results" not in fields and "forged.example" not in str(fields)
    assert [v for n, v in fields_of(report) if n == "Reported-URI"] == \
        ["https://evil.example/a", "http://evil.example/b"]
    assert "are left out" not in parts_of(report)[1][0].get_content()
    for words, hinted in (([], True), (["--border", "mx.here.example"], False), (["--border", "mx.else.example"], False)):
        said = Run("report", *ANSWERS, *words, "--output", "-", message).err.decode()
        assert ("with --border" in said) == hinted, (words, said)


def test_whom_to_write_to():
    answers = file("desk.json", b'{"@": {"now": 1760000100}, "evil.example": {"TXT": ["v=spf1 ip4:192.0.2.7 -all"]},'
                   b' "_dmarc.bank.example": {"TXT": ["v=DMARC1; p=reject"]}}')
    place = WORK / "desk.eml"
    place.unlink(missing_ok=True)
    run = Run("report", "--answers", answers, "--border", "mx.here.example", "--output", str(place),
              file("delivered.eml", DELIVERED))
    said = run.err.decode()
    assert run.status == 0 and "abuse@evil.example" in said and "abuse@bank.example" in said, said
    assert said.index("abuse@evil.example") < said.index("abuse@bank.example")
    assert "may be the sender's own" in said.split("abuse@bank")[0].split("abuse@evil")[1]
    bank = said.split("abuse@bank")[1]
    assert "nothing proves that it sent" in bank and "so that they know" in bank, bank
    assert "sender's own" not in bank and "real organization" not in bank, "the bank is who was wronged"
    # the twin: From itself only looks like a bank, so its domain is the sender's work, and the bank is meant
    alike = file("alike.eml", DELIVERED.replace(b"x@bank.example", b"x@bankhaus-login.example"))
    answers = file("alike.json", b'{"@": {"now": 1760000100}, "bankhaus-login.example": {"TXT": ["v=spf1 ip4:192.0.2.9 -all"]},'
                   b' "_dmarc.bankhaus-login.example": {"TXT": ["v=DMARC1; p=reject"]}}')
    place.unlink()
    said = Run("report", "--answers", answers, "--protect", "bankhaus.example", "--output", str(place), alike).err.decode()
    assert "abuse@bankhaus.example" in said and "abuse@bankhaus-login" not in said and "nothing proves" not in said, said
    assert b"abuse@" not in place.read_bytes()
    assert dict(fields_of(place.read_bytes()))["Feedback-Type"] == "fraud"


# ---- hostile input ---------------------------------------------------------------------------

def test_nothing_ends_a_field():
    nasty = ("=?utf-8?q?a=0D=0ABcc=3A_x=40evil.example=0D=0A=0D=0Abody?=")
    boundary = "--=_truefrom_"
    message = file("nasty.eml", ("From: \"%s\" <a@evil.example>\r\nTo: %s <u@victim.example>\r\nSubject: %s\r\n"
                                 "Message-ID: <a\rBcc: x@evil.example>\r\nX: %s\r\nX\x01Y: 1\r\nX-Long: %s\r\n"
                                 "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n%s\r\n\r\nFrom a\r\n.\r\n%s--\r\n"
                                 % (nasty, nasty, nasty, "a" * 5000, "b " * 3000, boundary[2:], boundary,
                                    boundary)).encode())
    for words in ([], ["--full"], ["--headers"]):
        report, _ = made("nasty-report.eml", message, *words)
        outer, parts = parts_of(report)
        assert outer["Bcc"] is None and len(parts) == 3
        assert "Bcc" not in dict(fields_of(report))
        if not words:
            assert parts[2].get_payload(0)["Bcc"] is None
            assert max(map(len, report.split(b"\r\n"))) <= 998


def test_large_and_odd():
    body = (ADDRESS + " ").encode() * 40000
    report, _ = made("large.eml", file("large-in.eml", b"From: a@evil.example\nDelivered-To: " + ADDRESS.encode() +
                                       b"\n\n" + body))
    assert where_found(report) is None and len(report) < 1000000
    many = ", ".join("person%d@victim.example" % n for n in range(3000))
    report, _ = made("many.eml", file("many-in.eml", ("From: a@evil.example\nTo: %s\n\nx\n" % many).encode()))
    assert b"person" not in report
    for content in (b"", b"\x00\x01", b"%PDF-1.4"):
        Run("report", *ANSWERS, "--output", str(WORK / "none.eml"), file("odd.eml", content)).says(3)
    assert not (WORK / "none.eml").exists()


def test_use():
    Run("report").says(64)
    Run("report", FORGED, FORGED).says(64)
    Run("report", "--zip", "--text", FORGED).says(64, "--zip", "--text")
    for bad in ("", "a", "a@b\r\nBcc: c@d.example", "a@b, c@d", "a b@c.example"):
        Run("report", "--from", bad, *ANSWERS, FORGED).says(64, "--from")
    place = file("there.eml", b"kept")
    Run("report", *ANSWERS, "--output", place, FORGED).says(3, "there.eml")
    assert open(place, "rb").read() == b"kept"
    out = Run("report", *ANSWERS, "--output", "-", FORGED)
    assert out.status == 0 and parts_of(out.out)


tap.run(dict(globals()))
