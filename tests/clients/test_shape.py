#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The shape of banner and details in a real mail program: how high and how wide they are, that all of
them is on the screen, beside text of twice the size too, where they stand when the layout is mirrored,
and that nothing which a sender writes freely is in the banner."""
import contextlib
import pathlib
import sys

import samples
import showing
from accessible import Gone, Role
from claws import Claws
from desktop import Desktop, wait_for
from evolution import Evolution
from tap import Tap

SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
HIGHEST = 90  # a banner above a message view of 1000 pixels
FOLDERS_WIDTH = {"claws": 175, "evolution": 201}  # of the folder tree beside it
NARROW = 500
PLAIN = b"Parcel Example <notice@parcel.example>"
TEMPLATE = "04-parcel-forged"

# What the sender calls itself, and the address as the banner shows it.
TICK = '"\u2705 This sender is confirmed" <service@bank.example>'
LONG = "service@" + "in-this-branch-of-our-house-the-customers-are-always-welcome." * 2 + "bank.example"
HEBREW = "info@xn--5db4av.bank.example"
FORGED = {PLAIN.decode(): "notice@parcel.example", TICK: "service@bank.example",
          LONG: ".bank.example", HEBREW: "info@\u05d1\u05e0\u05e7.bank.example"}


def messages():
    """One for each of FORGED, of different dates, and an honest one to begin with."""
    mailbox = samples.read()
    template = next(sample for sample in mailbox if sample.name == TEMPLATE).message
    made = [mailbox[0].message]
    for number, sender in enumerate(FORGED):
        message = template.replace(PLAIN, sender.encode(), 1)
        message = message.replace(b"Subject: We", b"Subject: %d: we" % number)
        made.append(message.replace(b"11:48", b"1%d:48" % number))
    return made


class Shape:
    """One run of a program on a screen of this size, with more in its environment."""

    def __init__(self, tap, kind, build, size, **environment):
        self.tap = tap
        self.desktop = Desktop(size)
        self.size = size
        self.scale = int(environment.get("GDK_DPI_SCALE", "1"))
        self.where = "%d pixels wide, %s" % (size[0], " ".join(
            "%s=%s" % (name, pathlib.Path(value).name) for name, value in environment.items()))
        self.kind, self.build, self.environment = kind, build, environment

    def __enter__(self):
        self.desktop.__enter__()
        self.desktop.environment.update(self.environment)
        self.client = self.kind(self.desktop, self.build, messages(), SETTINGS)
        self.client.start(1)
        self.client.connect()
        self.client.wait_for_message(samples.read()[0].subject)
        return self

    def __exit__(self, *_):
        self.desktop.close()

    def check(self, good, what, why=""):
        self.tap.result(good, "%s (%s)" % (what, self.where), why)

    def banner_of(self, sender):
        """The banner above the message of SENDER, all of it."""
        number = list(FORGED).index(sender) + 2
        self.client.select(number)
        self.client.wait_for_message("%d: we" % (number - 2))

        def shown():
            with contextlib.suppress(Gone):
                banner = showing.banner_with_result(self.client)
                texts = "\n".join(self.client.texts(banner)) if banner else ""
                return banner if FORGED[sender] in texts else None
        return wait_for("banner of " + sender, shown)

    def details_of(self, banner):
        self.client._details_button(banner).press()
        window = wait_for("details", self.client.details_window)
        wait_for("result", lambda: window.find(Role.TOGGLE_BUTTON))
        return window

    def check_inside(self, window, nodes, what):
        """None of NODES is beyond the edge of WINDOW, nor WINDOW beyond that of the screen."""
        outside = [(node.name, node.extents) for node in [window] + nodes
                   if not is_inside(node.extents, window.extents)
                   or not is_inside(node.extents, (0, 0) + self.size)]
        self.check(not outside, what, "in %s: %s" % (window.extents, outside))


def is_inside(inner, outer):
    return (inner[0] >= outer[0] and inner[0] + inner[2] <= outer[0] + outer[2]
            and inner[1] >= outer[1] and inner[1] + inner[3] <= outer[1] + outer[3])


def of_role(node, role):
    return [found for found in node.walk() if found.role == role]


def right_of(node):
    return node.extents[0] + node.extents[2]


def check_banner(shape):
    """Low, from edge to edge, with its buttons at the end."""
    for sender in FORGED:
        banner = shape.banner_of(sender)
        shape.check(banner.extents[3] <= HIGHEST, "low: " + sender, banner.extents)
    shape.check(shape.size[0] - right_of(banner) <= 4, "up to the edge", banner.extents)
    button = of_role(banner, Role.PUSH_BUTTON)[-1]
    shape.check(right_of(banner) - right_of(button) <= 16, "the button is at the right",
                (banner.extents, button.extents))


def check_words(shape):
    """A name is in the details only, in quotation marks, and no picture in it speaks for us."""
    banner = shape.banner_of(TICK)
    shown = "\n".join(shape.client.texts(banner))
    shape.check("\u2705" not in shown and "sender is" not in shown, "no name in the banner", shown)
    window = shape.details_of(banner)
    window.find(Role.TOGGLE_BUTTON).press()
    with shape.tap.attempt("a quoted name in the details"):
        wait_for("name", lambda: any("\u201c\ufffd This sender is confirmed\u201d" in text
                                     for text in shape.client.texts(window)))
    shape.check("\u2705" not in "".join(shape.client.texts(window)), "no tick in the details")
    wait_for("closing", shape.client.close_details)


def check_details(shape):
    """All of it is on the screen, folded and unfolded, and there is no empty room in it."""
    window = shape.details_of(shape.banner_of(LONG))
    shape.check(window.role == Role.DIALOG, "the details are a dialog", window.role)
    fold = window.find(Role.TOGGLE_BUTTON)
    parts = of_role(window, Role.LABEL) + of_role(window, Role.PUSH_BUTTON)
    shape.check_inside(window, parts, "all of the folded details")
    end = fold.extents[1] + fold.extents[3]
    gap = min(part.extents[1] for part in parts if part.extents[1] >= end) - end
    shape.check(gap <= 20 * shape.scale and fold.extents[3] <= 30 * shape.scale,
                "no empty room under the fold", (gap, fold.extents))
    fold.press()
    wait_for("rows", lambda: shape.client._code(window))
    with shape.tap.attempt("the window comes to its place"):
        wait_for("room", lambda: is_inside(window.extents, (0, 0) + shape.size), 5)
    shape.check_inside(window, of_role(window, Role.PUSH_BUTTON), "the buttons of the unfolded details")
    across = [label.extents for label in of_role(window, Role.LABEL)
              if label.extents[0] < window.extents[0] or right_of(label) > right_of(window)]
    shape.check(not across, "nothing goes across the unfolded details", across)
    wait_for("closing", shape.client.close_details)


def check_narrow(shape):
    """The text gives way, and the button does not."""
    banner = shape.banner_of(PLAIN.decode())
    shape.check_inside(banner, of_role(banner, Role.PUSH_BUTTON) + of_role(banner, Role.LABEL),
                       "all of a narrow banner")


def check_mirrored(shape):
    """The button is at the left, and domains are read from left to right all the same."""
    banner = shape.banner_of(HEBREW)
    button = of_role(banner, Role.PUSH_BUTTON)[-1]
    shape.check(button.extents[0] - banner.extents[0] <= 16, "the button is at the left",
                (banner.extents, button.extents))
    for label in of_role(banner, Role.LABEL):
        if ".bank.example" in label.text:
            parts = ["info"] * ("info@" in label.text) + ["\u05d1", "bank", "example"]
            places = [label.place_of(part)[0] for part in parts]
            shape.check(places == sorted(places), "in order: " + label.text, places)
    window = shape.details_of(banner)
    fold = window.find(Role.TOGGLE_BUTTON)
    shape.check(right_of(window) - right_of(fold) <= 20, "the fold is at the right",
                (window.extents, fold.extents))
    wait_for("closing", shape.client.close_details)


def main():
    build, mirror = pathlib.Path(sys.argv[1]).resolve(), str(pathlib.Path(sys.argv[3]).resolve())
    program = sys.argv[2]
    kind = {"claws": Claws, "evolution": Evolution}[program]
    beside = FOLDERS_WIDTH[program]
    with Tap() as tap:
        with Shape(tap, kind, build, (1000 + beside, 800)) as shape:
            check_banner(shape)
            check_words(shape)
            check_details(shape)
        with Shape(tap, kind, build, (1400, 1000), GDK_DPI_SCALE="2") as shape:
            check_details(shape)
        with Shape(tap, kind, build, (1000, 800), GTK_MODULES=mirror) as shape:
            check_mirrored(shape)
        if program == "claws":
            with Shape(tap, kind, build, (NARROW + beside, 700)) as shape:
                check_narrow(shape)


if __name__ == "__main__":
    main()
