"""`luutru status --prometheus`: figures of an archive for Prometheus, as its text format has them."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import click

from archive import clock
from archive.database.atomic_file import replacing
from archive.errors import ArchiveError
from archive.portal_states.words import STATES
from archive.wording import t
from crawler import cli
from crawler.commands.common import open_archive

Sample = tuple[dict[str, str], float]
"""Labels and a value."""

_END_STATES = ("finished", "alarm", "stopped", "failed")
_HELP = {
    "archive_readable": "Whether the archive could be read.",
    "figures_timestamp_seconds": "When these figures were taken.",
    "archive_bytes": "Size of the archive.",
    "articles": "Articles of a portal, by state.",
    "captures": "Captures of a portal.",
    "addresses": "Addresses of a portal, by kind and state.",
    "addresses_due": "Addresses of a portal that are due.",
    "alarms_open": "Alarms of a portal that nobody has acknowledged.",
    "portal_state": "1 for the state of a portal as a whole that goes on.",
    "part_state": "1 for the state of a host of a portal, or of its files, that goes on.",
    "last_crawl_timestamp_seconds": "When the last crawl of a portal that is over ended.",
    "last_crawl_state": "1 for how the last crawl of a portal that is over ended.",
    "last_done_crawl_timestamp_seconds": "When the last crawl of a portal ended that was done and brought captures.",
}
"""All figures, each a gauge."""


def write_figures(path: Path, file: Path) -> int:
    """Writes the figures of the archive at `path` to `file` (- for standard output), whole or not at all; the exit
    code. What cannot be read is a figure, too. Raises OSError."""
    code = cli.DONE
    try:
        figures = _figures(path)
    except (ArchiveError, sqlite3.Error) as error:
        click.echo(t("FAILED: {path} cannot be read: {error}", path=path, error=error), err=True)
        figures, code = {"archive_readable": [({}, 0)]}, cli.FAILED
    figures["figures_timestamp_seconds"] = [({}, round(time.time(), 3))]
    text = "".join(_lines(figures, str(path.absolute())))
    if str(file) == "-":
        click.echo(text, nl=False)
        return code
    with replacing(file) as part:
        part.write_text(text, "utf-8")
        part.chmod(0o644)  # whoever runs the exporter reads it
    return code


def _figures(path: Path) -> dict[str, list[Sample]]:
    with open_archive(path) as archive:
        db = archive.db

        def by(names: str, sql: str, *parameters: str) -> list[Sample]:
            labels = names.split()
            rows = db.execute(sql, parameters).fetchall()
            return [
                ({name: str(each) for name, each in zip(labels, row, strict=False)}, row[-1]) for row in rows
            ]

        last = "select portal, max(id) as id from crawls where finished_at is not null group by portal"
        done = (
            "select portal, max(finished_at) from crawls where state in ('finished', 'alarm')"
            " and json_extract(stats, '$.captures') > 0 group by portal"
        )
        return {
            "archive_readable": [({}, 1)],
            "archive_bytes": [({}, archive.bytes)],
            "articles": by(
                "portal state", "select portal, state, count(*) from article group by 1, 2 order by 1, 2"
            ),
            "captures": by(
                "portal",
                "select a.portal, count(*) from capture c join address a on a.id = c.address_id group by 1 order by 1",
            ),
            "addresses": by(
                "portal kind state",
                "select portal, kind, state, count(*) from addresses group by 1, 2, 3 order by 1, 2, 3",
            ),
            "addresses_due": by(
                "portal",
                "select portal, coalesce(sum(next_due_at <= ? and state <> 'excluded'), 0) from addresses group by 1"
                " order by 1",
                clock.now(),
            ),
            "alarms_open": by(
                "portal",
                "select p.id, count(a.id) from portals p left join alarms a on a.portal = p.id"
                " and a.acknowledged_at is null group by 1 order by 1",
            ),
            "portal_state": [
                ({"portal": portal, "state": state}, float(state in open_ones.split()))
                for portal, open_ones in db.execute(
                    "select p.id, coalesce(group_concat(s.state, ' '), '') from portals p left join portal_states s"
                    " on s.portal = p.id and s.ended_at is null and s.part is null"
                    " and json_extract(s.detail, '$.common') is null group by 1 order by 1"
                ).fetchall()
                for state in STATES
            ],
            "part_state": [
                ({"portal": portal, "part": part, "state": state}, 1.0)
                for portal, part, state in db.execute(
                    "select portal, part, state from portal_states where ended_at is null and part is not null"
                    " and json_extract(detail, '$.common') is null"
                    " order by 1, 2"
                ).fetchall()
            ],
            "last_crawl_timestamp_seconds": _stamped(
                by("portal", f"select c.portal, c.finished_at from ({last}) l join crawls c on c.id = l.id order by 1")
            ),
            "last_crawl_state": [
                ({"portal": portal, "state": state}, float(state == ended))
                for portal, ended in db.execute(
                    f"select c.portal, c.state from ({last}) l join crawls c on c.id = l.id order by 1"
                ).fetchall()
                for state in _END_STATES
            ],
            "last_done_crawl_timestamp_seconds": _stamped(by("portal", f"{done} order by 1")),
        }  # fmt: skip


def _stamped(samples: list[Sample]) -> list[Sample]:
    """Samples whose values are stamps, with these as seconds."""
    return [(labels, clock.moment(str(stamp)).timestamp()) for labels, stamp in samples]


def _lines(figures: dict[str, list[Sample]], archive: str) -> Iterator[str]:
    for name, help_text in _HELP.items():
        if samples := figures.get(name):
            yield f"# HELP luutru_{name} {help_text}\n# TYPE luutru_{name} gauge\n"
            for labels, value in samples:
                label_list = ",".join(
                    f'{key}="{_escaped(text)}"' for key, text in {"archive": archive, **labels}.items()
                )
                yield f"luutru_{name}{{{label_list}}} {value:.15g}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
