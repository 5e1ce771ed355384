#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Makes the sample mailbox: NN-name.eml, helpdesk.mbox, answers.json and expected.tsv.

Every run gives the same bytes: keys, dates and the clock are fixed. Run it after a change and
commit what it wrote; ./demo and ./check only read the files. Needs python3-dkim, python3-nacl.

The keys in keys/ are test keys, made for this mailbox. They protect nothing.
Missing key files are created (then every signature changes).
"""
import base64
import datetime
import email.utils
import json
import pathlib
import re
import subprocess
import types

import dkim
import nacl.signing

HERE = pathlib.Path(__file__).resolve().parent
KEYS = HERE / "keys"
NOW = datetime.datetime(2026, 6, 3, 7, 30, tzinfo=datetime.timezone.utc)
READER = "user@victim.example"
BORDER = "mx.victim.example (198.51.100.1)"
SIGNED = ("from from to to subject subject date date message-id reply-to reply-to "
          "mime-version content-type content-transfer-encoding").split()

# Who sends: host and address (RFC 5737 documentation ranges), DMARC policy, selector and key.
SENDERS = {
    "bank.example": ("mail.bank.example", "192.0.2.10", "reject", "s1", "rsa"),
    "garden.example": ("out.garden.example", "192.0.2.20", "reject", "ed", "ed25519"),
    "parcel.example": ("smtp.parcel.example", "192.0.2.30", "quarantine", "s1", "rsa"),
    "club.example": ("mail.club.example", "192.0.2.40", "none", "s1", "rsa"),
    "insurance.example": ("mail.insurance.example", "192.0.2.50", "reject", "s1", "rsa"),
    "shop.example": ("mail.shop.example", "192.0.2.60", "reject", "s1", "rsa"),
    "supplier.example": ("mail.supplier.example", "192.0.2.70", "reject", "s1", "rsa"),
    "plumber.example": ("mail.plumber.example", "192.0.2.80", None, None, None),
    "museum.example": ("mail.museum.example", "192.0.2.90", "reject", "s1", "rsa"),
    "travel.example": ("mail.travel.example", "192.0.2.100", "reject", "s2019", "rsa"),
    "lists.example": ("lists.lists.example", "192.0.2.110", "reject", "l1", "rsa"),
    "alumni.example": ("forward.alumni.example", "192.0.2.120", "none", "s1", "rsa"),
    "victim.example": ("submit.victim.example", "198.51.100.2", "reject", "s1", "rsa"),
    "attack.example": ("box.attack.example", "203.0.113.66", "reject", "s1", "rsa"),
}


# ---- keys and signatures ---------------------------------------------------------------------

def key_file(domain):
    return KEYS / (domain + (".seed" if SENDERS[domain][4] == "ed25519" else ".pem"))


def make_key(domain):
    if SENDERS[domain][4] == "ed25519":
        seed = base64.b64encode(bytes(nacl.signing.SigningKey.generate()))
        key_file(domain).write_bytes(seed + b"\n")
    else:
        subprocess.run(["openssl", "genrsa", "-traditional", "-out", key_file(domain), "2048"],
                       check=True, capture_output=True)


def private_key(domain):
    if not key_file(domain).exists():
        make_key(domain)
    return key_file(domain).read_bytes().strip()


def public_record(domain):
    """The key record (RFC 6376 §3.6.1, RFC 8463 §4)."""
    private = private_key(domain)
    if SENDERS[domain][4] == "ed25519":
        public = bytes(nacl.signing.SigningKey(base64.b64decode(private)).verify_key)
        return "v=DKIM1; k=ed25519; p=" + base64.b64encode(public).decode()
    der = subprocess.run(["openssl", "rsa", "-pubout", "-outform", "DER"], input=private,
                         check=True, capture_output=True).stdout
    text = "v=DKIM1; k=rsa; p=" + base64.b64encode(der).decode()
    return [text[at:at + 255] for at in range(0, len(text), 255)]


def sign(message, domain, when, length=False):
    """MESSAGE (LF) with a DKIM-Signature of DOMAIN on top."""
    selector, kind = SENDERS[domain][3:5]
    dkim.time = types.SimpleNamespace(time=when.timestamp)
    algorithm = b"ed25519-sha256" if kind == "ed25519" else b"rsa-sha256"
    field = dkim.sign(message, selector.encode(), domain.encode(), private_key(domain),
                      canonicalize=(b"relaxed", b"relaxed"), signature_algorithm=algorithm,
                      include_headers=[name.encode() for name in SIGNED], length=length)
    return field.replace(b"\r\n", b"\n") + message


# ---- messages --------------------------------------------------------------------------------

def days_ago(days, hour, minute):
    day = NOW - datetime.timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=17)


def message_id(when, subject, domain):
    return "<%d.%04x@%s>" % (when.timestamp(), sum(subject.encode()) & 0xffff, domain)


def compose(sender, subject, when, text, domain, extra=(), html=None):
    """One message as its author's program writes it; SENDER is the value of From, or several."""
    senders = [sender] if isinstance(sender, str) else sender
    fields = ["From: " + value for value in senders]
    fields += ["To: Robin User <%s>" % READER, "Subject: " + subject,
               "Date: " + email.utils.format_datetime(when),
               "Message-ID: " + message_id(when, subject, domain)]
    fields += list(extra) + ["MIME-Version: 1.0"]
    text = text.strip("\n") + "\n"
    if html is None:
        fields += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
        return ("\n".join(fields) + "\n\n" + text).encode()
    fields.append('Content-Type: multipart/alternative; boundary="=-sample"')
    parts = (("plain", text), ("html", html.strip("\n") + "\n"))
    body = "".join("--=-sample\nContent-Type: text/%s; charset=utf-8\n"
                   "Content-Transfer-Encoding: 8bit\n\n%s\n" % part for part in parts)
    return ("\n".join(fields) + "\n\n" + body + "--=-sample--\n").encode()


