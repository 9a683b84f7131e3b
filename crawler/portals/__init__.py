"""The portals that luutru knows, and how a new one is surveyed and written."""
