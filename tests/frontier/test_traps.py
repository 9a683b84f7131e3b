"""Addresses without end."""

from __future__ import annotations

import pytest

from archive.model import Address
from crawler.frontier.traps import FEW_OF_TRAP, MOST, MOST_OF_PAGE, MOST_OF_TRAPS, SAME, Traps, grows


@pytest.mark.parametrize(
    "path", ["/en/vi/", "/vi/en/en/", "/tin/tin/tin/", "/a/b/a/b/a/b", "/vpubnd/en/1292/vi/"]
)
def test_a_path_that_a_link_to_itself_made_longer_grows(path):
    assert grows(path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/vpubnd/1292/32237/63645/392145/tin/tin.aspx",
        "/1444/1444/1444/1444/tin",
        "/tin-tuc/tin-tuc/",
    ],
)
def test_real_addresses_do_not(path):
    assert not grows(path)


def test_one_too_many_of_a_pattern_is_caught_and_others_are_not():
    traps = Traps(f"http://h/lich/2024/8/{day}/" for day in range(MOST - 1))
    assert not traps.caught(Address("http://h/lich/2024/8/99991/", "list"))
    assert traps.caught(Address("http://h/lich/2024/8/99992/", "list"))
    assert not traps.caught(Address("http://h/lich/2024/8/1/", "list")), "known before"
    assert not traps.caught(Address("http://h/vpubnd/1292/1/2/tin/", "list"))
    assert not traps.caught(Address("http://h/lich/2024/8/99993/", "article"))


def test_of_pages_with_links_beyond_any_real_page_few_are_taken():
    traps = Traps(())

    def page(first, count):
        return [Address(f"http://h/a/{number}.aspx", "article") for number in range(first, first + count)]

    assert len(traps.sift(page(0, MOST_OF_PAGE), "article", "http://h/")[0]) == MOST_OF_PAGE, (
        "a real page, if a long one"
    )
    news, trapped = traps.sift(page(10_000, 5000), "article", "http://h/")
    assert (len(news), len(trapped)) == (FEW_OF_TRAP, 5000 - FEW_OF_TRAP)
    taken = sum(
        len(traps.sift(page(place * 10_000, 5000), "article", "http://h/")[0]) for place in range(2, 60)
    )
    assert taken == MOST_OF_TRAPS - FEW_OF_TRAP


def test_a_calendar_is_left_where_its_pages_name_nothing_of_their_own():
    traps = Traps(())
    beside = [Address("http://h/tin-1.html", "article"), Address("http://h/tin/", "list")]

    def month(number, *articles):
        url = f"http://h/{1900 + number // 12}/{1 + number % 12}/"
        onward = Address(f"http://h/{1900 + number // 12}/{1 + number % 12}/7/", "list")
        return [*traps.sift([*beside, onward, *articles], "list", url)[0], onward], onward

    taken = [onward in found[:-1] for found, onward in map(month, range(60))]
    assert taken == [True] * SAME + [False] * (60 - SAME)
    found, onward = month(70, Address("http://h/tin-2.html", "article"))
    assert onward in found[:-1], "a month with an article of its own"


def test_the_pages_of_one_list_are_no_trap():
    traps = Traps(())
    pages = [Address(f"http://h/tin/trang-{page}", "list", "/tin") for page in range(MOST + 5)]
    assert not any(map(traps.caught, pages))
