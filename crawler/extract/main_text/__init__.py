"""The main text of a page as several readers see it: libraries of others, their answers held against our lines."""
