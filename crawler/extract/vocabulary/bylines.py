"""Words around authors: units, roles, sources, credits of pictures, users of the CMS."""

from __future__ import annotations

import re

from crawler.extract.vocabulary.units import UNIT
from crawler.extract.vocabulary.words import Words

SOURCE = re.compile(
    r"\(? ?(?:(?:trích )?nguồn(?: (?:tin|ảnh|bài))? ?:? \S|(?:(?:trích )?nguồn|source) ?:|theo ?:? \S)",
    re.IGNORECASE,
)
SOURCE_LABEL = re.compile(
    r"(?:(?:trích )?nguồn(?! ?ảnh)(?: (?:tin|bài))?(?: ?:|(?= ))|theo(?: ?:|(?= ))|source ?:)"
    r" ?(?:[-–] )?(?P<name>[^|•·]{2,80})",
    re.IGNORECASE,
)
"""Where a text is said to come from, with its label; pictures have sources of their own."""
ORIGIN_LABEL = re.compile(
    r"(?:(?:trích )?nguồn(?: (?:tin|bài))?|người (?:đăng|gửi|nhập|cập nhật)(?: (?:tin|bài))?|đăng bởi)"
    r" ?: ?[^|•·:]{2,60}",
    re.IGNORECASE,
)
"""Where an article is from or who typed it in, with its label, as it is beside the date."""
_ROLE = Words(
    {
        "tin(?: bài)?": "tin",
        "bài(?: viết)?": "bài",
        "ảnh": "ảnh",
        "text": "Text",
        "photo": "Photo",
        "clip": "Clip",
        "video": "video",
        "pv": "PV",
        "phóng viên": "phóng viên",
        "ctv": "CTV",
        "cộng tác viên": "Cộng tác viên",
        "người (?:viết|đăng|đưa tin)": "người viết",
        "tác giả": "tác giả",
        "biên tập": "Biên tập",
        "thực hiện": "Thực hiện",
        "tổng hợp": "Tổng hợp",
        "nhóm (?:tin|pv)": "nhóm PV",
        "by": "by",
        "author": "Author",
        "reporter": "Reporter",
        "(?:written|story) by": "story by",
    },
)
_COLLECTED = r"(?:tổng hợp|sưu tầm|lược ghi|biên (?:tập|soạn|dịch))"
BYLINE_ROLE = Words(
    {
        rf"^ ?(?:{_ROLE.pattern}(?: ?(?:,|và|&|-|/|\+|–) ?)?)+ ?: ?": "Tin:",
        (
            "^ ?(?:đơn vị|cơ quan)(?: (?:đăng(?: tin| bài)?|thực hiện"
            rf"|soạn thảo))? ?: ?(?={UNIT.pattern}\b)"
        ): "Đơn vị: Phòng Văn hóa",
        r"^ ?(?:tin|bài) ?(?:,|và|&|-|/|\+|–) ?ảnh ": "Tin, ảnh Hải Yến",
        "^ ?(?:compiled|reported|written|edited|translated) by ": "Compiled by Thanh Mai",
        (
            rf" ?(?:\( ?(?:{_COLLECTED}|thực hiện|ghi|st|t/h|th) ?\)|[-–,]? (?-i:{_COLLECTED})) ?[.]?$"
        ): "Hải Yến (tổng hợp)",
        rf" ?\( ?(?:{_COLLECTED} )?(?:theo|từ|nguồn) ?:? [^()]{{2,40}}\) ?[.]?$": "Hải Yến (theo TTXVN)",
        r"^\(? ?tổng hợp ?\)?[.]?$": "Tổng hợp.",
    },
)
"""What is in a byline beside the name: "Bài và ảnh:", "(tổng hợp)"."""
PHOTO_CREDIT = Words(
    {
        r"\( ?(?:ảnh|hình|nguồn)\b": "(Ảnh Văn Bình)",
        r"[-–.(] ?ảnh ?:? \S": "Chợ phiên - ảnh Văn Bình",
        "ảnh ?:": "Ảnh: Văn Bình",
        r"ảnh (?:minh h[oọ]a|tư liệu|internet|st)\b": "Ảnh minh họa",
        "hình minh": "Hình minh họa",
    },
)
PHOTOGRAPHER = re.compile(r"Ảnh [A-ZĐÀ-Ỹ][^.;!?]{0,40}\.?")
"""A line with the credit of a picture ("Ảnh HNP") and nothing else."""
APPROVED_BY = Words(
    {
        "duyệt": "Người duyệt: Hải Yến",
        "hiệu đính": "Hiệu đính: Hải Yến",
        "thẩm định": "Người thẩm định: Hải Yến",
        "chịu trách nhiệm": "Chịu trách nhiệm nội dung: Hải Yến",
    },
)
"""Labels of who answers for a text that another wrote."""
BYLINE_LABEL = re.compile(
    r"\b(?:(?:tác giả(?: bài viết)?|người viết|bài viết của|bởi|by|author|reporter) ?: ?"
    r"|(?:agency|department|unit) ?: ?(?=[^\W\d_])"
    rf"|(?:(?:phòng ?/ ?)?đơn vị|phòng ban|cơ quan)(?: (?:đăng(?: tin| bài)?|thực hiện|soạn thảo))? ?: ?"
    rf"(?={UNIT.pattern}\b|(?-i:P\.|[A-ZĐ]{{3,}} \w)))"
    r"(?P<name>[^|•·:]{2,60}?) ?(?=[|•·]|[-–;,] [^|•·:;,–-]{2,24}:|$)",
    re.IGNORECASE,
)
"""A byline with its label, as it is beside the date; "Đơn vị: triệu đồng" is none."""
POSTED_BY = re.compile(
    r"(?:bài viết )?(?:được )?(?:gửi|đăng|viết|tạo|posted|submitted|published|written|created)?\s*"
    r"(?:bởi|by|on|vào(?: lúc)?|lúc|ngày)\b(?! ?:)",
    re.IGNORECASE,
)
"""The small words between a name and a date on one line: "Posted on … by …", "Được gửi bởi … vào …"."""
CMS_USER = Words(
    {
        "ad ?min": "Người đăng: admin",
        "administrator": "Administrator",
        "host": "Host",
        "superuser": "Superuser",
        "editor": "Editor",
        "qu[aả]n ?tr[iị](?: ?vi[eê]n)?": "quan tri",
        "(?:pho )?ban bien tap": "Ban bien tap",
        "bien tap vien": "Bien tap vien",
    },
    "(?:(?:đăng bởi|by|người (?:đăng|nhập|cập nhật)) ?: ?)?{}(?: (?:ad ?min|administrator))*",
)
"""What a CMS calls the user who typed an article in; no signature."""
