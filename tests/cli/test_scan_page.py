#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom scan`: the page, the rows for spreadsheets and the lines of JSON, also with hostile words in them."""
import base64
import csv
import html
import io
import re
import time

from htmlpage import Page
from scanning import MESSAGES, SAMPLES, Scan, WORK, folder, json, mbox, scan, stores
from program import validator
import tap

EVIL = "=http://evil.example/a.b <script>alert(1)</script>\"'&<img src=//evil.example/x>\u202e\u0007"


def page(*words, **more):
    file = WORK / "page.html"
    scan("--html", str(file), *words, **more)
    return file.read_text(encoding="utf-8")


def hostile(name):
    path = folder(name)
    encoded = "=?utf-8?B?%s?=" % base64.b64encode(EVIL.encode()).decode()
    message = MESSAGES[2].decode()
    message = re.sub(r"(?m)^Subject:.*$", "Subject: " + encoded, message, count=1)
    message = re.sub(r"(?m)^From:.*$", "From: %s <service@bank.example>\nReply-To: %s <x@evil.example>"
                     % (encoded, encoded), message, count=1)
    (path / "<script>x.eml").write_bytes(message.encode())
    (path / "\u202e<b>.pdf").write_bytes(b"%PDF-1.4")
    return path


def test_page():
    text = page(str(stores("page") / "mh"))
    found = Page(text)
    assert found.headings[0] == 1 and found.headings.count(1) == 1
    assert found.tags.count("summary") == 19
    assert "5 alarms and 3 warnings in 19 messages; could not be checked: 1." in found.texts
    assert "<svg role=\"img\"" in text and "http" not in text.replace("http-equiv", "").lower(), "a link"
    order = [text.index(part) for part in ("Whose name was used", "Who sent them", "When they arrived", "All messages",
                                           "How this was made")]
    assert order == sorted(order)


def test_many_on_a_terminal():
    path = WORK / "many.mbox"
    for count, note in ((1000, False), (1001, True)):
        path.write_bytes(b"".join(mbox([b"X-Number: %d\n" % number + MESSAGES[2]]) for number in range(count)))
        out = scan(str(path)).out.decode()
        assert out.count("Alarm TF01 ") == 1000 and ("The first 1000 of 1001." in out) == note, out[-500:]


def test_what_an_alarm_says():
    found = " ".join(Page(page(str(SAMPLES / "helpdesk.mbox"))).texts)
    for part in ("3 alarms and 1 warning in 8 messages.", "What to tell a caller:", "Really sent by: attack.example",
                 "helpdesk.mbox, message 3, attached message 2", "helpdesk.mbox, message 6, attached message 2",
                 "reported 2 times"):
        assert part in re.sub(r"\s+", " ", found).replace("\u2066", "").replace("\u2069", ""), part
    assert "\\x0a" not in found, "several places are several values"


SCHEMA = SAMPLES.parent / "truefrom.scan-1.schema.json"


def members(value, schema):
    """Those of objects that the schema names, but for what is named by its code."""
    for name, inner in value.items():
        assert name in schema["properties"], name
        if isinstance(inner, dict) and "properties" in schema["properties"][name]:
            members(inner, schema["properties"][name])


def rows_of(text, subject):
    """What the page says about a message, by its labels."""
    start = text.index(subject)
    end = text.index("</details>", start)
    return {html.unescape(re.sub("<[^>]+>", "", label)).strip(": "): html.unescape(re.sub("<[^>]+>", "", value))
            for label, value in re.findall("<dt>(.*?)</dt>\\s*<dd.*?>(.*?)</dd>", text[start:end], re.S)}


def test_what_advice_refers_to():
    """Advice names the part that is not signed; who has reported it is with the forgery, and it with their reports."""
    box = str(SAMPLES / "helpdesk.mbox")
    lines = WORK / "advice.jsonl"
    lines.write_bytes(scan("--json", box).out)
    for text in (page(box), page("--merge", str(lines), known=False)):
        order = rows_of(text, "Order 4711 has been shipped")
        assert "Not covered" in order["What to tell a caller"] and "not signed" in order["Not covered"], order
        forged = rows_of(text, "Your account will be closed today")
        assert "robin@victim.example" in forged["Reported by"] and "kim@victim.example" in forged["Reported by"], forged
        assert "Not covered" not in forged and "Attached to it" not in forged, forged
        report = rows_of(text, "Is this real?")
        assert report["Attached to it"].startswith("Alarm TF01") and "Reported by" not in report, report
        assert text.count("reports the message above") == 2


