"""A paper as a card, and what hangs on it: its code, its links, the rest of its abstract."""

from collections.abc import Sequence
from urllib.parse import urlencode

import discord

from bot.library.catalogue import Catalogue
from bot.library.code import CodeFlagged, CodeLink, CodeState, code_state
from bot.library.models import Paper
from bot.library.similar import Neighbour
from bot.library.wording import captured, field_names, listed, published, whose
from bot.render import limits
from bot.render.embeds import Section, embed
from bot.render.escape import escape
from bot.render.limits import clip_escaped, fit, pages

# With its fields a card stays well inside an embed's 6,000; an abstract rarely has more than 2,000.
ABSTRACT_PAGE = 3000
_NO_ABSTRACT = "*The page gives no abstract.*"


def paper_card(paper: Paper, catalogue: Catalogue) -> discord.Embed:
    """Everything known of one paper, the first part of its abstract included."""
    parts = abstract_pages(paper)
    more = f"\n\n*The abstract goes on: part 1 of {len(parts)}.*" if len(parts) > 1 else ""
    return embed(
        above=f"{field_names(paper.fields)} · {published(paper.published)}",
        title=paper.title,
        body=(parts[0] or _NO_ABSTRACT) + more,
        sections=[
            *_whole_title(paper),
            Section("Authors", _authors(paper, catalogue)),
            *([Section("Affiliation", clip_escaped(paper.affiliation, 200), inline=True)] if paper.affiliation else []),
            Section("Code", code_sentence(code_state(paper)), inline=True),
            *([Section("Also called", fit([escape(name) for name in paper.aliases], 300))] if paper.aliases else []),
        ],
        footer=sources(paper, catalogue),
    )


def abstract_pages(paper: Paper) -> list[str]:
    """The abstract in escaped parts; one empty part where there is none."""
    return pages(paper.abstract, ABSTRACT_PAGE)


def abstract_part(paper: Paper, part: int) -> discord.Embed:
    """One further part of a long abstract, counted from 0."""
    parts = abstract_pages(paper)
    return embed(above=paper.title, title=f"Abstract, part {part + 1} of {len(parts)}", body=parts[part])


def code_card(paper: Paper, catalogue: Catalogue) -> discord.Embed:
    """The code state of a paper and nothing else."""
    return embed(title=paper.title, body=code_sentence(code_state(paper)), footer=sources(paper, catalogue))


def code_sentence(state: CodeState) -> str:
    """A code state in words, with its links."""
    match state:
        case CodeLink(url, others):
            return limits.fit([escape(link) for link in (url, *others)], limits.EMBED_FIELD_VALUE, "\n")
        case CodeFlagged():
            return "Flagged as having code; the page gives no link."
        case _:
            return "No code listed."


def code_label(state: CodeState) -> str:
    """A code state as a button's label."""
    match state:
        case CodeLink():
            return "Code"
        case CodeFlagged():
            return "Code: flagged, no link"
        case _:
            return "Code: none listed"


def sources(paper: Paper, catalogue: Catalogue) -> str:
    """Whose pages a paper stands on, how old those are, and what moderators corrected."""
    stood_on = [catalogue.pages[key] for key in paper.pages]
    corrected = [f"Corrected by a moderator: {listed(paper.corrected)}"] if paper.corrected else []
    return " · ".join([*(f"{whose(page)}, {captured(page.captured)}" for page in stood_on[:3]), *corrected])


def similar_card(paper: Paper, neighbours: Sequence[Neighbour]) -> discord.Embed:
    """Papers near another one, each with what the two share."""
    lines = [f"**{clip_escaped(near.paper.title, 200)}**\nshares {_shared(near)}" for near in neighbours]
    body = "\n\n".join(lines) or "Nothing else here shares an author or a telling word of the title with it."
    return embed(above="Similar papers", title=paper.title, body=body)


def _shared(near: Neighbour) -> str:
    people = [f"{listed([clip_escaped(name, 60) for name in near.authors[:3]])} as author"] if near.authors else []
    words = [f"the words {listed([f'“{escape(word)}”' for word in near.words[:4]])}"] if near.words else []
    return " and ".join([*people, *words])


def _whole_title(paper: Paper) -> list[Section]:
    """A title too long for a card's head stands once more, whole."""
    if limits.width(escape(paper.title)) <= limits.EMBED_TITLE:
        return []
    return [Section("Whole title" if i == 0 else "…", part) for i, part in enumerate(pages(paper.title, 1000)[:2])]


def _authors(paper: Paper, catalogue: Catalogue) -> str:
    """As listed; owners of a page who are not listed are named apart, since they wrote it, too."""
    names = [clip_escaped(name, 100) for name in paper.authors] or ["The page names no authors"]
    et_al = " et al." if paper.et_al else ""
    unlisted = [clip_escaped(person.name, 100) for person in catalogue.unlisted_owners(paper)]
    beside = f"\nand {limits.fit(unlisted, 300)}, whose page lists it" if unlisted else ""
    return limits.fit(names, limits.EMBED_FIELD_VALUE - limits.width(et_al + beside)) + et_al + beside


def arxiv_address(arxiv_id: str) -> str:
    """Where a paper is on arXiv."""
    return f"https://arxiv.org/abs/{arxiv_id}"


def arxiv_search(title: str) -> str:
    """arXiv's search for a title in quotation marks."""
    return _search("https://arxiv.org/search/", title, "query", searchtype="all")


def semantic_scholar_search(title: str) -> str:
    """Semantic Scholar's search for a title in quotation marks."""
    return _search("https://www.semanticscholar.org/search", title, "q", sort="relevance")


def _search(address: str, title: str, key: str, **options: str) -> str:
    """An address within a button's limit: words are left off the end until it fits."""
    words = title.replace('"', " ").split()
    while True:
        quoted = f'"{" ".join(words)}"'
        url = f"{address}?{urlencode({key: quoted, **options})}"
        if len(url) <= limits.LINK or not words:
            return url
        words = words[:-1] if len(words) > 1 else _halve(words[0])


def _halve(word: str) -> list[str]:
    return [word[: len(word) // 2]] if len(word) > 1 else []
