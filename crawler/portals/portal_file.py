"""Reads a portal from one TOML file. Its keys are the attributes of `crawler.portal.PortalSpec`."""

from __future__ import annotations

import copyreg
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.model import Site
from archive.wording import t
from crawler.cms.systems import SYSTEMS, system
from crawler.cms.tables import BadFile, Table, declared
from crawler.cms.urls import split
from crawler.portal import PortalSpec

KEYS = (
    "title", "home", "domains", "media_domains", "cms", "sites", "starts", "feeds", "moved_to", "insecure_tls",
    "addresses", "hints", "places",
)  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_HOST = re.compile(r"[a-z0-9.\[\]-]+(?::\d+)?")
_MARK = "\ufeff"


def is_name(name: str) -> bool:
    """True where a text can be the name of a portal, of its file, and in an archive."""
    return bool(_NAME.fullmatch(name))


def read_portal(path: Path) -> type[PortalSpec]:
    """The portal of the file `path`, which names it. Raises BadFile, which names line and key."""
    try:
        text = path.read_text("utf-8").removeprefix(_MARK)
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            t("{path} cannot be read: {value}.", path=path, value=getattr(error, "strerror", None) or error)
        ) from None
    if not is_name(path.stem):
        raise BadFile(
            t(
                "{path}: the file's name is the portal's: two to 31 small letters, digits or _, a letter "
                "first.",
                path=path,
            )
        )
    return portal_of(path.stem, str(path), text)


def portal_of(name: str, file: str, text: str) -> type[PortalSpec]:
    """The portal `name` that `text` declares; `file` is what errors call it. Raises BadFile."""
    table = Table.read(file, text)
    table.only(*KEYS)
    home = _address(table, "home")
    if home is None:
        raise BadFile(
            t('{file}: the key home is missing: home = "https://…/", the portal\'s home page.', file=file)
        )
    cms = table.text_of("cms") or ""
    if cms and cms not in SYSTEMS:
        raise table.wrong("cms", f"one of {', '.join(SYSTEMS)} is expected, not {cms!r}")
    addresses, hints = table.table("addresses"), table.table("hints")
    base = system(cms) if cms else None
    own = bool(addresses.values or hints.values)
    forms = declared(cms or name, addresses, hints, base) if own else None
    if not cms and not addresses.values.get("article"):
        raise BadFile(
            t(
                "{file}: nothing says which addresses are articles: name the CMS (cms = {SYSTEMS}), or "
                'the forms under [addresses] (article = ["/{{category}}/{{slug}}-{{id}}.html"]).',
                file=file,
                SYSTEMS=repr(SYSTEMS[0]),
            )
        )
    values: dict[str, Any] = {
        "name": name,
        "title": table.text_of("title") or urlsplit(home).netloc,
        "home": home,
        "domains": _hosts(table, "domains") or (urlsplit(home).netloc.removeprefix("www."),),
        "media_domains": _hosts(table, "media_domains"),
        "cms": cms or "declared",
        "sites": tuple(map(_site, table.tables("sites"))),
        "starts": tuple(_address(table, "starts", each) or "" for each in table.texts("starts")),
        "feeds": tuple(_address(table, "feeds", each) or "" for each in table.texts("feeds")),
        "moved_to": _address(table, "moved_to"),
        "insecure_tls": table.flag("insecure_tls"),
        "places": _places(table.table("places")),
        "forms": forms,
    }
    values["source"] = (name, file, text)
    made: Any = _FromFile("".join(part.capitalize() for part in name.split("_")), (PortalSpec,), values)
    return made


class _FromFile(type):
    """The class of portals from files, which other processes are given as the text of the file."""


def _reduced(portal: Any) -> tuple[Any, tuple[str, str, str]]:
    return portal_of, portal.source


copyreg.pickle(_FromFile, _reduced)


def _address(table: Table, key: str, value: str | None = None) -> str | None:
    """An absolute address, normalised, or None where there is none."""
    given = value if value is not None else table.text_of(key)
    if given is None:
        return None
    try:
        return split(given).geturl()
    except ValueError:
        raise table.wrong(key, f"a whole address is expected, as https://…/, not {given!r}", value) from None


def _hosts(table: Table, key: str) -> tuple[str, ...]:
    hosts = table.texts(key)
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise table.wrong(key, f"a host is expected, as namdinh.gov.vn, not {host!r}", host)
    return hosts


def _places(table: Table) -> dict[str, dict[str, str] | None]:
    """Where fields stand: ``date = { path = "div.d1", label = "Cập nhật:" }``, or ``author = "none"``."""
    if not table.values:
        return {}
    from crawler.extract.template.model import FIELD_NAMES, NONE  # brings the reader

    table.only(*FIELD_NAMES)
    found: dict[str, dict[str, str] | None] = {}
    for key, value in table.values.items():
        field = FIELD_NAMES[key]
        if value == NONE:
            found[field] = None
            continue
        if not isinstance(value, dict) or not value.get("path"):
            raise table.wrong(
                key, f'a place is expected, as in {key} = {{ path = "div.d1" }}, or {key} = "none"'
            )
        place = Table(table.file, table.text, value, f"{table.path}.{key}")
        place.only("path", "label", "before", "pick")
        if place.text_of("pick", "first") not in ("first", "last"):
            raise table.wrong(key, 'pick is "first" or "last"')
        found[field] = {name: place.text_of(name) or "" for name in value}
    return found


def _site(table: Table) -> Site:
    table.only("sname", "name", "sid")
    sname = table.text_of("sname")
    if not sname:
        raise table.wrong("sname", "the site's name in addresses is expected")
    return Site(sname, table.text_of("name"), table.text_of("sid"))
