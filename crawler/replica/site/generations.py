"""The content of each generation: articles appear, change, disappear and return.

Each edit changes one field of one article, so a reader that misses a field is found out. Generation 5 changes only
markup and surroundings, no word of an article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Literal

from crawler.replica.site.content import Article, Block, Cell, Figure, File, Paragraph, TableBlock
from crawler.replica.site.sites import CATEGORIES, Category
from crawler.replica.site.writing import SEED_ID, seed_article, write

COUNT = 8
MARKUP_ONLY = 5

Removal = Literal["soft-404", "404", "redirect-home", "list-instead"]
Edit = Callable[[Article], Article]
Wanted = Callable[[Article], bool]


@dataclass(frozen=True)
class World:
    """One generation: the articles that exist, and the answers for those that are gone."""

    number: int
    articles: Mapping[int, Article]
    removed: Mapping[int, Removal]

    @cached_property
    def newest(self) -> tuple[Article, ...]:
        """All articles, newest first."""
        return tuple(sorted(self.articles.values(), key=lambda a: (a.posted.date(), a.cms_id), reverse=True))

    @cached_property
    def _by_category(self) -> dict[int, tuple[Article, ...]]:
        return {
            number: tuple(
                article
                for article in self.newest
                if article.listed and (category.gathers or article.category == number)
            )
            for number, category in CATEGORIES.items()
        }

    def listed(self, category: Category) -> tuple[Article, ...]:
        """The articles that the list of `category` shows, newest first."""
        return self._by_category[category.id]


def worlds(seed: int, articles: int) -> tuple[World, ...]:
    """All generations of a portal that begins with `articles` articles, the seed article among them."""
    first = [seed_article(), *(write(seed, number, articles - 1) for number in range(articles - 1))]
    fresh = [write(seed, articles - 1 + number, articles - 1) for number in range(7)]
    present = {article.cms_id: article for article in first}
    script = _script(first)
    arrivals = {1: fresh[:3], 3: fresh[3:5], 6: fresh[5:]}
    removed: dict[int, Removal] = {}
    shelf: dict[int, Article] = {}
    made = [World(0, dict(present), {})]
    for generation in range(1, COUNT):
        present.update((article.cms_id, article) for article in arrivals.get(generation, ()))
        for cms_id, step in script.get(generation, ()):
            if isinstance(step, str):
                shelf[cms_id] = present.pop(cms_id)
                removed[cms_id] = step
            else:
                if cms_id in removed:
                    del removed[cms_id]
                    present[cms_id] = shelf.pop(cms_id)
                present[cms_id] = step(present[cms_id])
        made.append(World(generation, dict(present), dict(removed)))
    return tuple(made)


Script = dict[int, list[tuple[int, Edit | Removal]]]


def _script(articles: Iterable[Article]) -> Script:
    """Who is edited when. Each part is given to the first article that fits and has none yet; in a
    portal too small for all parts some are left out."""
    free = [article for article in articles if article.cms_id != SEED_ID and article.listed]
    script: Script = {}

    def cast(wanted: Wanted, *steps: tuple[int, Edit | Removal]) -> None:
        chosen = next((article for article in free if wanted(article)), None)
        if chosen is not None:
            free.remove(chosen)
            for generation, step in steps:
                script.setdefault(generation, []).append((chosen.cms_id, step))

    script[2] = [(SEED_ID, _caption_corrected)]
    script[7] = [(SEED_ID, _paragraph_added)]
    # Those that need most come first, or the rare features would be taken by parts that fit anyone.
    cast(_has(TableBlock), (4, _cell_changed))
    cast(_has_caption, (3, _picture_replaced))
    cast(_has_caption, (4, _caption_reworded))
    cast(lambda a: bool(a.summary), (1, _summary_changed))
    cast(lambda a: bool(a.department and not a.author), (2, _department_changed))
    cast(lambda a: bool(a.author and not a.department), (3, _author_changed))
    cast(lambda a: bool(a.author), (6, lambda a: replace(a, author=None)))
    cast(lambda a: a.date_line != "none", (3, lambda a: replace(a, posted=a.posted + timedelta(days=2))))
    cast(lambda a: not a.files, (3, _file_added))
    cast(_has(Paragraph), (2, _paragraph_added), (4, _last_paragraph_dropped))
    cast(lambda a: not a.department, (6, lambda a: replace(a, department="Văn phòng Sở")))
    cast(lambda a: not a.summary, (6, lambda a: replace(a, summary=f"{a.title}: những kết quả bước đầu.")))
    cast(lambda a: a.category == 64410, (6, lambda a: replace(a, category=64422)))
    cast(lambda a: True, (2, "soft-404"), (4, lambda a: a))
    cast(_has(Paragraph), (1, lambda a: replace(a, title=f"{a.title} (cập nhật)")))
    cast(_has(Paragraph), (1, _word_corrected))
    cast(lambda a: True, (2, "404"))
    cast(lambda a: True, (4, "redirect-home"))
    cast(lambda a: True, (6, "list-instead"), (7, lambda a: replace(a, title=f"Đính chính: {a.title}")))
    cast(lambda a: True, (7, "soft-404"))
    return script


def _has(kind: type) -> Wanted:
    return lambda article: any(isinstance(block, kind) for block in article.blocks)


def _has_caption(article: Article) -> bool:
    return any(_captioned(block) for block in article.blocks)


def _with_first(
    article: Article, wanted: Callable[[Block], bool], change: Callable[[Block], Block]
) -> Article:
    place = next(n for n, block in enumerate(article.blocks) if wanted(block))
    blocks = article.blocks
    return replace(article, blocks=(*blocks[:place], change(blocks[place]), *blocks[place + 1 :]))


def _captioned(block: Block) -> bool:
    return isinstance(block, Figure) and bool(block.caption)


def _caption_corrected(article: Article) -> Article:
    def correct(block: Block) -> Block:
        assert isinstance(block, Figure) and block.caption
        return replace(block, caption=block.caption.replace("các tập thể", "07 tập thể"))

    return _with_first(article, _captioned, correct)


def _caption_reworded(article: Article) -> Article:
    def reword(block: Block) -> Block:
        assert isinstance(block, Figure)
        return replace(block, caption="Toàn cảnh buổi làm việc")

    return _with_first(article, _captioned, reword)


def _picture_replaced(article: Article) -> Article:
    def swap(block: Block) -> Block:
        assert isinstance(block, Figure)
        folder = block.images[-1].rsplit("/", 1)[0]
        return replace(block, images=(*block.images[:-1], f"{folder}/anh thay the.jpg"))

    return _with_first(article, _captioned, swap)


def _cell_changed(article: Article) -> Article:
    def correct(block: Block) -> Block:
        assert isinstance(block, TableBlock)
        *others, last = block.rows
        return TableBlock((*others, (*last[:-1], Cell("Đo lại ngày hôm sau"))))

    return _with_first(article, lambda block: isinstance(block, TableBlock), correct)


def _summary_changed(article: Article) -> Article:
    return replace(article, summary=f"{article.summary} Kết quả cụ thể như sau.")


def _department_changed(article: Article) -> Article:
    return replace(article, department="Phòng Kiểm soát thủ tục hành chính")


def _author_changed(article: Article) -> Article:
    return replace(article, author="Kim Ngân")


def _file_added(article: Article) -> Article:
    folder = f"/SiteFolders/{article.site}/van ban"
    return replace(article, files=(File(f"{folder}/Công văn 1234-UBND (hỏa tốc).pdf", "Công văn 1234-UBND"),))


def _word_corrected(article: Article) -> Article:
    def correct(block: Block) -> Block:
        assert isinstance(block, Paragraph)
        return replace(block, text=f"{block.text.rstrip('.')}, theo kế hoạch đã đề ra.")

    return _with_first(article, lambda block: isinstance(block, Paragraph), correct)


def _paragraph_added(article: Article) -> Article:
    note = "Ban Biên tập sẽ tiếp tục cập nhật thông tin về nội dung này trong các bản tin tiếp theo."
    return replace(article, blocks=(*article.blocks, Paragraph(note)))


def _last_paragraph_dropped(article: Article) -> Article:
    return replace(article, blocks=article.blocks[:-1])