def received(host, address, when, by=BORDER, last="for <%s>" % READER):
    return ("Received: from %s (%s [%s])\n\tby %s with ESMTPS id %x\n\t%s; %s\n" %
            (host, host, address, by, int(when.timestamp()), last,
             email.utils.format_datetime(when))).encode()


def deliver(message, return_path, when, through):
    """What the reader's border adds: Return-Path and one Received from a public address."""
    host, address = SENDERS[through][:2]
    stamp = received(host, address, when + datetime.timedelta(seconds=4))
    return b"Return-Path: <%s>\n" % return_path.encode() + stamp + message


def genuine(sender, subject, when, text, domain, **more):
    message = sign(compose(sender, subject, when, text, domain, **more), domain, when)
    return deliver(message, "bounce@" + domain, when, domain)


def forged(sender, subject, when, text, claimed, signed=False, **more):
    """From CLAIMED, sent by attack.example, which may sign in its own name: that does not help."""
    message = compose(sender, subject, when, text, claimed, **more)
    if signed:
        message = sign(message, "attack.example", when)
    return deliver(message, "bounce-7731@attack.example", when, "attack.example")


def replace_once(message, old, new):
    assert message.count(old.encode()) == 1, old
    return message.replace(old.encode(), new.encode())


# ---- the mailbox -----------------------------------------------------------------------------

SAMPLES = []


def sample(name, code, level, heading, remark):
    def add(function):
        SAMPLES.append((name, code, level, heading, remark, function))
        return function
    return add


@sample("bank-statement", "TF15", "quiet", "-", "genuine, RSA signature")
def bank_statement():
    return genuine('"Bank Example" <service@bank.example>', "Your statement for May is ready",
                   days_ago(2, 8, 5), """
Dear Robin User,

your account statement for May is ready. As always, you find it in your
online mailbox: open our web site as you usually do, and log in there.

We never ask for passwords or codes by mail.

Kind regards
Your Bank Example
""", "bank.example")


@sample("garden-newsletter", "TF15", "quiet", "-", "genuine, Ed25519 signature, two parts")
def garden_newsletter():
    return genuine("The Garden Letter <letter@garden.example>",
                   "June: what to sow, what to leave alone", days_ago(1, 6, 30), """
Good morning,

it is June: beans go out now, and so does the basil. Leave the tulip
leaves where they are until they are brown.

Next letter in four weeks. To leave this list, write to
leave@garden.example.
""", "garden.example",
                   extra=["List-Unsubscribe: <mailto:leave@garden.example>"],
                   html="""
<html><body><h1>Good morning,</h1>
<p>it is June: beans go out now, and so does the basil. Leave the tulip
leaves where they are until they are brown.</p>
<p>Next letter in four weeks.</p></body></html>
""")


