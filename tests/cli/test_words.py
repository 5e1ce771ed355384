#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The words in every language, the manual pages and the completions, without running any program of
ours: placeholders survive translation, nothing is left out, and nothing is promised."""
import argparse
import ast
import pathlib
import re
import shutil
import subprocess

import tap

parser = argparse.ArgumentParser()
parser.add_argument("--source", required=True, type=pathlib.Path)
SOURCE = parser.parse_args().source
PO = SOURCE / "po"

# These are never said, in any form.
PROMISES = {"en": r"\b(safe|safely|safety|trusted|trustworthy|verified|genuine)\b",
            "de": r"\b(sicher\w*|vertrauensw\w*|verifiziert\w*|echt\w*)\b"}
TECHNICAL = r"\b(SPF|DKIM|DMARC|ARC|header|alignment|Header)\b"


def languages():
    lines = (PO / "LINGUAS").read_text().splitlines()
    return [w for line in lines if not line.startswith("#") for w in line.split()]


def entries(path):
    """(context, msgid, plural, [translations], flags) of each entry except the first."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        fields, name = {}, None
        for line in block.splitlines():
            match = re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line)
            if match:
                name = match[1]
                fields[name] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                fields[name] += ast.literal_eval(line)
        if fields.get("msgid"):
            yield (fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural"),
                   [v for k, v in fields.items() if k.startswith("msgstr")],
                   re.findall(r"^#, (.*)$", block, re.M))


def sources():
    lines = (PO / "POTFILES").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_source_with_words_is_listed():
    listed = set(sources())
    for name in listed:
        assert (SOURCE / name).exists(), name
    for path in sorted(list((SOURCE / "ui").rglob("*.c")) + list((SOURCE / "plugin").rglob("*.c"))):
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(SOURCE))
        has_words = re.search(r'\b(_|N_|C_|NC_) \(\s*"', text) is not None
        assert not has_words or name in listed, name


def test_no_words_below_ui():
    for path in (SOURCE / "core").rglob("*.c"):
        assert "gi18n" not in path.read_text(encoding="utf-8"), path


def template():
    """What xgettext finds now."""
    if shutil.which("xgettext") is None:
        raise tap.Skip("xgettext is not installed")
    words = ["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
             "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3", "-o", "-",
             *[s for s in sources() if s.endswith(".c")]]
    done = subprocess.run(words, cwd=SOURCE, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_translations_are_complete():
    ids = {ast.literal_eval("(%s)" % m) for m in
           re.findall(r'^msgid ((?:".*"\n?)+)', template(), re.M)} - {""}
    assert len(ids) > 150
    for language in languages():
        done = {e[1]: e for e in entries(PO / (language + ".po"))}
        missing = sorted(ids - set(done))
        assert not missing, (language, missing)
        for _context, msgid, plural, translations, flags in done.values():
            assert all(translations) and "fuzzy" not in " ".join(flags), (language, msgid)
            assert len(translations) == (2 if plural else 1), (language, msgid)


def test_translations_keep_the_placeholders():
    for language in languages():
        for _context, msgid, plural, translations, _flags in entries(PO / (language + ".po")):
            expected = set(re.findall(r"\{\w+\}|%[a-z]", msgid))
            for text in translations:
                assert set(re.findall(r"\{\w+\}|%[a-z]", text)) == expected, (language, msgid)
            assert not plural or set(re.findall(r"\{\w+\}", plural)) == expected, msgid
            assert all(t.endswith("\n") == msgid.endswith("\n") for t in translations), msgid
            assert all(("_" in t) == ("_" in msgid) for t in translations
                       if len(msgid) < 20 and "{" not in msgid), (language, msgid)


def test_nothing_promises():
    for language in languages():
        for _context, msgid, _plural, translations, _flags in entries(PO / (language + ".po")):
            assert not re.search(PROMISES["en"], msgid, re.I), msgid
            for text in translations:
                assert not re.search(PROMISES[language], text, re.I), (language, text)


def test_headings_are_short_in_every_language():
    """At most nine words, no technical one."""
    table = (SOURCE / "ui" / "words" / "codes.c").read_text(encoding="utf-8")
    table = table[table.index("words[TF_N_CODES]"):table.index("\n};")]
    table = re.sub(r"/\*.*?\*/", "", table, flags=re.S)
    headings = re.findall(r'\] =\s*\{\s*N_ \("([^"]*)"\)', table)
    assert len(headings) == 21, headings
    texts = {e[1]: [e[1]] for lang in languages() for e in entries(PO / (lang + ".po"))}
    for language in languages():
        for entry in entries(PO / (language + ".po")):
            texts[entry[1]] = texts[entry[1]] + entry[3]
    for heading in headings:
        for text in texts[heading]:
            assert len(text.split()) <= 9, text
            assert not re.search(TECHNICAL, text), text


def test_catalogues_compile():
    if shutil.which("msgfmt") is None:
        raise tap.Skip("msgfmt is not installed")
    for language in languages():
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(PO / (language + ".po"))],
                       check=True, capture_output=True)


def test_manual_pages():
    if shutil.which("mandoc") is None:
        raise tap.Skip("mandoc is not installed")
    done = subprocess.run(["mandoc", "-T", "lint", str(SOURCE / "data" / "truefrom.1")],
                          capture_output=True, check=False)
    assert done.returncode == 0 and not done.stdout, done.stdout.decode()


def test_bash_completion_is_good_shell():
    if shutil.which("shellcheck") is None:
        raise tap.Skip("shellcheck is not installed")
    done = subprocess.run(["shellcheck", str(SOURCE / "data/completions/truefrom.bash")],
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


tap.run(dict(globals()))
