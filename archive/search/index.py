"""Full-text search that finds Vietnamese however it is spelled, exact spellings first.

Two FTS5 tables over the view `search_texts`, which holds the original texts by `contents.id`:

`search_index`
    each text folded (`archive.search.folding.key`), word for word: decides what is found, phrases included.
`search_exact`
    the words as spelled (`archive.search.folding.classic`), without their places: decides only what stands
    first. With places it would double the index for no further hit.

What is indexed is not what the view holds, so FTS5's own snippet() and rebuild are of no use here.

New contents that come one upon another are indexed `BATCH` at a time, because a commit that touches an FTS5
table costs four times what indexing one article does; those of a crawl that pauses between requests, at once.
What is not indexed yet is searched all the same, in memory.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.search.folding import classic, key
from archive.search.snippet import split_words

BATCH = 32
"""New contents that may wait for the index."""

# The body first: FTS5 writes the number of each other column beside every word found there.
FIELDS = ("body", "title", "summary", "captions", "department", "author", "source")
_NAMES = ", ".join(FIELDS)
_MARKS = ", ".join("?" * len(FIELDS))
_NO_END = 2**63 - 1
_SPELLINGS = {"search_index": key, "search_exact": classic}
_QUOTED_OR_WORD = re.compile(r'["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+)')
_MOST_WORDS = 64


def create(db: sqlite3.Connection) -> None:
    """Create the search tables."""
    db.execute(
        "create view search_texts as select id, title, summary, body,"
        " (select group_concat(text, char(10)) from"
        " (select text from captions where content_id = contents.id order by position)) as captions,"
        " department, author, source from contents"
    )
    options = "content = search_texts, content_rowid = id, tokenize = 'unicode61 remove_diacritics 0'"
    db.execute(f"create virtual table search_index using fts5({_NAMES}, {options})")
    db.execute(
        f"create virtual table search_exact using fts5({_NAMES}, {options}, columnsize=0, detail=none)"
    )


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


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody typed, as FTS5 expressions that never are a syntax error.

    `match` finds: every word, and every quoted phrase, folded. `phrase` is all of it as one phrase.
    `exact` holds the words as typed, for `search_exact`. `words` are the folded words, to be marked.
    """

    match: str
    phrase: str
    exact: str
    words: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, text: str) -> Query:
        parts = [split_words(quoted or word) for quoted, word in _QUOTED_OR_WORD.findall(text)]
        parts = [part for part in parts if part][:_MOST_WORDS]
        spelled = words_as_spelled(text)[:_MOST_WORDS]
        return cls(
            match=" AND ".join(_phrase(part) for part in parts) or '""',
            phrase=_phrase([word for part in parts for word in part]),
            exact=" AND ".join(_phrase([word]) for word in spelled) or '""',
            words=frozenset(word for part in parts for word in part),
        )


def words_as_spelled(text: str) -> list[str]:
    """The words of `text` as `search_exact` holds them."""
    return re.findall(r"[^\W_]+", classic(text))


def _phrase(parts: Iterable[str]) -> str:
    return f'"{" ".join(parts)}"'


def match(query: str) -> str:
    """The FTS5 expression for `search_index` that finds what `query` asks for.

    All words in any order; words in quotation marks as a phrase; without regard to marks, case, normal
    form or tone placement. An empty query finds nothing.
    """
    return Query.of(query).match
