# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Our page in the preferences of a mail program, read and used through AT-SPI."""
import contextlib

from accessible import Gone, Role
from desktop import wait_for

TABS = ("Warnings", "Names", "Servers", "Accounts", "DNS")


class Page:
    """Our page in the preferences of CLIENT, which it opens."""

    def __init__(self, client):
        self.client = client
        self.window = (self._open_claws if client.program == "claws-mail" else self._open_evolution)()
        wait_for("tabs", lambda: self.find(Role.PAGE_TAB, TABS[0]))

    def _open_claws(self):
        self.client.press_menu("Preferences...")
        window = wait_for("preferences", lambda: self.client.window("Preferences"))
        pages = wait_for("list of pages",
                         lambda: window.find(Role.TREE_TABLE) or window.find(Role.TABLE))
        cells = [cell.name for cell in pages.walk(hidden=True) if cell.role == Role.TABLE_CELL]
        pages.select_row(cells.index("truefrom"))
        return window

    def _open_evolution(self):
        self.client.press_menu("Preferences")
        window = wait_for("preferences", lambda: self.client.window("Evolution Preferences"))
        wait_for("our page", lambda: window.find(Role.LABEL, "truefrom")).click()
        return window

    def find(self, *what, **more):
        with contextlib.suppress(Gone):
            return self.window.find(*what, **more)
        return None

    def find_tabs(self):
        return self.find(Role.PAGE_TAB_LIST,
                         accept=lambda node: TABS[0] in [tab.name for tab in node.children])

    def open_tab(self, name, part):
        """Until the entry or button PART of it is there; a reader may have to scroll to it."""
        tabs = wait_for("tabs", self.find_tabs)
        tabs.select_child([tab.name for tab in tabs.children].index(name))
        return wait_for(part, lambda: (self.find(name=part, accept=is_control)
                                       or self.find(name=part, accept=is_control, hidden=True)))

    def says(self, sentence):
        with contextlib.suppress(Gone):
            return any(sentence in (node.text or node.name) for node in self.window.walk()
                       if node.role in (Role.LABEL, Role.NOTIFICATION))
        return False

    def enter(self, tab, label, text):
        entry = self.open_tab(tab, label)
        entry.write(text)
        entry.press()

    def press(self, tab, label):
        self.open_tab(tab, label).press()

    def read(self, tab, label):
        return self.open_tab(tab, label).text


def is_control(node):
    return node.role in (Role.TEXT, Role.PUSH_BUTTON, Role.RADIO_BUTTON, Role.CHECK_BOX)
