"""Searching finds Vietnamese however document and query are spelled, exact spellings first."""

from __future__ import annotations

import asyncio
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import index as search_index
from archive.search.counts import count, counts_by_group, facets
from archive.search.filters import Filters
from archive.search.folding import classic, fold, key
from archive.search.query import search_articles
from archive.search.snippet import Wanted, snippet
from archive.search.syntax import read_question
from archive.store import Archive
from crawler.crawl.batch import LINGER, Batch
from tests.support.facts import article_address, capture, new_archive, put, says


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path / "a.db") as archive:
        yield archive


@pytest.fixture
def db(archive: Archive) -> sqlite3.Connection:
    return archive.db


def publish(archive: Archive, title: str, body: str = "", cms_id: str | None = None, **fields) -> None:
    """Record an article, or with `cms_id` one that may be there already, as its newest capture."""
    hours = archive.db.execute("select count(*) from captures").fetchone()[0]
    address = article_address(cms_id or str(hours), site=fields.pop("site", "vpubnd"))
    put(archive, capture(says(title, body, **fields), hours, address), address)


def index(archive: Archive) -> None:
    """Let the index catch up, as the end of a crawl does."""
    with archive.writing():
        search_index.catch_up(archive.db)


def titles(db: sqlite3.Connection, text: str, **options: object) -> list[str]:
    return ["".join(piece for piece, _ in hit.title) for hit in search_articles(db, text, **options)]  # type: ignore[arg-type]


NFD = unicodedata.normalize("NFD", "Đảng ủy")
SPELLINGS = {
    "công an xã": ["công an xã", "CÔNG AN XÃ", "Công An xã", unicodedata.normalize("NFD", "công an xã")],
    "Đảng ủy": ["Đảng ủy", "Đảng uỷ", "ĐẢNG ỦY", "Ðảng ủy", NFD],
    "Hòa Bình": ["Hòa Bình", "Hoà Bình", "HOÀ BÌNH", "hòa  bình"],
    "quý III": ["quý III", "qúy III", "QUÝ iii", "quí III"],
    "12/QĐ-UBND": ["12/QĐ-UBND", "12/qđ-ubnd", "12/QÐ-UBND", "12/QĐ-UВND", "12 QĐ UBND", "“12/QĐ-UBND”"],
    "thuỷ lợi": ["thủy lợi", "thuỷ lợi", "THỦY LỢI"],
    "kĩ thuật": ["kỹ thuật", "kĩ thuật", "KĨ THUẬT", "“kỹ thuật”"],
    "lý do": ["lí do", "lý do"],
    "1.561.138": ["1.561.138", "1561138", "1 561 138"],
}


@pytest.mark.parametrize("indexed", [True, False], ids=["indexed", "waiting"])
@pytest.mark.parametrize(
    ("document", "queries"), [(document, group) for group in SPELLINGS.values() for document in group]
)
def test_every_spelling_finds_every_spelling(
    archive: Archive, document: str, queries: list[str], indexed: bool
) -> None:
    publish(archive, "Tin hoạt động", f"Sáng nay, {document} đã họp về kế hoạch năm.")
    publish(archive, "Tin khác", "Mưa lớn ở thị xã, đường ngập.")
    if indexed:
        index(archive)
    queries = [*queries, key(document), key(document).upper()]
    found = {query: titles(archive.db, query) for query in queries}
    assert found == {query: ["Tin hoạt động"] for query in queries}
    if indexed:
        for query in queries:
            sql = "select rowid from search_index where search_index match ?"
            assert archive.db.execute(sql, (search_index.match(query),)).fetchall() == [(1,)]


def test_marks_that_are_typed_count(archive: Archive, db: sqlite3.Connection) -> None:
    for spelling in ("đang úy", "Đảng ủy", "Dang uy", "đảng uy"):
        publish(archive, f"Bài {spelling}", spelling)
    index(archive)
    assert titles(db, "Đảng ủy") == ["Bài Đảng ủy"]
    assert titles(db, "đảng uy") == ["Bài đảng uy"]
    assert len(titles(db, "dang uy")) == 4
    assert titles(db, "Đảng ủy", loose=True)[0] == "Bài Đảng ủy"
    assert len(titles(db, "Đảng ủy", loose=True)) == 4
    numbers = {group: found.number for group, found in counts_by_group(db, "Đảng ủy").items()}
    assert numbers == {"phrase": 1, "words": 1, "spellings": 4}


