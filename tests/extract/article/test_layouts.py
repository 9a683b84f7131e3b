"""What is text of an article and what is not, wherever a skin puts it."""

import pytest

from crawler.extract import read_page

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/tin/khai-giang-lop-boi-duong.aspx"
TITLE = "Khai giảng lớp bồi dưỡng nghiệp vụ"
FIRST = "Sáng ngày 12/9, lớp bồi dưỡng nghiệp vụ văn thư, lưu trữ đã khai giảng với 120 học viên tham dự."
LAST = "Lớp học kéo dài năm ngày và kết thúc bằng một bài kiểm tra cuối khóa."
TEXT = f"<p>{FIRST}</p><p>{LAST}</p>"
PICTURE = "<p align=center><img src=/SiteFolders/a.jpg alt='anh tin bai'></p>"
SHOWN = "Học viên nghe giảng viên trình bày"


def read(content, above="", beside="", head=""):
    markup = (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{above}<div><h2>{TITLE}</h2>{beside}"
        f"{content}</div><div>Cơ quan chủ quản: Văn phòng</div></body></html>"
    )
    page = read_page(markup.encode(), URL)
    assert page.kind == "article", page
    return page.article


@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td><table width=100%><tr><td valign=top>{}</td></tr></table></td></tr></table>",
        "<table><tr><td width=5></td><td>{}</td><td width=5></td></tr></table>",
        "<table border=0><tbody><tr><td colspan=2>{}</td></tr><tr><td></td><td></td></tr></tbody></table>",
    ],
)
def test_a_cell_with_text_and_a_picture_is_text(frame):
    caption = f"<p align=center><em>{SHOWN}</em></p>"
    article = read(frame.format(f"<p>{FIRST}</p>{PICTURE}{caption}<p>{LAST}</p><p>Phòng Nội chính</p>"))
    assert article.body == (FIRST, LAST)
    assert [caption.text for caption in article.captions] == [SHOWN]
    assert article.department == "Phòng Nội chính"


def test_a_cell_with_a_picture_and_its_caption_is_a_caption():
    cell = f"<table><tr><td>{PICTURE}<p>{SHOWN}</p></td></tr></table>"
    article = read(f"<p>{FIRST}</p>{cell}<p>{LAST}</p>")
    assert article.body == (FIRST, LAST)
    assert [caption.text for caption in article.captions] == [SHOWN]


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>Chia sẻ:</span> <a href='https://www.facebook.com/sharer'>Facebook</a> <a href='#'>Zalo</a></div>",
        "<p>Chia sẻ bài viết: <a href='#'><b>In trang</b></a></p>",
        "<p><a href='#'>Gửi bài viết này</a> | <a href='javascript:;'>Bản in</a></p>",
        "<p>[ <a href='javascript:print()'>In trang</a> ] [ <a href='#'>Quay về</a> ]</p>",
        "<div>Đánh giá bài viết: ★★★☆☆ 17 lượt đánh giá</div>",
        "<div>Tổng số điểm của bài viết là: 5 trong 1 đánh giá</div><div>Click để đánh giá bài viết</div>",
        "<div>Xếp hạng: 4.5 - 2 phiếu bầu</div>",
        "<div>12 lượt thích</div>",
        "<div>Chia sẻ 12</div>",
        "<div>00:00 / 02:35</div>",
        "<div>Trung bình (12 Bình chọn)</div>",
    ],
)
def test_what_readers_do_with_an_article_is_not_in_it(line):
    article = read(f"{TEXT}<p>Hải Yến</p>{line}")
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")


@pytest.mark.parametrize(
    "said",
    [
        "Chia sẻ: bà con cần chủ động phòng bệnh cho vật nuôi.",
        "500 đại biểu đánh giá cao kết quả đạt được",
        "Đánh giá: 5 tiêu chí đều đạt",
        "63 điểm cầu trong toàn tỉnh",
    ],
)
def test_what_an_article_says_of_sharing_and_judging_is_in_it(said):
    assert read(f"<p>{FIRST}</p><p>{said}</p><p>{LAST}</p>").body == (FIRST, said, LAST)


@pytest.mark.parametrize(
    ("lines", "author", "department"),
    [
        ("Thạch Sà Rinh<br>Ban Tiếp công dân", "Thạch Sà Rinh", "Ban Tiếp công dân"),
        ("Phòng Nội chính<br>Hải Yến", "Hải Yến", "Phòng Nội chính"),
        ("Hải Yến<br>Nguồn: Báo Sóc Trăng", "Hải Yến", None),
        ("<b>T.H</b>", "T.H", None),
    ],
)
@pytest.mark.parametrize("frame", ["<p align=right>{}</p>", "<p>{}</p>"])
def test_signatures_of_several_lines(frame, lines, author, department):
    article = read(TEXT + frame.format(lines))
    assert (article.body, article.author, article.department) == ((FIRST, LAST), author, department)


FILE = '<a href="/SiteFolders/vpubnd/{0}.pdf">Phụ lục {0}</a>'


