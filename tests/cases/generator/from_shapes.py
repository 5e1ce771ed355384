# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Who the author is: shapes of From, each unsigned, signed by the attacker and, where the domain
that is meant allows it, by the domain itself."""
import base64

from .ways import *

TOPIC = "from"
B64 = "=?utf-8?B?%s?="


def encoded(text):
    return B64 % base64.b64encode(text.encode()).decode()


def shapes(w, name, about, sender, expect, ours=None, theirs=None, border=None, **more):
    """EXPECT for the unsigned and the attacker's message; OURS if legit.example signed it, THEIRS
    if the attacker's own signature makes a difference, BORDER if the attacker's own SPF does."""
    message = mail(sender)
    w.case(TOPIC, name + "-unsigned", about, delivered(message), expect,
           accounts={"pa": {}, "pb": border} if border else None, **more)
    signed = message.sign(rsa("attack"), "attack.example", "s1", h="from:to:subject:date")
    w.case(TOPIC, name + "-by-attacker", about + " Signed by the attacker's domain.",
           delivered(signed), theirs or expect, **more)
    if ours:
        signed = message.sign(rsa("legit"), "legit.example", "s1")
        w.case(TOPIC, name + "-by-author", about + " Signed by the author's domain.",
               honest(signed), ours, **more)


def ambiguous(w, name, about, sender, reason=None, **more):
    expect = merge(AMBIGUOUS, author(reason=reason) if reason else {})
    shapes(w, name, about, sender, expect, ours=expect, **more)


# The attacker's own domain: p=reject and an aligned Return-Path, so unsigned is unproven.
OWN = merge(UNPROVEN, {"from": {"domain": "attack.example"}})
OWN_SIGNED = merge(evidence("pass", source="dkim"), {"from": {"domain": "attack.example"}})


def own(w, name, about, sender, level, address=A):
    """The attacker's domain, whatever else is shown: TF05 where it passes."""
    shown, who = verdict(5, level) if level else verdict(15, "quiet"), author(address)
    shapes(w, name, about, sender, merge(OWN, who, shown if level == "alarm" else {}),
           theirs=merge(OWN_SIGNED, who, shown),
           border=merge(shown, evidence("pass", source="spf"), {"evidence": {"policy": None},
                                                               "dmarc": {"result": "pass", "reason": None}}))


def legit(w, name, about, sender, state="clean", address=L, quiet=True, **more):
    who = author(address, state) if state else author(address)
    who["from"]["domain"] = "legit.example"
    shapes(w, name, about, sender, merge(FORGED, who),
           ours=merge(CONFIRMED if quiet else evidence("pass", source="dkim"), who), **more)


def several(w):
    two = "several-fields"
    ambiguous(w, "two-fields", "Two From fields, the attacker's first.",
              ["From: <%s>" % A, "From: <%s>" % L], two)
    ambiguous(w, "two-fields-reverse", "Two From fields, the attacker's last.",
              ["From: <%s>" % L, "From: <%s>" % A], two)
    ambiguous(w, "blank-before-colon", "The second From field has a blank before its colon.",
              ["From: <%s>" % A, "From : <%s>" % L], two)
    ambiguous(w, "fold-before-colon", "One From field is folded before its colon.",
              ["From\r\n : <%s>" % A, "From: <%s>" % L])
    ambiguous(w, "fold-before-colon-and-sender", "The only From is folded before its colon; Sender"
              " names somebody else.", ["From\r\n : <%s>" % A, "Sender: <%s>" % L])
    ambiguous(w, "two-mailboxes", "Two mailboxes of two domains.", "<%s>, <%s>" % (A, L),
              "several-domains")
    ambiguous(w, "two-mailboxes-bare", "A bare address and one in brackets, of two domains.",
              "%s, <%s>" % (L, A), "several-domains")
    ambiguous(w, "folded-line-of-blanks", "The second mailbox comes after a folded line of blanks"
              " alone.", "<%s>\r\n \r\n , <%s>" % (A, L), "several-domains")
    ambiguous(w, "group-of-two", "A group with members of two domains.", "Team: %s, %s;" % (L, A),
              "several-domains")
    w.case(TOPIC, "blank-before-colon-honest", "Honest: the only From has a blank before its colon.",
           honest(genuine(["From : <%s>" % L])), merge(CONFIRMED, author(L, "obsolete-syntax")))
    w.case(TOPIC, "folded-value-honest", "Honest: the only From is folded behind its colon.",
           honest(genuine(["From:\r\n <%s>" % L])), merge(CONFIRMED, author(L, "clean")))
    both = "<a@legit.example>, <b@legit.example>"
    w.case(TOPIC, "two-mailboxes-one-domain", "Honest: two authors of one domain, which signed.",
           honest(genuine(both, extra=["Sender: <a@legit.example>"])),
           merge(CONFIRMED, author(state="clean"),
                 {"from": {"addresses": ["a@legit.example", "b@legit.example"]}}))
    for name, sender in (("no-sender", ()), ("other-sender", ["Sender: <x@other.example>"])):
        w.case(TOPIC, "two-mailboxes-one-domain-" + name, "Two authors of one domain, and nobody of it answers for them.",
               honest(genuine(both, extra=sender)), merge(verdict(4, "warning"), evidence("pass", source="dkim")))
        w.case(TOPIC, "two-mailboxes-one-domain-forged-" + name, "The same, forged: no milder than of one author.",
               delivered(mail(both, extra=sender)), FORGED)
    w.case(TOPIC, "group-of-one", "Honest: a group with one member (RFC 6854).",
           honest(genuine("Team: %s;" % L)), merge(CONFIRMED, author(L)))


