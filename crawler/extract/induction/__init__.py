"""Learns templates: from a sample of a portal's pages to the place of each field (noise-tolerant wrapper induction).

Begin with `learn`. Nothing here reads a page for the archive.
"""
