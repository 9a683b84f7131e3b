"""A server on some archives and a browser that notices what no page may do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.support.facts import new_archive
from tests.support.web import fill, fill_with_evil, fill_with_long_words

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`luutru serve` on an archive and on those that try a page: full of evil texts, of words without end, and
    empty. The address it serves at."""
    folder = tmp_path_factory.mktemp("served")
    files = []
    fillers = {
        "tin": fill,
        "evil": fill_with_evil,
        "long": fill_with_long_words,
        "trống": lambda archive: None,
    }
    for name, filler in fillers.items():
        files.append(folder / f"{name}.db")
        with new_archive(files[-1]) as archive:
            filler(archive)
    command = [sys.executable, "-m", "crawler", "serve", *map(str, files), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    try:
        assert process.stdout
        said = process.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, said
        yield found[0]
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="needs playwright: pip install '.[browser]'"
    )
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("Chromium is not here: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, server: str) -> Iterator[Callable[..., Any]]:
    """Opens a page of the archive `tin`, or what is asked for.

    When the test ends, no page may have logged an error, asked another host, or opened a dialogue.
    """
    wrong: list[str] = []
    contexts = []
    host = urlsplit(server).netloc

    def open_page(path: str = "/tin", *, locale: str = "vi-VN", width: int = 1200, **options: Any) -> Any:
        context = chromium.new_context(locale=locale, viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(f"dialogue: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request", lambda asked: wrong.append(asked.url) if urlsplit(asked.url).netloc != host else None
        )
        page.goto(server + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong
