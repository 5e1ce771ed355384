# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The delivery fields as servers write them: where each form has what the border itself found, what
other servers of the organization write above it, and what a sender writes into it. Each form has an honest
message and a stranger's."""
from .ways import *

TOPIC = "trails"
MINE = mail("<%s>" % L)                       # the author's name, unsigned
GOOD, BAD = "192.0.2.10", "203.0.113.66"
REFUTED = merge(FORGED, {"evidence": {"reason": "spf-not-passed"}})
END = "; " + HOUR_AGO
OWN = ["--own", "user@victim.example"]
ENFORCED = {"_dmarc.victim.example": {"TXT": ["v=DMARC1; p=reject"]},
            "mx.victim.example": {"A": ["198.51.100.1"], "AAAA": ["2001:db8:77::1"]}}
MX_LINE = ("Received: from mail.legit.example (mail.legit.example [%s])\r\n\tby mx.victim.example (Postfix)"
           " with ESMTPS id 4Fz0Qk\r\n\tfor <user@victim.example>" + END)

# name, the border's line; %s is the client's address
BORDERS = (
    ("postfix", "from mail.legit.example (mail.legit.example [%s])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384"
     " (256/256 bits)\r\n\t key-exchange X25519)\r\n\t(No client certificate requested)\r\n\tby mx.victim.example"
     " (Postfix) with ESMTPS id 4Fz0Qk"),
    ("fold-in-name", "from mail.legit.example (mail.legit.example\r\n\t[%s])\r\n\tby mx.victim.example (8.17.1/8.17.1)"
     " with ESMTPS id 4Fz"),
    ("fold-everywhere", "from\r\n mail.legit.example\r\n (mail.legit.example\r\n\t[%s]\r\n )\r\n by\r\n mx.victim.example\r\n"
     " (Postfix)\r\n with\r\n ESMTPS"),
    ("sendmail-ident", "from mail.legit.example (IDENT:jane@mail.legit.example [%s])\r\n\tby mx.victim.example"
     " (8.17.1/8.17.1) with ESMTP id 4Fz"),
    ("sendmail-forged", "from mail.legit.example (x.isp.example [%s] (may be\r\n\tforged)) by mx.victim.example"
     " (8.17.1/8.17.1) with ESMTP id 4Fz"),
    ("exim", "from mail.legit.example ([%s] helo=mx7.legit.example)\r\n\tby mx.victim.example with esmtps (TLS1.3)"
     " tls TLS_AES_256_GCM_SHA384\r\n\t(Exim 4.96)\r\n\t(envelope-from <bounce@legit.example>)\r\n\tid 1rAB-01"
     "\r\n\tfor user@victim.example"),
    ("exim-port", "from mail.legit.example ([%s] helo=legit.example) port\r\n 54266 by mx.victim.example with esmtp ( Exim )"),
    ("exim-no-name", "from [%s] (port=4711 helo=mail.legit.example ident=jane)\r\n\tby mx.victim.example with esmtp (Exim 4.96)"),
    ("exchange", "from mail.legit.example (%s) by\r\n mx.victim.example (198.51.100.1) with Microsoft SMTP Server"
     " (version=TLS1_2,\r\n cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.2.1544.4 via Frontend\r\n Transport"),
    ("qmail", "from unknown (HELO mail.legit.example) (jane@%s)\r\n  by mx.victim.example with SMTP"),
    ("appliance", "from mail.legit.example (HELO mail.legit.example) ([%s])\r\n  by mx.victim.example with"
     " ESMTP/TLS/ECDHE-RSA-AES256-GCM-SHA384"),
    ("cloud-gateway", "from mail.legit.example (mail.legit.example\r\n [%s]) (Using TLS with cipher X) by"
     " mx.victim.example with ESMTP id\r\n us-mta-97-x"),
    ("address-first", "from %s (EHLO mail.legit.example)\r\n by mx.victim.example with SMTPs\r\n (version=TLS1_3"
     " cipher=TLS_AES_128_GCM_SHA256)"),
    ("address-twice", "from {0} (EHLO mail.legit.example) ([{0}])\r\n by mx.victim.example (JAMES SMTP Server ) with"
     " ESMTP ID 12345"),
    ("verified", "from mail.legit.example ([%s]\r\n verified) by mx.victim.example (CommuniGate Pro SMTP 6.3)\r\n with"
     " ESMTPS id 117"),
    ("zmailer", "from mail.legit.example ([%s]:50309\r\n\t\"EHLO mail.legit.example\" rhost-flags-OK-OK-OK-OK)\r\n\tby"
     " mx.victim.example with ESMTP id S22850108AbY"),
    ("courier", "from mail.legit.example (mail.legit.example [::ffff:%s])\r\n  (TLS: TLSv1.3,256bits,ECDHE) by"
     " mx.victim.example with ESMTPS"),
    ("opensmtpd", "from mail.legit.example (mail.legit.example [%s])\r\n\tby mx.victim.example (OpenSMTPD) with ESMTPS id"
     " 5e (TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO)\r\n\tfor <user@victim.example>"),
    ("haraka", "from mail.legit.example (mail.legit.example [%s])\r\n\tby mx.victim.example (Haraka/2.8.28) with ESMTPS id"
     " 7A.1\r\n\tenvelope-from <bounce@legit.example>\r\n\ttls TLS_AES_256_GCM_SHA384"),
    ("large-provider", "from mail.legit.example (mail.legit.example. [%s])\r\n        by mx.victim.example with ESMTPS id"
     " x-20020a.12\r\n        for <user@victim.example>\r\n        (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256)"),
    ("own-address-behind", "from mail.legit.example ([%s]) by mx.victim.example (mxv017\r\n [198.51.100.17]) with ESMTPS"
     " (Nemesis) id 1N"),
    ("utf8-recipient", b"from mail.legit.example (mail.legit.example [%s])\r\n\tby mx.victim.example (Postfix) with UTF8SMTPS"
     b" id 1AC7\r\n\tfor <j\xc3\xbcrgen@v\xc3\xadctim.example>"),
)

