"""Describes the tables of articles: what they say and said, and what became of them."""

from __future__ import annotations

from archive.database.views import FIELDS
from archive.search.index import BATCH
from archive.web.tables.table import CONTENT_ID, PORTAL, SITE, UTC, Table

_CONTENT = {
    "title": "Title, as published",
    "summary": "Lead paragraph, where the page sets one apart or in bold; a bold one is in the body too",
    "body": "Paragraphs and list items in page order, separated by one blank line; ~~struck out~~, "
    "10⁴ or x^ab for what is raised, H₂O or x_ab for what is lowered; numbers of lists that do not count "
    "from 1 stand before their items (3. , b. )",
    "department": "Unit that signs (Phòng Nội chính, Văn phòng …)",
    "author": "A person's or a mixed byline (Lê Vũ - ĐTT TPST)",
    "source": "Where the text is said to come from (Nguồn: …, Theo …)",
    "published_at": "Date on the page, local time of the portal; null where there is none",
    "category": "Category the portal files it under",
}
_POSITION = "Place on the page, from 1"

ARTICLES: dict[str, Table] = {
    "articles": Table(
        "Articles · Bài viết",
        "Every article once, whatever addresses it answers at, as its newest version says. While an import or a "
        f"crawl without pauses runs, the search box here may not find its last {BATCH} texts yet; the archive's own"
        " search page does.",
        {
            "id": "Number in this archive",
            "portal": PORTAL,
            "site": SITE,
            "cms_id": "The portal's own id of the article",
            "url": "Address of the newest capture that shows it",
            **_CONTENT,
            "state": "live; missing: not there when last asked; gone: removed for certain",
            "first_captured_at": f"When an archived page first showed it ({UTC})",
            "last_captured_at": f"When an archived page last showed it ({UTC})",
            "versions": "Number of versions (count); more than 1: changed after publication",
            "content_id": CONTENT_ID,
            "date_estimated": "About when it was published (2024-08-27), where published_at is null; "
            "see date_estimates",
            "dated_by": "page: published_at stands on the page; list: only a list of the portal shows it",
        },
        sort_desc="id",
        facets=("department", "site", "state"),
        search="content_id",
        label="title",
        size=50,
    ),
    "date_estimates": Table(
        "Estimated dates · Ngày ước khoảng",
        "About when articles that bear no date were published.",
        {
            "article_id": "As in articles.id",
            "date": "The middle of the range",
            "earliest": "First day of the range",
            "latest": "Last day of the range",
            "source": "ids: those of dated articles around it; folder: year and month in the addresses of its pictures "
            "and files; text: the last day its text names",
        },
        sort_desc="article_id",
        facets=("source",),
    ),
    "versions": Table(
        "Versions · Phiên bản",
        "A version is an unbroken run of captures of one article with the same content and the same files. "
        "Counters, side bars and markup make none; any edit of what it says does.",
        {
            "id": "Number in this archive; not stable between archives",
            "article_id": "As in articles.id",
            "number": "1, 2, 3 … within the article",
            "content_id": CONTENT_ID,
            "content_sha256": "Hash of the normalised fields, and of its files where one was replaced; equal where two "
            "versions say the same",
            **_CONTENT,
            "first_captured_at": f"First capture of the run ({UTC})",
            "last_captured_at": f"Last capture of the run ({UTC})",
            "captures": "Captures in the run (count), with that of the file where a file began it",
            "until": f"When the next version was first seen ({UTC}); null: the newest",
            "portal": PORTAL,
            "dated_by": "page: published_at stands on the page; list: only a list of the portal shows it",
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
            "changed_at": f"First capture that shows it ({UTC}); the edit itself was before",
            "field": f"{', '.join(FIELDS)}, or files: bytes of its pictures and documents",
            "before": "What it said before; null: nothing",
            "after": "What it says since; null: nothing",
        },
        sort_desc="version_id",
        facets=("field",),
    ),
    "attachment_texts": Table(
        "Texts of attachments · Nội dung tệp",
        "What attached PDF, DOCX and XLSX files say, by the hash of the file.",
        {
            "sha256": "As in attachments.sha256",
            "media_type": "Told by the bytes of the file",
            "text": "A form feed stands between two pages or sheets",
            "pages": "Pages, or sheets of XLSX (count); null for DOCX",
            "scanned": "1: a scan, with hardly a letter in it",
            "problem": "Why it could not be read; null: it was",
        },
        facets=("scanned", "media_type"),
    ),
    "change_amounts": Table(
        "Amounts of changes · Mức độ sửa",
        "How much each change changed, and of what kind. Words are counted in title, summary, text, captions and "
        "tables.",
        {
            "article_id": "As in articles.id",
            "version_id": "The version that brought the change, as in versions.id",
            "changed_at": f"First capture that shows it ({UTC})",
            "words_added": "Syllables that came (count)",
            "words_removed": "Syllables that went (count)",
            "numbers": "1: other numbers stand there, dates and telephone numbers apart",
            "dates": "1: other dates stand there",
            "phones": "1: other telephone numbers stand there",
            "signs": "1: nothing but punctuation, spacing or case was changed",
            "names": "1: other persons are named there, or by other names",
        },
        sort_desc="version_id",
        facets=("numbers", "names", "signs"),
    ),
    "events": Table(
        "Events · Sự kiện",
        "What happened to articles: published, changed, missing, gone, returned, moved; and to their pictures and "
        "documents: file-missing, file-returned.",
        {
            "id": "Number in this archive",
            "article_id": "As in articles.id",
            "at": f"When it was seen ({UTC})",
            "event": "published, changed, missing, gone, returned, moved, file-missing or file-returned",
            "version_id": "The version shown then, as in versions.id",
            "detail": "Fields changed, answer given, site moved from and to, or address of the file",
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
            "content_id": CONTENT_ID,
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
            "content_id": CONTENT_ID,
            "position": _POSITION,
            "url": "Address of the picture",
            "sha256": "Payload of the picture, where it was fetched",
        },
        sort_desc="content_id",
    ),
    "attachments": Table(
        "Attachments · Tệp đính kèm",
        "Documents that articles link to, and documents, sound and films that they show within the text.",
        {
            "content_id": CONTENT_ID,
            "position": _POSITION,
            "url": "Address of the document",
            "title": "Text of the link",
            "sha256": "Payload of the document, where it was fetched",
        },
        sort_desc="content_id",
        label="title",
    ),
    "version_files": Table(
        "Files of versions · Tệp của từng phiên bản",
        "What the pictures and documents of each version were: a file that was replaced has other bytes there.",
        {
            "version_id": "As in versions.id",
            "article_id": "As in articles.id",
            "number": "As in versions.number",
            "kind": "image or attachment",
            "position": _POSITION,
            "url": "Address of the file",
            "title": "Text of the link; null for pictures",
            "sha256": "Payload of the file at that time, where it was fetched",
            "file": "Number that all spellings of the address share",
        },
        sort_desc="version_id",
        facets=("kind",),
    ),
    "article_tables": Table(
        "Tables in articles · Bảng số liệu",
        "Data tables in articles.",
        {"content_id": CONTENT_ID, "position": _POSITION, "rows": "JSON: list of rows of cell texts"},
    ),
}
