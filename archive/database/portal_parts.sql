-- The part of the portal that a state tells of: one of its hosts, or `files`, its pictures and documents; null where it
-- is the portal as a whole. `own`: front pages lead to what is known, so that the capture may be a page of the portal's
-- own, read wrongly: its templates are learned from it all the same.
alter table portal_states add column part text;
drop index portal_states_open;
create unique index portal_states_open on portal_states (portal, coalesce(part, '')) where ended_at is null;
alter table disregarded add column own integer not null default 0;
update disregarded set own = 1 where exists (
  select 1 from portal_states s join capture c on c.id = disregarded.capture_id join address a on a.id = c.address_id
  where s.portal = a.portal and not s.whole
  and c.captured_ms >= cast((julianday(s.began_at) - 2440587.5) * 86400000 as integer) - 1
  and c.captured_ms <= cast((julianday(s.last_seen_at) - 2440587.5) * 86400000 as integer) + 1);
