"""Describes the tables of numbers that tick: one reading for each capture that shows them."""

from __future__ import annotations

from archive.web.tables.table import PORTAL, SITE, UTC, Table

_READING = {
    "online": "People online at that moment (count)",
    "today": "Visits so far that day (count)",
    "yesterday": "Visits of the day before (count)",
    "this_week": "Visits so far that week (count)",
    "this_month": "Visits so far that month (count)",
    "total": "Visits since the counter began (count)",
}

READINGS: dict[str, Table] = {
    "visit_stats": Table(
        "Visit counters · Thống kê truy cập",
        "The statistics box of the portal's pages, one reading for each capture that shows it.",
        {
            "id": "Number in this archive",
            "capture_id": "As in captures.id",
            "portal": PORTAL,
            "site": SITE,
            "captured_at": f"When the page showed it ({UTC})",
            **_READING,
            "raw": "The box as shown",
            "host": "The host that showed it: where site is null, each host has a counter of its own",
        },
        sort_desc="id",
        facets=("site",),
    ),
    "visits_by_day": Table(
        "Visits by day · Lượt truy cập theo ngày",
        "What the readings of each site's statistics box add up to, by day of Viet Nam.",
        {
            "portal": PORTAL,
            "site": "As in sites.sname, or the host of pages whose address names no site",
            "day": "Day in Viet Nam (UTC+7)",
            "readings": "Captures that show the box (count)",
            "most_online": "Most people online at a time (count)",
            "highest_today": "Most visits of the day that a page showed (count)",
            "yesterday": "Visits of the day before, by the portal's own count",
            "total": "Visits since the counter began, at the last reading of the day (count)",
            "this_week": "Visits of the week, at the last reading of the day (count)",
        },
        facets=("site",),
    ),
    "captures_by_day": Table(
        "Captures by day · Lần lưu theo ngày",
        "How many captures were made on each day of Viet Nam.",
        {"portal": PORTAL, "day": "Day in Viet Nam (UTC+7)", "captures": "Captures (count)"},
    ),
    "view_counts": Table(
        "View counts · Lượt xem",
        "How often an article had been read, by the portal's own count.",
        {
            "article_id": "As in articles.id",
            "captured_at": f"When the page showed it ({UTC})",
            "views": "Views (count)",
        },
    ),
}
