"""The command `luutru`, run as its users do, in a process of its own."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import ROOT

AT_START = ("PYTHON", "LC_", "LANG", "LD_", "OPENSSL", "SSL_")
"""How the names of variables begin that Python and its libraries read once, when they are started."""


@cache
def is_this_checkout() -> bool:
    """Whether the installed command runs the code of this checkout; a copy of it would run that of before an edit."""
    asked = [sys.executable, "-P", "-c", "import crawler; print(crawler.__file__)"]
    where = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=Path(sys.prefix))
    return where.returncode == 0 and Path(where.stdout.strip()).resolve() == ROOT / "crawler" / "__init__.py"


def installed() -> str:
    """The path of the installed command. The test fails where that does not run the code of this checkout."""
    if not is_this_checkout():
        pytest.fail("the installed luutru is not this checkout: pip install -e '.[test]' makes it so")
    return str(Path(sys.executable).with_name("luutru"))


class Running:
    """A command that runs, with what tests need of subprocess.Popen."""

    def __init__(
        self,
        arguments: list[str],
        cwd: Path | None,
        env: Mapping[str, str] | None,
        constants: Mapping[str, float],
    ) -> None:
        self.args = arguments
        self.returncode: int | None = None
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 (both are closed when they are read)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        self._report, theirs = socket.socketpair()
        self._lines = b""
        with theirs:
            files = [0, self._output.fileno(), self._errors.fileno(), theirs.fileno()]
            socket.send_fds(_server(), [b"."], files)
        request = {
            "argv": arguments,
            "cwd": str(cwd or Path.cwd()),
            "env": dict(os.environ if env is None else env),
            "constants": dict(constants),
        }
        self._report.sendall(json.dumps(request).encode("ascii") + b"\n")
        self.pid = self._next(300)

    def poll(self) -> int | None:
        """The exit code, minus the number of the signal that ended the command; None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float = 240) -> int:
        """The exit code, when the command has ended. Raises subprocess.TimeoutExpired after `timeout` seconds."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(self._next(timeout))
            self._report.close()
        return self.returncode

    def communicate(self, timeout: float = 240) -> tuple[str, str]:
        """What the command wrote to its output and error output, when it has ended."""
        self.wait(timeout)
        texts = []
        for file in (self._output, self._errors):
            with file:
                file.seek(0)
                texts.append(file.read().decode())
        return texts[0], texts[1]

    def send_signal(self, number: int) -> None:
        """Sends a signal, unless the command has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Ends the command at once."""
        self.send_signal(9)

    def _next(self, timeout: float) -> int:
        """The next number that the server tells."""
        end = time.monotonic() + timeout
        while b"\n" not in self._lines:
            self._report.settimeout(max(end - time.monotonic(), 0.001))
            try:
                more = self._report.recv(100)
            except TimeoutError:
                raise subprocess.TimeoutExpired(self.args, timeout) from None
            assert more, "the fork server is gone"
            self._lines += more
        line, _, self._lines = self._lines.partition(b"\n")
        return int(line)


def start(
    *arguments: object,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    constants: Mapping[str, float] | None = None,
) -> Running | subprocess.Popen[str]:
    """Starts the command; its output is kept until it is asked for.

    A new environment that Python reads as it starts needs a new Python. `constants` are other numbers in place of
    those of the code, by module and name: a minute that it waits need not be waited for.
    """
    command = [installed(), *map(str, arguments)]
    if env is None or _at_start(env) == _at_start(os.environ):
        return Running(command, cwd, env, constants or {})
    assert not constants, "a new Python begins with those of the code"
    return started(*arguments, cwd=cwd, env=env)


def started(*arguments: object, **options: Any) -> subprocess.Popen[str]:
    """Starts the installed command as a shell does, imports and all."""
    command = [installed(), *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **options
    )


def luutru(
    *arguments: object,
    code: int = 0,
    timeout: float = 240,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    constants: Mapping[str, float] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end and checks its exit code; see `start`."""
    command = start(*arguments, cwd=cwd, env=env, constants=constants)
    try:
        output, errors = command.communicate(timeout=timeout)
    except BaseException:
        command.kill()
        raise
    assert command.returncode == code, f"exit {command.returncode}\n{output}\n{errors}"
    assert "Traceback" not in errors, errors
    return subprocess.CompletedProcess(command.args, command.returncode, output, errors)


def _at_start(env: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in env.items() if name.startswith(AT_START)}


@cache
def _server() -> socket.socket:
    """The socket of this process's fork server, which goes when the process does."""
    ours, theirs = socket.socketpair()
    with theirs:
        program = [sys.executable, "-P", str(Path(__file__).with_name("fork_server.py"))]
        server = subprocess.Popen(program, stdin=theirs, stdout=subprocess.DEVNULL)
    atexit.register(_end, ours, server)
    return ours


def _end(control: socket.socket, server: subprocess.Popen[bytes]) -> None:
    control.close()
    with suppress(subprocess.TimeoutExpired):
        server.wait(10)
