"""A server on loopback for the time of a block, and a certificate for one."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Answers requests by `handler`; gives the address, without a slash at its end."""
    made: Any = handler
    server = ThreadingHTTPServer(("127.0.0.1", 0), made)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def certificate_for(folder: Path, ip: str) -> Path:
    """A certificate of the host at an address, with its key, in a file of `folder`."""
    words = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
        f" -addext subjectAltName=IP:{ip} -keyout key.pem -out cert.pem"
    )
    made = subprocess.run(words.split(), capture_output=True, cwd=folder)
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    both = folder / "both.pem"
    both.write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    return both
