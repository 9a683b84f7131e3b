"""`luutru serve`: opens archives in Datasette."""

from __future__ import annotations

import errno
from pathlib import Path

import click

from archive.wording import t
from crawler.commands.common import archive_option, archives_at


@click.command("serve")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port", "-p", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 for a free one."
)
@click.option("--open", "open_browser", is_flag=True, help="Open a browser, too.")
def command(paths: tuple[Path, ...], path: Path, host: str, port: int, open_browser: bool) -> None:
    """Open archives in Datasette: the one of --archive, or those given as PATHS. Of a folder all archives are opened:
    one for each portal, say, shown as one: overview, search, documents, people, changes.

    \b
    luutru serve
    luutru serve soctrang.db travinh.db --port 8080 --open
    luutru serve /srv/archives
    """
    open_datasette(archives_at(paths or (path,)), host, port, open_browser)


def open_datasette(paths: list[Path], host: str, port: int, open_browser: bool) -> None:
    """Serves until interrupted. Raises click.ClickException where that cannot be."""
    from archive.web.serve import serve

    try:
        serve(paths, host=host, port=port, open_browser=open_browser)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise click.ClickException(
            t("Port {port} is taken: name another with --port, or 0 for a free one.", port=port)
        ) from None
