"""Portals, one short file each: name, home, sites, what differs."""
