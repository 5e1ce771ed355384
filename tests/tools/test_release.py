#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`data/packaging/release --check` finds what is not ready, in a copy of what it reads.

    test_release.py SOURCE VERSION
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE, VERSION = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
DAY = "2026-12-24"
NEXT = VERSION + "1"
count = failed = 0


def result(name, good, why):
    global count, failed
    count += 1
    failed += not good
    print("%s %d - %s" % ("ok" if good else "not ok", count, name))
    if not good:
        print("".join("# %s\n" % line for line in str(why).splitlines()))


def run(folder, *command):
    names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
             "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(folder)}
    return subprocess.run(command, cwd=folder, env={**os.environ, **names}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)


def change(path, pattern, text):
    path.write_text(re.sub(pattern, text, path.read_text(encoding="utf-8"), count=1, flags=re.M), encoding="utf-8")


def ready(folder):
    """A tree that can be released."""
    (folder / "data").mkdir()
    for name in ("meson.build", "NEWS"):
        shutil.copy(SOURCE / name, folder)
    for path in (SOURCE / "data").glob("*.metainfo.xml"):
        shutil.copy(path, folder / "data")
        change(folder / "data" / path.name, r'<release version="[^"]*" date="[^"]*"',
               '<release version="%s" date="%s"' % (VERSION, DAY))
    shutil.copytree(SOURCE / "data/packaging", folder / "data/packaging")
    change(folder / "NEWS", r"^\d\S* \(.*\)$", "%s (%s)" % (VERSION, DAY))
    run(folder, "git", "init", "-q")
    run(folder, "git", "add", "-A")
    return run(folder, "git", "commit", "-q", "-m", "ready")


def trial(name, spoil, commit, words):
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "tree"
        folder.mkdir()
        ready(folder)
        spoil(folder)
        if commit:
            run(folder, "git", "commit", "-q", "-a", "-m", "spoiled")
        done = run(folder, "data/packaging/release", "--check")
        good = done.returncode == (1 if words else 0) and all(word in done.stdout for word in words)
        result(name, good, done.stdout)


def main():
    if shutil.which("git") is None:
        print("1..0 # SKIP git is not installed")
        return
    trial("ready", lambda folder: None, False, [])
    trial("not committed", lambda folder: change(folder / "NEWS", r"\Z", "more\n"), False, ["not committed"])
    trial("no day yet", lambda folder: change(folder / "NEWS", re.escape(DAY), "unreleased"), True, ["NEWS begins with"])
    trial("another version in NEWS", lambda folder: change(folder / "NEWS", r"^\d\S* ", NEXT + " "), True, ["NEWS begins with"])
    trial("another day in the metainfo",
          lambda folder: change(folder / "data/org.truefrom.cli.metainfo.xml", DAY, "2026-12-25"), True, ["cli.metainfo"])
    trial("another version in the spec",
          lambda folder: change(folder / "data/packaging/truefrom.spec", r"^Version: .*$", "Version: " + NEXT), True, ["spec"])
    trial("the version is in meson.build", lambda folder: change(folder / "meson.build", r"version: '[^']*'",
                                                                 "version: '%s'" % NEXT), True, ["NEWS", "spec"])
    trial("the tag exists", lambda folder: run(folder, "git", "tag", "v" + VERSION), False, ["a tag"])
    print("1..%d" % count)
    sys.exit(1 if failed else 0)


main()
