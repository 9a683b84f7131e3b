"""Who published and when, on one line and apart, and days that are the text's own."""

import pytest

from crawler.extract.facts.facts import is_meta
from tests.extract.article.test_layouts import FIRST, LAST, TEXT, read

NAME = "Đặng Thu Sương"
TIME = "2024-08-27T14:05"


@pytest.mark.parametrize(
    "line",
    [
        f"<div><b>{NAME}</b> <i>27/08/2024 - 14:05</i></div>",
        f"<div>27/08/2024 14:05 | {NAME}</div>",
        f"<div>Bài viết được đăng bởi {NAME} vào lúc 14:05 27/08/2024</div>",
        f"<div>Submitted by <a href='/nguoi-dung/7'>{NAME}</a> on T3, 27/08/2024 - 14:05</div>",
        f"<p>Posted on <time datetime={TIME}>27/08/2024</time><time>28/08/2024</time> by <b>{NAME}</b></p>",
    ],
)
def test_name_and_time_on_one_line_are_author_and_date(line):
    article = read(TEXT, beside=line)
    assert (article.author, article.published_at) == (NAME, TIME)
    assert article.body == (FIRST, LAST)


def test_the_user_of_the_cms_beside_the_time_is_no_author():
    article = read(TEXT, beside="<div>Submitted by <span>admin</span> on 27/08/2024 - 14:05</div>")
    assert (article.author, article.published_at, article.body) == (None, TIME, (FIRST, LAST))


def test_the_place_before_the_day_of_a_letter_is_no_author():
    letter = "<p><i>Trần Đề, ngày 27 tháng 8 năm 2024</i></p>"
    article = read(letter + TEXT, beside="<div>28/08/2024 07:30</div>")
    assert (article.author, article.published_at) == (None, "2024-08-28T07:30")


OPEN_GRAPH = "<meta property=article:published_time content='{}'>"
LINKED = '<script type="application/ld+json">{{"@type":"NewsArticle","datePublished": "{}"}}</script>'


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (OPEN_GRAPH.format("2024-08-27T07:05:00Z"), TIME),
        (LINKED.format("2024-08-27T14:05:00+07:00"), TIME),
        ("<meta itemprop=datePublished content=2024-08-27>" + OPEN_GRAPH.format(TIME), TIME),
        (OPEN_GRAPH.format("2024-08-27T00:00:00+07:00"), "2024-08-27"),
        (OPEN_GRAPH.format(TIME) + LINKED.format("2024-08-30T08:00:00+07:00"), None),
        (OPEN_GRAPH.format("2024-08-27T14:05:33.1274312+07:00"), None),
        (OPEN_GRAPH.format("vừa xong"), None),
    ],
)
def test_metadata_date_an_article_that_shows_no_date(head, date):
    assert read(TEXT, head=head).published_at == date


def test_what_the_page_shows_outweighs_its_metadata_and_the_day_s_clock_is_none():
    head = OPEN_GRAPH.format("2024-08-27T14:05:00+07:00")
    assert read(TEXT, beside="<div>26/08/2024 09:10</div>", head=head).published_at == "2024-08-26T09:10"
    menu = "".join(f"<li><a href='/{n}'>Chuyên mục {n}</a></li>" for n in range(9))
    clock = f"<div><span>Thứ Ba, 27/08/2024</span></div><ul>{menu}</ul>"
    assert read(TEXT, above=clock, head=head).published_at is None


def test_a_time_of_midnight_in_the_markup_is_none():
    assert read(TEXT, beside="<time datetime=2024-08-27T00:00>27/08/2024</time>").published_at == "2024-08-27"


@pytest.mark.parametrize("links", [2, 12])
def test_a_time_behind_a_path_is_the_article_s_and_behind_a_menu_the_day_s(links):
    steps = "".join(f"<li><a href='/muc-{n}'>Chuyên mục {n}</a></li>" for n in range(links))
    above = f"<section><ol>{steps}</ol><em>Thứ Ba, 27/08/2024, 14:05</em></section>"
    assert read(TEXT, above=above).published_at == (TIME if links < 5 else None)


@pytest.mark.parametrize(
    "told",
    [
        "<p>Thời gian tổ chức: 7h30 ngày 5/9/2024</p><p>Thành phần: toàn thể giáo viên</p>",
        "<p>Địa điểm họp: Phòng số 2</p><p><b>Thời gian:</b> 7 giờ 30, ngày 05/9/2024.</p>",
        "<h3>Thứ Năm, 05/9/2024</h3><p>Khai giảng.</p><h3>Thứ Sáu, 06/9/2024</h3><p>Học chính trị.</p>",
    ],
)
def test_days_of_events_are_text_and_date_nothing(told):
    article = read(told + TEXT)
    assert article.published_at is None
    assert "9/2024" in "".join(article.body)
    assert read(told.replace("5/9", "8/9") + TEXT).body != article.body


def test_a_long_line_with_a_date_between_bars_tells_no_facts():
    said = f"{'Số liệu của các xã, phường '.join('abcdef')} | 27/08/2024"
    assert not is_meta(said) and is_meta(said[-20:])
