"""Filters of a question for papers: what each says, what it bars, how they hang together."""
