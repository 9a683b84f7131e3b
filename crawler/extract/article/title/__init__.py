"""The title of an article: every line is weighed, the heaviest is the title."""
