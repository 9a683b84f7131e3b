"""All known CMSs by name."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from archive.model import Address
from crawler.cms import Cms
from crawler.cms.tables import system_file

_KNOWN = Path(__file__).parent / "known"
CODED = ("vnportal", "liferay")
"""Those that are modules."""
DECLARED = tuple(sorted(file.stem for file in _KNOWN.glob("*.toml")))
"""Those that are TOML files."""
SYSTEMS = (*CODED, *DECLARED)


@cache
def system(name: str) -> Cms:
    """The CMS of that name. Raises LookupError for one that is not known."""
    if name in DECLARED:
        return system_file(name, (_KNOWN / f"{name}.toml").read_text("utf-8"))
    if name not in CODED:
        raise LookupError(f"There is no CMS {name!r}. Known are {', '.join(SYSTEMS)}.")
    cms: Cms = importlib.import_module(f"crawler.cms.known.{name}").CMS
    return cms


def address_of(url: str, cms: Cms | None = None) -> Address:
    """Classifies an address. Without a CMS, all CMSs with distinctive ids are tried.

    The first that recognises an article or a list decides.
    """
    if cms is not None:
        return cms.address(url)
    answers = (system(name).address(url) for name in CODED)
    first = next(answers)
    if first.kind in ("article", "list"):
        return first
    return next((answer for answer in answers if answer.kind in ("article", "list")), first)
