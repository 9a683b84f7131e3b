"""Front pages and the lists of categories."""

from __future__ import annotations

from ..texts.content import Article, Paragraph, Picture
from .frame import page
from .look import text
from .scene import Scene

PER_PAGE = 8


def home_page(scene: Scene) -> bytes:
    """The front page: the newest of each category."""
    inner = ""
    for place, name in enumerate(scene.site.categories):
        mine = [article for article in scene.alive if article.category == place][:3]
        address = text(scene.addresses.list(scene.site.number, place))
        head = scene.look.block("boxhead*", f'<a href="{address}">{text(name)}</a>')
        inner += scene.look.block("frontbox*", head + items(scene, mine)) if mine else ""
    return page(scene, scene.site.name, scene.look.block("front", inner))


def list_page(scene: Scene, category: int, number: int) -> bytes:
    """One page of a category's list, the newest article first, with its pager."""
    mine = [article for article in scene.alive if article.category == category]
    last = max(1, -(-len(mine) // PER_PAGE))
    number = min(max(1, number), last)
    shown = mine[(number - 1) * PER_PAGE : number * PER_PAGE]
    name = scene.site.categories[category]
    head = scene.look.block("listhead", text(name))
    inner = head + items(scene, shown) + pager(scene, category, number, last)
    return page(
        scene, name, scene.look.block("list", inner), state=f"{scene.site.number}/{category}/{number}"
    )


def items(scene: Scene, articles: list[Article]) -> str:
    """The articles as items of a list: title, date and summary in the skin's order."""
    made = [_item(scene, article) for article in articles]
    form = scene.layout.list_markup
    if form == "ul":
        return (
            f"<ul{scene.look.attributes('items')}>"
            + "".join(f"<li>{each}</li>\n" for each in made)
            + "</ul>\n"
        )
    if form == "rows":
        rows = "".join(f'<tr><td valign="top">{each}</td></tr>\n' for each in made)
        return f'<table width="100%" border="0"{scene.look.attributes("items")}>{rows}</table>\n'
    if form == "dl":
        return (
            f"<dl{scene.look.attributes('items')}>"
            + "".join(f"<dd>{each}</dd>\n" for each in made)
            + "</dl>\n"
        )
    return "".join(scene.look.block("item*", each) for each in made)


def _item(scene: Scene, article: Article) -> str:
    look = scene.look
    pieces = {
        "title": look.block("itemtitle*", scene.link(article)),
        "date": look.block("itemdate*", scene.list_date(article)),
        "summary": look.block("itemtext*", text(_lead(scene, article))),
    }
    picture = next((block for block in article.blocks if isinstance(block, Picture)), None)
    thumbnail = ""
    if scene.layout.thumbnails and picture:
        thumbnail = scene.link(
            article, f'<img src="{scene.source(picture.file)}" width="120" height="80" alt="">'
        )
    return thumbnail + "".join(pieces[part] for part in scene.layout.item)


def _lead(scene: Scene, article: Article) -> str:
    """The summary, or on some sites that show none how the text begins, cut."""
    facts = scene.site.facts
    if facts.summary:
        return article.summary or ""
    first = next((block.text for block in article.blocks if isinstance(block, Paragraph)), "")
    return " ".join(first.split()[:22]) + "…" if facts.excerpt and first else ""


def pager(scene: Scene, category: int, current: int, last: int) -> str:
    """Links to the pages: a window of ten, dots where more lie beyond; nothing where there is one page."""
    if last == 1:
        return ""
    first = (current - 1) // 10 * 10 + 1
    shown = [(number, str(number)) for number in range(first, min(first + 10, last + 1))]
    if first > 1:
        shown.insert(0, (first - 1, "..."))
    if first + 10 <= last:
        shown.append((first + 10, "..."))
    links = []
    for number, label in shown:
        if number == current:
            links.append(scene.look.inline("current", label))
        elif scene.addresses.postback:
            target = f"ctl{scene.look.rng('pager').randint(1, 99)}$grv{scene.look.label('pager').split()[0]}"
            links.append(
                f'<a href="javascript:__doPostBack(&#39;{target}&#39;,&#39;Page${number}&#39;)">{label}</a>'
            )
        else:
            links.append(
                f'<a href="{text(scene.addresses.list(scene.site.number, category, number))}">{label}</a>'
            )
    return scene.look.block("pager", " ".join(links))
