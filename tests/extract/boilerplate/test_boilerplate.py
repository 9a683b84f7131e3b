"""What skins put around an article: buttons, boxes, tabs of their own, the category and the documents."""

import unicodedata

import pytest

from crawler.extract import read_page
from crawler.extract.boilerplate.controls import is_stop

TITLE = "Ra mắt câu lạc bộ hưu trí phường"
ADDRESS = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/"
URL = f"{ADDRESS}392000/Tin-tuc/ra-mat-cau-lac-bo-huu-tri-phuong.aspx"
ANOTHER = f"{ADDRESS}391001/Tin-tuc/hop-giao-ban-cum-thi-dua.aspx"
FIRST = "Sáng ngày 5/9, phường ra mắt câu lạc bộ hưu trí gồm 45 thành viên là cán bộ đã nghỉ công tác."
LAST = "Câu lạc bộ sinh hoạt mỗi tháng một lần vào chiều thứ sáu tuần đầu của tháng."
TEXT = f"<div><p>{FIRST}</p><p>{LAST}</p></div>"
LEAD = "Sau hai tháng vận động, câu lạc bộ hưu trí của phường đã đi vào hoạt động."
LIST = f"<a href='{ADDRESS}Tin-tuc/'>Tin hoạt động</a>"


def read(below, above=""):
    markup = f"<title>{TITLE}</title>{above}<div><h3>{TITLE}</h3>{below}</div><p>Cơ quan chủ quản: Phường</p>"
    page = read_page(markup.encode(), URL)
    assert page.kind == "article", page
    return page.article


@pytest.mark.parametrize(
    "control",
    [
        "<div><span>Nghe nội dung bài viết</span><select><option>Nữ</option></select><span>0:00 / 4:25</span></div>",
        "<div><a href='#'>Bản để in</a> <a href='mailto:?subject=x'>Gửi qua email</a></div>",
        "<div><img src='/images/chu_nho.gif' onclick='nho()'> <img src='/images/chu_to.gif' onclick='to()'></div>",
    ],
)
def test_buttons_below_the_title_are_no_summary_and_no_pictures(control):
    article = read(f"{control}<p><b>{LEAD}</b></p>{TEXT}")
    assert (article.summary, article.body, article.images) == (LEAD, (FIRST, LAST), ())


def test_a_drawing_that_an_editor_chose_is_a_picture():
    article = read(f"{TEXT}<p align=center><img src='/SiteFolders/vpubnd/images/so-do.gif'></p>")
    assert len(article.images) == 1


@pytest.mark.parametrize("look", ["fw-bold", "sapo-x font-weight-bold mb-2", "fst-italic"])
def test_a_summary_may_be_set_apart_by_a_class_that_is_but_a_look(look):
    article = read(f"<p class='{look}'>{LEAD}</p>{TEXT}")
    assert (article.summary, article.body) == (LEAD, (FIRST, LAST))


@pytest.mark.parametrize("look", ["text-center", "rtecenter", "ql-align-center"])
def test_a_caption_may_be_centred_by_a_class(look):
    shown = "Câu lạc bộ chụp ảnh lưu niệm với khách mời của phường."
    article = read(
        f"<p>{FIRST}</p><p><img src='/SiteFolders/a.jpg'></p><p class={look}>{shown}</p><p>{LAST}</p>"
    )
    assert [caption.text for caption in article.captions] == [shown]


@pytest.mark.parametrize(
    "between",
    [
        "<div>Ngày 05/09/2024 08:15</div>",
        "<div><a href='#'>Bản để in</a> <a href='#'>Gửi qua email</a></div><div>05/09/2024</div><div>Lượt xem: 7</div>",
    ],
)
def test_the_category_stands_above_buttons_and_date(between):
    assert read(TEXT, f"<div class=head>{LIST}</div>{between}").category == "Tin hoạt động"


def test_the_category_below_the_text_ends_no_signature():
    article = read(f"{TEXT}<p align=right><b>Hải Yến</b></p><div>Chuyên mục: {LIST}</div>")
    assert (article.body, article.author, article.category) == ((FIRST, LAST), "Hải Yến", "Tin hoạt động")


def test_a_header_holds_the_summary_and_the_category_but_no_text():
    header = f"<header><h2>{TITLE}</h2><p>{LIST}</p><p class=sapo>{LEAD}</p></header>"
    markup = f"<title>{TITLE}</title><div><article>{header}{SIGNED}</article></div>"
    article = read_page(markup.encode(), URL).article
    assert (article.category, article.summary, article.body) == ("Tin hoạt động", LEAD, (FIRST, LAST))


def test_a_path_in_a_list_is_known_by_what_it_is_called_and_stands_above_other_news():
    path = f"<nav aria-label=breadcrumb><ol><li><a href='/'>Trang chủ</a></li><li>{LIST}</li></ol></nav>"
    others = "".join(f"<div><h4>{link}</h4><p>Sáng nay, …</p></div>" for link in LINKS * 3)
    assert (
        read(TEXT, f"<div>{path}</div><aside><h3>Tin liên quan</h3>{others}</aside>").category
        == "Tin hoạt động"
    )


