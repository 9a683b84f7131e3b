"""Words around the documents of an article: headings, sizes, columns."""

from __future__ import annotations

import re

from crawler.extract.vocabulary.words import Words

ATTACHED = Words(
    {
        (
            "(?:(?:danh sách|nội dung|xem) )?(?:các )?(?:tệp|file|tập tin|tài liệu|văn bản)"
            "(?: tin)? (?:đính kèm|(?:gửi )?kèm(?: theo)?|tải về)"
        ): "Tệp đính kèm",
        "đính kèm": "Đính kèm",
        "📎": "📎",
        "toàn văn": "Toàn văn",
        "(?:xem )?(?:tệp|file|tập tin)": "Tệp",
        "tải (?:về|xuống|(?:tệp|file|tập tin|tài liệu|văn bản)(?: đính kèm)?)": "Tải về",
        "attachments?": "Attachments",
        "download": "Download",
    },
    r"[•*-]? ?{} ?(?:\(\d+\))? ?:?",
)
"""The heading of a box with the documents of an article."""
REFERS_TO_FILES = re.compile(
    r"\b(?:xem|tải|theo|trong|tại|mở)\b.{0,40}\b(?:tệp|file|tập tin|tài liệu|văn bản|phụ lục|bảng|danh sách)\b.{0,20}"
    r"\b(?:đính kèm|gửi kèm|kèm theo|bên dưới|dưới đây|sau)\b",
    re.IGNORECASE,
)
"""A sentence that sends the reader to the documents below it."""
NO_FILES = re.compile(
    r"(?:không|chưa) có (?:tệp|file|tập tin|tài liệu|văn bản)(?: tin)?(?: nào)?(?: (?:được )?(?:đính kèm|kèm theo))\.?",
    re.IGNORECASE,
)
"""What is in such a box when it is empty."""
SIZES = Words(
    {
        r"[\d.,]+ ?(?:bytes?|[kmg]i?b)": "1,2 MB",
        r"\((?:tải về|tải xuống|download)\)": "(Tải về)",
        r"(?:số |đã )?(?:(?:lượt|lần) )?(?:tải(?: về| xuống)?|downloads?) ?:? ?\d[\d.,]*": "Lượt tải về: 12",
        r"\d[\d.,]* (?:(?:lượt|lần) tải(?: về| xuống)?|downloads?)": "12 lượt tải",
        "pdf": "PDF",
        "docx?": "docx",
        "xlsx?": "xlsx",
        "pptx?": "PPT",
        "zip": "ZIP",
        "rar": "RAR",
    },
    r"(?:[(\[]? ?{} ?[)\]]?[ ,;|–-]*)+",
)
"""What is beside a link to a document: its size, its kind, how often it was fetched."""
COLUMN = Words(
    {
        "(?:tên )?(?:tệp|file|tập tin)(?: tin)?(?: đính kèm)?": "Tệp đính kèm",
        "tên tài liệu": "Tên tài liệu",
        "tải (?:về|xuống)": "Tải về",
        "download": "Download",
        "dung lượng": "Dung lượng",
        "kích thước": "Kích thước",
    },
)
"""The heads of columns that only a table of documents has."""
SAYS_NOTHING = Words(
    {
        ATTACHED.pattern: "Tệp đính kèm",
        "xem(?: (?:chi tiết|trước|file|tệp|online))?": "Xem chi tiết",
        "mở": "Mở",
    },
)
"""What a link to a document says that does not name it."""
