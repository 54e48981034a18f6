"""Fit the weights by which sentences are rated, and print them:

    python -m tests.benchmarks.fit_rating [QA_FOLDER]

From questions whose answer is in a sentence of their page (tests/answers/pages, and the shipped page's in QA_FOLDER):
the weights for which the right sentence is likeliest among all that are looked at (a conditional logit, by Newton's
method). Beside the weights: how often the first and one of the first three is right, pages held out in turn.
"""

import asyncio
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answers.retrieval import passages
from bot.answers.retrieval.rating import WEIGHTS
from bot.answers.retrieval.scoring import Hit
from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.answers.judging import has, normal
from tests.answers.libraries import PAGES, open_pages
from tests.conftest import SEEDS, TODAY

_SHIPPED = "shipped"
# Sets made of other sets count less.
_COUNTS = {"dev.jsonl": 0.4, "typo_dev.jsonl": 0.15}
_START = 60


@dataclass(frozen=True, slots=True)
class Case:
    """The signs of each sentence that was looked at, and which of them are right."""

    page: str
    signs: NDArray[np.float64]
    right: NDArray[np.bool_]
    counts: float


@contextmanager
def watched(seen: list[Sequence[Hit]]) -> Iterator[None]:
    """Note what sentences are ranked."""
    rank = passages.rank

    def watching(*args: Any, **kwargs: Any) -> list[Hit]:
        seen.append(rank(*args, **kwargs))
        return list(seen[-1])

    passages.rank = watching
    try:
        yield
    finally:
        passages.rank = rank


def cases(folio: Folio, rows: Sequence[Mapping[str, Any]], counts: float) -> Iterator[Case]:
    """One for each question whose answer is among the sentences that are looked at."""
    for row in rows:
        if row["expected"] not in {"sentence", "value"}:
            continue
        seen: list[Sequence[Hit]] = []
        with watched(seen):
            folio.ask(row["question"], TODAY)
        hits = seen[-1] if seen else ()
        right = np.array([_is_right(hit, row, folio) for hit in hits], bool)
        if right.any():
            signs = np.array([[hit.signs.get(sign, 0.0) for sign in WEIGHTS] for hit in hits])
            yield Case(row.get("page", _SHIPPED), signs, right, counts)


def _is_right(hit: Hit, row: Mapping[str, Any], folio: Folio) -> bool:
    if row["papers"] and normal(folio.shelf.papers[hit.place].title) not in map(normal, row["papers"]):
        return False
    if row["sentences"]:
        return any(normal(hit.sentence.text)[:_START] == normal(each)[:_START] for each in row["sentences"])
    return all(any(has(value, hit.sentence.text) for value in group) for group in row["values"])


def fitted(known: Sequence[Case], ridge: float = 2.0) -> NDArray[np.float64]:
    """The weights, kept small by a penalty."""
    weights = np.zeros(len(WEIGHTS))
    for _ in range(80):
        slope, curve = ridge * weights, ridge * np.eye(len(weights))
        for case in known:
            likely = np.exp(case.signs @ weights - (case.signs @ weights).max())
            likely /= likely.sum()
            wanted = likely * case.right / max(1e-12, (likely * case.right).sum())
            mean = case.signs.T @ likely
            slope = slope + case.counts * case.signs.T @ (likely - wanted)
            curve = curve + case.counts * ((case.signs.T * likely) @ case.signs - np.outer(mean, mean))
        step = np.linalg.solve(curve, slope)
        weights = weights - step * min(1.0, 2.0 / max(1e-9, abs(step).max()))
        if abs(step).max() < 1e-4:
            break
    return weights


async def gathered(questions: Path | None) -> list[Case]:
    """All cases of all pages."""
    found: list[Case] = []
    rows = [json.loads(line) for file in PAGES.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    for page in sorted({row["page"] for row in rows}):
        with TemporaryDirectory() as folder:
            shipped = (SEEDS / f"{page}.txt").exists()
            opened = Folio.open(SEEDS, TinyStore.in_memory(), TODAY) if shipped else open_pages(Path(folder), page)
            found += cases(await opened, [row for row in rows if row["page"] == page], 1.0)
    for file in sorted(questions.glob("*dev.jsonl")) if questions else []:
        shipped_rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        folio = await Folio.open(SEEDS, TinyStore.in_memory(), TODAY)
        found += cases(folio, shipped_rows, _COUNTS.get(file.name, 1.0))
    return found


def main() -> None:
    """Print the weights."""
    known = asyncio.run(gathered(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    first = three = 0
    for page in {case.page for case in known}:
        weights = fitted([case for case in known if case.page != page])
        for case in (case for case in known if case.page == page):
            best = np.argsort(-(case.signs @ weights), kind="stable")[:3]
            first, three = first + bool(case.right[best[0]]), three + bool(case.right[best].any())
    print(f"{len(known)} questions; pages held out in turn: first {first}, among three {three}")
    for sign, weight in zip(WEIGHTS, fitted(known).tolist(), strict=True):
        print(f'    "{sign}": {weight:.2f},')


if __name__ == "__main__":
    main()
