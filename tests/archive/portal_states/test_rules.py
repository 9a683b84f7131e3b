"""What the answers of one crawl tell of its portal."""

from __future__ import annotations

from dataclasses import replace

from archive.portal_states.hosts import assess
from archive.portal_states.model import Answer, Doubt, Leads, Round
from archive.portal_states.rules import judge


def judged(*answers):
    """The verdict on articles and how each was answered, where all said ``x`` before; a negative place is new."""
    made = [
        Answer(number, number, "article", place, outcome, b"x" if outcome == "ok" else None)
        for number, (place, outcome) in enumerate(answers)
    ]
    return judge(Round(1, tuple(made)), lambda place: b"x" if place > 0 else None, lambda: Leads(True))


def test_articles_that_all_redirect_to_no_article_are_refused_or_replaced():
    verdict = judged(*((place, "redirect") for place in range(1, 21)))
    assert (verdict.state, verdict.asked, verdict.shown, verdict.whole) == ("replaced", 20, 0, False)


def test_what_is_no_article_at_the_end_of_redirects_is_none():
    pairs = [((place, "redirect"), (-place, "list-instead")) for place in range(1, 21)]
    assert judged(*(answer for pair in pairs for answer in pair)).state == "replaced"


def test_articles_that_redirect_to_articles_are_as_they_were():
    pairs = [((place, "redirect"), (-place, "ok")) for place in range(1, 21)]
    assert judged(*(answer for pair in pairs for answer in pair)).state is None
    same = [((place, "redirect"), (place, "ok")) for place in range(1, 21)]
    assert judged(*(answer for pair in same for answer in pair)).state is None


def test_some_redirects_among_many_articles_tell_nothing():
    answers = [(place, "ok") for place in range(1, 41)] + [(place, "redirect") for place in range(41, 50)]
    assert judged(*answers).state is None


def test_a_portal_whose_articles_alone_ask_to_come_again_later_refuses_them():
    home = Answer(0, 0, "home", -9, "ok")
    later = Answer(1, 1, "article", 1, "server-error", puts_off=True)
    broken = Answer(1, 1, "article", 1, "server-error")
    states = {}
    for name, answers in {
        "later": (home, later),
        "broken": (home, broken),
        "one of two": (home, Answer(2, 2, "article", 2, "ok", b"x"), later),
        "asked for alone": (later,),
    }.items():
        verdict = judge(Round(1, answers), lambda place: b"x", lambda: Leads(True))
        states[name] = verdict.state
    assert states == {"later": "refusing", "broken": None, "one of two": None, "asked for alone": None}


def test_what_is_said_to_be_as_it_was_in_quarantine_stays_there():
    def verdict(digests):
        answers = [Answer(n, n, "article", n, "not-modified", digests) for n in range(1, 9)]
        doubt = Doubt(frozenset(range(1, 9)))
        return judge(Round(1, tuple(answers)), lambda place: b"old" * 99, lambda: Leads(True), doubt=doubt)

    assert verdict(b"new" * 99).state == "quarantined"
    assert verdict(b"old" * 99).seen == verdict(None).seen == frozenset(range(1, 9))


def test_where_readers_are_asked_to_log_in_is_named():
    answers = [Answer(n, n, "article", n, "wall", gate="sso.gov.vn" if n % 2 else None) for n in range(1, 9)]
    told = judge(Round(1, tuple(answers)), lambda place: b"x", lambda: Leads(True))
    assert (told.state, told.target) == ("refusing", "sso.gov.vn")


def test_a_section_whose_articles_all_lead_to_another_host_is_told_and_makes_no_history():
    def answers(first, section, **more):
        return [
            Answer(n, n, "article", n, more.get("outcome", "ok"), more.get("digests"), more.get("target"), "x.vn",
                   section=section)
            for n in range(first, first + 8)
        ]  # fmt: skip

    moved = answers(1, "stp", outcome="redirect", target="stp.y.vn")
    gone = answers(11, "snv", outcome="not-found")
    shown = answers(21, "vpub", digests=b"x")
    round_ = Round(1, (*moved, *gone, *shown))
    told = assess(round_, lambda place: b"x", lambda *_: Leads(True), lambda _: False, {}, lambda *_: None)
    assert [(each.part, each.state, each.target) for each in told if each.state] == [
        ("x.vn/stp", "moved", "stp.y.vn")
    ]
    assert not any(each.disregarded for each in told)
    again = replace(round_, answers=tuple(answers(1, "stp", digests=b"x")))
    [stp] = [
        each
        for each in assess(
            again, lambda place: b"x", lambda *_: Leads(True), lambda _: False, {}, lambda *_: None
        )
        if each.part == "x.vn/stp"
    ]
    assert (stp.state, stp.shown) == (None, 8)
