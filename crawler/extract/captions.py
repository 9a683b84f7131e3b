"""Captions: the short text beside a picture that says what it shows.

Pages mark captions by nothing but their look and place. What speaks for a caption and against it is
weighed; what is not clearly one stays in the body, where nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from archive.model import Caption
from crawler.extract.flow import Item
from crawler.extract.images import picture_address
from crawler.extract.labels import CMS_USER, PHOTO_CREDIT, PHOTOGRAPHER
from crawler.extract.lines import Piece
from crawler.extract.signature import is_signature, read_signature
from crawler.extract.styles import Style
from crawler.extract.text import clean

Element = etree._Element

_ENOUGH = 2.0
_LONGEST = 420
_SHORT = 110
_MOST_LINES = 3
_PROSE = 80
_BULLET = re.compile(
    r"(?:[-–—*+•●▪►]\s*\S|\(?\d{1,2}[.)/]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|Điều\s+\d|Chương\s+[IVX\d]"
    r"|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là\b|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|\d)\b|(?:Bước|Đợt|Bài) \d)"
)
_NEVER = re.compile(
    r"đính kèm|kèm theo|tại đây|tải về|\bxem (?:toàn văn|chi tiết)|^(?:KT|TM|TL|TUQ)\. ?\w|\( ?đã ký ?\)",
    re.IGNORECASE,
)
"""What refers to a document or signs one, as no caption does."""
_ARGUES = re.compile(r"\b(?:yêu cầu|đề nghị|có hiệu lực|cũng (?:đã|được)|sau đây|(?:như )?sau\W*$)")
_CARRIES_ON = re.compile(
    r"(?:Tại|Phát biểu|Theo|Ngày \d|Sáng|Chiều|Tối|Trưa|Trước|Nhân dịp|Bên cạnh|Ngoài ra|Đến nay|Qua|Trong|Để"
    r"|Với|Sau|Cũng|Đồng thời|Tuy nhiên|Do|Vì|Nhằm|Thực hiện|Về|Hiện|Kết thúc|Tiếp|Cùng|Như vậy|Mặt khác"
    r"|Đặc biệt|Được biết|Có thể|Chi tiết|Xem)\b"
)
_SCENE_START = re.compile(
    r"(?:Toàn cảnh|Quang cảnh|Khung cảnh|Một góc|Các (?:đại biểu|đồng chí)|Đại biểu|Lãnh đạo"
    r"|Đồng chí|Đ/c|Đ\.c"
    r"|Ông|Bà|Anh|Chị"
    r"|(?:Thượng|Đại|Trung|Thiếu) (?:tá|tướng|úy)|Hình ảnh|Ảnh|Giao diện|Tập thể|Đoàn"
    r"|Bộ trưởng|Thứ trưởng|Thủ tướng|Chủ tịch|Phó|Bí thư|Giám đốc|Cán bộ|Người dân)\b"
)
_PICTURED = re.compile(r"(?:Toàn cảnh|Quang cảnh|Khung cảnh|Một góc|Giao diện|(?:Hình )?[Ảả]nh)\b")
_SCENE = re.compile(
    r"\b(?:trao(?! đổi)|tặng|phát biểu|chụp (?:ảnh|hình)|kiểm tra|thăm|tham quan|tham dự|cắt băng|bấm nút|khảo sát"
    r"|chủ trì|ký kết|chúc mừng|biểu diễn|tại (?:hội nghị|buổi|lễ|đại hội))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"caption|chu-?_?thich|(?:avatar|photo|image|img|pic(?:ture)?)[-_]{0,2}(?:desc|note|title)",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"[.!?]\s+[A-ZĐÀ-Ỹ]")
_INTRODUCES = re.compile(r"(?:một số|những|các) hình ảnh|: *$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Running:
    """The look of the running text, and of its sub-headings, that captions are held against."""

    italic: bool
    colored: bool
    align: str
    indented: bool
    headings: frozenset[Style]


def take_captions(
    items: list[Item], top: Element | None, base: str
) -> tuple[list[Item], tuple[Caption, ...]]:
    """The items without captions, and the captions in page order."""
    if not any(item.kind == "picture" for item in items):
        return items, ()
    running = _running(items, top)
    taken: dict[Item, int] = {}
    found: list[tuple[int, Caption]] = []
    has_after = False
    for index, item in enumerate(items):
        if item.kind != "picture" or item.picture is None:
            continue
        address = picture_address(item.picture, base)
        if item.cell is not None and (texts := _paired(items, index, taken, top)):
            taken |= dict.fromkeys(texts, index)
            found.append((index, Caption(" ".join(text.text for text in texts), address)))
            continue
        if index + 1 < len(items) and items[index + 1].kind == "picture":
            continue
        texts = _after(items, index, running, top, taken, has_after)
        if texts:
            has_after = True
        else:
            texts = [] if has_after else _before(items, index, running, top, taken)
        if texts:
            taken |= dict.fromkeys(texts, index)
            found.append((index, Caption(" ".join(text.text for text in texts), address)))
    return [item for item in items if item not in taken], tuple(caption for _, caption in found)


def _running(items: Sequence[Item], top: Element | None) -> Running:
    long = [item.style(top) for item in items if item.kind == "text" and len(item.text) >= 150]

    def mostly(count: int) -> bool:
        return count * 2 > len(long)

    aligns = [style.align for style in long]
    align = max(set(aligns), key=aligns.count) if aligns else ""
    return Running(
        mostly(sum(style.italic for style in long)),
        mostly(sum(style.colored for style in long)),
        align,
        mostly(sum(style.indented for style in long)),
        frozenset(_headings(items, top)),
    )


def _headings(items: Sequence[Item], top: Element | None) -> Iterator[Style]:
    """The looks of the bold lines that stand between two paragraphs."""
    for before, item, behind in zip(items, items[1:], items[2:], strict=False):
        if not (before.kind == item.kind == behind.kind == "text") or len(behind.text) < _PROSE:
            continue
        if len(item.text) <= _SHORT and not item.text.endswith((".", ":", ";")) and item.style(top).bold:
            yield item.style(top)


def _paired(items: list[Item], index: int, taken: dict[Item, int], top: Element | None) -> list[Item]:
    """The texts of a table of pictures that stand with a picture: in its cell, under it, beside it."""
    cell = items[index].cell
    assert cell is not None
    table, row, column = cell
    texts = [
        i for i in items if i.kind == "text" and i.cell is not None and i.cell[0] is table and i not in taken
    ]
    if texts and texts[-1] is items[-1] and _signs(texts[-1], top):
        texts.pop()
    pictures = [i for i in items if i.kind == "picture" and i.cell is not None and i.cell[0] is table]

    def at(r: int, c: int) -> list[Item]:
        return [text for text in texts if text.cell == (table, r, c)]

    if own := at(row, column):
        return own
    in_row = [p for p in pictures if p.cell is not None and p.cell[1] == row]
    under = [text for text in texts if text.cell is not None and text.cell[1] == row + 1]
    if len({text.cell for text in under}) == 1 and len(in_row) > 1:
        # one caption under several pictures belongs to the last of them
        return under if items[index] is in_row[-1] else []
    if below := at(row + 1, column):
        return below
    if len(in_row) == 1:
        beside = [text for text in texts if text.cell is not None and text.cell[1] == row]
        if beside and all(len(text.text) <= 250 for text in beside):
            return beside
    above = at(row - 1, column)
    has_pictures_above = any(p.cell is not None and p.cell[1] == row - 2 for p in pictures)
    return [] if has_pictures_above else above


def _signs(item: Item, top: Element | None) -> bool:
    """Whether the last text is the article's signature though it stands in a cell with a picture."""
    signed = read_signature(item.text)
    return signed is not None and (signed.kind == "department" or item.style(top).align == "right")


