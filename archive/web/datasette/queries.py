"""Canned queries: questions that researchers ask first."""

from __future__ import annotations

from dataclasses import dataclass

from archive.web.wording.queries import QUERY_LINES


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A query under its own address. Parameters left empty do not restrict it."""

    title: str
    description: str
    sql: str

    def named(self, language: str) -> str:
        """The half of the title, English before Vietnamese, that is in a language."""
        english, _, vietnamese = self.title.partition(" · ")
        return vietnamese or english if language == "vi" else english


_MONTH = "coalesce(substr(published_at, 1, 7), '')"
# A date without a time means the end of that day in Viet Nam (UTC+7).
# What SQLite does not take for a date becomes null, so that nothing is found: as text, 27/8/2024 would be
# later than any stamp.
_AT = "strftime(case when length(:date) = 10 then '%Y-%m-%dT16:59:59.999Z' else '%Y-%m-%dT%H:%M:%fZ' end, :date)"

QUERIES: dict[str, CannedQuery] = {
    "articles_by_department_and_month": CannedQuery(
        "Articles by department and month · Bài viết theo đơn vị và tháng",
        "How many articles each department published a month, and how many of them were changed later. "
        "month is empty for articles that bear no date. Leave department empty for all.",
        f"""select department, {_MONTH} as month, count(*) as articles, sum(versions > 1) as changed_later
from articles
where :department = '' or department = :department
group by department, month
order by month desc, articles desc, department""",
    ),
    "changed_after_publication": CannedQuery(
        "Changed after publication · Sửa sau khi đăng",
        "What editors changed, newest first. field: title, body, captions … or empty for all; "
        "since: a date (2024-08-27) or empty.",
        """select changes.changed_at, articles.id as article_id, articles.title, changes.field,
  changes.before, changes.after
from changes join articles on articles.id = changes.article_id
where (:field = '' or changes.field = :field) and (:since = '' or changes.changed_at >= date(:since))
order by changes.version_id desc, changes.field""",
    ),
    "article_as_of": CannedQuery(
        "An article as of a date · Bài viết tại một ngày",
        "What the portal said of an article on a date (2024-08-27, the end of the day in Viet Nam) or at a "
        "UTC time (2024-08-27T07:05:00.000Z). article: the portal's id of it; portal: as in portals.id, "
        "empty for the first.",
        f"""select versions.*
from versions
where article_id = (select id from articles where portal = coalesce(nullif(:portal, ''), (select min(id) from portals))
    and cms_id = :article)
  and first_captured_at <= {_AT}
order by number desc
limit 1""",
    ),
    "portal_as_of": CannedQuery(
        "The portal as of a date · Cổng thông tin tại một ngày",
        "All articles as a portal showed them on a date or at a UTC time, newest first; portal: as in portals.id, "
        "empty for the first. Those removed by then are left out.",
        f"""select versions.article_id, versions.number, versions.title, versions.department,
  versions.published_at, versions.first_captured_at, versions.content_id
from versions
where versions.portal = coalesce(nullif(:portal, ''), (select min(id) from portals))
  and versions.first_captured_at <= {_AT} and (versions.until is null or versions.until > {_AT})
  and coalesce((select event from events where events.article_id = versions.article_id
    and events.at <= {_AT} and event in ('gone', 'missing', 'returned')
    order by events.at desc, events.id desc limit 1), '')
    not in ('gone', 'missing')
order by versions.first_captured_at desc, versions.id desc""",
    ),
    "removed_articles": CannedQuery(
        "Removed articles · Bài viết đã gỡ",
        "Articles that the portal no longer shows, and since when.",
        """select articles.id as article_id, articles.title, articles.department, articles.state,
  max(events.at) as since, articles.url
from articles join events on events.article_id = articles.id and events.event in ('missing', 'gone')
where articles.state <> 'live'
group by articles.id, articles.title, articles.department, articles.state, articles.url
order by since desc, articles.id""",
    ),
    "visits_per_day": CannedQuery(
        "Visits per day · Lượt truy cập theo ngày",
        "For each site and day (Viet Nam): the last total shown; visits of the day, as the portal says of it the day "
        "after (yesterday), else the growth where the day before has readings too; growth since the last day that has "
        "readings, since_day. A negative growth means the counter was reset. site: its sname, "
        "or the host of pages without one; empty for all.",
        # The days beside each are looked up, so that a page of days costs a page: a window goes over all of them.
        """select portal, site, day, total,
  coalesce((select n.yesterday from visit_day n where n.portal = d.portal and n.site = d.site
      and n.day = date(d.day, '+1 day')),
    case when since_day = date(day, '-1 day') and total >= total_before then total - total_before end) as visits,
  total - total_before as growth, since_day, most_online, readings
