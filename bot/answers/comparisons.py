"""Two papers, or two people, side by side by what both have. Both values, never a verdict on what they mean."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.filtering.relating import is_left_out, related, spanned
from bot.answers.grammar.phrases import Cue
from bot.answers.metrics import every_metric
from bot.answers.outcome import Answer, Answered, Fact, Quote
from bot.answers.paper_facts import fact_of
from bot.answers.retrieval.definitions import introduced_in
from bot.answers.wording import short_title
from bot.library.models import Paper, Precision
from bot.library.wording import count

_COMPARED = (Cue.WHEN, Cue.FIELD, Cue.CODE)
_COMPARING = (Cue.COMPARE, Cue.NEWER, Cue.OLDER, Cue.NEWEST, Cue.OLDEST)
_IDLE = frozenset(
    "than between both two three released published difference differences similar relation days day weeks week months "
    "month years year long time apart passed gap went by one ones out among lie lies after before come came".split()
)
_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}


def about_both(asked: Asked) -> Answer | None:
    """Two papers or two people compared; None where nothing is compared or more is asked than both have."""
    reading = asked.reading
    if not (
        reading.has(*_COMPARING)
        or {"than", "difference", "differences", "between", "apart", "after", "before"} & set(reading.words)
    ):
        return None
    if [at for at in reading.rest if reading.words[at] not in _IDLE]:
        return None
    held = [related(mention, asked) is not None for mention in reading.mentions]
    # `papers after this one and before that one`
    if held and all(held) and (len(held) == 1 or reading.has(Cue.PAPERS, Cue.ANYTHING) or "came" in reading.words):
        return None
    if spanned(asked) or any(is_left_out(mention, asked) for mention in reading.mentions):
        return None
    places = list(dict.fromkeys(place for mention in reading.mentions for place in mention.places))
    papers = [asked.shelf.papers[place] for place in places]
    if len(papers) == 2 and _asks_how_long(asked):
        return apart(papers, asked)
    if len(papers) == 2 or (len(papers) > 2 and reading.has(Cue.NEWEST, Cue.OLDEST, Cue.NEWER, Cue.OLDER)):
        return _papers(papers, asked)
    people = [named.keys[0] for named in reading.people if len(named.keys) == 1]
    # `papers by A or B before 2021`, `newest paper by A and B`, `papers with code by A or B`
    asks = reading.has(Cue.PAPERS, Cue.ANYTHING, Cue.WRITE)
    lists = asks and (bool(reading.times) or reading.has(Cue.NEWEST, Cue.OLDEST, Cue.CODE))
    if len(people) == 2 and not reading.mentions and not lists:
        return every_metric([asked.person(key) for key in people], asked)
    return None


def _papers(papers: Sequence[Paper], asked: Asked) -> Answer:
    reading = asked.reading
    keys = tuple(paper.key for paper in papers)
    if reading.has(Cue.NEWER, Cue.OLDER, Cue.NEWEST, Cue.OLDEST, Cue.WHEN) or {"after", "before"} & set(reading.words):
        return _by_date(papers, asked)
    facts = [Fact(short_title(paper), _told(paper, asked), paper.key) for paper in papers]
    quotes = [quote for paper in papers for quote in _introduction(paper, asked)]
    return Answered("Side by side", (*quotes, *facts), keys, lists=True)


def _told(paper: Paper, asked: Asked) -> str:
    return ", ".join(fact_of(cue, paper, asked.catalogue)[0] for cue in _COMPARED)


def _by_date(papers: Sequence[Paper], asked: Asked) -> Answer:
    facts: list[Fact] = [fact_of(Cue.WHEN, paper, asked.catalogue)[1] for paper in papers]
    dated = [paper for paper in papers if paper.published]
    short = "; ".join(f"{short_title(paper)}: {fact.value}" for paper, fact in zip(papers, facts, strict=True))
    days = [paper.published.day for paper in dated if paper.published]
    newer = asked.reading.has(Cue.NEWER, Cue.NEWEST) or "after" in asked.reading.words
    first = (max if newer else min)(days, default=None)
    if days.count(first or asked.now) != 1 or len(days) < len(papers):
        return Answered(short, tuple(facts), tuple(paper.key for paper in papers))
    best = next(paper for paper in dated if paper.published and paper.published.day == first)
    word = ("newer" if newer else "older") if len(papers) == 2 else ("the newest" if newer else "the oldest")
    keys = sorted((paper.key for paper in papers), key=lambda key: key != best.key)
    said = f"{short_title(best)} is {word}. {short}"
    if len(papers) == 2 and asked.reading.is_whether and "or" not in asked.reading.words:
        said = f"{'Yes' if best == papers[0] else 'No'}: {said}"
    return Answered(said, tuple(facts), tuple(keys))


def _asks_how_long(asked: Asked) -> bool:
    words = set(asked.reading.words)
    return bool({"between", "apart", "after", "before", "gap"} & words) and bool({"how", "gap"} & words)


def apart(papers: Sequence[Paper], asked: Asked) -> Answer:
    """How long after one another two papers came out, in days and in the unit that is asked for."""
    facts = [fact_of(Cue.WHEN, paper, asked.catalogue)[1] for paper in papers]
    keys = tuple(paper.key for paper in papers)
    said = "; ".join(f"{short_title(paper)}: {fact.value}" for paper, fact in zip(papers, facts, strict=True))
    days = [paper.published.day for paper in papers if paper.published and paper.published.precision is Precision.DAY]
    if len(days) < len(papers):
        return Answered(said, tuple(facts), keys)
    number = abs((days[0] - days[1]).days)
    unit = next((unit for unit in _DAYS if {unit, f"{unit}s"} & set(asked.reading.words)), "day")
    about = f" (about {number / _DAYS[unit]:.1f} {unit}s)" if unit != "day" else ""
    return Answered(
        f"{count(number, 'day')}{about}. {said}", (Fact("between them", count(number, "day")), *facts), keys
    )


def _introduction(paper: Paper, asked: Asked) -> list[Quote]:
    place = asked.shelf.places[paper.key]
    name = next((mention.name for mention in asked.reading.mentions if mention.place == place), "")
    sentence = introduced_in(paper, name)
    return [Quote(paper.key, sentence.start, sentence.end, sentence.text)] if sentence else []
