"""Pages on all archives of a server: each is asked beside the others, their answers are shown as one."""
