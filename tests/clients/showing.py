# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Whether a mail program shows a sample as expected."""
import contextlib
import re
import time

from accessible import Gone, Role
from desktop import wait_for
from samples import NOTHING


# A mail program says of a message that silence does not mean anything there.
INCOMPLETE = "TF13"
UNCHECKED = "The sender was not checked here"


class Shown:
    """What the mail program showed for one sample."""

    def __init__(self, sample, code, heading, faults):
        self.sample = sample
        self.code = code
        self.heading = heading or NOTHING
        self.faults = faults
        expected = UNCHECKED if code == INCOMPLETE else sample.heading
        if self.heading != expected:
            self.faults.append("heading “%s”, expected “%s”" % (self.heading, expected))
        if code != sample.code:
            self.faults.append("code %s, expected %s" % (code, sample.code))


def examine(claws, sample, photograph=None):
    """Opens SAMPLE, which must not be the one that is open already, waits until its check is over, and reads banner and details.

    The details are opened as a reader would: by the banner's button where there is a banner, else
    from the menu. PHOTOGRAPH is called while the message and its banner are on the screen."""
    claws.select(sample.number)
    claws.wait_for_message(sample.subject)
    banner, faults = None, []
    if sample.heading != NOTHING:
        banner, faults = wait_for("banner", lambda: read_banner(claws))
        if faults:  # or it was replaced while it was read
            banner, faults = wait_for("banner", lambda: read_banner(claws))
    code = claws.read_code(banner)
    heading = wait_for("banner", lambda: heading_with_result(claws)) if banner else claws.heading()
    if photograph:
        photograph(sample)
    return Shown(sample, code, heading, faults)


def banner_with_result(claws):
    """Once all of it is on the screen, and the button comes last."""
    banner = claws.banner()
    if not banner or banner.role != Role.ALERT or not banner.find(Role.PUSH_BUTTON):
        return None
    return banner


def read_banner(claws):
    """The banner and its faults; None while there is none, or it is being replaced."""
    with contextlib.suppress(Gone):
        banner = banner_with_result(claws)
        return (banner, faults_of(banner)) if banner else None
    return None


def heading_with_result(claws):
    with contextlib.suppress(Gone):
        banner = banner_with_result(claws)
        return banner.name if banner else None
    return None


# A copy of what the reader wrote, as programs keep it: nobody delivered it.
OWN_COPY = (b"Date: Tue, 02 Jun 2026 09:00:00 +0000\nFrom: Robin User <user@victim.example>\n"
            b"To: Ada Member <ada@club.example>\nSubject: What I wrote\n\nHello Ada\n")


def grey_line(claws):
    """The line that says only that the sender is being checked."""
    banner = claws.banner()
    return banner if banner and banner.role == Role.NOTIFICATION else None


def faults_of(banner):
    """What a banner owes its reader beside the heading: the words in one place, the address, a
    button for the keyboard, and nothing that sounds like a promise or like a textbook."""
    faults = []
    texts = [node.text or node.name for node in banner.walk() if node.role == Role.LABEL]
    words = "\n".join(texts)
    if banner.name not in texts:
        faults.append("the accessible name is not the heading that is seen: %s" % texts)
    if not any(re.match("Address(es)? shown:", text) for text in texts):
        faults.append("no line with the address: %s" % texts)
    if re.search(r"\b(safe|trusted|verified|genuine|SPF|DKIM|DMARC|header|alignment)\b", words, re.I):
        faults.append("a word that must not be in a banner: %s" % texts)
    buttons = [node for node in banner.walk() if node.role == Role.PUSH_BUTTON]
    if not 1 <= len(buttons) <= 2:
        faults.append("%d buttons" % len(buttons))
    faults += ["button “%s” cannot be focused" % node.name for node in buttons
               if not node.is_focusable]
    return faults


def headings_for(claws, seconds):
    """All that a banner says within this time."""
    end = time.monotonic() + seconds
    found = set()
    while time.monotonic() < end:
        found.add(claws.heading())
    return found