from (select v.portal, v.site, v.day, v.total, v.online as most_online, v.readings,
    (select b.day from visit_day b where b.portal = v.portal and b.site = v.site and b.day < v.day
      order by b.day desc limit 1) as since_day,
    (select b.total from visit_day b where b.portal = v.portal and b.site = v.site and b.day < v.day
      order by b.day desc limit 1) as total_before
  from visit_day v where :site = '' or v.site = :site) d
order by d.day desc, d.portal, d.site""",
    ),
    "counter_falls": CannedQuery(
        "Falls of visit counters · Bộ đếm giảm",
        "Each time a counter showed less than at the reading before, within one day (within_day: 1) too: it began anew,"
        " or a page showed another counter. site: its sname, or the host of pages without one; empty for all.",
        """select captured_at, portal, site, total_before, total,
  case when date(captured_at, '+7 hours') = date(before_at, '+7 hours') then 1 else 0 end as within_day,
  before_at, capture_id
from (select capture_id, captured_at, portal, coalesce(site, host) as site, total,
    lag(total) over readings as total_before, lag(captured_at) over readings as before_at
  from visit_stats where total is not null and (:site = '' or coalesce(site, host) = :site)
  window readings as (partition by portal, coalesce(site, host) order by captured_at, capture_id)) falls
where total < total_before
order by captured_at desc, capture_id desc""",
    ),
    "most_edited": CannedQuery(
        "Most edited articles · Bài sửa nhiều nhất",
        "Articles by number of versions.",
        """select portal, cms_id, title, department, versions, state from articles
where versions > 1 order by versions desc, id desc""",
    ),
    "numbers_changed": CannedQuery(
        "Numbers that were changed · Số liệu bị sửa",
        "Changes after which other numbers stand there, newest first.",
        """select change_amounts.changed_at, articles.portal, articles.cms_id, articles.title,
  words_added, words_removed
from change_amounts join articles on articles.id = change_amounts.article_id
where numbers order by change_amounts.version_id desc""",
    ),
    "names_changed": CannedQuery(
        "Names of persons that were changed · Tên người bị sửa",
        "Changes after which other persons are named there, or by other names, newest first, with the names that went "
        "and those that came.",
        """select change_amounts.changed_at, articles.portal, articles.cms_id, articles.title,
  (select group_concat(name, '; ') from (select name from mentions where kind = 'person'
    and content_id = before.content_id except select name from mentions where kind = 'person'
    and content_id = after.content_id)) as went,
  (select group_concat(name, '; ') from (select name from mentions where kind = 'person'
    and content_id = after.content_id except select name from mentions where kind = 'person'
    and content_id = before.content_id)) as came
from change_amounts join articles on articles.id = change_amounts.article_id
join versions after on after.id = change_amounts.version_id
join versions before on before.article_id = after.article_id and before.number = after.number - 1
where change_amounts.names order by change_amounts.version_id desc""",
    ),
    "most_cited_documents": CannedQuery(
        "Most cited documents by year · Văn bản được dẫn nhiều nhất theo năm",
        "In how many articles of each year a document is cited; one document in several spellings is one row. "
        "year is empty for articles that bear no date.",
        """select coalesce(substr(articles.published_at, 1, 4), '') as year,
  coalesce(min(citations.number), min(citations.text)) as document, max(citations.kind) as kind,
  count(distinct articles.id) as articles
from citations join articles on articles.content_id = citations.content_id
group by year, citations.document order by year desc, articles desc, document""",
    ),
    "silently_edited": CannedQuery(
        "Edited long after publication · Sửa lặng lẽ",
        "Changes more than so many days after the date on the page (days: 30).",
        """select change_amounts.changed_at, articles.published_at, articles.portal, articles.cms_id, articles.title,
  words_added, words_removed
from change_amounts join articles on articles.id = change_amounts.article_id
where julianday(date(changed_at, '+7 hours')) - julianday(substr(published_at, 1, 10)) > cast(:days as integer)
order by change_amounts.version_id desc""",
    ),
    "undated_articles": CannedQuery(
        "Undated articles with their estimates · Bài không ghi ngày",
        "About when each was published, and from what that is known.",
        """select articles.portal, articles.cms_id, articles.title, date_estimates.date, earliest, latest,
  date_estimates.source
from articles left join date_estimates on date_estimates.article_id = articles.id
where published_at is null order by articles.id""",
    ),
    "articles_by_site_and_year": CannedQuery(
        "Articles by site and year · Bài theo trang và năm",
        "year is empty for articles that bear no date.",
        """select articles.portal, coalesce(sites.name, articles.site) as site,
  coalesce(substr(published_at, 1, 4), '') as year, count(*) as articles