@pytest.mark.parametrize(
    ("lines", "author", "department", "body"),
    [
        (["Thanh Tâm", "Phòng Văn hóa và Thông tin"], "Thanh Tâm", "Phòng Văn hóa và Thông tin", ()),
        (["Bài và ảnh: Thanh Tâm"], "Thanh Tâm", None, ()),
        (["Thanh Tâm"], None, None, ("Thanh Tâm",)),
    ],
)
def test_who_signs_an_article_that_is_but_a_picture(lines, author, department, body):
    signed = "".join(f"<p>{line}</p>" for line in lines)
    article = read(f"<p><img src='/SiteFolders/a/infographic.png'></p>{signed}")
    assert (article.author, article.department, article.body) == (author, department, body)


@pytest.mark.parametrize(
    "box",
    [
        f"<div><b>Tập tin đính kèm:</b> {FILE.format(1)}, {FILE.format(2)}</div>",
        f"<div>Đính kèm: {FILE.format(1)} (12,5 KB)</div><div>Đính kèm: {FILE.format(2)} (1 MB)</div>",
        f"<div>Danh sách file đính kèm<p>{FILE.format(1)} (12,5 KB)</p><p>{FILE.format(2)} (1 MB)</p></div>",
        f"<div>Văn bản kèm theo: {FILE.format(1)}<br>{FILE.format(2)}</div>",
        "<div>Tệp đính kèm<table><tr><th>STT</th><th>Tên tệp</th><th>Tải về</th></tr>"
        f"<tr><td>1</td><td>{FILE.format(1)}</td><td><a href=/SiteFolders/1.pdf><img src=/i/tai.png></a></td></tr>"
        f"<tr><td>2</td><td>{FILE.format(2)}</td><td>12,5 KB</td></tr></table></div>",
        f"<div>Tài liệu đính kèm<ul><li>{FILE.format(1)}</li><li>{FILE.format(2)}</li></ul></div>",
        f"<div>Tệp đính kèm<p>{FILE.format(1)} PDF, 1,2 MB</p><p>{FILE.format(2)} [Lượt tải: 9]</p></div>",
        f"<aside><h4>Tệp đính kèm</h4><ul><li>{FILE.format(1)}</li><li>{FILE.format(2)} 9 lượt tải</li></ul></aside>",
        f"<div>Tệp đính kèm<p>{FILE.format(1)} (Tải về: 127)</p><p>{FILE.format(2)} (Downloads: 9)</p></div>",
    ],
)
def test_a_box_of_documents_is_no_text(box):
    article = read(f"<div>{TEXT}<p>Sở Y tế</p></div>{box}")
    assert (article.body, article.department) == ((FIRST, LAST), "Sở Y tế")
    assert [file.title for file in article.attachments] == ["Phụ lục 1", "Phụ lục 2"]


@pytest.mark.parametrize(
    "tabs",
    [
        "<ul><li>Nội dung</li><li>Tệp đính kèm</li><li>Bài liên quan</li></ul>",
        "<ul><li><a href=#a>Nội dung</a></li><li><a href=#b>Tệp đính kèm</a></li><li><a href=#c>Bài khác</a></ul>",
    ],
)
def test_the_names_of_tabs_do_not_end_the_text(tabs):
    panels = f"<div id=a>{TEXT}<p>Phòng Nội chính</p></div><div id=b><p>Không có tệp đính kèm</p></div>"
    article = read(tabs + panels)
    assert article.body == (FIRST, LAST) and article.department == "Phòng Nội chính"


def test_a_paper_clip_marks_a_document_beside_the_paragraphs():
    article = read(f"{TEXT}<p>📎 {FILE.format(1)}</p><p>📎 {FILE.format(2)}</p>")
    assert article.body == (FIRST, LAST) and len(article.attachments) == 2


def test_a_document_below_a_picture_is_no_caption_however_often_it_was_fetched():
    said = "Quang cảnh hội nghị sơ kết tại xã Vĩnh Phước"
    shown = f"<p align=center><img src=/a.jpg></p><p align=center><i>{said}</i></p>"
    for count in (6, 127):
        article = read(f"{TEXT}{shown}<p align=center><i>{FILE.format(1)} (Tải về: {count})</i></p>")
        assert [caption.text for caption in article.captions] == [said]
        assert (article.body[-1], len(article.attachments)) == ("Phụ lục 1", 1)


def test_an_article_that_is_but_a_document_is_no_navigation():
    panels = f"<div id=a><p>{FILE.format(1)}</p></div><div id=b>Không có tệp đính kèm</div>"
    more = "".join(f"<p><a href=/vpubnd/1292/1/2/39{n}111/tin/a.aspx>Bài số {n}</a></p>" for n in range(3))
    tabs = "<ul><li><a href=#a>Nội dung</a></li><li><a href=#b>Tệp đính kèm</a></li></ul>"
    article = read(f"<section>{tabs}{panels}<div>{more}</div></section>")
    assert article.body == ("Phụ lục 1",) and len(article.attachments) == 1


def test_documents_may_stand_below_the_signature():
    article = read(f"{TEXT}<p align=right><b>Sở Y tế</b></p><p>{FILE.format(1)}</p><p>{FILE.format(2)}</p>")
    assert (article.department, article.body) == ("Sở Y tế", (FIRST, LAST, "Phụ lục 1", "Phụ lục 2"))


