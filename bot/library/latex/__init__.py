"""LaTeX in titles and abstracts, read as a person would write it in Unicode."""

from bot.library.latex.reading import readable

__all__ = ["readable"]
