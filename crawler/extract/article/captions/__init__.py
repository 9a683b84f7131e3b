"""Captions: how a text is scored as one, and which picture it belongs to."""
