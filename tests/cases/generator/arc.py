# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""ARC: a chain says who sealed a message. It explains a failure if the reader trusts all sealers, and
confirms nothing."""
from .ways import *

TOPIC = "arc"
TRUST = ["--trust-sealer", "list.example"]
VIA_LIST = ("list.example", "198.51.100.25")
EXPLAINED = merge(verdict(3, "warning"), evidence("fail", "reject"))


def from_list(message):
    return message.top(*trace(*VIA_LIST, path="dev-bounces@list.example"))


def changed_by_list():
    """The author's mail as the list sends it on: changed, its signature broken."""
    return through_list(genuine())


def trust(t):
    honest_chain = from_list(sealed(changed_by_list()))
    t.accounts("untrusted", "AC-05: a good chain of a list that nobody named explains nothing.", honest_chain,
               merge(FORGED, arc("pass", sets=1, sealers=["list.example"])))
    t.case("trusted", "AC-07: the reader trusts the list, which reports a pass.", honest_chain,
           merge(EXPLAINED, arc("pass")), TRUST)
    t.case("trusted-subject", "AC-07: never more than a warning less.",
           from_list(sealed(mail("<%s>" % L))), merge(EXPLAINED, arc("pass")), TRUST)
    for name, says in (("fail", "dmarc=fail header.from=legit.example"), ("other", "dmarc=pass header.from=other.example"),
                       ("nothing", "none"), ("no-author", "dmarc=pass"),
                       ("only-dkim", "dkim=pass header.d=legit.example"),
                       ("injected", "dmarc=pass header.from=legit.example(.attack.example"),
                       ("bestguess", "dmarc=bestguesspass header.from=legit.example")):
        t.case("trusted-reports-" + name, "The list is trusted, and does not report a pass of this author: %s" % says,
               from_list(sealed(changed_by_list(), says=says)), merge(FORGED, arc("pass")), TRUST)
    attacker = delivered(sealed(mail("<%s>" % L), d="attack.example", s="s1"))
    t.accounts("stranger", "AC-06: the attacker seals his own report.", attacker, merge(FORGED, arc("pass")))
    t.case("stranger-and-list-trusted", "AC-06: another is trusted.", attacker, merge(FORGED, arc("pass")), TRUST)
    t.case("stranger-writes-list", "AC-06: the report is signed \"mx.list.example\", the seal is the attacker's.",
           delivered(sealed(mail("<%s>" % L), d="attack.example", s="s1", id="mx.list.example")), FORGED, TRUST)
    both = sealed(sealed(mail("<%s>" % L), d="attack.example", s="s1"), 2, says="dmarc=fail header.from=legit.example")
    t.case("stranger-below", "The trusted list sealed what a stranger reports; itself it saw a failure.",
           from_list(both), merge(FORGED, arc("pass", sets=2, sealers=["list.example", "attack.example"])), TRUST)
    above = sealed(sealed(changed_by_list()), 2, "attack.example", "s1", says="none")
    t.case("stranger-above", "A stranger sealed last.", delivered(above), merge(FORGED, arc("pass", sets=2)), TRUST)
    two = sealed(sealed(changed_by_list()), 2, "provider.example", "s1", says="dmarc=fail header.from=legit.example")
    fwd = two.top(*trace("out.provider.example", "198.51.100.77", path="x@provider.example"))
    t.case("two-one-trusted", "Only the older of two is trusted.", fwd, FORGED, TRUST)
    t.case("two-both-trusted", "Both are trusted; the older reports a pass.", fwd, EXPLAINED,
           TRUST + ["--trust-sealer", "provider.example"])
    t.case("trusted-subdomain", "A subdomain of a trusted sealer is his.", delivered(sealed(
        mail("<%s>" % L), d="x.list.example", s="arc1", key=rsa("attack"))), EXPLAINED, TRUST,
        answers={"arc1._domainkey.x.list.example": {"TXT": [record(rsa("attack"))]}})
    t.case("trusted-other-suffix", "A name that ends in the same letters is not.", delivered(sealed(
        mail("<%s>" % L), d="xlist.example", s="arc1", key=rsa("attack"))), FORGED, TRUST,
        answers={"arc1._domainkey.xlist.example": {"TXT": [record(rsa("attack"))]}})
    t.case("genuine", "Honest: the author's signature is whole.", from_list(sealed(genuine())),
           merge(CONFIRMED, arc("pass")), TRUST)
    t.case("genuine-broken-chain", "Honest: the author's signature is whole, the chain is not.",
           from_list(sealed(genuine()).replace("arc-authentication-results", b"ARC-Authentication-Results: i=1; x; none\r\n")),
           merge(CONFIRMED, arc("fail")))
    t.case("trusted-soft", "A monitoring domain through a trusted list.", from_list(sealed(through_list(
        genuine("<x@soft.example>", "soft.example", key=rsa("soft"))), says="dmarc=pass header.from=soft.example")),
        {"verdict": {"level": one_of("quiet", "note")}, "arc": {"result": "pass"}}, TRUST)
    t.case("results-from-seal", "A trusted server's arc=pass is not about the author.",
           judged(honest_chain, "arc=pass (i=1)"), FORGED, PA)


