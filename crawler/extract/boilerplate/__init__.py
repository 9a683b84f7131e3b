"""What stands around the article: boxes, navigation, visit counters, contact."""
