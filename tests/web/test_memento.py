"""Captures are asked for as in any web archive: mementos, index, replay."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from archive.model import Address
from archive.warc.records.digests import sha1_of
from archive.web.mementos.rewrite import rewritten, rewritten_style
from tests.support.facts import HOST, article_address, at, capture, new_archive, put
from tests.support.web import Site

ROOT = "http://localhost"
BASE = f"{ROOT}/-/luutru/tin"
PAGE = (
    '<html><head><base href="/x/"><meta http-equiv="refresh" content="0;url=https://live.example/">'
    "<style>body{background:url(/bg.png)}</style></head><body onload=alert(1)><script>alert(1)</script>"
    '<a href="b.aspx">b</a><img src="https://elsewhere.example/a.png" srcset="c.png 2x">Trang lưu</body></html>'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("memento") / "tin.db"
    with new_archive(path) as archive:
        one = article_address("1")
        for day in (0, 24, 48):
            put(archive, capture(PAGE.encode(), day, one, headers=HTML), one)
        gone = article_address("2")
        put(archive, capture(b"", 0, gone, status=404, headers=HTML), gone)
        moved = Address(f"{HOST}/cu.aspx")
        location = (("Location", "/vpubnd/Tin-tức.aspx".encode().decode("latin-1")),)
        put(archive, capture(b"", 0, moved, status=302, headers=location), moved)
        lettered = Address(f"{HOST}/%C4%91%C3%A3-%C4%91%E1%BA%BFn.aspx")
        put(archive, capture(b"[]", 0, lettered, headers=(("Content-Type", "application/json"),)), lettered)
    return Site(path)


HTML = (("Content-Type", "text/html; charset=utf-8"), ("Server", "IIS"))
URL = article_address("1").url


def get(site: Site, path: str, **headers: str):
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.get(path, headers=asked, follow_redirects=False)


def links(text: str) -> dict[str, str]:
    return {rel: url for url, rel in re.findall(r'<([^>]*)>; rel="([^"]*)"', text)}


def test_a_time_gate_leads_to_the_nearest_capture(site: Site) -> None:
    for base in (ROOT, BASE):
        gate = f"{base.removeprefix(ROOT)}/timegate/{URL}"
        answer = get(site, gate, accept_datetime="Wed, 28 Aug 2024 09:00:00 GMT")
        assert answer.status_code == 302
        assert answer.headers["location"] == f"{base}/web/20240828000000id_/{URL}"
        assert "accept-datetime" in answer.headers["vary"].lower()
        told = links(answer.headers["link"])
        assert told["original"] == URL and told["memento"] == answer.headers["location"]
    assert get(site, f"/timegate/{URL}").headers["location"].endswith(f"20240829000000id_/{URL}")
    assert get(site, f"/timegate/{URL}", accept_datetime="yesterday").status_code == 400
    assert get(site, "/timegate/https://soctrang.gov.vn/never").status_code == 404


def test_the_same_is_given_at_once_where_no_time_stands_in_the_address(site: Site) -> None:
    answer = get(site, f"/web/id_/{URL}", accept_datetime="Tue, 27 Aug 2024 00:00:00 GMT")
    assert answer.status_code == 200 and answer.content == PAGE.encode()
    assert answer.headers["content-location"] == f"{ROOT}/web/20240827000000id_/{URL}"


def test_a_captured_error_is_led_to_and_not_taken_for_one_of_the_gate(site: Site) -> None:
    """pywb gives up at a gate that answers 404."""
    url = article_address("2").url
    answer = get(site, f"/web/{url}", accept_datetime="Tue, 27 Aug 2024 00:00:00 GMT")
    assert answer.status_code == 302 and "accept-datetime" in answer.headers["vary"]
    assert links(answer.headers["link"])["original"] == url
    memento = get(site, answer.headers["location"].removeprefix(ROOT))
    assert memento.status_code == 404 and memento.headers["memento-datetime"].startswith("Tue, 27 Aug 2024")


def test_a_memento_says_when_it_was_made_and_what_the_portal_said(site: Site) -> None:
    answer = get(site, f"/web/20240828000000id_/{URL}")
    assert answer.content == PAGE.encode()
    assert answer.headers["memento-datetime"] == "Wed, 28 Aug 2024 00:00:00 GMT"
    assert answer.headers["x-archive-orig-server"] == "IIS"
    told = links(answer.headers["link"])
    assert told["first prev memento"].endswith(f"20240827000000id_/{URL}")
    assert told["last next memento"].endswith(f"20240829000000id_/{URL}")
    assert get(site, f"/web/2024id_/{URL}").headers["location"].endswith(f"/20240827000000id_/{URL}")
    assert get(site, f"/web/20240827000000id_/{article_address('2').url}").status_code == 404
    moved = get(site, f"/web/20240827000000id_/{HOST}/cu.aspx")
    assert moved.status_code == 302
    assert moved.headers["location"].endswith(f"/web/20240827000000id_/{HOST}/vpubnd/Tin-t%E1%BB%A9c.aspx")


def test_time_maps_list_all_captures_a_page_at_a_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    text = get(site, f"/timemap/link/{URL}").text
    assert len(re.findall(r'memento"; datetime=', text)) == 3
    told = json.loads(get(site, f"/web/timemap/json/{URL}").text)
    assert told["original_uri"] == URL and len(told["mementos"]["list"]) == 3
    monkeypatch.setattr("archive.web.mementos.timemaps.AT_ONCE", 2)
    first = get(site, f"/timemap/link/{URL}").text
    assert first.count('memento"; datetime=') == 2 and f"/timemap/link/2/{URL}" in first
    assert get(site, f"/timemap/link/2/{URL}").text.count('memento"; datetime=') == 1
    assert get(site, f"/timemap/link/3/{URL}").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (f"url={URL}", 3),
        (
            f"url={URL.upper().replace('ASPX', 'aspx').replace('VPUBND', 'vpubnd').replace('TIN/BAI', 'tin/bai')}",
            3,
        ),
        ("url=vpub.soctrang.gov.vn&matchType=host", 6),
        ("url=*.soctrang.gov.vn", 6),
        (f"url={HOST}/vpubnd/*", 4),
        (f"url={URL}&from=20240828", 2),
        (f"url={URL}&from=2024&to=20240828", 2),
        ("url=*.soctrang.gov.vn&filter=!statuscode:200", 2),
        ("url=*.soctrang.gov.vn&filter==status:404", 1),
        (f"url={URL}&collapse=digest", 1),
        (f"url={URL}&collapse=timestamp:8", 3),
        (f"url={URL}&limit=1", 1),
        (f"url={URL}&limit=-2", 2),
        (f"url={URL}&offset=2", 1),
        (f"url={URL}&limit=2&offset=2", 1),
        (f"url={URL}&fastLatest=true", 1),
        (f"url={URL}&fastLatest=true&limit=2", 2),
        (f"url={URL}&page=0", 3),
        (f"url={URL}&page=-1", 3),
        (f"url={URL}/never", 0),
    ],
)
def test_the_index_is_asked_as_others_are(site: Site, query: str, count: int) -> None:
    assert len(get(site, f"/cdx/search/cdx?{query}").text.splitlines()) == count
    assert len(get(site, f"/cdx?{query}&output=json").text.splitlines()) == count
    rows = json.loads(get(site, f"/cdx/search/cdx?{query}&output=json").text)
    assert len(rows) == (count + 1 if count else 0)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("url=*.soctrang.gov.vn&filter=mime:html", 4),
        ("url=*.soctrang.gov.vn&filter=!mime:html", 2),
        ("url=*.soctrang.gov.vn&filter=~status:4", 1),
        (f"url={URL}&closest=20240828&limit=1", 1),
        ("url=*.soctrang.gov.vn&filter=404", 1),
        ("url=*.soctrang.gov.vn&filter=!text/html", 2),
        ("url=*.soctrang.gov.vn&filter=~vn,gov,soctrang,vpub%5C)/vpubnd", 4),
        ("url=*.soctrang.gov.vn&filter==404", 0),
        (f"url={URL}&filter={sha1_of(PAGE.encode())}", 3),
        (f"url={URL}&collapseTime=6", 1),
        (f"url={URL}&collapseTime=8", 3),
        (f"url={HOST}/vpubnd/*&collapseTime=6", 2),
    ],
)
def test_the_index_of_pywb_is_asked_in_its_own_way(site: Site, query: str, count: int) -> None:
    rows = [json.loads(line) for line in get(site, f"/cdx?{query}&output=json").text.splitlines()]
    assert len(rows) == count
    assert "closest" not in query or rows[0]["timestamp"].startswith("20240828")


@pytest.mark.parametrize(
    "name", ["đã-đến.aspx", "%C4%91%C3%A3-%C4%91%E1%BA%BFn.aspx", "%c4%91%c3%a3-%c4%91%e1%ba%bfn.aspx"]
)
def test_an_address_is_found_however_its_letters_are_written(site: Site, name: str) -> None:
    assert get(site, f"/timegate/{HOST}/{name}").status_code == 302
    assert len(get(site, f"/cdx?url={HOST}/{name}&output=json").text.splitlines()) == 1


def test_whoever_goes_through_pages_comes_to_an_end(site: Site) -> None:
    for form in ("", "&output=json"):
        last = get(site, f"/cdx/search/cdx?url={URL}&page=1{form}")
        assert (last.status_code, last.text) == (200, "")
    assert get(site, f"/cdx?url={URL}&page=1").status_code == 400
    assert get(site, f"/cdx/search/cdx?url={URL}&page=one").status_code == 400


def test_captures_are_named_by_the_digest_that_others_use(site: Site) -> None:
    digest = sha1_of(PAGE.encode())
    words = get(site, f"/cdx/search/cdx?url={URL}").text.split()
    assert words[5] == digest
    told = json.loads(get(site, f"/cdx?url={URL}&output=json").text.splitlines()[0])
    assert told["digest"] == digest
    assert get(site, f"/cdx/search/cdx?url={URL}&filter=digest:{digest}&fl=timestamp").text.count("2024") == 3
    gone = get(site, f"/cdx/search/cdx?url={article_address('2').url}&fl=digest").text
    assert gone == f"{sha1_of(b'')}\n"


def test_an_index_that_is_long_goes_on(site: Site) -> None:
    got, key = [], ""
    while True:
        more = f"&resumeKey={key}" if key else ""
        rows = json.loads(
            get(site, f"/cdx/search/cdx?url={URL}&output=json&limit=2&showResumeKey=true{more}").text
        )
        if rows[-2:-1] != [[]]:
            got += rows[1:]
            break
        key = rows[-1][0]
        got += rows[1:-2]
    assert [row[1] for row in got] == ["20240827000000", "20240828000000", "20240829000000"]


def test_the_latest_are_the_latest_and_the_last_comes_first_in_reverse(site: Site) -> None:
    def days(query: str) -> list[str]:
        lines = get(site, f"/cdx/search/cdx?url={URL}&fl=timestamp&{query}").text.split()
        return [line[6:8] for line in lines]

    assert days("fastLatest=true&limit=-2") == days("limit=-2") == ["28", "29"]
    assert days("sort=reverse&limit=2") == ["29", "28"]
    *_, key = get(site, f"/cdx/search/cdx?url={URL}&sort=reverse&limit=2&showResumeKey=true").text.split()
    assert days(f"sort=reverse&resumeKey={key}") == ["27"]


def test_captures_of_one_second_are_all_given_however_few_at_a_time(tmp_path: Path) -> None:
    """A redirect to https is as old as the page that it leads to, and has the same key."""
    path = tmp_path / "second.db"
    with new_archive(path) as archive:
        for scheme in ("http", "https"):
            for hours in (0, 24):
                address = Address(URL.replace("https", scheme))
                put(archive, capture(scheme.encode(), hours, address, headers=HTML), address)
    site, got, more = Site(path), [], ""
    while more is not None:
        asked = f"/cdx/search/cdx?url={HOST}/*&fl=timestamp,original&limit=1&showResumeKey=true{more}"
        line, *key = get(site, asked).text.split("\n\n")
        got.append(line.strip())
        more = f"&resumeKey={key[0].strip()}" if key else None
    assert len(got) == len(set(got)) == 4


def test_a_filter_that_could_take_for_ever_is_refused(site: Site) -> None:
    assert get(site, f"/cdx/search/cdx?url={URL}&filter=200").status_code == 400
    for pattern in ("(a%2B)%2B$", "(a|a)*b", ".*.*.*x", "("):
        assert get(site, f"/cdx/search/cdx?url={URL}&filter=original:{pattern}").status_code == 400


def test_captures_are_given_beside_the_index_where_pywb_asks_for_them(site: Site) -> None:
    for path in (f"/20240828000000id_/{URL}", f"/-/luutru/tin/20240828000000id_/{URL}"):
        assert get(site, path).content == PAGE.encode()


def test_a_page_stands_in_a_frame_in_which_nothing_runs(site: Site) -> None:
    answer = get(site, f"/web/20240828000000/{URL}")
    tree = html.fromstring(answer.text)
    (frame,) = tree.xpath("//iframe")
    assert frame.get("sandbox") == "" and "mp_/" in frame.get("src")
    assert "frame-src 'self'" in answer.headers["content-security-policy"]
    inner = get(site, f"/web/20240828000000mp_/{URL}")
    policy = inner.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'") and "script-src" not in policy
    assert "live.example" not in inner.text
    (link,) = html.fromstring(inner.text).xpath("//a/@href")
    assert link == f"{ROOT}/web/20240828000000mp_/{HOST}/x/b.aspx"
    (picture,) = html.fromstring(inner.text).xpath("//img/@src")
    assert picture == f"{ROOT}/web/20240828000000im_/https://elsewhere.example/a.png"
    assert f"url({ROOT}/web/20240828000000im_/{HOST}/bg.png)" in inner.text


def test_what_was_not_captured_says_so_and_offers_the_nearest(site: Site) -> None:
    answer = get(site, f"/web/2024/{URL.replace('bai', 'khac')}")
    assert answer.status_code == 404 and URL in answer.text
    assert site.page(f"/captures?url={URL}", "tin").text.count("<li>") >= 3
    assert site.page("/captures", "tin").status_code == 200


def test_the_days_of_an_address_lead_to_its_captures_and_tell_changes(site: Site) -> None:
    page = html.fromstring(site.page(f"/captures?url={URL}", "tin").text)
    days = page.xpath("//table//a")
    assert [(day.text, day.getparent().tag) for day in days] == [("27", "strong"), ("28", "td"), ("29", "td")]
    assert [day.get("href") for day in days] == [f"{BASE}/web/202408{day.text}000000/{URL}" for day in days]


def test_styles_lead_into_the_archive() -> None:
    style = (
        b"@import 'a.css'; p { background: url(\"../b.png\") } q { background: url(data:image/png;base64,x) }"
    )
    led = rewritten_style(style, "https://a.vn/x/y.css", "http://here/web/2024").decode()
    assert "@import 'http://here/web/2024im_/https://a.vn/x/a.css'" in led
    assert (
        'url("http://here/web/2024im_/https://a.vn/b.png")' in led and "url(data:image/png;base64,x)" in led
    )


def test_pages_of_any_make_are_rewritten() -> None:
    for body in (b"", b"\xff\xfe", b"<a href='http://[bad'>x</a>", "<p>Đảng ủy".encode("utf-16")):
        assert isinstance(
            rewritten(body, "text/html; charset=no-such", "https://a.vn/", "http://here/web/1"), bytes
        )


def test_a_recovery_from_here_finds_its_way(site: Site, tmp_path: Path) -> None:
    from archive.warc.memento import entries

    (one, *_) = entries(get(site, f"/cdx?url={URL}&output=json").text.splitlines())
    assert (one.url, one.timestamp, one.status) == (URL, "20240827000000", 200)
    assert at(0).startswith("2024-08-27T00:00:00") and one.digest
