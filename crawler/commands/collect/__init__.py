"""Commands that bring captures in, or prepare that."""
