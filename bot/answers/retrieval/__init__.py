"""The sentences of abstracts that say what was asked."""
