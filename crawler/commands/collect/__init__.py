"""Commands that bring captures in, or prepare for it."""
