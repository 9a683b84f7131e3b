"""Words of what surrounds an article: other news, comments, buttons, ratings, boxes, the footer."""

from __future__ import annotations

import re

from crawler.extract.vocabulary.labels import AGO
from crawler.extract.vocabulary.words import Words

_WHICH = Words(
    {
        "khác": "khác",
        "liên quan(?: khác)?": "liên quan",
        "cùng (?:loại|chủ đề|lĩnh vực)": "cùng loại",
        "(?:đã )?đưa(?: ngày)?": "đã đưa",
        "(?:trong|cùng) chuyên mục(?: khác)?": "cùng chuyên mục",
        "mới(?: (?:hơn|nhất|đăng|cập nhật))?": "mới nhất",
        "nóng": "nóng",
        "cũ(?: hơn)?": "cũ hơn",
        "tiếp theo": "tiếp theo",
        "trước đó": "trước đó",
        "đã đăng": "đã đăng",
        "(?:xem|đọc) nhiều": "đọc nhiều",
        "nổi bật": "nổi bật",
        "tiêu điểm": "tiêu điểm",
    },
)
"""Which articles a heading announces besides the one that is read."""
RELATED = Words(
    {
        (
            "[•»>*]? ?(?:các )?(?:(?:bản )?tin|bài|bài viết|tin,? bài|thông tin|thông báo|tin tức"
            f"|văn bản|mục)(?: (?:bài|viết|đăng))? {_WHICH.pattern}"
        ): "Các tin khác (12):",
        "những (?:tin|bài).{0,30}": "Những tin mới hơn",
        "other news": "Other news",
        "related (?:news|articles?)": "Related articles",
        "(?:xem|đọc) nhiều(?: nhất)?": "Xem nhiều nhất",
        "cùng (?:chuyên mục|chủ đề)": "Cùng chuyên mục",
        "có thể bạn quan tâm": "Có thể bạn quan tâm",
    },
    r"{}(?: ?\(\d+\))? ?[:.»>]*",
)
"""What heads other articles."""
FURTHER = re.compile(
    rf"[•»>*]* ?(?:(?:có thể )?(?:tham khảo|xem|đọc|tìm hiểu)(?: thêm| tiếp)|{RELATED.pattern}) ?[:.»>]*",
    re.IGNORECASE,
)
"""What is right before a link to another article, on its line."""
COMMENTS = Words(
    {
        (
            "(?:(?:gửi|viết|để lại|thêm) )?(?:ý kiến|bình luận|phản hồi)"
            r"(?: (?:bạn đọc|của bạn|bài viết|độc giả|\(\d+\)))?"
        ): "Ý kiến bạn đọc",
        r"(?:\d+|(?:chưa|không) có) bình luận(?: nào)?": "12 bình luận",
        "đánh giá(?: bài viết)?": "Đánh giá bài viết",
        "comments?": "Comments",
        "tags?": "Tags:",
        "từ khóa": "Từ khóa:",
    },
    r"{} ?:? ?(?:\(\d+\))?",
)
BOX = Words(
    {
        "(?:thư viện )?(?:hình )?ảnh(?: (?:hoạt động|nổi bật|tư liệu|đẹp))?": "Thư viện ảnh",
        "albums?(?: ảnh)?": "Album",
        "(?:thư viện )?(?:video|audio|clip|media|multimedia)(?: clip)?(?: (?:nổi bật|mới))?": "Video clip mới",
        "thăm dò(?: ý kiến| dư luận)?": "Thăm dò ý kiến",
        "liên kết(?: (?:website|web|trang(?: web)?|nhanh))?": "Liên kết web",
        "thời tiết(?: .{0,20})?": "Thời tiết",
        "(?:bảng )?(?:tỷ|tỉ) giá(?: (?:ngoại tệ|hối đoái|vàng))?": "Tỷ giá ngoại tệ",
        "giá vàng": "Giá vàng",
        "lịch vạn niên": "Lịch vạn niên",
        "(?:thành viên )?đăng (?:nhập|ký)(?: (?:hệ thống|thành viên|tài khoản))?": "Đăng nhập",
        "tìm kiếm": "Tìm kiếm",
        "danh mục": "Danh mục",
        "menu": "Menu",
    },
    "{} ?:?",
)
"""The names of boxes beside the article that are no list of articles and so not among `RELATED`."""
FOOTER = Words(
    {
        "(?:cơ quan chủ quản|đơn vị chủ quản) ?(?::|$)": "Cơ quan chủ quản: Sở Y tế",
        "(?:[@©®] ?)?(?:ghi rõ nguồn|bản quyền thuộc|copyright)": "Copyright 2024",
        "©": "©",
        r"[®@] ?\d{4}": "® 2024 Sở Y tế",
        "giấy phép (?:số|thiết lập)": "Giấy phép số 12",
        "chịu trách nhiệm (?:chính|nội dung) ?:": "Chịu trách nhiệm chính: ông An",
        r"liên kết (?:website|trang|web)\b": "Liên kết web",
        r"\|? ?(?:về|lên) đầu trang": "Về đầu trang",
    },
)
CONTROL = Words(
    {
        "in(?: (?:trang|bài viết|bài|ấn|tin)(?: này)?)?": "In trang",
        "print": "Print",
        "bản (?:để )?in": "Bản in",
        "gửi (?:(?:qua )?e?mail|bạn bè|cho bạn(?: bè)?|tin|phản hồi|bài(?: viết)?(?: này)?)": "Gửi bạn bè",
        "(?:send )?email": "Send email",
        r"chia sẻ(?: (?:bài viết|lên|facebook|zalo))?(?: \d+)?": "Chia sẻ",
        "sao chép (?:liên kết|đường dẫn|link)": "Sao chép liên kết",
        "share": "Share",
        "facebook": "Facebook",
        "zalo": "Zalo",
        "twitter": "Twitter",
        "tweet": "Tweet",
        "like": "Like",
        "thích": "Thích",
        r"google\+?": "Google+",
        "pinterest": "Pinterest",
        "linkedin": "LinkedIn",
        "bookmark": "Bookmark",
        "download": "Download",
        "(?:về|lên) đầu trang": "Về đầu trang",
        "(?:trở|quay) (?:về|lại)": "Quay lại",
        "back": "Back",
        "<<": "<<",
        ">>": ">>",
        "«": "«",
        "»": "»",
        "đọc bài(?: viết)?": "Đọc bài viết",
        (
            "nghe(?: đọc| audio| podcast)?(?: nội dung)?(?: (?:bài(?: viết)?"
            r"|tin))?(?: ?\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2})?"
        ): "Nghe nội dung bài viết",
        "(?:(?:tăng|giảm|xem(?: với)?) )?cỡ chữ": "Cỡ chữ",
        "màu chữ": "Màu chữ",
        "rss": "RSS",
        "giọng đọc ?:.{0,30}": "Giọng đọc: Thu Hà",
        "(?:chọn )?giọng đọc": "Chọn giọng đọc",
        "(?:giọng )?(?:nam|nữ) miền (?:bắc|trung|nam)": "Giọng nữ miền nam",
        "giọng (?:nam|nữ)": "Giọng nam",
        r"tốc độ(?: đọc)? ?: ?[\d.,]+ ?x?": "Tốc độ đọc: 1.5x",
        r"\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2}": "0:15 / 3:20",
        "0?0:00": "00:00",
        r"thời gian đọc ?: ?\d+ phút": "Thời gian đọc: 5 phút",
        r"\d+ phút đọc": "3 phút đọc",
        AGO: "3 ngày trước",
        "qr ?code": "QR code",
        r"theo dõi (?:\S+ ){0,2}trên .{0,20}": "Theo dõi chúng tôi trên Google News",
        "font": "Font",
        "a[+-]?(?: ?a[+-]?)*": "A+ A-",
        "[+-]": "+ / -",
        "lưu(?: (?:bài(?: viết)?|tin|trang))?": "Lưu bài viết",
        "tương phản": "Tương phản",
        "xem (?:bản|với cỡ).{0,30}": "Xem bản in",
        "phóng to": "Phóng to",
        "thu nhỏ": "Thu nhỏ",
        "đóng(?: (?:lại|cửa sổ))?": "Đóng cửa sổ",
    },
    r"[\[( ]*+(?:(?>{})(?:[ |:•·,/\[\]()▶►⏵⏸🔊🔈]+|$))++",
)
"""Buttons and links that serve the page, one or several, as the whole text of a line."""
_TICKS = r"(?:tải(?: về| xuống)?|chia sẻ|thích|bình luận|xem|đọc|view|quan tâm|nghe|in)"
TICKING = re.compile(
    rf"[ ,;–-]*\((?:(?:đã |được )?(?:số )?(?:lượt |lần )?{_TICKS} ?:? ?\d[\d.,]*(?: (?:lượt|lần))?"
    rf"|\d[\d.,]* (?:lượt|lần|người) {_TICKS}|\d[\d.,]* (?:downloads?|views?|shares?|likes?|comments?))\)",
    re.IGNORECASE,
)
"""A number in brackets at the end of a text that grows as readers come."""
RATING = Words(
    {
        (
            "(?:đã |được )?(?:số )?(?:lượt |lần )?(?:tải(?: về| xuống)?|chia sẻ|thích|bình luận"
            r"|quan tâm|shares?|likes?) ?: ?\d[\d.,]*(?: (?:lượt|lần|người))?"
        ): "Lượt tải về: 12",
        r"\d[\d.,]* (?:lượt|lần|người) (?:tải(?: về| xuống)?|chia sẻ|thích|bình luận|quan tâm)": "12 lượt chia sẻ",
        (
            "(?:(?:đánh giá|chấm điểm|xếp hạng|bình chọn|rat(?:e|ing)|bạn thấy)"
            r"\b[^:]{0,40}:?)?\W*[★☆⭐✩✭].{0,60}"
        ): "Bạn thấy bài này: ★★★★☆",
        r"\(?\d[\d.,/ ]*(?:lượt )?(?:đánh giá|bình chọn|thích|votes?|ratings?|likes?)\)?": "12 đánh giá",
        r"\d[\d.,]* (?:chia sẻ|bình luận|shares?|comments?)": "18 chia sẻ",
        "tổng số điểm của .{0,60}": "Tổng số điểm của bài viết là: 5",
        (
            "(?:điểm )?(?:đánh giá|xếp hạng|bình chọn|rating)"
            r"(?: [^:]{0,30})? ?: ?\d[\d.,]* ?(?:(?:[/(–-]|trong|trên|sao|điểm|lượt).{0,50})?"
        ): "Điểm đánh giá: 4,5 trong 5 sao",
        r"(?:click|bấm|nhấn|nhấp|chọn)\b.{0,20}(?:đánh giá|bình chọn).{0,40}": "Click để đánh giá bài viết",
        r"(?:bạn )?(?:hãy |vui lòng )?đánh giá bài viết\b.{0,40}": "Hãy đánh giá bài viết này",
        r"trung bình \(\d+ (?:bình chọn|đánh giá)\)": "Trung bình (12 bình chọn)",
        r"\d[\d.,]* ?/ ?(?:5|10) ?(?:sao|điểm|\(.{0,30}\))": "4,5/5 sao",
        "(?:[1-5] sao[ ,|]*){2,}": "1 sao 2 sao 3 sao",
        "bình chọn ?:?": "Bình chọn",
        "(?:(?:rất |không |chưa )?hài lòng[ ,|]*|bình thường[ ,|]*){2,}": "Hài lòng, không hài lòng",
        r"bạn có thích (?:bài viết|tin) này(?: không)? ?\??": "Bạn có thích bài viết này không?",
    },
)
"""What readers have given an article, as the whole text of a line; it ticks."""
