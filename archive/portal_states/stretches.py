"""Imported captures in stretches: each stands for one crawl that somebody made."""

from __future__ import annotations

from archive.portal_states.rounds import APART_MS

STRETCHES = f"""stretch as (select id, coalesce(sum(begins) over (order by ms, id), 0) as number from (
    select c.id, c.captured_ms as ms, ?1 is null and c.captured_ms
    - lag(c.captured_ms) over (order by c.captured_ms, c.id) > {APART_MS} as begins
    from capture c join address a on a.id = c.address_id where a.portal = ?2 and c.crawl_id is ?1))"""
"""SQL that numbers the captures of crawl ?1 of portal ?2: all with one number. Where ?1 is null, the imported captures,
with another number behind every pause."""
