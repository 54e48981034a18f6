"""`python -m bot ask`: what /ask would answer, for people and for pipes."""

from typing import Any

import orjson

from bot.answers.outcome import Answer, Answered, Closest, Declined, Quote, Receipt
from bot.answers.wording import question_of
from bot.folio import Folio
from bot.library.wording import aside

# A list names so many papers in its text; the sources have them all.
_NAMED = 10


def as_json(folio: Folio, question: str, answer: Answer) -> str:
    """One object on one line: question, outcome, answer, sources with paper and quote, the main one first."""
    row: dict[str, Any] = {
        "question": question,
        "outcome": type(answer).__name__.casefold(),
        "answer": plain(answer),
        "sources": _sources(folio, answer),
    }
    return orjson.dumps(row).decode()


def as_text(folio: Folio, question: str, answer: Answer) -> str:
    """The outcome for people: the answer, then the papers it rests on or what to ask instead."""
    lines = [f"{question}: {type(answer).__name__.casefold()}", f"  {plain(answer)}"]
    papers = dict.fromkeys(source["paper"] for source in _sources(folio, answer) if source["paper"])
    lines += [f"  – {title}" for title in papers if not (isinstance(answer, Answered) and answer.lists)]
    if not isinstance(answer, Answered):
        asked = [question_of(suggestion, folio.catalogue) for suggestion in answer.suggestions]
        lines += [f"  You can ask: {each}" for each in asked if each]
    return "\n".join(lines)


def plain(answer: Answer) -> str:
    """An answer as one line of text."""
    match answer:
        case Answered(short, note=note):
            quotes = [f"“{quote.text}”" for quote in answer.quotes if quote.text != short]
            return " ".join(filter(None, [_with_items(answer), *quotes, note]))
        case Closest(reason, quotes):
            return " ".join([reason, *(f"“{quote.text}”" for quote in quotes)])
        case Declined(reason):
            return reason


def _with_items(answer: Answered) -> str:
    if not answer.lists:
        return answer.short if answer.short[-1:] in ".!?" or answer.short.startswith("http") else f"{answer.short}."
    named = [f"{item.label} ({aside(item.value)})" for item in answer.items[:_NAMED]]
    left = len(answer.items) - len(named) + answer.more
    return f"{answer.short}: {'; '.join([*named, *([f'and {left:,} more'] if left > 0 else [])])}."


def _sources(folio: Folio, answer: Answer) -> list[dict[str, str | None]]:
    match answer:
        case Answered(_, receipts, papers):
            order = {key: place for place, key in enumerate(papers)}
            main_first = sorted(receipts, key=lambda receipt: order.get(receipt.paper or "", len(order)))
            return [_source(folio, receipt) for receipt in main_first]
        case Closest(_, quotes):
            return [_source(folio, quote) for quote in quotes]
        case Declined():
            return []


def _source(folio: Folio, receipt: Receipt) -> dict[str, str | None]:
    paper = folio.catalogue.papers.get(receipt.paper) if receipt.paper else None
    quote = receipt.text if isinstance(receipt, Quote) else f"{receipt.label}: {receipt.value}"
    return {"paper": paper.title if paper else None, "quote": quote}
