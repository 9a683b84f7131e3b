"""Columns of the tables of portals and their sites, in Vietnamese."""

from __future__ import annotations

from archive.web.wording.meanings.words import ID, PORTAL, SITE, UTC

PORTALS: dict[str, dict[str, str]] = {
    "portals": {
        "id": "Tên ngắn",
        "name": "Tên",
        "home_url": "Trang chủ",
        "cms": "Hệ quản trị nội dung",
    },
    "portal_states": {
        "id": ID,
        "portal": PORTAL,
        "state": "moved: đã chuyển, closed: đã đóng, refusing: từ chối truy cập, replaced: hiển thị nội dung khác,"
        " hoặc quarantined: quá nhiều bài đổi cùng lúc, cần người xem có tin được không",
        "target": "Máy chủ mà cổng dẫn tới",
        "began_at": f"Lúc thấy lần đầu ({UTC})",
        "last_seen_at": f"Lúc thấy lần cuối ({UTC})",
        "ended_at": f"Lúc cổng trở lại như trước ({UTC}); null khi tình trạng còn tiếp diễn",
        "whole": "1 khi các trang đầu của cổng cũng không dẫn tới gì đã biết",
        "detail": "JSON: đã hỏi những bài nào, thấy được những bài nào, cổng trả lời gì",
        "exchanged": "JSON: các bài (id) hiển thị nội dung khác hẳn",
        "part": "Nói về phần nào: một máy chủ của cổng, một chuyên mục của nó (máy chủ/chuyên mục), hoặc files: ảnh"
        " và tệp; null: cả cổng",
    },
    "sites": {
        "id": ID,
        "portal": PORTAL,
        "sname": SITE,
        "name": "Tên đầy đủ",
        "agency": "Cơ quan chủ quản",
        "address": "Địa chỉ liên hệ",
        "phone": "Số điện thoại",
        "email": "Thư điện tử",
    },
}
