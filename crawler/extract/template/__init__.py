"""A page read by a template: the value itself, the shape of a page that it is held against, and the reading.
How templates are found is in `induction`."""
