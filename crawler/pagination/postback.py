"""Builds the form that a browser posts for a click in an ASP.NET pager."""

from __future__ import annotations

from urllib.parse import quote

from archive.model import Page, PagerLink


def posted(page: Page, link: PagerLink) -> bytes:
    """The body of the request: the form of `page` as it was given, with what the postback `link` asks for."""
    form = dict(page.pager.form) if page.pager else {}
    target = link.target or ""
    if link.argument is not None:
        form |= {"__EVENTTARGET": target, "__EVENTARGUMENT": link.argument}
        if link.value is not None:
            form[target] = link.value
    elif target.endswith(".x"):  # a picture, which is sent by where it was hit
        form |= {target: "1", f"{target[:-2]}.y": "1"}
    else:  # a button, which is sent by its own name
        form[target] = link.label
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in form.items()).encode("ascii")


def _quoted(text: str) -> str:
    # The result of quote_plus, sooner: that looks at each letter of a view state, nearly all of which are safe.
    plain = quote(text, " +/=")
    return plain.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D").replace(" ", "+")
