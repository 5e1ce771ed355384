# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""DMARC, RFC 9989: what the Author Domain asks for, and what is aligned with it."""
from .lab import *

TOPIC = "policies"


def dmarc(text, name="legit.example"):
    texts = text if isinstance(text, list) else [text]
    return {"_dmarc." + name: {"TXT": texts}}


def soft(level="note"):
    return merge(verdict(17, level), evidence("fail", "none"))


def levels(w):
    for domain_name, expect in (
            ("legit.example", FORGED), ("strict.example", FORGED),
            ("quar.example", merge(verdict(1, "alarm"), evidence("fail", "quarantine"))),
            ("soft.example", soft()),
            ("nodmarc.example", merge(NOTHING, evidence("none"))),
            ("bare.example", merge(NOTHING, evidence("none"))),
            ("test.example.net", merge(verdict(3, "warning"), evidence("fail", "quarantine"),
                                       {"dmarc": {"testing": True, "published_policy": "reject",
                                                  "policy": "quarantine"}}))):
        key = domain_name.partition(".")[0]
        sender = "x@" + domain_name
        w.case(TOPIC, "unsigned-" + key, "Unsigned, and the Return-Path is another organization's.",
               delivered(mail(sender)), expect)
        forged_path = {"soft": merge(NOTHING, evidence("unproven", "none")), "nodmarc": expect,
                       "bare": expect, "quar": merge(verdict(3, "warning"),
                                                     evidence("unproven", "quarantine")),
                       "test": merge(verdict(3, "warning"), evidence("unproven", "quarantine"))}
        # The border saw whose host it was.
        known = {"pb": merge({"dmarc": {"reason": None}}, expect)}
        w.case(TOPIC, "unsigned-aligned-path-" + key, "Unsigned, with a Return-Path that anybody can"
               " forge.", delivered(mail(sender), "bounce@" + domain_name),
               forged_path.get(key, UNPROVEN), accounts=known)
        if key != "bare":
            w.case(TOPIC, "signed-" + key, "Honest: signed by the author's domain.",
                   honest(genuine(sender, domain_name, key=rsa(key)), "bounce@" + domain_name),
                   CONFIRMED_NO_POLICY if key == "nodmarc" else CONFIRMED)
    w.case(TOPIC, "unsigned-soft-own", "A monitored domain fails, and it is the reader's own.",
           delivered(mail("x@soft.example")), soft("warning"), options=["--own", "soft.example"])
    w.case(TOPIC, "testing-quarantine", "p=quarantine; t=y asks for nothing yet.",
           delivered(mail(L)), merge(soft(), {"dmarc": {"testing": True}}),
           answers=dmarc("v=DMARC1; p=quarantine; t=y"))


SUB = "x@news.legit.example"
EXISTS = {"news.legit.example": {"A": ["192.0.2.20"]}}


def subdomains(w):
    def sub(name, about, text, expect, exists=True, extra=None, sender=SUB):
        answers = dmarc(text)
        answers.update(EXISTS if exists else {})
        answers.update(extra or {})
        w.case(TOPIC, name, about, delivered(mail(sender)), expect, answers=answers)

    inherited = merge(FORGED, {"dmarc": {"domain": "legit.example",
                                         "organizational_domain": "legit.example"}})
    sub("inherited", "A subdomain inherits p.", "v=DMARC1; p=reject", inherited)
    sub("sp", "A subdomain has sp.", "v=DMARC1; p=none; sp=reject", inherited)
    sub("sp-none", "sp=none is for subdomains.", "v=DMARC1; p=reject; sp=none", soft())
    sub("np", "A name that does not exist has np.", "v=DMARC1; p=none; sp=none; np=reject", inherited,
        exists=False)
    sub("np-exists", "np is not for names that exist.", "v=DMARC1; p=none; sp=none; np=reject", soft())
    sub("np-no-data", "A name without addresses exists all the same (NODATA).",
        "v=DMARC1; p=none; sp=none; np=reject", soft(), exists=False,
        extra={"a.news.legit.example": {"A": ["192.0.2.1"]}})
    sub("np-absent", "Without np a name that does not exist has sp.", "v=DMARC1; p=none; sp=reject",
        inherited, exists=False)
    sub("np-and-sp-absent", "Without np and sp it has p.", "v=DMARC1; p=reject", inherited, exists=False)
    sub("sp-not-for-itself", "sp is not for the organizational domain.", "v=DMARC1; p=reject; sp=none",
        FORGED, sender=L)
    sub("intermediate", "A record between the name and the organizational domain is not used.",
        "v=DMARC1; p=reject", merge(FORGED, {"dmarc": {"domain": "legit.example"}}),
        extra={"_dmarc.mail.legit.example": {"TXT": ["v=DMARC1; p=none"]},
               "a.mail.legit.example": {"A": ["192.0.2.9"]}}, sender="x@a.mail.legit.example")
    sub("own-record", "A subdomain's own record wins, with its p.", "v=DMARC1; p=none",
        merge(FORGED, {"dmarc": {"domain": "news.legit.example"}}),
        extra={"_dmarc.news.legit.example": {"TXT": ["v=DMARC1; p=reject; sp=none"]}})


