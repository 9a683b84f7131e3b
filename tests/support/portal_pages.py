"""A little portal whose words nobody knows, for the learner: articles, and the frame that all of them share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archive.model import Article
from crawler.cms.systems import system
from crawler.extract import read_page
from crawler.extract.induction.learn import learn
from crawler.extract.pages.prepare import prepare
from crawler.extract.template.model import Template
from crawler.extract.template.sheet import Sheet

PERSONS = ("Nguyễn Thị Mẫu", "Lê Văn Thử", "Thạch Sa Mol", "Trần Hoàng Nam", "Lý Thị Hoa")
UNITS = ("Phòng Nội chính", "Ban Tiếp công dân", "Văn phòng UBND tỉnh", "Phòng Kinh tế tổng hợp")
PLACES = ("Mỹ Xuyên", "Kế Sách", "Long Phú", "Trần Đề", "Thạnh Trị", "Cù Lao Dung", "Mỹ Tú")
DEEDS = ("nạo vét kênh", "sửa cầu", "trồng cây", "khám sức khỏe", "tập huấn số", "cấp thẻ", "xây trường")
WHENS = ("sáng nay", "tuần qua", "trong tháng", "hôm thứ hai", "cuối tuần", "mùa khô", "đầu năm", "quý một")


@dataclass
class Story:
    """One article of the little portal; `n` makes all it says its own."""

    n: int
    author: str | None = None
    department: str | None = None
    extra: str = ""
    captions: tuple[str, ...] = ()
    paragraphs: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"https://soctrang.gov.vn/ubnd-stg/1290/{31000}/{63000}/{390000 + self.n}/tin-tuc/bai-{self.n}.aspx"

    @property
    def title(self) -> str:
        return f"Huyện {PLACES[self.n % 7]} {DEEDS[self.n % 5]} lần thứ {self.n + 2} {WHENS[self.n % 8]}"

    @property
    def date(self) -> str:
        return f"2024-{self.n % 12 + 1:02}-{self.n % 27 + 1:02}"


def stories(count: int = 16) -> list[Story]:
    """Articles of which each says what no other does."""
    found = []
    for n in range(count):
        told = [
            f"Đoàn {WHENS[(n + k) % 8]} đã {DEEDS[(n + k) % 7]} tại huyện {PLACES[(n * 3 + k) % 7]} với"
            f" {n * 7 + k + 11}"
            f" lượt người tham gia, trong đó có {n + k + 3} hộ nghèo của ấp {n * 5 + k + 1}."
            for k in range(3 + n % 3)
        ]
        found.append(Story(n, PERSONS[n % 5], UNITS[n % 4], paragraphs=told))
    return found


Skin = Callable[[Story, int], str]
"""The page of a story at a request; the number is that of the request."""


def sheets(skin: Skin, told: Sequence[Story], *, twice: int = 3) -> list[Sheet]:
    """The pages of `told` in `skin` as the learner gets them, the first few requested twice."""
    found: list[Sheet] = []
    for request, story in enumerate([*told, *told[:twice]]):
        context = prepare(skin(story, request).encode(), story.url, system("vnportal"), None)
        assert not isinstance(context, tuple) and hasattr(context, "lines")
        at = f"2026-02-{request % 3 + 11:02}T0{request % 9}:00:00.000Z"
        found.append(Sheet(context, str(story.n), at, frozenset({story.title.casefold()})))
    return found


def learned(skin: Skin, told: Sequence[Story]) -> tuple[Template, ...]:
    """What is learned from the pages of `told` in `skin`."""
    return learn(sheets(skin, told))


def article_in(skin: Skin, story: Story, templates: tuple[Template, ...], request: int = 77) -> Article:
    """The article of a story that is read from its page in `skin` by one of `templates`."""
    found = read_page(skin(story, request).encode(), story.url, portal="soctrang", template=templates)
    assert found.article is not None, found.problems
    assert found.template is not None
    return found.article


def framed(story: Story, request: int, main: str) -> str:
    """`main` in the frame of the portal: menu, clock, slogan that turns, others, counters, contact."""
    others = "".join(
        f'<li><a href="/ubnd-stg/1290/31000/63000/{380000 + k}/tin-tuc/khac-{k}.aspx">'
        f"Xã An Mỹ nâng cấp tuyến đường số {k}</a></li>"
        for k in range(request % 4, request % 4 + 4)
    )
    slogan = ("Blorv smek drunz", "Krelb vudd sorp", "Zlimp frouz nark", "Wemb tralk odd")[request % 4]
    return f"""<html><head><title>{story.title} - Skorv</title></head><body>
<div class="vrem"><a href="/">Glorp</a><a href="/ubnd-stg/1290/31000/63000/tin-tuc/">Tin tức</a></div>
<div class="klok">Thứ tư, 11/02/2026 | 08:0{request % 6}:{request % 50 + 10}</div><div class="slog">{slogan}</div>
<div class="mid">{main}<div class="oth"><b>Smarv kluf</b><ul>{others}</ul></div></div>
<div class="cnt">Drelb: {request + 31} <br>Vlorb: {request + 4410}</div>
<div class="con">Skunz: 12 Hùng Vương - Frelk: (0299) 3822 339</div></body></html>"""
