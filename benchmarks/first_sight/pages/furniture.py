"""The portal's own parts of a page: what stands around articles and lists."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..texts.dates import CLOCKS
from ..texts.words import phrase, token, word
from .look import text
from .scene import Scene


def banner(scene: Scene) -> str:
    look = scene.look
    picture = (
        f'<img src="{scene.addresses.file(scene.site.number, "banner.png")}" width="960" height="120" alt="">'
    )
    return look.block(
        "banner", picture + look.block("brand", f'<a href="{scene.homes[0][1]}">{text(scene.site.name)}</a>')
    )


def nav(scene: Scene) -> str:
    number = scene.site.number
    lines = [f'<a href="{address}">{text(name)}</a>' for name, address in scene.homes]
    for place, name in enumerate(scene.site.categories):
        lines.append(f'<a href="{text(scene.addresses.list(number, place))}">{text(name)}</a>')
    return scene.look.block("nav", scene.look.links("menu", lines))


def clock(scene: Scene) -> str:
    now = CLOCKS[scene.layout.clock](scene.moment)
    label = f"{scene.look.label('clock')}: " if scene.look.rng("clock").random() < 0.3 else ""
    return scene.look.block("clock", label + scene.look.inline("now", now))


def search(scene: Scene) -> str:
    field = f'<input type="text" name="{word(scene.look.rng("q"), 1)}" value="">'
    return scene.look.block("search", field + f'<input type="button" value="{scene.look.label("find")}">')


def notice(scene: Scene) -> str:
    lines = [phrase(scene.look.rng(f"notice{each}"), 7) + "." for each in range(5)]
    return scene.look.block("notice", scene.look.inline("ticker", scene.noise.choice(lines)))


def slider(scene: Scene) -> str:
    slides = []
    for article in scene.some(4, "slider"):
        picture = f'<img src="{scene.source(f"slide-{article.key}.png")}" width="640" height="300" alt="">'
        lead = (article.summary or "") if scene.site.facts.summary else ""
        slides.append(
            scene.look.block(
                "slide*", scene.link(article, picture) + scene.link(article) + f"<p>{text(lead)}</p>"
            )
        )
    return scene.look.block("slider", "".join(slides))


def latest(scene: Scene) -> str:
    return scene.look.box(
        "latest", scene.look.links("latestlist", [scene.link(a) for a in scene.some(6, "latest")])
    )


def popular(scene: Scene) -> str:
    lines = [
        f"{scene.link(a)} {scene.look.inline('small', scene.list_date(a))}" for a in scene.some(5, "popular")
    ]
    return scene.look.box("popular", scene.look.links("popularlist", lines))


def tabs(scene: Scene) -> str:
    heads = "".join(f'<a href="#">{scene.look.label(f"tab{place}")}</a> ' for place in range(3))
    panes = [
        scene.look.links(f"pane{place}*", [scene.link(a) for a in scene.some(3, f"pane{place}")])
        for place in range(3)
    ]
    return scene.look.block("tabs", heads + "".join(panes))


def weather(scene: Scene) -> str:
    lines = []
    for place in range(3):
        rng = scene.look.rng(f"weather{place}")
        lines.append(f"{phrase(rng, 2)}: {scene.noise.randint(24, 34)}°C")
    return scene.look.box("weather", scene.look.links("weatherlist", lines))


def login(scene: Scene) -> str:
    fields = f'{scene.look.label("user")} <input type="text" name="u"> '
    fields += f'{scene.look.label("word")} <input type="password" name="p">'
    return scene.look.box("login", f'{fields} <a href="#">{scene.look.label("forgot")}?</a>')


def poll(scene: Scene) -> str:
    rng = scene.look.rng("poll")
    lines = []
    for _ in range(4):
        votes = rng.randint(10, 400) + scene.ticks // 9
        lines.append(f'<input type="radio" name="r"> {phrase(rng, 3)} ({votes})')
    return scene.look.box("poll", f"<p>{phrase(rng, 6)}?</p>" + scene.look.links("polllist", lines))


def gallery(scene: Scene) -> str:
    shown = []
    for article in scene.some(4, "gallery"):
        picture = f'<img src="{scene.source(f"thumb-{article.key}.png")}" width="120" height="90" alt="">'
        shown.append(scene.link(article, picture) + scene.look.inline("cap", scene.link(article)))
    return scene.look.box("gallery", "".join(scene.look.block("shot*", each) for each in shown))


def sites(scene: Scene) -> str:
    options = "".join(f"<option>{phrase(scene.look.rng(f'site{each}'), 3)}</option>" for each in range(6))
    return scene.look.box("sites", f"<select>{options}</select>")


def calendar(scene: Scene) -> str:
    cells = [f"<td>{day}</td>" for day in range(1, 29)]
    rows = "".join(f"<tr>{''.join(cells[start : start + 7])}</tr>" for start in range(0, 28, 7))
    return scene.look.box("calendar", f"<p>{scene.moment:%m/%Y}</p><table>{rows}</table>")


def banners(scene: Scene) -> str:
    """A banner with a picture and a few words, other ones on each page."""
    name = f"quang-cao-{scene.noise.randint(1, 6)}.png"
    picture = f'<img src="{scene.addresses.file(scene.site.number, name)}" width="200" height="80" alt="">'
    return scene.look.block("ads", f'<a href="#{token(scene.noise)}">{picture}</a> {phrase(scene.noise, 3)}')


def counter(scene: Scene) -> str:
    """The box of visits: order and size tell its numbers apart."""
    lines = []
    for name, value in scene.visits.items():
        shown = scene.number(value)
        if scene.layout.digits and name == "total":
            shown = "".join(
                f'<img src="{_digit(scene, digit)}" alt="{digit}" width="12" height="16">'
                for digit in str(value)
            )
        lines.append(f"{scene.look.label(f'visits-{name}')}: {scene.look.inline('figure', shown)}")
    return scene.look.box("visits", scene.look.links("visitlist", lines))


def _digit(scene: Scene, digit: str) -> str:
    return scene.addresses.file(scene.site.number, f"so-{digit}.png")


def contact(scene: Scene) -> str:
    look = scene.look
    rng = Random(scene.site.name)
    phone = f"(0299) 3{rng.randint(100, 999)} {rng.randint(100, 999)}"
    lines = [
        f"{look.label('agency')}: {text(scene.site.name)}",
        f"{look.label('street')}: {text(scene.site.street)}",
        f"{look.label('phone')}: {phone} - {look.label('post')}: {word(rng, 2)}@soctrang.gov.vn",
        f"© {phrase(look.rng('rights'), 9)}.",
    ]
    return look.block("contact", "<br>\n".join(lines))


PARTS: dict[str, Callable[[Scene], str]] = {
    made.__name__: made
    for made in (
        *(banner, nav, clock, search, notice, slider, latest, popular, tabs, weather, login, poll, gallery),
        *(sites, calendar, banners, counter, contact),
    )
}


def parts(scene: Scene, names: tuple[str, ...]) -> str:
    """The HTML of these parts in this order; the counter box only where this page has one."""
    return "".join(PARTS[name](scene) for name in names if name != "counter" or scene.visits)