def test_unclear_sender():
    """If it is unclear who counts as the sender, the address that people see is shown."""
    found = scan("--json", str(SAMPLES / "09-encoded-sender.eml")).messages[0]
    assert found["from"]["address"] is None and found["scan"]["from"] == "service@bank.example", found
    rows = scan("--csv", str(SAMPLES / "09-encoded-sender.eml")).out.decode()
    assert '"service@bank.example","bank.example"' in rows, rows
    assert "no address" not in scan(str(SAMPLES / "09-encoded-sender.eml")).out.decode()


def names_used(text):
    return re.findall(r"^ +\d+ +\d+  (\S+)$", text.partition("Whose name was used")[2].partition("Who sent them")[0], re.M)


def test_several_senders():
    """Each name that From uses is named, whoever comes first; also when results are added up."""
    sample = str(SAMPLES / "08-two-senders.eml")
    whole = scan(sample).out.decode()
    assert "desk@attack.example, service@bank.example" in whole and names_used(whole) == ["attack.example", "bank.example"], whole
    lines = WORK / "several.jsonl"
    lines.write_bytes(scan("--json", sample).out)
    assert scan("--merge", str(lines)).out.decode() == whole
    same = WORK / "same-domain.eml"
    same.write_bytes(b"From: a@bank.example\nFrom: b@bank.example, A@BANK.example\n\nhi\n")
    assert names_used(scan(same).out.decode()) == ["bank.example"]
    many = WORK / "many.eml"
    many.write_bytes(b"From: " + b", ".join(b"a@d%d.example" % n for n in range(3000)) + b"\n\nhi\n")
    assert len(names_used(scan(many).out.decode())) == 10
    assert len(scan("--json", many).messages[0]["scan"]["more_from"]) == 9


def reported(name, at, by="mx.victim.example"):
    """Where there is a report of 3 June 2026 at noon, of a message in which BY says that it took it AT."""
    received = "Received: from box.attack.example (box.attack.example [203.0.113.66])\n\tby %s with ESMTPS; %s\n"
    path = WORK / (name + ".eml")
    path.write_text(received % ("mx.victim.example", "Wed, 03 Jun 2026 12:00:00 +0000") +
                    "From: kim@victim.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nlook\n--b\n"
                    "Content-Type: message/rfc822\n\n" + received % (by, at) +
                    "From: service@bank.example\nSubject: forged\n\nhi\n--b--\n")
    return path


def test_when_what_was_reported_arrived():
    """By the border's line in it, if that is likely; it is judged by the arrival of the report whatever it says."""
    carried = "with the message that carries it"
    for at, border, by, seconds in (
            ("Sun, 31 May 2026 08:00:00 +0000", "mx.victim.example", "mx.victim.example", 1780214400),
            ("Wed, 03 Jun 2026 12:00:07 +0000", "mx.victim.example", "mx.victim.example", 1780488000),
            ("Sun, 03 May 2026 12:00:00 +0000", "mx.victim.example", "mx.victim.example", 1777809600),
            # too long before; in the future of the report; not a date; of another server; no border is known
            ("Sun, 03 May 2026 11:59:59 +0000", "mx.victim.example", "mx.victim.example", None),
            ("Thu, 01 Jan 1970 00:00:00 +0000", "mx.victim.example", "mx.victim.example", None),
            ("Thu, 04 Jun 2026 12:00:01 +0000", "mx.victim.example", "mx.victim.example", None),
            ("Thu, 01 Jan 2037 00:00:00 +0000", "mx.victim.example", "mx.victim.example", None),
            ("whenever", "mx.victim.example", "mx.victim.example", None),
            ("Sun, 31 May 2026 08:00:00 +0000", "mx.victim.example", "mx.attack.example", None),
            ("Sun, 31 May 2026 08:00:00 +0000", None, "mx.victim.example", None)):
        path = reported("arrival", at, by)
        words = ("--now", "2026-06-05", *(("--border", border) if border else ()))
        shown = seconds or 1780488000
        day = time.strftime("%Y-%m-%d", time.gmtime(shown))
        lines = WORK / "arrival.jsonl"
        run = scan("--json", *words, str(path))
        lines.write_bytes(run.out)
        inner = [line for line in run.messages if line["attached"]][0]
        assert inner["time"]["received_at"] == 1780488000 and inner["scan"].get("own_arrival") == seconds, (at, inner["time"])
        for again in ((*words, str(path)), ("--merge", str(lines))):
            text = scan(*again).out.decode()
            assert re.search('"forged".*' + day, text), (at, text)
            rows = list(csv.DictReader(io.StringIO(scan("--csv", *again).out.decode())))
            assert [row["received_at"] for row in rows if row["part"]] == [str(shown)], (at, rows)
            page_text = scan("--html", "-", *again).out.decode()
            by_line = "your server's line in it" in html.unescape(page_text)
            assert (carried in page_text) == (seconds is None) and by_line == (seconds is not None), (at, page_text)
            chart = page_text.split("When they arrived</h2>")[1].split("<h2")[0]
            assert set(re.findall(r"\b\d{4}-\d\d-\d\d\b", chart)) == {day, "2026-06-03"}, chart


