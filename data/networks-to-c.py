#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Turn data/house-networks.txt into the bodies of two C arrays."""
import ipaddress
import sys

inner, id_less = [], []
with open(sys.argv[1], encoding="utf-8") as text:
    for line in text:
        words = line.split("#")[0].split()
        if words and words[0] == "inner":
            for word in words[2:]:
                network = ipaddress.ip_network(word)
                inner.append('HOUSE_NETWORK ("%s", "%s", %d)' % (words[1], network.network_address,
                                                                network.prefixlen))
        elif words and words[0] == "id-less":
            id_less.append('HOUSE_WITHOUT_ID ("%s")' % words[1])
        elif words:
            sys.exit("%s: what is %r?" % (sys.argv[1], words[0]))
with open(sys.argv[2], "w", encoding="ascii") as out:
    for line in inner + id_less:
        out.write(line + "\n")
