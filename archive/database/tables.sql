-- What is stored. Singular names are tables; the plural names that outside readers rely on are
-- views over them (views.py), or, where nothing is gained by packing, tables of their own.
-- Times are stamps (text), but for captures, of which there are most: milliseconds since 1970.

create table setting (key text primary key, value text not null) without rowid;

create table portals (
  id text primary key, name text not null, home_url text not null, cms text not null
);

create table site (
  id integer primary key, portal text not null references portals (id), sname text not null, name text,
  agency text, address text, phone text, email text, contact_ms integer,
  unique (portal, sname)
);

create table crawls (
  id integer primary key, portal text not null references portals (id),
  started_at text not null, finished_at text,
  state text not null check (state in ('running', 'finished', 'alarm', 'stopped', 'failed')),
  reason text, stats text, software text not null, settings text, head text
);

-- The frontier. `rank` orders what is due: home pages, lists, articles, media. `url_key` is a short hash of
-- the url (content.url_key): an index over whole addresses would be as large as the table.
create table address (
  id integer primary key, portal text not null references portals (id), url text not null, url_key integer not null,
  kind text not null check (kind in ('home', 'list', 'article', 'image', 'file', 'other')),
  article_id integer references article (id) on delete set null,
  cms_id text, told_cms_id text, told_ms integer, site text, host text not null, rank integer not null,
  state text not null check (state in ('pending', 'leased', 'done', 'alias', 'failed', 'excluded')),
  first_seen_at text not null, last_captured_at text, next_due_at text,
  failures integer not null default 0, unchanged integer not null default 0, note text,
  leased_by integer references crawls (id), media_key integer, base_id integer references payload (id),
  validator text
);
create index address_url on address (url_key);
create index address_due on address (portal, host, rank, next_due_at)
  where state in ('pending', 'done', 'failed') and next_due_at is not null;
create index address_leased on address (leased_by) where leased_by is not null;
create index address_cms on address (cms_id) where cms_id is not null;
create index address_article on address (article_id) where article_id is not null;
create index address_media on address (media_key) where media_key is not null;

-- Facts, and what was read from them. What many replies have in common is kept once, in `reply`.
create table reply (
  id integer primary key, source text not null, method text not null, status integer, error text,
  media_type text, headers text not null
);
create index reply_headers on reply (headers);

create table payload (
  id integer primary key, sha256 blob not null, size integer not null, codec integer not null,
  base_id integer references payload (id),
  check (codec between 0 and 4 and (codec = 2) = (base_id is not null))
);
-- Four bytes tell payloads apart well enough to look one up; whole hashes would double its rows.
create index payload_sha256 on payload (substr(sha256, 1, 4));

create table payload_data (payload_id integer primary key references payload (id), data blob not null);

-- What attached documents say; see archive/files. `problem`: why one could not be read.
create table file_text (
  payload_id integer primary key references payload (id) on delete cascade, media_type text not null,
  text text not null, pages integer, scanned integer not null, problem text
);

-- What the payloads of a portal's host and kind are packed against.
create table payload_base (
  portal text not null, host text not null, kind text not null, payload_id integer not null references payload (id),
  primary key (portal, host, kind)
) without rowid;

-- `content_id` names a row of `content`, `capture_id` there one of these, and `version_id` of `events` one of
-- `version`. They are not declared as references, because SQLite would then search all these rows, or need an
-- index for no other use, whenever one is deleted that they could name, and content and capture, which name
-- each other, could not be added in one step each. Verification checks them instead.
-- `read_ms` is null where a capture was read when it was stored, and not again later.
create table capture (
  id integer primary key, address_id integer not null references address (id), crawl_id integer references crawls (id),
  reply_id integer not null references reply (id), captured_ms integer not null, lag_ms integer not null,
  url text, request text, varying, payload_id integer references payload (id), hash blob not null,
  verdict_id integer not null references verdict (id), content_id integer, read_ms integer
);
create index capture_address on capture (address_id);

