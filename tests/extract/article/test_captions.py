"""What is a caption, whatever it looks like, and what merely stands beside a picture."""

import pytest

from crawler.extract import read_page

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/tin/hoi-nghi-tong-ket.aspx"
TITLE = "Hội nghị tổng kết công tác năm"
FIRST = (
    "Sáng ngày 12/9, hội nghị tổng kết công tác văn thư, lưu trữ đã được tổ chức với 120 đại biểu tham dự."
)
LAST = "Năm tới, các phòng tiếp tục triển khai nhiệm vụ được giao và đưa công tác lưu trữ vào nền nếp chung."
PICTURE = "<p align=center><img src=/SiteFolders/a.jpg alt='anh tin bai'></p>"
SHOWN = "Lãnh đạo Văn phòng phát biểu tại hội nghị"


def paragraph(text, align="justify"):
    return f"<p style='text-align: {align}'>{text}</p>"


def read(content, above=""):
    markup = (
        f"<title>{TITLE}</title><div><h2>{TITLE}</h2>{above}{content}</div><div>Cơ quan chủ quản: Sở</div>"
    )
    page = read_page(markup.encode(), URL)
    assert page.kind == "article", page
    return page.article


def captions(article):
    return [caption.text for caption in article.captions]


@pytest.mark.parametrize("credit", ["Ảnh HNP", "Ảnh Xuân Hải", "Ảnh: Xuân Hải", "(Ảnh: Xuân Hải)"])
def test_the_photographer_on_a_line_below_belongs_to_the_caption(credit):
    lines = paragraph(f"{SHOWN}.", "center") + paragraph(credit, "center")
    article = read(paragraph(FIRST) + PICTURE + lines + paragraph(LAST))
    assert (captions(article), article.body) == ([f"{SHOWN}. {credit}"], (FIRST, LAST))


@pytest.mark.parametrize("look", ["<b>{}</b>", "<b><i>{}</i></b>"])
def test_a_sub_heading_below_a_picture_is_told_by_the_others(look):
    first, second = look.format("Đẩy mạnh chuyển đổi số"), look.format("Nâng cao chất lượng lưu trữ")
    article = read(
        paragraph(FIRST) + PICTURE + paragraph(first) + paragraph(LAST) + paragraph(second) + paragraph(FIRST)
    )
    assert captions(article) == []
    assert article.body == (FIRST, "Đẩy mạnh chuyển đổi số", LAST, "Nâng cao chất lượng lưu trữ", FIRST)


def test_a_sub_heading_in_the_block_of_a_picture_is_no_caption():
    picture = "<img src=/SiteFolders/a.jpg style='float: left'>"
    article = read(f"<p>{picture}<b>Đẩy mạnh chuyển đổi số</b></p>" + paragraph(FIRST) + paragraph(LAST))
    assert (captions(article), article.body) == ([], ("Đẩy mạnh chuyển đổi số", FIRST, LAST))


def test_a_picture_in_the_middle_of_a_sentence_parts_nothing():
    start, end = FIRST[:40], FIRST[40:]
    article = read(paragraph(f"{start}<img src=/SiteFolders/a.jpg>{end}") + paragraph(LAST))
    assert captions(article) == [] and len(article.body) == 2
    assert "".join(article.body[0].split()) == "".join(FIRST.split())


@pytest.mark.parametrize("frame", ["<p align=center><em>{}</em></p>", "<em><p align=center>{}</p></em>"])
def test_all_lines_between_two_pictures_that_look_like_a_caption_are_one(frame):
    first, second, third = (
        "Niềm vui của các em nhỏ...",
        "Xếp hàng từ sáng sớm đợi mở cửa",
        "Toàn cảnh hội sách",
    )
    gallery = PICTURE + frame.format(first) + frame.format(second) + PICTURE + frame.format(third)
    article = read(paragraph(FIRST) + paragraph(LAST) + gallery)
    assert (captions(article), article.body) == ([f"{first} {second}", third], (FIRST, LAST))


