# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Honest mail over some months, from senders who write again and again: what a memory learns from. Most sign
all of their mail; some sign only some of it, begin or stop to, or are passed on by forwarders, lists and
services. Nobody enforces anything, so that nothing but the memory says what is unusual."""
import honest

DAY = 86400
CALENDAR = "calendar-notification@google.com"


class Regular:
    """Somebody who writes often."""

    def __init__(self, corpus, number):
        self.name = corpus.person()
        self.firm, domain = corpus.firm()
        self.domain = "r%d-%s" % (number, domain)
        self.local = corpus.local(self.name)
        self.way = corpus.random.choices(list(WAYS), WAYS.values())[0]

    def sender(self, local=None, name=None):
        return "%s <%s@%s>" % (honest.quote(name or self.name), local or self.local, self.domain)


# ---- ways of writing ------------------------------------------------------------------------------

def always(c, r, share):
    return direct(c, r)


def direct(c, r, unsigned=False, local=None, kind="direct"):
    c.domain(r.domain, c.regular_policy(r))
    c.send(kind + ("-unsigned" if unsigned else ""), r.sender(local), r.domain, unsigned=unsigned,
           path="%s@%s" % (local or r.local, r.domain))


def never(c, r, share):
    direct(c, r, True)


def sometimes(c, r, share):
    """From two programs, of which one signs."""
    direct(c, r, c.chance(0.4))


def shop(c, r, share):
    """The newsletters are signed, the staff's mail is not."""
    if c.chance(0.4):
        return direct(c, r, True, kind="staff")
    c.domain(r.domain, c.regular_policy(r))
    c.send("shop-news", r.sender(c.pick(["news", "orders"]), r.firm), r.domain, signers=[r.domain, "esp.example"], host="esp.example",
           path="b-%d@esp.example" % c.random.getrandbits(30))


def stops(c, r, share):
    direct(c, r, share > 0.6)


def begins(c, r, share):
    direct(c, r, share < 0.3)


WAYS = {always: 62, sometimes: 8, shop: 10, stops: 4, begins: 4, never: 12}


# ---- how it comes, now and then -------------------------------------------------------------------

def forwarded(c, r, share):
    """Through a former address of the reader's, with the envelope rewritten (SRS)."""
    c.domain(r.domain, c.regular_policy(r))
    path = "SRS0=%x=AB=%s=%s@forwarder.example" % (c.random.getrandbits(16), r.domain, r.local)
    c.send("forwarded", r.sender(), r.domain, host="forwarder.example", path=path, unsigned=unsigned_by(c, r, share))


def forwarded_plainly(c, r, share):
    """The same, with the envelope as it was."""
    c.domain(r.domain, c.regular_policy(r))
    c.send("forwarded-plain", r.sender(), r.domain, host="forwarder.example", path="%s@%s" % (r.local, r.domain),
           unsigned=unsigned_by(c, r, share))


def unsigned_by(c, r, share):
    """Whether this sender's mail has no signature today."""
    return {always: False, never: True, stops: share > 0.6, begins: share < 0.3}.get(r.way, c.chance(0.4))


def through_list(c, r, share):
    """A list that signs nothing, and takes its members' signatures away."""
    c.domain(r.domain, c.regular_policy(r))
    extra = ["List-Id: <dev.lists.host.example>", "List-Post: <mailto:dev@lists.host.example>"]
    c.send("list", r.sender(), r.domain, host="lists.host.example", unsigned=True, extra=extra, to="dev@lists.host.example",
           path="dev-bounces+vera=victim.example@lists.host.example")


def invitation(c, r, share):
    """Sent by a calendar in the name of whoever invites."""
    c.domain(r.domain, c.regular_policy(r))
    c.send("invitation", r.sender(), r.domain, signers=["google.com"], host="google.com", path=CALENDAR,
           extra=["Sender: Google Calendar <%s>" % CALENDAR], subject="Invitation: " + c.subject())


def vacation(c, r, share):
    c.domain(r.domain, c.regular_policy(r))
    c.send("vacation", r.sender(), r.domain, unsigned=True, path="", extra=["Auto-Submitted: auto-replied"])


PATHS = ((forwarded, 4), (forwarded_plainly, 1), (through_list, 6), (invitation, 2), (vacation, 2))


class History(honest.Corpus):
    """A corpus of one day; the DNS and the senders stay."""

    def __init__(self, seed, n_regulars=120):
        super().__init__(seed)
        self.policies = {}
        self.regulars = [Regular(self, number) for number in range(n_regulars)]

    def regular_policy(self, regular):
        return self.policies.setdefault(regular.domain, self.pick(["", "p=none"]))

    def begin_day(self, now):
        self.now = now
        self.zone["@"] = {"now": now, "received_at": now - 60}
        self.messages, self.kinds = [], []


def write(corpus, share):
    """One message of a regular sender. SHARE of the time has passed."""
    regular = corpus.pick(corpus.regulars)
    if corpus.chance(0.08):
        makers, weights = zip(*PATHS)
        corpus.random.choices(makers, weights)[0](corpus, regular, share)
    else:
        regular.way(corpus, regular, share)


def forge(corpus, regular):
    """Somebody else writes in this sender's name, without a signature."""
    corpus.send("forged", regular.sender(), regular.domain, unsigned=True, host="attack.example", path="x@attack.example")


def days(seed, count, n_days=120):
    """For each day, a corpus with the messages of that day: the same object each time."""
    corpus = History(seed)
    for day in range(n_days):
        corpus.begin_day(honest.NOW - (n_days - day) * DAY)
        for _ in range(count // n_days + (day < count % n_days)):
            write(corpus, day / n_days)
        yield corpus
