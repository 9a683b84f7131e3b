"""When an address is due again."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from archive import clock
from archive.frontier.leases import Settled
from crawler.frontier import revisit_policy
from crawler.pagination import walk

NOW = "2024-08-27T07:00:00.000Z"


def due(kind="article", outcome="ok", head_start=0, **facts):
    given = {"absent": False, "gone": False, "failures": 0, "unchanged": 0} | facts
    stamp = revisit_policy.next_due(Settled(NOW, kind, outcome, **given), head_start)
    return None if stamp is None else clock.moment(stamp) - clock.moment(NOW)


def test_fronts_are_due_within_hours():
    assert due("home") == due("list") == timedelta(hours=6)


def test_an_article_that_never_changes_is_asked_for_ever_more_rarely_within_bounds():
    spans = [due(unchanged=count) for count in range(20)]
    assert spans[0] == timedelta(days=1)
    assert all(before <= after for before, after in pairwise(spans))
    assert spans[-1] == timedelta(days=90)


def test_old_news_begins_further_on():
    starts = [
        revisit_policy.head_start_of(day, NOW)
        for day in ("2024-08-20", "2024-07-25", "2024-03-01", "2015-01-01")
    ]
    assert starts == sorted(starts)
    assert (starts[0], starts[-1]) == (0, revisit_policy.AGED_MOST)
    assert due(head_start=starts[-1]) == timedelta(days=32)


@pytest.mark.parametrize("day", [None, "2030-01-01", "một ngày nọ"])
def test_a_day_that_says_nothing_of_age_is_no_head_start(day):
    assert revisit_policy.head_start_of(day, NOW) == 0


def test_what_is_missing_is_asked_for_once_more_and_then_monthly():
    assert due(outcome="soft-404", absent=True) == timedelta(days=1)
    assert due(outcome="gone", absent=True, gone=True) == timedelta(days=30)


def test_failures_back_off_but_fronts_are_never_far():
    assert due(outcome="timeout", failures=1) == timedelta(hours=1)
    assert due(outcome="timeout", failures=4) == timedelta(hours=8)
    assert due(outcome="timeout", failures=50) == timedelta(days=7)
    assert due("list", outcome="timeout", failures=50) == timedelta(hours=6)


def test_pictures_are_fetched_once():
    assert due("image") is None


@pytest.mark.parametrize(("pages", "days"), [(1, 1), (20, 1), (21, 2), (100, 5), (2000, 7)])
def test_a_list_is_read_to_its_end_the_more_rarely_the_longer_it_is(pages, days):
    assert walk.walk_is_owed(None, pages, NOW)
    before = clock.later(NOW, timedelta(days=-days))
    assert walk.walk_is_owed(before, pages, NOW)
    assert not walk.walk_is_owed(clock.later(before, timedelta(minutes=1)), pages, NOW)