@pytest.mark.parametrize(
    "below",
    [
        f"Tệp đính kèm: {FILE.format(1)}",
        "<a href=#_ftnref1 name=_ftn1>[1]</a> Nghị định số 30/2020/NĐ-CP về công tác văn thư.",
    ],
)
def test_files_with_their_label_and_footnotes_may_stand_below_the_signature(below):
    article = read(f"{TEXT}<p align=right><b>Sở Y tế</b></p><p>{below}</p>")
    assert article.department == "Sở Y tế"
    assert article.body[:2] == (FIRST, LAST) and len(article.body) == 3


def test_a_heading_over_documents_is_no_signature():
    units = ("Sở Y tế", "Sở Nội vụ")
    article = read(f"<p>{FIRST}</p>" + "".join(f"<p>{unit}</p><p>{FILE.format(1)}</p>" for unit in units))
    assert article.department is None
    assert article.body == (FIRST, "Sở Y tế", "Phụ lục 1", "Sở Nội vụ", "Phụ lục 1")


@pytest.mark.parametrize(
    "path",
    [
        "<div><span>Bạn đang ở: </span><a href='/'>Trang chủ</a> » <a href='/tin'>Kinh tế</a></div>",
        "<div>Vị trí: Trang chủ &gt; Tin tức &gt; Kinh tế</div>",
        "<div>Trang chủ / Tin tức / Kinh tế</div><div>Ngày 27/08/2024</div>",
        "<div>Trang chủ &gt; Kinh tế</div><div>Ngày 27 tháng 08 năm 2024</div><div>Lượt xem: 12</div>",
    ],
)
def test_category_of_a_breadcrumb(path):
    assert read(TEXT, above=path).category == "Kinh tế"


def test_a_category_that_is_no_link_is_known_from_the_menu():
    address = "/Default.aspx?sname=vpubnd&sid=1292&catname=tin&catid="
    links = (
        f"<li><a href='{address}{n}'>{name}</a></li>" for n, name in ((7, "Tin mới"), (8, "Thông báo mới"))
    )
    menu = "<ul>" + "".join(links) + "</ul>"
    assert read(TEXT, above=f"{menu}<p>THÔNG BÁO MỚI</p>").category == "Thông báo mới"
    assert read(TEXT, above=f"{menu}<p>Thông báo</p>").category is None


@pytest.mark.parametrize(
    "beside",
    [
        "<div>Chuyên mục: <a href='/tin'>Kinh tế</a></div>",
        "<div>Ngày đăng: 27/08/2024 | Lượt xem: 137 | Chuyên mục: Kinh tế</div>",
        "<div>Chuyên mục: Kinh tế | 27/08/2024</div>",
    ],
)
def test_category_with_its_label(beside):
    article = read(TEXT, beside=beside)
    assert (article.category, article.body) == ("Kinh tế", (FIRST, LAST))


def test_a_picture_shown_twice_with_the_time_in_one_of_its_addresses_is_one():
    shown = "".join(
        f"<p><img src='/upload/{name}' width=600></p>" for name in ("a.jpg", "b.jpg", "a.jpg?t=1764301234567")
    )
    assert [url.rpartition("/")[2] for url in read(f"{TEXT}{shown}{TEXT}").images] == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(("inside", "category"), [(True, "Kinh tế"), (False, None)])
