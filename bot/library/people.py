"""Who is who: owners of pages, and co-authors by normalised name. Names alone tell nobody apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.library.keys import stable_key
from bot.library.models import Page, Paper, Person
from bot.library.text import fold


@dataclass(frozen=True, slots=True)
class People:
    """Everybody named, owners first, each group by name."""

    everyone: Sequence[Person]
    _owners: Mapping[str, Person]
    _coauthors: Mapping[str, Person]
    _namesakes: Mapping[str, Person]

    def named_on(self, name: str, paper: Paper) -> Person:
        """The person that a name in a paper's author list stands for."""
        folded = _identity(name)
        for key in paper.owners:
            if _identity(self._owners[key].name) == folded:
                return self._owners[key]
        return self._coauthors.get(folded) or self._namesakes[folded]


def find_people(pages: Iterable[Page], papers: Iterable[Paper]) -> People:
    """Owners are as many as pages; co-authors of one name are one entry.

    A name that one single owner bears, on a paper of somebody else's page, goes to that owner as a
    namesake's paper; a name that several owners bear becomes a co-author of its own, since nobody can
    tell whose it is.
    """
    owners = {page.key: page for page in pages if page.owner}
    bearers: dict[str, list[str]] = defaultdict(list)
    for key, page in owners.items():
        bearers[_identity(page.owner)].append(key)
    own: dict[str, list[Paper]] = defaultdict(list)
    named: dict[str, list[Paper]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for paper in papers:
        for key in paper.owners:
            own[key].append(paper)
        for name in _not_owners(paper, owners):
            spelled.setdefault(_identity(name), name)
            named[_identity(name)].append(paper)
    people_with_pages = {
        key: _owner(page, own[key], named[_identity(page.owner)] if len(bearers[_identity(page.owner)]) == 1 else [])
        for key, page in owners.items()
    }
    coauthors = {
        folded: _coauthor(spelled[folded], papers_named, several_owners=folded in bearers)
        for folded, papers_named in named.items()
        if papers_named and len(bearers.get(folded, [])) != 1
    }
    everyone = [*_by_name(people_with_pages.values()), *_by_name(coauthors.values())]
    namesakes = {_identity(owner.name): owner for owner in people_with_pages.values()}
    return People(everyone, people_with_pages, coauthors, namesakes)


def _identity(name: str) -> str:
    return fold(name) or name


def _not_owners(paper: Paper, owners: Mapping[str, Page]) -> list[str]:
    """Names in the author list other than those of the paper's owners, each once."""
    theirs = {_identity(owners[key].owner) for key in paper.owners}
    names = {_identity(name): name for name in reversed(paper.authors)}
    return [name for folded, name in names.items() if folded not in theirs]


def _owner(page: Page, papers: Iterable[Paper], namesakes: Iterable[Paper]) -> Person:
    return Person(
        key=page.key,
        name=page.owner,
        papers=tuple(paper.key for paper in papers),
        page=page.key,
        namesake_papers=tuple(paper.key for paper in namesakes),
    )


def _coauthor(name: str, papers: Sequence[Paper], *, several_owners: bool) -> Person:
    keys = tuple(paper.key for paper in papers)
    several = several_owners or _fall_apart(name, papers)
    return Person(key=stable_key(name), name=name, papers=keys, may_be_several=several)


def _fall_apart(name: str, papers: Sequence[Paper]) -> bool:
    """Whether papers of one name form groups that share neither another person, a page nor a field."""
    groups: list[set[str]] = []
    for paper in papers:
        ties = {*paper.owners, *paper.fields, *(_identity(a) for a in paper.authors)} - {_identity(name)}
        apart = [group for group in groups if group.isdisjoint(ties)]
        joined = sorted((group for group in groups if not group.isdisjoint(ties)), key=len, reverse=True)
        # Into the largest: each name then moves a few times, not once a paper.
        whole = joined[0] if joined else set()
        whole.update(ties, *joined[1:])
        groups = [*apart, whole]
    return len(groups) > 1


def _by_name(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: (_identity(person.name), person.key))
