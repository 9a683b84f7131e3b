"""The rules of a portal's state, as a pure function of answers.

An answer that every address gives concerns the portal, not an article. A `Round` holds the answers to one crawl, or
to one stretch of imported captures. `judge` assesses one round; `archive.portal_states.episodes.follow` joins
assessments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from archive.contents.fields import differing, field_names
from archive.readings.outcome import ABSENT

State = Literal["moved", "closed", "refusing", "replaced", "quarantined"]

LEAST = 5
"""A round must have asked for so many known articles to be judged by them alone; fewer may be taken off together."""
FEW = 0.1
"""A portal that shows no larger share of the articles it was asked for shows none."""
HALF = 0.5
"""A larger share of articles that change title and body at once was not written by editors."""
FRONTS = 2
"""The number of home pages and lists that suffice to judge a round without articles."""
_ELSE = frozenset(
    (
        "list-instead",
        "home-instead",
        "article-instead",
        "same-page",
        "unreadable",
        "bad-encoding",
        "wrong-type",
    )
)
"""The answers that show something else than what the address promises."""
_EXCHANGED = {"title", "body"}
LISTS = "lists"
"""What is counted where articles are shown, and no list is, so that new articles cannot be found."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One capture of a page, as a portal's state sees it.

    Kind `other` is a robots.txt that was not available, so that nothing more was requested. `place` is the id
    of the article, or of the address where no article is known. `digests` are those of the content shown, if
    any. `target` is the foreign host of a redirect.
    """

    capture_id: int
    ms: int
    kind: Literal["home", "list", "article", "other"]
    place: int
    outcome: str
    digests: bytes | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """The answers to one crawl, in order of time. `crawl_id` is None for imported captures."""

    crawl_id: int | None
    answers: tuple[Answer, ...]

    @property
    def began_ms(self) -> int:
        return self.answers[0].ms

    @property
    def ended_ms(self) -> int:
        return self.answers[-1].ms


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a round says about the portal. `state` is None where nothing is wrong.

    `asked` counts requested articles known before, `shown` those shown as before, `news` new ones. `whole`: no
    front page leads to any known article. `outcomes` counts the answers that decided the state. `disregarded`
    are captures that say nothing about an article. `exchanged` are articles that said something quite
    different, `seen` those shown.
    """

    state: State | None = None
    target: str | None = None
    whole: bool = False
    asked: int = 0
    shown: int = 0
    news: int = 0
    outcomes: tuple[tuple[str, int], ...] = ()
    disregarded: tuple[int, ...] = ()
    exchanged: frozenset[int] = frozenset()
    seen: frozenset[int] = frozenset()