def test_a_link_in_the_article_that_calls_itself_a_category_is_one(inside, category):
    told = "<div>Lưu ở <a href='/muc/x/' rel='category tag'>Kinh tế</a></div>"
    within, outside = (told, "") if inside else ("", told)
    body = f"<article><h2>{TITLE}</h2>{TEXT}{within}</article>{outside}<div>Cơ quan chủ quản: Văn phòng</div>"
    page = read_page(f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>".encode(), URL)
    assert page.article is not None, page
    assert page.article.category == category


def test_a_line_of_much_beside_the_date_is_no_text():
    name = "Nông nghiệp và phát triển nông thôn, thủy sản"
    article = read(TEXT, beside=f"<div>Ngày đăng: 27/08/2024 | Lượt xem: 1.137 | Chuyên mục: {name}</div>")
    assert (article.published_at, article.views, article.category) == ("2024-08-27", 1137, name)
    assert article.body == (FIRST, LAST)


@pytest.mark.parametrize("title", [TITLE, "Quyết định số 12/QĐ-UBND về quy chế / mẫu"])
def test_a_title_at_the_end_of_a_breadcrumb_is_no_category(title):
    for path in (
        f"<div>Trang chủ / Kinh tế / {title}</div>",
        f"<ul class=breadcrumb><li>Trang chủ</li><li>Kinh tế</li><li>{title}</li></ul>",
    ):
        markup = f"<title>{title}</title>{path}<div><h2>{title}</h2>{TEXT}</div>"
        assert read_page(markup.encode(), URL).article.category == "Kinh tế"


@pytest.mark.parametrize(
    "look",
    [
        "display:none",
        "visibility: hidden",
        "VISIBILITY:HIDDEN;color:red",
        "position:absolute; left:-9999px",
        "text-indent: -10000px",
    ],
)
def test_what_is_not_shown_is_not_read(look):
    assert read(f'<p>{FIRST}</p><p style="{look}">Ẩn</p><p>{LAST}</p>').body == (FIRST, LAST)


def test_a_caption_that_ends_in_a_full_stop_like_no_caption_before_it():
    first, second = "Các đội tham gia phần thi chào hỏi", "Ban Tổ chức trao giải Nhất cho đội Mỹ Xuyên."
    article = read(f"{TEXT}{PICTURE}<p>{first}</p>{PICTURE}<p>{second}</p><p>Hải Yến</p>")
    assert [caption.text for caption in article.captions] == [first, second]
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")


def test_a_paragraph_below_a_picture_reads_the_same_in_one_block_as_in_its_own():
    """An editor's new markup of an old text is no new version."""
    begins, ends = (
        f"{FIRST} " * 2,
        "Quan tâm bồi dưỡng đội ngũ cán bộ cơ sở, nâng cao chất lượng phục vụ nhân dân.",
    )
    indent, image = "&nbsp;&nbsp; &nbsp;", "<img src=/SiteFolders/{}.jpg>"
    parts = [
        indent + begins,
        image.format("a"),
        f"<i>{SHOWN}</i>",
        indent + begins,
        image.format("b"),
        indent + ends,
    ]
    together = read(f"<div>{'<br><br>'.join(parts)}<br><br>{indent}{LAST}</div>")
    apart = read("".join(f"<p>{part}</p>" for part in (*parts, indent + LAST)))
    assert together.body == apart.body == (begins.strip(), begins.strip(), ends, LAST)
    assert [caption.text for caption in together.captions] == [SHOWN]
    assert together.captions == apart.captions


def test_a_credit_at_the_right_edge_below_the_last_caption_signs_the_article():
    caption = f"<p align=center>{SHOWN}</p>"
    article = read(f"{TEXT}{PICTURE}{caption}<p align=right><i>Ảnh: Hải Yến</i></p>")
    assert ([c.text for c in article.captions], article.author) == ([SHOWN], "Hải Yến")


def test_who_wrote_may_be_told_by_the_role_above_the_text():
    article = read(f"<p>Bài và ảnh: Hải Yến</p><div>27/08/2024 14:05</div>{TEXT}")
    assert (article.author, article.published_at) == ("Hải Yến", "2024-08-27T14:05")
    assert not any("Hải Yến" in text for text in article.body)


def test_the_date_may_stand_in_brackets_below_the_text():
    article = read(f"{TEXT}<p><i>(Cập nhật lúc 14:05 ngày 27/08/2024)</i></p>")
    assert article.published_at == "2024-08-27T14:05"
    assert not any("Cập nhật" in text for text in article.body)


@pytest.mark.parametrize("between", ["<br>", "</p><p align=right>"])
def test_who_wrote_and_who_took_the_pictures_sign_in_two_lines(between):
    article = read(f"{TEXT}<p align=right>Tin: Hải Yến{between}Ảnh: Thu Hà</p>")
    assert article.author == "Tin: Hải Yến - Ảnh: Thu Hà"
    assert not any("Hải Yến" in text for text in article.body)


def test_the_sign_of_a_document_has_no_caption():
    link = '<a href="/SiteFolders/QD 12.pdf"><img src=/images/tai-lieu.png> Quyết định số 12</a>'
    article = read(f"{TEXT}<p>{link}</p>")
    assert (article.captions, article.images) == ((), ())
    assert [attachment.title for attachment in article.attachments] == ["Quyết định số 12"]


@pytest.mark.parametrize(
    "beside",
    [
        "<div>27/08/2024 14:05 - <b>Tác giả: Hải Yến</b></div>",
        "<div>27/08/2024 14:05</div><div>Tác giả: Hải Yến</div>",
        "<div>Người viết: Hải Yến</div>",
    ],
)
def test_a_byline_beside_the_date(beside):
    article = read(TEXT, beside=beside)
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")


@pytest.mark.parametrize(
    "line",
    [
        "12.9.2024 - 137 lượt đọc - Chuyên mục: Tin tức - Sự kiện",
        "Chuyên mục: Tin tức - Sự kiện - 12.9.2024 - 137 lượt đọc",
    ],
)
def test_facts_in_one_line_below_the_title_are_no_text(line):
    article = read(f"<p>{FIRST}</p><p>{LAST}</p>", beside=f"<div>{line}</div>")
    assert article.body == (FIRST, LAST) and article.summary is None
    assert (article.published_at, article.views) == ("2024-09-12", 137)
    assert article.category == "Tin tức - Sự kiện"


@pytest.mark.parametrize("views", [8, 10, 1234567])
def test_the_first_line_below_a_cell_of_facts_is_text_whatever_the_counter_shows(views):
    article = read(
        f"<table><tr><td>(02/08/2024 10:49) &nbsp; Lượt xem: {views}</td></tr>"
        "<tr><td><p>Sở Y tế thông báo tuyển dụng viên chức như sau:</p><p>- Bác sĩ: 12 chỉ tiêu.</p></td></tr></table>"
    )
    assert article.body[0] == "Sở Y tế thông báo tuyển dụng viên chức như sau:"
    assert (article.views, article.published_at) == (views, "2024-08-02T10:49")


def test_facts_in_a_box_of_their_own_are_no_table():
    facts = [
        ("Ngày đăng:", "14:05 - 12/09/2024"),
        ("Tác giả:", "Hải Yến"),
        ("Đơn vị:", "Phòng Nội chính"),
        ("Số lần đọc:", "137"),
    ]
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in facts)
    article = read(TEXT, beside=f"<table>{rows}</table>")
    assert article.body == (FIRST, LAST) and article.tables == ()
    assert (article.published_at, article.views) == ("2024-09-12T14:05", 137)
    assert (article.author, article.department) == ("Hải Yến", "Phòng Nội chính")


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>12/09/2024</span> <i class='fa fa-eye'></i> 137</div>",
        "<div>12/09/2024</div><div><i class='fa fa-eye'></i> 137</div>",
        "<div>(Ngày đăng: 12/09/2024 - Lượt xem: 137)</div>",
        "<div>Cập nhật: 12-09-2024 02:05:11 PM - Lượt truy cập: 137</div>",
        "<div>Đã đọc: 137 lần</div>",
        "<div>Xem: 137 lần</div>",
        "<div>Bài viết đã được xem 137 lần</div>",
        "<div>Lượt người xem: 137</div>",
        "<div>Số lượt truy cập: 137</div>",
        "<dl><dt>Ngày đăng</dt><dd>12/09/2024</dd><dt>Lượt xem</dt><dd>137</dd></dl>",
    ],
)
def test_a_view_counter_below_the_title_is_no_text(line):
    article = read(TEXT, beside=line)
    assert article.body == (FIRST, LAST) and article.tables == ()
    assert article.published_at in (None, "2024-09-12", "2024-09-12T14:05")


