"""What skins call the elements of a page: classes and ids."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.extract.vocabulary.words import Words

CAPTION = Words(
    {
        "caption": "figcaption",
        "chu-?_?thich": "chu-thich",
        "(?:avatar|photo|image|img|pic(?:ture)?)[-_]{0,2}(?:desc|note|title)": "image-desc",
    },
)
"""The caption of a picture."""
SUMMARY = Words(
    {
        "sapo": "sapo",
        "summary": "summary",
        "standfirst": "standfirst",
        r"(?:^|[\s_-]|(?-i:(?<=[a-z])(?=L)))lead(?:$|[\s_-])": "article lead",
        r"(?:sub-?_?|\b)head(?:line)?\b": "sub-headline",
        r"\bdek\b": "dek",
        "trich-?_?dan": "trich-dan",
        "tom-?_?tat": "tom-tat",
        r"mo-?_?ta(?:$|[\s_-])": "mo-ta",
        "intro": "intro",
        "excerpt": "excerpt",
        "teaser": "teaser",
        "abstract": "abstract",
        "description": "description",
        "chapeau": "chapeau",
    },
)
"""The summary above a text."""
AUTHOR = Words(
    {
        "author": "author",
        "creator": "creator",
        "poster": "poster",
        "user": "user",
        "tac-?_?gia": "tac-gia",
        "nguoi-?_?(?:dang|viet)": "nguoi-viet",
    },
)
"""Who wrote or typed an article in."""
CLIP = Words(
    {
        "attach": "attach.gif",
        "clip": "paperclip",
        "dinh-?_?kem": "dinh-kem",
    },
)
"""Names of pictures that mark a link beside them, or a box, as attached documents."""
ICON = Words(
    {
        "ico": "ico.png",
        "icons?": "icon-facebook-page.png",
        "pdf": "pdf.png",
        "docx?": "docx.png",
        "xlsx?": "xls.png",
        "word": "word.png",
        "excel": "excel.png",
        "attach": "attach.png",
        "print": "print.png",
        "share": "share.png",
        "spacer": "spacer.png",
        "button": "button.png",
        "btn": "btn.png",
        "bullet": "bullet.png",
        "arrow": "arrow.png",
        "facebook": "facebook.png",
        "zalo": "zalo.png",
        "twitter": "twitter.png",
        "youtube": "youtube.png",
        "rss": "rss.png",
        "loading": "loading.png",
        "blank": "blank.png",
        "pixel": "pixel.png",
        "clear": "clear.png",
        "dot": "dot.png",
        "e?mail": "email.png",
        "new": "new.png",
        "hot": "hot.png",
    },
    r"{}[\w-]{0,14}\.\w+",
)
"""The file of a drawing of the skin."""
SKIN = Words(
    {
        "images?": "/images/",
        "img": "/img/",
        "icons?": "/icons/",
        "(?:app_)?themes?": "/App_Themes/",
        "skins?(?:folder)?": "/skins/",
        "templates?": "/templates/",
        "assets": "/assets/",
    },
    "(?:https?://[^/]+)?[./]*{}/",
)
"""A folder of the skin at the root of the host, where drawings lie and editors do not put their pictures."""
PLAYERS = Words(
    {
        r"youtube(?:-nocookie)?\.com/(?:embed|v)/": "https://www.youtube.com/embed/1",
        r"player\.vimeo\.com/": "https://player.vimeo.com/1",
        r"dailymotion\.com/embed/": "https://dailymotion.com/embed/1",
        r"soundcloud\.com/player": "https://soundcloud.com/player",
        r"drive\.google\.com/file/": "https://drive.google.com/file/1",
    },
    r"//(?:[\w-]+\.)?{}",
)
"""Addresses of players of other sites."""
NAME_KEY = Words(
    {
        r"\w*(?:name|title|text|label|caption)": "newsTitle",
        r"ten\w*": "tenTin",
        "tieu_?de": "tieu_de",
    },
)
"""What scripts call the text of a link."""
ADDRESS_KEY = Words(
    {
        r"\w*(?:url|link|href|path)": "detailUrl",
        "item": "item",
        "duong_?dan": "duong_dan",
        "lien_?ket": "lien_ket",
    },
)
"""What scripts call the address of a link."""
TITLE = ("title", "tieude", "tieu-de", "headline", "heading")
PATH = ("crumb", "duongdan", "duong-dan", "navpath", "sitepath", "site-path")
"""The path from the home page to an article."""
CURRENT = ("current", "active", "selected", "hientai", "choose")
"""The page of a list that one is on."""
PAGE = ("page", "trang")
TURNS = (*PAGE, "next", "tiep", "sau")
"""A picture that turns pages."""
FETCHES = ("next", "more", "load", "infinite", "scroll", "ajax", "page", "hx-get")
"""An attribute with the address of further entries."""


def is_called(name: str, words: Iterable[str]) -> bool:
    """Whether one of the words, in lower case, is in a name."""
    low = name.lower()
    return any(word in low for word in words)
