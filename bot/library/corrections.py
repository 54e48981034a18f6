"""What moderators know better than a page: kept apart from the pages, laid over them, and taken off again."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.errors import FolioError
from bot.library.code import is_link
from bot.library.identifiers import arxiv_id, arxiv_id_in, doi_in
from bot.library.identity import merge_listings
from bot.library.models import Captured, CaptureSource, Listing, Page, Paper, Person, Precision, Published, Topic
from bot.library.text import clean, fold

# What says that a paper has no code, whatever its page flags.
NO_CODE = "none"
_FIRST_YEAR, _LAST_YEAR = 1500, 2200
_MOST_NAMES = 10
_LONGEST_NAME = 120
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.A)


class CorrectionRefused(FolioError):
    """What was typed cannot be what it is meant to be."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One fact about a paper, a person or a page.

    `subject` is its key, `name` what it was called when it was corrected. `value` is as `read_value` gives it.
    """

    subject: str
    topic: Topic
    value: str
    name: str


def read_value(topic: Topic, typed: str) -> str:
    """What was typed for a topic, in its one spelling. Raises CorrectionRefused."""
    return _READERS[topic](clean(typed))


def read_values(typed: Mapping[Topic, str], today: date) -> dict[Topic, str]:
    """What was typed for several topics; empty for what was emptied. Raises CorrectionRefused with all mistakes."""
    values: dict[Topic, str] = {}
    wrong = []
    for topic, text in typed.items():
        try:
            values[topic] = read_value(topic, text) if text.strip() else ""
        except CorrectionRefused as refused:
            wrong.append(str(refused))
    if values.get(Topic.CAPTURED, "") > today.isoformat():
        wrong.append(f"“{values[Topic.CAPTURED]}” is still to come; a page was copied on a day before.")
    if values.get(Topic.DATE, "")[:4] > str(today.year + 1):
        wrong.append(f"“{values[Topic.DATE]}” is years ahead; write the day on which the paper came out.")
    if wrong:
        raise CorrectionRefused("\n".join(wrong))
    return values


def names_in(value: str) -> tuple[str, ...]:
    """The names in the value of a correction of names."""
    return tuple(value.split("; "))


def correct_pages(pages: Iterable[Page], corrections: Iterable[Correction]) -> Sequence[Page]:
    """Pages with their corrected capture days. Days without a year are of the year of capture."""
    days = {each.subject: each.value for each in corrections if each.topic is Topic.CAPTURED}
    return [_captured(page, date.fromisoformat(days[page.key])) if page.key in days else page for page in pages]


def merge_corrected(pages: Sequence[Page], corrections: Iterable[Correction]) -> Sequence[Paper]:
    """The papers on pages, corrected. An identifier that was set may make two of them one."""
    by_paper: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        by_paper[correction.subject].append(correction)
    papers = merge_listings(pages)
    corrected = [paper for paper in papers if paper.key in by_paper]
    if not corrected:
        return papers
    identified = _identify(pages, corrected, by_paper)
    if identified != pages:
        whole = merge_listings(identified)
        now = _traced(whole)
        by_paper = {
            now[place].key: by_paper[paper.key] for paper in corrected for place in _places(paper) if place in now
        }
        papers = whole
    return [_corrected(paper, by_paper[paper.key]) if paper.key in by_paper else paper for paper in papers]


def name_people(people: Iterable[Person], corrections: Iterable[Correction]) -> Sequence[Person]:
    """People with the other names that they were given."""
    names = {each.subject: names_in(each.value) for each in corrections if each.topic is Topic.NAMES}
    return [replace(person, aliases=names[person.key]) if person.key in names else person for person in people]


def _captured(page: Page, day: date) -> Page:
    listings = tuple(replace(listing, published=_in_year(listing.published, day.year)) for listing in page.listings)
    return replace(page, captured=Captured(day, CaptureSource.CORRECTED), listings=listings)


def _in_year(published: Published | None, year: int) -> Published | None:
    if published is None or not published.year_inferred:
        return published
    month, day = published.day.month, published.day.day
    return replace(published, day=date(year, month, min(day, monthrange(year, month)[1])))


def _identify(
    pages: Sequence[Page], papers: Iterable[Paper], corrections: Mapping[str, Sequence[Correction]]
) -> Sequence[Page]:
    """Pages whose listings carry the identifiers that their papers were given."""
    ids: dict[tuple[str, str], dict[str, str]] = {}
    for paper in papers:
        given = {_ID_FIELDS[each.topic]: each.value for each in corrections[paper.key] if each.topic in _ID_FIELDS}
        ids.update(dict.fromkeys(_places(paper), given) if given else {})
    if not ids:
        return pages
    return [
        replace(page, listings=tuple(_identified(page, listing, ids) for listing in page.listings)) for page in pages
    ]


def _identified(page: Page, listing: Listing, ids: Mapping[tuple[str, str], dict[str, str]]) -> Listing:
    given = ids.get((page.key, _title(listing.title)), {})
    return replace(listing, arxiv_id=given.get("arxiv_id", listing.arxiv_id), doi=given.get("doi", listing.doi))


def _places(paper: Paper) -> list[tuple[str, str]]:
    """Where a paper stands: on which pages, under which titles."""
    return [(page, _title(title)) for page in paper.pages for title in (paper.title, *paper.other_titles)]


def _traced(papers: Iterable[Paper]) -> Mapping[tuple[str, str], Paper]:
    return {place: paper for paper in papers for place in _places(paper)}


def _title(title: str) -> str:
    return fold(title) or title


def _corrected(paper: Paper, corrections: Iterable[Correction]) -> Paper:
    for correction in sorted(corrections, key=lambda each: list(Topic).index(each.topic)):
        paper = replace(
            _CHANGES[correction.topic](paper, correction.value), corrected=(*paper.corrected, correction.topic)
        )
    return paper


def _with_code(paper: Paper, value: str) -> Paper:
    if value == NO_CODE:
        return replace(paper, links=(), code_flag=False)
    return replace(paper, links=(value,), code_flag=True)


def _dated(paper: Paper, value: str) -> Paper:
    year, month, day = (int(part) for part in (*value.split("-"), "0", "0")[:3])
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return replace(paper, published=Published(date(year, month or 1, day or 1), precision=precision))


_CHANGES: Mapping[Topic, Callable[[Paper, str], Paper]] = {
    Topic.CODE: _with_code,
    Topic.NAMES: lambda paper, value: replace(paper, aliases=names_in(value)),
    Topic.DATE: _dated,
    Topic.ARXIV: lambda paper, value: replace(paper, arxiv_id=value),
    Topic.DOI: lambda paper, value: replace(paper, doi=value),
    Topic.CAPTURED: lambda paper, _: paper,
}
_ID_FIELDS = {Topic.ARXIV: "arxiv_id", Topic.DOI: "doi"}


def _read_link(typed: str) -> str:
    if typed.casefold() == NO_CODE:
        return NO_CODE
    if not is_link(typed):
        raise CorrectionRefused(
            f"“{typed}” is not a link to code. Write a whole address such as https://github.com/owner/name, or “none”."
        )
    return typed


def _read_names(typed: str) -> str:
    names = list(dict.fromkeys(filter(None, map(str.strip, typed.split(";")))))
    if len(names) > _MOST_NAMES or any(len(name) > _LONGEST_NAME or not fold(name) for name in names):
        raise CorrectionRefused(
            f"Other names are at most {_MOST_NAMES}, with “;” between, of at most {_LONGEST_NAME} characters each, "
            "letters or digits among them."
        )
    return "; ".join(names)


def _read_date(typed: str) -> str:
    found = _DATE.fullmatch(typed)
    year, month, day = (int(part) if part else 0 for part in found.groups()) if found else (0, 0, 0)
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        year = 0
    parts = typed.count("-") + 1
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (parts > 1 and not month) or (parts > 2 and not day):
        raise CorrectionRefused(f"“{typed}” is not a date. Write 2025-03-18, or 2025-03 or 2025 where less is known.")
    return "-".join([f"{year:04}", f"{month:02}", f"{day:02}"][:parts])


def _read_day(typed: str) -> str:
    value = _read_date(typed)
    if value.count("-") < 2:
        raise CorrectionRefused(f"“{typed}” is not a day. Write the day on which the page was copied, as 2026-11-22.")
    return value


def _read_arxiv(typed: str) -> str:
    found = arxiv_id(typed) or arxiv_id_in([typed])
    if found is None:
        raise CorrectionRefused(f"“{typed}” is not an arXiv id. Write 2503.14476, or paste the paper’s arXiv address.")
    return found


def _read_doi(typed: str) -> str:
    found = doi_in(typed)
    if found is None:
        raise CorrectionRefused(f"“{typed}” is not a DOI. Write 10.1000/182, or paste the address at doi.org.")
    return found


_READERS: Mapping[Topic, Callable[[str], str]] = {
    Topic.CODE: _read_link,
    Topic.NAMES: _read_names,
    Topic.DATE: _read_date,
    Topic.ARXIV: _read_arxiv,
    Topic.DOI: _read_doi,
    Topic.CAPTURED: _read_day,
}
