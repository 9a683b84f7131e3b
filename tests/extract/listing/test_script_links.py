"""Links that only the scripts of a page know."""

import pytest

from crawler.extract.document.tree import parsed
from crawler.extract.listing.script_links import script_links

HOME = "https://tinh.gov.vn/"
SCRIPTS = {
    '{"Name": "Tin t\\u1ee9c", "Url": "\\/tin-tuc.htm"}': {"tin-tuc.htm": "Tin tức"},
    "var m = [{title: 'Kinh tế', children: [{title: 'Lúa', link: '/lua'}], link: '/kinh-te'}];": {
        "lua": "Lúa",
        "kinh-te": "Kinh tế",
    },
    """document.write('<li><a href="/y-te"><b>Y tế</b></a></li>')""": {"y-te": "Y tế"},
    '{"name": "Ảnh", "url": "/anh/a.jpg"}': {},
    '{"name": "Lõi", "url": "/static/core.js"}': {},
    '{"url": "/khong-ten"}': {},
    '{"name": "Mẫu", "url": "/tin/${id}"}': {},
    "{" * 5000 + "name: 'x', url: '": {},
}
FLOODS = (
    "<a href=/x>",
    "<a ",
    '<a href="',
    '\\"',
    "\\'",
    "a",
    "a ",
    "{a:",
    "<",
    "<a href=/x><b></a",
    "url: ",
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_addresses_that_a_name_goes_with_are_links(script):
    root, *_ = parsed(f"<html><body><script>{script}</script></body></html>".encode())
    assert script_links(root, HOME) == {HOME + path: name for path, name in SCRIPTS[script].items()}


@pytest.mark.parametrize("unit", FLOODS)
@pytest.mark.parametrize("begin", ['url: "', "url: '"])
def test_a_flood_of_what_begins_and_does_not_end_is_read_once(begin, unit):
    """To look at each beginning to the end would take minutes, for half a megabyte."""
    root, *_ = parsed(
        f"<html><body><script>{begin}{unit * (500_000 // len(unit))}</script></body></html>".encode()
    )
    assert script_links(root, HOME) == {}