def missing(w):
    received = trace()
    base = mail([]).top(*received)
    local = ["Received: by host.localdomain (Postfix, from userid 0)\r\n\tid 4Fz0Qk; " + HOUR_AGO]
    # A warning only: nobody is named, so nobody's name is used.
    w.case(TOPIC, "missing-local", "Honest: no From in mail that never left the machine.",
           mail([]).top(*local), {"verdict": {"level": "quiet"}})
    w.case(TOPIC, "empty-local", "Honest: an empty From in mail that never left the machine.",
           mail(["From:"]).top(*local), {"verdict": {"level": "quiet"}})
    Topic(w, TOPIC).accounts(
        "swallowed", "The From line became a part of the server's field, and Resent-From names somebody.",
        mail(["Resent-From: <%s>" % L]).top(
            results("spf=pass smtp.helo=attack.example", "dmarc=pass header.from=legit.example")
            + "\r\n From: <%s>" % A, *trace("attack.example", path="")),
        merge(NO_SENDER, author(reason="missing")))
    w.case(TOPIC, "missing", "No From at all.", base, merge(NO_SENDER, author(reason="missing")))
    w.case(TOPIC, "missing-with-sender", "No From; Sender never replaces it.",
           mail(["Sender: <%s>" % L]).top(*received), merge(NO_SENDER, author(reason="missing")))
    w.case(TOPIC, "missing-with-resent-from", "No From; Resent-From never replaces it.",
           mail(["Resent-From: <%s>" % L]).top(*received), merge(NO_SENDER, author(reason="missing")))
    w.case(TOPIC, "empty", "An empty From; Sender never replaces it.",
           mail(["From:", "Sender: <%s>" % L]).top(*received), NO_SENDER)
    w.case(TOPIC, "empty-group", "A group without members.",
           mail("Undisclosed:;").top(*received), merge(NO_SENDER, author(reason="empty-group")))
    w.case(TOPIC, "empty-header", "The message begins with an empty line, as it was delivered: From is in the body.",
           mail([]).without("From").top(*received).with_body(b"From: <%s>\r\n\r\nHello\r\n" % L.encode()),
           merge(NO_SENDER, author(reason="missing")))
    for name, address, reason in (("literal", "admin@[203.0.113.66]", "domain-literal"),
                                  ("literal-ipv6", "admin@[IPv6:2001:db8::1]", "domain-literal"),
                                  ("single-label", "admin@localhost", "single-label")):
        w.case(TOPIC, name, "An address without a domain that could publish anything.",
               mail("<%s>" % address).top(*received), merge(NO_SENDER, author(reason=reason)))
        w.case(TOPIC, name + "-local", "Honest: the same in mail that never left the machine.",
               mail("<%s>" % address).top(*local), {"verdict": {"level": "quiet"}})


