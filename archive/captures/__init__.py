"""Captures: how one comes in, is loaded again, is read anew.

`record` is the one door for what is new; `reread` is the one for what a better reader makes of what is there.
"""