@sample("bank-forged", "TF01", "alarm", "This message is probably not from bank.example",
        "forged; the policy is reject; signed by somebody else")
def bank_forged():
    return forged('"Bank Example" <service@bank.example>', "Your account will be closed today",
                  days_ago(1, 21, 12), """
Dear customer,

we noticed a sign-in from a new device. To keep your account, confirm
your data within 12 hours:

    https://bank-example.attack.example/confirm

If you do nothing, your account will be closed.

Bank Example, security desk
""", "bank.example", signed=True)


@sample("parcel-forged", "TF01", "alarm", "This message is probably not from parcel.example",
        "forged; the policy is quarantine; not signed")
def parcel_forged():
    return forged("Parcel Example <notice@parcel.example>", "We could not deliver your parcel",
                  days_ago(1, 11, 48), """
Hello,

a parcel for you is waiting. A fee of 1.99 has not been paid.
Pay here to have it delivered tomorrow:

    https://parcel.attack.example/fee

Parcel Example
""", "parcel.example")


@sample("club-forged", "TF17", "note", "We could not confirm that club.example sent this",
        "forged; the policy is none")
def club_forged():
    return forged("Rowing Club <treasurer@club.example>", "New account for the membership fee",
                  days_ago(0, 5, 58), """
Dear members,

our bank has changed. Please send the fee for this year to the new
account, DE00 0000 0000 0000 0000 00, before Friday.

The treasurer
""", "club.example")


@sample("director-forged", "TF02", "alarm",
        "This message may only pretend to be from victim.example",
        "forged in the name of the reader's own domain")
def director_forged():
    return forged("Dana Director <director@victim.example>", "Are you at your desk?",
                  days_ago(0, 6, 41), """
Robin,

I am in a meeting and cannot talk. I need you to buy five gift cards
for a client before noon and send me the codes. I will explain later.

Dana

Sent from my phone
""", "victim.example")


@sample("insurance-unsigned", "TF03", "warning",
        "We could not confirm that insurance.example sent this",
        "not signed, Return-Path aligned; the policy is reject")
def insurance_unsigned():
    when = days_ago(2, 13, 20)
    message = compose("Insurance Example <letters@insurance.example>",
                      "Your contract: one signature is missing", when, """
Dear Robin User,

one signature is missing on your household contract. You will receive
the form by post within the next days; there is nothing to do before that.

Insurance Example
""", "insurance.example")
    return deliver(message, "letters@insurance.example", when, "insurance.example")


@sample("two-senders", "TF04", "alarm", "It is not clear who sent this message",
        "two From fields; programs show different ones")
def two_senders():
    return forged(["Prize Desk <desk@attack.example>",
                   '"Bank Example" <service@bank.example>'],
                  "You have been chosen", days_ago(0, 4, 15), """
Congratulations!

Your bank has chosen you for a bonus of 500. Answer this message with
your account number to receive it.
""", "attack.example", signed=True)


@sample("encoded-sender", "TF04", "alarm", "It is not clear who sent this message",
        "the address itself is an encoded word")
def encoded_sender():
    hidden = base64.b64encode(b"<service@bank.example>").decode()
    return forged("=?utf-8?B?%s?=" % hidden, "Please read the attached notice",
                  days_ago(0, 3, 9), """
Dear customer,

new terms apply from 1 July. Read and accept them here:

    https://terms.attack.example/accept
""", "attack.example")


@sample("shop-added-text", "TF16", "warning", "Part of this message is not confirmed",
        "genuine with l=, sent again with text added at the end")
def shop_added_text():
    when = days_ago(1, 16, 2)
    message = compose("Shop Example <orders@shop.example>", "Order 4711 has been shipped", when, """
Hello Robin,

your order 4711 (one tea pot, blue) was handed to the parcel service
today.

Shop Example
""", "shop.example")
    message = sign(message, "shop.example", when, length=True) + """
----------------------------------------------------------------
Customs notice: a fee of 14.90 is due before delivery. Pay it at
https://customs.attack.example/4711
""".encode()
    return deliver(message, "bounce-7731@attack.example", when, "attack.example")


