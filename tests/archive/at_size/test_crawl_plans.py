"""What a crawl or an import asks of the archive for each page costs no more in a large archive than in a small one."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing

import pytest

from archive.history.amounts import measure_changes
from archive.store import Archive
from benchmarks.figures.synthetic import build
from crawler.replica import Replica
from tests.archive.at_size.test_plans import walks
from tests.support.portal import crawl

TRACED = """
import json, sqlite3, sys

asked = []

def connect(*given, connect=sqlite3.connect, **named):
    db = connect(*given, **named)
    db.set_trace_callback(asked.append)
    return db

sqlite3.connect = connect
from crawler.cli import luutru

try:
    luutru.main(sys.argv[2:], standalone_mode=False)
finally:
    with open(sys.argv[1], "w") as file:
        json.dump(asked, file)
"""
"""A program that runs a command and writes down all that it asks of SQLite."""
ARTICLES = 24
OFTEN = ARTICLES // 2
"""A statement asked more often than this is asked for each article, or for each picture."""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """An archive of a portal with pictures, all of which was crawled twice, and what the second crawl asked of it."""
    folder = tmp_path_factory.mktemp("traced")
    archive, told = folder / "archive.db", folder / "asked.json"
    with Replica(articles=ARTICLES, hosts=1) as portal:
        crawl(portal, archive)
        again = ["crawl", "soctrang", f"--archive={archive}", f"--home={portal.home}"]
        pace = ["--delay=0", "--quiet", "--all", "--limit=60"]
        subprocess.run([sys.executable, "-c", TRACED, told, *again, *pace], check=True, capture_output=True)
    return archive, json.loads(told.read_text())


def often(asked: list[str]) -> list[str]:
    """One statement of each kind that was asked for each article, or for each picture."""
    kinds = [re.sub(r"x?'(?:[^']|'')*'|\b\d+\b", "?", sql) for sql in asked]
    counts, examples = Counter(kinds), dict(zip(kinds, asked, strict=True))
    return [
        examples[kind]
        for kind, count in counts.items()
        if count > OFTEN and re.match(r"\s*(select|with|insert|update|delete)\b", kind)
    ]


def test_no_statement_for_each_page_walks_through_a_table_that_grows(crawled):
    archive, asked = crawled
    assert len(often(asked)) > 20
    with closing(sqlite3.connect(archive)) as db:
        walking = [(walks(db, sql, by_index=True), sql) for sql in often(asked)]
    assert [each for each in walking if each[0]] == []


def test_no_statement_for_each_change_walks_through_a_table_that_grows(tmp_path):
    build(tmp_path / "archive.db", 3 * ARTICLES)
    asked: list[str] = []
    with Archive.open(tmp_path / "archive.db") as archive, archive.writing():
        archive.db.execute("delete from change_amount")
        archive.db.set_trace_callback(asked.append)
        measured = measure_changes(archive.db)
        archive.db.set_trace_callback(None)
        assert measured > OFTEN
        assert len(often(asked)) >= 5
        assert [
            (walked, sql) for sql in often(asked) if (walked := walks(archive.db, sql, by_index=True))
        ] == []