create table ledger (
  id integer primary key, after integer not null, kind text not null, at text not null, detail text not null,
  hash blob not null
);

create table seal (first_id integer primary key, last_id integer not null, sha256 blob not null);

-- What the extractor read.
create table verdict (id integer primary key, outcome text not null, extractor text, problems text);
create index verdict_outcome on verdict (outcome, extractor);

create table content (
  id integer primary key, sha256 blob not null, digests blob not null,
  capture_id integer, removed integer not null default 0,
  title text not null, summary text, department text, author text, source text, published_at text, category text,
  markup text not null
);
create index content_sha256 on content (substr(sha256, 1, 4));
create index content_source on content (source) where source is not null;
-- Apart from the rest, so that the many short rows need not be read past the few long ones.
create table body (content_id integer primary key references content (id) on delete cascade, text text not null);
-- Markup between words that many contents share; see markup.py.
create table piece (id integer primary key, text text not null unique);
create table picture (
  content_id integer not null references content (id) on delete cascade, position integer not null, url text not null,
  media_key integer not null, primary key (content_id, position)
) without rowid;
-- `picture` is the position of the picture that the text is about; `url` is there for one which is none of these.
create table caption (
  content_id integer not null references content (id) on delete cascade, position integer not null, text text not null,
  picture integer, url text, media_key integer, primary key (content_id, position)
) without rowid;
create table attachment (
  content_id integer not null references content (id) on delete cascade, position integer not null, url text not null,
  title text not null, media_key integer not null, primary key (content_id, position)
) without rowid;
create table grid (
  content_id integer not null references content (id) on delete cascade, position integer not null, rows text not null,
  primary key (content_id, position)
) without rowid;

create index picture_media on picture (media_key);
create index attachment_media on attachment (media_key);
create index caption_media on caption (media_key) where media_key is not null;

create table box (id integer primary key, pattern text not null unique);
create table contact (id integer primary key, agency text, address text, phone text, email text);
create table reading (
  capture_id integer primary key references capture (id), box_id integer references box (id),
  contact_id integer references contact (id), views integer, online integer, today integer, yesterday integer,
  this_week integer, this_month integer, total integer, rest
);

-- What captures and visit counters add up to by local day, kept by `record`; see readings/day_totals.py. `site` is ''
-- where there is none, `capture_id` the day's last reading; `total` and `this_week` are its.
create table capture_day (
  portal text not null, day text not null, captures integer not null, primary key (portal, day)
) without rowid;
create table visit_day (
  portal text not null, site text not null, day text not null, readings integer not null, online integer,
  today integer, yesterday integer, capture_id integer not null, total integer, this_week integer,
  last_ms integer not null, primary key (portal, site, day)
) without rowid;
create index visit_day_day on visit_day (day);
-- Sums that no longer hold and are told again at the end of what goes on; see readings/stale.py.
create table stale (what text not null, key text not null, primary key (what, key)) without rowid;

-- What lists say of articles, each thing once, with the time of the first list that said it; `article` is the id in
-- the CMS, else the address. `listing` has the rows that a capture says, as a JSON array.
create table listed (
  id integer primary key, portal text not null, article text not null, title text not null, published_at text,
  first_ms integer not null
);
create index listed_article on listed (portal, article);
create table listing (capture_id integer primary key references capture (id), entries text not null);

-- What was learned of a portal's pages: `stage` and `place` give the order in which templates are tried; null for
-- those that only captures not read again yet were read by.
create table template (
  id integer primary key, portal text not null references portals (id), stage integer, place integer,
  kind text not null, sha256 text not null, learned_at text not null, pages integer not null,
  first_captured_at text, last_captured_at text, fields text not null, value text not null,
  unique (portal, sha256)
);
-- What each stage was learned from, by its hash, and by which edition; `done` where all that it touches was read again.
create table learning (
  portal text not null references portals (id), stage integer not null, sample text not null, edition text not null,
  done integer not null, primary key (portal, stage)
) without rowid;
-- The places that an archivist set; null for a field that has none.
create table correction (
  portal text not null references portals (id), field text not null, place text, set_at text not null,
  primary key (portal, field)
) without rowid;