# name, the lines above the border's
HOUSES = (
    ("lmtp", ["from mx.victim.example\r\n\tby imap.victim.example with LMTP\r\n\tid cBQQ\r\n\tfor <user@victim.example>"]),
    ("cyrus", ["from mx.victim.example ([unix socket])\r\n\t by imap.victim.example (Cyrus 3.6.1) with LMTPA"]),
    ("cyrus-local", ["from localhost ([unix socket]) by imap.victim.example (Cyrus 3.6.1) with LMTPA"]),
    ("zimbra", ["from mx.victim.example (LHLO mx.victim.example) (10.0.0.7) by\r\n imap.victim.example with LMTP"]),
    ("james", ["from mx.victim.example (EHLO mx.victim.example) ([10.0.0.1])\r\n by imap.victim.example (JAMES SMTP"
               " Server ) with ESMTP ID 12"]),
    ("filter", ["from localhost (localhost [127.0.0.1])\r\n\tby mx.victim.example (Postfix) with ESMTP id 9A1",
                "from mx.victim.example ([198.51.100.1])\r\n\tby localhost (mx.victim.example [127.0.0.1]) (amavisd-new,"
                " port\r\n\t10024) with LMTP id yF0"]),
    ("home", ["from desk.home (localhost)\r\n     (no client certificate requested)\r\n     by desk (Milter) with SMTP id"
              " AC1", "from mx.victim.example [198.51.100.1]\r\n     by desk.home with IMAP (fetchmail-6.4.22)\r\n     for"
              " <me@desk.home> (single-drop)"]),
    ("two-tiers", ["from mx.victim.example (mx.victim.example [198.51.100.1])\r\n\tby imap.victim.example (Postfix)"
                   " with ESMTPS id 77"]),
    ("two-tiers-by-dns", ["from mx.victim.example (2001:db8:77::1)\r\n by store.victim.example with Microsoft SMTP"
                          " Server id 15.2"]),
    ("large-house", ["from A1.prod.victim.example\r\n ([fe80::d943:55cc:ec54:4033]) by A1.prod.victim.example\r\n"
                     " ([fe80::d943:55cc:ec54:4033%9]) with mapi id 15.20",
                     "from B2.eop.victim.example (2603:10b6:10:3::20) by\r\n A1.prod.victim.example (2603:10b6:803:a1::5)"
                     " with Microsoft SMTP Server id 15.20"]),
)