def test_documents_below_the_text_beside_the_summary_are_no_text():
    box = "<div><b>File đính kèm:</b> <a href='/SiteFolders/qd.pdf'>Quyết định</a></div>"
    article = read(f"<div class=sapo>{LEAD}</div>{TEXT}{box}")
    assert (article.summary, article.body) == (LEAD, (FIRST, LAST))
    assert [document.title for document in article.attachments] == ["Quyết định"]


@pytest.mark.parametrize(
    "box",
    [
        "<h5>Đăng nhập hệ thống</h5><p>Tên đăng nhập</p><input name=u><input type=password name=p>",
        "<h3>Hình ảnh</h3><p><img src='/SiteFolders/1.jpg'></p><p>Công viên 30/4</p>",
        "<h3>Thăm dò ý kiến</h3><p>Bạn biết đến trang này qua đâu?</p><p>Báo, đài</p>",
        "<h2>Chuyên mục: Tin hoạt động</h2><p>Câu lạc bộ, tổ, đội, nhóm trên địa bàn phường.</p>",
        "<table><tr><th>Ngày đăng</th><th>Tiêu đề</th></tr>"
        "<tr><td>05/09/2024</td><td>Thông báo tuyển sinh</td></tr></table>",
    ],
)
def test_the_name_of_a_box_is_no_title(box):
    related = f"<div><a href='{ANOTHER}'>Họp giao ban cụm thi đua</a></div>"
    page = read_page(f"<title>Phường</title><div>{LIST}</div>{related}<div>{box}</div>".encode(), URL)
    assert page.kind != "article"


def test_a_caption_bound_to_its_picture_does_not_say_where_others_stand():
    bound, loose = "Quang cảnh lễ ra mắt", "Chủ tịch phường phát biểu chúc mừng"
    article = read(
        f"<p>{FIRST}</p><div class=wp-caption><img src='/SiteFolders/1.jpg'><p class=wp-caption-text>{bound}</p></div>"
        f"<p>{LAST}</p><p align=center><em>{loose}</em></p><p align=center><img src='/SiteFolders/2.jpg'></p>"
        f"<p>{LEAD}</p>"
    )
    assert [caption.text for caption in article.captions] == [bound, loose]


@pytest.mark.parametrize("links", ["[{}] [{}]", "{} | {}", "» {} · {}"])
def test_buttons_between_marks_end_no_signature(links):
    buttons = ("<a href='javascript:lui()'>Lùi</a>", "<a href='javascript:toi()'>Tới</a>")
    article = read(f"{TEXT}<p>Phòng Văn hóa</p><p>{links.format(*buttons)}</p>")
    assert (article.body, article.department) == ((FIRST, LAST), "Phòng Văn hóa")


SIGNED = f"<div><p>{FIRST}</p><p>{LAST}</p><p align=right><b>Hải Yến</b></p></div>"
OTHERS = ("Họp giao ban cụm thi đua", "Trao quà cho hộ nghèo")
LINKS = [f"<a href='{ANOTHER}'>{name}</a>" for name in OTHERS]


@pytest.mark.parametrize(
    "heading", ["", "<b>Đọc thêm</b>", "<p>Xem tiếp</p>", "<b>» Các tin khác</b>", "<b>Cùng chủ đề</b>"]
)
@pytest.mark.parametrize("item", ["<p>{}</p>", "<p>{} (20/08/2024)</p>", "<div>- {} <i>20/08/2024</i></div>"])
def test_a_list_of_others_below_the_text_is_not_in_it_whatever_it_is_called(heading, item):
    article = read(SIGNED + heading + "".join(map(item.format, LINKS)))
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")


def test_links_among_the_paragraphs_are_text():
    article = read(f"<p>{FIRST}</p><p>Đọc thêm</p>" + "".join(f"<p>{link}</p>" for link in LINKS))
    assert article.body == (FIRST, "Đọc thêm", *OTHERS)


@pytest.mark.parametrize(
    "form",
    [
        "<table><tr><td>Họ và tên</td><td><input name=a></td></tr>"
        "<tr><td>Góp ý</td><td><textarea></textarea></td></tr></table>",
        "<div><label>Mã xác nhận</label> <input type=text></div>",
        "<p>Viết bình luận</p><p><textarea></textarea></p>",
    ],
)
def test_what_readers_fill_in_is_no_text(form):
    article = read(SIGNED + form)
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")


@pytest.mark.parametrize(
    "stars", ["<div>Đánh giá:</div>", "<div>Bình luận (0)</div>", "<p>1 sao 2 sao 3 sao</p>"]
)
def test_judging_above_the_text_does_not_end_it(stars):
    assert read(stars + TEXT).body == (FIRST, LAST)


@pytest.mark.parametrize(
    "box",
    [
        "<div><img src='/images/attach.gif'> {}</div>",
        "<div>Toàn văn: {}</div>",
        "<div>File kèm theo: {} (Tải về)</div>",
        "<div>Đính kèm ({})</div>",
        "<div>Văn bản đính kèm: {} - 245 KB</div>",
    ],
)
def test_a_box_of_one_document_in_its_wordings(box):
    article = read(SIGNED + box.format("<a href='/SiteFolders/kh.pdf'>Kế hoạch</a>"))
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")
    assert [document.title for document in article.attachments] == ["Kế hoạch"]


