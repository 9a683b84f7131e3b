"""How a skin marks things up: one of seven styles, and names of its own for each role a piece of a page plays."""

from __future__ import annotations

from functools import cache
from html import escape
from random import Random

from ..texts.words import phrase, token, word

STYLES = ("tables", "fonts", "utility", "semantic", "bootstrap", "random", "ids")

_UTILITIES = (
    "flex",
    "block",
    "mt-2",
    "mb-4",
    "px-3",
    "py-1",
    "text-sm",
    "w-full",
    "gap-2",
    "grow",
    "leading-6",
    "relative",
)
_BOOTSTRAP = (
    "row",
    "col-md-12",
    "card",
    "card-body",
    "mb-3",
    "clearfix",
    "d-block",
    "small",
    "text-muted",
    "pt-2",
)
_COLOURS = ("#003366", "#990000", "#666666", "#0a5", "navy", "#c00", "#444", "#1b6d85")
_FACES = ("Arial", "Tahoma", "Times New Roman", "Verdana", "Arial, Helvetica, sans-serif")
_ALIGN = ("left", "justify", "left")


class Look:
    """The markup of one skin. `tag` seeds it; a role gets the same markup wherever it stands.

    Roles that end in ``*`` stand many times on a page and get no id.
    """

    def __init__(self, tag: str, style: str) -> None:
        self.tag = tag
        self.style = style
        rng = Random(f"{tag}/look")
        self.prefix = word(rng, 1) if rng.random() < 0.5 else token(rng, 3)
        self.heading_tag = rng.choice(("h1", "h2", "h3", "div", "h1"))
        self.upper_labels = rng.random() < 0.2
        self.colour = rng.choice(_COLOURS)

    def rng(self, role: str) -> Random:
        """A source of choices that are the same for this role on every page."""
        return Random(f"{self.tag}/{role}")

    def label(self, role: str) -> str:
        """The invented words that this skin puts beside such a thing."""
        return _label(self.tag, role, self.upper_labels)

    def attributes(self, role: str) -> str:
        """Class, id or style of an element, with a blank before, or nothing."""
        return _attributes(self.tag, self.style, self.prefix, role)

    def block(self, role: str, inner: str, tag: str = "div") -> str:
        """An element on lines of its own; nothing where there is nothing in it."""
        if not inner:
            return ""
        rng = self.rng(role)
        if self.style == "tables" and tag == "div":
            cell = f'<td align="{rng.choice(_ALIGN)}" valign="top">'
            width = rng.choice((' width="100%"', ' width="98%" align="center"', ""))
            return f'<table border="0" cellpadding="{rng.randint(0, 4)}"{width}><tr>{cell}{inner}</td></tr></table>\n'
        if self.style == "fonts" and tag == "div":
            font = f'<font face="{rng.choice(_FACES)}" size="{rng.choice((1, 2, 2, 3))}">'
            return f'<div align="{rng.choice(_ALIGN)}">{font}{inner}</font></div>\n'
        if self.style == "semantic" and tag == "div":
            tag = _SEMANTIC.get(role.rstrip("*"), "div")
        return f"<{tag}{self.attributes(role)}>{inner}</{tag}>\n"

    def inline(self, role: str, inner: str) -> str:
        """An element within a line."""
        if not inner:
            return ""
        rng = self.rng(f"{role}/inline")
        if self.style in ("tables", "fonts"):
            kind = rng.choice(("font", "font", "b", "i", "span"))
            if kind == "font":
                return f'<font color="{rng.choice(_COLOURS)}" size="{rng.choice((1, 2))}">{inner}</font>'
            return f"<{kind}>{inner}</{kind}>"
        tag = rng.choice(("span", "span", "span", "em", "strong"))
        return f"<{tag}{self.attributes(role + '*')}>{inner}</{tag}>"

    def heading(self, inner: str) -> str:
        """The title of an article."""
        if self.style in ("tables", "fonts"):
            return self.block("title", f'<font size="4" color="{self.colour}"><b>{inner}</b></font>')
        return f"<{self.heading_tag}{self.attributes('title')}>{inner}</{self.heading_tag}>\n"

    def links(self, role: str, lines: list[str]) -> str:
        """A list of short things, one a line."""
        if not lines:
            return ""
        rng = self.rng(f"{role}/links")
        if self.style == "tables":
            rows = "".join(f"<tr><td>&raquo;</td><td>{line}</td></tr>" for line in lines)
            return f'<table border="0" width="100%">{rows}</table>\n'
        if self.style == "fonts":
            return "".join(f"- {line}<br>\n" for line in lines)
        if rng.random() < 0.6:
            return (
                f"<ul{self.attributes(role)}>" + "".join(f"<li>{line}</li>\n" for line in lines) + "</ul>\n"
            )
        return self.block(
            role, "".join(f"<div{self.attributes(role + 'item*')}>{line}</div>\n" for line in lines)
        )

    def box(self, role: str, inner: str) -> str:
        """A box with an invented heading."""
        if not inner:
            return ""
        rng = self.rng(f"{role}/box")
        head = self.label(role)
        if self.style == "tables":
            colour = rng.choice(_COLOURS)
            return (
                f'<table width="100%" border="0"><tr><td bgcolor="{colour}"><b>{head}</b></td></tr>'
                f"<tr><td>{inner}</td></tr></table>\n"
            )
        tag = rng.choice(("h3", "h4", "div", "p"))
        return self.block(role, f"<{tag}{self.attributes('head*')}>{head}</{tag}>\n{inner}")


@cache
def _label(tag: str, role: str, upper: bool) -> str:
    rng = Random(f"{tag}/{role}/label")
    text = phrase(rng, rng.choice((1, 1, 2, 2, 3)))
    return text.upper() if upper else text


@cache
def _attributes(tag: str, style: str, prefix: str, role: str) -> str:
    rng = Random(f"{tag}/{role}/attributes")
    if style in ("tables", "fonts"):
        return ""
    if style == "utility":
        return f' class="{" ".join(rng.sample(_UTILITIES, rng.randint(2, 4)))}"'
    if style == "bootstrap":
        return f' class="{" ".join(rng.sample(_BOOTSTRAP, rng.randint(1, 3)))}"'
    if style == "semantic":
        return f' class="{word(rng, 1)}"' if rng.random() < 0.3 else ""
    if style == "random":
        return f' class="{prefix}-{token(rng, 5)}"'
    if role.endswith("*"):
        return f' class="{word(rng, 1)}"' if rng.random() < 0.5 else ""
    return f' id="ctl{rng.randint(0, 99):02}_{prefix}_{word(rng, 1)}"'


_SEMANTIC = {
    "article": "article",
    "meta": "header",
    "header": "header",
    "footer": "footer",
    "nav": "nav",
    "crumbs": "nav",
    "main": "main",
    "left": "aside",
    "right": "aside",
    "related": "section",
    "comments": "section",
    "aside": "aside",
}


def text(value: str) -> str:
    """Text as HTML."""
    return escape(value, quote=False)
