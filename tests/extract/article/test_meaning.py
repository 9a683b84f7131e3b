"""What changes the meaning of a text is kept in plain form; what ticks within it is left out."""

import pytest

from archive.readings.outcome import NO_TEXT
from crawler.extract import read_page
from tests.extract.article.test_layouts import FIRST, LAST, TEXT, TITLE, URL, read


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Nước có 2,4×10<sup>6</sup> tế bào/ml.", "Nước có 2,4×10⁶ tế bào/ml."),
        ("Đất rộng 300m<sup><b>2</b></sup>, ở 25<sup>o</sup>C.", "Đất rộng 300m², ở 25°C."),
        ("Khí CO<sub>2</sub> và a<sup>xy</sup>.", "Khí CO₂ và a^xy."),
        ("Từ 8<sup>h</sup>30, xem chú thích<sup>[3]</sup>.", "Từ 8h30, xem chú thích[3]."),
        ("Giá <del>20.000 đồng</del> 15.000 đồng.", "Giá ~~20.000 đồng~~ 15.000 đồng."),
        ("<strike>Điều <i>bảy</i></strike> bỏ.", "~~Điều~~ ~~bảy~~ bỏ."),
        ("Bãi bỏ <span style='text-decoration:line-through'>mục hai</span>.", "Bãi bỏ ~~mục hai~~."),
    ],
)
def test_exponents_indices_and_struck_words_keep_their_meaning(markup, text):
    assert read(f"<p>{FIRST}</p><p>{markup}</p><p>{LAST}</p>").body == (FIRST, text, LAST)


def test_an_exponent_in_a_table_is_kept():
    rows = "<tr><td>Ao</td><td>Mật độ</td></tr><tr><td>Số 1</td><td>10<sup>-3</sup></td></tr>"
    assert read(f"{TEXT}<table border=1>{rows}</table>").tables == ((("Ao", "Mật độ"), ("Số 1", "10⁻³")),)


@pytest.mark.parametrize(
    "points",
    [
        ("Chương II. Tổ chức thực hiện.", "Điều 7. Hiệu lực."),
        ("a) Hồ sơ gồm đơn và ảnh.", "b) Thời hạn là ba ngày."),
        ("- Thứ nhất, dọn kênh.", "- Thứ hai, trồng cây."),
        ("II. Nhiệm vụ", "1. Làm đường.", "2. Làm cầu."),
    ],
)
def test_points_parted_by_single_breaks_are_paragraphs(points):
    assert read(f"<p>{FIRST}</p><div>{'<br>'.join(points)}</div><p>{LAST}</p>").body == (FIRST, *points, LAST)


@pytest.mark.parametrize("goes_on", ["đến cuối tháng này.", "1.500 hộ dân.", "Điều đó đáng mừng."])
def test_other_lines_parted_by_single_breaks_are_one_paragraph(goes_on):
    assert (
        read(f"<p>{FIRST}</p><div>Kênh được nạo vét<br>{goes_on}</div><p>{LAST}</p>")
        .body[1]
        .endswith(goes_on)
    )


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("<ol start=4>{}</ol>", ("4. ", "5. ")),
        ("<ol type=a>{}</ol>", ("a. ", "b. ")),
        ("<ol style='list-style-type: upper-roman'>{}</ol>", ("I. ", "II. ")),
        ("<ol style='list-style:none' start=4>{}</ol>", ("", "")),
        ("<ul>{}</ul>", ("", "")),
    ],
)
def test_numbers_that_no_reader_could_count_are_kept(form, numbers):
    items = ("Dọn vệ sinh trường lớp trước ngày khai giảng.", "Phát sách vở cho học sinh nghèo.")
    listed = form.format("".join(f"<li>{item}</li>" for item in items))
    body = read(f"<p>{FIRST}</p>{listed}<p>{LAST}</p>").body
    assert body == (FIRST, *(n + item for n, item in zip(numbers, items, strict=True)), LAST)


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        (
            "<iframe src='/tep/ke-hoach-7.pdf#page=1'></iframe>",
            "https://vpub.soctrang.gov.vn/tep/ke-hoach-7.pdf",
        ),
        ("<div><embed src='https://x.vn/a.docx'></div>", "https://x.vn/a.docx"),
        (
            "<iframe src='/pdfjs/web/viewer.html?file=%2Ftep%2Fa.pdf'></iframe>",
            "https://vpub.soctrang.gov.vn/tep/a.pdf",
        ),
        (
            "<audio controls><source src=/am-thanh/tin.mp3></audio>",
            "https://vpub.soctrang.gov.vn/am-thanh/tin.mp3",
        ),
        ("<iframe src='https://www.youtube.com/embed/aB3'></iframe>", "https://www.youtube.com/embed/aB3"),
    ],
)
def test_what_a_page_shows_within_its_text_is_attached_by_address(markup, address):
    article = read(f"<div><p>{FIRST}</p>{markup}<p>{LAST}</p></div>")
    assert [document.url for document in article.attachments] == [address]
    assert article.body == (FIRST, LAST)


def test_a_map_and_a_film_beside_the_article_are_not_attached():
    map_ = "<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>"
    aside = "<div><div><iframe src='https://www.youtube.com/embed/xyz'></iframe></div></div>"
    assert read(f"<div>{TEXT}{map_}</div>", above=aside).attachments == ()


@pytest.mark.parametrize(
    "ticking",
    [
        "<p><a href=/tep/a.pdf>Biểu mẫu số 2</a> (đã tải {} lần)</p>",
        "<p><a href=/tep/a.pdf>Biểu mẫu số 2</a> ({} downloads)</p>",
        "<p>{} lượt chia sẻ</p>",
        "<div>Bình luận: {}</div>",
        "<p>Số lượt tải: {} lượt</p>",
    ],
)
def test_numbers_that_grow_with_readers_are_no_text(ticking):
    one, other = (read(TEXT + ticking.format(number)) for number in (17, "1.204"))
    assert one.body == other.body and not any("17" in text for text in one.body)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "<div class=spinner><p>Đang tải dữ liệu…</p></div>",
        "<p>Timeout expired. The timeout period elapsed prior to completion of the operation.</p>",
        "<p>Vui lòng đăng nhập để đọc toàn bộ bài viết.</p>",
        "<p>Lỗi kết nối cơ sở dữ liệu!</p>",
        "<p>Xin vui lòng đợi</p>",
        "<p>Dữ liệu đang được cập nhật</p>",
        "<p>Bạn không có quyền xem nội dung này</p>",
        "<p>Error establishing a database connection</p>",
        "<p>Nội dung không khả dụng</p>",
        "<p>Lỗi khi tải dữ liệu!</p>",
    ],
)
def test_a_frame_whose_text_failed_to_come_says_so(said):
    markup = (
        f"<title>{TITLE}</title><body><div><h2>{TITLE}</h2><i>27/08/2024</i><div>{said}</div></div></body>"
    )
    page = read_page(markup.encode(), URL)
    assert page.reason == NO_TEXT, page


def test_an_article_about_a_failure_is_text():
    said = "<p>Lỗi kết nối cơ sở dữ liệu đã được khắc phục trong sáng nay, người dân nộp hồ sơ trở lại.</p>"
    assert read(said + TEXT).body[-1] == LAST


def test_a_text_that_an_editor_left_blank_is_an_article_without_text():
    markup = f"<title>{TITLE}</title><body><div><h2>{TITLE}</h2><i>27/08/2024</i><div><p>&nbsp;</p></div></div></body>"
    page = read_page(markup.encode(), URL)
    assert (page.kind, page.reason) == ("article", None), page
