"""Commands speak Vietnamese where the locale is Vietnamese, all that they say, and English elsewhere."""

from __future__ import annotations

import json
import os
import re
import string
import unicodedata

import pytest

from archive.alarms import Alarm, note
from tests.support import messages
from tests.support.commands import luutru
from tests.support.facts import at, new_archive
from tests.support.little import Little
from tests.support.portal import value

VIETNAMESE = {
    **{name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LANG"))},
    "LC_ALL": "vi_VN.UTF-8",
}
KNOWN = messages.read(messages.PO.read_text("utf-8"))


def names(text):
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})


def test_all_that_commands_say_has_a_translation_and_nothing_else_has():
    assert sorted(KNOWN) == messages.wanted(), (
        "python -m tests.support.messages brings the catalog up to date"
    )
    assert [text for text, said in KNOWN.items() if not said] == []
    assert messages.MO.read_bytes() == messages.compiled(KNOWN)


def test_translations_name_what_their_texts_name_and_are_composed():
    for text, said in KNOWN.items():
        if "{" in text and "{+" not in text:
            assert names(text) == names(said), text
        assert said == unicodedata.normalize("NFC", said)
        assert set(re.findall(r"--[a-z]+|`luutru \w+", text)) == set(
            re.findall(r"--[a-z]+|`luutru \w+", said)
        ), text


def test_nothing_is_said_that_is_not_marked_for_translation():
    assert list(messages.unmarked()) == []


def test_help_errors_and_tables_are_vietnamese_and_json_is_as_ever(archive):
    with Little() as portal:
        done = portal.crawl(archive, env=VIETNAMESE)
        assert done.stdout.startswith("Đã đọc 12 bài viết: 12 mới, 0 thay đổi")
        portal.pages["/"] = portal.answer_to("/").replace("1561138", "17")
        assert "bộ đếm tổng của " in portal.crawl(archive, env=VIETNAMESE, code=3).stderr
    assert value(archive, "select reason from crawls where id = 2").startswith("the counter total of ")
    said = luutru("status", "--archive", archive, env=VIETNAMESE).stdout
    assert "12 bài viết, 12 phiên bản" in said and "Các lượt thu thập gần nhất" in said
    assert "1 cảnh báo chưa xem" in said and "tụt từ 1.561.138 xuống 17" in said
    help_ = " ".join(luutru("crawl", "--help", env=VIETNAMESE).stdout.split())
    assert help_.startswith("Cách dùng: luutru crawl") and "[mặc định: all]" in help_ and "Tùy chọn:" in help_
    assert "Lỗi: Không có lệnh 'none'." in luutru("none", env=VIETNAMESE, code=2).stderr
    assert "không có kho lưu trữ tại" in luutru(
        "verify", "--archive", archive.with_name("none.db"), env=VIETNAMESE, code=1
    ).stderr  # fmt: skip
    asked = ["status", "--archive", archive, "--json"]
    assert json.loads(luutru(*asked, env=VIETNAMESE).stdout) == json.loads(luutru(*asked).stdout)


def test_what_became_of_a_host_is_told_in_vietnamese(archive):
    with new_archive(archive) as kept:
        note(kept.db, "soctrang", None, at(0), Alarm("part", "www.a.vn: moved to www.b.vn", 9, 0))
    done = luutru("status", "--archive", archive, env=VIETNAMESE)
    assert "đã chuyển sang www.b.vn" in done.stdout and "moved" not in done.stdout


@pytest.mark.parametrize("locale", ["C.UTF-8", "en_US.UTF-8", "fr_FR.UTF-8"])
def test_in_other_locales_commands_speak_english(locale):
    env = {**VIETNAMESE, "LC_ALL": locale}
    assert luutru("status", "--help", env=env).stdout.startswith("Usage: luutru status")


def test_the_variables_of_the_locale_count_in_their_order():
    for more in (
        {"LANG": "vi_VN"},
        {"LANG": "en_US.UTF-8", "LC_MESSAGES": "vi_VN.UTF-8"},
        {"LC_MESSAGES": "vi"},
    ):
        env = {**VIETNAMESE, **more}
        del env["LC_ALL"]
        assert luutru("status", "--help", env=env).stdout.startswith("Cách dùng")
