"""Checks that stored readings equal what the captures and templates give."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping

from archive.captures.load import read_by_edition
from archive.captures.reread import differences
from archive.maintenance.finding import Finding
from archive.readings.extractor import reader_name
from archive.readings.templates import StoredTemplate, current_templates, learnings
from archive.store import Archive
from archive.wording import t
from crawler.extract.edition import EXTRACTOR
from crawler.frontier.scope import Scope
from crawler.frontier.under_way import UNREAD
from crawler.learning.reading import read_again
from crawler.learning.relearn import learned
from crawler.learning.sample import sample_of
from crawler.monitoring.notices import noticed
from crawler.portal import PortalSpec


def check(archive: Archive, portals: Mapping[str, type[PortalSpec]]) -> Iterator[Finding]:
    """Findings where stored readings differ from what this edition learns and reads.

    Only readings of this edition are checked, and articles only where the portal's templates fit its captures:
    after a stopped crawl, the next one learns first.
    """
    for portal, spec in portals.items():
        templates = current_templates(archive.db, portal)
        is_settled = yield from _templates(archive, spec, templates)
        todo = read_by_edition(archive, portal, EXTRACTOR, articles=is_settled, but=UNREAD.problems)
        for capture_id, capture, page in read_again(archive, todo, portals):
            for field, before, after in differences(archive, (capture_id, capture, page)):
                yield Finding(
                    "capture",
                    capture_id,
                    capture.url,
                    t(
                        "{field}: {after} is read, not {before}",
                        field=field,
                        after=repr(after),
                        before=repr(before),
                    ),
                )
            named = reader_name(EXTRACTOR, capture, page)
            if (stored := _reader(archive, capture_id)) != named:
                yield Finding(
                    "capture",
                    capture_id,
                    capture.url,
                    t("{named} reads it, not {stored}", named=named, stored=stored),
                )


def _templates(
    archive: Archive, spec: type[PortalSpec], templates: list[StoredTemplate]
) -> Generator[Finding, None, bool]:
    """What is wrong with a portal's templates; gives back whether they are those of its captures."""
    known = learnings(archive.db, spec.name)
    earlier: list[StoredTemplate] = []
    scope = Scope.for_archive(archive.db, spec)
    for stage, learning in sorted(known.items()):
        sample = sample_of(archive, spec, earlier)
        if sample.sha256 != learning.sample or learning.edition != EXTRACTOR or not learning.done:
            return False
        own = [each for each in templates if each.stage == stage]
        if [each.sha256 for each in learned(archive, spec, sample, scope, earlier, stage)] != [
            each.sha256 for each in own if not each.notices
        ]:
            yield Finding(
                "template", None, spec.home, t("stage {stage} is not what the captures give", stage=stage)
            )
        earlier += own
    if noticed(archive.db, spec.name, templates) != (templates, []):
        yield Finding("template", None, spec.home, t("the notices are not those of the captures"))
    return True


def _reader(archive: Archive, capture_id: int) -> str | None:
    row = archive.db.execute("select extractor from captures where id = ?", (capture_id,)).fetchone()
    return None if row is None else row[0]
