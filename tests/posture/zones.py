# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Reads zones.txt: each line is a zone, made from a base by changes, with the findings and the verdict that
it must give. The form is explained there."""
import base64
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
LABEL = "truefrom-asks-for-no-such-name"
SELECTORS = [line.split("#")[0].strip() for line in
             (HERE.parent.parent / "data/selectors.txt").read_text().splitlines() if line.split("#")[0].strip()]
NOW = 1790000000
VERDICTS = {"R": "rejected", "Q": "quarantined", "W": "watched", "N": "unnoticed", "U": "unknown"}
LETTERS = {"open": "A", "weak": "W", "note": "N", "information": "I"}


def der(tag, content):
    size = len(content)
    if size < 128:
        head = bytes([size])
    else:
        octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
        head = bytes([0x80 | len(octets)]) + octets
    return bytes([tag]) + head + content


def rsa(bits):
    """A public key of that size; nobody knows its other half."""
    number = (1 << bits) - 1 - 2 * sum(1 << k for k in range(7, bits - 2, 11))
    modulus = der(2, b"\0" + number.to_bytes(bits // 8, "big"))
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    bare = der(0x30, modulus + bytes.fromhex("0203010001"))
    return base64.b64encode(der(0x30, algorithm + der(3, b"\0" + bare))).decode()


ED25519 = base64.b64encode(bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")).decode()
KEYS = {"2048": "v=DKIM1; p=" + rsa(2048), "1024": "v=DKIM1; p=" + rsa(1024), "512": "v=DKIM1; p=" + rsa(512),
        "768": "v=DKIM1; p=" + rsa(768), "ed25519": "v=DKIM1; k=ed25519; p=" + ED25519,
        "none": "v=DKIM1; p=", "test": "v=DKIM1; t=y; p=" + rsa(2048), "sha1": "v=DKIM1; h=sha1; p=" + rsa(2048),
        "junk": "v=DKIM1; p=!!!", "service": "v=DKIM1; s=tlsrpt; p=" + rsa(2048)}
RUA = "rua=mailto:r@example.org"


def base():
    return {
        "example.org": {"A": ["192.0.2.1"], "MX": [[10, "mx.example.org"]],
                        "TXT": ["v=spf1 ip4:192.0.2.0/28 -all"]},
        "mx.example.org": {"A": ["192.0.2.2"]},
        "_dmarc.example.org": {"TXT": ["v=DMARC1; p=reject; " + RUA]},
        "s1._domainkey.example.org": {"TXT": [KEYS["2048"]]},
        "_mta-sts.example.org": {"TXT": ["v=STSv1; id=20260101"]},
        "_smtp._tls.example.org": {"TXT": ["v=TLSRPTv1; rua=mailto:t@example.org"]},
    }


def value_of(text):
    """'KEY:2048' is a key; a JSON value is itself; anything else is one text."""
    if text.startswith("KEY:"):
        return [KEYS[text[4:]]]
    if text.startswith(("[", "{", '"')):
        return json.loads(text)
    return text if text.isupper() and text.isalpha() else [text]


def spf(zone, text):
    zone["example.org"]["TXT"] = [text]


def policy(zone, text):
    zone["_dmarc.example.org"] = {"TXT": [text]}


def expand(zone):
    """An answers file has no wildcards: what is asked is written out."""
    for name in [name for name in zone if name.startswith("*.")]:
        records, rest = zone.pop(name), name[2:]
        labels = [LABEL] + (SELECTORS if rest.startswith("_domainkey.") else [])
        if rest.startswith("_report."):
            labels = ["example.org"]
        for label in labels:
            zone.setdefault(label + "." + rest, records)


def change(zone, word):
    if word.startswith("D:"):
        text = word[2:].strip()
        bare = text.endswith(" -rua")
        text = text[:-5].strip() if bare else text
        policy(zone, "v=DMARC1; " + text + ("" if bare or "rua=" in text else "; " + RUA))
    elif word.startswith("D="):
        text = word[2:]
        text = json.loads(text) if text.startswith('"') else text
        policy(zone, text[:-5] if text.endswith(" -rua") else text if "rua=" in text else text + "; " + RUA)
    elif word.startswith("S:"):
        spf(zone, "v=spf1 " + word[2:])
    elif word.startswith("S="):
        spf(zone, word[2:])
    elif word.startswith("-"):
        name, _, kind = word[1:].partition(" ")
        if kind:
            del zone[name][kind]
        else:
            zone.pop(name, None)
    elif word.startswith("+"):
        name, kind, text = word[1:].split(" ", 2)
        zone.setdefault(name, {})[kind] = json.loads(text) if kind == "CNAME" else value_of(text)
    else:
        raise ValueError(word)


def generated(word):
    """Long texts: 'includes 11' and the like, as changes."""
    kind, _, rest = word.partition(" ")
    zone = {}
    if kind == "includes":
        count, each = (int(n) for n in rest.split())
        for i in range(count):
            zone["i%d.example.net" % i] = {"TXT": ["v=spf1 " + "".join(
                "include:j%d-%d.example.net " % (i, j) for j in range(each)) + "-all"]}
            for j in range(each):
                zone["j%d-%d.example.net" % (i, j)] = {"TXT": ["v=spf1 -all"]}
        text = " ".join("include:i%d.example.net" % i for i in range(count))
    elif kind == "hosts":
        zone["example.org"] = {"MX": [[10, "h%d.example.org" % i] for i in range(int(rest))]}
        zone.update({"h%d.example.org" % i: {"A": ["192.0.2.%d" % i]} for i in range(int(rest))})
        text = "mx"
    elif kind == "bytes":
        text = "ip4:192.0.2.0/28 " + "x=%s" % ("y" * (int(rest) - len("v=spf1 ip4:192.0.2.0/28 x= -all")))
    else:
        return None
    return zone, "v=spf1 " + text + " -all"


class Case:
    def __init__(self, line, number):
        parts = [part.strip() for part in line.split("|")]
        self.line, self.title = number, parts[0]
        self.changes = [word.strip() for word in parts[1].split(" ;; ") if word.strip()]
        self.expected = set() if parts[2] == "-" else set(parts[2].split())
        self.verdict = VERDICTS[parts[3]]
        self.options = parts[4].split() if len(parts) > 4 else []
        self.domain = self.options.pop(0) if self.options and not self.options[0].startswith("-") else "example.org"

    def zone(self):
        zone = base()
        for word in self.changes:
            made = generated(word)
            if made is None:
                change(zone, word)
                continue
            for name, records in made[0].items():
                zone.setdefault(name, {}).update(records)
            spf(zone, made[1])
        expand(zone)
        zone["@"] = {"now": NOW}
        return zone


def cases():
    found = []
    for number, line in enumerate((HERE / "zones.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            found.append(Case(line, number))
    return found


def findings(report):
    """The ids, with the letter of a severity that differs from the usual one, and ? for what is not known."""
    found = set()
    for finding in report["findings"]:
        usual = USUAL[finding["id"]]
        letter = LETTERS[finding["severity"]]
        found.add(finding["id"] + ("" if letter == usual else letter) + ("" if finding["known"] else "?"))
    return found | ({"?"} if report["dns"]["unanswered"] else set())


USUAL = {}
for ids, usual_letter in (
        ("D1 D2 D3 D4 D5 D6 D8 D9 D22 S2 S3 S4 S6 S9 S12 K3", "A"),
        ("D7 D11 D13 D14 D15 D19 D20 S1 S5 S7 S8 S10 K2 K6 K7 K8 K9 K11 M2 P1 T2", "W"),
        ("D10 D12 D16 D18 D21 S11 S13 S14 S15 S16 K1 K4 K10 T1 B2", "N"), ("D17 K5 M1 B1", "I")):
    USUAL.update({name: usual_letter for name in ids.split()})
