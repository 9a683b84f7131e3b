"""Vietnamese prose of the kind that provincial offices publish, put together by rule."""

from __future__ import annotations

import re
from random import Random

from .patterns import PATTERNS
from .vocabulary import WORDS

_SLOT = re.compile(r"\{(\w+)\}")


def fill(rng: Random, pattern: str) -> str:
    """The pattern with each ``{slot}`` filled by a choice of the vocabulary, or by a number or day."""
    used: set[str] = set()

    def choose(match: re.Match[str]) -> str:
        name = match.group(1)
        if choices := WORDS.get(name) or PATTERNS.get(name):
            chosen = rng.choice([choice for choice in choices if choice not in used])
            used.add(chosen)
            return fill(rng, chosen)
        return _figure(rng, name)

    return _SLOT.sub(choose, pattern)


def _figure(rng: Random, name: str) -> str:
    if name == "day":
        return f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.choice((2024, 2025))}"
    if name == "time":
        return f"{rng.choice((7, 8, 13, 14))} giờ {rng.choice(('', '30 phút'))}".strip()
    if name == "decision":
        kind = rng.choice(("QĐ-UBND", "KH-UBND", "CT-UBND", "NQ-HĐND", "TB-VP"))
        return f"{rng.randint(2, 2990)}/{kind}"
    if name == "money":
        return f"{rng.randint(2, 890)}{rng.choice((',5', ',2', ''))} {rng.choice(('tỷ', 'triệu'))} đồng"
    if name == "percent":
        return f"{rng.randint(51, 99)},{rng.randint(1, 9)}%"
    if name == "year":
        return rng.choice(("2024", "2025", "2026"))
    if name == "few":
        return f"{rng.randint(2, 12):02}"
    if name == "many":
        return str(rng.choice((rng.randint(13, 99), rng.randint(100, 980))))
    raise KeyError(name)


def sentence(rng: Random, kind: str = "sentence") -> str:
    """One sentence with a capital letter."""
    return _capital(fill(rng, rng.choice(PATTERNS[kind])))


def _capital(text: str) -> str:
    first = 1 if text.startswith("“") else 0
    return text[:first] + text[first].upper() + text[first + 1 :]


def paragraph(rng: Random, least: int = 2, most: int = 5) -> str:
    """A paragraph of so many sentences, no two alike."""
    patterns = rng.sample(PATTERNS["sentence"], rng.randint(least, most))
    return " ".join(_capital(fill(rng, pattern)) for pattern in patterns)


def person(rng: Random) -> str:
    """A person's name; of a journalist sometimes without the family name."""
    family, middle, given = (rng.choice(WORDS[part]) for part in ("family", "middle", "given"))
    if rng.random() < 0.3 and middle not in ("Văn", "Thị", "Hữu"):
        return f"{middle} {given}"
    return f"{family} {middle} {given}"


def table(rng: Random, rows: int) -> tuple[tuple[str, ...], ...]:
    """A data table with a head: numbered rows, each cell filled."""
    subject, columns = rng.choice(_TABLES)
    head = ("STT", subject, *columns)
    body = []
    for place in range(rows):
        name = fill(rng, "{commune}") if subject == "Địa phương" else fill(rng, "{task}")
        figures = (f"{rng.randint(1, 99)},{rng.randint(0, 99):02}" for _ in columns)
        body.append((str(place + 1), name[0].upper() + name[1:], *figures))
    return (head, *body)


_TABLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Địa phương", ("Diện tích (ha)", "Sản lượng (tấn)")),
    ("Địa phương", ("Độ mặn (‰)", "pH", "Nhiệt độ")),
    ("Nội dung công việc", ("Kinh phí", "Tỷ lệ (%)")),
    ("Nội dung công việc", ("Quý I", "Quý II", "Quý III")),
)
