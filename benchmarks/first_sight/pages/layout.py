"""Where a skin puts the parts of a page, and in which words and signs."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ..texts.dates import CLOCKS, WITH_TIME, WITHOUT_TIME
from ..texts.facts import Facts

SIDE = ("latest", "weather", "login", "poll", "tabs", "gallery", "sites", "calendar", "banners", "popular")


@dataclass(frozen=True, slots=True)
class Layout:
    """The plan of one skin. `above`, `below` and `after` are the parts of an article page around title and body.

    `place` says for each field in which part it stands, `label` how its label is written.
    """

    header: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    footer: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    after: tuple[str, ...]
    place: dict[str, str]
    label: dict[str, str]
    meta: str
    separator: str
    date: str
    list_date: str
    clock: str
    number: str
    caption: str
    signature: str
    body: str
    files: str
    item: tuple[str, ...]
    list_markup: str
    thumbnails: bool
    lead_picture: bool
    tokens: bool
    pasted: bool
    gaps: bool
    sticky: bool
    between: str
    ago: bool
    hidden: bool
    json_ld: bool
    crumb_title: bool
    digits: bool
    downloads: bool
    summary: str


def plan(rng: Random, facts: Facts, style: str) -> Layout:
    """Draws the plan of a skin that shows these facts."""
    side = rng.sample(SIDE, rng.randint(4, 8))
    cut = rng.choice((0, len(side) // 2, len(side)))
    left, right = side[:cut], side[cut:]
    header = ["banner", "nav", "clock", *rng.sample(("search", "notice", "slider"), rng.randint(1, 3))]
    tail = header[1:]
    rng.shuffle(tail)
    footer = ["counter", "contact"] if rng.random() < 0.7 else ["contact"]
    if len(footer) == 1:
        (right or left).append("counter")
    if rng.random() < 0.3:
        footer.insert(0, "gallery")
    place = _places(rng, facts)
    above = [part for part in ("crumbs", "kicker", "tools") if part != "tools" or rng.random() < 0.3]
    near = ["own-date", "own-views", "meta"]
    rng.shuffle(near)
    before_title = [part for part in near if rng.random() < 0.35]
    after_title = [part for part in near if part not in before_title]
    if rng.random() < 0.3:
        after_title.append("share")
    after = ["foot", "files", "tags", "tools", "rating", "share", "comments", "more", "related", "pair"]
    keep = [part for part in after if part in ("foot", "files", "related") or rng.random() < 0.45]
    first = [part for part in keep if part in ("foot", "files")]
    rest = [part for part in keep if part not in first]
    rng.shuffle(first)
    rng.shuffle(rest)
    dates = WITH_TIME if facts.time else WITHOUT_TIME
    list_dates = WITH_TIME if facts.list_time else WITHOUT_TIME
    item = rng.choice(
        (("date", "title", "summary"), ("title", "date", "summary"), ("title", "summary", "date"))
    )
    caption = rng.choice(("italic", "figure", "cell", "div", "small", "plain", "colour"))
    bodies = ["paragraphs", "breaks", "breaks"] if style == "fonts" else ["paragraphs", "spans", "word"]
    if caption != "div":  # else nothing would tell captions from paragraphs
        bodies.append("divs")
    return Layout(
        header=(header[0], *tail),
        left=tuple(left),
        right=tuple(right),
        footer=tuple(footer),
        above=tuple(above + before_title),
        below=tuple(after_title),
        after=tuple(first + rest),
        place=place,
        label={
            field: _label(rng, field)
            for field in ("date", "views", "author", "department", "source", "category")
        },
        meta=rng.choice(("line", "line", "rows", "list", "cells", "dl")),
        separator=rng.choice((" | ", " - ", " • ", " / ", "&nbsp;&nbsp;", " ▪ ")),
        date=rng.choice(sorted(dates)),
        list_date=rng.choice(sorted(list_dates)),
        clock=rng.choice(sorted(CLOCKS)),
        number=rng.choice((".", " ", ",", "", ".")),
        caption=caption,
        signature=rng.choice(("right-bold", "right-italic", "bold", "italic", "align", "table")),
        body=rng.choice(bodies),
        files=rng.choice(("links", "rows", "cards")),
        item=item,
        list_markup=rng.choice(("ul", "rows", "blocks", "dl"))
        if style not in ("tables", "fonts")
        else "rows",
        thumbnails=rng.random() < 0.5,
        lead_picture=rng.random() < 0.3,
        tokens=rng.random() < 0.5,
        pasted=rng.random() < 0.3,
        gaps=rng.random() < 0.3,
        sticky=rng.random() < 0.25,
        between=rng.choice(("", "", "", "links", "banners")),
        ago=facts.date == "page" and rng.random() < 0.25,
        hidden=rng.random() < 0.35,
        json_ld=rng.random() < 0.25,
        crumb_title=rng.random() < 0.4,
        digits=rng.random() < 0.2,
        downloads=rng.random() < 0.5,
        summary=rng.choice(("bold", "italic", "plain", "quote", "inside")),
    )


def _places(rng: Random, facts: Facts) -> dict[str, str]:
    place = {
        "date": rng.choice(("meta", "meta", "own", "crumbs", "foot")) if facts.date == "page" else "",
        "views": rng.choice(("meta", "own", "foot")) if facts.views else "",
        "author": rng.choice(("meta", "sign", "sign", "foot", "byline", "byline")) if facts.author else "",
        "department": rng.choice(("meta", "sign", "sign", "foot", "crumbs")) if facts.department else "",
        "source": rng.choice(("meta", "foot", "foot")) if facts.source else "",
        "category": rng.choice(("crumbs", "crumbs", "kicker", "meta")) if facts.category else "",
    }
    if place["author"] == "byline" and facts.date != "page":
        place["author"] = "meta"
    if place["author"] == "byline":
        place["date"] = "own"
    return place


def _label(rng: Random, field: str) -> str:
    forms = [
        "{label}: {value}",
        "{label} {value}",
        "<b>{label}:</b> {value}",
        "[{label}] {value}",
        "{label} ▸ {value}",
    ]
    if field in ("date", "author", "department", "category"):
        forms += ["{value}", "{value}", "▸ {value}"]
    if field == "views":
        forms += ["◉ {value}", "{value} {label}", "({value} {label})"]
    return rng.choice(forms)
