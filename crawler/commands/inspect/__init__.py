"""Commands that show what the archive holds; they change nothing."""
