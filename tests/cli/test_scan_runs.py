#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""`truefrom scan`: runs that are interrupted or killed and go on, shards, GNU parallel, Dask, and memory."""
import pathlib
import random
import shutil
import signal
import subprocess
import time

import loopback
from scanning import (ANSWERS, ENVIRONMENT, KNOWN, MESSAGES, Scan, WORK, arguments, folder, generated, json, os, scan, stores)
import tap


SERVER = arguments.source / "tests" / "dnsserver.py"

def command(*words):
    return [arguments.truefrom, "scan", *KNOWN, *words]


def start(*words):
    return subprocess.Popen(command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)


def whole_bytes(state):
    """Of a file of lines: those that were written to their end."""
    return state.read_bytes().rfind(b"\n") + 1 if state.exists() else 0


def test_killed_and_resumed():
    """Killed again and again, it comes to the output of one run, and never begins anew."""
    mail = generated("killed.mbox", 3000)
    whole = scan("--json", mail)
    chance = random.Random(os.environ.get("TF_SEED", "7"))
    state = WORK / "killed.state"
    out, kills, gains, kept = None, 0, 0, 0
    while out is None and kills < 100:
        run = start("--json", "--state", str(state), mail)
        try:
            out, _ = run.communicate(timeout=chance.uniform(0.02, 0.25) * (1 + kills / 5))
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
            kills += 1
        assert whole_bytes(state) >= kept, "it began anew"
        gains += whole_bytes(state) > kept
        if out is None and chance.random() < 0.3 and state.exists():
            with open(state, "r+b") as file:  # as if the disk had lost the end
                file.truncate(max(0, state.stat().st_size - chance.randrange(300)))
        kept = whole_bytes(state)
    assert kills >= 2 and gains >= 2, "it was too fast to be killed, or nothing was kept"
    assert state.read_bytes().count(b"\n") == 2 + 3000, "each was done once, but for what was lost"
    assert out == whole.out, (kills, out and out[:300], whole.out[:300])


def test_interrupted():
    mail = generated("interrupted.mbox", 12000)
    state = str(WORK / "interrupted.state")
    for number in (signal.SIGINT, signal.SIGTERM):
        run = start("--json", "--state", state, mail)
        time.sleep(0.5)
        run.send_signal(number)
        out, err = run.communicate(timeout=30)
        assert run.returncode == 130 and err == b"", (run.returncode, err)
        sums = json.loads(out.splitlines()[-1])["sums"]
        assert 0 < sums["messages"] < 12000, sums


