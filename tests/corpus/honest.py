# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Honest mail of many kinds, made by chance from a seed, with the DNS entries that belong to it: people,
lists, newsletters, notices of firms, services that write for others, invitations, bounces. All people and all
texts are invented; the firms' names and domains are those of data/brands.txt and data/name-services.txt.

The keys are TEST KEYS, public and worthless."""
import base64
import email.utils
import functools
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cases"))

from generator.signer import Ed25519, Message, record  # noqa: E402

NOW = 1795000000
READER = "vera@victim.example"
OPTIONS = ["--border", "mx.victim.example", "--own", "Vera Reader <%s>" % READER, "--own", "victim.example",
           "--protect", "legitbank.com", "--protect", "victimhouse.com", "--known-list", "dev.lists.known.example"]

GIVEN = ("Jane Joe Anna Max Marta Piotr Chiara Luca Inês Tomás Åsa Jürgen Zoë Seán Nguyễn Ayşe Erik Marie-Claire Hans-Peter Chase Amber Otto "
         "Iris Ruby Mercedes Wade Will Grace Faith Ernesto Ximena").split()
FAMILY = ("Roe Doe Miller Müller Kowalski Rossi Ferreira Nilsson Dupont O'Brien Nguyen Yılmaz McDonald Apple Ford Hilton Chase Barclay "
          "Santander Morgan Wells Steam Smith-Jones Krüger Sørensen Đorđević Šimić Öztürk Lopez Wise Stripe Orange").split()
FOREIGN = ("Анна Иванова|Дмитрий Сидоров|Олена Шевченко|Γιώργος Παπαδόπουλος|山田太郎|田中 花子|王小明|李 娜|김철수|박영희|محمد علي|فاطمة الزهراء|"
           "דוד כהן|שרה לוי|สมชาย ใจดี|अनिल कुमार|தமிழ் செல்வி|Նարեկ Սարգսյան|გიორგი მაისურაძე|ジェーン・ドウ").split("|")
EMOJI = "🎉 ✨ 🚀 ❤️ 🔥 📣 🎁 🌱 ☀️ 🏡 📚 🐾 ⚽ 🍕 🎄 👋 📦 🛍️ ⭐ 💌".split()
WORDS = ("meeting invoice report holiday garden release minutes question update picture schedule recipe review train ticket budget draft "
         "Besprechung Rechnung Urlaub réunion facture horario отчёт встреча 会議 資料 회의 اجتماع").split()
PROVIDERS = "gmail.com gmx.de web.de outlook.com yahoo.com icloud.com proton.me orange.fr libero.it mail.ru qq.com".split()
PLACES = "mittelhessen koelnbonn niederrhein oberland neckar schwarzwald unterfranken".split()
STEMS = ("acorn birch cedar delta ember fjord grove harbor iris juniper kestrel lagoon maple nectar orchard pebble quartz ridge summit thistle "
         "umber valley willow yarrow zenith nordlicht bergblick seewind altstadt").split()
KINDS = "labs works group consulting studio verein schule hotel reisen apotheke design media systems foods travel sports garden books".split()
ENDINGS = "com de org net co.uk fr it nl pl se ch at eu io example".split()


class Corpus:
    """Collects messages and the DNS entries that they need."""

    def __init__(self, seed, now=NOW):
        self.random = random.Random(seed)
        self.now = now
        self.zone = {"@": {"now": now, "received_at": now - 60}}
        self.messages = []
        self.kinds = []

    def pick(self, values):
        return self.random.choice(values)

    def chance(self, share):
        return self.random.random() < share

    # ---- names ----

    def person(self):
        if self.chance(0.25):
            return self.pick(FOREIGN)
        return "%s %s" % (self.pick(GIVEN), self.pick(FAMILY))

    def firm(self):
        """(name, domain) of a firm that nobody knows."""
        stem, kind = self.pick(STEMS), self.pick(KINDS)
        domain = "%s%s%s.%s" % (stem, self.pick(["", "-"]), kind, self.pick(ENDINGS))
        return "%s %s%s" % (stem.title(), kind.title(), self.pick(["", " GmbH", " Ltd.", " Inc.", " S.r.l.", " & Co. KG", " e.V."])), domain

    def subject(self):
        text = " ".join(self.pick(WORDS) for _ in range(self.random.randint(1, 5)))
        return text + (" " + self.pick(EMOJI) if self.chance(0.2) else "")

    def local(self, name):
        plain = "".join(c for c in name.lower() if c.isascii() and (c.isalnum() or c == " ")).split()
        return self.pick([".", "", "_"]).join(plain) or "user%d" % self.random.randint(1, 999)

    # ---- what belongs to a domain ----

    def domain(self, name, policy=None, selector="s1"):
        if name not in self.zone:
            ip = "192.0.2.%d" % (1 + sum(name.encode()) % 250)
            self.zone[name] = {"A": [ip], "MX": [[10, "mx." + name]], "TXT": ["v=spf1 ip4:%s -all" % ip]}
            self.zone["mx." + name] = {"A": [ip]}
            policy = policy if policy is not None else self.pick(["", "p=none", "p=quarantine", "p=reject"])
            if policy:
                self.zone["_dmarc." + name] = {"TXT": ["v=DMARC1; " + policy]}
        self.zone["%s._domainkey.%s" % (selector, name)] = {"TXT": [record(key_of(name))]}
        return self.zone[name]["A"][0]

    # ---- a message ----

    def fields(self, sender, extra=(), to=READER, subject=None):
        moment = email.utils.formatdate(self.now - self.random.randint(70, 4000))
        return Message(["From: " + sender, "To: " + to, "Subject: " + encode(subject or self.subject()), "Date: " + moment,
                        "Message-ID: <%x.%x@%s>" % (self.random.getrandbits(48), len(self.messages), "mail.example"),
                        "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", *extra],
                       ("%s\r\n\r\n%s\r\n" % (self.subject(), self.subject())).encode())

    def deliver(self, kind, message, host, path):
        """HOST, a domain of the zone, hands MESSAGE to the reader's border."""
        ip = self.zone[host]["A"][0]
        moment = email.utils.formatdate(self.now - 60)
        self.messages.append(message.top(
            "Return-Path: <%s>" % path,
            "Received: from mail.%s (mail.%s [%s])\r\n\tby mx.victim.example (Postfix) with ESMTPS id %x\r\n\tfor <%s>; %s"
            % (host, host, ip, self.random.getrandbits(40), READER, moment)).bytes())
        self.kinds.append(kind)

    def send(self, kind, sender, domain, signers=None, path=None, host=None, extra=(), unsigned=False, **more):
        """A message of DOMAIN, signed by SIGNERS, handed over by HOST."""
        self.domain(domain)
        message = self.fields(sender, extra, **more)
        for signer in [] if unsigned else (signers or [domain]):
            self.domain(signer)
            message = message.sign(key_of(signer), signer, "s1")
        self.domain(host or domain)
        self.deliver(kind, message, host or domain, path if path is not None else "bounce@" + (host or domain))


