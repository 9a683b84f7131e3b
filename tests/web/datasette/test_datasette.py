"""Datasette opens an archive by itself and knows what its tables are."""

from __future__ import annotations

import csv
import html
import io
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from datasette.utils import tilde_encode
from markupsafe import escape

from archive.crawls import finish_crawl, start_crawl
from archive.web.datasette.queries import QUERIES
from archive.web.serve import SETTINGS, datasette_for
from archive.web.tables import TABLES
from archive.web.wording.meanings import MEANINGS
from archive.web.wording.queries import QUERY_LINES
from archive.web.wording.tables import described
from tests.support.facts import article_address, at, capture, new_archive, put, says
from tests.support.web import BROWSER, Site, fill

NAME = "kho lưu trữ 2024"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / f"{NAME}.db"
    with new_archive(path) as archive:
        fill(archive)
    return path


@pytest.fixture(scope="module")
def site(file: Path) -> Site:
    return Site(file)


@pytest.mark.parametrize("table", TABLES)
def test_every_promised_table_opens_with_its_title_and_columns(site: Site, table: str) -> None:
    with sqlite3.connect(site.datasette.databases[NAME].path) as db:
        columns = {row[1] for row in db.execute(f"pragma table_info({table})")}
    assert set(TABLES[table].columns) <= columns
    assert MEANINGS[table].keys() == TABLES[table].columns.keys()
    for language, meanings in (("en", TABLES[table].columns), ("vi", MEANINGS[table])):
        page = site.get(f"/{tilde_encode(NAME)}/{table}", headers={"accept-language": language})
        assert page.status_code == 200 and "accept-language" in page.headers["vary"].lower()
        text = html.unescape(page.text)
        assert TABLES[table].title in text and described(table, language)[0] in text
        for meaning in meanings.values():
            assert meaning in text
    assert site.get(f"/{tilde_encode(NAME)}/{table}.csv").status_code == 200


@pytest.mark.parametrize("typed", ["dang uy", "Đảng uỷ", "DANG UY", '"Đảng ủy"'])
def test_the_search_box_follows_our_rules(site: Site, typed: str) -> None:
    found = site.rows(f"articles?_search={typed}", NAME)
    assert [row["title"] for row in found] == ["Họp Đảng uỷ xã"]
    assert len(site.rows(f"versions?_search={typed}", NAME)) == 2


def test_searching_never_fails(site: Site) -> None:
    for typed in ('"', "*", "a AND", "%C3"):
        assert site.get(f"/{tilde_encode(NAME)}/articles", params={"_search": typed}).status_code == 200


def test_inner_tables_are_out_of_the_way(site: Site) -> None:
    listing = site.get(f"/{tilde_encode(NAME)}.json").json()
    shown = {table["name"] for table in listing["tables"] if not table["hidden"]}
    assert shown <= set(TABLES)
    assert "payload_data" not in shown


def test_a_view_that_somebody_added_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "added.db"
    with new_archive(path) as archive:
        fill(archive)
    with closing(sqlite3.connect(path)) as db:
        db.execute("create view added as select abs(-9223372036854775807 - 1) as fails")
    site = Site(path)
    assert all(site.get(f"/added/added{form}").status_code == 403 for form in ("", ".json", ".csv"))
    listing = site.get("/added.json").json()
    assert "added" not in [view["name"] for view in listing["views"]] and listing["tables"]
    assert site.get("/added/articles").status_code == 200


def test_articles_by_department_and_month(site: Site) -> None:
    rows = site.rows("articles_by_department_and_month?department=Phòng+Nội+chính", NAME)
    assert rows == [{"department": "Phòng Nội chính", "month": "2024-08", "articles": 1, "changed_later": 1}]


def test_changed_after_publication(site: Site) -> None:
    body, row = site.rows("changed_after_publication?field=&since=", NAME)
    assert body["field"] == "body"
    assert (row["field"], row["before"], row["after"]) == ("title", "Họp Đảng ủy", "Họp Đảng uỷ xã")
    assert site.rows("changed_after_publication?field=author&since=", NAME) == []
    assert site.rows("changed_after_publication?field=&since=2024-08-29", NAME) == []


@pytest.mark.parametrize(
    ("date", "title"),
    [
        ("2024-08-27", "Họp Đảng ủy"),
        ("2024-08-28", "Họp Đảng uỷ xã"),
        (at(30), "Họp Đảng uỷ xã"),
        (at(29), "Họp Đảng ủy"),
    ],
)
def test_an_article_as_of_a_date(site: Site, date: str, title: str) -> None:
    assert [row["title"] for row in site.rows(f"article_as_of?article=1&date={date}", NAME)] == [title]


