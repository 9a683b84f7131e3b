"""Values that pages show: events, comparisons, tables, clean HTML.

Functions from rows to values. They know no request and no template.
"""
