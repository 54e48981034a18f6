"""A digest as a message: what fits stands on it, the rest behind its button, nothing is lost."""

import re
from collections.abc import Sequence
from itertools import groupby

import discord

from bot.digest.filters import Wanted
from bot.digest.models import Key, Message
from bot.digest.planner import Due, main_field
from bot.library.code import CodeFlagged, CodeLink, code_state
from bot.library.models import Paper
from bot.library.wording import count, day, listed, published
from bot.render import limits
from bot.render.details import paper_details
from bot.render.embeds import Section, embed
from bot.render.escape import escape
from bot.render.limits import clip_escaped, width
from bot.render.papers import arxiv_address

# What a digest's papers may take of an embed; titles, notes and the footer have the rest.
_ROOM = 3600
_TITLE, _NAMES, _LINE = 200, 120, 220
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
# `et al.`, `e.g.`, `Fig. 2` end no sentence.
_ABBREVIATED = re.compile(r"(?:\b(?:al|e\.g|i\.e|etc|vs|cf|Fig|Eq|Sec|Dr|St|No|approx)|\b\w)\.$", re.I)
_SHORTEST = 30


def digest_message(due: Due, failures: Sequence[str]) -> Message:
    """The message of what is due, in its order. `failures` are sources that could not be read, a sentence each."""
    papers = [wanted for _, wanted in due.wanted]
    entries = [_entry(wanted) for wanted in papers]
    shown = _how_many_fit(papers, entries)
    title = _title(due, len(papers))
    made = embed(
        title=title,
        body=_body(papers[:shown], entries[:shown]) or "Nothing new today.",
        sections=[
            *([Section("The rest", _rest(len(papers) - shown))] if shown < len(papers) else []),
            *([Section("Could not be read", "\n".join(escape(each) for each in failures)[:900])] if failures else []),
        ],
        footer=footer(due.key),
    )
    return Message(
        name=f"{title} · {day(due.key.day)}",
        embed=made.to_dict(),
        options=tuple((each.paper.key, each.paper.title, paper_details(each.paper)) for each in papers[:shown])[:25],
        shown=shown,
        has_more=shown < len(papers),
        mention=due.subscription.mention,
    )


def digest_page(papers: Sequence[Paper], start: int) -> tuple[discord.Embed, int]:
    """The papers of a digest from `start` on, as many as a private page holds, and where the next page begins."""
    wanted = [Wanted(paper) for paper in papers]
    entries = [_entry(each) for each in wanted[start:]]
    shown = _how_many_fit(wanted[start:], entries)
    end = start + shown
    made = embed(title=f"Papers {start + 1} to {end} of {len(papers)}", body=_body(wanted[start:end], entries[:shown]))
    return made, end


def footer(key: Key) -> str:
    """What stands below a digest; its mark is how it is found again."""
    part = f" ({key.part})" if key.part else ""
    return f"Digest {key.subscription} · {day(key.day)}{part} · {key.mark}"


def first_sentence(text: str, limit: int) -> str:
    """The first sentence of a text, escaped; cut at a word where it is longer than `limit`."""
    for end in _SENTENCE_END.finditer(text):
        sentence = text[: end.end()]
        if len(sentence) >= _SHORTEST and not _ABBREVIATED.search(sentence):
            return clip_escaped(sentence, limit)
    return clip_escaped(text, limit)


def _title(due: Due, number: int) -> str:
    if not number:
        return "No new papers"
    papers = count(number, "new paper")
    return f"{papers}, catching up on {count(due.missed, 'missed day')}" if due.missed else papers


def _how_many_fit(papers: Sequence[Wanted], entries: Sequence[str]) -> int:
    """How many whole entries a message holds, their headings counted; at least one."""
    used, heading = 0, None
    for i, (wanted, entry) in enumerate(zip(papers, entries, strict=True)):
        used += width(entry) + 2
        if main_field(wanted.paper) != heading:
            heading = main_field(wanted.paper)
            used += width(_heading(heading)) + 2
        if used > _ROOM:
            return max(i, 1)
    return len(entries)


def _body(papers: Sequence[Wanted], entries: Sequence[str]) -> str:
    pairs = zip(papers, entries, strict=True)
    groups = [
        "\n\n".join([_heading(field), *(entry for _, entry in group)])
        for field, group in groupby(pairs, key=lambda pair: main_field(pair[0].paper))
    ]
    return "\n\n".join(groups)


def _heading(field: str) -> str:
    return f"__{clip_escaped(field or 'Other fields', 80)}__"


def _entry(wanted: Wanted) -> str:
    paper = wanted.paper
    names = (
        listed([clip_escaped(name, 40) for name in paper.authors[:3]])
        if not paper.et_al
        else ", ".join(clip_escaped(name, 40) for name in paper.authors[:3])
    )
    et_al = " et al." if paper.et_al or len(paper.authors) > 3 else ""
    found = f"“{clip_escaped(wanted.keyword, 40)}”" if wanted.keyword else ""
    details = " · ".join(filter(None, [f"{names}{et_al}", published(paper.published), _code(paper), found]))
    lines = [
        f"**{clip_escaped(paper.title, _TITLE)}**",
        limits.clip(details, _NAMES * 2),
        first_sentence(paper.abstract, _LINE),
        _link(paper),
    ]
    return "\n".join(filter(None, lines))


def _code(paper: Paper) -> str:
    match code_state(paper):
        case CodeLink():
            return "code link"
        case CodeFlagged():
            return "code flagged"
        case _:
            return ""


def _link(paper: Paper) -> str:
    """Where the paper is, by an identifier; no address that a page gives stands here."""
    if paper.arxiv_id:
        return arxiv_address(paper.arxiv_id)
    return f"https://doi.org/{escape(paper.doi)}" if paper.doi else ""


def _rest(number: int) -> str:
    return f"{count(number, 'more paper')} behind **More**."
