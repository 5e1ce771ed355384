# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Domains and names that are made to look like others, one of each kind, with what honest mail has
that is near. Nothing but the look of the name speaks: no domain here publishes a policy."""
from .lab import *
from .names import GUARD, NONE_OF, attack, by_attacker, honest_name, looks, shown, word

TOPIC = "cousins"
BANK = "legitbank.com"
QUIET = merge(NOTHING, NONE_OF)


def domain_case(w, name, about, domain, expect, options=GUARD, local="admin"):
    address = "%s@%s" % (local, domain)
    w.case(TOPIC, name, about, delivered(mail(address), address), expect, options=options)


ALIKE = (("greek-omicron", "g\u03bf\u03bfdfellow.com", "goodfellow.com"), ("latin-alpha", "legitb\u0251nk.com", BANK),
         ("dotless-i", "leg\u0131tbank.com", BANK), ("stroke-l", "\u0142egitbank.com", BANK),
         ("stroke-t", "legi\u0167bank.com", BANK), ("stroke-d", "goo\u0111fellow.com", "goodfellow.com"),
         ("acute", "\u013aegitbank.com", BANK), ("dot-below", "\u1e37egitbank.com", BANK), ("schwa", "legitb\u0259nk.com", BANK),
         ("small-capital", "le\u0262itbank.com", BANK), ("wynn", "a\u01bfple.com", "apple.com"), ("armenian", "legitba\u0578k.com", BANK),
         ("all-cyrillic", "xn--80ak6aa92e.com", "apple.com"), ("one-cyrillic", "\u0430pple.com", "apple.com"),
         ("pair-rn", "rnarinebank.com", "marinebank.com"), ("pair-vv", "vvestbank.com", "westbank.com"),
         ("digit-one", "1egitbank.com", BANK), ("digit-zero", "g00dfellow.com", "goodfellow.com"), ("capital-i", "Iegitbank.com", BANK))
GLANCE = (("cl", "goocltellow.com", "goodtellow.com"), ("q", "leqitbank.com", BANK), ("c", "lcgitbank.com", BANK),
          ("n", "legitbamk.com", BANK), ("i", "iegitbank.com", BANK), ("lc", "legitbanlc.com", BANK), ("two", "lcgitbamk.com", BANK),
          ("first", "nnarinebank.com", "marinebank.com"), ("idn-and-pair", "l\u00e9gitbamk.com", BANK))


def homographs(w):
    more = GUARD + ["--protect", "goodfellow.com", "--protect", "marinebank.com", "--protect", "westbank.com", "--protect", "goodtellow.com"]
    for name, domain, known in ALIKE:
        domain_case(w, "alike-" + name, "Nobody sees that it is another name.", domain, looks("alarm", known, "skeleton"), more)
    for name, domain, known in GLANCE:
        domain_case(w, "glance-" + name, "Read in passing it is the other name.", domain, looks("warning", known, "weak-skeleton"), more)
    domain_case(w, "mixed-of-nobody", "Letters of two scripts that pass for Latin ones, whoever is meant.", "p\u0430yr\u043el.com",
                looks("warning", "payrol.com", "mixed-scripts"), OWN_ONLY)
    domain_case(w, "mixed-of-nobody-below", "The same in front of the registrable name.", "p\u0430yr\u043el.bare.example",
                looks("warning", "payrol.bare.example", "mixed-scripts"), OWN_ONLY)
    domain_case(w, "mixed-suffix", "A Cyrillic letter in what looks like the suffix.", "legitbank.c\u043em",
                looks("warning", BANK, "mixed-scripts"), OWN_ONLY)
    for name, domain in (("ligature", "of\ufb01ce-example.com"), ("full-width", "\uff4c\uff45\uff47\uff49\uff54bank.com"),
                         ("mathematical", "\U0001d425\U0001d41egitbank.com"), ("digits", "abc\u06634.com"), ("joiner", "le\u200dgitbank.com"),
                         ("direction", "\u05d0\u05d1\u05d2abc.com"), ("leader-dot", "legitbank\u2024com"), ("punycode", "xn--legitbank-.com")):
        domain_case(w, "no-name-" + name, "Programs read the domain in different ways, or it is none.", domain, verdict(4, "alarm"))
    for name, domain in (("german", "m\u00fcnchen.de"), ("eszett", "fa\u00df.example"), ("russian", "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"),
                         ("russian-com", "\u0432\u0440\u0435\u043c\u044f.com"), ("japanese", "\u65e5\u672c\u8a9e.jp"), ("japanese-latin", "abc\u65e5\u672c.jp"),
                         ("korean", "\ud55c\uad6d.kr"), ("arabic", "\u0645\u062b\u0627\u0644.com"), ("hebrew", "\u05d3\u05d5\u05d2\u05de\u05d4.com"),
                         ("persian", "xn--mgba3gch31f060k.com"), ("hindi", "\u0909\u0926\u093e\u0939\u0930\u0923.com"), ("thai", "\u0e44\u0e17\u0e22.com"),
                         ("greek", "\u03c0\u03b1\u03c1\u03ac\u03b4\u03b5\u03b9\u03b3\u03bc\u03b1.gr"), ("two-scripts", "\u043c\u0430\u0433\u0430\u0437\u0438\u043d-abc.com")):
        domain_case(w, "honest-idn-" + name, "Honest: a name in its own script.", domain, QUIET, GUARD)


OWN_ONLY = ["--own", "victim.example"]


def cousins(w):
    for name, domain, kind in (("omission", "legitbnk.com", "edit"), ("insertion", "legitxbank.com", "edit"), ("replacement", "legitbaxk.com", "edit"),
                               ("transposition", "legibtank.com", "edit"), ("first-swap", "elgitbank.com", "edit"), ("repetition", "legittbank.com", "edit"),
                               ("dot", "le.gitbank.com", "edit"), ("login-behind", "legitbank-secure.com", "combined"), ("login-before", "loginlegitbank.com", "combined"),
                               ("support", "legitbank-support.com", "combined"), ("mailer", "mailer-legitbank.io", "combined"),
                               ("below-secure", "legitbank.securexyz.com", "combined"), ("below-account", "legitbank.account-check.info", "combined"),
                               ("hosted", "legitbank.github.io", "hosted"), ("hosted-app", "legitbank.web.app", "hosted"),
                               ("rented", "legitbankcom.onmicrosoft.com", "hosted"), ("other-suffix", "1egitbank.net", "other-suffix")):
        domain_case(w, "cousin-" + name, "A cousin of the bank's name.", domain, looks("warning", BANK, kind))
    for name, domain in (("front", "legitbank.com.bare.test"), ("hyphens", "legitbank-com.bare.test"), ("www", "www-legitbank-com.bare.test"),
                         ("glued", "legitbankcom.bare.test"), ("middle", "login.legitbank.com-id7.test"), ("famous-host", "legitbank.com.mail.yahoo.com")):
        domain_case(w, "embedded-" + name, "All of the bank's domain is in it.", domain, looks("alarm", BANK, "embedded"))
    for name, domain, kind in (("swap", "victimhuose.com", "edit"), ("login", "victimhouse-login.com", "combined"), ("glance", "victirnhouse.com", "skeleton"),
                               ("front", "victimhouse.com.bare.test", "embedded")):
        domain_case(w, "own-" + name, "A lookalike of the reader's own domain.", domain, looks("alarm", "victimhouse.com", kind))
    contact = OWN_ONLY + ["--known", "Jane Boss <jane@goodfellow.com>"]
    domain_case(w, "contact-edit", "A lookalike of a contact's domain.", "goodfelow.com", looks("warning", "goodfellow.com", "edit"), contact)
    domain_case(w, "contact-skeleton", "The same, and nobody sees it.", "g00dfellow.com", looks("alarm", "goodfellow.com", "skeleton"), contact)
    known = ["--own", "victim.example", "--protect", "wikipedia.org", "--protect", "orange.fr", "--protect", "hanksbank.com", "--protect", "chimpmail.com",
             "--protect", "youtu.be", "--protect", BANK]
    for name, domain in (("famous", "wikimedia.org"), ("business", "orange-business.com"), ("first-letter", "banksbank.com"), ("hyphen", "legit-bank.com"),
                         ("number", "legitbank2.com"), ("suffix", "legitbank.net"), ("suffix-account", "accounts.legitbank.net"), ("country", "legitbank.com.br"),
                         ("below", "news.legitbank.com"), ("customer", "legitbank.newsletters.test"), ("glued-word", "youtube.com"),
                         ("common-part", "mail.chimp.com"), ("common-behind", "chimp.mail.com"), ("rented-name", "legitbank.zendesk.com")):
        domain_case(w, "honest-" + name, "Honest: a neighbour.", domain, QUIET, known)


SPELLED = (("at-dot", "boss at victim dot example"), ("brackets", "boss[at]victim[dot]example"), ("braces", "boss{at}victim{.}example"),
           ("round", "boss (at) victim (dot) example"), ("spaced-dot", "boss @ victim . example"), ("spaced", "v i c t i m . e x a m p l e"),
           ("capitals", "V I C T I M . E X A M P L E"), ("dotted", "v.i.c.t.i.m.example"), ("middle-dot", "victim\u00b7example"),
           ("bullet", "victim \u2022 example"), ("katakana-dot", "victim\u30fbexample"), ("leader", "victim\u2024example"),
           ("script-suffix", "victim.\u0435xample"), ("punkt", "victim punkt example"))


def spelled(w):
    for name, text in SPELLED:
        attack(w, "spelled-" + name, "An own domain, written so that only people read it.", "%s <%s>" % (word(text), A),
               merge(verdict(5, "warning"), {"verdict": {"detail": {"where": "name", "domain": "victim.example"}}}),
               options=GUARD, topic=TOPIC)
    attack(w, "spelled-script", "The same with a letter of another script.", "%s <%s>" % (word("vi\u0441tim.example"), A),
           shown("warning", "name", domain="xn--vitim-2ye.example"), options=GUARD, topic=TOPIC)
    for name, text in (("sentence", "Victim. Example of a name"), ("words", "Dot Com Solutions"), ("initials", "J. R. R. Doe"), ("single", "Plan B . A . C"),
                       ("bullets", "Jane Doe \u00b7 Sales \u2022 Example"), ("katakana", "\u30b8\u30a7\u30fc\u30f3\u30fb\u30c9\u30a6"), ("catalan", "Gabriel\u00b7la Sol\u00e9"),
                       ("at-home", "Jane at Home"), ("russian", "\u0414\u043c\u0438\u0442\u0440\u0438\u0439 . \u0418\u0432\u0430\u043d\u043e\u0432")):
        honest_name(w, "honest-spelled-" + name, "dots and letters apart.", "%s <%s>" % (word(text), L), topic=TOPIC)
    honest_name(w, "honest-spelled-own", "the sender's own domain, spelled.", '"admin at legit dot example" <%s>' % L, topic=TOPIC)


def own_people(w):
    options = ["--own", "victim.example", "--own", "Vera Reader <vera@victim.example>", "--own", "me@bare.example"]
    w.case(TOPIC, "own-address-unsigned", "The reader's own address, unsigned, and no policy: a note.",
           delivered(mail("me@bare.example"), A), verdict(8, "note"), options=options)
    w.case(TOPIC, "own-name-own-domain", "The reader's own name and domain, which enforces.",
           delivered(mail('"Vera Reader" <vera@legit.example>'), A), verdict(2, "alarm"),
           options=["--own", "Vera Reader <vera@legit.example>"])
    honest_name(w, "honest-own-name-signed", "the reader's own mail from elsewhere, signed.", '"Vera Reader" <vera@legit.example>',
                options=["--own", "Vera Reader <vera@legit.example>"], topic=TOPIC)
    honest_name(w, "honest-same-house", "a name with an address of the sender's own house.",
                '"support@legit.example (legit.example)" <admin@legit.example>', topic=TOPIC)


def generate(w):
    for part in (homographs, cousins, spelled, own_people):
        part(w)
