"""`luutru serve`: archives in Datasette."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.commands.common import archive_option, open_archive


@click.command("serve")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port", "-p", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 for a free one."
)
@click.option("--open", "open_browser", is_flag=True, help="Open a browser, too.")
def command(paths: tuple[Path, ...], path: Path, host: str, port: int, open_browser: bool) -> None:
    """Open archives in Datasette: the one of --archive, or those given as PATHS.

    \b
    luutru serve
    luutru serve soctrang.db travinh.db --port 8080 --open
    """
    from archive.web.serve import serve

    chosen = list(paths or (path,))
    for each in chosen:
        open_archive(each).close()
    serve(chosen, host=host, port=port, open_browser=open_browser)
