"""Pairs pictures with their captions: the short text beside a picture that says what it shows.

Pages mark captions only by look and position. So evidence for and against a caption is weighed. A doubtful text stays
in the body, where nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from archive.model import Caption
from crawler.extract.article.captions.in_tables import paired, signs, tables_of
from crawler.extract.article.captions.place import PLACES, Pair
from crawler.extract.article.captions.position import (
    is_named,
    is_quoted,
    leads,
)
from crawler.extract.article.captions.score import (
    ENOUGH,
    Running,
    differs,
    is_credit,
    look_of,
    shows,
    weigh,
)
from crawler.extract.blocks.attachments import is_file
from crawler.extract.blocks.blocks import Item
from crawler.extract.blocks.images import picture_address
from crawler.extract.document.lines import Line
from crawler.extract.rows import total
from crawler.extract.vocabulary.bylines import CMS_USER
from crawler.extract.vocabulary.captions import INTRODUCES
from crawler.extract.vocabulary.numbers import BULLET
from crawler.extract.vocabulary.signatures import read_signature

Element = etree._Element

_MOST_LINES = 3
_LONGEST = 200
"""Most characters of a caption, or of one of its lines, where a text follows it or it is above its picture."""
_FARTHEST = 40
"""Items above a picture that are searched for what introduces a quotation."""


def take_captions(
    items: list[Item],
    top: Element | None,
    base: str,
    is_caption: Callable[[Line], bool] = lambda line: False,
    note: Callable[[Pair], None] = lambda pair: None,
) -> tuple[list[Item], tuple[Caption, ...]]:
    """The items without captions, and the captions in page order.

    `is_caption` recognises lines that are known to be captions when they follow a picture. `note` is told of each
    text below a picture that is weighed.
    """
    if not any(item.kind == "picture" for item in items):
        return items, ()
    running = look_of(items, top)
    tables, sorted_in = tables_of(items), len(items)
    taken: dict[Item, int] = {}
    begun: set[str] = set()
    found: list[tuple[int, Caption]] = []
    has_after = False
    first = 0
    for index, item in enumerate(items):
        if item.kind != "picture":
            first = index + 1
        if item.kind != "picture" or item.picture is None:
            continue
        address = picture_address(item.picture, base)
        if item.cell is not None and len(items) != sorted_in:  # a text was split
            tables, sorted_in = tables_of(items), len(items)
        if item.cell is not None and (texts := paired(items, index, tables, taken, top)):
            taken |= dict.fromkeys(texts, index)
            begun.update(map(_first_word, texts))
            found.append((index, Caption(" ".join(text.text for text in texts), address)))
            continue
        texts = _known(items, index, taken, is_caption) or _after(
            items, index, running, top, taken, begun, has_after, note
        )
        if texts:
            # what the markup binds to its picture does not say where others stand
            has_after = has_after or not is_named(texts[0].line.element, top)
        else:
            texts = [] if has_after else _before(items, first, running, top, taken)
        if texts:
            taken |= dict.fromkeys(texts, index)
            begun.update(map(_first_word, texts))
            found.append((index, Caption(" ".join(text.text for text in texts), address)))
    return [item for item in items if item not in taken], tuple(caption for _, caption in found)


def _known(
    items: list[Item], index: int, taken: dict[Item, int], is_caption: Callable[[Line], bool]
) -> list[Item]:
    """The lines behind a picture that are known to be captions."""
    found: list[Item] = []
    for place in range(index + 1, len(items)):
        item = items[place]
        if item.kind != "text" or item in taken or not is_caption(item.lines[0]) or _leads_to_file(item):
            break
        found.append(item)
    return found


def _after(
    items: list[Item],
    index: int,
    running: Running,
    top: Element | None,
    taken: dict[Item, int],
    begun: set[str],
    has_after: bool,
    note: Callable[[Pair], None],
) -> list[Item]:
    """The text items behind a picture that are its caption: one, or several lines of one. `begun` are the first words
    of the captions so far."""
    following = items[index + 1] if index + 1 < len(items) else None
    if following is None or following.kind != "text" or following in taken:
        return []
    if len(following.parts) > 1 and (split := _split(items, index + 1)):
        following = split
    if following.goes_on and following.text[:1].islower():
        return []
    style, named = following.style(top), is_named(following.line.element, top)
    rest = items[index + 2 : index + 4]
    if len(rest) < 2 and all(read_signature(item.text, marked=True) for item in rest):
        at_right = style.align == "right"
        credits = style.align == "center" and is_credit(following.text)
        is_alike = _first_word(following) in begun
        is_set = style.align == "center" != running.align and (
            is_alike or any(item.style(top).align == "right" for item in rest)
        )
        is_told = (style.italic and (style.align == "center" or style.indented)) or named or credits or is_set
        if not is_told and read_signature(following.text, marked=at_right):
            return []
    above = (items[place] for place in range(index - 1, max(-1, index - 1 - _FARTHEST), -1))
    if is_quoted((item for item in above if item not in taken), style, top):
        return []
    pair = Pair(items, index, running, top, has_after, bool(rest))
    note(pair)
    if style.bold and leads(items, index) and not shows(following.text):
        return []
    if total(PLACES, pair, weigh(following, running, top)) < ENOUGH:
        return []
    texts = [following]
    for place in range(index + 2, len(items)):
        item = items[place]
        if not _continues(texts[-1], item, running, top) or (item is items[-1] and signs(item, top)):
            break
        texts.append(item)
    behind = index + 1 + len(texts)
    return texts + _up_to_picture(items[behind : behind + _MOST_LINES + 1], following, running, top)


def _split(items: list[Item], index: int) -> Item | None:
    """Splits off the first lines of a block, which may be a caption, from the text that follows."""
    whole = items[index]
    long = next((place for place, part in enumerate(whole.parts) if len(part) > _LONGEST), None)
    if not long:
        return None
    first = Item("text", whole.line, whole.parts[:long], whole.lines[:long], cell=whole.cell)
    rest = Item("text", whole.lines[long], whole.parts[long:], whole.lines[long:], cell=whole.cell)
    items[index : index + 1] = [first, rest]
    return first


def _leads_to_file(item: Item) -> bool:
    """Whether a text is the link to a document, which may stand right below the last picture."""
    return any(map(is_file, item.lines))


def _first_word(item: Item) -> str:
    return item.text.partition(" ")[0]


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


def _before(
    items: list[Item], first: int, running: Running, top: Element | None, taken: dict[Item, int]
) -> list[Item]:
    """The text before pictures in a row, of which `first` is the place of the first, if it looks like nothing but a
    caption."""
    before = items[first - 1] if first > 0 else None
    if before is None or before.kind != "text" or before in taken or INTRODUCES.search(before.text):
        return []
    style = before.style(top)
    if not differs(style, running) or len(before.text) > _LONGEST:
        return []
    return [before] if weigh(before, running, top) >= ENOUGH + 2 else []


def _continues(before: Item, item: Item, running: Running, top: Element | None) -> bool:
    """Whether `item` is a further line of the caption that `before` is."""
    if item.kind != "text" or item.is_listed or len(item.text) > 160 or item.cell != before.cell:
        return False
    if _leads_to_file(item):
        return False
    if CMS_USER.fullmatch(item.text):
        return False
    if is_named(before.line.element, top) and not (is_named(item.line.element, top) or is_credit(item.text)):
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
