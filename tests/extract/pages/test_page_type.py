"""What a page turned out to be, whatever its address promised."""

import pytest

from crawler.extract import read_page

ARTICLE = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/hoat-dong/hop-giao-ban-thang-tam.aspx"
LIST = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/hoat-dong/"
HOME = "https://vpub.soctrang.gov.vn/"
NO_SLUG = "https://vpub.soctrang.gov.vn/Default.aspx?sname=vpubnd&sid=1292&catid=2&id=392000"
MENU = '<ul><li><a href="/">Trang chủ</a></li><li><a href="/vpubnd/1292/1/2/tin/">Tin tức</a></li></ul>'


def kind(body, url=ARTICLE, **options):
    payload = body if isinstance(body, bytes) else f"<html><body>{body}</body></html>".encode()
    page = read_page(payload, url, **options)
    return page.kind, page.reason


@pytest.mark.parametrize(
    "said",
    [
        "Không tìm thấy trang bạn yêu cầu.",
        "Bài viết này không tồn tại hoặc đã bị xóa!",
        "Tin bài đã được gỡ khỏi Cổng thông tin.",
        "Không tìm thấy",
        "Không tồn tại bài viết này",
        "Bài viết đã hết hạn hiển thị",
        "Tin bài chưa được xuất bản.",
        "Bài viết đã được chuyển hoặc xóa.",
        "404 - File or directory not found.",
        "The requested resource was not found.",
    ],
)
@pytest.mark.parametrize("frame", ["<div>{}</div>", "<h1>Thông báo</h1><p>{}</p>", "<h2>{}</h2>"])
def test_soft_404(said, frame):
    assert kind(MENU + frame.format(said)) == ("missing", "soft-404")


def test_no_data_where_an_article_should_be():
    assert kind(MENU + "<table><tr><td>Không có dữ liệu.</td></tr></table>") == ("missing", "soft-404")
    article = "<h1>Tiêu đề của bài viết</h1><p>Nội dung của bài viết, hai câu.</p>"
    assert kind(MENU + article + "<h3>Tin liên quan</h3><p>Không có dữ liệu</p>")[0] == "article"


@pytest.mark.parametrize(
    "title", ["<h3>Thông báo</h3>", "<table><tr><td class=tieude>Thông báo</td></tr></table>"]
)
def test_a_notice_of_the_cms_is_no_article(title):
    assert kind(f"{MENU}<div>{title}<p>Bạn không có quyền xem nội dung này.</p></div>")[0] == "other"
    assert kind(f"{MENU}<div>{title}<p>Không có dữ liệu</p></div>") == ("missing", "soft-404")
    long = "<p>Văn phòng thông báo đến các sở, ngành về việc nộp báo cáo tuần trước 15 giờ thứ năm hằng tuần.</p>"
    assert kind(f"{MENU}<div>{title}{long * 4}</div>", NO_SLUG) == ("article", None)


def test_an_article_that_only_a_side_bar_names_is_not_here():
    links = "".join(
        f'<li><a href="/Default.aspx?sname=vpubnd&id={n}&title=t">Tin số {n} của Văn phòng</a></li>'
        for n in (392001, 392000, 392002)
    )
    page = f"{MENU}<div>Liên kết không hợp lệ hoặc đã hết hạn.</div><div><b>Tin nổi bật</b><ul>{links}</ul></div>"
    assert kind(page, NO_SLUG)[0] != "article"


def test_a_short_answer_of_the_server_says_missing():
    page = b"<html><head><title>Not found</title></head><body>Not found</body></html>"
    assert kind(page) == ("missing", "soft-404")
    alert = "<script>alert('Bài viết không tồn tại');location='/'</script>"
    footer = "<p>Cơ quan chủ quản: Văn phòng UBND tỉnh</p><p>Địa chỉ: 01 Châu Văn Tiếp</p>" * 3
    assert kind(MENU + alert + footer) == ("missing", "soft-404")


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Server Error in '/' Application.</h1><h2><i>Runtime Error</i></h2><p>Description: An error.</p>",
        "<h1>Service Unavailable</h1><p>HTTP Error 503. The service is unavailable.</p>",
        "<center><h1>502 Bad Gateway</h1></center>",
    ],
)
def test_a_server_that_fails_with_status_200_publishes_nothing(page):
    assert kind(page) == ("other", None)
    assert read_page(f"<html><body>{page}</body></html>".encode(), ARTICLE).problems


