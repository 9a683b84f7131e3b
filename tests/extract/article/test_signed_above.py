"""Signatures with something below them, beside marks and units, and lists of units that are none."""

import pytest

from crawler.extract.vocabulary.signatures import read_signature
from tests.extract.article.test_layouts import FIRST, LAST, PICTURE, TEXT, read

NAME = "Lâm Bảo Trân"
SIGNED = f"<p style='text-align:right'><i>{NAME}</i></p>"
FRAMED = "Trường được thành lập năm 1985 và hiện có hơn một nghìn học sinh."
ROWS = "<tr><td>Lớp</td><td>Sĩ số</td></tr><tr><td>10A</td><td>45</td></tr><tr><td>10B</td><td>44</td></tr>"


@pytest.mark.parametrize(
    ("below", "body"),
    [
        (f"<table border=1>{ROWS}</table>", ()),
        (f"<table><tr><td bgcolor=#eee>{FRAMED}</td></tr></table>", (FRAMED,)),
        ("<p>(Xem nội dung trong file gửi kèm)</p>", ("(Xem nội dung trong file gửi kèm)",)),
        (
            "<p>Mời tải danh sách lớp theo tập tin bên dưới.</p>",
            ("Mời tải danh sách lớp theo tập tin bên dưới.",),
        ),
        ("<div><a href='/giao-duc'>Quay về Giáo dục và Đào tạo</a></div>", ()),
        ("<p>Bản in</p>", ()),
    ],
)
def test_a_name_set_right_signs_above_what_is_added(below, body):
    article = read(TEXT + SIGNED + below)
    assert (article.author, article.body) == (NAME, (FIRST, LAST, *body))


def test_a_name_in_the_cells_of_a_frame_signs_nothing():
    framed = f"<table><tr><td><p>{FRAMED}</p><p align=right>{NAME}</p></td></tr></table>"
    assert read(TEXT + framed).author in (None, NAME)
    assert FRAMED in read(TEXT + framed + f"<p>{LAST}</p>").body


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("~ Hải Yến", "author", "Hải Yến"),
        ("• Thu Hà", "author", "Thu Hà"),
        ("Minh Thư ( Trung tâm Y tế )", "author", "Minh Thư (Trung tâm Y tế)"),
        ("Phòng Kế hoạch – Tài Chính", "department", "Phòng Kế hoạch – Tài Chính"),
        ("Ban Văn hóa - Xã Hội", "department", "Ban Văn hóa - Xã Hội"),
        ("Phòng Quản lý Bến - Bãi Xe", "department", "Phòng Quản lý Bến - Bãi Xe"),
        ("Văn phòng UBND huyện Mỹ Xuyên - Hải Yến", "author", "Văn phòng UBND huyện Mỹ Xuyên - Hải Yến"),
    ],
)
def test_marks_and_units_beside_names(line, kind, value):
    signed = read_signature(line, marked=True)
    assert signed is not None and (signed.kind, signed.value) == (kind, value)


def test_the_last_of_a_list_of_units_is_text_below_one_that_says_more():
    units = ("UBND phường Hoa Sen", "UBND xã Phú Mỹ nay là phường Phú Mỹ.", "UBND xã Long Hưng, huyện Mỹ Tú")
    listed = "".join(f"<li><p>{unit}</p></li>" for unit in units)
    article = read(f"<p>{FIRST}</p><p>Đạt giải có:</p><ol>{listed}</ol>")
    assert article.department is None and units[-1] in article.body[-1]


@pytest.mark.parametrize("form", ["<ol>{}</ol>", "{}"])
def test_the_last_of_a_list_of_units_is_text(form):
    units = ("Trường Mầm non Hoa Sen, phường 3", "Trường Tiểu học số 2.", "Phòng Y tế thị xã Vĩnh Châu")
    listed = "".join(f"<li><p>{unit}</p></li>" if "ol" in form else f"<p>{unit}</p>" for unit in units)
    article = read(f"<p>{FIRST}</p><p>Đạt giải có:</p>{form.format(listed)}")
    assert article.department is None
    assert all(any(unit in text for text in article.body) for unit in units)


def test_a_caption_in_the_middle_above_a_name_set_right_is_no_unit():
    shown = "Đội Cảnh sát giao thông hướng dẫn học sinh"
    article = read(f"{TEXT}{PICTURE}<p align=center>{shown}</p>{SIGNED}")
    assert ([caption.text for caption in article.captions], article.department) == ([shown], None)
    assert article.author == NAME


REACHED = "<p>Địa chỉ: Số 9 đường Lê Lợi - Điện thoại: 0299 3822000 - Email: vp@x.vn</p>"


def test_how_to_reach_the_office_below_the_article_hides_no_signature():
    article = read(f"<div>{TEXT}{SIGNED}</div><div class=chan-trang>{REACHED}</div>")
    assert (article.author, article.body) == (NAME, (FIRST, LAST))


def test_how_to_reach_an_office_among_the_paragraphs_is_text():
    assert len(read(f"<div><p>{FIRST}</p>{REACHED}<p>{LAST}</p></div>").body) == 3


def test_who_signs_below_a_table_that_a_text_introduces_is_in_no_list():
    signed = f"<p>{NAME}</p><p><b>Phòng Văn hóa và Thông tin</b></p>"
    article = read(f"{TEXT}<p>Các văn bản đáng chú ý:</p><table border=1>{ROWS}</table>{signed}")
    assert (article.author, article.department) == (NAME, "Phòng Văn hóa và Thông tin")
