# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What a message pretends by its names: the display name, comments and local part, domains that
look like others, decorations, and where the answer goes. The attacker's own domain passes."""
import base64

from .lab import *

TOPIC = "names"
OWN = ["--own", "victim.example"]
GUARD = OWN + ["--own", "victimhouse.com", "--protect", "legitbank.com", "--protect", "apple.com"]
NONE_OF = {"findings": {"$none": [{"code": c} for c in ("TF05", "TF06", "TF18", "TF21")]}}


def by_attacker(sender, **more):
    return delivered(mail(sender, **more).sign(rsa("attack"), "attack.example", "s1"))


def shown(level, where, address=None, domain=None):
    detail = {"where": where, "address": address,
              "domain": domain or address.rpartition("@")[2]}
    return merge(verdict(5, level), {"verdict": {"detail": detail}})


def attack(w, name, about, sender, expect, options=OWN, topic=TOPIC, **more):
    w.case(topic, name, about, by_attacker(sender, **more), expect, options=options)


def honest_name(w, name, about, sender, options=GUARD, topic=TOPIC, **more):
    w.case(topic, name, "Honest: " + about, honest(genuine(sender, **more)),
           merge(CONFIRMED, NONE_OF), options=options)


def names(w):
    attack(w, "name-address", "The name is another's address.", '"%s" <%s>' % (L, A),
           merge(shown("warning", "name", L),
                 {"verdict": {"heading": "The name shows a different address",
                              "text": "It shows %s, but the message comes from attack.example." % L}}))
    attack(w, "name-address-own", "The name is an address of the reader's own domain.",
           '"boss@victim.example" <%s>' % A, shown("alarm", "name", "boss@victim.example"))
    attack(w, "name-address-own-unknown", "The same, where nothing is known to be own: a warning.",
           '"boss@victim.example" <%s>' % A, shown("warning", "name", "boss@victim.example"),
           options=None)
    attack(w, "name-address-encoded", "The address is in an encoded name with specials.",
           "=?utf-8?Q?Bank,_=3Cadmin=40legit.example=3E?= <%s>" % A, shown("warning", "name", L))
    attack(w, "name-address-turned", "An override turns the name round.",
           "=?utf-8?B?%s?= <%s>" % (base64.b64encode("\u202eelpmaxe.tigel@nimda".encode()).decode(), A),
           merge(shown("warning", "name", L),
                 {"findings": {"$has": [{"code": "TF21", "level": "warning",
                                         "detail": {"kind": "direction"}}]}}))
    attack(w, "name-address-hidden", "Characters without width in the name's address.",
           "=?utf-8?B?%s?= <%s>" % (base64.b64encode("boss@vic\u200btim.example".encode()).decode(), A),
           shown("alarm", "name", "boss@victim.example"))
    attack(w, "name-url", "The name is an URL.", '"https://legit.example/login" <%s>' % A,
           shown("note", "name", domain="legit.example"))
    attack(w, "name-domain", "The name is a domain that means nothing to the reader: a note.", "Hotelfinder.com <%s>" % A,
           shown("note", "name", domain="hotelfinder.com"))
    attack(w, "name-long", "Many characters push the address out of view.",
           '"boss@victim.example %s" <%s>' % ("Payments " * 30, A),
           shown("alarm", "name", "boss@victim.example"))
    attack(w, "name-and-reply", "The name and the answer are of others.", '"%s" <%s>' % (L, A),
           merge(shown("warning", "name", L), {"findings": {"$has": [{"code": "TF18",
                                                                     "level": "warning"}]}}),
           extra=["Reply-To: x@provider.example"])
    w.case(TOPIC, "name-address-unsigned", "The same from a domain without policy.",
           delivered(mail('"%s" <x@bare.example>' % L), "x@bare.example"), shown("warning", "name", L))
    w.case(TOPIC, "name-namesake", "Honest: the sender's brand below another public suffix.",
           delivered(mail("Amazon.de <versand@amazon.com>"), "versand@amazon.com"),
           merge(verdict(12, "quiet"), NONE_OF))