def test_without_marks_what_is_spelled_so_comes_first(archive: Archive, db: sqlite3.Connection) -> None:
    for spelling in ("đang úy", "Đảng ủy", "Dang uy"):
        publish(archive, f"Bài {spelling}", f"{spelling} " * (1 if spelling == "Dang uy" else 9))
    index(archive)
    assert titles(db, "dang uy")[0] == "Bài Dang uy"


@pytest.mark.parametrize("indexed", [True, False], ids=["indexed", "waiting"])
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hội nghị", {"A", "B", "C"}),
        ('hội nghị -"sơ kết"', {"A", "C"}),
        ("hội nghị NOT kết", {"A", "C"}),
        ('-"sơ kết"', {"A", "C", "D"}),
        ('"sơ kết" OR "nông thôn"', {"B", "D"}),
        ("sơ kết OR nông thôn", {"B", "D"}),
        ("nghiệm*", {"C"}),
        ("ngh*", {"A", "B", "C"}),
        ("title:hội", {"A"}),
        ("tiêu_đề:hội", {"A"}),
        ('department:"Phòng Nội chính"', {"D"}),
        ("tables:pH", {"D"}),
        ("attachments:kế hoạch", {"C"}),
        ("đát", set()),
        ("dat", {"D"}),
    ],
)
def test_a_question_means_what_it_says(
    archive: Archive, db: sqlite3.Connection, typed: str, expected: set[str], indexed: bool
) -> None:
    publish(archive, "A hội", "Hội nghị tổng hợp.")
    publish(archive, "B", "Hội nghị sơ kết.")
    publish(archive, "C", "Hội nghị nghiệm thu.", attachments=[("https://x.vn/a.pdf", "Kế hoạch 38")])
    publish(archive, "D", "Nông thôn, đất.", department="Phòng Nội chính", tables=[[["Trạm", "pH"]]])
    if indexed:
        index(archive)
    assert {title[0] for title in titles(db, typed)} == expected
    assert count(db, typed) == len(expected)


@pytest.mark.parametrize(
    ("typed", "unclear"),
    [
        ('title:( AND "', ("title:(", '"')),
        ("họp -", ("-",)),
        ("họp OR", ("OR",)),
        ("foo:họp", ("foo:",)),
        ('"họp', ('"',)),
        ("(họp OR bàn) việc", ("( )",)),
        ("8:30 ngày 12/3 (sáng)", ()),
        ("https://a.vn/?id=3", ()),
    ],
)
def test_what_is_not_understood_is_named(typed: str, unclear: tuple[str, ...]) -> None:
    assert read_question(typed).unclear == unclear


def test_a_page_is_filled_tier_by_tier(archive: Archive, db: sqlite3.Connection) -> None:
    for number in range(3):
        publish(archive, f"Rời {number}", "Công ty an toàn ở xã.")
        publish(archive, f"Liền {number}", "Công an xã.")
        publish(archive, f"Không dấu {number}", "Cong an xa.")
    index(archive)
    whole = titles(db, "công an xã", loose=True, limit=-1)
    assert [title.split()[0] for title in whole] == ["Liền"] * 3 + ["Rời"] * 3 + ["Không"] * 3
    paged = [
        title
        for start in range(0, 9, 2)
        for title in titles(db, "công an xã", loose=True, limit=2, offset=start)
    ]
    assert paged == whole


def test_a_phrase_comes_before_words_apart(archive: Archive, db: sqlite3.Connection) -> None:
    publish(archive, "Rời", "Công ty ở xã an toàn. " * 5)
    publish(archive, "Liền", "Trụ sở công an xã mới.")
    index(archive)
    assert titles(db, "cong an xa") == ["Liền", "Rời"]
    assert titles(db, '"cong an xa"') == ["Liền"]
    assert titles(db, "“công an” xã") == ["Liền"]


