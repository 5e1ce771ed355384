#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Turn name-services.txt into the body of a C array: domains, and the forms that their service writes."""
import re
import sys


def read(path):
    services = []
    with open(path, encoding="utf-8") as text:
        for number, line in enumerate(text, 1):
            line = line.rstrip()
            key, _, value = (part.strip() for part in line.partition(":"))
            if not line or line.startswith("#"):
                continue
            if line.startswith("["):
                services.append({"domain": [], "form": []})
            elif key == "domain" and re.fullmatch(r"[a-z0-9-]+([.][a-z0-9-]+)+", value):
                services[-1]["domain"].append(value)
            elif key == "form" and re.fullmatch(r"({name}[^{}]*)?[^{}]*{user(:at?)?}([^{}]|{via} )*", value):
                services[-1]["form"].append(value)
            elif key == "via" and value and "{" not in value:
                services[-1]["form"] += ["{user} {via} " + value, "{user} ({via} " + value + ")"]
            else:
                sys.exit("%s:%d: not understood: %s" % (path, number, line))
    return services


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


def main(path, out_path):
    with open(out_path, "w", encoding="ascii") as out:
        for service in read(path):
            forms = ", ".join(quoted(form) for form in service["form"])
            for domain in service["domain"]:
                out.write('{"%s", (const char *const[]){%s, NULL}},\n' % (domain, forms))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
