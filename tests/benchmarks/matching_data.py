"""Real titles and names, and labelled noisy queries for them, from the folder that MATCHING_DATA names.

The folder holds `corpus.jsonl.gz` (a paper with id, title and authors a line), `queries_titles_dev.jsonl`,
`queries_names_dev.jsonl`, and `score.py`, whose rule says which entries answer a query.
"""

import gzip
import importlib.util
import json
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from bot.library.text import fold
from bot.matching.index import Index
from bot.matching.outcome import Ambiguous, Found, Outcome

VARIABLE = "MATCHING_DATA"
Rows = list[tuple[str, str]]
Relevant = Callable[[dict[str, Any], str], bool]
_SHOWN = 5


def folder() -> Path | None:
    """The folder with the data, if there is one."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named and (Path(named) / "corpus.jsonl.gz").exists() else None


def titles_and_names(data: Path) -> tuple[Rows, Rows]:
    """All titles by id, and all distinct names of authors."""
    titles: Rows = []
    names: dict[str, str] = {}
    with gzip.open(data / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for paper in map(json.loads, lines):
            titles.append((paper["id"], paper["title"]))
            for author in paper["authors"]:
                names.setdefault(fold(author) or author, author)
    return titles, [(f"p{i}", name) for i, name in enumerate(names.values())]


def joined(titles: Rows, count: int) -> Rows:
    """So many titles: the real ones, then heads of some joined to tails of others, always the same."""
    chance, more = random.Random(20_261_122), []
    while len(titles) + len(more) < count:
        head, tail = chance.choice(titles)[1].split(), chance.choice(titles)[1].split()
        more.append((f"joined-{len(more)}", " ".join([*head[: max(2, len(head) // 2)], *tail[len(tail) // 2 :]])))
    return [*titles, *more]


def queries(data: Path, kind: str) -> list[dict[str, Any]]:
    """The labelled queries for `titles` or `names`."""
    return [json.loads(line) for line in (data / f"queries_{kind}_dev.jsonl").read_text("utf-8").splitlines()]


def rule(data: Path) -> Relevant:
    """Which names answer a query, by the scorer beside the queries."""
    spec = importlib.util.spec_from_file_location("score", data / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    relevant: Relevant = module.relevant
    return relevant


@dataclass
class Tally:
    """What came of the queries of one kind."""

    queries: int = 0
    top: int = 0
    right: int = 0
    single: int = 0
    at_once: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
        return self

    @property
    def shares(self) -> tuple[float, float, float]:
        """Right first, right outcome, and answered at once where only one entry fits."""
        return self.top / self.queries, self.right / self.queries, self.at_once / max(1, self.single)


@dataclass
class Measured:
    """What came of all queries: by kind, for what is absent, and how long each took (ms)."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    absent: int = 0
    absent_found: int = 0
    times: list[float] = field(default_factory=list)

    @property
    def all(self) -> Tally:
        """All kinds together."""
        total = Tally()
        for tally in self.kinds.values():
            total += tally
        return total

    def percentile(self, share: float) -> float:
        """The time that so many queries stay under, ms."""
        return sorted(self.times)[min(len(self.times) - 1, int(share * len(self.times)))]


def measure(index: Index, rows: Sequence[dict[str, Any]], relevant: Relevant) -> Measured:
    """Look every query up."""
    measured = Measured()
    for row in rows:
        began = time.perf_counter()
        outcome = index.resolve(row["q"])
        measured.times.append((time.perf_counter() - began) * 1000)
        if row["cat"].startswith("neg_"):
            measured.absent += 1
            measured.absent_found += isinstance(outcome, Found)
        else:
            tally = measured.kinds.setdefault(row["cat"], Tally())
            tally += judged(row, outcome, relevant)
    return measured


def judged(row: dict[str, Any], outcome: Outcome, relevant: Relevant) -> Tally:
    """Whether an outcome is right: found right, or offered among the first five."""
    ranks = [at for at, match in enumerate(outcome.matches[:_SHOWN]) if relevant(row, match.name)]
    found = isinstance(outcome, Found) and ranks[:1] == [0]
    right = found or (isinstance(outcome, Ambiguous) and bool(ranks))
    single = row["relevant"] == 1
    return Tally(1, ranks[:1] == [0], right, single, single and found)


def halves(rows: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Every second query, and the others."""
    yield [row for at, row in enumerate(rows) if at % 2 == 0]
    yield [row for at, row in enumerate(rows) if at % 2 == 1]
