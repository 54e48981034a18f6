"""Text as people compare it (`fold`, `squeeze`) and as people may safely be shown it (`clean`)."""

import re
import unicodedata
from functools import cache

# Letters that NFKD leaves whole although people type them without their stroke or ligature.
_STROKES = str.maketrans(
    {
        "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ħ": "h", "ŧ": "t",
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
        "ı": "i", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "'": None, "’": None, "‘": None, "`": None, "´": None, "ʼ": None,
    }
)  # fmt: skip
_NON_WORD = re.compile(r"[\W_]+")
# The same for ASCII alone, which nearly every title and most names are: a table is ten times quicker.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {39: None, 96: None}


def fold(text: str) -> str:
    """Lower-case words without accents or punctuation, one space between: `Müller-Öz` is `muller oz`."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_STROKES))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NON_WORD.sub(" ", letters.casefold()).strip()


def squeeze(folded: str) -> str:
    """A folded text without spaces, so that `dart math` and `dartmath` are one."""
    return folded.replace(" ", "")


def clean(text: str) -> str:
    """One line of visible text: NFC, no control, format or private characters, single spaces.

    Direction marks and zero-width characters go too: they can make text read as what it is not. The
    joiners stay, since Persian, Indic scripts and emoji need them. A letter keeps thirty accents.
    """
    tidy = " ".join(text.split())
    if tidy.isascii() and tidy.isprintable():  # as nearly everything is
        return tidy
    if not tidy.isprintable():
        tidy = "".join(c if _is_visible(c) else " " for c in tidy if c not in _DROPPED)
    if max(map(len, tidy.split()), default=0) > _LONG_WORD:
        tidy = _endless_marks().sub(r"\1", tidy)
    return " ".join(unicodedata.normalize("NFC", tidy).split())


# Normalising takes a time that grows with the square of a run of marks. No writing has longer runs, and
# only in words longer than a line need they be looked for.
_MOST_MARKS = 30
_LONG_WORD = 100


@cache
def _endless_marks() -> re.Pattern[str]:
    marks = "".join(sign for sign in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(sign))
    return re.compile(rf"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")


_DROPPED = frozenset("\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")


def _is_visible(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


# English words that say nothing of what a title is about.
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "in",
        "on",
        "with",
        "and",
        "to",
        "from",
        "via",
        "by",
        "at",
        "as",
        "is",
        "are",
        "be",
        "or",
        "its",
        "using",
        "towards",
        "toward",
        "into",
        "over",
        "under",
        "through",
        "without",
        "not",
        "your",
        "you",
        "we",
        "do",
        "does",
        "can",
        "how",
        "what",
        "why",
        "when",
        "it",
        "that",
        "this",
    ]
)
