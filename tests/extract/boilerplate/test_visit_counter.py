"""The statistics box in the shapes it takes, and text that only looks like it."""

import pytest

from crawler.extract import read_page

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/tin/t.aspx"
ARTICLE = "<h1>Tiêu đề của bài viết</h1><div><p>{}</p></div>"


def read(box, text="Nội dung của bài viết."):
    return read_page(f"<html><body>{ARTICLE.format(text)}{box}</body></html>".encode(), URL)


def counters(box):
    visits = read(box).visits
    return visits and (visits.online, visits.today, visits.this_week, visits.this_month, visits.total)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (
            "<h3>Thống kê truy cập</h3><ul><li>Đang online: 94</li><li>Hôm nay: 430</li>"
            "<li>Trong tuần: 4 755</li><li>Tất cả: 1561138</li></ul>",
            (94, 430, 4755, None, 1561138),
        ),
        (
            "<table><tr><td>Lượt truy cập</td></tr><tr><td>Đang truy cập</td><td>27</td></tr>"
            "<tr><td>Tháng này</td><td>12.041</td></tr><tr><td>Tổng</td><td>4.798.809</td></tr></table>",
            (27, None, None, 12041, 4798809),
        ),
        (
            "<b>Thống kê</b><div>Hiện có <b>94</b> người đang trực tuyến<br>Tổng số lượt truy cập: "
            "<b>1.561.138</b></div>",
            (94, None, None, None, 1561138),
        ),
        (
            "<b>Thống kê</b><p>Đã có <b>1.561.138</b> lượt truy cập</p><p>Hiện có <b>94</b> người online</p>",
            (94, None, None, None, 1561138),
        ),
        (
            "<p>Tổng lượt truy cập từ ngày 01/01/2012: <b>1.561.138</b></p><p>Đang online: <b>94</b></p>",
            (94, None, None, None, 1561138),
        ),
        (
            "<b>Bộ đếm</b><p>Lượt truy cập hiện tại: 94</p><p>Truy cập ngày: 430</p><p>Tháng hiện tại: 31.840</p>"
            "<p>Bạn là người truy cập thứ: 1.561.138</p>",
            (94, 430, None, 31840, 1561138),
        ),
        (
            "<b>Thông tin truy cập</b><p>Thành viên online: 0</p><p>Khách online: 94</p><p>Tổng số: 1.561.138</p>",
            (94, None, None, None, 1561138),
        ),
        (
            "<b>Bộ đếm</b><p>Today: 430</p><p>This week: 4,755</p><p>This month: 31,840</p><p>Total: 1,561,138</p>",
            (None, 430, 4755, 31840, 1561138),
        ),
        (
            "<b>Thống kê</b><p>Bạn là vị khách thứ <b>319778</b> ghé thăm - Hiện có <b>81</b> người đang xem</p>",
            (81, None, None, None, 319778),
        ),
        (
            "<b>Thống kê</b><ul><li>Lượt ghé thăm hôm nay: 430</li><li>Tổng số lượt ghé thăm: 446711</li></ul>",
            (None, 430, None, None, 446711),
        ),
        (
            "<h5>Thống kê</h5><dl><dt>Đang hoạt động</dt><dd>41</dd><dt>Hôm nay</dt><dd>941</dd></dl>",
            (41, 941, None, None, None),
        ),
        ("<p>Online: 180&nbsp; Số lượt truy cập: 54283689</p>", (180, None, None, None, 54283689)),
        (
            "<div>Thống kê truy cập</div><div><b>5</b> đang online</div><div><b>1,204</b> hôm nay</div>"
            "<div><b>99,001</b> tổng lượt truy cập</div>",
            (5, 1204, None, None, 99001),
        ),
        (
            "<div>Thống kê truy cập</div><div>Tất cả: "
            '<img src="/i/1.gif" alt="1"><img src="/i/0.gif" alt="0">'
            '<img src="/i/7.gif" alt="7"></div>',
            (None, None, None, None, 107),
        ),
        (
            "<div>Thống kê truy cập</div><div>Tổng truy cập: "
            '<img src="/so/4.gif"><img src="/so/2.gif"></div>',
            (None, None, None, None, 42),
        ),
        (
            "<b>Thống kê</b><div>"
            + "".join(f'<img src="/so/{digit}.gif" alt="{digit}">' for digit in "00156113")
            + "</div><div>Trực tuyến: 94</div>",
            (94, None, None, None, 156113),
        ),
        (
            "<p>Bộ đếm</p><p>Khách trực tuyến: 5</p><p>Lượt truy cập ngày: 12</p><p>Lượt truy cập tháng: 340</p>"
            "<p>Tổng truy cập: 5.600</p>",
            (5, 12, None, 340, 5600),
        ),
        (
            "<div>Số lượt truy cập</div><p>Hôm qua: 7</p><p>Tuần này : 1\u202f234</p><p>Năm nay: 9</p>",
            (None, None, 1234, None, None),
        ),
        (
            "<footer><div><p>1.561.138</p><p>Tổng lượt truy cập</p></div><div><p>31.840</p><p>Trong tháng</p></div>"
            "<div><p>430</p><p>Hôm nay</p></div><div><p>94</p><p>Đang trực tuyến</p></div></footer>",
            (94, 430, None, 31840, 1561138),
        ),
        (
            "<b>Thống kê truy cập</b><p>Đang online: 94</p><p>Lượt xem hôm nay: 430</p>"
            "<p>Tổng lượt xem: 1,561,138</p>",
            (94, 430, None, None, 1561138),
        ),
    ],
)
def test_box(box, expected):
    assert counters(box) == expected


