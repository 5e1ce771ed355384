#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Makes the pages about truefrom (HTML, no scripts, nothing fetched) of these documents, README.md, SECURITY.md, NEWS
and the manual pages, so that each thing is written in one place.

    build-site.py SOURCE OUTPUT MANUAL…

A line of a document that is only a link to a section of README.md, as an item of a list or after "In the README:", becomes
that section here; a link to all of README.md, its beginning. A link whose text is the name of a manual page leads to that page.
A link that leads nowhere is an error. Needs python3-markdown and mandoc."""
import html
import pathlib
import re
import shutil
import subprocess
import sys

import markdown
from markdown.extensions.toc import slugify

PAGES = {"index.md": "truefrom", "users.md": "Users", "helpdesk.md": "Helpdesk", "administrators.md": "Administrators",
         "domains.md": "Domains", "packagers.md": "Packagers", "SECURITY.md": "Security", "NEWS": "News"}
EXTENSIONS = ["tables", "fenced_code", "sane_lists", "toc"]
CODE = re.compile(r"(<pre.*?</pre>)", re.S)
SHORT = re.compile(r"<code>([^<]{1,24})</code>")  # is not broken at its hyphens
LINK = re.compile(r'(<a href|<img alt="[^"]*" src)="([^"]*)"(.*?>)')
INCLUDED = re.compile(r"^(?:\* |In the README: )?\[[^]\n]*\]\(\.\./\.\./README\.md(?:#([\w-]+))?\)$", re.M)
MANUAL = re.compile(r"\[([\w-]+)\((\d)\)\]\([^)\s]*\)")
COMMENT = re.compile(r"<!--.*?-->\n*", re.S)
TEMPLATE = pathlib.Path(__file__).with_name("page.html")


def sections(readme):
    """Anchor → text of each section of the second level; "" is the beginning."""
    parts = re.split(r"^## (.*)\n", readme, flags=re.M)
    return {"": parts[0], **{slug(title): "## %s\n%s" % (title, text) for title, text in zip(parts[1::2], parts[2::2])}}


def slug(title):
    return slugify(title, "-")


class Site:
    def __init__(self, source, output, manuals):
        self.source, self.output = source, output
        self.manuals = {path.name: path for path in manuals}
        self.readme = sections((source / "README.md").read_text(encoding="utf-8"))
        self.titles = {slug(title) for part in self.readme.values() for title in re.findall(r"^##+ (.*)$", part, re.M)}
        self.places = {}  # section of README.md → page
        self.bodies = {}  # page → HTML
        self.problems = []

    # ---- text -----------------------------------------------------------------------------------

    def part_of_readme(self, page, anchor):
        if anchor not in self.readme:
            self.problems.append("%s: README.md has no section #%s" % (page, anchor))
            return ""
        for found in re.findall(r"^##+ (.*)$", self.readme[anchor], re.M):
            self.places.setdefault(slug(found), page)
        return "\n%s\n" % self.readme[anchor]

    def link_of_manual(self, match):
        name = "%s.%s" % match.groups()
        return "[%s](%s)" % (self.title_of(name), name) if name in self.manuals else match.group(0)

    def text_of(self, name):
        folder = self.source / "data" / "docs"
        path = folder / name if (folder / name).exists() else self.source / name
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        text = INCLUDED.sub(lambda m: self.part_of_readme(name, m.group(1) or ""), text)
        return MANUAL.sub(self.link_of_manual, text)

    @staticmethod
    def title_of(manual):
        return "%s(%s)" % tuple(manual.rsplit(".", 1))

    @staticmethod
    def page_of(name):
        return name.removesuffix(".md").lower() + ".html"

    # ---- pages ----------------------------------------------------------------------------------

    def write(self, name, label, body):
        links = []
        for page, title in PAGES.items():
            here = ' aria-current="page"' if page == name else ""
            links.append('<li><a href="%s"%s>%s</a></li>' % (self.page_of(page), here, title))
        text = TEMPLATE.read_text(encoding="utf-8")
        text = text[text.index("<!DOCTYPE"):]
        for key, value in {"TITLE": html.escape(label), "LINKS": "\n".join(links), "BODY": body}.items():
            text = text.replace("@%s@" % key, value)
        (self.output / self.page_of(name)).write_text(text, encoding="utf-8")

    def manual(self, path):
        done = subprocess.run(["mandoc", "-T", "html", "-O", "fragment,man=%N.%S.html", str(path)],
                              stdout=subprocess.PIPE, text=True, check=True)
        body = re.sub(r' style="[^"]*"', "", done.stdout)
        body = re.sub(r'<a class="Xr" href="([^"]*)">(.*?)</a>',
                      lambda m: m.group(0) if m.group(1)[:-5] in self.manuals else m.group(2), body)
        return "<h1>%s</h1>\n%s" % (self.title_of(path.name), body.replace("<h1 ", "<h2 ").replace("</h1>", "</h2>"))

    def picture(self, name):
        path = self.source / "data" / "screenshots" / name
        if path.is_file():
            (self.output / "screenshots").mkdir(exist_ok=True)
            shutil.copy(path, self.output / "screenshots" / name)
        else:
            self.problems.append("there is no picture " + name)
        return "screenshots/" + name

    def target(self, page, link):
        """Where a link of the sources leads on these pages; None: not to them."""
        if re.match(r"https?:|mailto:", link):
            return link
        path, _, anchor = link.partition("#")
        name = path.rsplit("/", 1)[-1].removesuffix(".in")
        if name.endswith(".png"):
            return self.picture(name)
        if name in self.manuals:
            return name + ".html"
        if name == "README.md" and anchor and anchor not in self.titles:
            self.problems.append("%s: README.md has no #%s" % (page, anchor))
        if name in ("", "README.md") and anchor:
            name = self.places.get(anchor, page if name == "" else "")
        elif name == "README.md":
            name = "index.md"
        if name in PAGES:
            return self.page_of(name) + ("#" + anchor if anchor else "")
        if not (self.source / path).exists() and not (self.source / "data/docs" / path).exists():
            self.problems.append("%s: %s leads nowhere" % (page, link))
        return None

    def resolve(self, page, body):
        def replace(match):
            found = self.target(page, html.unescape(match.group(2)))
            if found is None:
                return "<a>"
            return '%s="%s"%s' % (match.group(1), html.escape(found), match.group(3))
        body = "".join(part if part.startswith("<pre") else SHORT.sub(r'<code class="short">\1</code>', LINK.sub(replace, part))
                       for part in CODE.split(body))
        body = body.replace("<table>", '<div class="wide" tabindex="0" role="region" aria-label="Table"><table>')
        body = re.sub(r"<a>(.*?)</a>", r"\1", body.replace("</table>", "</table></div>"))
        return body.replace("<pre>", '<pre tabindex="0">')

    def check_anchors(self):
        for page, body in self.bodies.items():
            for path, anchor in re.findall(r'href="([\w.-]*\.html)#([^"]+)"', body):
                if 'id="%s"' % anchor not in self.bodies.get(path, ""):
                    self.problems.append("%s: there is no #%s on %s" % (page, anchor, path))

    def build(self):
        texts = {name: self.text_of(name) for name in PAGES}
        for name, text in texts.items():
            body = self.resolve(name, markdown.markdown(text, extensions=EXTENSIONS))
            self.bodies[self.page_of(name)] = body
            self.write(name, PAGES[name], body)
        for name, path in self.manuals.items():
            if 'href="%s.html"' % name not in self.bodies["index.html"]:
                self.problems.append("index.md: there is no link to %s" % self.title_of(name))
            self.bodies[name + ".html"] = self.manual(path)
            self.write(name, self.title_of(name), self.bodies[name + ".html"])
        shutil.copy(TEMPLATE.with_name("site.css"), self.output / "site.css")
        self.check_anchors()


def main():
    source, output, *manuals = map(pathlib.Path, sys.argv[1:])
    output.mkdir(parents=True, exist_ok=True)
    site = Site(source.resolve(), output, manuals)
    site.build()
    if site.problems:
        sys.exit("\n".join(site.problems))


main()
