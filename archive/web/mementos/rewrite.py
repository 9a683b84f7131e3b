"""Rewrites links of pages and styles so that they stay in the archive. Scripts do not run, so links suffice.

lxml finds the links. The rewriters of others are made for pages whose scripts run, and do not serve: that of pywb 2.10
is under the GPL, brings some forty packages (gevent and redis among them) and a second of import, and leaves scripts,
refreshes, postbacks and the styles that styles import as they are; wabac.js is itself a script in the reader's browser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from archive.payloads.style_links import with_links
from archive.web.mementos.postbacks import Sent, lead_on

_FORMS = {"img": "im_", "link": "cs_", "script": "js_", "source": "im_", "iframe": "mp_", "frame": "mp_"}
_OTHER = ("data:", "javascript:", "mailto:", "tel:", "#", "about:")


def rewritten(
    body: bytes, kind: str, url: str, prefix: str, answers: Mapping[Sent, str] = MappingProxyType({})
) -> bytes:
    """A page captured at `url` whose links lead to captures below `prefix`, as UTF-8; what posts back leads to
    `answers`."""
    charset = re.search(r"charset=[\"']?([\w-]{1,40})", kind, re.IGNORECASE)
    try:
        parser = html.HTMLParser(encoding=charset.group(1) if charset else None)
    except LookupError:
        parser = html.HTMLParser()
    try:
        tree: Any = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return b""
    bases = tree.xpath("//base[@href]/@href")
    here = urljoin(url, bases[0]) if bases else url
    for element in tree.xpath(
        "//base | //meta[translate(@http-equiv, 'CHARSET-', 'charset-') = 'content-security-policy']"
    ):
        element.drop_tree()
    for element, attribute, link, _ in list(tree.iterlinks()):
        if attribute and element.get(attribute) == link:
            element.set(attribute, _led(link, here, prefix, _FORMS.get(str(element.tag), "mp_")))
    if answers:
        lead_on(tree, answers, f"{prefix}mp_/{url}")
    for element in tree.xpath("//*[@srcset]"):
        element.attrib.pop("srcset")  # src says the same picture in one size
    for element in tree.xpath("//meta[@http-equiv]"):
        if element.get("http-equiv", "").strip().lower() in ("refresh", "set-cookie"):
            element.drop_tree()
    for element in tree.xpath("//style"):
        element.text = rewritten_style((element.text or "").encode(), here, prefix).decode("utf-8", "replace")
    for element in tree.xpath("//*[@style]"):
        element.set(
            "style", rewritten_style(element.get("style").encode(), here, prefix).decode("utf-8", "replace")
        )
    for element in tree.xpath("//meta[@charset]"):
        element.set("charset", "utf-8")
    return bytes(html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))


def rewritten_style(body: bytes, url: str, prefix: str) -> bytes:
    """A style captured at `url` whose links lead to captures below `prefix`."""
    return with_links(body, lambda link: _led(link, url, prefix, "im_"))


def _led(link: str, url: str, prefix: str, form: str) -> str:
    text = link.strip()
    if not text or text.lower().startswith(_OTHER):
        return link
    try:
        target = urljoin(url, text)
    except ValueError:
        return "about:blank"
    return f"{prefix}{form}/{target}" if target.startswith(("http://", "https://")) else "about:blank"
