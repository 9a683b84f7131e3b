"""What is put on the pages of all articles for a time is no text of theirs, and makes no version."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.maintenance.dump import canonical_dump
from archive.maintenance.verify import verify
from archive.model import Capture
from crawler.commands.maintain import extract, merge
from crawler.learning import imported
from crawler.learning.check import check
from crawler.learning.relearn import relearn
from crawler.portals.registry import portal_named
from crawler.webarchives import import_captures
from tests.support.facts import HOST, rows
from tests.support.little import LIST, Little, article_path
from tests.support.portal import rows as portal_rows
from tests.support.skins import article_page, brought, list_page, opened, page, path

ARTICLES = range(392001, 392025)
GREETING = "Chào mừng Đại hội đại biểu Đảng bộ tỉnh lần thứ XV, nhiệm kỳ 2025 – 2030!"
WISH = "Chúc mừng năm mới – Mừng Đảng quang vinh – Mừng Xuân Ất Tỵ 2025."
DAY = 24.0


def noticed(number: int, *notices: str, edited: bool = False) -> str:
    """An article's page with notices above its text."""
    shown = "".join(f"<p class='tb'><b>{notice}</b></p>" for notice in notices)
    return article_page("old", number, edited=edited).replace("<div class='c1'>", f"<div class='c1'>{shown}")


def crawls(*shown: tuple[str, ...]) -> list[Capture]:
    """A look at all articles each day, at three twice on the first; the second article is edited on the third day."""
    return [
        page(HOST + path(number), place / 100 + 0.5, article_page("old", number, 3))
        for place, number in enumerate(ARTICLES[:3])
    ] + [
        page(
            HOST + path(number),
            DAY * day + place / 100,
            noticed(number, *notices, edited=day > 1 and place == 1),
        )
        for day, notices in enumerate(shown)
        for place, number in enumerate(ARTICLES)
    ]


def told(archive) -> list[tuple]:
    return rows(archive, "select article_id, field from changes order by 1")


def dump_of(archive: Path) -> list[str]:
    spec = portal_named("soctrang")
    assert list(verify(archive)) == []
    with opened(archive) as written:
        assert list(check(written, {spec.name: spec})) == []
        assert not relearn(written, spec)
        return list(canonical_dump(written.db))


@pytest.mark.parametrize("shown", [[(), (GREETING,), ()], [(), (GREETING,), (GREETING, WISH), (WISH,), ()]])
def test_a_notice_makes_no_version_and_edits_beside_it_do(tmp_path, shown):
    archive = tmp_path / "archive.db"
    brought(archive, crawls(*shown), {3 + len(ARTICLES) * n - 1 for n in range(1, len(shown))})
    with opened(archive) as written:
        assert told(written) == [(2, "body")]
        assert rows(written, "select count(*) from versions where body like '%mừng%'") == [(0,)]
    dump_of(archive)


def test_a_crawl_counts_no_change_that_its_history_does_not_have(archive):
    with Little(list(ARTICLES)) as portal:
        portal.pages[LIST] = list_page(portal.numbers)
        for notices in ((), (GREETING,)):
            portal.pages |= {article_path(number): noticed(number, *notices) for number in portal.numbers}
            portal.crawl(archive, "--all")
    stats = [json.loads(row["stats"]) for row in portal_rows(archive, "select stats from crawls order by id")]
    assert [(each["new"], each["changed"]) for each in stats] == [(len(ARTICLES), 0), (0, 0)]


def test_what_an_editor_adds_to_some_articles_is_theirs(tmp_path):
    archive = tmp_path / "archive.db"
    later = [
        page(HOST + path(number), DAY + place / 100, noticed(number, *((WISH,) if place < 8 else ())))
        for place, number in enumerate(ARTICLES)
    ]
    brought(archive, [*crawls(()), *later])
    with opened(archive) as written:
        assert len({article for article, _ in told(written)}) == 8


def test_notices_are_told_whatever_way_captures_come(tmp_path):
    captures = crawls((), (GREETING,), (GREETING, WISH), ())
    chance = random.Random(4)
    shuffled = chance.sample(captures, len(captures))
    ways = {name: tmp_path / f"{name}.db" for name in ("crawl", "import", "a", "b", "merge", "extract")}
    brought(ways["crawl"], captures, {26, 50, 74})
    brought(ways["import"], shuffled)
    brought(ways["a"], shuffled[:40])
    brought(ways["b"], shuffled[40:])
    given = [str(ways["a"]), str(ways["b"]), "--into", str(ways["merge"])]
    CliRunner().invoke(merge.command, given, catch_exceptions=False)
    with pytest.MonkeyPatch.context() as older:
        older.setattr(import_captures, "EXTRACTOR", "luutru 0.0.1+00000000")
        older.setattr(imported, "relearn", lambda *_: False)
        brought(ways["extract"], shuffled)
    CliRunner().invoke(
        extract.command, ["--archive", str(ways["extract"]), "--jobs=1"], catch_exceptions=False
    )
    dumps = {name: dump_of(ways[name]) for name in ("crawl", "import", "merge", "extract")}
    for name, dump in dumps.items():
        assert set(dump) ^ set(dumps["crawl"]) == set(), name
        assert dump == dumps["crawl"], name