# What is glued to a domain, and is not of it.
SIGNS = (("curly", "\u201c%s\u201d"), ("low", "\u201e%s\u201c"), ("guillemets", "\u00ab%s\u00bb"),
         ("lenticular", "\u3010%s\u3011 Support"), ("corner", "\u300c%s\u300d"), ("wide", "\uff08%s\uff09"),
         ("trademark", "%s\u2122 Support"), ("service-mark", "%s\u2120"), ("registered", "%s\u00ae"),
         ("circled", "%s\u24c7"), ("small", "%s\u1d40\u1d39"), ("number", "%s\u00b9"), ("star", "\u2605%s\u2605"),
         ("dash", "\u2013%s"), ("arrow", "\u2192%s"), ("envelope", "\u2709%s"), ("emoji", "\U0001f4e7%s"),
         ("invisible", "\u200b%s\u2060"), ("underscores", "__%s__"), ("asterisks", "*%s*"), ("bars", "|%s|"),
         ("hyphens", "IT-%s-Helpdesk"), ("sentence", "Please visit %s."), ("next", "%s.Reply now"),
         ("chinese", "\u8bf7%s\u67e5\u770b"), ("cyrillic", "\u0434\u043b\u044f%s"))


def word(text):
    return "=?utf-8?B?%s?=" % base64.b64encode(text.encode()).decode()


def cut(text, *places):
    """Encoded words, cut anywhere between characters, folded."""
    ends = list(places) + [len(text)]
    return "\r\n ".join(word(text[a:b]) for a, b in zip([0] + ends, ends))


def bare_domains(w):
    own = shown("warning", "name", domain="victim.example")
    attack(w, "name-domain-own", "The name is an own domain.", '"Victim.example Helpdesk" <%s>' % A, own)
    attack(w, "name-domain-protected", "The name is a protected domain.", '"LegitBank.com" <%s>' % A,
           shown("warning", "name", domain="legitbank.com"), options=GUARD)
    for name, text in SIGNS:
        attack(w, "sign-" + name, "An own domain, and what is glued to it.",
               "%s <%s>" % (word(text % "victim.example"), A), own)
        honest_name(w, "honest-sign-" + name, "the same around a name.", "%s <%s>" % (word(text % "Doe"), L))
    attack(w, "sign-cut", "An own domain in encoded words, cut anywhere.",
           "%s <%s>" % (cut("\u201cvictim.example\u201d", 3, 8, 9), A), own)
    attack(w, "name-address-cut", "An own address in encoded words, cut anywhere.",
           "%s <%s>" % (cut("\u201cboss@victim.example\u2122", 2, 5, 6, 12), A),
           shown("alarm", "name", "boss@victim.example"))
    honest_name(w, "honest-company-form", "a company form.", '"Doe Roofing GmbH & Co.KG" <%s>' % L)
    honest_name(w, "honest-given-family", "given name and family name, as in the local part.",
                '"anna.berlin" <anna.berlin@legit.example>')
    honest_name(w, "honest-given-family-initial", "the same, shortened there.",
                '"anna.berlin" <a.berlin@legit.example>')
    honest_name(w, "honest-given-family-order", "the same in another order.",
                '"qing.wang" <wangqing7@legit.example>')
    honest_name(w, "honest-handle", "a handle with a dot.", '"Jane Doe (@jane.doe)" <%s>' % L)


# domain, what it writes for an address, whether that is a bare domain to the reader's eye
SERVICES = (("alias", "simplelogin.co", "Jane Doe - %s", "(a)"), ("alias-at", "anonaddy.me", "Jane Doe '%s'", " at "),
            ("relay", "mozmail.com", "%s [via Relay]", "@"), ("relay-name", "mozmail.com", "Jane <%s> [via Relay]", "@"),
            ("drive", "google.com", "%s (via Google Drive)", "@"), ("signing", "docusign.net", "%s via DocuSign", "@"),
            ("signing-name", "docusign.net", "Jane Doe (%s) via DocuSign", "@"),
            ("tickets", "site.atlassian.net", "%s (Jira)", "@"), ("calendar", "calendly.com", "%s via Calendly", "@"))


