"""Writes systemd units, cron lines, and the settings for Scrapyd."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import click

from archive.wording import t
from crawler.limits import ZONE
from crawler.notify import needs_rights

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_HARDENED = """# Of all files it may write those beside the archive alone.
PrivateUsers=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
NoNewPrivileges=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
CapabilityBoundingSet=
UMask=0022
"""


def units(
    portal: str,
    title: str,
    interval: timedelta,
    begin: time | None,
    words: list[str],
    told: Sequence[str],
) -> dict[str, str]:
    """The systemd units of one portal, by file name. `told` are those who hear of alarms."""
    name, title = f"luutru-{portal}", " ".join(title.split())
    archive = Path(words[words.index("--archive") + 1])
    check = [*words[: words.index("crawl")], "status", "--check", "--archive", str(archive)]
    if begin is None:
        when = f"OnStartupSec=5min\nOnUnitActiveSec={int(interval.total_seconds())}s"
        if interval <= DAY and DAY % interval == timedelta() and interval % HOUR == timedelta():
            hours = "00" if interval == DAY else f"00/{interval // HOUR}"
            when = f"OnCalendar=*-*-* {hours}:17:00\nPersistent=true"
        elif interval < HOUR and HOUR % interval == timedelta():
            when = f"OnCalendar=*-*-* *:00/{interval // timedelta(minutes=1)}:00\nPersistent=true"
    else:
        day = "Sun " if interval > DAY else ""
        when = f"OnCalendar={day}*-*-* {begin:%H:%M}:00 {ZONE.key}\nPersistent=true"
    confined = f"{_HARDENED}ReadWritePaths={_quoted(str(archive.parent))}\n"
    telling = "# Not confined as the crawl is: sendmail works by the rights of its group.\n"
    if told and not any(map(needs_rights, told)):
        telling = (
            f"# A command or mail address may need more: write this anew when one is to be told.\n{confined}"
        )
    service = f"""[Unit]
Description=luutru: {_percent(title)}
OnFailure={name}-alarm.service

[Service]
Type=exec
ExecStart={" ".join(_for_systemd(word) for word in words)}
# 4: another run holds the archive; 5: stopped, goes on the next time. 3, alarms to look at, is shown as failed.
SuccessExitStatus=4 5
TimeoutStopSec=60
RuntimeMaxSec=7d
MemoryMax=2G
# Only the process that takes too much memory ends: one that reads a page to see whether it does.
OOMPolicy=continue
Nice=10
{confined}"""
    alarm = f"""[Unit]
Description=luutru: {_percent(title)}, what is to be looked at

[Service]
Type=oneshot
{telling}# Whom to tell stands in ~/.config/luutru/notify, or in LUUTRU_NOTIFY, set here.
ExecStart={" ".join(_for_systemd(word) for word in check)}
SuccessExitStatus=1 3
TimeoutStartSec=300
"""
    timer = f"""[Unit]
Description=luutru: {_percent(title)}, again and again

[Timer]
{when}
RandomizedDelaySec=2min

[Install]
WantedBy=timers.target
"""
    daily = f"""[Unit]
Description=luutru: {_percent(title)}, what did not run at all is noticed, too

[Timer]
OnCalendar=*-*-* 08:00:00
Persistent=true
Unit={name}-alarm.service

[Install]
WantedBy=timers.target
"""
    return {
        f"{name}.service": service,
        f"{name}.timer": timer,
        f"{name}-alarm.service": alarm,
        f"{name}-check.timer": daily,
    }


def for_scrapyd(portal: str, params: dict[str, Any], interval: timedelta, begin: time | None) -> str:
    """What Scrapyd needs to know of this installation, and the cron line that makes it crawl."""
    from crawler.commands.collect.crawl import arguments_and_settings

    arguments, settings = arguments_and_settings(params)
    fields = [f"setting={name}={value}" for name, value in settings.items()]
    for name, value in arguments.items():
        if value not in (None, False, ()):
            fields.append(f"{name}={' '.join(value) if isinstance(value, tuple) else value}")
    asked = [
        *("curl", "-fsS", "http://localhost:6800/schedule.json"),
        *("-d", "project=luutru", "-d", f"spider={portal}"),
        *(word for each in fields for word in ("--data-urlencode", each)),
    ]
    return f"""# scrapy.cfg, in the folder in which Scrapyd is started, by {sys.executable}
[settings]
luutru = crawler.settings

# crontab, for Scrapyd has no clock of its own
# {cron_times(interval, begin)} {for_cron(asked)}"""


def cron_times(interval: timedelta, begin: time | None) -> str:
    """The five fields of a cron line. Raises click.UsageError for an interval without such a line."""
    if begin is not None:
        # cron goes by the zone of this machine.
        here = datetime.combine(datetime.now(ZONE), begin, ZONE).astimezone()
        return f"{here.minute} {here.hour} * * {'0' if interval > DAY else '*'}"
    if interval < HOUR and HOUR % interval == timedelta():
        return f"*/{interval // timedelta(minutes=1)} * * * *"
    if interval == HOUR:
        return "17 * * * *"
    if interval < DAY and interval % HOUR == timedelta() and DAY % interval == timedelta():
        return f"17 */{interval // HOUR} * * *"
    if interval == DAY:
        return "17 3 * * *"
    if interval == 7 * DAY:
        return "17 3 * * 0"
    raise click.UsageError(t("cron knows 10m, 15m, 20m, 30m, 1h, 2h, 3h, 4h, 6h, 8h, 12h, 1d and 7d."))


def for_cron(words: list[str]) -> str:
    """A command for a line of crontab."""
    # A percent sign ends a cron command.
    return shlex.join(words).replace("%", "\\%")


def _for_systemd(word: str) -> str:
    return _quoted(word.replace("$", "$$"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_percent(escaped)}"'


def _percent(text: str) -> str:
    return text.replace("%", "%%")
