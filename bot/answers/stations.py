"""What somebody is said to be: a tag is on papers, and nothing else of a person is on a page."""

from bot.answers.asked import Asked
from bot.answers.grammar.conditions import by, tagged
from bot.answers.grammar.filters import Filters, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.lists import LISTED, as_list
from bot.answers.outcome import Answer, Answered, Declined, Fact
from bot.answers.wording import METRICS, date_fact
from bot.library.models import Person
from bot.library.wording import count

_BEING = frozenset({"is", "was", "are"})
# With one of these papers are asked about rather than the person.
_ELSE = (
    *METRICS, Cue.METRICS, Cue.PAPERS, Cue.ANYTHING, Cue.AUTHORS, Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.NTH_AUTHOR,
    Cue.ORDER, Cue.COAUTHORS, Cue.WRITE, Cue.PUBLISH, Cue.HIGHER, Cue.COMPARE, Cue.ALONE, Cue.ABOUT, Cue.CODE, Cue.WHO,
    Cue.FIELD, Cue.MENTION,
)  # fmt: skip
# Words behind somebody that say no more than that they are here.
_IDLE = frozenset(
    "a an the of this that in on at from for here known listed named there library loaded page profile with by".split()
)
_OWNER = frozenset({"owner"})


def about_stations(asked: Asked) -> Answer | None:
    """`is she a professor`, `is he from Norway`, `is he at Kew`; None where nothing is said of a person."""
    reading = asked.reading
    subject = _subject(asked)
    if subject is None or reading.mentions or reading.fields or reading.times or reading.has(*_ELSE):
        return None
    person, end = subject
    if reading.affiliations:
        return _at(person, reading.affiliations[0][0], asked)
    said = [word for word in reading.words[end:] if word not in _IDLE]
    if said and _OWNER.issuperset(said):
        return _owns(person, asked)
    if not said:
        return None
    numbers = " and the numbers of a page" if person.page else ""
    return Declined(
        f"The pages tell of {person.name} only which papers name them{numbers}, nothing else of who somebody is.",
        asked.suggestions(),
    )


def _subject(asked: Asked) -> tuple[Person, int] | None:
    """Who stands behind `is`, and where the words behind them begin."""
    reading = asked.reading
    if not reading.words or reading.words[0] not in _BEING or len(reading.people) > 1:
        return None
    for named in reading.people:
        return (asked.person(named.keys[0]), named.end) if named.start == 1 and len(named.keys) == 1 else None
    for cue in reading.at(Cue.HIM):
        return (asked.owners[0], cue.end) if cue.start == 1 and len(asked.owners) == 1 else None
    return None


def _at(person: Person, tag: str, asked: Asked) -> Answer:
    both = Filters((by([person.key], asked.catalogue), tagged(tag)))
    found = kept(asked.shelf.facets, both)
    number = "no paper" if not found else count(len(found), "paper")
    fact = Fact(f"papers here by {person.name}, tagged {tag}", str(len(found)))
    short = f"{number} by {person.name} tagged {tag}; the pages do not say whose affiliation it is"
    return as_list(short[:1].upper() + short[1:], [fact, *map(date_fact, found[:LISTED])], found)


def _owns(person: Person, asked: Asked) -> Answer:
    page = asked.catalogue.page_of(person)
    fact = Fact(f"papers here by {person.name}", str(len(person.papers)), page=person.page)
    return Answered(
        f"Yes: this is the page of {person.name}" if page else f"No: {person.name} has no page here", (fact,)
    )
