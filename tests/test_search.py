"""Searching finds Vietnamese however document and query are spelled, exact spellings first."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import search
from archive.find import Filters, count, facet, find
from archive.fold import classic, fold, key

TABLES = """
    create table contents(id integer primary key, title, summary, body, department, author);
    create table captions(content_id, position, text);
    create table articles(id integer primary key, portal, site, title, department, author, category, state,
        published_at, first_captured_at, versions, content_id);
    create table versions(article_id, number, content_id, title, department, author, category, published_at,
        first_captured_at);
"""


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.executescript(TABLES)
    search.create(db)
    yield db
    db.close()


def publish(
    db: sqlite3.Connection,
    title: str,
    body: str = "",
    *,
    article: int | None = None,
    captions: tuple[str, ...] = (),
    department: str | None = None,
    author: str | None = None,
    site: str = "vpubnd",
    published_at: str | None = None,
) -> int:
    """Add a version, of a new article unless `article` is given, and let the index follow."""
    content = db.execute(
        "insert into contents(title, body, department, author) values (?, ?, ?, ?)",
        (title, body, department, author),
    ).lastrowid
    assert content is not None
    db.executemany(
        "insert into captions values (?, ?, ?)", [(content, n, text) for n, text in enumerate(captions, 1)]
    )
    number = 1
    if article is None:
        article = content
        db.execute(
            "insert into articles values (?, 'soctrang', ?, ?, ?, ?, null, 'live', ?, ?, 1, ?)",
            (article, site, title, department, author, published_at, "2024-08-27T00:00:00.000Z", content),
        )
    else:
        db.execute(
            "update articles set title = ?, content_id = ?, versions = versions + 1 where id = ?",
            (title, content, article),
        )
        number = db.execute("select versions from articles where id = ?", (article,)).fetchone()[0]
    db.execute(
        "insert into versions values (?, ?, ?, ?, ?, ?, null, ?, ?)",
        (article, number, content, title, department, author, published_at, "2024-08-27T00:00:00.000Z"),
    )
    search.index(db, content)
    return article


def titles(db: sqlite3.Connection, text: str, **options: object) -> list[str]:
    return ["".join(piece for piece, _ in hit.title) for hit in find(db, text, **options)]  # type: ignore[arg-type]


NFD = unicodedata.normalize("NFD", "Đảng ủy")
SPELLINGS = {
    "công an xã": [
        "công an xã",
        "CÔNG AN XÃ",
        "cong an xa",
        "Công An xã",
        unicodedata.normalize("NFD", "công an xã"),
    ],
    "Đảng ủy": ["Đảng ủy", "Đảng uỷ", "ĐẢNG ỦY", "Dang uy", "DANG UY", "Ðảng ủy", NFD, "đảng uy"],
    "Hòa Bình": ["Hòa Bình", "Hoà Bình", "hoa binh", "HOÀ BÌNH", "hòa  bình"],
    "quý III": ["quý III", "qúy III", "QUÝ iii", "quy iii"],
    "12/QĐ-UBND": [
        "12/QĐ-UBND",
        "12/qđ-ubnd",
        "12/QD-UBND",
        "12/QÐ-UBND",
        "12/QĐ-UВND",
        "12 QĐ UBND",
        "“12/QĐ-UBND”",
    ],
    "thuỷ lợi": ["thủy lợi", "thuỷ lợi", "thuy loi", "THỦY LỢI"],
}


@pytest.mark.parametrize("indexed", [True, False], ids=["indexed", "waiting"])
@pytest.mark.parametrize(
    ("document", "query"),
    [(document, query) for group in SPELLINGS.values() for document in group for query in group],
)
def test_every_spelling_finds_every_spelling(
    db: sqlite3.Connection, document: str, query: str, indexed: bool
) -> None:
    publish(db, "Tin hoạt động", f"Sáng nay, {document} đã họp về kế hoạch năm.")
    publish(db, "Tin khác", "Mưa lớn ở thị xã, đường ngập.")
    if indexed:
        search.catch_up(db)
    assert titles(db, query) == ["Tin hoạt động"]
    if indexed:
        rows = db.execute("select rowid from search_index where search_index match ?", (search.match(query),))
        assert rows.fetchall() == [(1,)]


@pytest.mark.parametrize("typed", ["Đảng ủy", "Dang uy", "đáng uy"])
def test_exact_spellings_come_first(db: sqlite3.Connection, typed: str) -> None:
    for spelling in ("đang úy", "Đảng ủy", "Dang uy", "đáng uy"):
        publish(db, f"Bài {spelling}", f"{spelling} " * (1 if spelling == typed else 9))
    search.catch_up(db)
    found = titles(db, typed)
    assert len(found) == 4
    assert found[0] == f"Bài {typed}"


def test_a_phrase_comes_before_words_apart(db: sqlite3.Connection) -> None:
    publish(db, "Rời", "Công ty ở xã an toàn. " * 5)
    publish(db, "Liền", "Trụ sở công an xã mới.")
    search.catch_up(db)
    assert titles(db, "cong an xa") == ["Liền", "Rời"]
    assert titles(db, '"cong an xa"') == ["Liền"]
    assert titles(db, "“công an” xã") == ["Liền"]


@pytest.mark.parametrize("where", ["title", "summary", "body", "caption", "department", "author"])
def test_all_texts_are_searched(db: sqlite3.Connection, where: str) -> None:
    publish(
        db,
        "nghị quyết" if where == "title" else "Tin",
        "nghị quyết" if where == "body" else "Bài",
        captions=("Ảnh minh họa", "Nghị quyết" if where == "caption" else "Quang cảnh"),
        department="Nghị quyết" if where == "department" else None,
        author="nghị quyết" if where == "author" else None,
    )
    if where == "summary":
        db.execute("update contents set summary = 'nghị quyết'")
    assert count(db, "nghi quyet") == 1
    search.catch_up(db)
    assert count(db, "nghi quyet") == 1
    assert count(db, '"hoa quang canh"') == (0 if where == "caption" else 1)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            '"',
            '""',
            '"""',
            "*",
            "a*",
            "-",
            "NOT",
            "AND OR NOT",
            "NEAR(a b)",
            "title:",
            "{title}: a",
            "(",
            ")",
        ),
        *(
            "^a",
            "'",
            "a'b",
            "a+b",
            ";--",
            "\x00",
            "“",
            "%",
            "_",
            "…",
            "🦜",
            "a" * 5000,
            "từ " * 5000,
            "đ\u0300",
        ),
    ],
)
def test_nothing_typed_is_a_syntax_error(db: sqlite3.Connection, typed: str) -> None:
    publish(db, "Tin", "Bài")
    search.catch_up(db)
    db.execute("select rowid from search_index where search_index match ?", (search.match(typed),)).fetchall()
    find(db, typed)


