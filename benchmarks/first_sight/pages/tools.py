"""What stands around the text of an article: files, tags, buttons, comments, other articles."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ..texts import prose
from ..texts.content import Article
from .furniture import banners
from .look import text
from .scene import Scene


def files(scene: Scene, article: Article) -> str:
    """The attachments, in some skins with size and with a count of downloads that ticks."""
    look, lines = scene.look, []
    for each in article.attachments:
        address = scene.addresses.file(scene.site.number, each.file)
        size = f" ({Random(each.file).randint(20, 900)} KB)"
        count = f" [{Random(each.file).randint(1, 60) + scene.ticks // 7} {look.label('downloads')}]"
        more = size if not scene.layout.downloads else count
        if scene.layout.files == "links":
            lines.append(f'<a href="{address}">{text(each.title)}</a>{more}')
        elif scene.layout.files == "rows":
            lines.append(f'{text(each.title)}{more} <a href="{address}">{look.label("fetch")}</a>')
        else:
            icon = f'<img src="{_icon(scene)}" width="16" height="16" alt="">'
            lines.append(f'<a href="{address}">{icon} {text(each.title)}</a>{more}')
    return look.box("files", look.links("filelist", lines)) if lines else ""


def _icon(scene: Scene) -> str:
    return scene.addresses.file(scene.site.number, "icon-doc.png")


def tags(scene: Scene, article: Article) -> str:
    links = ", ".join(
        f'<a href="/?{scene.look.label("tag").split()[0].lower()}={place}">{text(tag)}</a>'
        for place, tag in enumerate(article.tags)
    )
    return scene.look.block("tags", f"{scene.look.label('tags')}: {links}")


def tools(scene: Scene, article: Article) -> str:
    look = scene.look
    links = [f'<a href="javascript:void(0)">{look.label(name)}</a>' for name in ("print", "send", "bigger")]
    return look.block("tools", " | ".join(links))


def rating(scene: Scene, article: Article) -> str:
    rng = Random(f"{article.key}/stars")
    votes = rng.randint(1, 90) + scene.ticks // 11
    stars = rng.randint(31, 50) / 10
    return scene.look.block(
        "rating", f"{scene.look.label('stars')}: {stars} / 5 ({votes} {scene.look.label('votes')})"
    )


def share(scene: Scene, article: Article) -> str:
    rng = Random(f"{article.key}/share")
    lines = []
    for name in ("like", "share", "tell"):
        count = rng.randint(0, 200) + scene.ticks // 5
        lines.append(f'<a href="javascript:void(0)">{scene.look.label(name)}</a> {count}')
    return scene.look.block("share", " ".join(lines))


def comments(scene: Scene, article: Article) -> str:
    """The form for comments, on some skins readers' words, of which there are more with time."""
    look = scene.look
    field = f'<textarea name="c"></textarea><input type="button" value="{look.label("sendcomment")}">'
    said = ""
    if look.rng("comments").random() < 0.5:
        rng = Random(f"{article.key}/comments")
        for _ in range(min(4, rng.randint(0, 2) + scene.ticks // 40)):
            head = look.inline("commenter", text(prose.person(rng)))
            ago = f"{rng.randint(1, 20) + scene.ticks // 20} {look.label('ago').lower()}"
            said += look.block("comment*", f"{head} - {ago}<br>{text(prose.fill(rng, '{comment}'))}")
    return look.box("comments", said + field)


def more(scene: Scene, article: Article) -> str:
    return scene.look.block(
        "more",
        f'<a href="{text(scene.addresses.list(article.site, article.category))}">{scene.look.label("more")}</a>',
    )


def related(scene: Scene, article: Article) -> str:
    """Other articles below the text, with their dates on some skins."""
    dated = scene.look.rng("related").random() < 0.6
    lines = []
    for other in scene.some(6, "related", article):
        date = f" ({scene.list_date(other).strip('()')})" if dated and scene.list_date(other) else ""
        lines.append(scene.link(other) + date)
    return scene.look.box("related", scene.look.links("relatedlist", lines))


def pair(scene: Scene, article: Article) -> str:
    """The articles before and after this one."""
    place = scene.alive.index(article)
    near = [scene.alive[other] for other in (place - 1, place + 1) if 0 <= other < len(scene.alive)]
    return scene.look.block(
        "pair", " ".join(f"{scene.look.label('near')}: {scene.link(other)}" for other in near)
    )


def between(scene: Scene, article: Article) -> str:
    """What some skins put between summary and text."""
    if scene.layout.between == "banners":
        return banners(scene)
    if not scene.layout.between:
        return ""
    lines = [scene.link(other) for other in scene.some(3, "between", article)]
    return scene.look.box("between", scene.look.links("betweenlist", lines))


PARTS: dict[str, Callable[[Scene, Article], str]] = {
    made.__name__: made for made in (files, tags, tools, rating, share, comments, more, related, pair)
}
