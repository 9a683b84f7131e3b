"""The text that another reader takes from a page, found again among the page's lines."""

import time

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.main_text.alignment import aligned, letters

MENU = "Trang chủ"
TITLE = "Khánh thành cầu dân sinh"
FIRST = "Sáng nay, địa phương khánh thành cây cầu mới trước sự chứng kiến của đông đảo bà con hai bên bờ."
SHORT = "Vốn xây dựng"
SECOND = (
    "Công trình dài hai mươi mét, do nhân dân và chính quyền cùng góp vốn xây dựng trong ba tháng mùa khô."
)
FOOTER = "Cơ quan chủ quản: Ủy ban nhân dân huyện Mẫu, địa chỉ số 1 đường Mẫu, điện thoại 0299.1234567"


def found(lines, text):
    return sorted(aligned([letters(line) for line in lines], letters(text)))


def test_the_lines_of_a_text_are_found():
    assert found([MENU, TITLE, FIRST, SHORT, SECOND, FOOTER], f"{FIRST}\n\n{SHORT}\n{SECOND}") == [2, 3, 4]


def test_a_short_line_counts_where_the_text_has_it_alone():
    short = "Công trình do dân xây"
    assert found([short, FIRST, SECOND], f"{FIRST} {short} {SECOND}") == [1, 2]


def test_marks_and_white_space_may_differ():
    assert found([MENU, FIRST, FOOTER], f"- | {FIRST.upper().replace(' ', '  ')}") == [1]


def test_a_line_that_lost_a_link_is_found():
    cut = SECOND.replace("chính quyền cùng góp", "")
    assert found([MENU, FIRST, SECOND, FOOTER], f"{FIRST} {cut}") == [1, 2]


def test_of_a_line_that_stands_twice_the_one_among_the_text_is_found():
    assert found([FIRST, MENU, FOOTER, TITLE, FIRST, SECOND], f"{TITLE} {FIRST} {SECOND}") == [3, 4, 5]


def test_a_short_line_outside_of_the_text_is_not_found_though_it_says_what_the_text_says():
    assert found(["vốn xây dựng", MENU, FIRST, SECOND, "mùa khô"], f"{FIRST} {SECOND}") == [2, 3]


def test_what_the_reader_put_elsewhere_is_found():
    assert found([FIRST, MENU, SECOND], f"{SECOND} {FIRST}") == [0, 2]


def test_nothing_is_found_in_nothing():
    assert found([MENU, FIRST], "") == []
    assert found([], FIRST) == []


def test_a_page_of_one_line_again_and_again_takes_no_time():
    lines = [letters(FIRST)] * 10_000
    start = time.process_time()
    aligned(lines, letters(FIRST) * 10_000)
    assert time.process_time() - start < 5


@given(st.lists(st.text("ab ", max_size=60), max_size=12), st.text("ab ", max_size=200))
def test_only_lines_of_the_page_are_found(lines, text):
    assert set(found(lines, text)) <= set(range(len(lines)))


@given(st.lists(st.uuids(), min_size=1, max_size=8, unique=True))
def test_a_text_of_all_lines_has_all_lines(words):
    lines = [f"{word} {word.int}" for word in words]
    assert found(lines, "\n".join(lines)) == list(range(len(lines)))
