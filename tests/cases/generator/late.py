# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Messages that are opened long after they arrived, and forgeries that claim to be old."""
from .ways import *

TOPIC = "late"
DAY = 86400
OLD_DATE = "Tue, 06 Oct 2026 10:05:00 +0000"          # 43 days before the clock
OLD_WHEN = "Tue, 06 Oct 2026 10:06:40 +0000"
NO_KEY = {"s1._domainkey.legit.example": {"TXT": "NXDOMAIN"}}
REVOKED = {"s1._domainkey.legit.example": {"TXT": ["v=DKIM1; p="]}}


def arrived(message, when, path="bounce@legit.example", helo="mail.legit.example", ip="192.0.2.10"):
    return message.top(*trace(helo, ip, when=when, path=path))


def generate(w):
    t = Topic(w, TOPIC)
    t.accounts("key-gone", "LT-02, honest: came long ago, the key is gone.", arrived(genuine(date=OLD_DATE), OLD_WHEN), OLD,
               answers=NO_KEY)
    t.accounts("key-there", "Honest: came long ago, the key is still there.", arrived(genuine(date=OLD_DATE), OLD_WHEN), CONFIRMED)
    t.accounts("unsigned", "LT-02: came long ago, unsigned.", arrived(mail("<%s>" % L, date=OLD_DATE), OLD_WHEN), OLD)
    t.case("server-then", "Honest: came long ago; the server said then that it passed.", judged(arrived(
        genuine(date=OLD_DATE), OLD_WHEN), "dkim=pass header.d=legit.example"),
        {"verdict": {"level": "quiet"}, "evidence": {"result": "pass", "source": "server"}}, PA, answers=NO_KEY)
    t.case("server-then-fail", "Came long ago; the server said then that it failed.", judged(arrived(
        mail("<%s>" % L, date=OLD_DATE), OLD_WHEN, A), "spf=pass smtp.mailfrom=" + A, "dmarc=fail header.from=legit.example"),
        {"evidence": {"result": one_of("fail", "unknown")}}, PA)
    t.accounts("archive", "ST-15, honest: an archive of 2015.", arrived(genuine(date="Tue, 06 Oct 2015 10:05:00 +0000"),
               "Tue, 06 Oct 2015 10:06:40 +0000"), OLD, answers=NO_KEY)
    t.accounts("archive-policy", "LT-07: today's policy says nothing about an archive.", arrived(
        mail("<x@quar.example>", date="Tue, 06 Oct 2015 10:05:00 +0000"), "Tue, 06 Oct 2015 10:06:40 +0000", A), OLD)
    expired = (("t", str(NOW - 10 * DAY)), ("x", str(NOW - 1800)))
    t.accounts("expired-since", "LT-05, honest: the signature expired between arrival and opening.",
               honest(genuine(tags=expired)), CONFIRMED)
    t.accounts("expired-before", "The signature had expired before the message came.",
               honest(genuine(tags=(("t", str(NOW - 10 * DAY)), ("x", str(NOW - 9 * DAY))))), UNPROVEN, UNPROVEN, BY_SPF)
    t.accounts("expired-old", "LT-05, honest: expired since, and long ago.",
               arrived(genuine(date=OLD_DATE, tags=(("x", str(NOW - 40 * DAY)),)), OLD_WHEN), CONFIRMED)
    claims = genuine(date="Sun, 06 Oct 2019 10:05:00 +0000")
    old_hop = "Received: from a (a [192.0.2.10]) by mx.victim.example; Sun, 06 Oct 2019 10:06:40 +0000"
    t.accounts("old-date", "LT-06: came today, dated 2019, its key is not there.", delivered(claims), FORGED, answers=NO_KEY)
    t.accounts("old-date-own-path", "LT-06: the same with the author's domain in MAIL FROM.", delivered(claims, L),
               UNPROVEN, UNPROVEN, FORGED, answers=NO_KEY)
    t.accounts("old-received", "LT-06: an old Received below the border's.", delivered(claims.top(old_hop)), FORGED,
               answers=NO_KEY)
    t.case("old-received-server", "LT-06: the same, and the server's word of today.", judged(
        delivered(claims.top(old_hop)), "dmarc=fail header.from=legit.example"), FORGED, PA, answers=NO_KEY)
    t.accounts("revoked", "LT-04: the key was revoked, the message came today.", honest(genuine()), UNPROVEN, UNPROVEN, BY_SPF,
               answers=REVOKED)
    t.accounts("revoked-old", "LT-04: the key was revoked, the message came long ago.", arrived(
        genuine(date=OLD_DATE), OLD_WHEN), OLD, answers=REVOKED)
    t.accounts("future", "A Received from the future.", arrived(mail("<%s>" % L), "Wed, 18 Nov 2099 10:06:40 +0000", A),
               FORGED)
    t.case("border-time", "PB: the time is the border's, not the one of a hop above.", honest(genuine()).top(
        "Received: from mx.victim.example by imap.victim.example with LMTP; Wed, 18 Nov 2026 10:30:00 +0000"),
        merge(CONFIRMED, {"time": {"source": "border", "received_at": ARRIVED}}), PB)
    t.case("option-time", "The option goes before the border.", honest(genuine()),
           merge(CONFIRMED, {"time": {"source": "option", "received_at": NOW - 5}}), PB + ["--received-at", str(NOW - 5)])
    t.case("option-time-old", "Long ago by the option.", delivered(mail("<%s>" % L)), OLD,
           PB + ["--received-at", str(NOW - 30 * DAY)])
