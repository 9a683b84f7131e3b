"""Similar articles, pictures, data to take away, the page about the archive, errors."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from archive.about import set_about
from archive.model import Address
from archive.model import Site as PortalSite
from archive.search import index
from archive.web.data.export_rows import COLUMNS
from archive.web.datasette.queries import QUERIES
from archive.web.tables import TABLES
from archive.web.wording.columns import CODEBOOK
from archive.web.wording.meanings import MEANINGS
from archive.web.wording.queries import QUERY_LINES
from archive.web.wording.tables import TABLE_NAMES
from tests.support.facts import HOST, PORTAL, article_address, capture, new_archive, put, says
from tests.support.web import Site, fill

LONG = " ".join(f"từ{number}" for number in range(80))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    path = tmp_path_factory.mktemp("more") / "a.db"
    with new_archive(path) as archive:
        fill(archive)
        texts = (
            ("21", LONG, "2024-08-03"),
            ("22", f"{LONG} thêm vài chữ", "2024-08-01"),
            ("23", "Khác. " * 60, None),
        )
        for cms_id, body, published in texts:
            address = article_address(cms_id, site=f"s{cms_id}")
            put(archive, capture(says(f"Bài {cms_id}", body, published_at=published), 10, address), address)
        with archive.writing():
            index.catch_up(archive.db)
        set_about(archive, institution="Thư viện tỉnh", terms="https://creativecommons.org/licenses/by/4.0/")
    return Site(path)


def read(site: Site, path: str, language: str = "vi") -> str:
    answer = site.page(path, "a", headers={"accept-language": language})
    assert answer.status_code == 200
    return html.unescape(answer.text)


def test_similar_articles_stand_in_order_of_publication(site: Site) -> None:
    text = read(site, "/similar/soctrang/21")
    assert re.findall(r"Bài 2\d", text.split("<ol")[1]) == ["Bài 22", "Bài 21"]
    assert "bài này" in text
    assert "Không có bài nào gần giống." in read(site, "/similar/soctrang/23")
    assert site.page("/similar/soctrang/77", "a").status_code == 404


def test_pictures_with_their_captions(site: Site) -> None:
    assert read(site, "/pictures").count("<figure>") == 2
    text = read(site, "/pictures?q=quang cảnh")
    assert "Quang cảnh" in text and text.count("<img") == 1
    assert "<figure>" not in read(site, "/pictures?q=không có")


def test_data_has_every_table_and_query(site: Site) -> None:
    text, english = read(site, "/data"), read(site, "/data", "en")
    for name in TABLES:
        assert f"<code>{name}</code>" in text
    assert "Bài viết</b> <code>articles</code>" in text and "5 dòng" in text
    assert "Articles</b> <code>articles</code>" in english
    assert len(QUERIES) >= 24
    assert CODEBOOK.keys() == set(COLUMNS)
    assert all(f"<dt><code>{name}</code></dt><dd>{CODEBOOK[name][0]}" in text for name in COLUMNS)
    assert set(TABLE_NAMES) == set(TABLES)
    for name in TABLES:
        for column, meaning in TABLES[name].columns.items():
            assert f"<dt><code>{column}</code></dt><dd>{MEANINGS[name][column]}</dd>" in text
            assert f"<dt><code>{column}</code></dt><dd>{meaning}</dd>" in english


def test_a_site_without_captures_has_no_package(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    address, image = article_address("1", site="one"), Address(f"{HOST}/a.png", "image")
    with new_archive(path) as archive:
        put(archive, capture(says("Một"), 0, address), address)
        put(archive, capture(b"png", 0, image), image)
        archive.add_portal(PORTAL, [PortalSite("one")])
    served = Site(path)
    assert "/site/soctrang/one.wacz" in read(served, "/data") and "vpubnd.wacz" not in read(served, "/data")
    assert served.page("/site/soctrang/one.wacz", "a").status_code == 200
    assert served.page("/site/soctrang/vpubnd.wacz", "a").status_code == 404


def test_data_says_how_many_rows_a_table_has(site: Site) -> None:
    text = read(site, "/data", "en")
    told = dict(re.findall(r"<code>(\w+)</code> <span class=\"aside\">([\d,]+) rows", text))
    assert {"articles", "citations", "mentions", "visits_by_day", "templates"} <= told.keys()
    for name, number in told.items():
        (row,) = site.get(f"/a.json?sql=select count(*) as n from {name}&_shape=array").json()
        assert row["n"] == int(number.replace(",", "")), name


def test_data_is_told_in_the_reader_s_language(site: Site) -> None:
    own, english = read(site, "/data"), read(site, "/data", "en")
    assert "·" not in "".join(re.findall(r"<summary>(.*?)</summary>", own)), "no title in two languages"
    assert QUERY_LINES.keys() == QUERIES.keys()
    for name, query in QUERIES.items():
        assert QUERY_LINES[name] in own and query.description not in own
        assert query.description in english


@pytest.mark.parametrize("name", QUERIES)
def test_every_worked_query_runs(site: Site, name: str) -> None:
    fields = "&".join(f"{field}=" for field in re.findall(r":(\w+)", QUERIES[name].sql))
    site.rows(f"{name}?{fields}", "a")


def test_about_says_who_and_how_complete(site: Site) -> None:
    text = read(site, "/about")
    assert "Thư viện tỉnh" in text
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in text
    assert "5 bài, lưu từ 27/8/2024 07:00" in text
    assert "3 bài ghi ngày đăng, từ 1/8/2024 đến 27/8/2024" in text


@pytest.mark.parametrize("path", ["/-/luutru/nowhere", "/-/luutru/a/nothing/here"])
def test_errors_are_in_the_archive_s_look(site: Site, path: str) -> None:
    answer = site.get(path, headers={"accept-language": "vi"})
    assert answer.status_code == 404
    assert ("/-/luutru/a/search" in answer.text) == path.endswith("/nothing/here"), "the menu of the archive"
    if path.endswith("nowhere"):
        assert "Không tìm thấy" in answer.text and "luutru/-/style.css" in answer.text


def test_articles_go_into_parquet_by_portal_and_month(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    from click.testing import CliRunner

    from crawler.commands.maintain.export import command

    with new_archive(tmp_path / "a.db") as archive:
        fill(archive)
    arguments = [str(tmp_path / "out"), "--archive", str(tmp_path / "a.db"), "--format", "parquet"]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 0, done.output
    files = sorted(str(file.relative_to(tmp_path / "out")) for file in (tmp_path / "out").rglob("*.parquet"))
    assert files == [
        "portal=soctrang/month=2024-08/articles.parquet", "portal=soctrang/month=undated/articles.parquet",
    ]  # fmt: skip
    table = pq.ParquetFile(tmp_path / "out" / files[0]).read().to_pylist()
    assert [row["title"] for row in table] == ["Họp Đảng uỷ xã"]
