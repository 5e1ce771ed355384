#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The real `truefrom` as people and programs use it: options, exit status, errors. The verdicts
themselves are tested by tests/cases; here only that they are printed. Nothing here opens a socket:
answers are files, or nobody is asked."""
import re
import subprocess

import tap
from program import (ENVIRONMENT, FORGED, PASSED, WORK, ZONE, Run, arguments, check, file, forged,
                     variant, zone)

# ---- usage -----------------------------------------------------------------------------------

def test_version_and_help():
    for words in (["--version"], ["-V"], ["--help"], ["-h"], ["check", "--help"], ["check", "-h"], ["setup", "--help"],
                  ["explain", "--help"]):
        run = Run(*words)
        assert run.status == 0 and run.out and not run.err, words
    assert re.fullmatch(rb"truefrom \d+\.\d+\.\d+\n", Run("--version").out)
    assert b"truefrom check" in Run("check", "--help").out


def test_wrong_usage():
    run = Run()
    assert run.status == 64 and b"truefrom check" in run.err and not run.out
    Run("verify", "a.eml").says(64, "verify")
    Run("--json").says(64)
    Run("check").says(64, "file")
    Run("check", "--json").says(64, "file")
    Run("check", "--jsonn", "a.eml").says(64, "--jsonn")
    Run("check", "--answers").says(64, "--answers")
    for flag in ("--json", "--offline", "--allow-legacy-crypto", "--attached", "--no-attached",
                 "--summary", "--details"):
        Run("check", flag + "=no", "a.eml").says(64, flag)
    for one, other in (("--summary", "--details"), ("--attached", "--no-attached")):
        Run("check", one, other, "a.eml").says(64, one, other)


def test_values_that_cannot_be_used():
    for option, value in (("--now", "yesterday"), ("--now", ""), ("--now", "1e9"),
                          ("--now", "-1"), ("--received-at", "2026-13-01"),
                          ("--now", "99999999999999999999"), ("--own", "not a domain"),
                          ("--own", ""), ("--own", "@"), ("--protect", ""),
                          ("--protect", "a b.example"), ("--border", "mx..example"),
                          ("--border", ""), ("--trust-sealer", "@"), ("--trust-authserv", ""),
                          ("--trust-authserv", ":below"), ("--trust-authserv", "a b"),
                          ("--known", "@"), ("--known", ""), ("--known-list", ""),
                          ("--known-list", "x y="), ("--accept-signer", "a@b.example")):
        run = Run("check", "--answers", zone(), "%s=%s" % (option, value), forged())
        run.says(64, option, '"%s"' % value)
    Run("check", "--answers", zone(), "--accept-signer=a@b.example=sendgrid.net", forged()).says(
        64, "--accept-signer", "many unrelated senders")
    for server in ("nowhere.example", "300.1.1.1", "127.0.0.1:99999", "127.0.0.1:x", "[::1"):
        Run("check", "--resolver", server, forged()).says(64)
    Run("check", "--resolver", "127.0.0.1", "--answers", zone(), forged()).says(64)


def test_envelopes_that_cannot_be_used():
    for words in (["--ip=192.0.2.1"], ["--helo=mx.a.example"], ["--mail-from=a@a.example"],
                  ["--ip=192.0.2", "--helo=a.example"], ["--ip=", "--helo=a.example"],
                  ["--ip=192.0.2.1", "--mail-from="], ["--ip=192.0.2.1", "--mail-from=<>"],
                  ["--ip=192.0.2.1", "--mail-from=a.example"], ["--ip=192.0.2.1", "--helo="],
                  ["--ip=192.0.2.1", "--mail-from=a@"], ["--ip=192.0.2.1", "--mail-from=a b@c"],
                  ["--ip=192.0.2.1", "--helo=a b", "--mail-from=a@b.example"]):
        Run("check", "--answers", zone(), *words, forged()).says(64)


def test_control_characters_in_complaints():
    Run("check", "--answers", zone(), "no\033[31m\nfile").says(3, "\\x1b", "\\x0a")
    run = Run("exp\033lain")
    run.says(64, "\\x1b")


def test_hidden_depth():
    """Brackets behind what is a string or a comment to the reader of JSON alone: a sentence, and no stack that ends."""
    for number, start in enumerate((b"", b"['\"',", b'[/*"*/', b'[//"\n', b'[#"\n', b'["\\ud800",",')):
        path = file("deep-%d.json" % number, b'{"a.example": {"TXT": ' + start + b"[" * 1000000 + b'"')
        for words in (["check", "--answers", path, forged()], ["domain", "--answers", path, "bank.example"],
                      ["domain", "--answers", zone(), "--compare", path, "bank.example"]):
            Run(*words).says(3, "deep-%d.json" % number)
    text = "[[[[[[[[[[[[ '\"\\/*//#\u00ff ]}"
    honest = dict(ZONE, **{"_dmarc.bank.example": {"TXT": ["v=DMARC1; p=reject", text]}})
    assert Run("check", "--answers", file("brackets.json", honest), forged()).out == check(forged()).out


# ---- exit status -----------------------------------------------------------------------------

def test_exit_status():
    quiet = forged("quiet.eml", variant(b"service@bank.example", b"x@plain.example"))
    trouble = forged("trouble.eml", variant(b"service@bank.example", b"x@slow.example"))
    bad = forged()
    expected = {quiet: 0, trouble: 2, bad: 1, "/nonexistent/x": 3}
    for a, status in expected.items():
        assert check(a).status == status, a
    assert check(quiet, trouble).status == 2
    assert check(trouble, bad, quiet).status == 1
    assert check(bad, "/nonexistent/x", trouble).status == 3


def test_offline():
    run = Run("check", "--json", "--offline", "--now", "1780434800", forged())
    assert run.status == 2, run.out
    assert run.lines[0]["verdict"]["code"] == "TF13"
    assert run.lines[0]["evidence"]["reason"] == "offline"


def test_own():
    assert check("--json", forged()).lines[0]["verdict"]["code"] == "TF01"
    for own in (["--own", "bank.example"], ["--own=a@x.example", "--own", "bank.example"]):
        assert check("--json", *own, forged()).lines[0]["verdict"]["code"] == "TF02"


def test_displayed_from():
    run = check("--json", "--displayed-from", "J\u00f6rg <j@other.example>", forged())
    report = run.lines[0]
    assert report["verdict"]["code"] == "TF04"
    assert report["from"]["displayed"] == "J\u00f6rg <j@other.example>"
    assert report["evidence"]["reason"] == "displayed-differs"


def test_times():
    def now(text):
        return check("--json", "--now", text, forged()).lines[0]["time"]["now"]

    assert now("1780434800") == 1780434800
    assert now("2026-06-02T21:13:20Z") == 1780434800
    assert now("2026-06-02T21:13:20") == 1780434800
    assert now("2026-06-02T23:13:20+02:00") == 1780434800
    assert now("2026-06-03") == 1780444800
    report = check("--json", "--received-at", "1780000000", forged()).lines[0]
    assert report["time"] == {"now": 1780434800, "received_at": 1780000000, "source": "option"}
    assert check("--json", forged()).lines[0]["time"]["source"] == "topmost"


# ---- delivery: SPF, the border, servers ------------------------------------------------------

def spf(*words, message=FORGED, more=None):
    answers = file("spf.json", dict(ZONE, **{
        "attack.example": {"TXT": ["v=spf1 ip4:203.0.113.66 -all"]},
        "bank.example": {"TXT": ["v=spf1 ip4:192.0.2.10 -all"]},
        "helo.bank.example": {"TXT": ["v=spf1 ip6:2001:db8::1 -all"]}}, **(more or {})))
    return Run("check", "--json", "--answers", answers, *words, forged(message=message)).lines[0]


def test_envelope_options():
    report = spf()
    assert report["spf"] == {"result": "none", "reason": "not-evaluated", "aligned": False,
                             "domain": "attack.example", "source": "none"}
    report = spf("--ip=192.0.2.10", "--mail-from=x@bank.example")
    assert report["spf"] == {"result": "pass", "reason": None, "domain": "bank.example",
                             "source": "envelope", "aligned": True}
    assert report["evidence"]["result"] == "pass" and report["evidence"]["source"] == "spf"
    assert report["verdict"]["code"] == "TF15"
    report = spf("--ip=192.0.2.11", "--mail-from=<x@bank.example>")
    assert report["spf"]["result"] == "fail" and report["spf"]["aligned"] is True
    assert report["verdict"]["code"] == "TF01"
    assert report["evidence"]["reason"] == "spf-not-passed"
    report = spf("--ip=203.0.113.66", "--mail-from=x@attack.example")
    assert report["spf"]["result"] == "pass" and report["spf"]["aligned"] is False
    assert report["verdict"]["code"] == "TF01"
    for null in ("--mail-from=<>", "--mail-from="):
        report = spf("--ip=2001:db8::1", "--helo=helo.bank.example", null)
        assert report["spf"]["domain"] == "helo.bank.example"
        assert report["spf"]["result"] == "pass", report["spf"]


def test_border():
    report = spf("--border", "MX.victim.example")
    assert report["spf"] == {"result": "pass", "reason": None, "domain": "attack.example",
                             "source": "received", "aligned": False}
    assert report["time"]["source"] == "border"
    other = spf("--border", "mx.other.example")
    assert other["spf"]["source"] == "none" and other["time"]["source"] == "topmost"


def test_trusted_server():
    stamped = PASSED.replace(b"dkim=pass header.d=bank.example header.d=x.example; spf=none;\n",
                             b"\n") + FORGED
    report = spf(message=stamped)
    assert report["verdict"]["code"] == "TF01"
    assert [(f["authserv_id"], f["trusted"], f["used"], f["reason"])
            for f in report["authentication_results"]] == [
                ("mx.victim.example", False, False, "not-trusted")]
    for words in (["--trust-authserv", "mx.victim.example"],
                  ["--trust-authserv=mx.victim.example:below"],
                  ["--trust-authserv=mx.victim.example", "--border=mx.victim.example"]):
        report = spf(*words, message=stamped)
        assert report["evidence"]["source"] == "server", report["evidence"]
        assert report["authentication_results"][0]["used"] is True
        assert report["authentication_results"][0]["results"] == [
            {"method": "dmarc", "result": "pass", "properties": {"header.from": "bank.example"}}]
    below = FORGED.replace(b"From: ", stamped[:stamped.index(b"Return-Path")] + b"From: ", 1)
    assert spf("--trust-authserv=mx.victim.example", message=below)["verdict"]["code"] == "TF01"
    report = spf("--trust-authserv=mx.victim.example:below", message=below)
    assert report["evidence"]["source"] == "server"
    assert spf(message=PASSED + FORGED)["authentication_results"][0]["results"][0] == {
        "method": "dkim", "result": "pass", "properties": {"header.d": "bank.example"}}


def test_fields_that_are_not_evaluated_or_not_there():
    report = spf(message=b"DKIM2-Signature: i=1; x\nMessage-Instance: y\n" + FORGED)
    assert report["dkim2"] == {"fields": 2, "evaluated": False}
    report = spf()
    assert report["dkim2"]["fields"] == 0 and report["authentication_results"] == []
    assert report["arc"]["result"] == "none" and report["arc"]["sets"] == 0
    report = spf(message=b"ARC-Seal: i=2; a=rsa-sha256; d=\xff\nARC-Seal: i=x\n" + FORGED)
    assert report["arc"]["result"] == "fail" and report["arc"]["reason"], report["arc"]


def test_protected_domain():
    zone_of_none = {"_dmarc.bank.example": {"TXT": ["v=DMARC1; p=none"]}}
    codes = {}
    for words in ([], ["--protect=bank.example"], ["--protect", "x.example", "--protect=bank.example"]):
        verdict = spf(*words, more=zone_of_none)["verdict"]
        codes[len(words)] = (verdict["code"], verdict["level"])
    assert codes == {0: ("TF17", "note"), 1: ("TF17", "warning"), 3: ("TF17", "warning")}, codes


# ---- explain ---------------------------------------------------------------------------------

RULES = ("domain-forged own-domain-forged domain-unproven sender-disguised name-shows-other-address"
         " lookalike-domain known-name-new-address self-forged different-from-usual"
         " list-author-unchecked provider-rewrote nothing-to-check check-incomplete"
         " too-old-to-check domain-confirmed partly-unsigned monitored-domain-failed"
         " reply-goes-elsewhere changed-on-the-way name-uses-brand name-decorated").split()


def test_explain_every_code():
    seen = set()
    for number, rule in enumerate(RULES, 1):
        code = "TF%02d" % number
        by_code = Run("explain", code)
        assert by_code.status == 0 and not by_code.err
        assert by_code.out.startswith(("%s (%s): " % (code, rule)).encode())
        assert b"What to tell a caller:" in by_code.out
        for same in (code.lower(), rule, rule.upper(), str(number), "tf%d" % number,
                     "%02d" % number):
            assert Run("explain", same).out == by_code.out, same
        seen.add(by_code.out.split(b": ", 1)[1])
    assert len(seen) == len(RULES) == 21


def test_explain_all():
    everything = Run("explain")
    assert everything.status == 0 and not everything.err
    one_by_one = [Run("explain", "%d" % number).out for number in range(1, len(RULES) + 1)]
    assert everything.out == b"\n\n".join(one_by_one)


def test_explain_for_others():
    """Three readers, three texts: a caller's is the one without --for."""
    headings = {"caller": b"What to tell a caller:", "reader": b"What you can do:",
                "admin": b"What an administrator can check and change:"}
    seen = set()
    for number in range(1, len(RULES) + 1):
        runs = {who: Run("explain", "--for", who, "TF%02d" % number) for who in headings}
        for who, run in runs.items():
            assert run.status == 0 and not run.err
            before, after = run.out.split(headings[who] + b"\n")
            assert b"What it means:" in before and len(after) > 20, run.out
            seen.add(after)
        assert runs["caller"].out == Run("explain", "%d" % number).out
        assert len({run.out.split(b"\n\n")[1] for run in runs.values()}) == 1, "one meaning"
    assert len(seen) == 3 * len(RULES), len(seen)
    everything = Run("explain", "--for=admin").out
    assert everything.count(headings["admin"]) == len(RULES)
    for word in ("", "Admin", "callers", "\033"):
        Run("explain", "--for", word, "TF01").says(64, "--for")
    Run("explain", "TF01", "--for").says(64, "--for")


