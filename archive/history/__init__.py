"""The history of an article: versions, events, and when it counts as gone.

`rules` is a pure function of captures; `derive` writes what it gives; `as_of` asks about a past day.
"""
