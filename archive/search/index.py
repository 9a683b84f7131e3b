"""The full-text index. It finds Vietnamese in any spelling, exact spellings first.

Two FTS5 tables index the view `search_texts`, which holds the original texts by `contents.id`:

`search_exact`
    each text as spelled (`archive.search.folding.classic`), for questions typed with marks.
`search_index`
    each text folded (`archive.search.folding.key`), word for word, for questions typed without.

The indexed text differs from the view's, so FTS5's own snippet() and rebuild do not work here.

A commit that touches an FTS5 table costs four times the indexing of one article. So contents that come in quick
succession are indexed `BATCH` at a time; a crawl that pauses between requests indexes each at once. Searches look
through contents that are not indexed yet in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from archive.search.folding import classic, key
from archive.search.syntax import FIELDS, read_question

BATCH = 32
"""New contents that may wait for the index."""

_NAMES = ", ".join(FIELDS)
_MARKS = ", ".join("?" * len(FIELDS))
_NO_END = 2**63 - 1
_SPELLINGS = {"search_index": key, "search_exact": classic}


def create(db: sqlite3.Connection) -> None:
    """Create the search tables."""
    db.execute(
        "create view search_texts as select id, title, summary, body,"
        " (select group_concat(text, char(10)) from"
        " (select text from captions where content_id = contents.id order by position)) as captions,"
        " (select group_concat(cell.value, ' ') from grid, json_each(grid.rows) line, json_each(line.value) cell"
        " where content_id = contents.id) as tables,"
        " (select group_concat(title, char(10)) from attachment where content_id = contents.id) as attachments,"
        " department, author, source from contents"
    )
    options = "content = search_texts, content_rowid = id, tokenize = 'unicode61 remove_diacritics 0'"
    for table in _SPELLINGS:
        db.execute(f"create virtual table {table} using fts5({_NAMES}, {options})")


def texts(db: sqlite3.Connection, first: int, last: int) -> Iterator[tuple[int, list[str]]]:
    """Id and texts (those of `FIELDS`, as published, "" where missing) of the contents first..last."""
    for content_id, *text in db.execute(
        f"select id, {_NAMES} from search_texts where id between ? and ? order by id", (first, last)
    ):
        yield content_id, [part or "" for part in text]


def waiting(db: sqlite3.Connection) -> Iterator[tuple[int, list[str]]]:
    """The contents not indexed yet, as `texts` gives them: at most `BATCH` where `index` is called."""
    return texts(db, _indexed(db) + 1, _NO_END)


def index(db: sqlite3.Connection, content_id: int) -> None:
    """Let the index follow after the contents row `content_id` was added, in the caller's transaction."""
    if content_id % BATCH == 0:
        catch_up(db)


def catch_up(db: sqlite3.Connection) -> int:
    """Index all contents not indexed yet, in the caller's transaction. Returns how many."""
    return add(db, waiting(db))


def forget(db: sqlite3.Connection, content_id: int) -> None:
    """Take one content out of the index; call it before its contents row is deleted or changed."""
    if content_id <= _indexed(db):
        for _, text in texts(db, content_id, content_id):
            for table, spell in _SPELLINGS.items():
                db.execute(
                    f"insert into {table}({table}, rowid, {_NAMES}) values ('delete', ?, {_MARKS})",
                    (content_id, *map(spell, text)),
                )


def optimize(db: sqlite3.Connection) -> None:
    """Merge the index into one piece: smaller and quicker to ask, worth it before publishing."""
    for table in _SPELLINGS:
        db.execute(f"insert into {table}({table}) values ('optimize')")


def _indexed(db: sqlite3.Connection) -> int:
    return int(db.execute("select coalesce(max(id), 0) from search_index_docsize").fetchone()[0])


def unfound(db: sqlite3.Connection) -> Iterator[int]:
    """The contents that should be in the index and are not."""
    rows = db.execute(
        "select id from content where id <= ? and not removed"
        " and id not in (select id from search_index_docsize) order by id",
        (_indexed(db),),
    )
    return (content_id for (content_id,) in rows)


def add(db: sqlite3.Connection, rows: Iterable[tuple[int, list[str]]]) -> int:
    """Index rows as `texts` gives them. Returns how many."""
    count = 0
    for content_id, text in rows:
        for table, spell in _SPELLINGS.items():
            db.execute(
                f"insert into {table}(rowid, {_NAMES}) values (?, {_MARKS})", (content_id, *map(spell, text))
            )
        count += 1
    return count


def match(query: str) -> str:
    """The FTS5 expression for `search_index` that matches `query` regardless of marks, case, normal form and
    tone placement.

    An empty query matches nothing.
    """
    question = read_question(query)
    found = question.match("folded")
    return f"({found}) NOT ({question.excluded('folded')})" if question.none_of else found
