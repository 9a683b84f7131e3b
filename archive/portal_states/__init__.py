"""What all answers of one crawl together say about the portal: moved, closed, refusing, replaced.

Such answers say nothing about a single article, so history disregards those captures.
"""
