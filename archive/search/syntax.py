"""The syntax of searches: words, phrases, fields, exclusions, alternatives, as typed into the search box.

`“công an xã” title:nghị quyết -"sơ kết" nghiệm* OR 1.561.138`. OR splits the whole line. A field applies to the words
after it, up to the next quotation mark, field, minus or OR.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from archive.search.folding import classic, key, stem_key

MOST_TERMS = 64
"""Terms of one question that are looked for; what is typed beyond is left out."""

FIELDS = ("body", "title", "summary", "captions", "tables", "attachments", "department", "author", "source")
"""The texts of an article that are searched. The body first: FTS5 writes the number of each other column beside
every word found there."""

_NAMES = {
    **{name: name for name in FIELDS},
    "caption": "captions", "table": "tables", "attachment": "attachments",
    "tieude": "title", "noidung": "body", "tomtat": "summary", "chuthich": "captions", "bang": "tables",
    "tep": "attachments", "dinhkem": "attachments", "donvi": "department", "tacgia": "author", "nguon": "source",
}  # fmt: skip
_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)[-−–](?=[\w"“„«]))?
    (?:(?P<field>[^\W\d][\w-]*):\s*)?
    (?:["“”„«»](?P<quoted>[^"“”„«»]*)(?P<closed>["“”„«»])?|(?P<word>[^\s"“”„«»]+))?""",
    re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_WHOLE = re.compile(r"(?!(?:19|20)\d\d$)\d{4,15}")
"""A number that may be written with points, too: years never are."""
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")

