-- By what a web archive file calls a capture later records may speak of it: `name` is a hash of the id of its
-- record, or of the digest of its payload in the words of the file.
create table record_name (
  name blob not null, capture_id integer not null references capture (id), primary key (name, capture_id)
) without rowid;
create index record_name_capture on record_name (capture_id);

-- Few captures were made at another spelling than that of their address.
create index capture_url on capture (url) where url is not null;