@pytest.mark.parametrize("where", ["title", "summary", "body", "caption", "department", "author"])
def test_all_texts_are_searched(archive: Archive, db: sqlite3.Connection, where: str) -> None:
    publish(
        archive,
        "nghị quyết" if where == "title" else "Tin",
        "nghị quyết" if where == "body" else "Bài",
        summary="Nghị quyết" if where == "summary" else None,
        captions=[("Ảnh minh họa", None), ("Nghị quyết" if where == "caption" else "Quang cảnh", None)],
        department="Nghị quyết" if where == "department" else None,
        author="nghị quyết" if where == "author" else None,
    )
    assert count(db, "nghi quyet") == 1
    index(archive)
    assert count(db, "nghi quyet") == 1
    assert count(db, '"hoa quang canh"') == (0 if where == "caption" else 1)


@pytest.mark.parametrize(
    "typed",
    ['"', '""', '"""', "*", "a*", "-", "NOT", "AND OR NOT", "NEAR(a b)", "title:", "{title}: a", "(", ")", "^a", "'",
     "a'b", "a+b", ";--", "\x00", "“", "%", "_", "…", "🦜", "a" * 5000, "từ " * 5000, "đ\u0300"],
)  # fmt: skip
def test_nothing_typed_is_a_syntax_error(archive: Archive, db: sqlite3.Connection, typed: str) -> None:
    publish(archive, "Tin", "Bài")
    index(archive)
    db.execute(
        "select rowid from search_index where search_index match ?", (search_index.match(typed),)
    ).fetchall()
    search_articles(db, typed)


@given(st.text())
def test_no_text_is_a_syntax_error(typed: str) -> None:
    db = sqlite3.connect(":memory:")
    search_index.create(db)
    question = read_question(typed)
    for spelling, table in (("folded", "search_index"), ("exact", "search_exact")):
        for said in (question.match(spelling), question.phrase(spelling), question.excluded(spelling)):
            db.execute(f"select rowid from {table} where {table} match ?", (said,)).fetchall()
    db.execute(
        "select rowid from search_index where search_index match ?", (search_index.match(typed),)
    ).fetchall()
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


def test_only_current_versions_unless_asked(archive: Archive, db: sqlite3.Connection) -> None:
    publish(archive, "Tin cũ", "Lời lẽ ban đầu", "1")
    publish(archive, "Tin mới", "Lời lẽ về sau", "1")
    index(archive)
    assert titles(db, "ban dau") == []
    assert titles(db, "ban dau", all_versions=True) == ["Tin cũ"]
    assert {hit.number for hit in search_articles(db, "loi le", all_versions=True)} == {1, 2}
    assert titles(db, "loi le") == ["Tin mới"]


def test_filters_and_facets(archive: Archive, db: sqlite3.Connection) -> None:
    publish(archive, "A", "nước", "1", department="Phòng Nội chính", published_at="2024-08-01")
    publish(archive, "A2", "nước", "1", department="Phòng Nội chính", published_at="2024-08-01")
    publish(archive, "B", "nước", department="Ban Tiếp công dân", site="stn", published_at="2024-08-31T09:00")
    publish(archive, "C", "nước", department="Phòng Nội chính", published_at="2024-09-01")
    index(archive)
    assert set(titles(db, "nuoc", filters=Filters(department="Phòng Nội chính"))) == {"A2", "C"}
    assert set(titles(db, "nuoc", filters=Filters(since="2024-08-01", until="2024-08-31"))) == {"A2", "B"}
    assert titles(db, "nuoc", filters=Filters(changed=True)) == ["A2"]
    assert titles(db, "", filters=Filters(site="stn")) == ["B"]
    counts = facets(db, "nuoc")
    assert counts["department"] == [("Phòng Nội chính", 2), ("Ban Tiếp công dân", 1)]
    assert counts["month"] == [("2024-09", 1), ("2024-08", 2)]
    assert counts["author"] == []
    assert count(db, "nuoc") == 3


def test_snippets_show_the_original_text_with_the_words_marked(
    archive: Archive, db: sqlite3.Connection
) -> None:
    publish(archive, "Đảng ủy họp", "Mở đầu. " * 60 + "Sáng 27/8, Đảng uỷ xã họp bàn." + " Kết thúc." * 60)
    index(archive)
    (hit,) = search_articles(db, "dang uy")
    assert hit.title == (("Đảng ủy", True), (" họp", False))
    assert ("Đảng uỷ", True) in hit.snippet
    shown = "".join(piece for piece, _ in hit.snippet)
    assert "Sáng 27/8, Đảng uỷ xã họp bàn." in shown
    assert len(shown) < 320


