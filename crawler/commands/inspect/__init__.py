"""Commands that show what the archive holds. They change nothing."""
