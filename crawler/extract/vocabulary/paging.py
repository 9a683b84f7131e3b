"""Words of lists and their pagers: read on, load more, the next page."""

from __future__ import annotations

from crawler.extract.vocabulary.words import Words

DETAILS = Words(
    {
        r"(?:xem|đọc)\s+(?:chi\s+tiết|tiếp|thêm|toàn\s+văn)": "Xem chi tiết",
        r"chi\s+tiết": "Chi tiết",
        r"(?:read|view|see)\s+(?:more|details?)": "Read more",
    },
    r"[\[(»›>\s]*{}[\])»›>.…\s]*",
)
"""What leads from an entry of a list to its article, as a label of its own."""
READ_ON = Words(
    {
        DETAILS.pattern: "Xem chi tiết",
        "tiếp": "Tiếp",
        "more": "more",
        r"[>».…\s]+": "»",
        r"\[.{0,12}\]": "[…]",
        "new": "New",
        "mới": "Mới",
    },
)
"""What a link beside the title of an entry says that is no title."""
MORE = Words(
    {
        (
            r"(?:xem|tải|hiển thị|hiện|đọc)\s+(?:thêm|tiếp)"
            r"(?:\s+(?:các\s+)?(?:tin|bài|kết quả|nội dung)\b.{0,20})?"
        ): "Xem thêm",
        r"(?:load|show|view|see)\s+more(?:\s+\w{1,12}){0,2}": "Load more",
        r"thêm\s+(?:tin|bài)(?:\s+\w{1,8})?": "Thêm tin",
    },
)
"""What buttons say that fetch more."""
ACTS = Words(
    {
        "xem": "Xem bản in",
        "tìm": "Tìm kiếm",
        "gửi": "Gửi bạn bè",
        "kết quả": "Kết quả",
        "bình chọn": "Bình chọn",
        "đăng": "Đăng ngày",
        "chi tiết": "Chi tiết",
        "tải": "Tải về",
        "in": "In trang",
        "quay": "Quay lại",
        "trở": "Trở",
        "lên": "Lên đầu trang",
        "về": "Về đầu trang",
        "lọc": "Lọc",
        "chọn": "Chọn",
        "thoát": "Thoát",
        "tiếng": "Tiếng",
        "english": "English",
    },
    r"{}\b",
)
"""How links begin that post back and do not turn pages."""
_OF = r"(?:(?:các\s+)?(?:trang|tin|bài(?:\s+viết)?)\s+)?"
ONWARD = Words(
    {
        rf"{_OF}(?:sau|tiếp(?:\s+(?:theo|tục))?|kế(?:\s+tiếp)?|cũ\s+hơn)(?:\s+trang)?": "Trang sau",
        "tới": "Tới",
        r"(?:xem|tải|hiển\s+thị)\s+(?:thêm|tiếp)(?:\s+(?:tin(?:\s+bài)?|bài(?:\s+viết)?))?": "Xem thêm",
        r"next(?:\s+page)?": "Next",
        r"older(?:\s+posts)?": "Older",
        r"(?:load|show)\s+more": "Load more",
    },
)
"""What leads to the next page of a list."""
ELSEWHERE = Words(
    {
        rf"{_OF}(?:đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|trước|mới\s+hơn)": "Trang trước",
        "lùi": "Lùi",
        r"(?:first|last|prev(?:ious)?)(?:\s+page)?": "First",
        "newer": "Newer",
    },
)
"""What leads to another page than the next."""
PLACEHOLDER = Words(
    {
        r"\{+\s*page\s*\}+": "{page}",
        "__page__": "__page__",
        r"\[page\]": "[page]",
        r":page\b": "/:page",
        "%7Bpage%7D": "%7Bpage%7D",
        r"\{0\}": "{0}",
    },
)
"""What stands for the number of a page in an address."""
