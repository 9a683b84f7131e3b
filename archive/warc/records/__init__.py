"""The records of WARC and ARC files: members, heads, blocks and their digests, read from damaged files, too.

`stream` is where reading begins. Nothing here knows what a capture is.
"""
