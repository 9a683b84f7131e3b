"""Tells a portal in trouble from one with hosts, or sections, in trouble, while its others answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from archive.portal_states.model import Answer, Assessment, Before, Doubt, FindAlike, Leads, Round
from archive.portal_states.rules import NO_DOUBT, judge

NO_REPLY = frozenset(("dns", "tls", "timeout", "failed"))
"""The outcomes of requests that nothing answered."""
SILENT = 4
"""A host that left so many requests without a reply, and answered none, does not answer."""


def assess(
    round_: Round,
    before: Before,
    leads: Callable[[Round, str | None], Leads],
    elsewhere: Callable[[str], bool],
    doubts: Mapping[str | None, Doubt],
    find_alike: FindAlike,
) -> list[Assessment]:
    """What a round says of the portal, and, while other hosts of it answer or were not asked, of each of its hosts; and
    of the sections of a host that answers.

    `before` gives an article's digests before the round, `leads` where the front pages of a round lead: those of one
    host, or of all. `elsewhere` tells whether articles were known at another host than this. `doubts`: what is
    in quarantine, by host; None: of the portal as a whole.
    """
    before = cache(before)
    whole = judge(
        round_, before, lambda: leads(round_, None), doubt=doubts.get(None, NO_DOUBT), find_alike=find_alike
    )
    by_host: dict[str, list[Answer]] = {}
    for answer in round_.answers:
        by_host.setdefault(answer.host, []).append(answer)
    assessed = [
        _of_host(host, round_, by_host, before, leads, doubts, find_alike) for host in sorted(by_host)
    ]
    sections = [
        section
        for each in assessed
        if each.state is None
        for section in _sections(each.part or "", round_.crawl_id, by_host[each.part or ""], before)
    ]
    if whole.state is None and all(each.state is None for each in assessed):
        return [whole, *assessed, *sections]
    if len(by_host) == 1:
        is_host = elsewhere(assessed[0].part or "")
    else:
        is_host = any(each.state is not None for each in assessed) and any(
            # what changed in the same way in all articles of a host is no trouble of it
            (each.state is None or each.common is not None) and _answers(by_host[each.part or ""])
            for each in assessed
        )
    if not is_host:
        return [whole]
    return [_without_state(whole), *assessed, *sections]


def _of_host(
    host: str,
    round_: Round,
    by_host: Mapping[str, list[Answer]],
    before: Before,
    leads: Callable[[Round, str | None], Leads],
    doubts: Mapping[str | None, Doubt],
    find_alike: FindAlike,
) -> Assessment:
    own = Round(round_.crawl_id, tuple(by_host[host]))
    beside = [answer for other, answers in by_host.items() if other != host for answer in answers]
    assessed = judge(
        own,
        before,
        lambda: leads(own, host),
        beside=beside,
        doubt=doubts.get(host, doubts.get(None, NO_DOUBT)),
        find_alike=find_alike,
    )
    if assessed.state is None and _is_silent(own):
        outcomes = Counter(answer.outcome for answer in own.answers)
        assessed = replace(assessed, state="refusing", outcomes=tuple(sorted(outcomes.items())))
    if assessed.state is None and not assessed.asked and _answers(by_host[host]):
        assessed = replace(assessed, news=1)  # nothing more can be asked of a host without articles
    return replace(assessed, part=host)


def _sections(host: str, crawl_id: int | None, answers: list[Answer], before: Before) -> Iterator[Assessment]:
    """What a round says of each section of a host: whether its articles lead to another host, all of them. That makes
    no history, so nothing of it is disregarded; of whatever else befalls a section, history tells article by article.
    """
    by_section: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.kind == "article" and answer.section:
            by_section.setdefault(answer.section, []).append(answer)
    for section, own in sorted(by_section.items()):
        assessed = Assessment(shown=sum(answer.digests is not None for answer in own))
        if any(answer.target for answer in own):
            judged = judge(Round(crawl_id, tuple(own)), before, lambda: Leads(True))
            assessed = judged if judged.state == "moved" else _without_state(judged)
        yield replace(assessed, part=f"{host}/{section}", disregarded=())


def _without_state(assessed: Assessment) -> Assessment:
    return replace(
        assessed, state=None, target=None, whole=False, outcomes=(), disregarded=(), exchanged=frozenset()
    )


def _is_silent(own: Round) -> bool:
    without = own.crawl_id is not None and all(answer.outcome in NO_REPLY for answer in own.answers)
    return without and len(own.answers) >= SILENT and len({answer.place for answer in own.answers}) > 1


def _answers(answers: list[Answer]) -> bool:
    return any(answer.outcome in ("ok", "not-modified") for answer in answers)
