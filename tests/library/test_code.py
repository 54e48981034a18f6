"""An address is a paper's code only where its words say so; a link is never invented."""

import pytest

from bot.library.code import code_links


@pytest.mark.parametrize(
    ("text", "flagged", "links"),
    [
        ("All code is provided at https://github.com/THUDM/ImageReward.", True, ("https://github.com/THUDM/ImageReward",)),
        ("Our code is available (https://github.com/a/b).", False, ("https://github.com/a/b",)),
        ("Code: github.com/a/b_c, soon.", False, ("https://github.com/a/b_c",)),
        ("The code is at https://a.example/x_(y) now.", False, ("https://a.example/x_(y)",)),
        ("Released at https://github.com/a/b and https://gitlab.com/c/d.", True, ("https://github.com/a/b", "https://gitlab.com/c/d")),
        ("See our project page: https://a.github.io/demo.", True, ()),
        ("Data is at https://data.example/set.", True, ()),
        ("We compare with a baseline (https://github.com/others/tool).", False, ()),
        ("Code is available. The data: https://data.example/set.", True, ()),
        ("No link at all, but code.", True, ()),
        ("Mail me@github.com/x about code.", False, ()),
        (f"Code: https://a.example/{'x' * 600}", True, ()),
    ],
)  # fmt: skip
def test_links_are_those_that_the_words_call_code(text: str, flagged: bool, links: tuple[str, ...]) -> None:
    """Punctuation is the sentence's, project pages and other people's tools are not this paper's code."""
    assert code_links(text, flagged=flagged) == links


@pytest.mark.parametrize("text", ["https://" * 20_000, "code " * 20_000, "github.com/" * 10_000, "(" * 100_000])
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    """A hundred thousand characters of the worst kind give no link and no trouble."""
    assert all(len(link) <= 512 for link in code_links(text, flagged=True))
