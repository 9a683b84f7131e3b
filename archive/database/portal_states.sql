-- What the answers of whole crawls tell of a portal, and the captures that therefore tell nothing of an article;
-- derived from the captures, and from what someone believed, by portal_states. `exchanged`: ids of articles.
create table portal_states (
  id integer primary key, portal text not null references portals (id),
  state text not null check (state in ('moved', 'closed', 'refusing', 'replaced', 'quarantined')), target text,
  began_at text not null, last_seen_at text not null, ended_at text, whole integer not null, detail text not null,
  exchanged text not null
);
create unique index portal_states_open on portal_states (portal) where ended_at is null;
create table disregarded (capture_id integer primary key references capture (id));
create index address_excluded on address (portal, kind) where state = 'excluded';
