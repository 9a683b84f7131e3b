"""What a search is asked for: words, filters and options from the parameters of a request."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from archive.search.filters import Filters
from archive.search.syntax import Question, read_question
from archive.web.http.request import PageRequest, Unclear

TEXT_FILTERS = tuple(field.name for field in fields(Filters) if field.name != "changed")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search is asked for. `loose`: marks that were typed do not count."""

    words: str
    question: Question
    filters: Filters
    every: bool
    loose: bool
    newest: bool

    @property
    def options(self) -> dict[str, bool]:
        """The arguments of `search_articles` besides words and filters."""
        return {"all_versions": self.every, "loose": self.loose}


def asked_of(ask: PageRequest) -> Asked:
    """What the parameters of a request ask for. Raises Unclear."""
    chosen: dict[str, Any] = {name: ask.arg(name) for name in TEXT_FILTERS}
    chosen |= {name: ask.date(name) for name in ("since", "until")}
    if chosen["dated"] not in (None, "published", "estimated", "none"):
        raise Unclear("bad_filter")
    words = ask.arg("q") or ""
    return Asked(
        words,
        read_question(words),
        Filters(**chosen, changed=ask.arg("changed") == "1"),
        ask.arg("all") == "1",
        ask.arg("marks") == "ignore",
        ask.arg("sort") == "newest",
    )
