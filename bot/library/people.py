"""Who is who: owners of pages, and co-authors by normalised name. Names alone tell nobody apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.library.keys import folded_key
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
    names_on: dict[str, Sequence[str]] = {}
    identities = _Identities()
    for paper in papers:
        theirs = {identities[owners[key].owner] for key in paper.owners}
        for key in paper.owners:
            own[key].append(paper)
        names_on[paper.key] = names = [identities[name] for name in paper.authors]
        for identity, name in zip(names, paper.authors, strict=True):
            having = named[identity]
            if identity not in theirs and not (having and having[-1] is paper):
                spelled.setdefault(identity, name)
                having.append(paper)
    people_with_pages = {
        key: _owner(page, own[key], named[_identity(page.owner)] if len(bearers[_identity(page.owner)]) == 1 else [])
        for key, page in owners.items()
    }
    rows = _Rows()
    coauthors = {
        folded: _coauthor(
            folded,
            spelled[folded],
            rows.of(papers_named),
            several=folded in bearers or _fall_apart(folded, papers_named, names_on),
        )
        for folded, papers_named in named.items()
        if papers_named and len(bearers.get(folded, [])) != 1
    }
    # No two co-authors have one folded name, so it alone tells their order.
    everyone = [*_by_name(people_with_pages.values()), *map(coauthors.__getitem__, sorted(coauthors))]
    namesakes = {_identity(owner.name): owner for owner in people_with_pages.values()}
    return People(everyone, people_with_pages, coauthors, namesakes)


def _identity(name: str) -> str:
    return fold(name) or name


class _Identities(dict[str, str]):
    """Names as they are compared, each folded once: many stand on hundreds of papers."""

    def __missing__(self, name: str) -> str:
        identity = self[name] = _identity(name)
        return identity


class _Rows(dict[tuple[str, ...], tuple[str, ...]]):
    """Keys of papers, each row of them once: most co-authors of a paper have no other."""

    def of(self, papers: Sequence[Paper]) -> tuple[str, ...]:
        """The keys of papers."""
        keys = tuple([paper.key for paper in papers])
        return self.setdefault(keys, keys)


def _owner(page: Page, papers: Iterable[Paper], namesakes: Iterable[Paper]) -> Person:
    own, others = (tuple(paper.key for paper in each) for each in (papers, namesakes))
    if not own:
        # A page without a list says nothing against it: who is named on papers is its owner.
        return Person(key=page.key, name=page.owner, papers=others, page=page.key)
    return Person(key=page.key, name=page.owner, papers=own, page=page.key, namesake_papers=others)


def _coauthor(folded: str, name: str, keys: tuple[str, ...], *, several: bool) -> Person:
    # A name of nothing but signs is compared as it is, and folds to nothing.
    return Person(
        key=folded_key(fold(name) if folded == name else folded, name), name=name, papers=keys, may_be_several=several
    )


def _fall_apart(folded: str, papers: Sequence[Paper], names_on: Mapping[str, Sequence[str]]) -> bool:
    """Whether papers of one name form groups that share neither another person, a page nor a field."""
    if len(papers) == 1:
        return False
    reached = {*papers[0].owners, *papers[0].fields, *names_on[papers[0].key]} - {folded}
    for paper in papers:
        ties = (*paper.owners, *paper.fields, *names_on[paper.key])
        if reached.isdisjoint(ties):
            break
        reached.update(ties)
        reached.discard(folded)
    else:
        return False
    every = [{*paper.owners, *paper.fields, *names_on[paper.key]} - {folded} for paper in papers]
    return not _hang_together(every)


def _hang_together(ties: Sequence[set[str]]) -> bool:
    """Whether from the first of these sets all others are reached over what two of them share. Linear."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(ties):
        for tie in each:
            having[tie].append(at)
    left, found = set(range(1, len(ties))), [0]
    while found:
        # Each tie leads anywhere once.
        near = {other for tie in ties[found.pop()] for other in having.pop(tie, ())}
        found += near & left
        left -= near
    return not left


def _by_name(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: (_identity(person.name), person.key))
