"""Text made to fit, and text made inert."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.render.escape import escape
from bot.render.limits import clip, clip_escaped, fit, pages, width

hostile = st.text(
    st.sampled_from("ab *_~`|[]()<>#@\\-+1.:/\n" + "é…漢😀\u202e") | st.characters(exclude_categories=["Cs"]),
    max_size=400,
)


@given(hostile, st.integers(2, 200))
def test_clipped_text_fits_and_is_a_beginning(text: str, limit: int) -> None:
    """Clipping never exceeds the limit, and what is left is how the text begins."""
    clipped = clip(text, limit)
    assert width(clipped) <= limit
    assert text.startswith(clipped) or text.startswith(clipped.removesuffix("…"))


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=60), st.integers(30, 90))
def test_words_are_never_cut(words: list[str], limit: int) -> None:
    """A clipped sentence ends at a word."""
    clipped = clip(" ".join(words), limit).removesuffix("…")
    assert clipped.split() == words[: len(clipped.split())]


@given(hostile, st.integers(4, 200))
def test_clipped_markup_fits_and_is_inert(text: str, limit: int) -> None:
    """Escaping never breaks a limit, and clipping never breaks an escape."""
    clipped = clip_escaped(text, limit)
    assert width(clipped) <= limit
    assert_inert(clipped)


@given(hostile, st.integers(60, 300))
@example("x" * 5000, 60)
@example("*" * 900, 60)
@example("https://example.org/" + "a" * 700, 100)
def test_pages_fit_and_lose_nothing(text: str, limit: int) -> None:
    """Every piece fits, and the pieces together hold every visible character in order."""
    pieces = pages(text, limit)
    assert all(width(piece) <= limit for piece in pieces)
    unescaped = "".join(re.sub(r"\\([^0-9A-Za-z\s])", r"\1", piece) for piece in pieces)
    assert re.sub(r"[\s\\]", "", unescaped) == re.sub(r"[\s\\]", "", text)


@given(hostile)
def test_escaped_text_is_inert(text: str) -> None:
    """No mention, no masked link, no heading, no code survives."""
    assert_inert(escape(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "[a](https://evil.example) and [b](https://evil.example)",
            r"\[a\](https://evil.example) and \[b\](https://evil.example)",
        ),
        ("https://good.example/[b](https://evil.example)", r"https://good.example/\[b\](https://evil.example)"),
        ("@everyone <@123> <@&5> <#7> </paper:1>", r"\@everyone \<\@123> \<\@&5> \<#7> \</paper:1>"),
        ("# Title", r"\# Title"),
        ("> quote", r"\> quote"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("π_roll ≠ π_θ", r"π\_roll ≠ π\_θ"),
        ("about 5~6 and ~~gone~~", r"about 5~6 and \~\~gone\~\~"),
        ("a|b ||spoiler||", r"a|b \|\|spoiler\|\|"),
        ("see https://github.com/a_b/c_d.", "see https://github.com/a_b/c_d."),
        ("plain (DAPO) text, 65% over", "plain (DAPO) text, 65% over"),
    ],
)
def test_only_what_could_be_markup_is_escaped(text: str, shown: str) -> None:
    """Addresses stay clickable; ordinary prose stays as it is."""
    assert escape(text) == shown


def test_escaping_does_work_in_proportion_to_the_text() -> None:
    """A hundred thousand brackets are a hundred thousand escapes, in one pass."""
    assert escape("[" * 100_000) == r"\[" * 100_000


@given(st.lists(st.text("abc ", min_size=1, max_size=20), max_size=40), st.integers(40, 200))
def test_whole_items_fit_and_the_rest_is_counted(items: list[str], limit: int) -> None:
    """A list that does not fit says how much more there is."""
    text = fit(items, limit)
    assert width(text) <= limit
    assert text == ", ".join(items) or re.search(r", and [\d,]+ more$", text)


def assert_inert(text: str) -> None:
    """Nothing in a text is Discord's markup; addresses are visible ones."""
    prose = re.sub(r"https?://\S+", "", re.sub(r"\\[^0-9A-Za-z\s]", "x", text))
    assert not re.search(r"[*_`\[\]<@]|~~|\|\|", prose), text
    assert "](" not in re.sub(r"\\[^0-9A-Za-z\s]", "x", text)
    assert not re.search(r"(?m)^\s*(#|>|[-+]\s|\d+[.)])", re.sub(r"\\[^0-9A-Za-z\s]", "x", text)), text