def test_raw_is_the_box_as_shown_one_counter_a_line():
    page = read("<b>Thống kê truy cập</b><p>Đang online: 94<br>Trong tuần: 4&nbsp;755</p>")
    assert page.visits is not None and page.visits.raw == "Đang online: 94\nTrong tuần: 4 755"


def test_a_year_before_a_sentence_is_no_total():
    news = "<ul><li>Bảng giá đất năm 2024</li><li>Tổng kết công tác Đoàn</li></ul>"
    assert counters(f"<b>Thống kê</b><p>00156113</p><p>Trực tuyến: 94</p>{news}") == (
        94,
        None,
        None,
        None,
        None,
    )


def test_last_week_is_not_this_week():
    page = read("<b>Thống kê truy cập</b><p>Hôm nay: 3<br>Tuần trước: 8<br>Tháng trước: 9</p>")
    assert page.visits is not None
    assert (page.visits.today, page.visits.this_week, page.visits.this_month) == (3, None, None)


def test_an_article_that_quotes_counters_is_no_box():
    page = read("", "Hôm nay: 5 hộ được hỗ trợ. Tất cả: 12 hộ.")
    assert page.visits is None and page.problems == ()
    assert page.article is not None and page.article.body == ("Hôm nay: 5 hộ được hỗ trợ. Tất cả: 12 hộ.",)


def test_a_box_that_cannot_be_read_is_a_problem():
    page = read("<h3>Thống kê truy cập</h3><div>đang tải…</div>")
    assert page.visits is None
    assert [problem.split(":")[0] for problem in page.problems] == ["visits"]


@pytest.mark.parametrize(
    "line",
    [
        "Số người đã vào trang: <em>5 203 691</em>.",
        "Lượt vào trang: 5.203.691",
        "Số người đã truy cập: 5,203,691",
    ],
)
def test_who_came_in_so_far_is_the_total(line):
    visits = read_page(f"<div>{line} Hôm nay: 435</div>".encode(), URL).visits
    assert visits is not None and (visits.total, visits.today) == (5203691, 435)


def test_todays_date_is_no_counter():
    assert counters("<p>Hôm nay: 27/8/2024</p><p>Trực tuyến: 08:30</p>") is None


def test_a_date_in_words_above_a_short_text_begins_no_box():
    lines = "".join(f"<p>Dòng thứ {word} của bài viết.</p>" for word in ("nhất", "hai", "ba") * 3)
    box = "<p>Đang online: 94</p><p>Hôm nay: 430</p><p>Trong tuần: 4 755</p><p>Tất cả: 1561138</p>"
    article = f"<h1>Tiêu đề của bài viết</h1><div>3 tháng 2, 2025 lúc 17:12</div><div>{lines}</div>"
    visits = read_page(f"{article}<div><h4>Thống kê truy cập</h4>{box}</div>".encode(), URL).visits
    assert visits is not None and visits.total == 1561138


@pytest.mark.parametrize(
    "line",
    [
        "Lịch tiếp công dân tháng 10 năm 2024",
        "Tháng 9",
        "Lịch công tác tuần 40",
        "Kế hoạch năm 2024 của ngành",
    ],
)
@pytest.mark.parametrize("frame", ["<h4>{0}</h4>{1}", "{1}<table><tr><td>{0}</td></tr></table>"])
def test_weeks_and_months_that_are_named_are_no_counters(frame, line):
    box = "<p>Thống kê truy cập</p><p>Đang online: 94</p><p>Hôm nay: 430</p><p>Tất cả: 1561138</p>"
    assert counters(frame.format(line, box)) == (94, 430, None, None, 1561138)


def test_a_month_that_is_named_beside_a_box_of_one_label_is_no_counter():
    box = "<b>Thống kê</b><div><img alt=1><img alt=5><img alt=6><img alt=1></div><div>Trực tuyến: 94</div>"
    assert counters(f"{box}<h3>Tình hình kinh tế tháng 9 năm 2024</h3>") == (94, None, None, None, 1561)


