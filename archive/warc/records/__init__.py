"""Records of WARC and ARC files, also damaged ones: members, heads, blocks, digests.

Reading begins in `stream`. Nothing here knows what a capture is.
"""
