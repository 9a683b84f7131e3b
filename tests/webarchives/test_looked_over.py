"""What imports bring is looked over as a crawl's replies are: ids of two articles, excuses in place of texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.maintenance.verify import verify
from tests.support.commands import luutru
from tests.support.little import LIST, SITE, article, listing
from tests.support.portal import rows, value
from tests.support.web import Site
from tests.webarchives.test_import import HOST, bring, page, warc

ONE, OTHER = f"{HOST}{SITE}/7/tin/mot.aspx", f"{HOST}{SITE}/7/tin/hai.aspx"
DAY, LATER, YEAR = "2023-05-01T00:00:00Z", "2023-05-01T00:20:00Z", "2024-05-01T00:00:00Z"
EXCUSE = "Grumblefax nolent tibbar, mibo sed karpu."


def of_harvest() -> str:
    """The page of an article that has no word of its title in common with `article`."""
    text = article(8).replace(
        "Hội nghị sơ kết công tác lần thứ 8", "Nông dân Kế Sách trúng mùa nhãn xuất khẩu"
    )
    return text.replace("hội nghị đã nghe báo cáo", "bà con phấn khởi thu hoạch")


def titles(archive: Path) -> list[tuple[str, int]]:
    found = rows(archive, "select title, versions from articles order by title")
    return [(row["title"][:9], row["versions"]) for row in found]


@pytest.mark.parametrize("turned", [False, True])
def test_an_id_of_two_articles_raises_an_alarm_and_both_are_kept(archive, tmp_path, turned):
    pages = [page(ONE, article(7), DAY), page(OTHER, of_harvest(), LATER)]
    file = warc(tmp_path / "a.warc.gz", *(reversed(pages) if turned else pages))
    assert "identity" in "".join(bring(archive, file, code=3)["alarms"])
    assert titles(archive) == [("Hội nghị ", 1), ("Nông dân ", 1)]
    assert bring(archive, file)["alarms"] == []
    assert list(verify(archive)) == []
    luutru("extract", "--all", "--archive", archive)
    assert titles(archive) == [("Hội nghị ", 1), ("Nông dân ", 1)]


def test_a_title_that_is_another_a_year_later_is_an_edit(archive, tmp_path):
    file = warc(tmp_path / "a.warc.gz", page(ONE, article(7), DAY), page(OTHER, of_harvest(), YEAR))
    assert bring(archive, file)["alarms"] == []
    assert titles(archive) == [("Nông dân ", 2)]


def test_an_id_of_two_articles_in_two_archives_is_found_when_they_are_merged(tmp_path):
    one, other, both = (tmp_path / name for name in ("one.db", "other.db", "both.db"))
    bring(one, warc(tmp_path / "one.warc.gz", page(ONE, article(7), DAY)))
    bring(other, warc(tmp_path / "other.warc.gz", page(OTHER, of_harvest(), LATER)))
    assert "identity" in luutru("merge", one, other, "--into", both).stderr
    assert titles(both) == [("Hội nghị ", 1), ("Nông dân ", 1)]


@pytest.mark.parametrize(
    ("days", "articles", "code"), [([DAY, LATER, DAY], 2, 3), ([DAY, YEAR, LATER], 5, 0)]
)
def test_three_articles_with_one_sentence_for_a_text_in_one_stretch_have_none(
    archive, tmp_path, days, articles, code
):
    records = [page(f"{HOST}{SITE}/{n}/tin/so.aspx", article(n), DAY) for n in (4, 5)]
    for number, day in enumerate(days, 1):
        before, _, after = article(number).partition("<p>Đoạn")
        excuse = f"{before}<p>{EXCUSE}</p>{after[after.rindex('</div><p>Phòng') :]}"
        records.append(page(f"{HOST}{SITE}/{number}/tin/so.aspx", excuse, day))
    said = bring(archive, warc(tmp_path / "a.warc.gz", *records), code=code)
    assert value(archive, "select count(*) from articles") == articles
    assert ("same-page" in "".join(said["alarms"])) == (code == 3)
    assert list(verify(archive)) == []


def test_status_and_pages_say_how_many_articles_the_lists_of_a_dead_portal_had(archive, tmp_path):
    listed = [listing([7]).replace("<h2>", f"<p>Có {total} bài viết</p><h2>") for total in ("1.480", "1.500")]
    days = ("2022-05-01T00:00:00Z", DAY)
    lists = [page(f"{HOST}{LIST}", text, day) for text, day in zip(listed, days, strict=True)]
    bring(archive, warc(tmp_path / "a.warc.gz", page(ONE, article(7), DAY), *reversed(lists)))
    told = json.loads(luutru("status", "--archive", archive, "--json").stdout)["completeness"]
    assert [(each["articles"], each["about"], each["by"]) for each in told] == [(1, 1500, "list")]
    for page_of, lang, said in (("/", "en", "1 of about 1,500"), ("/about", "vi", "1 trên khoảng 1.500 bài")):
        shown = Site(archive).page(page_of, archive.stem, params={"lang": lang}).text
        assert said in shown and f"{HOST}{LIST}" in shown
