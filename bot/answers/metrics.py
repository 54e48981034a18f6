"""A page's own numbers. Whatever names somebody or something else gets no number."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.namesakes import counted_papers, nobody, strangers_in
from bot.answers.outcome import Answer, Answered, Ask, Declined, Fact
from bot.answers.thresholds import verdict
from bot.answers.wording import METRICS, person_suggestions, source
from bot.library.models import Metric, Metrics, Page, Person
from bot.library.wording import listed

_EVERY = {**METRICS, Cue.PAPERS: "papers"}


def about_metrics(asked: Asked) -> Answer | None:
    """A person's metrics with the day they were captured; None where no metric is asked for."""
    reading = asked.reading
    wanted = [cue for cue in METRICS if reading.has(cue)]
    if not wanted and not reading.has(Cue.METRICS):
        return None
    if asked.reading.mentions:
        return _of_papers(asked) if wanted or not reading.rest else None
    if _is_about_papers(asked):
        return _of_papers(asked)
    if wanted and counted_papers(asked):
        wanted.append(Cue.PAPERS)
    strangers = strangers_in(asked)
    if strangers:
        return _declined_for(strangers, asked)
    if (unknown := nobody(asked)) is not None:
        return unknown
    people = _subjects(asked)
    if isinstance(people, Declined):
        return people
    return told(people, wanted or list(_EVERY), asked)


def _is_about_papers(asked: Asked) -> bool:
    reading = asked.reading
    each = {"each", "per", "every", "which", "most", "single", "individual", "average", "least"} & set(reading.words)
    return reading.has(Cue.PAPERS) and (bool(each) or reading.has(Cue.NEWEST, Cue.OLDEST, Cue.WHICH))


def _of_papers(asked: Asked) -> Declined:
    return Declined(
        "The pages give such numbers for a person as a whole, not for single papers: how often a paper is cited, or "
        "how it scores, is not on them.",
        asked.suggestions(),
    )


def _declined_for(strangers: Sequence[str], asked: Asked) -> Declined:
    words = listed([f"“{word}”" for word in strangers[:4]])
    return Declined(
        f"Only the metrics of people whose page is loaded are known, as on the day it was captured, and {words} is "
        "none of that.",
        asked.suggestions(),
    )


def _subjects(asked: Asked) -> Sequence[Person] | Declined:
    named = asked.reading.people
    unclear = [people for people in named if len(people.keys) > 1]
    if unclear:
        people = [asked.person(key) for key in unclear[0].keys]
        names = listed([person.name for person in people[:5]], "or")
        return Declined(f"That may be {names}. Whom do you mean?", person_suggestions([p for p in people if p.page]))
    people = [asked.person(each.keys[0]) for each in named]
    without = [person for person in people if person.page is None]
    if without:
        names = listed([person.name for person in without])
        return Declined(
            f"No page of {names} is loaded, so there are no metrics. {names} is named here as a co-author only.",
            tuple(s for person in without[:1] for s in person_suggestions([person], Ask.PAPERS)),
        )
    if people:
        return people
    if len(asked.owners) == 1:
        return asked.owners
    if not asked.owners:
        return Declined("No profile page is loaded, so there are no metrics.", asked.suggestions())
    names = listed([person.name for person in asked.owners[:5]], "or")
    more = " or somebody else" if len(asked.owners) > 5 else ""
    return Declined(f"Several pages are loaded. Do you mean {names}{more}?", person_suggestions(asked.owners))


def every_metric(people: Sequence[Person], asked: Asked) -> Answer:
    """All metrics of people, side by side; of those who have a page."""
    without = [person.name for person in people if person.page is None]
    if without:
        return Declined(f"No page of {listed(without)} is loaded, so there are no metrics.", asked.suggestions())
    return told(people, list(_EVERY), asked)


def told(people: Sequence[Person], wanted: Sequence[Cue], asked: Asked) -> Answered | Declined:
    """Some metrics of people with pages, side by side; Declined where no page gives them."""
    pages = [page for page in map(asked.catalogue.page_of, people) if page is not None]
    facts = [fact for page in pages for fact in _facts(page, wanted)]
    if not facts:
        return Declined(
            f"{_cap(source(pages[0]))}, gives no {listed([_EVERY[cue] for cue in wanted], 'or')}.", asked.suggestions()
        )
    several = len(pages) > 1
    held = metric_of(pages[0].metrics, wanted[0])
    whether = verdict(asked.reading.words, held.value) if held is not None and not several and len(wanted) == 1 else ""
    short = "; ".join(
        (f"{page.owner}: " if several else "") + ", ".join(_said(page, cue) for cue in wanted) for page in pages
    )
    meaning = " Nobody documents what Novelty and AI Score mean." if {Cue.NOVELTY, Cue.AI_SCORE} & set(wanted) else ""
    note = f"As on {listed([source(page) for page in pages])}.{meaning}"
    return Answered(f"{whether}: {short}" if whether else short, tuple(facts), note=note)


def _facts(page: Page, wanted: Sequence[Cue]) -> list[Fact]:
    given = [(cue, metric_of(page.metrics, cue)) for cue in wanted]
    return [
        Fact(f"{_EVERY[cue]} of {page.owner}", f"{metric.text}, on {source(page)}", page=page.key)
        for cue, metric in given
        if metric is not None
    ]


def _said(page: Page, cue: Cue) -> str:
    metric = metric_of(page.metrics, cue)
    if metric is None:
        return f"no {_EVERY[cue]} on the page"
    return f"{metric.text} {_EVERY[cue]}" if cue in {Cue.CITATIONS, Cue.PAPERS} else f"{_EVERY[cue]} {metric.text}"


def metric_of(metrics: Metrics, cue: Cue) -> Metric | None:
    """A page's number that a cue asks for."""
    return {
        Cue.H_INDEX: metrics.h_index,
        Cue.CITATIONS: metrics.citations,
        Cue.NOVELTY: metrics.novelty,
        Cue.AI_SCORE: metrics.ai_score,
        Cue.PAPERS: metrics.papers,
    }[cue]


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