def line(text, ip):
    text = text.decode("latin-1") if isinstance(text, bytes) else text
    text = text.format(ip) if "{0}" in text else text.replace("%s", ip)
    return b"Received: " + text.encode("latin-1") + END.encode()


def came(message, *lines, path="bounce@legit.example"):
    return message.top("Return-Path: <%s>" % path, *lines)


def borders(t):
    for name, text in BORDERS:
        t.case("border-" + name, "Honest: the border's line in this form.", came(MINE, line(text, GOOD)), BY_SPF, PB,
               answers=ENFORCED)
        t.case("border-%s-stranger" % name, "The same from a stranger's address.", came(MINE, line(text, BAD)), REFUTED,
               PB, answers=ENFORCED)


def houses(t):
    for name, lines in HOUSES:
        above = [line(text, GOOD) for text in lines]
        t.case("house-" + name, "Honest: the house's own lines above the border's.",
               came(MINE, *above, line(BORDERS[0][1], GOOD)), BY_SPF, PB, answers=ENFORCED)
        t.case("house-%s-stranger" % name, "The same, from a stranger's address.",
               came(MINE, *above, line(BORDERS[0][1], BAD)), REFUTED, PB, answers=ENFORCED)
        field = results("spf=pass smtp.mailfrom=bounce@legit.example", "dmarc=pass header.from=legit.example")
        t.case("house-%s-server" % name, "Honest: a trusted server's field between them.",
               came(BROKEN, *above, field, line(BORDERS[0][1], GOOD)), REWRITTEN_BY_SPF, PA, answers=ENFORCED)
    forged = line(BORDERS[0][1], GOOD)
    for name, text in (
            ("name-only", "from mx.victim.example (unknown [203.0.113.66])\r\n\tby imap.victim.example (Postfix) with ESMTPS"),
            ("name-only-exchange", "from mx.victim.example (203.0.113.66) by imap.victim.example with Microsoft SMTP Server"),
            ("name-only-cloud", "from mx.victim.example (2603:1030:77::5) by imap.victim.example (2603:1030:77::9) with"
             " Microsoft SMTP Server"),
            ("other-name", "from x.attack.example (x.attack.example [203.0.113.66])\r\n\tby imap.victim.example (Postfix)"),
            ("reverse-name", "from x (mx.victim.example [203.0.113.66])\r\n\tby imap.victim.example (OpenSMTPD) with ESMTPS"),
            ("no-place", "from mx.victim.example (x.attack.example) by imap.victim.example with SMTP")):
        t.case("door-" + name, "Another door of the house: a line that looks like the border's is the sender's.",
               came(MINE, line(text, BAD), forged), UNPROVEN, PB, answers=ENFORCED)


def told(t):
    """What a sender says at HELO, in an answer to IDENT, as MAIL FROM or as recipient does not count."""
    for name, text, path in (
            ("helo-address", "from [192.0.2.10] (unknown\r\n\t[203.0.113.66]) by mx.victim.example (Postfix)", None),
            ("helo-address-last", "from 203.0.113.66 (EHLO 192.0.2.10) by mx.victim.example with SMTPs", None),
            ("helo-literal", "from x.example ([203.0.113.66] helo=[192.0.2.10]) by mx.victim.example with esmtp (Exim 4.96)", None),
            ("ident-address", "from x (192.0.2.10@x.example [203.0.113.66]) by mx.victim.example (8.17.1/8.17.1)", None),
            ("ident-literal", "from x ([192.0.2.10]@x.example [203.0.113.66]) by mx.victim.example (8.17.1/8.17.1)", None),
            ("ident-twice", "from unknown (HELO x) (192.0.2.10@x@203.0.113.66) by mx.victim.example with SMTP", None),
            ("path-login", "from x ([203.0.113.66]) by mx.victim.example with esmtps (Exim 4.96) (envelope-from"
             " <\"a) with esmtpsa (b\"@legit.example>) id 1", '"a) with esmtpsa (b"@legit.example'),
            ("path-by", "from x ([203.0.113.66]) by mx.victim.example with esmtps (Exim 4.96) (envelope-from"
             " <\"a) by mx.victim.example with esmtpa (b\"@legit.example>) id 1",
             '"a) by mx.victim.example with esmtpa (b"@legit.example'),
            ("path-open", "from x ([203.0.113.66]) by mx.victim.example with esmtps (Exim 4.96) (envelope-from"
             " <\"a(\"@legit.example>) id 1", '"a("@legit.example'),
            ("path-closed", "from x ([203.0.113.66]) by mx.victim.example with esmtps (Exim 4.96) (envelope-from"
             " <\"a)\"@legit.example>) id 1", '"a)"@legit.example'),
            ("recipient-login", "from x (x [203.0.113.66]) by mx.victim.example (Postfix) with ESMTP id 1\r\n\tfor"
             " <\"user with esmtpsa\"@victim.example>", None)):
        t.case("told-" + name, "The sender's words look like a finding of the server's.",
               came(MINE, line(text, BAD), path=path or "bounce@legit.example"), REFUTED, PB, answers=ENFORCED)
    for name, text in (
            ("helo-closes", "from x (HELO y) ([192.0.2.10]) ([203.0.113.66]) by mx.victim.example with SMTP"),
            ("helo-by", "from x by mx.victim.example ([192.0.2.10]) (y [203.0.113.66]) by mx.victim.example (Postfix)"),
            ("helo-last", "from 203.0.113.66 (EHLO y) ([192.0.2.10]) by mx.victim.example with SMTPs")):
        t.case("told-" + name, "A line that has two readings is not read.", came(MINE, line(text, BAD)), UNPROVEN, PB,
               answers=ENFORCED)


