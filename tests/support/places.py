"""Where the checkout and the tests' files are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "tests" / "pages"
BROKEN = ROOT / "tests" / "broken"
