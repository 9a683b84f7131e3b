"""The pages, one module each. A module reads what its page shows and draws nothing."""
