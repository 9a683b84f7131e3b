"""What a crawl learns under way is for the pages to come, and reads nothing twice that it need not."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.maintenance.dump import canonical_dump
from archive.model import Capture
from archive.warc.read import Found
from crawler.learning import sample
from crawler.learning.check import check
from crawler.learning.reading import read_again
from crawler.learning.relearn import relearn
from crawler.portals.registry import portal_named
from crawler.webarchives.import_captures import Import
from tests.support.facts import HOST
from tests.support.skins import article_page, brought, learned, opened, page, path

SPEC = portal_named("soctrang")
ARTICLES = range(392001, 392031)


def look(numbers, day: float, tick: int = 0) -> list[Capture]:
    return [
        page(HOST + path(number), 24 * day + place / 100, article_page("old", number, tick))
        for place, number in enumerate(numbers)
    ]


def taken(importing: Import, captures: list[Capture]) -> None:
    for number, capture in enumerate(captures):
        importing.take(Found(number, capture, None))


def read_by_relearning(archive) -> list[int]:
    """The captures that learning reads again, which it does."""
    asked: list[int] = []

    def read(archive, todo):
        asked.extend(todo)
        yield from read_again(archive, todo, {SPEC.name: SPEC})

    relearn(archive, SPEC, read=read)
    return asked


def dump_of(file: Path) -> list[str]:
    with opened(file) as archive:
        assert list(check(archive, {SPEC.name: SPEC})) == []
        return list(canonical_dump(archive.db))


@pytest.mark.parametrize("stopped", [False, True], ids=["in one go", "taken up by the next"])
def test_what_was_read_by_what_was_learned_ahead_is_not_read_again(tmp_path, stopped):
    files = tmp_path / "ahead.db", tmp_path / "at-the-end.db"
    first, later = look(ARTICLES[:12], 0), look(ARTICLES[12:], 1)
    with opened(files[0]) as archive:
        importing = Import(archive, SPEC.name)
        taken(importing, first)
        if stopped:
            importing = Import(archive, SPEC.name)
        taken(importing, later)
        asked = read_by_relearning(archive)
        cold = archive.db.execute("select count(*) from captures where extractor like '% cold'").fetchone()
        assert len(asked) == len(first) and cold == (0,)
        assert read_by_relearning(archive) == []
        learned(archive)
    brought(files[1], first + later)
    assert dump_of(files[0]) == dump_of(files[1])


def test_one_more_look_at_an_unchanged_portal_teaches_nothing(tmp_path):
    file = tmp_path / "archive.db"
    noise = look(ARTICLES[:3], 0.02, 1)
    brought(file, look(ARTICLES, 0) + noise)
    with opened(file) as archive:
        taken(Import(archive, SPEC.name), look(ARTICLES, 1, 2))
        assert read_by_relearning(archive) == []


def test_a_sample_stays_until_the_archive_has_several_times_as_many(monkeypatch):
    monkeypatch.setattr(sample, "FIRST", 10)
    known = [(f"article {number}", number // 2) for number in range(200)]
    chosen = [set(sample.earliest(known[:count])) for count in (8, 10, 11, 79, 80, 200)]
    assert list(map(len, chosen)) == [8, 10, 10, 10, 80, 80]
    assert chosen[1] == chosen[2] == chosen[3]