-- Derived from the captures by history.py; `verify` derives it again and compares.
create table article (
  id integer primary key, portal text not null references portals (id), cms_id text, site text,
  department text, author text, source text, published_at text, listed_at text, category text,
  state text not null check (state in ('live', 'missing', 'gone')),
  first_captured_at text not null, versions integer not null, content_id integer not null,
  unique (portal, cms_id)
);
create index article_department on article (department, published_at) where department is not null;
create index article_author on article (author, published_at) where author is not null;
create index article_category on article (category, published_at) where category is not null;
create index article_site on article (site, published_at);
-- Covers the order in which articles are shown, newest first.
create index article_published on article (published_at, first_captured_at, content_id);
create index article_content on article (content_id);
create index article_state on article (state, versions);

-- When an article that bears no date was published, as well as can be told; see history/dates.py. `date` lies between
-- `earliest` and `latest`, all three ``2024-08-27``. `source`: folder, ids or text.
create table date_estimate (
  article_id integer primary key references article (id) on delete cascade, date text not null,
  earliest text not null, latest text not null, source text not null
);
create index date_estimate_date on date_estimate (date);

-- `changed`: one bit for each field that differs from the version before; null where there is none
-- before, or where another extractor read it and nothing can be said. `capture_id`: the last page that shows it.
-- `files`: the hash of what it says with its pictures and documents, where one of these was replaced before it.
create table version (
  id integer primary key, article_id integer not null references article (id) on delete cascade,
  number integer not null, portal text not null, content_id integer not null references content (id),
  previous_id integer, changed integer, first_captured_at text not null, until text,
  last_captured_at text not null, captures integer not null, capture_id integer not null references capture (id),
  files blob, unique (article_id, number)
);
create index version_shown on version (portal, first_captured_at, until, article_id, content_id);
create index version_content on version (content_id);

-- How much each change of content changed; see history/amounts.py.
create table change_amount (
  before_id integer not null references content (id) on delete cascade,
  after_id integer not null references content (id) on delete cascade,
  words_added integer not null, words_removed integer not null,
  numbers integer not null, dates integer not null, phones integer not null, signs integer not null,
  names integer not null, primary key (before_id, after_id)
) without rowid;
create index change_amount_after on change_amount (after_id);

create table events (
  id integer primary key, article_id integer not null references article (id) on delete cascade, at text not null,
  event text not null, version_id integer, detail text
);
create index events_article on events (article_id);
create index events_at on events (at);
-- Of all events the few that tell whether an article was there.
create index events_absent on events (at, article_id, event) where event in ('missing', 'gone', 'returned');

-- How each list, and each front page, looked when it was last read. `seen` is JSON: for each article a
-- digest of what its entry said, in order. `walked_at` is null where the list has to be read to its end.
create table walk (
  address_id integer primary key references address (id), seen text not null, entries integer not null,
  pages integer not null, walked_at text
);

-- Where the walk of a list broke off, to be taken up there: the page last read, its number, what its walk had
-- seen by then, as in `walk`, and whether it was to go on to the end whatever it met.
create table cut (
  address_id integer primary key references address (id), capture_id integer not null references capture (id),
  page integer not null, began_at text not null, thorough integer not null, seen text not null,
  entries integer not null
);

-- What someone has to look at. `before` and `now` are shares or counts of what `field` names; `addresses` is
-- JSON. An alarm is open until it is acknowledged.
create table alarms (
  id integer primary key, portal text not null references portals (id), crawl_id integer references crawls (id),
  raised_at text not null, kind text not null, field text, before real, now real, addresses text not null,
  acknowledged_at text, acknowledged_by text
);
create index alarms_open on alarms (portal, kind, field) where acknowledged_at is null;
