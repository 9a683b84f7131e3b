"""What the pages show: events, daily counts, series, charts, tables, clean HTML.

Functions from rows to values; no request, no template.
"""
