"""A slot: a place whose value varies with the article, with all its values."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import mean

from crawler.extract.document.head import day_of
from crawler.extract.induction.shares import FEWEST, NEARLY_ALL
from crawler.extract.template.annotators import date_of, is_sentence, kind_of
from crawler.extract.template.model import Place
from crawler.extract.template.parts import has_bars
from crawler.extract.template.shape import is_named, loose, stands_out
from crawler.extract.template.sheet import Sheet, pictured
from crawler.extract.vocabulary.bylines import BYLINE_LABEL, CMS_USER
from crawler.extract.vocabulary.names import CAPTION
from crawler.extract.vocabulary.numbers import whole_number
from crawler.extract.vocabulary.signatures import read_source

_EDITED = 0.2
"""Share of the articles captured twice that editors hardly reach."""
_NOISE = 0.25
_USERS = 0.3
_INNER = 2
"""Innermost elements that may be named by what they hold."""
_TOGETHER = 4
"""Articles, on average, that show one value in turn where it changes for all."""


@dataclass(eq=False)
class Slot:
    """A place with its values. `at` says where on the page: ``above`` the title, ``between`` title and text, ``in``
    the text, ``below`` it. `of`: the articles that have the place at all. `is_shifting`: it is a place under several
    numbers, which others have as slots of their own."""

    path: str
    label: str
    before: str
    at: str
    of: int = 0
    is_shifting: bool = False
    values: list[tuple[Sheet, int, str]] = field(default_factory=list)

    @property
    def is_labelled(self) -> bool:
        """Whether a constant text tells the value."""
        return bool(self.label or self.before)

    @property
    def is_named(self) -> bool:
        """Whether classes or ids name a place within the text."""
        sheet = self.values[0][0]
        return sheet.body is None or is_named(self.path, loose(sheet.shape.path(sheet.body)))

    @property
    def stands_out(self) -> bool:
        """Whether a place within the text is named or emphasised."""
        sheet = self.values[0][0]
        return sheet.body is None or stands_out(self.path, loose(sheet.shape.path(sheet.body)))

    @property
    def captures(self) -> int:
        return len({id(sheet) for sheet, _, _ in self.values})

    def changes(self) -> bool:
        """Whether captures of one article differ in the value, on more articles than editors change."""
        by_article: dict[str, set[str]] = defaultdict(set)
        captures: Counter[str] = Counter({sheet.identity: 0 for sheet, _, _ in self.values})
        captures.update({id(sheet): sheet.identity for sheet, _, _ in self.values}.values())
        for sheet, _, value in self.values:
            by_article[sheet.identity].add(value)
        differ = sum(len(values) > 1 for values in by_article.values())
        return differ > 0 and differ >= _EDITED * sum(count > 1 for count in captures.values())

    def agrees_with_lists(self) -> bool:
        """Whether the days are those in lists."""
        known = [(sheet, day) for sheet, _, value in self.values if sheet.dates and (day := date_of(value))]
        return sum(day_of(day) in sheet.dates for sheet, day in known) >= len(known) / 2

    @property
    def pages(self) -> int:
        return len({sheet.identity for sheet, _, _ in self.values})

    def kinds(self, *, listed: bool = True) -> Counter[str | None]:
        """The number of articles by kind of value; without `listed`, names of lists are names as any other."""
        seen = {(sheet.identity, value): sheet for sheet, _, value in self.values if value}
        label = self.label or self.before
        return Counter(
            kind_of(label, value, sheet.names_list if listed else lambda name: False)
            for (_, value), sheet in seen.items()
        )

    def is_menu(self) -> bool:
        """Whether most pages with a value have another of the values at the same place but for its number, on the
        same side of the title."""
        known, own = self.distinct(), loose(self.path)
        beside: dict[int, bool] = {}
        for sheet, index, value in self.values:
            title = sheet.title_at or 0
            near = range(title) if index < title else range(title, len(sheet.lines))
            others = {sheet.texts[i] for i in near if sheet.loose_paths[i] == own}
            beside[id(sheet)] = any(any(o.endswith(k) for o in others) for k in known if k != value)
        return sum(beside.values()) > len(beside) / 2

    def is_one_link(self) -> bool:
        """Whether the lines are links of one text, as one of a menu is: its words are no label of what stands at the
        same place but for its number."""
        told = {sheet.texts[index] for sheet, index, _ in self.values}
        return len(told) == 1 and all(sheet.lines[index].is_link for sheet, index, _ in self.values)

    def is_repeated(self) -> bool:
        """Whether most pages have the value among the links of another line, too, as a menu has the name of a list."""
        said = sum(
            any(
                line.links and value.casefold() in line.text.casefold()
                for line in sheet.lines
                if line.index != index
            )
            for sheet, index, value in self.values
        )
        return 2 * said > len(self.values)

    def distinct(self) -> Counter[str]:
        """The values, each with the number of articles that have it."""
        return Counter(value for _, value in {(s.identity, v) for s, _, v in self.values})

    def days(self) -> list[tuple[str, str]]:
        """The day that each value tells and the day of its capture."""
        found = []
        for sheet, _, value in self.values:
            if date := date_of(value):
                found.append((day_of(date), day_of(sheet.at)))
        return found

    def numbers(self) -> list[tuple[Sheet, int]]:
        """The values that are whole numbers, with their pages."""
        found = ((sheet, whole_number(value)) for sheet, _, value in self.values)
        return [(sheet, number) for sheet, number in found if number is not None]

    def counts_requests(self) -> bool:
        """Whether numbers grow from one request to the next whatever the article, as the portal's own counters do."""
        found = sorted((sheet.at, number) for sheet, number in self.numbers())
        rises = sum(one[1] <= other[1] for one, other in pairwise(found))
        return len(found) > 1 and rises >= NEARLY_ALL * (len(found) - 1)

    def is_noise(self) -> bool:
        """Whether numbers differ about as much from one request of an article to the next as between articles."""
        by_article: dict[str, list[int]] = defaultdict(list)
        for sheet, number in self.numbers():
            by_article[sheet.identity].append(number)
        between = [abs(one - other) for values in by_article.values() for one, other in pairwise(values)]
        across = [abs(one[0] - other[0]) for one, other in pairwise(by_article.values())]
        return bool(between and across) and mean(between) >= _NOISE * mean(across)

    def paths(self) -> set[str]:
        """The exact paths of the lines."""
        return {sheet.paths[index] for sheet, index, _ in self.values}

    def pictures(self) -> list[str]:
        """Which pictures the lines show that show some."""
        lines = (sheet.lines[index] for sheet, index, _ in self.values)
        return [pictured(line) for line in lines if line.pictures]

    def shifts_with(self, other: Slot) -> bool:
        """Whether both are one place under several numbers."""
        is_one = loose(self.path) == loose(other.path) and self.at == other.at
        is_told = self.is_labelled or other.is_labelled
        return is_one and not is_told and (self.is_shifting or other.is_shifting)

    def is_below_pictures(self) -> bool:
        """Whether most of the lines follow pictures, as captions do."""
        before = [sheet.lines[index - 1] for sheet, index, _ in self.values if index]
        return 2 * sum(bool(line.pictures) and not line.text for line in before) > len(self.values)

    def is_caption(self) -> bool:
        """Whether the names of its elements say that it holds the captions of the pictures that it follows."""
        named = CAPTION.search(">".join(self.path.split(">")[-_INNER:]))
        return named is not None and self.is_below_pictures()

    def is_button(self) -> bool:
        """Whether the values mostly are in links, as counts of shares do."""
        lines = [sheet.lines[index] for sheet, index, _ in self.values]
        return sum(2 * line.link_length > len(line.text) for line in lines) > len(lines) / 2

    def follows_frame(self) -> bool:
        """Whether the value is the same for all articles of a site, or of a language, and another on another, as what
        stands around articles is."""
        by_frame: dict[str, set[str]] = defaultdict(set)
        for sheet, _, value in self.values:
            by_frame[sheet.frame].add(value)
        return len(by_frame) > 1 and all(len(values) == 1 for values in by_frame.values())

    def follows_time(self) -> bool:
        """Whether the value is outside the article, and changes for all articles at a time: the portal edited what
        stands around them. Sites and languages change theirs for themselves."""
        by_frame: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for sheet, _, value in self.values:
            by_frame[sheet.frame].append((sheet.at, value))
        runs = [[value for value, _ in groupby(v for _, v in sorted(told))] for told in by_frame.values()]
        count = sum(map(len, runs))
        is_ordered = all(len(values) == len(set(values)) for values in runs)
        return is_ordered and self.pages >= _TOGETHER * count and not self.is_inside()

    def is_inside(self) -> bool:
        """Whether most values are in the smallest element that holds title and text."""
        inside = [sheet.holds(index) for sheet, index, _ in self.values]
        return 2 * sum(inside) >= len(inside)

    def is_in_sentences(self) -> bool:
        """Whether most values are in sentences, as those of a series word them alike."""
        texts = [sheet.texts[index].rstrip(":;") for sheet, index, _ in self.values]
        return 2 * sum(
            is_sentence(f"{text}.") and not has_bars(text) and ": " not in text for text in texts
        ) > len(texts)

    def names_users(self) -> bool:
        """Whether several values are what a CMS calls the users who type articles in."""
        named = sum(count for value, count in self.distinct().items() if CMS_USER.fullmatch(value))
        return named >= max(FEWEST, _USERS * self.pages)

    def tells_origin(self) -> bool:
        """Whether label and value together read as a source or a byline, whoever it is."""
        told = [f"{self.label} {value}" for value in self.distinct()]
        return all(read_source(text) or BYLINE_LABEL.fullmatch(text) for text in told)

    def place(self, pages: int = 0, of: int = 0, pick: str = "first") -> Place:
        return Place(self.path, self.label, self.before, self.at if self.is_shifting else pick, pages, of)
