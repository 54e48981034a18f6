"""What a moderator types becomes one thing to watch, or a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.kinds import Kind, Watch, WatchRefused, parse_watch


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("arxiv-category", "cs.LG", "cs.LG"),
        ("arxiv-category", " CS.lg ", "cs.LG"),
        ("arxiv-category", "LG", "cs.LG"),
        ("arxiv-category", "quant-ph", "quant-ph"),
        ("arxiv-category", "math", "math"),
        ("arxiv-category", "https://arxiv.org/list/stat.ML/recent?show=50", "stat.ML"),
        ("arxiv-category", "cond-mat.mtrl-sci", "cond-mat.mtrl-sci"),
        ("arxiv-author", "Ada  Long", "Ada Long"),
        ("arxiv-author", "Long, Ada", "Ada Long"),
        ("arxiv-author", "J. O’Neil-Łukasz", "J. O’Neil-Łukasz"),
        ("arxiv-query", "testing", "testing"),
        ("arxiv-query", "policy gradient", 'all:"policy gradient"'),
        ("arxiv-query", "ti:“policy gradient” AND cat:cs.LG", 'ti:"policy gradient" AND cat:cs.LG'),
        ("openalex-author", "a5000000001", "A5000000001"),
        ("openalex-author", "https://openalex.org/A5000000001", "A5000000001"),
        ("openalex-author", "https://api.openalex.org/authors/A5000000001?select=id", "A5000000001"),
        ("semantic-scholar-author", "1234567", "1234567"),
        ("semantic-scholar-author", "https://www.semanticscholar.org/author/A.-Long/1234567", "1234567"),
    ],
)
def test_what_is_typed_has_one_normal_form(kind: str, typed: str, value: str) -> None:
    """So that a watch that exists already is known as such."""
    watch = parse_watch(kind, typed)
    assert watch == Watch(Kind(kind), value)
    assert parse_watch(kind, value) == watch
    assert value.strip('"') in watch.name or Kind(kind) is Kind.ARXIV_QUERY


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("rss", "x", "arxiv-category"),
        ("arxiv-category", "", "cs.LG"),
        ("arxiv-category", "cs.LG/../../x", "cs.LG"),
        ("arxiv-category", "cs.LG+cs.CL", "cs.LG"),
        ("arxiv-category", "machine learning", "taxonomy"),
        ("arxiv-author", "Ada", "first name"),
        ("arxiv-author", 'Ada" OR au:"B', "first and last name"),
        ("arxiv-author", "Ada Long, Bea Short, Cy Tall", "one person"),
        ("arxiv-query", "x" * 301, "300"),
        ("arxiv-query", 'ti:"open', "quotation mark"),
        ("arxiv-query", "(ti:a", "brackets"),
        ("arxiv-query", "ti:a)(", "brackets"),
        ("arxiv-query", "ti:a AND", "AND"),
        ("arxiv-query", "ti:a AND NOT ti:b", "ANDNOT"),
        ("arxiv-query", "***", "no word"),
        ("openalex-author", "Ada Long", "openalex.org"),
        ("openalex-author", "W2741809807", "openalex.org"),
        ("openalex-author", "https://evil.example/A5000000001", "openalex.org"),
        ("semantic-scholar-author", "Ada Long", "semanticscholar.org"),
        ("semantic-scholar-author", "1" * 30, "semanticscholar.org"),
        ("arxiv-query", "x" * 501, "500"),
    ],
)
def test_what_cannot_be_watched_says_what_to_type(kind: str, typed: str, told: str) -> None:
    """Names are refused where only an id tells who is meant."""
    refused = parse_watch(kind, typed)
    assert isinstance(refused, WatchRefused)
    assert told in refused.sentence


@pytest.mark.parametrize(
    ("watch", "name", "url"),
    [
        (
            Watch(Kind.ARXIV_CATEGORY, "cs.LG"),
            "arXiv’s cs.LG (Machine Learning)",
            "https://arxiv.org/list/cs.LG/recent",
        ),
        (Watch(Kind.ARXIV_AUTHOR, "Ada Long"), "Ada Long on arXiv", None),
        (
            Watch(Kind.OPENALEX_AUTHOR, "A5000000001"),
            "OpenAlex’s author A5000000001",
            "https://openalex.org/A5000000001",
        ),
    ],
)
def test_a_watch_has_a_name_and_often_an_address(watch: Watch, name: str, url: str | None) -> None:
    """For lists of watches."""
    assert (watch.name, watch.url) == (name, url)


@given(st.sampled_from(Kind), st.text(max_size=600))
def test_whatever_is_typed_is_a_watch_or_a_sentence(kind: Kind, typed: str) -> None:
    """And a watch stays what it is when it is typed again."""
    watch = parse_watch(kind, typed)
    if isinstance(watch, Watch):
        assert parse_watch(kind, watch.value) == watch
        assert watch.name
    else:
        assert watch.sentence.endswith(".")