@pytest.mark.parametrize(
    ("views", "count"),
    [
        ("(Đã xem 137 lần)", 137),
        ("Đã có 1.137 lượt xem", 1137),
        ("Tổng lượt xem: 137", 137),
        ("Số lượt xem (1137)", 1137),
        ("Lượt xem (1137) / Bình luận (0)", 1137),
        ("Number of views (1137)/Comments (0)", 1137),
        ("Read 1137 times", 1137),
        ("Số người đọc: 137", 137),
        ("Lượt truy cập bài viết: 137", 137),
    ],
)
def test_view_counters_in_their_wordings(views, count):
    for article in (read(f"<div>{views}</div>{TEXT}"), read(f"{TEXT}<div>{views}</div>")):
        assert (article.views, article.body) == (count, (FIRST, LAST))


@pytest.mark.parametrize("user", ["Đăng bởi: admin", "Người cập nhật: Quản trị viên"])
def test_the_user_of_the_cms_with_a_label_signs_nothing(user):
    article = read(f"{SIGNED}<div>{user}</div>")
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")


def test_the_time_of_an_event_in_the_text_is_no_date_line():
    said = "Thời gian: 8h00 ngày 27/08/2024"
    article = read(f"<div>Ngày 20/08/2024</div><div><p>{FIRST}</p><p>{said}</p><p>{LAST}</p></div>")
    assert (article.body, article.published_at) == ((FIRST, said, LAST), "2024-08-20")


def test_facts_in_a_table_below_the_text_are_no_table_of_it():
    facts = "<tr><td>Ngày đăng:</td><td>27/08/2024</td></tr><tr><td>Lượt xem:</td><td>137</td></tr>"
    article = read(f"{TEXT}<table>{facts}</table>")
    assert (article.body, article.tables, article.views) == ((FIRST, LAST), (), 137)


def test_buttons_behind_a_breadcrumb_are_no_category():
    path = f"<div><a href='/'>Trang chủ</a> » {LIST}</div><div><a href='#'>In</a> <a href='#'>A+</a></div>"
    assert read(TEXT, path).category == "Tin hoạt động"


NO_SLUG = "https://vpub.soctrang.gov.vn/Default.aspx?sname=vpubnd&sid=1292&pageid=1&catid=63645&id=392000"
DATED = "<div>Ngày cập nhật: 27/08/2024</div>"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            f"<h3>{TITLE}</h3>",
            f"{TEXT}<p align=right><b>CHỦ TỊCH</b></p><p align=right><b>Lê Văn Nam</b></p>{DATED}",
        ),
        (f"<p class=ten><b>{TITLE}</b></p>", f"{DATED}<h4>* Ra quân làm sạch đường phố</h4>{TEXT}"),
        ("<div><font size=4><b>Cổng thông tin điện tử: Năm năm nhìn lại</b></font></div>", DATED + TEXT),
    ],
)
def test_the_title_where_nothing_repeats_it(title, text):
    page = read_page(f"<title>Phường</title><div>{LIST}</div><div>{title}{text}</div>".encode(), NO_SLUG)
    assert page.article is not None and page.article.title in title


def test_a_short_line_of_date_and_views_is_no_label_of_what_follows():
    cell = f"<tr><td><h4>Kết quả</h4><p>{FIRST}</p></td></tr>"
    article = read(f"<table><tr><td>(27/08/2024 16:11) Lượt xem: 8</td></tr>{cell}</table>")
    assert (article.published_at, article.views, article.body) == ("2024-08-27T16:11", 8, ("Kết quả", FIRST))


def test_a_category_that_is_no_link_is_known_from_a_menu_in_one_line():
    menu = f"<div><a href='/'>Trang chủ</a> - {LIST} - <a href='{ADDRESS}Thong-bao/'>Thông báo</a></div>"
    assert read(TEXT, f"{menu}<div>Tin hoạt động</div>").category == "Tin hoạt động"


@pytest.mark.parametrize("text", [TEXT, "<div><p>Phường nghỉ lễ từ ngày 31/8.</p></div>"])
def test_a_list_of_others_between_title_and_text_does_not_end_it(text):
    related = (
        "<div style='float:right'><b>TIN LIÊN QUAN</b><ul>"
        + "".join(f"<li>{x}</li>" for x in LINKS)
        + "</ul></div>"
    )
    assert read(f"<div>05/09/2024</div>{related}{text}").body == read(text).body
    assert read(f"<div>05/09/2024</div>{related}").body == ()


def test_buttons_between_summary_and_text_do_not_end_it():
    buttons = "<menu><li><a href='#'>Lưu</a></li><li><a href='#'>Chia sẻ</a></li></menu>"
    article = read(f"<p class=sapo>{LEAD}</p>{buttons}{TEXT}")
    assert (article.summary, article.body) == (LEAD, (FIRST, LAST))


def test_a_date_in_a_box_of_other_news_above_the_title_is_not_the_articles():
    teasers = "".join(f"<div><h4>{x}</h4><time>20/08/2024</time><p>Sáng nay, …</p></div>" for x in LINKS)
    article = read(TEXT, f"<div><aside><h3>Tin liên quan</h3>{teasers}</aside></div>")
    assert article.published_at is None


