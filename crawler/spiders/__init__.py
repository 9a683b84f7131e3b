"""The portals of luutru, one short file each: name, home, sites, particulars.

A module here, or an entry point of the group ``luutru.portals``, may define a `PortalSpider` in Python.
"""
