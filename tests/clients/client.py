# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What the tests do with every mail program: find its windows, its banner and its details."""
import contextlib
import re
import subprocess
import time

from accessible import Gone, Programs, Role
from desktop import Trouble, wait_for

# The row "Code" of the details: "TF01 (domain-forged)".
CODE = re.compile(r"^(TF\d\d) \([a-z-]+\)$")
OPENING_S = 15  # under valgrind too


class Client:
    """A subclass starts the program, sets `desktop` and `process`, and knows its main window."""

    application = None
    program = None  # the name of its command

    def connect(self, limit=60):
        """Until the main window is there; then its accessible objects can be asked."""
        try:
            self.application = Programs(self.desktop).wait_for(self.process.pid, limit,
                                                               self._check_alive)
            wait_for("main window", self._main_window_or_end, limit)
        except Trouble as trouble:
            raise Trouble("%s%s" % (trouble, self.last_words())) from None

    def _check_alive(self):
        if not self.is_alive():
            raise Trouble("%s ended with status %s before its window came"
                          % (self.program, self.process.returncode))

    def _main_window_or_end(self):
        window = self.main_window()
        if not window:
            self._check_alive()
        return window

    def last_words(self):
        """What the program said last, for people: begins with a line end, or is empty."""
        said = self.desktop.last_words(self.program)
        return "\nWhat %s said last:\n%s" % (self.program, said) if said else ""

    def is_alive(self):
        return self.process.poll() is None

    def has_loaded(self, file):
        """A mail program may take another file of the same name than the one it was told."""
        with open("/proc/%d/maps" % self.process.pid, encoding="utf-8") as maps:
            return any(line.rstrip("\n").endswith(" " + str(file.resolve())) for line in maps)

    # ---- what is shown ----

    def windows(self):
        """Those that can be seen; none when the program is gone or busy with coming and going."""
        try:
            return [window for window in self.application.children if window.is_showing]
        except Gone:
            return []

    def window(self, title):
        """The window with this TITLE."""
        return self.window_where(lambda name: name == title)

    def window_where(self, accept):
        for window in self.windows():
            with contextlib.suppress(Gone):
                if accept(window.name):
                    return window
        return None

    def main_window(self):
        raise NotImplementedError

    def find(self, *what, window=None, **more):
        window = window or self.main_window()
        return window.find(*what, **more) if window else None

    def banner(self, window=None):
        """The banner of WINDOW, or None when there is none to be seen."""
        return self.find(accept=lambda node: node.role in (Role.ALERT, Role.NOTIFICATION),
                         window=window)

    def heading(self, window=None):
        """What the banner says; None without a banner."""
        banner = self.banner(window)
        return banner.name if banner else None

    # ---- what is done ----

    def press(self, role, label, window=None, hidden=False):
        """Presses the button or menu item LABEL, once it is there."""
        wait_for("“%s”" % label,
                 lambda: self.find(role, label, window=window, hidden=hidden)).press()

    def press_menu(self, label):
        self.press(Role.MENU_ITEM, label, hidden=True)

    def find_menu(self, label):
        """The menu item LABEL of the main window, whether its menu is open or not."""
        return self.find(Role.MENU_ITEM, label, hidden=True)

    # ---- the details ----

    def details_window(self):
        return self.window("About the sender")

    def prefer(self, key, value):
        """Changes a preference of ours, while the program runs."""
        subprocess.run(["gsettings", "set", "org.truefrom", key, value], check=True, timeout=60,
                       env=self.desktop.environment, stdin=subprocess.DEVNULL)

    def texts(self, node):
        """Every label that can be seen at or below NODE, in order."""
        return [label.text or label.name for label in node.walk() if label.role == Role.LABEL]

    def read_code(self, banner=None, accept=bool, limit=30):
        """The first code that ACCEPT accepts in the details window, which is opened by the button of
        BANNER, else from the Message menu, and closed again.

        A message that is shown once more, for example because it was marked as read, takes banner and
        details of its first showing with it at any moment; then they are opened again."""
        end = time.monotonic() + limit
        code, trouble = None, ""
        while not code and time.monotonic() < end:
            try:
                window = self._open_details(banner)
                code = self._wait_for_code(window, accept, end)
            except Gone:
                continue
            except Trouble as found:
                trouble = ": %s" % found
        if not code:
            raise Trouble("no expected code in the details window within %g s%s" % (limit, trouble))
        wait_for("closing of the details window", self.close_details, limit)
        return code

    def _details_button(self, banner):
        """The button of BANNER, or of the one that has taken its place."""
        for place in (lambda: banner, self.banner):
            with contextlib.suppress(Gone):
                found = place()
                button = found.find(Role.PUSH_BUTTON, "Details") if found else None
                if button:
                    return button
        return None

    def _open_details(self, banner):
        if banner:
            wait_for("button “Details”", lambda: self._details_button(banner), OPENING_S).press()
        else:
            self.press_menu("Check sender…")
        window = wait_for("details window", self.details_window, OPENING_S)
        self._unfold(window)
        return window

    def close_details(self):
        """Whether the details are closed, which it sees to."""
        window = self.details_window()
        with contextlib.suppress(Gone):
            button = window.find(Role.PUSH_BUTTON, "Close") if window else None
            if button:
                button.press()
        return not self.details_window()

    def _unfold(self, window):
        """What was checked is folded away, and there only once there is a result."""
        def fold():
            found = window.find(Role.TOGGLE_BUTTON, "What was checked")
            return found or not self.details_window()

        button = wait_for("fold", fold)
        if button is not True and not self._code(window):
            button.press()

    def _wait_for_code(self, window, accept, end):
        """None at END, or when the window is gone."""
        while time.monotonic() < end and self.details_window():
            code = self._code(window)
            if code and accept(code):
                return code
            time.sleep(0.03)
        return None

    def _code(self, window):
        found = [match[1] for match in map(CODE.match, self.texts(window)) if match]
        return found[0] if found else None
