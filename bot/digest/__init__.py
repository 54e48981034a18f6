"""Digests: what is new for whom, when it is due, and what became of it. Pure: `now` is passed in."""
