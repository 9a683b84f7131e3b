"""Work on whole archives: verify, take down, merge, publish, dump.

Each module does the work of one command.
"""
