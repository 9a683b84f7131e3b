"""Commands that work on whole archives."""
