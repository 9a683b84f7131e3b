"""What Datasette itself shows: its cells, metadata, queries, settings.

`detect` finds which databases are archives.
"""