def inside(t):
    boss = mail("Boss <boss@victim.example>")
    home = "from [192.168.7.4] (pc.victim.example [192.168.7.4]) by mx.victim.example (Postfix)"
    forged = merge(verdict(2, "alarm"), evidence("fail", "reject"))
    for name, text in (
            ("private", home + " with ESMTPSA id 1"),
            ("from-outside", "from [192.168.7.4] (unknown [203.0.113.80])\r\n\tby mx.victim.example (Postfix) with ESMTPSA id 1"),
            ("said-before", "from [192.168.7.4] (x.isp.example [203.0.113.80])\r\n\t(Authenticated sender: boss)\r\n\tby"
             " mx.victim.example (Postfix) with ESMTPS id 1"),
            ("sendmail", "from pc (x.isp.example [203.0.113.80])\r\n\t(authenticated bits=0) by mx.victim.example (8.17.1/8.17.1)"
             " with ESMTP id 1"),
            ("account", "from [203.0.113.80] (account boss@victim.example HELO\r\n [192.168.0.20]) by mx.victim.example"
             " (CommuniGate Pro SMTP 6.3) with ESMTP id 1")):
        t.case("login-" + name, "Honest: a colleague who had logged in at the border.",
               came(boss, line(text, GOOD), path="boss@victim.example"), INTERNAL, OWN + PB, answers=ENFORCED)
    t.case("login-no-border", "Honest: the same, recorded by a host of the reader's own organization.",
           came(boss, line(home + " with ESMTPSA id 1", GOOD), path="boss@victim.example"), INTERNAL, OWN, answers=ENFORCED)
    t.case("login-of-mailbox", "A server of the house logs in at the mailbox: that is no person.",
           came(boss, line("from mx.victim.example ([unix socket]) by imap.victim.example (Cyrus 3.6.1) with LMTPA", GOOD),
                line("from x.attack.example (unknown [203.0.113.66]) by mx.victim.example (Postfix) with ESMTPS", GOOD),
                path=A), forged, OWN + PB, answers=ENFORCED)
    t.case("login-below", "A log-in further below is the sender's own word.",
           came(boss, line("from x.attack.example (unknown [172.23.0.1]) by mx.victim.example (Postfix) with ESMTPS", GOOD),
                line("from pc ([10.0.0.5]) by mail.victim.example (Postfix) with ESMTPSA", GOOD), path=A),
           forged, OWN + PB, answers=ENFORCED)
    t.case("login-relayed", "Who logs in to hand on a stranger's mail does not write it.",
           came(boss, line("from backup.isp.example (backup.isp.example [198.51.100.99]) by mx.victim.example (Postfix) with"
                           " ESMTPSA", GOOD),
                line("from x.attack.example (x [203.0.113.66]) by backup.isp.example (Postfix) with ESMTPS", GOOD), path=A),
           forged, OWN + PB, answers=ENFORCED)
    t.case("login-other-house", "Somebody who had logged in writes as another house.",
           came(MINE, line(home + " with ESMTPSA id 1", GOOD)), {"verdict": {"level": one_of("note", "warning")},
                                                                "evidence": {"result": "unproven"}}, OWN + PB,
           answers=ENFORCED)
    nat = "from x.attack.example (unknown [%s]) by mx.victim.example (Postfix) with ESMTPS"
    for name, ip in (("private", "172.23.0.1"), ("loopback", "127.0.0.1"), ("unique-local", "IPv6:fd00::1")):
        for border, options in (("", OWN), ("-border", OWN + PB)):
            t.case("nat-%s%s" % (name, border), "A border behind NAT shows its own address: a foreign Return-Path speaks for"
                   " the outside.", came(boss, line(nat, ip), path=A), forged, options, answers=ENFORCED)
            t.case("nat-%s%s-no-sign" % (name, border), "The same, and nothing speaks for the outside: a note, never"
                   " confirmed.", came(boss, line(nat, ip), path="boss@victim.example"),
                   merge(verdict(3, "note"), evidence("unproven", "reject")), options, answers=ENFORCED)
    signed = boss.sign(rsa("attack"), "attack.example", "s1")
    t.case("nat-foreign-signature", "A valid signature of another organization speaks for the outside.",
           came(signed, line(nat, "172.23.0.1"), path="boss@victim.example"), UNPROVEN, OWN + PB, answers=ENFORCED)
    t.case("nat-server-fails", "So does the trusted server's fail.", came(
        boss, line(nat, "172.23.0.1"), path="boss@victim.example").top(
            results("spf=fail smtp.mailfrom=victim.example", "dmarc=fail header.from=victim.example")),
        forged, OWN + PA + PB, answers=ENFORCED)
    t.case("nat-lower-border", "A line like the border's below a private address at the border is the sender's.",
           came(MINE, line(nat, "172.23.0.1"), line(BORDERS[0][1], GOOD)), {"evidence": {"result": "unproven"}}, PB,
           answers=ENFORCED)


