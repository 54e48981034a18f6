"""How well questions are answered, by category, with each part taken away in turn; and how long a question takes.

    python -m tests.benchmarks.answers_table [QA_FOLDER] [--corpus CORPUS.jsonl.gz] [--papers 10000]

QA_FOLDER has `dev.jsonl`, `typo_dev.jsonl` and `para_dev.jsonl` on the shipped page. Without it only the questions in
tests/answers/pages are asked: `questions` by ourselves, `learned`, `held` and `last` by people who had not seen the
code. CORPUS has one paper a line, with title, authors, year and abstract.
"""

import argparse
import asyncio
import gc
import gzip
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.answers import engine
from bot.answers.grammar import reading
from bot.answers.linking.shelf import Shelf
from bot.answers.outcome import Answered, Closest
from bot.answers.retrieval import cutting, passages, scoring, sought, telling, topics, values, wants
from bot.folio import Folio
from bot.library.catalogue import Catalogue
from bot.library.facets import Facets
from bot.library.models import Captured, CaptureSource, Listing, Page, Precision, Published
from bot.matching.names import NameIndex
from bot.matching.spelling import Speller
from bot.store.tiny import TinyStore
from tests.answers.judging import judge, normal
from tests.answers.libraries import PAGES, open_pages
from tests.conftest import SEEDS

NOW = date(2026, 11, 22)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Set:
    """Questions with the library that they are asked of."""

    name: str
    folio: Folio
    rows: Sequence[Row]


@contextmanager
def without(*places: tuple[Any, str, Any]) -> Iterator[None]:
    """Take parts away for a while: (module, name, what stands in its place)."""
    with ExitStack() as stack:
        for module, name, instead in places:
            stack.callback(setattr, module, name, getattr(module, name))
            setattr(module, name, instead)
        yield


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _none_of(*_: Any, **__: Any) -> frozenset[str]:
    return frozenset()


def _empty(*_: Any, **__: Any) -> list[Any]:
    return []


class _Meaningless:
    """No word is near another."""

    def near(self, *_: Any) -> dict[str, dict[str, float]]:
        """Nothing is."""
        return {}


def _decisions_but(name: str) -> tuple[Any, ...]:
    return tuple(decide for decide in engine._DECISIONS if decide.__name__ != name)


PARTS: Mapping[str, Callable[[], Any]] = {
    "everything": without,
    "without lists and filters": lambda: without((engine, "_DECISIONS", _decisions_but("about_papers"))),
    "without linking papers": lambda: without((reading, "find_mentions", _empty)),
    "without roles of sentences": lambda: without((wants, "wanted_roles", _empty), (passages, "definition", _nothing)),
    "without mending slips": lambda: without((Speller, "mend", _nothing), (Speller, "lost_letter", _empty)),
    "without kin of words": lambda: without(
        (scoring, "kin_of", _none_of), (sought, "kin_of", _none_of), (values, "kin_of", _none_of),
        (cutting, "kin_of", _none_of),
    ),
    "without meanings of words": lambda: without((sought, "meanings", _Meaningless), (scoring, "around", _empty)),
    "without minding foreign words": lambda: without((telling, "foreign", _empty), (topics, "foreign", _empty)),
    "without cutting values": lambda: without((passages, "cut_from", _nothing), (telling, "cut_from", _nothing)),
    "without what pages do not tell": lambda: without((engine, "_DECISIONS", _decisions_but("about_missing"))),
}  # fmt: skip


def share(right: int, of: int) -> str:
    """`95.3 %`, or a dash for none."""
    return f"{100 * right / of:5.1f} %" if of else "     – "


