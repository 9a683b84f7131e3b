"""Archives of any size, built through the door that all captures come in by: made-up pages, nothing fetched or read.

Two portals publish, edit and remove articles day by day; each page bears a visit counter. Four texts of ten name a
person with an office in a district, four a decision by its number. The same size gives the same archive.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from archive.captures.record import record
from archive.clock import at_millis
from archive.crawls import finish_crawl, start_crawl
from archive.model import Address, Article, Capture, Page, Portal, Site, Visits
from archive.store import Archive

PORTALS = ("haugiang", "soctrang")
START = 1_262_304_000_000
"""The first day, 2010-01-01."""
DAY = 86_400_000
DAYS = 5_000
BATCH = 500
RARE = "khuỷu"
"""A word that one text in some thousands holds."""
COMMON = "nhân dân"
"""Words that nearly all texts hold."""
PHRASE = "nghị quyết"
"""A phrase that a third of the texts hold."""
PERSON = "Nguyễn Văn An"
"""A person whom one text in some thousand names."""

_ONSETS = (
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "s",
    "t",
    "th",
    "tr",
)
_RIMES = (
    "a",
    "ả",
    "ác",
    "âm",
    "ần",
    "anh",
    "ạo",
    "ăng",
    "ẽ",
    "ên",
    "iệt",
    "inh",
    "ó",
    "oan",
    "ông",
    "ời",
    "uất",
    "ương",
)
_SYLLABLES = [onset + rime for onset in _ONSETS for rime in _RIMES]
_SITES = tuple(f"so{number}" for number in range(20))
_UNITS = tuple(f"Phòng {_SYLLABLES[7 * number].title()} vụ {number}" for number in range(40))
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi")
_MIDDLE = ("Văn", "Thị", "Minh", "Quốc", "Hoàng", "Thanh", "Ngọc", "Hữu")
_GIVEN = ("An", "Bình", "Châu", "Dũng", "Hạnh", "Khải", "Lâm", "Mai", "Nghĩa", "Phúc", "Sơn", "Tâm")
_DISTRICTS = ("Mỹ Xuyên", "Kế Sách", "Long Phú", "Trần Đề", "Cù Lao Dung", "Mỹ Tú", "Thạnh Trị", "Châu Thành")
_HEADERS = (("Content-Type", "text/html; charset=utf-8"),)


def build(path: Path, versions: int) -> None:
    """Makes an archive with about so many versions at `path`."""
    chance = random.Random(versions)
    with Archive.open(path) as archive:
        for portal in PORTALS:
            archive.add_portal(
                Portal(portal, portal, f"https://{portal}.gov.vn/", "vnportal"),
                [Site(name) for name in _SITES],
            )
        crawls = {name: start_crawl(archive, name, at_millis(START), "synthetic", {}) for name in PORTALS}
        sights = _sights(versions, chance)
        while batch := [sight for _, sight in zip(range(BATCH), sights, strict=False)]:
            with archive.writing():
                for capture, page, address in batch:
                    record(
                        archive,
                        capture,
                        page,
                        address=address,
                        crawl_id=crawls[capture.portal],
                        extractor="synthetic",
                    )
        for crawl in crawls.values():
            finish_crawl(
                archive, crawl, at_millis(START + DAYS * DAY), "finished", None, {"captures": versions}
            )


def _sights(versions: int, chance: random.Random) -> Iterator[tuple[Capture, Page | None, Address]]:
    """Captures in the order of time: each day new articles, edits, looks that find nothing new, removals."""
    articles: list[Article] = []
    gone: set[int] = set()
    made, number, total = 0, 0, 1_000_000
    while made < versions:
        ms = START + int(number * DAYS / (versions * 1.5) * DAY)
        number += 1
        total += chance.randrange(5)
        move = chance.random()
        if not articles or move < 1 / 3:
            which = len(articles)
            articles.append(_article(which, ms, chance))
            made += 1
        else:
            which = chance.randrange(len(articles))
            if move < 2 / 3 and which not in gone:
                articles[which] = _edited(articles[which], chance)
                made += 1
            elif move > 0.998:
                gone.add(which)
        portal, site = PORTALS[which % 2], _SITES[which % len(_SITES)]
        url = f"https://{portal}.gov.vn/{site}/{which}"
        address = Address(url, "article", str(which), site)
        if which in gone:
            yield Capture(portal, url, at_millis(ms), 404, _HEADERS, b"404"), None, address
            continue
        article = articles[which]
        raw = f"Tất cả: {total}"
        visits = Visits(online=chance.randrange(90), today=chance.randrange(900), total=total, raw=raw)
        payload = f"<html><h1>{article.title}</h1>{article.body_html}<i>{raw}</i></html>".encode()
        yield (
            Capture(portal, url, at_millis(ms), 200, _HEADERS, payload),
            Page("article", article=article, visits=visits),
            address,
        )


def _article(which: int, ms: int, chance: random.Random) -> Article:
    body = tuple(_words(chance, 60) for _ in range(3))
    said = [*body, f"Ủy ban {COMMON} tỉnh." if chance.random() < 0.95 else "Tin vắn."]
    if chance.random() < 0.33:
        said.append(f"Thực hiện {PHRASE} số {chance.randrange(900)}.")
    if chance.random() < 0.0005:
        said.append(f"Đoạn {RARE} sông.")
    if chance.random() < 0.4:
        name = " ".join(chance.choice(part) for part in (_FAMILIES, _MIDDLE, _GIVEN))
        district = chance.choice(_DISTRICTS)
        said.append(f"Đồng chí {name} – Chủ tịch UBND huyện {district} dự và phát biểu.")
    if chance.random() < 0.4:
        day = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{at_millis(ms)[:4]}"
        said.append(f"Căn cứ Quyết định số {chance.randrange(1, 3000)}/QĐ-UBND ngày {day} của UBND tỉnh.")
    return Article(
        title=_words(chance, 9).capitalize(),
        cms_id=str(which),
        summary=_words(chance, 20),
        body=tuple(said),
        department=chance.choice(_UNITS) if chance.random() < 0.8 else None,
        author=_words(chance, 2).title() if chance.random() < 0.3 else None,
        published_at=at_millis(ms)[:10] if chance.random() < 0.9 else None,
        category=_SYLLABLES[which % 60],
        body_html="".join(f"<p>{text}</p>" for text in said),
    )


def _edited(article: Article, chance: random.Random) -> Article:
    body = (*article.body[:-1], f"{article.body[-1].partition(' – ')[0]} – sửa {chance.randrange(10**6)}")
    return Article(
        **{
            **{name: getattr(article, name) for name in article.__slots__},
            "body": body,
            "body_html": "".join(f"<p>{text}</p>" for text in body),
        }
    )


def _words(chance: random.Random, count: int) -> str:
    """Words of which few are frequent, as in any language."""
    return " ".join(_SYLLABLES[int(len(_SYLLABLES) * chance.random() ** 3)] for _ in range(count))
