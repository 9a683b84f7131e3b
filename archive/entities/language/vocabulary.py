"""Loads the words that rules look for: honorifics, offices, heads of organisations, words that end a phrase.

The lists are texts in ``data``: phrases in lower case, separated by commas or line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

Phrase = tuple[str, ...]


class Phrases(frozenset[Phrase]):
    """A set of phrases. It knows the lengths of the phrases that begin with a word; most words begin none."""

    longest: dict[str, int]

    def __new__(cls, phrases: Iterable[Phrase]) -> Phrases:
        made = super().__new__(cls, phrases)
        made.longest = {}
        for phrase in made:
            made.longest[phrase[0]] = max(made.longest.get(phrase[0], 0), len(phrase))
        return made


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return [part.strip().lower() for part in re.split(r"[,\n]", text) if part.strip()]


def _phrases(name: str) -> Phrases:
    return Phrases(tuple(line.split()) for line in _lines(name))


def _words(name: str) -> frozenset[str]:
    return frozenset(_lines(name))


SURNAMES = _words("surnames")
"""Family names of the Kinh, Khmer, Hoa and other peoples."""

MIDDLE_NAMES = _words("middle_names")
"""Second syllables that occur in names of persons and not of places."""

NOT_PERSONS = _phrases("not_persons")
"""Capitals that read like a person's name and are none."""

NAMESAKES = _phrases("namesakes")
"""Whose names streets, schools and prizes bear: no mention where only the bare name stands."""

TRAPS = _words("traps")
"""Words after which a name is that of a street, a school, a prize …, or a credit."""

NO_TRAPS = _phrases("no_traps")
"""Words that end in one of these and are none ("môi trường")."""

HONORIFICS = _phrases("honorifics")
"""Said before a name, and no office: forms of address, ranks, degrees."""

LOOSE_HONORIFICS = _phrases("loose_honorifics")
"""Those of them after which other things than names stand, too: a family name has to follow."""

PLURALS = frozenset({"các", "hai", "ba", "bốn"})

OFFICES = _phrases("offices")
"""What an office begins with, apart from what is before it ("nguyên", "quyền", "Phó")."""

WORKERS = _phrases("workers")
"""Offices that are words of names of organisations, too ("Công đoàn Viên chức")."""

BEFORE_OFFICE = frozenset({"nguyên", "cựu", "quyền", "phó", "q", "kiêm"})

ORGANISATIONS = _phrases("organisations")
"""What the name of an organisation begins with."""

WHOLE_ORGANISATIONS = _phrases("whole_organisations")
"""Names of organisations to which nothing is added ("Chính phủ")."""

NO_ORGANISATION = _phrases("no_organisations")
"""Words that begin like the name of an organisation and are none ("Hội nghị")."""

GENERIC_ORGANISATIONS = _words("generic_organisations")
"""Heads that alone name no organisation ("Sở", "Văn phòng")."""

SMALL_HEADS = _words("small_heads")
"""What an organisation begins with that an office names in small letters ("Giám đốc sở TT&TT")."""

SMALL_WORDS = _phrases("small_words")
"""Pairs of words that may go on with a name or an office in small letters ("Viện kiểm sát nhân dân")."""

THIRD_SYLLABLES = frozenset(
    tuple(pair.split())
    for pair in (
        "tuyến điện", "chiến binh", "thập đỏ", "sinh viên", "đại biểu", "kiểm sát", "cách mạng", "bình dương",
        "thiết kế", "trúc sư", "kỹ nghệ", "thành viên",
    )
)  # fmt: skip
"""The last two syllables of words of three."""

WHOLE_WORDS = _words("whole_words")
"""Capitals that are a word of one syllable, or end one."""

AFTER_COMMA = _phrases("after_comma")
"""What goes on after a comma with the name of one organisation ("Sở Văn hóa, Thể thao và Du lịch")."""

NUMBERED = _words("numbered")
"""Words after which a number belongs to a name ("Quân khu 9")."""

STOPS = _words("stops")
"""Words that end the name of an organisation or an office."""

STOP_PAIRS = _phrases("stop_pairs")
"""Pairs of words that end a phrase. The first word alone does not."""

HARD_STOPS = _words("hard_stops")
"""Words that end a phrase even where they may be the second syllable of a word."""

COUNTRIES = _phrases("countries")
"""Countries, in the names of embassies and offices."""

UNIT_ENDS = _words("unit_ends")
"""What makes of the type of a unit another word ("Tỉnh ủy", "thị trường", "xã hội")."""

NO_LAWS = _words("no_laws")
"""What makes of "luật" another word, or leaves it without a title ("Luật sư", "Luật này")."""
