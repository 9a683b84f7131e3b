"""What portals write, wording by wording: each is known for what it is, and no other alternative covers it."""

from __future__ import annotations

import pytest

from crawler.extract.article.title.surroundings import heads_no_article
from crawler.extract.boilerplate.controls import is_service, is_stop
from crawler.extract.document.lines import read_lines
from crawler.extract.document.tree import parsed
from crawler.extract.facts.facts import read_views
from crawler.extract.vocabulary import error_pages, files, labels
from crawler.extract.vocabulary.bylines import CMS_USER, PHOTO_CREDIT
from crawler.extract.vocabulary.dates import date_line
from crawler.extract.vocabulary.signatures import read_signature, read_source
from crawler.extract.vocabulary.units import FIELD


def line(text: str):
    """A page's only line."""
    root, _, _ = parsed(f"<html><body><p>{text}</p></body></html>".encode())
    assert root is not None
    return read_lines(root).lines[0]


ENDS = (
    "Các tin khác", "Tin liên quan", "Bài viết cùng loại", "Tin cùng chủ đề", "Tin đã đưa ngày",
    "Tin trong chuyên mục",
    "Tin cùng chuyên mục khác", "Tin mới hơn", "Tin nóng", "Tin cũ hơn", "Bài tiếp theo", "Tin trước đó",
    "Tin bài đã đăng",
    "Tin đọc nhiều", "Tin nổi bật", "Tin tiêu điểm", "Những tin mới hơn", "Other news", "Related articles",
    "Xem nhiều nhất", "Cùng chuyên mục", "Có thể bạn quan tâm", "Các tin khác (12):",
    "Gửi bình luận của bạn", "Ý kiến bạn đọc", "12 bình luận", "Chưa có bình luận nào", "Đánh giá bài viết",
    "Comments",
    "Tags:", "Từ khóa:", "Cơ quan chủ quản: Sở Y tế", "Ghi rõ nguồn khi phát hành lại", "Copyright 2024",
    "© Sở Y tế", "® 2024 Sở Y tế", "Giấy phép số 12", "Chịu trách nhiệm nội dung: ông An", "Liên kết website tỉnh",
    "Về đầu trang", "Thống kê truy cập", "Lượt truy cập", "Bộ đếm", "Thông tin truy cập",
)  # fmt: skip


@pytest.mark.parametrize("text", ENDS)
def test_what_says_that_an_article_is_over(text):
    assert is_stop(text)


BUTTONS = (
    "In trang", "Print", "Bản in", "Gửi bạn bè", "Gửi qua email", "Send email", "Chia sẻ lên facebook",
    "Sao chép liên kết",
    "Zalo", "Lên đầu trang", "Quay lại", "Back", "Đọc bài viết", "Nghe nội dung bài viết", "Cỡ chữ", "Màu chữ", "RSS",
    "Giọng nữ miền nam", "Tốc độ đọc: 1.5x", "Thời gian đọc: 5 phút", "3 ngày trước", "Vừa xong", "QR code",
    "Theo dõi chúng tôi trên Google News", "A+ A-", "Lưu bài viết", "Tương phản", "Xem bản in", "Phóng to",
    "Đóng cửa sổ", "In trang | Gửi bạn bè", "Lượt tải về: 12", "12 lượt chia sẻ",
    "125 lượt thích · 18 chia sẻ | 3 bình luận",
    "Bạn thấy bài này: ★★★★☆",
    "12 đánh giá",
    "Tổng số điểm của bài viết là: 5", "Điểm đánh giá: 4,5 trong 5 sao", "Click để đánh giá bài viết",
    "Hãy đánh giá bài viết này", "Trung bình (12 bình chọn)", "4,5/5 sao", "Hài lòng, không hài lòng",
    "Bạn có thích bài viết này không?", "Từ khóa: hội chợ", "Không có tệp đính kèm",
)  # fmt: skip


@pytest.mark.parametrize("text", BUTTONS)
def test_what_serves_the_page_and_says_nothing(text):
    assert is_service(text)


@pytest.mark.parametrize("text", ["Thư viện ảnh", "Album", "Video clip mới", "Thăm dò ý kiến", "Liên kết web",
                                  "Thời tiết", "Tỷ giá ngoại tệ", "Giá vàng", "Đăng nhập hệ thống",
        "Tìm kiếm", "Menu"])  # fmt: skip
def test_what_names_a_box(text):
    assert heads_no_article(line(text), text)


@pytest.mark.parametrize("text", ["Trao quà cho hộ nghèo", "In ấn phẩm mới của tỉnh",
    "Đánh giá kết quả năm 2024 của xã",
                                  "Chia sẻ khó khăn cùng bà con vùng lũ", "Tin vui từ vùng biên giới"])  # fmt: skip
def test_a_title_is_none_of_these(text):
    assert not (is_stop(text) or is_service(text) or heads_no_article(line(text), text))