def walks(w):
    def author_of(labels):
        return ".".join("abcdefghijklmn"[:labels - 2]) + (".legit.example" if labels > 2 else
                                                          "legit.example")

    for labels in (3, 8, 9, 15):
        name = author_of(labels)
        parts = name.split(".")
        names = [name] + [".".join(parts[-n:]) for n in range(min(labels - 1, 7), 1, -1)]
        allowed = ["_dmarc." + n for n in names] + [name, "attack.example"]
        w.case(TOPIC, "walk-%d-labels" % labels, "The tree walk asks exactly these names: at most"
               " eight, and none above a record of the registrable domain.",
               delivered(mail("x@" + name)), merge(FORGED, {"dmarc": {"domain": "legit.example"}}),
               answers={name: {"A": ["192.0.2.9"]}}, asked=["_dmarc." + n for n in names],
               asked_only=allowed)
        w.case(TOPIC, "walk-%d-labels-honest" % labels, "Honest: the organization signs for a deep name.",
               honest(genuine("x@" + name)), CONFIRMED, answers={name: {"A": ["192.0.2.9"]}})
    eight = "b.c.d.e.f.g.example.com"
    w.case(TOPIC, "walk-record-at-eight", "A record at the eight-label name below a longer author is"
           " never found.", delivered(mail("x@a." + eight)), merge(NOTHING, evidence("none")),
           answers=dict(dmarc("v=DMARC1; p=reject; psd=n", eight), **{"a." + eight: {"A": ["192.0.2.9"]}}))
    seven = "c.d.e.f.g.example.com"
    w.case(TOPIC, "walk-record-at-seven", "A record at the seven-label name is found; psd=n makes it"
           " the organization.", delivered(mail("x@a.b." + seven)),
           merge(FORGED, {"dmarc": {"domain": seven, "organizational_domain": seven}}),
           answers=dict(dmarc("v=DMARC1; p=reject; psd=n", seven), **{"a.b." + seven: {"A": ["192.0.2.9"]}}))
    w.case(TOPIC, "walk-record-at-top", "A record at the top-level domain, with psd=y, applies to those"
           " who have none.", delivered(mail("x@shop.example")),
           merge(FORGED, {"dmarc": {"domain": "example", "organizational_domain": "shop.example"}}),
           answers=dict(dmarc("v=DMARC1; p=reject; psd=y", "example"),
                        **{"shop.example": {"A": ["192.0.2.9"]}}))
    w.case(TOPIC, "walk-nothing", "No record anywhere.", delivered(mail("x@shop.example")),
           merge(NOTHING, evidence("none")), answers={"shop.example": {"A": ["192.0.2.9"]}})


