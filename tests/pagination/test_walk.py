"""Where the walk of a list goes on and where it ends."""

from archive.frontier.list_memory import Cut
from archive.model import Address, ListItem, Page, Pager, PagerLink
from crawler.cms.known.vnportal import CMS
from crawler.pagination.walk import Walk, all_older, entries_of, touched


def articles(*ids):
    return [Address(f"http://h/{id}", "article", str(id)) for id in ids]


def page(*labels, kind="list"):
    links = tuple(PagerLink(label, target="ctrl", argument=argument) for label, argument in labels)
    return Page(kind, pager=Pager(links=links))


WINDOW = [(str(number), f"Page${number}") for number in range(2, 11)] + [("...", "Page$11")]


def test_the_next_number_is_taken_in_order():
    before = Walk()
    assert before.step(articles(1, 2)).onward(before, CMS, page(*WINDOW)).argument == "Page$2"


def test_the_ellipsis_leads_beyond_the_window():
    before = Walk(9, frozenset("ab"))
    link = before.step(articles(1)).onward(before, CMS, page(*WINDOW[:8], WINDOW[-1]))
    assert (link.label, link.argument) == ("...", "Page$11")


def test_the_ellipsis_that_leads_back_is_not_taken():
    before = Walk(11, frozenset("ab"))
    second_window = [("...", "Page$10"), ("13", "Page$13"), ("...", "Page$21")]
    assert before.step(articles(1)).onward(before, CMS, page(*second_window)).argument == "Page$13"
    at_its_end = [("...", "Page$10"), ("11", "Page$11")]
    assert before.step(articles(1)).onward(before, CMS, page(*at_its_end)) is None


def test_the_ellipsis_before_a_last_page_that_stands_alone_is_not_taken():
    before = Walk(12, frozenset("ab"))
    assert before.step(articles(1)).onward(before, CMS, page(("...", None))) is None


def test_what_leads_on_without_a_number_is_taken():
    before = Walk(1, frozenset("ab"))
    for labels in (("« Trang trước", "Trang sau »"), ("<<", "<", ">", ">>", "»"), ("...", "...")):
        links = [(label, str(place)) for place, label in enumerate(labels)]
        link = before.step(articles(1)).onward(before, CMS, page(*links))
        assert link.label in ("Trang sau »", ">", "...") and link.argument != "0"


def test_a_page_that_brings_nothing_new_ends_the_walk():
    before = Walk(3, frozenset(("1", "2")))
    assert before.step(articles(2, 1)).onward(before, CMS, page(("5", "Page$5"))) is None


def test_a_wall_is_not_walked_through():
    before = Walk()
    assert before.step(articles(1)).onward(before, CMS, page(*WINDOW, kind="wall")) is None


def item(date):
    return ListItem("http://h/1", "t", date)


def test_only_a_whole_page_of_older_entries_ends_a_crawl_since_a_day():
    assert all_older((item("2024-01-01"), item("2023-12-31T23:59")), "2024-01-02")
    assert not all_older((item("2024-01-01"), item("2024-01-02T08:00")), "2024-01-02")
    assert not all_older((item("2024-01-01"), item(None)), "2024-01-02")
    assert not all_older((), "2024-01-02")


def entry(number, title="Tin"):
    return ListItem(f"http://h/vpubnd/1292/1/2/{number}/a/b.aspx", title, "2024-08-27", None)


def said(*items):
    return entries_of(items, CMS.address)


def test_an_entry_that_is_new_or_worded_differently_was_touched():
    before = said(entry(30001), entry(30002))
    assert touched(before, said(entry(30003), entry(30001, "Tin (sửa)"), entry(30002)), whole=True) == {
        "30001",
        "30003",
    }
    assert touched(before, before, whole=True) == set()


def test_an_entry_that_went_is_told_from_one_that_was_not_reached():
    before = said(*(entry(30000 + n) for n in range(6)))
    first_page = said(entry(30000), entry(30002), entry(30003))
    assert touched(before, first_page, whole=False) == {"30001"}
    assert touched(before, first_page, whole=True) == {"30001", "30004", "30005"}


def test_what_stands_beside_a_later_page_is_no_new_wording():
    first = Walk().step(articles(30001), said(entry(30001)))
    second = first.step(articles(30001, 30002), said(entry(30001, "Tin cắt ngắn…"), entry(30002)))
    assert second.seen == said(entry(30001), entry(30002))
    assert second.entries == 2


def test_a_walk_that_broke_off_is_taken_up_behind_its_last_page():
    cut = Cut(7, 5, "2026-01-01T00:00:00.000Z", True, {"1": "a", "2": "b", "3": "c"}, 3)
    top = Walk(cut=cut, thorough=False).step(articles(9, 1), {"9": "z", "1": "a"})
    walk = top.taken_up()
    assert (walk.number, list(walk.seen), walk.entries) == (5, ["9", "1", "2", "3"], 4)
    sixth = Page("list", pager=Pager(6))
    assert not walk.step(articles(4)).strayed(walk, sixth)
    memory = walk.step(articles(4), {"4": "d"}).memory("2026-01-05T00:00:00.000Z")
    assert (memory.pages, memory.entries, memory.walked_at) == (6, 5, cut.began_at)


def test_a_server_that_has_forgotten_the_form_is_not_believed():
    cut = Cut(7, 5, "2026-01-01T00:00:00.000Z", True, {}, 0)
    walk = Walk(cut=cut, thorough=False).step(articles(9, 1)).taken_up()
    assert walk.step(articles(1, 9)).strayed(walk, Page("list")), "the first page again"
    assert walk.step(articles(4)).strayed(walk, Page("list", pager=Pager(2)))


def test_a_page_before_the_last_one_read_that_brings_nothing_new_is_not_the_one_asked_for():
    def strayed(walk, *listed, shown):
        page = Page("list", pager=Pager(shown), links=("http://h/",))
        return walk.step(articles(*listed), shown=shown).strayed(walk, page)

    second = Walk().step(articles(1), shown=1).step(articles(2), shown=2)
    assert strayed(second, 1, shown=1), "the first page again"
    assert not strayed(second, 2, shown=2), "a last page may repeat"
    assert not strayed(second, 3, shown=1), "it brings something new"
    silent = Walk().step(articles(1), shown=1).step(articles(2), shown=1)
    assert not strayed(silent, 1, shown=1), "a pager that never told its number"


def test_a_later_page_that_leads_nowhere_is_not_the_one_asked_for():
    first = Walk().step(articles(1))
    assert first.step([]).strayed(first, Page("list"))
    assert not first.step([]).strayed(first, Page("list", links=("http://h/",))), "a last page may be empty"
    assert not Walk().step([]).strayed(Walk(), Page("list")), "a list may be empty"
