"""Forms of addresses, as a portal's file writes them: ``/{category}/{slug}-{id}.html``.

A form begins with ``/``. ``{name}`` stands for what varies, ``[…]`` may be absent, a slash at the end and the case
of letters do not matter. Behind ``?`` stand the parameters that must be there, in any order; others may be, too.

| name | stands for |
|---|---|
| ``{id}`` | a number that names the article; ``{id:text}`` where it is any text, ``{id:slug}`` where it is a slug |
| ``{scope}`` | one segment or several, within which the id counts: ``5`` of two scopes are two articles |
| ``{slug}`` | part of a segment, not all digits |
| ``{category}`` ``{site}`` ``{any}`` | part of a segment; the first two without a dot |
| ``{path}`` | one segment or several, without a dot |
| ``{page}`` | the number of a list's page |
| ``{number}`` ``{year}`` ``{month}`` ``{day}`` | digits that name nothing |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote_plus, unquote

from archive.wording import t

PLACES = {
    "id": r"\d+",
    "scope": r"[^.?&]+?",
    "slug": r"(?=[^/]*[^\d/])[^/]+",
    "category": r"[^/.]+?",
    "site": r"[^/.]+?",
    "any": r"[^/]*",
    "path": r"[^.?]+?",
    "page": r"\d+",
    "number": r"\d+",
    "year": r"(?:19|20)\d\d",
    "month": r"\d{1,2}",
    "day": r"\d{1,2}",
}
_IDS = {"": PLACES["id"], "text": r"[^/]+?", "slug": r"(?=[^/]*[^\d/])[^/.]+?"}
"""What an id may be."""
_TOKEN = re.compile(r"\{(\w+)(?::(\w+))?\}|([\[\]])|([^{}\[\]]+)|(.)")
_ABSENT = re.compile(r"\[[^\]]*\]|\{[^}]*\}|\.\w+$")
_OWN = re.compile(r"[^\W\d_]")
_TOLD = ("id", "scope", "category", "site", "page")
LONGEST = 200
"""Characters of a form."""


class BadForm(ValueError):
    """A form that cannot be followed; the message says why."""


@dataclass(frozen=True, slots=True)
class Match:
    """An address matched by a form. `path` is decoded, `query` holds the parameters in the form; neither has
    the number of a list's page, which is `page`.
    """

    path: str
    query: str = ""
    id: str | None = None
    scope: str | None = None
    category: str | None = None
    site: str | None = None
    page: str | None = None


@dataclass(frozen=True)
class Form:
    """One form. Two forms of the same text are equal."""

    text: str

    @cached_property
    def is_literal(self) -> bool:
        """True of a form that is the form of one address only, apart from the pages of a list."""
        return set(re.findall(r"\{(\w+)", self.text)) <= {"page"}

    @cached_property
    def has_id(self) -> bool:
        """True where addresses of this form name the article by an id."""
        return re.search(r"\{id[:}]", self.text) is not None

    @cached_property
    def is_named(self) -> bool:
        """True where the path has text of its own, besides an ending and what may be absent: ``/tag/{path}``."""
        return _OWN.search(_ABSENT.sub("", self.text.partition("?")[0])) is not None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a path of this form looks like. Raises BadForm."""
        return _compiled(self.text.partition("?")[0])

    @cached_property
    def parameters(self) -> dict[str, str | re.Pattern[str] | None]:
        """The parameters that must be there: a value, what it looks like, or None for any."""
        found: dict[str, str | re.Pattern[str] | None] = {}
        for piece in filter(None, self.text.partition("?")[2].split("&")):
            name, mark, value = piece.partition("=")
            if not mark:
                found[name.lower()] = None
            elif "{" in value:
                found[name.lower()] = _compiled(value, "")
            else:
                found[name.lower()] = unquote(value)
        return found

    def match(self, path: str, pairs: Sequence[tuple[str, str]]) -> Match | None:
        """What a decoded path and the parameters of its query tell, None for an address of another form."""
        found = self.pattern.fullmatch(path)
        if found is None:
            return None
        values = {name: value for name, value in found.groupdict().items() if value and name in _TOLD}
        start, end = found.span("_page") if "_page" in self.pattern.groupindex else (-1, -1)
        if start < 0 and "page" in values:
            start, end = found.span("page")
        if start >= 0:
            path = path[:start] + path[end:]
        given = dict(pairs)
        kept: list[str] = []
        for name, wanted in self.parameters.items():
            value = given.get(name)
            if value is None:
                return None
            is_page = False
            if isinstance(wanted, re.Pattern):
                part = wanted.fullmatch(value)
                if part is None:
                    return None
                inside = {key: text for key, text in part.groupdict().items() if text and key in _TOLD}
                is_page = "page" in inside
                values |= inside
            elif wanted is not None and wanted.casefold() != value.casefold():
                return None
            if not is_page:
                kept.append(f"{name}={quote_plus(value)}")
        return Match(path, "&".join(kept), **values)

    def check(self) -> None:
        """Raises BadForm where the form cannot be followed."""
        if not self.text.startswith("/") or len(self.text) > LONGEST:
            raise BadForm(
                t("a form of addresses begins with / and has at most {LONGEST} characters", LONGEST=LONGEST)
            )
        _ = self.pattern, self.parameters


def forms(texts: Iterable[str]) -> tuple[Form, ...]:
    """The forms of these texts, those of one address first. Raises BadForm."""
    found = [Form(text) for text in dict.fromkeys(texts)]
    for form in found:
        form.check()
    return tuple(sorted(found, key=lambda form: not form.is_literal))


def _compiled(text: str, slash: str = "/?") -> re.Pattern[str]:
    out: list[str] = []
    seen: set[str] = set()
    opened: list[int] = []
    text = text.rstrip("/") if slash and len(text) > 1 else text
    for name, kind, bracket, plain, stray in _TOKEN.findall(text):
        if stray:
            raise BadForm(t("{stray} stands alone in {text}", stray=repr(stray), text=repr(text)))
        if bracket == "[":
            opened.append(len(out))
            out.append("(?:")
        elif bracket == "]":
            if not opened:
                raise BadForm(t("] without [ in {text}", text=repr(text)))
            start = opened.pop()
            if any("(?P<page>" in piece for piece in out[start:]) and "_page" not in seen:
                seen.add("_page")
                out[start] = "(?P<_page>"
            out.append(")?")
        elif plain:
            out.append(re.escape(plain))
        else:
            out.append(_place(name, kind, seen))
    if opened:
        raise BadForm(t("[ without ] in {text}", text=repr(text)))
    return re.compile("".join(out) + slash, re.IGNORECASE)


def _place(name: str, kind: str, seen: set[str]) -> str:
    if name not in PLACES or (kind and (name != "id" or kind not in _IDS)):
        known = ", ".join(f"{{{each}}}" for each in PLACES)
        raise BadForm(
            t(
                "{{{name}{value}}} is not known; there are {known}, {{id:text}} and {{id:slug}}",
                name=name,
                value=":" + kind if kind else "",
                known=known,
            )
        )
    pattern = _IDS[kind] if name == "id" else PLACES[name]
    if name in _TOLD and name not in seen:
        seen.add(name)
        return f"(?P<{name}>{pattern})"
    return f"(?:{pattern})"
