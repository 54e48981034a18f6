"""Metrics over several pages: who has the highest, whose is 18, who has more of two, everybody's side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.answers.asked import Asked
from bot.answers.grammar.missing import MISSING
from bot.answers.grammar.phrases import Cue
from bot.answers.metrics import metric_of, told
from bot.answers.outcome import Answer, Answered
from bot.answers.thresholds import compared, is_threshold
from bot.answers.wording import METRICS
from bot.library.models import Person
from bot.library.wording import listed

_HIGHEST = frozenset("highest most higher more largest biggest greatest top maximum max better".split())
_LOWEST = frozenset("lowest fewest least lower fewer smallest less minimum min".split())
_AVERAGE = frozenset({"average", "mean"})
_EVERYBODY = frozenset("everyone everybody each all list people researchers owners pages rank ranked".split())
# Words beside a metric that ask for nothing more.
_IDLE = frozenset(
    "person people persons researcher researchers scholar scholars author authors owner owners page pages profile "
    "profiles everyone everybody here loaded of the than or is has have does who whose h value values between them "
    "times exactly at over above below under beyond greater by and vs versus in this library each rank ranked".split()
)
_CUES = frozenset(
    {
        *METRICS, Cue.WHO, Cue.WHICH, Cue.WHAT, Cue.WHETHER, Cue.LIST, Cue.ALL, Cue.HIGHER, Cue.WITH, Cue.BY, Cue.COUNT,
        Cue.COMPARE, Cue.HIM, Cue.OWNER, Cue.AUTHORS, Cue.HOW, Cue.COAUTHORS, Cue.PUBLISH, Cue.WRITE,
    }
)  # fmt: skip
# Nobody documents what these mean: who has more of them is nobody's better.
_NO_VERDICT = frozenset({Cue.NOVELTY, Cue.AI_SCORE})
# So many people are told of at once.
_MOST = 12


class _Mode(StrEnum):
    HIGHEST = "highest"
    LOWEST = "lowest"
    SUCH = "such"
    EACH = "each"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class _Standing:
    """Somebody with a page, and their number."""

    person: Person
    value: float
    text: str


def about_rankings(asked: Asked) -> Answer | None:
    """Who has most or such a number of a metric, or everybody's; None where one person's is asked for, or no metric."""
    cue = _metric(asked)
    if cue is None or not _is_plain(asked):
        return None
    named = [asked.person(each.keys[0]) for each in asked.reading.people]
    people = list(dict.fromkeys(named)) or list(asked.owners)
    mode = _mode(asked, several=len(people) > 1)
    if cue in _NO_VERDICT and mode in {_Mode.HIGHEST, _Mode.LOWEST}:
        mode = _Mode.EACH
    if mode is None or any(person.page is None for person in people):
        return None
    if len(people) < 2:
        return _alone(people, mode, cue, asked)
    standings = [each for person in people if (each := _standing(person, cue, asked)) is not None]
    if len(standings) < 2:
        return None
    ranked = sorted(standings, key=lambda each: each.value, reverse=mode is not _Mode.LOWEST)
    short = _short(mode, ranked, named, asked)
    shown = ranked[:_MOST]
    whole = told([each.person for each in shown], [cue], asked)
    if not isinstance(whole, Answered):
        return whole
    without = [person.name for person in people if person not in [each.person for each in standings]]
    note = f"{whole.note} Not on the page of {listed(without[:_MOST])}." if without else whole.note
    return Answered(short, whole.receipts, note=note)


def _alone(people: Sequence[Person], mode: _Mode, cue: Cue, asked: Asked) -> Answer | None:
    """The number of the only page, where it is asked who has most of all."""
    reading = asked.reading
    among = reading.has(Cue.AUTHORS, Cue.COAUTHORS) or reading.people
    if not people or among or not reading.has(Cue.WHO) or mode not in {_Mode.HIGHEST, _Mode.LOWEST, _Mode.EACH}:
        return None
    given = told(people, [cue], asked)
    if not isinstance(given, Answered):
        return given
    return replace(given, short=f"Only the page of {people[0].name} is loaded: {given.short}")


def _short(mode: _Mode, ranked: Sequence[_Standing], named: Sequence[Person], asked: Asked) -> str:
    said = _said(ranked[:_MOST])
    if mode is _Mode.SUCH:
        such = [each for each in ranked if compared(asked.reading.words, each.value)]
        return _said(such[:_MOST]) if such else f"Nobody whose page is loaded. {said}"
    if mode is _Mode.EACH:
        return said
    if mode is _Mode.MEAN:
        return f"{sum(each.value for each in ranked) / len(ranked):,.1f} on average: {said}"
    best = [each.person for each in ranked if each.value == ranked[0].value]
    if named and asked.reading.is_whether and len(named) == 2:
        return f"{'Yes' if best == named[:1] else 'No'}: {said}"
    return f"{listed([person.name for person in best])}. {said}"


def _said(standings: Sequence[_Standing]) -> str:
    return "; ".join(f"{each.person.name}: {each.text}" for each in standings)


def _standing(person: Person, cue: Cue, asked: Asked) -> _Standing | None:
    page = asked.catalogue.page_of(person)
    metric = metric_of(page.metrics, cue) if page else None
    return None if metric is None else _Standing(person, metric.value, metric.text)


def _metric(asked: Asked) -> Cue | None:
    """The one metric that is asked for; papers where the pages are compared."""
    reading = asked.reading
    wanted = [cue for cue in METRICS if reading.has(cue)]
    if len(wanted) == 1 and not reading.has(Cue.PAPERS):
        return wanted[0]
    pages = {"page", "pages", "profile", "profiles"} & set(reading.words)
    return Cue.PAPERS if pages and not wanted and reading.has(Cue.PAPERS) and not reading.people else None


def _is_plain(asked: Asked) -> bool:
    """Whether nothing else is asked for, and nobody is named but people who are here."""
    reading = asked.reading
    if reading.mentions or reading.fields or reading.times or reading.affiliations or reading.strangers:
        return False
    if any(len(named.keys) > 1 for named in reading.people):
        return False
    ranks = [key for key in MISSING if key.startswith("rankings")]
    if any(cue.cue not in _CUES | {Cue.PAPERS} and cue.cue not in ranks for cue in reading.cues):
        return False
    known = _IDLE | _HIGHEST | _LOWEST | _AVERAGE
    if any(
        reading.words[at] not in known and not is_threshold(reading.words[at], reading.words) for at in reading.rest
    ):
        return False
    held = {at for named in reading.people for at in range(named.start, named.end)}
    return not any(token.mended for at, token in enumerate(reading.tokens) if at in held)


def _mode(asked: Asked, *, several: bool) -> _Mode | None:
    reading = asked.reading
    words = set(reading.words)
    if _AVERAGE & words:
        return _Mode.MEAN if not reading.people and not reading.has(Cue.AUTHORS, Cue.COAUTHORS) else None
    # `whose h-index is above 20`; one person's own is held against a number elsewhere.
    if compared(reading.words, 0) is not None:
        return None if reading.people or not {"who", "whose", "which"} & words else _Mode.SUCH
    if _LOWEST & words:
        return _Mode.LOWEST
    if _HIGHEST & words:
        return _Mode.HIGHEST
    everybody = _EVERYBODY & words or any(word.endswith(("indices", "indexes", "scores")) for word in words)
    return _Mode.EACH if everybody and several and not reading.people else None
