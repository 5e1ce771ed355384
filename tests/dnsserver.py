#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""A small DNS server on loopback, for tests.

Serves a file of the form of `truefrom check --answers` over UDP and TCP on one free port, prints
the port as its first line, and ends by itself: after --seconds, or when its input is closed.
It also knows a few real names that must exist, as an honest resolver does. With options it
misbehaves in the ways that servers and networks do, and those who imitate them.
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

from dnslib import (A, AAAA, CNAME, DNSHeader, DNSLabel, DNSRecord, EDNSOption, MX, NS, PTR,
                    QTYPE, RCODE, RR, SOA, TXT)

OPT = 41
EXTENDED_ERROR = 15  # RFC 8914
PORTAL = '203.0.113.80'

# What every honest resolver can answer.
WORLD = {'a.root-servers.net': {'A': ['198.41.0.4'], 'AAAA': ['2001:503:ba3e::2:30']},
         '8.8.8.8.in-addr.arpa': {'PTR': ['dns.google']}}
for _name in ('example.com', 'iana.org', 'ietf.org'):
    WORLD[_name] = {'A': ['192.0.2.53'], 'AAAA': ['2001:db8::53'], 'TXT': ['v=spf1 -all'],
                    'MX': [[10, 'mail.' + _name]]}

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
    parser.add_argument('--portal', action='store_true',
                        help='every A is the portal of the hotel, and there is nothing else')
    parser.add_argument('--deny', choices=('NXDOMAIN', 'NODATA', 'EMPTY'),
                        help='nothing exists; EMPTY: and no SOA says so')
    parser.add_argument('--rewrite', choices=sorted(QTYPE.reverse), action='append', default=[],
                        help='records of this type in place of NXDOMAIN (repeatable)')
    parser.add_argument('--no-nxdomain', action='store_true', help='no data in place of NXDOMAIN')
    parser.add_argument('--referral', choices=('plain', 'recursive'),
                        help='name servers in place of an answer')
    parser.add_argument('--lame', action='store_true', help='empty, and does not ask others')
    parser.add_argument('--no-targets', action='store_true', help='a CNAME alone, never its target')
    parser.add_argument('--filter', metavar='DOMAIN', help='names here, or whose CNAME leads here ...')
    parser.add_argument('--extended-error', type=int, default=15, help='... are empty, with this code')
    parser.add_argument('--filter-keeps', action='store_true', help='... and keep their records')
    parser.add_argument('--empty-over', type=int, metavar='OCTETS',
                        help='over UDP longer answers come back empty')
    parser.add_argument('--empty-soa', action='store_true', help='... with an SOA')
    parser.add_argument('--turn', metavar='NAME',
                        help='honest until this name is asked for the first time')
    parser.add_argument('--lower-case', action='store_true', help='names come back in lower case')
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
        self.names = {**WORLD, **self.names}

    def exists(self, name):
        return name in self.names or any(other.endswith('.' + name) for other in self.names)

    def leads_to(self, name, domain):
        target = self.names.get(name, {}).get('CNAME', '')
        target = target[0] if isinstance(target, list) else target
        return any(('.' + n.lower()).endswith('.' + domain) for n in (name, target) if n)

    def data(self, kind, value):
        if kind == 'TXT':
            strings = [value[i:i + 255] for i in range(0, max(len(value), 1), 255)] \
                if isinstance(value, str) else value
            return TXT([string.encode('latin-1') for string in strings])
        if kind == 'MX':
            return MX(value[1], value[0])
        return {'A': A, 'AAAA': AAAA, 'PTR': PTR}[kind](value)

    def answer(self, reply, name, kind, chase=True):
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
                if not chase:
                    return True
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
        self.turned = not options.turn
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
            pass  # a plain file or nothing: only the time limit ends us

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
                log.write(f'{transport} {kind} {name.lower()} {question.header.ad}\n')
        header = DNSHeader(id=question.header.id, qr=1, rd=question.header.rd, ra=1)
        reply = DNSRecord(header, q=question.q)
        reply.header.ad = 1 if options.ad and question.header.ad else 0
        self.turned = self.turned or name.lower().rstrip('.') == options.turn
        if not self.turned:
            return reply.pack() if self.zone.answer(reply, name, kind) else None
        if options.rcode:
            reply.header.rcode = getattr(RCODE, options.rcode)
        elif not self.lie(reply, name.lower().rstrip('.'), kind, transport):
            return None
        return self.spoil(reply, transport)

    def lie(self, reply, name, kind, transport):
        """What the network makes of the answer; False: nothing is to be sent at all."""
        options = self.options
        if options.portal:
            if kind == 'A':
                reply.add_answer(RR(name, QTYPE.A, ttl=0, rdata=A(PORTAL)))
            return True
        if options.deny:
            reply.header.rcode = RCODE.NXDOMAIN if options.deny == 'NXDOMAIN' else RCODE.NOERROR
            return options.deny == 'EMPTY' or self.zone.negative(reply)
        if options.referral or options.lame:
            reply.header.ra = 1 if options.referral == 'recursive' else 0
            if options.referral:
                reply.add_auth(RR('example', QTYPE.NS, ttl=300, rdata=NS('ns.elsewhere.example')))
            return True
        if options.filter and self.zone.leads_to(name, options.filter):
            if options.filter_keeps:
                self.zone.answer(reply, name, kind)
            code = struct.pack('!H', options.extended_error)
            reply.add_ar(RR('.', OPT, rclass=1232, ttl=0, rdata=[EDNSOption(EXTENDED_ERROR, code)]))
            return True
        if not self.zone.answer(reply, name, kind, chase=not options.no_targets):
            return False
        if reply.header.rcode == RCODE.NXDOMAIN:
            self.instead_of_nxdomain(reply, name, kind)
        if options.empty_over and transport == 'udp' and len(reply.pack()) > options.empty_over:
            reply.rr, reply.auth = [], []
            return not options.empty_soa or self.zone.negative(reply)
        return True

    def instead_of_nxdomain(self, reply, name, kind):
        if self.options.no_nxdomain:
            reply.header.rcode = RCODE.NOERROR
        if kind in self.options.rewrite:
            values = {'A': PORTAL, 'AAAA': '2001:db8::80', 'TXT': 'See our search page',
                      'MX': [10, 'search.example']}
            reply.header.rcode, reply.rr, reply.auth = RCODE.NOERROR, [], []
            reply.add_answer(RR(name, getattr(QTYPE, kind), ttl=60,
                                rdata=self.zone.data(kind, values[kind])))

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
        if options.lower_case:
            octets = self.to_lower_case(octets)
        if options.garbage:
            return octets[:12] + b'\xc0\x0c\xff' * 7
        return octets

    @staticmethod
    def to_lower_case(octets):
        """The question's name, which follows the header (RFC 1035 section 4.1.2)."""
        end = octets.index(b'\0', 12)
        return octets[:12] + octets[12:end].lower() + octets[end:]

    def after_delay(self, action):
        if self.options.delay <= 0:
            action()
            return
        self.n_later += 1
        heapq.heappush(self.later, (time.monotonic() + self.options.delay, self.n_later, action))

    def must_be_reached(self):
        """A loopback device that is down can be bound to, and reached by nobody."""
        with socket.socket(self.udp.family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((self.options.host, self.port))
            except OSError as error:
                sys.exit('%s cannot be reached: %s' % (self.options.host, error))

    def run(self):
        self.must_be_reached()
        print(self.port, flush=True)
        while time.monotonic() < self.end:
            until = min([self.end] + [entry[0] for entry in self.later[:1]])
            for key, _ in self.selector.select(max(0, until - time.monotonic())):
                key.data()
            while self.later and self.later[0][0] <= time.monotonic():
                heapq.heappop(self.later)[2]()


Server(arguments()).run()