def disguised(w):
    ambiguous(w, "encoded-address", "The whole address is an encoded word.",
              encoded("<%s>" % L), "encoded-address")
    ambiguous(w, "encoded-address-and-mailbox", "An encoded word that decodes to an address, a comma,"
              " another address.", encoded("<%s>" % L) + ", <%s>" % A)
    ambiguous(w, "encoded-local-part", "An encoded word where the local part must be.",
              "=?utf-8?Q?admin=40legit.example?=@attack.example", "encoded-address")
    ambiguous(w, "backslash-comma", "A backslash before the comma.", "<%s>\\, <%s>" % (L, A))
    ambiguous(w, "bracket-then-bare", "An address in brackets runs into a bare one.",
              "<%s>%s" % (A, L))
    ambiguous(w, "two-brackets", "Two addresses in brackets without a comma.", "<%s> <%s>" % (L, A))
    ambiguous(w, "address-as-group", "An address in brackets where a group's name must be.",
              "<%s>:%s;" % (L, A))
    ambiguous(w, "address-in-group-name", "A group whose name is an address.", "%s:%s;" % (L, A))
    ambiguous(w, "address-in-group-name-other", "A group whose name holds an @.",
              "admin@a:user@b.example;")
    ambiguous(w, "comment-in-domain", "A comment inside the domain.",
              "admin@legit.example(x).attack.example", "comment-in-domain")
    ambiguous(w, "unclosed-comment", "A comment that is never closed.", "(%s <%s>" % (L, A))
    ambiguous(w, "unclosed-quote", "A quoted string that is never closed.",
              '"Admin %s <%s>' % (L, A))
    ambiguous(w, "two-at-signs", "Two at signs in one address.", "<%s@attack.example>" % L)
    ambiguous(w, "nul", "A NUL between two domains.", b"<%s\0@attack.example>" % L.encode(),
              "forbidden-character")
    for name, text in (("en-quad", "\u2000"), ("zero-width-space", "\u200b"),
                       ("soft-hyphen", "\u00ad"), ("byte-order-mark", "\ufeff"),
                       ("right-to-left-override", "\u202e"), ("isolate", "\u2066")):
        ambiguous(w, "domain-" + name, "U+%04X at the end of the domain." % ord(text),
                  ("<%s%s>" % (L, text)).encode())
    ambiguous(w, "local-zero-width", "A zero-width space in the local part.",
              "<admin\u200b@legit.example>".encode(), "forbidden-character")
    ambiguous(w, "ideographic-full-stop", "U+3002, which converts to a dot: never silent.",
              "<admin@legit\u3002example>".encode())
    ambiguous(w, "slash-lookalike", "U+2215 in the domain.",
              "<admin@legit.example\u2215x.attack.example>".encode())
    ambiguous(w, "bad-punycode-other", "An A-label that decodes to nothing.", "<admin@xn--a.example>")
    ambiguous(w, "bad-punycode", "An A-label that does not decode.", "<admin@xn--legit-.example>")


def one_reading(w):
    legit(w, "plain", "A bare address.", L)
    legit(w, "angle", "An address in brackets.", "<%s>" % L)
    legit(w, "named", "An address with a name.", "Legit Office <%s>" % L)
    for spelled in ("FROM", "fRoM", "from"):
        legit(w, "name-case-" + {"FROM": "upper", "fRoM": "mixed", "from": "lower"}[spelled],
              "The field's name in another case.", ["%s: %s" % (spelled, L)])
    legit(w, "route", "An obsolete route is skipped.", "<@attack.example,@any.example:%s>" % L,
          "obsolete-syntax")
    legit(w, "vertical-tab", "A vertical tab before the address is no white space of mail.",
          "\v" + L, None)
    legit(w, "form-feed", "A form feed before the address is no white space of mail.", "\f" + L, None)
    legit(w, "spaces-around-dots", "Obsolete white space around the dots.",
          "<admin @ legit . example>", "obsolete-syntax")
    legit(w, "comment-address", "A comment that holds another address.", "%s (%s)" % (L, A),
          None, quiet=False)
    legit(w, "quoted-pair", "A quoted-pair in the local part.", '"adm\\in"@legit.example')
    legit(w, "quoted-angle", "A quoted local part that holds an address in brackets.",
          '"Someone <x@attack.example>"@legit.example', None, None, quiet=False)
    legit(w, "quoted-escape", "A quoted local part with escaped quotes and another address.",
          '"a\\"@attack.example> \\""@legit.example', None, None, quiet=False)
    legit(w, "trailing-dot", "A dot after the domain is flagged and left out.", "<%s.>" % L, None,
          None)
    legit(w, "utf8-local-part", "Internationalised mail: a local part in UTF-8.",
          "<adm\u00edn@legit.example>".encode(), "clean", "adm\u00edn@legit.example")
    legit(w, "comma-in-name", "An unquoted comma in the name, as real mail has it.",
          "Smith, John <john@legit.example>", None, "john@legit.example")
    legit(w, "brackets-in-name", "Unquoted brackets in the name.", "Foo [Bar] <%s>" % L, None)
    legit(w, "double-dot", "Two dots in a row in the local part.", "a..b@legit.example", None,
          "a..b@legit.example")
    legit(w, "latin1-name", "A name in an unnamed 8-bit charset.",
          b"J\xf6rg Legit <%s>" % L.encode(), None)
    legit(w, "encoded-name", "A name in encoded words.", encoded("J\u00f6rg Legit") + " <%s>" % L)
    legit(w, "name-with-dots", "A name with dots.", "J. R. Legit <%s>" % L, None)
    for name, about, sender in (
            ("backslash-in-name", "a backslash before the comma of a quoted name.", '"Legit\\, Office" <%s>' % L),
            ("comment-behind", "a comment behind the address.", "<%s> (Office)" % L),
            ("name-is-same-address", "the name is the address.", "%s <%s>" % (L, L)),
            ("same-address-twice", "one address in brackets, twice.", "<%s> <%s>" % (L, L)),
            ("tab-before-address", "a tab behind the colon.", "\t" + L)):
        w.case(TOPIC, name + "-honest", "Honest: " + about, honest(genuine(sender)),
               merge(CONFIRMED, author(L)))
    own(w, "quoted-foreign-address", "A foreign address as a quoted local part: the domain is the"
        " attacker's.", '"%s"@attack.example' % L, "warning", None)
    own(w, "name-is-address", "A name that is another address: the domain is the attacker's.",
        '"%s" <%s>' % (L, A), "warning")
    own(w, "encoded-name-is-address", "An encoded name that holds an address in brackets.",
        "=?utf-8?Q?Bank,_=3Cadmin=40legit.example=3E?= <%s>" % A, "warning")
    own(w, "comment-claim", "A comment claims another address.", "Foo (foo@legit.example) <%s>" % A, "warning")
    own(w, "percent-hack", "A percent sign is just a part of the local part.",
        "admin%legit.example@attack.example", None, None)
    own(w, "bang-path", "An exclamation mark is just a part of the local part.",
        "legit.example!admin@attack.example", None, None)
    own(w, "bidi-name", "A name that reads as an address from right to left.",
        ('"\u202eelpmaxe.tigel@nimda" <%s>' % A).encode(), "warning")


