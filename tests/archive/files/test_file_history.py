"""A replaced picture or document is a version of its article; one that differs each time it is asked for is none."""

from __future__ import annotations

import pytest

from archive.history.files import FileSight, follow
from archive.maintenance.merge import merge
from archive.maintenance.verify import verify
from archive.model import Address
from archive.store import Archive
from tests.support.facts import HOST, article_address, at, capture, new_archive, put, rows, says

DOCUMENT = Address(f"{HOST}/SiteFolders/vpubnd/ke-hoach.pdf", "file")
LINKED = [[DOCUMENT.url, "Kế hoạch"]]
DAY, MINUTE, SECOND = 86_400_000, 60_000, 1000


@pytest.fixture
def archive(tmp_path):
    with new_archive(tmp_path / "archive.db") as archive:
        yield archive


def page(archive, hours, number="392000", **fields):
    address = article_address(number)
    return put(archive, capture(says(attachments=LINKED, **fields), hours, address), address)


def file(archive, hours, data=b"%PDF-1", **more):
    headers = more.pop("headers", (("Content-Type", "application/pdf"),))
    return put(archive, capture(data, hours, DOCUMENT, headers=headers, **more), DOCUMENT)


def versions(archive):
    return rows(
        archive, "select number, first_captured_at, captures from versions order by article_id, number"
    )


def whole(archive):
    return [str(finding) for finding in verify(archive.path)]


def told(*sights):
    """What is told of a file that says these letters at these times; "" stands for an answer that it is not there."""
    seen = [FileSight(ms, says.encode(), says.encode() or None, *more) for ms, says, *more in sights]
    return [(change.what, change.ms // DAY, change.after.decode()) for change in follow(1, seen)]


def test_other_bytes_of_a_file_that_gave_the_same_twice_are_a_version(archive):
    page(archive, 0)
    for hours, data in ((0.1, b"%PDF-1"), (24, b"%PDF-1"), (48, b"%PDF-2")):
        file(archive, hours, data)
    assert versions(archive) == [(1, at(0), 1), (2, at(48), 1)]
    hashes = rows(archive, "select content_sha256 from versions")
    assert len(set(hashes)) == 2
    ((field, before, after),) = rows(archive, "select field, before, after from changes")
    assert field == "files"
    assert before != after
    assert DOCUMENT.url in before
    assert rows(archive, "select event, detail from events")[-1] == ("changed", "files")
    assert rows(archive, "select count(distinct sha256) from version_files") == [(2,)]
    assert whole(archive) == []


def test_a_page_captured_later_belongs_to_the_version_that_the_file_began(archive):
    page(archive, 0)
    for hours, data in ((0.1, b"%PDF-1"), (24, b"%PDF-1"), (48, b"%PDF-2")):
        file(archive, hours, data)
    assert page(archive, 72).change == "unchanged"
    assert versions(archive) == [(1, at(0), 1), (2, at(48), 2)]
    assert whole(archive) == []


def test_a_page_edited_and_its_file_replaced_between_two_looks_are_one_version(archive):
    page(archive, 0)
    file(archive, 0.1)
    page(archive, 24)
    file(archive, 24.1)
    page(archive, 48, body="Đính chính.")
    file(archive, 48.1, b"%PDF-2")
    assert versions(archive) == [(1, at(0), 2), (2, at(48), 1)]
    assert rows(archive, "select field from changes order by field") == [("body",), ("files",)]
    assert rows(archive, "select event, detail from events")[-1] == ("changed", "body, files")
    assert whole(archive) == []


def test_each_article_with_the_file_has_the_version(archive):
    for number in ("392000", "392001", "392002"):
        page(archive, 0, number, title=f"Bài {number}")
    for hours, data in ((0.1, b"%PDF-1"), (24, b"%PDF-1"), (48, b"%PDF-2")):
        file(archive, hours, data)
    assert [number for number, *_ in versions(archive)] == [1, 2] * 3
    assert rows(archive, "select count(*) from captures where url = ?", DOCUMENT.url) == [(3,)]
    assert whole(archive) == []


def test_a_file_that_goes_and_comes_back_is_told_and_makes_no_version(archive):
    page(archive, 0)
    file(archive, 0.1)
    file(archive, 24, None, status=404)
    file(archive, 48)
    assert rows(archive, "select event, at, detail from events where event <> 'published'") == [
        ("file-missing", at(24), DOCUMENT.url),
        ("file-returned", at(48), DOCUMENT.url),
    ]
    assert rows(archive, "select state, versions from articles") == [("live", 1)]
    assert whole(archive) == []


def test_history_is_the_same_whatever_the_order_of_arrival(tmp_path):
    steps = [(page, 0, {}), (file, 0.1, {}), (file, 24, {}), (file, 48, {"data": b"%PDF-2"})]
    steps += [(page, 72, {}), (page, 96, {"body": "Đính chính."}), (file, 97, {"data": b"%PDF-2"})]
    stories = []
    for number, order in enumerate(([*range(7)], [*range(6, -1, -1)], [3, 5, 0, 6, 2, 4, 1])):
        with new_archive(tmp_path / f"{number}.db") as archive:
            for place in order:
                put_it, hours, more = steps[place]
                put_it(archive, hours, **more)
            assert whole(archive) == []
            stories.append(
                (versions(archive), rows(archive, "select at, event, detail from events order by at, event"))
            )
    assert stories[0] == stories[1] == stories[2]
    assert len(stories[0][0]) == 3
    merge([tmp_path / "0.db", tmp_path / "2.db"], tmp_path / "merged.db")
    with Archive.open(tmp_path / "merged.db", write=False) as merged:
        assert versions(merged) == stories[0][0]
        assert whole(merged) == []


def test_a_file_that_differs_each_time_is_never_changed():
    assert told(*((day * DAY, f"{day}") for day in range(9))) == []
    asked_twice = ((day * DAY + again * MINUTE, f"{day} {again}") for day in range(9) for again in (0, 2))
    assert told(*asked_twice) == []


def test_servers_that_take_turns_change_nothing_without_end():
    turns = told(*((day * DAY, "AB"[day % 2]) for day in range(40)))
    by_chance = told(*((day * DAY, "AABBAABABBBAAB"[day % 14]) for day in range(140)))
    assert turns == []
    assert len(by_chance) <= 2


def test_other_bytes_are_believed_when_they_stay():
    first, new = (0, "A"), (DAY, "B")
    assert told(first, new) == [], "it may differ each time"
    assert told(first, new, (DAY + SECOND, "B")) == [], "too soon after"
    assert told(first, new, (DAY + 2 * MINUTE, "B")) == [("changed", 1, "B")]
    assert told(first, new, (DAY + 2 * MINUTE, "C"), (9 * DAY, "D")) == []
    assert told(first, (DAY, "A"), (2 * DAY, "B")) == [("changed", 2, "B")], "it is known to stay"
    assert told((0, "A", 5), (DAY, "B", 9)) == [("changed", 1, "B")], "the server tells when each was made"


def test_back_to_an_earlier_file_is_a_change():
    days = ((day * DAY + again * MINUTE, says) for day, says in enumerate("ABA") for again in (0, 2))
    assert told(*days) == [("changed", 1, "B"), ("changed", 2, "A")]


def test_a_missing_file_is_told_once_and_one_never_seen_not_at_all():
    assert told((0, ""), (DAY, "")) == []
    assert told((0, "A"), (DAY, ""), (2 * DAY, ""), (3 * DAY, "A")) == [
        ("missing", 1, "A"),
        ("returned", 3, "A"),
    ]
