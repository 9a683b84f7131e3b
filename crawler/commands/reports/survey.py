"""Surveys a new portal for `luutru portals new`, and prints the result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from archive.wording import t
from crawler.commands.common import counted, echo_table, plain, word
from crawler.politeness.manners import user_agent
from crawler.politeness.visitor import Visitor
from crawler.portals.findings import Look, Survey
from crawler.portals.registry import folders
from crawler.portals.survey import survey
from crawler.portals.visited import CaptureFiles


def made(
    home: str | None, warcs: tuple[Path, ...], cms: str | None, contact: str | None, delay: float
) -> Survey:
    """The survey of the portal at `home`, or of the captures in `warcs`. Raises Unreachable and NotRecognised."""
    if warcs:
        captures = CaptureFiles(warcs, home)
        return survey(captures, captures.home, cms, captures.urls())
    assert home is not None
    return survey(Visitor(home, user_agent(contact), delay), home, cms)


def row(look: Look) -> dict[str, Any]:
    """One page that was tried, as a row of the table."""
    page = look.page
    article = page.article if page else None
    return {
        "page": look.wanted,
        "address": look.url,
        "read_as": page.kind if page else None,
        "title": article.title if article else None,
        "published_at": article.published_at if article else None,
        "signed": (article.department or article.author) if article else None,
        "paragraphs": len(article.body) if article else None,
        "captions": len(article.captions) if article else None,
        "entries": len(page.items) if page and look.wanted != "article" else None,
        "problems": look.why
        or ("; ".join(filter(None, (page.reason, *page.problems))) if page else None)
        or None,
    }


def fields(found: Survey) -> Iterator[dict[str, Any]]:
    """What is read, and on how many of the pages that should have it."""
    articles = found.articles()
    tried = sum(look.wanted == "article" for look in found.looks)
    of_articles: dict[str, list[Any]] = {
        "title": [each.title for each in articles],
        "text": [each.body for each in articles],
        "date": [each.published_at for each in articles],
        "department or author": [each.department or each.author for each in articles],
        "category": [each.category for each in articles],
        "pictures": [each.images for each in articles],
        "captions": [each.captions for each in articles],
    }
    for name, values in of_articles.items():
        yield {"what": name, "read": sum(map(bool, values)), "of": counted(tried, "article")}
    lists = [look.page for look in found.looks if look.wanted == "list"]
    yield {
        "what": "entries",
        "read": sum(bool(p and p.items) for p in lists),
        "of": counted(len(lists), "list"),
    }
    yield {
        "what": "pager",
        "read": sum(bool(p and p.pager) for p in lists),
        "of": counted(len(lists), "list"),
    }
    pages = [look.page for look in found.looks]
    counters = sum(bool(page and page.visits) for page in pages)
    yield {"what": "visit counter", "read": counters, "of": counted(len(pages), "page")}


def show(name: str, path: Path, text: str, found: Survey, dry_run: bool) -> None:
    """Prints the portal's file, what was read of which page, and what is doubtful."""
    click.echo(text)
    texts = dict.fromkeys(("page", "read_as", "title", "published_at", "signed"), _short)
    counts = dict.fromkeys(("paragraphs", "captions", "entries", "problems"), plain)
    echo_table(map(row, found.looks), {**texts, **counts})
    click.echo()
    echo_table(fields(found), {"what": word, "read": _count, "of": str})
    click.echo()
    if stores := found.stores():
        click.echo(
            t(
                "Pictures or documents stand on {stores}: if that is a store of the portal's own, name "
                "it in media_domains.",
                stores=", ".join(stores),
            )
        )
    for doubt in found.doubts:
        click.echo(t("Doubtful: {doubt}.", doubt=doubt))
    if not found.articles():
        click.echo(t("No article could be read. docs/new-portal.md says how to find out why."), err=True)
    if dry_run:
        click.echo(t("Nothing was written."))
        return
    click.echo(t("Written: {path}.", path=path))
    if path.resolve().parent not in [folder.resolve() for folder in folders()]:
        click.echo(
            t(
                "luutru looks for portals in {folders}: put the file there, or name its folder: --portals.",
                folders=folders()[0],
            )
        )
    click.echo(t("Next: luutru crawl {name} --limit 20", name=name))


def _count(read: int) -> str:
    return str(read) if read else t("not read")


def _short(value: str | None) -> str:
    text = plain(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
