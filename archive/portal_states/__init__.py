"""What the answers of one crawl, taken together, tell of the portal: moved, closed, refusing, replaced.

What they tell of the portal they do not tell of any article: such captures are disregarded by history.
"""
