"""Tells somebody how a command ended: by a command, by mail, or by a web address."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import smtplib
import socket
import ssl
import subprocess
import urllib.request
from collections import deque
from collections.abc import Sequence
from email.header import Header
from email.message import EmailMessage
from http.client import HTTPException, InvalidURL
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from archive.wording import printable

PATIENCE = 30
"""Seconds that a message may take; whoever waits for the command waits for it, too."""
REMEMBERED = 40
"""Lines of output that are sent along."""
_MAIL = re.compile(r"(?:mailto:)?([^\s@:/]+@[^\s@/]+)")
_LOGIN = re.compile(r"(?<=//)[^/]*@")
_LOGIN_OF_MAIL = re.compile(r"(?<=//)(?:.*@(?=[^@/]*/[^/]*$)|[^/]*@)")
"""As it stands before a server and whoever is to be told, also where it holds letters that end one elsewhere."""
_WRONG = "the address is wrong: in a user or password @ is written %40, / is %2F, : is %3A, and all letters are ASCII"
PING = "ping:"
SMTP = ("smtp://", "smtps://")


def notify(target: str, subject: str, text: str, *, well: bool, code: int) -> str | None:
    """Sends to `target` how a command ended. The result is the reason of a failure, or None.

    ``ping:https://…`` is a check-in address: it hears of every end, good or bad (…/fail), and raises the alarm
    itself when nothing comes. All other targets hear only of ends that are not `well`. ``https://…`` gets the
    text by POST with the subject as title; a mail address gets a mail by this machine's own mail service, one behind
    ``smtp://user:password@server/`` by that server; and anything else is a command: it gets the text on standard
    input, and subject and exit code in the environment.
    """
    subject, text = printable(subject), text.encode("utf-8", "replace").decode()
    try:
        if target.startswith(PING):
            address = target.removeprefix(PING)
            _post(address if well else _failed(address), subject, text)
        elif well:
            return None
        elif target.startswith(("http://", "https://")):
            _post(target, subject, text)
        elif target.startswith(SMTP):
            server = urlsplit(target)
            _send(server, _message(unquote(server.path[1:]), unquote(server.username or ""), subject, text))
        elif mail := _MAIL.fullmatch(target):
            _mail(_message(mail[1], "", subject, text))
        else:
            environment = {**os.environ, "LUUTRU_SUBJECT": subject, "LUUTRU_EXIT": str(code)}
            subprocess.run(
                shlex.split(target), input=text, text=True, env=environment, timeout=PATIENCE, check=True,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
    except (OSError, ValueError, HTTPException, subprocess.SubprocessError, smtplib.SMTPException) as error:
        return _failure(target, error)
    return None


def targets(given: Sequence[str]) -> list[str]:
    """The targets to notify: those `given`; else LUUTRU_NOTIFY; else the lines of the file `notify` in the user's
    configuration.
    """
    asked = (*given, "" if given else os.environ.get("LUUTRU_NOTIFY", ""))
    if named := [text for text in asked if text.strip()]:
        return named
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    try:
        lines = (home / "luutru" / "notify").read_text("utf-8").splitlines()
    except (OSError, UnicodeError):
        return []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def needs_rights(target: str) -> bool:
    """Whether whoever is told of `target` starts programs that may need rights of their own, as sendmail does."""
    return not target.startswith((PING, "http://", "https://", *SMTP))


def _failure(target: str, error: Exception) -> str:
    """Who could not be told, and why, without what is secret of the target: errors repeat parts of an address."""
    named = _LOGIN.sub("", target.partition("?")[0])
    if target.startswith(SMTP):
        named = _LOGIN_OF_MAIL.sub("", target)
    is_wrong = isinstance(error, (InvalidURL, ValueError)) and not isinstance(error, OSError)
    why = _WRONG if is_wrong and not needs_rights(target) else _LOGIN.sub("", str(error))
    return f"{named} could not be told ({why})"


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


def _message(address: str, user: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["To"], message["Subject"] = address, subject
    message["From"] = user if "@" in user else f"luutru@{socket.getfqdn()}"
    message.set_content(text)
    return message


def _mail(message: EmailMessage) -> None:
    """Sends a mail by the mail service of this machine."""
    if program := shutil.which("sendmail", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib"):
        subprocess.run([program, "-t", "-oi"], input=bytes(message), timeout=PATIENCE, check=True)
        return
    with smtplib.SMTP("localhost", timeout=PATIENCE) as server:
        server.send_message(message)


def _send(where: SplitResult, message: EmailMessage) -> None:
    """Sends a mail by a server, where it takes that encrypted: a password is never sent open."""
    host, context = where.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if where.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, where.port or 465, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, where.port or (587 if where.username else 25), timeout=PATIENCE)
    with server:
        server.ehlo()
        if where.scheme == "smtp" and (where.username or server.has_extn("starttls")):
            server.starttls(context=context)
        if where.username:
            server.login(unquote(where.username), unquote(where.password or ""))
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
