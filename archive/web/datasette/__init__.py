"""What Datasette itself shows: its cells, metadata, queries, settings.

`serve` starts it; `detect` finds which databases are archives.
"""
