"""Reads the kind of a document, which is written before its number."""

from __future__ import annotations

import re

_KIND = re.compile(
    r"(?<!\w)(?P<kind>Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|"
    r"Kế hoạch|Chương trình|Thông báo kết luận|Kết luận|Quy định|Quy chế|Hướng dẫn|Thông báo|Báo cáo|Tờ trình|"
    r"Công văn|Công điện|Văn bản hợp nhất|Văn bản|Đề án|Bộ luật|Luật|Pháp lệnh|Lệnh|Sắc lệnh|Phương án|Giấy mời|"
    r"Giấy phép|Biên bản|Hợp đồng|Thông tri|Điều lệ|Quy hoạch|Dự án|Thư|Giấy chứng nhận)(?!\w)",
    re.IGNORECASE,
)
_TO_NUMBER = re.compile(r"(?:\s[^\W\d]+){0,9}?\s?(?:số\s?:?|số hiệu)?\s?\Z", re.IGNORECASE)
_COUNTED = ("biển", "hoá đơn", "hóa đơn", "hộ chiếu", "lô", "mã", "tài khoản", "tờ khai", "vận đơn")
"""What bears a number that is no document's."""
NUMBER_WORD = re.compile("".join(rf"(?<!\b{name}\s)" for name in _COUNTED) + r"\bsố\s?:?\s?\Z", re.IGNORECASE)

NO_DOCUMENTS = frozenset({"Hợp đồng", "Dự án", "Biên bản", "Giấy phép", "Giấy chứng nhận"})
"""Numbered papers that are no legal documents."""

_SAME = {"Thông báo kết luận": "Thông báo"}


def kind_before(lead: str, start: int, expected: str | None) -> tuple[str | None, int | None]:
    """The kind named before a number, and where; one that the number's letters stand for comes first."""
    candidates = []
    for found in _KIND.finditer(lead):
        gap = lead[found.end() :]
        if _TO_NUMBER.match(gap) and (NUMBER_WORD.search(gap) or gap.count(" ") < 5):
            kind = found["kind"].capitalize()
            candidates.append((_SAME.get(kind, kind), start - len(lead) + found.start()))
    if not candidates:
        return None, None
    return next((one for one in candidates if one[0] == expected), candidates[-1])
