"""Checks the derived rows: they must equal what the captures give."""

from __future__ import annotations

from archive.captures.settle import is_settled
from archive.clock import at_millis
from archive.contents import names as entity_rows
from archive.contents import rows as contents_rows
from archive.contents.fields import canonical, digests_of, plain_digests_of, sha256_of
from archive.contents.url_keys import url_key
from archive.frontier.addresses import RANKS, host_of, id_of_url
from archive.history.amounts import amount_row
from archive.history.article_of import expected_article
from archive.history.date_estimates import estimates
from archive.history.derive import story_of
from archive.history.rows import article_row, event_rows, stored_events, stored_versions, version_rows
from archive.integrity import seals
from archive.maintenance import takedown
from archive.maintenance.finding import Finding, Findings
from archive.portal_states.store import stale
from archive.readings import day_totals
from archive.readings import stale as sums
from archive.readings.contacts import contacts
from archive.readings.listed import date_of_lists, first_listed, names_of
from archive.search import index
from archive.store import Archive
from archive.wording import t


def check_addresses(archive: Archive) -> Findings:
    """Findings where a row of `address` is not what its url and its captures give."""
    columns = (
        "id, portal, url, url_key, kind, host, rank, article_id, last_captured_at,"
        " (select max(captured_ms) from capture where address_id = address.id)"
    )
    for row, portal, url, key, kind, host, rank, article_id, last, ms in archive.db.execute(
        f"select {columns} from address"
    ):
        if key != url_key(url) or id_of_url(archive.db, portal, url) != row:
            yield Finding("address", row, url, t("is there twice, or is not found by its url"))
        if last != (None if ms is None else at_millis(ms)):
            yield Finding("address", row, url, t("was not captured last when it says"))
        if host != host_of(url) or rank != RANKS.get(kind):
            yield Finding("address", row, url, t("host or rank are not those of its url and kind"))
        if article_id != expected_article(archive.db, row):
            yield Finding("address", row, url, t("belongs to another article than its captures say"))


def check_contents(archive: Archive) -> Findings:
    """Findings where a stored content is not what was read: its hash, its digests, whether it was taken down."""
    db = archive.db
    rows = db.execute(
        "select o.id, o.sha256, o.digests, o.removed, coalesce(c.url, a.url) from content o"
        " left join capture c on c.id = o.capture_id and c.content_id = o.id"
        " left join address a on a.id = c.address_id"
    ).fetchall()
    taken_down = takedown.contents_taken(db)
    for content_id, sha256, digests, removed, url in rows:
        if removed != (sha256 in taken_down):
            yield Finding(
                "content", content_id, url, t("is taken down without a record, or the other way about")
            )
        elif removed:
            continue
        elif url is None:
            if sums.doubted(db, "contents"):
                continue
            yield Finding("content", content_id, None, t("is said by no capture"))
            continue
        fields = canonical(contents_rows.load_content(db, content_id), url)
        if sha256_of(fields) != sha256 or digests not in (digests_of(fields), plain_digests_of(fields)):
            yield Finding("content", content_id, url, t("is not what was read: its hash differs"))
    for capture_id, url in db.execute(
        "select c.id, coalesce(c.url, a.url) from capture c join address a on a.id = c.address_id"
        " where c.content_id is not null and c.content_id not in (select id from content)"
    ):
        yield Finding("capture", capture_id, url, t("its content is not there"))


def check_entities(archive: Archive) -> Findings:
    """Findings where stored documents and names are not what the rules find in a content.

    Contents that another edition of the rules has read are left out: `extract` reads them anew.
    """
    db = archive.db
    for content_id in entity_rows.current(db):
        if entity_rows.stored(db, content_id) != entity_rows.named_in(
            contents_rows.load_content(db, content_id)
        ):
            yield Finding(
                "entity_edition", content_id, None, t("what it names is not what the rules find in it")
            )


def check_search(archive: Archive) -> Findings:
    """Findings where the search index lacks a content."""
    for content_id in index.unfound(archive.db):
        yield Finding(
            "search_index", content_id, None, t("is not there: a search does not find this content")
        )