@sample("invoice-altered", "TF19", "warning", "This message was changed on the way",
        "genuine, sent again with another bank account in it")
def invoice_altered():
    when = days_ago(2, 9, 44)
    message = compose("Supplier Example <billing@supplier.example>", "Invoice 2026-0815", when, """
Dear Robin User,

for the repair of the two pumps we charge 1,840.00, payable within
14 days to

    Supplier Example, account DE11 1111 1111 1111 1111 11

Thank you for your order.
Supplier Example, billing
""", "supplier.example")
    message = sign(message, "supplier.example", when)
    message = replace_once(message, "DE11 1111 1111 1111 1111 11", "DE99 9999 9999 9999 9999 99")
    return deliver(message, "bounce-7731@attack.example", when, "attack.example")


@sample("plumber-unsigned", "TF12", "quiet", "-",
        "an honest small sender: no signature, no policy")
def plumber_unsigned():
    when = days_ago(0, 6, 5)
    message = compose("Pat Plumber <pat@plumber.example>", "Thursday at eight", when, """
Hi Robin,

Thursday at eight is fine. I bring the new tap. It will take an hour
or so, please clear the space below the sink.

Pat
""", "plumber.example")
    return deliver(message, "pat@plumber.example", when, "plumber.example")


@sample("museum-dns-trouble", "TF13", "quiet", "-",
        "honest; the look-up of the sender's policy and key fails")
def museum_dns_trouble():
    return genuine("Museum Example <tickets@museum.example>", "Your tickets for Saturday",
                   days_ago(0, 7, 2), """
Dear Robin User,

two tickets for Saturday at 14:00 are waiting for you at the desk.

See you soon
Museum Example
""", "museum.example")


@sample("travel-old", "TF14", "quiet", "-", "honest; seven years old, the key is gone")
def travel_old():
    when = datetime.datetime(2019, 7, 9, 10, 11, 12, tzinfo=datetime.timezone.utc)
    return genuine("Travel Example <booking@travel.example>", "Your booking to the sea", when, """
Dear Robin User,

your room with a view is booked from 3 to 17 August 2019.
Have a good journey!

Travel Example
""", "travel.example")


@sample("colleague", "TF15", "quiet", "-", "honest: genuine mail of the reader's own domain")
def colleague():
    return genuine("Casey Colleague <casey@victim.example>", "Lunch?", days_ago(0, 7, 21), """
Hi Robin,

soup place at half past twelve? Dana comes too.

Casey
""", "victim.example")


@sample("list-author-replaced", "TF15", "quiet", "-",
        "honest: a mailing list that puts its own address into From")
def list_author_replaced():
    when = days_ago(1, 18, 30)
    message = compose("Ada Member via Rowers <rowers@lists.example>",
                      "[Rowers] Boat house key", when, """
Who has the second key of the boat house? I need it on Sunday.

Ada
_______________________________________________
Rowers mailing list
""", "lists.example", extra=["Reply-To: Rowers <rowers@lists.example>",
                             "List-Id: Rowers <rowers.lists.example>",
                             "List-Post: <mailto:rowers@lists.example>", "Precedence: list"])
    return deliver(sign(message, "lists.example", when), "rowers-bounces@lists.example", when,
                   "lists.example")


@sample("list-footer", "TF12", "quiet", "-",
        "honest: a mailing list added its footer; the author's policy is none")
def list_footer():
    when = days_ago(1, 19, 2)
    message = compose("Ben Member <ben@club.example>", "Re: Boat house key", when, """
I have it. It hangs behind the door on Sunday morning.

Ben
""", "club.example")
    message = sign(message, "club.example", when) + """
_______________________________________________
Rowers mailing list
""".encode()
    fields = b"List-Id: Rowers <rowers.lists.example>\nPrecedence: list\n"
    return deliver(sign(fields + message, "lists.example", when),
                   "rowers-bounces@lists.example", when, "lists.example")


@sample("reply-to-helpdesk", "TF15", "quiet", "-",
        "honest: genuine, answers go to another company's help desk")