def unicode_domain(w):
    """A domain that is not ASCII is looked up in its A-label form."""
    domain, key = "leg\u00edt.example", rsa("quar")
    ascii = domain.encode("idna").decode()
    answers = {"_dmarc." + ascii: {"TXT": ["v=DMARC1; p=reject"]}, ascii: {"TXT": ["v=spf1 -all"]},
               "s1._domainkey." + ascii: {"TXT": [record(key)]}}
    who = {"from": {"state": "clean", "domain": ascii}}
    base = mail(("<admin@%s>" % domain).encode())
    w.case(TOPIC, "unicode-domain-unsigned", "A domain in UTF-8.", delivered(base), merge(FORGED, who),
           answers=answers)
    w.case(TOPIC, "unicode-domain-by-attacker", "A domain in UTF-8, signed by another.", delivered(base.sign(
        rsa("attack"), "attack.example", "s1")), merge(FORGED, who), answers=answers)
    w.case(TOPIC, "unicode-domain-by-author", "Honest: a domain in UTF-8, which signed.",
           honest(base.sign(key, ascii, "s1"), "x@" + ascii), merge(CONFIRMED, who), answers=answers)
    for shown in (domain, ascii):
        w.case(TOPIC, "displayed-" + ("ascii-domain" if shown == ascii else "unicode-domain"),
               "Honest: the client shows the domain in its other form or in this.",
               honest(base.sign(key, ascii, "s1"), "x@" + ascii), merge(CONFIRMED, who), answers=answers,
               options=["--displayed-from", "<admin@%s>" % shown])


def lists(w):
    """What helpdesks and lists write."""
    def listed(sender):
        message = mail(sender, extra=["List-Id: <dev.list.example>"])
        return message.sign(rsa("list"), "list.example", "l1").top(
            *trace("mail.list.example", "198.51.100.25", path="dev-bounces@list.example"))
    fine = merge(evidence("pass", source="dkim"), {"from": {"domain": "list.example"},
                                                   "verdict": {"code": "TF15", "level": "quiet"}})
    named = merge(fine, {"verdict": {"code": "TF05", "level": "warning"}})
    w.case(TOPIC, "list-quoted-via", "The author's address in a quoted name, via a list that nobody knows.",
           listed('"user@victim.example via List" <list@list.example>'), named)
    w.case(TOPIC, "list-unquoted-via", "The same unquoted: words and one final address.",
           listed("jane@example.org via Dev <dev@list.example>"), merge(named, author("dev@list.example")))
    w.case(TOPIC, "list-munged-hex", "Honest: the author in the local part, as the IETF's lists do.",
           listed("Jane <jane=40legit.example@list.example>"), fine)
    w.case(TOPIC, "list-munged", "Honest: the author in the local part.",
           listed("Jane <jane=legit.example@list.example>"), fine)


