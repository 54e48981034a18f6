"""What an index for questions is made of, gathered paper by paper: words with their stems, and names."""

from collections.abc import Iterator, Sequence

from bot.answers.linking.coined import Bond, Coined, coined_by
from bot.answers.linking.names import Entries, Names
from bot.answers.linking.postings import Held, Numbers, Postings
from bot.answers.linking.tokens import quick_words
from bot.answers.words import find_words, folded, stem
from bot.library.models import Paper
from bot.library.text import fold, squeeze


class _Stems(dict[str, int]):
    """The number of the stem of each word as written, which is taken apart once."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers

    def __missing__(self, written: str) -> int:
        # Past what these two keep: it would be kept twice.
        number = self[written] = self._numbers[stem.__wrapped__(folded.__wrapped__(written))]
        return number


class Gathered:
    """Words and names of papers, as they come. `names` are squeezed."""

    def __init__(self) -> None:
        self.names = Numbers()
        self._stems, self._title_stems = Numbers(), Numbers()
        self._in_titles, self._in_abstracts = _Stems(self._stems), _Stems(self._stems)
        self._title_words = _Stems(self._title_stems)
        self._holders, self._titled = Held(), Held()
        self._entries = Entries()

    def add(self, place: int, paper: Paper) -> None:
        """Read the next paper."""
        title = find_words(paper.title)
        stems = set(map(self._in_titles.__getitem__, title))
        stems.update(map(self._in_abstracts.__getitem__, quick_words(paper.abstract)))
        self._holders.add(place, stems)
        self._titled.add(place, set(map(self._title_words.__getitem__, title)))
        for name, coined in names_of(paper):
            self._entries.add(self.names[name], place, paper, name, coined)

    def titles(self) -> Iterator[str]:
        """The words of titles."""
        return (folded.__wrapped__(word) for word in self._in_titles)

    def written(self) -> Iterator[str]:
        """The words of abstracts as written."""
        return iter(self._in_abstracts)

    def holders(self) -> Postings:
        """The papers of each stem in a title or abstract. Only once: what was gathered is let go of."""
        return Postings.of(list(self._stems), self._holders.places)

    def titled(self) -> Postings:
        """Those of each stem in a title. Only once."""
        return Postings.of(list(self._title_stems), self._titled.places)

    def named(self, papers: Sequence[Paper]) -> Names:
        """What each name belongs to."""
        return Names.of(papers, list(self.names), self._entries)


def names_of(paper: Paper) -> Iterator[tuple[str, Coined]]:
    """The squeezed forms of a paper's names, each once, the closest bond of each."""
    closest: dict[str, Coined] = {}
    for coined in coined_by(paper):
        name = squeeze(fold(coined.name))
        if len(name) > 1 and (name not in closest or _rank(coined) < _rank(closest[name])):
            closest[name] = coined
    yield from closest.items()


def _rank(coined: Coined) -> tuple[Bond, bool]:
    return coined.bond, coined.span is None
