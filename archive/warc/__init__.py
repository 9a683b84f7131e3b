"""Web archive files, in and out: WARC, ARC and WACZ."""
