"""The signature of an article: its last lines with author, department or source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from lxml import etree

from crawler.extract.blocks.attachments import announces_files, is_file
from crawler.extract.blocks.blocks import Item
from crawler.extract.document.lines import Line
from crawler.extract.document.styles import style_of
from crawler.extract.document.tree import around, names
from crawler.extract.vocabulary.bylines import BYLINE_ROLE, CMS_USER
from crawler.extract.vocabulary.files import REFERS_TO_FILES
from crawler.extract.vocabulary.names import AUTHOR
from crawler.extract.vocabulary.signatures import Signed, is_office, read_signature

Element = etree._Element

_MOST_SIGNATURE_LINES = 4
_LONGEST_NOTE = 120


def take_signature(items: list[Item], top: Element | None) -> tuple[list[Item], list[Signed]]:
    """The items without the signature, and what the signature says.

    It is the last line or lines. Names under a reproduced document, and the end of a list of names, are
    body. Below the signature the CMS may name whoever typed it in.
    """
    while items and items[-1].kind == "text" and CMS_USER.fullmatch(items[-1].text):
        items = items[:-1]
    if (place := _signs_above(items, top)) is not None:
        above, signed = take_signature(items[: place + 1], top)
        return [*above, *items[place + 1 :]], signed
    kept = list(items)
    signed = []
    typist: Signed | None = None
    credits: list[str] = []
    while kept and len(signed) + len(credits[1:]) < _MOST_SIGNATURE_LINES:
        last = next((i for i in range(len(kept) - 1, -1, -1) if not _may_follow_signature(kept[i])), None)
        if last is None or kept[last].kind != "text" or _is_point(kept[last], top):
            break
        item = kept[last]
        if CMS_USER.fullmatch(item.text):
            del kept[last]
            continue
        style = item.style(top)
        marked = style.align == "right"
        stands_out = marked or style.bold or style.italic
        text = item.text
        if len(item.parts) > 1:
            look = style_of(item.lines[-1], top)
            if _signs_alone(item, stands_out or look.bold or look.italic):
                text, stands_out = item.parts[-1], stands_out or look.bold or look.italic
        found = read_signature(text, marked=stands_out)
        if found is None:
            break
        same = next((known for known in signed if known.kind == found.kind != "source"), None)
        is_credit = found.kind == "author" and BYLINE_ROLE.match(text) is not None
        joins = same is not None and same is not typist
        if joins and not (credits and is_credit):
            break
        credits = [text, *(credits if joins else [])] if is_credit else []
        if joins:
            found = Signed("author", " - ".join(credits))
        if _heads_files(kept, last):
            break
        before = _text_before(kept, last, item, text)
        is_parted = text is item.text and last > 0 and kept[last - 1].kind != "text"
        if before is not None and (
            is_office(before) or _is_list_of_names(before, found, marked, introduced=not is_parted)
        ):
            break
        is_plain = not (marked or signed or found.kind == "department" or BYLINE_ROLE.search(text))
        if before is None and is_plain:
            break
        if same is not None:
            signed.remove(same)
        if not signed and found.kind == "author" and _is_named(item.line.element, top):
            typist = found
        signed.append(found)
        if text is item.text or len(item.parts) == 1:
            del kept[last]
        else:
            kept[last] = replace(item, parts=item.parts[:-1], lines=item.lines[:-1])
    if not any(each.kind == "author" for each in signed) and (credit_above := _credit_above(kept)):
        return kept[1:], [*signed, credit_above]
    return kept, signed


def _credit_above(items: list[Item]) -> Signed | None:
    """Who wrote, by the role ("Bài và ảnh: …"), where this is the first text of several."""
    if len(items) < 2 or items[0].kind != "text" or BYLINE_ROLE.match(items[0].text) is None:
        return None
    signed = read_signature(items[0].text, marked=True)
    return signed if signed is not None and signed.kind == "author" else None


def _is_point(item: Item, top: Element | None) -> bool:
    """Whether an item is a point of a list, or a paragraph of one."""
    return item.is_listed or any(element.tag == "li" for element in _up_to(item.line.element, top))


def _is_named(element: Element | None, top: Element | None) -> bool:
    """Whether a line is where the CMS puts a name, which an editor's own line is not."""
    return any(AUTHOR.search(names(each)) for each in around(element, top))


