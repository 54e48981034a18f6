"""Papers, people and counts as answers say them. Plain text; cards escape it."""

from collections.abc import Sequence

from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Ask, Fact, Suggestion
from bot.library.catalogue import Catalogue
from bot.library.models import Page, Paper, Person
from bot.library.wording import aside, captured, count, published

# What a page counts of its owner, as answers call it.
METRICS = {
    Cue.H_INDEX: "h-index",
    Cue.CITATIONS: "citations",
    Cue.NOVELTY: "Novelty",
    Cue.AI_SCORE: "AI Score",
}


def dated(paper: Paper) -> str:
    """`Title (18 March 2025)`."""
    return f"{paper.title} ({aside(published(paper.published))})"


def date_fact(paper: Paper) -> Fact:
    """A paper's title and date, as a receipt."""
    return Fact(paper.title, published(paper.published), paper.key)


def source(page: Page) -> str:
    """`the page of Ada Long, captured 22 November 2026`."""
    return f"{_of(page)}, {captured(page.captured)}"


def _of(page: Page) -> str:
    return f"the page of {page.owner}" if page.owner else f"the list {page.source}"


def here(catalogue: Catalogue) -> str:
    """`the 9 papers here`; `the one paper here`."""
    number = len(catalogue.papers)
    return "the one paper here" if number == 1 else f"the {count(number, 'paper')} here"


def person_suggestions(people: Sequence[Person], ask: Ask = Ask.METRICS) -> tuple[Suggestion, ...]:
    """The same question about each of a few people."""
    return tuple(Suggestion(ask, person.key) for person in people[:3])


def question_of(suggestion: Suggestion, catalogue: Catalogue) -> str | None:
    """A suggestion as a question, or None where what it is about has left the library."""
    person, paper = catalogue.people.get(suggestion.about), catalogue.papers.get(suggestion.about)
    if person is not None and suggestion.ask in _OF_PEOPLE:
        return _OF_PEOPLE[suggestion.ask].format(person.name)
    if paper is not None and suggestion.ask in _OF_PAPERS:
        return _OF_PAPERS[suggestion.ask].format(short_title(paper))
    return None


_OF_PEOPLE = {
    Ask.METRICS: "What are the metrics of {}?",
    Ask.PAPERS: "Which papers are by {}?",
    Ask.NEWEST: "What is the newest paper by {}?",
}
_OF_PAPERS = {
    Ask.WHAT: "What is {}?",
    Ask.AUTHORS: "Who wrote {}?",
    Ask.CODE: "Is there code for {}?",
    Ask.DATE: "When was {} published?",
}


def short_title(paper: Paper) -> str:
    """The part before ":" where there is one, else the title."""
    head, colon, _ = paper.title.partition(":")
    return head if colon and len(head) > 2 else paper.title
