"""A page seen again is read from the reading before only where that is what the reader would say."""

from __future__ import annotations

import random
import re
import urllib.request

import pytest

from archive.model import Page
from crawler.cms.known.vnportal import CMS
from crawler.extract.read import read_page
from crawler.extract.recapture import Ticking, kept_fields
from crawler.replica import Replica


def read(payload: bytes, url: str) -> Page:
    return read_page(payload, url, CMS, "text/html; charset=utf-8")


@pytest.fixture(scope="module")
def pages() -> list[tuple[str, bytes, bytes]]:
    """Articles of both skins, each fetched twice."""
    found = []
    for skin in ("tables", "blocks"):
        with Replica(articles=8, skin=skin, hosts=1) as portal:
            home = urllib.request.urlopen(portal.home).read().decode()
            paths = set(re.findall(r"href=[\"']?(/[^\"'> ]*/\d{6}/[^\"'> ]*aspx)", home, re.IGNORECASE))
            for path in sorted(paths)[:8]:
                url = portal.home.rstrip("/") + path
                first, second = (urllib.request.urlopen(url).read() for _ in range(2))
                found.append((url, first, second))
    return found


def test_what_only_ticks_is_read_from_the_reading_before(pages):
    hits = 0
    for url, first, second in pages:
        ticking = Ticking.of(first, url, read(first, url))
        again = ticking and ticking.again(second)
        if again is not None:
            hits += 1
            assert kept_fields(again, url) == kept_fields(read(second, url), url)
    assert hits >= 0.95 * len(pages)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_else_differs_is_left_to_the_reader(pages, seed):
    """Digits, letters and marks changed anywhere: no reading may be taken over that the reader would not give."""
    chance = random.Random(seed)
    taken = 0
    for url, first, second in pages:
        ticking = Ticking.of(first, url, read(first, url))
        if ticking is None:
            continue
        for _ in range(40):
            changed = bytearray(second)
            digits = [at for at, byte in enumerate(changed) if 48 <= byte <= 57]
            for _ in range(chance.choice([1, 1, 2, 5])):
                if chance.random() < 0.8:
                    changed[chance.choice(digits)] = chance.choice(b"0123456789")
                else:
                    changed[chance.randrange(len(changed))] = chance.choice(b"abcxyz.,<> 7")
            again = ticking.again(bytes(changed))
            if again is not None:
                taken += 1
                assert kept_fields(again, url) == kept_fields(read(bytes(changed), url), url)
    assert taken  # hidden fields are most of a page


URL = "https://soctrang.gov.vn/vpubnd/1292/1/2/392000/tin/bai.aspx"


def small(total: str = "999", guests: str = "đông đảo", views: str = "12") -> bytes:
    """A page with a box, a view count, and a text that speaks of guests."""
    text = f"<p>Sáng nay, tại hội trường tỉnh, {guests} đại biểu đã dự lễ kỷ niệm lần thứ hai.</p>" * 3
    box = f"<div><h3>Thống kê truy cập</h3>Đang online: 7<br>Hôm nay: 43<br>Tất cả: {total}</div>"
    head = f"<h1>Lễ kỷ niệm của tỉnh</h1><span>Lượt xem: {views}</span>"
    return f"<html><body>{head}{text}{box}</body></html>".encode()


def again_of(before: bytes, after: bytes) -> Page | None:
    ticking = Ticking.of(before, URL, read(before, URL))
    return ticking and ticking.again(after)


def test_only_an_article_is_read_from_the_reading_before():
    assert again_of(b"<html><body><p>Tin</p></body></html>", small()) is None


@pytest.mark.parametrize(
    ("beside", "changed", "total"),
    [
        ("<script>//<![CDATA[ if (n > 7, 43, 999) //]]></script>", "7, 43, 999", 1000),
        ("<input type='hidden' name='v' value='abc'>", "cba", 1000),
        ("<input type='hidden' name='v' value='abc'>", "a<b", None),
    ],
    ids=["counters in a script", "another value", "a tag in a value"],
)
def test_what_no_reader_sees(beside, changed, total):
    pages = [
        small(total).replace(b"</body>", beside.replace("abc", said).encode() + b"</body>")
        for total, said in (("999", "abc"), ("1.000", changed))
    ]
    again = again_of(*pages)
    assert (again and again.visits and again.visits.total) == total


def test_a_counter_of_pictures_is_no_number_that_ticks():
    digits = "".join(f"<img src='/so/{digit}.gif'>" for digit in "00999").encode()
    pages = [small().replace("Tất cả: 999".encode(), shown) for shown in (digits, digits[::-1])]
    assert again_of(*pages) is None


def test_a_counter_of_more_digits_than_any_has_is_for_the_reader():
    assert again_of(small("999"), small("1" * 18)).visits.total == int("1" * 18)
    assert again_of(small("999"), small("1" * 5000)) is None


@pytest.mark.parametrize("guests", ["7", "43", "999", "12", "18"])
def test_a_number_that_an_editor_changed_is_no_counter(guests):
    """Not even where it stood beside a counter of the same value."""
    assert again_of(small(guests=guests), small(guests="8")) is None


@pytest.mark.parametrize(("before", "after"), [("999", "1.000"), ("1.999", "2.000"), ("9.999", "10.001")])
def test_counters_grow_by_a_digit(before, after):
    again = again_of(small(before), small(after))
    assert again is not None
    assert kept_fields(again, URL) == kept_fields(read(small(after), URL), URL)


def test_a_view_count_that_stands_elsewhere_too_is_told_by_its_label_alone():
    for guests in ("đông đảo", "12"):
        before, after = (small(guests=guests, views=views) for views in ("12", "13"))
        again = again_of(before, after)
        assert again is not None and again.article is not None and again.article.views == 13
        assert kept_fields(again, URL) == kept_fields(read(after, URL), URL)
    label = "Lượt xem: ".encode()
    for other in ("Lượt xem:<b></b> ".encode(), "Xem nhiều: <i>Lượt xem: 5</i> ".encode() + label):
        pages = (small(guests="12", views=views).replace(label, other) for views in ("12", "13"))
        assert again_of(*pages) is None
