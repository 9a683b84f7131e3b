"""Assertions that wait for the page that a click leads to."""

from __future__ import annotations

from typing import Any


def expect(what: Any) -> Any:
    """What must become true of a page or of what a locator names, within five seconds."""
    from playwright.sync_api import expect as expected

    return expected(what)
