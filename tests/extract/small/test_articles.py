"""Small pages, each with one thing above, in or below the text that is easily taken for another."""

from __future__ import annotations

import pytest

from crawler.extract import read_page
from tests.support.facts import HOST
from tests.support.skins import path

TITLE = "Hội chợ làng nghề của tỉnh"
ONE = "Sáng nay tại trung tâm xã, nhiều hộ đã bày bán hàng của mình và thăm hỏi nhau rất vui."
TWO = "Đến trưa trời mưa to nên hội chợ được dời vào nhà văn hóa và kéo dài tới tận tối muộn."
NOTE = "Hàng hóa rất đa dạng"
DAY = "<p>05/09/2024 08:15</p>"
TEXT = f"<p>{ONE}</p><p>{TWO}</p>"
LINKS = "".join(
    f"<li><a href='{path(n)}'>Tin tức số {n} của huyện trong tuần</a></li>" for n in range(392002, 392006)
)
PERMIT = (
    "Giấy phép số 12/GP-UBND ngày 05 tháng 8 năm 2024 cho phép Công ty khai thác cát trên đoạn sông Hậu qua ba xã ven"
    " sông của huyện trong thời hạn năm năm. Theo đó công ty được đưa sáu phương tiện vào khai thác, chỉ làm việc ban"
    " ngày và phải thả phao chỉ giới. Bà con hai bên bờ mong công ty giữ đúng lời hứa, vì mùa mưa năm ngoái bờ sông đã"
    " sạt lở nhiều đoạn và mất cả vườn cây."
)
NOTICE = "Khi phát hành lại thông tin trên trang này phải ghi rõ nguồn cổng thông tin điện tử của tỉnh và của huyện"
OTHERS = f"<div><h3>Các tin khác</h3><ul>{LINKS}</ul></div>"
MANY = " | ".join([("rất vui và đông " * 5).strip()] * 4)
NAMES = "Hải Yến, Thu Hà, Văn Bình, Minh Thu, Lê Vũ, Hải An, Thu Yến, Văn Hà"
POINTS = "<li>Gạo ngon</li><li>Muối trắng</li>"
FILE = "<a href='/f/ke-hoach.pdf'>Kế hoạch hội chợ</a>"


def article(body: str, above: str = ""):
    """The article of a page with `body` below its title."""
    html = f"<html><body>{above}<h1>{TITLE}</h1>{body}</body></html>"
    found = read_page(html.encode(), HOST + path(392001), portal="soctrang").article
    assert found is not None
    return found


