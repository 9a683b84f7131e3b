"""Tests of the command run the code of this checkout, or say that they do not."""

from __future__ import annotations

import pytest

from tests.support import portal


def test_the_installed_command_is_this_checkout():
    assert portal.is_this_checkout()


def test_another_copy_is_noticed(tmp_path, monkeypatch):
    (tmp_path / "crawler").mkdir()
    (tmp_path / "crawler" / "__init__.py").write_text("VERSION = 'old'\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    portal.is_this_checkout.cache_clear()
    try:
        with pytest.raises(pytest.fail.Exception, match=r"pip install -e '\.\[test\]'"):
            portal.luutru("--version")
    finally:
        portal.is_this_checkout.cache_clear()