def replayed(t):
    old = sealed(changed_by_list())
    chain = [f for f in old.fields if field_name(f) in ARC_NAMES]
    t.case("replayed", "AC-08: sets of an old message on a new one.",
           from_list(Message(chain + mail("<%s>" % L, "Pay now").fields, b"Now.\r\n")), merge(FORGED, arc("fail")), TRUST)
    t.case("replayed-body", "AC-08: only the text is new.", from_list(old.with_body(b"Now.\r\n")),
           merge(FORGED, arc("fail")), TRUST)
    t.case("replayed-from", "AC-08: only the author is new.", from_list(old.replace("from", b"From: <ceo@legit.example>\r\n")),
           merge(FORGED, arc("fail", "signature-mismatch")), TRUST)
    t.case("replayed-second-from", "A second author above the sealed one.",
           from_list(old.top("From: <%s>" % A)), AMBIGUOUS, TRUST)
    t.case("from-not-covered", "The newest message signature does not cover From: it explains nothing.",
           from_list(sealed(changed_by_list(), h="to:subject:date:message-id")),
           merge(FORGED, arc(one_of("pass", "fail"))), TRUST)
    changed = old.replace("arc-authentication-results", b"ARC-Authentication-Results: i=1; mx.list.example; spf=pass\r\n")
    t.case("report-changed", "The report was changed after the seal.", from_list(changed), merge(FORGED, arc("fail")), TRUST)


def broken(t):
    """AC-02 to AC-04: a broken chain does not count."""
    def row(name, about, message, reason=None, result="fail"):
        t.case("chain-" + name, about, from_list(message), merge(FORGED, arc(result, reason)), TRUST)

    base = changed_by_list()
    one = sealed(base)
    key = rsa("list")
    row("instance-0", "Instance 0.", sealed(base, 0, cv="none"), "bad-instance")
    row("instance-51", "Instance 51.", sealed(base, 51), "bad-instance")
    row("instance-2-only", "The first is missing.", sealed(base, 2), "incomplete-set")
    row("gap", "Instance 2 is missing.", sealed(one, 3), "incomplete-set")
    row("leading-zero", "Instance 01.", Message([f.replace(b"i=1;", b"i=01;") for f in one.fields], one.body))
    row("twice", "Two sets of one instance.", sealed(one, 1), "incomplete-set")
    for name in ARC_NAMES:
        short = name.decode().replace("arc-", "")
        row("without-" + short, "A set without its %s." % short, one.without(name.decode()), "incomplete-set")
    extra = message_signature(one, 1, key, "list.example", "arc1")
    row("two-message-signatures", "Two message signatures in one set.", extra, "incomplete-set")
    row("cv-pass-first", "cv=pass at the first.", sealed(base, cv="pass"), "chain-status")
    row("cv-none-second", "cv=none at the second.", sealed(one, 2, cv="none"), "chain-status")
    row("cv-fail", "The newest says cv=fail.", sealed(one, 2, cv="fail"), "chain-status")
    row("cv-fail-first", "The only one says cv=fail.", sealed(base, cv="fail"), "chain-status")
    row("cv-fail-below", "An older one says cv=fail.", sealed(sealed(one, 2, cv="fail"), 3), "chain-status")
    row("cv-unknown", "A word that cv does not have.", sealed(base, cv="good"))
    row("seal-with-h", "A seal with h=.", sealed(base, extra=" h=from;"))
    row("seal-with-bh", "A seal with bh=.", sealed(base, extra=" bh=AAAA;"))
    row("signs-seal", "A message signature over ARC-Seal.", sealed(one, 2, h=ARC_H + ":arc-seal"))
    row("other-key", "A seal of another key.", sealed(base, key=rsa("attack")), "signature-mismatch")
    row("no-key", "A seal whose key does not exist.", sealed(base, s="gone"), "no-key")
    row("nul", "A NUL in the domain.", sealed(base, d="list.example\0.attack.example", key=key))
    t.case("chain-key-timeout", "A key that cannot be looked up.", from_list(one), merge(FORGED, arc("temperror")),
           TRUST, answers={"arc1._domainkey.list.example": {"TXT": "TIMEOUT"}})
    big = rsa("big", 4096, primes=4)
    many = base
    for i in range(1, 51):
        many = sealed(many, i, "s%d.example" % i, "arc1", key=rsa("list") if i < 50 else big)
    answers = {"arc1._domainkey.s%d.example" % i: {"TXT": [record(key)]} for i in range(1, 50)}
    answers["arc1._domainkey.s50.example"] = {"TXT": [record(big)]}
    t.case("chain-50-sets", "AC-09: fifty sets are more than are verified.", from_list(many),
           merge(FORGED, arc("none", "limit", sets=50)), TRUST, answers=answers, stores=["crlf"])
    ten = base
    for i in range(1, 11):
        ten = sealed(ten, i)
    t.case("chain-10-sets", "Ten sets are verified.", from_list(ten), merge(EXPLAINED, arc("pass", sets=10)), TRUST)
    t.case("chain-of-names", "1,000 sealed fields without sense.", from_list(base.top(
        *["ARC-Seal: i=%d; a=rsa-sha256; cv=pass; d=x%d.example; s=s; b=AAAA" % (i % 50 + 1, i) for i in range(1000)])),
        merge(FORGED, arc("fail")), TRUST, stores=["crlf"])


def generate(w):
    for part in (trust, replayed, broken):
        part(Topic(w, TOPIC))
