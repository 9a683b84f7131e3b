"""Finds documents that a text cites: by number, with the words around it, and laws by their titles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from archive.entities import document_numbers, organisations
from archive.entities.dates import DATE, iso
from archive.entities.keys import document_key, title_key, year
from archive.entities.kinds import NO_DOCUMENTS, NUMBER_WORD, kind_before
from archive.entities.language import phrases
from archive.entities.language import vocabulary as words
from archive.entities.language.tokens import Text, prepare
from archive.entities.language.walk import phrase_end
from archive.entities.laws import laws
from archive.entities.model import Citation

_BEFORE = 150
"""Characters before a number in which its kind and its issuer are looked for; the same after a number."""

_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_LISTED = re.compile(r"\s?(?:,|;|và|,\s?và|hoặc|cùng|với)\s(?:các\s|số\s|của\s)*(?:số\s)?\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;:!?]\s|\n\n")
_THEN_DATE = re.compile(rf"\s?[,(]?\s?(?:được\s)?(?:ban hành|ký|đề|ra)?\s?{DATE}\)?", re.IGNORECASE)
_ISSUED_ON = re.compile(r"\s(?:ký\s)?ban hành(?=\s(?:ngày\s)?\d)", re.IGNORECASE)
_BARE_DATE = re.compile(rf"(?<!\w){DATE}", re.IGNORECASE)
_THEN_OF = re.compile(r"\s?,?\s?(?:của|do)\s(?=[^\W\d])", re.IGNORECASE)
_TITLE = re.compile(
    r"\s?,?\s?\"?((?:về|v/v|quy định|phê duyệt|sửa đổi|ban hành|hướng dẫn)\s[^.;\n()]{4,240})", re.IGNORECASE
)
_ISSUED = re.compile(
    r"(?:\s?\(?kh[oó][aá]\s\w+\)?|\snhiệm kỳ [\d\s-]+)?"
    r"(?:\s(?:đã|vừa|mới|cũng|có|tiếp tục|chính thức|kịp thời|"
    r"biểu quyết|thống nhất))*"
    r"\s(?:ký ban hành|ban hành|ký|ra|có|thông qua|phê duyệt)(?:\s[^.;:\n]{0,60})?\s?\Z",
    re.IGNORECASE,
)
_SESSION = re.compile(r"\s?(?:\(?kh[oó][aá]\s[^\W_]+\)?)", re.IGNORECASE)
_PROVISION = re.compile(
    r"(?<!\w)(?:(?:các\s)?điểm\s[a-zđ](?:,\s?[a-zđ])*(?:\s?và\s[a-zđ])?,?\s)?(?:(?:các\s)?khoản\s\d+(?:,\s?\d+)*(?:\s?và\s\d+)?,?\s)?"
    r"(?:các\s)?điều\s\d+[a-zđ]?(?:,\s?\d+)*(?:\s?và\s(?:điều\s)?\d+)?(?=(?P<gap>,?\s(?:của\s)?))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation and where it is: from `start` to `end`, what is said of it included up to `after`."""

    citation: Citation
    start: int
    end: int
    after: int


def citations(text: str | Text) -> tuple[Citation, ...]:
    """The documents that `text` cites, each once, in the order of the text."""
    ready = prepare(text)
    numbered = _with_issuers(_numbered(ready), ready)
    spans = [(found.start, found.end) for found in numbered]
    named = [
        Cited(law, start, end, end)
        for law, start, end in laws(ready)
        if not any(first <= start < last or start <= first < end for first, last in spans)
    ]
    found = sorted([*numbered, *named], key=lambda one: one.start)
    return _merged(_with_provisions(found, ready))


def _numbered(text: Text) -> list[Cited]:
    found: list[Cited] = []
    orgs = cache(partial(_organisation_ends, text))
    for number in document_numbers.NUMBER.finditer(text.settled):
        one = _read(text, number, found[-1] if found else None, orgs)
        if one:
            found.append(one)
    return found


def _read(
    text: Text, number: re.Match[str], before: Cited | None, orgs: Callable[[], list[tuple[int, int]]]
) -> Cited | None:
    start, end = number.span()
    lead = text.settled[max(0, start - _BEFORE) : start]
    cut = [mark.end() for mark in _SENTENCE.finditer(lead)]
    kind, kind_start = kind_before(
        lead[cut[-1] :] if cut else lead, start, document_numbers.kind_of(number["symbol"])
    )
    listed = before is not None and _LISTED.match(text.settled[before.after : start] or " ")
    if kind in NO_DOCUMENTS:
        return None
    if kind is None:
        named = document_numbers.kind_of(number["symbol"])
        if listed and before is not None and (named is None or named == before.citation.kind):
            kind = before.citation.kind
        elif document_numbers.has_type(number["symbol"]):
            kind = named
        elif not (NUMBER_WORD.search(lead) or document_numbers.is_plain(number["symbol"])):
            return None
    first = start if kind_start is None else kind_start
    date, issuer, title, after = _details_after(text, end)
    if date is None or issuer is None:
        earlier = _details_before(text, first, orgs())
        if earlier:
            issuer, date = issuer or earlier[0], date or earlier[1]
    citation = Citation(
        text.between(first, end), document_numbers.normal(number[0]), kind, date, issuer, title
    )
    return Cited(citation, first, end, after)


