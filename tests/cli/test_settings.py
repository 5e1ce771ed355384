#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The command line follows the settings of the user's mail programs: what is believed there is believed
here, and who is not asked there is not asked here. --no-settings goes by its options alone."""
import os

from keyfile import SCHEMAS, store
from program import ANSWERS, FORGED, PASSED, SAMPLES, WORK, Run, check, file, forged, zone

# Nothing answers there, and nothing outside of this computer is asked.
NOBODY = "127.0.0.1:9"
NOW = "--now=1780434800"  # so that two results can be compared


def code(run):
    return run.lines[0]["verdict"]["code"]


def result(message, settings, *words):
    return code(check("--json", *words, message, **store(settings)))


def test_servers_are_believed():
    passed = forged("passed.eml", PASSED + FORGED)
    settings = {"trusted-servers": "['mx.victim.example']"}
    believed = check("--json", "--trust-authserv", "mx.victim.example", passed).lines
    nobody = check("--json", passed).lines
    assert believed != nobody
    assert check("--json", passed, **store(settings)).lines == believed
    assert check("--json", "--no-settings", passed, **store(settings)).lines == nobody


def test_own_addresses_count():
    own = forged("own.eml", FORGED.replace(b"service@bank.example", b"user@bank.example"))
    settings = {"own": "['user@bank.example']"}
    assert result(own, settings) == "TF02" and result(own, {}) == "TF01"
    assert result(own, settings, "--no-settings") == "TF01"
    assert result(own, {"own": "['x@other.example']"}, "--own", "user@bank.example") == "TF02"


def test_every_list_has_its_option():
    """The state of a scan is of its settings: so it tells whether a setting counts like its option."""
    lists = {"own": ("--own", "a@own.example"), "protected": ("--protect", "watched.example"),
             "trusted-servers": ("--trust-authserv", "mx.own.example"), "border-hosts": ("--border", "mx.own.example"),
             "trusted-sealers": ("--trust-sealer", "lists.example"), "known-lists": ("--known-list", "dev.lists.example"),
             "accepted-signers": ("--accept-signer", "a@b.example=signer.example"),
             "accepted-senders": ("--accept-sender", "a@b.example"), "alias-services": ("--alias-service", "alias.example")}
    for key, (option, value) in lists.items():
        state = file("%s.state" % key, b"")
        call = ["scan", "--answers", zone(), "--exit-zero", "--state", state]
        assert Run(*call, option, value, "--no-settings", forged()).status == 0
        assert Run(*call, forged(), **store({key: "['%s']" % value})).status == 0, key
        assert Run(*call, "--no-settings", forged(), **store({key: "['%s']" % value})).status == 3, key


def test_order_is_no_setting():
    """A scan goes on although its lists have another order, or an entry twice, and says why it does not."""
    call = ["scan", "--answers", zone(), "--exit-zero", "--state", file("order.state", b""), forged()]
    first, second = ({"known-lists": "['%s']" % "', '".join(lists)} for lists in (
        ("a.lists.example", "b.lists.example"), ("b.lists.example", "a.lists.example", "b.lists.example")))
    assert Run(*call, **store(first)).status == 0
    assert Run(*call, **store(second)).status == 0
    assert Run(*call, "--known-list", "b.lists.example", **store(first)).status == 0
    other = Run(*call, "--known-list", "c.lists.example", **store(first))
    assert other.status == 3 and b"--no-settings" in other.err, other.err


def test_what_takes_part_is_said():
    """A result may be another one although the command line is the same."""
    message = str(SAMPLES / "07-insurance-unsigned.eml")
    settings = store({"own": "['me@insurance.example']", "border-hosts": "['mx.victim.example']", "dns": "'opening'",
                      "trusted-servers": "['not a host']", "protected": "[]"})
    said = b"truefrom: Settings of your mail programs take part: own, border-hosts.\n"
    for words in (["check"], ["scan", "--json"], ["scan", "--state", str(WORK / "said.state")]):
        run = Run(*words, "--answers", ANSWERS, message, **settings)
        assert run.err.count(said) == 1 and run.err.count(b"\n") == 2, run.err
        run = Run(words[0], "--no-settings", "--answers", ANSWERS, message, **settings)
        assert not run.err, run.err
    given = check("--own", "me@insurance.example", "--border", "mx.victim.example", forged(), **settings).err
    assert given.count(b"\n") == 1 and b"take part" not in given, given
    run = Run("check", "--now=0", forged(), **store({"resolver": "'%s'" % NOBODY}))
    assert run.err == said.replace(b"own, border-hosts", b"resolver"), run.err


def test_what_is_used_is_complained_of():
    """Nothing here writes to the helpdesk; and of a command that cannot be run only that is said."""
    bad = store({"helpdesk": "'no address'", "own": "['me@own.example']"})
    assert Run("check", "--answers", zone(), forged(), **bad).err == b"truefrom: Settings of your mail programs take part: own.\n"
    for words in (["--jobs", "none"], ["--shard", "3/2"], ["--json", "--csv"], ["--dns-rate", "none"], ["--border", "no host"]):
        run = Run("scan", *words, forged(), **bad)
        assert run.status == 64 and run.err.count(b"\n") == 1 and b"take part" not in run.err, run.err


def test_never_asks_nobody():
    """Without the setting it would be said who did not answer; with it, that nobody was asked."""
    settings = {"dns": "'never'"}
    for words in (["check", "--json"], ["scan", "--json"]):
        run = Run(*words, forged(), **store(settings))
        assert b'"never"' in run.err and b"--no-settings" in run.err and run.err.count(b"\n") == 1, run.err
    offline = Run("check", "--json", NOW, "--offline", forged(), **store(settings))
    assert not offline.err and offline.out == Run("check", "--json", NOW, forged(), **store(settings)).out
    asked = Run("check", "--json", NOW, "--resolver", NOBODY, forged(), **store(settings))
    assert not asked.err and asked.out != offline.out
    assert not check(forged(), **store(settings)).err  # answers are in a file


def test_what_brings_its_own_settings():
    """Evidence, and results that are only added up, are not of today's settings: nothing is said of these."""
    settings = store({"dns": "'never'", "own": "['not an address', 'user@bank.example']"})
    made = str(WORK / "made.zip")
    answers = ["--answers", zone()]
    assert Run("evidence", *answers, "--output", made, "create", forged()).status == 0
    for words in (["evidence", "verify", made], ["check", made]):
        run = Run(*words, **settings)
        assert run.out == Run(*words).out and run.err == Run(*words).err, run.err
    results = file("results.jsonl", Run("scan", "--json", "--exit-zero", *answers, forged()).out)
    merged = Run("scan", "--merge", "--json", "--exit-zero", results, **settings)
    assert merged.status == 0 and not merged.err, merged.err
    assert b"own" in Run("evidence", *answers, "--output", made + "2", "create", forged(), **settings).err
    assert b"own" in Run("check", *answers, made, forged(), **settings).err


