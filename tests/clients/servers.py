# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Servers on loopback for the client tests: DNS, one that answers and one that never does; POP3; a feed."""
import http.server
import pathlib
import socket
import subprocess
import sys
import threading

PROGRAM = pathlib.Path(__file__).resolve().parents[1] / "dnsserver.py"


class AnsweringServer:
    """tests/dnsserver.py on the sample world; remembers what it was asked. It ends when its input
    is closed, or by itself."""

    def __init__(self, answers, log, delay=0):
        self.answers = answers
        self.log = log
        self.delay = delay  # seconds before each answer
        self.seen = 0

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), "--answers", str(self.answers), "--seconds", "600",
             "--log", str(self.log), "--delay", str(self.delay)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
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


class PopServer:
    """A POP3 server (RFC 1939) with MESSAGES, for whoever comes; it ends with the program."""

    def __init__(self, messages):
        self.messages = dict(enumerate(messages, 1))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            connection, _address = self.listener.accept()
            with connection, connection.makefile("rwb") as stream:
                self._say(stream, b"+OK")
                self._talk(stream)

    def _talk(self, stream):
        for line in stream:
            command, *arguments = line.decode().split()
            answer = getattr(self, "_do_" + command.lower(), None)
            self._say(stream, answer(*arguments) if answer else b"-ERR")
            if command.upper() == "QUIT":
                return

    @staticmethod
    def _say(stream, answer):
        stream.write(answer + b"\r\n")
        stream.flush()

    @staticmethod
    def _several(lines):
        """RFC 1939 §3: lines that begin with a dot have another one, and a dot alone is the end."""
        hidden = [b"." + line if line.startswith(b".") else line for line in lines]
        return b"\r\n".join([b"+OK", *hidden, b"."])

    def _list(self, value, number):
        if number:
            return b"+OK %s %s" % (number.encode(), value(int(number)))
        return self._several([b"%d %s" % (one, value(one)) for one in self.messages])

    def _do_capa(self):
        return self._several([b"USER", b"UIDL"])

    def _do_user(self, _name):
        return b"+OK"

    _do_pass = _do_user

    def _do_noop(self):
        return b"+OK"

    _do_quit = _do_rset = _do_noop

    def _do_stat(self):
        return b"+OK %d %d" % (len(self.messages), sum(map(len, self.messages.values())))

    def _do_list(self, number=None):
        return self._list(lambda one: b"%d" % len(self.messages[one]), number)

    def _do_uidl(self, number=None):
        return self._list(lambda one: b"uid-%d" % one, number)

    def _do_retr(self, number):
        return self._several(self.messages[int(number)].rstrip(b"\n").split(b"\n"))

    def _do_dele(self, _number):
        return b"+OK"


FEED = b"""<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title><link>http://127.0.0.1/</link><description>-</description>
<item><title>News of the bank</title><link>http://127.0.0.1/1</link><guid>1</guid>
<author>service@bank.example (Bank Example)</author><pubDate>Tue, 02 Jun 2026 08:00:00 +0000</pubDate>
<description>There are news.</description></item></channel></rss>
"""


class FeedServer(http.server.ThreadingHTTPServer):
    """A web server whose every page is the feed of a bank; it ends with the program."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), FeedPage)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()


class FeedPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(FEED)))
        self.end_headers()
        self.wfile.write(FEED)

    def log_message(self, *_):
        """What was asked is of no interest."""
