"""Names in a question that nobody here has: never taken for somebody else's."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Ask, Declined, Suggestion
from bot.answers.wording import person_suggestions
from bot.answers.words import stem
from bot.library.models import Person

# Names have at most so many words that are looked at.
_LONGEST_NAME = 3


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