@functools.lru_cache(None)
def key_number(number):
    return Ed25519("corpus %d" % number)


def key_of(domain):
    return key_number(sum(domain.encode()) % 16)


def encode(text):
    if text.isascii():
        return text
    return " ".join("=?utf-8?B?%s?=" % base64.b64encode(text[i:i + 12].encode()).decode() for i in range(0, len(text), 12))


def quote(name):
    if not name.isascii():
        return encode(name)
    return '"%s"' % name.replace('"', "") if set(name) & set("()<>@,;:\\.[]|&'-/!*") else name


# ---- people --------------------------------------------------------------------------------------

def person(c):
    name = c.person()
    domain = c.pick(PROVIDERS) if c.chance(0.5) else c.firm()[1]
    shown = c.pick([name, name, name + " " + c.pick(EMOJI), ", ".join(reversed(name.split(" ", 1))), name.upper(), "", name + " (%s)" % c.firm()[0],
                    "Dr. " + name, name + ", M.D.", name + " | " + c.firm()[0], name.split()[0]])
    address = "%s@%s" % (c.local(name), domain)
    c.send("person", "%s <%s>" % (quote(shown), address) if shown else address, domain, path=address,
           extra=["Reply-To: <%s@%s>" % (c.local(name), c.pick(PROVIDERS))] if c.chance(0.05) else [])


