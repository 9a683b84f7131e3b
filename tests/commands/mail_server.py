"""A mail server on loopback that takes what it is given, or not."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Postbox:
    """What a server was given: mails with their envelopes, and who logged in (user, password, whether encrypted)."""

    address: str = ""
    mails: list[tuple[str, str, bytes]] = field(default_factory=list)
    logins: list[tuple[str, str, bool]] = field(default_factory=list)


@contextmanager
def mail_server(certificate: Path | None = None, refuses: str = "", password: str = "") -> Iterator[Postbox]:
    """A server that offers STARTTLS with `certificate`, takes one password, and refuses one recipient."""
    box = Postbox()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 box")
            sender, to, is_secret = "", "", False
            while line := self.rfile.readline().decode().strip():
                word, _, rest = line.partition(" ")
                match word.upper():
                    case "EHLO":
                        offers = [
                            "box",
                            *(["STARTTLS"] if certificate and not is_secret else []),
                            "AUTH PLAIN",
                        ]
                        for place, offer in enumerate(offers):
                            self.say(f"250{' ' if place == len(offers) - 1 else '-'}{offer}")
                    case "STARTTLS" if certificate:
                        self.say("220 go on")
                        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                        context.load_cert_chain(certificate)
                        self.request = context.wrap_socket(self.request, server_side=True)
                        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)
                        is_secret = True
                    case "AUTH":
                        _, user, given = base64.b64decode(rest.split()[1]).decode().split("\0")
                        box.logins.append((user, given, is_secret))
                        self.say("235 welcome" if given == password else "535 wrong password")
                    case "MAIL":
                        sender = rest
                        self.say("250 ok")
                    case "RCPT":
                        to = rest
                        self.say("550 no such user" if refuses and refuses in rest else "250 ok")
                    case "DATA":
                        self.say("354 go on")
                        data = b""
                        while not data.endswith(b"\r\n.\r\n"):
                            data += self.rfile.readline()
                        box.mails.append((sender, to, data))
                        self.say("250 ok")
                    case "QUIT":
                        self.say("221 bye")
                        return
                    case _:
                        self.say("250 ok")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Nothing: clients that do not trust the certificate hang up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        box.address = f"127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield box
        finally:
            server.shutdown()
