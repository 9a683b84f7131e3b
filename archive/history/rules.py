"""The rules of history: versions, events and removal, as a pure function of captures.

`derive_story` holds the whole rule. It sorts captures by time first, so the order of their arrival does not matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from archive.contents.fields import field_names
from archive.history.file_versions import Event, Files, Run, with_files
from archive.history.known import Known
from archive.readings.extractor import edition_of
from archive.readings.outcome import ABSENT

State = Literal["live", "missing", "gone"]

ELSEWHERE = timedelta(days=1)
"""Where one of an article's addresses says that nothing is there, and another shows the article within so long,
before or after, the article has not been missing: only that address has."""


@dataclass(frozen=True, slots=True)
class Removal:
    """When an article counts as gone: after `answers` definite answers of absence that span `apart`.

    A single 410 says as much. Before, it is missing.
    """

    answers: int = 2
    apart: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sight:
    """A capture as its article's history sees it: a content, or an answer that nothing is there.

    `sha256` and `digests` are those of the content; empty where the capture has none.
    """

    ms: int
    sha256: bytes
    url: str
    extractor: str
    capture_id: int
    address_id: int
    outcome: str
    content_id: int | None
    digests: bytes
    site: str | None

    @property
    def order(self) -> tuple[int, bytes, str, str, str]:
        """Its place in time. Ties are broken by what it says, never by when it arrived."""
        return self.ms, self.sha256, self.outcome, self.url, self.extractor


@dataclass(frozen=True, slots=True)
class Version:
    """A version: captures in a row with the same content and files. `capture_id` is the last page that shows it;
    of a version that a file began, before its page was captured again, the last page before. `content_id` is what the
    first of them shows, or the first that shows all of it.

    `changed` has a bit for each field that differs from `previous_id`, the content before; None
    where there is none before, or where it was read by another extractor. `files`: the hash of what it says
    together with its pictures and documents, where one of these is no more what it was when first seen.
    """

    content_id: int
    first_ms: int
    last_ms: int
    captures: int
    previous_id: int | None
    changed: int | None
    capture_id: int
    files: bytes | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The whole history of one article. `newest` is its newest capture with content. `tellers` are the contents that
    tell its facts, by name, where others leave them out."""

    versions: tuple[Version, ...]
    events: tuple[Event, ...]
    state: State
    newest: Sight
    site: str | None
    tellers: Mapping[str, int | None]


def derive_story(
    sights: Iterable[Sight],
    removal: Removal,
    files: Files | None = None,
    places: Mapping[str, Collection[str]] | None = None,
) -> Story | None:
    """Derives the story of an article from its sights and its `files`; None where no capture shows it.

    The order of `sights` does not matter. `places` are the fields that each template has a place for.
    """
    ordered = sorted(sights, key=lambda sight: sight.order)
    first = next((sight for sight in ordered if sight.content_id is not None), None)
    if first is None:
        return None
    runs: list[Run] = []
    events: list[Event] = []
    state: State = "live"
    absences: list[Sight] = []
    void = _answered_elsewhere(ordered)
    shown: dict[int, Sight] = {}
    newest: Sight | None = None
    told: Sight | None = None  # whose content the version has
    known = Known(first, places or {})
    for index, sight in enumerate(ordered):
        if sight.outcome in ABSENT:
            if newest is None or index in void:
                continue
            absences.append(sight)
            is_gone = sight.outcome == "gone" or (
                len(absences) >= removal.answers
                and timedelta(milliseconds=sight.ms - absences[0].ms) >= removal.apart
            )
            now: State = "gone" if is_gone or state == "gone" else "missing"
            if now != state:
                events.append(Event(sight.ms, now, len(runs), sight.outcome))
            state = now
            continue
        # An unchanged page (304) shows again what its address showed last.
        seen = sight if sight.content_id is not None else shown.get(sight.address_id)
        if seen is None or seen.content_id is None:
            continue
        absences = []
        differs = known.differing(seen) if told is not None and seen.content_id != told.content_id else 0
        is_new = told is None or differs != 0
        if state != "live":
            events.append(Event(sight.ms, "returned", len(runs) + is_new))
            state = "live"
        if is_new:
            changed = None
            if told is None or newest is None:
                events.append(Event(sight.ms, "published", 1))
            elif edition_of(newest.extractor) == edition_of(seen.extractor):
                changed = differs
                events.append(Event(sight.ms, "changed", len(runs) + 1, ", ".join(field_names(changed))))
            before_id = None if told is None else told.content_id
            runs.append(Run(seen.content_id, seen.sha256, sight.ms, before_id, changed))
        known.add(seen)
        if told is None or is_new or told.digests != known.digests == seen.digests:
            told = seen
            runs[-1].content_id, runs[-1].sha256 = seen.content_id, seen.sha256
        runs[-1].sights.append((sight.ms, seen.capture_id))
        newest = shown[sight.address_id] = seen
    if newest is None:
        return None
    if files is not None:
        runs, events = with_files(runs, events, files)
    versions = tuple(_version(run) for run in runs)
    moves, site = _moves(ordered, versions)
    return Story(
        versions=versions,
        events=tuple(sorted([*events, *moves], key=lambda event: event.ms)),
        state=state,
        newest=newest,
        site=site,
        tellers=known.tellers,
    )


def _version(run: Run) -> Version:
    return Version(
        content_id=run.content_id,
        first_ms=run.first_ms,
        last_ms=run.sights[-1][0] if run.sights else run.first_ms,
        captures=len(run.sights) + run.by_file,
        previous_id=run.previous_id,
        changed=run.changed,
        capture_id=run.sights[-1][1] if run.sights else run.capture_id,
        files=run.files,
    )


def _answered_elsewhere(ordered: list[Sight]) -> set[int]:
    """The places of the absences that say nothing of the article, for another of its addresses shows it."""
    if len({sight.address_id for sight in ordered}) == 1:
        return set()
    apart = ELSEWHERE / timedelta(milliseconds=1)
    void: set[int] = set()
    last: dict[int, Sight] = {}
    since: list[int] = []
    for index, sight in enumerate(ordered):
        if sight.outcome in ABSENT:
            others = (each for each in last.values() if each.address_id != sight.address_id)
            if any(each.outcome not in ABSENT and sight.ms - each.ms < apart for each in others):
                void.add(index)
            since.append(index)
        else:
            # An address that itself had nothing to show in between has it again: the article was away.
            for place in reversed(since):
                absence = ordered[place]
                if absence.address_id == sight.address_id:
                    break
                if sight.ms - absence.ms < apart:
                    void.add(place)
            since = []
        last[sight.address_id] = sight
    return void


def _moves(ordered: list[Sight], versions: Sequence[Version]) -> tuple[list[Event], str | None]:
    """The article's moves from one site to another for good, and the site it is on last."""
    stays = [sight for sight in ordered if sight.content_id is not None and sight.site]
    # A portal may begin to write the names of its sites in other letters.
    names = [(sight.site or "").casefold() for sight in stays]
    first = {name: index for index, name in reversed(list(enumerate(names)))}
    last = {name: index for index, name in enumerate(names)}
    moves = []
    for index in range(1, len(stays)):
        before, sight = stays[index - 1], stays[index]
        # An article that two sites show by turns has not moved.
        old, new = names[index - 1], names[index]
        if old != new and first[new] == index and last[old] == index - 1:
            number = sum(version.first_ms <= sight.ms for version in versions)
            moves.append(Event(sight.ms, "moved", number, f"{before.site} → {sight.site}"))
    return moves, stays[-1].site if stays else None
