"""The one place where embeds are made, so that no embed can break a limit."""

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.render import limits
from bot.render.escape import escape
from bot.render.limits import clip, clip_escaped, width

ACCENT = discord.Colour(0x3D6FD9)
QUIET = discord.Colour(0x8A8F98)


_NO_EMBEDS = "\n-# Plain text, since Folio lacks the permission **Embed Links** here. A moderator can give it that."


@dataclass(frozen=True, slots=True)
class Section:
    """A field of an embed: `name` plain, `value` already escaped."""

    name: str
    value: str
    inline: bool = False


def embed(
    *,
    title: str = "",
    body: str = "",
    above: str = "",
    sections: Iterable[Section] = (),
    footer: str = "",
    colour: discord.Colour = ACCENT,
) -> discord.Embed:
    """An embed within every limit. `title`, `above` and `footer` are plain text, `body` is already escaped.

    Callers fit their texts; what does not fit all the same is cut at a word, sections before the body.
    """
    made = discord.Embed(title=clip_escaped(title, limits.EMBED_TITLE) or None, colour=colour)
    if above:
        made.set_author(name=clip(above, limits.EMBED_AUTHOR))
    if footer:
        made.set_footer(text=clip(footer, limits.EMBED_FOOTER // 4))
    room = limits.EMBED_TOTAL - _used(made)
    made.description = clip(body, min(limits.EMBED_DESCRIPTION, room)) or None
    for section in list(sections)[: limits.EMBED_FIELDS]:
        name, value = (
            clip(section.name, limits.EMBED_FIELD_NAME),
            clip(section.value, limits.EMBED_FIELD_VALUE),
        )
        if value and _used(made) + width(name) + width(value) <= limits.EMBED_TOTAL:
            made.add_field(name=name, value=value, inline=section.inline)
    return made


def note(text: str, title: str = "") -> discord.Embed:
    """A short private sentence: a refusal, a hint. `text` is already escaped."""
    return embed(title=title, body=text, colour=QUIET)


def plain_twin(made: discord.Embed) -> str:
    """An embed as plain text within a message's limit, for where embeds are not shown."""
    head = [f"*{escape(made.author.name)}*" if made.author.name else "", f"**{made.title}**" if made.title else ""]
    fields = [f"**{field.name}:** {field.value}" for field in made.fields]
    foot = f"-# {made.footer.text}" if made.footer.text else ""
    text = "\n".join(filter(None, [*head, made.description or "", *fields, foot]))
    return clip(text, limits.CONTENT - width(_NO_EMBEDS)) + _NO_EMBEDS


def _used(made: discord.Embed) -> int:
    texts = [made.title, made.description, made.footer.text, made.author.name]
    texts += [text for field in made.fields for text in (field.name, field.value)]
    return sum(width(text) for text in texts if text)