def test_a_path_whose_steps_are_parted_by_pictures():
    path = f"<div class=dd><a href='/'>Trang chủ</a><img src='/images/arr.png'>{LIST}</div>"
    assert read(TEXT, path).category == "Tin hoạt động"


def test_a_picture_may_say_what_is_counted():
    clock, eye = (f"<img src='/images/{n}.png' alt='{n}'>" for n in ("Thời gian", "Lượt xem"))
    beside = f"<div>{clock} 05/09/2024 | 08:15 {eye} 1.137</div>"
    article = read(beside + TEXT)
    assert (article.published_at, article.views, article.body) == ("2024-09-05T08:15", 1137, (FIRST, LAST))


def test_a_menu_in_one_line_that_begins_with_the_home_page_is_no_path():
    others = "<a href='/vpubnd/1292/32237/64001/Giao-duc/'>Giáo dục</a> | <a href='/vpubnd/1292/9/lien-he/'>Liên hệ</a>"
    menu = f"<p><a href='/'>Trang chủ</a> | {LIST} | {others}</p>"
    assert read(TEXT, f"{menu}<p>Tin hoạt động</p>").category == "Tin hoạt động"


def test_a_category_that_other_facts_follow_behind_dashes():
    beside = "<div>Chuyên mục: Tin tức - Sự kiện - Ngày đăng: 05/09/2024 - Số lượt xem: 7</div>"
    assert read(TEXT, beside).category == "Tin tức - Sự kiện"


@pytest.mark.parametrize(
    "facts",
    [
        "<span>05/09/2024 08:15</span><span>Lượt xem: 137</span>",
        "<b>Thứ năm, 05/09/2024, 08:15</b><i>Đã xem: 137 lần</i>",
        "05/09/2024 08:15 | 137 lượt xem",
    ],
)
@pytest.mark.parametrize(
    "place",
    ["<div>{}</div>" + TEXT, f"<p class=sapo>{LEAD}</p><div>{{}}</div>{TEXT}", TEXT + "<div>{}</div>{}"],
)
def test_facts_that_only_a_style_parts(facts, place):
    related = "<div><b>Tin liên quan</b>" + "".join(f"<p>{link}</p>" for link in LINKS) + "</div>"
    article = read(place.format(facts, related))
    assert (article.published_at, article.views) == ("2024-09-05T08:15", 137)
    assert article.body == (FIRST, LAST)


@pytest.mark.parametrize("day", ["Thứ năm, ngày 05/09/2024", "05/09/2024"])
def test_a_day_alone_below_the_first_paragraph_is_text(day):
    article = read(f"<div><p>{FIRST}</p><p>{day}</p><p>{LAST}</p></div>")
    assert (article.body, article.published_at) == ((FIRST, day, LAST), None)


def test_the_time_of_an_event_as_the_last_paragraph_is_no_date_line():
    said = "08 giờ 00, ngày 27/08/2024"
    article = read(f"<div><p>{FIRST}</p><p>{LAST}</p><p>{said}</p></div>")
    assert (article.body, article.published_at) == ((FIRST, LAST, said), None)


def test_a_footer_beside_the_text_is_no_text_that_goes_on():
    related = "<p>Các tin khác</p><ul>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ul>"
    footer = "<center><b>TRANG THÔNG TIN ĐIỆN TỬ</b><br>Cơ quan chủ quản: Ủy ban nhân dân phường. "
    footer += "Địa chỉ: số 12 đường Trần Hưng Đạo, thành phố Sóc Trăng, tỉnh Sóc Trăng.</center>"
    markup = f"<body><p><b>{TITLE}</b></p>{SIGNED}<p>Bản đồ: <a href='/bd'>xem</a></p>{related}<p>Bộ đếm</p>{footer}"
    article = read_page(f"<title>{TITLE}</title>{markup}</body>".encode(), URL).article
    assert (article.body[:2], article.department) == ((FIRST, LAST), None)


@pytest.mark.parametrize(
    "fact", ["Nguồn: Báo Sóc Trăng", "Người đăng: bbt_phuong", "Đăng bởi: Quản trị viên"]
)
def test_where_an_article_is_from_and_who_typed_it_in_are_no_text(fact):
    for beside in (f"<div>{fact}</div>", f"<div>05/09/2024</div><div>{fact}</div>"):
        article = read(f"{beside}<div><p><b>{LEAD}</b></p><p>{FIRST}</p><p>{LAST}</p></div>")
        assert (article.summary, article.body, article.author) == (LEAD, (LEAD, FIRST, LAST), None)


FACTS = ("Ngày đăng: 05/09/2024", "Người gửi: bbt", "Đơn vị: Phòng Văn hóa", "Nguồn: Báo", "(1.137 lượt đọc)")


