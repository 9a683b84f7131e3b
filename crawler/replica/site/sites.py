"""The sites of the replica, their categories, and how each shows dates, visits and its contact."""

from __future__ import annotations

from dataclasses import dataclass

from archive.model import Contact
from crawler.replica.site.content import DateLine


@dataclass(frozen=True, slots=True)
class Counter:
    """One line of the statistics box: its field of `archive.model.Visits`, its label, its first value, and the
    separator of thousands.
    """

    field: str
    label: str
    start: int
    thousands: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A list. `gathers`: it shows the articles of all sites. `repeats`: its pager always leads on, and
    beyond the end the last page comes again."""

    id: int
    pageid: int
    name: str
    gathers: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class ReplicaSite:
    """One site: its number `sid`, `box` the lines of its statistics, `inline` when they share one line."""

    sname: str
    sid: int
    name: str
    pageid: int
    contact: Contact
    categories: tuple[Category, ...]
    box: tuple[Counter, ...]
    date_lines: tuple[DateLine, ...]
    shows_views: bool
    inline: bool = False


SITES: tuple[ReplicaSite, ...] = (
    ReplicaSite(
        sname="ubnd-stg",
        sid=1270,
        name="Cổng thông tin điện tử tỉnh Sóc Trăng",
        pageid=27160,
        contact=Contact(
            agency="Ủy ban nhân dân tỉnh Sóc Trăng",
            address="Số 1 Châu Văn Tiếp, Phường 2, thành phố Sóc Trăng, tỉnh Sóc Trăng",
            phone="(0299) 3822 001",
            email="congthongtin@soctrang.example",
        ),
        categories=(
            Category(52101, 27101, "Tin trong tỉnh", gathers=True),
            Category(52110, 27110, "Chỉ đạo, điều hành"),
        ),
        box=(
            Counter("online", "Đang truy cập", 27),
            Counter("today", "Hôm nay", 1204, "."),
            Counter("yesterday", "Hôm qua", 3871, "."),
            Counter("total", "Tổng", 4798809, "."),
        ),
        date_lines=("minute",),
        shows_views=False,
    ),
    ReplicaSite(
        sname="vpubnd",
        sid=1292,
        name="Cổng thông tin điện tử Văn phòng Ủy ban nhân dân tỉnh Sóc Trăng",
        pageid=32201,
        contact=Contact(
            agency="Văn phòng UBND tỉnh Sóc Trăng",
            address="01 Châu Văn Tiếp, phường 2, thành phố Sóc Trăng, tỉnh Sóc Trăng",
            phone="(02993) 822339 - 622225",
            email="phonghanhchinh-soctrang@chinhphu.vn",
        ),
        categories=(
            Category(63645, 32237, "Hoạt động Đảng - Đoàn thể"),
            Category(63640, 32230, "Tin tức sự kiện"),
            Category(63651, 32244, "Thông báo"),
        ),
        box=(
            Counter("online", "Đang online", 94),
            Counter("today", "Hôm nay", 430),
            Counter("this_week", "Trong tuần", 4755, " "),
            Counter("total", "Tất cả", 1561138),
        ),
        date_lines=("none", "bar"),
        shows_views=False,
    ),
    ReplicaSite(
        sname="snnptnt",
        sid=1282,
        name="Trang thông tin điện tử Sở Nông nghiệp và Phát triển nông thôn",
        pageid=30550,
        contact=Contact(
            agency="Sở Nông nghiệp và Phát triển nông thôn tỉnh Sóc Trăng",
            address="08 Hùng Vương, Phường 6, thành phố Sóc Trăng",
            phone="0299.3821913",
            email="sonnptnt@soctrang.example",
        ),
        categories=(
            Category(53960, 30591, "Thông tin phục vụ Sản xuất Nông nghiệp"),
            Category(53971, 30602, "Khuyến nông"),
        ),
        box=(Counter("online", "Online", 18), Counter("total", "Số lượt truy cập", 54283689)),
        date_lines=("none",),
        shows_views=True,
        inline=True,
    ),
    ReplicaSite(
        sname="svhttdl",
        sid=1294,
        name="Trang thông tin điện tử Sở Văn hóa, Thể thao và Du lịch",
        pageid=33300,
        contact=Contact(
            agency="Sở Văn hóa, Thể thao và Du lịch tỉnh Sóc Trăng",
            address="56 Hai Bà Trưng, Phường 1, thành phố Sóc Trăng",
            phone="(0299) 3822 339",
            email="sovhttdl@soctrang.example",
        ),
        categories=(
            Category(64410, 33310, "Văn hóa - Xã hội", repeats=True),
            Category(64422, 33322, "Thể thao"),
        ),
        box=(
            Counter("online", "Đang online", 41),
            Counter("today", "Hôm nay", 988, "."),
            Counter("this_month", "Tháng này", 21530, "."),
            Counter("total", "Tổng lượt truy cập", 1561138, "."),
        ),
        date_lines=("weekday", "none"),
        shows_views=True,
    ),
    ReplicaSite(
        sname="tpsoctrang",
        sid=1279,
        name="Trang thông tin điện tử thành phố Sóc Trăng",
        pageid=29900,
        contact=Contact(
            agency="Ủy ban nhân dân thành phố Sóc Trăng",
            address="93 Phú Lợi, Phường 2, thành phố Sóc Trăng",
            phone="0299 3821 045",
            email="tpsoctrang@soctrang.example",
        ),
        categories=(
            Category(51990, 29910, "Kinh tế - Xã hội"),
            Category(51998, 29918, "An ninh, quốc phòng"),
        ),
        box=(
            Counter("today", "Hôm nay", 212, ","),
            Counter("yesterday", "Hôm qua", 1730, ","),
            Counter("this_week", "Tuần này", 6904, ","),
            Counter("this_month", "Tháng này", 28611, ","),
            Counter("total", "Tất cả", 2047355, ","),
        ),
        date_lines=("day",),
        shows_views=True,
    ),
)

BY_NAME = {site.sname: site for site in SITES}
BY_SID = {site.sid: site for site in SITES}
CATEGORIES = {category.id: category for site in SITES for category in site.categories}
SITE_OF = {category.id: site for site in SITES for category in site.categories}