def traces(t):
    note = merge(verdict(3, "note"), evidence("unproven", "reject", reason="no-trace"))
    t.accounts("no-trace", "Honest: never delivered, an archive's page.", MINE, note, answers=ENFORCED)
    t.accounts("no-trace-old", "Honest: the same, of years ago.", mail("<%s>" % L, date="Mon, 4 Mar 2019 09:00:00 +0000"), OLD)
    t.case("no-trace-changed", "Honest: a signed one that the archive wrote anew.", BROKEN,
           merge(verdict(19, "note"), evidence("changed")))
    t.case("own-copy", "Honest: one's own message, as it was sent.", mail("User <user@victim.example>"),
           merge(NOTHING, evidence("unproven", reason="own-copy")), OWN, answers=ENFORCED)
    t.case("own-copy-no-policy", "Honest: the same, and the domain has no policy.", mail("User <user@victim.example>"),
           merge(NOTHING, evidence("none", reason="own-copy")), OWN, answers={"_dmarc.victim.example": {"TXT": "NXDOMAIN"}})
    for name, field in (("received", MX_LINE % BAD), ("return-path", "Return-Path: <%s>" % A),
                        ("delivered-to", "Delivered-To: user@victim.example"), ("results", results(FAILED, id="mx.other.example"))):
        t.case("one-trace-" + name, "One line of a delivery is a trace.",
               mail("User <user@victim.example>").top(field), {"verdict": {"level": one_of("alarm", "warning")}}, OWN,
               answers=ENFORCED)
    t.case("no-trace-two-from", "What does not depend on the way stays.", mail([b"From: <%s>" % A.encode(), b"From: <%s>" % L.encode()]),
           AMBIGUOUS)


