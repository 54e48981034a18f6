"""Which papers a list, a count or a superlative is about: conditions that must hold, in words and as checks."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.library.facets import Facets, Places
from bot.library.models import Paper
from bot.library.wording import listed

Check = Callable[[Paper], bool]
Among = Callable[[Facets], Places]


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
    `among` gives the places of all papers of which it does, where they are known without a look at each. `partly` says
    that one of its alternatives is what must not be.
    """

    kind: Kind
    before: str
    name: str
    fits: Check
    key: str = ""
    is_open: Check | None = None
    among: Among | None = None
    partly: bool = False

    @property
    def turned(self) -> bool:
        """Whether something must not be."""
        return self.before.startswith(("not", "without", "other than")) or self.name.startswith("with no")

    @property
    def bars(self) -> bool:
        """Whether a `not` or `without` of the question has become this."""
        return self.turned or self.partly or self.kind is Kind.ALONE


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that must all hold of a paper."""

    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.conditions)

    def has(self, *kinds: Kind) -> bool:
        """Whether a condition is about one of these."""
        return any(condition.kind in kinds for condition in self.conditions)


def kept(facets: Facets, filters: Filters) -> Sequence[Paper]:
    """The papers that fit, newest first. Linear in those of whom everything else is known."""
    papers = facets.in_all(each.among(facets) for each in filters.conditions if each.among is not None)
    for condition in filters.conditions:
        if condition.among is None:
            papers = [paper for paper in papers if condition.fits(paper)]
    return papers


def open_of(papers: Sequence[Paper], filters: Filters) -> list[Paper]:
    """Papers that may fit: everything that is known of them does, and something is not known."""
    asked = [each for each in filters.conditions if each.is_open is not None]
    # Nearly no question asks for something that a page may leave open.
    looked_at = papers if asked else ()
    return [each for each in looked_at if any(_is_open(one, each) for one in asked) and _may_fit(each, filters)]


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
    among = [each.among for each in conditions if each.among is not None]
    return Condition(
        first.kind,
        first.before if alike else "",
        listed(names, "or"),
        lambda paper: any(fits(paper) for fits in checks),
        is_open=(lambda paper: any(_is_open(each, paper) for each in conditions)) if opens else None,
        among=(lambda facets: sorted(set().union(*(each(facets) for each in among))))
        if len(among) == len(conditions)
        else None,
        partly=any(each.bars for each in conditions),
    )


def exactly_one(conditions: Sequence[Condition]) -> Condition:
    """Papers of which one of several conditions holds, and no other."""
    first = conditions[0]
    checks = [each.fits for each in conditions]
    among = [each.among for each in conditions if each.among is not None]
    return Condition(
        first.kind,
        first.before,
        f"{listed([each.name for each in conditions], 'or')} but not both",
        lambda paper: sum(fits(paper) for fits in checks) == 1,
        among=(lambda facets: _once(each(facets) for each in among)) if len(among) == len(conditions) else None,
        partly=True,
    )


def _once(groups: Iterable[Places]) -> Places:
    """What only one of some groups has, in order."""
    number = Counter(place for group in groups for place in group)
    return sorted(place for place, times in number.items() if times == 1)


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Papers of which several conditions hold, as one: an alternative of others."""
    if len(conditions) == 1:
        return conditions[0]
    among = [each.among for each in conditions if each.among is not None]
    opens = any(each.is_open is not None for each in conditions)
    whole = Filters(tuple(conditions))
    return Condition(
        conditions[0].kind,
        "",
        " and ".join(_enclosed(each) for each in conditions),
        lambda paper: all(each.fits(paper) for each in conditions),
        is_open=(lambda paper: any(_is_open(each, paper) for each in conditions) and _may_fit(paper, whole))
        if opens
        else None,
        among=(lambda facets: sorted(set.intersection(*(set(each(facets)) for each in among))))
        if len(among) == len(conditions)
        else None,
        partly=any(each.bars for each in conditions),
    )


def _enclosed(condition: Condition) -> str:
    said = f"{condition.before} {condition.name}".strip()
    return f"({said})" if " or " in said else said


def negated(condition: Condition) -> Condition:
    """Papers of which a condition does not hold. What is not known of a paper is not known to be otherwise."""
    fits, among, is_open = condition.fits, condition.among, condition.is_open
    dated = condition.kind is Kind.TIME
    return Condition(
        condition.kind,
        "without" if condition.before == "with" else f"not {condition.before}".strip(),
        condition.name,
        lambda paper: (
            not fits(paper) and not (dated and paper.published is None) and not (is_open is not None and is_open(paper))
        ),
        is_open=condition.is_open,
        among=(lambda facets: facets.others(among(facets), facets.dated if dated else facets.all)) if among else None,
    )