def test_explain_nothing_else():
    for word in ("TF00", "TF22", "TF011", "", "forged", "TF01 ", "0", "22", "TF", "-1", "1.", "\033"):
        Run("explain", word).says(64)
    Run("explain", "TF01", "TF02").says(64)


# ---- manual and completion -------------------------------------------------------------------

WITH_OPTIONS = ("check", "explain", "domain", "setup", "memory", "evidence", "report", "aggregate", "scan", "spoofs")


def options_of_help(command):
    """{name: its value or None} as the program's own table has them."""
    text = Run(command, "--help", LC_ALL="C.UTF-8").out.decode()
    found = re.findall(r"^\s+(?:-\w, )?--([a-z-]+)(?:=(\S+))?", text, re.M)
    assert len(found) > (20 if command == "check" else 1), found
    return {name: value or None for name, value in found}


def commands_of_help():
    return set(re.findall(r"^  truefrom ([a-z]+)", Run("--help").out.decode(), re.M))


DATA = arguments.source / "data"


def test_manual_knows_the_table():
    manual = (DATA / "truefrom.1").read_text()
    options = {n: v for command in WITH_OPTIONS for n, v in options_of_help(command).items()}
    options["help"] = None
    found = dict(re.findall(r"^\.It Fl -([a-z-]+)(?: (Ar .*))?$", manual, re.M))
    assert {n for n, v in found.items() if v} == {n for n, v in options.items() if v}
    assert set(found) == set(options), set(found) ^ set(options)
    commands = re.search(r"^The commands are:\n(.*?)^\.El", manual, re.M | re.S)[1]
    assert set(re.findall(r"^\.It Cm (\w+)", commands, re.M)) == commands_of_help()