@pytest.mark.parametrize(
    "label", ["Ngày đăng:", "Cập nhật lúc", "Đăng ngày", "Thời gian đăng:", "Published on", "Posted", "Date:"]
)
def test_what_labels_a_date(label):
    assert date_line(f"{label} 27/08/2024") == "2024-08-27"


@pytest.mark.parametrize(
    "text",
    ["Lượt xem: 137", "Số lần đọc: 137", "Đã xem: 137", "Bài viết đã được đọc: 137", "Xem: 137 lượt",
    "Số người xem: 137",
     "Views: 137", "Read: 137 times", "Hits: 137", "👁 137", "Lượt truy cập bài viết: 137"],
)  # fmt: skip
def test_what_counts_views(text):
    assert read_views([line(text)]) == 137


def test_views_may_be_in_the_line_below_their_label():
    assert read_views([line("Lượt xem:"), line("137")]) == 137
    assert read_views([line("Lượt xem:"), line("137 hộ")]) is None


@pytest.mark.parametrize("name", [
    "Văn phòng UBND tỉnh", "Sở Tư pháp", "Ủy ban nhân dân xã", "Đảng ủy xã", "Huyện ủy Kế Sách", "Hội Nông dân tỉnh",
    "Cổng thông tin điện tử", "Thư viện tỉnh", "Bảo tàng tỉnh", "Báo Sóc Trăng", "Trường Chính trị tỉnh",
    "Đội Quản lý thị trường", "Khối thi đua", "Câu lạc bộ Hưu trí", "Vườn quốc gia U Minh", "Nhà xuất bản Trẻ",
    "Trung tâm Y tế", "Chi cục Thủy sản", "Công an tỉnh", "Bệnh viện tỉnh", "Quỹ Đầu tư", "Hợp tác xã Rau sạch",
])  # fmt: skip
def test_what_is_a_unit(name):
    signed = read_signature(name)
    assert signed is not None and signed.kind == "department"


@pytest.mark.parametrize("field", ["tài chính", "thể thao", "đầu tư", "môi trường", "pháp chế", "quốc phòng",
    "giáo dục",
                                   "xây dựng", "du lịch và dịch vụ"])  # fmt: skip
def test_what_a_unit_has_to_do_with(field):
    assert FIELD.fullmatch(field)


@pytest.mark.parametrize(
    ("text", "author"),
    [("Tin, ảnh: Hải Yến", "Hải Yến"), ("Bài và ảnh: Hải Yến", "Hải Yến"), ("Người viết: Hải Yến", "Hải Yến"),
     ("Tác giả: Hải Yến", "Hải Yến"), ("Hải Yến (tổng hợp)", "Hải Yến"), ("Hải Yến - tổng hợp", "Hải Yến"),
     ("Hải Yến (theo TTXVN)", "Hải Yến"), ("Tin - ảnh Hải Yến", "Hải Yến"), ("Phóng viên: Hải Yến", "Hải Yến")],
)  # fmt: skip
def test_what_is_beside_a_name(text, author):
    signed = read_signature(text, marked=True)
    assert signed is not None and (signed.kind, signed.value) == ("author", author)


@pytest.mark.parametrize("text", ["(Ảnh Văn Bình)", "Chợ phiên - ảnh: Văn Bình", "Ảnh: Văn Bình",
    "Ảnh minh họa", "Hình minh họa",
                                  "Chợ phiên (Nguồn internet)"])  # fmt: skip
def test_what_says_whose_picture_it_is(text):
    assert PHOTO_CREDIT.search(text)


@pytest.mark.parametrize(
    "text",
    ["admin", "Administrator", "Quản trị viên", "quan tri", "Ban bien tap", "Người đăng: admin", "host"],
)
def test_what_a_system_calls_its_user(text):
    assert CMS_USER.fullmatch(text)


@pytest.mark.parametrize("text", [
    "Không tìm thấy trang bạn yêu cầu", "Không tồn tại", "Không tồn tại bài viết này", "Bài viết không tồn tại",
    "Trang này không có trên máy chủ", "Bài viết không còn", "Tin bài đã bị xóa", "Bài viết đã hết hạn hiển thị",
    "Tin bài chưa được xuất bản", "Bài viết đã được chuyển hoặc xóa", "Tin bài đã được gỡ", "Lỗi 404",
    "404 - rất tiếc",
    "The file cannot be found", "Not found", "It was not found",
])  # fmt: skip
def test_what_says_that_nothing_is_here(text):
    assert error_pages.MISSING.search(text)


@pytest.mark.parametrize("text", [
    "Đang tải dữ liệu...", "Loading", "Vui lòng chờ trong giây lát", "Bạn cần đăng nhập để xem", "Please log in",
    "Object reference not set to an instance of an object.", "Timeout expired.", "Cannot open database",
    "A network-related error occurred", "Login failed for user 'sa'", "Đã xảy ra lỗi kết nối máy chủ",
    "Không thể kết nối", "Lỗi: 500", "Nội dung đang được cập nhật",
])  # fmt: skip
def test_what_stands_for_a_text_that_failed_to_come(text):
    assert error_pages.FAILED_TEXT.fullmatch(text)