def works_for(c):
    """Somebody says where they work, or what they do."""
    name, (firm, domain) = c.person(), c.firm()
    brand = c.pick(MENTIONED)
    shown = c.pick(["%s (%s)", "%s | %s", "%s at %s", "%s - %s Partner", "%s, ex-%s", "%s / %s Solutions", "%s [%s User Group]"]) % (name, brand)
    c.send("works-for", "%s <%s@%s>" % (quote(shown), c.local(name), domain), domain)


def contact(c):
    name, domain = c.pick(CONTACTS)
    c.send("contact", "%s <%s@%s>" % (quote(name), c.local(name).replace("_", "."), domain), domain, path="x@" + domain)


def own(c):
    """A colleague, or the reader's own mail through the own server."""
    name = c.pick([c.person(), "Vera Reader", "IT Helpdesk", "victim.example Helpdesk", "Scanner 2nd floor"])
    c.send("own", "%s <%s@victim.example>" % (quote(name), c.local(name)), "victim.example", path="x@victim.example")


# ---- lists ---------------------------------------------------------------------------------------

def list_host(c):
    return c.pick(["lists.%s" % c.firm()[1], "googlegroups.com", "lists.sourceforge.net", "lists.known.example"])


def through_list(c):
    name, host = c.person(), list_host(c)
    listname = c.pick(["dev", "users", "announce", "discuss", "vorstand"])
    address = "%s@%s" % (c.local(name), c.firm()[1])
    munged = c.pick(["%s via %s" % (name, listname), "'%s' via %s" % (name, listname.title()), "%s via %s-Liste" % (name, listname),
                     "%s über %s" % (name, listname), "%s (via %s Mailing List)" % (name, listname)])
    extra = ["List-Id: %s <%s.%s>" % (listname, listname, host), "List-Post: <mailto:%s@%s>" % (listname, host),
             "Reply-To: %s <%s>" % (quote(name), address), "Precedence: list"]
    c.send("list-munged", "%s <%s@%s>" % (quote(munged), listname, host), host, extra=extra, to="%s@%s" % (listname, host),
           path="%s-bounces+vera=victim.example@%s" % (listname, host), subject="[%s] %s" % (listname.title(), c.subject()))


def list_kept(c):
    """A list that changes nothing: the author's signature survives."""
    name, (_, domain), host = c.person(), c.firm(), "lists.%s" % c.firm()[1]
    extra = ["List-Id: <dev.%s>" % host, "Sender: dev-bounces@" + host]
    c.send("list-kept", "%s <%s@%s>" % (quote(name), c.local(name), domain), domain, host=host, signers=[domain], path="dev-bounces@" + host,
           extra=extra, to="dev@" + host)


# ---- firms ----------------------------------------------------------------------------------------

def newsletter(c):
    """A firm's newsletter, sent by a mailer: both sign, or only the firm does."""
    (firm, domain), esp = c.firm(), c.pick(["esp.example", "mailer.example.net", "sendgrid.net", "mcsv.net"])
    shown = c.pick([firm, firm + " " + c.pick(EMOJI), c.pick(EMOJI) + " " + firm, firm.upper(), "%s from %s" % (c.pick(GIVEN), firm), firm + " Newsletter",
                    "Team " + firm, domain, "News | " + firm, firm + " – " + c.pick(WORDS)])
    c.send("newsletter", "%s <news@%s>" % (quote(shown), domain), domain, signers=[domain, esp], host=esp, path="b-%d@%s" % (c.random.getrandbits(30), esp),
           extra=["Reply-To: <%s@%s>" % (c.pick(["info", "reply-%d" % c.random.getrandbits(20)]), c.pick([domain, esp])), "List-Unsubscribe: <https://%s/u>" % esp])


def brand_itself(c):
    brand, _, domains = c.pick(BRANDS)
    domain = c.pick(domains)
    domain = c.pick(["", "mail.", "e.", "news.", "notifications."]) + domain
    shown = c.pick([brand, brand + " Support", "Your %s account" % brand, "%s Security" % brand, "The %s Team" % brand, "%s %s" % (brand, c.pick(EMOJI))])
    c.send("brand", "%s <no-reply@%s>" % (quote(shown), domain), domain, extra=["Reply-To: <%s@%s>" % (c.pick(["support", "x"]), domains[0])])