def test_completions_know_the_table():
    """Every option, which of them need a value, and which a file; every command."""
    for command in WITH_OPTIONS:
        completions_know(command)


def of_command(zsh, command):
    """The function that completes its options."""
    return re.search(r"^_truefrom_%s\(\) \{(.*?)^\}" % command, zsh, re.S | re.M)[1]


def completions_know(command):
    options = {n: v for n, v in options_of_help(command).items() if n != "help"}
    with_value = {n for n, v in options.items() if v}
    of_file = {n for n, v in options.items() if v == "FILE"}
    bash, zsh, fish = ((DATA / "completions" / name).read_text()
                       for name in ("truefrom.bash", "_truefrom", "truefrom.fish"))
    function = re.search(r"^_truefrom_%s\(\)\n\{(.*?)^\}" % command, bash, re.S | re.M)[1]
    listed = set(re.findall(r"--([a-z][a-z-]*)", re.search(r"compgen -W '(--.*?)'", function, re.S)[1]))
    assert listed - {"help"} == set(options), listed ^ set(options)
    cases = re.search(r"case \$previous in(.*?)\)", function, re.S)
    valued = set(re.findall(r"--([a-z][a-z-]*)", cases[1])) if cases else set()
    assert valued == with_value - of_file, valued ^ (with_value - of_file)
    found = re.findall(r"--([a-z-]+)(=?)\[[^]]*\](:\w+:\w*)?", of_command(zsh, command))
    assert {n for n, _, _ in found} - {"help", "version"} == set(options)
    assert {n for n, value, _ in found if value} == with_value
    assert {n for n, _, what in found if what.endswith("_files")} == of_file
    lines = {m[1]: m[2] for m in re.finditer(r"-n \$%s -l ([a-z-]+)(.*) -d" % command, fish)}
    assert set(lines) - {"help"} == set(options), set(lines) ^ set(options)
    assert {n for n, flags in lines.items() if "-r" in flags or "-x" in flags} == with_value
    assert {n for n, flags in lines.items() if "-F" in flags} == of_file
    for text in (bash, zsh, fish):
        assert all(re.search(r"\b%s\b" % c, text) for c in commands_of_help())


