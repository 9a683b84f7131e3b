"""Captures made by others: WARC files and web archives.

`import_captures` imports them. `recovery` fetches them.
"""
