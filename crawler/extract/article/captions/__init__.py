"""Captions: how likely a text is one, and which picture it belongs to."""
