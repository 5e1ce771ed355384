# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Lists, forwarding and ordinary mail, which must not alarm anybody; and forgeries that look
like them."""
from .ways import *

TOPIC = "lists"
LIST = ["List-Id: <dev.list.example>", "List-Post: <mailto:dev@list.example>", "Precedence: list"]
LIST_SAYS = ("dkim=pass header.d=list.example", "spf=pass smtp.mailfrom=dev-bounces@list.example")


def by_list(message, *says, d="list.example"):
    """Signed by the list, sent by its host, judged by the reader's server."""
    out = message.sign(rsa("list"), "list.example", "l1").top(
        *trace("list.example", "198.51.100.25", path="dev-bounces@list.example"))
    return judged(out, *(LIST_SAYS + says))


def lists(t):
    marked = through_list(genuine("<x@soft.example>", "soft.example", key=rsa("soft"), extra=LIST), "[dev] ")
    t.accounts("mark-and-footer-monitored", "LS-01, honest: a mark and a footer; the author's domain, which monitors, did"
               " sign it.", by_list(marked, "dmarc=fail (p=none) header.from=soft.example"),
               merge(NOTHING, evidence("changed", "none")))
    footer = through_list(genuine("<x@soft.example>", "soft.example", key=rsa("soft"), extra=LIST))
    t.accounts("footer-monitored", "LS-01, honest: tag and footer, the author's domain monitors.",
               by_list(footer, "dmarc=fail (p=none) header.from=soft.example"),
               merge(verdict(17, "note"), evidence("fail", "none")))
    nothing = through_list(genuine("<x@nodmarc.example>", "nodmarc.example", key=rsa("nodmarc"), extra=LIST))
    t.accounts("footer-no-policy", "LS-01, honest: tag and footer, no policy.", by_list(nothing),
               {"verdict": {"level": "quiet"}})
    munged = mail('"Jane via dev" <dev@list.example>', extra=LIST + ["Reply-To: <%s>" % L])
    t.accounts("munged", "LS-02, honest: the list put itself into From.", by_list(
        munged, "dmarc=pass header.from=list.example"),
        merge(CONFIRMED, {"findings": {"$none": [{"code": "TF18"}]}}))
    t.accounts("munged-by-attacker", "LS-02 twin: From munged for a list, not from its host.",
               judged(delivered(mail('"Jane via dev" <dev@legit.example>', extra=LIST)),
                      "spf=pass smtp.mailfrom=" + A, "dmarc=fail header.from=legit.example"), FORGED)
    t.accounts("kept-whole", "LS-03, honest: the list changes nothing.", by_list(
        genuine(extra=LIST), "dkim=pass header.d=legit.example", "dmarc=pass header.from=legit.example"), CONFIRMED)
    spoof = mail("<%s>" % L, extra=["List-Id: <news.legit.example>", "List-Unsubscribe: <mailto:x@legit.example>"])
    t.accounts("invented", "LS-04: a List-Id that anybody can write.", judged(
        delivered(spoof), "spf=pass smtp.mailfrom=" + A), FORGED)
    claimed = mail("<%s>" % L, extra=LIST)
    t.accounts("claimed", "LS-05: a list's fields without the list's signature.", judged(
        delivered(claimed), "spf=pass smtp.mailfrom=" + A), FORGED)
    t.accounts("claimed-signed-by-attacker", "LS-05: signed by another.", judged(delivered(
        claimed.sign(rsa("attack"), "attack.example", "s1")), "dkim=pass header.d=attack.example"), FORGED)


def forwarding(t):
    fwd = trace("out.provider.example", "198.51.100.77", path="SRS0=x=y=legit.example=bounce@provider.example")
    says = ("spf=pass smtp.mailfrom=SRS0=x=y=legit.example=bounce@provider.example", "dkim=pass header.d=legit.example",
            "dmarc=pass header.from=legit.example")
    t.accounts("forward-srs", "LS-06, honest: forwarded with SRS.", judged(
        genuine().top(*trace("mail.legit.example", "192.0.2.10", path="b@legit.example")).top(*fwd), *says), CONFIRMED)
    plain = trace("out.provider.example", "198.51.100.77", path="bounce@legit.example")
    t.accounts("forward-plain", "LS-06, honest: forwarded with the old MAIL FROM.", judged(
        genuine().top(*plain), "spf=fail smtp.mailfrom=bounce@legit.example", says[1], says[2]), CONFIRMED)
    footer = genuine().with_body(b"Hello,\r\n\r\nplease find the invoice attached.\r\n--\r\nChecked by a scanner.\r\n")
    t.accounts("forward-footer", "LS-07, honest: a scanner's footer.", judged(footer.top(*fwd), *says),
               CHANGED, REWRITTEN, CHANGED)
    t.accounts("forward-spoof", "LS-06 twin: a forgery forwarded with SRS.", judged(
        mail("<%s>" % L).top(*fwd), says[0], "dmarc=fail header.from=legit.example"), FORGED)