def brand_by_service(c):
    """A shop's or a bank's notice from the domain of a service that the firm has set up: the firm signs it too."""
    brand, _, domains = c.pick(BRANDS)
    service = c.pick(["order-tracking.example", "survey-service.example", "mail.ticketing.example", "esp.example"])
    c.send("brand-by-service", "%s <%s@%s>" % (quote(c.pick([brand, brand + " Orders", "Your %s order" % brand])), "notice", service), service,
           signers=[service, domains[0]])


def brand_mentioned(c):
    """Others who have to do with a firm say so."""
    brand, (firm, domain) = c.pick(MENTIONED), c.firm()
    shown = c.pick(["%s via %s" % (brand, firm), "%s Users Group" % brand, "%s Fans Berlin" % brand, "%s | %s reseller" % (firm, brand), "%s Careers at %s" % (brand, firm),
                    "%s tips by %s" % (brand, c.pick(GIVEN)), "Not %s" % brand, "%s conference 2026" % brand, "%s für %s" % (firm, brand), "%s Alternative %s" % (brand, firm)])
    c.send("brand-mentioned", "%s <info@%s>" % (quote(shown), domain), domain)


def house_of_group(c):
    """Members of a group of banks that have domains of their own."""
    place = c.pick(PLACES)
    name, domain = c.pick([("Sparkasse %s", "sparkasse-%s.de"), ("Volksbank %s eG", "volksbank-%s.de"), ("Volksbank %s", "vb-%s.de"), ("VR Bank %s", "vrbank-%s.de")])
    c.send("house-of-group", "%s <service@%s>" % (quote(name % place.title()), domain % place), domain % place)


def shop(c):
    firm, domain = c.firm()
    shown = c.pick(["%s Bestellung", "%s Orders", "Your order at %s", "%s Kundenservice", "%s Support", "%s (no reply)", "service@%s"]) % (c.pick([firm, firm]))
    if "@" in shown:
        shown = "service@" + domain
    c.send("shop", "%s <%s@%s>" % (quote(shown), c.pick(["order", "noreply", "service"]), domain), domain)


def tickets(c):
    firm, domain = c.firm()
    system = c.pick(["freshdesk.com", "zendesk.com"])
    host = "%s.%s" % (domain.split(".")[0], system)
    c.send("tickets", "%s <support@%s>" % (quote(c.pick(["%s Support", "%s Helpdesk", "%s"]) % firm), host), host, signers=[host],
           extra=["Reply-To: <support+id%d@%s>" % (c.random.randint(1, 99999), host)])


def tenant(c):
    name, (_, domain) = c.person(), c.firm()
    host = domain.replace(".", "").replace("-", "") + ".onmicrosoft.com"
    c.send("tenant", "%s <%s@%s>" % (quote(name), c.local(name), host), host)


# ---- services that write for others -------------------------------------------------------------------

SERVICES = (("%s via DocuSign", "dse@docusign.net"), ("%s (via Google Docs)", "comments-noreply@docs.google.com"),
            ("%s (via Google Drive)", "drive-shares-noreply@google.com"), ("%s (Google Calendar)", "calendar-notification@google.com"),
            ("%s", "notifications@github.com"), ("%s via LinkedIn", "messages-noreply@linkedin.com"), ("%s (Jira)", "jira@team.atlassian.net"),
            ("%s", "no-reply@sharepointonline.com"), ("%s shared a file", "no-reply@dropbox.com"), ("%s via Trello", "do-not-reply@trello.com"),
            ("%s [via Relay]", "abc@mozmail.com"), ("%s", "notify@slack.com"), ("%s on GitLab", "gitlab@mg.gitlab.com"))


def service(c):
    form, address = c.pick(SERVICES)
    domain = address.rpartition("@")[2]
    extra = ["Reply-To: <reply+%x@%s>" % (c.random.getrandbits(60), domain)] if c.chance(0.5) else []
    c.send("service", "%s <%s>" % (quote(form % c.person()), address), domain, extra=extra)