@pytest.mark.parametrize("said", ["Xem: Quyết định số 12 tại đây.", "Đã đọc và sửa theo góp ý của bạn đọc."])
def test_what_a_text_says_of_reading_is_in_it(said):
    assert read(f"<p>{said}</p>{TEXT}").body == (said, FIRST, LAST)


@pytest.mark.parametrize("between", [" - ", " | "])
def test_author_and_department_in_one_line_below_the_title(between):
    line = f"Tác giả bài viết: Hải Yến{between}Đơn vị đăng tin: Phòng Nội chính"
    article = read(TEXT, beside=f"<div>{line}</div>")
    assert article.body == (FIRST, LAST)
    assert (article.author, article.department) == ("Hải Yến", "Phòng Nội chính")


@pytest.mark.parametrize(
    "names", [["Sở Y tế", "Sở Nội vụ"], ["Hải Yến", "Thu Hà"], ["Đạt giải Nhất:", "Sở Y tế"]]
)
def test_the_end_of_a_list_of_names_signs_nothing(names):
    article = read(TEXT + "".join(f"<p>{name}</p>" for name in names))
    assert article.body == (FIRST, LAST, *names)
    assert (article.author, article.department) == (None, None)


@pytest.mark.parametrize("unit", ["Phòng Nội chính", "P. Nội chính", "LĐLĐ tỉnh"])
def test_a_department_with_its_label(unit):
    article = read(TEXT, beside=f"<table><tr><td>Đơn vị:</td><td>{unit}</td></tr></table>")
    assert (article.department, article.tables) == (unit, ())


@pytest.mark.parametrize("date", ["<div>27/08/2024 14:05</div>", "<div>Ngày 27/08/2024</div>"])
def test_a_programme_may_open_with_a_day_of_its_own(date):
    article = read(f"<p><b>Ngày 09/11/2024</b></p>{TEXT}", beside=date)
    assert article.body == ("Ngày 09/11/2024", FIRST, LAST)
    assert article.published_at in ("2024-08-27", "2024-08-27T14:05")


@pytest.mark.parametrize(
    "text",
    [
        f"<p><a name=_Hlk1><span>{FIRST}</span></a></p><p><a name=OLE_LINK1></a><a name=OLE_LINK2>{LAST}</a></p>",
        f"<ol><li><a href=#muc1>{FIRST}</a></li><li><a href=#muc2>{LAST}</a></li></ol>",
    ],
)
def test_what_word_marks_and_what_leads_on_within_the_text_is_text(text):
    assert read(text).body == (FIRST, LAST)


def test_a_button_to_a_place_on_the_page_is_no_text():
    bar = "<div><a href=#menu>☰</a><h1>Huyện Kế Sách</h1><a href=/Default.aspx?sname=ks>Bản đầy đủ</a></div>"
    retitled = f"<div><h2>Bế giảng khóa học về văn thư</h2><p>27/08/2024</p>{TEXT}</div>"
    page = read_page(f"<title>Huyện Kế Sách</title>{bar}{retitled}".encode(), URL)
    assert page.article.title == "Bế giảng khóa học về văn thư"


def test_a_cell_that_has_its_value_with_it_is_no_label():
    date = "<tr><td>(12/09/2024 14:05) Lượt xem: 8</td></tr>"
    article = read(f"<table>{date}<tr><td><p>{LAST}</p></td></tr></table>")
    assert (article.body, article.views) == ((LAST,), 8)


def test_a_unit_of_measure_is_no_department():
    article = read(f"<p>Đơn vị: triệu đồng</p>{TEXT}")
    assert article.department is None and article.body[0] == "Đơn vị: triệu đồng"


def test_the_steps_of_a_path_may_be_counted():
    path = "<div>Bạn đang ở: 1. <a href=/>Trang chủ</a> &gt; 2. <a href=/tin/>Tin tức</a> &gt; 3. Hoạt động</div>"
    assert read(TEXT, above=path).category == "Hoạt động"


def test_the_user_who_typed_an_article_in_is_no_author():
    assert read(TEXT, beside="<div>27/08/2024 - Tác giả: admin</div>").author is None


