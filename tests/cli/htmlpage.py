# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A page that the program wrote: valid HTML, nothing in it that runs or fetches anything, and what people need who
read it with a keyboard, a screen reader or little contrast."""
import base64
import hashlib
import html.parser
import re

import tap

VOID = {"meta", "br"}
EMPTY = {"rect", "path"}  # within a drawing
ELEMENTS = VOID | EMPTY | {"html", "head", "title", "style", "body", "main", "h1", "h2", "h3", "p", "div", "span", "code", "table",
                           "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "dl", "dt", "dd", "svg", "g"}
FORBIDDEN = {"src", "href", "style", "action", "data", "srcset", "srcdoc", "poster", "background", "formaction"}
POLICY = "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
TEXT_CONTRAST, EDGE_CONTRAST = 4.5, 3


class Page(html.parser.HTMLParser):
    """Everything that holds for each page is checked here; what is special of one, by its test."""
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.headings, self.ids, self.labels, self.texts = [], [], [], [], [], []
        assert text.startswith("<!DOCTYPE html>\n<html lang=\"")
        self.feed(text[len("<!DOCTYPE html>"):])
        self.close()
        assert not self.open, self.open
        self.style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
        self.look_at_structure()
        look_at_head(text, self.style)
        look_at_colours(self.style)
        look_with_parser(text)

    def handle_starttag(self, tag, attrs):
        assert tag in ELEMENTS, tag
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            assert not name.startswith("on") and name not in FORBIDDEN and "url(" not in (value or ""), (tag, name, value)
            if name == "id":
                self.ids.append(value)
            if name == "aria-labelledby":
                self.labels += value.split()
        if tag == "th":
            assert dict(attrs).get("scope") in ("col", "row"), attrs
        if tag == "svg":
            assert "aria-hidden" in dict(attrs) or dict(attrs).get("role") == "img", attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in EMPTY, tag
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, (tag, self.open)

    def handle_data(self, data):
        self.texts.append(data)

    def look_at_structure(self):
        assert all(self.tags.count(tag) == 1 for tag in ("h1", "main", "style")), self.tags
        assert self.headings[0] == 1
        assert all(after <= before + 1 for before, after in zip(self.headings, self.headings[1:])), self.headings
        assert len(self.ids) == len(set(self.ids)) and set(self.labels) <= set(self.ids), (self.ids, self.labels)
        assert self.tags.count("details") == self.tags.count("summary")


def look_at_head(text, style):
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert "http-equiv=\"Content-Security-Policy\" content=\"%s\"" % (POLICY % digest) in text
    assert text.index("charset") < text.index("Content-Security-Policy") < text.index("<style>")
    assert "<meta name=\"referrer\" content=\"no-referrer\">" in text and "<meta name=\"viewport\"" in text
    assert not re.search(r"url\(|@import|https?:|@font-face|expression", style)


# ---- colours ---------------------------------------------------------------------------------

def luminance(colour):
    """WCAG 2.2, relative luminance."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colours(style):
    """Of all rules of :root."""
    return dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})\b", "".join(re.findall(r":root\{([^}]*)\}", style))))


def look_at_colours(style):
    """Colours have names, in each scheme."""
    light = colours(re.sub(r"@media[^{]*\{:root\{[^}]*\}", "", style))
    dark = {**light, **colours("".join(re.findall(r"@media\(prefers-color-scheme:dark\)\{(:root\{[^}]*\})", style)))}
    paper = {**light, **colours("".join(re.findall(r"@media print\{(:root\{[^}]*\})", style)))}
    assert len({names["paper"] + names["ink"] for names in (light, dark, paper)}) == 3
    for names in (light, dark, paper):
        for ground in ("paper", "soft"):
            assert contrast(names["ink"], names[ground]) >= TEXT_CONTRAST, (names, ground)
        for name in set(names) - {"ink", "paper", "soft"}:
            assert contrast(names[name], names["paper"]) >= EDGE_CONTRAST, (names, name)
    assert not re.search(r"#[0-9a-f]{3}", re.sub(r":root\{[^}]*\}", "", style)), "a colour without a name"


# ---- validity --------------------------------------------------------------------------------

def look_with_parser(text):
    """The parser of browsers, WHATWG HTML §13.2, which notes each error that they would mend without a word."""
    try:
        import html5lib  # pylint: disable=import-outside-toplevel
    except ImportError as error:
        raise tap.Skip("python3-html5lib is not installed") from error
    parser = html5lib.HTMLParser()
    parser.parse(text)
    assert not parser.errors, parser.errors[:5]
