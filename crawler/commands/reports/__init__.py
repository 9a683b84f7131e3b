"""What the commands that bring captures in say at their end, in words and as JSON."""
