"""What a crawl asks for, and what it leaves alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.support.little import LIST, Answer, Little, article, article_path
from tests.support.portal import rows, value


@pytest.fixture
def portal():
    with Little() as little:
        yield little


def test_a_second_crawl_right_after_the_first_asks_for_the_front_and_the_list_only(portal, archive):
    portal.crawl(archive)
    before = len(portal.log)
    portal.crawl(archive)
    assert sorted(portal.asked(before)) == ["/", LIST]


def test_when_the_list_has_a_new_article_the_recent_ones_are_looked_at_again(portal, archive):
    portal.crawl(archive)
    portal.numbers.insert(0, 392100)
    portal.text = " Số liệu đã được đính chính."
    before = len(portal.log)
    portal.crawl(archive)
    assert set(portal.asked(before)) == {"/", LIST, *map(article_path, portal.numbers)}
    assert len(portal.asked(before)) == len(portal.numbers) + 2, "each once"
    assert value(archive, "select count(*) from changes where field = 'body'") == len(portal.numbers) - 1


def age(archive, days):
    """Lets days pass for all that the archive knows of when things were asked for."""
    with closing(sqlite3.connect(archive)) as db, db:
        for table, column in (
            ("address", "first_seen_at"),
            ("address", "last_captured_at"),
            ("address", "next_due_at"),
            ("walk", "walked_at"),
        ):
            db.execute(
                f"update {table} set {column} = strftime('%Y-%m-%dT%H:%M:%fZ', julianday({column}) - {days})"
            )


def test_old_articles_rest_when_others_are_worked_on_but_not_those_whose_entries_change(portal, archive):
    portal.crawl(archive)
    age(archive, 20)
    reworded, gone = portal.numbers[4], portal.numbers[7]
    portal.numbers.remove(gone)
    html = portal.answer_to(LIST)
    portal.pages[LIST] = html.replace(f"lần thứ {reworded} với", f"lần thứ {reworded} (sửa) với")
    before = len(portal.log)
    portal.crawl(archive)
    assert set(portal.asked(before)) == {"/", LIST, article_path(reworded), article_path(gone)}
    state = "select state from articles where cms_id = ?"
    assert value(archive, state, [str(gone)]) == "missing"


def test_old_articles_are_due_within_months_and_changed_ones_within_a_day(portal, archive):
    portal.crawl(archive)
    due = "select julianday(next_due_at) - julianday(last_captured_at) from addresses where kind = 'article'"
    first = [row.popitem()[1] for row in rows(archive, due)]
    assert all(20 < days <= 90 for days in first), "published long ago, seen for the first time"
    portal.text = " Đính chính."
    portal.crawl(archive, "--all")
    assert {round(row.popitem()[1]) for row in rows(archive, due)} == {1}
    portal.crawl(archive, "--all")
    assert {round(row.popitem()[1]) for row in rows(archive, due)} == {2}


def test_all_asks_for_everything(portal, archive):
    portal.crawl(archive)
    before = len(portal.log)
    portal.crawl(archive, "--all")
    assert set(portal.asked(before)) == {"/", LIST, *map(article_path, portal.numbers)}


def test_new_asks_for_new_articles_only(portal, archive):
    portal.crawl(archive)
    age(archive, 400)  # everything is due
    portal.numbers.insert(0, 392100)
    before = len(portal.log)
    portal.crawl(archive, "--new")
    assert sorted(portal.asked(before)) == sorted(["/", LIST, article_path(392100)])
    assert value(archive, "select count(*) from articles") == len(portal.numbers)


def test_all_and_new_at_once_is_wrong_usage(portal, archive):
    assert "--new" in portal.crawl(archive, "--all", "--new", code=2).stderr


def validating(portal, tag):
    """Makes every article answer with a validator, and believe the one it is asked about."""

    def answer(number):
        def tell(asked):
            if asked.headers.get("if-none-match") == tag(number):
                return Answer("", 304, {"ETag": tag(number)})
            return Answer(article(number, portal.text), 200, {"ETag": tag(number)})

        return tell

    portal.pages |= {article_path(number): answer(number) for number in portal.numbers}


def due_now(archive):
    with closing(sqlite3.connect(archive)) as db, db:
        db.execute("update address set next_due_at = first_seen_at where kind = 'article'")


def test_a_server_with_validators_is_asked_whether_pages_changed_and_a_sample_is_fetched_anyway(archive):
    with Little(list(range(392001, 392061))) as portal:
        validating(portal, lambda number: f'"{number}"')
        portal.crawl(archive)
        due_now(archive)
        before = len(portal.log)
        portal.crawl(archive)
        conditional = [a for a in portal.log[before:] if "if-none-match" in a.headers]
        in_full = [a for a in portal.log[before:] if "tin-so" in a.path and a not in conditional]
    assert len(conditional) > 40
    assert 1 <= len(in_full) <= 20
    assert value(archive, "select count(*) from captures where outcome = 'not-modified'") == len(conditional)
    assert value(archive, "select min(captures) from versions") == 2
    assert value(archive, "select max(versions) from articles") == 1


def test_validators_that_lie_are_noticed_and_believed_no_more(archive):
    with Little(list(range(392001, 392061))) as portal:
        validating(portal, lambda number: f'"{number}"')
        portal.crawl(archive)
        portal.text = " Đính chính."  # under the same validators
        due_now(archive)
        done = portal.crawl(archive, code=3)
        assert "validators" in done.stderr
        assert value(archive, "select count(*) from changes where field = 'body'") == len(portal.numbers)
        due_now(archive)
        before = len(portal.log)
        portal.crawl(archive)
        assert not [a for a in portal.log[before:] if "if-none-match" in a.headers]


def test_what_is_found_new_in_a_list_is_looked_for_until_a_whole_page_is_known(portal, archive, tmp_path):
    from crawler.replica import Replica
    from tests.support.portal import crawl

    with Replica(articles=90) as replica:
        crawl(replica, archive, "--media=none")
        before = len(replica.log)
        crawl(replica, archive, "--media=none", "--new")
        assert not [request for request in replica.log[before:] if request.method == "POST"]
        replica.advance()
        before = len(replica.log)
        crawl(replica, archive, "--media=none", "--new")
        found = {row["cms_id"] for row in rows(archive, "select cms_id from articles")}
        assert found == {truth.cms_id for truth in replica.truth()}
        turns = sum(request.method == "POST" for request in replica.log[before:])
        before = len(replica.log)
        crawl(replica, archive, "--media=none", "--all")
        assert turns < sum(request.method == "POST" for request in replica.log[before:]) / 3
