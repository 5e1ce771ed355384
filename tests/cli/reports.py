# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""DMARC aggregate reports, made up row by row, and `truefrom aggregate` on them."""
from program import WORK, Run

NOW = "2026-11-27"
PASS = ("none", "pass", "pass")


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def row(address="192.0.2.1", count=1, result=PASS, more=""):
    return ("<record><row><source_ip>%s</source_ip><count>%d</count><policy_evaluated><disposition>%s</disposition>"
            "<dkim>%s</dkim><spf>%s</spf></policy_evaluated></row><identifiers><header_from>example.org"
            "</header_from></identifiers><auth_results>%s</auth_results></record>" % ((address, count) + result + (more,)))


def report(number=1, rows=row(), org="receiver.example", begin=1760000000):
    return ("<?xml version=\"1.0\"?>\n<feedback><report_metadata><org_name>%s</org_name><report_id>%d</report_id>"
            "<date_range><begin>%d</begin><end>%d</end></date_range></report_metadata><policy_published><domain>"
            "example.org</domain><p>none</p></policy_published>%s</feedback>\n"
            % (escaped(org), number, begin, begin + 86399, rows)).encode()


def put(name, content):
    path = WORK / "reports" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return str(path)


def aggregate(*words, **more):
    return Run("aggregate", "--now", NOW, *words, **more)


def sums(*words, status=0, **more):
    run = aggregate("--json", *words, **more)
    assert run.status == status, (run.status, run.err)
    return run.lines[0]