def _after(
    items: list[Item],
    index: int,
    running: Running,
    top: Element | None,
    taken: dict[Item, int],
    has_after: bool,
) -> list[Item]:
    """The text items behind a picture that are its caption: one, or several lines of one."""
    following = items[index + 1] if index + 1 < len(items) else None
    if following is None or following.kind != "text" or following in taken:
        return []
    if len(following.parts) > 1 and (split := _split(items, index + 1, running, top)):
        following = split
    ends = index + 2 >= len(items) or all(item.kind == "text" for item in items[index + 2 :])
    if (
        ends
        and index + 2 >= len(items) - 1
        and is_signature(following.text)
        and not following.style(top).italic
    ):
        return []
    if following.goes_on and following.text[:1].islower():
        return []
    weight = _weigh(following, running, top)
    style = following.style(top)
    if style.bold and _leads(items, index) and not _shows(following.text):
        return []
    together = following.line.element is items[index].line.element and not _is_bold_line(style)
    weight += 2 * (together and len(following.text) <= 250)
    weight += 1.5 * (index + 2 < len(items) and items[index + 2].kind == "picture")
    weight += has_after * (2 if len(following.text) <= _SHORT else 1)
    said = not style.bold and _is_said_by(items[index].picture, following.text)
    weight += 6 * (said or _is_named(following.line.element, top))
    if weight < _ENOUGH:
        return []
    texts = [following]
    for item in items[index + 2 :]:
        if not _continues(texts[-1], item, running, top) or (item is items[-1] and _signs(item, top)):
            break
        texts.append(item)
    return texts + _up_to_picture(items[index + 1 + len(texts) :], following, running, top)