Before = Callable[[int], bytes | None]
"""The digests of an article's content before the round; None where it was not known."""


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the front pages of a round lead: whether to anything known before, and to which single foreign host."""

    own: bool
    host: str | None = None


@dataclass(slots=True)
class _Tally:
    """The articles of a round by what became of each, and the captures of each kind."""

    classes: dict[int, str] = field(default_factory=dict)
    outcomes: dict[int, str] = field(default_factory=dict)
    targets: Counter[str] = field(default_factory=Counter)
    captures: dict[str, list[int]] = field(default_factory=dict)


_RANK = ("inside", "refused", "absent", "else", "away", "exchanged", "edited", "shown")
"""Of several answers of one article the last of these counts."""


def judge(round_: Round, before: Before, leads: Callable[[], Leads]) -> Assessment:
    """Assesses a round. `before` gives an article's digests before the round; `leads` is called only where it
    matters.
    """
    tally = _tallied(round_.answers, before)
    inside = [place for place, kind in tally.classes.items() if kind == "inside"]
    shows = {answer.place for answer in round_.answers if answer.digests is not None}
    found = [place for place, kind in tally.classes.items() if kind == "new" and place in shows]
    if len(inside) >= LEAST and 2 * len(found) < len(inside):
        # They lead to no articles, old or new: to a search, or round and round.
        tally.classes.update(dict.fromkeys(inside, "else"))
    known = Counter(tally.classes.values())
    del known["inside"], known["new"]
    asked, shown = sum(known.values()), known["shown"] + known["edited"]
    news = sum(kind == "new" for kind in tally.classes.values())
    fronts = [answer for answer in round_.answers if answer.kind != "article"]
    exchanged = frozenset(place for place, kind in tally.classes.items() if kind == "exchanged")
    by_articles = asked >= LEAST and (shown <= FEW * asked or len(exchanged) > HALF * asked)
    by_fronts = round_.crawl_id is not None and not shown
    by_fronts = by_fronts and (len(fronts) >= FRONTS or any(answer.kind == "other" for answer in fronts))
    seen = frozenset(place for place, kind in tally.classes.items() if kind in ("shown", "edited"))
    plain = Assessment(asked=asked, shown=shown, news=news, seen=seen)
    lists = [answer.outcome for answer in fronts if answer.kind == "list"]
    if round_.crawl_id is not None and shown and len(lists) >= FRONTS and "ok" not in lists:
        plain = replace(plain, state="refusing", outcomes=((LISTS, len(lists)),))
    if not by_articles and not by_fronts:
        return plain
    led = leads()
    whole = bool(fronts) and not led.own
    if not by_articles and not whole:
        return plain
    state: State
    told: Counter[str]
    if by_articles and len(exchanged) > HALF * asked and not whole:
        state, told = "quarantined", Counter(changed=len(exchanged))
    else:
        state, told = _named(tally, fronts, asked)
    target = None
    if state == "moved":
        target = tally.targets.most_common(1)[0][0]
    elif whole and state in ("closed", "replaced"):
        target = led.host
    return Assessment(
        state,
        target,
        whole,
        asked,
        shown,
        news,
        tuple(sorted(told.items(), key=lambda each: (-each[1], each[0]))),
        tuple(sorted(_disregarded(state, whole, tally, fronts))),
        exchanged,
        seen,
    )


def _tallied(answers: Iterable[Answer], before: Before) -> _Tally:
    tally = _Tally()
    known: dict[int, bytes | None] = {}
    for answer in answers:
        if answer.target:
            tally.targets[answer.target] += 1
        if answer.kind != "article":
            continue
        if answer.place not in known:
            known[answer.place] = before(answer.place)
        kind = _class_of(answer, known[answer.place])
        tally.captures.setdefault(kind, []).append(answer.capture_id)
        held = tally.classes.get(answer.place)
        if held is None or kind == "new" or _RANK.index(kind) >= _RANK.index(held):
            tally.classes[answer.place] = kind
            tally.outcomes[answer.place] = answer.outcome
    return tally


def _class_of(answer: Answer, said: bytes | None) -> str:
    if said is None:
        return "new"
    if answer.outcome == "not-modified":
        return "shown"
    if answer.digests is not None:
        changed = set(field_names(differing(said, answer.digests)))
        return "exchanged" if changed >= _EXCHANGED else "edited" if changed else "shown"
    return _kind_of(answer)


def _kind_of(answer: Answer) -> str:
    if answer.target:
        return "away"
    if answer.outcome in _ELSE or answer.outcome == "ok":
        return "else"
    if answer.outcome in ABSENT:
        return "absent"
    return "inside" if answer.outcome == "redirect" else "refused"


def _named(tally: _Tally, fronts: list[Answer], asked: int) -> tuple[State, Counter[str]]:
    """The state that most answers suggest, and their number: answers for articles, or for fronts where no article was
    requested.
    """
    kinds, told = Counter[str](), Counter[str]()
    if asked:
        kinds.update(tally.classes.values())
        told.update(outcome for place, outcome in tally.outcomes.items() if tally.classes[place] != "new")
    else:
        kinds.update(_kind_of(answer) for answer in fronts)
        told.update(answer.outcome for answer in fronts)
    states: list[tuple[State, int]] = [
        ("moved", kinds["away"]),
        ("replaced", kinds["else"] + kinds["exchanged"]),
        ("closed", kinds["absent"]),
        ("refusing", kinds["refused"]),
    ]
    return max(states, key=lambda each: each[1])[0], told


def _disregarded(state: State, whole: bool, tally: _Tally, fronts: list[Answer]) -> Iterator[int]:
    for kind, captures in tally.captures.items():
        if kind == "shown" or (kind == "new" and not whole):
            continue
        # Where next to nothing is shown, what is shown otherwise than before is not believed, either.
        if kind == "exchanged" or state != "quarantined":
            yield from captures
    if whole:
        yield from (answer.capture_id for answer in fronts)
