"""What articles of an invented portal say, and what became of them: prose, facts, dates, files, history.

Nothing here knows how a page looks.
"""
