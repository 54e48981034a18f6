"""What would change between two catalogues, so that a person can say yes or no to it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from bot.library.catalogue import Catalogue
from bot.library.models import Metrics, Page, Paper
from bot.library.text import fold


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one thing: what it was and what it would be, as text; empty for nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A page or a paper that stays and is not what it was. `name` is what it would be called."""

    key: str
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Pages by owner, papers by title. `merged` would become one paper, `split` would become several.

    `heirs` are papers as they were by the key that they would have, where a mended title changes it.
    """

    pages_added: tuple[Page, ...] = ()
    pages_removed: tuple[Page, ...] = ()
    pages_changed: tuple[Changed, ...] = ()
    papers_added: tuple[Paper, ...] = ()
    papers_removed: tuple[Paper, ...] = ()
    papers_changed: tuple[Changed, ...] = ()
    merged: tuple[Paper, ...] = ()
    split: tuple[Paper, ...] = ()
    heirs: Mapping[str, Paper] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in _COUNTED)

    def summary(self) -> str:
        """The counts, in words: `2 papers added, 1 page changed`."""
        counts = [(getattr(self, name), *words) for name, words in _COUNTED.items()]
        said = [
            f"{len(things)} {noun}{'' if len(things) == 1 else 's'} {verb}" for things, noun, verb in counts if things
        ]
        return ", ".join(said) or "nothing changed"


_COUNTED = {
    "pages_added": ("page", "added"),
    "pages_removed": ("page", "removed"),
    "pages_changed": ("page", "changed"),
    "papers_added": ("paper", "added"),
    "papers_removed": ("paper", "removed"),
    "papers_changed": ("paper", "changed"),
    "merged": ("paper", "merged"),
    "split": ("paper", "split"),
}


def compare(before: Catalogue, after: Catalogue) -> Diff:
    """The difference between two catalogues. Linear in both."""
    were, are = _listed(before), _listed(after)
    renamed = dict(_renamed(before, after, were, are))
    added = [paper for key, paper in after.papers.items() if key not in before.papers and key not in renamed.values()]
    removed = [paper for key, paper in before.papers.items() if key not in after.papers and key not in renamed]
    stays = [(key, renamed.get(key, key)) for key in before.papers if renamed.get(key, key) in after.papers]
    return Diff(
        pages_added=tuple(page for key, page in after.pages.items() if key not in before.pages),
        pages_removed=tuple(page for key, page in before.pages.items() if key not in after.pages),
        pages_changed=tuple(_changed_pages(before, after)),
        papers_added=tuple(added),
        papers_removed=tuple(removed),
        papers_changed=tuple(_changed_papers(before, after, stays)),
        merged=tuple(after.papers[key] for key in _joined(were, are)),
        split=tuple(before.papers[key] for key in _joined(are, were)),
        heirs={new: before.papers[old] for old, new in renamed.items()},
    )


def _listed(catalogue: Catalogue) -> Mapping[tuple[str, str], str]:
    """The paper that each listing became, by page and normalised title."""
    by_title: dict[str, list[Paper]] = defaultdict(list)
    for paper in catalogue.papers.values():
        for title in (paper.title, *paper.other_titles):
            by_title[fold(title) or title].append(paper)
    return {(page, title): paper.key for title, papers in by_title.items() for paper in papers for page in paper.pages}


def _renamed(
    before: Catalogue,
    after: Catalogue,
    were: Mapping[tuple[str, str], str],
    are: Mapping[tuple[str, str], str],
) -> Iterator[tuple[str, str]]:
    """Papers whose title alone was corrected: gone here and new there, on one page, of one day and people."""
    gone = [before.papers[key] for key in dict.fromkeys(were.values()) if key not in after.papers]
    new = {_trace(after.papers[key]): key for key in dict.fromkeys(are.values()) if key not in before.papers}
    for paper in gone:
        if (key := new.pop(_trace(paper), None)) is not None:
            yield paper.key, key


def _trace(paper: Paper) -> tuple[object, ...]:
    """What is left of a paper without its title and its abstract."""
    day = (paper.published.day.month, paper.published.day.day) if paper.published else None
    return paper.pages, paper.authors, day, paper.fields


def _joined(parts: Mapping[tuple[str, str], str], wholes: Mapping[tuple[str, str], str]) -> list[str]:
    """Keys in `wholes` that hold listings of more than one key in `parts`."""
    held: dict[str, set[str]] = defaultdict(set)
    for listing, part in parts.items():
        if listing in wholes:
            held[wholes[listing]].add(part)
    return [whole for whole, of in held.items() if len(of) > 1]


def _changed_pages(before: Catalogue, after: Catalogue) -> Iterator[Changed]:
    for key, page in after.pages.items():
        old = before.pages.get(key)
        changes = tuple(_differences(_page_facts(old), _page_facts(page))) if old else ()
        if changes:
            yield Changed(key, page.owner, changes)


def _changed_papers(before: Catalogue, after: Catalogue, stays: Sequence[tuple[str, str]]) -> Iterator[Changed]:
    for old_key, new_key in stays:
        old, new = before.papers[old_key], after.papers[new_key]
        changes = tuple(_differences(_paper_facts(old), _paper_facts(new))) if old != new else ()
        if changes:
            yield Changed(new_key, new.title, changes)


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        if old.get(name, "") != new.get(name, ""):
            yield Change(name, old.get(name, ""), new.get(name, ""))


def _page_facts(page: Page) -> dict[str, str]:
    metrics = {field.name.replace("_", " "): getattr(page.metrics, field.name) for field in fields(Metrics)}
    return {
        "owner": page.owner,
        "field": page.primary_field or "",
        "captured": page.captured.day.isoformat(),
        "file": page.source,
        **{name: metric.text for name, metric in metrics.items() if metric},
    }


def _paper_facts(paper: Paper) -> dict[str, str]:
    return {
        "title": paper.title,
        "authors": ", ".join(paper.authors) + (" et al." if paper.et_al else ""),
        "fields": ", ".join(paper.fields),
        "date": paper.published.day.isoformat() if paper.published else "",
        "affiliation": paper.affiliation or "",
        "code": "flagged" if paper.code_flag else "",
        "links": " ".join(paper.links),
        "abstract": paper.abstract,
        "arXiv": paper.arxiv_id or "",
        "DOI": paper.doi or "",
    }