def wildcards(t):
    for name, border, by in (("below", "@victim.example", "mx17.victim.example"), ("itself", "@victim.example", "victim.example")):
        text = "from mail.legit.example (mail.legit.example [%s]) by " + by + " (Postfix)"
        t.case("wildcard-" + name, "Honest: one of the provider's many borders.", came(MINE, line(text, GOOD)), BY_SPF,
               ["--border", border])
        t.case("wildcard-%s-stranger" % name, "The same from a stranger's address.", came(MINE, line(text, BAD)), REFUTED,
               ["--border", border])
    t.case("wildcard-longer", "A name that only ends like it.", came(MINE, line(
        "from mail.legit.example (mail.legit.example [%s]) by mx.badvictim.example (Postfix)", GOOD)), UNPROVEN,
        ["--border", "@victim.example"])
    t.case("wildcard-between", "Honest: two borders of the provider in a row.", came(
        MINE, line("from mx1.victim.example (mx1.victim.example [198.51.100.7]) by mx2.victim.example (Postfix)", GOOD),
        line("from mail.legit.example (mail.legit.example [%s]) by mx1.victim.example (Postfix)", GOOD)), BY_SPF,
        ["--border", "@victim.example"])
    field = results("spf=pass smtp.mailfrom=bounce@legit.example", "dmarc=pass header.from=legit.example", id="atlas7.mail.victim.example")
    yahoo = "from %s (EHLO mail.legit.example)\r\n by 10.253.61.5 with SMTPs"
    own = line("from 127.0.0.1 by atlas7.mail.victim.example with HTTPS", GOOD)
    t.case("wildcard-private-border", "Honest: the border shows a private address of itself, the line above is the provider's.",
           BROKEN.top(own, "Return-Path: <bounce@legit.example>", field, line(yahoo, GOOD)), REWRITTEN_BY_SPF,
           ["--trust-authserv", "@victim.example"])
    t.case("wildcard-private-border-stranger", "The same from a stranger's address.",
           MINE.top(own, "Return-Path: <bounce@legit.example>", line(yahoo, BAD)), REFUTED, ["--border", "@victim.example"])


MS = "BN8NAM11FT012.mail.protection.outlook.com"
MS_BORDER = "from mail.legit.example (%s) by\r\n " + MS + " (10.13.177.34) with Microsoft SMTP Server id 15.20 via\r\n Frontend Transport"
MS_HOUSE = [line(text, GOOD) for text in (
    "from MN2PR12MB1.namprd12.prod.outlook.com\r\n (2603:10b6:208:a8::1) by BYAPR12MB2.namprd12.prod.outlook.com with HTTPS",
    "from BN8NAM11FT012.eop-nam11.prod.protection.outlook.com\r\n (2603:10b6:408:ff:cafe::9) by BN9PR03CA0123.outlook.office365.com\r\n"
    " (2603:10b6:408:ff::17) with Microsoft SMTP Server id 15.20")]
MS_NAMED = ["--border", "@mail.protection.outlook.com"]


def ms_field(*text):
    return "Authentication-Results: " + ";\r\n ".join(text)


def without_id(t):
    """A provider whose field has no ID, whose internal hosts have public addresses, and whose Return-Path
    comes below."""
    good = ms_field("spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=legit.example",
                    "dkim=none (message not signed) header.d=none", "dmarc=pass action=none header.from=legit.example",
                    "compauth=pass reason=100")
    bad = ms_field("spf=fail (sender IP is 203.0.113.66) smtp.mailfrom=legit.example",
                   "dkim=none (message not signed) header.d=none", "dmarc=fail action=none header.from=legit.example")
    below = MINE.top("Return-Path: bounce@legit.example")
    t.case("no-id", "Honest: the border's field, without an ID.", below.top(*MS_HOUSE, good, line(MS_BORDER, GOOD)),
           merge(BY_SPF, spf("pass", "server")), MS_NAMED)
    t.case("no-id-stranger", "A stranger: it fails.", below.top(*MS_HOUSE, bad, line(MS_BORDER, BAD)),
           merge(FORGED, spf("fail", "server")), MS_NAMED)
    t.case("no-id-below", "The sender's own, below the border's line.", MINE.top(good).top(
        *MS_HOUSE, bad, line(MS_BORDER, BAD), "Return-Path: <bounce@legit.example>"), FORGED, MS_NAMED)
    t.case("no-id-twice", "Two of them: that provider never writes two.", below.top(
        *MS_HOUSE, good, good, line(MS_BORDER, BAD)), merge(UNPROVEN, used((False, "ar-conflict"), (False, "ar-conflict"))), MS_NAMED)
    t.case("no-id-other-border", "Another border writes an ID.", came(MINE.top(good), MX_LINE % BAD),
           merge(REFUTED, used((False, "not-trusted"))), PB)
    t.case("no-id-other-customer", "Another customer of the provider, by its public network: that is the border.",
           MINE.top(line(MS_BORDER, GOOD)).top(*MS_HOUSE, bad, line(
               "from out.outbound.protection.outlook.com (2a01:111:f403::7) by " + MS + " (10.13.177.34) with Microsoft"
               " SMTP Server id 15.20", GOOD), "Return-Path: <bounce@legit.example>"), FORGED, MS_NAMED)


