# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The files for Debian packages fit the tree: each package says what is in it, the library's symbols are those of
truefrom.map.in, versions are equal, and debian/copyright says of each file the licence that REUSE says.

packaging.py ROOT"""

import fnmatch
import re

import tree

DEBIAN = "data/packaging/debian/"
PUBLIC = "LIBTRUEFROM_0.1"
SHORT = {"LGPL-2.1-or-later": "LGPL-2.1+", "GPL-3.0-or-later": "GPL-3+", "CC0-1.0": "CC0-1.0"}
# REUSE-IgnoreStart
LICENCE = re.compile(r"SPDX-License-Identifier: ([\w.-]*[\w])")
# REUSE-IgnoreEnd
TEXTS = 1500  # bytes in which a file says its licence


def paragraphs(text):
    """Of a control file: dictionaries of its fields."""
    for block in re.split(r"\n\s*\n", text.strip()):
        block = "\n".join(line for line in block.splitlines() if not line.startswith("#"))
        fields = re.findall(r"^([\w-]+):(.*(?:\n[ \t].*)*)", block, re.M)
        yield {name: value.strip() for name, value in fields}


def package_problems():
    control = tree.text(DEBIAN + "control")
    packages = [fields["Package"] for fields in paragraphs(control) if "Package" in fields]
    for package in packages:
        if not (tree.ROOT / DEBIAN / (package + ".install")).is_file():
            yield f"{DEBIAN}{package}.install is missing: what is in the package?"
    known = {package + ".install" for package in packages}
    for path in sorted((tree.ROOT / DEBIAN).glob("*.install")):
        if path.name not in known:
            yield f"{DEBIAN}{path.name}: control has no such package"


def listed():
    text = re.sub(r"/\*.*?\*/", "", tree.text("core/truefrom.map.in"), flags=re.S)
    node = re.search(re.escape(PUBLIC) + r" \{\s*global:(.*?)local:", text, re.S).group(1)
    return {name.strip() for name in node.split(";") if name.strip()}


def symbol_problems(version):
    text = tree.text(DEBIAN + "libtruefrom0.symbols")
    found = set(re.findall(r"^ (tf_\w+)@" + re.escape(PUBLIC) + r" [\d.]+$", text, re.M))
    yield from (f"{DEBIAN}libtruefrom0.symbols: {name} is missing" for name in sorted(listed() - found))
    yield from (f"{DEBIAN}libtruefrom0.symbols: {name} is not in truefrom.map.in" for name in sorted(found - listed()))
    if f" (symver)LIBTRUEFROM_PRIVATE_{version} {version}\n" not in text:
        yield f"{DEBIAN}libtruefrom0.symbols: not of version {version}"


def version_problems(version):
    found = re.match(r"truefrom \(([^-)]+)-", tree.text(DEBIAN + "changelog"))
    if found is None or found.group(1) != version:
        yield f"{DEBIAN}changelog: not of version {version}"


# ---- licences ----------------------------------------------------------------------------------

def patterns(text):
    """(pattern, licence) of a file in Debian's form, in its order: the last one that matches counts."""
    for fields in paragraphs(text):
        licence = fields.get("License", "").splitlines()[:1]
        for pattern in fields.get("Files", "").split():
            yield pattern, licence[0].strip()


def licence_in(table, path):
    found = [licence for pattern, licence in table if fnmatch.fnmatchcase(path, pattern)]
    return found[-1] if found else None


def licence_of(path, reuse):
    """As REUSE finds it: in the file, beside it, or in .reuse/dep5."""
    beside = tree.ROOT / (path + ".license")
    place = beside if beside.is_file() else tree.ROOT / path
    head = place.read_bytes()[:TEXTS].decode("utf-8", "replace")
    found = LICENCE.search(head)
    return found.group(1) if found else licence_in(reuse, path)


def files():
    for path in sorted(tree.ROOT.rglob("*")):
        inner = path.relative_to(tree.ROOT)
        hidden = inner.parts[0] in {".git", ".pc", "debian", "LICENSES"} or "__pycache__" in inner.parts
        if hidden or path.is_symlink() or not path.is_file():
            continue
        if any((tree.ROOT / folder / "meson-private").is_dir() for folder in inner.parents):
            continue
        yield inner.as_posix()


def licence_problems():
    reuse = list(patterns(tree.text(".reuse/dep5")))
    debian = list(patterns(tree.text(DEBIAN + "copyright")))
    for path in files():
        said = licence_of(path, reuse)
        if said is None:
            continue  # that is for "reuse lint" to say
        if licence_in(debian, path) != SHORT.get(said, said):
            yield f"{path}: {said}, but {licence_in(debian, path)} in {DEBIAN}copyright"


def main():
    version = re.search(r"^  version: '([^']+)'", tree.text("meson.build"), re.M).group(1)
    problems = [*package_problems(), *symbol_problems(version), *version_problems(version), *licence_problems()]
    tree.finish("packaging", problems, len(listed()))


main()
