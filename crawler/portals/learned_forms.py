"""The forms of addresses that a portal's file must declare, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from archive.model import Address
from crawler.cms import Cms, Hints
from crawler.cms.declared import Declared
from crawler.cms.forms import Form
from crawler.cms.tables import FORMS
from crawler.cms.urls import query_pairs
from crawler.portals import address_forms
from crawler.portals.address_parts import MOST, alternates, distinguishes, same_title
from crawler.portals.visited import VisitedPages


def declared(name: str, forms: Mapping[str, tuple[str, ...]], base: Cms | None) -> Declared:
    return Declared(
        name,
        **{kind: forms.get(kind, ()) for kind in FORMS},
        hints=base.hints if base else Hints(),
        base=base,
    )


def fits(base: Declared, titles: Mapping[str, str]) -> bool:
    """Whether the ids of a CMS's own forms tell the portal's articles apart."""
    classified = [(base.address(url), title) for url, title in titles.items()]
    pairs = [(each.cms_id, title) for each, title in classified if each.kind == "article" and each.cms_id]
    conflicts = [
        (name, title)
        for name, title in pairs
        if any(other == name and not same_title(title, text) for other, text in pairs)
    ]
    return not conflicts and (len({name for name, _ in pairs}) < 3 or distinguishes(pairs))


def forms_of(
    base: Declared | None,
    titles: Mapping[str, str],
    turned: dict[str, str | None],
    others: list[str],
    fronts: list[str],
) -> dict[str, tuple[str, ...]]:
    """What a portal's file has to declare beyond `base`. `turned` are the lists, each with the address of a further
    page of it where there is one; `fronts` the addresses of the home page. No form of one address is that of an
    article."""
    forms: dict[str, tuple[str, ...]] = dict.fromkeys(FORMS, ())
    lists = list(turned)

    def kind(url: str) -> str:
        return declared("x", forms, base).address(url).kind

    missed = {url: title for url, title in titles.items() if kind(url) != "article"}
    if base and any(len({_name(base.address(url)) for url in same}) > 1 for same in alternates(titles)):
        missed = dict(titles)
    if (missed and len(missed) > (1 - MOST) * len(titles)) or any(kind(url) == "other" for url in missed):
        forms["article"] = tuple(address_forms.article_forms(missed, lists))
    missed_lists = [
        url
        for url in lists
        if (kind(url) != "list" and not _is_ignored(base, url))
        or ((further := turned[url]) and kind(further) == "article")
    ]
    general = [url for url in missed_lists if kind(url) != "article"]
    forms["list"] = (
        *_of_none(address_forms.list_forms(missed_lists, turned), titles),
        *address_forms.general_list_form(general, turned),
    )
    entries = [url for url in fronts if kind(url) in ("article", "list") and urlsplit(url).path != "/"]
    forms["home"] = _of_none(address_forms.list_forms(entries, {}), titles)
    cms = declared("x", forms, base)
    known = {_name(cms.address(url)) for url in titles}
    taken = [url for url in others if kind(url) == "article" and _name(cms.address(url)) not in known]
    forms["ignore"] = _of_none(address_forms.list_forms(taken, {}), titles)
    return forms


def _is_ignored(base: Declared | None, url: str) -> bool:
    """Whether a form of the CMS says that an address is nothing to ask for, as its lists by keyword and author."""
    return base is not None and base.knows(url) and base.address(url).kind == "other"


def _name(address: Address) -> str:
    return address.cms_id or address.url


def _of_none(texts: Iterable[str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """The single-address forms that fit no address of an article."""
    articles = [(unquote(cut.path), query_pairs(cut.query)) for cut in map(urlsplit, titles)]
    return tuple(text for text in texts if not any(Form(text).match(*each) for each in articles))


def doubts(
    cms: Declared, titles: Mapping[str, str], lists: list[str], visited: VisitedPages
) -> Iterator[str]:
    """What the forms do not account for."""
    lost = [url for url in titles if cms.address(url).kind != "article"]
    if lost:
        yield f"{len(lost)} of {len(titles)} addresses of articles have none of the forms, as {lost[0]}"
    if not lists:
        yield "no list of articles was found"
    nameless = [url for url in titles if cms.address(url).cms_id is None]
    if nameless:
        yield f"no id in the addresses tells articles apart, as in {nameless[0]}: each address is an article of its own"
