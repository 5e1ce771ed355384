# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What the reader found to be right, and attackers who know it: an exception counts only for a message
in which its subject took part."""
from .lab import *

TOPIC = "exceptions"
SIGNER = ["--accept-signer", L + "=list.example"]
OWN = ["--own", "victim.example"]
USED_SIGNER = {"exceptions": [{"kind": "accepted-signer", "sender": L, "signer": "list.example"}]}
UNUSED = {"exceptions": []}
ANY = {"pa": {}, "pb": {}}


def through_list(sender=L, path="bounce@list.example", body=None, signer="list.example", extra=(), **signing):
    """A service that signs with its own name only."""
    message = mail(sender, body=body, extra=extra).sign(rsa("list"), signer, "l1", **signing)
    return message.top(*trace("mail.list.example", "192.0.2.30", path=path))


def signers(w):
    def case(name, about, message, expect, options=SIGNER, **more):
        w.case(TOPIC, "signer-" + name, about, message, expect, options=options, accounts=ANY, **more)

    case("honest", "Honest: the service that the reader accepts has signed all of it.", through_list(),
         merge(verdict(3, "quiet"), evidence("fail", "reject"), USED_SIGNER))
    case("honest-domain", "Honest: the same for all addresses of the domain.", through_list(),
         merge(verdict(3, "quiet"), {"exceptions": [{"kind": "accepted-signer", "sender": "legit.example",
                                                     "signer": "list.example"}]}),
         options=["--accept-signer", "legit.example=list.example"])
    case("not-needed", "Honest: the author's domain has signed too; the exception is not used.",
         honest(genuine()), merge(CONFIRMED, UNUSED))
    case("none", "The same message without the exception.", through_list(), merge(FORGED, UNUSED), options=None)
    case("unsigned", "The attacker knows the exception and has no key.",
         delivered(mail(L, subject="Invoice 4712", date="Wed, 18 Nov 2026 10:06:00 +0000")),
         merge(FORGED, UNUSED))
    case("other", "The attacker signs as himself.",
         delivered(mail(L).sign(rsa("attack"), "attack.example", "s1")), merge(FORGED, UNUSED))
    case("stranger", "The attacker signs as himself, and nothing is accepted.",
         delivered(mail(L, subject="Invoice 4713").sign(rsa("attack"), "attack.example", "s1")),
         merge(FORGED, UNUSED), options=None)
    case("claimed", "The attacker names the accepted signer and signs with a key of his own.",
         delivered(mail(L).sign(rsa("attack"), "list.example", "l1")), merge(FORGED, UNUSED))
    case("changed", "The attacker changes the text of a message that was really signed.",
         through_list(change_bh=lambda digest: digest[::-1]), merge(FORGED, UNUSED))
    case("length", "The attacker appends text behind what the service signed.",
         through_list(length=2), merge(FORGED, UNUSED))
    case("other-address", "The exception is for another address of the domain.",
         through_list("other@legit.example"), merge(FORGED, UNUSED))
    case("other-domain", "A name below that of the exception is another one.",
         through_list("admin@sub.legit.example"), UNUSED, options=["--accept-signer", "legit.example=list.example"])
    case("own", "No exception is made for the reader's own domain.", through_list("boss@legit.example"),
         merge(verdict(2, "alarm"), UNUSED),
         options=["--own", "legit.example", "--accept-signer", "legit.example=list.example"])
    case("two-from", "Two From fields stay unclear, whoever signed.",
         through_list(["From: " + L, "From: " + A]), merge(AMBIGUOUS, UNUSED))


def unproven(w):
    """Nothing refutes the sender: what tests/unit/client/test-exception-offers.c may offer."""
    def case(name, about, message, expect, options=None):
        w.case(TOPIC, "unproven-" + name, about, message, merge(expect, UNUSED if options is None else {}),
               options=options, accounts={})

    path = "bounce@legit.example"
    case("signed", "A service has signed all of it: that can be accepted.", through_list(path=path), UNPROVEN)
    case("accepted", "Honest: accepted.", through_list(path=path),
         merge(verdict(3, "quiet"), evidence("unproven", "reject"), USED_SIGNER), SIGNER)
    case("shared", "The signer signs for everybody: that can never be accepted.",
         through_list(path=path, signer="sendgrid.net"), UNPROVEN)
    case("shared-note", "The same where only a note is shown.",
         through_list("x@soft.example", signer="sendgrid.net"), merge(verdict(17, "note"), evidence("fail", "none")))
    case("soft", "A domain that asks for nothing, through a service of its own.",
         through_list("x@soft.example"), merge(verdict(17, "note"), evidence("fail", "none")))
    case("partly", "The service has signed only the beginning.", through_list(path=path, length=2), UNPROVEN)
    case("reply", "Answers are led to the one who signed.",
         through_list(path=path, extra=["Reply-To: x@list.example"]),
         merge(UNPROVEN, {"findings": {"$has": [{"code": "TF18"}]}}))
    case("brand", "The name is a firm's.", through_list('"PayPal Service" <%s>' % L, path=path),
         merge(UNPROVEN, {"findings": {"$has": [{"code": "TF20"}]}}))


def senders(w):
    def attack(name, about, sender, expect, options):
        w.case(TOPIC, "sender-" + name, about,
               delivered(mail(sender).sign(rsa("attack"), "attack.example", "s1")), expect,
               options=options, accounts=ANY)

    named = '"%s" <%s>' % (L, A)
    accepted = ["--accept-sender", A]
    used = {"exceptions": [{"kind": "accepted-sender", "sender": A, "signer": None}]}
    attack("honest", "Honest: the reader knows why this sender shows another address.", named,
           merge(CONFIRMED, used), accepted)
    attack("own-shown", "The reader's own address in its name stays a note.",
           '"boss@victim.example" <%s>' % A, merge(verdict(5, "note"), used), OWN + accepted)
    attack("none", "The same message without the exception.", named, merge(verdict(5, "warning"), UNUSED), None)
    attack("other-address", "The exception is for another address of the domain.",
           '"%s" <other@attack.example>' % L, merge(verdict(5, "warning"), UNUSED), accepted)
    for name, text, code, options in (
            ("brand", "PayPal Service", 20, []),
            ("contact", "Jane Boss", 7, ["--known", "Jane Boss <jane@friend.example>"])):
        shown = '"%s" <%s>' % (text, A)
        attack(name + "-honest", "Honest: the reader knows why this sender has that name.", shown,
               merge(CONFIRMED, used), options + accepted)
        attack(name + "-none", "The same message without the exception.", shown,
               merge(verdict(code, "warning"), UNUSED), options)
        w.case(TOPIC, "sender-%s-unsigned" % name, "The accepted sender's address, which nothing confirms.",
               delivered(mail('"%s" <x@bare.example>' % text), "x@bare.example"),
               merge(verdict(code, "warning"), UNUSED), options=options + ["--accept-sender", "x@bare.example"],
               accounts=ANY)
    w.case(TOPIC, "sender-unsigned", "The attacker uses the accepted sender, and nothing confirms it.",
           delivered(mail('"%s" <x@legit.example>' % A), "x@attack.example"),
           merge(verdict(1, "alarm"), UNUSED), options=["--accept-sender", "x@legit.example"], accounts=ANY)
    lookalike = ["--protect", "attach.example"]
    attack("lookalike-honest", "Honest: the domain is similar, and the right one.", A,
           merge(CONFIRMED, {"exceptions": [{"kind": "accepted-sender", "sender": "attack.example",
                                             "signer": None}]}),
           lookalike + ["--accept-sender", "attack.example"])
    attack("lookalike-none", "The same without the exception.", A, merge(verdict(6, "warning"), UNUSED), lookalike)


def alias_services(w):
    options = ["--alias-service", "attack.example"]
    used = {"exceptions": [{"kind": "alias-service", "sender": "attack.example", "signer": None}]}

    def case(name, about, sender, expect, options=options):
        w.case(TOPIC, "alias-" + name, about,
               delivered(mail(sender).sign(rsa("attack"), "attack.example", "s1")), expect,
               options=options, accounts=ANY)

    case("honest", "Honest: the service shows who wrote.", '"%s" <%s>' % (L, A), merge(CONFIRMED, used))
    case("honest-at", "Honest: in another of its forms.", '"Ann - admin at legit.example" <%s>' % A,
         CONFIRMED)
    case("none", "The same without the exception.", '"%s" <%s>' % (L, A),
         merge(verdict(5, "warning"), UNUSED), options=None)
    case("own", "The reader's own address stays a note.", '"boss@victim.example" <%s>' % A,
         merge(verdict(5, "note"), used), options=OWN + options)
    case("other-form", "An address in a sentence is no form of a service.",
         '"%s asks you to pay" <%s>' % (L, A), merge(verdict(5, "warning"), UNUSED))
    w.case(TOPIC, "alias-unsigned", "The attacker writes as the service, and nothing confirms it.",
           delivered(mail('"%s" <x@bare.example>' % L), "x@bare.example"),
           merge(verdict(5, "warning"), UNUSED), options=["--alias-service", "bare.example"], accounts=ANY)


def generate(w):
    for part in (signers, unproven, senders, alias_services):
        part(w)
