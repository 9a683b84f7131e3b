"""Lets lists be walked whose pages were captured as answers to postbacks, which only scripts can send."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from lxml import etree

from archive.postbacks import parted, postback_of, posted_by
from archive.web.mementos.find import Memento, answers_of

_FIRST = ("Page$1", "Page$First")
"""Arguments that ask for the first page of a list, which is that of its address."""
_BACK = 10
"""So many times as near as a later answer an earlier one has to be: the target of an arrow is the same on every page,
and leads on."""


class Sent(NamedTuple):
    """What a postback sends; no argument for a button, a value for a drop-down."""

    target: str
    argument: str | None = None
    value: str | None = None


def answers(db: sqlite3.Connection, here: Memento, address: Callable[[Memento], str]) -> dict[Sent, str]:
    """Where the page `here` leads by each postback that was answered: the `address` of the answer nearest to its
    time."""
    posted = parted(here.url)
    found: dict[Sent, tuple[int, Memento]] = {}
    for each in answers_of(db, posted.url if posted else here.url):
        request = json.loads(each.request or "{}")
        sent = Sent(request["target"], request.get("argument"), request.get("value"))
        far = each.ms - here.ms if each.ms >= here.ms else (here.ms - each.ms) * _BACK
        if each.id != here.id and (sent not in found or far < found[sent][0]):
            found[sent] = far, each
    return {sent: address(each) for sent, (_, each) in found.items()}


def lead_on(tree: Any, there: Mapping[Sent, str], first: str) -> None:
    """Makes links of what posts back in a page and was answered; `first` is where the first page of its list is."""
    for element in tree.xpath("//*[contains(@href, 'PostBack') or contains(@onclick, 'PostBack')]"):
        asked = posted_by(element)
        if asked is None:
            continue
        onward = there.get(Sent(*asked)) or (first if asked.argument in _FIRST else None)
        if onward:
            _link(element, onward)
    for button in tree.xpath("//input[@name] | //button[@name]"):
        name = button.get("name")
        if onward := there.get(Sent(name)) or there.get(Sent(f"{name}.x")):
            _link(button, onward)
    for choice in tree.xpath("//select[@name][contains(@onchange, 'PostBack')]"):
        asked = postback_of(choice.get("onchange"))
        if asked is None:
            continue
        for option in choice.iter("option"):
            sent = Sent(asked.target, asked.argument, option.get("value", option.text_content()))
            if onward := there.get(sent):
                choice.addprevious(_made(onward, option.text_content()))


def _link(element: Any, onward: str) -> None:
    """Makes a link to `onward` of an element, whatever it is."""
    if element.tag == "a":
        element.set("href", onward)
        element.attrib.pop("onclick", None)
    elif element.tag == "input":
        made = _made(onward, element.get("value") or element.get("alt") or element.get("title") or "→")
        element.addprevious(made)
        element.drop_tree()
    else:
        made = _made(onward, element.text or "")
        made.extend(list(element))
        element.text = None
        element.append(made)
        if element.tag == "button":  # in which no link can be followed
            element.tag = "span"


def _made(onward: str, text: str) -> Any:
    made = etree.Element("a", href=onward)
    made.text = text
    made.tail = " "
    return made
