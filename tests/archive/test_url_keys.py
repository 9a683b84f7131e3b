"""Addresses that name the same picture, however the time they were written is in them."""

import pytest

from archive.contents.url_keys import normal_picture

PAGE = "https://soctrang.gov.vn/tin/a.html"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/anh/bia?id=7&t=1661586813132", "/anh/bia?id=7&t=1661603879069"),
        ("/anh/bia0ca6.jpg?id=7&t=1661603879069", "/anh/biacce1-2.jpg?id=7&t=1661586813132"),
    ],
)
def test_a_time_in_an_address_names_no_other_picture(one, other):
    assert normal_picture(one, PAGE) == normal_picture(other, PAGE)


def test_names_without_a_query_and_other_queries_are_told_apart():
    assert normal_picture("/anh/bia0ca6.jpg", PAGE) != normal_picture("/anh/biacce1.jpg", PAGE)
    assert normal_picture("/anh/bia0ca6.jpg?id=7", PAGE) != normal_picture("/anh/bia0ca6.jpg?id=8", PAGE)


def test_a_token_behind_a_numbered_picture_leaves_its_number():
    plain, other = "/anh/anh-343305-0.png", "/anh/anh-343416-0.png?v=kklnq595mppo"
    assert normal_picture(f"{plain}?v=kklnq595mppo", PAGE) == normal_picture(plain, PAGE)
    assert normal_picture(f"{plain}?v=kklnq595mppo", PAGE) != normal_picture(other, PAGE)
