"""Feeds are what RFC 4287 and JSON Feed 1.1 ask for, whatever the archive holds."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.support.facts import article_address, capture, new_archive, put, says
from tests.support.web import Site, fill, fill_with_evil, fill_with_long_words

FILLERS = {
    "tin": fill,
    "evil": fill_with_evil,
    "long": fill_with_long_words,
    "kho trống": lambda archive: None,
}
ATOM = etree.RelaxNG(file=str(Path(__file__).with_name("atom.rng")))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("feeds")
    for name, filler in FILLERS.items():
        with new_archive(folder / f"{name}.db") as archive:
            filler(archive)
    return Site(*(folder / f"{name}.db" for name in FILLERS))


@pytest.mark.parametrize("name", FILLERS)
@pytest.mark.parametrize(
    "path",
    [
        "/changes.atom", "/changes.atom?event=gone&lang=en", "/edits.atom", "/edits.atom?kind=signs",
        "/search.atom", "/search.atom?q=script&all=1",
        '/search.atom?q="đảng ủy" <b>&department=a%26b',
    ],
)  # fmt: skip
def test_atom(site: Site, name: str, path: str) -> None:
    answer = site.page(path, name)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    ATOM.assertValid(etree.fromstring(answer.content))


@pytest.mark.parametrize("name", FILLERS)
@pytest.mark.parametrize("path", ["/changes.json", "/changes.json?site=stn&lang=en", "/search.feed?q=a"])
def test_json_feed(site: Site, name: str, path: str) -> None:
    answer = site.page(path, name)
    assert answer.headers["content-type"] == "application/feed+json; charset=utf-8"
    feed: dict[str, Any] = answer.json()
    assert feed.keys() == {"version", "title", "home_page_url", "feed_url", "language", "items"}
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all(feed[key].startswith("http://") for key in ("home_page_url", "feed_url"))
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        needed = {"id", "url", "title", "content_text", "date_published", "tags"}
        assert needed <= item.keys() <= needed | {"authors", "content_html"}
        assert all(isinstance(item[key], str) and item[key] for key in needed - {"tags"})
        assert item["url"].startswith("http://")
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert all(author.keys() == {"name"} and author["name"] for author in item.get("authors", ()))


def test_a_long_feed_goes_on_page_by_page(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        for number in range(130):
            address = article_address(str(1000 + number))
            put(archive, capture(says(f"Bài {number}", "Họp."), number / 60, address), address)
    site = Site(tmp_path / "a.db")
    for path, sizes in (("/search.feed?q=họp", [50, 50, 30]), ("/changes.json?lang=en", [100, 30])):
        seen: list[str] = []
        found = []
        url = path
        while url:
            feed = site.page(url, "a").json()
            found.append(len(feed["items"]))
            seen += [item["id"] for item in feed["items"]]
            url = feed.get("next_url", "").partition("/-/luutru/a")[2]
        assert found == sizes
        assert len(set(seen)) == 130
    atom = etree.fromstring(site.page("/search.atom?q=họp", "a").content)
    ATOM.assertValid(atom)
    assert len(atom.findall("{*}link[@rel='next']")) == 1
