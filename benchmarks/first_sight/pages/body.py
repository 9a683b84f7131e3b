"""The text of an article with its pictures, tables and the boxes in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from ..texts.content import Article, Block, Grid, Items, Paragraph, Picture
from .furniture import banners
from .look import text
from .scene import Scene


def body(scene: Scene, article: Article, blocks: Sequence[Block], before: str, signature: list[str]) -> str:
    """The text's container: what stands before the text in it, the blocks, and the signature as its last lines."""
    inner = before
    for place, block in enumerate(blocks):
        inner += _block(scene, article, block, place)
        if scene.layout.gaps and place % 3 == 1:
            inner += "<p>&nbsp;</p>\n"
    inner += "".join(sign(scene, line) for line in signature)
    return scene.look.block("body", inner or "&nbsp;")


def _block(scene: Scene, article: Article, block: Block, place: int) -> str:
    if isinstance(block, Paragraph):
        return paragraph(scene, block.text, f"{article.key}/{place}")
    if isinstance(block, Items):
        return "<ul>" + "".join(f"<li>{text(each)}</li>\n" for each in block.texts) + "</ul>\n"
    if isinstance(block, Picture):
        return picture(scene, block)
    if isinstance(block, Grid):
        return grid(scene, block)
    return aside(scene, article)


def paragraph(scene: Scene, words: str, seed: str) -> str:
    """One paragraph in the skin's way; a hard line break of the source may stand in it, which says nothing."""
    rng = scene.look.rng(seed)
    inner = text(words)
    if rng.random() < 0.3:
        inner = inner.replace(", ", ",\n", 1)
    if rng.random() < 0.15 and "; " not in inner:
        first, _, rest = inner.partition(" ")
        inner = f"<b>{first}</b> {rest}" if rest else inner
    if scene.layout.pasted and rng.random() < 0.15:
        inner = unicodedata.normalize("NFD", inner)
    form = scene.layout.body
    if form == "word":
        first, blank, rest = inner.partition(" " if "<b>" not in inner else "</b>")
        spans = (
            f'<span lang="VI">{first}{blank}</span><span style="font-size:13.0pt">{rest}<o:p></o:p></span>'
        )
        return f'<p class="MsoNormal" style="text-align:justify;text-indent:36.0pt">{spans}</p>\n'
    if form == "breaks":
        return f"&nbsp;&nbsp;&nbsp;&nbsp; {inner}<br><br>\n"
    if form == "divs":
        return f"<div>{inner}</div>\n"
    if form == "spans":
        return f'<p style="text-align:justify"><span style="font-size:14pt">{inner}</span></p>\n'
    return f"<p>{inner}</p>\n"


def picture(scene: Scene, shown: Picture) -> str:
    """A picture with its caption, if it has one, in the one look that captions of this skin have."""
    alt = scene.look.rng("alt").choice(("anh tin bai", "", shown.file))
    image = f'<img src="{scene.source(shown.file)}" width="560" height="380" alt="{alt}">'
    if scene.look.rng("zoom").random() < 0.3:
        image = f'<a href="{scene.addresses.file(scene.site.number, shown.file)}">{image}</a>'
    form, said = scene.layout.caption, text(shown.caption or "")
    if form == "figure":
        note = f"<figcaption>{said}</figcaption>" if said else ""
        return f"<figure>{image}{note}</figure>\n"
    if form == "cell":
        row = f'<tr><td align="center">{said}</td></tr>' if said else ""
        return f'<table align="center" border="0"><tr><td>{image}</td></tr>{row}</table>\n'
    note = {
        "italic": f'<p align="center"><i>{said}</i></p>',
        "div": f"<div{scene.look.attributes('caption*')}>{said}</div>",
        "small": f'<p style="text-align:center"><small>{said}</small></p>',
        "plain": f'<p style="text-align:center">{said}</p>',
        "colour": f'<p align="center"><span style="color:#0000ff"><em>{said}</em></span></p>',
    }[form]
    return f'<p style="text-align:center">{image}</p>\n' + (note + "\n" if said else "")


def grid(scene: Scene, table: Grid) -> str:
    """A data table with borders; the head in `th` or bold."""
    head = scene.look.rng("grid").random() < 0.5
    rows = []
    for place, cells in enumerate(table.rows):
        tag = "th" if head and place == 0 else "td"
        bold = place == 0 and not head
        shown = (
            f"<{tag}>{'<b>' if bold else ''}{text(cell)}{'</b>' if bold else ''}</{tag}>" for cell in cells
        )
        rows.append(f"<tr>{''.join(shown)}</tr>\n")
    names = scene.look.attributes("grid*")
    return f'<table border="1" cellspacing="0" cellpadding="3"{names}>\n{"".join(rows)}</table>\n'


def aside(scene: Scene, article: Article) -> str:
    """A box between paragraphs: links to other articles, on some skins others with every reply, or a banner."""
    near = scene.some(2, "aside", article)
    lines = [scene.link(other) for other in near]
    form = scene.look.rng("aside").random()
    if form < 0.2:
        return banners(scene)
    if form < 0.45:
        return "".join(f"<p><b>{scene.look.label('seealso')}:</b> {line}</p>\n" for line in lines[:1])
    if form < 0.7:
        lines = [scene.link(other, _thumbnail(scene, other)) + scene.link(other) for other in near]
    return scene.look.box("aside", scene.look.links("asidelist", lines))


def _thumbnail(scene: Scene, article: Article) -> str:
    return f'<img src="{scene.source(f"thumb-{article.key}.png")}" width="160" height="110" alt="">'


def sign(scene: Scene, line: str) -> str:
    """Who signs, below the text."""
    return {
        "right-bold": f'<p style="text-align:right"><strong>{line}</strong></p>',
        "right-italic": f'<p align="right"><em>{line}</em></p>',
        "bold": f"<p><b>{line}</b></p>",
        "italic": f"<div><i>{line}</i></div>",
        "align": f'<div align="right">{line}</div>',
        "table": f'<table width="100%" border="0"><tr><td>&nbsp;</td><td align="right"><b>{line}</b></td></tr></table>',
    }[scene.layout.signature] + "\n"
