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

from crawler.replica import Replica
from tests.archive.at_size.test_plans import GROWING
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
NAMED = re.compile(r"\b(?:from|join) (\w+)(?: as)? (\w+)", re.IGNORECASE)


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


def walks(db: sqlite3.Connection, sql: str) -> list[str]:
    """The growing tables that a statement reads from end to end, by a table or by an index of it."""
    names = {alias: table for table, alias in NAMED.findall(sql)}
    steps = [row[3].split() for row in db.execute(f"explain query plan {sql}")]
    scanned = [step[1] for step in steps if step[0] == "SCAN"]
    return [name for name in scanned if names.get(name, name) in GROWING]


def test_no_statement_for_each_page_walks_through_a_table_that_grows(crawled):
    archive, asked = crawled
    kinds = Counter(re.sub(r"x?'(?:[^']|'')*'|\b\d+\b", "?", sql) for sql in asked)
    examples = {re.sub(r"x?'(?:[^']|'')*'|\b\d+\b", "?", sql): sql for sql in asked}
    often = [
        examples[kind]
        for kind, count in kinds.items()
        if count > OFTEN and re.match(r"\s*(select|with|insert|update|delete)\b", kind)
    ]
    assert len(often) > 20
    with closing(sqlite3.connect(archive)) as db:
        walking = [(walks(db, sql), sql) for sql in often]
    assert [each for each in walking if each[0]] == []
