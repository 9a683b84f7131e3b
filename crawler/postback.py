"""What a browser posts when somebody clicks a link of an ASP.NET pager."""

from __future__ import annotations

from urllib.parse import quote

from archive.model import Page, PagerLink


def posted(page: Page, link: PagerLink) -> bytes:
    """The body of the request: the form of `page` as it was given, with what the postback `link` asks for."""
    form = dict(page.pager.form) if page.pager else {}
    if link.argument is None:  # a button, which is sent by its own name
        form[link.target or ""] = link.label
    else:
        form |= {"__EVENTTARGET": link.target or "", "__EVENTARGUMENT": link.argument}
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in form.items()).encode("ascii")


def _quoted(text: str) -> str:
    # As quote_plus, which looks at each letter of a view state; few of them are other than safe.
    plain = quote(text, " +/=")
    return plain.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D").replace(" ", "+")