def _may_follow_signature(item: Item) -> bool:
    """Whether an item is what people put below their names: a picture, links to documents, a footnote."""
    if item.kind == "text":
        last = item.lines[-1]
        links_files = all(is_file(line) or announces_files(line) for line in item.lines)
        return (links_files and last.link_length > 0) or _is_footnote(item.lines[0])
    return item.kind == "picture"


def _may_follow_marked(item: Item, top: Element | None) -> bool:
    """Whether an item may be below a name that is set right: a table, a text in a frame, where to read more."""
    if item.kind == "text":
        is_framed = any(element.tag == "table" for element in _up_to(item.line.element, top))
        return is_framed or (
            len(item.text) <= _LONGEST_NOTE and REFERS_TO_FILES.search(item.text) is not None
        )
    return item.kind == "table"


def _up_to(element: Element, top: Element | None) -> Iterator[Element]:
    """The elements that `element` is in, below `top`."""
    return takewhile(lambda each: each is not top, (element, *element.iterancestors()))


def _signs_above(items: list[Item], top: Element | None) -> int | None:
    """The place of a name set right with nothing below it but what may follow such a name; None where there is
    none, or nothing below it."""
    for place in range(len(items) - 1, -1, -1):
        item = items[place]
        if item.kind == "text" and place < len(items) - 1 and item.style(top).align == "right":
            is_inside = any(element.tag == "table" for element in _up_to(item.line.element, top))
            signed = None if is_inside else read_signature(item.text, marked=True)
            return place if signed is not None and signed.kind != "source" else None
        if not (_may_follow_signature(item) or _may_follow_marked(item, top)):
            return None
    return None


def _is_footnote(line: Line) -> bool:
    """Whether a line begins with a link back to where in the text it belongs ("[1] …")."""
    link = next((fragment.link for fragment in line.fragments if fragment.text.strip()), None)
    return link is not None and re.match(r"#.", link.get("href") or "") is not None


def _heads_files(items: list[Item], index: int) -> bool:
    """Whether a text is one of several headings, each over documents of its own."""
    before = next((item for item in reversed(items[:index]) if item.kind != "picture"), None)
    follow = any(item.kind == "text" for item in items[index + 1 :])
    return follow and before is not None and _may_follow_signature(before)


def _signs_alone(item: Item, marked: bool) -> bool:
    """Whether the last line of a block is a signature of its own.

    It follows a line that ends a sentence, or other signatures, no two of a kind unless each says what somebody did.
    """
    are_credits = all(map(BYLINE_ROLE.match, item.parts))
    kinds: set[str] = set()
    for part in reversed(item.parts):
        if kinds and part.rstrip('”") ').endswith((".", "/", "!", "?", "…")):
            return True
        signed = read_signature(part, marked=marked)
        if signed is None or (signed.kind in kinds and not are_credits):
            return False
        kinds.add(signed.kind)
    return True


def _text_before(items: list[Item], index: int, item: Item, text: str) -> str | None:
    if text is not item.text and len(item.parts) > 1:
        return item.parts[-2]
    return next((i.text for i in reversed(items[:index]) if i.kind == "text"), None)


def _is_list_of_names(before: str, found: Signed, marked: bool, *, introduced: bool) -> bool:
    """Whether a name ends a list, which the text before it may introduce where no picture or table is between."""
    if marked or found.kind == "source":
        return False
    above = read_signature(before)
    return (introduced and before.endswith(":")) or (above is not None and above.kind == found.kind)
