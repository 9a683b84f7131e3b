"""Ballast of real pages: style sheets and scripts without content."""

from __future__ import annotations

from functools import cache

_PARTS = ("menu", "banner", "slide", "tabs", "search", "weather", "poll", "calendar", "links", "footer")
_TURNS = ("show", "hide", "next", "resize", "load", "toggle", "fade", "print", "focus")


@cache
def styles(prefix: str) -> str:
    """Some ten thousand characters of style rules for elements that the page may or may not have."""
    return "\n".join(
        f".{prefix}{part}-{turn} {{ margin: 0 auto; padding: {n}px {m}px;"
        f" border-bottom: 1px solid #c{n}d{m}e{n};"
        f" background: url(/Styles/{prefix}/{part}_{turn}.gif) no-repeat; }}"
        for n, part in enumerate(_PARTS)
        for m, turn in enumerate(_TURNS)
    )


@cache
def script(prefix: str) -> str:
    """Some twenty thousand characters of script, and the function that every pager needs."""
    functions = "\n".join(
        f"function {prefix}_{part}_{turn}(sender, args) {{"
        f" var box = document.getElementById('{prefix}_{part}'); if (!box) return false;"
        f" box.style.top = (args + {n * m}) + 'px'; box.setAttribute('rel', '{turn}'); return true; }}"
        for n, part in enumerate(_PARTS)
        for m, turn in enumerate(_TURNS)
    )
    return (
        "//<![CDATA[\nvar theForm = document.forms[0];\nfunction __doPostBack(target, argument) {"
        " theForm.__EVENTTARGET.value = target; theForm.__EVENTARGUMENT.value = argument;"
        " theForm.submit(); }\n"
        f"{functions}\n//]]>"
    )


@cache
def neighbours() -> tuple[str, ...]:
    """The names that the box of other agencies' sites offers."""
    return (
        *(f"Sở {name}" for name in ("Nội vụ", "Tài chính", "Công Thương", "Xây dựng", "Y tế", "Tư pháp")),
        *(f"UBND huyện {name}" for name in ("Kế Sách", "Long Phú", "Mỹ Tú", "Mỹ Xuyên", "Trần Đề")),
        *(f"Báo {name} điện tử" for name in ("Chính phủ", "Nhân dân", "Sóc Trăng", "Công an nhân dân")),
    )
