"""Golden pages cut, spliced and littered: whatever comes out, the reader never fails."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crawler.extract import read_page
from tests.support.places import PAGES

PAYLOADS = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
URL = "https://vpub.soctrang.gov.vn/vpubnd/1292/32237/63645/392000/tin/t.aspx"
LITTER = [
    b"<", b">", b"&", b"\x00", b"\xff", b"</div>", b"<table><tr><td>", b"</table>",
    b"<a href='http://[x'>", b"<!--", b"<img>", b"<br><br>", b"&#xFFFFFFF;", b"&nbsp;", b"<h1>",
    b"<script>", b"<pre>\n\n", b"<li>", b"<select>", b"\xe1\xba", b"<b>", b"<font>",
    "Thống kê truy cập".encode(), "Các tin khác".encode(), b"<style>", b'style="display:none"',
    b"<input type=password>",
]  # fmt: skip


@st.composite
def mangled(draw):
    payload = bytearray(draw(st.sampled_from(PAYLOADS)))
    for _ in range(draw(st.integers(1, 12))):
        start = draw(st.integers(0, len(payload)))
        end = start + draw(st.sampled_from([0, 1, 7, 60, 800]))
        donor = draw(st.sampled_from(PAYLOADS))
        cut = draw(st.integers(0, len(donor)))
        payload[start:end] = draw(st.sampled_from([*LITTER, b"", donor[cut : cut + 300]]))
    return bytes(payload)


def check(payload, url):
    page = read_page(payload, url)
    assert not [problem for problem in page.problems if problem.startswith("extractor")], page.problems
    assert (page.article is not None) == (page.kind == "article")
    assert page.as_json()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mangled())
def test_mangled_pages(payload):
    check(payload, URL)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3000), st.text(max_size=60))
@example(b"<h1>x</h1>", "http://[")
@example(b"<a href='http://[bad'>y</a>", "")
@example(b"<p>%s</p><a href='http://[x'><img src='/a.jpg'></a>" % (b"word " * 60), URL)
def test_any_bytes_and_any_address(payload, url):
    check(payload, url)
