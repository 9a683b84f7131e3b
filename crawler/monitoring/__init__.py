"""What a crawl keeps an eye on: yields, alarms, duplicate pages, progress, the verdict at its end."""
