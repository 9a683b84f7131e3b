"""The kind of a page, and what pages without an article say.

`page_type` holds the rules. `context` holds what is known of a page while it is read.
"""
