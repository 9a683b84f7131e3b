"""The newer skin: div elements, classes, headings, and markup pasted from a word processor."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.replica.site.content import Article, Figure, File, Items, Paragraph, TableBlock
from crawler.replica.skins.letters import attribute, typed, typed_paragraph
from crawler.replica.skins.view import REQUEST_TIME, Frame, Link, Listing, Teaser, date_line, postback
from crawler.replica.skins.weight import neighbours, script, styles


class Blocks:
    """See the module."""

    def article(
        self, frame: Frame, article: Article, category: Link, views: int | None, others: tuple[Teaser, ...]
    ) -> str:
        date = date_line(article)
        files = "".join(f"<li>{_file(file)}</li>" for file in article.files)
        related = "".join(
            f'<li>{_link(other.link)} <span class="Date">{other.date}</span></li>' for other in others
        )
        summary = typed(article.summary, article.quirk) if article.summary else ""
        heading = ("Title", "article-title")[frame.variant]
        parts = (
            f'<div class="breadcrumb"><a href="/">Trang chủ</a> » {_link(category)}</div>',
            f'<div class="Viewed">Lượt xem: {views}</div>' if views is not None else "",
            f'<h1 class="{heading}">{typed(article.title, article.quirk)}</h1>',
            f'<div class="DateCreate">{date}</div>' if date else "",
            f'<div class="Summary">{summary}</div>' if summary else "",
            f'<div class="ArticleContent">\n{"".join(_body(article, frame.variant))}</div>',
            f'<div class="FileAttach"><h4>File đính kèm</h4><ul>{files}</ul></div>' if files else "",
            '<div class="tools"><a href="javascript:void(0)">Bản in</a></div>',
            f'<div class="OtherNews"><h4>Các tin khác</h4><ul>{related}</ul></div>' if related else "",
        )
        return _page(frame, f"{article.title} - {frame.site.name}", "\n".join(filter(None, parts)))

    def listing(self, frame: Frame, listing: Listing) -> str:
        pager = " ".join(
            f'<span class="ButtonPage">{leaf.label}</span>'
            if leaf.page is None
            else f'<a class="ButtonPage" href="{postback(leaf.page)}">{leaf.label}</a>'
            for leaf in listing.pager
        )
        counted = f"{listing.first} - {listing.last} | {listing.total}"
        items = _teasers(listing.items) if listing.items else "<p>Nội dung đang được cập nhật</p>"
        main = (
            f'<h2 class="cat-name">{typed(listing.name, "")}</h2>\n{items}\n'
            f'<div class="Paging">{pager} <em>{counted}</em></div>'
        )
        return _page(frame, f"{listing.name} - {frame.site.name}", main)

    def home(
        self, frame: Frame, featured: tuple[Teaser, ...], groups: tuple[tuple[Link, tuple[Teaser, ...]], ...]
    ) -> str:
        parts = [f'<div class="highlight"><h2>Tin nổi bật</h2>{_teasers(featured)}</div>']
        for category, teasers in groups:
            more = f'<a class="more" href="{attribute(category.href)}">Xem thêm</a>'
            parts.append(f'<div class="group"><h2>{_link(category)}</h2>{_teasers(teasers)}{more}</div>')
        return _page(frame, frame.site.name, "\n".join(parts))

    def notice(self, frame: Frame, text: str) -> str:
        return _page(frame, frame.site.name, f'<div class="message"><p>{typed(text, "")}</p></div>')


def _page(frame: Frame, title: str, main: str) -> str:
    hidden = "\n".join(
        f'<input type="hidden" name="{name}" id="{name}" value="{value}" />'
        for name, value in {"__EVENTTARGET": "", "__EVENTARGUMENT": "", **frame.fields}.items()
    )
    aside = f'<div class="latest"><h3>Tin mới</h3><ul>{_items(frame.aside)}</ul></div>'
    sites = f'<div class="members"><h3>Trang thành viên</h3><ul>{_items(frame.portal)}</ul></div>'
    columns = (aside + sites, sites + aside)[frame.variant]
    return f"""<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8" />
