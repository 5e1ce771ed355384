# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Names of firms and of people whom the reader knows, on addresses that are not theirs. The attacker's own
domain passes. (Each honest twin is an honest form of the same.)"""
from .lab import *
from .names import by_attacker, word

TOPIC = "names"
KNOWN = ["--own", "victim.example", "--own", "Vera Reader <vera@victim.example>",
         "--known", "Jane Boss <jane@friend.example>", "--known", "Kim Doe <kim.doe@gmail.com>"]
NONE_OF = {"findings": {"$none": [{"code": c} for c in ("TF06", "TF07", "TF20", "TF21")]}}


def brand(name, kind, **more):
    return merge(verdict(20, "warning"), {"verdict": {"detail": {"brand": name, "kind": kind}}}, more)


def contact(name, known):
    return merge(verdict(7, "warning"), {"verdict": {"detail": {"name": name, "known": known}}})


def attack(w, name, about, sender, expect, options=KNOWN, **more):
    w.case(TOPIC, name, about, by_attacker(sender, **more), expect, options=options)


def honest_name(w, name, about, sender, options=KNOWN, **more):
    w.case(TOPIC, name, "Honest: " + about, honest(genuine(sender, **more)), merge(CONFIRMED, NONE_OF),
           options=options)


BRANDS = (("plain", "PayPal", "PayPal", "claimed"), ("office", "PayPal Service", "PayPal", "claimed"),
          ("possessive", "Your Netflix account", "Netflix", "claimed"),
          ("phrase", "Microsoft account team", "Microsoft", "claimed"),
          ("german", "DHL Kundenservice", "DHL", "claimed"), ("glued", "PayPalSupport", "PayPal", "claimed"),
          ("twice", "Netflix - Netflix", "Netflix", "claimed"), ("parted", "Face Book Security", "Facebook", "claimed"),
          ("everyday", "Apple Support", "Apple", "claimed"), ("everyday-bank", "Chase Bank Alerts", "Chase", "claimed"),
          ("trademark", "McAfee\u2122", "McAfee", "claimed"), ("emoji", "\U0001f4e6 FedEx \U0001f69a", "FedEx", "claimed"),
          ("digit", "Jane from PayPa1", "PayPal", "disguised"), ("pair", "Rnicrosoft team", "Microsoft", "disguised"),
          ("capital", "Jane of NetfIix", "Netflix", "disguised"),
          ("cyrillic", "Jane \u0440\u0430yp\u0430l", "PayPal", "disguised"),
          ("cyrillic-everyday", "\u0410pple", "Apple", "disguised"),
          ("styled", "\U0001d40f\U0001d41a\U0001d432\U0001d40f\U0001d41a\U0001d425", "PayPal", "disguised"),
          ("spaced", "P a y P a l", "PayPal", "disguised"), ("dotted", "N.e.t.f.l.i.x", "Netflix", "disguised"),
          ("invisible", "Pay\u200bPal of Jane", "PayPal", "disguised"))
HONEST = (("users", "Microsoft Users Group"), ("works-at", "Jane Doe (Google)"), ("surname", "Chase Smith"),
          ("everyday", "Visa Office"), ("festival", "Apple Music Festival"), ("forename", "Otto"),
          ("orchard", "Apple"), ("initials", "J. R. R. Doe"), ("within", "Amazonas Travel"),
          ("greek", "\u0391\u03b8\u03ae\u03bd\u03b1"), ("two-scripts", "IT \u043a\u043e\u043c\u043f\u0430\u043d\u0438\u044f"))


def brands(w):
    for name, text, whose, kind in BRANDS:
        attack(w, "brand-" + name, "The name is a firm's: %s." % whose, "%s <%s>" % (word(text), A),
               brand(whose, kind))
    for name, text in HONEST:
        honest_name(w, "honest-brand-" + name, "a name with a firm's in it.", "%s <%s>" % (word(text), L))
    attack(w, "brand-odd-reply", "A firm among other words, and the answer goes to a mailbox provider.",
           '"Jenny from Binance" <%s>' % A, merge(verdict(18, "warning"), {"findings": {"$has": [{"code": "TF20", "level": "warning", "detail": {"brand": "Binance", "kind": "mentioned"}}]}}), extra=["Reply-To: <x@gmail.com>"])
    attack(w, "brand-odd-dot", "The same, with a dot behind the domain.",
           '"Jenny from Binance" <x@attack.example.>', brand("Binance", "mentioned"))
    honest_name(w, "honest-brand-odd", "odd in the same way, without a firm.", '"Jenny from Berlin" <%s>' % L,
                extra=["Reply-To: <x@gmail.com>"])
    honest_name(w, "honest-brand-reader", "the reader's own helpdesk.", '"Microsoft Support" <%s>' % L,
                options=["--own", "legit.example"])
    honest_name(w, "honest-brand-known", "somebody whom the reader knows.", '"PayPal Service" <%s>' % L,
                options=["--known", L])
    report = ["Auto-Submitted: auto-replied"]
    w.case(TOPIC, "honest-brand-server", "Honest: a mail server's report, called after the firm that made the server.",
           honest(genuine('"Microsoft Outlook" <postmaster@legit.example>', extra=report), ""), merge(CONFIRMED, NONE_OF), options=KNOWN)
    w.case(TOPIC, "brand-server-office", "The same with an office.",
           delivered(mail('"Microsoft Outlook Support" <postmaster@attack.example>', extra=report).sign(rsa("attack"), "attack.example", "s1"), ""),
           brand("Microsoft", "claimed"), options=KNOWN)
    attack(w, "brand-server", "The same in ordinary mail.", '"Microsoft Outlook" <postmaster@attack.example>', brand("Microsoft", "claimed"), extra=report)
    w.case(TOPIC, "honest-brand-other-domain", "Honest: a firm's name shows another of its domains.",
           delivered(mail('"The WEB.DE Team" <no-reply@1und1.de>'), "no-reply@1und1.de"), merge(NOTHING, NONE_OF), options=KNOWN)
    attack(w, "brand-rented", "A firm among other words, on a host that anybody can rent.", '"Jenny from Binance" <x@shop.github.io>',
           merge(verdict(20, "warning"), {"verdict": {"detail": {"kind": "mentioned"}}}))
    attack(w, "mixed-scripts", "A word with a Cyrillic letter among Latin ones: a note.", "%s <%s>" % (word("B\u043ess"), A),
           merge(verdict(21, "note"), {"verdict": {"detail": {"kind": "scripts"}}}))


def people(w):
    jane = contact("Jane Boss", "jane@friend.example")
    for name, text in (("plain", "Jane Boss"), ("order", "Boss, Jane"), ("case", "JANE BOSS"),
                       ("cyrillic", "J\u0430ne Boss"), ("invisible", "Jane\u200b Bo\u200bss"), ("accent", "J\u00e1ne Boss")):
        expect = jane
        attack(w, "contact-" + name, "A contact's name on a new address.", "%s <%s>" % (word(text), A), expect)
    attack(w, "contact-mailbox", "A contact's name at another mailbox of the same provider.",
           '"Kim Doe" <kim.d0e@gmail.com>', contact("Kim Doe", "kim.doe@gmail.com"))
    attack(w, "contact-self", "The reader's own name at a mailbox provider.", '"Vera Reader" <vera@gmail.com>',
           contact("Vera Reader", "vera@victim.example"))
    honest_name(w, "honest-contact-other", "another person of that name's parts.", '"Jane Doe" <%s>' % L)
    honest_name(w, "honest-contact-one-word", "only a forename.", '"Jane" <%s>' % L)
    honest_name(w, "honest-contact-itself", "the contact.", '"Jane Boss" <%s>' % L, options=["--known", "Jane Boss <%s>" % L])
    honest_name(w, "honest-contact-house", "another mailbox of the contact's organization.", '"Jane Boss" <%s>' % L,
                options=["--known", "Jane Boss <jb@mail.legit.example>"])
    honest_name(w, "honest-contact-two", "a contact with two addresses.", '"Jane Boss" <%s>' % L,
                options=["--known", "Jane Boss <%s>" % L, "--known", "Jane Boss <jane@friend.example>"])
    w.case(TOPIC, "honest-contact-tag", "Honest: the contact's mailbox with a tag.",
           delivered(mail('"Kim Doe" <k.imdoe+lists@gmail.com>'), "kimdoe@gmail.com"),
           NONE_OF, options=KNOWN)
    honest_name(w, "honest-own-name", "the reader's own name in a notice of somebody else.", '"Vera Reader" <%s>' % L)


def domains(w):
    def case(name, about, domain, known, kind, level="warning"):
        w.case(TOPIC, "known-brand-" + name, about, delivered(mail("admin@" + domain), "admin@" + domain),
               merge(verdict(6, level), {"verdict": {"detail": {"known": known, "kind": kind}}}), options=["--own", "victim.example"])

    case("cyrillic", "A firm's domain in Cyrillic letters.", "xn--80ak6aa92e.com", "apple.com", "skeleton", "alarm")
    case("digit", "A digit for a letter.", "paypa1.com", "paypal.com", "skeleton", "alarm")
    case("pair", "Two letters for one.", "rnicrosoft.com", "microsoft.com", "skeleton", "alarm")
    case("embedded", "All of a firm's domain in front.", "www.netflix.com.billing.example", "netflix.com", "embedded", "alarm")
    case("combined", "A firm's name and a word of trust.", "paypal-secure.test", "paypal.com", "combined")
    case("swap", "Two letters are swapped.", "micorsoft.com", "microsoft.com", "edit")
    case("hosted", "A firm's name below a suffix that anybody can rent.", "netflix.github.io", "netflix.com", "hosted")
    for name, domain in (("other-own", "paypal-communication.com"), ("popular", "bitly.com"), ("orchard", "apple-orchard.example"),
                         ("short", "ledgers.com"), ("bank", "chase-support.example"), ("orange", "orange-business.com")):
        w.case(TOPIC, "honest-known-brand-" + name, "Honest: no lookalike of a firm.",
               delivered(mail("admin@" + domain), "admin@" + domain), merge(NOTHING, NONE_OF), options=["--own", "victim.example"])


def generate(w):
    for part in (brands, people, domains):
        part(w)
