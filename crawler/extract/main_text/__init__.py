"""The main text of a page by the votes of several libraries, matched to our lines."""
