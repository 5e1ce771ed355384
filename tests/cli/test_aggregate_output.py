#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom aggregate`: what it says of reports, in every form of output, also with hostile words in them."""
import csv
import gzip
import io
import re
import time

from htmlpage import Page
from program import WORK, Run, arguments, validator
from reports import escaped, row, report, put, aggregate, sums
import tap

SCHEMA = arguments.source / "data" / "truefrom.aggregate-1.schema.json"
EVIL = "<script>alert(1)</script>\"'&<img src=//evil.example/x>\u202e=HYPERLINK(1)"
OWN = "<dkim><domain>mail.example.org</domain><selector>s1</selector><result>pass</result></dkim>"
NEITHER = ("none", "fail", "fail")


def picture():
    return put("picture.xml", report(rows=row(count=900) + row("192.0.2.7", 8, NEITHER, OWN)
                                     + row("203.0.113.5", 92, ("none", "fail", "fail"))))


def test_first_sentence():
    out = aggregate(picture()).out.decode()
    first = out.split("\n", 1)[0]
    assert first == "Of 1000 messages 90.0 % pass; 8 that are probably yours would go to spam.", first
    assert "203.0.113.0/24" in out and "Who signs" in out and "mail.example.org" in out
    one = put("one.xml", report(rows=row(count=9) + row("192.0.2.7", 1, NEITHER, OWN)))
    assert "1 that is probably yours would" in aggregate(one).out.decode()
    none = aggregate(put("none.xml", report(rows=row(count=3) + row("203.0.113.5", 1, NEITHER))))
    assert none.out.startswith(b"Of 4 messages 75.0 % pass; no message that is probably yours would go to spam.\n")
    nearly = aggregate(put("nearly.xml", report(rows=row(count=99999) + row("203.0.113.5", 1, NEITHER))))
    assert b" 99.9 % pass" in nearly.out
    assert b" 100.0 % pass" in aggregate(put("all.xml", report())).out


def test_own():
    other = OWN.replace("mail.example.org", "example.net")
    path = put("own.xml", report(rows=row(result=NEITHER, more=other)))
    assert sums(path)["groups"]["stranger"] == 1
    assert sums("--own", "example.net", path)["groups"]["failing"] == 1
    assert sums("--own", "notexample.net", path)["groups"]["stranger"] == 1
    aggregate("--own", "not a domain", path).says(64, "--own")


def test_usage():
    path = picture()
    aggregate("--json", "--csv", path).says(64, "--json", "--csv")
    aggregate("--csv", "--html", "-", path).says(64, "--csv", "--html -")
    Run("aggregate").says(64, "file")
    aggregate("--html", "/nonexistent/x.html", path).says(3, "/nonexistent/x.html")
    aggregate("--json=no", path).says(64, "--json")


def test_time_zones():
    path = put("zones.xml", report(begin=1760054400))  # 2025-10-10 00:00 UTC
    for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"):
        found = sums(path, TZ=zone)
        assert [line["key"] for line in found["days"]] == ["2025-10-10"], zone
        assert b"2025-10-10" in aggregate(path, TZ=zone).out


def hostile():
    bad = ("<dkim><domain>%s</domain><selector>%s</selector><result>pass</result></dkim>"
           % (escaped(EVIL), escaped(EVIL)))
    return put("hostile/=cmd<b>.xml", report(org=EVIL, rows=row(more=bad) + row("192.0.2.9", 1, NEITHER, bad).replace(
        "example.org</header_from>", escaped(EVIL) + "</header_from>")))


def page(path):
    file = WORK / "page.html"
    run = aggregate("--html", str(file), path)
    assert run.status == 0 and not run.out, run.err
    return file.read_text("utf-8")


def test_html():
    text = page(picture())
    parsed = Page(text)
    assert "Of 1000 messages 90.0 % pass; 8 that are probably yours would go to spam." in text
    assert "svg" in parsed.tags
    assert aggregate("--html", "-", picture()).out.decode("utf-8") == text


def test_hostile_words():
    path = hostile()
    text = page(path)
    parsed = Page(text)
    assert "script" not in parsed.tags and "img" not in parsed.tags and "b" not in parsed.tags
    assert "\u202e" not in text
    for words in ([], ["--json"], ["--csv"]):
        out = aggregate(*words, path).out.decode("utf-8")
        assert "\u202e" not in out and "\x1b" not in out, words
    found = sums(path)
    assert found["reporters"][0]["key"] == EVIL
    bad = put("hostile/\033[31mbad.xml", b"<feedback>")
    run = aggregate(bad)
    assert run.status == 3 and b"\033" not in run.err and b"\\x1b" in run.err


def test_csv():
    formula = put("formula.xml", report(org="=1+1", rows=row(count=3, more=OWN) + row("192.0.2.2", 2, NEITHER).replace(
        "example.org</header_from>", "@sum</header_from>")))
    text = aggregate("--csv", formula).out.decode("utf-8")
    assert text.count("\r\n") == 3
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 2 and rows[0]["reporter"] == "'=1+1" and rows[1]["from"] == "'@sum"
    assert rows[0]["count"] == "3" and rows[0]["dkim_domain"] == "mail.example.org" and rows[0]["group"] == "both"
    assert rows[0]["begin"] == "2025-10-09T08:53:20Z" and rows[1]["passed"] == "no"
    for cell in (cell for line in csv.reader(io.StringIO(aggregate("--csv", hostile()).out.decode())) for cell in line):
        assert not re.match(r"[=+@\t\r-]", cell), cell


def test_json_schema():
    check = validator(SCHEMA)
    odd = put("odd.xml", report(9).replace(b"<end>", b"<end>x"))
    for path, status in ((picture(), 0), (hostile(), 0), (odd, 0), (put("junk", b"\xff\0junk"), 3)):
        check.validate(sums(path, status=status))
    assert sums(odd)["reports"][0]["remarks"] == ["time"] and sums(odd)["days"] == []


def test_large():
    """100,000 rows, IPv6 among them."""
    rows = "".join(row("2001:db8:%x::%x" % (i % 500, i % 65536) if i % 2 else "198.51.%d.%d" % (i // 256 % 256, i % 256))
                   for i in range(100000))
    begin = time.monotonic()
    found = sums(put("large.xml.gz", gzip.compress(report(rows=rows))))
    assert (found["messages"], found["reports"][0]["rows"]) == (100000, 100000), found["reports"]
    assert any(line["key"] == "2001:db8:1::/48" for line in found["networks"])
    assert time.monotonic() - begin < 50


tap.run(globals())
