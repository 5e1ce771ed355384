# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What is known from earlier mail: keys that are gone, what is usual for a domain, lists that sign."""
from .late import NO_KEY, OLD_DATE, OLD_WHEN, REVOKED, arrived
from .lists import LIST, by_list
from .ways import *

TOPIC = "memory"
DAY = 86400
OLD_ARRIVED = 1791281200             # OLD_WHEN
KEY = "s1._domainkey.legit.example"
REPLACED = {KEY: {"TXT": [record(rsa("strict"))]}}
STORED = merge(CONFIRMED, dkim(sig("pass", "stored-key")))


def key(first, last, revoked="-", seed="legit"):
    return "key %s %d %d %s %s" % (KEY, first, last, revoked, "".join(record(rsa(seed))))


def usual(domain, days=30, first=NOW - 200 * DAY, last=NOW - 2 * DAY):
    return "usual %s %d %d %d %d %d" % (domain, days * 1000, days * 1000, first, last, days)


def mixed(name, signed, passed):
    return "usual %s %d %d %d %d %d" % (name, signed * 1000, passed * 1000, NOW - 200 * DAY, NOW - 2 * DAY, passed)


def seen_list(sights=3, signer="list.example"):
    return "list dev.list.example %s %d %d %d" % (signer, sights, NOW - 90 * DAY, NOW - DAY)


def known(*lines, **names):
    """Answers, and what is known besides them."""
    return {"@": {"now": NOW, "knowledge": list(lines)}, **names.get("answers", {})}


def keys(t):
    old = arrived(genuine(date=OLD_DATE), OLD_WHEN)
    there = key(OLD_ARRIVED - 100 * DAY, OLD_ARRIVED + 2 * DAY)
    t.accounts("key-gone", "LT-01, honest: came long ago, the key is gone, and was seen then.", old, STORED,
               answers=known(there, answers=NO_KEY))
    t.accounts("key-gone-soon", "LT-03, honest: the key was last seen less than 30 days before it came.", old, STORED,
               answers=known(key(OLD_ARRIVED - 100 * DAY, OLD_ARRIVED - 20 * DAY), answers=NO_KEY))
    t.accounts("key-replaced", "LT-03, honest: the selector has another key now.", old, STORED,
               answers=known(there, answers=REPLACED))
    t.accounts("key-unanswered", "Honest: the DNS does not answer for the key.", honest(genuine()), STORED,
               answers=known(key(NOW - 100 * DAY, NOW - DAY), answers={KEY: {"TXT": "TIMEOUT"}}))
    t.accounts("key-revoked-later", "LT-04, honest: the key was revoked after the message had come.", old, STORED,
               answers=known(there, answers=REVOKED))
    t.accounts("key-revoked-before", "LT-04: the key had been revoked when the message came.", honest(genuine()),
               UNPROVEN, UNPROVEN, BY_SPF,
               answers=known(key(NOW - 300 * DAY, NOW - DAY, NOW - 2 * DAY), answers=REVOKED))
    t.accounts("key-revoked-unseen", "LT-04: revoked, and nobody saw the key after the message had come.",
               honest(genuine()), UNPROVEN, UNPROVEN, BY_SPF,
               answers=known(key(NOW - 300 * DAY, NOW - 2 * DAY), answers=REVOKED))
    claims = delivered(genuine(date="Sun, 06 Oct 2019 10:05:00 +0000"))
    t.accounts("key-of-2019", "LT-06: came today, dated 2019, with a key that was in use then.", claims, FORGED,
               answers=known(key(1546300800, 1577836800), answers=NO_KEY))
    t.accounts("key-before", "The key was seen only after the message had come.", old, OLD,
               answers=known(key(OLD_ARRIVED + 2 * DAY, NOW - DAY), answers=NO_KEY))
    t.accounts("key-other", "LT-03 twin: signed with another key than the one that was seen.", delivered(
        mail("<%s>" % L).sign(rsa("attack"), "legit.example", "s1")), FORGED,
        answers=known(key(NOW - 100 * DAY, NOW - DAY), answers=NO_KEY))
    t.accounts("key-text", "LT-03 twin: another text under a header that the seen key verifies.", delivered(
        genuine().with_body(b"Pay to another account.\r\n")), CHANGED,
        answers=known(key(NOW - 100 * DAY, NOW - DAY), answers=NO_KEY))


