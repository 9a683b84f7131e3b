"""A better extractor reads all of history again, and never looks like an editor."""

from __future__ import annotations

import dataclasses

import pytest

from archive.captures.load import load_capture, to_read
from archive.captures.record import record
from archive.captures.reread import differences, reread
from archive.contents.fields import canonical, plain_digests_of, sha256_of
from archive.maintenance.dump import canonical_dump
from archive.maintenance.verify import verify
from archive.model import Page
from tests.support.facts import article_address, capture, new_archive, put, read, rows, says


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        yield archive


def better(payload: bytes | None):
    """A reader that takes the byline out of the body."""
    page = read(payload)
    if page is None or page.article is None:
        return page
    *body, byline = page.article.body
    return dataclasses.replace(
        page, article=dataclasses.replace(page.article, body=tuple(body), author=byline)
    )


def to_reread(archive, reader=better):
    for capture_id in list(to_read(archive, "e2")):
        taken = load_capture(archive, capture_id)
        yield capture_id, taken, reader(taken.payload)


def fill(archive, extractor="e1", reader=read):
    for hours, (title, online) in enumerate([("A", 1), ("A", 2), ("B", 3), ("A", 4)]):
        what = says(
            title, "Đoạn.\n\nHải Yến", views=hours, visits={"online": online, "raw": f"Online: {online}"}
        )
        taken = capture(what, hours)
        record(archive, taken, reader(taken.payload), address=article_address(), extractor=extractor)
    put(archive, capture(b"", 9, status=404), extractor=extractor)
    return archive


def test_reading_again_is_as_if_read_so_from_the_start(archive, tmp_path):
    fill(archive)
    assert reread(archive, to_reread(archive), "e2") == 5
    with new_archive(tmp_path / "other.db") as other:
        fill(other, "e2", better)
        assert list(canonical_dump(archive.db)) == list(canonical_dump(other.db))
    assert list(verify(archive.path)) == []
    assert list(to_read(archive, "e2")) == []


def test_a_capture_without_a_body_is_read_again_too(archive):
    """Whether a redirect leads home, or what an error means, may be told otherwise by a better reader."""
    fill(archive)
    away = capture(None, 20, status=302, headers=(("Location", "https://vpub.soctrang.gov.vn/"),))
    record(archive, away, Page("other", "redirect"), address=article_address(), extractor="e1")
    put(archive, capture(None, 21, error="timeout", status=None), extractor="e1")
    before = rows(archive, "select outcome from captures where id > 5")
    assert before == [("redirect",), ("timeout",)]
    assert set(to_read(archive, "e2")) >= {6, 7}

    def reader(taken):
        return Page("missing", "redirect-home") if taken.status == 302 else read(taken.payload)

    todo = [(each, load_capture(archive, each)) for each in to_read(archive, "e2")]
    reread(archive, [(each, taken, reader(taken)) for each, taken in todo], "e2")
    assert rows(archive, "select outcome from captures where id > 5") == [("redirect-home",), ("timeout",)]
    assert list(to_read(archive, "e2")) == []
    assert list(verify(archive.path)) == []


def test_all_can_be_read_again_but_what_was_taken_for_one_page_at_several_addresses(archive):
    fill(archive, "e2")
    assert list(to_read(archive, "e2")) == []
    assert list(to_read(archive, None)) == [1, 2, 3, 4, 5]
    put(archive, capture(says("C"), 30), extractor="e2")
    archive.db.execute(
        "update verdict set outcome = 'same-page' where id = (select verdict_id from capture where id = 6)"
    )
    assert 6 not in list(to_read(archive, None))


def test_it_makes_no_change_by_an_editor(archive):
    fill(archive)
    before = rows(archive, "select field, changed_at, before, after from changes")
    reread(archive, to_reread(archive), "e2")
    assert rows(archive, "select field, changed_at, before, after from changes") == before
    assert rows(archive, "select distinct body, author from versions") == [("Đoạn.", "Hải Yến")]


def test_half_of_it_can_be_done_now_and_half_later(archive, tmp_path):
    fill(archive)
    todo = list(to_reread(archive))
    reread(archive, todo[:2], "e2")
    assert rows(archive, "select count(*) from changes where field in ('body', 'author')") == [(0,)]
    assert len(list(to_read(archive, "e2"))) == 3
    reread(archive, to_reread(archive), "e2")
    with new_archive(tmp_path / "other.db") as other:
        fill(other, "e2", better)
        assert list(canonical_dump(archive.db)) == list(canonical_dump(other.db))


def test_differences_are_shown_first(archive):
    fill(archive)
    rereads = list(to_reread(archive))
    assert differences(archive, rereads[1]) == [
        ("body", ("Đoạn.", "Hải Yến"), ("Đoạn.",)),
        ("author", None, "Hải Yến"),
    ]
    capture_id, taken, _ = rereads[1]
    lost = dataclasses.replace(read(taken.payload), kind="other", article=None)
    assert differences(archive, (capture_id, taken, lost))[0] == ("outcome", "ok", "unreadable")


def test_a_reader_that_finds_nothing_any_more_takes_the_article_away(archive):
    fill(archive)
    reread(archive, to_reread(archive, lambda payload: None), "e2")
    for table in ("articles", "versions", "contents", "events", "visit_stats"):
        assert rows(archive, f"select count(*) from {table}") == [(0,)]
    assert rows(archive, "select distinct outcome from captures") == [("unreadable",), ("not-found",)]
    assert list(verify(archive.path)) == []


def test_facts_stay_as_they_are(archive):
    fill(archive)
    facts = "select captured_at, headers, payload_sha256, hash, recorded_at from captures"
    before = rows(archive, facts)
    reread(archive, to_reread(archive), "e2")
    assert rows(archive, facts) == before


def test_all_or_nothing(archive):
    fill(archive)
    before = list(canonical_dump(archive.db))

    def failing():
        yield next(iter(to_reread(archive)))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reread(archive, failing(), "e2")
    assert list(canonical_dump(archive.db)) == before


def test_contents_of_an_earlier_release_have_the_digests_of_now_once_they_are_read_again(archive):
    for hours, date in enumerate(["2024-08-27T14:05", "2024-08-27"]):
        put(archive, capture(says(published_at=date), hours))
    article = read(capture(says(published_at="2024-08-27"), 1).payload).article
    fields = canonical(article, article_address().url)
    archive.db.execute(
        "update content set digests = ? where sha256 = ?", (plain_digests_of(fields), sha256_of(fields))
    )
    assert reread(archive, to_reread(archive, read), "e2") == 2
    assert rows(archive, "select versions, published_at from articles") == [(1, "2024-08-27T14:05")]
    assert list(verify(archive.path)) == []