def ordinary(t):
    calendar = mail("<x@soft.example>", "Invitation", extra=["Reply-To: <me@other.example>"]).replace(
        "content-type", b"Content-Type: text/calendar; method=REQUEST\r\n")
    t.accounts("calendar-monitored", "LS-08, honest: an invitation out of a calendar service.", judged(
        calendar.top(*trace("cal.provider.example", "198.51.100.77", path="cal@provider.example")),
        "spf=pass smtp.mailfrom=cal@provider.example"), {"verdict": {"level": one_of("quiet", "note")}})
    signed = mail("<%s>" % L, "Invitation", extra=["Reply-To: <me@other.example>"]).sign(
        rsa("legit"), "legit.example", "s1")
    t.accounts("calendar-signed", "LS-08, honest: signed by the author's domain.", judged(
        honest(signed, "cal@provider.example"), "dkim=pass header.d=legit.example"), CONFIRMED)
    for name, subject, extra in (
            ("receipt", "Read: Invoice", ["Auto-Submitted: auto-replied"]),
            ("vacation", "Out of office", ["Auto-Submitted: auto-replied", "Precedence: bulk"]),
            ("bounce", "Undelivered Mail Returned to Sender", ["Auto-Submitted: auto-replied"])):
        unsigned = mail("<mailer-daemon@legit.example>", subject, extra=extra)
        t.accounts(name + "-unsigned", "LS-08: a null reverse-path, unsigned: never an alarm.",
                   honest(unsigned, ""), UNPROVEN)
        t.accounts(name + "-signed", "LS-08, honest: a null reverse-path, signed.",
                   honest(unsigned.sign(rsa("legit"), "legit.example", "s1"), ""), CONFIRMED)
        t.case(name + "-server", "LS-08, honest: the server saw a HELO of the author's domain.",
               judged(honest(unsigned, ""), "spf=pass smtp.helo=mail.legit.example"), BY_SPF, PA)
    both = mail("<news@legit.example>").sign(rsa("provider"), "provider.example", "s1").sign(
        rsa("legit"), "legit.example", "s1").top(*trace("out.provider.example", "198.51.100.77",
                                                        path="b-17@bounces.provider.example"))
    t.accounts("mailer", "LS-09, honest: a mailer and the brand both sign, the mailer's return path.", judged(
        both, "dkim=pass header.d=provider.example", "dkim=pass header.d=legit.example",
        "spf=pass smtp.mailfrom=b-17@bounces.provider.example", "dmarc=pass header.from=legit.example"), CONFIRMED)
    only = mail("<news@legit.example>").sign(rsa("provider"), "provider.example", "s1").top(
        *trace("out.provider.example", "198.51.100.77", path="b-17@bounces.provider.example"))
    t.accounts("mailer-alone", "LS-09 twin: only the mailer signs: the brand enforces, so it is not confirmed.", judged(
        only, "dkim=pass header.d=provider.example"), FORGED)
    t.accounts("small-sender", "LS-10, honest: a sender without any DNS.", judged(
        honest(mail("<jane@bare.example>"), "jane@bare.example"), "spf=none smtp.mailfrom=jane@bare.example"),
        {"verdict": {"level": "quiet", "code": "TF12"}})
    t.accounts("newsletter", "RT-03, honest: Reply-To of another organization.", judged(honest(genuine(
        extra=["Reply-To: <answers@tickets.example>"])), "dkim=pass header.d=legit.example"),
        merge(CONFIRMED, {"findings": {"$none": [{"code": "TF18"}]}}))
    open_reply = mail("<%s>" % L).sign(rsa("legit"), "legit.example", "s1", h="from:to:subject:date:content-type").top(
        "Reply-To: <x@attack.example>")
    t.accounts("reply-to-added", "RT-04: a Reply-To that the signature does not cover.", judged(
        honest(open_reply), "dkim=pass header.d=legit.example"), PARTLY)
    t.accounts("sender-field", "RT-06: Sender is never the author.", judged(delivered(mail(
        "<%s>" % L, extra=["Sender: <%s>" % A])), "spf=pass smtp.mailfrom=" + A), FORGED)
    t.accounts("resent", "RT-08: From is the author, Resent-From is not.", judged(delivered(mail(
        "<%s>" % A, extra=["Resent-From: <%s>" % L, "Resent-Sender: <%s>" % L]).sign(
            rsa("attack"), "attack.example", "s1")), "dkim=pass header.d=attack.example"), CONFIRMED)
    t.accounts("reply-to-odd", "RT-05: two Reply-To fields, encoded, a group, a NUL.", judged(delivered(mail("<%s>" % L, extra=[
        b"Reply-To: =?utf-8?Q?x=40a.example?=, Team: <a@b.example>;, <c\0@d.example>", b"Reply-To: <y@attack.example>"])),
        "spf=pass smtp.mailfrom=" + A), FORGED)


def generate(w):
    for part in (lists, forwarding, ordinary):
        part(Topic(w, TOPIC))
