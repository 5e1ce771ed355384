# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The loopback device, and on it a server for ssh, with keys of its own, that ends with its test."""
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time

import tap

PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
SECONDS = 20


def need():
    """Where packages are built there may be no network at all, not even this one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("127.0.0.1", 9))
        except OSError as error:
            raise tap.Skip("the loopback device does not work: %s" % error) from error


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_key(path):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)


class Server:
    """A context: what GNU parallel takes for --sshlogin."""
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        self.process = None

    def __enter__(self):
        self.folder.mkdir()
        for name in ("host", "user"):
            make_key(self.folder / name)
        shutil.copy(self.folder / "user.pub", self.folder / "authorized")
        if os.geteuid() == 0:  # where it puts its children, who have no rights
            pathlib.Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        (self.folder / "config").write_text(
            "ListenAddress 127.0.0.1\nPort %d\nHostKey %s\nAuthorizedKeysFile %s\nStrictModes no\nUsePAM no\nPidFile none\n"
            "PasswordAuthentication no\nPermitRootLogin prohibit-password\nMaxStartups 100\n"
            % (self.port, self.folder / "host", self.folder / "authorized"))
        self.process = subprocess.Popen([shutil.which("sshd", path=PATH), "-D", "-e", "-f", str(self.folder / "config")],
                                        stdin=subprocess.DEVNULL, stderr=open(self.folder / "log", "wb"))
        login = "ssh -F none -p %d -i %s -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=%s %s@127.0.0.1" % (
            self.port, self.folder / "user", self.folder / "known", pwd.getpwuid(os.geteuid()).pw_name)
        self.wait(login)
        return login

    def wait(self, login):
        until = time.monotonic() + SECONDS
        while subprocess.run(login.split() + ["true"], check=False, capture_output=True).returncode != 0:
            assert time.monotonic() < until and self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.2)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
