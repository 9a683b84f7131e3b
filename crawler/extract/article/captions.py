"""Captions: the short text beside a picture that says what it shows.

Pages mark captions by nothing but their look and place. What speaks for a caption and against it is
weighed; what is not clearly one stays in the body, where nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from archive.model import Caption
from crawler.extract.article.caption_score import (
    BULLET,
    ENOUGH,
    SHORT,
    Running,
    differs,
    is_bold_line,
    is_credit,
    look_of,
    shows,
    weigh,
)
from crawler.extract.blocks.blocks import Item
from crawler.extract.blocks.images import is_floating, picture_address
from crawler.extract.document.lines import Fragment, Line
from crawler.extract.document.styles import Style
from crawler.extract.document.text import clean
from crawler.extract.document.tree import around, names
from crawler.extract.vocabulary.labels import CMS_USER
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

_MOST_LINES = 3
_BOXED = 4
"""Most blocks within each other that a picture and its caption are set in."""
_NAMED = re.compile(
    r"caption|chu-?_?thich|(?:avatar|photo|image|img|pic(?:ture)?)[-_]{0,2}(?:desc|note|title)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(r"(?:một số|những|các) hình ảnh|: *$", re.IGNORECASE)


def take_captions(
    items: list[Item],
    top: Element | None,
    base: str,
    is_caption: Callable[[Line], bool] = lambda line: False,
) -> tuple[list[Item], tuple[Caption, ...]]:
    """The items without captions, and the captions in page order. `is_caption` tells lines that are known to be
    some, where they follow a picture."""
    if not any(item.kind == "picture" for item in items):
        return items, ()
    running = look_of(items, top)
    tables, sorted_in = _tables(items), len(items)
    taken: dict[Item, int] = {}
    found: list[tuple[int, Caption]] = []
    has_after = False
    for index, item in enumerate(items):
        if item.kind != "picture" or item.picture is None:
            continue
        address = picture_address(item.picture, base)
        if item.cell is not None and len(items) != sorted_in:  # a text was split
            tables, sorted_in = _tables(items), len(items)
        if item.cell is not None and (texts := _paired(items, index, tables, taken, top)):
            taken |= dict.fromkeys(texts, index)
            found.append((index, Caption(" ".join(text.text for text in texts), address)))
            continue
        if index + 1 < len(items) and items[index + 1].kind == "picture":
            continue
        texts = _known(items, index, taken, is_caption) or _after(
            items, index, running, top, taken, has_after
        )
        if texts:
            # what the markup binds to its picture does not say where others stand
            has_after = has_after or not _is_named(texts[0].line.element, top)
        else:
            texts = [] if has_after else _before(items, index, running, top, taken)
        if texts:
            taken |= dict.fromkeys(texts, index)
            found.append((index, Caption(" ".join(text.text for text in texts), address)))
    return [item for item in items if item not in taken], tuple(caption for _, caption in found)


def _known(
    items: list[Item], index: int, taken: dict[Item, int], is_caption: Callable[[Line], bool]
) -> list[Item]:
    """The lines behind a picture that are known to be captions."""
    found: list[Item] = []
    for item in items[index + 1 :]:
        if item.kind != "text" or item in taken or not is_caption(item.lines[0]):
            break
        found.append(item)
    return found


Place = tuple[Element, int]


@dataclass(slots=True)
class _Rows:
    """What the rows of tables hold: texts and pictures, and the texts of each cell."""

    texts: dict[Place, list[Item]]
    pictures: dict[Place, list[Item]]
    cells: dict[tuple[Element, int, int], list[Item]]


def _tables(items: list[Item]) -> _Rows:
    rows = _Rows({}, {}, {})
    for item in items:
        if item.cell is not None and item.kind in ("text", "picture"):
            table, row, _ = item.cell
            of_kind = rows.texts if item.kind == "text" else rows.pictures
            of_kind.setdefault((table, row), []).append(item)
            if item.kind == "text":
                rows.cells.setdefault(item.cell, []).append(item)
    return rows


def _paired(
    items: list[Item], index: int, tables: _Rows, taken: dict[Item, int], top: Element | None
) -> list[Item]:
    """The texts of a table of pictures that stand with a picture: in its cell, under it, beside it."""
    cell = items[index].cell
    assert cell is not None
    table, row, column = cell
    last = items[-1]
    signature = last if last.kind == "text" and last.cell is not None and _signs(last, top) else None

    def free(texts: list[Item] | None) -> list[Item]:
        return [text for text in texts or () if text not in taken and text is not signature]

    def at(r: int, c: int) -> list[Item]:
        return free(tables.cells.get((table, r, c)))

    if own := at(row, column):
        return own
    in_row = tables.pictures.get((table, row), [])
    under = free(tables.texts.get((table, row + 1)))
    if len({text.cell for text in under}) == 1 and len(in_row) > 1:
        # one caption under several pictures belongs to the last of them
        return under if items[index] is in_row[-1] else []
    if below := at(row + 1, column):
        return below
    if len(in_row) == 1:
        beside = free(tables.texts.get((table, row)))
        sentences = sum(text.text.endswith(".") for text in beside)
        if beside and sentences < 2 and all(len(text.text) <= 250 for text in beside):
            return beside
    return [] if tables.pictures.get((table, row - 2)) else at(row - 1, column)


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
    if following.goes_on and following.text[:1].islower():
        return []
    style, is_named = following.style(top), _is_named(following.line.element, top)
    rest = items[index + 2 : index + 4]
    if len(rest) < 2 and all(read_signature(item.text, marked=True) for item in rest):
        at_right = style.align == "right"
        credits = style.align == "center" and is_credit(following.text)
        is_alike = any(_first_word(text) == _first_word(following) for text in taken)
        is_set = style.align == "center" != running.align and (
            is_alike or any(item.style(top).align == "right" for item in rest)
        )
        is_told = (
            (style.italic and (style.align == "center" or style.indented)) or is_named or credits or is_set
        )
        if not is_told and read_signature(following.text, marked=at_right):
            return []
    if _is_quoted((item for item in reversed(items[:index]) if item not in taken), style, top):
        return []
    weight = weigh(following, running, top)
    if style.bold and _leads(items, index) and not shows(following.text):
        return []
    together = _stands_with(following.line, items[index], running) and not is_bold_line(style)
    weight += 2 * (together and len(following.text) <= 250)
    if len(following.text) <= SHORT and (rest or not read_signature(following.text, marked=True)):
        weight += 3 * (not style.bold and _share_a_box(items, index, top))
    if index + 2 < len(items) and items[index + 2].kind == "picture":
        weight += 3.5 if has_after else 1.5
    weight += 1.0 * (
        style.italic
        and not any(i.style(top).italic for i in items if i.kind == "text" and i is not following)
    )
    weight += has_after * (2 if len(following.text) <= SHORT else 1)
    said = not style.bold and _is_said_by(items[index].picture, following.text)
    weight += 6 * (said or is_named)
    if weight < ENOUGH:
        return []
    texts = [following]
    for place in range(index + 2, len(items)):
        item = items[place]
        if not _continues(texts[-1], item, running, top) or (item is items[-1] and _signs(item, top)):
            break
        texts.append(item)
    behind = index + 1 + len(texts)
    return texts + _up_to_picture(items[behind : behind + _MOST_LINES + 1], following, running, top)


def _first_word(item: Item) -> str:
    return item.text.partition(" ")[0]


def _is_quoted(above: Iterable[Item], style: Style, top: Element | None) -> bool:
    """Whether a text goes on with what a colon introduces, as the one before the picture does, set as it is.

    `above` are the items above it, the nearest first.
    """
    if style.align == "center":
        return False
    for number, item in enumerate(item for item in above if item.kind == "text"):
        if item.text.endswith(":"):
            return number > 0
        if item.style(top) != style:
            return False
    return False


def _up_to_picture(items: Sequence[Item], caption: Item, running: Running, top: Element | None) -> list[Item]:
    """The lines that part a caption from the next picture, if they all look as the caption does."""
    look = caption.style(top)
    if not differs(look, running):
        return []
    lines: list[Item] = []
    for item in items:
        if item.kind == "picture":
            return lines
        if item.kind != "text" or item.style(top) != look or weigh(item, running, top) < ENOUGH:
            break
        lines.append(item)
    return []


def _stands_with(text: Line, pictured: Item, running: Running) -> bool:
    """Whether a text stands in one block with a picture, and not only because all of the article does.

    Text that flows around a picture is the article's.
    """
    if text.element is not pictured.line.element or (pictured.picture and is_floating(pictured.picture)):
        return False
    return text is pictured.line or text.joined or text.element not in running.blocks


def _share_a_box(items: Sequence[Item], index: int, top: Element | None) -> bool:
    """Whether a picture and the text behind it stand in one block, no paragraph, that holds nothing else."""
    picture, text = (item.line.element for item in items[index : index + 2])
    outer = list(around(picture, top, _BOXED))
    box = next((element for element in around(text, top, _BOXED) if element in outer), None)
    if box is None or box.tag == "p" or (box in (picture, text) and picture is not text):
        return False
    others = (*items[max(0, index - 1) : index], *items[index + 2 : index + 3])
    return not any(box in around(other.line.element, top, 2 * _BOXED) for other in others)


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
    if not differs(style, running) or len(before.text) > 200:
        return []
    return [before] if weigh(before, running, top) >= ENOUGH + 2 else []


def _continues(before: Item, item: Item, running: Running, top: Element | None) -> bool:
    """Whether `item` is a further line of the caption that `before` is."""
    if item.kind != "text" or item.is_listed or len(item.text) > 160 or item.cell != before.cell:
        return False
    if CMS_USER.fullmatch(item.text):
        return False
    if _is_named(before.line.element, top) and not (
        _is_named(item.line.element, top) or is_credit(item.text)
    ):
        return False  # what the markup itself calls a caption ends where the markup ends it
    style, look = item.style(top), before.style(top)
    begins_low = item.text[:1].islower() or item.text[:1] == "(" or is_credit(item.text)
    if not differs(style, running):
        return begins_low and len(item.text) <= 120 and style.align == look.align
    if begins_low:
        return True
    if before.text.endswith((".", ")", "!", "…")) or len(before.text) < 30 or style.bold != look.bold:
        return False
    return style.align == look.align and style.italic == look.italic and not BULLET.match(item.text)


def _is_named(element: Element | None, top: Element | None) -> bool:
    """Whether the markup itself calls a text a caption."""
    return any(each.tag == "figcaption" or _NAMED.search(names(each)) for each in around(element, top, 2))


def _is_said_by(picture: Fragment | None, text: str) -> bool:
    """Whether a picture or its link bears the text as its title."""
    elements = [picture.element, picture.link] if picture is not None else []
    said = (element.get(name) for element in elements if element is not None for name in ("title", "alt"))
    return any(clean(title).casefold() == text.casefold() for title in said if title)


def _leads(items: Sequence[Item], index: int) -> bool:
    """Whether a picture stands before all text and in a box of its own."""
    box, text = items[index].line.element.getparent(), items[index + 1].line.element.getparent()
    return box is not text and all(items[place].kind == "picture" for place in range(index))
