"""Captures that others made: WARC files and web archives.

`import_captures` takes them in; `recovery` fetches them.
"""
