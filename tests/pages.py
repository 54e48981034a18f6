"""Pages to test with: invented people and papers, written as the site writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.conftest import TODAY


@dataclass(frozen=True)
class PaperText:
    """One paper of an invented page."""

    title: str
    abstract: str = "We show that it works."
    meta: str = "LGMay 8, 2025"
    authors: str = "Ada Long, Bea Short"


def page_text(owner: str, papers: Sequence[PaperText]) -> str:
    """A page as the site writes it."""
    blocks = [f"{paper.meta}\n{paper.title}\n\n{paper.authors}\n\n{paper.abstract}\n" for paper in papers]
    return "\n".join([owner, "", "LG", f"{len(papers)}papers", "", f"{len(papers)} Papers", "", *blocks])


async def folio_on(folder: Path, **pages: str) -> Folio:
    """Folio on a folder of pages, by file name without its ending."""
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return await Folio.open(folder, TinyStore.in_memory(), TODAY)
