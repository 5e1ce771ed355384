# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""An IMAP server for the client tests: a dovecot process for each connection, behind a pipe, without a network
and without a password. Its mail is in "Maildir" below its home."""
import os
import shutil
import subprocess

PROGRAM = "/usr/lib/dovecot/imap"

IMAP_SERVER = """#!/bin/sh
# One IMAP connection on standard input and output, already logged in.
exec %(wrapper)s env -i PATH=/usr/bin:/bin USER=me HOME=%(home)s \
    DOVECOT_PRESERVE_ENVS="USER HOME" CONFIG_FILE=%(home)s/dovecot.conf /usr/lib/dovecot/imap 2>>%(home)s/errors
"""

DOVECOT_2_3 = "mail_location = maildir:%(home)s/Maildir\n"

DOVECOT_2_4 = """dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
mail_driver = maildir
mail_path = %(home)s/Maildir
mail_home = %(home)s
"""

DOVECOT = """%(location)sbase_dir = %(home)s/run
state_dir = %(home)s/state
log_path = %(home)s/log
ssl = no
first_valid_uid = 1
default_internal_user = nobody
default_login_user = nobody
default_internal_group = nogroup
namespace inbox {
  inbox = yes
}
"""


def command(home):
    """The command that is one connection."""
    return home / "imapd.sh"


def as_nobody():
    """Dovecot refuses to run as root."""
    if os.getuid():
        return ""
    return "setpriv --reuid=nobody --regid=nogroup --clear-groups"


def give(path):
    """What is put there later must be the server's too."""
    if os.getuid() == 0:
        shutil.chown(path, "nobody", "nogroup")


def prepare(desktop, home):
    """The mail is there already."""
    command(home).write_text(IMAP_SERVER % {"home": home, "wrapper": as_nobody()})
    command(home).chmod(0o755)
    version = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, check=True).stdout
    old = version.startswith("2.3")
    more = "protocols = imap\n" if old else "protocols {\n  imap = yes\n}\n"
    (home / "dovecot.conf").write_text(DOVECOT % {
        "location": (DOVECOT_2_3 if old else DOVECOT_2_4) % {"home": home} + more, "home": home})
    if os.getuid() == 0:
        desktop.home.chmod(0o711)
    for path in [home, *home.rglob("*")]:
        give(path)
