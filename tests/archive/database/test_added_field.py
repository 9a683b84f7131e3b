"""A field that a later release adds leaves alone what archives hold of articles without it."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass

import pytest

from archive.contents import fields
from archive.contents.fields import canonical, plain_digests_of
from archive.database import views
from archive.model import Article

URL = "https://stg.example/bai/1.html"


@dataclass(frozen=True, slots=True)
class Edited(Article):
    """An article of the later release."""

    later_one: str | None = None
    later_two: str | None = None


@pytest.fixture
def later(monkeypatch):
    """`archive.contents.fields` as a release with two more fields would have it."""
    added = ("later_one", "later_two")
    for name in ("PARTS", "FIELDS", "ADDED", "FACTS"):
        monkeypatch.setattr(views, name, (*getattr(views, name), *added))
    spec = importlib.util.spec_from_file_location("fields_of_a_later_release", fields.__file__)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


OLD = Article("Họp giao ban", summary="Tóm tắt", body=("Ủy ban họp.",), source="Báo Sóc Trăng")


def edited(one=None, two=None, **more):
    plain = {"summary": OLD.summary, "body": OLD.body, "source": OLD.source}
    return Edited(OLD.title, **plain, later_one=one, later_two=two, **more)


def test_an_article_without_it_keeps_its_hash_and_digests(later):
    assert later.hashes_of(edited(), URL) == fields.hashes_of(OLD, URL)


@pytest.mark.parametrize(
    "article, names",
    [
        (edited("Kim Ngân"), ["later_one"]),
        (edited(two="Mỹ Tú"), ["later_two"]),
        (edited("Kim Ngân", "Mỹ Tú"), ["later_one", "later_two"]),
        (edited("Kim Ngân", author="Lê Vũ"), ["author", "later_one"]),
    ],
)
def test_an_edit_of_it_is_told_from_edits_of_what_was_there(later, article, names):
    before = fields.hashes_of(OLD, URL)
    after = later.hashes_of(article, URL)
    assert after[0] != before[0]
    assert later.field_names(later.differing(before[1], after[1])) == names
    assert later.field_names(later.differing(after[1], before[1])) == names
    assert later.differing(after[1], after[1]) == 0


def test_what_is_known_of_it_is_kept_where_a_skin_leaves_it_out(later):
    _, without = fields.hashes_of(OLD, URL)
    _, shown = later.hashes_of(edited(two="Mỹ Tú"), URL)
    assert later.with_facts(without, shown, ["later_one", "later_two"]) == shown
    assert later.with_facts(without, without, ["later_one", "later_two"]) == without
    plain = plain_digests_of(canonical(OLD, URL))
    assert later.differing(later.with_facts(plain, shown, ["later_two"]), shown) == 0


def test_the_changes_that_are_stored_mean_what_they_did(later):
    for bit in range(len(views.PARTS) - 2):
        assert later.field_names(1 << bit) == fields.field_names(1 << bit)