def test_a_year_in_the_title_of_the_article_is_no_counter():
    total = "".join(f'<img src="/so/{digit}.gif" alt="{digit}">' for digit in "1561138")
    box = f"<b>Thống kê truy cập</b><p>{total}</p><p>Đang truy cập: 98</p><p>Hôm nay: 506</p>"
    title = "Bản tin dự báo tháng 9 năm 2024"
    page = read_page(
        f"<title>{title}</title>{box}<div><h2>{title}</h2><p>Trời nhiều mây.</p></div>".encode(), URL
    )
    assert (page.visits.online, page.visits.today, page.visits.total) == (98, 506, 1561138)


def test_a_week_or_month_in_a_cell_of_its_own_is_a_counter():
    rows = "".join(
        f"<tr><td>{name}</td><td>{count}</td></tr>"
        for name, count in (("Online", 3), ("Tuần", 40), ("Tháng", "1.200"), ("Tổng", "88.000"))
    )
    assert counters(f"<b>Lượt truy cập</b><table>{rows}</table>") == (3, None, 40, 1200, 88000)


def test_labels_in_one_row_and_numbers_in_the_next():
    box = (
        "<b>Thống kê truy cập</b><table><tr><th>Đang online</th><th>Hôm nay</th><th>Tổng</th></tr>"
        "<tr><td>94</td><td>430</td><td>1.561.138</td></tr></table>"
    )
    assert counters(box) == (94, 430, None, None, 1561138)


def test_columns_end_where_other_text_begins():
    labels = "".join(
        f"<td>{name}</td>" for name in ("Online", "Hôm nay", "Tuần này", "Tháng này", "Tổng truy cập")
    )
    numbers = "".join(f"<td>{count}</td>" for count in ("51", "433", "4.758", "15.334", "1.561.141"))
    after = "<div>Đăng ngày 08/02/2024 Lượt đọc: 44</div><div>Năm 2024 có 12 tháng.</div>"
    box = f"<table><tr><th colspan=5>Thống kê truy cập</th></tr><tr>{labels}</tr><tr>{numbers}</tr></table>"
    assert counters(box + after) == (51, 433, 4758, 15334, 1561141)
    assert read(box + after).visits.raw.splitlines()[-1] == "Tổng truy cập 1.561.141"


def test_the_heading_of_a_box_with_numbers_first_is_no_label():
    rows = "".join(
        f"<div><b>{count}</b> <em>{name}</em></div>"
        for count, name in ((6, "Trực tuyến"), (432, "Trong ngày"), (4757, "Trong tuần"), (1561140, "Tất cả"))
    )
    assert counters(f"<h5>Lượt truy cập</h5>{rows}") == (6, 432, 4757, None, 1561140)
    assert counters("<h5>Lượt truy cập</h5><div>54283689</div>") == (None, None, None, None, 54283689)


def test_counters_in_one_line_of_the_header():
    line = "Số người đang xem: <b>94</b> | Hôm nay: <b>430</b> | Tổng cộng: <b>1.561.138</b>"
    assert counters(f"<table><tr><td><font size=1>{line}</font></td></tr></table>") == (
        94, 430, None, None, 1561138,
    )  # fmt: skip


def test_the_date_of_an_entry_above_begins_no_box():
    above = "".join(
        f"<p>{text}</p>"
        for text in ("26 Tháng Chín, 2023 Không có bình luận", "Xem thêm »", "Tải thêm tin", "Xem nhiều")
    )
    titles = "".join(f"<p><a href='/tin/{n}'>Hội nghị sơ kết lần thứ {n}</a></p>" for n in range(4))
    box = (
        "<h2>Thống kê truy cập</h2><p>Đang online: 27</p><p>Lượt xem hôm nay: 401</p><p>Lượt xem tháng này: 17,001</p>"
        "<p>Tổng lượt xem: 1,204,656</p>"
    )
    page = f"<html><body><div>{above}{titles}<p>Nhiều người đọc</p><p>Ảnh</p>{box}</div></body></html>"
    visits = read_page(page.encode(), "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/tin/").visits
    assert visits is not None and (visits.this_month, visits.total) == (17001, 1204656)


def test_a_box_whose_heading_counts_is_whole_below_a_line_with_the_date():
    menu = "".join(f"<p><a href='/muc/{n}'>Mục số {n} của trang</a></p>" for n in range(8))
    counted = ("SỐ LƯỢT TRUY CẬP", "23 118 903", "Đang xem: 15 người", "Trong ngày 401", "Trong tuần 4 756")
    box = "".join(f"<p>{line}</p>" for line in counted)
    page = f"<html><body><p>Hôm nay, thứ tư ngày 12 tháng 8 năm 2026</p>{menu}{box}</body></html>"
    visits = read_page(page.encode(), "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/tin/").visits
    assert visits is not None and (visits.online, visits.total) == (15, 23118903)
