#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Who is in the address book of the mail program: a contact's name on a new address is shown, and on the
contact's own address it is not."""
import pathlib
import sys
import time
from xml.sax.saxutils import quoteattr

from gi.repository import Gio, GLib

import samples
from claws import Claws
from desktop import Desktop, wait_for
from evolution import Evolution
from tap import Tap

PLUMBER, BANK = (next(one for one in samples.read() if one.name == name)
                 for name in ("12-plumber-unsigned", "01-bank-statement"))
PEOPLE = [("Pat Plumber", "pat@workshop.example"), ("Bank Example", "service@bank.example")]
HEADING = "New address for Pat Plumber"

INDEX = """<?xml version="1.0" encoding="UTF-8" ?>
<addressbook><book_list><book name="Personal address" file="addrbook-000001.xml" /></book_list></addressbook>
"""
BOOK = """<?xml version="1.0" encoding="UTF-8" ?>
<address-book name="Personal address">%s</address-book>
"""
PERSON = """<person uid="%d" first-name="" last-name="" nick-name="" cn=%s><address-list>
<address uid="%d" alias="" email=%s remarks="" /></address-list></person>
"""
SERVICE = "org.gnome.evolution.dataserver."
PATH = "/org/gnome/evolution/dataserver/"
GRACE_S = 3
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\nN:%s\r\nEMAIL:%s\r\nEND:VCARD\r\n"


class BookClaws(Claws):
    """With PEOPLE in its address book."""

    def write_book(self):
        folder = self.config / "addrbook"
        folder.mkdir(exist_ok=True)
        persons = [PERSON % (2 * number, quoteattr(name), 2 * number + 1, quoteattr(address))
                   for number, (name, address) in enumerate(PEOPLE, 1)]
        (folder / "addrbook--index.xml").write_text(INDEX)
        (folder / "addrbook-000001.xml").write_text(BOOK % "".join(persons))


class BookEvolution(Evolution):
    """With PEOPLE in the address book that everybody has."""

    def write_book(self):
        bus = Gio.DBusConnection.new_for_address_sync(
            self.desktop.environment["DBUS_SESSION_BUS_ADDRESS"],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
            Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

        def call(owner, path, interface, method, arguments):
            return bus.call_sync(owner, path, SERVICE + interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, 60000, None).unpack()

        path, owner = call(SERVICE + "AddressBook10", PATH + "AddressBookFactory", "AddressBookFactory",
                           "OpenAddressBook", GLib.Variant("(s)", ("system-address-book",)))
        call(owner, path, "AddressBook", "Open", None)
        cards = [CARD % (name, ";".join(reversed(name.split())), address) for name, address in PEOPLE]
        call(owner, path, "AddressBook", "CreateContacts", GLib.Variant("(asu)", (cards, 0)))
        bus.close_sync()


def check(tap, kind, build, with_book):
    with Desktop() as desktop:
        program = kind(desktop, build, [PLUMBER.message, BANK.message],
                       {"answers-file": "'%s'" % samples.ANSWERS})
        if with_book:
            program.write_book()
        program.start(1)
        program.connect()
        program.wait_for_message(PLUMBER.subject)
        if with_book:
            with tap.attempt("a contact's name on a new address is shown"):
                wait_for("banner", lambda: program.heading() == HEADING, 60)
        else:
            time.sleep(GRACE_S)
            tap.equal(program.heading(), None, "without the contact, nothing is shown")
        program.select(2)
        program.wait_for_message(BANK.subject)
        with tap.attempt("a contact on its own address is quiet"):
            wait_for("quiet", lambda: not program.heading())
        tap.equal(program.exit(), 0, "exit status")


def main():
    build, kind = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    with Tap() as tap:
        for with_book in (False, True):
            check(tap, BookClaws if kind == "claws" else BookEvolution, build, with_book)


if __name__ == "__main__":
    main()
