"""How long a look-up takes, and building the index, beside a real library. On request only:

    MATCHING_DATA=… python -m pytest tests/benchmarks/test_matching.py -o addopts=

`MATCHING_DATA` is the folder that `matching_data` describes; `matching_table` says how good the answers are.
"""

from collections.abc import Sequence
from itertools import cycle

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.matching.index import Index
from bot.matching.names import NameIndex
from bot.matching.titles import TitleIndex
from tests.benchmarks import matching_data as data
from tests.matching.samples import TITLES, typos

FOLDER = data.folder()
needs_data = pytest.mark.skipif(FOLDER is None, reason=f"{data.VARIABLE} names no folder with the corpus")


def look_up(benchmark: BenchmarkFixture, index: Index, queries: Sequence[str]) -> None:
    """Time one query after another."""
    turn = cycle(queries)
    benchmark.pedantic(lambda: index.resolve(next(turn)), rounds=len(queries), warmup_rounds=20)


def test_a_title_of_the_shipped_page(benchmark: BenchmarkFixture) -> None:
    """Nine titles, whole, in parts and misspelt."""
    queries = [query for title in TITLES.values() for query in (*typos(title[:30])[::9], *title.split(": ")[:1])]
    look_up(benchmark, TitleIndex.build(TITLES.items()), queries)


@needs_data
@pytest.mark.parametrize("kind", ["titles", "names"])
def test_a_real_library(benchmark: BenchmarkFixture, kind: str) -> None:
    """All titles or names, and the labelled queries."""
    assert FOLDER is not None
    titles, names = data.titles_and_names(FOLDER)
    index = TitleIndex.build(titles) if kind == "titles" else NameIndex.build(names)
    look_up(benchmark, index, [row["q"] for row in data.queries(FOLDER, kind)])


@needs_data
def test_autocomplete(benchmark: BenchmarkFixture) -> None:
    """All titles, as they are typed letter by letter."""
    assert FOLDER is not None
    titles, _ = data.titles_and_names(FOLDER)
    index = TitleIndex.build(titles)
    typed = cycle(title[:end] for _, title in titles[:40] for end in range(1, 26))
    benchmark.pedantic(lambda: index.suggest(next(typed)), rounds=1000, warmup_rounds=20)


@needs_data
def test_building_an_index(benchmark: BenchmarkFixture) -> None:
    """All titles."""
    assert FOLDER is not None
    titles, _ = data.titles_and_names(FOLDER)
    benchmark.pedantic(lambda: TitleIndex.build(titles), rounds=3)