@pytest.mark.parametrize("date", ["27/8/2024", "28-08-2024", "8/28/2024", "soon", ""])
def test_what_is_no_date_finds_nothing_rather_than_anything(site: Site, date: str) -> None:
    assert site.rows(f"article_as_of?article=1&date={date}", NAME) == []
    assert site.rows(f"portal_as_of?date={date}", NAME) == []
    if date:
        assert site.rows(f"changed_after_publication?field=&since={date}", NAME) == []


def test_every_event_leads_to_its_article(site: Site) -> None:
    links = re.findall(r'href="([^"]*/row/[^"]*)"', site.get(f"/{tilde_encode(NAME)}/events").text)
    assert links and {site.get(link).status_code for link in links} == {200}


def test_an_article_was_not_there_before_it_was_seen(site: Site) -> None:
    assert site.rows("article_as_of?article=1&date=2024-08-26", NAME) == []


def test_the_portal_as_of_a_date_leaves_out_what_was_removed(site: Site) -> None:
    assert len(site.rows("portal_as_of?date=2024-08-27", NAME)) == 2
    assert [row["title"] for row in site.rows("portal_as_of?date=2024-08-28", NAME)] == ["Họp Đảng uỷ xã"]
    (removed,) = site.rows("removed_articles?", NAME)
    assert (removed["title"], removed["state"]) == ("Tin", "gone")


def test_visits_per_day(site: Site) -> None:
    newest, oldest = site.rows("visits_per_day?site=vpubnd", NAME)
    assert (oldest["day"], oldest["total"], oldest["growth"]) == ("2024-08-27", 1561138, None)
    assert (newest["day"], newest["total"], newest["growth"]) == ("2024-08-28", 1561200, 62)


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_says_what_it_answers(site: Site, query: str) -> None:
    for language, line in (("en", QUERIES[query].description), ("vi", QUERY_LINES[query])):
        page = site.get(f"/{tilde_encode(NAME)}/{query}", headers={"accept-language": language})
        assert page.status_code == 200
        text = html.unescape(page.text)
        assert QUERIES[query].title in text
        assert line in text


@pytest.mark.parametrize(
    ("sql", "why", "english"),
    [
        ("select * from nope", "Không có bảng nào tên là “nope”.", "There is no table “nope”."),
        ("select nope from articles", "Không có cột nào tên là “nope”.", "There is no column “nope”."),
        ("select 1 from", "Câu lệnh chưa viết hết.", "The query does not end."),
        ("select , from articles", "Câu lệnh sai cú pháp ở gần “,”.", "The syntax is wrong near “,”."),
        ("delete from articles", "Ở đây chỉ chạy được câu lệnh SELECT.", "Only SELECT can be run here."),
        ("select '<script>' where", "Câu lệnh chưa viết hết.", "The query does not end."),
    ],
)
def test_sql_that_fails_is_told_in_the_archive_s_look(site: Site, sql: str, why: str, english: str) -> None:
    for language, words in (("vi", why), ("en", english)):
        reader = BROWSER | {"accept-language": language}
        answer = site.get(f"/{tilde_encode(NAME)}", params={"sql": sql}, headers=reader)
        assert answer.status_code in (400, refused(site))
        assert "luutru/-/style.css" in answer.text and words in answer.text
        assert f"{escape(sql)}</textarea>" in answer.text
        assert f"/-/luutru/{tilde_encode(NAME)}/data" in answer.text, "the archive's own menu"
        assert "<script>" not in answer.text


def refused(site: Site) -> int:
    """The status of Datasette's page for SQL that SQLite refuses: from 1.0 on it is a page like others."""
    return 400 if hasattr(site.datasette, "metadata") else 200


def test_sql_is_still_datasette_s_own_where_it_runs(site: Site) -> None:
    answer = site.get(f"/{tilde_encode(NAME)}?sql=select+7", headers=BROWSER)
    assert answer.status_code == 200 and "sql-editor" in answer.text
    asked = site.get(f"/{tilde_encode(NAME)}.json?sql=select+*+from+nope")
    assert asked.status_code == 400 and asked.json()["error"] == "no such table: nope"


def test_a_query_that_takes_too_long_can_be_mended(file: Path) -> None:
    slow = "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t"
    site = Site(file, sql_time_limit_ms=20)
    answer = site.get(f"/{tilde_encode(NAME)}", params={"sql": slow}, headers=BROWSER)
    assert answer.status_code == 400
    assert "Truy vấn mất quá nhiều thời gian" in answer.text and f"{slow}</textarea>" in html.unescape(
        answer.text
    )


