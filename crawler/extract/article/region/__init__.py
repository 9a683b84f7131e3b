"""The region of an article: the lines below its title that are its text."""