def _up_to_picture(items: Sequence[Item], caption: Item, running: Running, top: Element | None) -> list[Item]:
    """The lines that part a caption from the next picture, if they all look as the caption does."""
    look = caption.style(top)
    if not _differs(look, running):
        return []
    lines: list[Item] = []
    for item in items[: _MOST_LINES + 1]:
        if item.kind == "picture":
            return lines
        if item.kind != "text" or item.style(top) != look or _weigh(item, running, top) < _ENOUGH:
            break
        lines.append(item)
    return []


def _split(items: list[Item], index: int, running: Running, top: Element | None) -> Item | None:
    """Parts the first lines of a block, which may be the caption, from the text that follows them."""
    whole = items[index]
    long = next((i for i, part in enumerate(whole.parts) if len(part) > 200), None)
    if long is None or long == 0:
        return None
    first = Item("text", whole.line, whole.parts[:long], whole.lines[:long], cell=whole.cell)
    rest = Item("text", whole.lines[long], whole.parts[long:], whole.lines[long:], cell=whole.cell)
    items[index : index + 1] = [first, rest]
    return first


def _before(
    items: list[Item], index: int, running: Running, top: Element | None, taken: dict[Item, int]
) -> list[Item]:
    """The text before a picture, if it looks like nothing but a caption."""
    first = index
    while first > 0 and items[first - 1].kind == "picture":
        first -= 1
    before = items[first - 1] if first > 0 else None
    if before is None or before.kind != "text" or before in taken or _INTRODUCES.search(before.text):
        return []
    style = before.style(top)
    if not _differs(style, running) or len(before.text) > 200:
        return []
    return [before] if _weigh(before, running, top) >= _ENOUGH + 2 else []


