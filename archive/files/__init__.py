"""Texts of attached documents: read in a process of its own, kept by hash, searched.

`read` reads one file, `texts` keeps what was read, `search` finds in it.
"""
