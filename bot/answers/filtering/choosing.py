"""How the filters of a question hang together: `CL or LG`, `not from MIT`, `2023 and 2024`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.filtering.barring import BETWEEN, has_own, is_negated
from bot.answers.grammar.filters import Condition, Kind, all_of, either, exactly_one, negated
from bot.answers.grammar.reading import Reading

_OR = frozenset({"or", "nor", "either"})
_SUMMED = frozenset({"total", "combined", "altogether", "overall", "sum"})
# Of these a paper has one: `2023 and 2024` can only mean either.
_ONE_EACH = frozenset({Kind.AFFILIATION, Kind.TIME})


@dataclass(frozen=True, slots=True)
class Element:
    """A condition with the words that name it: `start` to `end`; `said` where it holds its own `not`."""

    condition: Condition
    start: int
    end: int
    said: bool = False


def conditions_of(elements: Sequence[Element], reading: Reading) -> list[Condition]:
    """The conditions that must all hold: alternatives as one, what is barred turned round."""
    shared, clauses = _clauses(elements, reading)
    if len(clauses) > 1:
        return [*_of(shared, reading), either([all_of(_of(clause, reading)) for clause in clauses])]
    return _of([*shared, *(element for clause in clauses for element in clause)], reading)


def _of(elements: Sequence[Element], reading: Reading) -> list[Condition]:
    return [condition for run in runs_of(elements, reading) for condition in of_run(run, reading)]


def _clauses(elements: Sequence[Element], reading: Reading) -> tuple[list[Element], list[list[Element]]]:
    """What holds of all, and the sides of an `or` with several filters each: `by A from 2020 or by B from 2023`."""
    splits = [
        at
        for at in range(2, len(elements))
        if "or" in (between := reading.words[elements[at - 1].end : elements[at].start])
        and BETWEEN.issuperset(between)
        and _begins_anew(elements[:at], elements[at])
    ]
    if not splits or "either" in reading.words:
        return [], [list(elements)]
    bounds = [0, *splits, len(elements)]
    clauses = [list(elements[start:end]) for start, end in pairwise(bounds)]
    later = {element.condition.kind for clause in clauses[1:] for element in clause}
    first = next(at for at, element in enumerate(clauses[0]) if element.condition.kind in later)
    return clauses[0][:first], [clauses[0][first:], *clauses[1:]]


def _begins_anew(before: Sequence[Element], element: Element) -> bool:
    """Whether an `or` is followed by a filter of a kind that was there before another kind came."""
    kinds = [each.condition.kind for each in before]
    return element.condition.kind in kinds[:-1] and element.condition.kind is not kinds[-1]


def runs_of(elements: Sequence[Element], reading: Reading) -> list[list[Element]]:
    """Neighbouring elements of one kind, or with an `or` between them."""
    runs: list[list[Element]] = []
    for element in elements:
        before = runs[-1][-1] if runs else None
        if before is not None and _belong(before, element, reading):
            runs[-1].append(element)
        else:
            runs.append([element])
    return runs


def _belong(first: Element, second: Element, reading: Reading) -> bool:
    between = reading.words[first.end : second.start]
    # `LG papers either with code or from 2026`: the field is of neither.
    if not BETWEEN.issuperset(between) or "either" in between:
        return False
    if {"or", "nor"} & set(between):
        return True
    own = has_own(second.start, reading, first.end)
    return (
        first.condition.kind is second.condition.kind
        and not own
        and _is_barred(first, reading) == _is_barred(second, reading)
    )


def _is_barred(element: Element, reading: Reading) -> bool:
    return element.condition.turned if element.said else is_negated(element.start, reading)


def of_run(run: Sequence[Element], reading: Reading) -> list[Condition]:
    """The conditions of elements that belong together."""
    barred = [_is_barred(element, reading) for element in run]
    conditions = [
        negated(element.condition) if bars and not element.said else element.condition
        for element, bars in zip(run, barred, strict=True)
    ]
    if len(run) < 2:
        return conditions
    chosen = _choice(run, reading)
    if chosen is not None and not any(barred):
        return [chosen(conditions)]
    between = {word for one, two in pairwise(run) for word in reading.words[one.end : two.start]}
    if any(barred):
        # `neither A nor B` bars both; `not A or not B` asks for either.
        own = "or" in between and all(has_own(two.start, reading, one.end) for one, two in pairwise(run))
        mixed = "or" in between and not all(barred)
        return [either(conditions)] if own or mixed else conditions
    kinds = {condition.kind for condition in conditions}
    if {"and", "or"} <= between and len(kinds) == 1 and not kinds & _ONE_EACH:
        return [either([all_of(group) for group in _joined(run, conditions, reading)])]
    ahead = reading.words[run[0].start - 1] if run[0].start else ""
    # `papers of her and him in total`
    summed = kinds == {Kind.PERSON} and bool(_SUMMED & set(reading.words))
    if (
        summed
        or _OR & {*between, ahead}
        or (len(kinds) == 1 and kinds <= _ONE_EACH and "since" not in between and _apart(run))
    ):
        return [either(conditions)]
    return conditions


def _joined(run: Sequence[Element], conditions: Sequence[Condition], reading: Reading) -> list[list[Condition]]:
    """`A and B or C`: what is joined by an `and` belongs together."""
    groups = [[conditions[0]]]
    for (one, two), condition in zip(pairwise(run), conditions[1:], strict=True):
        if "and" in reading.words[one.end : two.start]:
            groups[-1].append(condition)
        else:
            groups.append([condition])
    return groups


def _choice(run: Sequence[Element], reading: Reading) -> Callable[[Sequence[Condition]], Condition] | None:
    """What is said of the number of alternatives: `exactly one of`, `any of`, `but not both`."""
    ahead = " ".join(reading.words[: run[0].start])
    behind = reading.words[run[-1].end : run[-1].end + 3]
    if behind in (["but", "not", "both"], ["and", "not", "both"]) or behind[:2] == ["not", "both"]:
        return exactly_one
    if _ONE_OF.search(ahead):
        return exactly_one
    return either if _ANY_OF.search(ahead) else None


_ONE_OF = re.compile(r"\b(?:exactly|only|just) one of(?: the two| the three)?$")
_ANY_OF = re.compile(r"\b(?:(?:at least )?one|any|some|either) of$")


def _apart(run: Sequence[Element]) -> bool:
    """Whether no two conditions can hold of one paper: whole years or affiliations beside each other."""
    names = [element.condition.name for element in run]
    return len(set(names)) == len(names) and all(
        element.condition.kind is Kind.AFFILIATION or element.condition.name.startswith("from ") for element in run
    )