def test_many_facts_in_lines_of_their_own():
    lines = "".join(f"<p>{fact}</p>" for fact in FACTS)
    footer = f"<article><h3>{TITLE}</h3>{TEXT}<footer>{lines}</footer></article>"
    for markup in (f"{lines}<h3>{TITLE}</h3>{TEXT}", f"<h3>{TITLE}</h3>{lines}{TEXT}", footer):
        article = read_page(f"<title>{TITLE}</title><div>{markup}</div>".encode(), URL).article
        assert (article.published_at, article.department) == ("2024-09-05", "Phòng Văn hóa")
        assert (article.views, article.body) == (1137, (FIRST, LAST))


def test_facts_between_text_and_documents():
    facts = "<p>08:15 - 05/09/2024</p><p>Người đăng: bbt</p>"
    box = "<p><b>File đính kèm:</b> <a href='/SiteFolders/qd.pdf'>Quyết định</a></p>"
    article = read(TEXT + facts + box)
    assert (article.published_at, article.body, len(article.attachments)) == (
        "2024-09-05T08:15",
        (FIRST, LAST),
        1,
    )


def test_numbers_of_two_facts_are_not_one():
    article = read(f"<div><span>05/09/2024 08:15</span><span>1.137 lượt xem</span></div>{TEXT}")
    assert (article.published_at, article.views) == ("2024-09-05T08:15", 1137)


@pytest.mark.parametrize("sapo", ["", f"<blockquote><b>{LEAD}</b></blockquote>"])
def test_what_stands_below_a_text_of_one_block_stands_apart_from_it(sapo):
    text = f"<div>{FIRST}<br><br>{LAST}<br><br><b>Hải Yến</b></div>"
    files = "<p>File đính kèm: <a href='/SiteFolders/qd.pdf'>Quyết định</a></p>"
    related = "<p>Đọc thêm</p><ul>" + "".join(f"<li>{link}</li>" for link in LINKS) + "</ul>"
    article = read(sapo + text + files + related)
    assert (article.body, article.author, len(article.attachments)) == ((FIRST, LAST), "Hải Yến", 1)


@pytest.mark.parametrize("look", ["<em>{}</em>", "<span style='text-align:end'>{}</span>"])
def test_a_name_that_stands_out_may_have_the_sign_that_ends_a_document(look):
    name = look.format("Hải Yến./.").replace("span", "p")
    article = read(f"<div><p>{FIRST}</p><p>{LAST}</p><div>{name}</div></div>")
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")


def test_facts_in_one_line_between_dashes():
    user, unit = "Đăng bởi: Quản trị viên", "Cơ quan: Phòng Nội vụ - Đoàn thể"
    facts = f"Cập nhật lúc 08:15, ngày 05/09/2024 - {user} - {unit} - Đã xem: 58 lần"
    article = read(f"<p>{facts}</p>{TEXT}")
    assert (article.published_at, article.department) == ("2024-09-05T08:15", "Phòng Nội vụ - Đoàn thể")
    assert (article.views, article.body) == (58, (FIRST, LAST))


def test_facts_below_a_path_that_only_a_style_parts_are_no_category():
    path = f"<div><a href='/'>Trang chủ</a> » {LIST}</div>"
    facts = "<div><span>Đơn vị: Phòng Văn hóa</span><span>Lượt xem: 5</span></div>"
    article = read(TEXT, path + facts)
    assert (article.category, article.department, article.views) == ("Tin hoạt động", "Phòng Văn hóa", 5)


def test_the_last_line_of_a_block_signs_by_its_own_look():
    article = read(f"<div><p>{FIRST}</p><p>{LAST}<br><b>Hải Yến./.</b></p></div>")
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")


def test_a_box_of_documents_in_a_frame_below_that_of_the_article():
    rows = "<tr><td>STT</td><td>Tên</td></tr><tr><td>1</td><td><a href='/SiteFolders/qd.pdf'>Quyết định</a></td></tr>"
    module = f"<div><h3>{TITLE}</h3>{SIGNED}<p>Đánh giá: 4,5/5 (3 lượt)</p></div>"
    box = f"<div><b>Văn bản đính kèm:</b><table>{rows}</table></div>"
    page = read_page(f"<title>{TITLE}</title><div>{module}{box}</div><p>Bộ đếm</p>".encode(), URL)
    assert [document.title for document in page.article.attachments] == ["Quyết định"]
    assert (page.article.body, page.article.author, page.article.tables) == ((FIRST, LAST), "Hải Yến", ())


def test_facts_in_brackets():
    facts = "[Đăng lúc: 05.09.2024 08:15] [Phòng/đơn vị: Phòng Văn hóa] [Số lượt đọc: 1.137]"
    article = read(f"<p>{facts}</p>{TEXT}")
    assert (article.published_at, article.department) == ("2024-09-05T08:15", "Phòng Văn hóa")
    assert (article.views, article.body) == (1137, (FIRST, LAST))


def test_a_button_that_is_no_link_beside_others():
    buttons = "<div><a href='#'>Chia sẻ</a> <a href='#'>In trang</a><audio></audio><span>Giọng nữ miền Nam</span></div>"
    article = read(f"{buttons}<p class=sapo>{LEAD}</p>{TEXT}")
    assert (article.summary, article.body) == (LEAD, (FIRST, LAST))


