"""The title of an article: every line is weighed, and the heaviest wins."""
