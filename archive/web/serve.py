"""Serves archives with Datasette, in this process."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

import archive.web
from archive.store import lies_still
from archive.web.http.paths import ROOT

SETTINGS = {
    # Suggesting facets reads whole tables at every page.
    "suggest_facets": False,
    "allow_download": False,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 500,
    "max_csv_mb": 0,
    # A body in full makes a table of articles unreadable; a row of its own, CSV and JSON have it all.
    "truncate_cells_html": 300,
    # SQLite works beside Python: so many archives of a folder are read at the same time.
    "num_sql_threads": max(3, os.cpu_count() or 1),
}

_ADDRESS = re.compile("[?#]|%[0-9a-fA-F]{2}")
"""Datasette makes an address of a path without quoting these, and would open another file."""


def datasette_for(paths: Sequence[Path], settings: dict[str, Any] | None = None) -> Datasette:
    """A Datasette on archives (and whatever other databases), read through ordinary connections.

    They are opened as immutable only where nobody can write: a crawl may be writing elsewhere, and its log
    would not be seen. Raises FileNotFoundError for a path where nothing is, ValueError for one that Datasette
    cannot open.
    """
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"there is no archive at {path}")
        if _ADDRESS.search(str(path)):
            raise ValueError(f"{path} cannot be served: give file and folder names without ?, # and %")
    if not pm.is_registered(archive.web):
        # Not installed as a distribution, as in a checkout: Datasette cannot find the plugin by itself.
        pm.register(archive.web, "luutru")
    still = [str(path) for path in paths if lies_still(path)]
    return Datasette(
        [str(path) for path in paths if str(path) not in still],
        immutables=still,
        settings={**SETTINGS, **(settings or {})},
    )


def serve(paths: Sequence[Path], host: str, port: int, open_browser: bool) -> None:
    """Serves until interrupted, and prints where; `port` 0 takes a free one.

    Raises FileNotFoundError or ValueError for a path that cannot be served, OSError where the port is taken.
    """
    datasette = datasette_for(paths)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listener:
        asyncio.run(datasette.invoke_startup())
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listener.getsockname()[1]}{datasette.urls.path(ROOT)}"
        print(f"Serving at {address} (Ctrl-C ends it)", flush=True)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        config = uvicorn.Config(datasette.app(), log_level="warning", lifespan="on")
        uvicorn.Server(config).run(sockets=[listener])
