"""Reads the ASP.NET form of a page, to be posted back."""

from __future__ import annotations

from lxml import etree

from crawler.extract.document.tree import inner_text

Element = etree._Element

_BUTTONS = frozenset(("submit", "button", "image", "reset", "file"))


def read_form(root: Element) -> tuple[tuple[str, str], ...]:
    """Names and values of the fields that the form with ``__VIEWSTATE`` sends when a link of it posts back; no
    buttons.

    Empty where the page has no such form.
    """
    state = next((field for field in root.iter("input") if field.get("name") == "__VIEWSTATE"), None)
    if state is None:
        return ()
    form = next(state.iterancestors("form"), root)
    fields: dict[str, str] = {}
    for field in form.iter("input", "select", "textarea"):
        name = field.get("name")
        if name and field.get("disabled") is None:
            value = _value(field)
            if value is not None:
                fields[name] = value
    return tuple(fields.items())


def _value(field: Element) -> str | None:
    """What a field sends, or None where it sends nothing."""
    if field.tag == "textarea":
        return inner_text(field)
    if field.tag == "select":
        options = [option for option in field.iter("option") if option.get("disabled") is None]
        chosen = [option for option in options if option.get("selected") is not None]
        if not chosen and field.get("multiple") is not None:
            return None
        option = next(iter(chosen or options), None)
        if option is None:
            return None
        value = option.get("value")
        return value if value is not None else inner_text(option).strip()
    kind = (field.get("type") or "text").lower()
    if kind in _BUTTONS or (kind in ("checkbox", "radio") and field.get("checked") is None):
        return None
    return field.get("value") or ("on" if kind in ("checkbox", "radio") else "")
