#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A small DNS server on loopback, for tests.

Serves a file of the form of `truefrom check --answers` over UDP and TCP on one free port, prints
the port as its first line, and ends by itself: after --seconds, or when its input is closed.
With options it misbehaves as servers, and those who imitate them, do.
"""
import argparse
import heapq
import json
import os
import selectors
import socket
import struct
import sys
import time

from dnslib import (A, AAAA, CNAME, DNSHeader, DNSLabel, DNSRecord, MX, PTR, QTYPE, RCODE,
                    RR, SOA, TXT)

WORDS = {'SERVFAIL': RCODE.SERVFAIL, 'REFUSED': RCODE.REFUSED, 'NXDOMAIN': RCODE.NXDOMAIN}
CHAIN_MAX = 20


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--answers', help='the file to serve; without one every name is absent')
    parser.add_argument('--host', default='127.0.0.1')
    parser.add_argument('--port', type=int, default=0, help='0 (the default) is any free one')
    parser.add_argument('--seconds', type=float, default=60, help='end after this time')
    parser.add_argument('--delay', type=float, default=0, help='seconds before each answer')
    parser.add_argument('--ttl', type=int, default=300)
    parser.add_argument('--ad', action='store_true', help='set the AD bit if it was asked for')
    parser.add_argument('--drop', action='store_true', help='never answer')
    parser.add_argument('--drop-first', type=int, default=0, help='ignore the first N datagrams')
    parser.add_argument('--truncate', action='store_true', help='over UDP: no records, TC set')
    parser.add_argument('--no-tcp', action='store_true', help='accept no connection')
    parser.add_argument('--pieces', action='store_true', help='over TCP: two octets at a time')
    parser.add_argument('--rcode', choices=sorted(RCODE.reverse), help='answer everything so')
    parser.add_argument('--garbage', action='store_true', help='a right header, then noise')
    parser.add_argument('--wrong-id', action='store_true')
    parser.add_argument('--wrong-question', action='store_true', help='another name is the question')
    parser.add_argument('--other-name', action='store_true', help='records of another name')
    parser.add_argument('--log', help='write each question to this file')
    return parser.parse_args()


class Zone:
    def __init__(self, path, ttl):
        self.ttl = ttl
        self.names = {}
        if path:
            with open(path, encoding='utf-8') as file:
                self.names = {name.lower().rstrip('.'): value
                              for name, value in json.load(file).items() if name != '@'}

    def exists(self, name):
        return name in self.names or any(other.endswith('.' + name) for other in self.names)

    def data(self, kind, value):
        if kind == 'TXT':
            strings = [value[i:i + 255] for i in range(0, max(len(value), 1), 255)] \
                if isinstance(value, str) else value
            return TXT([string.encode('latin-1') for string in strings])
        if kind == 'MX':
            return MX(value[1], value[0])
        return {'A': A, 'AAAA': AAAA, 'PTR': PTR}[kind](value)

    def answer(self, reply, name, kind):
        """Fills in REPLY; False: nothing is to be sent at all."""
        name = name.lower().rstrip('.')
        for _ in range(CHAIN_MAX):
            entry = self.names.get(name)
            if entry is None:
                if not self.exists(name):
                    reply.header.rcode = RCODE.NXDOMAIN
                return self.negative(reply)
            value = entry.get(kind)
            if value is None and 'CNAME' in entry:
                target = entry['CNAME']
                target = target[0] if isinstance(target, list) else target
                reply.add_answer(RR(name, QTYPE.CNAME, ttl=self.ttl, rdata=CNAME(target)))
                name = target.lower().rstrip('.')
                continue
            value = entry.get('*') if value is None else value
            if isinstance(value, str):
                if value in WORDS:
                    reply.header.rcode = WORDS[value]
                return value in WORDS
            for record in value or []:
                reply.add_answer(RR(name, getattr(QTYPE, kind), ttl=self.ttl,
                                    rdata=self.data(kind, record)))
            return True if value else self.negative(reply)
        return True

    def negative(self, reply):
        reply.add_auth(RR('.', QTYPE.SOA, ttl=self.ttl,
                          rdata=SOA('ns.invalid', 'nobody.invalid', (1, 2, 3, 4, self.ttl))))
        return True


class Server:
    def __init__(self, options):
        self.options = options
        self.zone = Zone(options.answers, options.ttl)
        self.selector = selectors.DefaultSelector()
        self.end = time.monotonic() + options.seconds
        self.later = []
        self.n_later = 0
        self.n_datagrams = 0
        self.bind()

    def bind(self):
        """UDP and TCP on the same port: the kernel chooses one of them, the other may be taken."""
        family = socket.AF_INET6 if ':' in self.options.host else socket.AF_INET
        for _ in range(50):
            self.udp = socket.socket(family, socket.SOCK_DGRAM)
            self.udp.bind((self.options.host, self.options.port))
            self.port = self.udp.getsockname()[1]
            self.tcp = socket.socket(family, socket.SOCK_STREAM)
            self.tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                self.tcp.bind((self.options.host, self.port))
                break
            except OSError:
                self.udp.close()
                self.tcp.close()
        self.selector.register(self.udp, selectors.EVENT_READ, self.on_datagram)
        if not self.options.no_tcp:
            self.tcp.listen(16)
            self.selector.register(self.tcp, selectors.EVENT_READ, self.on_connection)
        try:
            self.selector.register(sys.stdin, selectors.EVENT_READ, self.on_input)
        except (PermissionError, ValueError):
            pass  # a plain file or nothing: only time ends us

    def on_input(self):
        if not os.read(sys.stdin.fileno(), 1024):
            self.end = 0

    def on_datagram(self):
        octets, sender = self.udp.recvfrom(65535)
        self.n_datagrams += 1
        if self.options.drop or self.n_datagrams <= self.options.drop_first:
            return
        reply = self.reply(octets, 'udp')
        if reply:
            self.after_delay(lambda: self.udp.sendto(reply, sender))

    def on_connection(self):
        connection, _ = self.tcp.accept()
        connection.settimeout(2)
        state = {'octets': b''}
        self.selector.register(connection, selectors.EVENT_READ,
                               lambda: self.on_stream(connection, state))

    def on_stream(self, connection, state):
        try:
            octets = connection.recv(65535)
        except OSError:
            octets = b''
        if not octets:
            self.selector.unregister(connection)
            connection.close()
            return
        state['octets'] += octets
        while len(state['octets']) >= 2:
            length, = struct.unpack('!H', state['octets'][:2])
            if len(state['octets']) < length + 2:
                return
            question, state['octets'] = state['octets'][2:length + 2], state['octets'][length + 2:]
            reply = None if self.options.drop else self.reply(question, 'tcp')
            if reply:
                self.after_delay(lambda r=reply: self.send_stream(connection, r))

    def send_stream(self, connection, reply):
        octets = struct.pack('!H', len(reply)) + reply
        step = 2 if self.options.pieces else len(octets)
        try:
            for i in range(0, len(octets), step):
                connection.sendall(octets[i:i + step])
        except OSError:
            pass

    def reply(self, octets, transport):
        try:
            question = DNSRecord.parse(octets)
        except Exception:
            return None
        options = self.options
        name = str(question.q.qname)
        kind = QTYPE.get(question.q.qtype)
        if options.log:
            with open(options.log, 'a', encoding='ascii') as log:
                log.write(f'{transport} {kind} {name} {question.header.ad}\n')
        header = DNSHeader(id=question.header.id, qr=1, rd=question.header.rd, ra=1)
        reply = DNSRecord(header, q=question.q)
        reply.header.ad = 1 if options.ad and question.header.ad else 0
        if options.rcode:
            reply.header.rcode = getattr(RCODE, options.rcode)
        elif not self.zone.answer(reply, name, kind):
            return None
        return self.spoil(reply, transport)

    def spoil(self, reply, transport):
        options = self.options
        if options.wrong_id:
            reply.header.id ^= 0x5555
        if options.wrong_question:
            reply.questions[0].qname = DNSLabel('elsewhere.example')
        if options.other_name:
            for record in reply.rr:
                record.rname = DNSLabel('elsewhere.example')
        if options.truncate and transport == 'udp':
            reply.rr, reply.auth, reply.header.tc = [], [], 1
        octets = reply.pack()
        if options.garbage:
            return octets[:12] + b'\xc0\x0c\xff' * 7
        return octets

    def after_delay(self, action):
        if self.options.delay <= 0:
            action()
            return
        self.n_later += 1
        heapq.heappush(self.later, (time.monotonic() + self.options.delay, self.n_later, action))

    def run(self):
        print(self.port, flush=True)
        while time.monotonic() < self.end:
            until = min([self.end] + [entry[0] for entry in self.later[:1]])
            for key, _ in self.selector.select(max(0, until - time.monotonic())):
                key.data()
            while self.later and self.later[0][0] <= time.monotonic():
                heapq.heappop(self.later)[2]()


Server(arguments()).run()
