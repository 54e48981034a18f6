"""Names in a question that nobody here has: never taken for somebody else's."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.linking.people import Named
from bot.answers.outcome import Answer, Ask, Declined, Suggestion
from bot.answers.wording import person_suggestions
from bot.answers.words import stem
from bot.library.models import Person

# Names have at most so many words that are looked at.
_LONGEST_NAME = 3


def about_strangers(asked: Asked) -> Answer | None:
    """That nobody here has a name that stands where names do, or that is put together of two people's."""
    reading = asked.reading
    for start, end in reading.strangers:
        return _unknown(range(start, end), asked)
    mixed = mixed_name(asked)
    return None if mixed is None else _unknown(mixed, asked)


def mixed_name(asked: Asked) -> range | None:
    """Where names of two people stand beside each other with nothing between, as those of one person do."""
    reading = asked.reading
    for one, other in pairwise(reading.people):
        if one.end == other.start and not _BETWEEN.search(_text_between(one.end, asked)):
            return range(one.start, other.end)
    return None


# What stands between two people; nothing does between the names of one.
_BETWEEN = re.compile(r"[,;&/+]|\b(?:and|or|vs|versus|than|with|to|against|s)\b|['’]s", re.IGNORECASE)


def _text_between(at: int, asked: Asked) -> str:
    """What is typed between a token and the one before it."""
    first, second = asked.reading.tokens[at - 1].typed, asked.reading.tokens[at].typed
    match = re.search(rf"{re.escape(first)}(.*?){re.escape(second)}", asked.reading.text, re.IGNORECASE | re.DOTALL)
    return match.group(1) if match else ""


def _unknown(places: Sequence[int], asked: Asked) -> Declined:
    """That nobody here is called so, with those who are called nearly so."""
    reading = asked.reading
    near = [named for named in reading.people if named.start in places]
    near += [
        Named(tuple(asked.shelf.people.get(reading.words[at], ())), at, at + 1)
        for at in places
        if not near and len(reading.words[at]) > 1
    ]
    keys = list(dict.fromkeys(key for named in near for key in named.keys))
    people = [asked.person(key) for key in keys]
    suggested = _papers(people) if people else asked.suggestions()
    tagged = ", and no paper is tagged so" if reading.words[max(0, places[0] - 1)] == "from" else ""
    return Declined(f"Nobody here is called “{_typed(places, asked)}”{tagged}.", suggested)


def stranger_in(asked: Asked) -> Declined | None:
    """That somebody who is named is not here, with who is called nearly so."""
    guessed = _guessed(asked)
    if guessed is not None:
        return guessed
    stranger = _stranger(asked)
    return Declined(f"Nobody here is called “{stranger}”.", asked.suggestions()) if stranger else None


def _guessed(asked: Asked) -> Declined | None:
    """A name of which every word had to be mended: two slips are likelier somebody else."""
    reading = asked.reading
    for named in reading.people:
        tokens = reading.tokens[named.start : named.end]
        if len(tokens) > 1 and all(token.mended and token.typed.casefold() != token.folded for token in tokens):
            people = [asked.person(key) for key in named.keys]
            typed = " ".join(token.typed for token in tokens)
            meant = " or ".join(person.name for person in people[:3])
            return Declined(f"Nobody here is called “{typed}”. Do you mean {meant}?", _papers(people))
    return None


def _papers(people: Sequence[Person]) -> tuple[Suggestion, ...]:
    return person_suggestions(people, Ask.PAPERS)


def _stranger(asked: Asked) -> str:
    """A name that nobody here has: behind `by`, or beside a part of somebody's name."""
    reading = asked.reading
    for named in reading.people:
        before, behind = _is_strange(named.start - 1, asked), _is_strange(named.end, asked)
        if before or behind:
            return _typed(range(named.start - before, named.end + behind), asked)
    for cue in reading.at(Cue.BY):
        name = [at for at in range(cue.end, len(reading.tokens)) if at in reading.rest][:_LONGEST_NAME]
        if name and name[0] == cue.end and all(_is_strange(at, asked) for at in name):
            return _typed(name, asked)
    return ""


def _typed(places: Sequence[int], asked: Asked) -> str:
    return " ".join(asked.reading.tokens[at].typed for at in places)


def _is_strange(at: int, asked: Asked) -> bool:
    """Whether a token that nothing accounts for is a word that no paper has either."""
    if at not in asked.reading.rest:
        return False
    word = asked.reading.words[at]
    return word.isalpha() and stem(word) not in asked.shelf.holders and word not in _ASIDE | asked.shelf.grammar


# Words beside a name that are no part of one.
_ASIDE = frozenset(
    "named surname surnamed called anyone anybody someone somebody thing things but involved "
    "appear appears listed penultimate shared entry".split()
)