def test_an_article_in_a_list_of_the_page_is_not_its_title():
    links = [*LINKS, f"<a href='{URL}'>{TITLE}</a>"]
    side = "<div><b>Tin đọc nhiều</b>" + "".join(
        f"<div>{link}<span>05/09/2024</span></div>" for link in links
    )
    asked = "Thủ tục cấp lại giấy phép lái xe làm ở đâu, thời gian bao lâu thì có kết quả, xin cơ quan chỉ giúp ạ?"
    side += f"<div>Hỏi đáp</div><div>{asked}</div></div>"
    page = read_page(
        f"<title>{TITLE}</title><div>{side}<div><div>{TITLE}</div>{TEXT}</div></div>".encode(), URL
    )
    assert (page.article.title, page.article.body) == (TITLE, (FIRST, LAST))


def test_facts_below_the_text_are_no_lines_of_its_last_paragraph():
    facts = "<font>Đăng lúc: 05.09.2024 08:15<br>Người gửi: bbt<br>Đơn vị: Phòng Văn hóa<br>Xem: 138</font>"
    page = f"<title>{TITLE}</title><table><tr><td><h3>{TITLE}</h3>{TEXT}{facts}<p>Tin mới hơn</table>"
    article = read_page(page.encode(), URL).article
    assert (article.body, article.department, article.views) == ((FIRST, LAST), "Phòng Văn hóa", 138)


def test_a_day_below_the_text_in_a_block_of_its_own_is_its_date():
    article = read(f"{TEXT}<div><div><span>05/09/2024</span></div></div><p>Bộ đếm</p>")
    assert (article.body, article.published_at) == ((FIRST, LAST), "2024-09-05")


def test_buttons_that_are_no_links_below_the_last_picture():
    picture = "<p align=center><img src='/SiteFolders/a.jpg'></p>"
    article = read(f"{TEXT}{picture}<div><span>In bài viết</span><span>Sao chép liên kết</span></div>")
    assert (article.body, article.captions) == ((FIRST, LAST), ())


@pytest.mark.parametrize(
    "facts",
    [
        "<div><time>05/9/2024 - 16:20</time><span>137 lượt xem</span><span>4 phút đọc</span></div>",
        "<div><span>137 lượt xem</span><time>Thứ Năm, 05/9/2024 16:20</time></div>",
        "<div>Thứ Năm, 05/9/2024, 16:20 [GMT+7] <a href='javascript:;'>A-</a> <a href='javascript:;'>A+</a></div>"
        "<div>Lượt xem: 137</div><div>4 phút đọc</div><div>Giọng nữ</div>",
    ],
)
def test_facts_that_only_a_style_sheet_parts_are_no_text(facts):
    article = read(f"{facts}{TEXT}")
    assert article.body == (FIRST, LAST)
    assert (article.published_at, article.views) == ("2024-09-05T16:20", 137)


def test_a_date_in_a_title_whose_words_have_elements_of_their_own():
    title = "Giá nông sản ngày 05/9/2024"
    words = " ".join(f"<span>{word}</span>" for word in title.split())
    markup = f"<title>Cổng phường</title><div><div class=title>{words}</div>{TEXT}</div>"
    page = read_page(markup.encode(), f"{ADDRESS}392000/Tin-tuc/gia-nong-san-ngay-05-9-2024.aspx")
    assert page.article is not None
    assert (page.article.title, page.article.published_at) == (title, None)


@pytest.mark.parametrize("cut", ["Ra mắt câu lạc bộ…", "Ra mắt câu lạc bộ hưu ..."])
@pytest.mark.parametrize("path", ["<ol class=breadcrumb>{}</ol>", "<div>{}</div>"])
def test_a_title_cut_at_the_end_of_a_breadcrumb_is_no_category(path, cut):
    steps = "<li>{}</li>" if "breadcrumb" in path else " » {}"
    steps = "".join(steps.format(step) for step in ("Trang chủ", "Tin hoạt động", cut))
    assert read(TEXT, path.format(steps)).category == "Tin hoạt động"


TABS = "<ul><li><a href=#a>Nội dung</a></li><li><a href=#b>Tài liệu đính kèm</a></li></ul>"


@pytest.mark.parametrize("lead", ["<div class=NewsLead>{}</div>", "<div id=lb_Lead>{}</div>"])
def test_the_names_of_tabs_below_the_summary_do_not_end_the_text(lead):
    article = read(f"{lead.format(LEAD)}{TABS}{TEXT}")
    assert (article.summary, article.body) == (LEAD, (FIRST, LAST))


ROW = "<tr><td>{0}</td><td>Phụ lục {0}</td><td>154 KB</td><td><a href=/SiteFolders/{0}.pdf>{1}</a></td></tr>"
COLUMNS = "<tr><th>STT</th><th>Tên tệp</th><th>Dung lượng</th><th>Tải về</th></tr>"


@pytest.mark.parametrize("said", ["<img src=/images/tai-ve.gif>", "Tải về"])
def test_a_table_of_documents_below_the_signature_is_no_table_of_the_text(said):
    table = f"<table>{COLUMNS}{ROW.format(1, said)}{ROW.format(2, said)}</table>"
    article = read(f"{TEXT}<div>Hải Yến</div><div>{table}</div>")
    assert (article.body, article.author, article.tables) == ((FIRST, LAST), "Hải Yến", ())
    assert [document.title for document in article.attachments] == ["Phụ lục 1", "Phụ lục 2"]


