"""Who stands where among a paper's authors, and who is on several papers."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.facts import named_papers, paper_of
from bot.answers.filtering.kinship import kin_of
from bot.answers.filtering.placing import places_in
from bot.answers.filtering.selecting import owners_of, position_of
from bot.answers.grammar.conditions import LAST, place_of
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Answered, Declined, Fact
from bot.answers.paper_facts import fact_of
from bot.answers.wording import short_title
from bot.library.models import Paper, Person
from bot.library.text import fold
from bot.library.wording import count, listed, ordinal

_SHARED = frozenset({"both", "shared", "share", "common", "overlap", "same"})


def about_authors(asked: Asked) -> Answer | None:
    """Somebody's place, the author at a place, or whom several papers share; None where none of these is asked for."""
    if any(kin_of(mention, asked) for mention in asked.reading.mentions) and asked.reading.has(Cue.PAPERS):
        return None
    papers = named_papers(asked)
    if len(papers) > 1:
        return _shared(papers, asked)
    if not (asked.reading.has(Cue.ORDER) or _asks_place(asked) or _asks_surname(asked)):
        return None
    paper = paper_of(asked)
    if paper is None:
        return None
    if _asks_surname(asked) and not asked.reading.has(Cue.ORDER):
        return _of_name(paper, asked)
    if asked.reading.has(Cue.ORDER):
        people = owners_of(asked)
        return _place(people[0], paper, asked) if len(people) == 1 else None
    number = position_of(asked)
    return None if asked.reading.people or number is None else _author_at(number, paper, asked)


def _asks_place(asked: Asked) -> bool:
    """Whether somebody at a place is asked for; first and last authors by name are facts of a paper."""
    return bool(places_in(asked.reading)) and not asked.reading.has(Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR)


def _place(person: Person, paper: Paper, asked: Asked) -> Answer:
    at = place_of(person.key, paper, asked.catalogue)
    names, fact = fact_of(Cue.AUTHORS, paper, asked.catalogue)
    if at is None:
        where = "and the list stops there" if paper.et_al else f"and {person.name} is none of them"
        return Answered(f"The page names {names}, {where}", (fact,), (paper.key,))
    last = " and last" if at == len(paper.authors) and not paper.et_al else ""
    return Answered(f"{person.name} is {ordinal(at)}{last}: {names}", (fact,), (paper.key,))


def _author_at(number: int, paper: Paper, asked: Asked) -> Answer:
    names, fact = fact_of(Cue.AUTHORS, paper, asked.catalogue)
    if number == LAST or number > len(paper.authors):
        known = f"names {names}" if paper.authors else "names no authors"
        reason = "does not tell who that is" if paper.et_al else f"has no {ordinal(number)} author"
        return Declined(f"The page {reason}: for “{paper.title}” it {known}.", asked.suggestions())
    return Answered(f"{paper.authors[number - 1]}: {ordinal(number)} of {names}", (fact,), (paper.key,))


def _asks_surname(asked: Asked) -> bool:
    """`which Wang is on …`: somebody by a part of their name, behind `which`."""
    reading = asked.reading
    return any(named.start > 0 and reading.words[named.start - 1] in {"which", "what"} for named in reading.people)


def _of_name(paper: Paper, asked: Asked) -> Answer:
    """The authors of a paper who have the name."""
    named = next(each for each in asked.reading.people if each.start > 0)
    there = [person for person in asked.catalogue.authors(paper) if person.key in named.keys]
    names, fact = fact_of(Cue.AUTHORS, paper, asked.catalogue)
    short = listed([person.name for person in there]) or f"Nobody of that name is listed: {names}"
    return Answered(short, (fact,), (paper.key,))


def _shared(papers: Sequence[Paper], asked: Asked) -> Answer | None:
    """People who are named on each of some papers."""
    reading = asked.reading
    asks_people = reading.has(Cue.WHO, Cue.AUTHORS, Cue.COAUTHORS) or {"people", "person"} & set(reading.words)
    if not asks_people or not _SHARED & set(reading.words):
        return None
    if reading.has(Cue.FIRST_AUTHOR):
        return _same_first(papers, asked)
    groups = [asked.catalogue.authors(paper) for paper in papers]
    both = [person for person in groups[0] if all(person in group for group in groups[1:])]
    facts = tuple(fact_of(Cue.AUTHORS, paper, asked.catalogue)[1] for paper in papers)
    short = listed([person.name for person in both]) or "Nobody is named on " + ("both" if len(papers) == 2 else "all")
    stops = any(paper.et_al for paper in papers)
    note = "Lists of authors that stop at “et al.” may leave somebody out." if stops else ""
    return Answered(
        short,
        (Fact("named on each", count(len(both), "person", "people")), *facts),
        tuple(paper.key for paper in papers),
        note,
    )


def _same_first(papers: Sequence[Paper], asked: Asked) -> Answer:
    firsts = [paper.authors[0] if paper.authors else "" for paper in papers]
    same = len({fold(name) for name in firsts}) == 1 and bool(firsts[0])
    facts = tuple(fact_of(Cue.FIRST_AUTHOR, paper, asked.catalogue)[1] for paper in papers)
    said = "; ".join(
        f"{short_title(paper)}: {name or 'no authors named'}" for paper, name in zip(papers, firsts, strict=True)
    )
    return Answered(f"{'Yes' if same else 'No'}. {said}", facts, tuple(paper.key for paper in papers))