def services(w):
    key = rsa("provider")
    for name, domain, form, sign in SERVICES:
        answers = {"_dmarc." + domain: {"TXT": ["v=DMARC1; p=reject"]}, domain: {"TXT": ["v=spf1 -all"]},
                   "s1._domainkey." + domain: {"TXT": [record(key)]}}

        def case(kind, about, text, at, expect, signed=True):
            message = mail('"%s" <x@%s>' % (text, at))
            if at != domain:
                message = delivered(message.sign(rsa("attack"), "attack.example", "s1"))
            elif signed:
                message = honest(message.sign(key, domain, "s1"), "x@" + domain)
            else:
                message = delivered(message)
            w.case(TOPIC, "service-%s-%s" % (name, kind), about, message, expect, answers=answers, options=OWN)

        other, own = "jane%slegit.example" % sign, "boss%svictim.example" % sign
        address = "boss@victim.example" if sign == "@" else None
        accused = shown("alarm" if address else "warning", "name", address, "victim.example")
        case("honest", "Honest: the service names another's address in its form.", form % other, domain,
             merge(verdict(15, "quiet"), evidence("pass", source="dkim"), NONE_OF))
        case("own", "Honest: the service names an address of the reader's house: a note.", form % own, domain,
             merge(shown("note", "name", address, "victim.example"), evidence("pass", source="dkim")))
        case("elsewhere", "The form of a service, from somebody else.", form % own, "attack.example", accused)
        case("unsigned", "The form of a service, which did not send it.", form % own, domain, merge(
            verdict(1, "alarm"), {"evidence": {"result": "fail"}}), signed=False)
        case("form", "A service's own mail, in another form.", (form % own) + " Helpdesk", domain, accused)
    case("words", "The words before the address are the sender's.", "boss@victim.example (jane@legit.example) via Calendly",
         domain, accused)


def honest_names(w):
    honest_name(w, "honest-same-organization", "the name shows a domain of the same organization.",
                '"support@legit.example (legit.example)" <x@sub.legit.example>')
    honest_name(w, "honest-plain", "a person's name.", "Jane Boss <%s>" % L)
    for name, text in (("software", "Node.js Foundation"), ("title", "Dr.med. H.Weber Jr."),
                       ("company", "Muster Inc.Ltd"), ("version", "Release v2.0 README.md"),
                       ("product", "ASP.NET Team"), ("internal", "scanner@firma.local")):
        honest_name(w, "honest-" + name, "dots that are no domain.", '"%s" <%s>' % (text, L))
    honest_name(w, "honest-emoji", "emoji that are no badges.", "=?utf-8?B?%s?= <%s>" % (
        base64.b64encode("\U0001f384 Shop \U0001f468\u200d\U0001f469".encode()).decode(), L))
    honest_name(w, "honest-hebrew", "a Hebrew name with the marks that it needs.",
                "=?utf-8?B?%s?= <%s>" % (base64.b64encode(
                    "\u202b\u05e9\u05dc\u05d5\u05dd\u202c".encode()).decode(), L))


