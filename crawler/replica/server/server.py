"""The transport: an HTTP/1.1 server for each host, with faults and a log of requests."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote

from archive.clock import now
from archive.model import Visits
from crawler.replica.server.faults import Faults
from crawler.replica.server.pages import Pages
from crawler.replica.server.reply import HTML, Reply

SLOW = 1.5
_MAX_FORM = 1 << 20
_WALL = (
    "<html><head><title>Just a moment...</title><noscript>Please enable JavaScript and cookies to continue."
    "</noscript></head><body><script>document.cookie='D1N=6b0b2a7f';location.reload();</script></body></html>"
)
_LATER = "<html><head><title>Thông báo</title></head><body><h1>Hệ thống đang bảo trì</h1></body></html>"
_SHELL = "<!DOCTYPE html><html><head><script src='/app.js'></script></head><body></body></html>"


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was answered, or meant to be.

    `host` is ``127.0.0.1:PORT``, `path` the request target, query included, as sent. `target` and
    `argument` are those of a postback. `status` is that of the reply, None where the connection was
    dropped; `visits` and `views` the readings that the reply showed.
    """

    method: str
    host: str
    path: str
    target: str | None
    argument: str | None
    generation: int
    at: str
    agent: str
    status: int | None
    visits: Visits | None = None
    views: int | None = None


class Host(ThreadingHTTPServer):
    """One host of the portal, or a stranger (`pages` is None) that should never be called."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        pages: Pages | None,
        number: int,
        faults: Faults,
        log: Callable[[Request], None],
        delay: float,
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.pages = pages
        self.number = number
        self.faults = faults
        self.log = log
        self.delay = delay
        self.name = f"127.0.0.1:{self.server_port}"
        self.open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> None:
        """Serve from now on, in a thread."""
        self._thread.start()

    def stop(self) -> None:
        """Serve no more: also the connections that clients keep open are closed."""
        self.shutdown()
        self._thread.join()
        self.server_close()
        for connection in list(self.open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are no news; anything else is a fault of the replica and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 17  # head and body leave together
    server: Host

    def setup(self) -> None:
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        self.server.open.discard(self.connection)
        super().finish()

    def version_string(self) -> str:
        return "Microsoft-IIS/8.5"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing to the terminal: `Replica.log` has it all."""

    def do_GET(self) -> None:
        self._answer({})

    do_HEAD = do_GET

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _MAX_FORM:
            self.send_error(413)
            return
        raw = self.rfile.read(length).decode("utf-8", "replace")
        self._answer(dict(parse_qsl(raw, keep_blank_values=True)))

    def _answer(self, form: dict[str, str]) -> None:
        host = self.server
        target, argument = form.get("__EVENTTARGET"), form.get("__EVENTARGUMENT")
        fault = host.faults.next_for(f"{self.path} {argument or ''}")
        if host.delay:
            time.sleep(host.delay)
        reply: Reply | None
        if fault == "drop":
            reply = None
        elif fault == "challenge":
            reply = Reply(403, _WALL.encode())
        elif fault == "shell":
            reply = Reply(200, _SHELL.encode())
        elif fault == "maintenance":
            reply = Reply(200, _LATER.encode())
        elif isinstance(fault, int):
            reply = Reply(fault, f"<html><head><title>{fault}</title></head></html>".encode())
        else:
            if fault == "slow":
                time.sleep(SLOW)
            reply = self._reply(form)
        host.log(
            Request(
                method=self.command,
                host=host.name,
                path=self.path,
                target=target,
                argument=argument,
                generation=host.pages.generation if host.pages else 0,
                at=now(),
                agent=self.headers.get("User-Agent", ""),
                status=reply.status if reply else None,
                visits=reply.visits if reply else None,
                views=reply.views if reply else None,
            )
        )
        if reply is None:
            self.close_connection = True
            return
        self._send(reply, half=fault == "truncate")

    def _reply(self, form: dict[str, str]) -> Reply:
        pages = self.server.pages
        if pages is None:
            return Reply(200, b"<html><head><title>Not the portal</title></head></html>")
        if self.command == "POST":
            return pages.post(self.path, form)
        return pages.get(self.path, self.server.number)

    def _send(self, reply: Reply, *, half: bool) -> None:
        if reply.etag and self.headers.get("If-None-Match") == reply.etag:
            reply = replace(reply, status=304, body=b"")
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        if reply.etag:
            self.send_header("ETag", reply.etag)
        self.send_header("Content-Length", str(len(reply.body)))
        if reply.media_type == HTML:
            self.send_header("Cache-Control", "private")
            self.send_header("X-AspNet-Version", "4.0.30319")
        if reply.location:
            self.send_header("Location", quote(reply.location, safe="/:?&=%"))
        if reply.status in (429, 503):
            self.send_header("Retry-After", "1")
        if half:
            self.send_header("Connection", "close")
        self.end_headers()
        body = b"" if self.command == "HEAD" else reply.body
        self.wfile.write(body[: len(body) // 2] if half else body)
        if half:
            self.close_connection = True