def test_the_user_who_typed_an_article_in_is_in_no_caption():
    user = "<p align=right><strong><em>admin admin</em></strong></p>"
    article = read(paragraph(FIRST) + PICTURE + f"<p align=center><em>{SHOWN}</em></p>" + user)
    assert (captions(article), article.author) == ([SHOWN], None)


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [("Kế hoạch tuyển dụng công chức năm 2019", False), ("KẾ HOẠCH", False), (SHOWN, True)],
)
def test_a_bold_line_that_opens_the_text_below_the_lead_picture_is_its_heading(line, is_caption):
    heading = paragraph(f"<b>{line}</b>", "center")
    article = read(f"<div>{PICTURE}</div><div>{heading}{paragraph(FIRST)}{paragraph(LAST)}</div>")
    assert captions(article) == [line] * is_caption
    assert article.body == (*[line] * (not is_caption), FIRST, LAST)


@pytest.mark.parametrize(
    "line",
    [
        "(Tài liệu đính kèm)",
        "Văn bản hướng dẫn kèm theo./.",
        "Bài 6: Kỷ niệm ngày thành lập quân đội (tải về tại đây)",
        "Hai là, gửi thông cáo báo chí và nội dung trả lời bằng văn bản",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký)",
        "Các đại biểu cũng được trao đổi về những băn khoăn ở từng điều luật.",
    ],
)
def test_what_no_caption_says_is_none_below_a_picture(line):
    article = read(paragraph(FIRST) + PICTURE + f"<p>{line}</p>" + paragraph(LAST))
    assert (captions(article), article.body) == ([], (FIRST, line, LAST))


@pytest.mark.parametrize(
    "heading",
    [
        "<p align=center><b>Phụ lục 1</b></p>",
        "<p align=center>Số: 15/TB-VP</p>",
        "<p>CHƯƠNG TRÌNH LỄ HỘI</p>",
        "<h3>Lịch thi đấu vòng bảng</h3>",
    ],
)
def test_what_opens_a_part_of_the_text_is_none_below_a_picture(heading):
    long = f"<p style='text-align: justify; text-indent: 36pt'>{FIRST} {LAST}</p>"
    article = read(long + PICTURE + heading + long + long)
    assert captions(article) == [] and len(article.body) == 4


@pytest.mark.parametrize(
    "told",
    [
        "Đoàn đã đến thăm kho lưu trữ và tặng quà cho cán bộ trông coi kho.",
        "Ông Thạch Sóc chia sẻ: “Tài liệu của ấp nay được giữ gìn cẩn thận”.",
    ],
)
def test_what_tells_a_story_between_two_pictures_is_text(told):
    article = read(paragraph(FIRST) + PICTURE + paragraph(told) + PICTURE + paragraph(LAST))
    assert (captions(article), article.body) == ([], (FIRST, told, LAST))


def test_a_plain_line_without_a_stop_below_a_picture_is_a_caption_where_all_text_has_stops():
    set_apart = "<p align=center><i>Quang cảnh buổi làm việc</i></p>"
    plain = PICTURE + paragraph("Tuyến đường hoa ở xã An Mỹ") + paragraph(LAST) + PICTURE + set_apart
    article = read(paragraph(FIRST) + plain + paragraph(LAST))
    assert captions(article) == ["Tuyến đường hoa ở xã An Mỹ", "Quang cảnh buổi làm việc"]


def test_a_caption_below_a_list_is_no_part_of_it():
    listed = paragraph("Người dân cần:") + "<ul><li>Rửa lu mỗi tuần;</li><li>Ngủ mùng.</li></ul>"
    article = read(paragraph(FIRST) + listed + PICTURE + f"<p>{SHOWN}</p>" + paragraph(LAST))
    assert captions(article) == [SHOWN]


@pytest.mark.parametrize("line", ["Toàn cảnh hội nghị.", "Quang cảnh lớp học", "Ảnh minh họa."])
def test_what_names_a_view_is_a_caption_however_plain(line):
    article = read(paragraph(FIRST) + PICTURE + paragraph(line) + paragraph(LAST))
    assert (captions(article), article.body) == ([line], (FIRST, LAST))


