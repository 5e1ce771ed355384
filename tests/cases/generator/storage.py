# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What stores, servers and mail programs do to the bytes of an honest message, and a forger who
claims that they did."""
from .ways import *

TOPIC = "storage"
SENDER_SEEN = {"pa": {}, "pb": BY_SPF}      # the border saw the author's own server, whatever became of the text
BODY = (b"Hello,\r\n\r\nFrom here on it is quoted:\r\n>From the other side\r\n>>From far away\r\n"
        b" From with a blank\r\nFromage\r\n.dot\r\n\r\nthe end\r\n")
ALL_STORES = ["crlf", "lf", "mbox"]


def line_ends(t):
    """ST-01 to ST-04."""
    good = genuine()
    for c in ("simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"):
        t.case("stored-" + c.replace("/", "-"), "Honest: in every store.", honest(genuine(c=c, body=BODY)), CONFIRMED,
               stores=ALL_STORES)
    header, _, _ = honest(good).bytes().partition(b"\r\n\r\n")
    text = honest(good).bytes()
    t.case("header-crlf-body-lf", "Honest: only the text lost its CR.", header + b"\r\n\r\n" + good.body.replace(b"\r\n", b"\n"),
           CONFIRMED, stores=["crlf"])
    t.case("header-lf-body-crlf", "Honest: only the header lost its CR.", header.replace(b"\r\n", b"\n") + b"\n\n" + good.body,
           CONFIRMED, stores=["crlf"])
    t.case("one-lf", "Honest: one line lost its CR.", text[:-60] + text[-60:].replace(b"\r\n", b"\n", 1), CONFIRMED,
           stores=["crlf"])
    t.case("lone-cr", "Honest: a lone CR was signed.", honest(genuine(body=b"a\rb\r\nc\r\n")), CONFIRMED, stores=["crlf"])
    t.case("lone-cr-removed", "A lone CR that was signed is gone.", honest(genuine(body=b"a\rb\r\nc\r\n").with_body(
        b"ab\r\nc\r\n")), CHANGED_ON_THE_WAY,
           accounts=SENDER_SEEN)
    t.case("no-last-line-end", "Honest: the last line end is gone.", honest(good.with_body(good.body[:-2])), CONFIRMED,
           stores=ALL_STORES)
    t.case("blank-lines-added", "Honest: two empty lines at the end.", honest(good.with_body(good.body + b"\r\n\r\n")),
           CONFIRMED, stores=ALL_STORES)
    t.case("length-and-blank-lines", "Honest: l=, and an mbox's empty line behind it.", honest(
        genuine(length=len(good.body))), {"verdict": {"level": one_of("quiet", "warning")}}, stores=ALL_STORES)
    for name, body in (("mboxo", b"From here\r\n"), ("mboxrd", b">From here\r\n>>From there\r\n"),
                       ("both", b"From a\r\n>From b\r\nx\r\n"), ("first-line", b"From x\r\n"), ("none", b"Frome\r\n")):
        t.case("from-line-" + name, "ST-03, honest: lines that begin with From, in every store.",
               honest(genuine(body=body)), CONFIRMED, stores=ALL_STORES)
    t.case("from-line-quoted", "ST-03: a quoted line that came so, and is not from an mbox.", honest(
        genuine(body=b"From here\r\n").with_body(b">From here\r\n")), CHANGED_ON_THE_WAY,
           accounts=SENDER_SEEN)
    t.case("forged-in-stores", "A forgery is one in every store.", delivered(mail("<%s>" % L, body=BODY)), FORGED,
           stores=ALL_STORES)
    t.case("changed-in-stores", "A changed text is one in every store.", honest(genuine(body=BODY).with_body(BODY + b"x\r\n")),
           CHANGED, stores=ALL_STORES, accounts=SENDER_SEEN)
    t.case("forged-from-line", "A From_ line in the header of a file that is no mbox.",
           b"From %s Wed Nov 18 10:05:00 2026\r\n" % L.encode() + delivered(mail("<%s>" % L)).bytes(),
           {"verdict": {"level": one_of("alarm", "warning")}}, stores=["crlf"])


def added_fields(t):
    """ST-06, ST-07, ST-11."""
    added = ["X-Mozilla-Status: 0001", "X-Mozilla-Status2: 00000000", "X-Mozilla-Keys:", "X-Evolution: 00000003-0010",
             "X-UID: 4711", "Status: RO", "X-Status: A", "X-Keywords: $Forwarded", "X-Gm-Labels: inbox",
             "X-GM-MSGID: 17", "Delivered-To: user@victim.example", "X-Original-To: user@victim.example",
             "X-Received: by 2002:a05:6a20:3d8a with SMTP id x; " + HOUR_AGO, "X-Spam-Status: No, score=-1",
             "X-Claws-Account-Id: 1", "SC-Marks: x", "Lines: 7", "Envelope-To: user@victim.example",
             "Delivery-date: " + HOUR_AGO]
    t.accounts("fields-on-top", "Honest: what stores put on top.", honest(genuine()).top(*added), CONFIRMED)
    t.accounts("fields-on-top-forged", "The same on a forgery.", delivered(mail("<%s>" % L)).top(*added), FORGED)
    t.case("fields-on-top-spf", "Honest: the border's Received under what a store put on top.",
           honest(mail("<%s>" % L)).top(*added), BY_SPF, PB)
    t.case("fields-on-top-server", "Honest: the server's field under what a store put on top.",
           judged(honest(genuine().with_body(b"changed\r\n")), "dkim=pass header.d=legit.example").top(*added), REWRITTEN, PA)
    t.accounts("partial-claimed", "ST-07: a forger says that only a part was fetched.", delivered(
        mail("<%s>" % L)).top("SC-Partially-Retrieved: partial", "SC-Message-Size: 100000"), FORGED)
    cut = genuine(body=b"Hello,\r\n" * 50)
    t.case("cut-off", "ST-07: the text ends early.", honest(cut.with_body(cut.body[:99])), CHANGED,
           accounts=SENDER_SEEN)
    t.case("header-only", "ST-07: no text at all.", honest(genuine().with_body(b"")), CHANGED,
           accounts=SENDER_SEEN)


def rewritten(t):
    """ST-08, ST-09: without a trusted server's result it is a warning, never an alarm."""
    refolded = genuine(c="simple/simple")
    refolded = refolded.replace("to", b"To:\r\n user@victim.example\r\n")
    t.accounts("refolded-simple", "ST-08, honest: a folded field and a simple signature.", judged(honest(refolded),
               "dkim=pass header.d=legit.example"), UNPROVEN, REWRITTEN, BY_SPF)
    relaxed = genuine().replace("to", b"To:\r\n user@victim.example\r\n")
    t.case("refolded-relaxed", "ST-08, honest: a folded field and a relaxed signature.", honest(relaxed), CONFIRMED)
    for name, body in (("banner", b"<p>External sender</p>\r\nHello,\r\n\r\nplease find the invoice attached.\r\n"),
                       ("quoted-printable", b"Hello,=0D=0A\r\nplease find the invoice attached.\r\n"),
                       ("links", b"Hello,\r\n\r\nhttps://safe.example/?u=invoice\r\n")):
        t.accounts("rewritten-" + name, "ST-09, LS-07, honest: the server changed the text.",
                   judged(honest(genuine().with_body(body)), "dkim=pass header.d=legit.example"), CHANGED, REWRITTEN, BY_SPF)
    outer = "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b"
    inner = (b"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
             b"From: <any@attack.example>\r\nSubject: inner\r\n\r\nx\r\n--b--\r\n")
    pgp = mail("<%s>" % L, body=inner).replace("content-type", outer.encode() + b"\r\n")
    t.case("encrypted", "ST-13, honest: the outer header is the message's.", honest(
        pgp.sign(rsa("legit"), "legit.example", "s1")), CONFIRMED)
    t.case("encrypted-forged", "ST-13: the outer header is forged.", delivered(pgp), FORGED)
    own = ["--own", "user@victim.example"]
    through = mail("<user@victim.example>").sign(rsa("victim"), "victim.example", "s1")
    t.case("own-through-list", "ST-12, honest: one's own mail comes back through a list.", through.top(
        *trace("list.example", "198.51.100.25", path="dev-b@list.example")), CONFIRMED, own)
    t.case("own-through-list-changed", "ST-12, honest: changed by the list; the domain only monitors, and it is the reader's own (TF17).",
           through_list(through).top(*trace("list.example", "198.51.100.25", path="dev-b@list.example")),
           {"verdict": {"level": one_of("quiet", "note", "warning")}}, own)


def generate(w):
    for part in (line_ends, added_fields, rewritten):
        part(Topic(w, TOPIC))