Spelling = Literal["exact", "folded"]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that are together, as typed, in the text `field` or in any. `prefix`: the last is a beginning.
    `joins`: it was typed without quotation marks, so that it may be one phrase with its neighbours.
    """

    text: str
    field: str | None = None
    prefix: bool = False
    joins: bool = True

    @property
    def number(self) -> str | None:
        """The digits of a number that may be written with or without points; None for anything else."""
        text = self.text.replace(" ", ".")
        if _GROUPED.fullmatch(text):
            return re.sub(r"\D", "", text)
        return self.text if _WHOLE.fullmatch(self.text) else None

    def words(self, spelling: Spelling) -> tuple[str, ...]:
        """The words as the index of this spelling holds them."""
        return tuple(_WORD.findall(classic(self.text) if spelling == "exact" else key(self.text)))

    def variants(self, spelling: Spelling) -> list[tuple[tuple[str, ...], bool]]:
        """All that is looked for in its place: words that are together, and whether the last is a beginning."""
        if (digits := self.number) is not None:
            grouped = re.findall(r"\d{1,3}", f"{int(digits):,}") if digits[0] != "0" else [digits]
            return [((digits,), self.prefix), (tuple(grouped), self.prefix)]
        words = self.words(spelling)
        stem = tuple(_WORD.findall(stem_key(self.text))) if spelling == "folded" else words
        found = [(stem, True)] if self.prefix else []
        return found + ([(words, False)] if not self.prefix or words != stem else [])


@dataclass(frozen=True, slots=True)
class Question:
    """One of `any_of` must be there, with all its terms, and nothing of `none_of`. `unclear` are the pieces
    that were not understood."""

    any_of: tuple[tuple[Term, ...], ...] = ()
    none_of: tuple[Term, ...] = ()
    unclear: tuple[str, ...] = ()

    @property
    def terms(self) -> list[Term]:
        """All terms that are looked for."""
        return [term for terms in self.any_of for term in terms]

    @property
    def has_marks(self) -> bool:
        """Whether diacritics were typed anywhere, so that they count everywhere."""
        return any(classic(term.text) != key(term.text) for term in (*self.terms, *self.none_of))

    @property
    def lacks_marks(self) -> bool:
        """Whether none were typed in words that may have some."""
        letters = "".join(key(term.text) for term in self.terms)
        return not self.has_marks and not set(letters).isdisjoint("adeiouy")

    @property
    def is_quoted(self) -> bool:
        """Whether all that is looked for was typed as phrases."""
        return bool(self.any_of) and not any(term.joins for term in self.terms)

    @property
    def has_phrase(self) -> bool:
        """Whether words typed beside each other may be together or apart."""
        return any(_phrase(terms) != list(terms) for terms in self.any_of)

    def match(self, spelling: Spelling) -> str:
        """The FTS5 expression for what must be there, together or apart."""
        return _any([list(terms) for terms in self.any_of], spelling)

    def phrase(self, spelling: Spelling) -> str:
        """The same, words typed beside each other standing together."""
        return _any([_phrase(terms) for terms in self.any_of], spelling)

    def excluded(self, spelling: Spelling) -> str:
        """The FTS5 expression for words that must not occur."""
        return _any([[term] for term in self.none_of], spelling)


def read_question(text: str) -> Question:
    """What `text` asks for. No text is an error: what cannot be understood is named and left out."""
    alternatives: list[list[Term]] = [[]]
    none_of: list[Term] = []
    unclear: list[str] = []
    field: str | None = None
    minus = False
    pieces = [match for match in _PIECE.finditer(text) if match[0].strip()]
    for match in pieces:
        word, quoted, whole = match["word"], match["quoted"], match[0].strip()
        if word in ("OR", "|") or (word == "HOẶC" and not text.isupper()):
            alternatives.append([])
            field, minus = None, False
            continue
        if word in ("AND", "NOT") and match["field"] is None:
            minus = word == "NOT"
            continue
        minus = minus or match["minus"] is not None
        if quoted is not None and match["closed"] is None:
            unclear.append('"')
        if match["field"] is not None:
            name = _NAMES.get(key(match["field"]).replace("_", "").replace("-", ""))
            if name is None:
                word = f"{match['field']} {word or ''}" if quoted is None else word
                if not whole.lower().startswith(("http:", "https:")) and not _clock(whole):
                    unclear.append(f"{match['field']}:")
            field = name
        elif minus or quoted is not None:
            field = None
        typed = quoted if quoted is not None else word or ""
        prefix = quoted is None and len(typed) > 1 and typed.endswith("*")
        term = Term(typed.rstrip("*") if prefix else typed, field, prefix, quoted is None)
        if not term.words("folded"):
            if whole != '"' or '"' not in unclear:
                unclear.append(whole)
        elif minus:
            none_of.append(term)
        else:
            alternatives[-1].append(term)
        if minus or quoted is not None:
            field = None
        minus = False
    if len(alternatives) > 1 and "(" in text:
        unclear.append("( )")
    any_of = [tuple(_numbers(terms)[:MOST_TERMS]) for terms in alternatives if terms][:MOST_TERMS]
    if len(any_of) < len(alternatives) > 1:
        unclear.append("OR")
    return Question(tuple(any_of), tuple(none_of[:MOST_TERMS]), tuple(dict.fromkeys(unclear)))


def _clock(text: str) -> bool:
    return bool(re.match(r"\d", text))


def _numbers(terms: list[Term]) -> list[Term]:
    """`terms`, with the parts of a number that was typed with spaces (1 561 138) as one term."""
    joined: list[Term] = []
    for term in terms:
        last = joined[-1] if joined else None
        if (
            last is not None
            and term.joins
            and last.joins
            and term.field == last.field
            and re.fullmatch(r"\d{3}", term.text)
            and re.fullmatch(r"[1-9]\d{0,2}(?: \d{3})*", last.text)
        ):
            joined[-1] = Term(f"{last.text} {term.text}", last.field, term.prefix)
        else:
            joined.append(term)
    return joined


def _phrase(terms: tuple[Term, ...]) -> list[Term]:
    """`terms`, those typed beside each other without quotation marks, in one field, as one."""
    together: list[Term] = []
    for (joins, field), run in groupby(terms, key=lambda term: (term.joins and not term.number, term.field)):
        found = list(run)
        if joins and len(found) > 1 and not any(term.prefix for term in found[:-1]):
            together.append(Term(" ".join(term.text for term in found), field, found[-1].prefix))
        else:
            together += found
    return together


def _any(alternatives: list[list[Term]], spelling: Spelling) -> str:
    """An FTS5 expression that never is a syntax error; '""', which matches nothing, for no terms."""
    return (
        " OR ".join(f"({' AND '.join(_fts(term, spelling) for term in terms)})" for terms in alternatives)
        or '""'
    )


def _fts(term: Term, spelling: Spelling) -> str:
    alternatives = " OR ".join(
        f'"{" ".join(words)}"{" *" if prefix else ""}' for words, prefix in term.variants(spelling)
    )
    return f"{term.field} : ({alternatives})" if term.field else f"({alternatives})"