def other_places(w):
    attack(w, "comment-address", "A comment holds another's address.",
           "Foo (foo@legit.example) <%s>" % A, shown("warning", "comment", "foo@legit.example"))
    attack(w, "comment-address-own", "A comment holds an own address.",
           "Foo (boss@victim.example) <%s>" % A, shown("alarm", "comment", "boss@victim.example"))
    w.case(TOPIC, "comment-by-author", "The author's domain signed, the comment names another.",
           honest(genuine("%s (%s)" % (L, A))), shown("warning", "name", A), options=OWN)
    honest_name(w, "honest-comment", "a comment with the same domain.", "%s (help@legit.example)" % L)
    attack(w, "local-quoted", "The quoted local part is another's address.",
           '"admin@legit.example"@attack.example', shown("warning", "local-part", L))
    attack(w, "local-quoted-own", "The quoted local part is an own address.",
           '"boss@victim.example"@attack.example', shown("alarm", "local-part", "boss@victim.example"))
    w.case(TOPIC, "local-quoted-by-author", "The quoted local part holds the attacker's address.",
           honest(genuine('"Someone <x@attack.example>"@legit.example')),
           shown("warning", "local-part", "x@attack.example"))
    honest_name(w, "honest-local-quoted", "a quoted local part.", '"Jane Boss"@legit.example')
    for name, local in (("percent", "admin%%%s"), ("bang", "%s!admin"), ("equals", "admin=40%s")):
        attack(w, "local-" + name, "A route to a domain that means nothing to the reader in the local part.",
               (local % "legit.example") + "@attack.example",
               merge(verdict(15, "quiet"), evidence("pass", source="dkim"), NONE_OF))
        attack(w, "local-%s-own" % name, "A route to an own domain in the local part: a note.",
               (local % "victim.example") + "@attack.example",
               shown("note", "local-part", domain="victim.example"))


def lists(w):
    def by_list(name, about, sender, *extra, expect=merge(CONFIRMED_NO_POLICY, NONE_OF)):
        message = mail(sender, extra=["List-Id: Dev <dev.list.example>"] + list(extra))
        w.case(TOPIC, name, about, honest(message.sign(rsa("list"), "list.example", "l1"),
                                          "dev-bounces@list.example"), expect, options=OWN)
    quiet = merge(verdict(15, "quiet"), evidence("pass", source="dkim"), NONE_OF)
    by_list("list-via", "A list that nobody knows writes an address of the reader's house into the name.",
            '"user@victim.example via List" <list@list.example>', expect=shown("alarm", "name", "user@victim.example"))
    by_list("list-via-unquoted", "Another's address, without quotes.",
            "jane@example.org via Dev <dev@list.example>", expect=shown("warning", "name", "jane@example.org"))
    by_list("list-reply-to-author", "The answer goes to the address in the name.",
            '"jane@example.org" <dev@list.example>', "Reply-To: jane@example.org",
            expect=shown("warning", "name", "jane@example.org"))
    by_list("list-reply-to-both", "The answer goes to the own address in the name, and to another.",
            '"boss@victim.example" <dev@list.example>', "Reply-To: boss@victim.example, x@list.example",
            expect=shown("alarm", "name", "boss@victim.example"))
    by_list("list-domain", "Honest: the author's domain stands behind the name: a note, and no TF18 with it.",
            '"Jane Roe (example.com) via Dev" <dev@list.example>', "Reply-To: jane@example.com",
            expect=merge(shown("note", "name", domain="example.com"), {"findings": {"$none": [{"code": "TF18"}]}}))
    by_list("list-domain-own", "The same with an own domain.",
            '"Boss (victim.example) via Dev" <dev@list.example>', "Reply-To: boss@victim.example",
            expect=shown("warning", "name", domain="victim.example"))
    by_list("list-masked", "Honest: an address that the list masked.",
            '"xin.wang--- via Dev" <dev@list.example>', "Reply-To: xin.wang@example.com", expect=quiet)
    by_list("list-masked-own", "An own address that looks masked.",
            '"boss@victim.example--- via Dev" <dev@list.example>', expect=shown("alarm", "name", "boss@victim.example"))
    by_list("list-name", "Honest: the author's name alone.",
            '"Jane Roe via Dev" <dev@list.example>', "Reply-To: jane@example.com", expect=quiet)
    by_list("list-munged", "Honest: the author's address in the local part.",
            "jane=40legit.example@dmarc.list.example", expect=quiet)
    by_list("list-munged-plain", "Honest: the same, written in another way.",
            "jane=legit.example@list.example", expect=quiet)
    by_list("list-munged-own", "An own address in the local part: a note.",
            "boss=victim.example@list.example", expect=shown("note", "local-part", domain="victim.example"))
    attack(w, "list-of-another", "The form of a list, with the List-Id of another organization.",
           '"boss@victim.example via Dev" <%s>' % A, shown("alarm", "name", "boss@victim.example"),
           extra=["List-Id: <dev.list.example>"])
    attack(w, "list-without-id", "The form of a list without a List-Id.",
           '"%s via Dev" <%s>' % (L, A), shown("warning", "name", L))


