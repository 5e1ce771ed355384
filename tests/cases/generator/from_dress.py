# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Who the author is when From is badly written: one address, however it is written, is that address,
forged or not, and two addresses written in the same way are two. Hiding one after an open bracket is an
alarm."""
from .from_shapes import ambiguous, legit
from .ways import *

TOPIC = "from"

# %s is the address, once or twice.
DRESSES = (
    ("all-in-quotes", '"Jane Roe <%s>"'), ("all-in-quotes-bare", '"%s"'), ("apostrophes", "Jane Roe <'%s'>"),
    ("apostrophes-bare", "'%s'"), ("grave-accents", "Jane Roe <`%s`>"), ("quotes-in-brackets", 'Jane Roe <"%s">'),
    ("square-brackets", "Jane Roe [%s]"), ("square-brackets-bare", "[%s]"), ("mailto-square", "Jane Roe [mailto:%s]"),
    ("mailto-quoted", '"Jane Roe" "mailto:%s"'), ("doubled-square", "Jane Roe [[%s]]"),
    ("mbox-line", "%s Wed Nov 18 10:05:00 2026"), ("twice", "Jane Roe [%s] %s"), ("twice-quoted", '"%s" %s'),
    ("twice-folded", "Jane Roe\r\n [%s]\r\n %s"), ("colon-in-front", "From: Jane Roe [%s]"),
    ("comma-behind", "'%s',"), ("escaped-quotes", r'"Jane \"JR\" Roe" <"%s">'),
    ("escaped-for-the-web", "Jane Roe &lt;%s&gt;"), ("encoded-name", "=?utf-8?Q?J=C3=A4ne?= [%s]"))
# In each of these the two addresses belong to two organizations.
TWO = (
    ("all-in-quotes", '"Jane Roe <%s>, Bob <%s>"'), ("apostrophes", "Jane Roe <'%s'> '%s'"),
    ("square-brackets", "Jane Roe [%s] %s"), ("mailto-square", "Jane Roe [mailto:%s] [mailto:%s]"),
    ("braces", "{%s} {%s}"), ("label-behind", "[%s] .%s"), ("escaped-for-the-web", "Jane &lt;%s&gt; &lt;%s&gt;"),
    ("escaped-quotes", r'"Jane \"<%s>\"" <"%s">'), ("backslash-behind", r"[%s]\.%s"),
    ("full-width-sign", "[%s] x\uff20%s"))
OPEN = (
    ("quoted", 'Boss <"%s", %s'), ("quoted-first", '<"%s" %s'), ("quoted-folded", 'Boss\r\n <"%s",\r\n %s'),
    ("encoded", "<=?utf-8?q?admin=40legit.example?= , %s"), ("encoded-base64", "<=?utf-8?b?YWRtaW5AbGVnaXQuZXhhbXBsZQ==?= , %s"),
    ("full-width", '<"admin\uff20legit.example", %s'), ("full-width-closed", '<"admin\uff20legit.example", %s>'),
    ("within-brackets", '<%s "%s">'), ("quoted-behind", 'Boss <%s "%s"'), ("twice-open", '<<"%s"> %s'), ("in-group", 'Team: <"%s", %s;'))
TARO = b"\x1b$B;3EDB@O:\x1b(B"  # a family and a given name; between the escapes it reads "B@O:"
NAMES = (("jp", TARO), ("jp-1978", b"\x1b$@;3EDB@O:\x1b(B"), ("jp-roman", b"\x1b$B;3EDB@O:\x1b(J"),
         ("jp-brackets", b"\x1b$B<>;@<>\x1b(B"), ("jp-twice", TARO + b" " + TARO), ("jp-kana", b"\x1b(I@B<>\x1b(B"))


def dresses(w):
    for name, dress in DRESSES:
        legit(w, "dress-" + name, "One address, badly written.", dress.replace("%s", L), "obsolete-syntax", quiet=False)
    for name, dress in TWO:
        ambiguous(w, "dress-two-" + name, "Two addresses, badly written.", (dress % (L, A)).encode())
    for name, dress in OPEN:
        pair = (A, L) if name in ("quoted-behind", "within-brackets") else (L, A)
        ambiguous(w, "open-" + name, "An open bracket hides an address.", (dress % pair[-dress.count("%s"):]).encode())
    for name, sender in (("blank-in-domain", "Jane <admin@legit.exam ple>"), ("blanks-in-domain", "<admin@legit. exam p le>"),
                         ("blank-and-comment-in-domain", "<admin@legit.exam (x) ple>")):
        ambiguous(w, name, "Programs that leave out a blank read another domain.", sender)
    legit(w, "blank-behind-domain", "A blank before the bracket closes.", "Jane <%s >" % L, "clean", quiet=False)
    legit(w, "open-one", "An open bracket, and one address.", "Jane <%s" % L, "obsolete-syntax", quiet=False)
    legit(w, "open-in-name", "An open bracket within a quoted name.", '"Jane < Roe" <%s>' % L, "clean", quiet=False)


def names(w):
    for name, text in NAMES:
        legit(w, "iso-2022-" + name, "A name in raw ISO-2022.", text + b" <%s>" % L.encode(), "obsolete-syntax", quiet=False)
    legit(w, "iso-2022-comment", "A name in raw ISO-2022, in a comment.", b"%s (%s)" % (L.encode(), TARO),
          "obsolete-syntax", quiet=False)
    for name, text in (("second", TARO + b" <%s>, %s"), ("within", b"\x1b$B<%s>\x1b(B <%s>"), ("open", b"\x1b$B <%s> %s")):
        ambiguous(w, "iso-2022-" + name, "A second address beside a name in raw ISO-2022, or in it.",
                  text % (L.encode(), A.encode()))


def nobody(w):
    """No address at all: a report and an archive have none."""
    report = ["Auto-Submitted: auto-replied"]
    for name, sender in (("brackets", "<>"), ("word", "MAILER-DAEMON (Mail Delivery System)"),
                         ("word-in-brackets", '"Mail Delivery System" <MAILER-DAEMON>'), ("at", "jane at soft.example (Jane Roe)"),
                         ("comment", "Jane Roe (%s)" % L)):
        unclear = evidence("ambiguous-from")
        w.case(TOPIC, "nobody-%s-delivered" % name, "No address, in delivered mail.", delivered(mail(sender)),
               merge(verdict(4, "warning"), unclear))
        w.case(TOPIC, "nobody-%s-report" % name, "Honest: no address, in a report.", delivered(mail(sender, extra=report), path=""),
               merge(verdict(4, "note"), unclear))
        w.case(TOPIC, "nobody-%s-path" % name, "No address, in what says that it is a report, and has a return path.",
               delivered(mail(sender, extra=report)), merge(verdict(4, "warning"), unclear))
        w.case(TOPIC, "nobody-%s-archive" % name, "Honest: no address, in a message that was never delivered.", mail(sender),
               merge(verdict(4, "note"), unclear))
    w.case(TOPIC, "nobody-report-forged", "A null return path excuses no forged address.",
           delivered(mail("<%s>" % L, extra=report), path=""), UNPROVEN)


def generate(w):
    for part in (dresses, names, nobody):
        part(w)
