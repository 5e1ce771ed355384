# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A network that makes up addresses for names that do not exist ("invents"): an address then does not
prove that its name exists. Other things that networks do are simulated by tests/dnsserver.py."""
from .ways import *

TOPIC = "networks"
INVENTED = {"A": ["203.0.113.80"]}
STRANGER = ["--ip", "203.0.113.66", "--helo", "x.example", "--mail-from", "x@listed.example"]
KNOWN = ["--ip", "192.0.2.10", "--helo", "x.example", "--mail-from", "x@listed.example"]


def network(zone, invents):
    return dict(zone, **{"@": {"now": NOW, "invents": True}}) if invents else zone


def exists(t):
    """Those who are listed may send; in such a network everybody would be listed."""
    listed = {**domain("listed.example", "p=reject", "v=spf1 exists:%{i}.who.listed.example -all"),
              "192.0.2.10.who.listed.example": {"A": ["127.0.0.2"]}}
    forged = dict(listed, **{"203.0.113.66.who.listed.example": INVENTED})
    message = delivered(mail("<desk@listed.example>"))
    t.case("exists-forged", "The name of a stranger does not exist.", message,
           merge(verdict(1, "alarm"), evidence("fail", "reject")), STRANGER, answers=listed)
    t.case("exists-forged-invented", "The same where names are invented.", message,
           merge(verdict(3, "warning"), evidence("unproven", "reject"), spf("temperror", "envelope")),
           STRANGER, answers=network(forged, True))
    t.case("exists-honest", "Honest twin: it exists.", message, BY_SPF, KNOWN, answers=listed)
    t.case("exists-honest-invented", "Honest twin: whether it does cannot be told here.", message,
           merge(verdict(3, "warning"), spf("temperror", "envelope")), KNOWN, answers=network(listed, True))


def addresses(t):
    """Comparing addresses is not affected: nobody makes up the sender's."""
    for name, term in (("a", "a:out.listed.example"), ("mx", "mx")):
        zone = dict(domain("listed.example", "p=reject", "v=spf1 %s -all" % term),
                    **{"out.listed.example": {"A": ["192.0.2.10"]}})
        for invents in (False, True):
            suffix = "-invented" if invents else ""
            t.case("%s-honest%s" % (name, suffix), "Honest: out of the server that is named.",
                   delivered(mail("<desk@listed.example>")), BY_SPF, KNOWN, answers=network(zone, invents))
            t.case("%s-forged%s" % (name, suffix), "Forged: out of another.",
                   delivered(mail("<desk@listed.example>")),
                   merge(verdict(1, "alarm"), evidence("fail", "reject")), STRANGER,
                   answers=network(zone, invents))


def names(t):
    """Names that do not exist are refused, the others only watched."""
    zone = domain("watched.example", "p=reject; sp=none; np=reject")
    there = dict(zone, **{"shop.watched.example": INVENTED})
    message = delivered(mail("<desk@shop.watched.example>"))
    t.case("np-forged", "The author's name does not exist.", message,
           merge(verdict(1, "alarm"), evidence("fail", "reject")), answers=zone)
    t.case("np-exists", "Twin: it exists, and nobody asks for distrust.", message,
           merge(verdict(17, "note"), evidence("fail", "none")), answers=there)
    t.case("np-forged-invented", "Whether it exists cannot be told here: not known, never milder.", message,
           merge(verdict(13, "quiet"), evidence("unknown", reason="dns")), answers=network(there, True))
    t.case("np-honest-invented", "Honest twin: signed.",
           honest(mail("<desk@shop.watched.example>").sign(rsa("legit"), "shop.watched.example", "s1")),
           merge(verdict(15, "quiet"), evidence("pass", source="dkim")),
           answers=network(dict(there, **{"s1._domainkey.shop.watched.example": {"TXT": [record(rsa("legit"))]}}),
                           True))


def generate(w):
    for part in (exists, addresses, names):
        part(Topic(w, TOPIC))
