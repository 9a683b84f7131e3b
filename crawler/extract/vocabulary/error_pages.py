"""Words of pages without an article: not found, server error, challenge, maintenance, log-in."""

from __future__ import annotations

import re

from crawler.extract.vocabulary.patterns import any_of, compiled

_STOP = r"(?= ?(?:$|[.,!;:\"”)]|"
_DELETED = r"(?:xó[aá]|xoá|gỡ)"
MISSING = compiled(
    r"không tìm thấy (?:(?:\S+ ){0,3}?)(?:trang|nội dung|bài|tin|dữ liệu|thông tin|đường dẫn"
    r"|tài (?:nguyên|liệu)|địa chỉ|kết quả|mục)"
    + _STOP
    + r"(?:này|bạn|yêu cầu|được|phù|theo|mà|hoặc|trên|cần|tương|nào|viết|bài)\b))",
    r"^\W*không (?:tìm thấy|tồn tại)\W*$",
    r"không tồn tại (?:trang|bài(?: viết)?|tin(?: bài)?|nội dung|đường dẫn|dữ liệu) (?:này|bạn|theo|yêu cầu)\b",
    r"(?:trang|bài(?: viết)?|tin(?: bài)?|nội dung|đường dẫn|liên kết|địa chỉ|thông tin|mục|dữ liệu"
    r"|tài nguyên|bản ghi)\b.{0,60}?"
    + any_of(
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
    any_of(
        r"(?:đang )?(?:tải|load)(?: (?:dữ liệu|nội dung|trang|bài viết))?(?:,? (?:vui lòng|xin) .{0,40})?",
        r"(?:loading|please wait)(?: .{0,30})?|(?:xin )?(?:vui lòng|xin) (?:chờ|đợi)(?: .{0,40})?",
        r"(?:bạn |quý (?:khách|vị|độc giả) )?"
        r"(?:(?:cần|phải|vui lòng|hãy|xin) (?:phải )?đăng nhập|không có quyền)\b.{0,80}",
        r"(?:please |you (?:must|need to) )(?:log ?in|sign in)\b.{0,60}",
        r"object reference not set to an instance of an object",
        r"(?:timeout|time-?out) expired.{0,200}|.{0,40}connection (?:timed out|refused|was closed|string).{0,120}",
        r"(?:cannot|can not|could not|unable to|failed to|error)"
        r" (?:open|connect|load|retrieve|log ?in|establish)(?:ing)?\b.{0,160}",
        r"a network-related.{0,300}",
        r"(?:login failed for user|transaction \(process id|ora-\d{4,5}|sqlstate|mysql)\b.{0,200}",
        r"(?:(?:đã )?(?:có|xảy ra|gặp) )?(?:lỗi|sự cố)\b.{0,20}"
        r"\b(?:kết nối|dữ liệu|máy chủ|hệ thống|truy vấn)\b.{0,80}",
        r"không (?:thể )?(?:kết nối|tải)(?: được)?\b.{0,80}|(?:error|lỗi) ?:? ?\d{0,4}",
        r"(?:nội dung|dữ liệu|bài viết) (?:(?:đang|chưa) (?:được )?(?:tải|cập nhật)|không khả dụng).{0,40}",
    )
    + r"[ .…!]*",
    re.IGNORECASE,
)
"""What is in the place of a text that failed to come, as the whole of it."""
NO_DATA = re.compile(
    r"\W*(?:không|chưa) có (?:dữ liệu|nội dung|thông tin|bài viết|tin bài|bản ghi)(?: nào)?\W*", re.IGNORECASE
)
"""What is as a line of its own where an article should be; said of a box beside an article it is nothing."""
SERVER_ERROR = compiled(
    r"^server error in '/.*' application",
    r"^(?:runtime|compilation|configuration|parser) error$",
    r"^(?:error|http(?: error| status)?) ?:? ?50[0-4]\b",
    r"^(?:(?:http/1\.\d )?50[0-4][ :–-]*)?(?:internal server error|bad gateway|gateway time-?out)",
    r"^(?:(?:http/1\.\d )?50[0-4][ :–-]*)?(?:the )?service (?:is )?(?:temporarily )?unavailable",
)
"""What a server says in place of a page, as its title or its first words."""
CHALLENGE = compiled(
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
MAINTENANCE = compiled(
    r"bảo (?:trì|dưỡng)|đang (?:được )?nâng cấp",
    r"tạm (?:thời )?(?:ngừng|dừng|ngưng|đóng|gián đoạn)",
    r"under (?:maintenance|construction)|(?:scheduled|down for) maintenance",
)
"""What is in place of all pages of a portal for a while."""
LOGIN = compiled(r"đăng nhập", r"log ?-?in", r"sign in", r"mật khẩu", r"password")
LOGIN_ADDRESS = compiled(
    r"login|log-in|signin|sign-in|logon|dang-?nhap|challenge|captcha",
    r"//sso\.|/sso[/?]|/oauth|openid|/auth/|[?&](?:redirect_uri|return_?url)=",
)
"""What the addresses of log-in and challenge pages have in them."""