def known(w):
    """Contacts and lists that the reader named."""
    jane = OWN + ["--known", "Jane Roe <jane@legit.example>"]
    attack(w, "name-address-known", "The name is the address of a contact.", '"jane@legit.example" <%s>' % A,
           shown("alarm", "name", "jane@legit.example"), options=jane)
    attack(w, "name-address-of-known-house", "The name is an address of a contact's colleague.",
           '"joe@legit.example" <%s>' % A, shown("warning", "name", "joe@legit.example"), options=jane)
    attack(w, "name-domain-known", "The name is the domain of a contact.", '"legit.example Service" <%s>' % A,
           shown("warning", "name", domain="legit.example"), options=jane)
    attack(w, "local-known", "The domain of a contact in the local part: a note.", "jane=legit.example@attack.example",
           shown("note", "local-part", domain="legit.example"), options=jane)
    honest_name(w, "honest-known", "the contact's own mail.", '"jane@legit.example" <jane@legit.example>', options=jane)
    provider = OWN + ["--known", "jane@gmail.com"]
    attack(w, "name-domain-provider", "A contact at a shared provider makes its domain no house: a note.",
           '"gmail.com Team" <%s>' % A, merge(verdict(20, "warning"), {"findings": {"$has": [
               {"code": "TF05", "level": "note", "detail": {"where": "name", "address": None, "domain": "gmail.com"}}]}}),
           options=provider)
    attack(w, "name-address-provider", "The contact's address there is one all the same.",
           '"Jane@gmail.com" <%s>' % A, shown("alarm", "name", "Jane@gmail.com"), options=provider)
    w.case(TOPIC, "domain-known", "A lookalike of a contact's domain.",
           delivered(mail("admin@1egitbank.com"), "admin@1egitbank.com"), looks("alarm", "legitbank.com", "skeleton"),
           options=["--known", "office@mail.legitbank.com"])
    w.case(TOPIC, "domain-honest-known", "Honest: the contact's own domain.",
           delivered(mail("admin@legitbank.com"), "admin@legitbank.com"), merge(NOTHING, NONE_OF),
           options=["--known", "office@mail.legitbank.com"])


def known_lists(w):
    quiet = merge(verdict(15, "quiet"), evidence("pass", source="dkim"), NONE_OF)

    def case(name, about, sender, expect, known_list="dev.list.example", key=("list", "list.example", "l1"), extra=()):
        message = mail(sender, extra=["List-Id: Dev <dev.list.example>"] + list(extra))
        signed = message.sign(rsa(key[0]), key[1], key[2], h="from:to:subject:date:list-id:reply-to:content-type")
        w.case(TOPIC, "known-list-" + name, about, honest(signed, "dev-bounces@" + key[1]), expect,
               options=OWN + ["--known-list", known_list])

    case("via", "Honest: a known list names the author.", '"jane@example.org via Dev" <dev@list.example>', quiet)
    case("signer", "Honest: the same, the signer is named too.", '"jane@example.org via Dev" <dev@list.example>', quiet,
         known_list="dev.list.example=list.example")
    case("reply", "Honest: the answer goes to the author who is named.", '"jane@example.org" <dev@list.example>', quiet,
         extra=["Reply-To: jane@example.org"])
    case("own", "Honest: a known list names an address of the reader's house: a note.",
         '"boss@victim.example via Dev" <dev@list.example>', merge(shown("note", "name", "boss@victim.example"),
                                                                  evidence("pass", source="dkim")))
    accused = shown("alarm", "name", "boss@victim.example")
    case("other-form", "A known list, and words that are no list's.", '"boss@victim.example Office" <dev@list.example>', accused)
    case("other-signer", "The List-Id of a known list, which another signs.",
         '"boss@victim.example via Dev" <dev@list.example>', accused, known_list="dev.list.example=legit.example")
    case("other-list", "Another list of the same host.", '"boss@victim.example via Dev" <dev@list.example>', accused,
         known_list="users.list.example")
    case("stranger", "The List-Id of a known list in a stranger's own mail.", '"boss@victim.example via Dev" <%s>' % A,
         accused, key=("attack", "attack.example", "s1"))


