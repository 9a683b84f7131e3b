"""Portals that come with luutru, one short file each: name, home, sites, what differs.

A module here, or an entry point of the group ``luutru.portals``, may bring a `PortalSpider` in Python.
"""