def scores(questions: Set) -> tuple[Counter[str], Counter[str], list[str], list[float]]:
    """Right answers and questions by category, what went wrong, and how long each took (ms)."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong, times = [], []
    for row in questions.rows:
        start = time.perf_counter()
        given = questions.folio.ask(row["question"], NOW)
        times.append(1000 * (time.perf_counter() - start))
        verdict = judge(questions.folio, row, given)
        total[row["category"]] += 1
        right[row["category"]] += verdict.right
        wrong += [] if verdict.right else [f"{row['question']} ({verdict.why})"]
    return right, total, wrong, times


def among_closest(questions: Set) -> tuple[int, int]:
    """Of questions whose answer is a sentence, how many are answered right or have it among the closest."""
    found = number = 0
    for row in questions.rows:
        if row["expected"] != "sentence":
            continue
        number += 1
        given = questions.folio.ask(row["question"], NOW)
        quotes = given.quotes if isinstance(given, Answered | Closest) else ()
        wanted = [set(normal(sentence).split()) for sentence in row["sentences"]]
        said = [set(normal(quote.text).split()) for quote in quotes]
        found += any(len(words & quote) >= 0.6 * len(words) for words in wanted for quote in said)
    return found, number


def by_category(sets: Sequence[Set]) -> None:
    """Print the table by category."""
    for questions in sets:
        right, total, wrong, times = scores(questions)
        print(f"\n## {questions.name}: {share(right.total(), total.total())} of {total.total()}")
        print(f"median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms")
        for category in sorted(total):
            print(f"  {category:<14}{share(right[category], total[category])}  {right[category]}/{total[category]}")
        if "paraphrases" in questions.name:
            print("  answered right, or the sentence among the closest:", "{} of {}".format(*among_closest(questions)))
        for each in wrong:
            print(f"    {each}")


def by_part(sets: Sequence[Set]) -> None:
    """Print what each part is worth: right answers, and unanswerable questions that are answered."""
    print("\n## What each part is worth\n")
    print("".join([f"{'':<34}", *(f"{questions.name[:20]:>22}" for questions in sets), f"{'invented':>12}"]))
    for name, part in PARTS.items():
        cells, invented, unanswerable = [], 0, 0
        with part():
            for questions in sets:
                right, total, _, _ = scores(questions)
                cells.append(f"{share(right.total(), total.total()):>22}")
                invented += total["unanswerable"] - right["unanswerable"]
                unanswerable += total["unanswerable"]
        print("".join([f"{name:<34}", *cells, f"{share(invented, unanswerable):>12}"]))


def on_many(corpus: Path, papers: int, questions: Sequence[str]) -> None:
    """Print how long questions take on a page of many papers with abstracts."""
    listings = []
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("abstract") and len(listings) < papers:
                listings.append(_listing(row))
    page = Page("many", "Ada Long", "many.txt", Captured(NOW, CaptureSource.SIDECAR), "cs.LG", listings=tuple(listings))
    catalogue = Catalogue.build([page])
    names = NameIndex.build((person.key, person.name) for person in catalogue.people.values())
    start = time.perf_counter()
    shelf = Shelf.build(catalogue, Facets.of(catalogue.papers), names.resolve)
    print(f"\n## {len(catalogue.papers):,} papers with abstracts: built in {time.perf_counter() - start:.1f} s")
    gc.freeze()  # as Folio does with what it serves
    times = []
    for question in questions:
        start = time.perf_counter()
        engine.answer(question, shelf, NOW)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    ranks = {"median": 0.5, "95th of 100": 0.95, "99th of 100": 0.99}
    print(
        ", ".join(f"{name} {times[int(rank * len(times))]:.1f} ms" for name, rank in ranks.items()),
        f"longest {times[-1]:.1f} ms",
    )


def _listing(row: Row) -> Listing:
    authors = tuple(row.get("authors") or ())
    published = Published(date(int(row["year"]), 1, 1), precision=Precision.YEAR) if row.get("year") else None
    return Listing(row["title"], authors[:3], len(authors) > 3, None, ("cs.LG",), published, abstract=row["abstract"])


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


async def _sets(qa: Path | None, folder: Path) -> list[Set]:
    sets = []
    if qa is not None:
        shipped = await Folio.open(SEEDS, TinyStore.in_memory(), NOW, keep=False)
        names = {"dev": "shipped page", "typo_dev": "a slip in each", "para_dev": "paraphrases"}
        sets = [Set(name, shipped, _rows(qa / f"{file}.jsonl")) for file, name in names.items()]
    for name in ("questions", "learned", "held", "last"):
        rows = _rows(PAGES / f"{name}.jsonl")
        for page in dict.fromkeys(row["page"] for row in rows):
            own = folder / name / page
            own.mkdir(parents=True)
            shipped = (SEEDS / f"{page}.txt").exists()
            opened = Folio.open(SEEDS, TinyStore.in_memory(), NOW, keep=False) if shipped else open_pages(own, page)
            sets.append(Set(f"{name}: {page}", await opened, [row for row in rows if row["page"] == page]))
    return sets


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("qa", nargs="?", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--papers", type=int, default=10_000)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        sets = asyncio.run(_sets(arguments.qa, Path(folder)))
        by_category(sets)
        by_part(sets)
        if arguments.corpus is not None:
            on_many(arguments.corpus, arguments.papers, [row["question"] for each in sets for row in each.rows])


if __name__ == "__main__":
    main()
