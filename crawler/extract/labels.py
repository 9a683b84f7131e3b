"""The words by which parts of a page are known. All are matched without regard to case."""

from __future__ import annotations

import re

DATE_LABEL = (
    r"(?:ngày\s+(?:đăng(?:\s+tin)?|cập nhật|xuất bản|tạo|viết)|(?:đăng|cập nhật|xuất bản)(?:\s+(?:ngày|lúc|vào|lần cuối))*"
    r"|thời gian(?:\s+(?:đăng|cập nhật))?|publish(?:ed)?(?:\s+(?:date|on))?|posted(?:\s+on)?|date)"
)
VIEW_LABEL = r"(?:(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc|view)|đã\s+xem|số\s+người\s+xem|view(?:s|\s*count|ed)?|hits)"

VISIT_HEADING = re.compile(
    r"(?:thống\s+kê(?:\s+(?:lượt|số))?(?:\s+(?:truy\s*cập|lượng\s+truy\s*cập|website))?"
    r"|(?:số\s+)?(?:lượt|lượng|người)(?:\s+người)?\s+truy\s*cập|bộ\s+đếm(?:\s+truy\s*cập)?|lượng\s+truy\s*cập)\s*:?",
    re.IGNORECASE,
)
VISIT_LABELS: dict[str, str] = {
    "online": r"đang\s+(?:online|truy\s*cập|xem|trực\s+tuyến)|(?:số\s+)?(?:người|khách)\s+(?:đang\s+)?(?:online|trực\s+tuyến|truy\s*cập)|trực\s+tuyến|online",
    "today": r"(?:(?:lượt\s+)?truy\s*cập\s+)?(?:trong\s+)?hôm\s+nay|trong\s+ngày",
    "yesterday": r"(?:truy\s*cập\s+)?hôm\s+qua|ngày\s+hôm\s+qua",
    "last_week": r"tuần\s+(?:trước|qua)",
    "last_month": r"tháng\s+(?:trước|qua)",
    "this_week": r"(?:truy\s*cập\s+)?(?:trong\s+)?tuần(?:\s+này)?",
    "this_month": r"(?:truy\s*cập\s+)?(?:trong\s+)?tháng(?:\s+này)?",
    "this_year": r"(?:trong\s+)?năm(?:\s+(?:nay|này|qua|trước))?",
    "total": r"tất\s+cả|tổng(?:\s+(?:cộng|số))?(?:\s+(?:số\s+)?(?:lượt|lượng))?(?:\s+truy\s*cập)?|số\s+lượt\s+truy\s*cập|lượt\s+truy\s*cập|đã\s+truy\s*cập",
}
"""Counter → pattern of its label. Those that no field keeps are here so that no other label swallows them."""

CONTACT_LABELS: dict[str, str] = {
    "agency": r"cơ\s+quan\s+chủ\s+quản|đơn\s+vị\s+chủ\s+quản|cơ\s+quan\s+quản\s+lý",
    "address": r"địa\s+chỉ(?:\s+(?:liên\s+hệ|trụ\s+sở))?|trụ\s+sở",
    "phone": r"(?:số\s+)?điện\s+thoại|đt|đ/t|tel(?:ephone)?|phone|hotline|đường\s+dây\s+nóng",
    "email": r"e-?mail|thư\s+điện\s+tử|hộp\s+thư",
    "other": r"fax|website|web|chịu\s+trách\s+nhiệm(?:\s+(?:chính|nội\s+dung))?|người\s+chịu\s+trách\s+nhiệm|trưởng\s+ban\s+biên\s+tập|giấy\s+phép(?:\s+số)?|bản\s+quyền(?:\s+thuộc)?",
}

