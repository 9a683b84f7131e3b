"""Meanings that many columns share, in Vietnamese."""

from __future__ import annotations

PORTAL = "Cổng thông tin, như portals.id"
SITE = "Tên ngắn của trang thành viên trong địa chỉ (sname)"
CONTENT_ID = "Nội dung lúc đó, như contents.id"
UTC = "UTC, ISO 8601"
ID = "Số trong kho này"
UNSTABLE_ID = "Số trong kho này; ở kho khác có thể khác"
ARTICLE_ID = "Như articles.id"
SHOWN_AT = f"Lúc trang hiển thị ({UTC})"
