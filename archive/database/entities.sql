-- Documents, persons, organisations and places that contents name, derived by archive.entities. `document` and
-- `entity` are what all spellings of one have in common; `entity_edition` is the edition of the rules that read a
-- content, also one that names nothing.
create table citation (
  content_id integer not null references content (id) on delete cascade, position integer not null, text text not null,
  number text, kind text, date text, issuer text, title text, provisions text, document text not null,
  primary key (content_id, position)
) without rowid;
create index citation_document on citation (document, number);

create table mention (
  content_id integer not null references content (id) on delete cascade, position integer not null, name text not null,
  kind text not null check (kind in ('person', 'organisation', 'place')), office text, within text,
  entity text not null, primary key (content_id, position)
) without rowid;
create index mention_entity on mention (kind, entity, name);

create table entity_edition (
  content_id integer primary key references content (id) on delete cascade, edition text not null
);
