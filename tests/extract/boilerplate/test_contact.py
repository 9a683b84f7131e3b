"""The contact footer in the wordings it takes."""

import pytest

from crawler.extract import read_page

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/tin/t.aspx"
ARTICLE = (
    "<div><h1>Tiêu đề của bài viết</h1><p>Nội dung của bài viết. Điện thoại: 0299.1 Email: a@b.vn</p></div>"
)
AGENCY, ADDRESS = "Sở Tư pháp tỉnh", "26 Hùng Vương, Phường 6, TP. Sóc Trăng"
PHONE, EMAIL = "(0299) 3621 025", "stp@soctrang.gov.vn"


@pytest.mark.parametrize(
    "footer",
    [
        "<p>Cơ quan chủ quản: {0}</p><p>Địa chỉ: {1}</p><p>Điện thoại: {2} &nbsp; Email: {3}</p>",
        "<p>Đơn vị quản lý: {0}</p><p>Trụ sở: {1}</p><p>ĐT: {2} * Fax: 0299 3621 026 * Email: {3}</p>",
        "<p>Cơ quan chủ quản: {0}</p><p>ĐC: {1}<br>ĐT: {2} - Email: {3}</p>",
        "<p>Cơ quan quản lý: {0}. Trụ sở làm việc: {1}. SĐT: {2}. Email: {3}</p>",
        "<p>Cơ quan chủ quản: {0}. Giấy phép số 59/GP-TTĐT</p><p>Địa chỉ: {1}</p><p>Tel: {2}</p><p>Email: {3}</p>",
        "<p>Cơ quan chủ quản: {0}.</p><p>Địa chỉ: {1}.</p><p>Điện thoại: {2}.</p><p>Email: {3}.</p>",
        "<p>Cơ quan chủ quản: {0}; Địa chỉ: {1}; Số điện thoại: {2}; Hộp thư điện tử: {3}</p>",
        "<table><tr><td>Cơ quan chủ quản</td><td>{0}</td></tr><tr><td>Địa chỉ</td><td>{1}</td></tr>"
        "<tr><td>Điện thoại</td><td>{2}</td></tr><tr><td>Email</td><td>{3}</td></tr></table>",
    ],
)
def test_contact(footer):
    markup = ARTICLE + "<div>" + footer.format(AGENCY, ADDRESS, PHONE, EMAIL) + "</div>"
    contact = read_page(markup.encode(), URL).contact
    assert (contact.agency, contact.address, contact.phone, contact.email) == (AGENCY, ADDRESS, PHONE, EMAIL)


@pytest.mark.parametrize(
    "footer", ["<p>Hotline: 1900 1234 - Điện thoại: {}</p>", "<p>ĐT: {}. Hotline: 1900 1234</p>"]
)
def test_a_hotline_is_the_phone_where_there_is_no_other(footer):
    for lines, phone in ((footer.format(PHONE), PHONE), ("<p>Đường dây nóng: 1900 1234</p>", "1900 1234")):
        contact = read_page(f"{ARTICLE}<div><p>Địa chỉ: {ADDRESS}</p>{lines}</div>".encode(), URL).contact
        assert contact.phone == phone
