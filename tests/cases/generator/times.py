# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""When a message arrived, and what does not count against an old one."""
from email.utils import formatdate

from .lab import *

TOPIC = "times"
DAY = 86400


def stamp(seconds):
    return formatdate(seconds)


def arrived(message, when, path=A, **more):
    return message.top(*trace(when=stamp(when), path=path, **more))


def at(received_at, source):
    return {"time": {"now": NOW, "received_at": received_at, "source": source}}


BORDER = {"pa": {}, "pb": {"time": {"source": "border"}}}
REFUTED = {"pa": {}, "pb": merge(verdict(1, "alarm"), {"evidence": {"result": "fail"},
                                                       "dmarc": {"result": "fail", "reason": "spf-not-passed"}})}


def arrivals(w):
    w.case(TOPIC, "topmost", "The topmost Received says when it arrived.", arrived(genuine(), ARRIVED),
           at(ARRIVED, "topmost"), accounts=BORDER)
    w.case(TOPIC, "option", "An option says it.", arrived(genuine(), ARRIVED), at(1794000000, "option"),
           options=["--received-at", "1794000000"])
    w.case(TOPIC, "option-iso", "An option says it, in ISO 8601.", arrived(genuine(), ARRIVED),
           at(1793968496, "option"), options=["--received-at", "2026-11-06T12:34:56Z"])
    w.case(TOPIC, "answers", "The answers file carries it.", arrived(genuine(), ARRIVED),
           {"time": {"received_at": 1794000000}}, answers={"@": {"now": NOW, "received_at": 1794000000}})
    handed = "Delivered-To: user@victim.example"
    w.case(TOPIC, "file", "No Received: the file's time.", genuine().top(handed), at(NOW - 500, "file"),
           file_time=NOW - 500)
    w.case(TOPIC, "date", "No trace of a delivery at all: its Date, whatever the file's time.", genuine(),
           at(ARRIVED - 100, "date"), file_time=NOW - 500)
    w.case(TOPIC, "date-long-ago", "The same, of a message that is years old: today's policy says nothing.",
           mail(L, date="Mon, 4 Mar 2019 09:00:00 +0000"), merge(OLD, at(1551690000, "date")))
    w.case(TOPIC, "date-of-delivered", "Its Date says nothing where there is a trace.",
           mail(L, date="Mon, 4 Mar 2019 09:00:00 +0000").top(handed), merge(UNPROVEN, {"time": {"source": one_of("file", "now")}}))
    w.case(TOPIC, "now-option", "An option sets the clock.", arrived(genuine(), ARRIVED),
           {"time": {"now": 1795000500, "received_at": ARRIVED}}, options=["--now", "1795000500"])
    for name, text in (("unreadable", "Someday"), ("no-zone", "Wed, 18 Nov 2026 10:06:40"),
                       ("year-9999", "Fri, 31 Dec 9999 23:59:59 +0000"),
                       ("year-0", "Sat, 1 Jan 0000 00:00:00 +0000"), ("huge", "Wed, 18 Nov 99999999999 1:1:1 +0000"),
                       ("month-13", "Wed, 18 Foo 2026 10:06:40 +0000"),
                       ("day-31", "Wed, 31 Feb 2026 10:06:40 +0000"), ("leap-second", "Wed, 18 Nov 2026 23:59:60 +0000")):
        w.case(TOPIC, "received-" + name, "An odd date in the topmost Received is no crash.",
               mail(L).top(*trace(when=text)), {"from": {"domain": "legit.example"}})
    for name, text in (("obsolete-zone", "18 Nov 26 05:06:40 EST"), ("comment", "Wed, 18 Nov 2026 10:06:40 +0000 (UTC)"),
                       ("folded", "Wed,\r\n\t18 Nov 2026\r\n\t10:06:40 +0000"), ("lower-case", "wed, 18 nov 2026 10:06:40 gmt"),
                       ("far-zone", "Thu, 19 Nov 2026 00:06:40 +1400")):
        w.case(TOPIC, "received-" + name, "RFC 5322 dates, old and new.", mail(L).top(*trace(when=text)),
               at(ARRIVED, "topmost"), accounts=BORDER)


