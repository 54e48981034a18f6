"""The door of the room: a question to an answer, by the first decision that knows what to do with it."""

from collections.abc import Callable
from datetime import date

from bot.answers.abstention import about_missing, nothing_known
from bot.answers.asked import Asked
from bot.answers.authors import about_authors
from bot.answers.claims import about_claims
from bot.answers.coauthors import about_other_authors
from bot.answers.comparisons import about_both
from bot.answers.contests import about_contests
from bot.answers.expansions import about_names
from bot.answers.facts import about_facts
from bot.answers.filtering.hosting import about_hosts
from bot.answers.filtering.kinship import about_alike
from bot.answers.filtering.strangers import about_strangers
from bot.answers.grammar.reading import read
from bot.answers.linking.shelf import Shelf
from bot.answers.lists import about_papers
from bot.answers.literally import about_words
from bot.answers.metrics import about_metrics
from bot.answers.outcome import Answer
from bot.answers.people import about_people
from bot.answers.picking import about_picked
from bot.answers.rankings import about_rankings
from bot.answers.retrieval.passages import about_abstracts
from bot.answers.spans import about_spans
from bot.answers.stations import about_stations
from bot.answers.superlative_claims import about_ends
from bot.answers.tallies import about_tallies
from bot.answers.universals import about_every
from bot.answers.unknown_titles import about_unknown_titles
from bot.answers.values_of_both import about_values
from bot.library.models import Paper

_DECISIONS: tuple[Callable[[Asked], Answer | None], ...] = (
    about_words,
    about_rankings,
    about_missing,
    about_unknown_titles,
    about_metrics,
    about_strangers,
    about_alike,
    about_stations,
    about_spans,
    about_picked,
    about_contests,
    about_tallies,
    about_people,
    about_names,
    about_ends,
    about_both,
    about_values,
    about_hosts,
    about_other_authors,
    about_authors,
    about_claims,
    about_facts,
    about_every,
    about_papers,
    about_abstracts,
)


def answer(question: str, shelf: Shelf, now: date, about: Paper | None = None) -> Answer:
    """Answer a question. `about` is the paper that a follow-up is about unless it names another."""
    asked = Asked(read(question, shelf, now, about), shelf, now)
    for decide in _DECISIONS:
        found = decide(asked)
        if found is not None:
            return found
    return nothing_known(asked)
