"""`luutru diff`: compares two versions of an article word by word."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from archive.contents.diff import DiffSpan, compare
from archive.contents.url_keys import normal_picture
from archive.database.views import FACTS
from archive.history.replaced import Replaced, replaced
from archive.wording import printable, t
from crawler.commands.common import (
    archive_option,
    dicts,
    echo_json,
    find_article,
    json_option,
    open_archive,
    zoned,
)

FIELDS = ("title", "summary", *FACTS, "body")
LISTS = {
    "captions": "select text from captions where content_id = ? order by position",
    "images": "select '', url from images where content_id = ? order by position",
    "attachments": "select title, url from attachments where content_id = ? order by position",
    "tables": "select rows from article_tables where content_id = ? order by position",
}
STYLES: dict[str, dict[str, Any]] = {
    "same": {},
    "gone": {"fg": "red", "strikethrough": True},
    "new": {"fg": "green", "underline": True},
}
MARKS: dict[str, tuple[str, str]] = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}


@click.command("diff")
@click.argument("article")
@click.argument("n", type=int, required=False)
@click.argument("m", type=int, required=False)
@archive_option
@json_option
def command(article: str, n: int | None, m: int | None, path: Path, as_json: bool) -> None:
    """What changed in ARTICLE from version N to version M, word by word.

    Without M the newest version is compared; without N the one before it. What went is red and struck
    through on a terminal, [-so-] elsewhere; what came is green, {+so+} elsewhere.

    \b
    luutru diff 392000
    luutru diff 392000 1 3
    """
    with open_archive(path) as archive:
        found = find_article(archive.db, article)
        last = found["versions"]
        if n is None and last < 2:
            click.echo(t("There is one version only.") if last else t("There is no readable version."))
            return
        first, second = (last - 1 if n is None else n), (last if m is None else m)
        before, after = (_version(archive.db, found["id"], number, last) for number in (first, second))
        files = replaced(archive.db, found["id"], *sorted((first, second)))
    differences = {
        field: compare(before[field], after[field]).paragraphs
        for field in (*FIELDS, *LISTS)
        if before[field] != after[field]
    }
    if as_json:
        echo_json(
            {
                "article": found["id"],
                "from": first,
                "to": second,
                "files": [
                    {"url": file.url, "kind": file.kind, "before": file.before, "after": file.after}
                    for file in files
                ],
                "fields": {
                    field: [[[piece.op, piece.text] for piece in line] for line in lines]
                    for field, lines in differences.items()
                },
            }
        )
        return
    click.echo(
        t(
            "{title}\nversion {first}, {at} → {second}, {at_}",
            title=after["title"][0],
            first=first,
            at=zoned(before["at"]),
            second=second,
            at_=zoned(after["at"]),
        )
    )
    if not differences and not files:
        click.echo(t("The two versions say the same."))
    for field, lines in differences.items():
        click.secho(f"\n{t(field)}", bold=True)
        for line in _with_context(lines):
            click.echo(f"  {line}")
    for file in files:
        _print_file(file)


def _print_file(file: Replaced) -> None:
    """A picture or document that was replaced: its hashes, and what changed in its text where that was read."""
    click.secho(t("\nreplaced file: {name}", name=file.title or file.url), bold=True)
    click.echo(t("  {url}\n  sha256 {before} → {after}", url=file.url, before=file.before, after=file.after))
    compared = file.compared()
    for line in _with_context(compared.paragraphs) if compared else ():
        click.echo(f"  {line}")


def _version(db: Any, article_id: int, number: int, last: int) -> dict[str, Any]:
    rows = dicts(db, "select * from versions where article_id = ? and number = ?", [article_id, number])
    if not rows:
        raise click.ClickException(
            t("There is no version {number}; the versions are 1 to {last}.", number=number, last=last)
        )
    row = rows[0]
    texts: dict[str, Any] = {field: row[field].split("\n\n") if row[field] else [] for field in FIELDS}
    for field, sql in LISTS.items():
        texts[field] = [_named(*row_values) for row_values in db.execute(sql, [row["content_id"]])]
    texts["tables"] = [" | ".join(cells) for table in texts["tables"] for cells in json.loads(table)]
    return texts | {"at": row["first_captured_at"]}


def _named(text: str, url: str | None = None) -> str:
    """An item of a list with its address in normal form, which ignores host and size as versions do."""
    if url is None:
        return text
    address = normal_picture(url, url)
    return f"{text} <{address}>" if text else address


def _with_context(lines: list[list[DiffSpan]]) -> Iterator[str]:
    """The changed paragraphs, with a mark where unchanged ones are left out."""
    skipped = False
    for line in lines:
        if all(piece.op == "same" for piece in line):
            skipped = True
            continue
        if skipped:
            yield "…"
        skipped = False
        yield "".join(_styled(piece) for piece in line)


def _coloured() -> bool:
    """True on a terminal, unless its user wants no colours (no-color.org) or it has none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _styled(piece: DiffSpan) -> str:
    if piece.op == "same":
        return piece.text
    if _coloured():
        return click.style(piece.text, **STYLES[piece.op])
    left, right = MARKS[piece.op]
    return f"{left}{printable(piece.text)}{right}"
