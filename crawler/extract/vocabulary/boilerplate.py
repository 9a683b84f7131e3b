"""Words of what surrounds an article: other news, comments, buttons, ratings, boxes, the footer."""

from __future__ import annotations

import re

from crawler.extract.vocabulary.patterns import any_of, compiled

RELATED = re.compile(
    any_of(
        r"[•»>*]? ?(?:các )?(?:(?:bản )?tin|bài|bài viết|tin,? bài|thông tin|thông báo|tin tức|văn bản|mục)"
        r"(?: (?:bài|viết|đăng))? "
        + any_of(
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
"""What is right before a link to another article, on its line."""
COMMENTS = re.compile(
    any_of(
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
    any_of(
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
FOOTER = compiled(
    r"(?:cơ quan chủ quản|đơn vị chủ quản) ?(?::|$)",
    r"(?:[@©®] ?)?(?:ghi rõ nguồn|bản quyền thuộc|copyright)",
    r"©",
    r"[®@] ?\d{4}",
    r"giấy phép (?:số|thiết lập)",
    r"chịu trách nhiệm (?:chính|nội dung) ?:",
    r"liên kết (?:website|trang|web)\b",
    r"\|? ?(?:về|lên) đầu trang",
)
_BUTTON = any_of(
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
    r"(?:(?:tăng|giảm|xem(?: với)?) )?cỡ chữ|màu chữ",
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
    any_of(
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
