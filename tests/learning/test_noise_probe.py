"""A portal's first crawl asks twice for three articles, `luutru portals probe` for as many as one likes."""

from __future__ import annotations

import json
from collections import Counter
from itertools import count

import pytest

from tests.support.commands import luutru
from tests.support.little import LIST, Asked, Little, article_path
from tests.support.portal import rows, value
from tests.support.skins import article_page, list_page


@pytest.fixture
def portal():
    """A portal that counts its visitors below every text, in words that nobody knows."""
    visitors = count(5000)
    with Little(list(range(392001, 392017))) as little:

        def page(asked: Asked) -> str:
            ticks = f"<div class='z1'>Zorp {next(visitors)}</div>"
            html = article_page("old", int(asked.path.split("/")[5]))
            return html.replace("<div class='s1'>", f"{ticks}<div class='s1'>")

        little.pages |= dict.fromkeys(map(article_path, little.numbers), page)
        little.pages[LIST] = list_page(little.numbers)
        yield little


def twice(portal: Little, since: int = 0) -> list[str]:
    """The paths that were asked for more than once."""
    return [path for path, times in Counter(portal.asked(since)).items() if times == 2]


def probe(portal: Little, archive, *more: object, code: int = 0):
    pace = [f"--home={portal.home}", "--delay=0", "--apart=0"]
    return luutru("portals", "probe", "soctrang", "--archive", archive, *pace, *more, code=code)


def test_a_first_crawl_asks_again_for_three_articles_and_the_next_for_none(portal, archive):
    portal.crawl(archive)
    assert len(twice(portal)) == 3 and all(path.endswith(".aspx") for path in twice(portal))
    assert len(portal.asked()) == len(portal.numbers) + 2 + 3
    stats = json.loads(value(archive, "select stats from crawls"))
    assert stats["articles"] == 16 and stats["captures"] == stats["asked"] - 1 == 21
    assert value(archive, "select count(*) from captures where url like '%.aspx'") == 19
    assert rows(archive, "select * from versions where number > 1") == []
    unchanged = rows(archive, "select distinct unchanged from address where kind = 'article'")
    assert {row["unchanged"] for row in unchanged} <= {0, 5}, (
        "an article that was asked for twice is due again as soon as the others"
    )
    before = len(portal.log)
    portal.crawl(archive)
    assert sorted(portal.asked(before)) == ["/", LIST]


def test_where_each_request_counts_none_is_spent_on_noise(portal, archive):
    portal.crawl(archive, "--max-requests=15")
    assert twice(portal) == [] and value(archive, "select count(*) from captures") == 14


def test_a_crawl_of_all_takes_each_page_once(portal, archive):
    portal.crawl(archive, "--all")
    assert twice(portal) == []


def test_the_probe_shows_what_changed_by_itself_and_what_it_is_taken_for(portal, archive):
    portal.crawl(archive, "--all")
    before = len(portal.log)
    shown = probe(portal, archive, "--articles=4").stdout
    assert len(twice(portal, before)) == 4 and len(portal.asked(before)) == 8
    assert shown.count("+ Zorp 50") == 4 and "counter, taken for " in shown
    assert "4 articles asked for twice.\nNone makes a version by itself." in shown
    told = json.loads(probe(portal, archive, "--articles=1", "--json").stdout)
    [tested] = told["articles"]
    assert not tested["makes_version"] and not tested["identical"]
    [change] = tested["changed"]
    assert change["before"].startswith("Zorp") and change["label"] in ("reading", "views", "other fact")


def test_a_probe_keeps_to_robots_and_needs_articles(portal, archive, tmp_path):
    portal.crawl(archive, "--max-requests=2")
    assert "luutru crawl soctrang comes first" in probe(portal, archive, code=1).stderr
    portal.crawl(archive)
    portal.pages["/robots.txt"] = "User-agent: *\nDisallow: /vpubnd/"
    before = len(portal.log)
    assert "robots.txt forbids" in probe(portal, archive, code=1).stderr
    assert portal.asked(before) == []
