"""Papers as a paged list."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.library.catalogue import Catalogue
from bot.library.code import CodeFlagged, CodeLink, code_state
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.selection import Code, Order, Selection
from bot.library.wording import count, field_names, published
from bot.render.embeds import embed
from bot.render.limits import clip_escaped

# Ten entries of the longest kind stay below an embed's limits.
PAGE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page of a list: which papers, which page of how many (from 0)."""

    papers: Sequence[Paper]
    number: int
    total: int


def page_of(papers: Sequence[Paper], number: int) -> PaperPage:
    """A page by number; one past the end is the last."""
    total = max(1, -(-len(papers) // PAGE_LENGTH))
    number = min(max(number, 0), total - 1)
    return PaperPage(papers[number * PAGE_LENGTH : (number + 1) * PAGE_LENGTH], number, total)


def list_card(papers: Sequence[Paper], page: PaperPage, selection: Selection, catalogue: Catalogue) -> discord.Embed:
    """One page of a list, with what was asked for above it."""
    first = page.number * PAGE_LENGTH + 1
    turn = f" · page {page.number + 1} of {page.total}" if page.total > 1 else ""
    return embed(
        above=describe(selection, catalogue),
        title=f"{count(len(papers), 'paper')}{turn}",
        body="\n\n".join(_entry(number, paper) for number, paper in enumerate(page.papers, start=first)),
        footer="Open one with the menu below.",
    )


def describe(selection: Selection, catalogue: Catalogue) -> str:
    """What a selection asks for, in words."""
    person = catalogue.people.get(selection.person)
    parts = [
        f"by {person.name}" if person else "",
        f"in {field_of(selection.field).name}" if selection.field else "",
        f"from {selection.year}" if selection.year is not None else "",
        _CODE_WORDS[selection.code],
        f"with “{selection.text}”" if selection.text else "",
        _ORDER_WORDS[selection.order],
    ]
    asked = [part for part in parts if part]
    return f"{'Papers' if len(asked) > 1 else 'All papers,'} {', '.join(asked)}"


_CODE_WORDS = {
    Code.ANY: "",
    Code.LISTED: "with code listed",
    Code.LINK: "with a link to code",
    Code.NONE: "with no code listed",
}
_ORDER_WORDS = {Order.NEWEST: "newest first", Order.OLDEST: "oldest first", Order.TITLE: "by title"}


def _entry(number: int, paper: Paper) -> str:
    authors = ", ".join(clip_escaped(name, 50) for name in paper.authors[:3])
    et_al = " et al." if paper.et_al or len(paper.authors) > 3 else ""
    details = filter(None, [published(paper.published), clip_escaped(field_names(paper.fields), 90), _code(paper)])
    lines = [f"**{number}. {clip_escaped(paper.title, 180)}**", f"{authors}{et_al}".strip(), " · ".join(details)]
    return "\n".join(line for line in lines if line)


def _code(paper: Paper) -> str:
    match code_state(paper):
        case CodeLink():
            return "code link"
        case CodeFlagged():
            return "code flagged, no link"
        case _:
            return ""