def test_a_summary_stands_apart_where_only_a_picture_and_a_signature_follow():
    summary = "Lớp học có 120 học viên đến từ các sở, ngành, địa phương trong tỉnh."
    rows = f"<tr><td><b>{summary}</b></td></tr><tr><td>{PICTURE}<p align=right><b>Phòng Nội chính</b></p></td></tr>"
    article = read(f"<table>{rows}</table>")
    assert (article.summary, article.body, article.department) == (summary, (), "Phòng Nội chính")


@pytest.mark.parametrize(
    "frame",
    [
        "<div><b>{0}</b></div><div>{1}</div>",
        "<span style='font-weight:bold'>{0}</span><br><div>{1}</div>",
        "<span id=ctl00_main_lblSapo>{0}</span><div>{1}</div>",
    ],
)
def test_a_summary_stands_apart_from_text_that_opens_with_a_heading(frame):
    summary = "Lớp học có 120 học viên đến từ các sở, ngành, địa phương trong tỉnh."
    article = read(frame.format(summary, f"<p><b>I. Khai giảng</b></p>{TEXT}"))
    assert (article.summary, article.body) == (summary, ("I. Khai giảng", FIRST, LAST))


def test_a_summary_in_a_block_between_those_of_the_title_and_the_body():
    summary = "Lớp học có 120 học viên đến từ các sở, ngành, địa phương trong tỉnh."
    article = read(f"<div>{summary}</div><div>{TEXT}</div>")
    assert (article.summary, article.body) == (summary, (FIRST, LAST))
    for content in (
        f"<p>{summary}</p><div>{TEXT}</div>",
        f"<div>{summary}</div>{TEXT}",
        f"<div><div>{summary}</div>{TEXT}</div>",
    ):
        article = read(content)
        assert (article.summary, article.body) == (None, (summary, FIRST, LAST))


NO_SLUG = "https://vpub.soctrang.gov.vn/Default.aspx?sname=vpubnd&sid=1292&pageid=1&catid=2&id=392000"
OTHERS = "".join(
    f"<li><a href=/vpubnd/1292/1/2/{n}/t/b.aspx>Tin số {n}</a> (02/08/2024)</li>" for n in range(39000, 39005)
)
COUNTER = "<div><b>Lượt truy cập</b><p>Đang online: 94</p><p>Tổng: 1.561</p></div>"


def read_without_slug(markup):
    page = read_page(f"<html><body>{markup}</body></html>".encode(), NO_SLUG)
    assert page.article is not None, page
    return page.article


@pytest.mark.parametrize("above", [COUNTER, f"<div><b>Tin liên quan:</b><ul>{OTHERS}</ul></div>"])
@pytest.mark.parametrize(
    "title", [f"<h3>{TITLE}</h3>", f"<div class=tieude>{TITLE}</div>", f"<font size=4><b>{TITLE}</b></font>"]
)
def test_a_box_above_the_title_names_no_more_than_itself(title, above):
    text = "Công chức nghỉ lễ từ ngày 31/8/2024 đến hết ngày 03/9/2024."
    article = read_without_slug(
        f"<div>{above}{title}<p>{text}</p><div><b>Tin khác</b><ul>{OTHERS}</ul></div></div>"
    )
    assert (article.title, article.body) == (TITLE, (text,))


@pytest.mark.parametrize(
    "within",
    ["<h2>I. MỤC TIÊU</h2>", "<p><b>PV: Xin cảm ơn ông!</b></p>", "<p align=right><b>Lê Minh Thu</b></p>"],
)
def test_what_stands_out_within_the_text_is_no_title(within):
    article = read_without_slug(
        f"<div><h3>{TITLE}</h3><div><p>{FIRST}</p>{within}</div><div>Ngày cập nhật: 27/08/2024</div></div>"
    )
    assert (article.title, article.published_at) == (TITLE, "2024-08-27")


@pytest.mark.parametrize("url", [URL, NO_SLUG])
def test_a_date_behind_the_title_is_not_of_it(url):
    markup = f"<title>Cổng</title><div><b class=tde>{TITLE}</b> <span>(27/08/2024)</span>{TEXT}</div>"
    article = read_page(markup.encode(), url).article
    assert article is not None
    assert (article.title, article.published_at, article.body) == (TITLE, "2024-08-27", (FIRST, LAST))


def test_the_category_of_the_address_above_the_title():
    markup = f"<div>Hoạt động Đảng, đoàn thể</div><div><h2>{TITLE}</h2>{TEXT}</div>"
    article = read_page(markup.encode(), URL.replace("/tin/", "/hoat-dong-dang-doan-the/")).article
    assert article is not None and article.category == "Hoạt động Đảng, đoàn thể"


def test_words_of_the_title_of_the_document_are_no_title():
    title = "Quyết định số 1892/QĐ-UBND về việc phê duyệt Đề án"
    table = "<table><tr><td>Số ký hiệu</td><td>1892/QĐ-UBND</td></tr><tr><td>Ngày</td><td>22/8/2024</td></tr></table>"
    head = f"<title>Sở Tư pháp | {title}</title>"
    article = read_page(f"{head}<p class=ten-bai>{title}</p><div>{table}</div>".encode(), NO_SLUG).article
    assert article is not None and article.title == title and len(article.tables) == 1


