#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The sample mailbox in a mail program: a window to play with, or a table and screenshots. See ./demo."""
import argparse
import pathlib
import re
import sys

try:
    import gi  # noqa: F401
except ImportError:
    sys.exit("python3-gi is not installed")

import samples
import showing
from accessible import Gone
from claws import Claws
from desktop import Desktop, Missing, Trouble
from evolution import Evolution

PROGRAMS = {"claws-mail": (Claws, "Claws Mail"), "evolution": (Evolution, "Evolution")}
SKIPPED = 77  # as test runners read it
FIRST = "03-bank-forged"
MIRROR = pathlib.Path("tests") / "clients" / "mirror.so"
SETTINGS = {"answers-file": "'%s'" % samples.ANSWERS}
ROW = "%-24s  %-58s  %-4s  %-8s  %s"

GREETING = """
%s opens on a sample mailbox. Its profile is thrown away when you close it; the DNS
answers come from data/samples/answers.json, and nothing is sent or asked anywhere.

Look at "%s" first. "Check sender…" in the
Message menu shows what was checked, for any message.
"""


NEXT = {
    "claws-mail": """
To protect your own mail, install it: "meson install -C build" (or your distribution's package). Then
start Claws Mail, open Configuration → Plugins… → Load… and choose truefrom.so. Your accounts'
addresses are known to it; "Check sender…" in the Message menu says what it finds.
""",
    "evolution": """
To protect your own mail, install it: "meson install -C build" (or your distribution's package), and start
Evolution again; it loads the module by itself. Your accounts' addresses are known to it; "Check sender…"
in the Message menu says what it finds.
"""}
COMMAND = "A message in a file: build/ui/cli/truefrom check message.eml\n"

# What a program says when it cannot start, and what to do then.
HINTS = (
    (re.compile(r"bwrap|xdg-dbus-proxy|pivot_root|Failed to (?:fully launch|start) dbus-proxy"),
     "WebKit's sandbox cannot start here, as in a container whose / is no mount point. For this demo,\n"
     "which shows nothing but our samples, it can be left out:\n"
     "  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1 ./demo --evolution"),
    (re.compile(r"cannot open display|Can't open display"),
     "The screen cannot be opened; try ./demo --headless."))


def with_hints(text):
    return "\n\n".join([text] + [hint for pattern, hint in HINTS if pattern.search(text)])


def say_next(program):
    print(NEXT[program] + COMMAND)


def show_window(build, mailbox, program):
    first = next(sample for sample in mailbox if sample.name == FIRST)
    with Desktop(own_screen=False) as desktop:
        kind, name = PROGRAMS[program]
        print(GREETING % (name, first.subject))
        client = kind(desktop, build, [sample.message for sample in mailbox], SETTINGS)
        client.start(first.number)
        status = client.process.wait()
        if status:
            raise Trouble("%s ended with status %d%s" % (name, status, client.last_words()))
    say_next(program)
    return 0


def examine(client, sample, output):
    """One line of the table; whether it is as expected."""
    try:
        shown = showing.examine(
            client, sample,
            output and (lambda one: client.desktop.screenshot(output / (one.name + ".png"))))
    except (Trouble, Gone) as trouble:
        print(ROW % (sample.name, trouble, "", sample.code, "DIFFERS"), flush=True)
        return False
    word = "DIFFERS" if shown.faults else "ok"
    print(ROW % (sample.name, shown.heading, shown.code, sample.code, word), flush=True)
    for fault in shown.faults:
        print("    " + fault)
    return not shown.faults


def look_of(arguments):
    """What the program must be told, in its environment, to look like that."""
    look = {"GTK_THEME": arguments.theme, "GDK_DPI_SCALE": arguments.text_scale,
            "LC_ALL": arguments.locale, "LANGUAGE": arguments.locale and arguments.locale.split(".")[0],
            "GTK_MODULES": arguments.mirrored and str(arguments.build.resolve() / MIRROR)}
    return {name: value for name, value in look.items() if value}


def prepare_output(output):
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("*.png"):
        old.unlink()


def show_table(build, mailbox, arguments):
    program, output = arguments.program, arguments.output
    if output:
        prepare_output(output)
    with Desktop((arguments.width, arguments.height)) as desktop:
        desktop.environment.update(look_of(arguments))
        kind, name = PROGRAMS[program]
        client = kind(desktop, build, [sample.message for sample in mailbox], SETTINGS,
                      installed=arguments.installed)
        client.start()
        client.connect()
        if arguments.installed and not client.has_loaded(arguments.installed):
            raise Trouble("%s has not loaded %s" % (name, arguments.installed))
        print()
        print(ROW % ("message", "what %s shows" % name, "code", "expected", ""))
        print(ROW % ("-" * 24, "-" * 58, "----", "--------", ""))
        good = sum(examine(client, sample, output) for sample in mailbox)
        status = client.exit()
        print("\n%d of %d as expected%s"
              % (good, len(mailbox), "; screenshots are in %s/" % output if output else ""))
        if status:
            print("%s ended with status %d" % (name, status))
        if status or good < len(mailbox):
            print("What it said:\n" + desktop.log(program))
            return 1
    if not arguments.installed:
        say_next(program)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--build", type=pathlib.Path)
    place.add_argument("--installed", type=pathlib.Path, help="the plugin or module of the system")
    parser.add_argument("--output", type=pathlib.Path, help="a folder for screenshots (default: none)")
    parser.add_argument("--program", choices=PROGRAMS, default="claws-mail")
    parser.add_argument("--width", type=int, default=1100, help="of the virtual screen")
    parser.add_argument("--height", type=int, default=800)
    parser.add_argument("--theme", help="as Adwaita:dark or HighContrastInverse")
    parser.add_argument("--text-scale", help="2 is 200 per cent")
    parser.add_argument("--locale", help="as ar_EG.UTF-8; it must be installed")
    parser.add_argument("--mirrored", action="store_true", help="as for a language from right to left")
    parser.add_argument("--window", action="store_true", help="on the screen of the user")
    arguments = parser.parse_args()
    build = arguments.build and arguments.build.resolve()
    mailbox = samples.read()
    try:
        if arguments.window:
            return show_window(build, mailbox, arguments.program)
        return show_table(build, mailbox, arguments)
    except Missing as missing:
        print("demo: %s" % missing, file=sys.stderr)
        return SKIPPED if arguments.installed else 1
    except Trouble as trouble:
        print("demo: " + with_hints(str(trouble)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
