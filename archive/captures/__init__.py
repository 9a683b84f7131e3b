"""Captures: how they are recorded, loaded and read again.

New captures enter through `record` alone. `reread` stores what a better reader makes of old ones.
"""
