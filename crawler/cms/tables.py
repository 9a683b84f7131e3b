"""Reads and checks the TOML of a CMS or a portal, and names the line of each mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from archive.wording import t
from crawler.cms import Cms, Hints
from crawler.cms.declared import Declared
from crawler.cms.forms import BadForm, Form

FORMS = ("article", "list", "print", "home", "ignore", "feed")
_HINTS = tuple(each.name for each in fields(Hints))


class BadFile(ValueError):
    """A file that cannot be followed. The message names file, line and key and says what is expected."""


class Table:
    """A table of the TOML file `file`. `path` is its name in the file, empty for the file itself."""

    def __init__(self, file: str, text: str, values: Mapping[str, Any], path: str = "") -> None:
        self.file, self.text, self.values, self.path = file, text, values, path

    @classmethod
    def read(cls, file: str, text: str) -> Table:
        """The file as a table. Raises BadFile where it is no TOML."""
        try:
            return cls(file, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"\(at line (\d+)", str(error))
            line = int(found[1]) if found else len(text.splitlines())
            message = re.sub(r" \(at .*", "", str(error))
            raise BadFile(
                t("{file}, line {line}: this is no TOML: {said}.", file=file, line=line, said=message)
            ) from None

    def wrong(self, key: str, expected: str, value: str | None = None) -> BadFile:
        """The error that the value of `key` (the entry `value` of it) is not as `expected`."""
        name = f"{self.path}.{key}" if self.path else key
        return BadFile(
            t(
                "{file}, line {key}, {name}: {expected}.",
                file=self.file,
                key=self._line(key, value),
                name=name,
                expected=expected,
            )
        )

    def only(self, *known: str) -> None:
        """Raises BadFile where there is another key."""
        for key in self.values:
            if key not in known:
                raise self.wrong(key, f"there is no such key here; there are {', '.join(known)}")

    def text_of(self, key: str, default: str | None = None) -> str | None:
        """A text. Raises BadFile for anything else."""
        value = self.values.get(key, default)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, f'a text is expected, as in {key} = "…", not {value!r}')
        return value

    def flag(self, key: str) -> bool:
        """True or false. Raises BadFile for anything else."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, f"true or false is expected, not {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts. Raises BadFile for anything else."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(key, f'a list of texts is expected, as in {key} = ["…"], not {value!r}')
        return tuple(value)

    def table(self, key: str) -> Table:
        """The table `key`, an empty one where there is none. Raises BadFile for anything else."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, f"a table is expected, as in [{key}], not {value!r}")
        return Table(self.file, self.text, value, key)

    def tables(self, key: str) -> list[Table]:
        """The tables under ``[[key]]``. Raises BadFile for anything else."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(key, f"tables are expected, each as in [[{key}]], not {value!r}")
        return [Table(self.file, self.text, each, key) for each in value]

    def _line(self, key: str, value: str | None) -> int:
        """The line where `key` stands; that of `value` in it where it is given."""
        lines = self.text.splitlines()
        start = 0
        if self.path:
            head = re.compile(rf"\s*\[\[?\s*{re.escape(self.path)}\s*\]")
            start = next((n for n, line in enumerate(lines) if head.match(line)), 0)
        assigned = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\]|\.)")
        place = next((n for n in range(start, len(lines)) if assigned.match(lines[n])), start)
        if value is not None:
            place = next((n for n in range(place, len(lines)) if value in lines[n]), place)
        return place + 1


def declared(name: str, addresses: Table, hints: Table, base: Cms | None = None) -> Declared:
    """The CMS that the tables ``[addresses]`` and ``[hints]`` declare, on top of `base`. Raises BadFile."""
    addresses.only(*FORMS)
    hints.only(*_HINTS)
    given = {kind: addresses.texts(kind) for kind in FORMS}
    for kind, texts in given.items():
        for text in texts:
            try:
                Form(text).check()
            except BadForm as error:
                raise addresses.wrong(kind, str(error), text) from None
    own = base.hints if base else Hints()
    places = {key: (*hints.texts(key), *getattr(own, key)) for key in _HINTS}
    return Declared(name, **given, hints=Hints(**places), base=base)


def system_file(name: str, text: str) -> Declared:
    """The CMS of a file in `crawler/cms/known/`. Raises BadFile."""
    table = Table.read(f"{name}.toml", text)
    table.only("marks", "addresses", "hints")
    found = declared(name, table.table("addresses"), table.table("hints"))
    return Declared(
        name, **{kind: getattr(found, kind) for kind in FORMS}, hints=found.hints, marks=table.texts("marks")
    )
