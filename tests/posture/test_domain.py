#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom domain` as people and programs use it: options, exit status, JSON, what has changed, the page for
somebody else. What is found in a zone is tested by test_zones.py."""
import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
# pylint: disable=wrong-import-position
import tap
import zones
from htmlpage import Page
from program import Run, arguments, file, validator

SCHEMA = arguments.source / "data" / "truefrom.domain-1.schema.json"
HOSTILE = "v=DMARC1; p=none; rua=mailto:r@example.org; x=<script>alert(1)</script>\"'&\x1b[31m\u202e\n\x00\u009b"


def case(title):
    return next(c for c in zones.cases() if c.title == title)


def zone(title="base", **more):
    made = case(title).zone()
    made.update(more)
    return file("zone-%s.json" % hashlib.sha256(json.dumps(made).encode()).hexdigest()[:8], made)


def domain(*words, title="base", answers=None, **more):
    return Run("domain", "--answers", answers or zone(title), *words, **more)


# ---- usage -------------------------------------------------------------------------------------

def test_wrong_usage():
    Run("domain").says(64, "domain")
    Run("domain", "--answers", zone()).says(64, "--file")
    domain("not a domain").says(64, "not a domain")
    domain("a..b").says(64, "a..b")
    domain("example.org", "-x").says(64, "-x")
    domain("example.org", "--selector", "a b").says(64, "a b")
    domain("example.org", "--sheet", "pdf").says(64, "pdf", "html")
    domain("example.org", "example.com", "--sheet", "html").says(64, "--sheet")
    domain("example.org", "--sheet", "html", "--json").says(64, "--json")
    domain("example.org", "--resolver", "127.0.0.1").says(64, "--resolver")
    domain("example.org", "--now", "yesterday").says(64, "--now")


def test_unreadable():
    domain("example.org", "--compare", "/nonexistent/x").says(3, "/nonexistent/x")
    domain("--file", "/nonexistent/x").says(3, "/nonexistent/x")
    domain("example.org", "--from-mail", "/nonexistent/x").says(3, "/nonexistent/x")
    Run("domain", "--answers", "/nonexistent/x", "example.org").says(3, "/nonexistent/x")
    for text in (b"", b"{}", b"hello", b"[1]", b'{"schema":"truefrom.check/1"}', b"\xff\xfe", b"[" * 100000,
                 b'{"schema":"truefrom.domain/1","verdict":{"result":"good"}}'):
        domain("example.org", "--compare", file("bad.json", text)).says(3, "bad.json")


def test_exit_status():
    for title, status in (("base", 0), ("p=quarantine", 0), ("p=none", 1), ("no D", 1), ("no answer", 2)):
        assert domain("example.org", title=title).status == status, title
    assert domain("gone.example.org").status == 2
    assert domain("example.org", "gone.example.org", title="p=none").status == 1
    assert domain("example.org", "gone.example.org").status == 2


def test_offline():
    run = Run("domain", "--offline", "--json", "--now", "1790000000", "example.org")
    assert run.status == 2, run.out
    report = run.lines[0]
    assert report["verdict"]["result"] == "unknown" and report["dns"]["questions"] == 0
    assert {f["id"] for f in report["findings"]} <= {"S10", "K1"}, report["findings"]


# ---- which domains -----------------------------------------------------------------------------

def test_lists():
    names = file("names.txt", "# ours\n\n example.org  # the shop\r\nb\u00fccher.example\n\u200bexample.org.\n"
                              "\ufeffEXAMPLE.com\n".encode())
    found = [r["domain"] for r in domain("--json", "--file", names, "example.net").lines]
    assert found == ["example.net", "example.org", "xn--bcher-kva.example", "example.com"], found
    domain("--file", file("odd.txt", b"example.org\nno domain\n")).says(3, "no domain", "odd.txt")
    domain("--file", file("nul.txt", b"example.org\0x\n")).says(3, "nul.txt")


def test_selectors_from_mail():
    signed = b"DKIM-Signature: v=1; a=rsa-sha256; d=%s; s=%s; h=from; bh=eA==; b=eA==\nFrom: a@example.org\n\nx\n"
    mail = file("signed.eml", signed % (b"example.org", b"odd"))
    other = file("other.eml", signed % (b"example.com", b"odd"))
    answers = zone("the same without its name")
    assert [k["selector"] for k in domain("--json", "--from-mail", mail, "example.org",
                                          answers=answers).lines[0]["dkim"]["keys"]] == ["odd"]
    assert not domain("--json", "--from-mail", other, "example.org", answers=answers).lines[0]["dkim"]["keys"]


# ---- JSON --------------------------------------------------------------------------------------

def test_json_is_valid():
    check = validator(SCHEMA)
    for each in zones.cases():
        run = domain("--json", *each.options, each.domain, answers=file("each.json", each.zone()))
        problems = [error.message for error in check.iter_errors(run.lines[0])]
        assert not problems, (each.title, problems)
    for error in check.iter_errors(domain("--json", "--compare", earlier("base"), "example.org",
                                          title="p=none").lines[0]):
        raise AssertionError(error.message)


def test_a_record_gives_the_same_again():
    for title in ("base", "an alias", "an alias of nothing", "an alias in a free domain", "eleven includes",
                  "a wildcard", "S", "no answer"):
        each = next((c for c in zones.cases() if c.title == title), None)
        if each is None:
            continue
        kept = file("kept.json", b"")
        first = domain("--json", "--record", kept, "example.org", title=title)
        again = Run("domain", "--json", "--answers", kept, "example.org")
        assert first.out == again.out and first.status == again.status, title


def test_at_most_200_questions():
    many = {"i%d.example.net" % i: {"TXT": ["v=spf1 " + " ".join("include:j%d-%d.example.net mx:j%d-%d.example.net" %
                                                                 (i, j, i, j) for j in range(9)) + " -all"]}
            for i in range(60)}
    made = case("base").zone()
    made.update(many)
    made["example.org"]["TXT"] = ["v=spf1 " + " ".join("include:i%d.example.net" % i for i in range(60)) + " -all"]
    report = domain("--json", "example.org", answers=file("many.json", made)).lines[0]
    assert report["dns"]["questions"] <= 200, report["dns"]
    assert "S4" in zones.findings(report) and "S10" not in zones.findings(report)
    assert report["spf"]["at_least"]


# ---- what has changed --------------------------------------------------------------------------

def earlier(title):
    return file("earlier-%s.json" % title.replace(" ", "-"), domain("--json", "example.org", title=title).out)


def test_compare():
    run = domain("--compare", earlier("base"), "example.org", title="p=none")
    assert run.status == 1 and b"only monitored" in run.out and b"Before: " in run.out, run.out
    assert b"v=DMARC1; p=reject" in run.out and b"v=DMARC1; p=none" in run.out
    run = domain("--compare", earlier("p=none"), "example.org", title="p=none")
    assert run.status == 0 and b"Nothing has changed" in run.out, run.out
    run = domain("--compare", earlier("p=none"), "example.org")
    assert run.status == 0 and b"Gone:" in run.out
    assert domain("--compare", earlier("base"), "example.org", title="eleven includes").status == 1
    assert domain("--compare", earlier("base"), "example.org", title="no answer").status == 2
    run = domain("--compare", earlier("base"), "gone.example.org")
    assert run.status == 2 and b"says nothing about this domain" in run.out


def test_compare_in_json():
    changes = domain("--json", "--compare", earlier("base"), "example.org", title="p=none").lines[0]["changes"]
    assert changes["weaker"] and changes["result_before"] == "rejected"
    assert len(changes["new_findings"]) == 1 and not changes["gone_findings"]
    assert len(changes["new_records"]) == len(changes["gone_records"]) == 1


# ---- the page for somebody else ----------------------------------------------------------------

def page(*words, **more):
    run = domain("--sheet", "html", *words, "example.org", **more)
    assert not run.err
    text = run.out.decode()
    return text, Page(text)


def test_sheet_in_html():
    text, read = page()
    assert "2026-09-21" in text and "asked to reject mail that pretends" in text and "0.1" in text
    assert "certified" not in text and "score" not in text


def test_sheet_in_text():
    text = domain("--sheet", "text", "example.org", title="p=none").out.decode()
    for word in ("only monitored", "2026-09-21", "DMARC: not enforced", "SPF: works", "DKIM: works",
                 "v=DMARC1; p=none; rua=mailto:r@example.org", "second factor"):
        assert word in text, word
    for title, line in (("no S", "SPF: not published"), ("no key found", "DKIM: not known"),
                        ("no D", "DMARC: not published"), ("p twice", "DMARC: faulty"), ("no answer", "DMARC: not known"),
                        ("no key possible", "DKIM: not published"), ("512 bits", "DKIM: faulty"),
                        ("eleven includes", "SPF: faulty"), ("include without an answer", "SPF: not known")):
        assert line in domain("--sheet", "text", "example.org", title=title).out.decode(), title


def test_sheet_of_many_zones():
    for each in zones.cases()[::4]:
        run = domain("--sheet", "html", *each.options, each.domain, answers=file("sheet.json", each.zone()))
        text = run.out.decode()
        Page(text)


# ---- hostile records ---------------------------------------------------------------------------

def hostile():
    made = case("base").zone()
    text = HOSTILE.encode("utf-8").decode("latin-1")
    made["_dmarc.example.org"] = {"TXT": [text]}
    made["example.org"]["TXT"] = ["v=spf1 include:<b>.example ip4:\x1b[31m<i> " + "x" * 3000 + " -all"]
    made["s1._domainkey.example.org"] = {"TXT": ["v=DKIM1; p=<script>\x07"]}
    made["_mta-sts.example.org"] = {"TXT": ["v=STSv1; id=<img src=x>"]}
    return file("hostile.json", made)


def test_hostile_records_are_inert():
    answers = hostile()
    for words in ([], ["--details"], ["--summary"], ["--sheet", "text"], ["--sheet", "html"], ["--json"]):
        run = Run("domain", "--answers", answers, *words, "example.org")
        assert run.status == 1 and not run.err, (words, run.err)
        text = run.out.decode("utf-8")
        for bad in "\x1b\x00\x07\u009b\u202e\u2028":
            assert bad not in text, (words, repr(bad))
        if "html" in words:
            read = Page(text)
            assert any("<script>" in data for data in read.texts), "it is shown as text"
    check = validator(SCHEMA)
    report = Run("domain", "--json", "--answers", answers, "example.org").lines[0]
    assert not list(check.iter_errors(report))
    for finding in report["findings"]:
        for record in finding.get("publish", {"records": []})["records"]:
            assert record["text"].isprintable(), record


def test_huge_records():
    made = case("base").zone()
    made["_dmarc.example.org"] = {"TXT": ["v=DMARC1; p=reject; " + "x=1; " * 3000] * 4}
    made["example.org"]["TXT"] = ["v=spf1 " + "a " * 30000 + "-all"]
    made["s1._domainkey.example.org"] = {"TXT": ["v=DKIM1; p=" + "A" * 60000]}
    run = domain("--json", "example.org", answers=file("huge.json", made))
    assert run.status in (0, 1) and len(run.lines[0]["findings"]) <= 100


tap.run(dict(globals()))