CAPTION = f"<em>{SHOWN}</em>"
IMAGE = "<img src=/SiteFolders/a.jpg>"


@pytest.mark.parametrize(
    "pictured",
    [
        f"{PICTURE}<p align=center>{CAPTION}</p>",
        f"{PICTURE}<p>&nbsp;</p><p></p><p align=center>{CAPTION}</p>",
        f"<p align=center>{CAPTION}</p>{PICTURE}",
        f"<p align=center>{IMAGE}{CAPTION}</p>",
        f"<p align=center>{IMAGE}<br>{CAPTION}</p>",
        f"{PICTURE}{PICTURE}{PICTURE}<p align=center>{CAPTION}</p>",
        f"<p align=center>{IMAGE}&nbsp;{IMAGE}</p><p align=center>{CAPTION}</p>",
        f"{PICTURE}<p align=center><em>Lãnh đạo Văn phòng<br>phát biểu tại hội nghị</em></p>",
        f"{PICTURE}<p align=center><em>Lãnh đạo Văn phòng</em></p><p align=center><em>phát biểu tại hội nghị</em></p>",
        f"<figure>{IMAGE}<figcaption>{SHOWN}</figcaption></figure>",
        f"<table><tr><td>{IMAGE}</td></tr><tr><td>{SHOWN}</td></tr></table>",
        f"<ul><li>{IMAGE}<br>{CAPTION}</li></ul>",
        f"<table><tr><td>{IMAGE}</td><td>{SHOWN}</td></tr></table>",
        f"<table><tr><td>{IMAGE}</td><td>{IMAGE}</td></tr><tr><td colspan=2>{SHOWN}</td></tr></table>",
    ],
)
def test_wherever_a_caption_stands(pictured):
    article = read(paragraph(FIRST) + pictured + paragraph(LAST))
    assert (captions(article), article.body) == ([SHOWN], (FIRST, LAST))


@pytest.mark.parametrize("line", ["* * *", "KHẨU HIỆU TUYÊN TRUYỀN", "- Nội dung thứ nhất của hội nghị"])
@pytest.mark.parametrize("pictured", ["", PICTURE])
def test_a_short_centred_line_that_shows_nothing_is_text(line, pictured):
    article = read(paragraph(FIRST) + pictured + paragraph(line, "center") + paragraph(LAST))
    assert (captions(article), article.body) == ([], (FIRST, line, LAST))


@pytest.mark.parametrize(
    "pictured",
    [
        "<div class=detail__avatar><a href=/a.jpg><img src=/a.jpg></a><div class=avatar-desc>{}</div></div>",
        "<div><img src=/a.jpg></div><div class='PhotoCMS_Caption'><p>{}</p></div>",
        "<figure><img src=/a.jpg><figcaption>{}</figcaption></figure>",
        "<div><a href=/a.jpg title='{}'><img src=/a.jpg></a></div><p>{}</p>",
        "<div><img src=/a.jpg alt='{}'></div><p>{}</p>",
    ],
)
def test_a_text_that_the_markup_calls_a_caption(pictured):
    text = "Người dân yêu cầu được hướng dẫn cụ thể hơn về thủ tục."
    article = read(paragraph(FIRST) + pictured.replace("{}", text) + paragraph(LAST))
    assert (captions(article), article.body) == ([text], (FIRST, LAST))


def test_a_picture_that_loads_late_has_its_address_beside_that_of_the_place_holder():
    late = "<figure><img src=/images/loading.gif data-original=/SiteFolders/a.jpg>"
    article = read(paragraph(FIRST) + f"{late}<figcaption>{SHOWN}</figcaption></figure>" + paragraph(LAST))
    assert [(caption.text, caption.image_url) for caption in article.captions] == [
        (SHOWN, "https://vpub.soctrang.gov.vn/SiteFolders/a.jpg")
    ]


def test_sentences_beside_a_picture_are_text():
    row = f"<table><tr><td>{IMAGE}</td><td><p>{FIRST}</p><p>{LAST}</p></td></tr></table>"
    article = read(row + paragraph(LAST))
    assert (captions(article), article.body) == ([], (FIRST, LAST, LAST))


