"""Every card of every library fits Discord, and shows data as data."""

import re
from datetime import date

import discord
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.library.catalogue import Catalogue
from bot.library.models import Captured, CaptureSource, Listing, Metric, Metrics, Page, Published
from bot.library.selection import Selection
from bot.library.similar import Neighbours
from bot.render import limits
from bot.render.bibtex import bibtex
from bot.render.guide import about_card, help_card
from bot.render.limits import width
from bot.render.lists import list_card, page_of
from bot.render.papers import (
    abstract_pages,
    abstract_part,
    arxiv_search,
    code_card,
    paper_card,
    semantic_scholar_search,
    similar_card,
)
from bot.render.people import person_card
from bot.store.interface import FileRecord

DAY = date(2026, 11, 22)
nasty = st.text(
    st.sampled_from('ab *_~`|[]()<>#@\\-"{}%&,…漢😀\u202e') | st.characters(exclude_categories=["Cs"]), max_size=60
)
lengths = st.sampled_from([1, 1, 1, 3, 30, 200])
texts = st.builds(lambda text, times: text * times, nasty, lengths)
names = st.builds(lambda text, times: (text or "X") * times, nasty, st.sampled_from([1, 1, 5]))
listings = st.builds(
    Listing,
    title=names,
    authors=st.lists(names, max_size=40).map(tuple),
    et_al=st.booleans(),
    affiliation=st.none() | texts,
    fields=st.lists(st.sampled_from(["LG", "stat.ML", "XX", "cond-mat.stat-mech"]), max_size=5).map(tuple),
    published=st.none() | st.builds(Published, st.dates(date(1990, 1, 1), date(2027, 1, 1)), st.booleans()),
    code_flag=st.booleans(),
    abstract=texts,
    links=st.lists(st.sampled_from(["https://github.com/a_b/c", "https://x.example/" + "y" * 480]), max_size=6).map(
        tuple
    ),
)
metrics = st.builds(Metrics, st.none() | st.builds(Metric, texts, st.just(1.0)))
pages = st.builds(
    Page,
    key=st.text("abc", min_size=1, max_size=8),
    owner=names,
    source=names,
    captured=st.just(Captured(DAY, CaptureSource.FIRST_SEEN)),
    primary_field=st.none() | st.sampled_from(["LG", "odd"]),
    metrics=metrics,
    listings=st.lists(listings, max_size=6).map(tuple),
)
catalogues = st.lists(pages, max_size=3, unique_by=lambda page: page.key).map(Catalogue.build)


@given(catalogues)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_card_of_every_library_fits(catalogue: Catalogue) -> None:
    """Whatever the data holds, no embed breaks a limit or carries a masked link."""
    near = Neighbours(catalogue.papers.values())
    for paper in catalogue.papers.values():
        assert_fits(paper_card(paper, catalogue))
        assert_fits(code_card(paper, catalogue))
        assert_fits(similar_card(paper, near.of(paper)))
        for part in range(len(abstract_pages(paper))):
            assert_fits(abstract_part(paper, part))
    for person in catalogue.people.values():
        assert_fits(person_card(person, catalogue))
    papers = list(catalogue.papers.values())
    assert_fits(list_card(papers, page_of(papers, 0), Selection(), catalogue))
    records = [FileRecord(page.source, 1, len(page.listings)) for page in catalogue.pages.values()]
    assert_fits(about_card(catalogue, records, DAY))
    assert_fits(help_card({}))


@given(texts)
def test_search_addresses_fit_a_button(title: str) -> None:
    """A link button takes 512 characters, whatever the title."""
    for url in (arxiv_search(title), semantic_scholar_search(title)):
        assert len(url) <= limits.LINK
        assert re.fullmatch(r"https://[!-~]+", url)


def test_searches_quote_the_title() -> None:
    """Both searches look for the title in quotation marks, encoded."""
    title = "100% of R&D: Café?"
    assert arxiv_search(title) == (
        "https://arxiv.org/search/?query=%22100%25+of+R%26D%3A+Caf%C3%A9%3F%22&searchtype=all"
    )
    assert "q=%22100%25+of+R%26D%3A+Caf%C3%A9%3F%22" in semantic_scholar_search(title)


@given(catalogues)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_bibtex_is_balanced_and_escaped(catalogue: Catalogue) -> None:
    """An entry's braces match, and no character that TeX acts on stands bare."""
    for paper in catalogue.papers.values():
        entry = bibtex(paper, ["Ada {Long}"])
        depth = 0
        for brace in re.findall(r"[{}]", entry):
            depth += 1 if brace == "{" else -1
            assert depth >= 0
        assert depth == 0
        prose = re.sub(r"\\url\{[^}]*\}", "", entry)
        assert not re.search(r"(?<!\\)[&%$#_]|[~^]", re.sub(r"@misc\{[^,]*,|archiveprefix", "", prose))


@pytest.mark.parametrize("number", [-5, 0, 1, 99])
def test_a_page_past_the_end_is_the_last(number: int) -> None:
    """A list that shrank since its button was made still opens."""
    assert page_of([], number).number == 0


def assert_fits(embed: discord.Embed) -> None:
    """Within every limit of Discord's documentation, with no address hidden and no mention live."""
    assert width(embed.title or "") <= limits.EMBED_TITLE
    assert width(embed.description or "") <= limits.EMBED_DESCRIPTION
    assert width(embed.author.name or "") <= limits.EMBED_AUTHOR
    assert width(embed.footer.text or "") <= limits.EMBED_FOOTER
    assert len(embed.fields) <= limits.EMBED_FIELDS
    markup = [embed.title or "", embed.description or ""]
    for field in embed.fields:
        assert 0 < width(field.name or "") <= limits.EMBED_FIELD_NAME
        assert 0 < width(field.value or "") <= limits.EMBED_FIELD_VALUE
        markup.append(field.value or "")
    assert len(embed) <= limits.EMBED_TOTAL
    for text in markup:
        bare = re.sub(r"\\[^0-9A-Za-z\s]", "x", text)
        assert "](" not in bare, text
        assert not re.search(r"<[@#/t:]", bare), text
