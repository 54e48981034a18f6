"""The filters that a question names, or whom it means that nobody can tell."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.grammar.filters import Filters
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Ask, Declined
from bot.answers.wording import person_suggestions
from bot.answers.words import stem
from bot.library.models import Person
from bot.library.text import STOP_WORDS
from bot.library.wording import listed

_HOSTS = frozenset({"repo", "repos", "repository", "repositories", "github", "gitlab"})
_BETWEEN = STOP_WORDS | {"about", "by", "with", "papers"}
# Names have at most so many words that are looked at.
_LONGEST_NAME = 3


def filters_of(asked: Asked) -> Filters | Declined:
    """What must hold of the papers; Declined where a name is nobody's here or several people's."""
    people = _people(asked)
    if isinstance(people, Declined):
        return people
    reading = asked.reading
    barred = {p.key for p, named in zip(people, reading.people, strict=False) if is_negated(named.start, asked)}
    first = _first_author(people, asked)
    negated = {field.code for field in reading.fields if is_negated(field.start, asked)}
    code = _code(asked)
    return Filters(
        people=tuple(person.key for person in people if person.key not in barred | {first}),
        not_people=tuple(sorted(barred)),
        first_author=first,
        alone=reading.has(Cue.ALONE),
        fields=tuple(dict.fromkeys(field.code for field in reading.fields if field.code not in negated)),
        not_fields=tuple(sorted(negated)),
        times=tuple(found.time for found in reading.times),
        code=code,
        linked=code is True and _wants_links(asked),
        affiliation=reading.affiliations[0][0] if reading.affiliations else "",
    )


def _first_author(people: Sequence[Person], asked: Asked) -> str:
    """Whose papers as first author are meant, if that is asked for: the one named, or the one owner."""
    if not asked.reading.has(Cue.FIRST_AUTHOR):
        return ""
    owner = asked.owners if len(asked.owners) == 1 else []
    return next((person.key for person in [*people[:1], *owner]), "")


def _code(asked: Asked) -> bool | None:
    """Whether papers with code are meant, or those without; None where code is not asked for."""
    reading = asked.reading
    if not reading.has(Cue.CODE):
        return None
    code = reading.at(Cue.CODE)[0].start
    return not any(cue.end <= code < cue.end + 3 for cue in reading.at(Cue.WITHOUT, Cue.NOT))


def _wants_links(asked: Asked) -> bool:
    """Whether addresses are asked for: `all code links`, `list the repos`."""
    reading = asked.reading
    return reading.has(Cue.LINK) or (bool(_HOSTS & set(reading.words)) and not reading.has(Cue.PAPERS, Cue.COUNT))


def is_negated(start: int, asked: Asked) -> bool:
    """Whether a `not`, `except` or `without` stands right before, prepositions aside."""
    reading = asked.reading
    nots = (cue.end for cue in reading.at(Cue.NOT, Cue.WITHOUT) if cue.end <= start)
    return any(all(word in _BETWEEN for word in reading.words[end:start]) for end in nots)


def _people(asked: Asked) -> Sequence[Person] | Declined:
    reading = asked.reading
    for named in reading.people:
        if len(named.keys) > 1:
            people = [asked.person(key) for key in named.keys]
            names = listed([person.name for person in people[:5]], "or")
            return Declined(f"That may be {names}. Whom do you mean?", person_suggestions(people, Ask.PAPERS))
    stranger = _stranger(asked)
    if stranger:
        return Declined(f"Nobody here is called “{stranger}”.", asked.suggestions())
    people = [asked.person(named.keys[0]) for named in reading.people]
    if people or not reading.has(Cue.HIM) or reading.has(Cue.ALONE):
        return people
    if len(asked.owners) < 2:
        return asked.owners
    names = listed([person.name for person in asked.owners[:5]], "or")
    return Declined(f"Several pages are loaded. Do you mean {names}?", person_suggestions(asked.owners, Ask.PAPERS))


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
    return word.isalpha() and stem(word) not in asked.shelf.holders
