"""What a person is called: in both spellings of an umlaut, hyphens kept or lost, first or last name first."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bot.matching.query import MAX_CHARS, Query, literal, prepare

# How these letters are spelled where they cannot be typed; folding drops the marks, which is the other habit.
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_HYPHENS = str.maketrans(dict.fromkeys("-‐‑", ""))


@dataclass(frozen=True, slots=True)
class NameForms:
    """A name in its spellings, the one that drops all marks first."""

    spellings: tuple[Query, ...]

    @classmethod
    def of(cls, name: str) -> Self:
        """The forms of a name as displayed or typed; `Last, First` is read as `First Last`."""
        name = name[:MAX_CHARS]
        if "," in name:
            last, _, first = name.partition(",")
            name = name if "," in first else f"{first} {last}"
        if name.isascii() and "-" not in name:
            return cls((prepare(name),))
        straight = unicodedata.normalize("NFC", name)
        texts = [straight, straight.translate(_SPELLED_OUT)]
        texts += [text.translate(_HYPHENS) for text in texts]
        return cls(tuple({query.folded: query for query in map(prepare, texts)}.values()))

    def words(self) -> list[str]:
        """The words of all spellings, each once."""
        return list(dict.fromkeys(word for query in self.spellings for word in query.words))

    def same(self) -> set[str]:
        """Texts that two names share whose words are the same in any order."""
        return {" ".join(["", *sorted(query.words)]) for query in self.spellings if query.words}

    def glued(self) -> set[str]:
        """Texts that two names share that are the same without spaces, either end first."""
        return {turn for query in self.spellings for turn in turns(query.words)} - {""}

    def initials(self) -> set[str]:
        """The first letters of the words, first or last name first: `yt` and `ty`."""
        first = [tuple([word[0] for word in query.words]) for query in self.spellings]
        return {turn for letters in first for turn in turns(letters) if len(turn) > 1}


# While somebody types, the same people are compared again and again.
known_forms = lru_cache(4096)(NameForms.of)


def literals(name: str) -> set[str]:
    """The texts by which a typed name and a displayed one are the same."""
    form = NameForms.of(name)
    return {f"={literal(name)}", *form.same(), *form.glued()}


def turns(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without spaces: as they are, the last first, the first last."""
    return "".join(words), "".join(words[-1:] + words[:-1]), "".join(words[1:] + words[:1])


@lru_cache(4096)
def known_turns(words: tuple[str, ...]) -> tuple[str, ...]:
    """The same, each once, kept for the names that are compared again and again."""
    return tuple(dict.fromkeys(turns(words)))