def organizations(w):
    def signed(name, about, sender, d, expect, answers, key=None):
        key = key or rsa("legit")
        answers = dict(answers, **{"k._domainkey." + d: {"TXT": [record(key)]}})
        refuted = expect.get("evidence", {}).get("result") == "unproven"
        w.case(TOPIC, name, about,
               delivered(mail(sender).sign(key, d, "k"), "bounce@" + sender.partition("@")[2]),
               expect, answers=answers, accounts={"pb": FORGED, "pa": {}} if refuted else None)

    unaligned = merge(evidence("unproven"), dkim(sig("pass", aligned=False)))
    aligned = merge(CONFIRMED, dkim(sig("pass", aligned=True)))
    signed("signed-by-parent", "Relaxed: the organization signs for its subdomain.", SUB, "legit.example",
           aligned, EXISTS)
    signed("signed-by-child", "Relaxed: a subdomain signs for the organization.", L,
           "mail.legit.example", aligned, {})
    signed("signed-by-parent-no-such-name", "Honest: a name without any record, np=reject, signed.", SUB,
           "legit.example", aligned, dmarc("v=DMARC1; p=none; sp=none; np=reject"))
    signed("signed-intermediate", "Honest: a record in between does not matter.", "x@a.mail.legit.example",
           "legit.example", aligned, dict(dmarc("v=DMARC1; p=none", "mail.legit.example"),
                                          **{"a.mail.legit.example": {"A": ["192.0.2.9"]}}))
    signed("signed-by-sibling", "Relaxed: one subdomain signs for another.", SUB, "mail.legit.example",
           aligned, EXISTS)
    strict = dmarc("v=DMARC1; p=reject; adkim=s")
    for name, sender, d in (("parent", SUB, "legit.example"), ("child", L, "mail.legit.example"),
                            ("sibling", SUB, "mail.legit.example")):
        signed("strict-signed-by-" + name, "Strict: only the same name will do.", sender, d,
               merge(verdict(3, "warning"), unaligned), dict(EXISTS, **strict))
    signed("strict-signed-by-itself", "Strict: the same name, in another case.", "x@LEGIT.example",
           "Legit.Example", aligned, strict)
    signed("signed-by-lookalike", "badlegit.example is not below legit.example.", L, "badlegit.example",
           merge(verdict(3, "warning"), unaligned), {})
    signed("signed-by-suffix-neighbour", "A registry without psd=y must not join its customers.",
           "x@a.co.uk", "b.co.uk",
           merge(unaligned, dkim(sig("pass", aligned=False))), dmarc("v=DMARC1; p=reject", "co.uk"))
    signed("signed-by-private-suffix-neighbour", "Nor does a hoster.", "x@a.github.io", "b.github.io",
           merge(unaligned, dkim(sig("pass", aligned=False))), dmarc("v=DMARC1; p=reject", "github.io"))
    signed("no-policy-same-organization", "Without a policy: alignment by registrable domain.",
           "x@www.nodmarc.example", "mail.nodmarc.example",
           merge(CONFIRMED_NO_POLICY, dkim(sig("pass", aligned=True))),
           {"www.nodmarc.example": {"A": ["192.0.2.9"]}})
    signed("no-policy-other-organization", "Without a policy, signed by somebody else.",
           "x@nodmarc.example", "attack2.example", merge(NOTHING, evidence("none")), {}, rsa("attack"))
    split = dmarc("v=DMARC1; p=reject; psd=n", "dept.legit.example")
    signed("psd-n-splits", "psd=n makes a department its own organization.", "x@dept.legit.example",
           "mail.legit.example", merge(verdict(3, "warning"), unaligned),
           dict(split, **{"dept.legit.example": {"A": ["192.0.2.9"]}}))
    signed("psd-n-inside", "Within that department everything is aligned.", "x@dept.legit.example",
           "mail.dept.legit.example", aligned, dict(split, **{"dept.legit.example": {"A": ["192.0.2.9"]}}))
    news = dict({"news.legit.example": {"A": ["192.0.2.9"]}, "_dmarc.legit.example": {"TXT": "NXDOMAIN"}},
                **dmarc("v=DMARC1; p=reject", "news.legit.example"))
    signed("record-at-subdomain-by-sibling", "Honest: the only record stands at a subdomain. The walk makes it an"
           " organization of its own, the registrable domain does not.", "x@news.legit.example", "mail.legit.example",
           aligned, news)
    signed("record-at-subdomain-by-parent", "Honest: the same, signed by the registrable domain.",
           "x@news.legit.example", "legit.example", aligned, news)
    signed("record-at-subdomain-strict", "The same with adkim=s: only the same name will do.", "x@news.legit.example",
           "mail.legit.example", merge(verdict(3, "warning"), unaligned),
           dict(news, **dmarc("v=DMARC1; p=reject; adkim=s", "news.legit.example")))
    signed("record-at-subdomain-psd-n", "The same with psd=n at the signer: a border that is obeyed.",
           "x@news.legit.example", "mail.legit.example", merge(verdict(3, "warning"), unaligned),
           dict(news, **dmarc("v=DMARC1; p=reject; psd=n", "mail.legit.example")))
    signed("record-at-subdomain-by-attacker", "The same, signed by another organization.", "x@news.legit.example",
           "a.attack.example", merge(verdict(3, "warning"), unaligned), news, rsa("attack"))
    bank = dict(dmarc("v=DMARC1; p=reject; psd=y", "bank.example"),
                **dmarc("v=DMARC1; p=reject", "giant.bank.example"))
    bank["giant.bank.example"] = {"A": ["192.0.2.9"]}
    signed("psd-y-separates", "psd=y: two banks below one registry are two organizations.",
           "x@giant.bank.example", "mail.mega.bank.example", merge(verdict(3, "warning"), unaligned), bank)
    signed("psd-y-inside", "Below the registry a bank's own names are aligned.", "x@giant.bank.example",
           "mail.giant.bank.example", aligned, bank)
    signed("author-is-suffix-honest", "Honest: a registry signs as itself, and has a policy of its own.",
           "x@co.uk", "co.uk", aligned, dmarc("v=DMARC1; p=reject", "co.uk"))
    signed("author-is-suffix", "An author at a public suffix: only its own exact name could help.",
           "x@co.uk", "a.co.uk", {"dkim": [{"aligned": False}], "evidence": {"result":
               one_of("unproven", "fail")}}, dmarc("v=DMARC1; p=reject", "co.uk"))


