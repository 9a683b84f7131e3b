"""The forms of addresses that a portal's file has to declare, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crawler.cms import Cms, Hints
from crawler.cms.declared import Declared
from crawler.cms.tables import FORMS
from crawler.portals import address_forms
from crawler.portals.address_parts import MOST, same_title, tells_apart
from crawler.portals.sample import Sample


def declared(name: str, forms: Mapping[str, tuple[str, ...]], base: Cms | None) -> Declared:
    return Declared(
        name,
        **{kind: forms.get(kind, ()) for kind in FORMS},
        hints=base.hints if base else Hints(),
        base=base,
    )


def fits(base: Declared, titles: Mapping[str, str]) -> bool:
    """Whether the ids of a CMS's own forms tell the portal's articles apart."""
    told = [(base.address(url), title) for url, title in titles.items()]
    pairs = [(each.cms_id, title) for each, title in told if each.kind == "article" and each.cms_id]
    conflicts = [
        (name, title)
        for name, title in pairs
        if any(other == name and not same_title(title, text) for other, text in pairs)
    ]
    return not conflicts and (len({name for name, _ in pairs}) < 3 or tells_apart(pairs))


def forms_of(
    base: Declared | None, titles: Mapping[str, str], turned: dict[str, str | None], others: list[str]
) -> dict[str, tuple[str, ...]]:
    """What a portal's file has to declare beyond `base`. `turned` are the lists, each with the address of a further
    page of it where there is one."""
    forms: dict[str, tuple[str, ...]] = dict.fromkeys(FORMS, ())
    lists = list(turned)

    def kind(url: str) -> str:
        return declared("x", forms, base).address(url).kind

    missed = {url: title for url, title in titles.items() if kind(url) != "article"}
    if (missed and len(missed) > (1 - MOST) * len(titles)) or any(kind(url) == "other" for url in missed):
        forms["article"] = tuple(address_forms.article_forms(missed, lists))
    missed_lists = [
        url
        for url in lists
        if kind(url) != "list" or ((further := turned[url]) and kind(further) == "article")
    ]
    general = [url for url in missed_lists if kind(url) != "article"]
    forms["list"] = (
        *address_forms.list_forms(missed_lists, turned),
        *address_forms.general_list_form(general, turned),
    )
    taken = [url for url in others if kind(url) == "article"]
    forms["ignore"] = tuple(address_forms.list_forms(taken, {}))
    return forms


def doubts(cms: Declared, titles: Mapping[str, str], lists: list[str], sample: Sample) -> Iterator[str]:
    """What of the sample the forms do not account for."""
    lost = [url for url in titles if cms.address(url).kind != "article"]
    if lost:
        yield f"{len(lost)} of {len(titles)} addresses of articles have none of the forms, as {lost[0]}"
    if not lists:
        yield "no list of articles was found"
    nameless = [url for url in titles if cms.address(url).cms_id is None]
    if nameless:
        yield f"no id in the addresses tells articles apart, as in {nameless[0]}: each address is an article of its own"
