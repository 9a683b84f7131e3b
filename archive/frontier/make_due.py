"""Makes addresses due: where a crawl begins, what was requested by hand, what a crawl learns on the way."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from archive.contents.url_keys import url_key
from archive.frontier.addresses import add, id_of_url, keyed
from archive.model import Address


def sow(db: sqlite3.Connection, portal: str, seeds: Iterable[Address], at: str) -> list[int]:
    """Adds the addresses that a crawl begins with, due at `at` where they are new. The ids of all."""
    ids = []
    for seed in seeds:
        known = id_of_url(db, portal, seed.url)
        ids.append(add(db, portal, seed, at, "pending", at) if known is None else known)
    db.execute(
        "update address set state = 'pending'"
        " where state in ('alias', 'excluded') and id in (select value from json_each(?))",
        (json.dumps(ids),),
    )
    return ids


def readmit(db: sqlite3.Connection, portal: str, at: str | None) -> int:
    """Makes addresses due that were excluded until the stamp `at` at the latest (None: any): what robots.txt
    forbids today it may allow tomorrow. How many it were."""
    return db.execute(
        "update address set state = case when last_captured_at is null then 'pending' else 'done' end"
        " where portal = ?1 and state = 'excluded' and (?2 is null or next_due_at <= ?2)",
        (portal, at),
    ).rowcount


def make_due(db: sqlite3.Connection, ids: Iterable[int], at: str) -> None:
    """Makes these addresses due at `at` at the latest."""
    db.execute(
        "update address set next_due_at = min(coalesce(next_due_at, ?1), ?1)"
        " where id in (select value from json_each(?2)) and state in ('pending', 'done', 'failed')",
        (at, json.dumps(list(ids))),
    )


def answering(db: sqlite3.Connection, portal: str, wanted: Iterable[Address]) -> list[int]:
    """The ids of the addresses to fetch for the `wanted` ones: themselves, or for an alias the address where
    its article is taken; not pictures and documents that were fetched."""
    asked = list(wanted)
    rows = db.execute(
        "select id from address where portal = ?1 and state not in ('alias', 'excluded')"
        " and not (kind in ('image', 'file', 'resource') and state = 'done')"
        " and (url_key in (select value from json_each(?2)) and url in (select key from json_each(?2))"
        " or cms_id in (select value from json_each(?3)))",
        (
            portal,
            keyed(address.url for address in asked),
            json.dumps([address.cms_id for address in asked if address.cms_id]),
        ),
    )
    return [address_id for (address_id,) in rows]


def promote(db: sqlite3.Connection, portal: str, urls: Iterable[str], at: str) -> None:
    """Makes those addresses that are alternates due at `at`, because a redirect leads to them."""
    db.execute(
        "update address set state = 'pending', next_due_at = ?1 where portal = ?2 and state = 'alias'"
        " and url_key in (select value from json_each(?3)) and url in (select key from json_each(?3))",
        (at, portal, keyed(urls)),
    )


def make_all_due(db: sqlite3.Connection, portal: str, hosts: Collection[str], at: str) -> int:
    """Makes all addresses on `hosts` due at `at` at the latest, but alternates, excluded ones, and pictures and
    documents that were fetched. How many there are."""
    return db.execute(
        "update address set next_due_at = min(coalesce(next_due_at, ?1), ?1) where portal = ?2"
        " and state in ('pending', 'done', 'failed') and host in (select value from json_each(?3))"
        " and not (kind in ('image', 'file', 'resource') and state = 'done')",
        (at, portal, json.dumps(list(hosts))),
    ).rowcount


def make_fronts_due(db: sqlite3.Connection, portal: str, hosts: Collection[str], at: str) -> int:
    """Makes the home pages and lists on `hosts` due at `at`, except failed ones. Their number."""
    return db.execute(
        "update address set next_due_at = min(coalesce(next_due_at, ?1), ?1) where portal = ?2"
        " and state in ('pending', 'done') and kind in ('home', 'list')"
        " and host in (select value from json_each(?3))",
        (at, portal, json.dumps(list(hosts))),
    ).rowcount


def make_young_due(
    db: sqlite3.Connection, portal: str, hosts: Collection[str], since: str, before: str, most: int
) -> int:
    """Makes the articles first seen from `since` on, and last asked for before `before`, due at `before`: at
    most `most`, those with the highest numbers. How many it were."""
    return db.execute(
        "update address set next_due_at = min(coalesce(next_due_at, ?1), ?1) where id in ("
        " select id from address where portal = ?2 and kind = 'article' and state in ('done', 'failed')"
        " and host in (select value from json_each(?3)) and first_seen_at >= ?4 and last_captured_at < ?1"
        " order by cast(cms_id as integer) desc limit ?5)",
        (before, portal, json.dumps(list(hosts)), since, most),
    ).rowcount


def make_articles_due(db: sqlite3.Connection, portal: str, names: Iterable[str], before: str) -> int:
    """Makes the articles of these CMS ids or addresses due at `before`, where they were last asked for before
    that. How many it were."""
    return db.execute(
        "update address set next_due_at = min(coalesce(next_due_at, ?1), ?1) where portal = ?2"
        " and kind = 'article' and state in ('done', 'failed') and last_captured_at < ?1"
        " and (cms_id in (select key from json_each(?3))"
        " or url_key in (select value from json_each(?3)) and url in (select key from json_each(?3)))",
        (before, portal, keyed(names)),
    ).rowcount


def make_unproven_due(db: sqlite3.Connection, portal: str, at: str) -> int:
    """Makes due at `at` the addresses whose last answer was only "not modified". Their number."""
    return db.execute(
        "update address set next_due_at = min(coalesce(next_due_at, ?1), ?1) where portal = ?2"
        " and state = 'done' and note = 'not-modified'",
        (at, portal),
    ).rowcount


def newcomers(db: sqlite3.Connection, portal: str, hosts: Collection[str]) -> list[int]:
    """The ids of addresses where new articles show: home pages, lists, and addresses never captured."""
    rows = db.execute(
        "select id from address where portal = ?1 and host in (select value from json_each(?2))"
        " and state in ('pending', 'done', 'failed')"
        " and (kind in ('home', 'list') or (article_id is null and state <> 'done'))",
        (portal, json.dumps(list(hosts))),
    )
    return [address_id for (address_id,) in rows]


def sample_articles(
    db: sqlite3.Connection, portal: str, hosts: Collection[str], before: str, most: int
) -> list[int]:
    """Makes a scattered sample of at most `most` live articles due, last requested before `before`. The ids of their
    addresses.
    """
    rows = db.execute(
        "update address set next_due_at = min(coalesce(next_due_at, ?1), ?1) where id in ("
        " select d.id from address d join article a on a.id = d.article_id where d.portal = ?2"
        " and d.kind = 'article' and d.state in ('done', 'failed') and a.state = 'live'"
        " and d.host in (select value from json_each(?3)) and d.last_captured_at < ?1"
        " order by d.id * 7919 % 1009, d.id limit ?4) returning id",
        (before, portal, json.dumps(list(hosts)), most),
    )
    return [address_id for (address_id,) in rows.fetchall()]


_VANISHED = """portal = ?1 and state <> 'live' and id in (select article_id from events
  where at >= ?2 and (event = 'missing' or (event = 'gone' and detail = 'gone')))"""


def vanished(db: sqlite3.Connection, portal: str, since: str) -> list[str]:
    """The addresses of the articles that were there and have not been since the stamp `since`."""
    rows = db.execute(f"select url from articles where {_VANISHED}", (portal, since))
    return [url for (url,) in rows]


def around_vanished(db: sqlite3.Connection, portal: str, since: str) -> tuple[int, int]:
    """How many articles, known before `since`, are there and are older than all that vanished, and how many newer than
    one of them."""
    older, newer = db.execute(
        f"with lost as (select published_at as at from articles where {_VANISHED})"
        " select coalesce(sum(published_at < (select min(at) from lost)), 0),"
        " coalesce(sum(published_at > (select min(at) from lost)), 0)"
        " from articles where portal = ?1 and state = 'live' and first_captured_at < ?2",
        (portal, since),
    ).fetchone()
    return older, newer


def strangers(db: sqlite3.Connection, portal: str, listed: Iterable[Address], before: str) -> int:
    """How many of the addresses were not known, nor their articles at another address, before `before`."""
    count = 0
    for address in listed:
        known = db.execute(
            "select 1 from address where url_key = ?5 and url = ?1 and portal = ?2 and first_seen_at < ?3"
            " union all select 1 from address where portal = ?2 and cms_id = ?4 and first_seen_at < ?3 limit 1",
            (address.url, portal, before, address.cms_id, url_key(address.url)),
        ).fetchone()
        count += known is None
    return count


def absent_sites(db: sqlite3.Connection, portal: str, sites: Iterable[str]) -> list[str]:
    """The sites without any known page."""
    seen = (
        "select 1 from address where portal = ? and site = ? and kind in ('home', 'list', 'article') limit 1"
    )
    return [site for site in sites if db.execute(seen, (portal, site)).fetchone() is None]


def any_lists(db: sqlite3.Connection, portal: str) -> bool:
    """True if any address of the portal promises a list, sitemaps and feeds among them."""
    known = "select 1 from address where portal = ? and kind = 'list' limit 1"
    return db.execute(known, (portal,)).fetchone() is not None


def any_articles(db: sqlite3.Connection, portal: str) -> bool:
    """True if any address of the portal promises an article, or shows one."""
    known = "select 1 from address where portal = ? and (kind = 'article' or article_id is not null) limit 1"
    return db.execute(known, (portal,)).fetchone() is not None


def age(db: sqlite3.Connection, address_id: int, unchanged: int) -> None:
    """Counts a new article as unchanged so often already, because it is old."""
    db.execute("update address set unchanged = ? where id = ?", (unchanged, address_id))


def keep_validator(db: sqlite3.Connection, address_id: int, validator: str | None) -> None:
    """Notes what an address may be asked about the next time; see `archive.frontier.leases.Lease`."""
    db.execute("update address set validator = ? where id = ?", (validator, address_id))


def fronts(db: sqlite3.Connection, portal: str) -> list[str]:
    """The addresses of all lists and home pages that are known."""
    rows = db.execute("select url from address where portal = ? and kind in ('home', 'list')", (portal,))
    return [url for (url,) in rows]