def habits(t):
    n = "<jane@nodmarc.example>"
    signed = genuine(n, "nodmarc.example", key=rsa("nodmarc"))
    habit = known(usual("nodmarc.example"), usual("jane@nodmarc.example"))
    unusual = merge(verdict(9, "warning"), evidence("none"))
    noted = merge(verdict(9, "note"), evidence("none"))
    t.accounts("usual-forged", "Mail of this domain is always signed; this is not.", delivered(mail(n)), unusual, answers=habit)
    t.accounts("usual-signed", "Honest: as always.", honest(signed, "jane@nodmarc.example"), CONFIRMED_NO_POLICY, answers=habit)
    t.accounts("usual-other-signer", "Signed by another domain.", delivered(
        mail(n).sign(rsa("attack"), "attack.example", "s1")), unusual, answers=habit)
    t.accounts("usual-monitored", "The domain monitors, and always signs.", delivered(mail("<x@soft.example>")),
               merge(verdict(9, "warning"), evidence("fail", "none"), {"findings": {"$has": [{"code": "TF17"}]}}),
               answers=known(usual("soft.example"), usual("x@soft.example")))
    t.accounts("usual-enforced", "The domain enforces: an alarm as ever.", delivered(mail("<%s>" % L)), FORGED,
               answers=known(usual("legit.example"), usual(L)))
    t.accounts("usual-listed", "The same, with a List-Id that anybody can write: noted.", delivered(mail(n, extra=LIST)),
               merge(verdict(9, "note"), evidence("none")), answers=habit)
    t.accounts("not-usual", "Honest: no domain of that kind is known.", delivered(mail(n)), NOTHING, answers=known())
    t.accounts("not-usual-few", "Honest: seen on seven days.", delivered(mail(n)), NOTHING,
               answers=known(usual("nodmarc.example", 7), usual("jane@nodmarc.example", 7)))
    t.accounts("not-usual-short", "Honest: a flood of messages within a week.", delivered(mail(n)), NOTHING,
               answers=known(usual("nodmarc.example", 30, NOW - 9 * DAY), usual("jane@nodmarc.example", 30, NOW - 9 * DAY)))
    t.accounts("not-usual-old", "Honest: nothing came for half a year.", delivered(mail(n)), NOTHING,
               answers=known(*[usual(name, 30, NOW - 600 * DAY, NOW - 181 * DAY) for name in ("nodmarc.example", "jane@nodmarc.example")]))
    t.accounts("not-usual-below", "Honest: another domain of the organization.", delivered(mail("<jane@mail.nodmarc.example>")),
               NOTHING, answers=habit)
    me = "<user@victim.example>"
    mine = ["--own", "user@victim.example"]
    sometimes(t, n, noted, unusual)
    passed_on(t, n, noted, unusual)
    for name, more in (("p0", P0), ("pa", PA), ("pb", PB)):
        t.case("own-usual-" + name, "DM-23: the reader's own address, whose mail is always signed.", delivered(mail(me)),
               verdict(8, "alarm"), mine + more, answers=known(usual("victim.example"), usual("user@victim.example")))
        t.case("own-not-usual-" + name, "DM-23: the same, and nothing is known.", delivered(mail(me)),
               {"verdict": {"level": one_of("note", "warning")}}, mine + more, answers=known())
        t.case("own-signed-" + name, "DM-23, honest: signed as always.", honest(genuine(
            "<user@victim.example>", "victim.example", key=rsa("victim")), "user@victim.example"),
            {"verdict": {"level": "quiet"}}, mine + more, answers=known(usual("victim.example"), usual("user@victim.example")))


