"""Two papers, or two people, side by side by what both have. Both values, never a verdict on what they mean."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.metrics import every_metric
from bot.answers.outcome import Answer, Answered, Fact, Quote
from bot.answers.paper_facts import fact_of
from bot.answers.retrieval.definitions import introduced_in
from bot.answers.wording import short_title
from bot.library.models import Paper

_COMPARED = (Cue.WHEN, Cue.FIELD, Cue.CODE)
_IDLE = frozenset(
    {"than", "between", "both", "two", "released", "published", "difference", "differences", "similar", "relation"}
)


def about_both(asked: Asked) -> Answer | None:
    """Two papers or two people compared; None where nothing is compared or more is asked than both have."""
    reading = asked.reading
    if not (
        reading.has(Cue.COMPARE, Cue.NEWER, Cue.OLDER) or {"than", "difference", "differences"} & set(reading.words)
    ):
        return None
    if [at for at in reading.rest if reading.words[at] not in _IDLE]:
        return None
    places = list(dict.fromkeys(mention.place for mention in reading.mentions if mention.place is not None))
    if len(places) == 2:
        return _papers([asked.shelf.papers[place] for place in places], asked)
    people = [named.keys[0] for named in reading.people if len(named.keys) == 1]
    if len(people) == 2 and not reading.mentions:
        return every_metric([asked.person(key) for key in people], asked)
    return None


def _papers(papers: Sequence[Paper], asked: Asked) -> Answer:
    reading = asked.reading
    keys = tuple(paper.key for paper in papers)
    if reading.has(Cue.NEWER, Cue.OLDER) or reading.has(Cue.WHEN):
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
    if len(set(days)) == 2:
        pick = max if asked.reading.has(Cue.NEWER) else min
        first = pick(dated, key=lambda paper: paper.published.day if paper.published else asked.now)
        word = "newer" if asked.reading.has(Cue.NEWER) else "older"
        short = f"{short_title(first)} is {word}. {short}"
    return Answered(short, tuple(facts), tuple(paper.key for paper in papers))


def _introduction(paper: Paper, asked: Asked) -> list[Quote]:
    place = asked.shelf.places[paper.key]
    name = next((mention.name for mention in asked.reading.mentions if mention.place == place), "")
    sentence = introduced_in(paper, name)
    return [Quote(paper.key, sentence.start, sentence.end, sentence.text)] if sentence else []
