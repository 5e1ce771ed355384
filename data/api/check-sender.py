#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""check-sender.py MESSAGE [ANSWERS]: whether a message comes from the domain in its From line."""
import sys
import gi
gi.require_version("TrueFrom", "1")
from gi.repository import TrueFrom  # noqa: E402

message, *answers = sys.argv[1:]
resolver = TrueFrom.Resolver.new_answers(*answers) if answers else TrueFrom.Resolver.new_system(None)
request = TrueFrom.Request.new_file(message)
report = TrueFrom.Verifier.new(resolver).check(request, None)
print(report.get_level(), report.get_code(), report.get_rule(), report.get_from_domain())
