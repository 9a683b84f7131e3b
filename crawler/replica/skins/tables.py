"""The older skin: nested tables, capitals, fonts, few classes, unclosed tags."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.replica.site.content import Article, Figure, File, Items, Paragraph, TableBlock
from crawler.replica.skins.letters import attribute, typed, typed_paragraph, wrapped
from crawler.replica.skins.view import REQUEST_TIME, Frame, Link, Listing, Teaser, date_line, postback
from crawler.replica.skins.weight import neighbours, script, styles

_INDENT = "&nbsp;&nbsp; &nbsp; &nbsp;"
_FONT = '<FONT FACE="Arial" SIZE=2>'


class Tables:
    """See the module."""

    def article(
        self, frame: Frame, article: Article, category: Link, views: int | None, others: tuple[Teaser, ...]
    ) -> str:
        strong = ("B", "STRONG")[frame.variant]
        date = date_line(article)
        rows = [f"{_FONT}<B>{_link(Link(category.href, category.text.upper()))}</B></FONT>"]
        if date:
            rows.append(f"<FONT COLOR=#808080 SIZE=1>{date}</FONT>")
        if views is not None:
            rows.append(f"<FONT SIZE=1>Lượt xem: {views}</FONT>")
        title = typed(article.title, article.quirk)
        rows.append(f"<FONT SIZE=4 COLOR=#B30000><{strong}>{title}</{strong}></FONT>")
        if article.summary:
            rows.append(f"{_FONT}<{strong}>{typed(article.summary, article.quirk)}</{strong}></FONT>")
        rows.append("".join(_body(article, frame.variant)))
        if article.files:
            links = "<BR>".join(f"• {_file(file)}" for file in article.files)
            rows.append(f"<B>Tệp đính kèm:</B><BR>{links}")
        rows.append(
            '<A HREF="javascript:window.print()">In trang</A> | '
            '<A HREF="javascript:history.back()">Về trang trước</A>'
        )
        if others:
            items = "".join(f"<LI>{_link(other.link)} <I>({other.date})</I>\n" for other in others)
            rows.append(f"<B>Các tin khác</B><UL>{items}</UL>")
        return _page(frame, frame.site.name, rows)

    def listing(self, frame: Frame, listing: Listing) -> str:
        items = "".join(_teaser(teaser) for teaser in listing.items)
        if not items:
            items = "<TR><TD>Nội dung đang được cập nhật"
        pager = "\n".join(
            f"<TD><SPAN>{leaf.label}</SPAN></TD>"
            if leaf.page is None
            else f'<TD><A HREF="{postback(leaf.page)}">{leaf.label}</A></TD>'
            for leaf in listing.pager
        )
        grid = (
            f"<TABLE WIDTH=100% ID=ctrl_191017_163_grvArticle CELLSPACING=0>{items}\n"
            f"<TR ALIGN=center><TD><TABLE BORDER=0><TR>{pager}</TR></TABLE></TD></TR></TABLE>"
        )
        heading = f"<FONT SIZE=3 COLOR=#B30000><B>{typed(listing.name, '').upper()}</B></FONT>"
        return _page(frame, frame.site.name, [heading, grid])

    def home(
        self, frame: Frame, featured: tuple[Teaser, ...], groups: tuple[tuple[Link, tuple[Teaser, ...]], ...]
    ) -> str:
        rows = ["<B>TIN NỔI BẬT</B>", _table(featured)]
        for category, teasers in groups:
            rows.append(f"<B>{_link(category)}</B>")
            rows.append(_table(teasers))
        return _page(frame, frame.site.name, rows)

    def notice(self, frame: Frame, text: str) -> str:
        row = f"<BR><BR><CENTER>{_FONT}{typed(text, '')}</FONT></CENTER><BR><BR>"
        return _page(frame, frame.site.name, [row])


def _page(frame: Frame, title: str, rows: Iterable[str]) -> str:
    width = ("720", "74%")[frame.variant]
    hidden = "\n".join(
        f'<INPUT TYPE="hidden" NAME="{name}" ID="{name}" VALUE="{value}">'
        for name, value in {"__EVENTTARGET": "", "__EVENTARGUMENT": "", **frame.fields}.items()
    )
    main = "".join(f"<TR><TD>{row}</TD></TR>\n" for row in rows)
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><TITLE>{typed(title, "")}</TITLE>
<STYLE TYPE="text/css">
BODY, TD {{ font: 13px Arial; }} LI {{ margin-bottom: 4px; }}
{styles("stg")}
</STYLE></HEAD>
<BODY BGCOLOR=#FFFFFF TOPMARGIN=0>
<FORM NAME="aspnetForm" METHOD="post" ACTION="{attribute(frame.action)}" ID="aspnetForm">
{hidden}
<SCRIPT TYPE="text/javascript">
{script("stg")}
</SCRIPT>
<CENTER><FONT SIZE=5 COLOR=#B30000><B>{typed(frame.site.name, "")}</B></FONT></CENTER>
<UL TYPE=square>{_items(frame.menu)}{_items(frame.languages)}</UL>
<TABLE WIDTH=1000 ALIGN=center BORDER=0><TR><TD VALIGN=top WIDTH={width}>
<TABLE WIDTH=100% CELLPADDING=4>
{main}</TABLE>
<TD VALIGN=top BGCOLOR=#F4F4F4>
<B>Tin mới</B><UL>{_items(frame.aside)}</UL>
<B>Các trang thành viên</B><UL>{_items(frame.portal)}</UL>
<SELECT NAME="ctrl_links"><OPTION>--- Liên kết website ---{_options()}</SELECT>
{_box(frame)}
</TD></TR></TABLE>
<HR WIDTH=1000>
<CENTER>{_contact(frame)}</CENTER>
<UL>{_items(frame.menu)}</UL>
</FORM>
</BODY></HTML>
"""


