"""What readers are told of each table: titles, meanings of columns, units, how to sort and filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """A promised table or view.

    `sort_desc` is a column that the rows are stored in order of, so that neither pages nor CSV ever
    wait for a sort. `search` is the column that holds `contents.id`, where the table can be searched.
    """

    title: str
    description: str
    columns: dict[str, str]
    sort_desc: str | None = None
    facets: tuple[str, ...] = ()
    search: str | None = None
    label: str | None = None
    size: int | None = None
    units: dict[str, str] = field(default_factory=dict)


_CONTENT = {
    "title": "Title, as published",
    "summary": "Lead paragraph, where the page sets one apart or in bold; a bold one is in the body too",
    "body": "Paragraphs and list items in page order, separated by one blank line",
    "department": "Unit that signs (Phòng Nội chính, Văn phòng …)",
    "author": "A person's or a mixed byline (Lê Vũ - ĐTT TPST)",
    "published_at": "Date on the page, local time of the portal; null where it bears none",
    "category": "Category the portal files it under",
}
_READING = {
    "online": "People online at that moment (count)",
    "today": "Visits so far that day (count)",
    "yesterday": "Visits of the day before (count)",
    "this_week": "Visits so far that week (count)",
    "this_month": "Visits so far that month (count)",
    "total": "Visits since the counter began (count)",
}
_PORTAL = "Portal, as in portals.id"
_SITE = "Name of the portal's site in addresses (sname)"
_CONTENT_ID = "What was said then, as in contents.id"
_POSITION = "Place on the page, from 1"
_UTC = "UTC, ISO 8601"

TABLES: dict[str, Table] = {
    "articles": Table(
        "Articles · Bài viết",
        "Every article once, whatever addresses it answers at, as its newest version says.",
        {
            "id": "Number in this archive",
            "portal": _PORTAL,
            "site": _SITE,
            "cms_id": "The portal's own id of the article",
            "url": "Address of the newest capture that shows it",
            **_CONTENT,
            "state": "live; missing: not there when last asked; gone: removed for certain",
            "first_captured_at": f"When an archived page first showed it ({_UTC})",
            "last_captured_at": f"When an archived page last showed it ({_UTC})",
            "versions": "Number of versions (count); more than 1: changed after publication",
            "content_id": _CONTENT_ID,
        },
        sort_desc="id",
        facets=("department", "site", "state"),
        search="content_id",
        label="title",
        size=50,
    ),
    "versions": Table(
        "Versions · Phiên bản",
        "A version is an unbroken run of captures of one article with the same content. "
        "Counters, side bars and markup make none; any edit of what it says does.",
        {
            "id": "Number in this archive; not stable between archives",
            "article_id": "As in articles.id",
            "number": "1, 2, 3 … within the article",
            "content_id": _CONTENT_ID,
            "content_sha256": "Hash of the normalised fields; equal where two versions say the same",
            **_CONTENT,
            "first_captured_at": f"First capture of the run ({_UTC})",
            "last_captured_at": f"Last capture of the run ({_UTC})",
            "captures": "Captures in the run (count)",
            "until": f"When the next version was first seen ({_UTC}); null: the newest",
            "portal": _PORTAL,
        },
        sort_desc="id",
        facets=("department",),
        search="content_id",
        label="title",
        size=50,
    ),
    "changes": Table(
        "Changes · Thay đổi",
        "What editors changed after publication, field by field. Lists are JSON.",
        {
            "article_id": "As in articles.id",
            "version_id": "The version that brought the change, as in versions.id",
            "changed_at": f"First capture that shows it ({_UTC}); the edit itself was before",
            "field": "title, summary, body, captions, images, department, author, published_at, "
            "category, attachments or tables",
            "before": "What it said before; null: nothing",
            "after": "What it says since; null: nothing",
        },
        sort_desc="version_id",
        facets=("field",),
    ),
    "events": Table(
        "Events · Sự kiện",
        "What happened to articles: published, changed, missing, gone, returned, moved.",
        {
            "id": "Number in this archive",
            "article_id": "As in articles.id",
            "at": f"When it was seen ({_UTC})",
            "event": "published, changed, missing, gone, returned or moved",
            "version_id": "The version shown then, as in versions.id",
            "detail": "Fields changed, answer given, or site moved from and to",
        },
        sort_desc="id",
        facets=("event",),
    ),
    "contents": Table(
        "Contents · Nội dung",
        "Each text once, however many captures and versions say it.",
        {
            "id": "Number in this archive",
            "content_sha256": "Hash of the normalised fields",
            **_CONTENT,
            "body_html": "Markup the body was read from, as received: not safe to show as it is",
        },
        sort_desc="id",
        search="id",
        label="title",
        size=50,
    ),
    "captions": Table(
        "Captions · Chú thích ảnh",
        "The short texts under pictures.",
        {
            "content_id": _CONTENT_ID,
            "position": _POSITION,
            "text": "The caption",
            "image_url": "Address of its picture",
            "image_sha256": "Payload of the picture, where it was fetched",
        },
        sort_desc="content_id",
        search="content_id",
        label="text",
    ),
    "images": Table(
        "Pictures · Ảnh",
        "All pictures of articles, with a caption or without.",
        {
            "content_id": _CONTENT_ID,
            "position": _POSITION,
            "url": "Address of the picture",
            "sha256": "Payload of the picture, where it was fetched",
        },
        sort_desc="content_id",
    ),
    "attachments": Table(
        "Attachments · Tệp đính kèm",
        "Documents that articles link to.",
        {
            "content_id": _CONTENT_ID,
            "position": _POSITION,
            "url": "Address of the document",
            "title": "Text of the link",
            "sha256": "Payload of the document, where it was fetched",
        },
        sort_desc="content_id",
        label="title",
    ),
    "article_tables": Table(
        "Tables in articles · Bảng số liệu",
        "Data tables in articles.",
        {"content_id": _CONTENT_ID, "position": _POSITION, "rows": "JSON: list of rows of cell texts"},
    ),
    "visit_stats": Table(
        "Visit counters · Thống kê truy cập",
        "The statistics box of the portal's pages, one reading for each capture that shows it.",
        {
            "id": "Number in this archive",
            "capture_id": "As in captures.id",
            "portal": _PORTAL,
            "site": _SITE,
            "captured_at": f"When the page showed it ({_UTC})",
            **_READING,
            "raw": "The box as shown",
        },
        sort_desc="id",
        facets=("site",),
    ),
    "view_counts": Table(
        "View counts · Lượt xem",
        "How often an article had been read, by the portal's own count.",
        {
            "article_id": "As in articles.id",
            "captured_at": f"When the page showed it ({_UTC})",
            "views": "Views (count)",
        },
    ),
    "captures": Table(
        "Captures · Lần lưu",
        "Every reply of the portal, or the lack of one: the facts that all else is read from.",
        {
            "id": "Number in this archive",
            "address_id": "As in addresses.id",
            "crawl_id": "As in crawls.id; null where it was imported",
            "source": "live, or where it was imported from",
            "method": "HTTP method",
            "url": "Address asked",
            "request": "JSON: what a postback asked for",
            "captured_at": f"When the page showed it ({_UTC})",
            "status": "HTTP status",
            "headers": "JSON: names and values in the order received",
            "media_type": "Content-Type without parameters",
            "payload_sha256": "The reply's body, as in payloads.sha256",
            "payload_bytes": "Size of the body (bytes)",
            "outcome": "What it turned out to be: ok, not-found, soft-404, wall, timeout …",
            "content_id": "What was read from it, as in contents.id",
            "extractor": "Version of the reader that read it",
            "recorded_at": f"When this archive stored it ({_UTC})",
            "error": "Why no whole reply came",
            "problems": "JSON: what the reader looked for and did not understand",
            "hash": "Link in the chain of captures (sha256)",
        },
        sort_desc="id",
        facets=("outcome", "source"),
        units={"payload_bytes": "byte"},
    ),
    "payloads": Table(
        "Payloads · Dữ liệu gốc",
        "Bodies of replies, bit for bit. Open one from its capture: here they are packed.",
        {
            "sha256": "Hash of the bytes as received",
            "bytes": "Size as received (bytes)",
            "codec": "How `data` is packed: raw, zstd, or zstd with --patch-from the base",
            "base_sha256": "The payload it is packed against",
            "data": "The packed bytes",
        },
        units={"bytes": "byte"},
        size=20,
    ),
    "addresses": Table(
        "Addresses · Địa chỉ",
        "Every address known, what became of it and when it is due again.",
        {
            "id": "Number in this archive",
            "portal": _PORTAL,
            "url": "The address, normalised",
            "kind": "article, list, home, image, file or other",
            "article_id": "The article it shows, as in articles.id",
            "state": "pending, leased, done, alias, failed or excluded",
            "first_seen_at": f"When it was first linked to ({_UTC})",
            "last_captured_at": f"When it was last asked ({_UTC})",
            "next_due_at": f"When it is due again ({_UTC})",
            "failures": "Failures in a row (count)",
            "note": "Why it is in that state",
            "cms_id": "The portal's own id of the article",
            "site": _SITE,
            "host": "Host and port",
            "unchanged": "Visits in a row that brought nothing new (count)",
        },
        sort_desc="id",
        facets=("state", "kind"),
        label="url",
    ),
    "crawls": Table(
        "Crawls · Đợt thu thập",
        "Each run of the crawler.",
        {
            "id": "Number in this archive",
            "portal": _PORTAL,
            "started_at": _UTC,
            "finished_at": _UTC,
            "state": "running, finished, alarm, stopped or failed",
            "reason": "Why it ended so",
            "stats": "JSON: what it did",
            "software": "Version that ran",
            "settings": "JSON: what it was told",
            "head": "Head of the chain when it closed",
        },
        sort_desc="id",
        facets=("state",),
    ),
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
            "portal": _PORTAL,
            "sname": _SITE,
            "name": "Name",
            "agency": "Agency that runs it (Cơ quan chủ quản)",
            "address": "Địa chỉ",
            "phone": "Điện thoại",
            "email": "Email",
        },
        label="name",
    ),
}


def settings(name: str) -> dict[str, Any]:
    """How Datasette sorts, filters and searches the table `name`."""
    table = TABLES[name]
    chosen: dict[str, Any] = {
        "sort_desc": table.sort_desc,
        "facets": list(table.facets),
        "label_column": table.label,
        "size": table.size,
        "units": table.units,
    }
    if table.search:
        chosen |= {"fts_table": "search_index", "fts_pk": table.search}
    return {key: value for key, value in chosen.items() if value}
