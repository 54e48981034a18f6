"""Answers to questions as cards: the short answer large, then the words it rests on."""

from collections.abc import Sequence

import discord

from bot.answers.outcome import Answered, Closest, Declined, Fact, Quote
from bot.library.catalogue import Catalogue
from bot.library.models import Paper
from bot.library.wording import published
from bot.render import limits
from bot.render.embeds import QUIET, embed
from bot.render.escape import escape
from bot.render.limits import clip, clip_escaped, fit

# A heading of more letters wraps into a wall.
_LARGE = 110
# Three quotes of this length, their titles and the note stay inside a description.
_QUOTE, _TITLE, _NOTE = 900, 150, 500
_ITEMS = 2400
# A whole abstract within a description, and the longest sentence that is marked in it.
_WHOLE, _MARKED = 3900, 1500


def answered_card(question: str, answer: Answered, catalogue: Catalogue) -> discord.Embed:
    """The short answer large; the papers it lists; the quote with its paper's title and date."""
    shown = [quote for quote in answer.quotes if quote.text != answer.short]
    whole = [quote for quote in answer.quotes if quote.text == answer.short]
    parts = [_short(answer) if not whole else "\n\n".join(_quoted(quote, catalogue) for quote in whole)]
    parts += [_items(answer)] if answer.lists else []
    parts += [_quoted(quote, catalogue) for quote in shown[:2]]
    parts += [_fact(answer, catalogue)] if not answer.quotes and not answer.lists else []
    body = "\n\n".join(filter(None, parts))
    return embed(above=clip(question, limits.EMBED_AUTHOR), body=body, footer=answer.note)


def closest_card(question: str, answer: Closest, catalogue: Catalogue) -> discord.Embed:
    """That the page does not say it outright, and the sentences that come nearest."""
    parts = [clip_escaped(answer.reason, _NOTE), *(_quoted(quote, catalogue) for quote in answer.quotes[:3])]
    return embed(above=clip(question, limits.EMBED_AUTHOR), body="\n\n".join(parts), colour=QUIET)


def declined_card(question: str, answer: Declined) -> discord.Embed:
    """What the pages do not tell."""
    more = "\n\nYou could ask instead:" if answer.suggestions else ""
    return embed(above=clip(question, limits.EMBED_AUTHOR), body=clip_escaped(answer.reason, 1500) + more, colour=QUIET)


def marked_card(paper: Paper, span: tuple[int, int] | None) -> discord.Embed:
    """A whole abstract with one sentence marked; one that is too long as far as it fits around that sentence."""
    start, end = span or (0, 0)
    sentence = clip_escaped(paper.abstract[start:end], _MARKED)
    before, after = paper.abstract[:start].strip(), paper.abstract[end:].strip()
    room = _WHOLE - limits.width(sentence)
    # What is left of the room by the shorter side goes to the longer one.
    behind = min(limits.width(escape(after)), max(room // 2, room - limits.width(escape(before))))
    parts = [_tail(before, room - behind), f"**{sentence}**" if sentence else "", clip_escaped(after, behind)]
    body = " ".join(filter(None, parts)) or "*The page gives no abstract.*"
    return embed(above=published(paper.published), title=paper.title, body=body)


def _tail(text: str, limit: int) -> str:
    """The end of a text, from a word on, with an ellipsis where it had to be cut."""
    tidy = text.strip()
    if limits.width(escape(tidy)) <= limit:
        return escape(tidy)
    kept = tidy[-(limit // 2) :] if limit > 1 else ""
    return f"…{escape(kept.partition(' ')[2] or kept)}"


def _short(answer: Answered) -> str:
    text = answer.short.rstrip(":")
    return f"## {clip_escaped(text, 2 * _LARGE)}" if len(text) <= _LARGE else f"**{clip_escaped(text, 1200)}**"


def _items(answer: Answered) -> str:
    lines = [f"• {clip_escaped(item.label, _TITLE)} · {clip_escaped(item.value, _TITLE)}" for item in answer.items]
    shown = fit(lines, _ITEMS, "\n")
    return f"{shown}\nand {answer.more:,} more" if answer.more else shown


def _fact(answer: Answered, catalogue: Catalogue) -> str:
    """Where a short answer without a quote stands."""
    facts = [each for each in answer.receipts if isinstance(each, Fact)]
    papers = [catalogue.papers[key] for key in answer.papers[:1] if key in catalogue.papers]
    if papers:
        return "" if answer.short.startswith(papers[0].title) else _origin(papers[0])
    lines = [f"{clip_escaped(fact.label, 200)}: {clip_escaped(fact.value, 200)}" for fact in facts if fact.page]
    return fit(lines, 900, "\n") if lines and not answer.note else ""


def _quoted(quote: Quote, catalogue: Catalogue) -> str:
    return f"> {clip_escaped(quote.text, _QUOTE)}\n{_origin(catalogue.papers[quote.paper])}"


def _origin(paper: Paper) -> str:
    return f"**{clip_escaped(paper.title, _TITLE)}** · {published(paper.published)}"


def listed_papers(answer: Answered | Closest, catalogue: Catalogue) -> Sequence[Paper]:
    """The papers that an answer names or quotes, in its order, each once."""
    keys = answer.papers if isinstance(answer, Answered) else tuple(quote.paper for quote in answer.quotes)
    return [catalogue.papers[key] for key in dict.fromkeys(keys) if key in catalogue.papers]