def test_schema():
    path = stores("schema")
    check = validator(SCHEMA)
    parts = json.loads(SCHEMA.read_text(encoding="utf-8"))["definitions"]
    lines = scan("--json", str(path), str(SAMPLES / "helpdesk.mbox"), str(hostile("schema-hostile"))).lines
    for line in lines:
        check.validate(line)
        if "verdict" not in line:
            members(line, parts["last" if "sums" in line else "unread"])
        else:
            members(line["scan"], parts["message"]["properties"]["scan"])
    assert any("not_read" in line for line in lines) and any(line.get("campaign") for line in lines)
    for broken in (dict(lines[-1], complete="yes"), dict(lines[0], copies=-1), {"schema": "truefrom.scan/1"}):
        assert not check.is_valid(broken), broken


def texts_in(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(inner)


def test_hostile_words():
    path = hostile("hostile")
    text = page(str(path))
    Page(text)
    assert "<script" not in text and "<img" not in text and "\u202e" not in text and "\u0007" not in text
    assert "http://" not in text and "hxxp://evil[.]example" in text
    plain = scan(str(path)).out.decode()
    assert "\u202e" not in plain and "\u0007" not in plain and "http://evil" not in plain
    lines = scan("--json", str(path)).out
    assert b"\x07" not in lines and "\u202e".encode() not in lines, "a terminal would obey these"
    assert any("\u202e" in text for text in texts_in([json.loads(line) for line in lines.splitlines()])), "but nothing is lost"


def test_rows_for_spreadsheets():
    path = hostile("rows")
    raw = scan("--csv", str(path), str(stores("csv") / "mh")).out.decode("utf-8")
    rows = list(csv.reader(io.StringIO(raw, newline="")))
    assert rows[0] == ("level,code,rule,from_address,from_domain,reply_to,subject,date,received_at,evidence,policy,"
                       "campaign,copies,source,index,part,identity,message_id").split(",")
    assert raw.count("\r\n") == len(rows) == 1 + 20 + 1 and all(len(row) == 18 for row in rows)
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row if cell)
    assert "\u202e" not in raw and "\u0007" not in raw


