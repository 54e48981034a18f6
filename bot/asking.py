"""`python -m bot ask`: what /ask would answer, for people and for pipes."""

from collections.abc import Sequence
from typing import Any

import orjson

from bot.answers.outcome import Answer, Answered, Closest, Declined, Quote, Receipt
from bot.answers.wording import question_of
from bot.folio import Folio


def as_json(folio: Folio, question: str, answer: Answer) -> str:
    """One object on one line: question, outcome, answer, sources with paper and quote, the main one first."""
    row: dict[str, Any] = {
        "question": question,
        "outcome": type(answer).__name__.casefold(),
        "answer": _answer(answer),
        "sources": _sources(folio, answer),
    }
    return orjson.dumps(row).decode()


def as_text(folio: Folio, question: str, answer: Answer) -> str:
    """The outcome for people: the short answer, then what it rests on or what to ask instead."""
    lines = [f"{question}: {type(answer).__name__.casefold()}", f"  {_answer(answer)}"]
    lines += [f"  – {source['paper']}: {source['quote']}" for source in _sources(folio, answer) if source["paper"]]
    if not isinstance(answer, Answered):
        asked = [question_of(suggestion, folio.catalogue) for suggestion in answer.suggestions]
        lines += [f"  You can ask: {each}" for each in asked if each]
    return "\n".join(lines)


def _answer(answer: Answer) -> str:
    match answer:
        case Answered(short, receipts, _, note):
            quotes = [f"“{each.text}”" for each in receipts if isinstance(each, Quote) and each.text != short]
            return " ".join(filter(None, [short, *quotes, note]))
        case Closest(reason, quotes):
            return " ".join([reason, *(f"“{quote.text}”" for quote in quotes)])
        case Declined(reason):
            return reason


def _sources(folio: Folio, answer: Answer) -> list[dict[str, str | None]]:
    match answer:
        case Answered(_, receipts, papers):
            said = [_source(folio, receipt) for receipt in _in_order(receipts, papers)]
            # Every paper that the answer names is a source, also where no receipt of its own was needed.
            named = {row["paper"] for row in said}
            titles = [folio.catalogue.papers[key].title for key in papers]
            return [*said, *({"paper": title, "quote": title} for title in titles if title not in named)]
        case Closest(_, quotes):
            return [_source(folio, quote) for quote in quotes]
        case Declined():
            return []


def _in_order(receipts: Sequence[Receipt], papers: Sequence[str]) -> list[Receipt]:
    """The main paper's receipts first, those of no paper last."""
    order = {key: place for place, key in enumerate(papers)}
    return sorted(receipts, key=lambda receipt: order.get(receipt.paper or "", len(order)))


def _source(folio: Folio, receipt: Receipt) -> dict[str, str | None]:
    paper = folio.catalogue.papers.get(receipt.paper) if receipt.paper else None
    quote = receipt.text if isinstance(receipt, Quote) else f"{receipt.label}: {receipt.value}"
    return {"paper": paper.title if paper else None, "quote": quote}
