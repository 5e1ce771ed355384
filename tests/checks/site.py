# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The pages for people: they can be made, every link leads somewhere, nothing on them is fetched or run, and they
name no option that does not exist. What they are made of can be read without them.

    site.py SOURCE PAGE…
"""
import importlib.util
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from results import end, result

SOURCE = pathlib.Path(sys.argv[1]).resolve()
PAGES = [str(pathlib.Path(page).resolve()) for page in sys.argv[2:]]
DOCS = SOURCE / "data" / "docs"


def missing():
    for module in ("markdown", "html5lib"):
        if importlib.util.find_spec(module) is None:
            return "python3-%s is not installed" % module
    return "" if shutil.which("mandoc") else "mandoc is not installed"


def page_problems(text):
    import html5lib
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    yield from (error[1] for error in parser.errors)
    yield from re.findall(r"<script|<style|<iframe|<form| on\w+=| style=|javascript:", text)
    yield from re.findall(r'(?:src|<link[^>]*href)="(?:\w+:|//)[^"]*"', text)
    if text.count("<h1") != 1 or '<html lang="en">' not in text:
        yield "not one h1, or no language"
    names = re.findall(r' id="([^"]*)"', text)
    yield from {"id %s twice" % name for name in names if names.count(name) > 1}
    if "<img" in text and re.search(r'<img (?![^>]*alt="[^"]+)', text):
        yield "a picture without a description"


def link_problems(site):
    for page in site.glob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"#:]+)', page.read_text(encoding="utf-8")):
            if not (site / link).is_file():
                yield "%s: %s" % (page.name, link)


def documents():
    return [SOURCE / "README.md", SOURCE / "SECURITY.md", *sorted(DOCS.glob("*.md"))]


def anchors(text):
    """As places that show the sources make them of headings."""
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.*)$", text, re.M)}


def source_problems():
    """Whoever reads the sources finds a real link, not a word for the program that makes the pages, and what it leads to."""
    for path in documents():
        text = path.read_text(encoding="utf-8")
        yield from ("%s: %s" % (path.name, line) for line in re.findall(r"^.*(?<!\w)@\w[^@\n]*@(?!\w).*$", text, re.M))
        for link, anchor in re.findall(r"\]\((?!\w+:)([^)#\s]*)#?([^)\s]*)\)", text):
            target = path.parent / link if link else path
            if not target.exists():
                yield "%s: there is no %s" % (path.name, link)
            elif anchor and anchor not in anchors(target.read_text(encoding="utf-8")):
                yield "%s: there is no #%s in %s" % (path.name, anchor, target.name)


def option_problems():
    """Options of truefrom in commands of the documents are in its manual page."""
    manual = (SOURCE / "data" / "truefrom.1").read_text(encoding="utf-8")
    known = set(re.findall(r"Fl -([\w-]+)", manual)) | {"help", "version"}
    for path in documents():
        for line in re.findall(r"\btruefrom (?:check|explain|domain|setup|memory|evidence|scan|report|aggregate|spoofs)\b.*",
                               path.read_text(encoding="utf-8")):
            for option in re.findall(r" --([\w-]+)", line.split("`")[0]):
                if option not in known:
                    yield "%s: --%s" % (path.name, option)


def main():
    result("options", list(option_problems()))
    result("sources", list(source_problems()))
    lacking = missing()
    if lacking:
        result("pages", skip=lacking)
    else:
        with tempfile.TemporaryDirectory() as folder:
            site = pathlib.Path(folder)
            done = subprocess.run([sys.executable, "-B", str(DOCS / "build-site.py"), str(SOURCE), folder, *PAGES],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
            result("made", done.stdout.splitlines() or [done.returncode] * (done.returncode != 0))
            for page in sorted(site.glob("*.html")):
                result(page.name, sorted(set(page_problems(page.read_text(encoding="utf-8")))))
            result("links", list(link_problems(site)))
    end()


main()
