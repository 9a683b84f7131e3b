"""One module a page: reads what it shows, draws nothing itself."""