BROKEN = genuine().with_body(b"Something else.\r\n")          # the signature was good once
REWRITTEN_BY_SPF = merge(evidence("pass"), {"verdict": {"level": "quiet"}})
FAILED = "dmarc=fail header.from=victim.example"


def printed(t):
    """What the sender chose for this message, printed by the server among its results."""
    dead = genuine(s="gone")
    for name, identity, field in (
            ("identity", "x=3B=20dkim=3Dpass=20header.d=3Dlegit.example=3B=20y=3Dz@attack.example",
             "dkim=pass header.d=attack.example header.i=x; dkim=pass header.d=legit.example; y=z@attack.example"),
            ("identity-spf", "x=3B=20spf=3Dpass=20smtp.mailfrom=3Dlegit.example@attack.example",
             "dkim=pass header.d=attack.example header.i=x; spf=pass smtp.mailfrom=legit.example@attack.example"),
            ("identity-dmarc", "x=3Bdmarc=3Dpass=09header.from=3Dlegit.example=3B=20y=3Dz@attack.example",
             "dkim=pass header.d=attack.example header.i=x;dmarc=pass\theader.from=legit.example; y=z@attack.example"),
            ("identity-comment", "x=28=29=3B=20dmarc=3Dpass=20header.from=3Dlegit.example@attack.example",
             "dkim=pass header.d=attack.example header.i=x(); dmarc=pass header.from=legit.example")):
        message = dead.sign(rsa("attack"), "attack.example", "s1", tags={"i": identity},
                            order=["v", "a", "c", "d", "s", "i", "h", "bh", "b"])
        t.case("printed-" + name, "i= of the sender's signature, decoded, grows a result.",
               judged(delivered(message), *field.split("; ")) if name != "identity-dmarc" else judged(delivered(message), field),
               FORGED, PA)
    for name, path, field in (
            ("path", '"a) smtp.mailfrom=legit.example (b"@attack.example',
             'spf=pass (domain of "a) smtp.mailfrom=legit.example (b"@attack.example) smtp.mailfrom=attack.example'),
            ("path-dmarc", '"a; dmarc=pass header.from=legit.example; b"@attack.example',
             'spf=pass smtp.mailfrom="a; dmarc=pass header.from=legit.example; b"@attack.example'),
            ("path-unquoted", 'a;dmarc=pass header.from=legit.example@attack.example',
             'spf=pass smtp.mailfrom=a;dmarc=pass header.from=legit.example')):
        t.case("printed-" + name, "MAIL FROM grows a result.", judged(delivered(MINE, path), field),
               {"verdict": {"level": one_of("warning", "alarm")}}, PA)
    t.case("printed-two-paths", "Two identities for what a transaction has once.", judged(
        delivered(MINE), "spf=pass smtp.mailfrom=attack.example", "spf=pass smtp.mailfrom=legit.example",
        "dmarc=pass header.from=legit.example"), merge(FORGED, used((False, "ar-conflict"))), PA)
    t.case("printed-two-authors", "A property twice.", judged(
        delivered(MINE), "dmarc=pass header.from=attack.example header.from=legit.example"),
        merge(FORGED, used((False, "ar-conflict"))), PA)
    for name, path in (("verp", "bounce+user=victim.example@legit.example"),
                       ("srs", "SRS0=HHH=TT=other.example=jane@legit.example")):
        t.case("printed-" + name, "Honest: a = is everyday.", judged(
            came(MINE, MX_LINE % GOOD, path=path), "spf=pass smtp.mailfrom=" + path, "dmarc=pass header.from=legit.example"),
            merge(BY_SPF, spf("pass", "server")), PA)
    t.case("printed-before", "Honest: an odd i=, and what the server lists before it stands.", judged(
        came(genuine(s="gone", tags={"i": "=22a=20b=22@legit.example"}, order=["v", "a", "c", "d", "s", "i", "h", "bh", "b"]),
             MX_LINE % GOOD), "spf=pass smtp.mailfrom=bounce@legit.example", 'dkim=pass header.d=legit.example'),
        merge(evidence("pass"), {"verdict": {"level": "quiet"}}), PA)