def test_a_table_of_other_things_below_the_text_is_its_own_though_it_leads_to_documents():
    heads = "<tr><th>STT</th><th>Văn bản</th><th>Lĩnh vực</th><th>Xem</th></tr>"
    article = read(f"{TEXT}<table>{heads}{ROW.format(1, 'Tải về')}{ROW.format(2, 'Tải về')}</table>")
    assert len(article.tables) == 1 and len(article.attachments) == 2


def test_the_size_of_a_document_is_no_part_of_its_title():
    link = "<a href='/SiteFolders/kh.pdf'><span>Kế hoạch số 5</span><small>PDF, 245 KB</small></a>"
    article = read(f"{SIGNED}<section><h4>Tài liệu đính kèm</h4><ul><li>{link}</li></ul></section>")
    assert [document.title for document in article.attachments] == ["Kế hoạch số 5"]


def test_a_summary_stands_apart_from_a_text_of_one_block_with_pictures_in_tables():
    table = "<table><tr><td><img src=/SiteFolders/a.jpg></td></tr><tr><td><i>Khách mời</i></td></tr></table>"
    article = read(f"<p><b>{LEAD}</b></p><div>{FIRST}<br><br>{table}{LAST}<br><br></div>")
    assert (article.summary, article.body) == (LEAD, (FIRST, LAST))
    assert [caption.text for caption in article.captions] == ["Khách mời"]


def test_what_introduces_pictures_introduces_no_name_below_them():
    pictures = "".join(
        f"<figure><img src=/SiteFolders/{n}.jpg><figcaption>Cảnh {n}</figcaption></figure>" for n in (1, 2)
    )
    article = read(f"<p>{FIRST}</p><p>Một số hình ảnh tại buổi lễ:</p>{pictures}<p>Hải Yến</p>")
    assert (article.author, article.body) == ("Hải Yến", (FIRST, "Một số hình ảnh tại buổi lễ:"))


BUTTONS = "<div>{0} <a href='/SiteFolders/{1}.pdf'>Tải về</a></div>"


@pytest.mark.parametrize(
    "box",
    [
        f"<div><div>Tài liệu đính kèm</div>{BUTTONS.format('Phụ lục 1', 1)}{BUTTONS.format('Phụ lục 2', 2)}</div>",
        "<section><h3>Văn bản đính kèm</h3><a href='/SiteFolders/1.pdf'><div>PDF</div><div>Phụ lục 1</div></a>"
        "<a href='/SiteFolders/2.pdf'><div>DOC</div><div>Phụ lục 2</div><div>12 KB</div></a></section>",
        "<div class=attach-list><span>Đính kèm:</span><a href='/SiteFolders/1.pdf'>📎 Phụ lục 1</a>"
        "<a href='/SiteFolders/2.pdf'>📎 Phụ lục 2</a></div>",
        "<table><tr><th>#</th><th>Tên tài liệu</th><th></th></tr>"
        "<tr><td>1</td><td>Phụ lục 1</td><td><a href=/SiteFolders/1.pdf>Xem</a> | <a href=/SiteFolders/1.pdf>Tải"
        "</a></td></tr><tr><td>2</td><td>Phụ lục 2</td><td><a href=/SiteFolders/2.pdf>Xem</a></td></tr></table>",
    ],
)
def test_a_box_of_documents_as_cards_chips_and_buttons(box):
    article = read(f"<p>{FIRST}</p><p>{LAST}</p><p>Hải Yến</p>{box}")
    assert (article.body, article.author, article.tables) == ((FIRST, LAST), "Hải Yến", ())
    assert [document.title for document in article.attachments] == ["Phụ lục 1", "Phụ lục 2"]


def test_what_introduces_a_document_in_the_text_does_not_name_it():
    article = read(f"{TEXT}<p>Mời tải mẫu đơn: <a href=/SiteFolders/1.pdf>Tải về</a></p>")
    assert [document.title for document in article.attachments] == ["Tải về"]


def test_a_picture_of_several_sizes_is_the_first():
    picture = "<picture><img srcset='/SiteFolders/a.jpg 1x, /SiteFolders/b.jpg 2x' alt=''></picture>"
    article = read(f"<p>{FIRST}</p><figure>{picture}<figcaption>Khách mời</figcaption></figure><p>{LAST}</p>")
    assert [caption.image_url.rpartition("/")[2] for caption in article.captions] == ["a.jpg"]


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (
            f"<div><div><b>{LEAD}</b></div><div><p>{FIRST}</p><a href=/a/1.jpg><img src=/a/1.jpg></a>"
            f"<p>{LAST}</p></div></div>",
            (FIRST, LAST),
        ),
        (f"<h2>{LEAD}</h2><p>{FIRST}</p><h3>Sinh hoạt</h3><p>{LAST}</p>", (FIRST, "Sinh hoạt", LAST)),
        (f"<div class=entry-excerpt>{LEAD}</div><p>{FIRST}</p><p>{LAST}</p>", (FIRST, LAST)),
    ],
)
def test_a_summary_stands_apart_from_pictures_and_smaller_headings(content, body):
    article = read(content)
    assert (article.summary, article.body) == (LEAD, body)


