"""What can be asked of a paper: by whom, in which field, from when, with code."""

from collections.abc import Sequence
from functools import partial

from bot.answers.grammar.filters import Condition, Kind
from bot.answers.grammar.times import Time
from bot.answers.grammar.vocabulary import HOSTS
from bot.library.catalogue import Catalogue
from bot.library.code import CodeFlagged, NoCode, code_state
from bot.library.facets import Facets, Places
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.text import fold
from bot.library.wording import listed, ordinal

# The number of an author who is listed last.
LAST = -1


def by(keys: Sequence[str], catalogue: Catalogue) -> Condition:
    """Papers of a person, or of any of several."""
    people = [catalogue.people[key] for key in keys]
    papers = frozenset(paper for person in people for paper in person.papers)
    more = f" or {len(people) - _SAID} more" if len(people) > _SAID else ""
    names = listed([person.name for person in people[:_SAID]], "and" if more else "or")
    return Condition(
        Kind.PERSON,
        "by",
        f"{names}{more}",
        lambda paper: paper.key in papers,
        keys[0],
        among=lambda facets: facets.of_keys(papers),
    )


# So many people of one name are named.
_SAID = 8


def listed_as(key: str, number: int, catalogue: Catalogue) -> Condition:
    """Papers that list a person as first, second, … or last author (-1). Where a list stops, its last is not known."""
    person = catalogue.people[key]
    which = "last" if number == LAST else ordinal(number)
    keys = frozenset(person.papers)
    return Condition(
        Kind.POSITION,
        f"with {person.name} as",
        f"{which} author",
        lambda paper: paper.key in keys and _is_at(key, number, paper, catalogue),
        key,
        lambda paper: paper.key in keys and paper.et_al and _may_be_at(key, number, paper, catalogue),
    )


def _is_at(key: str, number: int, paper: Paper, catalogue: Catalogue) -> bool:
    if number == LAST and paper.et_al:
        return False
    return place_of(key, paper, catalogue) == (len(paper.authors) if number == LAST else number)


def _may_be_at(key: str, number: int, paper: Paper, catalogue: Catalogue) -> bool:
    """Whether somebody may stand behind the end of a list that stops."""
    if number == LAST:
        return place_of(key, paper, catalogue) is None
    return number > len(paper.authors) and place_of(key, paper, catalogue) is None


def place_of(key: str, paper: Paper, catalogue: Catalogue) -> int | None:
    """Where among the listed authors a person stands, from 1; None where the list does not have them."""
    authors = catalogue.authors(paper)[: len(paper.authors)]
    return next((at for at, author in enumerate(authors, 1) if author.key == key), None)


def alone(catalogue: Catalogue) -> Condition:
    """Papers with one author."""
    return Condition(Kind.ALONE, "", "by one author alone", partial(_is_by_one, catalogue))


def _is_by_one(catalogue: Catalogue, paper: Paper) -> bool:
    return not paper.et_al and len(paper.authors) < 2 and len(catalogue.authors(paper)) == 1


def in_field(code: str) -> Condition:
    """Papers in a field, or in any of a whole archive (`stat`)."""
    field = field_of(code)
    name = f"{field.name} ({field.code})" if field.name != field.code else code
    return Condition(Kind.FIELD, "in", name, partial(_is_in, code), among=lambda facets: facets.in_field(code))


def _is_in(code: str, paper: Paper) -> bool:
    codes = {field_of(raw).code for raw in paper.fields}
    return code in codes or code in {each.partition(".")[0] for each in codes}


def tagged(tag: str) -> Condition:
    """Papers with an affiliation, by its folded tag."""
    return Condition(
        Kind.AFFILIATION,
        "tagged",
        tag,
        lambda paper: fold(paper.affiliation or "") == tag,
        among=lambda facets: facets.affiliations.get(tag, ()),
    )


def dated(time: Time) -> Condition:
    """Papers of a time."""
    return Condition(Kind.TIME, "", time.said, lambda paper: time.holds(paper.published), among=partial(_of_time, time))


def _of_time(time: Time, facets: Facets) -> Places:
    places = facets.between(time.first, time.last)
    return places if not time.months else [place for place in places if time.holds(facets.papers[place].published)]


def with_code(*, listed: bool) -> Condition:
    """Papers with code, or without."""
    said = "with code listed" if listed else "with no code listed"
    return Condition(
        Kind.CODE,
        "",
        said,
        lambda paper: listed is not isinstance(code_state(paper), NoCode),
        among=lambda facets: facets.listed if listed else facets.others(facets.listed, facets.all),
    )


def linked() -> Condition:
    """Papers with an address for their code."""
    return Condition(
        Kind.LINK, "with", "a link to code", lambda paper: bool(paper.links), among=lambda facets: facets.linked
    )


def kept_at(host: str) -> Condition:
    """Papers with an address for their code at a host. Of code without an address nobody knows where it is kept."""
    name, begins = HOSTS[host]
    return Condition(
        Kind.LINK,
        "with",
        f"a link to code on {name}",
        lambda paper: bool(links_at(begins, paper)),
        is_open=lambda paper: isinstance(code_state(paper), CodeFlagged),
        among=lambda facets: [place for place in facets.linked if links_at(begins, facets.papers[place])],
    )


def links_at(begins: str, paper: Paper) -> list[str]:
    """The addresses of a paper's code whose host begins so, whatever stands in front: `www.github.com`."""
    return [link for link in paper.links if f".{begins}" in f".{link.partition('//')[2].partition('/')[0].casefold()}"]


def other_than(paper: Paper) -> Condition:
    """All papers but one."""
    key = paper.key
    return Condition(
        Kind.PAPER,
        "other than",
        f"“{paper.title}”",
        lambda other: other.key != key,
        among=lambda facets: facets.others(facets.of_keys([key]), facets.all),
    )
