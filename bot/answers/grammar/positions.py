"""Places in lists of authors: `second author`, `listed third`, `author number 2`."""

from collections.abc import Iterator, Sequence

from bot.answers.grammar.conditions import LAST

_ORDINALS = {
    "first": 1, "1st": 1, "lead": 1, "leading": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "7th": 7, "last": LAST, "final": LAST, "senior": LAST,
}  # fmt: skip
_NUMBERS = {
    "1": 1, "one": 1, "2": 2, "two": 2, "3": 3, "three": 3, "4": 4, "four": 4, "5": 5, "five": 5, "6": 6, "six": 6,
}  # fmt: skip
_BEHIND = (
    "author", "authors", "authored", "listed author", "named author", "author listed", "author named", "co author",
    "coauthor", "name listed", "name on the author list", "in the author list", "on the author list",
    "in the list of authors", "in author order", "in the author order", "in the authors", "author position",
    "person listed", "person named", "one listed", "author slot", "in the authorship", "listed", "authorship",
)  # fmt: skip
_SPOTS = ("place", "position", "spot", "slot")
_AHEAD = ("listed", "named", "credited", "comes", "came", "author", "ranked", "appears", "placed", "goes", "listed as")
_ALWAYS = frozenset({"listed", "named", "credited", "listed as"})
_NUMBERED = ("author number", "author no", "author nr", "author position", "position", "author")


def position_phrases(number: int | None = None) -> Iterator[str]:
    """Phrases for the n-th author; without a number those of all but the first and the last."""
    for word, held in _ORDINALS.items():
        if held == number or (number is None and held not in {1, LAST}):
            yield from (f"{word} {behind}" for behind in _BEHIND)
            yield from (f"in {the}{word} {spot}" for the in ("", "the ") for spot in _SPOTS)
            # `came first` asks for the older one.
            yield from (f"{ahead} {word}" for ahead in _AHEAD if held not in {1, LAST} or ahead in _ALWAYS)
    for word, held in _NUMBERS.items():
        if held == number or (number is None and held != 1):
            yield from (f"{ahead} {word}" for ahead in _NUMBERED)


def position_in(words: Sequence[str]) -> int | None:
    """The place that the words of such a phrase name, from 1, the last as -1."""
    known = {**_NUMBERS, **_ORDINALS}
    return next((known[word] for word in words if word in known and word != "one"), None)
