# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""DNS servers on loopback for the client tests: one that answers, and one that never does."""
import pathlib
import socket
import subprocess
import sys

PROGRAM = pathlib.Path(__file__).resolve().parents[1] / "dnsserver.py"


class AnsweringServer:
    """tests/dnsserver.py on the sample world; remembers what it was asked. It ends when its input
    is closed, or by itself."""

    def __init__(self, answers, log):
        self.answers = answers
        self.log = log
        self.seen = 0

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), "--answers", str(self.answers), "--seconds", "600",
             "--log", str(self.log)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def questions(self):
        """The questions since the last time: "udp TXT _dmarc.bank.example. 1"."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        new, self.seen = lines[self.seen:], len(lines)
        return new


class SilentServer:
    """Takes questions over UDP and TCP and says nothing."""

    def __enter__(self):
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.udp.bind(("127.0.0.1", 0))
        self.port = self.udp.getsockname()[1]
        return self

    def __exit__(self, *_):
        self.udp.close()

    def count(self):
        """How many datagrams came since the last time."""
        self.udp.setblocking(False)
        number = 0
        while True:
            try:
                self.udp.recv(65535)
            except BlockingIOError:
                return number
            number += 1
