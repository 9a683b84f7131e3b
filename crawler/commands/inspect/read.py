"""`luutru read`: reads one page and prints the result."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from pathlib import Path

import click

from archive.wording import t
from crawler.extract import Template, read_page
from crawler.extract.read import explain_page
from crawler.politeness.manners import user_agent
from crawler.portals.registry import portal_named

LARGEST = 100 * 1024 * 1024


@click.command("read")
@click.argument("source", metavar="FILE_OR_ADDRESS")
@click.option("--url", help="The address that the page was saved from.")
@click.option("--portal", help="Whose page it is; its CMS gives hints. [default: none]")
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read it by what this file holds: the JSON of `luutru portals show`, or of one template.",
)
@click.option(
    "--explain", is_flag=True, help="Print the page line by line: what each was taken for, and why."
)
def command(source: str, url: str | None, portal: str | None, template: Path | None, explain: bool) -> None:
    """Read one saved page (- for standard input) or one address and print it as JSON.

    With --explain each line of the page is shown with what became of it: a field, the portal's own (boilerplate),
    another article's (others), a number or clock that ticks, or unread.

    \b
    luutru read page.html --url https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/a/b.aspx
    luutru read https://soctrang.gov.vn/ --portal soctrang
    luutru read page.html --portal soctrang --explain --template soctrang.json
    """
    templates = _templates(template) if template else ()
    if portal is not None:
        try:
            portal_named(portal)
        except LookupError as error:
            raise click.UsageError(str(error.args[0])) from None
    content_type = None
    if source.startswith(("http://", "https://")):
        payload, content_type, final = _fetch(source)
        url = url or final
    elif source == "-":
        payload = sys.stdin.buffer.read(LARGEST)
    else:
        try:
            payload = Path(source).read_bytes()
        except OSError as error:
            raise click.ClickException(
                t("{source} cannot be read: {value}.", source=source, value=error.strerror or error)
            ) from None
    if explain:
        cms = portal_named(portal).system() if portal else None
        page, lines = explain_page(payload, url or "about:blank", cms, content_type, (templates,))
        for line in lines:
            click.echo(
                f"{line.label:<13} {line.text}"
                + (f"  ({'; '.join(filter(None, (line.reason, line.score)))})" if line.reason else "")
            )
        for problem in page.problems:
            click.echo(t("problem: {problem}", problem=problem), err=True)
    else:
        page = read_page(
            payload, url or "about:blank", portal=portal, content_type=content_type, template=templates
        )
        click.echo(page.as_json(indent=2))
    if url is None and page.kind in ("other", "article"):
        click.echo(t("An address tells what kind of page this is, and its id: name it with --url."), err=True)


def _templates(file: Path) -> tuple[Template, ...]:
    """The templates in a file, in their order."""
    try:
        plain = json.loads(file.read_text("utf-8"))
        values = [each["value"] for each in plain["templates"]] if "templates" in plain else [plain]
        return tuple(map(Template.from_dict, values))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise click.ClickException(t("{file} holds no templates: {error}", file=file, error=error)) from None


def _fetch(address: str) -> tuple[bytes, str | None, str]:
    request = urllib.request.Request(address, headers={"User-Agent": user_agent(None)})
    try:
        with urllib.request.urlopen(request, timeout=90) as reply:
            return reply.read(LARGEST), reply.headers.get("Content-Type"), reply.url
    except urllib.error.HTTPError as error:
        return error.read(LARGEST), error.headers.get("Content-Type"), address
    except OSError as error:
        raise click.ClickException(
            t("{address} cannot be fetched: {error}.", address=address, error=getattr(error, "reason", error))
        ) from None
