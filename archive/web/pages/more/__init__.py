"""Pages beside the main ones: similar articles, pictures, data to take away, about the archive."""
