# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Mail that lists and gateways marked on the way: that the author's domain signed it still counts, but
excuses no other change."""
import base64
import random

from .ways import *
from .signer import Message, field_name

TOPIC = "marks"
H = "from:to:subject:date:message-id:mime-version:content-type"
LIST = ["List-Id: Talk <talk.lists.project.example>", "Precedence: list"]
BODY = b"Hello all,\r\n\r\nthe minutes are attached.\r\n\r\nKind regards\r\n"
RULE = b"_" * 47
FOOTER = b"\r\n" + RULE + b"\r\ntalk mailing list\r\nhttps://lists.project.example/talk\r\n"

NOTE = merge(verdict(19, "note"), evidence("changed", "reject", reason="mark-added"), {"dmarc": {"result": "fail"}})


def changed(variant, reason="body-hash-mismatch"):
    """What is expected of a message that the domain did sign."""
    base = NOTE if reason == "mark-added" else CHANGED
    return merge(base, dkim(sig("fail", reason, header_verified=True, variant=variant, aligned=True)))


MARKED = changed("mark-removed", "mark-added")
BOTH = changed("mark-and-footer-removed")
LOST = merge(FORGED, dkim(sig("fail", "signature-mismatch", header_verified=False)))


def signed(subject, body=BODY, c="relaxed/relaxed", h=H, extra=(), sender=L, key="legit", tags=()):
    message = mail(sender, body=body, extra=extra)
    value = subject if isinstance(subject, bytes) else subject.encode()
    message = message.replace("subject", b"Subject: " + value + b"\r\n")
    domain = sender.partition("@")[2]
    return message.sign(rsa(key), domain, "s1", h=h, c=c, tags=tags)


def resubject(message, subject):
    value = subject if isinstance(subject, bytes) else subject.encode()
    return message.replace("subject", b"Subject: " + value + b"\r\n")


def q_word(text, charset="utf-8", letter="q", strict=True):
    out = ""
    for byte in text.encode(charset):
        char = chr(byte)
        keep = char.isalnum() and byte < 128 or (char in "!*+-/" if strict else 32 < byte < 127 and char not in "=?_")
        out += "_" if char == " " else char if keep else "=%02X" % byte
    return "=?%s?%s?%s?=" % (charset, letter, out)


def b_word(text, charset="utf-8", letter="b"):
    return "=?%s?%s?%s?=" % (charset, letter, base64.b64encode(text.encode(charset)).decode())


MARKS = (("list", "[Talk] "), ("external", "[EXTERNAL] "), ("spam-stars", "***SPAM*** "), ("spam-star", "*Spam* "),
         ("spam-five-stars", "*****SPAM***** "), ("spam-braces", "{Spam?} "), ("spam-round", "(SPAM) "),
         ("spam-angle", "<EXT> "), ("words", "[Spam suspicion, please check] "), ("stars-in-brackets", "[***SPAM***] "),
         ("japanese", "\u3010\u5916\u90e8\u30e1\u30fc\u30eb\u3011"), ("german", "[Au\u00dferhalb] "), ("colon", "[Talk:] "),
         ("no-blank", "[EXT]"), ("tab", "[EXT]\t"), ("two-blanks", "[EXT]  "), ("forty", "[" + "m" * 40 + "] "), ("corner-brackets", "\u300c\u5916\u90e8\u300d"),
         ("full-width", "\uff08\u5916\u90e8\u30e1\u30fc\u30eb\uff09"), ("guillemets", "\u00abExterne\u00bb "),
         ("number-signs", "#EXTERN# "), ("dashes", "--EXTERNAL-- "), ("exclamations", "!EXTERNAL! "),
         ("bracket-colon", "[EXTERNAL]: "), ("bracket-dash", "[External] - "), ("bracket-en-dash", "[Talk] \u2013 "),
         ("word", "EXTERNAL: "), ("word-small", "External email: "), ("word-dash", "EXT - "), ("word-spam", "SPAM: "),
         ("word-no-blank", "EXTERN:"), ("score", "[SPAM 5.2] "), ("score-stars", "****SPAM(05.2)**** "),
         ("score-braces", "{Spam 6.3/5.0} "))

PREFIXES = ("Re: ", "RE: ", "re: ", "AW: ", "Antw: ", "WG: ", "Fwd: ", "FW: ", "Fw: ", "TR: ", "SV: ", "VS: ", "RV: ",
            "Re[2]: ", "Re^3: ", "Re (2): ", "Re : ", "R: ", "\u0412\u0456\u0434\u043f: ", "\u7b54\u590d: ",
            "\u56de\u590d\uff1a", "\u041e\u0442\u0432: ")


def marks(w):
    plain = signed("Minutes of Monday")
    for name, mark in MARKS:
        w.case(TOPIC, "mark-" + name, "Honest: the mark %r in front of Subject." % mark,
               delivered(resubject(plain, mark + "Minutes of Monday")), MARKED)
        w.case(TOPIC, "forged-" + name, "The same mark in front of another Subject.",
               delivered(resubject(plain, mark + "Minutes of Friday")), LOST)
    for name, subject in (("two", "[EXTERNAL] [Talk] Minutes of Monday"),
                          ("three", "***SPAM*** [EXTERNAL] [Talk] Minutes of Monday"),
                          ("two-no-blank", "[EXTERNAL][Talk] Minutes of Monday"),
                          ("folded", "[Talk]\r\n Minutes of Monday"), ("folded-behind", "[Talk] Minutes\r\n of Monday"),
                          ("folded-before", "\r\n [Talk] Minutes of Monday")):
        w.case(TOPIC, "marks-" + name, "Honest: %r." % subject, delivered(resubject(plain, subject)), MARKED)
    own = signed("[Board] Minutes of Monday")
    w.case(TOPIC, "mark-before-own", "Honest: a mark before one that the author wrote.",
           delivered(resubject(own, "[EXTERNAL] [Board] Minutes of Monday")), MARKED)
    w.case(TOPIC, "mark-behind-own", "Honest: a mark behind one that the author wrote.",
           delivered(resubject(own, "[Board] [Talk] Minutes of Monday")), MARKED)
    w.case(TOPIC, "mark-empty-subject", "Honest: a mark in an empty Subject.",
           delivered(resubject(signed(""), "[EXTERNAL] ")), MARKED)
    number = signed("Minutes of Monday", extra=LIST)
    for name, mark in (("colon", "[talk:00123] "), ("blank", "[talk 123] "), ("number-sign", "[talk #123] "),
                       ("round", "(talk.123) "), ("in-name", "[v6talk] "), ("in-name-first", "[6talk] "),
                       ("in-name-middle", "[p2p-talk] "), ("in-name-and-running", "[v6talk:123] ")):
        w.case(TOPIC, "number-" + name, "Honest: a list's running number.",
               delivered(resubject(number, mark + "Minutes of Monday")), MARKED)
        w.case(TOPIC, "number-no-list-" + name, "A number where no field is a list's.",
               delivered(resubject(plain, mark + "Minutes of Monday")), LOST)
    for name, mark in (("account", "[pay to XX00 1234 5678] "), ("phone", "[call 0800 123456] "),
                       ("words-and-number", "[our account 1234] "), ("long-number", "[talk:12345678] "),
                       ("digit-first", "[4711 talk] "),
                       ("digits-in-name", "[XX0012345678] "), ("no-letter", "[080012] "),
                       ("name-and-number", "[v6talk:1234567] ")):
        w.case(TOPIC, "message-in-list-" + name, "No running number of a list: a message in brackets.",
               delivered(resubject(number, mark + "Minutes of Monday")), LOST)


def no_marks(w):
    """What is not a mark: too long, with digits, not closed, in another place."""
    plain = signed("Minutes of Monday")
    for name, subject in (
            ("digits", "[Account XX12 3456] Minutes of Monday"), ("digit", "[Room 7] Minutes of Monday"),
            ("arabic-digits", "[\u0661\u0662\u0663] Minutes of Monday"),
            ("full-width-digits", "[\uff11\uff12] Minutes of Monday"),
            ("forty-one", "[" + "m" * 41 + "] Minutes of Monday"), ("open", "[EXTERNAL Minutes of Monday"),
            ("no-brackets", "EXTERNAL Minutes of Monday"), ("colon", "Urgent: Minutes of Monday"),
            ("word-longer", "EXTERNAL payment: Minutes of Monday"), ("word-minus", "EXT-Minutes of Monday"),
            ("dashes-other", "-EXTERNAL Minutes of Monday"), ("score-long", "[SPAM 0800 1234] Minutes of Monday"),
            ("score-words", "[SPAM 12 units] Minutes of Monday"),
            ("address", "[write to x@attack.example] Minutes of Monday"),
            ("link", "[https://attack.example/log-in] Minutes of Monday"),
            ("host", "[see www.attack.example] Minutes of Monday"), ("four", "[a] [b] [c] [d] Minutes of Monday"), ("behind", "Minutes of Monday [EXTERNAL]"),
            ("within", "Minutes [EXTERNAL] of Monday"), ("words-behind", "[Talk] Minutes of Monday, wire it today"),
            ("words-before", "Urgent [Talk] Minutes of Monday"), ("prefix-added", "Re: Minutes of Monday"),
            ("mark-and-prefix-added", "[Talk] Re: Minutes of Monday"), ("word-as-prefix", "Urgent: [Talk] Minutes of Monday"),
            ("blank-added", "[Talk] Minutes of Mon day"), ("less", "[Talk] Minutes"), ("empty", "[Talk] "),
            ("no-text", "[] Minutes of Monday"), ("stars-alone", "**** Minutes of Monday")):
        w.case(TOPIC, "no-mark-" + name, "No mark of a list or gateway: %s" % subject.encode("ascii", "replace").decode(),
               delivered(resubject(plain, subject)), LOST)
    w.case(TOPIC, "no-mark-two-subjects", "Two Subjects: no guess which one was marked.",
           delivered(resubject(plain, "[Talk] Minutes of Monday").top("Subject: Minutes of Friday")), LOST)
    w.case(TOPIC, "no-mark-other-field", "A mark, and another Date.",
           delivered(resubject(plain, "[Talk] Minutes of Monday").replace(
               "date", b"Date: Wed, 18 Nov 2026 10:05:01 +0000\r\n")), LOST)
    unsigned = mail(L).replace("subject", b"Subject: [Talk] Minutes of Monday\r\n")
    w.case(TOPIC, "no-mark-never-signed", "Never signed, with a mark.", delivered(unsigned), FORGED)
    w.case(TOPIC, "no-mark-by-attacker", "Signed by another domain, with a mark.", delivered(resubject(
        mail(L).sign(rsa("attack"), "attack.example", "s1", h=H), "[Talk] Invoice 4711")), FORGED)
    w.case(TOPIC, "no-mark-subject-unsigned", "The Subject was not signed at all: it is open, not marked.",
           honest(resubject(signed("Minutes of Monday", h="from:to:date"), "[Talk] Minutes of Monday")),
           merge(PARTLY, dkim(sig("policy", "unsigned-subject"))))


def behind_prefixes(w):
    for i, prefix in enumerate(PREFIXES):
        if prefix.startswith("\u0412"):
            continue  # not in the table of prefixes
        plain = signed(prefix + "Minutes of Monday")
        w.case(TOPIC, "behind-prefix-%02d" % i, "Honest: a mark directly behind a reply prefix.",
               delivered(resubject(plain, prefix + "[Talk] Minutes of Monday")), MARKED)
        w.case(TOPIC, "before-prefix-%02d" % i, "Honest: a mark in front of it.",
               delivered(resubject(plain, "[Talk] " + prefix + "Minutes of Monday")), MARKED)
    two = signed("Re: Fwd: Minutes of Monday")
    w.case(TOPIC, "behind-first-prefix", "Honest: a mark between two prefixes.",
           delivered(resubject(two, "Re: [Talk] Fwd: Minutes of Monday")), MARKED)
    w.case(TOPIC, "around-prefix", "Honest: a gateway's mark in front, a list's behind.",
           delivered(resubject(two, "[EXTERNAL] Re: [Talk] Fwd: Minutes of Monday")), MARKED)
    w.case(TOPIC, "moved", "Honest: a list moves its mark to the front.",
           delivered(resubject(signed("Re: [Talk] Minutes of Monday"), "[Talk] Re: Minutes of Monday")), MARKED)


def encoded(w):
    text = "Gr\u00fc\u00dfe aus K\u00f6ln"
    forms = (("q", q_word(text)), ("q-upper", q_word(text, "UTF-8", "Q")), ("q-loose", q_word(text, "UTF-8", "Q", False)),
             ("b", b_word(text)), ("b-upper", b_word(text, "UTF-8", "B")), ("latin", q_word(text, "iso-8859-1")),
             ("two-words", q_word("Gr\u00fc\u00dfe ", "utf-8", "Q") + "\r\n " + q_word("aus K\u00f6ln", "utf-8", "Q")))
    for name, word in forms:
        plain = signed(word)
        charset = "iso-8859-1" if name == "latin" else "utf-8"
        for how, subject in (("raw", "[Talk] " + word), ("raw-no-blank", "[Talk]" + word),
                             ("own-word", q_word("[Talk] ", charset) + " " + word),
                             ("whole-q", q_word("[Talk] " + text, charset)),
                             ("whole-b", b_word("[Talk] " + text, charset))):
            if name == "two-words" and how.startswith("whole"):
                continue  # how it was divided is not known any more
            w.case(TOPIC, "encoded-%s-%s" % (name, how), "Honest: an encoded Subject, a mark before or within it.",
                   delivered(resubject(plain, subject)), MARKED)
        w.case(TOPIC, "encoded-%s-forged" % name, "An encoded Subject, a mark, and another text.",
               delivered(resubject(plain, b_word("[Talk] Gr\u00fc\u00dfe aus Bonn", charset))), LOST)
    recode(w, text)
    reply = signed("Re: " + q_word(text, "UTF-8", "Q"))
    for how, subject in (("before", "[Talk] Re: " + q_word(text, "UTF-8", "Q")),
                         ("behind", "Re: [Talk] " + q_word(text, "UTF-8", "Q")),
                         ("whole", b_word("[Talk] Re: " + text))):
        w.case(TOPIC, "encoded-reply-" + how, "Honest: a reply with an encoded Subject, and a mark.",
               delivered(resubject(reply, subject)), MARKED)
    ascii_only = signed("Minutes of Monday")
    for how, subject in (("q", q_word("[Talk] Minutes of Monday")), ("b", b_word("[Talk] Minutes of Monday")),
                         ("mark-only", q_word("[Au\u00dferhalb] ") + " Minutes of Monday")):
        w.case(TOPIC, "encoded-plain-" + how, "Honest: a plain Subject, encoded together with its mark.",
               delivered(resubject(ascii_only, subject)), MARKED)
    raw = signed("Gr\u00fc\u00dfe".encode())
    w.case(TOPIC, "encoded-raw-utf-8", "Honest: a Subject in raw UTF-8, encoded together with its mark.",
           delivered(resubject(raw, b_word("[Talk] Gr\u00fc\u00dfe"))), MARKED)
    w.case(TOPIC, "raw-utf-8", "Honest: a Subject in raw UTF-8, with a mark.",
           delivered(resubject(raw, "[Talk] Gr\u00fc\u00dfe")), MARKED)
    w.case(TOPIC, "encoded-digits-in-mark", "Digits in a mark, hidden in an encoded word.",
           delivered(resubject(ascii_only, q_word("[Account 1234] ") + " Minutes of Monday")), LOST)


def recode(w, text):
    """A gateway that rewrites the whole Subject in the charset that it prefers."""
    utf8, latin = (q_word(text, "UTF-8", "Q"), b_word(text)), (q_word(text, "iso-8859-1", "Q"), q_word(text, "Windows-1252", "Q"))
    for i, (word, charset) in enumerate([(u, "iso-8859-1") for u in utf8] + [(x, "utf-8") for x in latin]):
        for how, mark in (("q", q_word("[Talk] " + text, charset, "Q")), ("b", b_word("[Talk] " + text, charset, "B"))):
            w.case(TOPIC, "recoded-%d-%s" % (i, how), "Honest: encoded together with its mark, in another charset.",
                   delivered(resubject(signed(word), mark)), MARKED)
        w.case(TOPIC, "recoded-%d-forged" % i, "In another charset, a mark, and another text.", delivered(resubject(
            signed(word), q_word("[Talk] " + text.replace("K", "B"), charset, "Q"))), LOST)
    for i, word in enumerate(utf8 + latin):
        w.case(TOPIC, "recoded-raw-%d" % i, "Honest: an encoded Subject, written raw behind its mark.",
               delivered(resubject(signed(word), ("[Talk] " + text).encode())), MARKED)
    w.case(TOPIC, "recoded-raw-forged", "The same before another text.",
           delivered(resubject(signed(utf8[0]), ("[Talk] " + text + ".").encode())), LOST)


def canonicalizations(w):
    for c in ("simple/simple", "simple/relaxed", "relaxed/simple"):
        plain = signed("Minutes of Monday", c=c)
        name = c.replace("/", "-")
        w.case(TOPIC, "canon-" + name, "Honest: a mark, c=%s." % c,
               delivered(resubject(plain, "[Talk] Minutes of Monday")), MARKED)
        w.case(TOPIC, "canon-%s-footer" % name, "Honest: a mark and a footer, c=%s." % c,
               delivered(resubject(plain, "[Talk] Minutes of Monday").with_body(BODY + FOOTER)), BOTH)
        w.case(TOPIC, "canon-%s-forged" % name, "A mark before another Subject, c=%s." % c,
               delivered(resubject(plain, "[Talk] Minutes of Friday")), LOST)
    over = signed("Minutes of Monday", h="from:from:subject:subject:date:to:x-none")
    w.case(TOPIC, "canon-oversigned", "Honest: an oversigned Subject, and a mark.",
           delivered(resubject(over, "[Talk] Minutes of Monday")), MARKED)


def footers(w):
    plain = signed("Minutes of Monday")
    for name, text in (
            ("mailman", FOOTER), ("no-blank-line", FOOTER[2:]), ("dashes", b"\r\n-- \r\nleave: talk-leave@lists.project.example\r\n"),
            ("dash-dash", b"--\r\nTo unsubscribe, write to the list's owner.\r\n"),
            ("long-dashes", b"\r\n" + b"-" * 60 + b"\r\nArchive: https://lists.project.example\r\n" + b"-" * 60 + b"\r\n"),
            ("equals", b"\r\n======\r\nfooter\r\n======\r\n"), ("stars", b"\r\n***\r\nfooter\r\n"),
            ("mixed", b"\r\n--~--~---------~--~----~\r\nfooter\r\n"), ("no-line-end", FOOTER.rstrip(b"\r\n")),
            ("blank-lines-behind", FOOTER + b"\r\n\r\n"), ("long", FOOTER + b"more\r\n" * 1200)):
        w.case(TOPIC, "footer-" + name, "Honest: a list's footer alone.",
               delivered(plain.with_body(BODY + text)), changed("footer-removed"))
    twice = signed("Minutes of Monday", body=BODY + b"-- \r\nJane\r\n")
    w.case(TOPIC, "footer-behind-signature", "Honest: a footer behind the author's own signature.",
           delivered(twice.with_body(twice.body + FOOTER)), changed("footer-removed"))
    w.case(TOPIC, "footer-and-mark", "Honest: a mark and a footer.", delivered(
        resubject(plain, "[Talk] Minutes of Monday").with_body(BODY + FOOTER)), BOTH)
    long_body = signed("Minutes of Monday", body=BODY * 400)
    w.case(TOPIC, "footer-long-body", "Honest: a footer below a text longer than what is held back.", delivered(
        long_body.with_body(BODY * 400 + FOOTER)), changed("footer-removed"))
    part = b"--=_1\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
    parts = signed("Minutes of Monday", body=part + b"--=_1--\r\n")
    added = part + b"--=_1\r\nContent-Type: text/plain\r\n\r\n" + RULE + b"\r\ntalk mailing list\r\n--=_1--\r\n"
    w.case(TOPIC, "footer-part", "Honest: a footer as one more part.", delivered(parts.with_body(added)),
           changed("footer-removed"))
    w.case(TOPIC, "other-text", "A genuine header over another text.", delivered(
        plain.with_body(b"Please wire it today.\r\n" + FOOTER)), changed("as-is"))
    w.case(TOPIC, "text-above", "A banner above the text.", delivered(
        plain.with_body(b"This mail comes from outside.\r\n\r\n" + BODY)), changed("as-is"))
    w.case(TOPIC, "mark-and-other-text", "A mark in the genuine header, another text.", delivered(
        resubject(plain, "[Talk] Minutes of Monday").with_body(b"Please wire it today.\r\n")), changed("mark-removed"))


def policies(w):
    t = Topic(w, TOPIC)
    plain = signed("Minutes of Monday")
    marked = resubject(plain, "[EXTERNAL] Minutes of Monday")
    soft = signed("Minutes of Monday", sender="a@soft.example", key="soft")
    w.case(TOPIC, "policy-none", "Honest: a mark and a footer, and the domain only watches.", delivered(
        resubject(soft, "[Talk] Minutes of Monday").with_body(BODY + FOOTER)), merge(NOTHING, evidence("changed", "none")))
    none = signed("Minutes of Monday", sender="a@nodmarc.example", key="nodmarc")
    w.case(TOPIC, "no-policy", "Honest: a mark, and the domain publishes no policy.", delivered(
        resubject(none, "[Talk] Minutes of Monday")), merge(NOTHING, evidence("changed")))
    quar = signed("Minutes of Monday", sender="a@quar.example", key="quar")
    w.case(TOPIC, "policy-quarantine", "Honest: a mark, quarantine.", delivered(
        resubject(quar, "[Talk] Minutes of Monday")), merge(verdict(19, "note"), evidence("changed", "quarantine")))
    says = ("dkim=pass header.d=legit.example", "dmarc=pass header.from=legit.example")
    t.accounts("gateway", "Honest: the reader's server passed the message, and a gateway behind it marked it.",
               judged(delivered(marked, "b-1@provider.example"), *says), MARKED, REWRITTEN, MARKED)
    failed = ("dkim=fail header.d=legit.example", "dmarc=fail header.from=legit.example")
    t.accounts("list-failed", "Honest: a list marked it before the reader's server judged it.",
               judged(delivered(resubject(plain, "[Talk] Minutes of Monday"), "talk-bounces@lists.project.example"), *failed), MARKED)
    broken = marked.sign(rsa("attack"), "attack.example", "s1")
    w.case(TOPIC, "beside-foreign", "Honest: a mark; another domain's signature passes.", delivered(broken),
           merge(NOTE, dkim(sig("pass", domain="attack.example"), sig("fail", "mark-added", domain="legit.example"))))
    several = mail(L, body=BODY).replace("subject", b"Subject: Minutes of Monday\r\n")
    for _ in range(5):
        several = several.sign(rsa("legit"), "legit.example", "s1", h=H, change_b=lambda b: bytes([b[0] ^ 1]) + b[1:])
    w.case(TOPIC, "junk-signatures", "Signatures that never fitted, and a mark.", delivered(
        resubject(several, "[Talk] Minutes of Monday")), FORGED)
    expired = signed("Minutes of Monday", tags=(("t", str(NOW - 90 * 86400)), ("x", str(NOW - 80 * 86400))))
    w.case(TOPIC, "expired", "A mark on a message whose signature expired long before.", delivered(
        resubject(expired, "[Talk] Minutes of Monday")), {"verdict": {"level": one_of("warning", "alarm")}})


def variants(w):
    """Random marks, prefixes, encodings and canonicalizations, from a fixed seed: what was added is found
    again, and the same additions before another text are not excused."""
    rng = random.Random(20261118)
    names = ("Talk", "EXTERNAL", "Spam?", "dev-announce", "Vorsicht, extern", "\u5916\u90e8", "\u0412\u043d\u0435\u0448\u043d\u0438\u0439")
    brackets = ("[%s]", "{%s}", "(%s)", "***%s***", "*%s*", "\u3010%s\u3011")
    for i in range(80):
        prefix = rng.choice(("", "", "Re: ", "AW: ", "Fwd: ", "Re: Fwd: "))
        text = rng.choice(("Minutes of Monday", "Gr\u00fc\u00dfe", "\u4f1a\u8b70\u306e\u8a18\u9332", "Plan [draft] for May"))
        encode = rng.choice((lambda t: t, q_word, lambda t: q_word(t, "UTF-8", "Q"), lambda t: b_word(t, "UTF-8", "B"), b_word))
        c = rng.choice(("relaxed/relaxed", "relaxed/relaxed", "simple/relaxed", "relaxed/simple"))
        added = "".join(rng.choice(brackets) % rng.choice(names) + rng.choice((" ", " ", "")) for _ in range(rng.randint(1, 3)))
        front = not prefix or rng.random() < 0.5
        behind = lambda t: added + prefix + encode(t) if front else prefix + added + encode(t)
        w.case(TOPIC, "variant-%02d" % i, "Honest: a random mark, place, encoding and canonicalization.",
               delivered(resubject(signed(prefix + encode(text), c=c), behind(text))), MARKED)
        w.case(TOPIC, "variant-%02d-forged" % i, "The same before another text.",
               delivered(resubject(signed(prefix + encode("Other text"), c=c), behind(text))), LOST)


def generate(w):
    for part in (marks, no_marks, behind_prefixes, encoded, canonicalizations, footers, policies, variants):
        part(w)
