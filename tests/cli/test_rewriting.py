#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""An account whose server changes every message on delivery: a mark in the Subject, a notice on top, links that
lead through a checker. What its reader sees with nothing configured and with the server believed, and what a
forger gets there."""
import collections
import email.utils
import functools
import json
import pathlib
import sys
import tempfile

from program import WORK, Run, arguments
import tap

sys.path.insert(0, str(arguments.source / "tests/cases"))
try:
    from generator.lab import Message, ed, record
except ModuleNotFoundError as error:
    print("1..0 # SKIP %s (Debian: python3-cryptography)" % error)
    sys.exit(0)

MX = "mx.victim.example"
NOW = 1795000000
DAY = 86400
BODY = b"Dear customer,\r\n\r\nplease see https://shop.example/orders/%d\r\n"
NOTICE = b"CAUTION: this message came from outside.\r\n\r\n"


def author(number):
    return "firm%d.example" % number


@functools.lru_cache(None)
def zone():
    """Firms that sign their mail and enforce that."""
    out = {"@": {"now": NOW}}
    for number in range(60):
        name = author(number)
        out.update({name: {"A": ["192.0.2.10"], "TXT": ["v=spf1 ip4:192.0.2.10 -all"]},
                    "_dmarc." + name: {"TXT": ["v=DMARC1; p=reject"]},
                    "s1._domainkey." + name: {"TXT": [record(ed(name))]}})
    path = WORK / "rewriting.json"
    path.write_text(json.dumps(out))
    return str(path)


def message(number, firm, days_ago, signed=True):
    when = email.utils.formatdate(NOW - days_ago * DAY - 600)
    out = Message(["From: news@" + author(firm), "To: user@victim.example", "Subject: Order %d" % number,
                   "Date: " + when, "Message-ID: <%d@%s>" % (number, author(firm))], BODY % number)
    return out.sign(ed(author(firm)), author(firm), "s1", h="from:to:subject:date:message-id") if signed else out


def changed(mail):
    """What the server makes of it."""
    body = NOTICE + mail.body.replace(b"https://", b"https://checker.victim.example/?u=https://")
    return Message(list(mail.fields), body)


def delivered(mail, firm, days_ago, results=None, path=None, host=MX, ip="192.0.2.10"):
    when = email.utils.formatdate(NOW - days_ago * DAY)
    top = ["Return-Path: <%s>" % (path if path is not None else "b@" + author(firm)),
           "Received: from out.example (out.example [%s])\r\n\tby %s (Postfix) with ESMTPS id 4Fz;\r\n\t%s" % (ip, host, when)]
    if results is not None:
        top.insert(0, "Authentication-Results: %s; dkim=%s header.d=%s;\r\n\tdmarc=%s header.from=%s" %
                   (host, results, author(firm), results, author(firm)))
    return mail.top(*top)


def honest(rewrite=changed, results=None, count=100, first=0, **more):
    """Mail of 25 firms over 50 days."""
    for number in range(first, first + count):
        firm, days_ago = number % 25, (number * 7) % 50
        yield delivered(rewrite(message(number, firm, days_ago)), firm, days_ago, results, **more)


def forged(results=None, count=10, firm=30, first=1000):
    """By somebody who has no key, and by somebody who has a real header of the firm."""
    for number in range(first, first + count):
        mail = message(number, firm, 0, signed=number % 2 == 0)
        mail = changed(mail.with_body(b"Pay to another account.\r\n"))
        yield delivered(mail, firm, 0, results, path="x@attack.example", ip="203.0.113.66")


def maildir(messages):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="maildir-", dir=WORK))
    for sub in ("cur", "new", "tmp"):
        (folder / sub).mkdir()
    for i, mail in enumerate(messages):
        (folder / "cur" / ("%04d:2,S" % i)).write_bytes(mail.bytes().replace(b"\r\n", b"\n"))
    return str(folder)


def check(folder, *options):
    return Run("check", "--json", "--answers", zone(), *options, folder).lines


def counted(folder, *options):
    return dict(collections.Counter("%(code)s %(level)s" % report["verdict"] for report in check(folder, *options)))


# ---- what its reader sees --------------------------------------------------------------------

def test_nothing_configured():
    """Every message is a warning, whether it is honest or not: the change alone tells nothing."""
    mail = maildir([*honest(), *forged()])
    assert counted(mail) == {"TF19 warning": 105, "TF01 alarm": 5}


def test_results_that_nobody_believes():
    mail = maildir([*honest(results="pass"), *forged("fail")])
    assert counted(mail) == {"TF19 warning": 105, "TF01 alarm": 5}


def test_server_believed():
    """Then only what is forged is shown."""
    mail = maildir([*honest(results="pass"), *forged("fail")])
    assert counted(mail, "--trust-authserv", MX) == {"TF11 quiet": 100, "TF19 warning": 5, "TF01 alarm": 5}


def test_border_alone():
    """A server that writes no results: where it took the mail from tells of the last days."""
    mail = maildir([*honest(), *forged()])
    levels = counted(mail, "--border", MX)
    assert levels.pop("TF15 quiet") > 10 and set(levels) == {"TF19 warning", "TF01 alarm"}, levels


# ---- what is learned -------------------------------------------------------------------------

def memory(name):
    return str(WORK / (name + ".db"))


def known(kept):
    """(changed, unchanged, senders) of each server."""
    lines = Run("memory", "export", "--memory", kept).out.decode().splitlines()
    fields = [line.split() for line in lines if line.startswith("server ")]
    return {field[1]: tuple(int(number) for number in field[2:5]) for field in fields}


def one(*options, firm=3, forge=False, **more):
    """A new message."""
    mail = list(forged(count=2, first=2000, firm=firm)) if forge else list(honest(first=500, count=1, **more))
    return check(maildir([mail[0]]), *options)[0]


def test_learned():
    kept = memory("learned")
    assert counted(maildir(honest()), "--memory", kept)["TF19 warning"] == 100
    assert known(kept) == {"victim.example": (100, 0, 25)}, known(kept)
    for forge in (False, True):
        report = one("--memory", kept, forge=forge)
        assert report["verdict"]["code"] == "TF19" and report["verdict"]["level"] == "warning", report["verdict"]
        assert report["verdict"]["detail"] == {"server": "victim.example", "changed": 100, "unchanged": 0,
                                               "senders": 25}, report["verdict"]
    believed = one("--memory", kept, "--trust-authserv", MX, results="pass")
    assert believed["verdict"]["code"] == "TF11" and believed["verdict"]["detail"]["changed"] == 100, believed["verdict"]
    text = Run("check", "--answers", zone(), "--memory", kept, "--details", maildir(honest(first=600, count=1))).out.decode()
    assert "Most mail that comes in through victim.example is changed" in " ".join(text.split()), text


def test_replayed():
    """What was known is recorded with the answers."""
    kept, record = memory("replayed"), str(WORK / "recorded.json")
    check(maildir(honest()), "--memory", kept)
    mail = maildir(honest(first=700, count=1))
    first = check(mail, "--memory", kept, "--record", record)[0]
    again = Run("check", "--json", "--answers", record, mail).lines[0]
    assert first["verdict"]["detail"]["changed"] == 100 and again["verdict"] == first["verdict"], again["verdict"]
    returned = check(mail, "--memory", kept)[0]
    assert returned["verdict"] == first["verdict"], returned["verdict"]


def test_honest_server():
    """A server that changes nothing, or only a little: nothing is said."""
    kept = memory("honest")
    check(maildir(honest(rewrite=lambda mail: mail)), "--memory", kept)
    assert known(kept) == {"victim.example": (0, 100, 25)}
    check(maildir(honest(first=100, count=25)), "--memory", kept)
    assert known(kept)["victim.example"] == (25, 75, 25), known(kept)  # of each, the last four count
    assert one("--memory", kept)["verdict"]["detail"] is None


def test_stopped():
    """The server stops: what is newer takes the place of what is older."""
    kept = memory("stopped")
    check(maildir(honest()), "--memory", kept)
    check(maildir(honest(rewrite=lambda mail: mail, first=100)), "--memory", kept)
    assert known(kept)["victim.example"] == (0, 100, 25), known(kept)
    assert one("--memory", kept)["verdict"]["detail"] is None


def test_too_few():
    kept = memory("few")
    check(maildir(honest(count=25)), "--memory", kept)
    assert known(kept)["victim.example"] == (25, 0, 25)
    assert one("--memory", kept)["verdict"]["detail"] is None


# ---- what a forger can teach -----------------------------------------------------------------

def test_flood():
    """Hundreds with real headers and other texts, of one domain: four count, and nothing is said."""
    kept = memory("flood")
    check(maildir(honest(rewrite=lambda mail: mail, count=25)), "--memory", kept)
    before = one("--memory", memory("nothing"), forge=True)["verdict"]
    for day in (0, 9):
        flood = [delivered(changed(message(number, 30, day)), 30, day, path="x@attack.example", ip="203.0.113.66")
                 for number in range(3000 + day * 100, 3100 + day * 100)]
        check(maildir(flood), "--memory", kept)
    assert known(kept)["victim.example"] == (4, 25, 26), known(kept)
    assert one("--memory", kept, forge=True)["verdict"] == before


def test_unproved():
    """Signatures that nobody made teach nothing, whatever their number."""
    kept = memory("unproved")
    broken = []
    for number in range(60):
        mail = message(number, number, number % 30)
        fields = [f.replace(b"Subject: ", b"Subject: Pay ") for f in mail.fields]
        broken.append(delivered(changed(Message(fields, mail.body)), number, number % 30))
    check(maildir(broken), "--memory", kept)
    assert known(kept) == {}, known(kept)


def test_many_domains():
    """Somebody who has forty domains teaches what is not so: no verdict changes, and one click ends it."""
    kept = memory("many")
    check(maildir(honest(rewrite=lambda mail: mail, count=25)), "--memory", kept)
    before = one("--memory", memory("nothing-2"), forge=True)["verdict"]
    check(maildir(delivered(changed(message(number, 20 + number % 40, number % 50)), 20 + number % 40, number % 50,
                            path="x@attack.example", ip="203.0.113.66") for number in range(4000, 4200)), "--memory", kept)
    after = one("--memory", kept, forge=True)["verdict"]
    assert after["level"] == before["level"] == "warning" and after["code"] == before["code"], (before, after)
    Run("memory", "forget", "victim.example", "--memory", kept)
    assert known(kept) == {}


def test_lists():
    """Lists change mail: what they sent says nothing of the server."""
    kept = memory("lists")
    check(maildir(mail.top("List-Id: <dev.list.example>") for mail in honest()), "--memory", kept)
    assert known(kept) == {}, known(kept)


# ---- seen, proposed, forgotten ---------------------------------------------------------------

def setup(mail, kept):
    return " ".join(Run("setup", "--memory", kept, mail).out.decode().split())


def test_proposed():
    kept, mail = memory("proposed"), maildir(honest(results="pass"))
    said = "Most mail that comes in through victim.example is changed after it was signed. " \
        "Messages counted: 100; changed: 100; organizations that sent them: 25."
    assert said not in setup(mail, kept)
    check(mail, "--memory", kept)
    text = setup(mail, kept)
    assert said in text and "recorded when the message arrived can tell" in text, text
    assert "trusted-servers " + MX in text, text
    silent = setup(maildir(honest()), kept)
    assert said in silent and "can tell" not in silent and "border-hosts " + MX in silent, silent
    other = setup(maildir(honest(host="mx.other.example")), kept)
    assert "victim.example is" not in other, other


def test_pool():
    """The hosts of one provider are one."""
    kept = memory("pool")
    mail = [next(honest(first=number, count=1, host="mx%d.victim.example" % (number % 9), results="pass"))
            for number in range(100)]
    check(maildir(mail), "--memory", kept)
    assert known(kept) == {"victim.example": (100, 0, 25)}, known(kept)
    assert "Most mail that comes in through victim.example" in setup(maildir(mail), kept)


def test_shown_and_forgotten():
    kept = memory("forgotten")
    check(maildir(honest()), "--memory", kept)
    shown = " ".join(Run("memory", "show", "victim.example", "--memory", kept).out.decode().split())
    assert "victim.example: signed mail that came in through its servers between 2026-09-30 and 2026-11-18;" in shown, shown
    assert "changed after it was signed: 100; unchanged: 0." in shown, shown
    Run("memory", "forget", author(3), "--memory", kept)
    assert known(kept) == {"victim.example": (96, 0, 24)}
    Run("memory", "forget", "victim.example", "--memory", kept)
    assert known(kept) == {}
    check(maildir(honest(first=800)), "--memory", kept)
    Run("memory", "forget", "--all", "--memory", kept)
    assert known(kept) == {}


tap.run(dict(globals()))
