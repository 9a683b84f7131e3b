"""`luutru export`: writes captures for tools of web archives, and tables for spreadsheets."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from archive.database.atomic_file import replacing
from archive.names import compact
from archive.search.filters import Filters
from archive.search.query import Hit, search_articles
from archive.store import Archive
from archive.warc.package import Title, title_of, write_package
from archive.warc.write import chosen, write
from archive.web.data.export_rows import article_rows
from archive.web.http.csv_sheets import lines
from archive.web.http.table_files import parquet
from archive.web.parquet.export import export_tables
from archive.web.tables import TABLES
from archive.wording import t
from crawler import SOFTWARE
from crawler.commands.common import archive_option, number, open_archive, progress_bar, size

_DAY = click.DateTime(["%Y-%m-%d"])
WARC, SHEETS = (".warc.gz", ".warc", ".wacz"), (".csv", ".jsonl")
_NO_TABLE = "payloads"
"""Has bytes for its cells."""


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@archive_option
@click.option("--portal", metavar="NAME", help="Only captures of this portal.")
@click.option("--since", type=_DAY, metavar="DATE", help="Only captures made on or after this day (UTC).")
@click.option("--until", type=_DAY, metavar="DATE", help="Only captures made on or before this day (UTC).")
@click.option(
    "--article", metavar="ID", help="Only what shows this article: its id or its number on the portal."
)
@click.option(
    "--site", metavar="SNAME", help="Only captures of this site, with what its pages need to be shown."
)
@click.option(
    "--table", metavar="NAME", help="The table to write as CSV or JSON. [default: as FILE is called]"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet"]),
    help="Write the articles with full texts into the folder FILE, by portal and month.",
)
@click.option(
    "--tables",
    is_flag=True,
    help="With --format parquet: all tables, by portal and year, with a schema, and views and queries for DuckDB.",
)
@click.option("--quiet", is_flag=True, help="No progress display.")
def command(
    file: Path, path: Path, portal: str | None, since: Any, until: Any, article: str | None, site: str | None,
    table: str | None, form: str | None, tables: bool, quiet: bool,
) -> None:  # fmt: skip
    """Write captures to FILE.warc.gz, FILE.warc or FILE.wacz, or a table to FILE.csv or FILE.jsonl.

    WARC is what archives exchange; WACZ is WARC with an index, to be looked at in a browser (ReplayWeb.page). Each
    page is there once, byte for byte; what was taken down is not. `luutru import` makes the same captures of it.

    Tables are those of docs/schema.md. CSV is for spreadsheets; JSON comes with a row on each line.

    \b
    luutru export soctrang.warc.gz
    luutru export soctrang-2024.wacz --portal soctrang --since 2024-01-01 --until 2024-12-31
    luutru export thong-bao.wacz --article 392000
    luutru export articles.csv
    luutru export counters.jsonl --table visit_stats
    luutru export articles --format parquet
    luutru export research --format parquet --tables
    """
    if tables and (form is None or portal):
        raise click.UsageError(t("--tables goes with --format parquet, and takes all portals"))
    if form == "parquet":
        with open_archive(path) as archive:
            _check_parquet(file)
            click.echo(_all_tables(archive, file, quiet) if tables else _parquet(archive, file, portal))
        return
    kind = next((suffix for suffix in (*WARC, *SHEETS) if file.name.lower().endswith(suffix)), None)
    if kind is None:
        raise click.UsageError(
            t(
                "{name} should end with {WARC}, {SHEETS}",
                name=file.name,
                WARC=", ".join(WARC),
                SHEETS=" or ".join(SHEETS),
            )
        )
    if kind in SHEETS and (portal or since or until or article or site):
        raise click.UsageError(
            t("--portal, --since, --until, --article and --site choose captures; a table is written whole.")
        )
    if file.exists():
        raise click.ClickException(
            t("{file} is there already; name another file, or delete it first", file=file)
        )
    with open_archive(path) as archive, replacing(file) as part:
        if kind in SHEETS:
            click.echo(_sheet(archive, table or file.name[: -len(kind)], part, file))
        else:
            days = [day.strftime("%Y-%m-%d") if day else None for day in (since, until)]
            article_id = _article(archive, article) if article else None
            ids = chosen(archive, portal, *days, article=article_id, site=site)
            if not ids:
                raise click.ClickException(
                    t("{path} has no captures of that portal, site and these days", path=path)
                )
            if kind == ".wacz":
                done = _package(archive, ids, part, title_of(archive, ids, article_id, site), quiet)
            else:
                done = _warc(archive, ids, part, file.name, quiet)
            click.echo(_summary(done, file, part))


def _check_parquet(folder: Path) -> None:
    """Raises click.ClickException where Parquet cannot be written into a new folder."""
    if find_spec("pyarrow") is None:
        raise click.ClickException(t("Parquet needs pyarrow: pip install 'luutru[data]'"))
    if folder.exists():
        raise click.ClickException(
            t("{folder} is there already; name another folder, or delete it first", folder=folder)
        )


def _all_tables(archive: Archive, folder: Path, quiet: bool) -> str:
    """Writes all tables for DuckDB; says so. The folder appears whole or not at all."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    with progress_bar(quiet) as progress:
        task = progress.add_task(t("writing tables"), total=None)
        counts = export_tables(archive.db, part, lambda table: progress.update(task, description=table))
    part.rename(folder)
    return t(
        "{folder}: {articles} articles, {rows} rows of {tables} tables; views.sql and queries.sql are for DuckDB.",
        folder=folder,
        articles=number(counts["articles"]),
        rows=number(sum(counts.values())),
        tables=len(counts),
    )