def sometimes(t, n, noted, unusual):
    """Domains that sign only some of their mail, or stop: a missing signature alone is never a warning."""
    by_path = merge(verdict(15, "quiet"), evidence("pass", source="spf"))
    habit = known(usual("nodmarc.example"), usual("jane@nodmarc.example"))
    shop = known(usual("nodmarc.example"), usual("news@nodmarc.example"))
    t.accounts("usual-detail", "What it differs from, in the report.", delivered(mail(n)),
               merge(unusual, {"verdict": {"detail": {"name": "jane@nodmarc.example", "confirmed": 30,
                                                      "since": NOW - 200 * DAY, "last": NOW - 2 * DAY}}}), answers=habit)
    t.accounts("sometimes-open", "Honest: the sender forgot to sign; it came from the domain's own server.", honest(
        mail(n), "jane@nodmarc.example"), noted, noted, by_path, answers=habit)
    t.accounts("sometimes-staff", "Honest: a shop signs its newsletters alone.", honest(
        mail(n), "jane@nodmarc.example"), NOTHING, NOTHING, by_path, answers=shop)
    t.accounts("sometimes-elsewhere", "In the name of another address of such a domain, from elsewhere.",
               delivered(mail(n)), noted, answers=shop)
    t.accounts("sometimes-mixed", "Honest: what confirmed it was often the server that it came from.", delivered(mail(n)), noted,
               answers=known(mixed("jane@nodmarc.example", 20, 30)))
    t.accounts("sometimes-stopped", "Honest: nothing was seen to be signed for two months.", delivered(mail(n)), noted,
               answers=known(usual("jane@nodmarc.example", 60, NOW - 400 * DAY, NOW - 61 * DAY)))
    t.accounts("sometimes-answer", "Honest: a program answers, in the name of its owner.", delivered(mail(n), path=""), noted,
               answers=habit)
    invitation = mail(n).sign(rsa("list"), "google.com", "l1", h=ALL)
    calendar = {"l1._domainkey.google.com": {"TXT": [record(rsa("list"))]}}
    t.accounts("sometimes-service", "Honest: an invitation, sent and signed by a service that does that.",
               delivered(invitation, path="calendar@google.com"), noted,
               answers=known(usual("jane@nodmarc.example"), answers=calendar))
    t.accounts("sometimes-other-signer", "The same, signed by somebody else.", delivered(
        mail(n).sign(rsa("attack"), "attack.example", "s1")), unusual, answers=habit)
    t.accounts("sometimes-case", "The address in other letters.", delivered(mail("<Jane@NoDMARC.example>")), unusual, answers=habit)


def passed_on(t, n, noted, unusual):
    """A "=" in the return address, as forwarders (SRS) and lists (VERP) write it, and anybody else can."""
    habit = {"none.example": {"A": ["203.0.113.66"]}, "neutral.example": {"TXT": ["v=spf1 ?all"]},
             "softly.example": {"TXT": ["v=spf1 ~all"]}}
    habit = known(usual("nodmarc.example"), usual("jane@nodmarc.example"), answers=habit)
    srs, verp = "SRS0=Ab1c=2X=nodmarc.example=jane", "news-bounces+user=victim.example"
    for name, local, where in (("none", "jane=nodmarc.example", "none"), ("srs-none", srs, "none"), ("verp-none", verp, "none"),
                               ("neutral", "jane=nodmarc.example", "neutral"), ("srs-softfail", srs, "softly"),
                               ("srs-stolen", srs, "list")):
        t.accounts("usual-equals-" + name, "From elsewhere, with a return address like a forwarder's or a list's,"
                   " whose domain does not stand up for the server.",
                   delivered(mail(n), path="%s@%s.example" % (local, where)), noted, noted, unusual, answers=habit)
    t.case("usual-equals-told", "The same: the server says so.", judged(
        delivered(mail(n), path=srs + "@none.example"), "spf=none smtp.mailfrom=none.example"), unusual, PA, answers=habit)
    for name, local in (("srs", srs), ("verp", verp)):
        path = {"path": local + "@list.example"}
        t.accounts("not-usual-" + name, "Honest: forgotten to be signed, and passed on by a server that its domain names: noted.",
                   mail(n).top(*trace("list.example", "198.51.100.25", **path)), noted, answers=habit)
        t.accounts("passed-on-" + name, "Honest: signed as always, and passed on.",
                   genuine(n, "nodmarc.example", key=rsa("nodmarc")).top(*trace("list.example", "198.51.100.25", **path)),
                   CONFIRMED_NO_POLICY, answers=habit)
    t.case("not-usual-told", "Honest: the server says that it came from the forwarder.", judged(
        mail(n).top(*trace("list.example", "198.51.100.25", path=srs + "@list.example")),
        "spf=pass smtp.mailfrom=list.example"), noted, PA, answers=habit)