@pytest.mark.parametrize("flows", ["align=left", "style='float: right'"])
def test_text_that_flows_around_a_picture_is_the_article_s(flows):
    around = f"<p><img src=/SiteFolders/a.jpg {flows}>{LAST}</p>"
    article = read(f"<p>&nbsp;&nbsp;&nbsp; {FIRST} {LAST}</p>{around}<p>Phòng Nội chính</p>")
    assert (captions(article), article.body) == ([], (f"{FIRST} {LAST}", LAST))


@pytest.mark.parametrize(
    "line",
    [
        "<p align=center>Đoàn công tác khảo sát kho lưu trữ</p>",
        "<p align=center>PGS.TS. Trần Thị Bé trình bày tham luận</p>",
        "<p align=center>Ảnh: Xuân Hải</p>",
        "<figcaption>Hội Nông dân tỉnh</figcaption>",
        "<p>Hình 1. Sơ đồ kho lưu trữ</p>",
    ],
)
def test_the_last_line_of_the_text_may_be_a_caption(line):
    signed = "<p align=right><b>Phòng Nội chính</b></p>"
    article = read(paragraph(FIRST) + paragraph(LAST) + f"<figure>{IMAGE}{line}</figure>" + signed)
    assert len(captions(article)) == 1
    assert (article.body, article.department) == ((FIRST, LAST), "Phòng Nội chính")


def test_what_reads_as_a_signature_above_the_last_paragraph_is_a_caption():
    line = "<p align=center>Ban Chấp hành Hội Lưu trữ</p>"
    article = read(paragraph(FIRST) + PICTURE + line + paragraph(LAST))
    assert (captions(article), article.body) == (["Ban Chấp hành Hội Lưu trữ"], (FIRST, LAST))


@pytest.mark.parametrize(
    ("line", "author", "department"),
    [
        ("<p align=right><em>Hải Yến</em></p>", "Hải Yến", None),
        ("<p align=right><em>Ngân</em></p>", "Ngân", None),
        ("<p><em>Bài và ảnh: Hải Yến</em></p>", "Hải Yến", None),
        ("<p><em>Phòng Nội chính</em></p>", None, "Phòng Nội chính"),
    ],
)
def test_who_signs_below_the_last_picture_is_no_caption(line, author, department):
    article = read(paragraph(FIRST) + paragraph(LAST) + PICTURE + line)
    assert (captions(article), article.author, article.department) == ([], author, department)


def test_where_captions_are_set_apart_what_looks_as_the_text_does_is_text():
    told = "Lãnh đạo các đơn vị ký kết giao ước thi đua, quyết tâm hoàn thành chỉ tiêu được giao."
    captioned = f"{PICTURE}<p align=center><em>{SHOWN}</em></p>"
    article = read(paragraph(FIRST) + PICTURE + paragraph(told) + captioned + paragraph(LAST))
    assert (captions(article), article.body) == ([SHOWN], (FIRST, told, LAST))


def test_a_picture_and_a_line_alone_in_one_box():
    said = "Bà con nhận quà trong ngày hội."
    box = "<div class=card><div><img src='/SiteFolders/b.jpg'></div><div class=small>{}</div></div>"
    loose = "<div><img src='/SiteFolders/b.jpg'><span>{}</span></div>"
    centred = PICTURE + paragraph(SHOWN, "center")
    assert captions(read(f"<p>{FIRST}</p>{loose.format(said)}<p>{LAST}</p>{centred}")) == [said, SHOWN]
    for text in (box.format(said) + f"<p>{FIRST}</p>", f"<p>{FIRST}</p>{box.format(said)}"):
        article = read(f"<p>{LAST}</p>{text}<p>{FIRST}</p>")
        assert (captions(article), said in article.body) == ([said], False)
    assert captions(read(box.format(FIRST) + f"<p>{LAST}</p>")) == []


def test_who_signs_below_a_picture_is_no_caption_of_it():
    article = read("<div><section><p><img src='/SiteFolders/b.jpg'></p><p>Hồng Gấm</p></section></div>")
    assert captions(article) == []