from articles left join sites on sites.portal = articles.portal and sites.sname = articles.site
group by 1, 2, 3 order by 1, 2, 3""",
    ),
    "authors": CannedQuery(
        "Who signs · Tác giả",
        "Bylines as written, with the span of their articles.",
        """select author, count(*) as articles, min(published_at) as first, max(published_at) as last
from articles where author is not null group by author order by articles desc, author""",
    ),
    "categories": CannedQuery(
        "Categories · Chuyên mục",
        "How many articles are filed under each.",
        """select portal, category, count(*) as articles from articles
where category is not null group by 1, 2 order by articles desc, portal, category""",
    ),
    "longest_articles": CannedQuery(
        "Longest articles · Bài dài nhất",
        "By characters of the text.",
        """select portal, cms_id, title, length(body) as characters from articles
order by characters desc, id limit 100""",
    ),
    "most_viewed": CannedQuery(
        "Most viewed · Xem nhiều nhất",
        "The highest view count read of each article.",
        """select articles.portal, articles.cms_id, articles.title, max(view_counts.views) as views
from view_counts join articles on articles.id = view_counts.article_id
group by articles.id, articles.portal, articles.cms_id, articles.title order by views desc, articles.id limit 200""",
    ),
    "files_not_archived": CannedQuery(
        "Documents not archived · Tệp chưa lưu",
        "Documents that the newest version of an article links to and that the archive does not hold.",
        """select articles.portal, articles.cms_id, articles.title, attachments.title as document, attachments.url
from articles join attachments on attachments.content_id = articles.content_id
where attachments.sha256 is null order by articles.id desc, attachments.position""",
    ),
    "scans": CannedQuery(
        "Scanned documents · Bản quét",
        "PDF files without text to search, with the articles whose newest version they are attached to.",
        """select held.portal, held.cms_id, held.title, held.document, pages, held.url, attachment_texts.sha256
from attachment_texts left join (
  select articles.portal, articles.cms_id, articles.title, attachments.title as document, attachments.url,
    attachments.sha256, articles.id, attachments.position
  from attachments join articles on articles.content_id = attachments.content_id
) as held on held.sha256 = attachment_texts.sha256
where scanned order by pages desc, attachment_texts.sha256, held.id, held.position""",
    ),
    "captures_by_outcome": CannedQuery(
        "Captures by outcome · Lần lưu theo kết quả",
        "What became of all requests.",
        """select outcome, count(*) as captures, min(captured_at) as first, max(captured_at) as last
from captures group by outcome order by captures desc, outcome""",
    ),
    "open_alarms": CannedQuery(
        "Open alarms · Cảnh báo chưa xử lý",
        "What someone has to look at.",
        """select raised_at, portal, kind, field, before, now from alarms
where acknowledged_at is null order by id desc""",
    ),
    "shortest_lived": CannedQuery(
        "Shortest-lived articles · Bài tồn tại ngắn nhất",
        "Days from the first capture to the removal.",
        """select articles.portal, articles.cms_id, articles.title,
  round(julianday(max(events.at)) - julianday(articles.first_captured_at), 1) as days
from articles join events on events.article_id = articles.id and events.event = 'gone'
where articles.state = 'gone'
group by articles.id, articles.portal, articles.cms_id, articles.title, articles.first_captured_at
order by days, articles.id""",
    ),
    "changes_by_day": CannedQuery(
        "What editors did by day · Hoạt động theo ngày",
        "Events by day of Viet Nam.",
        """select date(events.at, '+7 hours') as day, event, count(*) as number from events
group by 1, 2 order by 1 desc, 2""",
    ),
    "pictures_without_caption": CannedQuery(
        "Pictures without a caption · Ảnh không chú thích",
        "By article.",
        """select articles.portal, articles.cms_id, articles.title, images.url
from articles join images on images.content_id = articles.content_id
where not exists (select 1 from captions where captions.content_id = images.content_id
  and captions.image_url = images.url)
order by articles.id desc, images.position""",
    ),
    "tables_in_articles": CannedQuery(
        "Tables in articles · Bảng trong bài",
        "Each data table of the newest versions, as JSON.",
        """select articles.portal, articles.cms_id, articles.title, article_tables.position, article_tables.rows
from articles join article_tables on article_tables.content_id = articles.content_id
order by articles.id desc, article_tables.position""",
    ),
    "spellings_of_departments": CannedQuery(
        "Spellings of departments · Cách ghi tên đơn vị",
        "Each name as written.",
        """select department, count(*) as articles from articles where department is not null
group by department order by articles desc, department""",
    ),
}


def line_of(name: str, language: str) -> str:
    """What a canned query answers, in a language."""
    return QUERY_LINES[name] if language == "vi" else QUERIES[name].description
