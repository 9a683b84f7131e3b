"""CPU time of reading pages made to take long: some hundred shapes, each at its size and at twice that.

    python benchmarks/shapes.py [--size 20000] [NAMES]...

A shape repeats one thing until the page has some hundred kilobytes. None may take more than two seconds, nor twice of
it much more than twice as long. Exits 1 where one does. Each shape is read in a process of its own with a bound on its
CPU time, which the reader's calls into C cannot outlive.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator

import click

from crawler.extract import read_page

URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/hoat-dong/hoi-nghi.aspx"
SLOWEST = 2.0
"""Seconds of CPU."""
STEEPEST = 2.8
"""Times as long for twice the size; below `SHORT` seconds the clock tells nothing."""
SHORT = 0.1
BOUND = 30

# Name: what is repeated ({} is a number), how many times as often as --size says, and where it stands.
SHAPES: dict[str, tuple[str, float, str]] = {
    **{
        f"unclosed {tag}": (f"<{tag}>chữ ", 1, "body")
        for tag in ("div", "b", "p", "span", "a", "font", "li", "td", "table", "center", "blockquote", "form")
    },
    "stray ends": ("</div></b></p></td>chữ ", 1, "body"),
    "crossed tags": ("<b><i>chữ</b></i>", 1, "body"),
    "nested div": ("<div>", 1, "body"),
    "nested span": ("<span>", 1, "body"),
    "nested list": ("<ul><li>mục", 1, "body"),
    "nested table": ("<table><tr><td>ô", 0.25, "body"),
    "broken attributes": ("<p a='x\" b=\"y' c=>chữ</p>", 1, "body"),
    "attributes": (" a{}='1'", 1, "tag"),
    "comments": ("<!-- x -->", 1, "body"),
    "scripts": ("<script>var a = '<p>';</script>", 1, "body"),
    "brackets": ("< a <", 5, "body"),
    **{
        f"marks in {place}": ("\u0301\u0323", 25, place)
        for place in ("body", "title", "caption", "unit", "counter", "date", "head", "alt")
    },
    "marks of five classes": ("\u0345\u0315\u0301\u0323\u031b", 5, "body"),
    "marks by number": ("&#x323;&#769;", 4, "body"),
    "marks in tags": ("<b>\u0301</b><i>\u0323</i>", 1, "paragraph"),
    "marks parted by nothing": ("\u0301\u200b\u0323", 10, "paragraph"),
    "marks of Hebrew": ("\u05b0\u0591", 10, "paragraph"),
    "zero width": ("\u200b", 25, "paragraph"),
    "soft hyphens": ("a\u00ad", 25, "paragraph"),
    "no-break spaces": ("&nbsp;", 10, "paragraph"),
    "blanks": (" ", 50, "paragraph"),
    "line ends": ("\r\n\t", 20, "paragraph"),
    "blanks in title": (" ", 50, "title"),
    "blanks in counter": (" ", 50, "counter"),
    "one word": ("a", 50, "paragraph"),
    "capitals": ("Ộ", 25, "paragraph"),
    "digits": ("7", 50, "paragraph"),
    "digits in counter": ("7", 50, "counter"),
    "grouped digits": ("1.561.", 10, "counter"),
    "views": ("7", 50, "views"),
    "dates": ("27/08/2024 ", 5, "paragraph"),
    "half dates": ("1/1/1", 10, "date"),
    "date lines": ("<p>Ngày 27/08/2024 | 2:04 PM</p>", 1, "body"),
    "colons": ("a : ", 10, "paragraph"),
    "bars": (" | a", 10, "paragraph"),
    "dots": (".", 50, "paragraph"),
    "hyphens": (" - a", 10, "paragraph"),
    "quotes": ("“a” ", 10, "paragraph"),
    "entities": ("&ocirc;&#7873;&amp;", 3, "paragraph"),
    "links": ("<a href='/a/{}'>Bài {}</a> ", 1, "body"),
    "article links": (
        "<p><a href='/vpubnd/1292/1/2/{}/a/bai-{}.aspx'>Hội nghị lần thứ {}</a></p>",
        1,
        "body",
    ),
    "article links in one line": ("<a href='/vpubnd/1292/1/2/{}/a/bai-{}.aspx'>Hội nghị {}</a> ", 1, "body"),
    "documents": ("<a href='/SiteFolders/{}.pdf'>Tải về</a> ", 1, "paragraph"),
    "documents in rows": ("<tr><td>Kế hoạch {}</td><td><a href='/{}.doc'>Tải về</a></td></tr>", 1, "table"),
    "pictures": ("<img src='/{}.jpg'>", 1, "paragraph"),
    "pictures as data": ("<img src='data:image/png;base64,AAAAAAAA{}'>", 1, "paragraph"),
    "figures": ("<p><img src='/{}.jpg'></p><p align='center'><i>Ảnh {}</i></p>", 1, "body"),
    "captions in rows": ("<tr><td><img src='/{}.jpg'></td></tr><tr><td><i>Ảnh {}</i></td></tr>", 1, "table"),
    "table rows": ("<tr><td>{}</td><td>ô</td></tr>", 1, "table"),
    "table cells": ("<td>{}</td>", 1, "row"),
    "spans of cells": ("<tr><td colspan='1000' rowspan='1000'>{}</td></tr>", 0.2, "table"),
    "boxes of counters": ("<div>Đang online: {}</div><div>Hôm nay: 4</div><div>Tất cả: 9</div>", 1, "body"),
    "counters": ("<li>Hôm nay: {}</li>", 1, "counter"),
    "counters without number": ("<p>Hôm nay</p><p>Tất cả</p>", 1, "body"),
    "pager": ("<a class='ButtonPage' href=\"javascript:__doPostBack('g','Page${}')\">{}</a> ", 1, "body"),
    "contacts": ("<p>Địa chỉ: số {}</p><p>Điện thoại: {}</p>", 1, "body"),
    "signatures": ("<p align='right'><b>Phòng Nội chính</b></p>", 1, "body"),
    "pictures in a line": ("<img src=a{}.jpg>chữ số {} ", 1, "body"),
    "credits": ("Tin: Hải Yến<br>", 1, "right"),
    "headings": ("<h1>Hội nghị sơ kết {}</h1>", 1, "body"),
    "breadcrumbs": ("<a href='/c/{}/'>Mục {}</a> » ", 1, "body"),
    "hidden": ("<p style='display:none'>{}</p>", 1, "body"),
    "options": ("<option value='{}'>Trang {}</option>", 1, "body"),
    "breaks": ("chữ<br>", 2, "paragraph"),
    "meta": ("<meta name='a{}' content='b'>", 1, "head"),
    "quotes nested": ("<q>a<q>b", 1, "body"),
    "terms": ("<dl><dt>Mục {}</dt><dd>Nội dung {}</dd></dl>", 1, "body"),
    "times": ("<p><time datetime='2024-08-27'>27/08/2024</time> Hội nghị {}</p>", 1, "body"),
    "deep inline": ("<em><strong><u>", 1, "paragraph"),
    "huge attribute": ("x", 100, "attribute"),
    "sources of a picture": ("/a{}.jpg {}w, ", 5, "srcset"),
    "entities by number": ("&#7873;", 25, "paragraph"),
    "one picture as data": ("QUJD", 250, "data"),
    "formulas": ("<math><mrow><mi>x</mi><mo>=</mo><mn>{}</mn></mrow></math>", 1, "body"),
    "drawings": ("<svg><text x='{}'>Hội nghị {}</text></svg>", 1, "body"),
    "drawings nested": ("<svg><g>", 1, "body"),
    "details": ("<details><summary>Mục {}</summary>nội dung</details>", 1, "body"),
    "figures with captions": (
        "<figure><img src='/{}.jpg'><figcaption>Ảnh {}: đại biểu</figcaption></figure>",
        0.7,
        "body",
    ),
    "comments of readers": (
        "<div><b>Nguyễn Văn A{}</b> <i>27/08/2024 08:00</i><p>Hay {}</p></div>",
        0.7,
        "body",
    ),
    "others before": (
        "<div><span>27/07/2024</span><a href='/b{}.html'>Bài khác {}</a><p>Tóm tắt</p></div>",
        1,
        "body",
    ),
}

_AROUND = {
    "paragraph": ("<p>a", "b</p>"),
    "right": ("<p align='right'>", "</p>"),
    "table": ("<table>", "</table>"),
    "row": ("<table><tr>", "</tr></table>"),
    "alt": ("<img src='/a.jpg' alt='a", "'>"),
    "attribute": ("<p data-x='", "'>a</p>"),
    "srcset": ("<img src='/d.jpg' srcset='", "'>"),
    "data": ("<img src='data:image/png;base64,", "'>"),
}


def page(flood: str, place: str) -> bytes:
    """An article's page with a flood at a place."""
    opened, closed = _AROUND.get(place, ("", ""))
    body = opened + flood + closed if place in ("body", *_AROUND) else ""

    def at(where: str) -> str:
        return flood if place == where else ""

    text = "Hội nghị đã nghe báo cáo về kết quả thực hiện nhiệm vụ và thảo luận các giải pháp trọng tâm. " * 3
    return (
        f"<html><head><title>Hội nghị sơ kết</title>{at('head')}</head><body{at('tag')}>"
        f"<div>Ngày 27/08/2024{at('date')}</div><div>Lượt xem: 7{at('views')}</div>"
        f"<h1>Hội nghị sơ kết{at('title')}</h1>"
        f"<div class='content'><p>{text}</p><p>{text}</p>{body}<p align='center'><img src='/b.jpg'></p>"
        f"<p align='center'><i>Ảnh hội nghị{at('caption')}</i></p><p>Phòng Nội chính{at('unit')}</p></div>"
        f"<div>Thống kê truy cập<ul><li>Hôm nay: 430{at('counter')}</li><li>Tất cả: 1561138</li></ul>"
        "</div></body></html>"
    ).encode("utf-8", "surrogatepass")


