"""Tells somebody how a command ended: by a command, by mail, or by a web address."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import smtplib
import socket
import subprocess
import urllib.request
from collections import deque
from collections.abc import Sequence
from email.header import Header
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit, urlunsplit

PATIENCE = 30
"""Seconds that a message may take; whoever waits for the command waits for it, too."""
REMEMBERED = 40
"""Lines of output that are sent along."""
_MAIL = re.compile(r"(?:mailto:)?([^\s@:/]+@[^\s@/]+)")
PING = "ping:"


def notify(target: str, subject: str, text: str, *, well: bool, code: int) -> str | None:
    """Sends to `target` how a command ended. The result is the reason of a failure, or None.

    ``ping:https://…`` is a check-in address: it hears of every end, good or bad (…/fail), and raises the alarm
    itself when nothing comes. All other targets hear only of ends that are not `well`. ``https://…`` gets the
    text by POST with the subject as title, a mail address gets a mail, and anything else is a command: it gets
    the text on standard input, and subject and exit code in the environment.
    """
    try:
        if target.startswith(PING):
            address = target.removeprefix(PING)
            _post(address if well else _failed(address), subject, text)
        elif well:
            return None
        elif target.startswith(("http://", "https://")):
            _post(target, subject, text)
        elif mail := _MAIL.fullmatch(target):
            _mail(mail[1], subject, text)
        else:
            environment = {**os.environ, "LUUTRU_SUBJECT": subject, "LUUTRU_EXIT": str(code)}
            subprocess.run(
                shlex.split(target), input=text, text=True, env=environment, timeout=PATIENCE, check=True,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
    except (OSError, ValueError, subprocess.SubprocessError, smtplib.SMTPException) as error:
        return f"{target.partition('?')[0]} could not be told ({error})"
    return None


def targets(given: Sequence[str]) -> list[str]:
    """The targets to notify: those `given`; else LUUTRU_NOTIFY; else the lines of the file `notify` in the user's
    configuration.
    """
    if named := [text for text in (*given, "" if given else os.environ.get("LUUTRU_NOTIFY", "")) if text]:
        return named
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    try:
        lines = (home / "luutru" / "notify").read_text("utf-8").splitlines()
    except (OSError, UnicodeError):
        return []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _failed(address: str) -> str:
    """The address of a check-in address for failures: …/fail, before a question mark."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))


def _post(address: str, subject: str, text: str) -> None:
    title = subject if subject.isascii() else Header(subject, "utf-8", maxlinelen=1000).encode()
    headers = {"Title": title, "Content-Type": "text/plain; charset=utf-8", "User-Agent": "luutru"}
    request = urllib.request.Request(address, text.encode(), headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
        reply.read(1000)


def _mail(address: str, subject: str, text: str) -> None:
    message = EmailMessage()
    message["To"], message["Subject"] = address, subject
    message["From"] = f"luutru@{socket.getfqdn()}"
    message.set_content(text)
    if program := shutil.which("sendmail", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib"):
        subprocess.run([program, "-t", "-oi"], input=bytes(message), timeout=PATIENCE, check=True)
        return
    with smtplib.SMTP("localhost", timeout=PATIENCE) as server:
        server.send_message(message)


class Tee:
    """A stream that passes on what is written, and keeps its last lines in `lines`."""

    def __init__(self, stream: TextIO, lines: deque[str]) -> None:
        self._stream = stream
        self._lines = lines

    def write(self, text: str) -> int:
        """Writes `text`."""
        self._lines.extend(line for line in text.splitlines() if line.strip())
        return self._stream.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
