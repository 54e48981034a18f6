"""Whether a channel wants a paper, and by what it is wanted or not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.digest.models import Filter
from bot.library.fields import field_of
from bot.library.models import Paper, Person
from bot.library.text import fold

_MOST = 20
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that goes into the digest; `keyword` is the one it was found by, if any were asked for."""

    paper: Paper
    keyword: str = ""


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A paper that does not, and why, as a clause: `its field is not Machine Learning`."""

    paper: Paper
    reason: str


def words_of(paper: Paper) -> str:
    """The text that keywords are looked for in. Folding it takes most of the time of judging."""
    return f" {fold(f'{paper.title} {paper.abstract}')} "


def judge(paper: Paper, wanted: Filter, people: Mapping[str, Person], words: str | None = None) -> Wanted | Unwanted:
    """Whether a filter keeps a paper. `words` are `words_of` it, where they are at hand."""
    if wanted.field and field_of(wanted.field).code not in {field_of(raw).code for raw in paper.fields}:
        return Unwanted(paper, f"its field is not {field_of(wanted.field).name}")
    if wanted.person and not _is_by(paper, wanted, people):
        return Unwanted(paper, f"{wanted.person_name or wanted.person} is not among its authors")
    if not wanted.exclude and not wanted.keywords:
        return Wanted(paper)
    words = words if words is not None else words_of(paper)
    if excluded := next((each for each in wanted.exclude if _holds(words, each)), ""):
        return Unwanted(paper, f"it holds the excluded “{excluded}”")
    if not wanted.keywords:
        return Wanted(paper)
    found = next((each for each in wanted.keywords if _holds(words, each)), "")
    return Wanted(paper, found) if found else Unwanted(paper, "it holds none of the keywords")


def read_keywords(typed: str) -> tuple[str, ...]:
    """Keywords as typed, with commas or semicolons between; at most 20 of 60 characters each."""
    words = (word.strip()[:_LONGEST] for word in re.split(r"[,;\n]", typed))
    return tuple(dict.fromkeys(word for word in words if fold(word)))[:_MOST]


def _holds(words: str, keyword: str) -> bool:
    """Whether whole words of a text are the keyword; a star at its end stands for more letters."""
    return _needle(keyword) in words


@lru_cache(maxsize=4096)
def _needle(keyword: str) -> str:
    return f" {fold(keyword)}{'' if keyword.endswith('*') else ' '}"


def _is_by(paper: Paper, wanted: Filter, people: Mapping[str, Person]) -> bool:
    person = people.get(wanted.person)
    if person is not None:
        return paper.key in person.papers or paper.key in person.namesake_papers
    name = fold(wanted.person_name)
    return name in {fold(author) for author in paper.authors}
