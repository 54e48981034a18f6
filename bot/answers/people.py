"""Who a page is about, and who somebody is."""

from bot.answers.asked import Asked
from bot.answers.coauthors import about_coauthors
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Answered, Ask, Declined, Fact
from bot.answers.wording import date_fact, person_suggestions, source
from bot.library.fields import field_of
from bot.library.models import Person
from bot.library.wording import captured, count, listed

_MOST = 10
# Words beside co-authors that ask for nothing more.
_IDLE = frozenset(
    "name names named people person persons listed different distinct total unique altogether appear together common "
    "shared mutual both never ever besides".split()
)
# The same beside somebody's field.
_IDLE_OF_FIELDS = frozenset(
    "mainly mostly primarily chiefly largely work works working active under shown name named page research researches "
    "researching publish publishes belong belongs sit sits fall falls kind sort".split()
)
# What makes a question one for papers.
_LISTING = (Cue.PAPERS, Cue.COUNT, Cue.ANYTHING, Cue.WITHOUT, Cue.NOT)
_CAPTURED = frozenset({"captured", "capture", "copied", "updated", "refreshed"})


def about_people(asked: Asked) -> Answer | None:
    """An owner, a person, co-authors; None where none of these is asked for."""
    reading = asked.reading
    if reading.mentions:
        return None
    if reading.has(Cue.OWNER) and not reading.people and not reading.rest:
        return _owners(asked)
    if _CAPTURED & set(reading.words) and all(reading.words[at] in _CAPTURED for at in reading.rest):
        return _owners(asked)
    if len(reading.people) == 2 and _asks_whether_one(asked):
        return _two(asked)
    idle = all(reading.words[at] in _IDLE for at in reading.rest)
    if reading.has(Cue.COAUTHORS) and idle and not reading.has(Cue.PAPERS, Cue.ANYTHING):
        return about_coauthors(asked)
    if reading.has(Cue.AFFILIATION) and not reading.rest and not reading.has(*_LISTING):
        return _affiliations(asked)
    if (
        reading.has(Cue.FIELD)
        and all(reading.words[at] in _IDLE_OF_FIELDS for at in reading.rest)
        and not (reading.fields or reading.affiliations)
        and not reading.has(*_LISTING)
    ):
        return _fields(asked)
    if (
        reading.has(Cue.WHO)
        and len(reading.people) == 1
        and not reading.rest
        and reading.only(Cue.WHO, Cue.WHETHER, Cue.WHAT, Cue.ABOUT)
    ):
        return _is(asked)
    return None


def _asks_whether_one(asked: Asked) -> bool:
    """`is Noor Haddad the same person as Noor van Dalsum`."""
    reading = asked.reading
    return reading.is_whether and "same" in reading.words and all(reading.words[at] in _SAME for at in reading.rest)


_SAME = frozenset("same person people researcher somebody one name identical".split())


def _two(asked: Asked) -> Answer | None:
    """That two names are two people here: nothing but names tells them apart."""
    keys = [key for named in asked.reading.people for key in named.keys]
    if len(set(keys)) != 2:
        return None
    people = [asked.person(key) for key in keys]
    facts = tuple(Fact(f"papers here by {person.name}", str(len(person.papers))) for person in people)
    said = " and ".join(f"{person.name} ({count(len(person.papers), 'paper')})" for person in people)
    return Answered(f"Two people, as the pages name them: {said}", facts)


def _owners(asked: Asked) -> Answer:
    pages = [page for person in asked.owners if (page := asked.catalogue.page_of(person))]
    if not pages:
        return Declined("No profile page is loaded.", asked.suggestions())
    facts = tuple(Fact("page", source(page), page=page.key) for page in pages[:_MOST])
    if _CAPTURED & set(asked.reading.words):
        return Answered("; ".join(f"{page.owner}: {captured(page.captured)}" for page in pages[:_MOST]), facts)
    return Answered(listed([page.owner for page in pages[:_MOST]]), facts)


def _one(asked: Asked) -> Person | Declined | None:
    keys = [key for people in asked.reading.people for key in people.keys]
    if len(asked.reading.people) > 1:
        return None
    if len(keys) == 1:
        return asked.person(keys[0])
    people = [asked.person(key) for key in keys] or list(asked.owners)
    if len(people) == 1:
        return people[0]
    if not people:
        return None
    return Declined(
        f"Do you mean {listed([p.name for p in people[:5]], 'or')}?", person_suggestions(people, Ask.PAPERS)
    )


def _affiliations(asked: Asked) -> Answer | None:
    person = _one(asked)
    if person is None or isinstance(person, Declined):
        return person
    tagged = [paper for paper in asked.catalogue.papers_of(person) if paper.affiliation]
    if not tagged:
        return Declined(f"No paper of {person.name} here has an affiliation.", asked.suggestions())
    tags = list(dict.fromkeys(paper.affiliation or "" for paper in tagged))
    facts = tuple(Fact(f"affiliation tag of {paper.title}", paper.affiliation or "", paper.key) for paper in tagged)
    return Answered(
        f"{listed(tags)}, as tagged on papers; the page does not say whose it is", facts, tuple(p.key for p in tagged)
    )


def _fields(asked: Asked) -> Answer | None:
    person = _one(asked)
    if person is None or isinstance(person, Declined):
        return person
    page = asked.catalogue.page_of(person)
    codes = [page.primary_field] if page and page.primary_field else []
    codes += [code for paper in asked.catalogue.papers_of(person) for code in paper.fields]
    fields = list(dict.fromkeys(field_of(code) for code in codes))
    if not fields:
        return Declined(f"The pages give no field for {person.name}.", asked.suggestions())
    names = [f"{field.name} ({field.code})" for field in dict.fromkeys(field_of(f.code) for f in fields)]
    main = (
        f"{names[0]}; papers also in {listed(names[1:])}"
        if page and page.primary_field and names[1:]
        else listed(names)
    )
    return Answered(main, (Fact(f"fields of {person.name}", listed(names), page=page.key if page else None),))


def _is(asked: Asked) -> Answer | None:
    person = _one(asked)
    if person is None or isinstance(person, Declined):
        return person
    papers = asked.catalogue.papers_of(person)
    page = asked.catalogue.page_of(person)
    where = "has a page here" if page else "is a co-author here, without a page"
    fact = Fact(f"papers here by {person.name}", str(len(papers)))
    return Answered(
        f"{person.name} {where}: {count(len(papers), 'paper')}",
        (fact, *map(date_fact, papers[:_MOST])),
        tuple(p.key for p in papers[:_MOST]),
        lists=True,
        more=max(0, len(papers) - _MOST),
    )
