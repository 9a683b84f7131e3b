"""Writes articles by rule, in plausible Vietnamese. The same seed gives the same articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from crawler.replica.site.content import (
    Article,
    Block,
    Figure,
    File,
    Items,
    Paragraph,
    Shape,
)
from crawler.replica.site.phrases import Writer, phrases, read_lines
from crawler.replica.site.sites import BY_NAME
from crawler.replica.site.water_reports import water_report

SEED_ID = 392000
# Ids and the days they were given out on; between two marks both grow evenly.
_MARKS = ((371527, datetime(2023, 8, 18)), (389804, datetime(2024, 7, 8)), (397719, datetime(2024, 11, 12)))
_LATER = (403606, datetime(2025, 3, 14))
_SHAPES: tuple[Shape, ...] = ("after", "same-block", "cell", "plain", "spaced", "after", "alone")
_PLACES = (  # site, category, kind of text: one turn of the wheel
    ("snnptnt", 53960, "water"),
    ("vpubnd", 63645, "office"),
    ("svhttdl", 64410, "culture"),
    ("tpsoctrang", 51990, "city"),
    ("vpubnd", 63640, "office"),
    ("snnptnt", 53971, "farm"),
    ("svhttdl", 64410, "culture"),
    ("vpubnd", 63651, "notice"),
    ("ubnd-stg", 52110, "office"),
    ("tpsoctrang", 51998, "city"),
    ("svhttdl", 64422, "culture"),
    ("snnptnt", 53960, "water"),
)


def write(seed: int, number: int, of: int) -> Article:
    """The article `number` (from 0) of the `of` that are at the beginning; later numbers are newer."""
    rng = Random(f"{seed} {number}")
    site, category, theme = _PLACES[number % len(_PLACES)]
    cms_id, posted = _place_in_time(rng, number, of)
    writer = Writer(rng, theme, posted)
    folder = f"/SiteFolders/{site}/{BY_NAME[site].sid}/{posted.year}/{posted.month}"
    if theme == "water":
        title, blocks = water_report(writer, posted)
    elif theme == "notice":
        title, blocks = writer.say("title.notice"), _notice(writer, folder)
    else:
        title, blocks = writer.say("title"), _news(writer, folder, number)
    title = title[0].upper() + title[1:]
    signed = number % 6
    return Article(
        cms_id=cms_id,
        site=site,
        category=category,
        title=title,
        posted=posted,
        blocks=tuple(blocks),
        summary=writer.say("summary") if theme not in ("water", "notice") and rng.random() < 0.5 else None,
        department=writer.say(f"department.{site}") if signed in (0, 1, 3) else None,
        author=writer.say("author") if signed in (2, 3, 4) and theme != "notice" else None,
        role=rng.choice(("", "", "Bài và ảnh: ", "Tin, ảnh: ")),
        files=_files(writer, folder) if theme == "notice" or rng.random() < 0.08 else (),
        date_line=BY_NAME[site].date_lines[number // len(_PLACES) % len(BY_NAME[site].date_lines)],
        hand=rng.randrange(3),
        quirk=rng.choice(("", "", "", "", "", "decomposed", "invisible", "entities")),
        listed=number % 40 != 39,
    )


def seed_article() -> Article:
    """The article of the Office of the People's Committee of 27 August 2024, word for word."""
    lines = [line.split("\t", 1) for line in read_lines("seed.txt")]
    folder = "/SiteFolders/vpubnd/1292/2024/8"
    blocks: list[Block] = []
    for key, text in lines:
        if key == "paragraph":
            blocks.append(Paragraph(text))
        elif key == "caption":
            picture = f"{folder}/Hội nghị sơ kết ({len(blocks) - 5}).jpg"
            blocks.append(Figure((picture,), text, "plain"))
    fields = dict(lines)
    return Article(
        cms_id=SEED_ID,
        site="vpubnd",
        category=63645,
        title=fields["title"],
        posted=datetime(2024, 8, 27, 15, 40),
        blocks=tuple(blocks),
        department=fields["department"],
    )