def test_rows_say_which_message():
    """Two that are attached to one differ in their part, two of one mbox in their index."""
    inner = b"".join(b"--b\nContent-Type: message/rfc822\n\n" + message + b"\n" for message in MESSAGES[1:3])
    carrier = (b"From: a@caller.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + inner + b"--b--\n")
    path = WORK / "which.mbox"
    path.write_bytes(mbox([MESSAGES[0], carrier]))
    rows = list(csv.DictReader(io.StringIO(scan("--csv", str(path)).out.decode("utf-8"), newline="")))
    assert sorted((row["source"], row["index"], row["part"]) for row in rows) == [
        (str(path), *which) for which in (("0", ""), ("1", ""), ("1", "1"), ("1", "2"))], rows


def test_lines():
    found = scan("--json", str(stores("lines")))
    check = validator()
    more = ("campaign", "copies", "reported", "source", "places", "scan", "delivery")
    for line in found.messages:
        assert all(name in line for name in more), line
        check.validate({name: value for name, value in line.items() if name not in more})
    ranks = ["alarm", "warning", "incomplete", "note", "quiet"]
    assert sum(found.sums[rank] for rank in ranks) == found.sums["messages"] == sum(found.sums["codes"].values())
    found_ranks = ["incomplete" if line["verdict"]["code"] == "TF13" else line["verdict"]["level"] for line in found.messages]
    assert found_ranks == sorted(found_ranks, key=ranks.index) and set(found_ranks) == set(ranks), found_ranks


def test_delivery():
    """Where it came in: what the named border says, or else what the header says; a draft says nothing."""
    path = WORK / "delivery.mbox"
    draft = b"From: me@victim.example\nSubject: draft\n\nHello\n"
    path.write_bytes(mbox([MESSAGES[2], draft]))
    way = {"address": "203.0.113.66", "host": "box.attack.example", "border": False,
           "return_path": "bounce-7731@attack.example"}
    lines = {line["from"]["domain"]: line for line in scan("--json", str(path)).messages}
    assert lines["bank.example"]["delivery"] == way and "delivery" not in lines["victim.example"], lines
    named = scan("--json", "--border", "mx.victim.example", str(path))
    assert next(line["delivery"] for line in named.messages if "delivery" in line) == {**way, "border": True}
    lying = scan("--json", "--border", "other.victim.example", str(path)).messages
    assert [line["delivery"] for line in lying if "delivery" in line] == [way]
    kept = WORK / "delivery.jsonl"
    kept.write_bytes(named.out)
    merged = Scan("--merge", "--json", str(kept))
    assert [line.get("delivery") for line in merged.messages] == [line.get("delivery") for line in named.messages]


def test_merge_input():
    """Results on standard input, which is no file that can be read twice."""
    found = scan("--json", str(SAMPLES / "03-bank-forged.eml"))
    assert Scan("--merge", "--json", "-", stdin=found.out).out == found.out


BODY = b"Dear customer,\n\nplease pay the open amount of %d.00 EUR at http://pay%d.attack.example/x until tomorrow.\n" * 3


def test_campaigns():
    path = folder("campaigns")
    head = MESSAGES[2].split(b"\n\n")[0]
    head = re.sub(rb"(?m)^(Content-T.*|MIME.*|DKIM-Signature:.*(\n[ \t].*)*)\n", b"", head)
    for number in range(5):
        (path / str(number)).write_bytes(re.sub(rb"Message-ID: <", b"Message-ID: <%d." % number, head) + b"\n\n"
                                         + BODY % ((number, 1) * 3))
    (path / "other").write_bytes(MESSAGES[3])
    (path / "quiet").write_bytes(MESSAGES[0])
    found = scan("--json", str(path))
    campaigns = [line["campaign"] for line in found.messages]
    assert campaigns.count(1) == 5 and campaigns.count(None) == 2, campaigns
    assert found.lines[-1]["campaigns"] == 1
    joins = next(line["scan"]["joins"] for line in found.messages if line["campaign"])
    assert any(join.startswith("body:") for join in joins) and "host:pay1.attack.example" in joins, joins
    text = scan(str(path)).out.decode()
    assert "The same text" in text and "pay1[.]attack[.]example" in text, text
    own = scan("--json", "--known", "attack.example", str(path))
    assert not any(join.startswith("host:") for line in own.messages for join in line["scan"]["joins"])


NEWSLETTER = (b"From: %s <news@%s>\nTo: me@home.example\nSubject: News in %s\n\nDear reader,\n\nthis month %s has a great deal to tell you "
              b"about its plans for the summer and beyond.\n\n-- \nSent with love. To unsubscribe: "
              b"https://out.mailer-service.example/u/%d\n")


def test_newsletters_are_no_campaign():
    """Two honest houses with one service, so that footer and links are the same, where nobody can be asked; and beside them
    two that use the same service to deceive."""
    path = folder("newsletters")
    for number, name in enumerate((b"garden", b"museum")):
        (path / name.decode()).write_bytes(NEWSLETTER % (name, name + b".example", name, name, number))
    found = scan("--json", "--offline", str(path), known=False)
    assert [line["verdict"]["code"] for line in found.messages] == ["TF13"] * 2, found.out
    assert all("host:out.mailer-service.example" in line["scan"]["joins"] for line in found.messages)
    assert found.lines[-1]["campaigns"] == 0 and "campaign" not in scan("--offline", str(path), known=False).out.decode().lower()
    for number in range(2):
        (path / ("forged%d" % number)).write_bytes(MESSAGES[2].split(b"\n\n")[0].replace(b"Message-ID: <", b"Message-ID: <%d." % number)
                                                   + b"\n\n" + (NEWSLETTER % ((b"bank",) * 4 + (number,))).split(b"\n\n", 1)[1])
    assert scan("--json", str(path)).lines[-1]["campaigns"] == 1


if __name__ == "__main__":
    tap.run(globals())
