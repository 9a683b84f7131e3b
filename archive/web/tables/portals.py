"""Describes the tables of portals, sites and crawls."""

from __future__ import annotations

from archive.web.tables.table import PORTAL, SITE, UTC, Table

PORTALS: dict[str, Table] = {
    "portals": Table(
        "Portals · Cổng thông tin",
        "The portals archived here.",
        {"id": "Short name", "name": "Name", "home_url": "Home page", "cms": "Content management system"},
        label="name",
    ),
    "portal_states": Table(
        "Portal states · Tình trạng cổng",
        "When a portal as a whole moved, was closed, refused its pages or showed others: no article is missing, gone"
        " or changed by what it answered then.",
        {
            "id": "Number in this archive",
            "portal": PORTAL,
            "state": "moved, closed, refusing, replaced, or quarantined: so many articles changed at once that someone"
            " has to say whether it is believed",
            "target": "The host that it leads to",
            "began_at": f"When it was first told ({UTC})",
            "last_seen_at": f"When it was last told ({UTC})",
            "ended_at": f"When the portal was as before again ({UTC}); null while the state goes on",
            "whole": "1 where its front pages lead to nothing known, either",
            "detail": "JSON: known articles asked for, those shown, and what was answered; `common`: what the"
            " quarantined ones changed in the same way, which is no trouble of the portal",
            "exchanged": "JSON: the articles (ids) that said something quite different",
            "part": "What it tells of: a host of the portal, a section of one (host/section), or files, its pictures"
            " and documents; null: the portal as a whole",
        },
        sort_desc="began_at",
    ),
    "sites": Table(
        "Sites · Trang thành viên",
        "The sites of a portal, with the newest contact box of each.",
        {
            "id": "Number in this archive",
            "portal": PORTAL,
            "sname": SITE,
            "name": "Name",
            "agency": "Agency that runs it (Cơ quan chủ quản)",
            "address": "Địa chỉ",
            "phone": "Điện thoại",
            "email": "Email",
        },
        label="name",
    ),
}
