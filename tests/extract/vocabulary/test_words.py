"""Lists of words: each wording finds its example, and is needed for it."""

from __future__ import annotations

import pkgutil
import re
from dataclasses import replace
from functools import cache
from importlib import import_module

import pytest

from crawler.extract import vocabulary
from crawler.extract.boilerplate.visit_counter import is_counter_line
from crawler.extract.vocabulary.labels import VISIT_LABELS
from crawler.extract.vocabulary.words import Words
from tests.support.places import ROOT


def lists() -> dict[str, Words]:
    """All lists of words, as they are now, by module and name."""
    found: dict[str, Words] = {}
    for module in pkgutil.iter_modules(vocabulary.__path__, f"{vocabulary.__name__}."):
        for name, value in vars(import_module(module.name)).items():
            each = value if isinstance(value, dict) else {None: value}
            found.update(
                (f"{name}.{part}" if part else name, words)
                for part, words in each.items()
                if isinstance(words, Words)
            )
    return found


ROWS = [(name, row, example) for name, words in lists().items() for row, example in words.rows.items()]


def found(words: Words, text: str) -> tuple[object, ...]:
    first = words.search(text)
    return first and first.span(), words.match(text) is not None, words.fullmatch(text) is not None


@pytest.mark.parametrize(
    ("name", "row", "example"), ROWS, ids=[f"{name}: {example}" for name, _, example in ROWS]
)
def test_each_wording_finds_its_example_as_no_other_does(name, row, example):
    words = lists()[name]
    assert words.search(example)
    others = {each: shown for each, shown in words.rows.items() if each != row}
    assert found(words, example) != found(replace(words, rows=others), example)


@cache
def source() -> str:
    return "\n".join(file.read_text("utf-8") for file in (ROOT / "crawler").rglob("*.py"))


@pytest.mark.parametrize("name", sorted({name.partition(".")[0] for name in lists()}))
def test_each_list_is_looked_for(name):
    assert len(re.findall(rf"\b{name}\b", source())) > 1


@pytest.mark.parametrize("example", [each for words in VISIT_LABELS.values() for each in words.rows.values()])
def test_each_label_of_a_counter_of_visits_is_looked_for(example):
    counter = example if example[-1].isdigit() else f"{example}: 12"
    assert is_counter_line(f"{counter} Online: 3")