def test_asked_again():
    """Who did not answer is asked again when the scan goes on; what was answered is not."""
    loopback.need()
    path = folder("asked-again")
    state = str(WORK / "asked-again.state")
    (path / "1").write_bytes(MESSAGES[0])
    zone, log, port = WORK / "zone.json", WORK / "questions.log", str(loopback.free_port())
    zone.write_text(json.dumps({name: what for name, what in json.loads(pathlib.Path(ANSWERS).read_text()).items() if name != "@"}))
    words = ["--json", "--resolver", "127.0.0.1:" + port, "--now", "1780300000", "--state", state, str(path)]
    first = Scan(*words)
    assert first.sums["incomplete"] == 1 and first.status == 2, first.sums
    server = subprocess.Popen(["/usr/bin/python3", str(SERVER), "--port", port, "--answers", str(zone), "--log", str(log)],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    server.stdout.readline()
    second = Scan(*words)
    asked = log.read_text()
    third = Scan(*words)
    server.stdin.close()
    server.wait(10)
    assert second.sums["quiet"] == 1 and second.sums["messages"] == 1, second.out
    assert third.out == second.out and log.read_text() == asked, "it was asked once more"


def test_state_of_other_settings():
    path = stores("settings")
    state = str(WORK / "settings.state")
    assert scan("--json", "--state", state, str(path / "mh")).status == 1
    again = scan("--json", "--state", state, "--known", "a@b.example", str(path / "mh"))
    assert again.status == 3 and b"other settings" in again.err and again.out == b""
    assert scan("--csv", "--state", state, str(path / "mh")).status == 1  # how it is printed does not matter
    (WORK / "no.state").write_bytes(b"something of somebody\n")
    other = scan("--state", str(WORK / "no.state"), str(path / "mh"))
    assert other.status == 3 and (WORK / "no.state").read_bytes() == b"something of somebody\n"


def test_exit_status():
    path = stores("status")
    assert scan(str(path / "mh")).status == 1
    assert scan("--exit-zero", str(path / "mh")).status == 0
    assert scan("--exit-zero", str(path)).status == 3
    assert scan(str(path / "mh" / "13")).status == 2
    assert scan(str(path / "mh" / "1")).status == 0


# ---- shards --------------------------------------------------------------------------------

def merged(files):
    return scan("--merge", "--json", *map(str, files))


def same(found, whole):
    assert found.sums == whole.sums, (found.sums, whole.sums)
    key = lambda line: line["message"]["identity"]
    strip = lambda line: {name: value for name, value in line.items() if name != "campaign"}
    assert sorted(map(strip, found.messages), key=key) == sorted(map(strip, whole.messages), key=key)


def test_shards():
    path = str(stores("shards"))
    whole = scan("--json", path)
    for count in (1, 3, 7):
        files = []
        for number in range(1, count + 1):
            files.append(WORK / ("%d-%d.jsonl" % (count, number)))
            files[-1].write_bytes(scan("--json", "--shard", "%d/%d" % (number, count), path).out)
        same(merged(files), whole)
    for form in ("--csv", "--html"):
        words = [form] if form == "--csv" else [form, str(WORK / "merged.html")]
        assert scan("--merge", *words, *map(str, files)).status == 3
    lines = files[0].read_bytes().splitlines(keepends=True)
    files[0].write_bytes(b"".join(lines[:-1]))
    assert b"no sums" in merged(files).err and merged(files).status == 3
    files[0].write_bytes(b"{}\n")
    assert b"line 1" in merged(files).err


def test_shards_with_reports():
    mail = str(pathlib.Path(arguments.source) / "data" / "samples" / "helpdesk.mbox")
    whole = scan("--json", mail)
    assert whole.sums["alarm"] == 3 and whole.sums["reported"] == 2, whole.sums
    files = []
    for number in range(1, 8):
        files.append(WORK / ("r%d.jsonl" % number))
        files[-1].write_bytes(scan("--json", "--shard", "%d/7" % number, mail).out)
    same(merged(files), whole)


def test_gnu_parallel():
    """On two hosts: this one, and this one by ssh."""
    if shutil.which("parallel") is None or shutil.which("sshd", path=loopback.PATH) is None:
        raise tap.Skip("parallel or openssh-server is not installed")
    loopback.need()
    path = stores("parallel")
    out = folder("parallel-out")
    words = " ".join('"%s"' % word for word in command("--json", "--exit-zero", "--shard", "{}/7", str(path / "mh")))
    script = WORK / "shard.sh"
    script.write_text("#!/bin/sh\n%s\n%s > '%s'/$1.jsonl; test -z \"$SSH_CONNECTION\" || echo by ssh >> '%s'\n"
                      % ("".join("export %s='%s'\n" % pair for pair in ENVIRONMENT.items()), words.replace("{}", "$1"), out,
                         WORK / "by-ssh"))
    script.chmod(0o755)
    with loopback.Server(WORK / "sshd") as login:
        subprocess.run(["parallel", "--will-cite", "--jobs", "2", "--sshlogin", login, "--sshlogin", ":", str(script), ":::",
                        *map(str, range(1, 8))], check=True, env=ENVIRONMENT, timeout=200)
    assert (WORK / "by-ssh").read_text().splitlines(), "nothing was done by ssh"
    same(merged(sorted(out.iterdir())), scan("--json", str(path / "mh")))


DASK = """
import subprocess, sys
from distributed import Client, LocalCluster
def shard(i, words):
    return subprocess.run([w.replace("{}", str(i)) for w in words], stdout=subprocess.PIPE).stdout
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
        with Client(cluster) as client:
            futures = client.map(shard, range(1, 8), words=sys.argv[2:])
            for i, lines in enumerate(client.gather(futures)):
                open("%s/%d.jsonl" % (sys.argv[1], i), "wb").write(lines)
"""


def test_dask():
    if subprocess.run(["/usr/bin/python3", "-c", "import distributed"], capture_output=True, check=False).returncode:
        raise tap.Skip("python3-distributed is not installed")
    loopback.need()
    path = stores("dask")
    out = folder("dask-out")
    script = WORK / "dask-shards.py"
    script.write_text(DASK)
    subprocess.run(["/usr/bin/python3", str(script), str(out), *command("--json", "--exit-zero", "--shard", "{}/7",
                                                                        str(path / "mh"))],
                   check=True, env=ENVIRONMENT, timeout=100, capture_output=True, cwd=WORK)
    same(merged(sorted(out.iterdir())), scan("--json", str(path / "mh")))


# ---- memory --------------------------------------------------------------------------------

def peak(mail):
    """Kilobytes."""
    script = ("import resource,subprocess,sys;status=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL).returncode;"
              "print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    done = subprocess.run(["/usr/bin/python3", "-c", script, *command("--csv", mail)], capture_output=True,
                          env=ENVIRONMENT, check=True, timeout=200)
    status, kilobytes = map(int, done.stdout.split())
    assert status == 1, "it has not come to the forged ones"
    return kilobytes


def test_memory():
    """At most 64 MB, and 200 bytes for each message."""
    few, many = peak(generated("few.mbox", 1000)), peak(generated("many.mbox", 7000))
    assert few < 64 << 10, few
    assert many - few < 6000 * 200 / 1024 + 4096, (few, many)


if __name__ == "__main__":
    assert MESSAGES
    tap.run(globals())
