# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""What programs of the desktop read about truefrom: they have no complaint about it, the pictures that it names
are there, and the version is everywhere that of meson.build.

    metadata.py SOURCE VERSION
"""
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from results import end, result

SOURCE = pathlib.Path(sys.argv[1]).resolve()
VERSION = sys.argv[2]
DATA = SOURCE / "data"
HOME = "https://truefrom.org/"
# AppStream before 1.0 does not know the tag that later ones demand in place of developer_name.
ANSWERED = re.compile(r"^I: \S+ unknown-tag developer$", re.M)


def output(*command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=60, check=False)
    return done.returncode, done.stdout


def tool(name, *command, answered=None, silent=r"✔ Validation was successful.*|\s*"):
    """One test: the tool, if it is installed, has nothing to say but what is answered."""
    if shutil.which(command[0]) is None:
        result(name, skip=command[0] + " is not installed")
        return
    status, text = output(*command)
    rest = [line for line in (answered.sub("", text) if answered else text).splitlines()
            if not re.fullmatch(silent, line)]
    result(name, rest or (["exit status %d" % status] if status else []))


def size_of_png(path):
    return struct.unpack(">II", path.read_bytes()[16:24])


def picture_problems(root):
    images = root.findall("screenshots/screenshot/image")
    for image in images:
        picture = DATA / image.text.replace(HOME, "")
        size = int(image.get("width")), int(image.get("height"))
        if not picture.is_file():
            yield "there is no " + str(picture.relative_to(SOURCE))
        elif size_of_png(picture) != size:
            yield "%s is of %d by %d pixels" % (picture.name, *size_of_png(picture))
    if not images:
        yield "no screenshots"


def news():
    """The version of the first entry, and its day or the word that it has none yet."""
    return re.search(r"^(\d\S*) \((unreleased|\d{4}-\d\d-\d\d)\)\n-+$", (SOURCE / "NEWS").read_text(encoding="utf-8"),
                     re.M).groups()


def release_problems(root):
    release = root.find("releases/release")
    version, day = news()
    if release.get("version") != VERSION:
        yield "names version " + release.get("version")
    if day not in ("unreleased", release.get("date")):
        yield "released on %s, in NEWS on %s" % (release.get("date"), day)
    if version != VERSION:
        yield "NEWS begins with version " + version


def packaging_problems():
    """The spec is of this version, and whoever packages names no option that does not exist."""
    folder = DATA / "packaging"
    spec = (folder / "truefrom.spec").read_text(encoding="utf-8")
    if re.search(r"^Version: +(\S+)$", spec, re.M).group(1) != VERSION:
        yield "truefrom.spec is of another version"
    known = set(re.findall(r"^option\('(\w+)'", (SOURCE / "meson_options.txt").read_text(encoding="utf-8"), re.M))
    known |= {"auto_features", "libdir"}
    for path in [folder / "truefrom.spec", *sorted((folder / "flatpak").glob("*.yml"))]:
        for option in re.findall(r"(?:^| )-D([a-z_]+)=", path.read_text(encoding="utf-8"), re.M):
            if option not in known:
                yield "%s: -D%s" % (path.name, option)


def check_spec():
    """rpmlint has no error in the spec but what truefrom.rpmlintrc answers."""
    spec = DATA / "packaging" / "truefrom.spec"
    if shutil.which("rpmlint") is None:
        result("spec file", skip="rpmlint is not installed")
        return
    filters = re.findall(r'^addFilter\("(.*)"\)$', spec.with_suffix(".rpmlintrc").read_text(encoding="utf-8"), re.M)
    errors = re.findall(r"^truefrom\.spec(?::\d+)?: E: .*$", output("rpmlint", str(spec))[1], re.M)
    result("spec file", [line for line in errors if not any(re.search(known, line) for known in filters)])


def check_manifests():
    try:
        import yaml
    except ImportError:
        result("Flatpak manifests", skip="python3-yaml is not installed")
        return
    for path in sorted((DATA / "packaging" / "flatpak").glob("*.yml")):
        manifest = yaml.safe_load(path.read_text(encoding="utf-8"))
        prefix = manifest["build-options"]["prefix"]
        places = [option for option in manifest["modules"][-1]["config-opts"] if "dir=/" in option]
        result(path.name, [why for why, wrong in (
            ("the id is not its name", manifest["id"] != path.stem), ("no extension", not manifest["build-extension"]),
            ("a place outside of its prefix", not all("=" + prefix + "/" in place for place in places) or not places))
            if wrong])


def main():
    result("packaging", list(packaging_problems()))
    check_spec()
    check_manifests()
    for path in sorted(DATA.glob("*.metainfo.xml")):
        root = ElementTree.parse(path).getroot()
        tool("appstreamcli: " + path.name, "appstreamcli", "validate", "--pedantic", "--no-net", "--no-color", str(path),
             answered=ANSWERED)
        result("pictures: " + path.name, list(picture_problems(root)))
        result("version: " + path.name, list(release_problems(root)))
    tool("settings schema", "glib-compile-schemas", "--strict", "--dry-run", str(DATA), silent=r"\s*")
    for path in sorted(DATA.rglob("*.desktop")):
        tool(path.name, "desktop-file-validate", str(path), silent=r"\s*")
    end()


main()
