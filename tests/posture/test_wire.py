#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom domain` with a real server on loopback: it says what it says of the same zone in a file; and a network
that lies makes it say that it cannot tell, never that nothing protects the domain or that something does."""
import argparse
import contextlib
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cli"))
# pylint: disable=wrong-import-position
import loopback
import tap
import zones

parser = argparse.ArgumentParser()
parser.add_argument("--truefrom", required=True, type=os.path.abspath)
arguments = parser.parse_args()
SERVER = HERE.parent / "dnsserver.py"
TEMPORARY = tempfile.TemporaryDirectory(prefix="truefrom-wire-")
ENVIRONMENT = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", G_DEBUG="fatal-warnings")
TITLES = ["base", "p=none", "no D", "an alias", "an alias of nothing", "an alias in a free domain", "five includes of two each",
          "no key possible", "strangers without consent", "every name exists"]


def case(title):
    return next(c for c in zones.cases() if c.title == title)


@contextlib.contextmanager
def server(path, *options):
    if importlib.util.find_spec("dnslib") is None:
        raise tap.Skip("python3-dnslib is not installed")
    loopback.need()
    with subprocess.Popen([sys.executable, "-B", str(SERVER), "--answers", str(path), "--seconds", "100", *options],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield "127.0.0.1:" + running.stdout.readline().strip()
        finally:
            running.stdin.close()
            running.kill()


def ask(*words):
    done = subprocess.run([arguments.truefrom, "domain", "--json", "--now", str(zones.NOW), *words, "example.org"],
                          capture_output=True, env=ENVIRONMENT, timeout=90, check=False)
    assert not done.stderr, done.stderr
    return json.loads(done.stdout)


def zone_file(title):
    path = pathlib.Path(TEMPORARY.name) / (title.replace(" ", "-") + ".json")
    zone = case(title).zone()
    zone.setdefault("org", {"TXT": ["x"]})  # the server knows nothing above its names
    path.write_text(json.dumps(zone))
    return path


def test_the_same_as_from_a_file():
    for title in TITLES:
        path = zone_file(title)
        with server(path) as address:
            wire = ask("--resolver", address)
        read = ask("--answers", str(path))
        assert zones.findings(wire) == zones.findings(read) == case(title).expected, (title, zones.findings(wire))
        for name in ("verdict", "forgeries", "dkim", "spf", "dmarc"):
            assert wire[name] == read[name], (title, name, wire[name], read[name])


def test_a_record_of_the_wire():
    kept = pathlib.Path(TEMPORARY.name) / "kept.json"
    with server(zone_file("an alias")) as address:
        wire = ask("--resolver", address, "--record", str(kept))
    assert ask("--answers", str(kept)) == wire


def test_networks_that_lie():
    for options in (["--deny", "NXDOMAIN"], ["--rewrite", "A"], ["--portal"], ["--rcode", "SERVFAIL"], ["--no-nxdomain"]):
        with server(zone_file("base"), *options) as address:
            report = ask("--resolver", address)
        ids = {finding["id"] for finding in report["findings"]}
        assert report["verdict"]["result"] in ("unknown", "rejected"), (options, report["verdict"])
        assert not ids & {"D1", "S1", "K2"}, (options, ids)


tap.run(dict(globals()))
