"""Fixtures that several behaviours share."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("LUUTRU_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(autouse=True)
def _own_environment() -> Iterator[None]:
    """What a command that a test calls in its own process tells processes that it starts is not told to others."""
    before = dict(os.environ)
    yield
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real addresses and pages, which is not part of the project."""
    if not (SHARED / "portal").is_dir():
        pytest.skip("real pages are not here: name their folder in LUUTRU_SHARED")
    return SHARED / "portal"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Where a crawl of its own keeps what it finds."""
    return tmp_path / "archive.db"


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Twice the cores: most tests of a crawl wait most of their time, as a polite crawl does."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keeps what is imported to find the tests out of garbage collections, there and afterwards: it stays to the end,
    and looking through it again and again took a seventh of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()