def tolerated(t):
    """Unregistered words and empty values are ignored; the rest counts."""
    fine = "dmarc=pass header.from=legit.example"
    for name, field in (
            ("empty-path", "spf=pass smtp.mailfrom=;\r\n\tdkim=pass header.i=@legit.example;\r\n\t" + fine),
            ("empty-angle", "spf=none smtp.mailfrom=<>; dkim=pass header.d=legit.example; " + fine),
            ("empty-before-next", "spf=none smtp.mailfrom= smtp.helo=mail.legit.example; dkim=pass header.d=legit.example; " + fine),
            ("empty-of-odd-method", "dkim=pass header.d=legit.example; " + fine + "; x-ptr=fail x-ptr-lookup="),
            ("unknown-word", "spf=unknown smtp.mailfrom=legit.example; dkim=pass header.d=legit.example; " + fine),
            ("odd-method", "x-tls=pass smtp.version=1.3; dkim=pass header.d=legit.example; " + fine)):
        t.case("tolerated-" + name, "Honest: the rest of the field counts.", judged(
            came(genuine(s="gone"), MX_LINE % GOOD, path=""), field), merge(evidence("pass", source="server"),
                                                                         {"verdict": {"level": "quiet"}}), PA)
    for name, field in (("word", "spf=unknown smtp.mailfrom=legit.example"), ("passed", "spf=passed smtp.mailfrom=legit.example"),
                        ("version", "spf/2=pass smtp.mailfrom=legit.example; dmarc/2=pass header.from=legit.example"),
                        ("dmarc", "dmarc=passive header.from=legit.example"), ("guess", "dmarc=bestguesspass header.from=legit.example")):
        t.case("unknown-" + name, "Neither pass nor fail.", judged(came(MINE, MX_LINE % GOOD), field), UNPROVEN, PA)
        t.case("unknown-%s-foreign-path" % name, "The same, and the way speaks against it.",
               judged(delivered(MINE), field), FORGED, PA)
        t.case("unknown-%s-and-fail" % name, "A known fail beside it counts.",
               judged(came(MINE, MX_LINE % GOOD), field.replace("smtp.mailfrom=legit.example", "smtp.helo=x"), "dmarc=fail header.from=legit.example"),
               FORGED, PA)


def below(t):
    signed = genuine(s="gone")
    for name, first in (("none", ["dkim=none", "spf=pass smtp.mailfrom=attack.example"]),
                        ("no-dkim", ["spf=pass smtp.mailfrom=attack.example"]),
                        ("fails", ["dkim=fail header.d=legit.example", "dmarc=fail header.from=legit.example"])):
        t.case("below-" + name, "A second field of the ID under the server's own is the sender's.",
               signed.top(results(*first), results("dkim=pass header.d=legit.example")).top(*trace(path=A)),
               merge(FORGED, used((True, None), (False, "ar-forged-below"))), BELOW)
    t.case("below-none-beside-pass", "One field that says none and pass of one method.",
           signed.top(results("dkim=none", "dkim=pass header.d=legit.example")).top(*trace(path=A)),
           merge(FORGED, used((False, "ar-conflict"))), BELOW)
    t.case("below-after-above", "The server wrote above: what stands below is the sender's.",
           signed.top(results("dkim=pass header.d=legit.example")).top(*trace(path=A)).top(results("spf=pass smtp.mailfrom=attack.example")),
           merge(FORGED, used((True, None), (False, "ar-forged-below"))), BELOW)
    t.case("below-first", "Honest: the server's one field.",
           signed.top(results("dkim=pass header.d=legit.example", "dmarc=pass header.from=legit.example")).top(
               *trace("mail.legit.example", GOOD, path="bounce@legit.example")), REWRITTEN, BELOW)


def generate(w):
    topic = Topic(w, TOPIC)
    for part in (borders, houses, told, inside, traces, wildcards, without_id, printed, tolerated, below):
        part(topic)
