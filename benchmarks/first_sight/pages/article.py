"""The page of one article."""

from __future__ import annotations

import json

from ..texts.content import Article, Picture
from ..texts.dates import shown
from .body import body, picture
from .frame import page
from .look import text
from .meta import Fact, joined
from .scene import Scene
from .tools import PARTS, between


def article_page(scene: Scene, article: Article) -> bytes:
    """All of the page: title, facts, text and what surrounds them, in this skin's order."""
    layout, look = scene.layout, scene.look
    facts = _facts(scene, article)
    blocks = list(article.blocks)
    lead = ""
    if layout.lead_picture and blocks and isinstance(first := blocks[0], Picture):
        lead = look.block("lead", picture(scene, first))
        del blocks[0]
    signature = [
        facts[field].html(scene) for field in ("author", "department") if _stands(scene, field, "sign")
    ]
    signature = [line for line in signature if line]
    summary = _summary(scene, article)
    inside = summary if layout.summary == "inside" else ""
    own = [facts["date"].html(scene)] if layout.place["date"] == "own" else []
    if layout.place["author"] == "byline":
        own.insert(0, facts["author"].html(scene))
    made = {
        "title": look.heading(text(article.title)),
        "crumbs": _crumbs(scene, article, facts),
        "kicker": look.block("kicker", facts["category"].html(scene))
        if _stands(scene, "category", "kicker")
        else "",
        "own-date": look.block("date", _ago(scene, " ".join(part for part in own if part))),
        "own-views": look.block("views", facts["views"].html(scene))
        if _stands(scene, "views", "own")
        else "",
        "meta": joined(
            scene, "meta", [fact for field, fact in facts.items() if _stands(scene, field, "meta")]
        ),
        "foot": joined(
            scene, "foot", [fact for field, fact in facts.items() if _stands(scene, field, "foot")]
        ),
        "summary": "" if inside else summary,
        "lead": lead,
        "between": between(scene, article),
        "body": body(scene, article, blocks, inside, signature),
    }
    order = (*layout.above, "title", *layout.below, "summary", "between", "lead", "body", *layout.after)
    if layout.sticky:
        made["crumbs"] = look.block("sticky", text(article.title)) + made["crumbs"]
    main = "".join(made[part] if part in made else PARTS[part](scene, article) for part in order)
    return page(scene, article.title, look.block("article", main), _head(scene, article))


def _stands(scene: Scene, field: str, part: str) -> bool:
    return scene.layout.place[field] == part


def _facts(scene: Scene, article: Article) -> dict[str, Fact]:
    """The facts that the skin shows, in its order; one that the article lacks has no value."""
    facts = scene.site.facts
    category = scene.site.categories[article.category]
    address = text(scene.addresses.list(article.site, article.category))
    made = {
        "date": Fact("date", scene.date(article) if facts.date == "page" else ""),
        "views": Fact("views", scene.number(scene.views(article)) if facts.views else ""),
        "author": Fact("author", text(article.author or "") if facts.author else ""),
        "department": Fact("department", text(article.department or "") if facts.department else ""),
        "source": Fact("source", text(article.source or "") if facts.source else ""),
        "category": Fact("category", f'<a href="{address}">{text(category)}</a>' if facts.category else ""),
    }
    order = sorted(made)
    scene.look.rng("facts").shuffle(order)
    return {field: made[field] for field in order}


def _ago(scene: Scene, line: str) -> str:
    if not line or not scene.layout.ago:
        return line
    return f"{line} ({scene.noise.randint(1, 50)} {scene.look.label('ago').lower()})"


def _summary(scene: Scene, article: Article) -> str:
    if not scene.site.facts.summary or article.summary is None:
        return ""
    said = text(article.summary)
    form = scene.layout.summary
    if form in ("bold", "inside"):
        said = f"<b>{said}</b>"
    elif form == "italic":
        said = f"<em>{said}</em>"
    return scene.look.block("summary", said, "blockquote" if form == "quote" else "div")


def _crumbs(scene: Scene, article: Article, facts: dict[str, Fact]) -> str:
    """The way to the article, with what else this skin writes on the same line."""
    home = scene.homes[scene.site.number]
    way = [f'<a href="{home[1]}">{scene.look.label("home")}</a>']
    if _stands(scene, "category", "crumbs"):
        way.append(facts["category"].value)
    if scene.layout.crumb_title:
        way.append(text(article.title))
    line = scene.look.rng("crumb").choice((" &raquo; ", " / ", " &gt; ", " › ")).join(way)
    for field in ("department", "date"):
        if _stands(scene, field, "crumbs") and facts[field].value:
            line += " " + scene.look.inline(f"crumb-{field}", facts[field].html(scene))
    return scene.look.block("crumbs", line)


def _head(scene: Scene, article: Article) -> str:
    """Metadata, which says no more than the page does."""
    if not scene.layout.json_ld:
        return ""
    told: dict[str, str] = {"@type": "NewsArticle", "headline": article.title}
    if scene.site.facts.date == "page":
        told["datePublished"] = shown(article.published, scene.site.facts.time)
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>\n'