def reply_to_helpdesk():
    return genuine("Shop Example <orders@shop.example>", "How was your tea pot?",
                   days_ago(0, 7, 0), """
Hello Robin,

does the tea pot please you? If something is wrong with it, simply answer
this message: our partner Desk Example looks after it.

Shop Example
""", "shop.example", extra=["Reply-To: Shop Example help <shop@desk.example>"])


@sample("forwarded", "TF15", "quiet", "-",
        "honest: forwarded by another host, the signature is whole")
def forwarded():
    when = days_ago(1, 7, 15)
    message = compose("Insurance Example <letters@insurance.example>", "Your letter of 28 May",
                      when, """
Dear Robin User,

thank you for your letter. We will answer by post within the week.

Insurance Example
""", "insurance.example")
    host, address = SENDERS["insurance.example"][:2]
    message = received(host, address, when, by="forward.alumni.example",
                       last="for <robin@alumni.example>") + sign(message, "insurance.example", when)
    return deliver(message, "srs0=k7=letters=insurance.example@alumni.example",
                   when + datetime.timedelta(seconds=9), "alumni.example")


# ---- files -----------------------------------------------------------------------------------

def zone():
    """The DNS of the sample world, in the form of `truefrom check --answers`."""
    answers = {"@": {"now": int(NOW.timestamp())}}
    for domain, (host, address, policy, selector, kind) in SENDERS.items():
        if domain == "museum.example":
            continue
        answers[domain] = {"A": [address], "MX": [[10, host]],
                           "TXT": ["v=spf1 ip4:%s -all" % address]}
        answers[host] = {"A": [address]}
        if policy is not None:
            answers["_dmarc." + domain] = {"TXT": ["v=DMARC1; p=" + policy]}
        if kind is not None and domain != "travel.example":
            answers["%s._domainkey.%s" % (selector, domain)] = {"TXT": [public_record(domain)]}
    for name in ("", "_dmarc.", "s1._domainkey.", "_domainkey."):
        answers[name + "museum.example"] = {"*": "SERVFAIL"}
    return answers


def report_of(number, name, carried):
    """What a colleague sends to the helpdesk: a message, attached to another that nobody delivered from outside."""
    return ("From: %s <%s@victim.example>\nTo: helpdesk@victim.example\nSubject: Is this real?\n"
            "Date: Wed, 03 Jun 2026 07:0%d:00 +0000\nMessage-ID: <report%d@victim.example>\nMIME-Version: 1.0\n"
            "Content-Type: multipart/mixed; boundary=\"report\"\n\n--report\nContent-Type: text/plain\n\n"
            "I got this today.\n\n--report\nContent-Type: message/rfc822\n\n"
            % (name, name.lower(), number, number)).encode() + carried + b"\n--report--\n"


def helpdesk():
    """A mailbox in which the helpdesk collects what people are not sure about, for `truefrom scan`."""
    def sample(name):
        return next(HERE.glob("*-%s.eml" % name)).read_bytes().replace(b"\r\n", b"\n")
    forged = sample("bank-forged")
    messages = [sample("bank-statement"), sample("parcel-forged"), report_of(1, "Robin", forged),
                sample("shop-added-text"), sample("two-senders"), report_of(2, "Kim", forged), sample("colleague")]
    return b"".join(b"From helpdesk@victim.example Wed Jun  3 07:20:00 2026\n"
                    + re.sub(rb"(?m)^(>*From )", rb">\1", message) + b"\n" for message in messages)


def main():
    KEYS.mkdir(exist_ok=True)
    for old in HERE.glob("*.eml"):
        old.unlink()
    expected = ["# file\tcode\tlevel\theading\twhat it is"]
    for number, (name, code, level, heading, remark, function) in enumerate(SAMPLES, 1):
        file = "%02d-%s.eml" % (number, name)
        (HERE / file).write_bytes(function())
        expected.append("\t".join((file, code, level, heading, remark)))
    (HERE / "expected.tsv").write_text("\n".join(expected) + "\n")
    (HERE / "helpdesk.mbox").write_bytes(helpdesk())
    (HERE / "answers.json").write_text(json.dumps(zone(), indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
