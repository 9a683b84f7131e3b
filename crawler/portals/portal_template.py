"""Writes the file of a new portal: the result of a survey as TOML with comments.

Texts from the portal stay quoted strings.
"""

from __future__ import annotations

import json
import re

from crawler.portals.findings import Survey

_HOST = re.compile(r"[a-z0-9.\[\]:-]+")
_COMMENTS = {
    "article": "articles; {id} is what tells them apart, without it each address is an article of its own",
    "list": "lists of articles; {page} is the number of a page",
    "home": "the home page at other addresses",
    "ignore": "neither; never asked for",
}


def source(found: Survey) -> str:
    """The text of the portal's file. Raises ValueError for a host that is none."""
    if not _HOST.fullmatch(found.domain):
        raise ValueError(f"not a host: {found.domain!r}")
    lines = [
        f"title = {_text((found.title or found.domain)[:80])}",
        f"home = {_text(found.home)}",
        f"domains = [{_text(found.domain)}]  # these and all hosts under them; no other is asked",
    ]
    if found.cms:
        lines.append(f"cms = {_text(found.cms)}")
    if found.feeds:
        lines += _list("feeds", found.feeds)
    for site in found.sites:
        lines += ["", "[[sites]]", f"sname = {_text(site.sname)}"]
        lines += [f"sid = {_text(site.sid)}"] if site.sid else []
    if found.addresses:
        lines += ["", "[addresses]"]
        for kind, texts in found.addresses.items():
            lines += [f"# {_COMMENTS.get(kind, kind)}", *_list(kind, texts)]
    return "\n".join(lines) + "\n"


def _list(name: str, values: tuple[str, ...]) -> list[str]:
    return [f"{name} = [", *(f"    {_text(value)}," for value in values), "]"]


def _text(text: str) -> str:
    """A text as a basic string of TOML on one line. TOML has the escapes of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
