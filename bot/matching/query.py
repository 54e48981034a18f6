"""A text as it is compared: folded, squeezed, in words, and never longer than a bound."""

from dataclasses import dataclass

from bot.library.text import fold, squeeze

# All but a handful of 94,697 real titles are shorter; pasting a whole page costs no more than a title.
MAX_CHARS = 300
MAX_WORDS = 32


@dataclass(frozen=True, slots=True)
class Query:
    """The comparable forms of a text; all empty for a text without letters or digits."""

    folded: str
    squeezed: str
    words: tuple[str, ...]


def prepare(text: str) -> Query:
    """The comparable forms of the first MAX_CHARS characters and MAX_WORDS words of a text."""
    words = tuple(fold(text[:MAX_CHARS])[:MAX_CHARS].split()[:MAX_WORDS])
    folded = " ".join(words)
    return Query(folded, squeeze(folded), words)


def literal(text: str) -> str:
    """The form in which two texts count as the same: squeezed, or as typed where it is all symbols."""
    return prepare(text).squeezed or text[:MAX_CHARS].strip().casefold()