def test_an_article_that_begins_with_a_number_of_errors_is_an_article():
    text = "<p>Hơn 500 đại biểu đã tham dự đại hội, đại diện cho toàn thể đoàn viên của tỉnh.</p>" * 3
    assert kind(f"<h1>500 đại biểu dự đại hội</h1>{text}")[0] == "article"


def test_an_article_about_missing_things_is_an_article():
    text = "<p>Lực lượng chức năng không tìm thấy nội dung vi phạm. </p>" * 3
    assert kind(f"{MENU}<h1>Họp giao ban tháng tám</h1>{text}") == ("article", None)
    long = "<p>Trang trại này không tồn tại trên bản đồ quy hoạch, theo kết luận của đoàn kiểm tra liên ngành.</p>"
    assert kind(f"{MENU}<h1>Bản đồ quy hoạch</h1><div>{long * 5}</div>")[0] == "article"


def test_walls():
    assert kind("<script>document.cookie='a=1';location.reload()</script>") == ("wall", "challenge")
    assert kind("<form>Mật khẩu <input type=PASSWORD></form>") == ("wall", "login")
    assert kind("<div id='app'></div><script src='/app.js'></script>") == ("wall", "empty")
    assert kind(b"") == ("wall", "empty")
    assert kind(b"  \r\n ") == ("wall", "empty")


def test_a_log_in_box_beside_an_article_is_no_wall():
    box = "<div>Đăng nhập <input name=u> <input type=password name=p></div>"
    assert kind(f"{MENU}{box}<h1>Họp giao ban tháng tám</h1><p>Nội dung cuộc họp.</p>") == ("article", None)


def test_a_challenge_in_the_layout_of_the_portal():
    said = "<h1>Xác nhận bạn không phải là người máy</h1><p>Vui lòng nhập mã trong hình.</p>"
    assert kind(MENU * 30 + said) == ("wall", "challenge")
    url = ARTICLE.replace("hop-giao-ban-thang-tam", "xac-nhan-ban-khong-phai-la-nguoi-may")
    assert kind(MENU * 30 + said, url) == ("article", None)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ("<html><body><form><h1>Họp giao ban</h1><p>Nội dung cuộc", "truncated"),
        ("<html><body><div><div><h1>Họp giao ban</h1><p>Nội dung cuộc", "truncated"),
        ("<html><body><form><div><div><h1>Họp giao ban</h1><p>Nội dung cuộc họp.</p>", None),
        ("<html><body><h1>Họp giao ban</h1><p>Nội dung cuộc họp.</p><a hr", "truncated"),
        ("<html><body><h1>Họp giao ban</h1><p>Nội dung cuộc họp.</p>", None),
        ("<html><body><form><div><h1>Họp giao ban</h1><p>Nội dung cuộc họp.</p></html>", None),
        ("<form><div><div><h1>Họp giao ban</h1><p>Nội dung cuộc họp.</p>", None),
    ],
)
def test_a_page_that_breaks_off(payload, reason):
    assert kind(payload.encode()) == ("article", reason)


@pytest.mark.parametrize(
    "payload",
    [
        b"<html><head><meta http-equiv='Refresh' content='0;URL=/'></head><body></body></html>",
        b"<html><body><script>window.location.href='https://vpub.soctrang.gov.vn/';</script></body></html>",
    ],
)
def test_sent_to_the_home_page(payload):
    assert kind(payload) == ("missing", "redirect-home")


