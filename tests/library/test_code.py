"""An address is a paper's code only where its words say so; a link is never invented."""

from functools import partial

import pytest

from bot.library import code
from bot.library.code import LONGEST_LINK, CodeFlagged, CodeLink, NoCode, code_links, code_state
from bot.library.latex import readable
from bot.library.models import Listing
from tests.ingest.work import Watched

REPO, OTHER = "https://github.com/ada/tides", "https://github.com/bea/waves"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"All code and datasets are provided at {REPO}.", (REPO,)),
        (f"Our code is available at: {REPO}.", (REPO,)),
        (f"Our code is available ({REPO}).", (REPO,)),
        (f"Code: {REPO}", (REPO,)),
        (f"Source code: {REPO}, soon.", (REPO,)),
        (f"Codes and pre-trained models are at {REPO} .", (REPO,)),
        (f"See {REPO} for code.", (REPO,)),
        (f"The code used in this paper is available at {REPO}.", (REPO,)),
        (f"The codes are publicly available. {REPO}", (REPO,)),
        (f"We open-source our simulation framework at {REPO}.", (REPO,)),
        (f"We release our benchmark at {REPO}.", (REPO,)),
        ("Code is available at https://sites.example.org/view/tides.", ("https://sites.example.org/view/tides",)),
        ("The code is at https://a.example/x_(y) now.", ("https://a.example/x_(y)",)),
        ("The source code is available at https: //github.com/ada/tides.", (REPO,)),
    ],
)
def test_a_link_is_what_the_words_call_code(text: str, links: tuple[str, ...]) -> None:
    """The sentence offers code at the address, or the authors' own software in a repository."""
    assert code_links(text, flagged=False) == links


@pytest.mark.parametrize("flagged", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        f"It is built on verl ({OTHER}).",
        f"We open-source our training code, which is built on the verl framework {OTHER}.",
        f"We use the official implementation of PPO ({OTHER}).",
        f"We compare with their code ({OTHER}).",
        f"We compare with a baseline ({OTHER}).",
        f"We evaluate on an available benchmark ({OTHER}).",
        f"Models such as Waves ({OTHER}) fail.",
        f"The dataset is available at {OTHER}.",
        f"We release the annotations at {OTHER}.",
        "We release CodeTides, a dataset for code generation, at https://tides.example.org.",
        "See our project page: https://ada.github.io/tides.",
        "Videos and code are at https://youtu.be/abc.",
        "Code and data are available at https://huggingface.co/datasets/ada/tides.",
        "Models: https://huggingface.co/ada/tides",
        "Code is in the appendix of https://arxiv.org/abs/2501.00001.",
        "Code is available. The data: https://data.example.org/set.",
        "It has a million lines of code and an address, https://tides.example.org.",
        "No link at all, but code.",
        "Mail me@github.com/ada about code.",
        "",
    ],
)
def test_other_addresses_are_no_code(text: str, flagged: bool) -> None:
    """Somebody else's tool, a data set, a project page, a video; the page's flag does not change that."""
    assert code_links(text, flagged=flagged) == ()


@pytest.mark.parametrize(
    "text", [REPO, f"It works well. {REPO}", f"GitHub: {REPO}", f"Project page: {REPO}.", f"It is released at {REPO}."]
)
def test_where_the_page_knows_of_code_a_repository_alone_is_it(text: str) -> None:
    """Without the flag nobody says that it is."""
    assert code_links(text, flagged=True) == (REPO,)
    assert code_links(text, flagged=False) == ()


