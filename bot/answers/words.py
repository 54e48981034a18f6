"""Texts as words with their places, and words as what is left of them without their endings."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.library.text import fold, squeeze

# `v2.5` and `2,140` are one word each; a hyphen parts words, and so does a possessive `s`.
_WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)[^\W_]+)*(?:[’'](?=[^\W_])[^\W_]+)?")
_SHORTENED = re.compile(r"^(.+?)(n[’']t|[’'].*)$", re.I)
# More would take as much room as an index of a hundred thousand papers.
_KEPT_WORDS = 1 << 15
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")


class Word(NamedTuple):
    """A word as written, where it stands in its text, and its folded form."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        """The word without its ending."""
        return stem(self.folded)


def words_of(text: str) -> list[Word]:
    """The words of a text: `ada's` is `ada`, `didn't` is `did` and `not`."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        written, start, end = match.group(), match.start(), match.end()
        parts = _SHORTENED.match(written)
        if parts is None:
            found.append(Word(written, folded(written), start, end))
            continue
        head, tail = parts.groups()
        found.append(Word(head, folded(head), start, start + len(head)))
        if tail[0] in "nN":
            found.append(Word(tail, "not", start + len(head), end))
    return found


def last_words(text: str, most: int) -> list[Word]:
    """The last words of a text, as `words_of` gives them."""
    starts = [match.start() for match in _WORD.finditer(text)][-most:]
    offset = starts[0] if starts else 0
    return [word._replace(start=offset + word.start, end=offset + word.end) for word in words_of(text[offset:])][-most:]


def find_words(text: str) -> list[str]:
    """The words of a text as written."""
    return _WORD.findall(text)


def stems_of(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(folded(word)) for word in _WORD.findall(text)]


@lru_cache(maxsize=_KEPT_WORDS)
def folded(word: str) -> str:
    """A written word as it is compared; a decimal keeps its point."""
    plain = _THOUSANDS.sub("", word)
    if plain[0].isdigit() and "." in plain:
        return plain.casefold()
    parts = _SHORTENED.match(plain)
    return squeeze(fold(parts.group(1) if parts else plain)) or plain.casefold()


# Endings from the longest, what they become, and how much must be left of the word in front of them.
_ENDINGS: Sequence[tuple[str, str, int]] = (
    ("izations", "", 4), ("isations", "", 4), ("ization", "", 4), ("isation", "", 4), ("ifications", "if", 3),
    ("ification", "if", 3), ("ations", "at", 3), ("ation", "at", 3), ("ities", "", 4), ("ments", "", 4),
    ("izing", "", 4), ("ising", "", 4), ("ized", "", 4), ("ised", "", 4), ("izes", "", 4), ("izer", "", 4),
    ("ize", "", 4), ("ise", "", 4), ("ifying", "if", 3), ("ified", "if", 3), ("ifies", "if", 3), ("ifier", "if", 3),
    ("ify", "if", 3), ("ness", "", 4), ("ment", "", 4), ("ingly", "", 4), ("edly", "", 4), ("ions", "", 4),
    ("ion", "", 4), ("ical", "", 4), ("ally", "", 4), ("ity", "", 4), ("ing", "", 3), ("ies", "y", 2),
    ("ied", "y", 2), ("sses", "ss", 2), ("xes", "x", 2), ("ches", "ch", 2), ("shes", "sh", 2), ("ers", "", 4),
    ("ors", "or", 4), ("ed", "", 3), ("er", "", 4), ("es", "", 3), ("ly", "", 4), ("al", "", 5), ("s", "", 2),
    ("e", "", 3),
)  # fmt: skip
# By the last letter, which rules most of them out.
_ENDINGS_ON = {
    last: tuple(each for each in _ENDINGS if each[0].endswith(last)) for last in {each[0][-1] for each in _ENDINGS}
}
_KEPT = ("ss", "us", "is")
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=_KEPT_WORDS)
def stem(word: str) -> str:
    """A folded word without its ending: `scaling`, `scaled` and `scales` are one."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    for ending, instead, least in _ENDINGS_ON.get(word[-1], ()):
        if not word.endswith(ending) or len(word) - len(ending) < least:
            continue
        # `corpus` ends so, `GPUs` does not.
        if ending == "s" and word.endswith(_KEPT) and (len(word) > 4 or word.endswith("ss")):
            continue
        left = word[: len(word) - len(ending)]
        if _VOWELS.isdisjoint(left):
            continue
        return _rounded(left + instead)
    return _rounded(word)


def _rounded(left: str) -> str:
    """The end as other forms of the word have it: no double letter, no silent e, `y` as `i`."""
    if len(left) > 3 and left[-1] == left[-2] and left[-1] not in "ls":
        left = left[:-1]
    if len(left) > 3 and left.endswith("e"):
        left = left[:-1]
    return f"{left[:-1]}i" if len(left) > 3 and left.endswith("y") else left
