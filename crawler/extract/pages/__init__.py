"""What kind of page it is, and what a page that is no article says.

`page_type` holds the rules; `context` holds what is known of a page while it is read.
"""