@pytest.mark.parametrize(
    "around",
    ["{}", "{}.", "{},", "({})", "({}).", '"{}".', "“{}”", "<{}>", "[{}]", "`{}`", "*{}*", "_{}_.", "[here]({})",
     "[{0}]({0})", "{}?!", "{}）。", r"\url{{{}}}.", r"\href{{{0}}}{{{0}}}"],
)  # fmt: skip
def test_what_stands_around_an_address_is_no_part_of_it(around: str) -> None:
    """The sentence's punctuation, quotes, Markdown and what LaTeX leaves behind."""
    assert code_links(readable(f"Our code is available at {around.format(REPO)}"), flagged=False) == (REPO,)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Code: github.com/ada/tides_2, soon.", ("https://github.com/ada/tides_2",)),
        ("Code: www.github.com/ada/tides", ("https://www.github.com/ada/tides",)),
        ("Code: HTTPS://GitHub.com/Ada/Tides", ("HTTPS://GitHub.com/Ada/Tides",)),
        (f"Code: {REPO}/tree/main/src?x=1#y", (f"{REPO}/tree/main/src?x=1#y",)),
        (f"Code is at {REPO} and {OTHER}.", (REPO, OTHER)),
        (f"Code: {REPO},{OTHER}", (REPO, OTHER)),
        (f"Code is at {REPO}. The code is also at {REPO}/ and at http://www.github.com/ada/tides.git.", (REPO,)),
        (f"Code is at {REPO} and https://huggingface.co/ada/tides.", (REPO,)),
        (f"Code: {REPO}; dataset: https://huggingface.co/datasets/ada/tides", (REPO,)),
        (f"Code is at {REPO}, which is built upon {OTHER}.", (REPO,)),
        (f"Project page: https://ada.github.io, code: {REPO}", (REPO,)),
        (f"The data is at {OTHER} and {REPO}.", ()),
    ],
)
def test_each_of_several_addresses_has_words_of_its_own(text: str, links: tuple[str, ...]) -> None:
    """In order, each once, with a scheme."""
    assert code_links(text, flagged=False) == links


@pytest.mark.parametrize(
    "address",
    [
        f"{REPO}…", f"{REPO}...", f"{REPO}-", f"{REPO}_ and_more", f"{REPO}\\_2", f"{REPO}{{x}}", "https://github.com/ada",
        "https://github.com/ada/ tides", "https://github.com/", "https://", "https://github.com@evil.example/a/b",
        "https://user:word@evil.example/a/b", "http://127.0.0.1/a/b", "https://localhost/a/b", "https://[::1]/a/b",
        "http://2130706433/a", "https://пример.испытание/a", f"https://a.example/{'x' * LONGEST_LINK}", "ftp://a.example/b",
        "javascript:alert(1)",
    ],
)  # fmt: skip
def test_an_address_that_is_cut_off_or_odd_is_none(address: str) -> None:
    """Half an address leads nowhere, and one with a user's name elsewhere than it seems."""
    assert code_links(f"Our code is available at {address}", flagged=True) == ()


@pytest.mark.parametrize(
    ("listing", "state"),
    [
        (Listing("T", links=(REPO, OTHER), code_flag=True), CodeLink(REPO, (OTHER,))),
        (Listing("T", links=(REPO,)), CodeLink(REPO)),
        (Listing("T", code_flag=True), CodeFlagged()),
        (Listing("T"), NoCode()),
    ],
)
def test_a_paper_is_in_one_of_three_states(listing: Listing, state: object) -> None:
    """A link, a bare flag, or nothing: a flag is no link."""
    assert code_state(listing) == state


HOSTILE = [
    "https://", "github.com/", "code ", "(", "https://github.com/a/b" + ")" * 400 + " ", f"Code: {REPO} ", "used ",
    ". ", "available ", "code is are at ", "https:", "their code ", "using the official ", "_" * 99 + " ",
    "https://a.example/" + "(" * 300 + ")" * 300,
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", f" code at {REPO}"])
def test_the_work_grows_with_the_text(piece: str, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as much hostile text is twice the calls and twice the characters that patterns are tried on."""
    watched = Watched(monkeypatch, code)
    texts = (piece * (size // len(piece)) + end for size in (50_000, 100_000))
    small, large = (watched.work(partial(code_links, text, flagged=True)) for text in texts)
    for before, after in zip(small, large, strict=True):
        assert after < before * 2.2 + 1_000
