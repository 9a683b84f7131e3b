"""Pictures that are links, boxes with pictures in mid-text, captions of all lengths."""

import pytest

from tests.extract.article.test_layouts import FIRST, LAST, SHOWN, URL, read

SRC = "/SiteFolders/b.jpg"
OTHER = "/vpubnd/1292/32237/63645/392777/tin/ra-quan.aspx"


@pytest.mark.parametrize("href", ["#", "javascript:;", "javascript:void(0)", URL, "?hinh=2#anh"])
@pytest.mark.parametrize(
    "frame", ["<p align=center>{}</p><p align=center><i>{}</i></p>", "<div><div>{}</div><em>{}</em></div>"]
)
def test_a_picture_that_leads_nowhere_is_the_article_s(frame, href):
    if href.startswith("?"):
        href = URL + "#anh"
    shown = frame.format(f"<a href='{href}'><img src={SRC}></a>", SHOWN)
    article = read(f"<p>{FIRST}</p>{shown}<p>{LAST}</p>")
    assert article.body == (FIRST, LAST)
    assert [caption.text for caption in article.captions] == [SHOWN]
    assert len(article.images) == 1


@pytest.mark.parametrize(
    "shown",
    [
        "<figure><a href=/xem-anh/7><img src={}></a><p>{}</p></figure>",
        "<div><a href=/xem-anh/7><img src={}></a></div><div class=photo-caption>{}</div>",
        "<table align=center><tr><td><a href=/xem-anh/7><img src={}></a></td></tr><tr><td>{}</td></tr></table>",
    ],
)
def test_a_picture_with_a_caption_that_leads_to_its_own_page_is_the_article_s(shown):
    article = read(f"<p>{FIRST}</p>{shown.format(SRC, SHOWN)}<p>{LAST}</p>")
    assert article.body == (FIRST, LAST)
    assert [caption.text for caption in article.captions] == [SHOWN]
    assert len(article.images) == 1


@pytest.mark.parametrize(
    "box",
    [
        "<div><a href={}><img src=/nho.jpg> Ra quân làm sạch đường phố trong dịp lễ</a></div>",
        "<div><i>Đọc thêm:</i> <a href={}>Ra quân làm sạch đường phố trong dịp lễ</a></div>",
        "<aside><span>Có thể bạn quan tâm</span><a href={}>Ra quân làm sạch đường phố trong dịp lễ</a></aside>",
    ],
)
def test_what_leads_to_another_article_in_mid_text_is_no_part_of_it(box):
    article = read(f"<div><p>{FIRST}</p>{box.format(OTHER)}<p>{LAST}</p></div>")
    assert (article.body, article.captions, article.images) == ((FIRST, LAST), (), ())


def test_quoted_sentences_with_pictures_between_them_are_no_captions():
    said = [
        f"Nhà số {n} có mái ngói, cửa gỗ và một khoảng sân trồng hoa giấy từ nhiều năm nay."
        for n in (1, 2, 3)
    ]
    quoted = "<p><img src=/a.jpg></p>".join(f"<p><i>{text}</i></p>" for text in said)
    article = read(f"<p>{FIRST}</p><p>Sách cũ kể lại:</p>{quoted}<p>{LAST}</p>")
    assert (article.captions, article.body) == ((), (FIRST, "Sách cũ kể lại:", *said, LAST))


def test_an_italic_text_of_two_sentences_below_a_picture_is_its_caption():
    shown = "Con thuyền được đóng từ gỗ sao. Nó chở được mười hai tấn lúa trong một chuyến."
    article = read(f"<p>{FIRST}</p><p align=center><img src={SRC}></p><p><i>{shown}</i></p><p>{LAST}</p>")
    assert [caption.text for caption in article.captions] == [shown]
