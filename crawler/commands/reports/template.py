"""What was learned of a portal's pages, as `luutru portals show` prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.readings.templates import (
    StoredTemplate,
)
from archive.readings.understood import Lack, Understood
from archive.wording import t
from crawler.commands.common import (
    counted,
    number,
    shortened,
)
from crawler.extract.template.model import FIELD_NAMES, FIELDS, Place, Template

_EXAMPLES = 3
_LINE = 90

NAMES = {field: name for name, field in FIELD_NAMES.items() if name != field}
_SURE = 0.9
"""The share of articles with agreement from which a place is not doubtful."""


def summary(title: str, found: Understood) -> Iterator[str]:
    """In a dozen lines whether a portal is understood."""
    if not found.articles:
        yield t("{title}: no article is known yet.", title=title)
        return
    articles = counted(found.articles, "article")
    if lacking := "; ".join(map(lack, found.lacking)):
        yield t(
            "{title}, {articles}: look at this: {lacking}.", title=title, articles=articles, lacking=lacking
        )
    else:
        yield t("{title}, {articles}: understood.", title=title, articles=articles)
    for each in found.fields:
        example = shortened(" ".join((each.example or "").split()), _LINE)
        share = t("{pages} of {most}", pages=number(each.articles), most=number(found.articles))
        yield f"  {t(each.name):<13} {share:<14} {example}".rstrip()
    cold = t("{count} read cold, because no template fits", count=number(found.cold))
    yield f"  {t('pages'):<13} {number(found.pages):<14} {cold}"
    for name, count, urls in (
        (t("unread text"), found.unread, found.unread_at),
        (t("no article"), found.lost, found.lost_at),
    ):
        yield f"  {name:<13} {counted(count, 'page')}"
        for url in urls:
            yield f"  {'':<13} {url}"


def lack(lack: Lack) -> str:
    """What keeps a portal from being understood, in words."""
    share = t("{pages} of {most}", pages=number(lack.count), most=number(lack.all))
    if lack.what == "unread":
        return t("unread text on {share} pages", share=share)
    if lack.what == "lost":
        return t("no article on {share} pages", share=share)
    if lack.what == "empty":
        return t("nothing below the title on {share} articles", share=share)
    return t("{field} on {share} articles", field=t(lack.what), share=share)


def describe(stored: StoredTemplate, captures: int) -> Iterator[str]:
    """A template in words, line by line."""
    template = Template.from_dict(stored.value)
    yield t(
        "Template {sha256}, stage {stage}: learned from {pages}; {captures} read by it.",
        sha256=stored.sha256[:8],
        stage=stored.stage,
        pages=counted(template.pages, "article"),
        captures=counted(captures, "capture"),
    )
    if stored.notices:
        yield f"  {t('notice'):<13} {'; '.join(shortened(text, _LINE) for text in stored.notices)}"
        return
    for name, places in sorted(template.fields, key=lambda each: _order(each[0])):
        for nth, place in enumerate(places):
            support = t("set by hand") if not place.pages and not place.of else ""
            if place.of:
                support = t("{pages} of {most}", pages=place.pages, most=place.of)
            shown_name = t("or") if nth else t(NAMES.get(name, name))
            yield f"  {shown_name:<13} {support:<12} {where(place)}"
    texts = [text for _, known in template.boilerplate for text in known]
    if texts or template.furniture:
        examples = "; ".join(
            shortened(text) for text in sorted(texts, key=lambda text: (len(text), text))[-_EXAMPLES:]
        )
        boilerplate = t(
            "{texts} in {places}, and all that stands in {more} more: {examples}",
            texts=counted(len(texts), "text"),
            places=counted(len(template.boilerplate), "place"),
            more=number(len(template.furniture)),
            examples=examples,
        )
        yield f"  {t('boilerplate'):<13} {boilerplate}"
    others = [Place(path, label) for path, label in template.labels]
    for name, found in (("clock", template.clocks), ("reading", template.readings), ("other fact", others)):
        yield from _listed(t(name), found)
    for doubt in doubts(template):
        yield f"  {t('doubtful'):<13} {doubt}"


def _listed(name: str, places: Iterable[Place]) -> Iterator[str]:
    """Places that hold no field, those of one path in one line."""
    by_path: dict[str, list[str]] = {}
    for place in places:
        by_path.setdefault(place.path, []).append(place.label or place.before)
    for path, labels in by_path.items():
        names = ", ".join(f"“{shortened(label)}”" for label in dict.fromkeys(labels) if label)
        behind = t(", behind {labels}", labels=names) if names else ""
        yield f"  {name:<13} {'':<12} {path}{behind}"


def doubts(template: Template) -> Iterator[str]:
    """One line for each field of a template that was not found, or on which too few pages agree."""
    yield from template.doubts
    for name, places in template.fields:
        pages, most = sum(place.pages for place in places), max(place.of for place in places)
        if pages < _SURE * most:
            yield t("{name}: only {pages} of {most} agree", name=t(name), pages=pages, most=most)


def _order(field: str) -> tuple[int, str]:
    return FIELDS.index(field) if field in FIELDS else len(FIELDS), field


def where(place: Place) -> str:
    """A place in words: its path, and the label or heading beside it."""
    shown = place.path
    if place.label:
        shown += t(", behind “{label}”", label=shortened(place.label))
    if place.before:
        shown += t(", below “{before}”", before=shortened(place.before))
    return shown + (t(", the last") if place.pick == "last" else "")
