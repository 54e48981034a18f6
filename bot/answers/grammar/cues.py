"""Which phrases of the grammar stand where in a question."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answers.grammar.missing import MISSING
from bot.answers.grammar.phrases import PHRASES, Cue


@dataclass(frozen=True, slots=True)
class CueAt:
    """A cue (or what is missing on pages) with the words that say it: `start` to `end`."""

    cue: Cue | str
    start: int
    end: int


@cache
def _table() -> Mapping[tuple[str, ...], tuple[Cue | str, ...]]:
    table: dict[tuple[str, ...], list[Cue | str]] = defaultdict(list)
    for cue, phrases in [*PHRASES.items(), *MISSING.items()]:
        for phrase in phrases.split("|"):
            table[tuple(phrase.split())].append(cue)
    return {phrase: tuple(dict.fromkeys(cues)) for phrase, cues in table.items()}


@cache
def _longest() -> int:
    return max(map(len, _table()))


def find_cues(words: Sequence[str], free: Sequence[bool]) -> list[CueAt]:
    """The longest phrase at each place that is free, with every cue it may be. Linear in the words."""
    found: list[CueAt] = []
    at = 0
    while at < len(words):
        end = next((end for end in _ends(words, free, at) if tuple(words[at:end]) in _table()), None)
        if end is None:
            at += 1
            continue
        found += [CueAt(cue, at, end) for cue in _table()[tuple(words[at:end])]]
        at = end
    return found


def _ends(words: Sequence[str], free: Sequence[bool], start: int) -> list[int]:
    ends = []
    for end in range(start + 1, min(len(words), start + _longest()) + 1):
        if not free[end - 1]:
            break
        ends.append(end)
    return ends[::-1]