def looks(level, known, kind):
    return merge(verdict(6, level), {"verdict": {"detail": {"known": known, "kind": kind}}})


def lookalikes(w):
    def case(name, about, domain, expect, **more):
        w.case(TOPIC, "domain-" + name, about, delivered(mail("admin@" + domain), "admin@" + domain),
               expect, options=GUARD, **more)

    # attack.example enforces: its SPF, which a border lets check, does not name the subdomain's server.
    below = {"pa": {}, "pb": {"verdict": {"code": "TF01", "rule": "domain-forged", "detail": None},
                              "findings": {"$has": [{"code": "TF06", "level": "alarm"}]}}}
    bank = "legitbank.com"
    case("digit", "A digit for a letter.", "1egitbank.com", merge(
        looks("alarm", bank, "skeleton"), {"verdict": {"heading": "1egitbank.com is not legitbank.com"}}))
    case("cyrillic", "A name of Cyrillic letters alone.", "xn--80ak6aa92e.com",
         merge(looks("alarm", "apple.com", "skeleton"),
               {"verdict": {"heading": "xn--80ak6aa92e.com is not apple.com"}}))
    case("mixed", "One Cyrillic letter.", "\u0430pple.com", looks("alarm", "apple.com", "skeleton"))
    case("diacritic", "A dot below a letter.", "legitb\u1ea1nk.com", looks("alarm", bank, "skeleton"))
    case("capital", "A capital I for an l.", "appIe.com", looks("alarm", "apple.com", "skeleton"))
    case("embedded", "The other domain in front.", "legitbank.com.attack.example",
         looks("alarm", bank, "embedded"), accounts=below)
    case("embedded-hyphens", "The same with hyphens.", "www-legitbank-com.attack.example",
         looks("alarm", bank, "embedded"), accounts=below)
    case("omission", "A letter is missing.", "legitbnk.com", looks("warning", bank, "edit"))
    case("swap", "Two letters are swapped.", "legitbakn.com", looks("warning", bank, "edit"))
    case("combined", "A word of trust behind the name.", "legitbank-secure.com",
         looks("warning", bank, "combined"))
    case("combined-front", "A word of trust before the name.", "loginlegitbank.com",
         looks("warning", bank, "combined"))
    case("hosted", "The name below a suffix that anybody can rent.", "legitbank.github.io",
         looks("warning", bank, "hosted"))
    case("own", "A lookalike of the reader's own domain.", "victimhuose.com",
         looks("alarm", "victimhouse.com", "edit"))
    case("own-hyphen", "The own domain with a hyphen: often honest.", "victim-house.com",
         looks("warning", "victimhouse.com", "hyphen"))
    for name, domain in (("itself", bank), ("subdomain", "mail." + bank), ("first-letter", "megitbank.com"),
                         ("hyphen", "legit-bank.com"), ("suffix", "legitbank.net"),
                         ("country", "legitbank.com.br"), ("umlaut", "m\u00fcnchen.de"),
                         ("russian", "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"),
                         ("japanese", "\u65e5\u672c\u8a9e.jp")):
        case("honest-" + name, "Honest: no lookalike.", domain, merge(NOTHING, NONE_OF))


