#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The words in every language and the completions, without running any program of
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
            "de": r"\b(sicher\w*|vertrauensw\w*|verifiziert\w*|echt\w*)\b",
            "it": r"\b(sicur\w*|assicur\w*|affidabil\w*|fidat\w*|attendibil\w*"
                  r"|verificat\w*|autentic\w*|genuin\w*)\b",
            "nl": r"\b(veilig\w*|onveilig\w*|beveilig\w*|vertrouwd\w*|betrouwba\w*"
                  r"|geverifieerd\w*|echt\w*|authentiek\w*)\b",
            "pl": r"\b(bezpiecz\w*|niebezpiecz\w*|zabezpiecz\w*|zaufan\w*|wiarygodn\w*"
                  r"|zweryfikowan\w*|autentyczn\w*|prawdziw\w*)\b",
            "es": r"\b(segur\w*|asegur\w*|(de )?confianza|fiabl\w*|confiabl\w*"
                  r"|verific\w*|auténtic\w*|autentic\w*|genuin\w*)\b",
            "fr": r"\b(sûr(e|s|es|eté|ement)?|sécuris\w*|fiabl\w*|(de )?confiance"
                  r"|vérifi\w*|authenti(?!cation-Results)\w*)\b",
            "pt_BR": r"\b(segur\w*|assegur\w*|(de )?confiança|confiáve\w*|verific\w*"
                  r"|autêntic\w*|autentic\w*|genuín\w*)\b",
            "ja": r"(安全|安心|信頼|検証済|検証され|確認済|認証済|本物|正規|真正|保証|セーフ|セキュア|トラスト)",
            "ar": r"(آمن|أمان|مأمون|موث[\u064b-\u0652]*[وق]|وثوق|ثقة|ثقات|أصيل|أصال"
                  r"|(?<!الرسالة ال)أصلي|[تم]حق[\u064b-\u0652]*ق|حقيقي|مضمون|مُضمون|ضمان)"}
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


def plural_forms(language):
    text = (PO / (language + ".po")).read_text(encoding="utf-8")
    return int(re.search(r"nplurals=(\d)", text)[1])


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


def test_one_way_to_translate():
    """GLib's own macros are silent where the mail program has no translation (words/translate.h)."""
    for folder in ("ui", "plugin"):
        for path in (SOURCE / folder).rglob("*.[ch]"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"include <glib/gi18n|g_d[a-z]*gettext", text), \
                "%s: include words/translate.h" % path


def template():
    """What xgettext finds now."""
    if shutil.which("xgettext") is None:
        raise tap.Skip("xgettext is not installed")
    words = ["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
             "--keyword=NC_:1c,2", "--keyword=dngettext:2,3", "-o", "-",
             *[s for s in sources() if s.endswith(".c")]]
    done = subprocess.run(words, cwd=SOURCE, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def test_translations_are_complete():
    ids = {ast.literal_eval("(%s)" % m) for m in
           re.findall(r'^msgid ((?:".*"\n?)+)', template(), re.M)} - {""}
    assert len(ids) > 150
    for language in languages():
        done = {e[1]: e for e in entries(PO / (language + ".po"))}
        forms = plural_forms(language)
        missing = sorted(ids - set(done))
        assert not missing, (language, missing)
        for _context, msgid, plural, translations, flags in done.values():
            assert all(translations) and "fuzzy" not in " ".join(flags), (language, msgid)
            assert len(translations) == (forms if plural else 1), (language, msgid)


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


def words_of_codes():
    """(heading, text) of each code; TF04 has one text for each reason, in another table."""
    table = (SOURCE / "ui" / "words" / "codes.c").read_text(encoding="utf-8")
    table = table[table.index("words[TF_N_CODES]"):table.index("\n};")]
    table = re.sub(r"/\*.*?\*/", "", table, flags=re.S)
    string = r'N_ \(((?:\s*"[^"]*")+)\)'
    found = re.findall(r"\] =\s*\{\s*%s,\s*(?:%s|NULL)" % (string, string), table)
    assert len(found) == 21, found
    return [tuple(ast.literal_eval("(%s)" % (part or '""')) for part in pair) for pair in found]


def test_each_code_has_short_words_in_every_language():
    """A heading of at most nine words, none of them technical; below it two sentences, or three where
    the English has a semicolon."""
    for language in languages():
        done = {e[1]: e[3][0] for e in entries(PO / (language + ".po"))}
        for heading, text in words_of_codes():
            for shown in (heading, done[heading]):
                assert len(shown.split()) <= 9 and len(shown) <= 70, (language, shown)
                assert not re.search(TECHNICAL, shown), (language, shown)
            for shown in (text, done[text]) if text else ():
                assert len(shown) <= 240, (language, shown)
                assert 1 <= len(re.findall(r"[.!?؟。](?=\s|$|\S*[^\x00-\x7f])", shown)) <= 3, (language, shown)


def test_catalogues_compile():
    if shutil.which("msgfmt") is None:
        raise tap.Skip("msgfmt is not installed")
    for language in languages():
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(PO / (language + ".po"))],
                       check=True, capture_output=True)


def test_bash_completion_is_good_shell():
    if shutil.which("shellcheck") is None:
        raise tap.Skip("shellcheck is not installed")
    done = subprocess.run(["shellcheck", str(SOURCE / "data/completions/truefrom.bash")],
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


tap.run(dict(globals()))
