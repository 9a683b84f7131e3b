"""The whole of a page: head, columns, and the form that vnPortal puts around all of it."""

from __future__ import annotations

import base64

from ..texts.words import token, word
from .furniture import parts
from .look import text
from .scene import Scene


def page(scene: Scene, title: str, main: str, head: str = "", state: str = "") -> bytes:
    """A page with `main` in its middle column. `state` is what a postback has to send along."""
    look, layout = scene.look, scene.layout
    columns = [parts(scene, layout.left), main, parts(scene, layout.right)]
    if look.style in ("tables", "fonts"):
        cells = "".join(f'<td valign="top">{inner}</td>\n' for inner in columns if inner)
        middle = f'<table width="1000" cellpadding="4" border="0"><tr>{cells}</tr></table>\n'
    else:
        middle = look.block(
            "columns",
            "".join(
                look.block(role, inner)
                for role, inner in zip(("left", "main", "right"), columns, strict=True)
            ),
        )
    top = look.block("header", parts(scene, layout.header))
    bottom = look.block("footer", parts(scene, layout.footer))
    hidden = ""
    if layout.hidden:
        hidden = (
            f'<div style="display:none">{look.label("hidden")} {scene.ticks} {look.label("unseen")}</div>\n'
        )
    inner = top + middle + hidden + bottom
    if scene.addresses.postback:
        inner = f'<form method="post" action="" id="aspnetForm">\n{_state(scene, state)}{inner}</form>\n'
    doctype = "<!DOCTYPE html>"
    if look.style in ("tables", "fonts"):
        doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">'
    return (
        f'{doctype}\n<html lang="vi"><head><meta charset="utf-8"><title>{_title(scene, title)}</title>\n'
        f'{head}<script src="/x.js?v={token(scene.noise)}"></script></head>\n'
        f"<body{_body(scene)}>\n{inner}</body></html>\n"
    ).encode()


def _body(scene: Scene) -> str:
    rng = scene.look.rng("bodytag")
    return f' data-{word(rng, 1)}="{token(scene.noise, 10)}"' if rng.random() < 0.4 else ""


def _title(scene: Scene, title: str) -> str:
    form = scene.look.rng("pagetitle").choice(("{title}", "{title} | {name}", "{name}", "{title} - {name}"))
    return text(form.format(title=title, name=scene.site.name))


def _state(scene: Scene, state: str) -> str:
    view = base64.b64encode(f"{token(scene.noise, 40)}|{state}".encode()).decode()
    fields = {"__EVENTTARGET": "", "__EVENTARGUMENT": "", "__VIEWSTATE": view}
    return "".join(
        f'<input type="hidden" name="{name}" id="{name}" value="{value}">\n' for name, value in fields.items()
    )


def missing(scene: Scene) -> bytes:
    """The page in place of an article that is not there."""
    said = scene.look.block("missing", scene.look.label("missing") + " 404")
    return page(scene, scene.site.name, said)
