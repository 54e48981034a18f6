"""A person as a card: an owner with the page's own numbers, a co-author with what is here of them."""

from collections import Counter
from collections.abc import Sequence

import discord

from bot.library.catalogue import Catalogue
from bot.library.fields import field_of
from bot.library.models import Metric, Page, Paper, Person
from bot.library.wording import captured, count, listed, whose
from bot.render.embeds import Section, embed
from bot.render.escape import escape
from bot.render.limits import EMBED_FIELD_VALUE, clip_escaped, fit

# Papers named on the card itself; the menu below it and /papers have them all.
_SHOWN_PAPERS = 9
_BAR = 16
_SHOWN_YEARS = 15
_NOT_GIVEN = "not on the page"


def person_card(person: Person, catalogue: Catalogue) -> discord.Embed:
    """An owner's or a co-author's card."""
    page = catalogue.page_of(person)
    papers = catalogue.papers_of(person)
    return embed(
        above=_headline(page, papers),
        title=person.name,
        body=_introduction(person, page, papers),
        sections=[
            *(_metrics(page) if page else []),
            *_overview(papers),
            Section(_papers_heading(papers), _paper_lines(papers)),
            *_coauthors(person, catalogue),
            *_namesakes(person, catalogue),
        ],
        footer=_source(person, page, catalogue),
    )


def _headline(page: Page | None, papers: Sequence[Paper]) -> str:
    field = f"{field_of(page.primary_field).name} · " if page and page.primary_field else ""
    years = sorted({paper.published.day.year for paper in papers if paper.published})
    span = "" if not years else f", {years[0]}" if years[0] == years[-1] else f", {years[0]}–{years[-1]}"
    return f"{field}{count(len(papers), 'paper')} here{span}"


def _introduction(person: Person, page: Page | None, papers: Sequence[Paper]) -> str:
    if page is not None:
        return _also_called(person)
    several = " Their papers have nothing else in common, so this **may be several people** of one name."
    return (
        f"Co-author of {count(len(papers), 'paper')} here. No page of theirs is loaded, so there are no metrics."
        + (several if person.may_be_several else "")
        + (f"\n{_also_called(person)}" if person.aliases else "")
    )


def _also_called(person: Person) -> str:
    return f"Also called {fit([escape(name) for name in person.aliases], 300)}." if person.aliases else ""


def _metrics(page: Page) -> list[Section]:
    """The page's numbers as they stand on it. Nobody says what the last two measure, so nothing is said of them."""
    metrics = page.metrics
    rows = [
        ("h-index", metrics.h_index),
        ("Citations", metrics.citations),
        ("Papers", metrics.papers),
        ("Novelty", metrics.novelty),
        ("AI Score", metrics.ai_score),
    ]
    return [Section(name, _number(metric), inline=True) for name, metric in rows]


def _number(metric: Metric | None) -> str:
    return f"**{clip_escaped(metric.text, 40)}**" if metric else _NOT_GIVEN


def _overview(papers: Sequence[Paper]) -> list[Section]:
    """Fields with how many papers are in each, and the years as bars."""
    fields = Counter(field_of(code).name for paper in papers for code in paper.fields)
    years = Counter(str(paper.published.day.year) if paper.published else "none" for paper in papers)
    named = [f"{clip_escaped(name, 80)} ({number})" for name, number in fields.most_common()]
    sections = [Section("Fields", fit(named, EMBED_FIELD_VALUE))] if named else []
    return [*sections, Section("Years", _bars(years))] if years else sections


def _bars(years: Counter[str]) -> str:
    """One bar a year, newest first, the longest `_BAR` wide."""
    longest = max(years.values())
    rows = sorted(years.items(), reverse=True)[:_SHOWN_YEARS]
    bars = [f"{year:>4} {'█' * max(1, round(number * _BAR / longest))} {number}" for year, number in rows]
    return "```\n" + "\n".join(bars) + "\n```"


def _papers_heading(papers: Sequence[Paper]) -> str:
    return "Papers" if len(papers) <= _SHOWN_PAPERS else f"Newest {_SHOWN_PAPERS} of {len(papers):,} papers"


def _paper_lines(papers: Sequence[Paper]) -> str:
    lines = [f"`{_year(paper)}` {clip_escaped(paper.title, 120)}" for paper in papers[:_SHOWN_PAPERS]]
    return fit(lines, EMBED_FIELD_VALUE, "\n") or "none listed"


def _year(paper: Paper) -> str:
    return str(paper.published.day.year) if paper.published else "   ?"


def _coauthors(person: Person, catalogue: Catalogue) -> list[Section]:
    shared = catalogue.coauthors(person)
    names = [clip_escaped(other.name, 80) + (f" ({number})" if number > 1 else "") for other, number in shared]
    return [Section("Co-authors named here (papers together)", fit(names, 700))] if names else []


def _namesakes(person: Person, catalogue: Catalogue) -> list[Section]:
    if not person.namesake_papers:
        return []
    titles = [clip_escaped(catalogue.papers[key].title, 100) for key in person.namesake_papers]
    return [Section("Somebody of this name is also named on", fit(titles, 500, "\n"))]


def _source(person: Person, page: Page | None, catalogue: Catalogue) -> str:
    if page is not None:
        return f"The numbers are the page’s own, {captured(page.captured)} · {page.source}"
    pages = dict.fromkeys(key for paper in catalogue.papers_of(person) for key in paper.pages)
    return f"From {listed([whose(catalogue.pages[key]) for key in list(pages)[:3]])}"
