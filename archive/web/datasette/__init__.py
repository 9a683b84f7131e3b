"""Datasette's own pages: cells, metadata, queries, settings.

`detect` finds the databases that are archives.
"""
