#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Turn data/providers.txt into the body of a C array: one provider a line."""
import re
import sys

LISTS = ("incoming", "domain", "mx", "trusted", "border")
TRUST = {"auto": "TF_PROVIDER_AUTO", "propose": "TF_PROVIDER_PROPOSE", "never": "TF_PROVIDER_NEVER"}
HOST = re.compile(r"@?[a-z0-9-]+([.][a-z0-9-]+)+")


def read(path):
    providers = []
    with open(path, encoding="utf-8") as text:
        for number, line in enumerate(text, 1):
            line = line.rstrip()
            key, _, value = (part.strip() for part in line.partition(":"))
            if not line or line.startswith("#"):
                continue
            if re.fullmatch(r"\[[ -Z^-~]+\]", line):
                providers.append({"name": line[1:-1], "own-domain": "", "trust": ""} | {k: [] for k in LISTS})
            elif providers and key in LISTS and all(HOST.fullmatch(host) for host in value.split()):
                providers[-1][key] += value.split()
            elif providers and (key == "trust" and value in TRUST or (key, value) == ("own-domain", "mx")):
                providers[-1][key] = value
            else:
                sys.exit("%s:%d: not understood: %s" % (path, number, line))
    return providers


def problem_of(provider):
    """What is wrong with the provider as a whole, or None."""
    believed = provider["trusted"] or provider["border"]
    if not provider["trust"]:
        return "says nothing of trust"
    if provider["trust"] == "auto" and not (believed and provider["incoming"]):
        return "is set up by itself, but with what?"
    if provider["trust"] != "auto" and believed:
        return "is believed, but not set up by itself"
    if provider["own-domain"] and not provider["mx"]:
        return "has no MX by which a customer's own domain is told"
    return None


def quoted(words):
    return "{%s}" % ", ".join(['"%s"' % word for word in words] + ["NULL"])


def main(path, out_path):
    with open(out_path, "w", encoding="ascii") as out:
        for provider in read(path):
            if problem_of(provider):
                sys.exit("%s: %s %s" % (path, provider["name"], problem_of(provider)))
            lists = ", ".join("(const char *const[])" + quoted(provider[key]) for key in LISTS)
            out.write('{"%s", %s, %s, %s},\n' % (provider["name"].replace("\\", "\\\\").replace('"', '\\"'), lists,
                                              TRUST[provider["trust"]],
                                              "TRUE" if provider["own-domain"] else "FALSE"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
