# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Each check of the tree passes on a small good tree and fails when a fault is planted in it.

test_checks.py ROOT [CLANG-FORMAT]"""

import pathlib
import subprocess
import sys
import tempfile

import tree

CHECKS = pathlib.Path(__file__).resolve().parent
# REUSE-IgnoreStart
HEAD = ("/* SPDX-License-Identifier: LGPL-2.1-or-later\n"
        " * SPDX-FileCopyrightText: 2026 The truefrom authors */\n\n")
# REUSE-IgnoreEnd
DEBIAN = "data/packaging/debian/"
GOOD = {
    "core/base/base.h": HEAD + "/* base: numbers. */\n#pragma once\n\nint tf_one (void);\n",
    "core/base/base.c": HEAD + '/* base: one. */\n#include "base/base.h"\n\n'
                               "int\ntf_one (void)\n{\n    return 1;\n}\n",
    "core/base/two.c": HEAD + '/* two: uses one. */\n#include "base/base.h"\n\n'
                              "int tf_two (void);\n\nint\ntf_two (void)\n{\n    return 2 * tf_one ();\n}\n",
    "core/dns/dns.h": HEAD + '/* dns: names. */\n#pragma once\n\n#include "base/base.h"\n',
    "core/dns/dns.c": HEAD + '/* dns: asks. */\n#include "dns/dns.h"\n\n'
                             "static int\nask (void)\n{\n    return tf_one ();\n}\n",
    "ui/words/words.c": HEAD + '/* words: says. */\n#include "dns/dns.h"\n',
    "CONTRIBUTING.md": "See `core/base/base.h`.\n\n## The rooms\n\n    core/  the library\n      base/  numbers\n"
                       "      dns/   names\n    data/\n      packaging/  packages\n    ui/\n      gtk/    colours\n      words/  sentences\n\n## Layers\n\n"
                       + "".join("    %2d  %s\n" % (layer, name) for name, layer in tree.LAYERS.items()),
    "ui/gtk/truefrom.css": (CHECKS.parent.parent / "ui/gtk/truefrom.css").read_text("utf-8"),
    "meson.build": "# " + HEAD[3:].replace(" * ", "# ").replace(" */\n", "") + "project('truefrom', 'c',\n  version: '1.2.0',\n",
    ".reuse/dep5": "Format: x\n\nFiles: *\nCopyright: x\nLicense: LGPL-2.1-or-later\n",
    "core/truefrom.map.in": "LIBTRUEFROM_0.1 {\nglobal:\n  tf_a; tf_b;\nlocal:\n  *;\n};\n",
    DEBIAN + "control": "Source: truefrom\n\nPackage: truefrom\nArchitecture: any\n",
    DEBIAN + "truefrom.install": "usr/bin/truefrom\n",
    DEBIAN + "changelog": "truefrom (1.2.0-1) unstable; urgency=medium\n",
    DEBIAN + "copyright": "Format: x\n\nFiles: *\nCopyright: x\nLicense: LGPL-2.1+\n",
    DEBIAN + "libtruefrom0.symbols": " tf_a@LIBTRUEFROM_0.1 1.0\n tf_b@LIBTRUEFROM_0.1 1.0\n"
                                     " (symver)LIBTRUEFROM_PRIVATE_1.2.0 1.2.0\n",
    ".clang-format": (CHECKS.parent.parent / ".clang-format").read_text("utf-8"),
}
LONG = "static int\nlong_one (void)\n{\n" + "    ask ();\n" * 61 + "}\n"
# The check, the file, what is put after its text (or in its place; two: the first becomes the second), and a word
# of the complaint.
FAULTS = [
    ("layers", "core/base/base.c", '#include "dns/dns.h"\n', "may not include"),
    ("layers", "core/dns/dns.c", '#include "../base/base.h"\n', "from the top"),
    ("layers", "core/dns/dns.c", "#include <base/base.h>\n", "use quotes"),
    ("layers", "core/new/new.c", HEAD + "/* new: a folder. */\n", "belongs to no layer"),
    ("circles", "core/base/base.c", "int tf_two (void);\n\nint\ntf_b (void)\n{\n    return tf_two ();\n}\n",
     "a circle: core/base/base.c, core/base/two.c"),
    ("circles", "core/base/base.h", '#include "dns/dns.h"\n', "a circle: core/base/base.h, core/dns/dns.h"),
    ("doors", "core/dns/dns.c", "#include <openssl/evp.h>\n", "openssl/evp.h is for"),
    ("doors", "core/dns/dns.c", "#include <zlib.h>\n", "has no door"),
    ("purity", "core/dns/dns.c", "int\ntf_f (void)\n{\n    return time (0);\n}\n", "the clock"),
    ("purity", "core/dns/dns.c", "int\ntf_f (void)\n{\n    goto end;\n}\n", "goto"),
    ("files", "core/base/new.c", "/* new: no licence. */\n", "no SPDX lines"),
    ("files", "core/base/new.c", HEAD + "int a;\n", "no head"),
    ("files", "core/base/new.c", HEAD.replace(" */\n\n", "\n *\n") + " * new: one comment. */\n", "no head"),
    ("files", "core/dns/dns.c", LONG, "a function of 61 lines"),
    ("files", "core/dns/dns.c", "int tf_x;\n" * 400, "lines"),
    ("files", "tests/unit/new.c", HEAD + "/* new: of the tests. */\n" + "int a;\n" * 396, "new.c: 400 lines"),
    ("files", "core/dns/dns.c", "/* see /home/somebody/mail */\n", "somebody"),
    ("files", "core/dns/dns.c", "".join("static int\nf%d (void)\n{\n%s}\n" % (i, "    ask ();\n" * 9)
                                        for i in range(9)), "the median of all"),
    ("tour", "core/new/new.c", HEAD + "/* new: a folder. */\n", "core/new has no line"),
    ("tour", "tests/new/new.py", "# new: a folder.\n", "tests/new has no line"),
    ("tour", "CONTRIBUTING.md", "See `core/base/gone.c`.\n", "there is no core/base/gone.c"),
    ("tour", "CONTRIBUTING.md", "    30  core/dns\n", "the layer of core/dns differs"),
    ("contrast", "ui/gtk/truefrom.css",
     "truefrombanner.truefrom-alarm { border-color: @theme_base_color; }\n", "alarm: the edge has"),
    ("waiting", "ui/gtk/new.c",
     HEAD + "/* new: is slow. */\nvoid\ntf_f (void)\n{\n    g_usleep (1);\n}\n", "g_usleep waits"),
    ("declarations", "core/dns/dns.c", "int\ntf_f (void)\n{\n    int a = 1;\n    return a;\n}\n",
     "no empty line after"),
    ("declarations", "core/dns/dns.c", "int\ntf_f (void)\n{\n    for (;;) {\n        g_autofree char *a = NULL;\n"
     "        ask ();\n    }\n}\n", "no empty line after"),
    ("packaging", DEBIAN + "control", "\nPackage: truefrom-extra\n", "truefrom-extra.install is missing"),
    ("packaging", DEBIAN + "truefrom-extra.install", "usr/bin/x\n", "no such package"),
    ("packaging", DEBIAN + "libtruefrom0.symbols", " tf_c@LIBTRUEFROM_0.1 1.2.0\n", "tf_c is not in"),
    ("packaging", DEBIAN + "libtruefrom0.symbols", ("tf_b@", "tf_c@"), "tf_b is missing"),
    ("packaging", "meson.build", ("1.2.0", "1.3.0"), "changelog: not of version 1.3.0"),
    ("packaging", "core/dns/new.c", HEAD.replace("LGPL-2.1", "GPL-3.0") + "/* new: of others. */\n",
     "GPL-3.0-or-later, but LGPL-2.1+"),
    ("layout", "core/dns/dns.c", "int tf_f (void) { return 1; }\n", "not laid out"),
    ("layout", "tests/unit/new.c", HEAD + "/* new: of the tests. */\nint  a;\n", "tests/unit/new.c"),
]


def plant(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def run(check, root):
    return subprocess.run([sys.executable, "-B", CHECKS / (check + ".py"), root, *sys.argv[2:]],
                          capture_output=True, text=True, check=False)


def judge_good(check):
    with tempfile.TemporaryDirectory() as name:
        plant(pathlib.Path(name), GOOD)
        done = run(check, name)
    return done.returncode == 0, done.stdout + done.stderr


def judge_fault(check, file, addition, word):
    with tempfile.TemporaryDirectory() as name:
        text = GOOD.get(file, "")
        faulty = text.replace(*addition) if isinstance(addition, tuple) else text + addition
        plant(pathlib.Path(name), {**GOOD, file: faulty})
        done = run(check, name)
    return done.returncode == 1 and word in done.stdout, done.stdout + done.stderr


def main():
    skipped = set() if len(sys.argv) > 2 else {"layout"}
    wanted = [(judge_good, (check,)) for check in sorted({fault[0] for fault in FAULTS} - skipped)]
    wanted += [(judge_fault, fault) for fault in FAULTS if fault[0] not in skipped]
    print("1..%d" % len(wanted))
    failed = 0
    for number, (judge, words) in enumerate(wanted, 1):
        good, said = judge(*words)
        failed += not good
        title = "%s: %s" % (words[0], words[3] if len(words) > 1 else "a good tree")
        print("%sok %d - %s" % ("" if good else "not ", number, title))
        for line in said.splitlines() if not good else []:
            print("#   " + line)
    return 1 if failed else 0


sys.exit(main())
