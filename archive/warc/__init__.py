"""Reads and writes web archive files: WARC, ARC and WACZ."""
