"""The history of an article: versions, events, and when it counts as gone.

`rules` is a pure function of captures. `derive` stores its result. `as_of` answers for a past day.
"""