def shaped(name: str, size: int) -> bytes:
    """The page of a shape at a size."""
    unit, often, place = SHAPES[name]
    count = int(size * often)
    flood = "".join(unit.replace("{}", str(n)) for n in range(count)) if "{}" in unit else unit * count
    return page(flood, place)


def seconds(payload: bytes) -> float:
    """Seconds of CPU that reading a page takes; infinity for more than `BOUND`."""
    ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_measure, args=(payload, theirs))
    process.start()
    theirs.close()
    try:
        return float(ours.recv())
    except EOFError:
        return float("inf")
    finally:
        process.join()


def _measure(payload: bytes, into: multiprocessing.connection.Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (BOUND, BOUND))
    gc.freeze()  # as a crawl does
    gc.set_threshold(10_000)
    began = time.process_time()
    read_page(payload, URL)
    into.send(time.process_time() - began)


def measured(names: Iterator[str], size: int) -> Iterator[tuple[str, int, float, float]]:
    """Name, bytes, seconds and seconds at twice the size of each shape."""
    for name in names:
        payload = shaped(name, size)
        once = seconds(payload)
        yield name, len(payload), once, seconds(shaped(name, 2 * size)) if once < BOUND else once


@click.command()
@click.argument("names", nargs=-1)
@click.option("--size", default=20_000, show_default=True)
def main(names: tuple[str, ...], size: int) -> None:
    """Measure all shapes, or NAMES."""
    read_page(page("", "body"), URL)
    failed = 0
    for name, length, once, twice in measured(iter(names or SHAPES), size):
        is_steep = once > SHORT and twice > STEEPEST * once
        failed += (is_bad := once > SLOWEST or is_steep)
        click.echo(
            f"{name:26} {length / 1000:7.0f} KB {once:6.2f} s, twice {twice:6.2f} s{'  TOO LONG' if is_bad else ''}"
        )
    click.echo(f"{len(names or SHAPES)} shapes, {failed} too long")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
