"""Columns of the tables of numbers that tick, in Vietnamese."""

from __future__ import annotations

from archive.web.wording.meanings.words import ARTICLE_ID, ID, PORTAL, SHOWN_AT, SITE

_DAY = "Ngày ở Việt Nam (UTC+7)"

READINGS: dict[str, dict[str, str]] = {
    "visit_stats": {
        "id": ID,
        "capture_id": "Như captures.id",
        "portal": PORTAL,
        "site": SITE,
        "captured_at": SHOWN_AT,
        "online": "Số người đang truy cập lúc đó",
        "today": "Số lượt trong ngày, tính đến lúc đó",
        "yesterday": "Số lượt của ngày hôm trước",
        "this_week": "Số lượt trong tuần, tính đến lúc đó",
        "this_month": "Số lượt trong tháng, tính đến lúc đó",
        "total": "Tổng số lượt từ khi bộ đếm bắt đầu",
        "raw": "Ô thống kê, như trang hiển thị",
        "host": "Máy chủ đã hiển thị; khi site là null, mỗi máy chủ có bộ đếm riêng",
    },
    "visits_by_day": {
        "portal": PORTAL,
        "site": "Như sites.sname, hoặc máy chủ của các trang mà địa chỉ không có tên trang thành viên",
        "day": _DAY,
        "readings": "Số lần lưu có ô thống kê",
        "most_online": "Số người cùng truy cập nhiều nhất",
        "highest_today": "Số lượt trong ngày cao nhất mà một trang hiển thị",
        "yesterday": "Số lượt của ngày hôm trước, theo chính cổng",
        "total": "Tổng số lượt từ khi bộ đếm bắt đầu, ở lần ghi nhận cuối trong ngày",
        "this_week": "Số lượt trong tuần, ở lần ghi nhận cuối trong ngày",
    },
    "captures_by_day": {"portal": PORTAL, "day": _DAY, "captures": "Số lần lưu"},
    "view_counts": {"article_id": ARTICLE_ID, "captured_at": SHOWN_AT, "views": "Số lượt xem"},
}
