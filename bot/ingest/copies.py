"""Several pages of one name: captures of one person's page, of which the newest counts, or pages of several people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from bot.ingest.pages import ParsedPage
from bot.ingest.problems import Problem, Severity
from bot.library.models import Captured, CaptureSource, Metrics
from bot.library.text import fold
from bot.library.wording import count, day

# Two captures of a page share more: a person writes a few papers between them. Namesakes may have one in common.
_SHARED = 1 / 3
# So many numbers are not alike by chance.
_ALIKE = 3
_REMEDY = "Remove the file that is not wanted, or state in a .toml beside each when it was captured."


@dataclass(frozen=True, slots=True)
class Placed:
    """A page, the file that it stands in, and the day on which it was captured."""

    page: ParsedPage
    file: str
    captured: Captured

    @property
    def titles(self) -> frozenset[str]:
        """What it lists, as titles are compared."""
        return frozenset(fold(paper.title) or paper.title for paper in self.page.papers)

    @property
    def is_stated(self) -> bool:
        """Whether somebody says when it was captured."""
        return self.captured.source is not CaptureSource.FIRST_SEEN

    def __str__(self) -> str:
        return f"{self.file}, line {self.page.line}"


@dataclass(slots=True)
class Person:
    """Every capture of one person's page, as they are met, and further copies of these, word for word.

    `captures` are by digest. `home` is the file of the first, and `number` counts namesakes in it. `like` is somebody
    of the same name who has something in common with this person, and not enough to be the same. `fewest` is the
    number of papers of the shortest list, 0 where there is none.
    """

    home: str
    number: int
    like: "Person | None" = None
    captures: dict[str, Placed] = field(default_factory=dict)
    copies: list[Placed] = field(default_factory=list)
    fewest: int = 0

    @property
    def newest(self) -> Placed:
        """The capture that counts: the newest; of one day, the one with more papers and citations."""
        return max(self.captures.values(), key=_rank)

    def shares(self, number: int, of: int) -> bool:
        """Whether a page of so many papers in common, of so many, is another capture."""
        return number > 0 and number >= min(of, self.fewest) * _SHARED

    def take(self, capture: Placed) -> None:
        """Add a capture. Of two copies the one counts of which it is stated when it was made."""
        first = self.captures.setdefault(capture.page.digest, capture)
        if first is not capture:
            better, worse = (capture, first) if capture.is_stated > first.is_stated else (first, capture)
            self.captures[capture.page.digest] = better
            self.copies.append(worse)
        elif papers := len(capture.page.papers):
            self.fewest = min(self.fewest or papers, papers)

    def notices(self) -> Iterator[Problem]:
        """Which pages do not count and why, and who may be the same person."""
        newest = self.newest
        for copy in self.copies:
            other = self.captures[copy.page.digest]
            yield _notice(copy, f"this page stands in {other}, already, word for word; it counts once.")
        for each in self.captures.values():
            if each is not newest:
                yield _notice(each, _passed_over(each, newest))
        if self.like is not None:
            message = (
                f"this page of {newest.page.owner} and the one in {self.like.newest}, have papers or numbers in "
                "common; they count as two people. If they are one, put everything into one page."
            )
            yield _notice(newest, message)


def find_people(placed: Iterable[Placed]) -> dict[str, list[Person]]:
    """Whose the pages are, by folded name: as many people of a name as have next to nothing in common."""
    named: dict[str, list[Placed]] = {}
    for each in placed:
        named.setdefault(folded_owner(each.page), []).append(each)
    return {name: _sorted_out(pages) for name, pages in named.items()}


def _sorted_out(pages: Sequence[Placed]) -> list[Person]:
    namesakes = _Namesakes()
    for each in pages:
        # Of a name with one page, as nearly every one is, nothing has to be compared.
        namesakes.take(each, each.titles if len(pages) > 1 else frozenset())
    return namesakes.people


def folded_owner(page: ParsedPage) -> str:
    """The owner's name as it is compared."""
    return fold(page.owner) or page.owner


@dataclass(slots=True)
class _Namesakes:
    """The people of one name. Each title, text and set of numbers leads to the first who has it, so this is linear."""

    people: list[Person] = field(default_factory=list)
    _by_digest: dict[str, Person] = field(default_factory=dict)
    _by_title: dict[str, Person] = field(default_factory=dict)
    _by_numbers: dict[Metrics, Person] = field(default_factory=dict)
    _numbers: Counter[str] = field(default_factory=Counter)

    def take(self, placed: Placed, titles: frozenset[str]) -> None:
        """Give a page of these titles to the person whose it is, or to a new one."""
        page = placed.page
        known = [self._by_title[title] for title in sorted(titles & self._by_title.keys())]
        shared = Counter(map(id, known))
        nearest = max(known, key=lambda person: shared[id(person)], default=None)
        alike = self._by_numbers.get(page.metrics) if _is_telling(page.metrics) else None
        person = self._by_digest.get(page.digest)
        if person is None and nearest is not None and nearest.shares(shared[id(nearest)], len(titles)):
            person = nearest
        if person is None and alike is not None and not (titles and alike.fewest):
            person = alike
        if person is None:
            self._numbers[placed.file] += 1
            person = Person(placed.file, self._numbers[placed.file], like=nearest or alike)
            self.people.append(person)
        person.take(placed)
        self._by_digest[page.digest] = person
        self._by_numbers.setdefault(page.metrics, person)
        for title in titles:
            self._by_title.setdefault(title, person)


def _is_telling(metrics: Metrics) -> bool:
    return sum(getattr(metrics, each.name) is not None for each in fields(Metrics)) >= _ALIKE


def _passed_over(older: Placed, newer: Placed) -> str:
    alone = len(older.titles - newer.titles)
    lost = f" {count(alone, 'paper')} of it {'stands' if alone == 1 else 'stand'} only here." if alone else ""
    return (
        f"this capture of the page of {older.page.owner} ({day(older.captured.day)}) gives way to the one in {newer} "
        f"({day(newer.captured.day)}), which counts.{lost} {_REMEDY}"
    )


def _notice(place: Placed, message: str) -> Problem:
    return Problem(Severity.WARNING, place.file, place.page.line, message)


def _rank(placed: Placed) -> tuple[date, bool, int, float]:
    citations = placed.page.metrics.citations
    told = citations.value if citations else 0.0
    return placed.captured.day, placed.is_stated, len(placed.page.papers), told
