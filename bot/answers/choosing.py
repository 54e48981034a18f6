"""How the filters of a question hang together: `CL or LG`, `not from MIT`, `2023 and 2024`."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.grammar.filters import Condition, Kind, either, negated
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.library.text import STOP_WORDS

# Words between a `not` and what it bars, or between two filters that belong together.
_BETWEEN = STOP_WORDS | set(
    "about by with papers paper or and nor either from in on of the ones those written wrote published tagged field "
    "any is are were was else year out came affiliation anything both stuff "
    "mention mentions mentioning contain contains have has having use uses using need needs involve involves discuss "
    "discusses cover covers talk include includes deal deals rely relies do does".split()
)
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
    return [condition for run in _runs(elements, reading) for condition in _of_run(run, reading)]


def _runs(elements: Sequence[Element], reading: Reading) -> list[list[Element]]:
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
    # `CL or not LG` are two things.
    if not _BETWEEN.issuperset(between) or is_negated(second.start, reading, first.end):
        return False
    return first.condition.kind is second.condition.kind or bool(_OR & set(between))


def _of_run(run: Sequence[Element], reading: Reading) -> list[Condition]:
    conditions = [element.condition for element in run]
    if not run[0].said and is_negated(run[0].start, reading):
        return [negated(condition) for condition in conditions]
    if len(run) < 2:
        return conditions
    between = {word for one, two in pairwise(run) for word in reading.words[one.end : two.start]}
    kinds = {condition.kind for condition in conditions}
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


def _apart(run: Sequence[Element]) -> bool:
    """Whether no two conditions can hold of one paper: whole years or affiliations beside each other."""
    names = [element.condition.name for element in run]
    return len(set(names)) == len(names) and all(
        element.condition.kind is Kind.AFFILIATION or element.condition.name.startswith("from ") for element in run
    )


def is_negated(start: int, reading: Reading, since: int = 0) -> bool:
    """Whether a `not`, `except` or `without` stands right before, prepositions aside."""
    nots = (cue.end for cue in reading.at(Cue.NOT, Cue.WITHOUT) if since <= cue.start and cue.end <= start)
    return any(_BETWEEN.issuperset(reading.words[end:start]) for end in nots)