def test_domains_are_asked_about_all_the_same():
    never = store({"dns": "'never'"})
    run = Run("domain", "bank.example",
              **store({"dns": "'never'", "resolver": "'%s'" % NOBODY}))
    assert run.err.count(b"\n") == 2 and b'"never"' in run.err and b"--offline" in run.err, run.err
    for words in (["--offline"], ["--answers", zone()], ["--resolver", NOBODY]):
        assert not Run("domain", *words, "bank.example", **never).err
    asked = Run("domain", "--no-settings", "--resolver", NOBODY, "bank.example", **never)
    assert not asked.err


def test_dns_server():
    asked = Run("domain", "--json", "--resolver", NOBODY, "bank.example")
    run = Run("domain", "--json", "bank.example", **store({"resolver": "'%s'" % NOBODY}))
    assert run.status == 2 and b": resolver." in run.err and len(run.lines) == 1 == len(asked.lines)
    run = Run("check", "--json", NOW, forged(), **store({"resolver": "'no server'", "dns": "'never'"}))
    assert run.err.count(b"\n") == 1, run.err  # it is not asked for anything


def test_answers_in_a_file_are_for_mail_programs():
    for file_ in (zone(), "/nonexistent/x"):
        settings = {"answers-file": "'%s'" % file_}
        run = Run("check", "--json", NOW, "--offline", forged(), **store(settings))
        assert not run.err and run.out == Run("check", "--json", NOW, "--offline", forged()).out
        run = Run("check", "--json", NOW, forged(), **store(dict(settings, dns="'never'")))
        assert run.err.count(b"\n") == 1 and b'"never"' in run.err, run.err


def test_what_cannot_be_used_is_said():
    run = check("--json", forged(), **store({"border-hosts": "['not a\x1b host', 'mx.victim.example']"}))
    assert b"border-hosts" in run.err and b"\x1b" not in run.err and run.err.count(b"\n") == 2, run.err
    assert rb"\u20" not in run.err and "“not a� host”".encode() in run.err, run.err
    assert run.lines[0]["verdict"]["code"] == code(check("--json", "--border", "mx.victim.example", forged()))
    assert not check("--json", "--no-settings", forged(), **store({"border-hosts": "['not a host']"})).err


def test_only_at_home():
    """To read settings may write some file: that is done only where whoever runs it keeps files of his own."""
    settings = {"own": "['user@bank.example']"}
    message = forged()
    def follows(**more):
        run = check(message, **store(settings, **more))
        assert run.err in (b"", b"truefrom: Settings of your mail programs take part: own.\n"), run.err
        return bool(run.err)
    assert follows() and follows(XDG_RUNTIME_DIR=store()["HOME"] + "/not/yet/there")
    nowhere, somebody = str(WORK / "nowhere"), "/"
    if os.geteuid() == 0:
        somebody = store()["HOME"]
        os.chown(somebody, 65534, 65534)
    for folder in (nowhere, somebody, file("no-folder", b"")):
        assert not follows(HOME=folder), folder
    assert not follows(XDG_RUNTIME_DIR=somebody) and not follows(XDG_RUNTIME_DIR=somebody + "/x")
    assert not os.path.exists(nowhere)


def test_dconf_leaves_no_trace():
    nowhere = str(WORK / "no-home")
    places = {name: "" for name in ("XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    run = check("--json", forged(), GSETTINGS_BACKEND="dconf", HOME=nowhere, GSETTINGS_SCHEMA_DIR=str(SCHEMAS),
                DBUS_SESSION_BUS_ADDRESS="disabled:", **places)
    assert not run.err and not os.path.exists(nowhere), run.err


def test_without_settings_nothing_is_different():
    assert check("--json", forged(), **store()).lines == check("--json", forged()).lines


if __name__ == "__main__":
    import tap
    tap.run(dict(globals()))
