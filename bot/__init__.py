"""Folio: answers about researchers and their papers, for Discord."""
