"""What surrounds the article: boxes, navigation, visit counters, contact."""
