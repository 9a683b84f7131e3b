"""Words of pages without an article: not found, server error, challenge, maintenance, log-in."""

from __future__ import annotations

from crawler.extract.vocabulary.words import Words

_STOP = r"(?= ?(?:$|[.,!;:\"”)]|"
_DELETED = r"(?:xó[aá]|xoá|gỡ)"
_GONE = Words(
    {
        rf"không (?:còn )?tồn tại{_STOP}(?:hoặc|hay|trên|nữa|trong)\b))": "Không tồn tại",
        "không có (?:trên|trong)": "không có trên máy chủ",
        "không còn": "Không còn",
        f"(?:đã )?bị {_DELETED}": "Bị xóa",
        "(?:đã )?hết hạn (?:hiển thị|đăng)": "Hết hạn hiển thị",
        "chưa được (?:xuất bản|duyệt đăng)": "Chưa được xuất bản",
        f"đã (?:được )?(?:di )?chuyển hoặc {_DELETED}": "Đã chuyển hoặc xóa",
        f"đã (?:được )?{_DELETED}": "Đã xóa",
    },
)
"""What is said of a page that is not there."""
MISSING = Words(
    {
        (
            r"không tìm thấy (?:(?:\S+ ){0,3}?)"
            "(?:trang|nội dung|bài|tin|dữ liệu|thông tin|đường dẫn|tài (?:nguyên|liệu)|địa chỉ"
            f"|kết quả|mục){_STOP}(?:này|bạn|yêu cầu|được|phù|theo|mà|hoặc|trên|cần|tương|nào|viết"
            r"|bài)\b))"
        ): "Không tìm thấy trang bạn yêu cầu",
        r"^\W*không (?:tìm thấy|tồn tại)\W*$": "Không tồn tại",
        (
            "không tồn tại (?:trang|bài(?: viết)?|tin(?: bài)?|nội dung|đường dẫn|dữ liệu)"
            r" (?:này|bạn|theo|yêu cầu)\b"
        ): "Không tồn tại bài viết này",
        (
            "(?:trang|bài(?: viết)?|tin(?: bài)?|nội dung|đường dẫn|liên kết|địa chỉ|thông tin|mục"
            rf"|dữ liệu|tài nguyên|bản ghi)\b.{{0,60}}?{_GONE.pattern}"
        ): "Tin bài đã bị xóa",
        r"(?:error|lỗi|http status) ?:? ?(?:404|410)\b": "Lỗi 404",
        r"^\W*(?:404|410)\b.{0,40}$": "404 - rất tiếc",
        (
            "(?:page|file|resource|object|content)"
            r"\b.{0,30}\b(?:not (?:be )?found|cannot be found|not available)"
        ): "The requested file cannot be found",
        r"^\W*not found\W*$": "Not found",
        "was not found": "Was not found",
    },
)
NOTICE = Words(
    {
        "thông báo(?: (?:lỗi|của hệ thống))?": "Thông báo",
        "lỗi": "Lỗi:",
        "cảnh báo": "Cảnh báo",
        "thông tin": "Thông tin:",
        "error": "Error",
        "notice": "Notice",
        "message": "Message",
    },
    "{} ?[:!.]?",
)
"""What heads a message of the CMS itself."""
FAILED_TEXT = Words(
    {
        (
            "(?:đang )?(?:tải|load)(?: (?:dữ liệu|nội dung|trang|bài viết))?(?:,? (?:vui lòng|xin) .{0,40})?"
        ): "Đang tải dữ liệu",
        "(?:loading|please wait)(?: .{0,30})?": "Loading",
        "(?:xin )?(?:vui lòng|xin) (?:chờ|đợi)(?: .{0,40})?": "Vui lòng chờ trong giây lát",
        (
            "(?:bạn |quý (?:khách|vị|độc giả) )?(?:(?:cần|phải|vui lòng|hãy|xin) (?:phải )?đăng nhập"
            r"|không có quyền)\b.{0,80}"
        ): "Bạn cần đăng nhập để xem",
        r"(?:please |you (?:must|need to) )(?:log ?in|sign in)\b.{0,60}": "Please log in",
        "object reference not set to an instance of an object": "Object reference not set to an instance of an object.",
        "(?:timeout|time-?out) expired.{0,200}": "Timeout expired.",
        ".{0,40}connection (?:timed out|refused|was closed|string).{0,120}": "Connection timed out",
        (
            "(?:cannot|can not|could not|unable to|failed to|error)"
            r" (?:open|connect|load|retrieve|log ?in|establish)(?:ing)?\b.{0,160}"
        ): "Cannot open database",
        "a network-related.{0,300}": "A network-related error occurred",
        (
            r"(?:login failed for user|transaction \(process id|ora-\d{4,5}|sqlstate|mysql)\b.{0,200}"
        ): "Login failed for user 'sa'",
        (
            "(?:(?:đã )?(?:có|xảy ra|gặp) )?(?:lỗi|sự cố)"
            r"\b.{0,20}\b(?:kết nối|dữ liệu|máy chủ|hệ thống|truy vấn)\b.{0,80}"
        ): "Đã xảy ra lỗi kết nối máy chủ",
        r"không (?:thể )?(?:kết nối|tải)(?: được)?\b.{0,80}": "Không thể kết nối",
        r"(?:error|lỗi) ?:? ?\d{0,4}": "Lỗi 500",
        (
            "(?:nội dung|dữ liệu|bài viết) (?:(?:đang|chưa) (?:được )?(?:tải|cập nhật)|không khả dụng).{0,40}"
        ): "Nội dung đang được cập nhật",
    },
    "{}[ .…!]*",
)
"""What is in the place of a text that failed to come, as the whole of it."""
NO_DATA = Words(
    {
        "dữ liệu": "Không có dữ liệu",
        "nội dung": "Không có nội dung",
        "thông tin": "Không có thông tin",
        "bài viết": "Không có bài viết",
        "tin bài": "Không có tin bài",
        "bản ghi": "Không có bản ghi",
    },
    r"\W*(?:không|chưa) có {}(?: nào)?\W*",
)
"""What is as a line of its own where an article should be; said of a box beside an article it is nothing."""
SERVER_ERROR = Words(
    {
        "^server error in '/.*' application": "Server Error in '/' Application.",
        "^(?:runtime|compilation|configuration|parser) error$": "Runtime Error",
        r"^(?:error|http(?: error| status)?) ?:? ?50[0-4]\b": "HTTP Error 503",
        (
            r"^(?:(?:http/1\.\d )?50[0-4][ :–-]*)?(?:internal server error|bad gateway"
            "|gateway time-?out)"
        ): "502 Bad Gateway",
        (
            r"^(?:(?:http/1\.\d )?50[0-4][ :–-]*)?"
            "(?:the )?service (?:is )?(?:temporarily )?unavailable"
        ): "Service Unavailable",
    },
)
"""What a server says in place of a page, as its title or its first words."""
CHALLENGE = Words(
    {
        "just a moment": "Just a moment...",
        "checking your browser": "Checking your browser",
        "verify(?:ing)? (?:that )?you are (?:a )?human": "Verify you are human",
        "enable (?:javascript|cookies)": "Enable JavaScript",
        "ddos": "DDoS protection",
        "captcha": "Captcha",
        "cf-browser": "cf-browser-verification",
        "đang kiểm tra trình duyệt": "Đang kiểm tra trình duyệt",
        "xác (?:thực|minh|nhận) (?:rằng )?(?:bạn|trình duyệt|không phải)": "Xác minh bạn là người",
        "không phải (?:là )?(?:người máy|rô-?bốt|robot)": "Không phải người máy",
        "bật (?:javascript|cookie)": "Bật cookie",
        "attention required": "Attention required",
        "access denied": "Access denied",
        "request (?:blocked|rejected)": "Request blocked",
        "security check": "Security check",
    },
)
MAINTENANCE = Words(
    {
        "bảo (?:trì|dưỡng)": "Bảo trì",
        "đang (?:được )?nâng cấp": "Đang nâng cấp",
        "tạm (?:thời )?(?:ngừng|dừng|ngưng|đóng|gián đoạn)": "Tạm ngừng hoạt động",
        "under (?:maintenance|construction)": "Under construction",
        "(?:scheduled|down for) maintenance": "Scheduled maintenance",
    },
)
"""What is in place of all pages of a portal for a while."""
LOGIN = Words(
    {
        "đăng nhập": "Đăng nhập",
        "log ?-?in": "Login",
        "sign in": "Sign in",
        "mật khẩu": "Mật khẩu",
        "password": "Password",
    },
)
LOGIN_ADDRESS = Words(
    {
        "login": "/login.aspx",
        "log-in": "/log-in",
        "signin": "/signin",
        "sign-in": "/sign-in",
        "logon": "/logon",
        "dang-?nhap": "/dang-nhap",
        "challenge": "/challenge",
        "captcha": "/captcha",
        r"//sso\.": "https://sso.a.vn",
        "/sso[/?]": "/sso/",
        "/oauth": "/oauth",
        "openid": "/openid",
        "/auth/": "/auth/",
        "[?&](?:redirect_uri|return_?url)=": "?return_url=/",
    },
)
"""What the addresses of log-in and challenge pages have in them."""
