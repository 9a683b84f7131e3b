"""Date lines as Vietnamese pages write them, and lines that only begin with a date."""

import pytest

from crawler.extract.vocabulary.dates import date_line, date_within


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("27/8/2024", "2024-08-27"),
        ("14/03/2025", "2025-03-14"),
        ("Thứ hai, 13 Tháng Giêng 2025", "2025-01-13"),
        ("13 tháng chạp 2025", "2025-12-13"),
        ("27-08-2024 14h05", "2024-08-27T14:05"),
        ("(27/8/2024)", "2024-08-27"),
        ("Ngày 27 tháng 8 năm 2024", "2024-08-27"),
        ("Thứ ba, 27/08/2024 14:05 (GMT+7)", "2024-08-27T14:05"),
        ("Thứ Tư, ngày 28 tháng 8 năm 2024, 08:30", "2024-08-28T08:30"),
        ("Chủ nhật, 01/09/2024", "2024-09-01"),
        ("2:04 PM | 06/06/2016", "2016-06-06T14:04"),
        ("06/06/2016 | 2:04 PM", "2016-06-06T14:04"),
        ("Ngày đăng 06/06/2016 | 2:04 PM", "2016-06-06T14:04"),
        ("Publish date 24/06/2022 | 3:58 PM | View count: 85", "2022-06-24T15:58"),
        ("16/02/2012 | 12:00 AM", "2012-02-16T00:00"),
        ("16/02/2012 | 12:30 PM", "2012-02-16T12:30"),
        ("Đăng lúc: 27/08/2024 2:05:11 CH", "2024-08-27T14:05"),
        ("Cập nhật lúc: 14:05 27/08/2024", "2024-08-27T14:05"),
        ("2024-08-27T14:05:00", "2024-08-27T14:05"),
        ("27/8/2024 - Lượt xem: 5", "2024-08-27"),
        ("Thứ Ba, 27 Tháng Tám 2024 2:05 CH (Đã xem 137)", "2024-08-27T14:05"),
        ("3 Tháng Năm 2024", "2024-05-03"),
        ("12 Tháng Mười Hai 2024", "2024-12-12"),
        ("27 tháng 8, 2024", "2024-08-27"),
        ("Tuesday, 27/08/2024", "2024-08-27"),
        ("Tin đăng ngày: 27/8/2024", "2024-08-27"),
        ("Ngày gửi: 27/08/2024 14:05", "2024-08-27T14:05"),
        ("Post date: 27/08/2024", "2024-08-27"),
        ("Chủ nhật - 01/09/2024 07:30", "2024-09-01T07:30"),
        ("CN, 01/09/2024 - 07:30", "2024-09-01T07:30"),
        ("T4 28/8/2024", "2024-08-28"),
        ("Wed, 28/08/2024 7:30 PM", "2024-08-28T19:30"),
        ("August 28th, 2024", "2024-08-28"),
        ("Wednesday, August 28, 2024 at 7:30 PM", "2024-08-28T19:30"),
        ("1st Sept 2024", "2024-09-01"),
        ("28/08/2024 / 07:30 / Đã đọc: 1.204", "2024-08-28T07:30"),
        ("28/08/2024 07:30 (2 ngày trước)", "2024-08-28T07:30"),
        ("28/08/2024 07:30 - vừa xong", "2024-08-28T07:30"),
        ("28/08/2024 07:30 👁 1.204", "2024-08-28T07:30"),
    ],
)
def test_date_line(line, date):
    assert date_line(line) == date


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 27/8/2024, Đảng ủy Công an tỉnh tổ chức Hội nghị sơ kết",
        "Ngày 27/8/2024, UBND họp.",
        "Sóc Trăng, ngày 27 tháng 8 năm 2024",
        "31/02/2024",
        "27 tháng tám mươi 2024",
        "27/8",
        "92/92 chi bộ",
        "14:05",
        "",
    ],
)
def test_no_date_line(line):
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Zmolk 05/09/2024", "2024-09-05"),
        ("Xã An Mỹ khai mạc hội chợ làng nghề vào sáng 05/09/2024", None),
        ("05/09/2024 - 06/09/2024", None),
        (f"05/09/2024 {'* ' * 70}", None),
    ],
)
def test_the_date_in_a_text_that_says_little_else(text, date):
    assert date_within(text) == date
