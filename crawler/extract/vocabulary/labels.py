"""Labels of facts and parts of a page: dates, views, visits, contacts, files, categories.

Patterns are matched against clean text, where white space is one space, and ignore case.
"""

from __future__ import annotations

import re

from crawler.extract.vocabulary.patterns import any_of, compiled

DATE_LABEL = any_of(
    r"ngày (?:đăng(?: tin| bài)?|cập nhật|xuất bản|tạo|viết|gửi|đưa(?: tin)?)",
    r"(?:(?:tin|bài) )?(?:đăng|cập nhật|xuất bản)(?: (?:ngày|lúc|vào|lần cuối))*",
    r"thời gian(?: (?:đăng|cập nhật))?",
    r"publish(?:ed)?(?: (?:date|on))?",
    r"post(?:ed)?(?: (?:date|on))?",
    r"date",
)
VIEW_LABEL = any_of(
    r"(?:tổng )?(?:số )?(?:lượt|lần) (?:(?:người )?(?:xem|đọc|view)|truy ?cập(?= (?:bài|tin)\b))"
    r"(?: (?:bài(?: viết)?|tin(?: bài)?)(?= ?:))?",
    r"(?:(?:bài(?: viết)?|tin)(?: này)? )?đã (?:được )?(?:xem|đọc(?= ?:? ?\d))",
    r"(?:xem|đọc)(?= ?: ?\d[\d., ]*(?:lần|lượt|[|)]|$))",
    r"(?:số )?người (?:xem|đọc)(?= ?:)",
    r"(?:number of )?view(?:s| ?count|ed)?",
    r"read(?= ?:? ?\d[\d., ]*times)",
    r"hits",
    r"👁\ufe0f?",
)
VIEWS = re.compile(VIEW_LABEL, re.IGNORECASE)

OTHER_COUNT = re.compile(
    any_of(
        r"mã|captcha|code",
        r"bình (?:chọn|luận)|đánh giá|ý kiến|votes?|ratings?|comments?",
        r"chia sẻ|thích|likes?|shares?",
        r"(?:lượt )?tải(?: về)?|downloads?",
    ),
    re.IGNORECASE,
)
"""Beside a number that counts no views."""

VISIT_HEADING = re.compile(
    any_of(
        r"thống kê(?: (?:lượt|số))?(?: (?:truy ?cập|lượng truy ?cập|website))?",
        r"(?:số )?(?:lượt|lượng|người)(?: người)? truy ?cập",
        r"(?:bộ đếm|thông tin)(?: truy ?cập)",
        r"bộ đếm",
    )
    + r" ?:?",
    re.IGNORECASE,
)
VISITED = r"(?:truy ?cập|ghé thăm)"
VISIT_LABELS: dict[str, str] = {
    "online": any_of(
        rf"đang (?:online|{VISITED}|xem|hoạt động|trực tuyến)",
        r"(?:số )?(?:người|khách) (?:đang )?(?:online|trực tuyến|truy ?cập(?! thứ))",
        r"(?:số )?(?:người|khách) đang xem",
        r"(?:số )?(?:lượt|người|khách) truy ?cập hiện tại",
        r"trực tuyến",
        r"online",
    ),
    "members": r"thành viên(?: (?:online|trực tuyến|đang truy ?cập))?",
    "today": any_of(rf"(?:{VISITED} )?(?:trong )?hôm nay", r"(?:truy ?cập (?:trong )?|trong )ngày", r"today"),
    "yesterday": any_of(r"truy ?cập hôm qua", r"(?:ngày )?hôm qua", r"yesterday"),
    "last_week": r"tuần (?:trước|qua)|last week",
    "last_month": r"tháng (?:trước|qua)|last month",
    "this_week": r"(?:truy ?cập )?(?:trong )?tuần(?: (?:này|hiện tại))?|this week",
    "this_month": r"(?:truy ?cập )?(?:trong )?tháng(?: (?:này|hiện tại))?|this month",
    "this_year": r"(?:trong )?năm(?: (?:nay|này|qua|trước))?",
    "total": any_of(
        rf"(?:tất cả|tổng(?: (?:cộng|số))?(?: (?:số )?(?:lượt|lượng))?(?: {VISITED})?)"
        r"(?: (?:(?:kể )?từ(?: ngày)? \d{1,2}/\d{1,2}/\d{4}|từ trước (?:đến|tới) nay))?",
        rf"(?:lượt|người|khách)(?: {VISITED})? thứ",
        r"total(?: (?:visits|visitors|hits))?",
        r"số lượt truy ?cập",
        r"lượt truy ?cập",
        r"(?:số )?(?:lượt|người|khách) (?:đã )?vào(?: (?:trang|cổng|web))?",
        rf"(?:số )?(?:(?:lượt|người|khách) )?đã {VISITED}",
        r"thống kê(?= ?: ?\d)",
    ),
}
"""Counter → pattern of its label. Labels without a field are included, so that no other label swallows them."""

