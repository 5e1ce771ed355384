# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What the cases about the delivery of a message share: three accounts (nothing configured, a trusted
server, a border), what that server writes, ARC seals, and what is expected."""
import base64
import hashlib
import re

from .lab import *
from .signer import ALL, Message, field_name, header_relaxed

MX = "mx.victim.example"
P0 = []
PA = ["--trust-authserv", MX]
PB = ["--border", MX]
BELOW = ["--trust-authserv", MX + ":below"]
GOOD_IP = ["--ip", "192.0.2.10", "--helo", "mail.legit.example", "--mail-from", "bounce@legit.example"]


def results(*text, id=MX):
    """The field that the server writes."""
    return "Authentication-Results: " + ";\r\n\t".join((id,) + text)


def judged(message, *text, **more):
    """MESSAGE as delivered, with the server's field on top."""
    return message.top(results(*text, **more))


# ---- expectations -------------------------------------------------------------------------------

def rule(code, name, level):
    return {"verdict": {"code": code, "rule": name, "level": level}}


def spf(result, source=None, **more):
    out = {"result": result}
    if source:
        out["source"] = source
    out.update(more)
    return {"spf": out}


NO_SPF = spf("none", "none")
BY_SPF = merge(verdict(15, "quiet"), evidence("pass", source="spf"), {"dmarc": {"result": "pass"}})
BY_SERVER = merge(verdict(15, "quiet"), evidence("pass", source="server"), {"dmarc": {"result": "pass"}})
REWRITTEN = merge(rule("TF11", "provider-rewrote", "quiet"), evidence("pass", source="server"),
                  {"dmarc": {"result": "pass"}})
INTERNAL = merge(verdict(15, "quiet"), evidence("pass", source="internal"))
UNREADABLE = merge({"verdict": {"code": one_of("TF01", "TF03"), "level": one_of("alarm", "warning")}},
                   {"evidence": {"result": one_of("fail", "unproven"), "policy": "reject"}})
CHANGED_ON_THE_WAY = merge(verdict(19, "warning"), evidence("changed"))


def used(*fields):
    """The members of "authentication_results": (used, reason) each."""
    return {"authentication_results": [{"used": u, "reason": r} for u, r in fields]}


def arc(result, reason=None, **more):
    out = {"result": result}
    if reason is not None:
        out["reason"] = reason
    out.update(more)
    return {"arc": out}


class Topic:
    """Writes the cases of one topic; a message may be checked with several accounts."""

    def __init__(self, writer, topic):
        self.writer = writer
        self.topic = topic

    def case(self, name, about, message, expect, options=None, **more):
        self.writer.case(self.topic, name, about, message, expect, options=options or None, **more)

    def accounts(self, name, about, message, p0, pa=None, pb=None, **more):
        """One message under P0, PA and PB; without PA and PB the result is the same in all."""
        for suffix, options, expect in (("p0", P0, p0), ("pa", PA, pa or p0), ("pb", PB, pb or pa or p0)):
            self.case("%s-%s" % (name, suffix), about, message, expect, options, accounts=None if options else {},
                      **more)


# ---- ARC ----------------------------------------------------------------------------------------

ARC_NAMES = (b"arc-authentication-results", b"arc-message-signature", b"arc-seal")
ARC_H = "from:to:subject:date:message-id:mime-version:content-type"


def set_fields(message, instance):
    """The three fields of one set, in the order in which a seal covers them."""
    found = {}
    for field in message.fields:
        name = field_name(field)
        number = re.search(rb"(?:^|[;:\s])i\s*=\s*(\d+)", field)
        if name in ARC_NAMES and number and int(number.group(1)) == instance:
            found.setdefault(name, field)
    return [found[name] for name in ARC_NAMES if name in found]


def message_signature(message, i, key, d, s, h=ARC_H, **more):
    return message.sign(key, d, s, h=h, name="ARC-Message-Signature", tags=(("i", str(i)),), omit=("v",),
                        order=["i", "a", "c", "d", "s", "h", "bh", "b"], **more)


def seal_only(message, i, key, d, s, cv, extra=""):
    """ARC-Seal over the sets up to I, whatever they are."""
    head = "ARC-Seal: i=%d; a=rsa-sha256; cv=%s; d=%s; s=%s;%s\r\n\tb=" % (i, cv, d, s, extra)
    data = b"".join(header_relaxed(f) for n in range(1, i) for f in set_fields(message, n))
    data += b"".join(header_relaxed(f) for f in set_fields(message, i)[:2])
    data += header_relaxed(head.encode() + b"\r\n")[:-2]
    b = base64.b64encode(key.sign(hashlib.sha256(data).digest(), "sha256"))
    b = b"\r\n\t ".join(b[n:n + 70] for n in range(0, len(b), 70))
    return Message([head.encode() + b + b"\r\n"] + message.fields, message.body)


def sealed(message, i=1, d="list.example", s="arc1", key=None, says=None, cv=None, h=ARC_H, id=None,
           extra=""):
    """One more set on top. SAYS is what the sealer claims to have found."""
    key = key or rsa(d.partition(".")[0])
    says = says if says is not None else "dmarc=pass header.from=legit.example"
    out = message.top("ARC-Authentication-Results: i=%d; %s; %s" % (i, id or "mx." + d, says))
    out = message_signature(out, i, key, d, s, h)
    return seal_only(out, i, key, d, s, cv or ("none" if i == 1 else "pass"), extra)


def through_list(message, tag="dev: ", footer=b"\r\n_______\r\ndev mailing list\r\n"):
    """Subject and body as a list changes them: the author's signature is broken, and cannot be verified
    without the tag either, because that is not one of the marks that are looked for."""
    fields = [b"Subject: " + tag.encode() + f.partition(b":")[2].lstrip() if field_name(f) == b"subject"
              else f for f in message.fields]
    return Message(fields, message.body + footer)


__all__ = [n for n in dir() if not n.startswith("_")]
