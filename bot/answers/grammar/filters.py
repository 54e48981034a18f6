"""Which papers a list, a count or a superlative is about: conditions that must hold, in words and as checks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

from bot.answers.grammar.times import Time
from bot.library.catalogue import Catalogue
from bot.library.code import NoCode, code_state
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.text import fold
from bot.library.wording import listed, ordinal

Check = Callable[[Paper], bool]
# The number of an author who is listed last.
LAST = -1


class Kind(IntEnum):
    """What a condition is about, in the order in which an answer says them."""

    PERSON = 0
    POSITION = 1
    ALONE = 2
    SIZE = 3
    FIELD = 4
    AFFILIATION = 5
    TIME = 6
    CODE = 7
    LINK = 8
    GIVEN = 9
    WORDS = 10
    PAPER = 11


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold of a paper. In words it is `before` and `name`: `by` and `Ada Long`.

    `key` is the person's, where it is about one. `is_open` are papers of which the page does not tell whether it holds.
    """

    kind: Kind
    before: str
    name: str
    fits: Check
    key: str = ""
    is_open: Check | None = None

    @property
    def turned(self) -> bool:
        """Whether something must not be."""
        return self.before.startswith(("not", "without")) or self.name.startswith("with no")

    @property
    def bars(self) -> bool:
        """Whether a `not` or `without` of the question has become this."""
        return self.turned or self.kind in {Kind.ALONE, Kind.PAPER}


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that must all hold of a paper."""

    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions)

    def has(self, *kinds: Kind) -> bool:
        """Whether a condition is about one of these."""
        return any(condition.kind in kinds for condition in self.conditions)


def kept(papers: Sequence[Paper], filters: Filters) -> list[Paper]:
    """The papers that fit, in their order. Linear."""
    checks = [condition.fits for condition in filters.conditions]
    return [paper for paper in papers if all(fits(paper) for fits in checks)]


def open_of(papers: Sequence[Paper], filters: Filters) -> list[Paper]:
    """Papers that may fit: everything that is known of them does, and something is not known."""
    asked = [each for each in filters.conditions if each.is_open is not None]
    return [paper for paper in papers if any(_is_open(each, paper) for each in asked) and _may_fit(paper, filters)]


def _is_open(condition: Condition, paper: Paper) -> bool:
    return condition.is_open is not None and condition.is_open(paper)


def _may_fit(paper: Paper, filters: Filters) -> bool:
    fits = [each.fits(paper) for each in filters.conditions]
    return not all(fits) and all(
        fit or _is_open(each, paper) for fit, each in zip(fits, filters.conditions, strict=True)
    )


def described(filters: Filters) -> str:
    """The filters in words, as they follow `papers`: `by Ada Long, in Robotics, from 2025, with code listed`."""
    groups: dict[tuple[Kind, str], list[str]] = {}
    for each in sorted(filters.conditions, key=lambda condition: condition.kind):
        groups.setdefault((each.kind, each.before), []).append(each.name)
    return ", ".join(_said(before, names) for (_, before), names in groups.items())


def _said(before: str, names: Sequence[str]) -> str:
    last = "or" if before.startswith(("not", "without")) else "and"
    return f"{before} {listed(list(dict.fromkeys(names)), last)}".strip()


def either(conditions: Sequence[Condition]) -> Condition:
    """Papers of which one of several conditions holds."""
    first = conditions[0]
    alike = all(each.before == first.before for each in conditions)
    names = [each.name if alike else f"{each.before} {each.name}".strip() for each in conditions]
    checks = [each.fits for each in conditions]
    opens = any(each.is_open is not None for each in conditions)
    return Condition(
        first.kind,
        first.before if alike else "",
        listed(names, "or"),
        lambda paper: any(fits(paper) for fits in checks),
        is_open=(lambda paper: any(_is_open(each, paper) for each in conditions)) if opens else None,
    )


def negated(condition: Condition) -> Condition:
    """Papers of which a condition does not hold. What is not known of a paper is not known to be otherwise."""
    fits = condition.fits
    dated = condition.kind is Kind.TIME
    return Condition(
        condition.kind,
        "without" if condition.before == "with" else f"not {condition.before}".strip(),
        condition.name,
        lambda paper: not fits(paper) and not (dated and paper.published is None),
        is_open=condition.is_open,
    )


def by(keys: Sequence[str], catalogue: Catalogue) -> Condition:
    """Papers of a person, or of any of several."""
    people = [catalogue.people[key] for key in keys]
    papers = frozenset(paper for person in people for paper in person.papers)
    more = f" or {len(people) - _SAID} more" if len(people) > _SAID else ""
    names = listed([person.name for person in people[:_SAID]], "and" if more else "or")
    return Condition(Kind.PERSON, "by", f"{names}{more}", lambda paper: paper.key in papers, keys[0])


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
    return Condition(Kind.FIELD, "in", name, partial(_is_in, code))


def _is_in(code: str, paper: Paper) -> bool:
    codes = {field_of(raw).code for raw in paper.fields}
    return code in codes or code in {each.partition(".")[0] for each in codes}


def tagged(tag: str) -> Condition:
    """Papers with an affiliation, by its folded tag."""
    return Condition(Kind.AFFILIATION, "tagged", tag, lambda paper: fold(paper.affiliation or "") == tag)


def dated(time: Time) -> Condition:
    """Papers of a time."""
    return Condition(Kind.TIME, "", time.said, lambda paper: time.holds(paper.published))


def with_code(*, listed: bool) -> Condition:
    """Papers with code, or without."""
    said = "with code listed" if listed else "with no code listed"
    return Condition(Kind.CODE, "", said, lambda paper: listed is not isinstance(code_state(paper), NoCode))


def linked() -> Condition:
    """Papers with an address for their code."""
    return Condition(Kind.LINK, "", "with a link to code", lambda paper: bool(paper.links))


def other_than(paper: Paper) -> Condition:
    """All papers but one."""
    key = paper.key
    return Condition(Kind.PAPER, "", f"other than “{paper.title}”", lambda other: other.key != key)
