# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A desktop of our own for one program: home, session bus, and (unless there is one) a screen.

Everything waits for a state, never for a time, and has a limit; only processes that were started
here are ended, by their number.
"""
import atexit
import contextlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time


# Lines that stand in every log and explain nothing.
CHATTER = re.compile(r"truefrom-\w+-DEBUG|dconf|GLib-GIO-DEBUG|Gtk-(?:Message|DEBUG)|atk-bridge-DEBUG")


class Trouble(Exception):
    """What was waited for did not come, or something could not be started."""


class Missing(Trouble):
    """A program of others is not installed."""


def wait_for(what, condition, limit=30.0, pause=0.03):
    """The first true value of CONDITION; Trouble after LIMIT seconds."""
    end = time.monotonic() + limit
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Trouble("no %s within %g s" % (what, limit))
        time.sleep(pause)


class Desktop:
    """Use as a context manager; then `environment` is what a program must be started with."""

    def __init__(self, size=(1100, 800), own_screen=True):
        self.size = size
        self.own_screen = own_screen
        self.children = []
        self.environment = {}

    def __enter__(self):
        # A short path: a socket's name may have 107 characters only.
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="truefrom-"))
        atexit.register(self.close)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        try:
            self._set_environment()
            if self.own_screen:
                self._start_screen()
            self._start_bus()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def _set_environment(self):
        keep = ("PATH", "LANG", "LC_ALL", "LANGUAGE", "TZ", "TMPDIR", "TERM", "GTK_THEME",
                "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "ASAN_OPTIONS", "UBSAN_OPTIONS")
        env = {name: os.environ[name] for name in keep if name in os.environ}
        if not self.own_screen:
            self._point_at_screen_of_user(env)
        run = self.home / "run"
        run.mkdir(mode=0o700)
        for name, folder in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"),
                             ("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state")):
            (self.home / folder).mkdir()
            env[name] = str(self.home / folder)
        env.update(HOME=str(self.home), XDG_RUNTIME_DIR=str(run), GSETTINGS_BACKEND="keyfile",
                   GTK_THEME=env.get("GTK_THEME", "Adwaita"))
        if self.own_screen:
            env.update(LC_ALL="C.UTF-8", TZ="UTC", GDK_BACKEND="x11")
            env.pop("WAYLAND_DISPLAY", None)
            env.pop("XAUTHORITY", None)
            env.pop("LANGUAGE", None)
        self.environment = env

    @staticmethod
    def _point_at_screen_of_user(env):
        """The names that home and runtime directory, which are ours now, would otherwise give."""
        wayland = env.get("WAYLAND_DISPLAY")
        if wayland and not os.path.isabs(wayland) and "XDG_RUNTIME_DIR" in os.environ:
            env["WAYLAND_DISPLAY"] = os.path.join(os.environ["XDG_RUNTIME_DIR"], wayland)
        cookies = os.path.expanduser("~/.Xauthority")
        if "XAUTHORITY" not in env and os.path.exists(cookies):
            env["XAUTHORITY"] = cookies

    def start(self, command, **more):
        """A child of this desktop; what it says goes to a log in its home."""
        log = open(self.home / ("%s.log" % pathlib.Path(command[0]).name), "ab")
        more.setdefault("stdout", log)
        child = subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL,
                                 stderr=log, start_new_session=True, **more)
        log.close()
        self.children.append(child)
        return child

    def log(self, name):
        path = self.home / (name + ".log")
        return path.read_text(errors="replace") if path.exists() else ""

    def last_words(self, name, lines=12):
        """The end of what NAME said, without what GTK and the bus say on any day; may be empty."""
        said = [line for line in self.log(name).splitlines()
                if line.strip() and not CHATTER.search(line)]
        return "\n".join(said[-lines:])

    def _start_screen(self):
        if not shutil.which("Xvfb"):
            raise Missing("Xvfb is not installed")
        read_end, write_end = os.pipe()
        geometry = "%dx%dx24" % self.size
        self.start(["Xvfb", "-displayfd", str(write_end), "-screen", "0", geometry,
                    "-nolisten", "tcp", "-noreset"], pass_fds=[write_end])
        os.close(write_end)
        os.set_blocking(read_end, False)
        number = b""

        def display_number():
            nonlocal number
            with contextlib.suppress(BlockingIOError):
                number += os.read(read_end, 16)
            return number.endswith(b"\n")
        wait_for("screen (Xvfb)", display_number)
        os.close(read_end)
        self.environment["DISPLAY"] = ":" + number.decode().strip()

    def _start_bus(self):
        child = self.start(["dbus-daemon", "--session", "--nofork", "--print-address"],
                           stdout=subprocess.PIPE)
        address = child.stdout.readline().decode().strip()
        if not address:
            raise Trouble("no session bus: " + self.log("dbus-daemon"))
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address

    def screenshot(self, path):
        subprocess.run(["import", "-silent", "-window", "root", str(path)], check=True, timeout=60,
                       env=self.environment, stdin=subprocess.DEVNULL)

    def close(self):
        """Ends the children, the last one first, and removes the home."""
        for child in reversed(self.children):
            self._end(child)
        self.children.clear()
        if not os.environ.get("TRUEFROM_KEEP_HOME"):
            shutil.rmtree(self.home, ignore_errors=True)

    @staticmethod
    def _end(child):
        """A child is the head of a group: the bus starts others, and they end with it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            pass
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if child.stdout:
            child.stdout.close()