def elsewhere(w):
    inner = (b"\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: <%s>\r\n"
             b"Authentication-Results: mx.victim.example; dmarc=pass\r\n\r\nhi\r\n--b--\r\n" % L.encode())
    attached = mail("<%s>" % A, body=inner).replace(
        "content-type", b'Content-Type: multipart/mixed; boundary="b"\r\n')
    w.case(TOPIC, "attached-from", "The From of an attached message is not the author.",
           delivered(attached.sign(rsa("attack"), "attack.example", "s1")),
           merge(OWN_SIGNED, author(A), verdict(15, "quiet")))
    forged = attached.replace("from", b"From: <%s>\r\n" % L.encode())
    w.case(TOPIC, "attached-from-forged", "A forgery with an attached message that claims a good result.",
           delivered(forged), merge(FORGED, author(L)))
    w.case(TOPIC, "line-of-blanks-forged", "A folded line of blanks above the From: it still counts.",
           delivered(mail(["X-Blank: a\r\n  \t", "From: <%s>" % L])), merge(FORGED, author(L)))
    blanks = honest(genuine(extra=["X-Blank: a\r\n  \t\r\n b"]))
    w.case(TOPIC, "line-of-blanks", "Honest: a folded line of blanks does not end the header.",
           blanks, CONFIRMED)
    lines = honest(genuine()).bytes()
    w.case(TOPIC, "non-header-line-one-from", "A line that is no field above the only From: every"
           " reading agrees.", lines.replace(b"From: admin", b"no field here\r\nFrom: admin"),
           merge(author(L), {"from": {"domain": "legit.example"}}))
    w.case(TOPIC, "mbox-line-inside", "A From_ line in the middle of the header is no separator.",
           lines.replace(b"To: user", b"From admin@legit.example Mon Nov 16 10:00:00 2026\r\nTo: user"),
           {"from": {"domain": "legit.example"}})
    w.case(TOPIC, "mbox-line-inside-forged", "The same in a forgery.", delivered(mail("<%s>" % L)).bytes().replace(
        b"To: user", b"From admin@legit.example Mon Nov 16 10:00:00 2026\r\nTo: user"), merge(FORGED, author(L)))
    w.case(TOPIC, "attacker-domain", "The attacker's own domain, fully authenticated: no verifier can"
           " see more than that.", delivered(mail(A).sign(rsa("attack"), "attack.example", "s1")),
           merge(CONFIRMED, author(A, "clean")))


def mailsploit(w):
    b = base64.b64encode(L.encode()).decode()
    for name, middle in (("nul", "=00"), ("lf-nul", "=0A=00"), ("crlf", "=0D=0A"),
                         ("override", "=E2=80=AE")):
        ambiguous(w, "mailsploit-" + name, "Mailsploit: encoded words make up the local part.",
                  "=?utf-8?b?%s?==?utf-8?Q?%s?==?utf-8?b?%s?=@attack.example" % (b, middle, b),
                  "encoded-address")
    name = base64.b64encode((L + "\n\n\n<script>alert(1)</script>").encode()).decode()
    own(w, "name-with-lines", "A name with line breaks and markup.", "=?utf-8?b?%s?= <%s>" % (name, A), "warning")
    steers = "a\u2028b\u0085c\u009b31md\u202ee\x1bf\x1cg\u2029h\ri\nj\U000e0041\u2066%"+"s&amp;<b>"
    own(w, "name-with-controls", "A name with characters that end lines and steer terminals.",
        "%s <%s>" % (encoded(L + " " + steers), A), "warning")
    legit(w, "name-with-controls-of", "The same before the author's address.", "%s <%s>" % (encoded(steers), L), None,
          quiet=False)
    for name, word in (("unknown-charset", "=?x-nonsense?Q?Legit?="),
                       ("broken-base64", "=?utf-8?B?!!!!====?="),
                       ("odd-utf16", "=?utf-16?B?AGEA?="),
                       ("overlong-utf8", "=?utf-8?Q?=C0=BCadmin?="),
                       ("utf7", "=?utf-7?Q?+ADw-admin+AEA-legit.example+AD4-?="),
                       ("split-character", "=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC?=")):
        legit(w, "word-" + name, "A name that does not decode cleanly.", word + " <%s>" % L, None,
              quiet=False)


def generate(w):
    for part in (several, missing, disguised, one_reading, unicode_domain, lists, elsewhere,
                 mailsploit):
        part(w)