RELATED = re.compile(
    r"(?:(?:các\s+)?(?:tin|bài|bài\s+viết|tin\s+bài|thông\s+tin|tin\s+tức|văn\s+bản|mục)(?:\s+(?:bài|viết))?\s+"
    r"(?:khác|liên\s+quan|cùng\s+(?:chuyên\s+mục|loại|chủ\s+đề|lĩnh\s+vực)|(?:đã\s+)?đưa|mới(?:\s+(?:hơn|nhất|đăng))?|cũ(?:\s+hơn)?"
    r"|tiếp\s+theo|trước\s+đó|đã\s+đăng|xem\s+nhiều|đọc\s+nhiều|nổi\s+bật|tiêu\s+điểm)"
    r"|(?:tin|bài)\s+mới\s+hơn|những\s+(?:tin|bài).{0,30}|other\s+news|related\s+(?:news|articles?)|xem\s+nhiều(?:\s+nhất)?|đọc\s+nhiều(?:\s+nhất)?"
    r"|cùng\s+chuyên\s+mục|có\s+thể\s+bạn\s+quan\s+tâm)(?:\s*\(\d+\))?\s*[:.»>]*",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:(?:gửi\s+)?(?:ý\s+kiến|bình\s+luận|phản\s+hồi)(?:\s+(?:bạn\s+đọc|của\s+bạn|bài\s+viết|độc\s+giả|\(\d+\)))?"
    r"|đánh\s+giá(?:\s+bài\s+viết)?|comments?|tags?|từ\s+khóa)\s*:?\s*(?:\(\d+\))?",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"(?:cơ\s+quan\s+chủ\s+quản|đơn\s+vị\s+chủ\s+quản)\s*(?::|$)|(?:[@©®]\s*)?(?:ghi\s+rõ\s+nguồn|bản\s+quyền\s+thuộc|copyright)|©|[®@]\s*\d{4}"
    r"|(?:giấy\s+phép\s+(?:số|thiết\s+lập))|chịu\s+trách\s+nhiệm\s+(?:chính|nội\s+dung)\s*:|liên\s+kết\s+(?:website|trang|web)\b|\|?\s*(?:về|lên)\s+đầu\s+trang",
    re.IGNORECASE,
)
CONTROL = re.compile(
    r"(?:in(?:\s+(?:trang|bài|bài\s+viết|ấn|tin))?|print|bản\s+in|gửi\s+(?:email|mail|bạn\s+bè|cho\s+bạn(?:\s+bè)?|tin|phản\s+hồi)|send\s+email|email"
    r"|chia\s+sẻ(?:\s+(?:bài\s+viết|lên|facebook|zalo))?|share|facebook|zalo|twitter|tweet|like|thích|google\+?|pinterest|linkedin"
    r"|(?:về|lên)\s+đầu\s+trang|trở\s+(?:về|lại)|quay\s+(?:về|lại)|back|<<|>>|«|»|đọc\s+bài(?:\s+viết)?|nghe(?:\s+đọc)?(?:\s+bài(?:\s+viết)?)?"
    r"|(?:(?:tăng|giảm)\s+)?cỡ\s+chữ|font|a[+-]?(?:\s*a[+-]?)*|[+-]|lưu(?:\s+(?:bài|trang))?|tương\s+phản|xem\s+(?:bản|với\s+cỡ).{0,30}|đóng(?:\s+(?:lại|cửa\s+sổ))?"
    r"|bookmark|download)(?:\s*[|:•·]\s*)*",
    re.IGNORECASE,
)
"""Buttons and links that serve the page, as the whole text of a line."""

BREADCRUMB_HOME = re.compile(r"trang\s+(?:chủ|nhất)|home", re.IGNORECASE)
BREADCRUMB_MARK = re.compile(r"\s*(?:»|›|>|→|/|\\|\||::|»)+\s*")
SITE_NAME = re.compile(
    r"(?:cổng|trang)\s+(?:thông\s+tin|tin|tttt)|website|ủy\s+ban\s+nhân\s+dân\s+tỉnh$|portal", re.IGNORECASE
)

MISSING = re.compile(
    r"không\s+tìm\s+thấy(?:\s+(?:\S+\s+){0,3}?)?(?:trang|nội\s+dung|bài|tin|dữ\s+liệu|thông\s+tin|đường\s+dẫn|tài\s+(?:nguyên|liệu)|địa\s+chỉ|kết\s+quả|mục)"
    r"(?=\s*(?:$|[.,!;:\"”)]|(?:này|bạn|yêu\s+cầu|được|phù|theo|mà|hoặc|trên|cần|tương|nào|viết|bài)\b))"
    r"|^\W*không\s+tìm\s+thấy\W*$|^\W*không\s+tồn\s+tại\W*$"
    r"|(?:trang|bài(?:\s+viết)?|tin(?:\s+bài)?|nội\s+dung|đường\s+dẫn|liên\s+kết|địa\s+chỉ|thông\s+tin|mục|dữ\s+liệu|tài\s+nguyên|bản\s+ghi)\b.{0,60}?"
    r"(?:không\s+(?:còn\s+)?tồn\s+tại(?=\s*(?:$|[.,!;:\"”)]|(?:hoặc|hay|trên|nữa|trong)\b))|không\s+có\s+(?:trên|trong)|không\s+còn|(?:đã\s+)?bị\s+(?:xó[aá]|xoá|gỡ)|đã\s+(?:được\s+)?(?:xó[aá]|xoá|gỡ))"
    r"|(?:error|lỗi|http\s+status)\s*:?\s*(?:404|410)\b|^\W*(?:404|410)\b.{0,40}$|(?:page|file|resource|object|content)\b.{0,30}\b(?:not\s+(?:be\s+)?found|cannot\s+be\s+found|not\s+available)"
    r"|^\W*not\s+found\W*$|was\s+not\s+found",
    re.IGNORECASE,
)
CHALLENGE = re.compile(
    r"just\s+a\s+moment|checking\s+your\s+browser|verify(?:ing)?\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human|enable\s+(?:javascript|cookies)|ddos|captcha|cf-browser|"
    r"đang\s+kiểm\s+tra\s+trình\s+duyệt|xác\s+(?:thực|minh)\s+(?:bạn|trình\s+duyệt|không\s+phải)|bật\s+(?:javascript|cookie)|attention\s+required|access\s+denied|request\s+(?:blocked|rejected)|security\s+check",
    re.IGNORECASE,
)
LOGIN = re.compile(r"đăng\s+nhập|log\s*-?\s*in|sign\s+in|mật\s+khẩu|password", re.IGNORECASE)

