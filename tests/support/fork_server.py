"""A process that has imported all of luutru and becomes the command `luutru`, by a fork, as often as it is asked.

Most of a short command's time goes into its imports; a fork does without them. Apart from that a command is a
process as any: of its own, with its own arguments, folder, environment, streams and signals, and it ends as a
started one does. `tests.support.commands` asks; nobody else starts this file.

A request comes over the socket that is standard input: one byte, and with it the files that become the command's
input, output and error output, and a socket on which its arguments, folder, environment and constants are told as a
line of JSON. On that socket go back its process id and, at its end, its wait status, a line each.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import archive
import crawler
from archive.database.schema import fingerprint
from crawler.extract.document.text import few_marks
from crawler.portals.registry import portal_named

AS_THE_COMMAND_RUNS = ("crawler.settings", "crawler.__main__", "crawler.replica.__main__")
"""Not imported before: what looks at the environment, or runs, as it is imported."""
BY_NAME = (
    "scrapy.downloadermiddlewares.defaultheaders",
    "scrapy.downloadermiddlewares.downloadtimeout",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.downloadermiddlewares.useragent",
    "scrapy.logformatter",
    "scrapy.statscollectors",
    "rich._emoji_codes",
)
"""What Scrapy and rich import late."""


def import_all() -> None:
    """Imports what any command may need."""
    for package in (archive, crawler):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name not in AS_THE_COMMAND_RUNS:
                importlib.import_module(found.name)
    for name in BY_NAME:
        importlib.import_module(name)
    assert threading.active_count() == 1, "a thread would not be there after a fork"
    assert "twisted.internet.reactor" not in sys.modules, "all commands would share one event loop"


def compute_all() -> None:
    """Computes what commands compute once: the schema that an archive is held against, the portals, the marks of
    Unicode."""
    fingerprint()
    portal_named("soctrang")
    few_marks("")


def serve() -> None:
    """Answers requests until the socket closes, and ends the process. Comes back only in a command."""
    control = socket.socket(fileno=os.dup(0))
    ended, signalled = socket.socketpair()
    ended.setblocking(False)
    signalled.setblocking(False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at the terminal is for pytest and for the commands
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(signalled.fileno())
    running: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select.select([control, ended], [], [])
        if ended in ready:
            ended.recv(4096)
            _report(running)
        if control not in ready:
            continue
        message, files, _, _ = socket.recv_fds(control, 1, 4)
        if not message:
            os._exit(0)
        *streams, place = files
        report = socket.socket(fileno=place)
        if not (pid := os.fork()):
            signal.set_wakeup_fd(-1)
            for mine in (control, ended, signalled, *running.values()):
                mine.close()
            _become(json.loads(report.makefile(encoding="ascii").readline()), streams)
            report.close()
            return
        for stream in streams:
            os.close(stream)
        running[pid] = report
        _tell(report, pid)


def _report(running: dict[int, socket.socket]) -> None:
    """Tells of each command that ended how it did."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with running.pop(pid) as report:
            _tell(report, status)


def _tell(report: socket.socket, number: int) -> None:
    try:
        report.sendall(b"%d\n" % number)
    except OSError:  # whoever asked is gone
        return


def _become(request: dict[str, Any], streams: Sequence[int]) -> None:
    """Makes this process what a new one would be."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    for place, number in request["constants"].items():
        module, _, name = place.rpartition(".")
        assert hasattr(sys.modules[module], name), place
        setattr(sys.modules[module], name, number)
    sys.argv = request["argv"]
    sys.path.insert(0, str(Path(sys.argv[0]).parent))
    globals()["__file__"] = sys.argv[0]  # what the processes that a command spawns begin with
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


if __name__ == "__main__":
    import_all()
    compute_all()
    gc.collect()
    gc.freeze()
    serve()
    from crawler.cli import main

    main()