<title>{typed(title, "")}</title>
<style>
body {{ max-width: 1100px; margin: auto; font: 15px sans-serif; }}
header {{ background: #0b5cab; padding: 1em; }}
header a {{ color: #fff; }} .logo {{ font-size: 22px; text-decoration: none; }}
header ul {{ display: flex; gap: 2em; list-style: none; padding: 0; }} .ArticleList h3 {{ margin: 0 0 4px; }}
.DateCreate, .Viewed, .Date {{ color: #777; }} .Summary {{ font-weight: bold; }} td p {{ margin: 2px; }}
.wrap {{ display: flex; gap: 2em; }} .content {{ flex: 3; }} .right {{ flex: 1; }} img {{ max-width: 100%; }}
{styles("pt")}
</style>
</head>
<body>
<form method="post" action="{attribute(frame.action)}" id="form1">
<div class="aspNetHidden">
{hidden}
</div>
<script>
{script("pt")}
</script>
<header><a class="logo" href="/">{typed(frame.site.name, "")}</a>
<nav><ul>{_items(frame.menu)}{_items(frame.languages)}</ul></nav></header>
<div class="wrap">
<div class="content">
{main}
</div>
<div class="right">
{columns}
<select name="links"><option>Liên kết</option>{_options()}</select>
{_box(frame)}
</div>
</div>
<nav class="mobile-menu"><ul>{_items(frame.menu)}</ul></nav>
<footer>
{_contact(frame)}
</footer>
</form>
</body>
</html>
"""


def _body(article: Article, variant: int) -> Iterable[str]:
    hand = (article.hand + variant) % 3
    for block in article.blocks:
        match block:
            case Paragraph():
                yield _wrap("&nbsp; &nbsp; " + typed_paragraph(article, block, _file), hand)
            case Items(texts):
                points = "".join(f"<li><p>{typed(text, article.quirk)}</p></li>" for text in texts)
                yield f"<ul>{points}</ul>\n"
            case Figure():
                yield from _figure(article, block, hand)
            case TableBlock():
                yield _grid(block)
    if article.author:
        line = typed(f"{article.role}{article.author}", "")
        plain = article.site == "tpsoctrang"
        yield f"<p>{line}</p>\n" if plain else f'<p style="text-align: right"><strong>{line}</strong></p>\n'
    if article.department:
        yield f'<p style="text-align: right"><b>{typed(article.department, "")}</b></p>\n'


def _wrap(content: str, hand: int, *, centred: bool = False) -> str:
    """A block of text in the habits of a clerk."""
    align = "center" if centred else "justify"
    if hand == 0:
        return f'<p style="text-align: {align};">{content}</p>\n'
    if hand == 1:
        return (
            f'<p class="MsoNormal" style="margin: 6pt 0in; text-align: {align};"><span lang="VI"'
            ' style="font-size: 14pt; font-family: &quot;Times New Roman&quot;;">'
            f"{content}<o:p></o:p></span></p>\n"
        )
    return f'<div align="{align}">{content}</div>\n'


def _figure(article: Article, figure: Figure, hand: int) -> Iterable[str]:
    time = f"?t={REQUEST_TIME}" if figure.timed else ""
    pictures = "".join(
        f'<img alt="anh tin bai" src="{attribute(path)}{time}" width="480" />' for path in figure.images
    )
    if figure.caption is None:
        yield _wrap(pictures, hand, centred=True)
        return
    caption = typed(figure.caption, article.quirk).replace("\n", "<br />")
    emphasised = f'<em><span style="color: #0000ff">{caption}</span></em>'
    if figure.shape == "same-block":
        yield _wrap(f"{pictures}<br />{emphasised}", hand, centred=True)
    elif figure.shape == "cell":
        yield (
            f'<table align="center"><tbody><tr><td>{pictures}</td></tr>'
            f"<tr><td><p>{caption}</p></td></tr></tbody></table>\n"
        )
    else:
        yield _wrap(pictures, hand, centred=True)
        if figure.shape == "spaced":
            yield _wrap("&nbsp;", hand)
        yield _wrap(caption, hand) if figure.shape == "plain" else _wrap(emphasised, hand, centred=True)


def _grid(grid: TableBlock) -> str:
    rows = ""
    for row in grid.rows:
        cells = ""
        for cell in row:
            spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
                f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            )
            cells += f"<td{spans}><p>{typed(cell.text, '') or '&nbsp;'}</p></td>"
        rows += f"<tr>{cells}</tr>\n"
    return f'<table class="MsoTableGrid" border="1"><tbody>\n{rows}</tbody></table>\n'


def _teasers(teasers: Iterable[Teaser]) -> str:
    items = ""
    for teaser in teasers:
        summary = f'<div class="sapo">{typed(teaser.summary, "")}</div>' if teaser.summary else ""
        items += f'<li><span class="Date">{teaser.date}</span> <h3>{_link(teaser.link)}</h3>{summary}</li>\n'
    return f'<ul class="ArticleList">\n{items}</ul>'


def _link(link: Link) -> str:
    return f'<a href="{attribute(link.href)}">{typed(link.text, "")}</a>'


def _file(file: File) -> str:
    return _link(Link(file.href, file.title))


def _items(links: Iterable[Link]) -> str:
    return "".join(f"<li>{_link(link)}</li>\n" for link in links)


def _options() -> str:
    return "".join(f"<option>{name}</option>" for name in neighbours())


def _box(frame: Frame) -> str:
    if frame.box is None:
        return ""
    if frame.site.inline:
        counted = " ".join(f"{label}: {number}" for label, number in frame.box)
        return f'<div class="online">{counted}</div>'
    lines = "".join(f"<li><span>{label}:</span> <b>{number}</b></li>" for label, number in frame.box)
    return f'<div class="visitors"><h3>Thống kê truy cập</h3><ul>{lines}</ul></div>'


def _contact(frame: Frame) -> str:
    contact = frame.site.contact
    return (
        f"<p><strong>Cơ quan chủ quản</strong>: {contact.agency}</p>\n<p>Địa chỉ: {contact.address}</p>\n"
        f"<p>Điện thoại: {contact.phone} - Email: {contact.email}</p>\n"
        f"<p>Ghi rõ nguồn “{frame.site.name}” khi phát hành lại thông tin từ website này.</p>"
    )
