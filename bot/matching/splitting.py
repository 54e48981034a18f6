"""Words run together, taken apart into known ones: `trustregion`, `longcot`, `johnsmith`."""

from collections.abc import Iterator, Sequence

from bot.matching.evidence import Rows
from bot.matching.wording import RUN_LETTERS

# Least letters of a part, most parts of a word.
_PART, _PARTS = 3, 4
# A word this like a known one (percent) is misspelt rather than run together.
_MISSPELT = 84.0


def taken_apart(words: Sequence[str], rows: Rows) -> tuple[str, ...]:
    """The words, those that are several known ones run together taken apart."""
    return tuple(
        part
        for place, word in enumerate(words)
        for part in (_parts(word, rows, _PARTS, last=place == len(words) - 1) if _is_odd(word, rows) else ()) or (word,)
    )


def _is_odd(word: str, rows: Rows) -> bool:
    """Whether nothing known begins so or is nearly so."""
    first, end = rows.lexicon.beginning(word)
    if len(word) < 2 * _PART - 1 or first < end:
        return False
    return all(ratio < _MISSPELT for _, ratio in rows.lexicon.alike(word))


def _parts(word: str, rows: Rows, most: int, *, last: bool) -> tuple[str, ...]:
    """The fewest known words that a word is made of; the last may be initials, or begun where it is being typed."""
    if _is_part(word, rows, last=last):
        return (word,)
    found = list(_cut(word, rows, most, last=last)) if most > 1 else []
    return min(found, key=lambda parts: (len(parts), -min(map(len, parts)), parts), default=())


def _cut(word: str, rows: Rows, most: int, *, last: bool) -> Iterator[tuple[str, ...]]:
    for cut in range(_PART, len(word) - 1):
        if rows.lexicon.find(word[:cut]) is not None and (rest := _parts(word[cut:], rows, most - 1, last=last)):
            yield (word[:cut], *rest)


def _is_part(word: str, rows: Rows, *, last: bool) -> bool:
    if len(word) >= _PART and rows.lexicon.find(word) is not None:
        return True
    first, end = rows.lexicon.beginning(word)
    return (last and len(word) >= _PART and first < end) or (len(word) in RUN_LETTERS and rows.has_run(word))