def test_a_document_is_matter_enough_for_an_article():
    markup = f"<div><h3>{TITLE}</h3><p>{FILE.format(1)}</p><div><b>Tin khác</b><ul>{OTHERS}</ul></div></div>"
    others = f"<div><h2>Mới</h2><ul>{OTHERS}</ul></div>"
    assert [file.title for file in read_without_slug(markup + others).attachments] == ["Phụ lục 1"]


def test_a_button_beside_a_short_text_makes_no_list_of_it():
    others = "".join(
        f"<div><a href=/vpubnd/1292/1/2/{n}/t/b.aspx>Tin số {n}</a></div>" for n in range(39000, 39005)
    )
    markup = (
        f"<div><div>Trang chủ » Tin tức</div><table><tr><td>{TITLE}</td></tr><tr><td><a href='javascript:print()'>"
        f"In trang</a></td></tr><tr><td><p>{FIRST} {LAST}</p></td></tr></table><div><b>Bài khác</b>{others}</div></div>"
    )
    page = read_page(markup.encode(), URL)
    assert page.article is not None and (page.article.title, page.article.body) == (
        TITLE,
        (f"{FIRST} {LAST}",),
    )


def test_a_column_of_an_article_and_other_news_is_no_menu():
    title = "Tổng kết công tác phòng, chống dịch bệnh trên đàn vật nuôi, biểu dương 89 tập thể và 5 cá nhân"
    others = "".join(
        f"<li><a href=/vpubnd/1292/1/2/{n}/t/b.aspx>Tin số {n}</a></li>" for n in range(39000, 39007)
    )
    markup = (
        "<table width=100%><tr><td><b><a href=/vpubnd/1292/1/2/khuyen-nong/>KHUYẾN NÔNG</a></b></td></tr>"
        f"<tr><td>Lượt xem: 567</td></tr><tr><td><font size=4><b>{title}</b></font></td></tr>"
        f"<tr><td><b>{FIRST}</b></td></tr><tr><td>{PICTURE}</td></tr>"
        f"<tr><td><b>Các tin khác</b><ul>{others}</ul></td></tr></table>"
    )
    page = read_page(
        f"<html><body>{markup}</body></html>".encode(), "https://vpub.soctrang.gov.vn/Default.aspx?id=39100"
    )
    assert page.article is not None and page.article.title == title


@pytest.mark.parametrize("signed", ["<p align=right><b>Hải Yến</b></p>", "<p>Hải Yến</p>"])
def test_a_name_that_the_cms_adds_below_the_signature_is_no_author(signed):
    user = "<p align=right class='view-content-author'><strong>Lê Xuân Hải</strong></p>"
    article = read(TEXT + signed + user)
    assert (article.body, article.author) == ((FIRST, LAST), "Hải Yến")
    assert read(TEXT + user).author == "Lê Xuân Hải"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("/tep/a.pdf", ["/tep/a.pdf"]),
        ("%2Ftep%2Fa.pdf&page=1", ["/tep/a.pdf"]),
        ("/tep/b.pdf", ["/tep/a.pdf", "/download.aspx?file=/tep/b.pdf"]),
        ("http://[x/a.pdf", ["/tep/a.pdf", "/download.aspx?file=http://[x/a.pdf"]),
    ],
    ids=["the same", "escaped", "another", "no address"],
)
def test_the_viewer_of_a_document_that_is_linked_itself_is_no_other_document(shown, expected):
    links = (
        f"<p><a href='/tep/a.pdf'>Kế hoạch</a></p><p><a href='/download.aspx?file={shown}'>Xem trước</a></p>"
    )
    article = read(f"{TEXT}<p>Tệp đính kèm:</p>{links}")
    assert [each.url.removeprefix("https://vpub.soctrang.gov.vn") for each in article.attachments] == expected


def test_documents_in_a_table_of_links_are_attachments():
    rows = "".join(
        f"<tr><td><a href=/van-ban/{n}>{n}/UBND</a></td><td><p><a href=/van-ban/{n}>Về việc thứ {n}</a></p>"
        f"<p><a href=/SiteFolders/{n}.pdf>Tải về</a></p></td></tr>"
        for n in range(1, 5)
    )
    article = read(f"<table border=1><tr><th>Số</th><th>Trích yếu</th></tr>{rows}</table>")
    assert len(article.tables[0]) == 5
    assert [attachment.url.rpartition("/")[2] for attachment in article.attachments] == [
        f"{n}.pdf" for n in range(1, 5)
    ]


@pytest.mark.parametrize("first", ["<p><b>{}</b></p>", f"<p><b>{TITLE}</b></p><p><b><i>{{}}</i></b></p>"])
def test_a_bold_lead_among_the_paragraphs_is_the_summary_and_body(first):
    article = read(first.format(FIRST) + f"<p>{LAST}</p><p>{LAST}</p>")
    assert article.summary == FIRST
    assert FIRST in article.body


@pytest.mark.parametrize(
    "content",
    [
        f"<p><b>Chuẩn bị chu đáo</b></p>{TEXT}",
        f"<p><b>{FIRST}</b></p><p><b>{LAST}</b></p>",
        f"<p><b>Sáng ngày 12/9</b>, {FIRST}</p><p>{LAST}</p>",
    ],
)
def test_a_sub_heading_and_emphasis_are_no_summary(content):
    assert read(content).summary is None


