"""`luutru history`: lists the versions of an article."""

from __future__ import annotations

from pathlib import Path

import click

from archive.wording import printable, t
from crawler.commands.common import (
    ZONE_NOTE,
    archive_option,
    dicts,
    echo_json,
    echo_table,
    find_article,
    json_option,
    local,
    open_archive,
    plain,
    word,
)


@click.command("history")
@click.argument("article")
@archive_option
@json_option
def command(article: str, path: Path, as_json: bool) -> None:
    """The versions of ARTICLE with what changed in each, and what became of it.

    ARTICLE is an address in any form, the CMS's id, or an id of the archive (5 or #5).

    \b
    luutru history 392000
    luutru history https://vpub.soctrang.gov.vn/mDefault.aspx?sname=vpubnd&id=392000 --json
    """
    with open_archive(path) as archive:
        found = find_article(archive.db, article)
        versions = dicts(
            archive.db,
            "select id, number, title, department, author, source, published_at, first_captured_at, last_captured_at,"
            " captures, content_sha256 from versions where article_id = ? order by number",
            [found["id"]],
        )
        for version in versions:
            version["changed"] = [
                field
                for (field,) in archive.db.execute(
                    "select field from changes where version_id = ?", [version["id"]]
                )
            ]
        events = dicts(
            archive.db,
            "select at, event, detail from events where article_id = ? order by at, id",
            [found["id"]],
        )
    if as_json:
        echo_json({"article": found, "versions": versions, "events": events})
        return
    click.echo(
        f"#{found['id']} {printable(found['title']) or t('(no readable capture)')}\n"
        f"{printable(found['url'])}  {t(found['state'])}\n"
    )
    echo_table(
        versions,
        {
            "number": plain,
            "first_captured_at": local,
            "last_captured_at": local,
            "captures": plain,
            "changed": ", ".join,
            "title": plain,
        },
    )
    click.echo()
    echo_table(events, {"at": local, "event": word, "detail": plain})
    click.echo(f"\n{t(ZONE_NOTE)}")