UNIT = (
    r"(?:văn\s+phòng|phòng|vp|ban|trung\s+tâm|tt|sở|chi\s+cục|tổng\s+cục|cục|vụ|viện|thanh\s+tra|đoàn|hội|ubnd|ủy\s+ban|uỷ\s+ban|hđnd|hội\s+đồng|ubmttq"
    r"|mặt\s+trận|công\s+an|báo|đài|trường|bệnh\s+viện|đảng\s+(?:ủy|uỷ|bộ)|(?:huyện|thị|thành|tỉnh|quận|đảng)\s+(?:ủy|uỷ|đoàn)|chi\s+bộ|liên\s+đoàn|liên\s+minh|kho\s+bạc|bảo\s+hiểm"
    r"|ngân\s+hàng|tòa\s+án|toà\s+án|viện\s+kiểm\s+sát|bộ\s+(?:chỉ\s+huy|đội)|bqltdt|ban\s+quản\s+lý|tổ|cổng\s+thông\s+tin|công\s+ty|bộ)"
)
"""How the name of a unit begins."""

SOURCE = re.compile(r"\(?\s*(?:nguồn(?:\s+(?:tin|ảnh|bài))?\s*:?\s+\S|nguồn\s*:|theo\s*:?\s+\S)", re.IGNORECASE)
BYLINE_ROLE = re.compile(
    r"^\s*(?:(?:(?:tin|bài|ảnh|text|photo|clip|video|người\s+(?:viết|đăng|đưa\s+tin)|tác\s+giả|biên\s+tập|thực\s+hiện|tổng\s+hợp|nhóm\s+(?:tin|pv)|by)"
    r"(?:\s*(?:,|và|&|-|/|\+|–)\s*)?)+)\s*:\s*"
    r"|\s*(?:\(\s*(?:tổng\s+hợp|sưu\s+tầm|lược\s+ghi|biên\s+(?:tập|soạn|dịch)|st|t/h|th)\s*\)|[-–,]\s+(?:tổng\s+hợp|sưu\s+tầm|lược\s+ghi))\s*[.]?$"
    r"|^\(?\s*tổng\s+hợp\s*\)?[.]?$",
    re.IGNORECASE,
)
PHOTO_CREDIT = re.compile(
    r"\(\s*(?:ảnh|hình|nguồn)\b|[-–.(]\s*ảnh\s*:?\s+\S|ảnh\s*:|ảnh\s+(?:minh\s+h[oọ]a|tư\s+liệu|internet|st)\b|hình\s+minh", re.IGNORECASE
)
CMS_USER = re.compile(
    r"(?:(?:ad\s?min|administrator|host|superuser|editor|qu[aả]n\s*tr[iị](?:\s*vi[eê]n)?|(?:pho\s+)?ban\s+bien\s+tap|bien\s+tap\s+vien)\s*)+", re.IGNORECASE
)
"""What a CMS calls the user who typed an article in; no signature."""
ATTACHED = re.compile(
    r"[•*-]?\s*(?:(?:các\s+)?(?:tệp|file|tập\s+tin|tài\s+liệu|văn\s+bản)(?:\s+tin)?\s+(?:đính\s+kèm|kèm\s+theo)|đính\s+kèm|tải\s+(?:về|file|tài\s+liệu)|attachments?|download)\s*(?:\(\d+\))?\s*:?",
    re.IGNORECASE,
)
"""The heading of a box with the documents of an article."""