def others(w):
    two = mail(L).sign(rsa("legit"), "legit.example", "s1", change_b=lambda b: b[:-1] + bytes([b[-1] ^ 1]))
    w.case(TOPIC, "broken-and-foreign", "The author's signature is broken, the attacker's passes.",
           delivered(two.sign(rsa("attack"), "attack.example", "s1")),
           merge(FORGED, dkim(sig("pass", domain="attack.example", aligned=False),
                              sig("fail", domain="legit.example", aligned=True))))
    esp = genuine().sign(rsa("provider"), "provider.example", "s1")
    w.case(TOPIC, "provider-and-author", "Honest: a mailing service signs, and the author's domain too.",
           honest(esp, "bounces@provider.example"),
           merge(CONFIRMED, dkim(sig("pass", aligned=False), sig("pass", aligned=True))))
    w.case(TOPIC, "provider-only", "Only a mailing service signed.",
           honest(mail(L).sign(rsa("provider"), "provider.example", "s1"), "bounces@provider.example"),
           merge(FORGED, dkim(sig("pass", aligned=False))))
    five = ", ".join("x@d%d.example" % i for i in range(5))
    w.case(TOPIC, "five-domains", "Five authors of five domains.", delivered(mail(five)), AMBIGUOUS)
    w.case(TOPIC, "signature-order", "The order of signatures means nothing.",
           honest(genuine().sign(rsa("attack"), "attack.example", "s1").sign(
               rsa("list"), "list.example", "l1")),
           merge(CONFIRMED, {"dkim": [{"domain": "list.example"}, {"domain": "attack.example"},
                                      {"domain": "legit.example", "aligned": True}]}))