def _parquet(archive: Archive, folder: Path, portal: str | None) -> str:
    """Writes all articles as Parquet files partitioned by portal and month of publication; says so."""
    count = 0
    for (name,) in archive.db.execute("select id from portals order by id").fetchall():
        if portal not in (None, name):
            continue
        hits = search_articles(archive.db, "", Filters(portal=name), limit=-1, snippets=False, newest=True)
        months: dict[str, list[Hit]] = {}
        for hit in hits:  # those without a date stand among the others, where theirs is estimated
            months.setdefault((hit.published_at or "")[:7] or "undated", []).append(hit)
        for month, found in months.items():
            rows = list(article_rows(archive.db, found, _archived))
            place = folder / f"portal={name}" / f"month={month}"
            place.mkdir(parents=True, exist_ok=True)
            (place / "articles.parquet").write_bytes(parquet(rows))
            count += len(rows)
    return f"{folder}: {number(count)} {t('articles')}."


def _archived(portal: str, name: str, stamp: str) -> str:
    """The address of an archived article, relative to the archive's pages, whose base an export does not know."""
    return f"article/{portal}/{name}/{compact(stamp)}"


def _sheet(archive: Archive, table: str, part: Path, file: Path) -> str:
    """Writes a table; says so."""
    if table not in TABLES or table == _NO_TABLE:
        known = ", ".join(name for name in TABLES if name != _NO_TABLE)
        raise click.UsageError(
            t(
                "There is no table {table} to write; --table is one of {known}.",
                table=repr(table),
                known=known,
            )
        )
    cursor = archive.db.execute(f"select * from {table}")
    names = [column[0] for column in cursor.description]
    count = 0
    with part.open("w", encoding="utf-8", newline="") as out:
        if file.suffix.lower() == ".csv":
            for count, line in enumerate(lines(names, cursor)):  # noqa: B007
                out.write(line)
        else:
            for count, row in enumerate(cursor, 1):  # noqa: B007
                out.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
    message = t(
        "{file}: {count} rows of {table}; {size}.",
        file=file,
        count=number(count),
        table=table,
        size=size(part.stat().st_size),
    )
    return message


def _summary(done: Counter[str], file: Path, part: Path) -> str:
    written = number(sum(done.values()) - done["removed"])
    message = t(
        "{file}: {written} captures, {revisit} of them with a page that is there already; {size}.",
        file=file,
        written=written,
        revisit=number(done["revisit"]),
        size=size(part.stat().st_size),
    )
    if done["removed"]:
        message += " " + t("{removed} were taken down and left out.", removed=number(done["removed"]))
    return message


def _article(archive: Archive, name: str) -> int:
    """The id of the article that its row number or its number on the portal names."""
    row = archive.db.execute(
        "select id from articles where cms_id = ?1 or id = ?1 order by cms_id = ?1 desc limit 1", (name,)
    ).fetchone()
    if row is None:
        raise click.ClickException(
            t("there is no article {name}; luutru history takes the same names", name=name)
        )
    return int(row[0])


def _package(archive: Archive, ids: list[int], part: Path, title: Title, quiet: bool) -> Counter[str]:
    with progress_bar(quiet) as progress:
        written = write_package(archive, ids, part, title, software=SOFTWARE)
        return Counter(progress.track(written, total=len(ids), description=t("writing")))


def _warc(archive: Archive, ids: list[int], part: Path, name: str, quiet: bool) -> Counter[str]:
    with part.open("wb") as out, progress_bar(quiet) as progress:
        written = write(archive, ids, out, software=SOFTWARE, name=name, gzip=not name.endswith(".warc"))
        return Counter(progress.track(written, total=len(ids), description=t("writing")))
