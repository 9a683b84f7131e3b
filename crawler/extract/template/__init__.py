"""What the pages of one portal tell about each other: `learn` finds a template in a sample of them, `apply`
reads one more page by it."""