def _body(article: Article, variant: int) -> Iterable[str]:
    hand = (article.hand + variant) % 3
    for block in article.blocks:
        match block:
            case Paragraph():
                yield _wrap(_INDENT + typed_paragraph(article, wrapped(block), _file), hand)
            case Items(texts):
                yield "<UL>" + "".join(f"<LI>{typed(text, article.quirk)}\n" for text in texts) + "</UL>"
            case Figure():
                yield from _figure(article, block, hand)
            case TableBlock():
                yield _grid(block)
    for line in (f"{article.role}{article.author}" if article.author else None, article.department):
        if line and article.site in ("vpubnd", "tpsoctrang"):
            yield _wrap(typed(line, ""), hand)
        elif line:
            yield f"<P ALIGN=right><B>{typed(line, '')}</B></P>\n"


def _wrap(content: str, hand: int) -> str:
    """A block of text in the habits of a clerk."""
    if hand == 0:
        return f"{content}<BR><BR>\n"
    if hand == 1:
        return f'<P ALIGN="justify"><FONT FACE="Times New Roman" SIZE=3>{content}</FONT>\n'
    return f'<DIV STYLE="text-align: justify"><SPAN LANG=VI>{content}</SPAN></DIV>\n'


def _figure(article: Article, figure: Figure, hand: int) -> Iterable[str]:
    time = f"?w=640&amp;t={REQUEST_TIME}" if figure.timed else ""
    pictures = " ".join(
        f'<IMG BORDER=0 WIDTH=480 ALT="anh tin bai" SRC="{attribute(path)}{time}">' for path in figure.images
    )
    if figure.caption is None:
        yield _wrap(pictures, hand)
        return
    caption = typed(figure.caption, article.quirk).replace("\n", "<BR>\n")
    if figure.shape == "same-block":
        yield _wrap(f"{pictures}<BR><I>{caption}</I>", hand)
    elif figure.shape == "cell":
        yield (
            f"<TABLE ALIGN=center BORDER=0><TR><TD>{pictures}</TD></TR>"
            f"<TR><TD ALIGN=center><I>{caption}</I></TD></TR></TABLE>\n"
        )
    else:
        yield _wrap(pictures, hand)
        if figure.shape == "spaced":
            yield _wrap("&nbsp;", hand)
        plain = figure.shape == "plain"
        yield _wrap(caption if plain else f"<I>&nbsp; &nbsp; &nbsp;{caption}</I>", hand)


def _grid(grid: TableBlock) -> str:
    rows = ""
    for row in grid.rows:
        rows += "<TR>"
        for cell in row:
            spans = (f" COLSPAN={cell.columns}" if cell.columns > 1 else "") + (
                f" ROWSPAN={cell.rows}" if cell.rows > 1 else ""
            )
            rows += f"<TD ALIGN=center{spans}>{typed(cell.text, '') or '&nbsp;'}"
        rows += "\n"
    return f"<TABLE BORDER=1 CELLSPACING=0 CELLPADDING=3 WIDTH=100%>{rows}</TABLE>\n"


def _teaser(teaser: Teaser) -> str:
    summary = f"<BR>{typed(teaser.summary, '')}" if teaser.summary else ""
    date = f"<FONT COLOR=#808080>{teaser.date}</FONT>"
    return f"<TR><TD>{date}<BR><B>{_link(teaser.link)}</B>{summary}</TD></TR>\n"


def _table(teasers: Iterable[Teaser]) -> str:
    return f"<TABLE WIDTH=100%>{''.join(_teaser(teaser) for teaser in teasers)}</TABLE>"


def _link(link: Link) -> str:
    return f'<A HREF="{attribute(link.href)}">{typed(link.text, "")}</A>'


def _file(file: File) -> str:
    return _link(Link(file.href, file.title))


def _items(links: Iterable[Link]) -> str:
    return "".join(f"<LI>{_link(link)}\n" for link in links)


def _options() -> str:
    return "".join(f"<OPTION>{name}" for name in neighbours())


def _box(frame: Frame) -> str:
    if frame.box is None:
        return ""
    if frame.site.inline:
        return "<P>" + "&nbsp; ".join(f"{label}: {number}" for label, number in frame.box) + "</P>"
    lines = "<BR>\n".join(f"• {label}: {number.replace(' ', '&nbsp;')}" for label, number in frame.box)
    return f"<P><B>Thống kê truy cập</B><BR>\n{lines}</P>"


def _contact(frame: Frame) -> str:
    contact = frame.site.contact
    return (
        f"<B>Cơ quan chủ quản:</B> {contact.agency}&nbsp;<BR>\nĐịa chỉ: {contact.address}&nbsp;<BR>\n"
        f"Điện thoại: {contact.phone}&nbsp; Email: {contact.email}<BR>\n"
        f'@ Ghi rõ nguồn "{frame.site.name}" khi phát hành lại thông tin từ Cổng thông tin này.'
    )
