# SPDX-License-Identifier: LGPL-2.1-or-later
# SPDX-FileCopyrightText: 2026 The truefrom authors
"""Run command lines of truefrom: each in a process of its own, or one after another in serve-cases,
which has the same code and starts only once."""
import os
import select
import subprocess
import tempfile
import threading

SECONDS = 60
MEMORY = "/dev/shm"  # a disk takes longer to remove a small file than we take to judge it


def temporary_folder(name):
    """Of a run; in memory where the system has a folder for that."""
    place = MEMORY if os.access(MEMORY, os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="truefrom-%s-" % name, dir=place)


def environment():
    env = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", NO_COLOR="1")
    env["GSETTINGS_BACKEND"] = "memory"  # nobody's own settings
    env.setdefault("G_DEBUG", "fatal-criticals")
    return env


class Started:
    """PROGRAM, perhaps an installed one, is started for each command line."""

    def __init__(self, program):
        self.program = program

    def run(self, arguments):
        """The exit status, standard output and standard error."""
        done = subprocess.run(self.program + arguments, env=environment(), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS)
        return done.returncode, done.stdout, done.stderr

    def close(self):
        pass


class Server:
    """One process of serve-cases. Its output goes to files that are emptied before each run, so that
    nothing is lost when it crashes."""

    def __init__(self, program):
        with temporary_folder("serve") as folder:
            self.files = [open(os.path.join(folder, name), "a+b", buffering=0)
                          for name in ("stdout", "stderr")]
        to_read, self.requests = os.pipe()
        self.answers, to_write = os.pipe()
        self.process = subprocess.Popen(
            program + [str(to_read), str(to_write)], env=environment(), stdin=subprocess.DEVNULL,
            stdout=self.files[0], stderr=self.files[1], pass_fds=(to_read, to_write))
        os.close(to_read)
        os.close(to_write)

    def output(self):
        for file in self.files:
            file.seek(0)
        return [file.read() for file in self.files]

    def end(self):
        """The exit status, after the end of its input; standard error lists what was leaked."""
        for descriptor in (self.requests, self.answers):
            if descriptor >= 0:
                os.close(descriptor)
        self.requests = self.answers = -1
        try:
            return self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def status(self):
        """The exit status of the run; None: the process has ended."""
        line = b""
        while not line.endswith(b"\n"):
            if not select.select([self.answers], [], [], SECONDS)[0]:
                self.process.kill()
                raise subprocess.TimeoutExpired("serve-cases", SECONDS)
            part = os.read(self.answers, 64)
            if not part:
                return None
            line += part
        return int(line)

    def run(self, arguments):
        for file in self.files:
            file.truncate(0)
        words = [str(len(arguments))] + arguments
        request = b"".join(os.fsencode(word) + b"\0" for word in words)
        while request:
            request = request[os.write(self.requests, request):]
        status = self.status()
        return [self.end() if status is None else status] + self.output()


class Served:
    """Each thread has its own server; a new one after a crash."""

    def __init__(self, program):
        self.program = program
        self.local = threading.local()
        self.servers = []

    def run(self, arguments):
        server = getattr(self.local, "server", None)
        if server is None or server.process.returncode is not None:
            server = self.local.server = Server(self.program)
            self.servers.append(server)
        return server.run(["truefrom"] + arguments)

    def close(self):
        for server in self.servers:
            crashed = server.process.returncode is not None
            status = server.process.returncode if crashed else server.end()
            if status and not crashed:
                raise ValueError("the server ended with %d: %s" % (status, server.output()[1][-3000:]))
