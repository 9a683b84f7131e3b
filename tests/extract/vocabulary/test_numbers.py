"""Numbers as Vietnamese pages write them."""

import pytest

from crawler.extract.vocabulary.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("94", 94),
        ("1561138", 1561138),
        ("4 755", 4755),
        ("4.755", 4755),
        ("4,755", 4755),
        ("1.561.138", 1561138),
        ("1,561,138", 1561138),
        ("4\u00a0755", 4755),
        ("4\u202f755", 4755),
        ("4\u2009755", 4755),
        (" 430\u00a0", 430),
        ("0", 0),
    ],
)
def test_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "4,75", "12:30", "27/8/2024", "4.755.", "một", "4 75", "-5", "1.5610"])
def test_no_number(text):
    assert whole_number(text) is None
