#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Networks that lie, filter and fail, and what the real `truefrom` says about forged and honest mail
in them: dnsserver.py simulates them on loopback. Each result is recorded, and the record alone must give
it again."""
import argparse
import concurrent.futures
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import loopback
import tap

parser = argparse.ArgumentParser()
parser.add_argument("--truefrom", required=True, type=os.path.abspath)
parser.add_argument("--source", required=True, type=pathlib.Path)
arguments = parser.parse_args()

sys.path.insert(0, str(arguments.source / "tests" / "cases"))
from generator.lab import NOW, delivered, domain, genuine, honest, mail, rsa  # pylint: disable=wrong-import-position
from generator.signer import record  # pylint: disable=wrong-import-position

SERVER = arguments.source / "tests" / "dnsserver.py"
TEMPORARY = tempfile.TemporaryDirectory(prefix="truefrom-networks-")
WORK = pathlib.Path(TEMPORARY.name)
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", TZ="UTC", G_DEBUG="fatal-warnings",
                   GSETTINGS_BACKEND="memory")
STRANGER = ["--ip", "203.0.113.66", "--helo", "box.attack.example", "--mail-from", "x@list.harbour.example"]

ZONE = {
    **domain("harbour.example", "p=reject", keys=[("s1", rsa("legit")), ("s2", rsa("legit"))]),
    **domain("monitor.example", "p=none"), **domain("plain.example"),
    "hosted._domainkey.harbour.example": {"CNAME": "hosted.sender.example"},
    "hosted.sender.example": {"TXT": [record(rsa("legit"))]},
    "alias.example": {"A": ["192.0.2.20"]}, "_dmarc.alias.example": {"CNAME": "alias.sender.example"},
    "alias.sender.example": {"TXT": ["v=DMARC1; p=quarantine"]},
    # Those who are listed may send; a network that makes up addresses lists everybody.
    "list.harbour.example": {"TXT": ["v=spf1 exists:%{i}.listed.harbour.example -all"], "A": ["192.0.2.21"]},
    "192.0.2.10.listed.harbour.example": {"A": ["127.0.0.2"]},
    # Names that do not exist are refused, the others only watched.
    "_dmarc.names.example": {"TXT": ["v=DMARC1; p=reject; sp=none; np=reject"]},
    "names.example": {"A": ["192.0.2.22"]}, "www.names.example": {"A": ["192.0.2.23"]}}

FROM = "desk@harbour.example"
MESSAGES = {
    "forged": (delivered(mail(FROM)), []),
    "false-key": (delivered(genuine(FROM, "harbour.example", "gone", rsa("attack"))), []),
    "signed": (honest(genuine(FROM, "harbour.example", "s1")), []),
    "hosted": (honest(genuine(FROM, "harbour.example", "hosted")), []),
    "monitored": (delivered(mail("desk@monitor.example")), []),
    "no-policy": (delivered(mail("desk@plain.example")), []),
    "alias": (delivered(mail("desk@alias.example")), []),
    "exists": (delivered(mail("desk@list.harbour.example")), STRANGER),
    "listed": (honest(mail("desk@list.harbour.example")),
               ["--ip", "192.0.2.10", "--helo", "x.example", "--mail-from", "x@list.harbour.example"]),
    "np": (delivered(mail("desk@gone.names.example")), []),
}
ORDER = list(MESSAGES)

HONEST = ("TF01", "TF01", "TF15", "TF15", "TF17", "TF12", "TF01", "TF01", "TF15", "TF01")
OUT = ("TF13",) * len(ORDER)


def but(**more):
    """As in an honest network, except for these (several words instead of a code: one of them)."""
    return tuple(more.get(name.replace("-", "_"), code) for name, code in zip(ORDER, HONEST))


REWRITES = but(exists="TF03", listed="TF03", np="TF13")
FILTERED = but(hosted="TF03", alias="TF13")
NETWORKS = {
    "": HONEST,
    "--ttl 0": HONEST,
    "--lower-case": HONEST,
    "--delay 0.7": HONEST,
    "--truncate": HONEST,
    "--no-targets": HONEST,
    "--empty-over 300": HONEST,
    "--empty-over 300 --empty-soa": HONEST,
    "--no-tcp": HONEST,
    "--empty-over 300 --no-tcp": but(signed="TF03", hosted="TF03"),
    "--portal": OUT,
    "--deny NXDOMAIN": OUT,
    "--deny NODATA": OUT,
    "--deny EMPTY": OUT,
    "--rewrite A": REWRITES,
    "--rewrite A --rewrite AAAA --rewrite MX": REWRITES,
    "--rewrite TXT": OUT,
    "--no-nxdomain": REWRITES,
    "--referral plain": OUT,
    "--referral recursive": OUT,
    "--lame": OUT,
    "--filter sender.example --extended-error 15": FILTERED,
    "--filter sender.example --extended-error 16": FILTERED,
    "--filter sender.example --extended-error 17 --filter-keeps": FILTERED,
    "--filter sender.example --extended-error 18": FILTERED,
    "--filter sender.example --extended-error 3 --filter-keeps": HONEST,
    "--truncate --no-tcp": OUT,
    "--rcode SERVFAIL": OUT,
    "--rcode REFUSED": OUT,
    "--rcode FORMERR": OUT,
    "--other-name": OUT,
    "--drop": OUT,
}
# What a network may become between one message and the next, with the policy in the cache.
TURNS = ("--portal", "--deny NXDOMAIN", "--deny NODATA", "--deny EMPTY", "--referral plain", "--lame",
         "--truncate --no-tcp", "--rcode SERVFAIL", "--rcode REFUSED", "--other-name", "--drop")


class Network:
    def __init__(self, options):
        self.process = subprocess.Popen(
            [sys.executable, str(SERVER), "--answers", str(WORK / "zone.json"), "--seconds", "300",
             *options.split()], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


def check(*words):
    done = subprocess.run([arguments.truefrom, "check", "--json", *words], capture_output=True,
                          env=ENVIRONMENT, timeout=120, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def told(reports):
    return [(r["verdict"], r["evidence"], r["spf"], r["dmarc"]["result"]) for r in reports]


def ask(network, name, *files):
    """Asks the network, then only the record of that. Returns the code of the last report."""
    options = MESSAGES[name][1] if name in MESSAGES else []
    record_file = WORK / ("record-%d-%s.json" % (network.port, name))
    status, reports = check("--resolver", "127.0.0.1:%d" % network.port, "--now", str(NOW), "--record",
                            str(record_file), *options, *files)
    again_status, again = check("--answers", str(record_file), *options, files[-1])
    if len(files) == 1:
        assert (status, told(reports)) == (again_status, told(again)), ("record", name, reports, again)
    return reports[-1]["verdict"]["code"]


def result_in(options):
    with Network(options) as network:
        with concurrent.futures.ThreadPoolExecutor(len(ORDER)) as pool:
            codes = pool.map(lambda name: ask(network, name, str(WORK / (name + ".eml"))), ORDER)
            return options, tuple(codes)


def result_of_turn(options):
    with Network("--turn s2._domainkey.harbour.example " + options) as network:
        return options, ask(network, "turn", str(WORK / "signed.eml"), str(WORK / "second.eml"))


def write_all():
    loopback.need()
    if importlib.util.find_spec("dnslib") is None:
        raise tap.Skip("python3-dnslib is missing")
    (WORK / "zone.json").write_text(json.dumps(ZONE))
    for name, (message, _) in MESSAGES.items():
        (WORK / (name + ".eml")).write_bytes(message.bytes())
    (WORK / "second.eml").write_bytes(honest(genuine(FROM, "harbour.example", "s2")).bytes())


def in_parallel(function, items):
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        return dict(pool.map(function, items))


def test_networks():
    """No forgery is quiet unless the network is down, and no honest mail is ever an alarm."""
    write_all()
    wrong = []
    for options, codes in in_parallel(result_in, NETWORKS).items():
        for name, code, expected in zip(ORDER, codes, NETWORKS[options]):
            if code != expected:
                wrong.append("%s, %s: %s, expected %s" % (options or "honest", name, code, expected))
    assert not wrong, "\n".join(wrong)


def test_outage_between_two_messages():
    write_all()
    results = in_parallel(result_of_turn, TURNS)
    assert set(results.values()) == {"TF13"}, results


tap.run(globals())
