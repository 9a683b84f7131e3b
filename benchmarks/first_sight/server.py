"""A portal on a port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl, urlsplit

from .portal import Portal
from .texts.history import GENERATIONS

CONTROL = "/__generation"
"""GET tells the generation, POST goes on to the next; either replies with its number."""
PACE = timedelta(seconds=11)
"""What passes between two requests where no clock is given."""


class Server:
    """A portal that is being served; a context manager. `asked` counts the requests for the portal's pages."""

    def __init__(self, portal: Portal, port: int, clock: Callable[[], datetime] | None) -> None:
        self.portal = portal
        self.generation = 0
        self.asked = 0
        self._clock = clock
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    @property
    def home(self) -> str:
        """The address of the front page on this machine."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/"

    def advance(self) -> int:
        """Goes on to the next generation, at most to the last, and tells its number."""
        with self._lock:
            self.generation = min(self.generation + 1, GENERATIONS - 1)
            self.asked = 0
            return self.generation

    def now(self) -> datetime:
        """The moment of one more request."""
        with self._lock:
            self.asked += 1
            return self._clock() if self._clock else self.portal.moment(self.generation) + PACE * self.asked

    def close(self) -> None:
        """Stops serving."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve(portal: Portal, port: int = 0, clock: Callable[[], datetime] | None = None) -> Server:
    """Serves a portal on 127.0.0.1, at a free port where 0 is given. `clock` tells the time of each request."""
    return Server(portal, port, clock)


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if urlsplit(self.path).path == CONTROL:
                self._send(200, "text/plain", str(server.generation).encode())
            else:
                self._answer(None)

        do_HEAD = do_GET

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if urlsplit(self.path).path == CONTROL:
                self._send(200, "text/plain", str(server.advance()).encode())
            else:
                self._answer(dict(parse_qsl(sent, keep_blank_values=True)))

        def _answer(self, form: dict[str, str] | None) -> None:
            if urlsplit(self.path).path in ("/robots.txt", "/x.js"):
                self._send(404, "text/plain", b"")
                return
            reply = server.portal.reply(self.path, server.generation, server.now(), form)
            self._send(reply.status, reply.media_type, reply.body)

        def _send(self, status: int, media_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
