"""How many articles, and which shares of them, tell something of a portal: pages err, and templates bear that."""

FEWEST = 3
"""Articles from which something is no chance: two may agree by it."""
NEARLY_ALL = 0.9
"""Share that leaves an odd page in ten, of a place or value that all articles have."""
MOST = 0.8
"""Share that leaves the articles where an editor did something else."""
MAJORITY = 0.7
"""Share from which the others are the exception."""
REGULAR = 0.3
"""Share of the pages on which what a portal shows now and then, such as a summary, is regular."""
SOME = 0.15
"""Share from which a second habit of the editors is one, and no slip."""
