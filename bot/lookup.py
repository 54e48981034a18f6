"""`python -m bot lookup`: what the commands would find, for people and for pipes."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import orjson

from bot.folio import Folio
from bot.matching.outcome import Ambiguous, Found, NotFound, Outcome


class Kind(StrEnum):
    """What is looked up."""

    PAPER = "paper"
    AUTHOR = "author"


def look_up(folio: Folio, kind: Kind, queries: Iterable[str], limit: int) -> Iterator[tuple[str, Outcome]]:
    """The outcome of each query, in order."""
    find = folio.find_paper if kind is Kind.PAPER else folio.find_person
    for query in queries:
        yield query, find(query, limit)


def as_json(query: str, outcome: Outcome) -> str:
    """One object on one line: query, outcome, matches with name, key and score, best first."""
    row: dict[str, Any] = {
        "query": query,
        "outcome": _outcome_name(outcome),
        "matches": [{"name": m.name, "key": m.key, "score": round(m.score, 4)} for m in outcome.matches],
    }
    return orjson.dumps(row).decode()


def as_text(query: str, outcome: Outcome) -> str:
    """The outcome for people, the matches indented below it."""
    words = {"found": "found", "ambiguous": "which of these?", "not_found": "not found; nearest:"}
    matches = [f"  {match.score:.2f}  {match.name}" for match in outcome.matches]
    return "\n".join([f"{query}: {words[_outcome_name(outcome)]}", *matches])


def _outcome_name(outcome: Outcome) -> str:
    match outcome:
        case Found():
            return "found"
        case Ambiguous():
            return "ambiguous"
        case NotFound():
            return "not_found"