def check_histories(archive: Archive) -> Findings:
    """Findings where articles, versions or events are not what the captures give."""
    db = archive.db
    for (article_id,) in db.execute("select id from article order by id").fetchall():
        story = story_of(db, article_id, archive.removal)
        if story is None:
            yield Finding("article", article_id, None, t("no capture shows it"))
            continue
        row = article_row(db, story, date_of_lists(db, *names_of(db, article_id)))
        stored = db.execute(f"select {', '.join(row)} from article where id = ?", (article_id,)).fetchone()
        if stored != tuple(row.values()):
            yield Finding("article", article_id, story.newest.url, t("is not what its captures give"))
        if [version[1:] for version in stored_versions(db, article_id)] != version_rows(story):
            yield Finding(
                "version", f"of article {article_id}", story.newest.url, t("are not what its captures give")
            )
        if [event[1:] for event in stored_events(db, article_id)] != event_rows(story):
            yield Finding(
                "events", f"of article {article_id}", story.newest.url, t("are not what its captures give")
            )
    for version_id, article_id in db.execute(
        "select v.id, v.article_id from version v join article a on a.id = v.article_id where v.portal <> a.portal"
    ):
        yield Finding(
            "version",
            version_id,
            None,
            t("names another portal than its article {article_id}", article_id=article_id),
        )


def check_portal_states(archive: Archive) -> Findings:
    """Findings where the states of a portal are not what its captures give."""
    # Where front pages led is read from their payloads.
    if archive.has_payloads:
        for portal in stale(archive):
            yield Finding(
                "portal_states",
                None,
                None,
                t("those of {portal} are not what its captures give", portal=portal),
            )


def check_settled(archive: Archive) -> Findings:
    """Findings where estimates of dates or amounts of changes are not what contents and dates give.

    Estimates are left out while one waits for the end of a crawl.
    """
    db = archive.db
    if is_settled(db):
        stored = {row[0]: row for row in db.execute("select * from date_estimate")}
        expected = {row[0]: row for row in estimates(db)}
        for article in sorted(stored.keys() | expected.keys()):
            if stored.get(article) != expected.get(article):
                yield Finding(
                    "date_estimate", article, None, t("is not what the dates of other articles give")
                )
    for before, after, *amounts in db.execute("select * from change_amount").fetchall():
        if tuple(amounts) != amount_row(db, before, after):
            yield Finding(
                "change_amount", f"{before} to {after}", None, t("is not what its two contents give")
            )


def check_sites(archive: Archive) -> Findings:
    """Findings where the contact of a site is not that of its newest capture with a contact block."""
    if sums.doubted(archive.db, "contacts"):
        return
    expected = contacts(archive.db)
    for row, portal, sname, *stored in archive.db.execute(
        "select id, portal, sname, agency, address, phone, email, contact_ms from site"
    ):
        if tuple(stored) != expected.get((portal, sname), (None,) * 5):
            yield Finding(
                "site",
                row,
                None,
                t("its contact block is not that of the newest capture of {sname}", sname=sname),
            )


def check_listed(archive: Archive) -> Findings:
    """Findings where the time at which a list named an article first is wrong."""
    if sums.doubted(archive.db, "lists"):
        return
    expected = first_listed(archive.db)
    for row, article, first_ms in archive.db.execute("select id, article, first_ms from listed"):
        if expected.get(row) != first_ms:
            yield Finding("listed", row, article, t("was not said first by a list when it says"))


def check_day_totals(archive: Archive) -> Findings:
    """Findings where the sums of a day are not those of its captures and readings."""
    db = archive.db
    captures, stored = day_totals.expected_captures(db), day_totals.stored_captures(db)
    for key in sorted(captures.keys() | stored.keys()):
        if captures.get(key) != stored.get(key):
            yield Finding(
                "capture_day", " ".join(key), None, t("is not how many captures there are of that day")
            )
    if sums.doubted(db, "visits"):
        return
    visits, kept = day_totals.expected_visits(db), day_totals.stored_visits(db)
    for where in sorted(visits.keys() | kept.keys()):
        if visits.get(where) != kept.get(where):
            yield Finding(
                "visit_day", " ".join(where), None, t("is not what the readings of that day add up to")
            )


def check_seals(archive: Archive) -> Findings:
    """Findings where what a seal covers was changed."""
    for first_id, last_id in seals.broken(archive.db):
        what = f"captures {first_id} to {last_id}" if first_id else "portals, sites or settings"
        yield Finding("seal", first_id, None, t("what is stored of {what} is not what was read", what=what))
