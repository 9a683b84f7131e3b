"""Work on whole archives: verify, take down, merge, publish, dump.

Each is one command's work.
"""