@pytest.mark.parametrize(
    "pasted",
    [
        f"<b style='font-weight:normal'><div>{FIRST}</div><p>{LAST}</p></b>",
        f"<p><b><span style='font-weight:400'>{FIRST}</span></b></p><p>{LAST}</p>",
        f"<p><span style='mso-bidi-font-weight:bold'>{FIRST}</span></p><p>{LAST}</p>",
    ],
)
def test_the_look_of_a_text_is_what_stands_nearest_to_it(pasted):
    article = read(pasted)
    assert (article.summary, article.body) == (None, (FIRST, LAST))


@pytest.mark.parametrize(
    "href",
    [
        "/documents/554897/0/QD+12.pdf/5129d857-c08c",
        "/c/document_library/get_file?uuid=5129d857&groupId=554897",
        "/LinkClick.aspx?fileticket=aZWwLuVgdmU%3d&tabid=82",
        "http://vanban.soctrang.gov.vn/x/$file/BN-1.PDF",
        "/SiteFolders/vpubnd/huong dan so 12.doc ",
        "/tai-ve/mau 01.xlsm%20",
        "/tai-ve/bai-phat-thanh.m4a",
        "/Handlers/DownloadFile.ashx?id=88123",
        "/api/download/88123",
        "https://storage-vnportal.vnpt.vn/stg-ubnd/1292/2024/88123",
    ],
)
def test_links_that_lead_to_a_document(href):
    article = read(f"{TEXT}<p>Chi tiết xem <a href='{href}'>tại đây</a></p>")
    assert [attachment.title for attachment in article.attachments] == ["tại đây"]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/SiteFolders/a.jpg'>ảnh</a>",
        "<a href='/SiteFolders/a.pdf'><img src=/b.jpg></a>",
        "<a href='mailto:a@soctrang.gov.vn'>thư</a>",
        "<a href='/tin/thong-bao.html'>tin</a>",
        "<a href='/tin/huong-dan-download-phan-mem?id=12'>tin</a>",
        "<a href='https://storage-vnportal.vnpt.vn/stg-ubnd/a.jpg'>ảnh</a>",
    ],
)
def test_links_that_lead_to_none(link):
    assert read(f"{TEXT}<p>Chi tiết xem {link} trên trang này</p>").attachments == ()


@pytest.mark.parametrize(
    "markup",
    [
        f"{FIRST}</p>\n{LAST}</p>",
        f"{FIRST}</P>{LAST}</P>",
        f"<p>{FIRST}</p>{LAST}</p>",
        f"<p><div>{FIRST}</div></p>{LAST}</p>",
        f"<div>{FIRST}</p>{LAST}</div></p>",
    ],
)
def test_an_end_of_a_paragraph_that_was_never_begun_parts_the_text(markup):
    assert read(markup).body == (FIRST, LAST)


def test_a_table_with_one_long_cell_is_data():
    steps = " ".join([FIRST, LAST] * 8)
    rows = (("Thủ tục", "Cấp giấy phép"), ("Trình tự", steps), ("Thời hạn", "10 ngày"), ("Lệ phí", "Không"))
    markup = "".join(f"<tr><td>{name}</td><td>{text}</td></tr>" for name, text in rows)
    article = read(f"<p>{FIRST}</p><table border=1>{markup}</table><p>{LAST}</p>")
    assert (article.tables, article.body) == ((rows,), (FIRST, LAST))


def test_a_list_of_things_with_their_pictures_is_data():
    rows = "".join(f"<tr><td>{n}</td><td><img src=/{n}.jpg></td><td>Mẫu {n}</td></tr>" for n in (1, 2))
    header = "<caption>Các mẫu thẻ</caption><tr><th>TT</th><th>Ảnh</th><th>Tên</th></tr>"
    article = read(f"<p>{FIRST}</p><table border=1>{header}{rows}</table><p>{LAST}</p>")
    assert article.tables == ((("TT", "Ảnh", "Tên"), ("1", "", "Mẫu 1"), ("2", "", "Mẫu 2")),)
    assert (article.captions, article.body) == ((), (FIRST, "Các mẫu thẻ", LAST))
    assert [image.rpartition("/")[2] for image in article.images] == ["1.jpg", "2.jpg"]


@pytest.mark.parametrize(
    "frame",
    [
        "<section><p><em>{}</em></p></section><section><p>{}</p></section><section><p>{}</p></section>",
        "<em><p>{}</p></em><p>{}</p><p>{}</p>",
    ],
)
def test_a_wrapper_around_a_paragraph_sets_no_summary_apart(frame):
    article = read(frame.format(FIRST, LAST, LAST))
    assert (article.summary, article.body) == (None, (FIRST, LAST, LAST))


def test_a_sentence_marked_up_as_a_heading_is_the_summary():
    lead = "Lớp bồi dưỡng dành cho cán bộ văn thư của các sở, ngành và địa phương."
    article = read(f"<h3>{lead}</h3>{TEXT}")
    assert article.summary == lead and article.body == (FIRST, LAST)
    article = read(f"<h3>{lead}</h3><p>{FIRST}</p><h3>Các chuyên đề</h3><p>{LAST}</p>")
    assert article.body == (lead, FIRST, "Các chuyên đề", LAST)
