"""The caption score: how much a text looks like a caption, by its style against the running text, and by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from crawler.extract.blocks.blocks import Item
from crawler.extract.document.styles import Style
from crawler.extract.vocabulary.bylines import ON_BEHALF, PHOTO_CREDIT, PHOTOGRAPHER

Element = etree._Element

ENOUGH = 2.0
"""The weight from which a text beside a picture is its caption."""
_LONGEST = 420
SHORT = 110
_PROSE = 80
BULLET = re.compile(
    r"(?:[-–—*+•●▪►]\s*\S|\(?\d{1,2}[.)/]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|Điều\s+\d|Chương\s+[IVX\d]"
    r"|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là\b|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|\d)\b"
    r"|(?:Bước|Đợt|Bài|Câu) \d|Phụ lục (?:\d|[IVX]))"
)
_NEVER = re.compile(
    rf"đính kèm|kèm theo|tại đây|tải về|\bxem (?:toàn văn|chi tiết)|^{ON_BEHALF}|\( ?đã ký ?\)|^số ?:? ?\d+/",
    re.IGNORECASE,
)
"""What refers to a document or signs one, as no caption does."""
_ARGUES = re.compile(
    r": ?[“\"]|\b(?:đã (?!được)|cho (?:biết|hay)\b|yêu cầu|đề nghị|có hiệu lực|cũng (?:đã|được)|sau đây"
    r"|(?:như )?sau\W*$)"
)
"""Words of running text: somebody said, did or argues something."""
_CARRIES_ON = re.compile(
    r"(?:Tại|Phát biểu|Theo|Ngày \d|Sáng|Chiều|Tối|Trưa|Trước|Nhân dịp|Bên cạnh|Ngoài ra|Đến nay|Qua|Trong|Để"
    r"|Với|Sau|Cũng|Đồng thời|Tuy nhiên|Do|Vì|Nhằm|Thực hiện|Về|Hiện|Kết thúc|Tiếp|Cùng|Như vậy|Mặt khác"
    r"|Dịp này|Buổi (?:sáng|chiều|tối)|Tham dự|Kết quả|Đặc biệt|Được biết|Có thể|Chi tiết|Xem)\b"
)
_SCENE_START = re.compile(
    r"(?:Toàn cảnh|Quang cảnh|Khung cảnh|Một góc|Các (?:đại biểu|đồng chí)|Đại biểu|Lãnh đạo"
    r"|Đồng chí|Đ/c|Đ\.c"
    r"|Ông|Bà|Anh|Chị"
    r"|(?:Thượng|Đại|Trung|Thiếu) (?:tá|tướng|úy)|Hình ảnh|Ảnh|Giao diện|Tập thể|Đoàn"
    r"|Bộ trưởng|Thứ trưởng|Thủ tướng|Chủ tịch|Phó|Bí thư|Giám đốc|Cán bộ|Người dân)\b"
)
_PICTURED = re.compile(r"(?:Toàn cảnh|Quang cảnh|Khung cảnh|Một góc|Giao diện|(?:Hình )?[Ảả]nh|Hình \d+)\b")
_SCENE = re.compile(
    r"\b(?:trao(?! đổi)|tặng|phát biểu|chụp (?:ảnh|hình)|kiểm tra|thăm|tham quan|tham dự|cắt băng|bấm nút|khảo sát"
    r"|chủ trì|ký kết|chúc mừng|biểu diễn|tại (?:hội nghị|buổi|lễ|đại hội))\b",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"(?<![A-ZĐ])[.!?]\s+[A-ZĐÀ-Ỹ]")


@dataclass(frozen=True, slots=True)
class Running:
    """The look of the running text and of its sub-headings that captions are held against, and its blocks."""

    italic: bool
    colored: bool
    align: str
    indented: bool
    headings: frozenset[Style]
    blocks: frozenset[Element]
    has_captions: bool = False
    """Whether a short text that is set apart is below a picture."""


def look_of(items: Sequence[Item], top: Element | None) -> Running:
    """How the long texts among the items are set."""
    running = [item for item in items if item.kind == "text" and len(item.text) >= 150]
    long = [item.style(top) for item in running]

    def mostly(count: int) -> bool:
        return count * 2 > len(long)

    aligns = [style.align for style in long]
    align = max(set(aligns), key=aligns.count) if aligns else ""
    look = Running(
        mostly(sum(style.italic for style in long)),
        mostly(sum(style.colored for style in long)),
        align,
        mostly(sum(style.indented for style in long)),
        frozenset(_headings(items, top)),
        frozenset(item.line.element for item in running),
    )
    below = [item for above, item in pairwise(items) if above.kind == "picture" and item.kind == "text"]
    return replace(
        look,
        has_captions=any(len(item.text) <= _PROSE * 2 and differs(item.style(top), look) for item in below),
    )


def _headings(items: Sequence[Item], top: Element | None) -> Iterator[Style]:
    """The looks of the bold lines that are between two paragraphs."""
    for before, item, behind in zip(items, items[1:], items[2:], strict=False):
        if not (before.kind == item.kind == behind.kind == "text") or len(behind.text) < _PROSE:
            continue
        if len(item.text) <= SHORT and not item.text.endswith((".", ":", ";")) and item.style(top).bold:
            yield item.style(top)


def weigh(item: Item, running: Running, top: Element | None) -> float:
    """How much an item looks like a caption, whatever is around it."""
    text, style = item.text, item.style(top)
    if (
        len(text) > _LONGEST
        or item.is_listed
        or BULLET.match(text)
        or _NEVER.search(text)
        or text.endswith(":")
    ):
        return -9.0
    credit = PHOTO_CREDIT.search(text) is not None
    weight = 4.0 * credit + 3.0 * (style.italic and not running.italic)
    weight += 3.0 * (style.align == "center" and running.align != "center")
    weight += 2.0 * (style.colored and not running.colored)
    if is_bold_line(style):
        weight -= 3.0  # sub-headings are neither indented nor justified, too
    else:
        weight += 2.0 * (running.indented and not style.indented)
        weight += 1.0 * (running.align == "justify" and style.align != "justify") - 1.0 * style.bold
    weight -= 2.0 * (style.align == "right" and running.align != "right")
    weight -= 4.0 * (style in running.headings and not credit)
    weight -= 2.0 * (running.has_captions and not differs(style, running) and not credit)
    weight += 1.0 if len(text) <= 160 else -1.0 * (len(text) > 200) - 2.0 * (len(text) > 260)
    if text.endswith("./.") or text.endswith((";", ",", "?")):
        weight -= 3
    elif text.endswith((".", "!")):
        weight -= 2.0 * (not credit)
    else:
        weight += 1.5
    weight -= 3.0 * (_CARRIES_ON.match(text) is not None)
    if _TWO_SENTENCES.search(text) and not credit:
        weight -= 1.0 if style.italic and not running.italic else 2.0
    weight += 1.5 * (_SCENE_START.match(text) is not None) + 1.0 * (_SCENE.search(text) is not None)
    weight += 2.0 * (_PICTURED.match(text) is not None)
    weight -= 2.0 * (_ARGUES.search(text) is not None)
    weight -= 4.0 * (text.isupper() and len(text) > 3)
    return weight


def is_bold_line(style: Style) -> bool:
    """Whether a line looks as sub-headings mostly do."""
    return style.bold and style.align != "center"


def shows(text: str) -> bool:
    """Whether a text says what can be seen, or who took the picture."""
    return any(sign.search(text) for sign in (PHOTO_CREDIT, _SCENE)) or _SCENE_START.match(text) is not None


def is_credit(text: str) -> bool:
    """Whether a text begins with who took the picture, or says only that."""
    return PHOTO_CREDIT.match(text) is not None or PHOTOGRAPHER.fullmatch(text) is not None


def differs(style: Style, running: Running) -> bool:
    """Whether a text is set apart from the running text."""
    return (
        (style.italic and not running.italic)
        or (style.align == "center" and running.align != "center")
        or (style.colored and not running.colored)
    )
