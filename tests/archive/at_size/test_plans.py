"""No page, canned query or search walks through a table that grows with the archive."""

from __future__ import annotations

import re
import sqlite3

import pytest
from datasette import hookimpl
from datasette.plugins import pm

from archive.search import ranking
from archive.search.query import search_articles
from archive.store import Archive
from archive.web.datasette.queries import QUERIES
from benchmarks.figures.synthetic import COMMON, PHRASE, PORTALS, RARE, build
from tests.support.web import Site

GROWING = {
    "address", "capture", "payload", "payload_data", "content", "body", "article", "version", "events", "reading",
    "picture", "caption", "attachment", "grid", "citation", "mention", "listed", "listing", "change_amount",
}  # fmt: skip
ALIKE = re.compile(r"\((?:(?:kind|state|outcome|event)=\?(?: AND )?)+\)")
"""Of an index only columns are asked that a good part of the rows have in common."""
ALIASED = re.compile(r"\b(?:from|join) (\w+)(?: as)? (\w+)", re.IGNORECASE)
WHOLE, WHOLE_BY_INDEX = re.compile(r"SCAN \S+\Z"), re.compile(r"SCAN ")
NAMED = "Bùi Quốc Châu"
"""A person whom the small archive names."""
PAGES = (
    "", "/visits", "/visits?by=week", "/search?q=xyzzy", f"/search?q={RARE}", f"/search?q={PHRASE}",
    f"/search?q={COMMON}", f"/search?person={NAMED}", f"/person?name={NAMED}", "/day/2018-01-01?portal=soctrang",
    "/changes", "/changes.atom", f"/article/{PORTALS[0]}/2",
)  # fmt: skip
ASKED = {"date": "2018-01-01", "article": "2", "portal": "", "site": ""}
VERSIONS = 120


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("synthetic") / "archive.db"
    build(path, VERSIONS)
    return path


@pytest.fixture
def db(path):
    with Archive.open(path, write=False) as archive:
        yield archive.db


def walks(db: sqlite3.Connection, sql: str, values: object = (), *, by_index: bool = False) -> list[str]:
    """The growing tables of which a statement reads all rows, or a good part, as it calls them.

    A list whose reader stops early may go through an index from its end on: `by_index` counts that, too.
    """
    names = {alias: table for table, alias in ALIASED.findall(sql)}
    steps = [row[3] for row in db.execute(f"explain query plan {sql}", values)]
    whole = WHOLE_BY_INDEX if by_index else WHOLE
    found = [step.split()[1] for step in steps if whole.match(step) or ALIKE.search(step)]
    return [name for name in found if names.get(name, name) in GROWING]


class Tracer:
    """Notes what Datasette's connections are asked."""

    __name__ = "tracer"

    def __init__(self) -> None:
        self.asked: list[str] = []

    @hookimpl
    def prepare_connection(self, conn: sqlite3.Connection) -> None:
        conn.set_trace_callback(self.asked.append)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_walks_through_no_table_that_grows(path, db, page):
    tracer = Tracer()
    pm.register(tracer)
    try:
        assert Site(path).page(page, path.stem).status_code == 200
    finally:
        pm.unregister(tracer)
    asked = {sql for sql in tracer.asked if re.match(r"\s*(select|with)\b", sql)}
    assert asked
    assert [(walked, sql) for sql in asked if (walked := walks(db, sql))] == []


@pytest.mark.parametrize("name", ["article_as_of", "portal_as_of", "visits_per_day"])
def test_a_canned_query_walks_through_no_table_that_grows(db, name):
    assert walks(db, QUERIES[name].sql, ASKED) == []
    assert db.execute(QUERIES[name].sql, ASKED).fetchall() or name == "article_as_of"


def test_a_walk_is_seen(db):
    assert walks(db, "select count(listed_at) from article") == ["article"]
    assert walks(db, "select sum(v.captures) from version v where v.captures > 7") == ["v"]
    by_kind = "select name from mention where kind = 'person' and content_id = 7"
    assert walks(db, by_kind) == ["mention"]


@pytest.mark.parametrize("text", [COMMON, "nhan dan", PHRASE, f"{COMMON} -{RARE}", f"{COMMON} tỉnh", ""])
def test_the_newest_of_many_hits_are_those_of_all_hits_sorted(db, monkeypatch, text):
    """Pages of a common word are found by walking from the newest on, all hits at once by sorting them."""
    in_order = [hit.content_id for hit in search_articles(db, text, limit=-1, newest=True, snippets=False)]
    monkeypatch.setattr(ranking, "RANKED", 3)
    walked = [
        hit.content_id
        for offset in range(0, len(in_order) + 7, 7)
        for hit in search_articles(db, text, limit=7, offset=offset, newest=True)
    ]
    assert walked == in_order
    assert len(in_order) > 7
