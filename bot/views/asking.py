"""Questions: from what is asked to a reply, and the buttons that hang on it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any

from discord import ButtonStyle, ui

from bot.answers.outcome import Answered, Ask, Closest, Declined, Quote, Suggestion
from bot.answers.sentences import sentences_of
from bot.answers.wording import question_of
from bot.folio import Folio
from bot.library.models import Paper
from bot.render.answers import answered_card, closest_card, declined_card, listed_papers, marked_card
from bot.views.answers import paper_menu
from bot.views.controls import button
from bot.views.replies import Reply

_PUBLIC = "public"


async def question_answer(folio: Folio, question: str, now: date, *, about: str = "", private: bool) -> Reply:
    """The answer, public unless it is wanted private; what is close, or nothing, in private.

    It is looked for in a thread: among many papers that may take longer than the event loop should wait for its turn.
    """
    shown = " ".join(question.split()) or "…"
    match await asyncio.to_thread(folio.ask, question, now, about):
        case Answered() as answer:
            card = answered_card(shown, answer, folio.catalogue)
            return Reply(card, _controls(folio, answer), private)
        case Closest() as answer:
            controls = [*_controls(folio, answer), *_suggested(folio, answer.suggestions[:2], private=private)]
            return Reply(closest_card(shown, answer, folio.catalogue), tuple(controls), private=True)
        case Declined() as answer:
            controls = _suggested(folio, answer.suggestions[:3], private=private)
            return Reply(declined_card(shown, answer), tuple(controls), private=True)


async def suggested_answer(folio: Folio, ticket: str, now: date) -> Reply | None:
    """The answer to a suggested question, by its button's ticket; None where nobody knows that any more."""
    letter, _, rest = ticket.partition("/")
    key, _, visibility = rest.partition("/")
    if letter not in set(Ask):
        return None
    question = question_of(Suggestion(Ask(letter), key), folio.catalogue)
    if question is None:
        return None
    return await question_answer(folio, question, now, about=key, private=visibility != _PUBLIC)


def marked_reply(paper: Paper, start: int, end: int) -> Reply:
    """The whole abstract, private; the sentence is marked if it still stands there."""
    stands = any((sentence.start, sentence.end) == (start, end) for sentence in sentences_of(paper.abstract))
    controls = (button("show", paper.key, "Open the paper"),)
    return Reply(marked_card(paper, (start, end) if stands else None), controls, private=True)


def visibility(*, private: bool) -> str:
    """What an answer becomes that a button leads to: as private as what it hangs on."""
    return "private" if private else _PUBLIC


def _controls(folio: Folio, answer: Answered | Closest) -> tuple[ui.Item[Any], ...]:
    papers = listed_papers(answer, folio.catalogue)
    whole = [_whole(quote) for quote in answer.quotes[:1]]
    if len(papers) > 1:
        return (*whole, paper_menu("show", "", "Open a paper", papers))
    return (*whole, *(button("show", paper.key, "Open the paper") for paper in papers))


def _whole(quote: Quote) -> ui.Item[Any]:
    return button("whole", f"{quote.paper}/{quote.start}/{quote.end}", "The whole abstract")


def _suggested(folio: Folio, suggestions: Sequence[Suggestion], *, private: bool) -> list[ui.Item[Any]]:
    named = [(suggestion, question_of(suggestion, folio.catalogue)) for suggestion in suggestions]
    return [
        button("asked", f"{each.ask.value}/{each.about}/{visibility(private=private)}", question, ButtonStyle.primary)
        for each, question in named
        if question is not None
    ]
