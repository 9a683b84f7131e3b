"""What `luutru schedule` writes works as written."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.commands.collect.schedule import beginning
from crawler.limits import window
from tests.support.commands import luutru

CONTACT = "--contact=archive@example.org"


def words_of(unit):
    """The command of a service as systemd reads it."""
    line = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    return [word.replace("$$", "$").replace("%%", "%") for word in shlex.split(line.partition("=")[2])]


def test_the_units_are_valid_and_name_this_installation_and_archive(tmp_path):
    archive = tmp_path / 'kho "lưu trữ" 50% $HOME' / "archive.db"
    folder = tmp_path / "units"
    luutru("schedule", "soctrang", "--every=6h", CONTACT, "--archive", archive, "--output", folder)
    timer, service = folder / "luutru-soctrang.timer", folder / "luutru-soctrang.service"
    assert "OnCalendar=*-*-* 00/6:17:00\nPersistent=true" in timer.read_text()
    alarm = folder / "luutru-soctrang-alarm.service"
    assert f"OnFailure={alarm.name}" in service.read_text() and "--check" in words_of(alarm.read_text())
    daily = folder / "luutru-soctrang-check.timer"
    assert f"Unit={alarm.name}" in daily.read_text() and "Persistent=true" in daily.read_text()
    words = words_of(service.read_text())
    assert words[words.index("--archive") + 1] == str(archive)
    assert words[words.index("--contact") + 1] == "archive@example.org"
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", timer, service, alarm, daily],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_of_the_service_crawls(tmp_path):
    from tests.support.little import Little

    with Little() as portal:
        done = luutru(
            "schedule",
            "soctrang",
            "--every=1d",
            "--archive",
            tmp_path / "a b.db",
            "--home",
            portal.home,
            "--delay=0",
        )
        assert subprocess.run(words_of(done.stdout), capture_output=True, cwd="/").returncode == 0
        assert (tmp_path / "a b.db").exists()


def test_the_cron_line_is_a_time_and_a_command_that_the_shell_reads_rightly(tmp_path):
    archive = tmp_path / "kho 50% 'x'" / "archive.db"
    done = luutru("schedule", "soctrang", "--every=6h", "--cron", CONTACT, "--archive", archive)
    *times, command = done.stdout.strip().split(" ", 5)
    assert times == ["17", "*/6", "*", "*", "*"]
    read_by_cron = command.replace("\\%", "%")
    assert "%" not in command.replace("\\%", "")
    words = shlex.split(read_by_cron)
    assert words[words.index("--archive") + 1] == str(archive)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"])
@pytest.mark.parametrize("every", ["12h", "1d", "7d"])
def test_a_crawl_that_has_a_window_begins_within_it(tmp_path, zone, every):
    options = ["schedule", "soctrang", f"--every={every}", "--window=22:00-06:00", CONTACT]
    minute, hour, *_ = luutru(*options, "--cron", env={**os.environ, "TZ": zone}).stdout.split()
    here = datetime.now(ZoneInfo(zone)).replace(hour=int(hour), minute=int(minute))
    assert window("22:00-06:00").holds(here)
    timer = luutru(*options).stdout
    assert "*-*-* 23:05:00 Asia/Ho_Chi_Minh" in timer and "OnUnitActiveSec" not in timer


def test_a_short_window_is_begun_before_it_is_half_over():
    assert beginning(timedelta(days=1), "23:30-00:30") == time(0, 0)
    assert beginning(timedelta(hours=6), "22:00-06:00") is None


def test_scrapyd_gets_its_project_and_a_call_that_asks_for_the_same(tmp_path):
    archive = tmp_path / "kho 50%.db"
    options = ["--media=all", "--site=vpubnd", "--site=tpst", "--delay=2", "--new"]
    said = luutru("schedule", "soctrang", "--scrapyd", CONTACT, "--archive", archive, *options).stdout
    assert "# scrapy.cfg" in said and "[settings]\nluutru = crawler.settings" in said
    words = shlex.split(said.splitlines()[-1].split(" ", 6)[6].replace("\\%", "%"))
    assert {*words} >= {
        *("project=luutru", "spider=soctrang", f"setting=LUUTRU_ARCHIVE={archive}"),
        *("setting=DOWNLOAD_DELAY=2.0", "setting=LUUTRU_CONTACT=archive@example.org"),
        *("site=vpubnd tpst", "media=all", "new=True"),
    }
    assert not [word for word in words if word.startswith(("limit", "all=", "home"))]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere", CONTACT], "soctrang"),
        (["soctrang", "--every=often", CONTACT], "--every"),
        (["soctrang", "--every=2d", "--window=22:00-06:00", CONTACT], "1d at most"),
        (["soctrang", "--cron", "--output=units", CONTACT], "name one of them"),
        (["soctrang", "--bogus", CONTACT], "luutru crawl"),
        (["soctrang", "--every=1m", CONTACT], "ten minutes"),
        (["soctrang", "--every=7h", "--cron", CONTACT], "cron"),
        (["soctrang", "--films", CONTACT], "--films"),
    ],
)
def test_what_cannot_be_scheduled_is_said(arguments, says):
    assert says in luutru("schedule", *arguments, code=2).stderr


def test_without_a_contact_nothing_is_scheduled():
    environment = {name: text for name, text in os.environ.items() if name != "LUUTRU_CONTACT"}
    assert "--contact" in luutru("schedule", "soctrang", code=1, env=environment).stderr
    assert "--contact" in luutru("schedule", "soctrang", "--contact=the archive", code=1).stderr


def units_for(folder, told):
    """The services of a crawl and of its alarm, where `told` hears of alarms."""
    env = {**os.environ, "LUUTRU_NOTIFY": told}
    words = ["schedule", "soctrang", CONTACT, "--archive", folder / "archive.db", "--output", folder]
    luutru(*words, env=env)
    return folder / "luutru-soctrang.service", folder / "luutru-soctrang-alarm.service"


def test_the_services_may_do_little(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    for service in units_for(tmp_path, "ping:https://hc.example.org/x"):
        rated = ["systemd-analyze", "security", "--offline=true", service]
        last = subprocess.run(rated, capture_output=True, text=True).stdout.strip().splitlines()[-1]
        assert "OK" in last, last


@pytest.mark.parametrize("told", ["phong@example.org", "tell --loudly", ""])
def test_what_needs_rights_to_tell_of_an_alarm_has_them(told, tmp_path):
    crawls, tells = units_for(tmp_path, told)
    assert "NoNewPrivileges" in crawls.read_text() and "NoNewPrivileges" not in tells.read_text()


def test_control_characters_are_refused_in_any_option(tmp_path):
    evil = "x@example.org\x1b[31m"
    for words in (["schedule", "soctrang", f"--contact={evil}"], ["crawl", "soctrang", f"--contact={evil}"]):
        assert "control character" in luutru(*words, code=2, cwd=tmp_path).stderr


@pytest.mark.parametrize("where", ["contact", "archive", "environment", "option"])
def test_no_option_makes_a_line_of_its_own_in_a_unit(tmp_path, where):
    evil = "x@example.org\nExecStartPre=evil"
    env = {**os.environ, "LUUTRU_CONTACT": evil if where == "environment" else "archive@example.org"}
    words = {
        "contact": [f"--contact={evil}"],
        "archive": ["--archive", tmp_path / evil],
        "option": ["--site", evil],
    }
    for form in ((), ("--cron",), ("--scrapyd",)):
        done = luutru("schedule", "soctrang", *form, *words.get(where, ()), code=2, env=env)
        assert "control character" in done.stderr and not done.stdout