def old_mail(w):
    long_ago, week, short = NOW - 30 * DAY, NOW - 7 * DAY - 3600, NOW - 6 * DAY
    gone = {"s1._domainkey.legit.example": {"TXT": "NXDOMAIN"}}
    w.case(TOPIC, "old-key-gone", "The key is gone, the message is a month old: cannot be checked any"
           " more.", arrived(genuine(), long_ago), merge(OLD, dkim(sig("permerror", "no-key"))), answers=gone)
    w.case(TOPIC, "old-key-revoked", "The key was taken back.", arrived(genuine(), long_ago), OLD,
           answers={"s1._domainkey.legit.example": {"TXT": ["v=DKIM1; p="]}})
    w.case(TOPIC, "old-expired", "The signature had expired long before.",
           arrived(genuine(tags={"t": str(long_ago - 3 * DAY), "x": str(long_ago - 2 * DAY)},
                           order=["v", "a", "c", "d", "s", "t", "x", "h", "bh", "b"]), long_ago),
           merge(OLD, dkim(sig("policy", "expired"))))
    w.case(TOPIC, "old-unsigned", "Today's policy says nothing about last month's unsigned mail.",
           arrived(mail(L), long_ago), OLD)
    w.case(TOPIC, "old-pass", "Honest: a month old, and the key is still there.",
           arrived(genuine(), long_ago), CONFIRMED)
    w.case(TOPIC, "old-beyond-week", "Just more than seven days.", arrived(genuine(), week), OLD, answers=gone)
    w.case(TOPIC, "young-key-gone", "Six days: a missing key is not innocent.", arrived(genuine(), short),
           merge(FORGED, dkim(sig("permerror", "no-key"))), answers=gone)
    claimed = genuine(date="Mon, 4 Mar 2019 09:00:00 +0000")
    w.case(TOPIC, "old-date-new-arrival", "The Date claims 2019, but it arrived an hour ago.",
           arrived(claimed, ARRIVED), merge(FORGED, dkim(sig("permerror", "no-key"))), answers=gone)
    w.case(TOPIC, "old-date-new-arrival-aligned-path", "The same with a forged Return-Path.",
           arrived(claimed, ARRIVED, "bounce@legit.example"), UNPROVEN, answers=gone, accounts=REFUTED)
    below = arrived(claimed.top("Received: from a ([203.0.113.9]) by b; Mon, 4 Mar 2019 09:00:00 +0000"), ARRIVED)
    w.case(TOPIC, "old-received-below", "A Received of 2019 below the receiver's own does not count.",
           below, merge(FORGED, at(ARRIVED, "topmost")), answers=gone, accounts=BORDER)
    w.case(TOPIC, "old-soft", "Old, and the domain does not enforce.", arrived(mail("x@soft.example"), long_ago),
           {"verdict": {"level": "quiet"}})
    w.case(TOPIC, "old-dns-trouble", "Old, and the key cannot be asked.", arrived(genuine(), long_ago),
           {"verdict": {"level": one_of("quiet", "warning")}},
           answers={"s1._domainkey.legit.example": {"TXT": "SERVFAIL"}})


def expiry(w):
    order = ["v", "a", "c", "d", "s", "t", "x", "h", "bh", "b"]

    def timed(t, x, when=ARRIVED):
        return arrived(genuine(tags={"t": str(t), "x": str(x)}, order=order), when)

    sent = ARRIVED - 60
    w.case(TOPIC, "expired-since", "It expired after it had arrived.",
           timed(NOW - 5 * DAY - 60, NOW - DAY, NOW - 5 * DAY), CONFIRMED)
    w.case(TOPIC, "expired-before", "It had expired before it arrived.",
           timed(sent - 3 * DAY, ARRIVED - 2 * DAY), merge(FORGED, dkim(sig("policy", "expired"))))
    w.case(TOPIC, "expired-within-grace", "Within the hour of grace.", timed(sent - DAY, ARRIVED - 1800), CONFIRMED)
    w.case(TOPIC, "expires-before-signed", "x= is not after t=.", timed(sent, sent - 1),
           merge(FORGED, dkim(sig("permerror", "bad-time"))))
    w.case(TOPIC, "expires-when-signed", "x= equals t=.", timed(sent, sent),
           merge(FORGED, dkim(sig("permerror", "bad-time"))))
    w.case(TOPIC, "expires-never", "x= of 13 digits is as good as never.", timed(sent, 9999999999999), CONFIRMED)
    for name, x in (("negative", "-1"), ("empty", ""), ("words", "tomorrow"), ("plus", "+1795000000")):
        w.case(TOPIC, "expires-" + name, "x= is not a number.", timed(sent, x),
               merge(FORGED, dkim(sig("permerror", "bad-time"))))
    w.case(TOPIC, "signed-in-future", "t= lies in the future: a note, no failure.", timed(NOW + 10 * DAY, NOW + 20 * DAY), CONFIRMED)
    w.case(TOPIC, "expired-arrival-unknown", "Only the clock is known, and the message claims to be"
           " older than a day.", genuine(tags={"t": str(NOW - 9 * DAY), "x": str(NOW - 8 * DAY)}, order=order,
                                         date=stamp(NOW - 9 * DAY)).top("Delivered-To: user@victim.example"),
           {"dkim": [{"result": one_of("neutral", "policy"), "reason": one_of("expired", "expired-arrival-unknown")}]})


def generate(w):
    for part in (arrivals, old_mail, expiry):
        part(w)
