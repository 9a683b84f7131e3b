"""Labels of facts and parts of a page: dates, views, visits, contacts, files, categories.

Patterns are matched against clean text, where white space is one space, and ignore case.
"""

from __future__ import annotations

import re

from crawler.extract.vocabulary.words import Words

DATE_LABEL = Words(
    {
        "ngày (?:đăng(?: tin| bài)?|cập nhật|xuất bản|tạo|viết|gửi|đưa(?: tin)?)": "Ngày đăng",
        "(?:(?:tin|bài) )?(?:đăng|cập nhật|xuất bản)(?: (?:ngày|lúc|vào|lần cuối))*": "Đăng ngày",
        "thời gian(?: (?:đăng|cập nhật))?": "Thời gian đăng",
        "publish(?:ed)?(?: (?:date|on))?": "Published on",
        "post(?:ed)?(?: (?:date|on))?": "Posted",
        "date": "Date:",
    },
)
VIEW_LABEL = Words(
    {
        (
            "(?:tổng )?(?:số )?(?:lượt|lần)"
            r" (?:(?:người )?(?:xem|đọc|view)|truy ?cập(?= (?:bài|tin)\b))"
            "(?: (?:bài(?: viết)?|tin(?: bài)?)(?= ?:))?"
        ): "Tổng số lượt xem",
        r"(?:(?:bài(?: viết)?|tin)(?: này)? )?đã (?:được )?(?:xem|đọc(?= ?:? ?\d))": "Đã xem: 137",
        r"(?:xem|đọc)(?= ?: ?\d[\d., ]*(?:lần|lượt|[|)]|$))": "Xem: 137 lượt",
        "(?:số )?người (?:xem|đọc)(?= ?:)": "Số người xem: 137",
        "(?:number of )?view(?:s| ?count|ed)?": "Views",
        r"read(?= ?:? ?\d[\d., ]*times)": "Read 137 times",
        "hits": "Hits: 137",
        r"👁\ufe0f?": "👁",
    },
)

AGO = r"(?:(?:khoảng )?\d{1,3} (?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) trước(?: đây)?|vừa xong)"
"""How long ago something was, which ticks."""
OTHER_COUNT = Words(
    {
        "mã": "Mã",
        "captcha": "Captcha",
        "code": "Code",
        "bình (?:chọn|luận)": "Bình chọn",
        "đánh giá": "Đánh giá bài viết",
        "ý kiến": "Ý kiến bạn đọc",
        "votes?": "Vote",
        "ratings?": "Rating",
        "comments?": "Comments",
        "chia sẻ": "Chia sẻ",
        "thích": "Thích",
        "likes?": "Like",
        "shares?": "Shares",
        "(?:lượt )?tải(?: về)?": "Tải về",
        "downloads?": "Download",
    },
)
"""Beside a number that counts no views."""

VISIT_HEADING = Words(
    {
        "thống kê(?: (?:lượt|số))?(?: (?:truy ?cập|lượng truy ?cập|website))?": "Thống kê truy cập",
        "(?:số )?(?:lượt|lượng|người)(?: người)? truy ?cập": "Lượt truy cập",
        "(?:bộ đếm|thông tin)(?: truy ?cập)": "Thông tin truy cập",
        "bộ đếm": "Bộ đếm",
    },
    "{} ?:?",
)
VISITED = r"(?:truy ?cập|ghé thăm)"
VISIT_LABELS: dict[str, Words] = {
    "online": Words(
        {
            f"đang (?:online|{VISITED}|xem|hoạt động|trực tuyến)": "Đang online",
            "(?:số )?(?:người|khách) (?:đang )?(?:online|trực tuyến|truy ?cập(?! thứ))": "Số người trực tuyến",
            "(?:số )?(?:người|khách) đang xem": "Khách đang xem",
            "(?:số )?(?:lượt|người|khách) truy ?cập hiện tại": "Lượt truy cập hiện tại",
            "trực tuyến": "Trực tuyến",
            "online": "Online",
        },
    ),
    "members": Words(
        {
            "thành viên(?: (?:online|trực tuyến|đang truy ?cập))?": "Thành viên",
        },
    ),
    "today": Words(
        {
            f"(?:{VISITED} )?(?:trong )?hôm nay": "Hôm nay",
            "(?:truy ?cập (?:trong )?|trong )ngày": "Truy cập ngày",
            "today": "Today",
        },
    ),
    "yesterday": Words(
        {
            "truy ?cập hôm qua": "Truy cập hôm qua",
            "(?:ngày )?hôm qua": "Ngày hôm qua",
            "yesterday": "Yesterday",
        },
    ),
    "last_week": Words(
        {
            "tuần (?:trước|qua)": "Tuần trước",
            "last week": "Last week",
        },
    ),
    "last_month": Words(
        {
            "tháng (?:trước|qua)": "Tháng trước",
            "last month": "Last month",
        },
    ),
    "this_week": Words(
        {
            "(?:truy ?cập )?(?:trong )?tuần(?: (?:này|hiện tại))?": "Tuần này",
            "this week": "This week",
        },
    ),
    "this_month": Words(
        {
            "(?:truy ?cập )?(?:trong )?tháng(?: (?:này|hiện tại))?": "Tháng này",
            "this month": "This month",
        },
    ),
    "this_year": Words(
        {
            "(?:trong )?năm(?: (?:nay|này|qua|trước))?": "Năm nay",
        },
    ),
    "total": Words(
        {
            "tổng(?: số)? lượt xem": "Tổng lượt xem",
            (
                f"(?:tất cả|tổng(?: (?:cộng|số))?(?: (?:số )?(?:lượt|lượng))?(?: {VISITED})?)"
                r"(?: (?:(?:kể )?từ(?: ngày)? \d{1,2}/\d{1,2}/\d{4}|từ trước (?:đến|tới) nay))?"
            ): "Tổng lượt truy cập",
            f"(?:lượt|người|khách)(?: {VISITED})? thứ": "Khách ghé thăm thứ",
            "total(?: (?:visits|visitors|hits))?": "Total visits",
            "số lượt truy ?cập": "Số lượt truy cập",
            "lượt truy ?cập": "Lượt truy cập",
            "(?:số )?(?:lượt|người|khách) (?:đã )?vào(?: (?:trang|cổng|web))?": "Lượt vào trang",
            f"(?:số )?(?:(?:lượt|người|khách) )?đã {VISITED}": "Đã truy cập",
            r"thống kê(?= ?: ?\d)": "Thống kê: 12",
        },
    ),
}
"""Counter → pattern of its label. Labels without a field are included, so that no other label swallows them."""

