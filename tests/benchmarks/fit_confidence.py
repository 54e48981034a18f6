"""Fit the weights by which the confidence in an answer is told, and print them:

    MATCHING_DATA=… python -m tests.benchmarks.fit_confidence titles|names

From real titles or names, some of them kept out of the index, queries are made by `noise`; four in ten are for those
that were kept out. A logistic regression then tells right first answers from wrong ones by the signs that the index
gives. Indexes of 9 to 125,000 rows take part, so that the weights hold for all. About five minutes.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.library.text import fold
from bot.matching.decision import exact_winner
from bot.matching.names import NameIndex
from bot.matching.titles import TitleIndex
from tests.benchmarks import matching_data as data
from tests.benchmarks.noise import ABSENT_NAMES, ABSENT_TITLES, NAMES, TITLES

# Rows, queries, and how often with other rows.
_PLAN = ((9, 60, 12), (60, 100, 8), (300, 150, 6), (1500, 900, 1), (10_000, 1500, 1), (90_000, 7000, 1))
_KEPT_OUT, _ABSENT = 4000, 0.4
# A longer name in the corpus is a list of people.
_LONGEST_NAME = 40
# Told by a rule, not fitted: too little to be sure.
_RULED = {"guess": -30.0}
# A query of so few words that are all in one title fits it, wherever it came from.
_FEW_WORDS = 3

Case = tuple[Mapping[str, float], bool]


def cases(kind: str, rows: data.Rows, count: int, queries: int, seed: int) -> Iterator[Case]:
    """The signs for the first answer to each query that is no literal name, and whether it is right."""
    chance = random.Random(seed)
    shuffled = chance.sample(rows, len(rows))
    absent, present = shuffled[:_KEPT_OUT], shuffled[_KEPT_OUT : _KEPT_OUT + count]
    index = (TitleIndex if kind == "titles" else NameIndex).build(present)
    words = [set(fold(name).split()) for _, name in present]
    texts = "\n".join(f" {fold(name)} " for _, name in present)
    noises = TITLES if kind == "titles" else NAMES
    for _ in range(queries):
        missing = chance.random() < _ABSENT
        key, name = chance.choice(absent if missing else present)
        noise = chance.choice(list(ABSENT_TITLES if kind == "titles" else ABSENT_NAMES) if missing else list(noises))
        query = noises[noise](name, chance) if " " in name else ""
        if not fold(query) or (missing and _fits(kind, query, name, words, texts)):
            continue
        ranked = index.ranked(query, 5)
        if exact_winner(ranked.candidates) is None and ranked.candidates:
            best = ranked.candidates[0].match.key
            yield ranked.signs(best, ranked.fits), not missing and best == key


def _fits(kind: str, query: str, name: str, words: Sequence[set[str]], texts: str) -> bool:
    """Whether somebody who is there is called so as well, so that the query is not for something absent."""
    if kind == "names":
        called = set(fold(name).split())
        return any(called <= other or other <= called for other in words if other & called)
    asked = set(fold(query).split())
    return f" {fold(query)}" in texts or (len(asked) <= _FEW_WORDS and any(asked <= other for other in words))


def fitted(signs: NDArray[np.float64], right: NDArray[np.float64], ridge: float = 1.0) -> NDArray[np.float64]:
    """Weights of a logistic regression with a small penalty, by Newton's method."""
    weights = np.zeros(signs.shape[1])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (likely - right) + ridge * weights
        curve = (signs * (likely * (1 - likely))[:, None]).T @ signs + ridge * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if abs(step).max() < 1e-7:
            break
    return weights


def main() -> None:
    """Print the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("titles", "names"))
    kind = parser.parse_args().kind
    where = data.folder()
    if where is None:
        sys.exit(f"{data.VARIABLE} names no folder with the corpus.")
    titles, names = data.titles_and_names(where)
    rows = titles if kind == "titles" else [row for row in names if len(row[1]) < _LONGEST_NAME]
    known: list[Case] = []
    for count, queries, times in _PLAN:
        for seed in range(times):
            known += [case for case in cases(kind, rows, count, queries, count + seed) if not case[0]["guess"]]
    named = [sign for sign in known[0][0] if sign not in _RULED]
    signs = np.array([[each[sign] for sign in named] for each, _ in known])
    weights = fitted(signs, np.array([right for _, right in known], float))
    for sign, weight in [*zip(named, weights.tolist(), strict=True), *_RULED.items()]:
        print(f'    "{sign}": {weight:.2f},')


if __name__ == "__main__":
    main()
