"""Profile pages as texts made of blocks, and what is read of them."""

from bot.ingest.pages import ParsedPage, parse_pages
from bot.ingest.papers import ParsedPaper
from tests.conftest import SEEDS

SHIPPED = (SEEDS / "yuxuan-tong.txt").read_text("utf-8")
ABSTRACT = "We show that it works, and how much it costs."


def parse(text: str) -> tuple[list[ParsedPage], list[str]]:
    """Pages, and problems as people read them."""
    pages, problems = parse_pages(text, "f")
    return list(pages), [str(problem) for problem in problems]


def one(text: str) -> ParsedPage:
    """The only page of a text."""
    (page,) = parse(text)[0]
    return page


def page(*papers: str, name: str = "Ada Long", header: str = "LG\nh-index7") -> str:
    """A page of papers given as blocks."""
    return "\n\n".join([name, header, f"{len(papers)} Papers", *papers]) + "\n"


def paper(
    title: str = "A Title",
    *,
    meta: str = "LGMay 8",
    authors: str = "Bea Short, Cy Low et al.",
    abstract: str = ABSTRACT,
) -> str:
    """One paper as a block."""
    return "\n\n".join(part for part in (f"{meta}\n{title}", authors, abstract) if part)


def parts(read: ParsedPaper) -> tuple[str, tuple[str, ...], str]:
    """What is told of a paper."""
    return read.title, read.authors.names, read.abstract
