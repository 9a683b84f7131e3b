"""Comparing texts: nothing is lost, changes read well, and no text takes long."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from archive.contents import diff
from archive.contents.diff import compare, count_words, word_diff

TEXTS = st.lists(
    st.sampled_from(["hội", "nghị", "họp,", "bàn.", "về", "", "việc\n", " ", "x"]), max_size=30
).map(" ".join)


def test_the_one_word_that_changed_is_shown():
    pieces = word_diff("Chiều nay có 3 đại biểu.", "Chiều nay có 5 đại biểu.")
    assert [(piece.op, piece.text) for piece in pieces] == [
        ("same", "Chiều nay có "), ("gone", "3"), ("new", "5"), ("same", " đại biểu."),
    ]  # fmt: skip


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(before, after):
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.op != "new") == before
    assert "".join(piece.text for piece in pieces if piece.op != "gone") == after


@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, max_size=8))
def test_no_paragraph_is_lost(before, after):
    compared = compare(before, after).paragraphs
    old = ["".join(piece.text for piece in line if piece.op != "new") for line in compared]
    new = ["".join(piece.text for piece in line if piece.op != "gone") for line in compared]
    assert [text for text in old if text] == [text for text in before if text]
    assert [text for text in new if text] == [text for text in after if text]


def long_text(words: int) -> list[str]:
    return [f"từ{number * 7919 % 1013}" for number in range(words)]


def test_two_thousand_words_with_forty_edits_take_no_time():
    before = long_text(2000)
    after = [f"sửa{n}" if n % 50 == 3 else word for n, word in enumerate(before)]
    began = time.process_time()
    compared = compare([" ".join(before)], [" ".join(after)])
    assert time.process_time() - began < 1
    assert not compared.coarse
    assert count_words(compared.paragraphs[0], "gone") == count_words(compared.paragraphs[0], "new") == 40


def test_what_would_take_too_long_is_compared_coarsely(monkeypatch):
    monkeypatch.setattr(diff, "MOST_WORK", 20_000)
    before = [" ".join(long_text(60)), "Một câu. " * 80]
    compared = compare(before, [before[0] + " thêm", "Một câu. " * 79 + "Câu khác."])
    assert compared.coarse
    assert "".join(
        piece.text for line in compared.paragraphs for piece in line if piece.op != "new"
    ) == "".join(before)
