"""No page takes longer than its size allows, whatever it repeats."""

from __future__ import annotations

import time

import pytest

from benchmarks.shapes import SHAPES, URL, page, shaped
from crawler.extract import read_page
from crawler.monitoring.list_totals import total_in
from tests.support.facts import capture

FLOODS = [name for name in SHAPES if name.startswith("marks")]
FLOODS += [
    "article links in one line",
    "figures",
    "captions in rows",
    "documents",
    "pictures",
    "boxes of counters",
    "contacts",
    "credits",
    "pictures in a line",
]


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_takes_no_longer_than_its_size_allows(name):
    began = time.process_time()
    read = read_page(shaped(name, 8000), URL)
    # Before there was a bound, each took from five seconds to minutes.
    assert time.process_time() - began < 3
    assert read.article is not None


@pytest.mark.parametrize("unit", ["<", "<a ", "<script ", "<style><script>"])
def test_a_flood_of_tags_that_do_not_end_hides_no_total(unit):
    began = time.process_time()
    payload = f"<p>Tổng số: 1.234 tin bài</p>{unit * (600_000 // len(unit))}"
    assert total_in(capture(payload.encode(), 0)) == 1234
    # To look from each to the end took minutes.
    assert time.process_time() - began < 3


def test_a_flood_of_marks_is_said_and_the_rest_of_the_page_is_read():
    plain = read_page(page("", "body"), URL).article
    flooded = read_page(shaped("marks in body", 1000), URL)
    assert any("combining marks" in problem for problem in flooded.problems)
    assert flooded.article.title == plain.title and flooded.article.captions == plain.captions


def test_the_marks_of_real_words_are_kept():
    word = "đo\u0302\u0300ng"
    article = read_page(page(f"<p>{'Cánh ' + word + ' ' + 'lúa. ' * 60}</p>", "body"), URL).article
    assert "Cánh đồng" in article.body[-1]


def test_a_flood_of_elements_is_read_in_part_and_says_so():
    flooded = read_page(page("<i>a</i>" * 61_000, "body"), URL)
    assert any("elements" in problem for problem in flooded.problems)


def test_an_article_behind_more_than_is_read_is_no_wall():
    others = "".join(
        f"<div><i>2/7</i><a href='/b{n}.html'>Bài khác {n}</a><p>…</p></div>" for n in range(16_000)
    )
    read = read_page(f"<html><body>{others}<h1>Hội nghị sơ kết</h1><p>Nội dung.</p>".encode(), URL)
    assert (read.kind, read.reason) == ("other", None) and "too many elements" in str(read.problems)


def test_zeros_in_an_address_take_no_longer_than_their_number_allows():
    began = time.process_time()
    read = read_page(page(f"<a href='/muc/{'0' * 20_000}x'>2</a>", "body"), URL)
    assert time.process_time() - began < 3  # before, the square of it
    assert read.article is not None
