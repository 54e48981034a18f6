"""People named in a question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.linking.shelf import Shelf
from bot.answers.words import words_of
from bot.library.text import fold
from bot.matching.outcome import Found

_LONGEST = 6
# Among more people who have all that was typed in their names no look-up could choose.
_ASKED = 5
# Family names that are written together with the given one have at most two signs.
_FAMILY_ENDS = 3


@dataclass(frozen=True, slots=True)
class Named:
    """The keys of people that the words from `start` to `end` may name."""

    keys: tuple[str, ...]
    start: int
    end: int


def find_people(words: Sequence[str], typed: Sequence[str], free: Sequence[bool], shelf: Shelf) -> Iterator[Named]:
    """People by whole name, last name, first name or initials, the longest names first, in the question's order."""
    at = 0
    while at < len(words):
        found = next(_from(words, typed, free, at, shelf), None)
        if found is not None:
            yield found
        at = found.end if found else at + 1


def _from(words: Sequence[str], typed: Sequence[str], free: Sequence[bool], at: int, shelf: Shelf) -> Iterator[Named]:
    longest = next((end for end in range(at, len(words)) if not free[end]), len(words))
    for end in range(min(longest, at + _LONGEST), at, -1):
        keys = _named(words[at:end], shelf) if _may_be_name(words, typed, at, end, shelf) else ()
        if keys:
            yield Named(keys, at, end)


def _named(words: Sequence[str], shelf: Shelf) -> tuple[str, ...]:
    """Everybody whose name has all these words; initials count beside a whole word."""
    whole = [word for word in words if len(word) > 1 or word in shelf.people or not word.isascii()]
    if not whole:
        return ()
    keys = set(_bearers(whole[0], shelf))
    for word in whole[1:]:
        keys &= set(_bearers(word, shelf))
    initials = [word for word in words if word not in whole]
    fits = [key for key in keys if _has_initials(shelf.catalogue.people[key].name, whole, initials)]
    return _decided(" ".join(words), sorted(fits), shelf)


def _bearers(word: str, shelf: Shelf) -> Sequence[str]:
    if not word.isascii() and len(word) < _FAMILY_ENDS and word not in shelf.people:
        # A family name alone, of a name that is written in one: `王` for `王小明`.
        return [key for name in shelf.people.beginning(word) for key in shelf.people[name]]
    owning = word.endswith("s") and word not in shelf.grammar  # `has` is no possessive of Hà
    return shelf.people.get(word) or (shelf.people.get(word[:-1], ()) if owning else ())


def _has_initials(name: str, whole: Sequence[str], initials: Sequence[str]) -> bool:
    left = [word.folded[0] for word in words_of(name) if word.folded not in whole]
    return all(initial in left for initial in initials)


def _decided(text: str, keys: list[str], shelf: Shelf) -> tuple[str, ...]:
    """One of several, where the look-up of names is sure of it; owners of pages before co-authors of their name."""
    if len(keys) < 2:
        return tuple(keys)
    owners = [key for key in keys if shelf.catalogue.people[key].page]
    names = {shelf.catalogue.people[key].name for key in keys}
    if len(owners) == 1 and len(names) == 1:
        return tuple(owners)
    exact = [key for key in keys if fold(shelf.catalogue.people[key].name) == text]
    if len(exact) == 1:
        return tuple(exact)
    if " " not in text or len(keys) > _ASKED:
        return tuple(keys)
    outcome = shelf.find_person(text)
    return (outcome.best.key,) if isinstance(outcome, Found) and outcome.best.key in keys else tuple(keys)


def _may_be_name(words: Sequence[str], typed: Sequence[str], at: int, end: int, shelf: Shelf) -> bool:
    """Words that are not all of the grammar, or that stand where a name does."""
    if not shelf.grammar.issuperset(words[at:end]) or (end - at > 1 and all(w[:1].isupper() for w in typed[at:end])):
        return True
    return end - at == 1 and at > 0 and (typed[at][:1].isupper() or words[at - 1] in {"by", "with", "author"})
