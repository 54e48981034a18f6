"""Whom somebody writes with, without those who are barred: `besides Ada Long`, `but not with B. Short`, `who else`."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.facts import paper_of
from bot.answers.filtering.barring import is_negated
from bot.answers.grammar.phrases import Cue
from bot.answers.linking.people import Named
from bot.answers.outcome import Answer, Answered, Ask, Declined, Fact
from bot.answers.paper_facts import fact_of
from bot.answers.wanted import FACT_IDLE
from bot.answers.wording import date_fact, person_suggestions
from bot.library.models import Person
from bot.library.wording import count, listed

_MOST = 10
_MOST_OFTEN = frozenset("most often frequent frequently main top closest favorite favourite".split())
_NOUNS = frozenset("authors coauthors collaborators colleagues partners".split())
# `but not with her` bars all whom she wrote with; `besides her` only herself.
_NEVER = frozenset({"not", "never"})
_JOINS = frozenset({"and", "or", "nor"})
_IDLE = FACT_IDLE | {"else", "besides", "other", "others"}


def about_coauthors(asked: Asked) -> Answer | None:
    """The co-authors of somebody, of all of several, or whether two have written together."""
    reading = asked.reading
    if reading.affiliations:
        return Declined("The pages tag papers with an affiliation and do not tell whose it is.", asked.suggestions())
    if reading.times or reading.fields or reading.has(Cue.NEWEST, Cue.OLDEST):
        return None
    unclear = next((named for named in reading.people if len(named.keys) > 1), None)
    if unclear is not None:
        return _which([asked.person(key) for key in unclear.keys])
    barred = barred_people(asked)
    people = [asked.person(named.keys[0]) for named in reading.people if named not in barred]
    if len(people) == 2 and not barred and not _asks_who(asked):
        return _together(people[0], people[1], asked)
    # `did she work with him`: the owner and the one who is named.
    claims = reading.has(Cue.HIM) or reading.words[0] in {"is", "was", "are"}
    if len(people) == 1 and not barred and claims and people[0] not in asked.owners and not reading.has(Cue.WHO):
        return _together(asked.owners[0], people[0], asked) if len(asked.owners) == 1 else None
    subjects = people or list(asked.owners)
    if not people and len(subjects) != 1:
        return _which(subjects) if subjects else None
    return _told(subjects, [asked.person(named.keys[0]) for named in barred], asked)


def barred_people(asked: Asked) -> list[Named]:
    """Those behind `besides`, `except` or `not`, and who is joined to them."""
    barred: list[Named] = []
    since = 0
    for named in asked.reading.people:
        between = asked.reading.words[since : named.start]
        joined = bool(barred) and barred[-1].end == since and _JOINS.issuperset(between)
        if joined or is_negated(named.start, asked.reading, since):
            barred.append(named)
        since = named.end
    return barred


def about_other_authors(asked: Asked) -> Answer | None:
    """Who wrote a paper besides somebody: `who else wrote it`; None where nobody is barred."""
    reading = asked.reading
    barred = barred_people(asked)
    others = "else" in reading.words
    if not (barred or others) or not reading.has(Cue.WHO, Cue.AUTHORS) or reading.has(Cue.PAPERS, Cue.ALONE):
        return None
    if not reading.mentions or any(reading.words[at] not in _IDLE for at in reading.rest):
        return None
    paper = paper_of(asked)
    named = list(reading.people) if others else barred
    if paper is None or any(len(each.keys) > 1 for each in named) or (not others and len(named) < len(reading.people)):
        return None
    people = [asked.person(each.keys[0]) for each in named] or (list(asked.owners) if len(asked.owners) == 1 else [])
    if not people:
        return None
    left = [author.name for author in asked.catalogue.authors(paper)[: len(paper.authors)] if author not in people]
    _, fact = fact_of(Cue.AUTHORS, paper, asked.catalogue)
    more = " et al." if paper.et_al else ""
    besides = listed([person.name for person in people])
    short = (
        f"{listed(left)}{more}" if left else f"Nobody is named besides {besides}{', and the list stops' * bool(more)}"
    )
    return Answered(short, (fact,), (paper.key,), note=f"Besides {besides}." if left else "")


def _asks_who(asked: Asked) -> bool:
    """Whether people are asked for, rather than whether two wrote together."""
    reading = asked.reading
    return reading.has(Cue.WHO) or (bool(_NOUNS & set(reading.words)) and not reading.is_whether)


def _which(people: Sequence[Person]) -> Declined:
    names = listed([person.name for person in people[:5]], "or")
    return Declined(f"Do you mean {names}?", person_suggestions(people, Ask.PAPERS))


def _told(subjects: Sequence[Person], barred: Sequence[Person], asked: Asked) -> Answer:
    shared = _shared(subjects, barred, asked)
    said = listed([person.name for person in subjects])
    besides = "and never beside" if _NEVER & set(asked.reading.words) else "besides"
    left_out = f" {besides} {listed([person.name for person in barred], 'or')}" if barred else ""
    number = Fact(f"co-authors of {said} named here{left_out}", f"{len(shared)}")
    if _turned(asked):
        return _others(subjects, shared, asked)
    facts = [Fact(f"papers by {said} and {other.name}", str(papers)) for other, papers in shared[:_MOST]]
    if _MOST_OFTEN & set(asked.reading.words) and shared:
        best = [other.name for other, papers in shared if papers == shared[0][1]]
        return Answered(f"{listed(best[:_MOST])}: {count(shared[0][1], 'paper')} together", tuple(facts))
    if not shared:
        return Answered(f"Nobody else is named here beside {said}{left_out}.", (number,))
    several = len(subjects) > 1
    names = [f"{other.name} ({papers})" if papers > 1 and not several else other.name for other, papers in shared]
    more = f" and {len(shared) - _MOST} more" if len(shared) > _MOST else ""
    rest = [Fact("not named", str(len(shared) - _MOST))] if more else []
    of = f" beside {said}, on one paper or another{left_out}" if several else left_out
    return Answered(
        f"{count(len(shared), 'co-author')} named here{of}: {', '.join(names[:_MOST])}{more}",
        (number, *([] if several else facts), *rest),
    )


def _shared(subjects: Sequence[Person], barred: Sequence[Person], asked: Asked) -> list[tuple[Person, int]]:
    """Co-authors of all subjects with their papers with the first, without those who are barred."""
    out = {person.key for person in [*subjects, *barred]}
    if _NEVER & set(asked.reading.words) and barred:
        out |= {other.key for person in barred for other, _ in asked.catalogue.coauthors(person)}
    first, *rest = ({other.key: papers for other, papers in asked.catalogue.coauthors(each)} for each in subjects)
    kept = [key for key in first if key not in out and all(key in other for other in rest)]
    return [(asked.person(key), first[key]) for key in kept]


def _turned(asked: Asked) -> bool:
    """`who has not worked with her`: a `not` that bars nobody who is named."""
    return bool(_NEVER & set(asked.reading.words)) and not barred_people(asked)


def _others(subjects: Sequence[Person], shared: Sequence[tuple[Person, int]], asked: Asked) -> Answer:
    """Everybody who is named here and not beside these."""
    beside = {person.key for person in [*subjects, *(other for other, _ in shared)]}
    names = [each.name for each in asked.catalogue.people.values() if each.key not in beside]
    said = listed([person.name for person in subjects])
    fact = Fact(f"people here who are not named beside {said}", f"{len(names):,}")
    more = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
    short = f"Not named beside {said}: {', '.join(names[:_MOST])}{more}" if names else f"Everybody is, beside {said}."
    return Answered(short, (fact,), note="Lists of authors that stop at “et al.” may leave somebody out.")


def _together(first: Person, second: Person, asked: Asked) -> Answer:
    both = [paper for paper in asked.catalogue.papers_of(first) if paper.key in second.papers]
    fact = Fact(f"papers here by {first.name} and {second.name}", str(len(both)))
    if not both:
        return Answered(f"No paper here names both {first.name} and {second.name}.", (fact,))
    keys = tuple(paper.key for paper in both)
    return Answered(f"Yes, {count(len(both), 'paper')} together", (fact, *map(date_fact, both)), keys, lists=True)
