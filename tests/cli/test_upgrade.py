#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""From one version to the next, and back: what was learned and what was set is kept, and a file of a newer
version is left alone, with a sentence.

With --old FOLDER the older version is what was installed there (data/packaging/test-upgrade does that); without it
both are the same program. Memories of all older forms are made from the steps in core/memory/schema.c."""
import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import xml.etree.ElementTree as ElementTree

from program import ENVIRONMENT, SAMPLES, ANSWERS, WORK, Run, arguments
import tap

SCHEMA = arguments.source / "data" / "org.truefrom.gschema.xml"
OLD_SCHEMA = arguments.old / "share/glib-2.0/schemas/org.truefrom.gschema.xml" if arguments.old else SCHEMA
OLD = str(arguments.old / "bin/truefrom") if arguments.old else arguments.truefrom
STEP = re.compile(r"/\* \d+.*?\*/(.*?),\n(?=    /\* \d|\};)", re.S)
# What each older form of the memory could hold: a row, and the line of `memory export` that it must become.
ROWS = {1: ("INSERT INTO key VALUES ('s1._domainkey.old.example', 'v=DKIM1; p=', 1700000000, 1700086400, 0)",
            "key s1._domainkey.old.example 1700000000 1700086400 "),
        2: ("INSERT INTO list VALUES ('old.lists.example', 'lists.example', 3, 1700000000, 1700086400)",
            "list old.lists.example lists.example 3 "),
        3: ("INSERT INTO habit VALUES ('old.example', 1000, 1000, 1700000000, 1700086400, 7)",
            "usual old.example 1000 1000 1700000000 1700086400 7"),
        4: ("INSERT INTO recipient VALUES ('kim@old.example', 2, 1700000000, 1700086400)",
            "written kim@old.example 2 1700000000 1700086400"),
        5: ("INSERT INTO exception (kind, sender, signer) VALUES (0, 'shop.example', 'billing.example')",
            "exception ")}


def run_old(*words):
    return subprocess.run([OLD, *words], capture_output=True, env=ENVIRONMENT, timeout=60, check=False)


def fresh(name):
    for path in WORK.glob(name + "*"):
        path.unlink()
    return str(WORK / name)


def steps():
    """The SQL of each step, from the source."""
    text = (arguments.source / "core/memory/schema.c").read_text(encoding="utf-8")
    number = re.search(r"TF_MEMORY_APPLICATION (\w+)", (arguments.source / "core/memory/memory-private.h").read_text())
    for body in STEP.findall(text[text.index("steps[] = {"):]):
        body = body.replace("STRING (TF_MEMORY_APPLICATION)", '"%d"' % int(number.group(1), 0))
        yield "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', body))


@contextlib.contextmanager
def opened(file):
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        yield database


def version_of(file):
    with opened(file) as database:
        return database.execute("PRAGMA user_version").fetchone()[0]


def facts(output):
    return {line for line in output.decode().splitlines() if not line.startswith("#")}


def learn(run, file):
    for sample in sorted(SAMPLES.glob("*.eml")):
        run("check", "--answers", ANSWERS, "--own", "user@victim.example", "--memory", file, str(sample))


def test_what_was_learned_is_kept():
    kept = fresh("kept.db")
    learn(run_old, kept)
    before = facts(run_old("memory", "export", "--memory", kept).stdout)
    assert any(line.startswith("key ") for line in before), before
    run = Run("memory", "export", "--memory", kept)
    assert run.status == 0 and not run.err and before <= facts(run.out), before - facts(run.out)
    sample = str(sorted(SAMPLES.glob("*.eml"))[0])
    nobody = Run("check", "--json", "--offline", "--memory", kept, sample).lines[0]
    assert nobody["verdict"]["level"] == "quiet" and nobody["dns"]["questions"] == 0, nobody["verdict"]


def test_every_older_form_is_read():
    made = list(steps())
    assert len(made) >= 6 and len(made) == max(ROWS) + 1, "a new step needs a row here"
    for version in range(1, len(made)):
        file = fresh("form-%d.db" % version)
        expected = []
        with opened(file) as database:
            database.executescript(";".join(made[:version]))
            for since, (row, line) in ROWS.items():
                if since <= version:
                    database.execute(row)
                    expected.append(line)
        assert version_of(file) == version
        run = Run("memory", "export", "--memory", file)
        assert run.status == 0 and not run.err, (version, run.err)
        lines = facts(run.out)
        for line in expected:
            assert any(found.startswith(line) for found in lines), (version, line, lines)
        assert version_of(file) == len(made)


def test_newer_memory_is_left_alone():
    file = fresh("newer.db")
    learn(Run, file)
    if version_of(file) == version_of_old():
        with opened(file) as database:
            database.execute("PRAGMA user_version = 99")
    assert version_of(file) > version_of_old()
    before = open(file, "rb").read()
    sample = str(sorted(SAMPLES.glob("*.eml"))[0])
    for words in (["check", "--answers", ANSWERS, "--memory", file, sample], ["memory", "stats", "--memory", file],
                  ["memory", "forget", "--all", "--memory", file]):
        done = run_old(*words)
        assert b"newer version" in done.stderr, (words, done.stderr)
        assert done.returncode == (0 if words[0] == "check" else 3), (words, done.returncode)
    assert open(file, "rb").read() == before


def version_of_old():
    file = fresh("version.db")
    learn(run_old, file)
    return version_of(file)


# ---- settings ----------------------------------------------------------------------------------

def gsettings(folder, *words):
    environment = {**ENVIRONMENT, "GSETTINGS_BACKEND": "keyfile", "GSETTINGS_SCHEMA_DIR": str(folder),
                   "XDG_CONFIG_HOME": str(WORK / "config")}
    done = subprocess.run(["gsettings", *words], capture_output=True, text=True, env=environment, timeout=60,
                          check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def compiled(name, schema):
    folder = WORK / name
    folder.mkdir(exist_ok=True)
    shutil.copy(schema, folder / "org.truefrom.gschema.xml")
    subprocess.run(["glib-compile-schemas", "--strict", str(folder)], check=True)
    return folder


def other_values(schema):
    """For each key a value that is not its default."""
    root = ElementTree.parse(schema).getroot()
    for key in root.find("schema[@id='org.truefrom']"):
        name, default = key.get("name"), key.findtext("default")
        if "enum" in key.attrib:
            words = [value.get("nick") for value in root.find("enum[@id='%s']" % key.get("enum"))]
            yield name, next("'%s'" % word for word in words if "'%s'" % word != default)
        else:
            yield name, {"b": "false" if default == "true" else "true", "s": "'kept'", "as": "['kept.example']"}[
                key.get("type")]


def need_gsettings():
    for program in ("gsettings", "glib-compile-schemas"):
        if shutil.which(program) is None:
            raise tap.Skip(program + " is not installed")


def test_settings_are_kept():
    need_gsettings()
    old, new = compiled("old", OLD_SCHEMA), compiled("new", SCHEMA)
    values = dict(other_values(OLD_SCHEMA))
    for name, value in values.items():
        gsettings(old, "set", "org.truefrom", name, value)
    for name, value in values.items():
        assert gsettings(new, "get", "org.truefrom", name) == value, name


def test_settings_of_a_newer_version():
    """A word that this version does not know counts as its default, and a key that it does not know is nothing."""
    need_gsettings()
    folder = compiled("newest", SCHEMA)
    place = WORK / "config" / "glib-2.0" / "settings"
    place.mkdir(parents=True, exist_ok=True)
    (place / "keyfile").write_text("[org/truefrom]\ndns='someday'\ntalk='warnings'\nnew-key='x'\n")
    assert gsettings(folder, "get", "org.truefrom", "dns") == "'arrival'"
    assert gsettings(folder, "get", "org.truefrom", "talk") == "'warnings'"


def test_evidence_is_still_checked():
    bundle = fresh("evidence.zip")
    message = str(SAMPLES / "03-bank-forged.eml")
    done = run_old("evidence", "create", "--answers", ANSWERS, "--output", bundle, message)
    assert done.returncode in (0, 1) and os.path.exists(bundle), done.stderr
    assert Run("evidence", "verify", bundle).status == 0
    found = Run("check", "--json", bundle)
    assert json.loads(found.out.splitlines()[0])["verdict"]["code"] == "TF01"


tap.run(dict(globals()))
