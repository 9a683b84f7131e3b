"""Lists: entries with title, date and summary, and the pager below them."""