def test_other_databases_keep_datasette_s_page_of_errors(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("create table t (a)")
    site = Site(file, tmp_path / "other.db")
    answer = site.get("/other?sql=select+b+from+t", headers=BROWSER)
    assert answer.status_code == refused(site)
    assert "sql-editor" in answer.text and "luutru/-/style.css" not in answer.text


def test_several_archives_beside_another_database(file: Path, tmp_path: Path) -> None:
    second, other = tmp_path / "hai.db", tmp_path / "other.db"
    with new_archive(second) as archive:
        fill(archive)
    with sqlite3.connect(other) as db:
        db.execute("create table articles (id integer primary key, title text)")
        db.execute("create virtual table articles_fts using fts5(title, content='articles')")
        db.execute("insert into articles values (1, 'one two')")
        db.execute("insert into articles_fts(rowid, title) values (1, 'one two')")
    site = Site(file, second, other)
    assert len(site.rows("articles?_search=dang+uy", NAME)) == 1
    assert len(site.rows("articles?_search=dang+uy", "hai")) == 1
    page = site.get("/other/articles")
    assert page.status_code == 200
    assert TABLES["articles"].title not in page.text
    assert len(site.rows("articles?_search=one", "other")) == 1


def test_an_archive_is_read_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "live.db"
    with new_archive(path) as archive:
        fill(archive)
        site = Site(path)
        assert len(site.rows("articles?_search=lụt", "live")) == 0
        address = article_address("3")
        crawl = start_crawl(archive, "soctrang", at(70), "luutru", {})
        put(archive, capture(says("Tin lũ lụt"), 71, address), address, crawl_id=crawl)
        assert len(site.rows("articles", "live")) == 3
        finish_crawl(archive, crawl, at(72), "finished", None, {})
        assert len(site.rows("articles?_search=lut", "live")) == 1


def test_what_the_user_says_goes_before_what_we_say(file: Path) -> None:
    site = Site(file)
    ours = site.datasette
    if hasattr(ours, "_metadata_local"):
        said = {"databases": {NAME: {"tables": {"articles": {"title": "Bài của tôi"}}}}}
        ours._metadata_local = said
    page = site.get(f"/{tilde_encode(NAME)}/articles").text
    assert "Bài của tôi" in page
    assert TABLES["articles"].title not in page


def test_csv_streams_every_row(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    with new_archive(path) as archive, archive.writing():
        for number in range(2300):
            address = article_address(str(number))
            put(archive, capture(says(f"Bài {number}", "Một dòng."), number, address), address)
    answer = Site(path).get("/many/articles.csv?_stream=on&_col=id&_col=title")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [int(row["id"]) for row in rows] == list(range(2300, 0, -1))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_there_as_csv(site: Site, file: Path, table: str) -> None:
    no_bytes = "&_nocol=data" if table == "payloads" else ""
    answer = site.get(f"/{tilde_encode(NAME)}/{table}.csv?_stream=on{no_bytes}")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    with closing(sqlite3.connect(file)) as db:
        assert len(rows) == db.execute(f"select count(*) from {table}").fetchone()[0]
    assert all(set(row) == {*TABLES[table].columns} - {"data"} for row in rows)


def test_served_files_are_neither_immutable_nor_downloadable(site: Site) -> None:
    assert SETTINGS["suggest_facets"] is False
    assert site.datasette.databases[NAME].is_mutable
    assert site.get(f"/{tilde_encode(NAME)}.db").status_code in (403, 404)


@pytest.mark.parametrize("name", ["what?.db", "no #1.db", "a%20b.db"])
def test_a_name_that_datasette_would_take_for_another_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ValueError, match="cannot be served"):
        datasette_for([tmp_path / name])
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.db"):
        datasette_for([tmp_path / "nowhere.db"])


def test_long_cells_are_cut_and_sql_is_folded(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.db") as archive:
        put(archive, capture(says("Bài", "đất " * 500), 0))
    site = Site(tmp_path / "a.db")
    assert "đất " * 400 not in site.get("/a/articles").text
    assert site.rows("articles", "a")[0]["body"].count("đất") == 500
    if hasattr(site.datasette, "metadata"):
        text = site.get("/a/most_edited").text
        assert '<pre id="sql-query">' not in text
        assert '(<a href="/a/most_edited?_show_sql=1">show</a>)' in text