@pytest.mark.parametrize(("words", "pattern", "texts"), [
    (error_pages, "SERVER_ERROR", ["Server Error in '/' Application.", "Runtime Error", "HTTP Error 503",
    "502 Bad Gateway",
                                "Service Unavailable"]),
    (error_pages, "CHALLENGE", ["Just a moment...", "Checking your browser", "Verify you are human",
                             "Enable JavaScript",
                             "captcha", "Đang kiểm tra trình duyệt", "Xác minh bạn không phải là robot",
                             "Tôi không phải người máy", "Bật cookie", "Access denied"]),
    (error_pages, "MAINTENANCE", ["Trang đang bảo trì", "Tạm ngừng hoạt động", "Under construction"]),
    (error_pages, "LOGIN", ["Đăng nhập", "Log in", "Sign in", "Mật khẩu", "Password"]),
    (labels, "OTHER_COUNT", ["Mã", "Bình chọn", "Chia sẻ", "Tải về"]),
    (files, "ATTACHED", ["Tệp đính kèm", "Đính kèm", "Tải về", "Attachments", "Download"]),
    (labels, "SITE_NAME", ["Cổng thông tin điện tử tỉnh", "Website của Sở", "Trang chủ ủy ban nhân dân tỉnh",
                           "Portal"]),
])  # fmt: skip
def test_each_wording_is_known(words, pattern, texts):
    assert [text for text in texts if not getattr(words, pattern).search(text)] == []


@pytest.mark.parametrize(("name", "texts"), [
    ("online", ["Đang online", "Số người trực tuyến", "Khách đang xem", "Lượt truy cập hiện tại",
    "Trực tuyến", "Online"]),
    ("today", ["Hôm nay", "Truy cập ngày", "Today"]),
    ("yesterday", ["Truy cập hôm qua", "Ngày hôm qua", "Yesterday"]),
    ("total", ["Tất cả", "Tất cả từ trước đến nay", "Tổng số từ trước tới nay", "Tổng số lượt truy cập",
    "Khách ghé thăm thứ", "Total visits", "Số lượt truy cập", "Lượt truy cập",
               "Đã truy cập"]),
])  # fmt: skip
def test_what_labels_a_counter_of_visits(name, texts):
    from crawler.extract.boilerplate.visit_counter import read_visits

    for text in texts:
        other = "Hôm nay" if name != "today" else "Đang online"
        root, _, _ = parsed(f"<html><body><p>{text}: 94</p><p>{other}: 430</p></body></html>".encode())
        visits, _ = read_visits(read_lines(root).lines, frozenset())
        assert visits is not None and getattr(visits, name) == 94, text


@pytest.mark.parametrize(("name", "texts"), [
    ("address", ["Địa chỉ", "Đ/c", "Trụ sở", "Tòa soạn"]),
    ("phone", ["Điện thoại", "SĐT", "Đ/t", "Tel", "Phone"]),
    ("email", ["Email", "Thư điện tử", "Hộp thư"]),
])  # fmt: skip
def test_what_labels_a_way_to_reach_an_office(name, texts):
    from crawler.extract.boilerplate.contact import read_contact

    for text in texts:
        value = "a@b.vn" if name == "email" else "01 Hùng Vương 02993"
        body = f"<p>Cơ quan chủ quản: Sở Y tế</p><p>{text}: {value}</p>"
        root, _, _ = parsed(f"<html><body>{body}</body></html>".encode())
        contact = read_contact(read_lines(root).lines, frozenset())
        assert contact is not None and getattr(contact, name) == value, text


@pytest.mark.parametrize("text", ["Fax: 0299", "Website: a.vn", "Chịu trách nhiệm chính: ông An",
    "Trưởng ban biên tập: ông An",
                                  "Giấy phép: 12", "Bản quyền: tỉnh"])  # fmt: skip
def test_what_follows_a_telephone_is_not_part_of_it(text):
    from crawler.extract.boilerplate.contact import read_contact

    root, _, _ = parsed(
        f"<html><body><p>Địa chỉ: 01 Hùng Vương, Điện thoại: 0299.1, {text}</p></body></html>".encode()
    )
    contact = read_contact(read_lines(root).lines, frozenset())
    assert contact is not None and contact.phone == "0299.1"


@pytest.mark.parametrize(
    "text", ["2024 Nguyễn Văn An", "Hội nghị tổ chức tại xã", "Nguyễn Văn An:", "Chợ phiên"]
)
def test_what_signs_nothing(text):
    assert read_signature(text, marked=False) is None


@pytest.mark.parametrize(
    "text", ["Nguồn: Báo Nhân Dân", "(Nguồn: Báo Nhân Dân)", "(Theo Báo Nhân Dân).", "Theo: Báo Nhân Dân"]
)
def test_where_a_text_comes_from(text):
    assert read_source(text) == "Báo Nhân Dân"
