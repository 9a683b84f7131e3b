"""Text that readers never see, and text that only some screens hide."""

import pytest

from tests.extract.article.test_layouts import FIRST, LAST, TEXT, read


@pytest.mark.parametrize(
    "name",
    ["sr-only", "visually-hidden", "box d-none", "hide", "screen-reader-text", "meta hidden schema"],
)
def test_what_a_class_hides_is_no_text(name):
    hidden = f"<p class='{name}'>Đường dẫn của bài viết trên cổng thông tin</p>"
    assert read(f"{hidden}<p>{FIRST}</p><span class='{name}'>2024-08-27</span><p>{LAST}</p>").body == (
        FIRST,
        LAST,
    )


@pytest.mark.parametrize("name", ["d-none d-md-block", "hidden-xs", "hidden lg:block", "unhide"])
def test_what_only_some_screens_hide_is_text(name):
    assert read(f"<div class='{name}'>{TEXT}</div>").body == (FIRST, LAST)


def test_a_long_text_that_a_script_unfolds_is_text():
    article = read(f"<p>{FIRST}</p><div class=hide>{f'<p>{LAST}</p>' * 20}</div>")
    assert len(article.body) == 21