CONTACT_LABELS: dict[str, str] = {
    "agency": r"(?:cơ quan|đơn vị) (?:chủ quản|quản lý)",
    "address": any_of(
        r"địa chỉ(?: (?:liên hệ|trụ sở))?", r"đ/?c", r"trụ sở(?: (?:chính|làm việc))?", r"t(?:òa|oà) soạn"
    ),
    "phone": any_of(
        r"(?:số )?điện thoại(?: liên hệ)?",
        r"s?đt",
        r"đ/t",
        r"tel(?:ephone)?",
        r"phone",
    ),
    "hotline": any_of(r"hotline", r"đường dây nóng"),
    "email": any_of(r"e-?mail(?: liên hệ)?", r"(?:hộp )?thư điện tử", r"hộp thư"),
    "other": any_of(
        r"fax",
        r"website",
        r"web",
        r"(?:người )?chịu trách nhiệm(?: (?:chính|nội dung))?",
        r"trưởng ban biên tập",
        r"giấy phép(?: số)?",
        r"bản quyền(?: thuộc)?",
    ),
}


ATTACHED = re.compile(
    r"[•*-]? ?"
    + any_of(
        r"(?:(?:danh sách|nội dung|xem) )?(?:các )?(?:tệp|file|tập tin|tài liệu|văn bản)(?: tin)? "
        r"(?:đính kèm|(?:gửi )?kèm(?: theo)?|tải về)",
        r"đính kèm|📎|toàn văn|(?:xem )?(?:tệp|file|tập tin)",
        r"tải (?:về|xuống|(?:tệp|file|tập tin|tài liệu|văn bản)(?: đính kèm)?)",
        r"attachments?",
        r"download",
    )
    + r" ?(?:\(\d+\))? ?:?",
    re.IGNORECASE,
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
CONTENT_TABS = frozenset(("chi tiết", "nội dung", "nội dung bài viết", "nội dung tin", "nội dung chi tiết"))
"""The first of several tabs: that of the article's text."""

BREADCRUMB_HOME = re.compile(
    r"(?:(?:(?:bạn )?(?:đang|hiện) (?:ở|tại|xem)(?: đây)?|vị trí(?: hiện tại)?|you are here) ?:? ?)?[»›>]? ?"
    r"(?:\d\. ?)?(?:trang (?:chủ|nhất)|home)",
    re.IGNORECASE,
)
BREADCRUMB_MARK = re.compile(r"\s*(?:»|›|>|→|/|\\|\||::)+\s*")
PAGE_STEP = re.compile(
    r"(?:xem |đọc )?(?:chi tiết|nội dung)(?: (?:tin(?: tức)?|bài(?: viết)?))?|(?:xem|đọc) (?:tin|bài)",
    re.IGNORECASE,
)
"""A last step of the breadcrumb that names the kind of page instead of a category."""
SITE_NAME = compiled(
    r"(?:cổng|trang) (?:thông tin|tin|tttt)[^:]*$", r"website", r".*ủy ban nhân dân tỉnh$", r"portal"
)
"""How the name of a site begins, which has no colon as a title may."""


CATEGORY_LABEL = re.compile(
    r"(?:^|[|•·] ?| [-–] )(?:chuyên mục|chuyên trang|danh mục|thể loại|category) ?: ?(?P<name>[^|•·:]{2,80}?)"
    r" ?(?=[|•·]| [-–] (?:\d|[^|•·:–-]{2,24}:)|$)",
    re.IGNORECASE,
)
"""The category with its label, as it is beside the date."""
