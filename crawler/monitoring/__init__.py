"""What a crawl keeps an eye on: yields, alarms, duplicate pages, progress, how it ended."""
