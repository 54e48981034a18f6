"""What a person is called: in both spellings of an umlaut, first or last name first, by initials."""

import unicodedata
from dataclasses import dataclass
from typing import Self

from bot.matching.query import MAX_CHARS, Query, literal, prepare

# How these letters are spelled where they cannot be typed; folding drops the marks, which is the other habit.
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


@dataclass(frozen=True, slots=True)
class NameForms:
    """A name in one or two spellings, and each of these squeezed, as it is and with either end turned round."""

    spellings: tuple[Query, ...]
    turns: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> Self:
        """The forms of a name as displayed or typed; `Last, First` is read as `First Last`."""
        last, _, first = name[:MAX_CHARS].partition(",")
        straight = unicodedata.normalize("NFC", name[:MAX_CHARS] if "," in first else f"{first} {last}")
        both = tuple(dict.fromkeys((prepare(straight), prepare(straight.translate(_SPELLED_OUT)))))
        return cls(both, tuple(dict.fromkeys(turn for query in both for turn in _turns(query.words))))

    def words(self) -> frozenset[str]:
        """The words of all spellings."""
        return frozenset(word for query in self.spellings for word in query.words)

    def initials(self) -> frozenset[str]:
        """The first letters of the words, first or last name first: `yt` and `ty`."""
        return frozenset(
            turn for query in self.spellings for turn in _turns(tuple(word[0] for word in query.words)) if turn[1:]
        )


def literals(name: str, form: NameForms) -> set[str]:
    """The texts by which a typed name and a displayed one are the same: squeezed, with its words in any order."""
    return {literal(name), *form.turns, *("".join(sorted(query.words)) for query in form.spellings)} - {""}


def _turns(words: tuple[str, ...]) -> tuple[str, ...]:
    return "".join(words), "".join(words[-1:] + words[:-1]), "".join(words[1:] + words[:1])
