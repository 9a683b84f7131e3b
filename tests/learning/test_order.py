"""The same captures come to the same archive, templates and all, whatever way they came in."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.maintenance.dump import canonical_dump
from archive.maintenance.verify import verify
from archive.model import Capture
from crawler.commands.maintain import extract, merge
from crawler.learning import imported
from crawler.learning.check import check
from crawler.learning.relearn import relearn
from crawler.portals.registry import portal_named
from crawler.webarchives import import_captures
from tests.support.facts import HOST
from tests.support.skins import LIST, article_page, brought, list_page, opened, page, path

ARTICLES = range(392001, 392015)
HEADERS = (("Content-Type", "text/html; charset=utf-8"),)


@st.composite
def portals(draw) -> list[Capture]:
    """All captures of a small portal: some articles twice, some once more in a new skin, some edited between, some
    asked for again two minutes after the first time."""
    found = [page(HOST + LIST, 0.5, list_page(ARTICLES))]
    for place, number in enumerate(ARTICLES):
        count = draw(st.sampled_from([1, 2, 3, 3, 3]))
        edited = draw(st.sampled_from([False, False, True]))
        for turn in range(count):
            html = article_page("new" if turn == 2 else "old", number, turn, edited and turn > 0)
            found.append(page(HOST + path(number), 1 + place / 10 + 24 * turn, html))
        if draw(st.sampled_from([False, False, True])):
            found.append(page(HOST + path(number), 1 + place / 10 + 1 / 30, article_page("old", number, 7)))
    return found


def dump_of(path: Path) -> list[str]:
    assert list(verify(path)) == []
    spec = portal_named("soctrang")
    with opened(path) as archive:
        assert list(check(archive, {spec.name: spec})) == []
        assert not relearn(archive, spec)
        return list(canonical_dump(archive.db))


@settings(max_examples=4, deadline=None)
@given(captures=portals(), seed=st.integers(0, 9))
def test_every_way_in_comes_to_the_same_archive(captures, seed):
    chance = random.Random(seed)
    shuffled = chance.sample(captures, len(captures))
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        ways = {
            name: Path(folder) / f"{name}.db"
            for name in ("crawl", "import", "recover", "a", "b", "merge", "extract")
        }
        in_time = sorted(captures, key=lambda capture: capture.captured_at)
        brought(ways["crawl"], in_time, {12, 24, 30})
        brought(ways["import"], shuffled)
        brought(ways["recover"], chance.sample(captures, len(captures)), {3, 17, 29})
        half = chance.randrange(len(captures))
        brought(ways["a"], shuffled[:half])
        brought(ways["b"], shuffled[half:])
        CliRunner().invoke(
            merge.command,
            [str(ways["a"]), str(ways["b"]), "--into", str(ways["merge"])],
            catch_exceptions=False,
        )
        with patch.context() as older:
            older.setattr(import_captures, "EXTRACTOR", "luutru 0.0.1+00000000")
            older.setattr(imported, "relearn", lambda *_: False)
            brought(ways["extract"], shuffled)
        CliRunner().invoke(
            extract.command, ["--archive", str(ways["extract"]), "--jobs=1"], catch_exceptions=False
        )
        dumps = {name: dump_of(ways[name]) for name in ("crawl", "import", "recover", "merge", "extract")}
        for name, dump in dumps.items():
            assert set(dump) ^ set(dumps["crawl"]) == set(), name
            assert dump == dumps["crawl"], name
        assert sum(line.startswith('["template"') for line in dumps["crawl"]) >= 1
