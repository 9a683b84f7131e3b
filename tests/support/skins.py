"""A small portal in two skins whose service rows speak in invented words."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from archive.model import Capture
from archive.store import Archive
from archive.warc.read import Found
from crawler.learning.imported import settle_brought
from crawler.webarchives.import_captures import Import
from tests.support.facts import NOW, at

HEADERS = (("Content-Type", "text/html; charset=utf-8"),)

SITE = "/vpubnd/1292/32237/63645"
LIST = f"{SITE}/hoat-dong/"
UNITS = ("Phòng Nội chính", "Phòng Kinh tế", "Văn phòng", "Ban Tiếp công dân")
SUBJECTS = (
    "sơ kết công tác", "gặp mặt doanh nghiệp", "khởi công cầu", "trao quà hộ nghèo", "kiểm tra đê bao",
    "ra quân trồng cây", "tập huấn nghiệp vụ",
)  # fmt: skip
WORDS = re.findall(
    r"\w+",
    "đại biểu cử tri nông dân hợp tác xã lúa tôm đường sá cầu cống trường học bệnh viện ngân sách kế hoạch giải pháp"
    " chuyển đổi số cải cách hành chính môi trường rừng biển du lịch lễ hội thanh niên phụ nữ người cao tuổi đầu tư",
)
PLACES = ("Mỹ Xuyên", "Trần Đề", "Kế Sách", "Long Phú", "Cù Lao Dung")


def path(number: int) -> str:
    """The address of an article."""
    return f"{SITE}/{number}/hoat-dong/tin-so-{number}.aspx"


def title(number: int) -> str:
    """The title of an article."""
    return f"Hội nghị {SUBJECTS[number % 7]} tại {PLACES[number % 5]} lần thứ {number % 100}"


def day(number: int) -> str:
    """The day of an article, as its page shows it."""
    return f"{1 + number % 27:02}/0{1 + number % 8}/2024"


def prose(chance: random.Random) -> str:
    """A sentence that no other article says."""
    return f"{' '.join(chance.choices(WORDS, k=26))}.".capitalize()


def article_page(skin: str, number: int, tick: int = 0, edited: bool = False) -> str:
    """The page of an article; `tick` is what changes by itself."""
    said = [prose(random.Random(10 * number + n)) for n in range(4)]
    if edited:
        said[1] += " Các đại biểu đề nghị làm rõ thêm kinh phí."
    text = "".join(f"<p>{each}</p>" for each in said)
    unit = UNITS[number % 4]
    if skin == "old":
        inside = (
            f"<div class='head'><h1 class='t1'>{title(number)}</h1><div class='d1'>Blun tarr {day(number)}</div>"
            f"<div class='v1'>Smeef {1000 + number % 50 + tick}</div></div><div class='c1'>{text}</div>"
            f"<div class='s1'>Krog: {unit}</div><div class='x1'>Vlim sorp</div>"
        )
    else:
        inside = (
            f"<section><p class='q'>{day(number)} · Wabel {unit}</p><h2 class='name'>{title(number)}</h2>"
            f"<article class='main-text'>{text}</article><p class='n'>{2000 + number % 50 + tick} drelo</p></section>"
        )
    return (
        f"<html><head><title>{title(number)}</title></head><body class='{skin}'><div class='menu'>"
        f"<a href='/'>Trang chủ</a> <a href='{LIST}'>Hoạt động</a></div>{inside}"
        "<div class='foot'>Frabb golen tivv</div></body></html>"
    )


def list_page(numbers: Iterable[int]) -> str:
    """A list of articles."""
    items = "".join(f"<li><span>{day(n)}</span> <a href='{path(n)}'>{title(n)}</a></li>" for n in numbers)
    return (
        "<html><head><title>Hoạt động</title></head><body><div class='menu'><a href='/'>Trang chủ</a></div>"
        f"<h2>Hoạt động</h2><ul class='ArticleList'>{items}</ul></body></html>"
    )


def page(url: str, hours: float, html: str) -> Capture:
    """A capture of a page."""
    return Capture("soctrang", url, at(hours), 200, HEADERS, html.encode())


def opened(path: Path) -> Archive:
    """An archive that believes that it is always `NOW`."""
    return Archive.open(path, now=lambda: NOW)


def brought(path: Path, captures: list[Capture], stops: Collection[int] = ()) -> None:
    """Takes captures in as they come, and learns at the end and wherever it is told to, as several imports do."""
    with opened(path) as archive:
        importing = Import(archive, "soctrang")
        for number, capture in enumerate(captures):
            importing.take(Found(number, capture, None))
            if number in stops:
                learned(archive)
                importing = Import(archive, "soctrang")
        learned(archive)


def learned(archive: Archive) -> None:
    """Learns from what was brought, and leaves what a crawl's or an import's end does besides."""
    settle_brought(archive)
