"""What somebody typed, prepared once and cut to a bounded size."""

from dataclasses import dataclass

from bot.library.text import fold, squeeze

# Longer than any title of 94,697 real ones but a handful; a paste of a whole page costs no more than a title.
MAX_CHARS = 300
MAX_WORDS = 32


@dataclass(frozen=True, slots=True)
class Query:
    """A text in the forms that are compared: folded, squeezed, and its words."""

    folded: str
    squeezed: str
    words: tuple[str, ...]


def prepare(text: str) -> Query:
    """The comparable forms of a text, at most MAX_CHARS characters and MAX_WORDS words of it."""
    words = tuple(fold(text[:MAX_CHARS])[:MAX_CHARS].split()[:MAX_WORDS])
    folded = " ".join(words)
    return Query(folded, squeeze(folded), words)


def literal(text: str) -> str:
    """The form in which two texts are the same: squeezed, or the bare text where only symbols are in it."""
    return prepare(text).squeezed or text[:MAX_CHARS].strip().casefold()
