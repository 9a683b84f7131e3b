"""Learns a portal's templates from its captures, and reads again what they affect.

The first stage is learned from a sample of all captures of articles. Each further stage is learned from the captures
that no earlier stage reads, as long as enough of them share one skeleton.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice

from archive.captures.load import articles_to_read, unshown
from archive.captures.reread import Extracted, Same, reread
from archive.readings import stale
from archive.readings.templates import (
    Learning,
    StoredTemplate,
    current_templates,
    drop_unused_templates,
    forget_stages,
    have_read,
    learnings,
    note_learning,
    store_stage,
)
from archive.store import Archive
from crawler.extract.edition import EXTRACTOR
from crawler.extract.induction.groups import LEAST
from crawler.extract.induction.learn import learn
from crawler.frontier.scope import Scope
from crawler.frontier.under_way import UNREAD
from crawler.learning.sample import Sample, reader_ends, sample_of, sheets_of
from crawler.learning.series import read_in_series
from crawler.learning.templates import corrected, places_set, stored
from crawler.monitoring.notices import noticed
from crawler.portal import PortalSpec
from crawler.processes import BUDGET, OutOfBudget, bounded

BATCH = 500
"""Captures that are read again in one transaction."""

LEARNING = 10
"""Learning may take so many times the CPU that reading one page may take; where it takes more, nothing is learned from
that sample, and its pages are read without templates."""

AHEAD = f"{EXTRACTOR} ahead"
"""The edition of what was learned for pages to come: all that its templates read was read while they were in use."""

Read = Callable[[Archive, Sequence[int]], Iterable[Extracted | Same]]
"""Reads captures, by their ids, by the templates that the archive has now."""


def relearn(
    archive: Archive, spec: type[PortalSpec], *, anew: bool = False, read: Read | None = None
) -> bool:
    """Updates the templates of a portal, and the readings by them, from its captures. True where there was work.

    Nothing happens where the sample is unchanged. With `anew`, templates of another edition are learned again.
    `read` reads captures again. Call `archive.captures.sum_up.sum_up` after a True. Raises ArchiveError.
    """
    portal, scope = spec.name, Scope.for_archive(archive.db, spec)
    read = read or partial(read_in_series, portals={portal: spec})
    known = learnings(archive.db, portal)
    templates: list[StoredTemplate] = []
    changed, stage = False, 1
    while True:
        sample = sample_of(archive, spec, templates)
        own = [each for each in current_templates(archive.db, portal) if each.stage == stage]
        old = [each for each in own if not each.notices]
        variants = [each for each in own if each.notices]
        learning = known.get(stage)
        kept: list[StoredTemplate] = []
        if sample.articles < LEAST and not old:
            break
        is_known = learning is not None and learning.sample == sample.sha256
        is_ahead = learning is not None and learning.edition == AHEAD
        if not is_known or (anew and learning is not None and learning.edition != EXTRACTOR):
            new = learned(archive, spec, sample, scope, templates, stage)
            if learning is not None and (learning.done or is_ahead) and not anew:
                kept = _kept(old, new)
            is_same = [each.sha256 for each in new] == [each.sha256 for each in old]
            learning = Learning(sample.sha256, EXTRACTOR, is_same and (learning is None or learning.done))
            with archive.writing():
                if not is_same:
                    forget_stages(archive.db, portal, stage)
                    known, variants = {}, []
                store_stage(archive.db, portal, stage, [*new, *variants], archive.now())
                note_learning(archive.db, portal, stage, learning)
            old = new
        elif is_ahead and not anew:
            kept = old
        templates += [*old, *variants]
        assert learning is not None
        if not learning.done:
            changed = True
            before = [each for each in templates if each.stage < stage]
            todo = articles_to_read(
                archive, portal, problem=UNREAD.problems[0], but=reader_ends([*before, *kept])
            )
            store_again(archive, todo, read)
            with archive.writing():
                edition = EXTRACTOR if is_ahead else learning.edition
                note_learning(archive.db, portal, stage, Learning(learning.sample, edition, True))
        if not old:
            break
        stage += 1
    stray = articles_to_read(archive, portal, problem=UNREAD.problems[0], strays_of=reader_ends(templates))
    if stray:
        changed = True
        store_again(archive, stray, read)
    with archive.writing():
        forget_stages(archive.db, portal, stage + 1)
    changed = take_notices(archive, spec, read) or changed
    show_again(archive, read)
    with archive.writing():
        drop_unused_templates(archive.db, portal)
    return changed


def take_notices(archive: Archive, spec: type[PortalSpec], read: Read) -> bool:
    """Reads captures again without the notices that stood on the pages of all articles for a time.

    True where there were some. All must have been read by the templates of the portal.
    """
    again: set[int] = set()
    while True:
        current = current_templates(archive.db, spec.name)
        templates, todo = noticed(archive.db, spec.name, current)
        if templates != current:
            with archive.writing():
                for stage in {each.stage for each in current}:
                    own = [each for each in templates if each.stage == stage]
                    store_stage(archive.db, spec.name, stage, own, archive.now())
        if again.issuperset(todo):
            return bool(again)
        again.update(todo)
        store_again(archive, todo, read)


def learn_ahead(archive: Archive, spec: type[PortalSpec], stage: int) -> bool:
    """Learns the templates of a stage, and of none behind it, for pages that are still to come. True where others are
    in use now. Nothing is read again: that is left to the next `relearn`. Raises ArchiveError.
    """
    current = current_templates(archive.db, spec.name)
    before = [each for each in current if each.stage < stage]
    sample = sample_of(archive, spec, before)
    known = learnings(archive.db, spec.name).get(stage)
    if known is not None and known.sample == sample.sha256:
        return False
    scope = Scope.for_archive(archive.db, spec)
    new = learned(archive, spec, sample, scope, before, stage)
    old = [each.sha256 for each in current if each.stage == stage and not each.notices]
    if not new or [each.sha256 for each in new] == old:
        return False
    edition = EXTRACTOR if have_read(archive.db, new) else AHEAD
    with archive.writing():
        forget_stages(archive.db, spec.name, stage)
        store_stage(archive.db, spec.name, stage, new, archive.now())
        note_learning(archive.db, spec.name, stage, Learning(sample.sha256, edition, False))
    return True


def _kept(old: Sequence[StoredTemplate], new: Sequence[StoredTemplate]) -> list[StoredTemplate]:
    """The templates of a stage that take the same pages as before and read them the same: those that are as they were,
    where all of the stage have the skeletons that they had."""
    frames = [
        [(tuple(each.value["frame"]), tuple(each.value["names"])) for each in templates]
        for templates in (old, new)
    ]
    known = {each.sha256 for each in old}
    return [each for each in new if each.sha256 in known] if frames[0] == frames[1] else []


def learned(
    archive: Archive,
    spec: type[PortalSpec],
    sample: Sample,
    scope: Scope,
    before: Sequence[StoredTemplate],
    stage: int,
) -> list[StoredTemplate]:
    """The templates of a stage, learned from `sample`, without those of the stages `before`."""
    if sample.articles < LEAST:
        return []
    set_places = places_set(archive.db, spec)
    try:
        with bounded(BUDGET * LEARNING):
            templates = learn(sheets_of(archive, sample, scope.cms))
    except OutOfBudget:
        return []
    found = [corrected(each, set_places) for each in templates]
    there = {each.sha256 for each in before}
    return stored([each for each in found if each.sha256 not in there], stage)


def show_again(archive: Archive, read: Read) -> None:
    """Reads anew, for the texts that are shown of them, contents whose own capture says something else now."""
    if stale.doubted(archive.db, "contents"):
        store_again(archive, unshown(archive), read)


def store_again(archive: Archive, todo: Sequence[int], read: Read) -> None:
    """Stores what `read` gives of captures, by their ids. Call `archive.captures.sum_up.sum_up` afterwards."""
    rereads = iter(read(archive, todo))
    while batch := list(islice(rereads, BATCH)):
        reread(archive, batch, EXTRACTOR, more=True)