def complete(*words):
    script = ("source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _truefrom; printf '%%s\\n' "
              "\"${COMPREPLY[@]}\"" % (arguments.source / "data/completions/truefrom.bash",
                                       " ".join("'%s'" % w for w in words), len(words) - 1))
    done = subprocess.run(["bash", "-c", script], capture_output=True, cwd=WORK, env=ENVIRONMENT,
                          check=False)
    return set(done.stdout.decode().split())


def test_bash_completion():
    forged("zz-completed.eml")
    assert complete("truefrom", "ch") == {"check"}
    assert complete("truefrom", "setup", "--") == {"--apply", "--memory", "--help"}
    assert complete("truefrom", "setup", "zz-") == {"zz-completed.eml"}
    assert complete("truefrom", "check", "--no-") == {"--no-attached", "--no-memory", "--no-settings"}
    assert complete("truefrom", "explain", "tf2") == {"TF20", "TF21"}
    assert complete("truefrom", "explain", "--for", "") == {"caller", "reader", "admin"}
    assert complete("truefrom", "check", "--re") == {"--record", "--resolver", "--received-at"}
    assert complete("truefrom", "check", "zz-") == {"zz-completed.eml"}
    assert complete("truefrom", "check", "--answers", "zz-") == {"zz-completed.eml"}
    assert complete("truefrom", "check", "--now", "") == set()
    assert complete("truefrom", "check", "--", "--js") == set()


tap.run(dict(globals()))