def test_a_caption_ends_where_the_markup_ends_it():
    caption = "<figcaption><em>Khách mời chụp ảnh tại buổi lễ</em></figcaption>"
    figure = f"<figure><img src=/SiteFolders/1.jpg>{caption}</figure>"
    article = read(f"<p>{FIRST}</p>{figure}<address>Hải Yến</address>")
    assert [caption.text for caption in article.captions] == ["Khách mời chụp ảnh tại buổi lễ"]
    assert article.author == "Hải Yến"


def test_a_department_with_its_label_below_the_text():
    article = read(f"{TEXT}<div>Tác giả: <b>Hải Yến</b></div><div>Đơn vị: <b>Phòng Nội chính</b></div>")
    assert (article.author, article.department) == ("Hải Yến", "Phòng Nội chính")
    assert article.body == (FIRST, LAST)


HOME = "<a href='/'>Trang chủ</a>"


@pytest.mark.parametrize(
    "path",
    [
        f"<div class=breadcrumbs>{HOME}{LIST}</div>",
        f"<div class=crumbs>{HOME}<svg></svg>{LIST}<svg></svg><span>Chi tiết</span></div>",
        f"<p>Bạn đang ở đây: {HOME} › {LIST} › Xem tin</p>",
        unicodedata.normalize("NFD", f"<div class=breadcrumbs>{HOME}{LIST}</div>"),
    ],
)
@pytest.mark.parametrize(
    "facts",
    ["", "<table><tr><td>Ngày đăng</td><td>05/9/2024</td></tr><tr><td>Lượt xem</td><td>7</td></tr></table>"],
)
def test_a_path_that_style_sheets_part_ends_with_the_category(path, facts):
    article = read(TEXT, f"{path}{facts}")
    assert article.category == "Tin hoạt động"
    assert not facts or (article.published_at, article.views) == ("2024-09-05", 7)


@pytest.mark.parametrize(
    ("time", "date"),
    [
        ("<time datetime='2024-09-05T16:20:00+07:00'>3 ngày trước</time>", "2024-09-05T16:20"),
        ("<time datetime='2024-09-05T18:20:00Z'>Hôm qua</time>", "2024-09-06T01:20"),
        ("<time datetime='2024-09-05'>vừa xong</time>", "2024-09-05"),
        ("<time datetime='2025-01-01T00:00'>05/9/2024</time>", "2024-09-05"),
        ("<span>3 ngày trước</span>", None),
    ],
)
def test_how_long_ago_it_was_is_no_text_and_the_markup_says_when(time, date):
    article = read(f"<div>{time}</div>{TEXT}")
    assert (article.body, article.published_at) == ((FIRST, LAST), date)


def test_an_eye_that_a_class_draws_says_what_is_counted():
    article = read(f"<div><span>05/9/2024</span> | <span><i class='fa fa-eye'></i> 137</span></div>{TEXT}")
    assert (article.body, article.published_at, article.views) == ((FIRST, LAST), "2024-09-05", 137)


@pytest.mark.parametrize("title", ["<h3>{}</h3>", "<p role=heading aria-level=1>{}</p>", "<div>{}</div>"])
def test_the_title_that_the_address_names_before_a_short_text_and_other_news(title):
    other = f"<a href='{ANOTHER}'><h3>Họp giao ban cụm thi đua số 2</h3></a>"
    cards = f"<article>{other}<time>05/9/2024</time></article>" * 3
    article = f"<article>{title.format(TITLE)}<p>05/9/2024</p><div>Ra mắt ngày 5/9.</div></article>"
    nav = f"<nav><div><span>Bài trước</span>{other}</div><div><span>Bài tiếp theo</span>{other}</div></nav>"
    markup = (
        f"<title>Phường 4</title><div><h1 class=site-title>Phường 4</h1><p>Kỷ cương - Trách nhiệm</p></div>"
        f"<div><aside>{cards}</aside><section>{LIST}{article}{nav}</section></div>"
    )
    page = read_page(markup.encode(), URL, portal="soctrang")
    assert page.article is not None
    assert (page.article.title, page.article.body) == (TITLE, ("Ra mắt ngày 5/9.",))


def test_documents_loose_in_the_frame_of_a_text_of_one_block():
    text = f"<div align=justify>{FIRST}<br><br>{LAST}<br><br></div><div align=right><b>Hải Yến</b></div>"
    files = "<br><b>File đính kèm:</b> <a href='/SiteFolders/qd.pdf'>Quyết định</a>"
    page = read_page(
        f"<title>{TITLE}</title><h3>{TITLE}</h3><table><tr><td>{text}{files}</table>".encode(), URL
    )
    assert (page.article.body, page.article.author) == ((FIRST, LAST), "Hải Yến")


@pytest.mark.parametrize("name", ["Những tin mới hơn", "Những bài viết khác", "Các tin đã đưa", "Tin nóng"])
def test_the_name_of_a_box_of_other_articles_ends_the_text(name):
    assert is_stop(name) and not is_stop(f"{name} được cập nhật trên trang từ tuần này.")