def _weigh(item: Item, running: Running, top: Element | None) -> float:
    """How much an item looks like a caption, whatever stands around it."""
    text, style = item.text, item.style(top)
    if (
        len(text) > _LONGEST
        or item.is_listed
        or _BULLET.match(text)
        or _NEVER.search(text)
        or text.endswith(":")
    ):
        return -9.0
    credit = PHOTO_CREDIT.search(text) is not None
    weight = 4.0 * credit + 3.0 * (style.italic and not running.italic)
    weight += 3.0 * (style.align == "center" and running.align != "center")
    weight += 2.0 * (style.colored and not running.colored)
    weight += 2.0 * (running.indented and not style.indented)
    weight += 1.0 * (running.align == "justify" and style.align != "justify")
    weight -= 2.0 * (style.align == "right" and running.align != "right")
    weight -= 3.0 * _is_bold_line(style) + 1.0 * (style.bold and style.align == "center")
    weight -= 4.0 * (style in running.headings and not credit)
    weight += 1.0 if len(text) <= 160 else -1.0 * (len(text) > 200) - 2.0 * (len(text) > 260)
    if text.endswith("./.") or text.endswith((";", ",", "?")):
        weight -= 3
    elif text.endswith((".", "!")):
        weight -= 2.0 * (not credit)
    else:
        weight += 1.5
    weight -= 3.0 * (_CARRIES_ON.match(text) is not None)
    weight -= 2.0 * (_TWO_SENTENCES.search(text) is not None and not credit)
    weight += 1.5 * (_SCENE_START.match(text) is not None) + 1.0 * (_SCENE.search(text) is not None)
    weight += 2.0 * (_PICTURED.match(text) is not None)
    weight -= 2.0 * (_ARGUES.search(text) is not None)
    weight -= 2.0 * (text.isupper() and len(text) > 3)
    return weight


def _continues(before: Item, item: Item, running: Running, top: Element | None) -> bool:
    """Whether `item` is a further line of the caption that `before` is."""
    if item.kind != "text" or item.is_listed or len(item.text) > 160 or item.cell != before.cell:
        return False
    if CMS_USER.fullmatch(item.text):
        return False
    style, look = item.style(top), before.style(top)
    begins_low = item.text[:1].islower() or item.text[:1] == "(" or _is_credit(item.text)
    if not _differs(style, running):
        return begins_low and len(item.text) <= 120 and style.align == look.align
    if begins_low:
        return True
    if before.text.endswith((".", ")", "!", "…")) or len(before.text) < 30 or style.bold != look.bold:
        return False
    return style.align == look.align and style.italic == look.italic and not _BULLET.match(item.text)


def _is_bold_line(style: Style) -> bool:
    """Whether a line looks as sub-headings mostly do."""
    return style.bold and style.align != "center"


def _is_named(element: Element | None, top: Element | None) -> bool:
    """Whether the markup itself calls a text a caption."""
    for _ in range(2):
        if element is None or element is top:
            return False
        if element.tag == "figcaption" or _NAMED.search(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        ):
            return True
        element = element.getparent()
    return False


def _is_said_by(picture: Piece | None, text: str) -> bool:
    """Whether a picture or its link bears the text as its title."""
    elements = [picture.element, picture.link] if picture is not None else []
    said = (element.get(name) for element in elements if element is not None for name in ("title", "alt"))
    return any(clean(title).casefold() == text.casefold() for title in said if title)


def _leads(items: Sequence[Item], index: int) -> bool:
    """Whether a picture stands before all text and in a box of its own."""
    box, text = items[index].line.element.getparent(), items[index + 1].line.element.getparent()
    return box is not text and all(item.kind == "picture" for item in items[:index])


def _shows(text: str) -> bool:
    """Whether a text says what can be seen, or who took the picture."""
    return any(sign.search(text) for sign in (PHOTO_CREDIT, _SCENE)) or _SCENE_START.match(text) is not None


def _is_credit(text: str) -> bool:
    return PHOTO_CREDIT.match(text) is not None or PHOTOGRAPHER.fullmatch(text) is not None


def _differs(style: Style, running: Running) -> bool:
    return (
        (style.italic and not running.italic)
        or (style.align == "center" and running.align != "center")
        or (style.colored and not running.colored)
    )
