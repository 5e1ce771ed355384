# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Settings in a file of a home of their own, as GSettings keeps them without a bus."""
import pathlib
import tempfile

from program import WORK, arguments

SCHEMAS = pathlib.Path(arguments.truefrom).parents[2] / "data/glib-2.0/schemas"


def store(settings=None, **more):
    """The environment of a program; SETTINGS are keys of org.truefrom with values as GVariant text."""
    home = tempfile.mkdtemp(prefix="home-", dir=WORK)
    if settings:
        folder = pathlib.Path(home) / "glib-2.0/settings"
        folder.mkdir(parents=True)
        lines = ["%s=%s" % item for item in settings.items()]
        (folder / "keyfile").write_text("\n".join(["[org/truefrom]"] + lines) + "\n")
    return dict({"XDG_CONFIG_HOME": home, "HOME": home, "XDG_RUNTIME_DIR": home, "GSETTINGS_BACKEND": "keyfile",
                 "GSETTINGS_SCHEMA_DIR": str(SCHEMAS)}, **more)


def kept(where):
    path = pathlib.Path(where["XDG_CONFIG_HOME"]) / "glib-2.0/settings/keyfile"
    return path.read_text() if path.exists() else ""
