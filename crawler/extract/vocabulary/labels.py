"""The words by which parts of a page are known.

All patterns are held against clean text, where a space is one space, and without regard to case.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> str:
    """One pattern for several, tried in order."""
    return "(?:" + "|".join(patterns) + ")"


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile(_any(*patterns), re.IGNORECASE)


DATE_LABEL = _any(
    r"ngày (?:đăng(?: tin| bài)?|cập nhật|xuất bản|tạo|viết|gửi|đưa(?: tin)?)",
    r"(?:(?:tin|bài) )?(?:đăng|cập nhật|xuất bản)(?: (?:ngày|lúc|vào|lần cuối))*",
    r"thời gian(?: (?:đăng|cập nhật))?",
    r"publish(?:ed)?(?: (?:date|on))?",
    r"post(?:ed)?(?: (?:date|on))?",
    r"date",
)
VIEW_LABEL = _any(
    r"(?:tổng )?(?:số )?(?:lượt|lần) (?:(?:người )?(?:xem|đọc|view)|truy ?cập(?= (?:bài|tin)\b))"
    r"(?: (?:bài(?: viết)?|tin(?: bài)?)(?= ?:))?",
    r"(?:(?:bài(?: viết)?|tin)(?: này)? )?đã (?:được )?(?:xem|đọc(?= ?:? ?\d))",
    r"(?:xem|đọc)(?= ?: ?\d[\d., ]*(?:lần|lượt|[|)]|$))",
    r"(?:số )?người (?:xem|đọc)(?= ?:)",
    r"view(?:s| ?count|ed)?",
    r"hits",
    r"👁\ufe0f?",
)
VIEWS = re.compile(VIEW_LABEL, re.IGNORECASE)

VISIT_HEADING = re.compile(
    _any(
        r"thống kê(?: (?:lượt|số))?(?: (?:truy ?cập|lượng truy ?cập|website))?",
        r"(?:số )?(?:lượt|lượng|người)(?: người)? truy ?cập",
        r"(?:bộ đếm|thông tin)(?: truy ?cập)",
        r"bộ đếm",
    )
    + r" ?:?",
    re.IGNORECASE,
)
VISIT_LABELS: dict[str, str] = {
    "online": _any(
        r"đang (?:online|truy ?cập|xem|trực tuyến)",
        r"(?:số )?(?:người|khách) (?:đang )?(?:online|trực tuyến|truy ?cập(?! thứ))",
        r"(?:số )?(?:người|khách) đang xem",
        r"(?:số )?(?:lượt|người|khách) truy ?cập hiện tại",
        r"trực tuyến",
        r"online",
    ),
    "members": r"thành viên(?: (?:online|trực tuyến|đang truy ?cập))?",
    "today": _any(r"(?:truy ?cập )?(?:trong )?hôm nay", r"(?:truy ?cập (?:trong )?|trong )ngày", r"today"),
    "yesterday": _any(r"truy ?cập hôm qua", r"(?:ngày )?hôm qua", r"yesterday"),
    "last_week": r"tuần (?:trước|qua)|last week",
    "last_month": r"tháng (?:trước|qua)|last month",
    "this_week": r"(?:truy ?cập )?(?:trong )?tuần(?: (?:này|hiện tại))?|this week",
    "this_month": r"(?:truy ?cập )?(?:trong )?tháng(?: (?:này|hiện tại))?|this month",
    "this_year": r"(?:trong )?năm(?: (?:nay|này|qua|trước))?",
    "total": _any(
        r"tất cả",
        r"tổng(?: (?:cộng|số))?(?: (?:số )?(?:lượt|lượng))?(?: truy ?cập)?"
        r"(?: (?:kể )?từ(?: ngày)? \d{1,2}/\d{1,2}/\d{4})?",
        r"(?:lượt|người|khách) (?:truy ?cập|ghé thăm) thứ",
        r"total(?: (?:visits|visitors|hits))?",
        r"số lượt truy ?cập",
        r"lượt truy ?cập",
        r"đã truy ?cập",
        r"thống kê(?= ?: ?\d)",
    ),
}
"""Counter → pattern of its label. Those that no field keeps stand here lest another label swallow them."""

CONTACT_LABELS: dict[str, str] = {
    "agency": r"(?:cơ quan|đơn vị) (?:chủ quản|quản lý)",
    "address": _any(
        r"địa chỉ(?: (?:liên hệ|trụ sở))?", r"đ/?c", r"trụ sở(?: (?:chính|làm việc))?", r"t(?:òa|oà) soạn"
    ),
    "phone": _any(
        r"(?:số )?điện thoại(?: liên hệ)?",
        r"s?đt",
        r"đ/t",
        r"tel(?:ephone)?",
        r"phone",
    ),
    "hotline": _any(r"hotline", r"đường dây nóng"),
    "email": _any(r"e-?mail(?: liên hệ)?", r"(?:hộp )?thư điện tử", r"hộp thư"),
    "other": _any(
        r"fax",
        r"website",
        r"web",
        r"(?:người )?chịu trách nhiệm(?: (?:chính|nội dung))?",
        r"trưởng ban biên tập",
        r"giấy phép(?: số)?",
        r"bản quyền(?: thuộc)?",
    ),
}

RELATED = re.compile(
    _any(
        r"[•»>*]? ?(?:các )?(?:(?:bản )?tin|bài|bài viết|tin,? bài|thông tin|thông báo|tin tức|văn bản|mục)"
        r"(?: (?:bài|viết|đăng))? "
        + _any(
            r"khác",
            r"liên quan(?: khác)?",
            r"cùng (?:loại|chủ đề|lĩnh vực)",
            r"(?:đã )?đưa(?: ngày)?",
            r"(?:trong|cùng) chuyên mục(?: khác)?",
            r"mới(?: (?:hơn|nhất|đăng|cập nhật))?|nóng",
            r"cũ(?: hơn)?",
            r"tiếp theo",
            r"trước đó",
            r"đã đăng",
            r"(?:xem|đọc) nhiều",
            r"nổi bật",
            r"tiêu điểm",
        ),
        r"những (?:tin|bài).{0,30}",
        r"other news",
        r"related (?:news|articles?)",
        r"(?:xem|đọc) nhiều(?: nhất)?",
        r"cùng (?:chuyên mục|chủ đề)",
        r"có thể bạn quan tâm",
    )
    + r"(?: ?\(\d+\))? ?[:.»>]*",
    re.IGNORECASE,
)
FURTHER = re.compile(
    rf"[•»>*]* ?(?:(?:có thể )?(?:tham khảo|xem|đọc|tìm hiểu)(?: thêm| tiếp)|{RELATED.pattern}) ?[:.»>]*",
    re.IGNORECASE,
)
"""What stands right before a link to another article, on its line."""
COMMENTS = re.compile(
    _any(
        r"(?:(?:gửi|viết|để lại|thêm) )?(?:ý kiến|bình luận|phản hồi)"
        r"(?: (?:bạn đọc|của bạn|bài viết|độc giả|\(\d+\)))?",
        r"(?:\d+|(?:chưa|không) có) bình luận(?: nào)?",
        r"đánh giá(?: bài viết)?",
        r"comments?",
        r"tags?",
        r"từ khóa",
    )
    + r" ?:? ?(?:\(\d+\))?",
    re.IGNORECASE,
)
BOX = re.compile(
    _any(
        r"(?:thư viện )?(?:hình )?ảnh(?: (?:hoạt động|nổi bật|tư liệu|đẹp))?|albums?(?: ảnh)?",
        r"(?:thư viện )?(?:video|audio|clip|media|multimedia)(?: clip)?(?: (?:nổi bật|mới))?",
        r"thăm dò(?: ý kiến| dư luận)?|liên kết(?: (?:website|web|trang(?: web)?|nhanh))?",
        r"thời tiết(?: .{0,20})?|(?:bảng )?(?:tỷ|tỉ) giá(?: (?:ngoại tệ|hối đoái|vàng))?|giá vàng|lịch vạn niên",
        r"(?:thành viên )?đăng (?:nhập|ký)(?: (?:hệ thống|thành viên|tài khoản))?|tìm kiếm|danh mục|menu",
    )
    + r" ?:?",
    re.IGNORECASE,
)
"""The names of boxes beside the article that are no list of articles and so not among `RELATED`."""
FOOTER = _compiled(
    r"(?:cơ quan chủ quản|đơn vị chủ quản) ?(?::|$)",
    r"(?:[@©®] ?)?(?:ghi rõ nguồn|bản quyền thuộc|copyright)",
    r"©",
    r"[®@] ?\d{4}",
    r"giấy phép (?:số|thiết lập)",
    r"chịu trách nhiệm (?:chính|nội dung) ?:",
    r"liên kết (?:website|trang|web)\b",
    r"\|? ?(?:về|lên) đầu trang",
)
_BUTTON = _any(
    r"in(?: (?:trang|bài viết|bài|ấn|tin)(?: này)?)?",
    r"print",
    r"bản (?:để )?in",
    r"gửi (?:(?:qua )?e?mail|bạn bè|cho bạn(?: bè)?|tin|phản hồi|bài(?: viết)?(?: này)?)",
    r"(?:send )?email",
    r"chia sẻ(?: (?:bài viết|lên|facebook|zalo))?(?: \d+)?",
    r"sao chép (?:liên kết|đường dẫn|link)",
    r"share|facebook|zalo|twitter|tweet|like|thích|google\+?|pinterest|linkedin|bookmark|download",
    r"(?:về|lên) đầu trang",
    r"(?:trở|quay) (?:về|lại)",
    r"back|<<|>>|«|»",
    r"đọc bài(?: viết)?",
    r"nghe(?: đọc| audio| podcast)?(?: nội dung)?(?: (?:bài(?: viết)?|tin))?(?: ?\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2})?",
    r"(?:(?:tăng|giảm) )?cỡ chữ|màu chữ",
    r"rss|(?:chọn )?giọng đọc|(?:giọng )?(?:nam|nữ) miền (?:bắc|trung|nam)|giọng (?:nam|nữ)",
    r"tốc độ(?: đọc)? ?: ?[\d.,]+ ?x?",
    r"giọng đọc ?:.{0,30}|\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2}|0?0:00|thời gian đọc ?: ?\d+ phút|\d+ phút đọc",
    r"\d{1,3} (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước(?: đây)?|vừa xong",
    r"qr ?code|theo dõi (?:\S+ ){0,2}trên .{0,20}",
    r"font|a[+-]?(?: ?a[+-]?)*|[+-]",
    r"lưu(?: (?:bài(?: viết)?|tin|trang))?",
    r"tương phản",
    r"xem (?:bản|với cỡ).{0,30}",
    r"phóng to|thu nhỏ",
    r"đóng(?: (?:lại|cửa sổ))?",
)
CONTROL = re.compile(rf"[\[( ]*+(?:(?>{_BUTTON})(?:[ |:•·,/\[\]()▶►⏵⏸🔊🔈]+|$))++", re.IGNORECASE)
"""Buttons and links that serve the page, one or several, as the whole text of a line."""
_TICKS = r"(?:tải(?: về| xuống)?|chia sẻ|thích|bình luận|xem|đọc|view|quan tâm|nghe|in)"
TICKING = re.compile(
    rf"[ ,;–-]*\((?:(?:đã |được )?(?:số )?(?:lượt |lần )?{_TICKS} ?:? ?\d[\d.,]*(?: (?:lượt|lần))?"
    rf"|\d[\d.,]* (?:lượt|lần|người) {_TICKS}|\d[\d.,]* (?:downloads?|views?|shares?|likes?|comments?))\)",
    re.IGNORECASE,
)
"""A number in brackets at the end of a text that grows as readers come."""
RATING = re.compile(
    _any(
        r"(?:đã |được )?(?:số )?(?:lượt |lần )?(?:tải(?: về| xuống)?|chia sẻ|thích|bình luận|quan tâm"
        r"|shares?|likes?) ?: ?\d[\d.,]*(?: (?:lượt|lần|người))?",
        r"\d[\d.,]* (?:lượt|lần|người) (?:tải(?: về| xuống)?|chia sẻ|thích|bình luận|quan tâm)",
        r"(?:(?:đánh giá|chấm điểm|xếp hạng|bình chọn|rat(?:e|ing)|bạn thấy)\b[^:]{0,40}:?)?\W*[★☆⭐✩✭].{0,60}",
        r"\(?\d[\d.,/ ]*(?:lượt )?(?:đánh giá|bình chọn|thích|votes?|ratings?|likes?)\)?",
        r"tổng số điểm của .{0,60}",
        r"(?:điểm )?(?:đánh giá|xếp hạng|bình chọn|rating)(?: [^:]{0,30})? ?: ?\d[\d.,]* ?"
        r"(?:(?:[/(–-]|trong|trên|sao|điểm|lượt).{0,50})?",
        r"(?:click|bấm|nhấn|nhấp|chọn)\b.{0,20}(?:đánh giá|bình chọn).{0,40}",
        r"(?:bạn )?(?:hãy |vui lòng )?đánh giá bài viết\b.{0,40}",
        r"trung bình \(\d+ (?:bình chọn|đánh giá)\)",
        r"\d[\d.,]* ?/ ?(?:5|10) ?(?:sao|điểm|\(.{0,30}\))|(?:[1-5] sao[ ,|]*){2,}|bình chọn ?:?",
        r"(?:(?:rất |không |chưa )?hài lòng[ ,|]*|bình thường[ ,|]*){2,}",
        r"bạn có thích (?:bài viết|tin) này(?: không)? ?\??",
    ),
    re.IGNORECASE,
)
"""What readers have given an article, as the whole text of a line; it ticks."""

ATTACHED = re.compile(
    r"[•*-]? ?"
    + _any(
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
"""What stands in such a box when it is empty."""
CONTENT_TAB = re.compile(r"(?:chi tiết|nội dung(?: (?:bài viết|tin|chi tiết))?)", re.IGNORECASE)
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
"""The last step of a path that names no category but what kind of page it is."""
SITE_NAME = _compiled(
    r"(?:cổng|trang) (?:thông tin|tin|tttt)[^:]*$", r"website", r".*ủy ban nhân dân tỉnh$", r"portal"
)
"""How the name of a site begins, which has no colon as a title may."""

_STOP = r"(?= ?(?:$|[.,!;:\"”)]|"
_DELETED = r"(?:xó[aá]|xoá|gỡ)"
MISSING = _compiled(
    r"không tìm thấy (?:(?:\S+ ){0,3}?)(?:trang|nội dung|bài|tin|dữ liệu|thông tin|đường dẫn"
    r"|tài (?:nguyên|liệu)|địa chỉ|kết quả|mục)"
    + _STOP
    + r"(?:này|bạn|yêu cầu|được|phù|theo|mà|hoặc|trên|cần|tương|nào|viết|bài)\b))",
    r"^\W*không (?:tìm thấy|tồn tại)\W*$",
    r"không tồn tại (?:trang|bài(?: viết)?|tin(?: bài)?|nội dung|đường dẫn|dữ liệu) (?:này|bạn|theo|yêu cầu)\b",
    r"(?:trang|bài(?: viết)?|tin(?: bài)?|nội dung|đường dẫn|liên kết|địa chỉ|thông tin|mục|dữ liệu"
    r"|tài nguyên|bản ghi)\b.{0,60}?"
    + _any(
        r"không (?:còn )?tồn tại" + _STOP + r"(?:hoặc|hay|trên|nữa|trong)\b))",
        r"không có (?:trên|trong)",
        r"không còn",
        r"(?:đã )?bị " + _DELETED,
        r"(?:đã )?hết hạn (?:hiển thị|đăng)",
        r"chưa được (?:xuất bản|duyệt đăng)",
        r"đã (?:được )?(?:di )?chuyển hoặc " + _DELETED,
        r"đã (?:được )?" + _DELETED,
    ),
    r"(?:error|lỗi|http status) ?:? ?(?:404|410)\b",
    r"^\W*(?:404|410)\b.{0,40}$",
    r"(?:page|file|resource|object|content)\b.{0,30}\b(?:not (?:be )?found|cannot be found|not available)",
    r"^\W*not found\W*$",
    r"was not found",
)
NOTICE = re.compile(
    r"(?:thông báo(?: (?:lỗi|của hệ thống))?|lỗi|cảnh báo|thông tin|error|notice|message) ?[:!.]?",
    re.IGNORECASE,
)
"""What heads a message of the CMS itself."""
FAILED_TEXT = re.compile(
    _any(
        r"(?:đang )?(?:tải|load)(?: (?:dữ liệu|nội dung|trang|bài viết))?(?:,? (?:vui lòng|xin) .{0,40})?",
        r"(?:loading|please wait)(?: .{0,30})?|(?:vui lòng|xin) (?:chờ|đợi)(?: .{0,40})?",
        r"(?:bạn |quý (?:khách|vị|độc giả) )?(?:cần|phải|vui lòng|hãy|xin) (?:phải )?đăng nhập\b.{0,80}",
        r"(?:please |you (?:must|need to) )(?:log ?in|sign in)\b.{0,60}",
        r"object reference not set to an instance of an object",
        r"(?:timeout|time-?out) expired.{0,200}|.{0,40}connection (?:timed out|refused|was closed|string).{0,120}",
        r"(?:cannot|can not|could not|unable to|failed to) (?:open|connect|load|retrieve|log ?in)\b.{0,160}",
        r"a network-related.{0,300}",
        r"(?:login failed for user|transaction \(process id|ora-\d{4,5}|sqlstate|mysql)\b.{0,200}",
        r"(?:(?:đã )?(?:có|xảy ra|gặp) )?(?:lỗi|sự cố)\b.{0,20}"
        r"\b(?:kết nối|cơ sở dữ liệu|máy chủ|hệ thống|truy vấn)\b.{0,80}",
        r"không (?:thể )?(?:kết nối|tải)(?: được)?\b.{0,80}|(?:error|lỗi) ?:? ?\d{0,4}",
        r"nội dung (?:đang được|chưa được) (?:tải|cập nhật).{0,40}",
    )
    + r"[ .…!]*",
    re.IGNORECASE,
)
"""What stands in the place of a text that failed to come, as the whole of it."""
NO_DATA = re.compile(
    r"\W*(?:không|chưa) có (?:dữ liệu|nội dung|thông tin|bài viết|tin bài|bản ghi)(?: nào)?\W*", re.IGNORECASE
)
"""What stands as a line of its own where an article should be; said of a box beside an article it is nothing."""
SERVER_ERROR = _compiled(
    r"^server error in '/.*' application",
    r"^(?:runtime|compilation|configuration|parser) error$",
    r"^(?:error|http(?: error| status)?) ?:? ?50[0-4]\b",
    r"^(?:(?:http/1\.\d )?50[0-4][ :–-]*)?(?:internal server error|bad gateway|gateway time-?out)",
    r"^(?:(?:http/1\.\d )?50[0-4][ :–-]*)?(?:the )?service (?:is )?(?:temporarily )?unavailable",
)
"""What a server says in place of a page, as its title or its first words."""
CHALLENGE = _compiled(
    r"just a moment",
    r"checking your browser",
    r"verify(?:ing)? (?:that )?you are (?:a )?human",
    r"enable (?:javascript|cookies)",
    r"ddos|captcha|cf-browser",
    r"đang kiểm tra trình duyệt",
    r"xác (?:thực|minh|nhận) (?:rằng )?(?:bạn|trình duyệt|không phải)",
    r"không phải (?:là )?(?:người máy|rô-?bốt|robot)",
    r"bật (?:javascript|cookie)",
    r"attention required|access denied|request (?:blocked|rejected)|security check",
)
MAINTENANCE = _compiled(
    r"bảo (?:trì|dưỡng)|đang (?:được )?nâng cấp",
    r"tạm (?:thời )?(?:ngừng|dừng|ngưng|đóng|gián đoạn)",
    r"under (?:maintenance|construction)|(?:scheduled|down for) maintenance",
)
"""What stands in place of all pages of a portal for a while."""
LOGIN = _compiled(r"đăng nhập", r"log ?-?in", r"sign in", r"mật khẩu", r"password")

UNIT = _any(
    r"văn phòng|phòng|vp(?:ub)?|trung tâm|tt|ban quản lý|ban|bql",
    r"sở|chi cục|tổng cục|cục|vụ|viện kiểm sát|viện|thanh tra|tòa án|toà án",
    r"ubnd|ủy ban|uỷ ban|hđnd|hội đồng|ubmttq|mặt trận|công an|bộ (?:chỉ huy|đội)|bộ",
    r"đảng (?:ủy|uỷ|bộ)|(?:huyện|thị|thành|tỉnh|quận|xã|đảng) (?:ủy|uỷ|đoàn)|chi bộ",
    r"(?:công |chi |liên )?đoàn|(?:hiệp )?hội|liên minh|liên hiệp|tổ",
    r"(?:cổng|trang) (?:thông tin|giao tiếp|t?ttđt|gtđt)",
    r"thư viện|bảo tàng|nhà (?:văn h(?:óa|oá)|thiếu nhi|khách)|hạt kiểm lâm|đồn biên phòng|tạp chí|học viện",
    r"báo|đài|trường|trạm|bệnh viện|kho bạc|bảo hiểm|ngân hàng|công ty|bưu điện|điện lực",
    r"thường trực|đội (?!tuyển|bóng|hình|ngũ|trưởng|viên|thi|ghe)|khoa|quỹ|chi nhánh|phân hiệu",
    r"khối|cụm thi đua|câu lạc bộ|clb|(?:lữ|sư|trung|tiểu) đoàn|hợp tác xã|htx|tổng công ty|cảng vụ",
    r"vườn quốc gia|nhà xuất bản|tòa soạn|toà soạn|trại giam",
)
"""How the name of a unit begins."""

FIELD = re.compile(
    _any(
        r"tài (?:chính|nguyên|vụ)|kế (?:hoạch|toán)|xã hội|hành chính|tổng hợp|quản trị|nội vụ|tổ chức",
        r"thể (?:thao|dục)|du lịch|văn (?:hóa|hoá|nghệ|thư)|thông tin|truyền thông|công nghệ|kỹ thuật|báo chí",
        r"đầu tư|thương mại|siêu thị|dịch vụ|công (?:thương|nghiệp)|kinh (?:tế|doanh)|tiêu dùng|vật (?:tư|liệu)",
        r"môi trường|khoáng sản|nông (?:thôn|nghiệp)|lâm nghiệp|ngư nghiệp|(?:thủy|thuỷ) (?:sản|lợi)|khí tượng",
        r"pháp (?:chế|luật)|tư pháp|thanh tra|dân (?:tộc|vận)|tôn giáo|tuyên (?:giáo|truyền)|kiểm tra|an ninh",
        r"quốc phòng",
        r"giáo dục|đào tạo|y tế|dân số|bảo (?:trợ|hiểm)|lao động|việc làm|thương binh|người có công|khoa học",
        r"xây dựng|hạ tầng|đô thị|giao thông|vận tải|nhà ở|đất đai|quy hoạch|nghiệp vụ|đối ngoại|hợp tác quốc tế",
    )
    + r"(?:,? (?:và )?[^\W\d_]+ [^\W\d_]+)?",
    re.IGNORECASE,
)
"""What a unit has to do with, as it stands behind a dash in its name; no person is called so."""

ON_BEHALF = r"(?:(?:KT|TM|TL|TUQ)\.|[KT]/[MTL]\b\.?) ?\w"
"""How the signing of a document begins that somebody signs for somebody else."""

SOURCE = _compiled(r"\(? ?(?:(?:trích )?nguồn(?: (?:tin|ảnh|bài))? ?:? \S|(?:trích )?nguồn ?:|theo ?:? \S)")
SOURCE_LABEL = re.compile(
    r"(?:(?:trích )?nguồn(?! ?ảnh)(?: (?:tin|bài))?(?: ?:|(?= ))|theo(?: ?:|(?= ))) ?(?P<name>[^|•·]{2,80})",
    re.IGNORECASE,
)
"""Where a text is said to come from, with its label; pictures have sources of their own."""
ORIGIN_LABEL = re.compile(
    r"(?:(?:trích )?nguồn(?: (?:tin|bài))?|người (?:đăng|gửi|nhập|cập nhật)(?: (?:tin|bài))?|đăng bởi)"
    r" ?: ?[^|•·:]{2,60}",
    re.IGNORECASE,
)
"""Where an article is from or who typed it in, with its label, as it stands beside the date."""
_ROLE = _any(
    r"tin(?: bài)?|bài(?: viết)?|ảnh|text|photo|clip|video|pv|phóng viên|ctv|cộng tác viên",
    r"người (?:viết|đăng|đưa tin)",
    r"tác giả|biên tập|thực hiện|tổng hợp|nhóm (?:tin|pv)|by",
)
_COLLECTED = r"(?:tổng hợp|sưu tầm|lược ghi|biên (?:tập|soạn|dịch))"
BYLINE_ROLE = _compiled(
    rf"^ ?(?:{_ROLE}(?: ?(?:,|và|&|-|/|\+|–) ?)?)+ ?: ?",
    rf"^ ?(?:đơn vị|cơ quan)(?: (?:đăng(?: tin| bài)?|thực hiện|soạn thảo))? ?: ?(?={UNIT}\b)",
    r"^ ?(?:tin|bài) ?(?:,|và|&|-|/|\+|–) ?ảnh ",
    rf" ?(?:\( ?(?:{_COLLECTED}|st|t/h|th) ?\)|[-–,]? (?-i:{_COLLECTED})) ?[.]?$",
    rf" ?\( ?(?:{_COLLECTED} )?(?:theo|từ|nguồn) ?:? [^()]{{2,40}}\) ?[.]?$",
    r"^\(? ?tổng hợp ?\)?[.]?$",
)
"""What stands in a byline beside the name: "Bài và ảnh:", "(tổng hợp)"."""

PHOTO_CREDIT = _compiled(
    r"\( ?(?:ảnh|hình|nguồn)\b",
    r"[-–.(] ?ảnh ?:? \S",
    r"ảnh ?:",
    r"ảnh (?:minh h[oọ]a|tư liệu|internet|st)\b",
    r"hình minh",
)
PHOTOGRAPHER = re.compile(r"Ảnh [A-ZĐÀ-Ỹ][^.;!?]{0,40}\.?")
"""A line that says whose picture it is ("Ảnh HNP"), and nothing else."""
CATEGORY_LABEL = re.compile(
    r"(?:^|[|•·] ?| [-–] )(?:chuyên mục|chuyên trang|danh mục|thể loại|category) ?: ?(?P<name>[^|•·:]{2,80}?)"
    r" ?(?=[|•·]| [-–] (?:\d|[^|•·:–-]{2,24}:)|$)",
    re.IGNORECASE,
)
"""The category with its label, as it stands beside the date."""
BYLINE_LABEL = re.compile(
    r"\b(?:(?:tác giả(?: bài viết)?|người viết|bài viết của|bởi|by) ?: ?"
    rf"|(?:(?:phòng ?/ ?)?đơn vị|phòng ban|cơ quan)(?: (?:đăng(?: tin| bài)?|thực hiện|soạn thảo))? ?: ?"
    rf"(?={UNIT}\b|(?-i:P\.|[A-ZĐ]{{3,}} \w)))"
    r"(?P<name>[^|•·:]{2,60}?) ?(?=[|•·]|[-–;,] [^|•·:;,–-]{2,24}:|$)",
    re.IGNORECASE,
)
"""A byline with its label, as it stands beside the date; "Đơn vị: triệu đồng" is none."""
POSTED_BY = re.compile(
    r"(?:bài viết )?(?:được )?(?:gửi|đăng|viết|tạo|posted|submitted|published|written|created)?\s*"
    r"(?:bởi|by|on|vào(?: lúc)?|lúc|ngày)\b(?! ?:)",
    re.IGNORECASE,
)
"""The small words between a name and a date on one line: "Posted on … by …", "Được gửi bởi … vào …"."""
CMS_USER = re.compile(
    r"(?:(?:đăng bởi|by|người (?:đăng|nhập|cập nhật)) ?: ?)?"
    + _any(
        r"ad ?min|administrator|host|superuser|editor",
        r"qu[aả]n ?tr[iị](?: ?vi[eê]n)?",
        r"(?:pho )?ban bien tap|bien tap vien",
    )
    + r"(?: (?:ad ?min|administrator))*",
    re.IGNORECASE,
)
"""What a CMS calls the user who typed an article in; no signature."""
