"""The same captures give the same archive, to the byte of a canonical dump, whatever their order."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from math import prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.contents.fields import digests_of
from archive.database.views import FIELDS
from archive.history.rules import Removal, Sight, derive_story
from archive.maintenance.dump import canonical_dump
from archive.model import Address
from archive.store import Archive
from tests.support.facts import HOST, NOW, article_address, capture, new_archive, put, says

PLAIN = Address(f"{HOST}/thong-bao.aspx", "article")
ADDRESSES = (
    article_address("1"),
    article_address("1", site="ubnd-stg", slug="khac"),
    article_address("2"),
    PLAIN,
    Address(f"{HOST}/vpubnd/1292/1/2/tin/", "list", site="vpubnd"),
)
DAY = "2024-08-27"
BOX = {"online": 1, "total": 4755, "raw": "Online: 1\nTổng: 4.755"}


def pages() -> st.SearchStrategy:
    articles = st.builds(
        says,
        title=st.sampled_from("AB"),
        views=st.integers(0, 3),
        cms_id=st.sampled_from([None, "1", "9"]),
        published_at=st.sampled_from(
            [None, DAY, f"{DAY}T14:05", f"{DAY}T14:05", f"{DAY}T15:00", "2024-08-28"]
        ),
        images=st.sampled_from([[], ["/a.jpg?t=1661581718413"], ["/a.jpg?t=1661581718999"]]),
        contact=st.sampled_from([{"agency": "X"}, {"agency": "Y", "email": "y@"}]),
        visits=st.sampled_from([BOX, {**BOX, "online": 2, "raw": BOX["raw"].replace("1", "2")}]),
        body_html=st.sampled_from(["<p>1", "<p>2"]),
    )
    others = st.sampled_from([{"kind": "missing"}, {"kind": "list"}, {"kind": "wall"}, {"kind": "other"}])
    return st.one_of(articles, articles, others)


@st.composite
def captures(draw) -> tuple:
    """A capture, its address and the extractor that read it, which follows from what it says."""
    address = draw(st.sampled_from([*ADDRESSES, PLAIN, PLAIN]))
    hours = draw(st.integers(0, 6)) * 8.0
    answer = draw(st.sampled_from(["page"] * 6 + ["404", "410", "304", "503", "timeout"]))
    what = draw(pages()) if answer == "page" else b"" if answer.isdigit() and answer != "304" else None
    more = {"status": int(answer)} if answer.isdigit() else {}
    if answer == "timeout":
        more = {"status": None, "error": "timeout"}
    taken = capture(what, hours, address, **more)
    return taken, address, f"e{len(taken.payload or b'') % 2}"


@pytest.fixture(scope="module")
def empty():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        new_archive(path).close()
        yield path


def dump_of(empty: Path, entries: list[tuple]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty, folder))
        with Archive.open(path, now=lambda: NOW) as archive:
            archive.db.execute("pragma synchronous = off")  # the file is thrown away
            with archive.writing():
                for taken, address, extractor in entries:
                    put(archive, taken, address, extractor)
                return list(canonical_dump(archive.db))


@pytest.mark.parametrize("examples", [60, pytest.param(600, marks=pytest.mark.long)])
def test_any_order_of_arrival_gives_the_same_archive(empty, examples):
    @settings(max_examples=examples, deadline=None)
    @given(data=st.data(), entries=st.lists(captures(), min_size=2, max_size=12))
    def check(data, entries):
        again = data.draw(st.permutations(entries + entries[:2]))
        in_time = sorted(entries, key=lambda entry: entry[0].captured_at)
        dump = dump_of(empty, in_time)
        for order in (again, in_time[::-1]):
            other = dump_of(empty, order)
            assert set(other) ^ set(dump) == set()
            assert other == dump

    check()


SITES = {"u1": "a", "u2": "b", "u3": None}
CONTENTS = {bytes([n]) * 32: n for n in range(1, 6)}
DATES = (f'"{DAY}"', f'"{DAY}T14:05"', f'"{DAY}T15:00"')
DIGESTS = {
    sha256: digests_of({**dict.fromkeys(FIELDS, '"A"' if n < 4 else '"B"'), "published_at": DATES[n % 3]})
    for sha256, n in CONTENTS.items()
}


SHOWN = [(b"", outcome) for outcome in ("not-found", "gone", "soft-404", "not-modified")]
SHOWN += [(sha256, "ok") for sha256 in CONTENTS for _ in SHOWN]
SIGHTS = (SHOWN, range(6), tuple(SITES), ("e1", "e2"), range(1, 100))
"""What a sight may be made of. One number stands for a whole sight: to draw each part takes most of the time."""


def sight(number: int) -> Sight:
    """One of all possible sights."""
    chosen: list = []
    for values in SIGHTS:
        number, place = divmod(number, len(values))
        chosen.append(values[place])
    (sha256, outcome), half_days, url, extractor, capture_id = chosen
    return Sight(
        ms=half_days * 43_200_000,
        sha256=sha256,
        url=url,
        extractor=extractor,
        capture_id=capture_id,
        address_id=int(url[1]),
        outcome=outcome,
        content_id=CONTENTS.get(sha256),
        digests=DIGESTS.get(sha256, b""),
        site=SITES[url],
    )


sights = st.sampled_from(range(prod(map(len, SIGHTS)))).map(sight)


def told(story):
    """What a story says, without the numbers of captures."""
    if story is None:
        return None
    versions = [replace(version, capture_id=0) for version in story.versions]
    return versions, story.events, story.state, story.newest.order, story.site


@pytest.mark.parametrize("examples", [600, pytest.param(6000, marks=pytest.mark.long)])
def test_a_story_does_not_depend_on_the_order_of_its_sights(examples):
    @settings(max_examples=examples, deadline=None)
    @given(data=st.data(), seen=st.lists(sights, max_size=14))
    def check(data, seen):
        assert told(derive_story(data.draw(st.permutations(seen)), Removal())) == told(
            derive_story(seen, Removal())
        )

    check()


@settings(max_examples=1000, deadline=None)
@given(seen=st.lists(sights, min_size=1, max_size=14))
def test_versions_cover_the_captures_and_never_repeat(seen):
    story = derive_story(seen, Removal())
    shown = [sight for sight in seen if sight.content_id]
    if story is None:
        assert not shown
        return
    assert sum(version.captures for version in story.versions) >= len(shown)
    assert all(a.content_id != b.content_id for a, b in zip(story.versions, story.versions[1:], strict=False))
    assert all(a.last_ms <= b.first_ms for a, b in zip(story.versions, story.versions[1:], strict=False))
    assert (story.state == "live") == (
        not [e for e in story.events if e.event in ("missing", "gone", "returned")]
        or [e for e in story.events if e.event in ("missing", "gone", "returned")][-1].event == "returned"
    )
