"""The figures of looking up titles and names, as the page `matching.md` beside this file:

    MATCHING_DATA=… python -m tests.benchmarks.matching_table [--million] [--parts] [--others]

`--million` adds the times among a million titles, `--parts` what each part is worth, `--others` rapidfuzz's own
search and tantivy (where it is installed) on the same queries. All takes about ten minutes; other work on the machine
shows in the times.
"""

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bot.library.text import fold
from bot.matching.index import Index
from bot.matching.names import NameIndex
from bot.matching.titles import TitleIndex
from tests.benchmarks import matching_data as data
from tests.benchmarks.matching_parts import NAME_PARTS, TITLE_PARTS, Part, without

PAGE = Path(__file__).with_name("matching.md")
_MILLION = 1_000_000
# Of a slow search only so many queries are timed.
_FEW = 60


def resident() -> float:
    """Resident memory, MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def memory(what: str) -> float:
    """What an index adds to a process that does nothing else, MB."""
    command = [sys.executable, "-m", "tests.benchmarks.matching_table", "--memory", what]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def report_memory(where: Path, what: str) -> None:
    """Build one index and print what it adds; arrays are loaded before."""
    import numpy  # noqa: F401, PLC0415

    titles, names = data.titles_and_names(where)
    rows = names if what == "names" else titles if what == "titles" else data.joined(titles, _MILLION)
    titles.clear() if what == "names" else names.clear()
    gc.collect()
    before = resident()
    index = NameIndex.build(rows) if what == "names" else TitleIndex.build(rows)
    gc.collect()
    print(resident() - before)
    del index


def built(make: Callable[[], Index]) -> tuple[Index, float]:
    """An index and the seconds it took."""
    began = time.perf_counter()
    index = make()
    seconds = time.perf_counter() - began
    gc.collect()
    gc.freeze()
    return index, seconds


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(f'{cell:.3f}' if isinstance(cell, float) else str(cell) for cell in row)} |"


def summary(name: str, measured: data.Measured, count: int, cost: tuple[float, float]) -> Sequence[object]:
    """One line of the first table."""
    top, right, at_once = measured.all.shares
    times = [f"{measured.percentile(share):.2f}" for share in (0.5, 0.99)]
    absent = measured.absent_found / measured.absent
    return [name, f"{count:,}", top, right, at_once, absent, *times, f"{cost[0]:.1f}", f"{cost[1]:.0f}"]


HEADER = ("", "entries", "top-1", "right outcome", "at once", "absent found", "p50 ms", "p99 ms", "build s", "MB")


def page(where: Path, *, million: bool, parts: bool, others: bool) -> Iterator[str]:
    """The page, line by line."""
    relevant, (titles, names) = data.rule(where), data.titles_and_names(where)
    yield "# Looking up titles and names\n"
    yield "Written by `python -m tests.benchmarks.matching_table`; what the columns mean is in docs/matching.md.\n"
    lines, detail = [], []
    for kind, rows, cls, its_parts in (
        ("titles", titles, TitleIndex, TITLE_PARTS),
        ("names", names, NameIndex, NAME_PARTS),
    ):
        asked = data.queries(where, kind)
        index, seconds = built(lambda cls=cls, rows=rows: cls.build(rows))
        cost = seconds, memory(kind)
        index.resolve(asked[0]["q"])
        whole = data.measure(index, asked, relevant)
        lines.append(summary(kind, whole, len(rows), cost))
        for name, half in zip(("first half", "second half"), data.halves(asked), strict=True):
            measured = data.measure(index, half, relevant)
            lines.append(summary(f"{kind}, {name}", measured, len(rows), cost))
        detail += [f"\n## {kind.title()} by kind of noise\n", *by_kind(whole)]
        if parts:
            detail += [f"\n## {kind.title()} without …\n", *ablation(cls, rows, asked, relevant, its_parts)]
        if others:
            detail += [f"\n## Other ways to look up {kind}\n", *beside(index, rows, asked, relevant)]
        del index
    if million:
        asked, rows = data.queries(where, "titles"), data.joined(titles, _MILLION)
        index, seconds = built(lambda: TitleIndex.build(rows))
        cost = seconds, memory("joined")
        index.resolve(asked[0]["q"])
        lines.append(summary("titles, joined", data.measure(index, asked, relevant), _MILLION, cost))
    yield from table(HEADER, lines)
    yield from detail


def by_kind(measured: data.Measured) -> Iterator[str]:
    """What came of each kind of noise."""
    rows = [(kind, tally.queries, *tally.shares) for kind, tally in sorted(measured.kinds.items())]
    return table(("kind", "queries", "top-1", "right outcome", "at once"), rows)


def ablation(
    cls: type[TitleIndex] | type[NameIndex],
    rows: data.Rows,
    asked: Sequence[dict[str, object]],
    relevant: data.Relevant,
    its_parts: Sequence[Part],
) -> Iterator[str]:
    """What changes without each part. Names are indexed anew, since some parts are in the index."""
    index: Index = cls.build(rows)

    def shares(name: str) -> Sequence[object]:
        measured = data.measure(index, asked, relevant)
        return name, *measured.all.shares, measured.absent_found / measured.absent

    lines = [shares("everything there")]
    for part in its_parts:
        with without(part):
            if cls is NameIndex or "WEIGHTS" in {name for _, name, _ in part[1]}:
                index = cls.build(rows)
            lines.append(shares(part[0]))
    return table(("without", "top-1", "right outcome", "at once", "absent found"), lines)


def beside(index: Index, rows: data.Rows, asked: Sequence[dict[str, object]], relevant: data.Relevant) -> Iterator[str]:
    """The share of first hits that are right, and the time, of a few of the same queries."""
    present = [row for row in asked if not str(row["cat"]).startswith("neg_")]
    some = present[:: len(present) // _FEW]
    searches = [*rapidfuzz_searches(rows), *tantivy_search(rows)]
    searches.append(("Folio", lambda query: index.resolve(query).matches[0].name))
    lines = []
    for name, search in searches:
        times, right = [], 0
        for row in some:
            began = time.perf_counter()
            found = search(str(row["q"]))
            times.append((time.perf_counter() - began) * 1000)
            right += relevant(dict(row), found)
        times.sort()
        lines.append((name, right / len(some), f"{times[len(times) // 2]:.1f}", f"{times[-1]:.1f}"))
    return table(("", f"top-1 of {len(some)}", "p50 ms", "longest ms"), lines)


def rapidfuzz_searches(rows: data.Rows) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Its own search over every row."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    texts = [fold(name) for _, name in rows]
    for scorer in (fuzz.WRatio, fuzz.token_set_ratio):

        def search(query: str, scorer: Callable[..., float] = scorer) -> str:
            best = process.extractOne(fold(query), texts, scorer=scorer)
            return rows[best[2]][1] if best else ""

        yield f"rapidfuzz extract, {scorer.__name__}", search


def tantivy_search(rows: data.Rows) -> Iterator[tuple[str, Callable[[str], str]]]:
    """A search library: words with up to one slip, ranked by BM25. Nothing where it is not installed."""
    try:
        import tantivy  # noqa: PLC0415
    except ImportError:
        return
    schema = tantivy.SchemaBuilder().add_text_field("text", stored=False).add_integer_field("row", stored=True).build()
    index = tantivy.Index(schema)
    writer = index.writer(50_000_000, 1)
    for row, (_, name) in enumerate(rows):
        writer.add_document(tantivy.Document(text=fold(name), row=row))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> str:
        words = fold(query).split()
        whole = [tantivy.Query.term_query(schema, "text", word) for word in words]
        fuzzy = [tantivy.Query.fuzzy_term_query(schema, "text", word, 1, prefix=True) for word in words]
        asked = [(tantivy.Occur.Should, each) for each in (*whole, *fuzzy)]
        hits = searcher.search(tantivy.Query.boolean_query(asked), 1).hits
        return rows[searcher.doc(hits[0][1])["row"][0]][1] if hits else ""

    yield "tantivy, fuzzy words", search


def main() -> None:
    """Write the page, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--million", "--parts", "--others"):
        parser.add_argument(option, action="store_true")
    parser.add_argument("--memory", choices=("titles", "names", "joined"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    where = data.folder()
    if where is None:
        sys.exit(f"{data.VARIABLE} names no folder with the corpus.")
    if arguments.memory:
        report_memory(where, arguments.memory)
        return
    lines = []
    for line in page(where, million=arguments.million, parts=arguments.parts, others=arguments.others):
        print(line, flush=True)
        lines.append(line)
    PAGE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