def replies(w):
    w.case(TOPIC, "reply-lookalike", "The answer would go to a lookalike of From.",
           honest(genuine(extra=["Reply-To: <x@1egit.example>"])),
           merge(verdict(18, "warning"), {"verdict": {"detail": {"lookalike": "x@1egit.example"},
                                                      "heading": "Your answer would go to x@1egit.example"}}))
    w.case(TOPIC, "reply-lookalike-second", "The second of two Reply-To addresses is a lookalike.",
           honest(genuine(extra=["Reply-To: a@tickets.example, x@legit-login.example"])),
           merge(verdict(18, "warning"), {"verdict": {"detail": {"lookalike": "x@legit-login.example"}}}))
    answer = ["Reply-To: <x@attack.example>"]
    for name, path, expect, more in (
            ("fails", A, FORGED, {}),
            ("unproven", L, UNPROVEN, {"pa": {}, "pb": merge(verdict(1, "alarm"), {
                "evidence": {"result": "fail"}, "dmarc": {"result": "fail", "reason": None}})})):
        w.case(TOPIC, "reply-" + name, "Not confirmed, and the answer would go elsewhere.",
               delivered(mail("<%s>" % L, extra=answer), path),
               merge(expect, {"findings": {"$has": [{"code": "TF18", "level": "warning"}]}}), accounts=more or None)
    w.case(TOPIC, "reply-two-fields", "A second Reply-To above the signed one.",
           honest(genuine(h="from:to:subject:date:reply-to:content-type",
                          extra=["Reply-To: <help@legit.example>"]).top(*answer)),
           merge(PARTLY, {"message": {"reply_to": ["x@attack.example", "help@legit.example"]}}))
    w.case(TOPIC, "reply-odd-passing", "An encoded address, a group and a NUL, signed by the author's domain.",
           honest(genuine(extra=[b"Reply-To: =?utf-8?Q?x=401egit.example?= <y\0@1egit.example>, Team: <a@b.example>;"])),
           verdict(18, "warning"))
    honest_name(w, "honest-reply-two", "two addresses of one's own in one Reply-To.", L,
                extra=["Reply-To: <a@legit.example>, Team: <b@legit.example>;"])
    honest_name(w, "honest-sender", "a Sender of another organization.", L,
                extra=["Sender: <x@attack.example>"])
    honest_name(w, "honest-resent", "sent on by somebody else.", L,
                extra=["Resent-From: <x@attack.example>", "Resent-Sender: <y@attack.example>"])
    honest_name(w, "honest-reply", "a ticket system's Reply-To.", L,
                extra=["Reply-To: <x@tickets.example>"])
    honest_name(w, "honest-reply-suffix", "the same house below another suffix.", L,
                extra=["Reply-To: <x@legit.test>"])


def decorations(w):
    for name, text in (("tick", "Bank \u2714"), ("padlock", "\U0001f512 Bank"),
                       ("word", "Bank (verified)")):
        sender = "=?utf-8?B?%s?= <%s>" % (base64.b64encode(text.encode()).decode(), A)
        kind = "word" if name == "word" else "badge"
        attack(w, "decorated-" + name, "A sign in the name that proves nothing: a note.", sender,
               merge(verdict(21, "note"), {"verdict": {"detail": {"kind": kind}}}))
    attack(w, "decorated-beside", "The same beside another finding: a warning.",
           "=?utf-8?B?%s?= <%s>" % (base64.b64encode(("%s \u2714" % L).encode()).decode(), A),
           merge(verdict(5, "warning"), {"findings": {"$has": [{"code": "TF21", "level": "warning"}]}}))


def generate(w):
    for part in (names, bare_domains, services, honest_names, other_places, lists, known, known_lists, lookalikes, replies, decorations):
        part(w)