@given(st.text())
def test_no_text_is_a_syntax_error(typed: str) -> None:
    db = sqlite3.connect(":memory:")
    search.create(db)
    query = search.Query.of(typed)
    db.execute("select rowid from search_index where search_index match ?", (query.match,)).fetchall()
    db.execute("select rowid from search_index where search_index match ?", (query.phrase,)).fetchall()
    db.execute("select rowid from search_exact where search_exact match ?", (query.exact,)).fetchall()
    db.close()


@given(st.text())
def test_folding_keeps_places(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aeouyhqtsđĐÐàáảãạòóỏõọùúủũụỳýỷỹỵèéẻẽẹôốộơờưứă -/"))
def test_keys_do_not_see_normal_forms_or_tone_placement(text: str) -> None:
    assert key(unicodedata.normalize("NFD", text)) == key(text) == key(classic(text))
    assert classic(unicodedata.normalize("NFD", text)) == classic(text)


def test_only_current_versions_unless_asked(db: sqlite3.Connection) -> None:
    article = publish(db, "Tin cũ", "Lời lẽ ban đầu")
    publish(db, "Tin mới", "Lời lẽ về sau", article=article)
    search.catch_up(db)
    assert titles(db, "ban dau") == []
    assert titles(db, "ban dau", all_versions=True) == ["Tin cũ"]
    assert {hit.number for hit in find(db, "loi le", all_versions=True)} == {1, 2}
    assert titles(db, "loi le") == ["Tin mới"]


def test_filters_and_facets(db: sqlite3.Connection) -> None:
    changed = publish(db, "A", "nước", department="Phòng Nội chính", published_at="2024-08-01")
    publish(db, "A2", "nước", article=changed, department="Phòng Nội chính", published_at="2024-08-01")
    publish(db, "B", "nước", department="Ban Tiếp công dân", site="stn", published_at="2024-08-31T09:00")
    publish(db, "C", "nước", department="Phòng Nội chính", published_at="2024-09-01")
    search.catch_up(db)
    assert set(titles(db, "nuoc", filters=Filters(department="Phòng Nội chính"))) == {"A2", "C"}
    assert set(titles(db, "nuoc", filters=Filters(since="2024-08-01", until="2024-08-31"))) == {"A2", "B"}
    assert titles(db, "nuoc", filters=Filters(changed=True)) == ["A2"]
    assert titles(db, "", filters=Filters(site="stn")) == ["B"]
    assert facet(db, "nuoc", by="department") == [("Phòng Nội chính", 2), ("Ban Tiếp công dân", 1)]
    assert facet(db, "nuoc", by="month") == [("2024-09", 1), ("2024-08", 2)]
    assert count(db, "nuoc") == 3


def test_snippets_show_the_original_text_with_the_words_marked(db: sqlite3.Connection) -> None:
    publish(db, "Đảng ủy họp", "Mở đầu. " * 60 + "Sáng 27/8, Đảng uỷ xã họp bàn." + " Kết thúc." * 60)
    search.catch_up(db)
    (hit,) = find(db, "dang uy")
    assert hit.title == (("Đảng ủy", True), (" họp", False))
    assert ("Đảng uỷ", True) in hit.snippet
    shown = "".join(piece for piece, _ in hit.snippet)
    assert "Sáng 27/8, Đảng uỷ xã họp bàn." in shown
    assert len(shown) < 320


def test_what_waits_for_the_index_is_bounded(db: sqlite3.Connection) -> None:
    for n in range(3 * search.BATCH):
        publish(db, f"Bài {n}", "Nội dung")
        assert len(list(search.waiting(db))) <= search.BATCH
    assert count(db, "noi dung") == 3 * search.BATCH


def test_a_forgotten_content_is_not_found(db: sqlite3.Connection) -> None:
    publish(db, "Một", "Bí mật", captions=("Ảnh một", "Ảnh hai"))
    publish(db, "Hai", "Công khai")
    search.catch_up(db)
    search.forget(db, 2)
    db.execute("delete from contents where id = 2")
    search.forget(db, 1)
    db.execute("delete from contents where id = 1")
    db.execute("insert into search_index(search_index) values ('integrity-check')")
    for text in ("bí mật", "ảnh", "công khai"):
        query = search.Query.of(text)
        for table, expression in (("search_index", query.match), ("search_exact", query.exact)):
            rows = db.execute(f"select rowid from {table} where {table} match ?", (expression,))
            assert rows.fetchall() == []
