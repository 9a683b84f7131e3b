"""SQLite: tables, views, transactions, the lock between processes.

Nothing here knows what a capture or an article is.
"""