CONTACT_LABELS: dict[str, Words] = {
    "agency": Words(
        {
            "(?:cơ quan|đơn vị) (?:chủ quản|quản lý)": "Cơ quan chủ quản: Sở Y tế",
        },
    ),
    "address": Words(
        {
            "địa chỉ(?: (?:liên hệ|trụ sở))?": "Địa chỉ",
            "đ/?c": "Đ/c",
            "trụ sở(?: (?:chính|làm việc))?": "Trụ sở",
            "t(?:òa|oà) soạn": "Tòa soạn",
        },
    ),
    "phone": Words(
        {
            "(?:số )?điện thoại(?: liên hệ)?": "Điện thoại",
            "s?đt": "SĐT",
            "đ/t": "Đ/t",
            "tel(?:ephone)?": "Tel",
            "phone": "Phone",
        },
    ),
    "hotline": Words(
        {
            "hotline": "Hotline",
            "đường dây nóng": "Đường dây nóng",
        },
    ),
    "email": Words(
        {
            "e-?mail(?: liên hệ)?": "Email",
            "(?:hộp )?thư điện tử": "Thư điện tử",
            "hộp thư": "Hộp thư",
        },
    ),
    "other": Words(
        {
            "fax": "Fax: 0299",
            "website": "Website: a.vn",
            "web": "Web",
            "(?:người )?chịu trách nhiệm(?: (?:chính|nội dung))?": "Chịu trách nhiệm chính: ông An",
            "trưởng ban biên tập": "Trưởng ban biên tập: ông An",
            "giấy phép(?: số)?": "Giấy phép: 12",
            "bản quyền(?: thuộc)?": "Bản quyền: tỉnh",
        },
    ),
}


CONTENT_TABS = frozenset(("chi tiết", "nội dung", "nội dung bài viết", "nội dung tin", "nội dung chi tiết"))
"""The first of several tabs: that of the article's text."""

BREADCRUMB_HOME = Words(
    {
        "trang (?:chủ|nhất)": "Trang chủ",
        "home": "Home",
    },
    (
        "(?:(?:(?:bạn )?(?:đang|hiện) (?:ở|tại|xem)(?: đây)?|vị trí(?: hiện tại)?|you are"
        r" here) ?:? ?)?[»›>]? ?(?:\d\. ?)?{}"
    ),
)
BREADCRUMB_MARK = re.compile(r"\s*(?:»|›|>|→|/|\\|\||::)+\s*")
PAGE_STEP = re.compile(
    r"(?:xem |đọc )?(?:chi tiết|nội dung)(?: (?:tin(?: tức)?|bài(?: viết)?))?|(?:xem|đọc) (?:tin|bài)",
    re.IGNORECASE,
)
"""A last step of the breadcrumb that names the kind of page instead of a category."""
SITE_NAME = Words(
    {
        "(?:cổng|trang) (?:thông tin|tin|tttt)[^:]*$": "Cổng thông tin điện tử",
        "website": "Website tỉnh",
        ".*ủy ban nhân dân tỉnh$": "Trang chủ Ủy ban nhân dân tỉnh",
        "portal": "Portal",
    },
)
"""How the name of a site begins, which has no colon as a title may."""


CATEGORY_LABEL = re.compile(
    r"(?:^|[|•·] ?| [-–] )(?:chuyên mục|chuyên trang|danh mục|thể loại|category) ?: ?(?P<name>[^|•·:]{2,80}?)"
    r" ?(?=[|•·]| [-–] (?:\d|[^|•·:–-]{2,24}:)|$)",
    re.IGNORECASE,
)
"""The category with its label, as it is beside the date."""
EVENT = Words(
    {
        "địa điểm": "Địa điểm:",
        "nơi (?:họp|tổ chức)": "Nơi họp:",
        "tại": "Tại:",
        "thành phần": "Thành phần:",
        "chủ trì": "Chủ trì:",
        "đối tượng": "Đối tượng:",
        "nội dung": "Nội dung:",
        "hình thức": "Hình thức:",
    },
    r"(?:- ?)?{}\b[^:]{0,20}:",
)
"""What is said of an event beside its time."""
