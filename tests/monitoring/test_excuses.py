"""Frames of articles whose text failed to come make no version, whatever they say in its place."""

from __future__ import annotations

import re

import pytest

from archive.maintenance.verify import verify
from tests.support.little import LIST, Little, article_path
from tests.support.portal import rows, value
from tests.support.skins import article_page, list_page

EXCUSE = "Grumblefax nolent tibbar, mibo sed karpu."


@pytest.fixture
def portal():
    """A portal in one skin."""
    with Little(list(range(392001, 392027))) as little:
        little.pages |= {article_path(number): article_page("old", number) for number in little.numbers}
        little.pages[LIST] = list_page(little.numbers)
        yield little


def fails(portal: Little, number: int, said: str = EXCUSE) -> None:
    """Lets an article's page say this in place of its text."""
    html = article_page("old", number)
    portal.pages[article_path(number)] = re.sub("(?<=<div class='c1'>).*?(?=</div>)", f"<p>{said}</p>", html)


def test_two_known_articles_with_one_sentence_in_place_of_their_texts_are_enough(portal, archive):
    portal.crawl(archive)
    texts = rows(archive, "select cms_id, body from articles order by 1")
    for number in (392003, 392008):
        fails(portal, number)
    done = portal.crawl(archive, "--all", code=3)
    assert "same-page" in done.stderr
    assert rows(archive, "select * from versions where number > 1") == []
    assert rows(archive, "select cms_id, body from articles order by 1") == texts
    assert value(archive, "select count(*) from captures where outcome = 'same-page'") == 2
    assert list(verify(archive)) == []


def test_three_new_articles_with_one_sentence_for_a_text_are_none(portal, archive):
    for number in (392003, 392008, 392012):
        fails(portal, number)
    portal.crawl(archive, code=3)
    assert value(archive, "select count(*) from articles") == 23
    assert value(archive, "select count(*) from contents where body like 'Grumblefax%'") == 0
    portal.pages |= {article_path(number): article_page("old", number) for number in portal.numbers}
    portal.crawl(archive, "--all")
    assert value(archive, "select count(*) from articles") == 26
    assert rows(archive, "select * from versions where number > 1") == []


def test_three_new_articles_that_share_two_paragraphs_are_articles(portal, archive):
    for number in (392003, 392008, 392012):
        fails(portal, number, f"{EXCUSE}</p><p>Mekadu vesta lirom, ponalti zerum ad hosk.")
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == 26


def test_an_editor_who_shortens_one_text_is_believed(portal, archive):
    portal.crawl(archive)
    fails(portal, 392003, "Nội dung bài viết đã được rút gọn.")
    portal.crawl(archive, "--all")
    assert value(archive, "select count(*) from changes where field = 'body'") == 1


def test_short_texts_that_lead_on_may_well_be_the_same(portal, archive):
    for number in (392003, 392008, 392012):
        fails(portal, number, "Chương trình và danh sách đại biểu xem <a href='/tin'>tại đây</a>.")
    portal.crawl(archive)
    assert value(archive, "select count(*) from articles") == 26


def test_what_recurs_in_place_of_many_texts_is_no_text_and_an_alarm_once_it_is_learned(portal, archive):
    for number in range(392001, 392009):
        fails(portal, number)
    done = portal.crawl(archive, code=3)
    assert "no-text" in done.stderr
    assert value(archive, "select count(*) from articles") == 18
    lost = value(archive, "select count(*) from captures where outcome = 'no-text'")
    assert value(archive, "select now from alarms where kind = 'no-text'") == lost >= 8


PICTURE = "<p><img src='/SiteFolders/anh.jpg'></p>"


def says(portal: Little, number: int, inside: str) -> None:
    """Lets an article's page have this in place of its text."""
    html = article_page("old", number)
    portal.pages[article_path(number)] = re.sub("(?<=<div class='c1'>).*?(?=</div>)", inside, html)


def test_known_articles_that_come_without_their_text_keep_it_also_beside_their_pictures(portal, archive):
    portal.crawl(archive)
    texts = rows(archive, "select cms_id, body from articles order by 1")
    says(portal, 392003, "")
    says(portal, 392008, PICTURE)
    done = portal.crawl(archive, "--all", code=3)
    assert "no-text" in done.stderr
    assert rows(archive, "select * from versions where number > 1") == []
    assert rows(archive, "select cms_id, body from articles order by 1") == texts
    assert list(verify(archive)) == []


def test_an_article_whose_text_alone_gave_way_to_a_picture_was_edited(portal, archive):
    portal.crawl(archive)
    says(portal, 392008, PICTURE)
    portal.crawl(archive, "--all")
    assert rows(archive, "select body from versions where number = 2") == [{"body": ""}]