def alias(c):
    """An alias service shows the sender's address in the name."""
    name, sender = c.person(), "%s@%s" % (c.local(c.person()), c.firm()[1])
    form, domain = c.pick([("%s - %s" % (name, sender.replace("@", "(a)")), "simplelogin.co"), ("%s - %s" % (name, sender.replace("@", " at ")), "simplelogin.co"),
                           ("%s [via Relay]" % sender, "mozmail.com"), ("%s '%s'" % (name, sender.replace("@", " at ")), "anonaddy.com")])
    c.send("alias", "%s <reply+%x@%s>" % (quote(form), c.random.getrandbits(40), domain), domain)


# ---- what programs write -------------------------------------------------------------------------------

def invitation(c):
    name, (_, domain) = c.person(), c.firm()
    address = "%s@%s" % (c.local(name), domain)
    c.send("invitation", "%s <%s>" % (quote(name), address), domain, subject="Invitation: " + c.subject(), path=address,
           extra=["Sender: Google Calendar <calendar-notification@google.com>", "Reply-To: %s" % address])


def bounce(c):
    firm, domain = c.firm()
    shown = c.pick(["Mail Delivery System", "Mail Delivery Subsystem", "Postmaster", "Microsoft Outlook", "MAILER-DAEMON"])
    c.domain(domain, "p=none")
    c.send("bounce", "%s <%s@%s>" % (quote(shown), c.pick(["MAILER-DAEMON", "postmaster"]), domain), domain, path="", extra=["Auto-Submitted: auto-replied"])


def vacation(c):
    name, (_, domain) = c.person(), c.firm()
    c.send("vacation", "%s <%s@%s>" % (quote(name), c.local(name), domain), domain, path="", extra=["Auto-Submitted: auto-replied"], subject="Out of office: " + c.subject())


def machine(c):
    firm, domain = c.firm()
    shown = c.pick(["root", "Cron Daemon", "nobody", "WordPress", "Nextcloud", "Jenkins", "GitLab", "Let's Encrypt Expiry Bot", "backup@%s" % domain, "www-data", "Anacron", ""])
    address = "%s@%s" % (c.pick(["root", "noreply", "backup"]), domain)
    c.send("machine", "%s <%s>" % (quote(shown), address) if shown else address, domain)


def small_sender(c):
    """Nothing is published for its domain, and nothing is signed."""
    name, (_, domain) = c.person(), c.firm()
    domain = "small-" + domain
    c.zone[domain] = {"A": ["198.51.100.77"]}
    c.deliver("small-sender", c.fields("%s <%s@%s>" % (quote(name), c.local(name), domain)), domain, "x@" + domain)


MAKERS = ((person, 20), (works_for, 6), (contact, 6), (own, 4), (through_list, 10), (list_kept, 5), (newsletter, 14), (brand_itself, 8), (brand_by_service, 3),
          (brand_mentioned, 6), (house_of_group, 2), (shop, 8), (tickets, 3), (tenant, 2), (service, 8), (alias, 3), (invitation, 4), (bounce, 3), (vacation, 2),
          (machine, 4), (small_sender, 3))
CONTACTS = [("Jane Boss", "goodfellow.com"), ("Kim Quill", "gmail.com"), ("Jürgen Drexler", "drexler-bau.de"), ("Пётр Громов", "primer-stroy.example"),
            ("Marie-Claire Bellegarde", "bellegarde-avocats.fr"), ("Piotr Zawadzki", "kancelaria-zawadzki.pl")]


def read_brands():
    lines = (HERE.parents[1] / "data" / "brands.txt").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("#")[0].split(";")] for line in lines]
    return [(row[0], row[1].split(","), row[2].split()) for row in rows if len(row) == 3]


BRANDS = read_brands()
# Another firm's domain in a name is a note, and beside a brand a warning.
MENTIONED = [name for name, _, _ in BRANDS if "." not in name]


def options():
    return OPTIONS + [word for name, domain in CONTACTS for word in ("--known", "%s <%s@%s>" % (name, Corpus(0).local(name).replace("_", "."), domain))]


def make(seed, count):
    corpus = Corpus(seed)
    makers, weights = zip(*MAKERS)
    for maker in corpus.random.choices(makers, weights, k=count):
        maker(corpus)
    return corpus