BODIES = {
    "one short line above a box": (f"{DAY}<p>{NOTE}</p>{OTHERS}", [NOTE]),
    "a sentence apart from the text, above a box": (
        f"{DAY}<div>{TEXT}</div><p>Mọi người đều hài lòng.</p>{OTHERS}", [ONE, TWO, "Mọi người đều hài lòng."]
    ),
    "the heading of a box, above it": (f"{DAY}<div>{TEXT}</div><p>{NOTE}</p>{OTHERS}", [ONE, TWO]),
    "a short line beside the text, above a box": (f"{DAY}{TEXT}<p>{NOTE}</p>{OTHERS}", [ONE, TWO, NOTE]),
    "a short line below a picture, above a box": (
        f"{DAY}<div>{TEXT}<p><img src='/a.jpg'></p></div><p>Hàng hóa đã được đưa tới;</p>{OTHERS}",
        [ONE, TWO, "Hàng hóa đã được đưa tới;"],
    ),
    "a note below a picture, above a box": (
        f"{DAY}<div>{TEXT}</div><div><img src='/a.jpg'></div><p>{NOTE} và vui nhộn;</p>{OTHERS}",
        [ONE, TWO, f"{NOTE} và vui nhộn;"],
    ),
    "the time and place of an event right below the title": (
        f"<p>Thời gian: 06/09/2024</p><p>Địa điểm: Nhà văn hóa xã</p>{TEXT}",
        ["Thời gian: 06/09/2024", "Địa điểm: Nhà văn hóa xã", ONE, TWO],
    ),
    "the day of an event under its heading": (
        f"<p>Thời gian</p><p>06/09/2024</p>{TEXT}", ["Thời gian", "06/09/2024", ONE, TWO]
    ),
    "buttons in a box between the blocks of summary and text": (
        f"{DAY}<div><p>{ONE}</p></div><aside><a href='#'>In trang</a></aside><div><p>{TWO}</p></div>",
        [ONE, TWO],
    ),
    "a unit apart from the text, above a box": (f"{DAY}<div>{TEXT}</div><p>Phòng Nội chính</p>{OTHERS}", [ONE, TWO]),
    "a form below the text": (
        f"{DAY}<div>{TEXT}</div><div><label>Họ tên của bạn</label><input type='text'></div>", [ONE, TWO]
    ),
    "a field with its label beside the last paragraph": (
        f"{DAY}<div>{TEXT}<div>Bình luận <input type='text'></div></div>", [ONE, TWO]
    ),
    "a form beside the last paragraph": (
        f"{DAY}<div>{TEXT}<form><label>Email</label><input type='email'></form></div>", [ONE, TWO]
    ),
    "a long paragraph that begins as a footer does": (
        f"{DAY}<p>{ONE}</p><p>{PERMIT}</p><p>{TWO}</p>", [ONE, PERMIT, TWO]
    ),
    "a long paragraph that begins as key words do": (
        f"{DAY}<p>{ONE}</p><p>Từ khóa: {PERMIT}</p><p>{TWO}</p>", [ONE, f"Từ khóa: {PERMIT}", TWO]
    ),
    "stars to be given, above the text": (f"{DAY}<p>Đánh giá bài viết</p><div>{TEXT}</div>", [ONE, TWO]),
    "buttons between summary and text": (
        f"{DAY}<div><p>{ONE}</p><div><a href='#'>In trang</a> <a href='#'>Gửi email</a></div><p>{TWO}</p></div>",
        [ONE, TWO],
    ),
    "documents in a box within the text": (
        f"{DAY}<p>{ONE}</p><div><p>Tệp đính kèm</p><p>{FILE}</p></div><p>{TWO}</p>", [ONE, TWO]
    ),
    "a document below a line that announces none": (
        f"{DAY}{TEXT}<div><p>Xem thêm ở đây</p><p>{FILE}</p></div>",
        [ONE, TWO, "Xem thêm ở đây", "Kế hoạch hội chợ"],
    ),
    "documents within the frame of the last paragraph": (
        f"{DAY}<p>{ONE}</p><div>{TWO}<div>Tệp đính kèm</div>{FILE}</div>",
        [ONE, TWO, "Tệp đính kèm", "Kế hoạch hội chợ"],
    ),
    "a box of documents that its class alone sets apart": (
        f"{DAY}<div>{TEXT}<p class='attach'>Tệp đính kèm</p><p>{FILE}</p></div>", [ONE, TWO]
    ),
    "a document announced within the text": (
        f"{DAY}<p>{ONE}</p><p>Tệp đính kèm: {FILE}</p><p>{TWO}</p>",
        [ONE, "Tệp đính kèm: Kế hoạch hội chợ", TWO],
    ),
    "a link to a page, announced as a document on its line": (
        f"{DAY}<div>{TEXT}</div><p>Tệp đính kèm: <a href='/khac/'>Tin khác</a></p>",
        [ONE, TWO, "Tệp đính kèm: Tin khác"],
    ),
    "a name and no day": (f"<p>Hải Yến | 45/09/2024</p>{TEXT}", ["Hải Yến | 45/09/2024", ONE, TWO]),
    "a long line with bars that begins with a day": (
        f"<p>05/09/2024 | {MANY}</p>{TEXT}", [f"05/09/2024 | {MANY}", ONE, TWO]
    ),
    "more names than sign": (
        f"{DAY}{TEXT}<p align='right'><b>{NAMES}</b></p>", [ONE, TWO, NAMES]
    ),
    "what is raised, lowered or struck": (
        f"{DAY}<p>{ONE}</p><p>Giá 5 m<sup>2</sup> đất và <s>cũ</s> mới</p><p>{TWO}</p>",
        [ONE, "Giá 5 m² đất và ~~cũ~~ mới", TWO],
    ),
    "hours that are raised": (
        f"{DAY}<p>{ONE}</p><p>Lúc 7<sup>h</sup> sáng</p><p>{TWO}</p>", [ONE, "Lúc 7h sáng", TWO]
    ),
    "what is struck over two lines": (
        f"{DAY}<p>{ONE}</p><p><s>Giá <br>cũ</s> và mới</p><p>{TWO}</p>", [ONE, "~~Giá~~ ~~cũ~~ và mới", TWO]
    ),
    "points with letters": (
        f"{DAY}<p>{ONE}</p><ol type='a'>{POINTS}</ol><p>{TWO}</p>", [ONE, "a. Gạo ngon", "b. Muối trắng", TWO]
    ),
    "points with Roman numbers": (
        f"{DAY}<p>{ONE}</p><ol type='I'>{POINTS}</ol><p>{TWO}</p>", [ONE, "I. Gạo ngon", "II. Muối trắng", TWO]
    ),
    "points counted down": (
        f"{DAY}<p>{ONE}</p><ol reversed>{POINTS}</ol><p>{TWO}</p>", [ONE, "Gạo ngon", "Muối trắng", TWO]
    ),
    "the days of a programme": (
        f"{DAY}<p>{ONE}</p><p>06/09/2024</p><p>{TWO}</p><p>07/09/2024</p><p>{ONE}</p>",
        [ONE, "06/09/2024", TWO, "07/09/2024", ONE],
    ),
    "the time of an event": (
        f"{DAY}<p>{ONE}</p><p>Thời gian: 14:00 ngày 06/09/2024</p><p>Địa điểm: Nhà văn hóa xã</p>",
        [ONE, "Thời gian: 14:00 ngày 06/09/2024", "Địa điểm: Nhà văn hóa xã"],
    ),
    "the title once more": (f"{DAY}<h2>{TITLE.upper()}</h2>{TEXT}", [ONE, TWO]),
    "a list of other news within the text": (
        f"{DAY}<div><p>{ONE}</p><ul>{LINKS}</ul><p>{TWO}</p></div>", [ONE, TWO]
    ),
    "a list of other news apart from the text": (f"{DAY}<div>{TEXT}</div><div>{LINKS}</div>", [ONE, TWO]),
    "a notice below a box that is apart from the text": (
        f"<div>{DAY}<div>{TEXT}</div>{OTHERS}<p>{NOTICE}</p></div>", [ONE, TWO]
    ),
    "the footer, right below": (
        f"{DAY}<div>{TEXT}</div><div>Địa chỉ: 01 Hùng Vương, điện thoại: 0299.3822339</div>", [ONE, TWO]
    ),
    "two names below each other": (
        f"{DAY}{TEXT}<p align='right'><b>Hải Yến</b></p><p align='right'><b>Thu Hà</b></p>", [ONE, TWO, "Hải Yến"]
    ),
    "names that a colon introduces": (
        f"{DAY}{TEXT}<p>Đội thắng cuộc:</p><p>Hải Yến</p>", [ONE, TWO, "Đội thắng cuộc:", "Hải Yến"]
    ),
    "a link that leads nowhere within a sentence": (
        f"{DAY}<div><p>{ONE}</p><p>Bà con xem <a href='#'>bản đồ</a> để biết đường đi.</p><p>{TWO}</p></div>",
        [ONE, "Bà con xem bản đồ để biết đường đi.", TWO],
    ),
    "a link to a page, announced as a document": (
        f"{DAY}<div>{TEXT}</div><p>Tài liệu đính kèm:</p><p><a href='/ban-do/'>Bản đồ quy hoạch</a></p>",
        [ONE, TWO, "Tài liệu đính kèm:", "Bản đồ quy hoạch"],
    ),
    "units that a colon introduces": (
        f"{DAY}{TEXT}<p>Nơi nhận quà:</p><p>Phòng Nội chính</p><p>Phòng Tài chính</p>",
        [ONE, TWO, "Nơi nhận quà:", "Phòng Nội chính", "Phòng Tài chính"],
    ),
    "a unit below a sentence that a colon introduces": (
        f"{DAY}<p>{TWO}</p><p>Xã cho biết:</p><p>{ONE}</p><p>Phòng Tài chính</p>",
        [TWO, "Xã cho biết:", ONE],
    ),
    "a name below units that a colon introduces": (
        f"{DAY}{TEXT}<p>Nơi nhận quà:</p><p>Phòng Nội chính</p><p>Phòng Tài chính</p><p>Hải Yến</p>",
        [ONE, TWO, "Nơi nhận quà:", "Phòng Nội chính", "Phòng Tài chính"],
    ),
    "who typed it in, above a picture": (
        f"{DAY}{TEXT}<p>Phòng Tài chính</p><p>Người đăng: admin</p><p><img src='/a.jpg'></p>",
        [ONE, TWO],
    ),
    "a name that no sentence is above": (
        f"{DAY}<div>{ONE}<br><br>{TWO}<br><br>Mọi người đều<br>Hải Yến</div>",
        [ONE, TWO, "Mọi người đều Hải Yến"],
    ),
    "an office and a name on the last lines of a block": (
        f"{DAY}<div>{ONE}<br><br>{TWO}<br><br>CHỦ TỊCH<br><br><b>Trần Văn Lâu</b></div>",
        [ONE, TWO, "CHỦ TỊCH", "Trần Văn Lâu"],
    ),
    "a link that a button leads to": (
        f"{DAY}<div><p>{ONE}</p><p>Tải về: <a href='/khac'>trang khác</a></p><p>{TWO}</p></div>",
        [ONE, "Tải về: trang khác", TWO],
    ),
    "a table of documents without one": (
        f"{DAY}{TEXT}<table><tr><td>Tên tệp</td><td>Tải về</td></tr><tr><td>Kế hoạch</td><td>Chưa có</td></tr></table>",
        [ONE, TWO],
    ),
    "readers' comments below a list within the frame": (
        f"{DAY}<div>{TEXT}<ul>{LINKS}</ul><p>Bình luận</p><p>{ONE}</p></div>",
        [ONE, TWO],
    ),
    "a unit below a sentence": (f"{DAY}{TEXT}<p>Phòng Tài chính</p>", [ONE, TWO]),
    "a document that is reproduced": (
        f"{DAY}{TEXT}<p align='center'><b>CHỦ TỊCH</b></p><p align='center'><b>Trần Văn Lâu</b></p>",
        [ONE, TWO, "CHỦ TỊCH", "Trần Văn Lâu"],
    ),
    "who typed it in": (f"{DAY}{TEXT}<p>Người đăng: admin</p>", [ONE, TWO]),
    "a name on the last line of a block": (f"{DAY}<div>{ONE}<br><br>{TWO}<br><br><b>Hải Yến</b></div>", [ONE, TWO]),
    "a footnote below the name": (
        f"{DAY}{TEXT}<p align='right'><b>Hải Yến</b></p><p><a href='#r1'>[1]</a> Theo số liệu của xã.</p>",
        [ONE, TWO, "[1] Theo số liệu của xã."],
    ),
    "where to read more, below the name": (
        f"{DAY}{TEXT}<p align='right'><b>Hải Yến</b></p><p>(Xem chi tiết trong tệp đính kèm)</p>",
        [ONE, TWO, "(Xem chi tiết trong tệp đính kèm)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_the_text_is_read_and_nothing_else(name):
    body, expected = BODIES[name]
    found = article(body)
    assert [*filter(None, (found.summary,)), *found.body] == expected


def test_the_clock_of_the_page_is_no_date_of_the_article():
    names = "<p>Cổng thông tin</p><p>Xã Hòa An</p><p>Tỉnh Sóc Trăng</p>"
    assert article(TEXT, f"<p>Thứ Tư, 11/09/2024</p>{names}").published_at is None


def test_a_caption_may_be_the_first_line_of_the_paragraph_below_its_picture():
    caption = "Người dân mua hàng tại chợ xã."
    body = f"<p align='center'><img src='/a.jpg'><br><i>{caption}</i><br>{TWO} {ONE} {TWO}</p>"
    found = article(f"{DAY}<p>{ONE}</p>{body}<p>{TWO}</p>")
    assert [each.text for each in found.captions] == [caption]
    assert found.body == (ONE, f"{TWO} {ONE} {TWO}", TWO)


CATEGORIES = {
    "behind a label": ("", "<p>05/09/2024 | Chuyên mục: Tin huyện</p>", "Tin huyện"),
    "the last step of a path": ("<p>Trang chủ » Tin tức » Tin huyện</p>", DAY, "Tin huyện"),
    "a path with the title": (f"<p>Trang chủ » Tin huyện » {TITLE}</p>", DAY, "Tin huyện"),
    "a path with the title cut": ("<p>Trang chủ » Tin huyện » Hội chợ làng nghề...</p>", DAY, "Tin huyện"),
    "a path of links without marks": (
        "<p><a href='/'>Trang chủ</a><a href='/vpubnd/1292/32237/63645/'>Tin huyện</a></p>", DAY, "Tin huyện"
    ),
    "a path that ends with the kind of page": ("<p>Trang chủ » Tin huyện » Chi tiết tin</p>", DAY, "Tin huyện"),
    "in capitals, as the menu does not have it": (
        "<ul><li>Tin huyện</li></ul><p>Trang chủ » TIN HUYỆN</p>", DAY, "Tin huyện"
    ),
    "as the path spells it": (
        "<ul><li>Tin Huyện</li></ul><p>Trang chủ » Tin huyện</p>",
        DAY,
        "Tin huyện",
    ),
    "a list linked right above": (
        "<p><a href='/vpubnd/1292/32237/63645/'>Tin huyện</a></p>", DAY, "Tin huyện"
    ),
    "a list linked right below": (
        "", f"<p><a href='/vpubnd/1292/32237/63645/'>Tin huyện</a></p>{DAY}", "Tin huyện"
    ),
    "a menu right above": (
        "<ul><li><a href='/vpubnd/1292/32237/63644/'>Tin tỉnh</a></li>"
        "<li><a href='/vpubnd/1292/32237/63645/'>Tin huyện</a></li></ul>", DAY, None
    ),
    "above a box of other news": (f"<p>Trang chủ » Tin huyện</p>{OTHERS * 3}", DAY, "Tin huyện"),
    "nowhere": ("<p>Chào bạn</p>", DAY, None),
}  # fmt: skip


@pytest.mark.parametrize("name", CATEGORIES)
def test_the_category_is_read_and_nothing_else(name):
    above, below, expected = CATEGORIES[name]
    assert article(below + TEXT, above).category == expected


FILES = {
    "a box below the text": f"<div>{TEXT}</div><div><p>Tệp đính kèm:</p><p>{FILE}</p></div>",
    "a box with its size": f"<div>{TEXT}</div><div><p>Tệp đính kèm:</p><p>{FILE} (1,2 MB)</p></div>",
    "a table with its number": f"{TEXT}<p>Tệp đính kèm</p><table><tr><td>1</td><td>{FILE}</td></tr></table>",
    "a table that says so in its head": (
        f"{TEXT}<table><tr><td>Tên tệp</td><td>Tải về</td></tr><tr><td>Kế hoạch hội chợ</td>"
        "<td><a href='/f/ke-hoach.pdf'>Tải về</a></td></tr></table>"
    ),
    "a button beside the name": f"{TEXT}<p>Kế hoạch hội chợ <a href='/f/ke-hoach.pdf'>Tải về</a></p>",
    "two links to one document": f"{TEXT}<p>{FILE}</p><p>{FILE}</p>",
    "a link over two lines": f"{TEXT}<p><a href='/f/ke-hoach.pdf'>Kế hoạch<br>hội chợ</a></p>",
    "a box beside the text": f"<div>{TEXT}</div><aside><p>Tệp đính kèm</p><p>{FILE}</p></aside>",
    "a box within the text": f"<p>{ONE}</p><aside><h4>Tài liệu đính kèm</h4>{FILE}</aside><p>{TWO}</p>",
    "a picture of a clip": f"{TEXT}<div><img src='/images/attach.gif'> {FILE}</div>",
}


@pytest.mark.parametrize("name", FILES)
def test_a_document_is_attached_by_its_name(name):
    found = article(DAY + FILES[name])
    assert [(each.url, each.title) for each in found.attachments] == [
        (f"{HOST}/f/ke-hoach.pdf", "Kế hoạch hội chợ")
    ]


OTHER_HEADS = "<td>Số</td><td>Tên</td>"
OTHER_ROW = "<td>Tên tệp</td><td>Tải về</td></tr><tr><td>Gạo</td><td>5 tấn</td>"


@pytest.mark.parametrize("above", [OTHER_HEADS, OTHER_ROW], ids=["other heads", "a row without a document"])
def test_a_table_that_is_not_all_of_documents_is_part_of_the_text(above):
    found = article(f"{DAY}{TEXT}<table><tr>{above}</tr><tr><td>5</td><td>{FILE}</td></tr></table>")
    assert found.tables[0][-1] == ("5", "Kế hoạch hội chợ")


def test_the_markup_of_a_text_is_that_of_its_lines_alone():
    found = article(f"<div>{DAY}<div>{TEXT}</div>{OTHERS}</div>")
    assert "Các tin khác" not in found.body_html and found.body_html.count("<p>") == 2


def test_a_video_in_a_box_of_other_news_is_none_of_the_article():
    video = "<div><div><div><iframe src='https://www.youtube.com/embed/abc123'></iframe></div></div></div>"
    found = article(f"<div>{DAY}{TEXT}<aside><h4>Tin liên quan</h4>{video}<ul>{LINKS}</ul></aside></div>")
    assert found.body == (ONE, TWO) and found.attachments == ()