def from_list(subject="[dev] Invoice 4711", footer=b"", d="list.example", seed="list", s="l1"):
    """Signed by its author, changed and signed by a list that changes this much."""
    message = through_list(genuine(), "", footer)
    fields = [b"Subject: " + subject.encode() + b"\r\n" if field_name(f) == b"subject" else f for f in message.fields]
    out = Message(fields, message.body).top(*LIST)
    return out.sign(rsa(seed), d, s, h=ALL + ":list-id").top(*trace("list.example", "198.51.100.25", path="dev-bounces@list.example"))


def lists(t):
    footer = b"\r\n-- \r\ndev mailing list\r\n"
    quiet = merge(verdict(10, "quiet"), evidence("changed", "reject"))
    note = merge(verdict(19, "note"), evidence("changed", "reject"), {"findings": {"$has": [{"code": "TF10"}]}})
    signs = known(seen_list())
    t.accounts("list-mark", "LS-01, honest: the mark of a list that signs.", from_list(), quiet, answers=signs)
    t.accounts("list-footer", "LS-01, honest: its footer too, which can say anything: noted.",
               from_list(footer=footer), note, answers=signs)
    t.accounts("list-new", "LS-01: a list that was seen twice.", from_list(footer=footer), CHANGED,
               answers=known(seen_list(2)))
    t.accounts("list-other-signer", "LS-05: the List-Id of a list that is known, signed by another.",
               from_list(footer=footer, d="attack.example", seed="attack", s="s1"), CHANGED, answers=signs)
    unsigned = from_list(footer=footer)
    t.accounts("list-unsigned", "LS-05: the List-Id of a list that is known, and no signature of it.",
               Message([f for f in unsigned.fields if b"d=list.example" not in f], unsigned.body), CHANGED, answers=signs)
    t.accounts("list-text", "LS-05: the list has signed another text.", from_list(footer=b"Pay to another account.\r\n"),
               CHANGED, answers=signs)
    forged = mail("<%s>" % L, extra=LIST).sign(rsa("list"), "list.example", "l1", h=ALL + ":list-id")
    t.accounts("list-forged", "LS-05: the list has signed a forgery.", delivered(forged), FORGED, answers=known(seen_list(500)))


def seen_server(changed_=96, unchanged=4, first=NOW - 60 * DAY, last=NOW - DAY, name="victim.example"):
    return "server %s %d %d 25 %d %d" % (name, changed_, unchanged, first, last)


def servers(t):
    """The server of the account changes most mail. That is said, and excuses nothing."""
    said = {"verdict": {"detail": {"server": "victim.example", "changed": 96, "unchanged": 4, "senders": 25}}}
    unsaid = {"verdict": {"detail": None}}
    changes = known(seen_server())
    notice = genuine().with_body(b"CAUTION: from outside.\r\n\r\nHello,\r\n")
    text = genuine().with_body(b"Pay to another account.\r\n")
    passed = "dkim=pass header.d=legit.example", "dmarc=pass header.from=legit.example"
    failed = "dkim=fail header.d=legit.example", "dmarc=fail header.from=legit.example"
    t.accounts("server-changes", "ST-09, honest: a notice, as in most mail of this account.", judged(
        honest(notice), *passed), merge(CHANGED, said), merge(REWRITTEN, said), BY_SPF, answers=changes)
    t.accounts("server-changes-forged", "ST-09: a real header with another text is a warning there as anywhere.", judged(
        delivered(text), *failed), merge(CHANGED, said), answers=changes)
    t.accounts("server-changes-unsigned", "ST-09: no signature at all.", delivered(mail("<%s>" % L)),
               merge(FORGED, unsaid), answers=changes)
    t.accounts("server-changes-not-this", "Honest: this one was not changed.", honest(genuine()),
               merge(CONFIRMED, unsaid), answers=changes)
    t.accounts("server-changes-all", "ST-09: the same when every message of years was changed.", delivered(text), CHANGED,
               answers=known(seen_server(100000, 0, NOW - 900 * DAY)))
    for name, line in (("few", seen_server(28, 1)), ("share", seen_server(79, 21)), ("week", seen_server(first=NOW - 7 * DAY)),
                       ("old", seen_server(first=NOW - 200 * DAY, last=NOW - 62 * DAY)), ("other", seen_server(name="provider.example"))):
        t.accounts("server-" + name, "ST-09, honest: not enough is known of the server.", honest(notice),
                   merge(CHANGED, unsaid), merge(CHANGED, unsaid), BY_SPF, answers=known(line))


def generate(w):
    for part in (keys, habits, lists, servers):
        part(Topic(w, TOPIC))
