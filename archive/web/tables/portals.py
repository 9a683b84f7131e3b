"""What is archived."""

from __future__ import annotations

from archive.web.tables.table import PORTAL, SITE, Table

PORTALS: dict[str, Table] = {
    "portals": Table(
        "Portals · Cổng thông tin",
        "The portals archived here.",
        {"id": "Short name", "name": "Name", "home_url": "Home page", "cms": "Content management system"},
        label="name",
    ),
    "sites": Table(
        "Sites · Trang thành viên",
        "The sites of a portal, with the newest contact box of each.",
        {
            "id": "Number in this archive",
            "portal": PORTAL,
            "sname": SITE,
            "name": "Name",
            "agency": "Agency that runs it (Cơ quan chủ quản)",
            "address": "Địa chỉ",
            "phone": "Điện thoại",
            "email": "Email",
        },
        label="name",
    ),
}