def links(count, category):
    return "".join(
        f'<li><a href="/vpubnd/1292/1/{category}/{category}{n:03d}/m/t.aspx">Tin số {n} của mục {category}</a></li>'
        for n in range(count)
    )


def test_the_home_page_in_place_of_an_article():
    blocks = "".join(f"<div><h2>Mục {c}</h2><ul>{links(4, c)}</ul></div>" for c in (401, 402, 403, 404))
    assert kind(MENU + blocks) == ("missing", "home-instead")
    assert kind(MENU + blocks, HOME) == ("home", None)
    assert kind(MENU + blocks, LIST) == ("home", "home-instead")


def test_the_list_in_place_of_an_article():
    rows = "".join(
        f'<div>{30 - n}/08/2024<h3><a href="/vpubnd/1292/1/2/39100{n}/m/t.aspx">Tin số {n}</a></h3>'
        "<p>Tóm tắt.</p></div>"
        for n in range(1, 6)
    )
    assert kind(f"{MENU}<h1>Hoạt động</h1>{rows}") == ("missing", "list-instead")
    assert kind(f"{MENU}<h1>Hoạt động</h1>{rows}", LIST) == ("list", None)


def test_an_article_without_its_title_is_no_article_and_not_missing():
    text = (
        "<p>Sáng nay, Văn phòng tổ chức họp giao ban với sự tham dự của lãnh đạo các phòng chuyên môn.</p>"
        * 4
    )
    related = f"<b>Các tin khác</b><ul>{links(5, 401)}</ul>"
    page = read_page(f"<html><body>{MENU}<div>{text}</div>{related}</body></html>".encode(), ARTICLE)
    assert (page.kind, page.article) == ("other", None)
    assert [problem.split(":")[0] for problem in page.problems] == ["title"]


@pytest.mark.parametrize(
    ("payload", "content_type"),
    [
        (b"%PDF-1.4 ...", None),
        (b"\x89PNG\r\n", "text/html"),
        (b"PK\x03\x04", "application/octet-stream"),
        (b"GIF89a", None),
        (b"{}", "application/json"),
    ],
)
def test_what_is_no_page_is_told(payload, content_type):
    page = read_page(payload, ARTICLE, content_type=content_type)
    assert page.kind == "other" and page.problems[0].startswith("page:")


def test_an_unknown_portal_is_a_problem_not_an_error():
    page = read_page(b"<h1>x</h1>", ARTICLE, portal="atlantis")
    assert any(problem.startswith("portal:") for problem in page.problems)


def test_links_are_absolute_and_told_once():
    body = (
        '<a href="/a.aspx#top">1</a><a href="/a.aspx">2</a><a href="javascript:x()">3</a><a href="mailto:a@b.vn">4</a>'
        '<a href="b c.pdf">5</a><a href="//cdn.example/x">6</a><a href="#">7</a><a href="http://[bad">8</a>'
    )
    page = read_page(f"<html><body>{body}</body></html>".encode(), LIST)
    assert page.links == (
        "https://vpub.soctrang.gov.vn/a.aspx",
        LIST + "b c.pdf",
        "https://cdn.example/x",
    )


@pytest.mark.parametrize(
    "said",
    [
        "Hệ thống đang bảo trì, nâng cấp. Mời bạn quay lại sau.",
        "Cổng thông tin điện tử tạm thời ngừng hoạt động",
        "Site under maintenance",
    ],
)
@pytest.mark.parametrize("url", [HOME, LIST, ARTICLE])
def test_a_page_that_stands_in_place_of_all_for_a_while_is_a_wall(url, said):
    assert kind(f"<h1>{said}</h1>", url) == ("wall", "maintenance")


def test_an_article_about_maintenance_is_an_article():
    url = ARTICLE.replace("hop-giao-ban-thang-tam", "thong-bao-bao-tri-he-thong")
    text = "<h1>Thông báo bảo trì hệ thống</h1><p>Hệ thống được bảo trì đêm nay.</p>"
    assert kind(MENU + text, url) == ("article", None)