def test_what_waits_for_the_index_is_bounded(archive: Archive, db: sqlite3.Connection) -> None:
    for n in range(3 * search_index.BATCH):
        publish(archive, f"Bài {n}", "Nội dung")
        assert len(list(search_index.waiting(db))) <= search_index.BATCH
    assert count(db, "noi dung") == 3 * search_index.BATCH


def test_a_forgotten_content_is_not_found(archive: Archive, db: sqlite3.Connection) -> None:
    publish(archive, "Một", "Bí mật", captions=[("Ảnh một", None), ("Ảnh hai", None)])
    publish(archive, "Hai", "Công khai")
    index(archive)
    db.execute("pragma foreign_keys = off")
    for content_id in (2, 1):
        search_index.forget(db, content_id)
        db.execute("delete from content where id = ?", (content_id,))
    db.execute("insert into search_index(search_index) values ('integrity-check')")
    for text in ("bí mật", "ảnh", "công khai"):
        question = read_question(text)
        for table, spelling in (("search_index", "folded"), ("search_exact", "exact")):
            rows = db.execute(f"select rowid from {table} where {table} match ?", (question.match(spelling),))
            assert rows.fetchall() == []


def test_a_crawl_that_pauses_leaves_nothing_unindexed(tmp_path):
    async def crawl(archive):
        batch = Batch(archive, failed=pytest.fail)
        for n in range(3):
            with batch.writing():
                put(archive, capture(says(f"Tin {n}"), n, article_address(str(n))), article_address(str(n)))
            await asyncio.sleep(3 * LINGER)
            assert list(search_index.waiting(archive.db)) == []

    with new_archive(tmp_path / "a.db") as archive:
        asyncio.run(crawl(archive))
        assert count(archive.db, "tin") == 3


def test_a_broad_question_is_answered_without_weighing_all(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, title in enumerate(("Một", "Hai", "Ba")):
        publish(
            archive, title, "đảng ủy", published_at=f"2024-08-0{number + 1}", site="stn" if number else "vp"
        )
    publish(archive, "Năm", "không")
    index(archive)
    monkeypatch.setattr("archive.search.ranking.RANKED", 2)
    db = archive.db
    assert titles(db, "đảng") == ["Ba", "Hai", "Một"]
    assert titles(db, "đảng", limit=1, offset=1) == ["Hai"]
    assert titles(db, "đảng", limit=-1) == ["Ba", "Hai", "Một"]
    assert titles(db, "đảng", filters=Filters(site="vp")) == ["Một"]
    assert titles(db, '"ủy đảng"') == []


def test_more_than_can_be_counted_is_said(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        publish(archive, f"Bài {number}", "nước")
    index(archive)
    monkeypatch.setattr("archive.search.counts.COUNTED", 2)
    found = counts_by_group(archive.db, "nước")["words"]
    assert found.more and found.number >= 2
    monkeypatch.setattr("archive.search.counts.COUNTED", 9)
    found = counts_by_group(archive.db, "nước")["words"]
    assert (found.number, found.more) == (4, False)


def test_a_snippet_shows_where_the_words_stand_closest() -> None:
    text = "Công ty và an toàn ở xã. " + "Chữ. " * 80 + "Trụ sở công an xã Hòa Đông." + " Chữ." * 80
    wanted = Wanted.of(read_question("công an xã"))
    assert ("công an xã", True) in snippet(text, wanted)
    assert snippet("Không có gì.", wanted) == (("Không có gì.", False),)
    assert snippet("", wanted) == ()


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("đất", ["đất"]),
        ("dat", ["đất", "đạt"]),
        ('"đất ở"', ["đất ở"]),
        ("đấ*", ["đất", "đấy"]),
        ("kĩ", ["kỹ"]),
    ],
)
def test_only_what_was_asked_for_is_marked(typed: str, marked: list[str]) -> None:
    pieces = snippet("Giao đất ở đấy, đạt kỹ.", Wanted.of(read_question(typed)))
    assert [text for text, hit in pieces if hit] == marked
