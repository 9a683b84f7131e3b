"""The rules of a portal's state, as a pure function of answers.

An answer that every address gives concerns the portal, not an article. A `Round` holds the answers to one crawl, or
to one stretch of imported captures. `judge` assesses one round; `archive.portal_states.episodes.follow` joins
assessments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.contents.fields import differing, field_names
from archive.portal_states.model import Answer, Assessment, Before, Doubt, FindAlike, Leads, Round, State
from archive.readings.outcome import ABSENT

LEAST = 5
"""A round must have asked for so many known articles to be judged by them alone; fewer may be taken off together."""
FEW = 0.1
"""A portal that shows no larger share of the articles it was asked for shows none."""
HALF = 0.5
"""A larger share of articles that change title and body at once was not written by editors."""
QUARTER = 0.25
"""The same of many articles."""
MANY = 20
"""Of so many articles nearly all do not change by editors, in whatever text: letters broke, or someone broke in. ..."""
NEARLY_ALL = 0.9
"""... A smaller share may be edited: where only what a list says was changed is asked for."""
FRONTS = 2
"""The number of home pages and lists that suffice to judge a round without articles."""
ELSE = frozenset(
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
_TEXTS = {"title", "summary", "body", "captions", "images", "attachments", "tables"}
NO_DOUBT = Doubt()
LISTS = "lists"
"""What is counted where articles are shown, and no list is, so that new articles cannot be found."""
ROBOTS = "no robots.txt"
"""What is counted where a robots.txt was not available, so that nothing more was requested."""


@dataclass(slots=True)
class _Tally:
    """The articles of a round by what became of each, and the captures of each kind with their articles."""

    classes: dict[int, str] = field(default_factory=dict)
    outcomes: dict[int, str] = field(default_factory=dict)
    targets: Counter[str] = field(default_factory=Counter)
    captures: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def of(self, *kinds: str) -> list[int]:
        """The articles of these kinds."""
        return [place for place, kind in self.classes.items() if kind in kinds]


_RANK = ("inside", "refused", "absent", "else", "away", "exchanged", "rewritten", "edited", "shown")
"""Of several answers of one article the last of these counts."""
_OWN = ("shown", "edited", "rewritten")
"""What is shown in these ways is the article itself."""


def judge(
    round_: Round,
    before: Before,
    leads: Callable[[], Leads],
    *,
    beside: Iterable[Answer] = (),
    doubt: Doubt = NO_DOUBT,
    find_alike: FindAlike = lambda round_, places, held: None,
) -> Assessment:
    """Assesses a round, or the answers of one host in it. `before` gives an article's digests before the round;
    `leads` and `find_alike` are called only where it matters. `beside` are the answers of the other hosts. `doubt`
    is what an earlier round quarantined.
    """
    tally = _tallied(round_.answers, before)
    _follow_redirects(tally, round_.answers, list(beside), before)
    known = Counter(tally.classes.values())
    del known["inside"], known["new"]
    asked, shown = sum(known.values()), sum(known[kind] for kind in _OWN)
    news = sum(kind == "new" for kind in tally.classes.values())
    fronts = [answer for answer in round_.answers if answer.kind != "article"]
    exchanged = _exchanged(tally, asked, doubt.places)
    changed = tally.of("exchanged", "rewritten", "edited")
    alike = None
    anew = len(tally.of("exchanged")) >= LEAST
    if exchanged or anew or doubt.common or (asked >= MANY and len(changed) > NEARLY_ALL * asked):
        alike = find_alike(round_, changed, doubt.common)
    if alike and (alike.common or not exchanged):
        exchanged = alike.places
    by_articles = asked >= LEAST and shown <= FEW * asked
    by_articles |= round_.crawl_id is not None and _is_put_off(tally, round_.answers)
    by_fronts = round_.crawl_id is not None and not shown
    several = len({answer.place for answer in fronts}) >= FRONTS  # each may have been tried several times
    by_fronts = by_fronts and (several or any(answer.kind == "other" for answer in fronts))
    seen = frozenset(tally.of("shown", "edited")) - exchanged
    plain = Assessment(asked=asked, shown=shown, news=news, seen=seen)
    lists = [answer.outcome for answer in fronts if answer.kind == "list"]
    if round_.crawl_id is not None and shown and len(lists) >= FRONTS and "ok" not in lists:
        plain = replace(plain, state="refusing", outcomes=((LISTS, len(lists)),))
    if not by_articles and not by_fronts and not exchanged:
        return plain
    led = leads()
    whole = bool(fronts) and not led.own
    if not by_articles and not exchanged and not whole:
        return plain
    state: State
    counts: Counter[str]
    if exchanged and not whole:
        state, counts = "quarantined", Counter(changed=len(exchanged))
    else:
        state, counts = _named(tally, fronts, asked)
        state = "closed" if state == "replaced" and led.farewell else state
    target = None
    if state == "moved":
        target = tally.targets.most_common(1)[0][0]
    elif state == "refusing":
        gates = Counter(answer.gate for answer in round_.answers if answer.gate)
        target = max(gates, key=lambda gate: (gates[gate], gate), default=None)
    elif whole and state in ("closed", "replaced"):
        target = led.host
    return Assessment(
        state,
        target,
        whole,
        asked,
        shown,
        news,
        tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))),
        tuple(sorted(_disregarded(state, whole, tally, fronts, exchanged))),
        exchanged,
        seen,
        common=alike.common if alike and state == "quarantined" else None,
    )


def _is_put_off(tally: _Tally, answers: Sequence[Answer]) -> bool:
    """Whether the portal answers, and its articles ask to come again later, so that few of them were asked for."""
    articles = [answer for answer in answers if answer.kind == "article"]
    is_there = any(answer.kind != "article" and answer.outcome == "ok" for answer in answers)
    refused = len(tally.of("refused")) == len(tally.classes)
    return is_there and refused and bool(articles) and articles[-1].puts_off


def _follow_redirects(tally: _Tally, answers: Sequence[Answer], beside: list[Answer], before: Before) -> None:
    """Tells redirects within the portal that end at its articles, old or new, from those that end at none: at a
    search, or round and round."""
    elsewhere = {answer.place for answer in beside if answer.digests is not None}
    inside = [place for place in tally.of("inside") if place not in elsewhere]
    shows = {answer.place for answer in answers if answer.digests is not None}
    found = shows.intersection(tally.of("new")) | {place for place in elsewhere if before(place) is None}
    if len(inside) >= LEAST and 2 * len(found) < len(inside):
        tally.classes.update(dict.fromkeys(inside, "else"))


def _exchanged(tally: _Tally, asked: int, doubted: Collection[int]) -> frozenset[int]:
    """The articles whose texts are too many to have been changed by editors: of those in doubt what is still not as
    it was before, else more than half of the articles asked for, a quarter of many, and nearly all of many where only a
    text changed."""
    anew, rewritten = tally.of("exchanged"), tally.of("rewritten")
    if doubted:
        still = [place for place in (*anew, *rewritten) if place in doubted]
        if len(still) > HALF * sum(place in doubted for place in tally.of(*_OWN, "exchanged")):
            return frozenset((*anew, *rewritten))
    if asked >= LEAST and len(anew) > (QUARTER if asked >= MANY else HALF) * asked:
        return frozenset(anew)
    if asked >= MANY and len(anew) + len(rewritten) > NEARLY_ALL * asked:
        return frozenset((*anew, *rewritten))
    return frozenset()


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
        tally.captures.setdefault(kind, []).append((answer.capture_id, answer.place))
        held = tally.classes.get(answer.place)
        if held is None or kind == "new" or _RANK.index(kind) >= _RANK.index(held):
            tally.classes[answer.place] = kind
            tally.outcomes[answer.place] = answer.outcome
    return tally


def _class_of(answer: Answer, digests: bytes | None) -> str:
    if digests is None:
        return "new"
    if answer.digests is None and answer.outcome == "not-modified":
        return "shown"
    if answer.digests is not None:
        changed = set(field_names(differing(digests, answer.digests)))
        if changed >= _EXCHANGED:
            return "exchanged"
        return "rewritten" if changed & _TEXTS else "edited" if changed else "shown"
    return _kind_of(answer)


def _kind_of(answer: Answer) -> str:
    if answer.target:
        return "away"
    if answer.outcome in ELSE or answer.outcome == "ok":
        return "else"
    if answer.outcome in ABSENT:
        return "absent"
    return "inside" if answer.outcome == "redirect" else "refused"


def _named(tally: _Tally, fronts: list[Answer], asked: int) -> tuple[State, Counter[str]]:
    """The state that most answers suggest, and their number: answers for articles, or for fronts where no article was
    requested.
    """
    kinds, counts = Counter[str](), Counter[str]()
    if asked:
        kinds.update(tally.classes.values())
        counts.update(outcome for place, outcome in tally.outcomes.items() if tally.classes[place] != "new")
    else:
        kinds.update(_kind_of(answer) for answer in fronts)
        counts.update(ROBOTS if answer.kind == "other" else answer.outcome for answer in fronts)
    states: list[tuple[State, int]] = [
        ("moved", kinds["away"]),
        ("replaced", kinds["else"] + kinds["exchanged"] + kinds["rewritten"]),
        ("closed", kinds["absent"]),
        ("refusing", kinds["refused"]),
    ]
    return max(states, key=lambda each: each[1])[0], counts


def _disregarded(
    state: State, whole: bool, tally: _Tally, fronts: list[Answer], exchanged: frozenset[int]
) -> Iterator[int]:
    for kind, captures in tally.captures.items():
        if kind == "shown" or (kind == "new" and not whole):
            continue
        # Where next to nothing is shown, what is shown otherwise than before is not believed, either.
        for capture_id, place in captures:
            if state != "quarantined" or (
                place in exchanged and kind in ("exchanged", "rewritten", "edited")
            ):
                yield capture_id
    if whole:
        yield from (answer.capture_id for answer in fronts)
