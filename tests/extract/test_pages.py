"""Golden pages: each page in `pages/` beside the JSON that is read from it, with what each line is taken for.

``python -m tests.extract.test_pages`` writes the JSON anew; the diff is the review.
"""

import json

import pytest

from crawler.extract import read_page
from crawler.extract.read import explain_page
from tests.support.places import PAGES

NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def read(name: str, url: str) -> dict:
    payload = (PAGES / f"{name}.html").read_bytes()
    page = read_page(payload, url).as_dict()
    if page["article"]:
        page["article"].pop("body_html")
    _, lines = explain_page(payload, url)
    return {"url": url, "page": page, "lines": [f"{line.label}: {line.text[:60]}" for line in lines]}


@pytest.mark.parametrize("name", NAMES)
def test_page_is_read_as_its_json_says(name: str) -> None:
    expected = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    assert read(name, expected["url"]) == expected


def test_every_page_has_its_json() -> None:
    assert NAMES and {path.stem for path in PAGES.glob("*.json")} == set(NAMES)


if __name__ == "__main__":
    for name in NAMES:
        path = PAGES / f"{name}.json"
        url = json.loads(path.read_text("utf-8"))["url"]
        text = json.dumps(read(name, url), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")