def _place_in_time(rng: Random, number: int, of: int) -> tuple[int, datetime]:
    if number >= of:
        cms_id, day = _LATER[0] + 37 * (number - of), _LATER[1] + timedelta(days=number - of)
    else:
        (low, since), (middle, turn), (high, until) = _MARKS
        cms_id = low + (high - low) * number // of
        cms_id += cms_id == SEED_ID
        if cms_id <= middle:
            day = since + (turn - since) * ((cms_id - low) / (middle - low))
        else:
            day = turn + (until - turn) * ((cms_id - middle) / (high - middle))
    return cms_id, day.replace(hour=rng.randrange(7, 18), minute=rng.randrange(60), second=0, microsecond=0)


def _news(writer: Writer, folder: str, number: int) -> Iterator[Block]:
    rng = writer.rng
    if number % 37 == 17:
        yield Figure((f"{folder}/infographic {number}.png",))
        return
    yield Paragraph(writer.say("opening"))
    pictures = iter(_figures(writer, folder, number))
    for _ in range(rng.choice((1, 1, 2, 2, 3, 5))):
        yield Paragraph(" ".join(writer.say("result") for _ in range(rng.randint(2, 4))))
        yield from (figure for figure in [next(pictures, None)] if figure)
    yield Paragraph(f"{writer.say('limit')} {writer.say('result')}")
    yield from pictures
    yield Paragraph(" ".join(writer.say("order") for _ in range(rng.randint(1, 3))))
    if rng.random() < 0.15:
        yield Items(tuple(writer.fill(phrase) for phrase in phrases()["item"]))
    if number % 23 == 4:
        file = File(f"{folder}/{writer.say('file')}", "tại đây")
        yield Paragraph("Nội dung chi tiết của kế hoạch, mời bạn đọc xem tại đây.", file)
    if number % 29 == 8:
        yield from _strange_links()
    yield Paragraph(f"{writer.say('result')} {writer.say('closing')}")


def _figures(writer: Writer, folder: str, number: int) -> Iterator[Figure]:
    rng = writer.rng
    for turn in range(rng.choice((0, 1, 1, 2))):
        shape = _SHAPES[(number + turn) % len(_SHAPES)]
        name = rng.choice(("anh ({0}).jpg", "Hình {0}.JPG", "hoinghi_{0}.png", "ảnh-{0}.jpg"))
        count = 2 if rng.random() < 0.15 else 1
        paths = tuple(f"{folder}/{name.format(number * 10 + turn * 2 + n)}" for n in range(count))
        caption = None
        if shape != "alone":
            kind = "caption.lines" if rng.random() < 0.2 else "caption"
            caption = writer.say(kind).replace("|", "\n")
        yield Figure(paths, caption, shape, timed=rng.random() < 0.3)


def _strange_links() -> Iterator[Paragraph]:
    """Links that a well-behaved archivist leaves alone: other people's hosts and private addresses."""
    for words, href in (
        ("trang của Bộ", "https://bo-nganh.example/tin-tuc/chi-dao.html"),
        ("mạng nội bộ", "http://192.168.1.10/vanban/noibo.aspx"),
        ("hệ thống một cửa", "@stranger@/hoso/tra-cuu.aspx"),
        ("bản tin cũ", "/chuyen-huong/1"),
        ("chuyên trang", "/loop/1"),
    ):
        yield Paragraph(f"Mời bạn đọc xem thêm thông tin liên quan trên {words}.", File(href, words))


def _notice(writer: Writer, folder: str) -> Iterator[Block]:
    if writer.rng.random() < 0.2:
        return
    yield Paragraph(f"{writer.say('opening')} {writer.say('result')}")
    yield Paragraph(writer.say("order"))


def _files(writer: Writer, folder: str) -> tuple[File, ...]:
    names = dict.fromkeys(writer.say("file") for _ in range(writer.rng.randint(1, 3)))
    # Since 2024 some documents lie in a store that is not the portal's.
    place = "https://kho-tep.example/stg" if writer.rng.random() < 0.2 else folder
    return tuple(File(f"{place}/{name}", name.rsplit(".", 1)[0]) for name in names)