def _details_after(text: Text, end: int) -> tuple[str | None, str | None, str | None, int]:
    """Date, issuer and title that are after a number, and where they end."""
    window = min(len(text.settled), end + 2 * _BEFORE)
    date = issuer = title = None
    for _ in range(3):
        dated = _THEN_DATE.match(text.settled, end, window)
        if dated and date is None:
            date, end = iso(dated), dated.end()
            continue
        detail = _THEN_OF.match(text.settled, end, window)
        if detail and issuer is None:
            stop = _issuer_end(text, detail.end())
            if stop:
                issuer, end = text.between(detail.end(), stop), stop
                issued = _ISSUED_ON.match(text.settled, end)
                end = issued.end() if issued else end
                continue
        break
    titled = _TITLE.match(text.settled, end, window)
    if titled:
        title = text.between(*titled.span(1)).strip(' ",')
    return date, issuer, title, end


def _issuer_end(text: Text, start: int) -> int:
    """The end of the issuer's name that begins at `start`; 0 where there is none."""
    index = text.index(start)
    office = phrases.office_head(text, index)
    head = office or phrases.longest(text, index, words.ORGANISATIONS) or index
    end = phrase_end(text, head, office=bool(office))
    if end <= index or not text.at(index).is_capital:
        return 0
    stop = text.tokens[end - 1].end
    session = _SESSION.match(text.settled, stop)
    return session.end() if session else stop


def _organisation_ends(text: Text) -> list[tuple[int, int]]:
    """Start and end, in characters, of all organisations and offices that may issue a document."""
    spans = [
        (text.tokens[first].start, text.tokens[end - 1].end)
        for first, end in organisations.organisations(text)
    ]
    for at in text.beginning(phrases.OFFICE_STARTS):
        token = text.tokens[at]
        if token.is_capital and (head := phrases.office_head(text, at)):
            spans.append((token.start, text.tokens[phrase_end(text, head, office=True) - 1].end))
    return sorted(spans)


def _details_before(text: Text, start: int, orgs: list[tuple[int, int]]) -> tuple[str, str | None] | None:
    """Issuer and date of "Ngày 26/12/2013, Thủ tướng Chính phủ đã ban hành Quyết định số …"."""
    lead = text.settled[max(0, start - _BEFORE) : start]
    cut = [mark.end() for mark in _SENTENCE.finditer(lead)]
    least = start - len(lead) + (cut[-1] if cut else 0)
    near = orgs[bisect_left(orgs, (least, 0)) : bisect_left(orgs, (start, 0))]
    inside = [span for span in near if span[1] < start]
    for first, end in sorted(inside, key=lambda span: (-span[1], span[0])):
        if _ISSUED.match(text.settled[end:start]):
            dated = list(_BARE_DATE.finditer(text.settled, least, first))
            close = dated and text.settled[dated[-1].end() : first].strip() in ("", ",")
            return text.between(first, end), iso(dated[-1]) if close else None
    return None


def _with_issuers(found: list[Cited], text: Text) -> list[Cited]:
    """Gives the issuer at the end of an enumeration to the members before it."""
    for place in range(len(found) - 2, -1, -1):
        one, following = found[place], found[place + 1]
        issuer = following.citation.issuer
        if one.citation.kind in _LAWS or one.citation.issuer or not issuer or following.start < one.after:
            continue
        if _LISTED.match(text.settled, one.after, following.start):
            found[place] = replace(one, citation=replace(one.citation, issuer=issuer))
    return found


def _with_provisions(found: list[Cited], text: Text) -> list[Cited]:
    starts = {one.start: place for place, one in enumerate(found)}
    for provision in _PROVISION.finditer(text.settled):
        place = starts.get(provision.end() + len(provision["gap"]))
        if place is not None:
            one = found[place]
            provisions = (*one.citation.provisions, text.between(*provision.span()))
            found[place] = replace(one, citation=replace(one.citation, provisions=provisions))
    return found


def _merged(found: list[Cited]) -> tuple[Citation, ...]:
    """Each document once, as first written, with what any of its namings tells."""
    merged: dict[str, Citation] = {}
    years = {
        title_key(c.text): c.text for c in (one.citation for one in found) if not c.number and year(c.text)
    }
    for one in found:
        citation = one.citation
        key = document_key(citation.number, citation.text)
        if not citation.number and key in years:
            key = document_key(None, years[key])
            citation = replace(citation, text=years[title_key(citation.text)])
        known = merged.get(key)
        if known is None:
            merged[key] = citation
            continue
        merged[key] = replace(
            known,
            kind=known.kind or citation.kind,
            date=known.date or citation.date,
            issuer=known.issuer or citation.issuer,
            title=known.title or citation.title,
            provisions=tuple(dict.fromkeys((*known.provisions, *citation.provisions))),
        )
    return tuple(merged.values())
