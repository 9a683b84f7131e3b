"""Long runs that try to break what is written and what reads: kills at random moments, mangled pages."""
