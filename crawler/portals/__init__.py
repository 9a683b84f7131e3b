"""The known portals, and the survey of new ones."""