def records(w):
    """What counts as a record (RFC 9989 §4.7, §4.8)."""
    none = merge(NOTHING, evidence("none"))
    reject = FORGED
    rua = "; rua=mailto:d@legit.example"
    for name, about, text, expect in (
            ("two", "Two records: none of them counts.", ["v=DMARC1; p=reject", "v=DMARC1; p=reject"], none),
            ("and-other-text", "A record and another text.", ["v=spf1 -all", "v=DMARC1; p=reject"], reject),
            ("only-other-text", "A wildcard answers with another text.", ["v=DKIM1; p=x"], none),
            ("quotes", "Quotes around the record.", '"v=DMARC1; p=reject"', none),
            ("byte-order-mark", "A byte order mark before the record.", "\u00ef\u00bb\u00bfv=DMARC1; p=reject", none),
            ("lower-case-version", "v=dmarc1 is another version.", "v=dmarc1; p=reject", none),
            ("upper-case-tag", "Names of tags are read in any case.", "V=DMARC1; P=reject", reject),
            ("upper-case-tag-lower-value", "The version's value is not.", "V=dmarc1; p=reject", none),
            ("duplicate-p-case", "p twice, in either case: no record.", "v=DMARC1; p=none; P=reject", none),
            ("spaces", "White space around = and ;.", "v = DMARC1 ;p = reject", reject),
            ("upper-case-value", "Values of p are read in any case.", "v=DMARC1; p=Reject", reject),
            ("p-late", "p need not be second.", "v=DMARC1; adkim=r; p=reject", reject),
            ("p-absent-rua", "No p, but an address for reports: none.", "v=DMARC1" + rua, soft()),
            ("p-absent", "No p and no address for reports: no record.", "v=DMARC1;", none),
            ("p-unknown-rua", "An unknown p with an address for reports: none.", "v=DMARC1; p=foo" + rua, soft()),
            ("p-unknown", "An unknown p alone: no record.", "v=DMARC1; p=foo", none),
            ("pct", "pct, rf and ri are gone.", "v=DMARC1; p=reject; pct=0; rf=afrf; ri=1", reject),
            ("pct-10", "pct=10 changes nothing.", "v=DMARC1; p=reject; pct=10", reject),
            ("unknown-tags", "Unknown tags are ignored.", "v=DMARC1; p=reject; x=1; y=; z=1", reject),
            ("bad-adkim", "A syntax error behind v falls back to the default.", "v=DMARC1; p=reject; adkim=q", reject),
            ("trailing-semicolons", "Semicolons at the end.", "v=DMARC1; p=reject;", reject),
            ("duplicate-p", "p twice: no record.", "v=DMARC1; p=none; p=reject", none),
            ("version-not-first", "v is not the first tag.", "p=reject; v=DMARC1", none),
            ("strings", "A record in several character-strings.", [["v=DMARC1; p=", "reject"]], reject),
            ("8-kib", "A record beyond every limit.", [["v=DMARC1; p=reject; x="] + ["y" * 250] * 40], none)):
        w.case(TOPIC, "record-" + name, about, delivered(mail(L)), expect, answers=dmarc(text))
    w.case(TOPIC, "record-alias", "The record is behind a CNAME.", delivered(mail(L)), reject,
           answers={"_dmarc.legit.example": {"CNAME": ["d.provider.example"]},
                    "d.provider.example": {"TXT": ["v=DMARC1; p=reject"]}})


def trouble(w):
    for word in ("SERVFAIL", "TIMEOUT", "REFUSED"):
        expect = merge(verdict(13, "quiet"), evidence("unknown", reason="dns"))
        w.case(TOPIC, "%s-at-author" % word.lower(), "The policy cannot be asked: neither pass nor fail.",
               delivered(mail(L)), expect, answers={"_dmarc.legit.example": {"TXT": word}})
        w.case(TOPIC, "%s-at-parent" % word.lower(), "The parent's policy cannot be asked.",
               delivered(mail(SUB)), expect,
               answers=dict(EXISTS, **{"_dmarc.legit.example": {"TXT": word}}))
    w.case(TOPIC, "servfail-existence", "Whether the name exists cannot be asked, and np would differ.",
           delivered(mail(SUB)), merge(verdict(13, "quiet"), evidence("unknown", reason="dns")),
           answers=dict(dmarc("v=DMARC1; p=none; np=reject"), **{"news.legit.example": {"*": "SERVFAIL"}}))
    w.case(TOPIC, "servfail-and-exact-signature", "The policy cannot be asked, but the very name has"
           " signed.", honest(genuine()), evidence("pass", source="dkim"),
           answers={"_dmarc.legit.example": {"TXT": "SERVFAIL"}})
    w.case(TOPIC, "offline", "Nobody is asked.", delivered(mail(L)),
           merge(verdict(13, "quiet"), evidence("unknown", reason="offline")),
           options=["--offline"])
    w.case(TOPIC, "not-asked", "An answers file that says so.", delivered(genuine()),
           merge(verdict(13, "quiet"), evidence("unknown", reason="offline")),
           answers={"_dmarc.legit.example": {"*": "NOTASKED"}, "legit.example": {"*": "NOTASKED"},
                    "s1._domainkey.legit.example": {"*": "NOTASKED"}, "_dmarc.example": {"*": "NOTASKED"}})


def generate(w):
    for part in (levels, subdomains, walks, organizations, others, records, trouble):
        part(w)
