"""Numbers in a question that a page's own number is held against: `more than 3k citations`."""

import re
from collections.abc import Callable, Sequence
from operator import eq, ge, gt, le, lt

from bot.answers.grammar.vocabulary import NUMBERS

_NUMBER = re.compile(r"^(\d+(?:\.\d+)?)(k|m|thousand|million|hundred)?$")
_TIMES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "hundred": 1e2}
_OVER = frozenset("more over above exceed exceeds exceeding beyond higher greater past larger bigger surpass".split())
_UNDER = frozenset("less under below fewer lower smaller".split())
_WHETHER = frozenset("is does has did are do have was".split())


def is_number(word: str) -> bool:
    """Whether a folded word is a number, perhaps short for thousands."""
    return _NUMBER.match(word) is not None


def is_threshold(word: str, words: Sequence[str]) -> bool:
    """Whether a word is a number to compare with: one that is short for thousands only beside `more` or `less`."""
    compares = bool((_OVER | _UNDER | {"least", "most"}) & set(words))
    return (word.isascii() and word.isdigit()) or (compares and is_number(word))


def verdict(words: Sequence[str], value: float) -> str:
    """`Yes` or `No` where a question asks whether a value is more or less than a number; else nothing."""
    if not _WHETHER & set(words[:2]):
        return ""
    holds = compared(words, value)
    if holds is None or (not holds and not _compares(words)):
        return ""
    return "Yes" if holds else "No"


def compared(words: Sequence[str], value: float) -> bool | None:
    """Whether a value is what a question says: the number in it, or more or less; None where it says no one number."""
    numbers = [number for at, word in enumerate(words) if (number := _number(word, words[at + 1 : at + 2])) is not None]
    if len(numbers) != 1:
        return None
    compares = _compares(words)
    return None if len(compares) > 1 else next(iter(compares), eq)(value, numbers[0])


def _compares(words: Sequence[str]) -> list[Callable[[float, float], bool]]:
    """How a question compares: none where it does not, several where that is not clear."""
    said = set(words)
    over, under = bool(_OVER & said), bool(_UNDER & said)
    return [way for way, is_so in ((gt, over), (lt, under), (ge, "least" in said), (le, "most" in said)) if is_so]


def held_against(words: Sequence[str], noun: frozenset[str]) -> tuple[int, int] | None:
    """Where `more than 5 papers` stands, so that the number is no word to look for; None where it does not."""
    for at, word in enumerate(words):
        if word in noun and at and (is_number(words[at - 1]) or words[at - 1] in NUMBERS):
            start = at - 1
            while start and words[start - 1] in _OVER | _UNDER | {"than", "at", "least", "most"}:
                start -= 1
            if start < at - 1:
                return start, at
    return None


def _number(word: str, behind: Sequence[str]) -> float | None:
    match = _NUMBER.match(word)
    if match is None:
        return None
    unit = match.group(2) or (behind[0] if behind and behind[0] in _TIMES and len(behind[0]) > 1 else "")
    return float(match.group(1)) * _TIMES.get(unit, 1)
