"""Templates learned: from a sample of a portal's pages to what stands where on all of them (noise-tolerant wrapper
induction). `learn.py` begins; nothing here reads a page for the archive."""
