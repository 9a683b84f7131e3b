"""A researcher finds, opens, compares and follows, with mouse, keyboard and phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.browser.waiting import expect
from tests.support.web import WORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Visit = Callable[..., Any]

PAGES = (
    "/tin", "/tin/search?q=dang+uy", "/tin/article/1", "/tin/article/2", "/tin/article/1/compare",
    "/tin/article/1/compare?view=columns", "/tin/departments", "/tin/department?name=Phòng Nội chính",
    "/tin/visits", "/tin/changes", "/tin/capture/1", "", "/trống", "/trống/search", "/trống/visits",
    "/trống/departments", "/tin/edits", "/tin/calendar", "/tin/day/2024-08-28", "/tin/people", "/tin/places",
    "/tin/documents", "/tin/map", "/tin/words?a=xã", "/tin/data", "/tin/about", "/tin/pictures",
    "/tin/chart?query=categories", "/-/search?q=xã", "/-/changes", "/-/documents", "/-/people",
    "/trống/map", "/trống/chart",
)  # fmt: skip
LONG_PAGES = (
    "/long", "/long/search", f"/long/search?q=x&department={WORD}", "/long/article/1",
    "/long/article/1/compare", "/long/article/1/compare?view=columns", "/long/departments",
    f"/long/department?name={WORD}", "/long/visits", "/long/changes", "/long/capture/1",
)  # fmt: skip
EVIL_PAGES = (
    "/evil", "/evil/search", "/evil/search?q=script&all=1", "/evil/article/1", "/evil/article/1?v=1",
    "/evil/article/1/compare", "/evil/departments", "/evil/changes", "/evil/capture/1",
)  # fmt: skip


@pytest.mark.parametrize("typed", ["dang uy", "Đảng uỷ"])
def test_search_open_step_and_compare(visit: Visit, typed: str) -> None:
    page = visit()
    page.get_by_label("Từ cần tìm").fill(typed)
    page.get_by_role("button", name="Tìm kiếm").click()
    expect(page.locator("mark").first).to_have_text("Đảng uỷ", use_inner_text=True)
    page.get_by_role("link", name="Họp Đảng uỷ xã").click()
    expect(page.locator("h1")).to_have_text("Họp Đảng uỷ xã", use_inner_text=True)
    page.get_by_role("link", name="Phiên bản 1", exact=True).click()
    expect(page.locator("h1")).to_have_text("Họp Đảng ủy", use_inner_text=True)
    page.get_by_label("Xem tại ngày").fill("2024-08-28")
    page.get_by_role("button", name="Xem").click()
    expect(page.locator("h1")).to_have_text("Họp Đảng uỷ xã", use_inner_text=True)
    page.get_by_role("link", name="So với bản trước").click()
    expect(page.locator("section").filter(has_text="nội dung").locator("del")).to_have_text(
        "3", use_inner_text=True
    )
    page.get_by_label("Cách xem").select_option("columns")
    page.get_by_role("button", name="So sánh").click()
    expect(page.locator("table.columns")).to_have_count(2)


def test_pictures_are_drawn_from_the_archive(visit: Visit) -> None:
    page = visit("/tin/article/1")
    picture = page.get_by_alt_text("Quang cảnh")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('img').complete")
    assert picture.evaluate("img => img.naturalWidth") == 1


def test_switch_language(visit: Visit) -> None:
    page = visit("/tin/article/1")
    page.get_by_role("link", name="English").click()
    expect(page.locator("main")).to_contain_text("Version 2 of 2", use_inner_text=True)
    page.get_by_role("link", name="Changes").click()
    expect(page.locator("h1")).to_have_text("Changes", use_inner_text=True)
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("h1")).to_have_text("Thay đổi", use_inner_text=True)


def test_follow_a_feed(visit: Visit) -> None:
    page = visit("/tin/changes")
    href = page.locator('link[type="application/atom+xml"]').get_attribute("href")
    feed = page.request.get(re.sub(r"(https?://[^/]+).*", r"\1", page.url) + href)
    link = ET.fromstring(feed.body()).find("{*}entry/{*}link").get("href")
    page.goto(link)
    expect(page.locator("article h1")).to_have_count(1)


def test_everything_works_without_scripts(visit: Visit) -> None:
    page = visit("/tin/search", java_script_enabled=False)
    page.get_by_label("Từ cần tìm").fill("cong an")
    page.get_by_label("Từ cần tìm").press("Enter")
    expect(page.get_by_role("link", name="Tin", exact=True)).to_be_visible()
    expect(page.locator("script")).to_have_count(0)


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Đến nội dung", use_inner_text=True)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("name") == "q"
    page.keyboard.type("dang uy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    result = page.get_by_role("link", name="Họp Đảng uỷ xã")
    result.focus()
    outline = result.evaluate("link => getComputedStyle(link).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/article/soctrang/1\?q=dang\+uy$"))


@pytest.mark.parametrize("path", (*PAGES, *LONG_PAGES), ids=lambda path: path[:40])
def test_pages_fit_a_phone(visit: Visit, path: str) -> None:
    page = visit(path, width=360)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0


def test_filters_and_versions_are_within_a_phones_first_screen(visit: Visit) -> None:
    page = visit("/tin/search", width=390)
    filters = page.locator("#filters > details > summary")
    assert filters.bounding_box()["y"] < 700
    assert not page.locator("#filters").get_by_text("Văn phòng UBND").is_visible()
    filters.click()
    expect(page.locator("#filters").get_by_text("Văn phòng UBND")).to_be_visible()
    page = visit("/tin/article/1", width=390)
    assert page.get_by_role("link", name="Phiên bản 1", exact=True).first.bounding_box()["y"] < 500


def test_filters_stand_open_where_there_is_room(visit: Visit) -> None:
    page = visit("/tin/search")
    assert not page.locator("#filters > details > summary").is_visible()
    expect(page.locator("#filters").get_by_text("Văn phòng UBND")).to_be_visible()


def test_an_article_prints_without_the_menus(visit: Visit, tmp_path: Path) -> None:
    page = visit("/tin/article/1")
    page.emulate_media(media="print")
    assert not page.locator("header nav").first.is_visible()
    expect(page.get_by_text("Chiều nay có 5 đại biểu.").first).to_be_visible()
    page.pdf(path=tmp_path / "article.pdf")
    assert (tmp_path / "article.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("path", EVIL_PAGES)
def test_nothing_archived_runs_or_calls_home(visit: Visit, path: str) -> None:
    page = visit(path)
    for summary in page.locator("summary").all():
        summary.click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.querySelectorAll('main script, main iframe').length") == 0


@pytest.mark.parametrize(("locale", "scheme"), [("vi-VN", "light"), ("en-GB", "dark")])
@pytest.mark.parametrize("path", PAGES)
def test_no_serious_barrier(visit: Visit, path: str, locale: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    page = visit(path, locale=locale, color_scheme=scheme)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found = axe.Axe().run(page).response["violations"]
    serious = [
        (rule["id"], rule["help"], [node["html"] for node in rule["nodes"]][:3])
        for rule in found
        if rule["impact"] in ("serious", "critical", "moderate")
    ]
    assert not serious


def test_datasette_leads_to_the_article(visit: Visit, server: str) -> None:
    page = visit()
    page.get_by_role("link", name="Dữ liệu").click()
    page.get_by_text("Bài viết articles").click()
    page.get_by_role("link", name="Mở bảng").first.click()
    page.locator("td.col-id a").last.click()
    expect(page.locator("article h1")).to_have_text("Họp Đảng uỷ xã", use_inner_text=True)
