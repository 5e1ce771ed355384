# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""The sample mailbox of data/samples."""
import email.header
import email.parser
import email.policy
import pathlib
import time

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "data" / "samples"
ANSWERS = FOLDER / "answers.json"
READER = "user@victim.example"
NOTHING = "-"


class Sample:
    """One line of expected.tsv and the message it is about."""

    def __init__(self, number, line):
        self.number = number
        self.file, self.code, self.level, self.heading, self.remark = line.split("\t")
        self.name = self.file[:-len(".eml")]
        self.path = FOLDER / self.file
        self.message = self.path.read_bytes()
        header = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(self.message)
        self.subject = str(header["Subject"])

    def arriving_now(self):
        """The message with the date of its topmost Received, which nobody signs, set to now."""
        now = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime()).encode()
        head, mark, rest = self.message.partition(b"\n\tfor <%s>; " % READER.encode())
        assert mark, self.file
        return head + mark + now + rest[rest.index(b"\n"):]


def read():
    lines = (FOLDER / "expected.tsv").read_text().splitlines()
    return [Sample(number, line)
            for number, line in enumerate((line for line in lines if line[0] != "#"), 1)]
