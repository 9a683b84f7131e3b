"""The file of a new portal: a spider of some twenty lines."""

from __future__ import annotations

import json
import keyword
import re

from crawler.portals.survey import Survey

_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_HOST = re.compile(r"[a-z0-9.\[\]:-]+")
WIDTH = 110
"""The longest line of code here."""


def is_name(name: str) -> bool:
    """True of what can be the name of a portal: of its file, its class and its rows in an archive."""
    return bool(_NAME.fullmatch(name)) and not keyword.iskeyword(name)


def source(name: str, found: Survey) -> str:
    """The Python source of the spider of the portal `name`.

    Texts of the portal come into it as literals only. Raises ValueError for a host that is none.
    """
    if not _HOST.fullmatch(found.domain):
        raise ValueError(f"not a host: {found.domain!r}")
    lines = [
        f'"""The portal at {found.domain}, on {found.cms}."""',
        "",
        *(["from archive.model import Site"] if found.sites else []),
        "from crawler.crawl.spider import PortalSpider",
        "",
        "",
        f"class {''.join(part.capitalize() for part in name.split('_'))}(PortalSpider):",
        f"    name = {_literal(name)}",
        f"    title = {_literal((found.title or found.domain)[:80])}",
        f"    home = {_literal(found.home)}",
        f"    domains = ({_literal(found.domain)},)",
        f"    cms = {_literal(found.cms)}",
    ]
    if found.sites:
        lines += _tuple("sites", [_site(each.sname, each.sid) for each in found.sites])
    return "\n".join(lines) + "\n"


def _tuple(name: str, values: list[str]) -> list[str]:
    """A tuple as the formatter writes it: on one line where it fits."""
    line = f"    {name} = ({', '.join(values)}{',' if len(values) == 1 else ''})"
    return (
        [line]
        if len(line) <= WIDTH
        else [f"    {name} = (", *(f"        {each}," for each in values), "    )"]
    )


def _site(sname: str, sid: str | None) -> str:
    return f"Site({_literal(sname)}, sid={_literal(sid)})" if sid else f"Site({_literal(sname)})"


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
