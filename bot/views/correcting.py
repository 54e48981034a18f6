"""Correcting a paper, a person or a page from Discord: a form to type into, and a list to take from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import discord

from bot.folio import Folio
from bot.library.models import Paper, Person, Topic
from bot.matching.outcome import Ambiguous, Found, NotFound, Outcome
from bot.render.corrections import corrected_note, corrections_card, subject_option
from bot.render.embeds import note
from bot.render.limits import clip_escaped
from bot.views.asker import actor_of
from bot.views.controls import Line, form, menu, option
from bot.views.moderation import may_moderate
from bot.views.press import Press
from bot.views.replies import Reply, refuse, send

if TYPE_CHECKING:
    from bot.client import FolioClient

    Interaction = discord.Interaction[FolioClient]

# What stands in a form's custom ids, by what is corrected there.
_LINES = {"code": Topic.CODE, "names": Topic.NAMES, "date": Topic.DATE, "arxiv": Topic.ARXIV, "doi": Topic.DOI}
_OWN_LINES = {"names": Topic.NAMES, "captured": Topic.CAPTURED}
_PAPER, _PERSON = "p", "a"
_NO_SUCH = "That is not in the library any more, so there is nothing to correct."
_QUOTED = 150


async def open_paper_form(interaction: Interaction, query: str) -> None:
    """The form for the paper that is meant, or a private choice, or a private no."""
    await _open(interaction, _PAPER, query, interaction.client.folio.find_paper(query))


async def open_person_form(interaction: Interaction, query: str) -> None:
    """The form for the person who is meant, or a private choice, or a private no."""
    await _open(interaction, _PERSON, query, interaction.client.folio.find_person(query))


async def open_form(interaction: Interaction, press: Press) -> None:
    """The form for what a card's button or a menu names: `p/key` or `a/key`."""
    if await may_moderate(interaction, "correct something"):
        await _send_form(interaction, press.value or press.argument)


async def correct(interaction: Interaction, press: Press) -> None:
    """Take a form as it was sent. Deferred: the indexes are built anew before the answer."""
    if not await may_moderate(interaction, "correct something"):
        return
    kind, _, key = press.argument.partition("/")
    subject = _subject(interaction.client.folio, kind, key)
    corrections = interaction.client.corrections
    name = subject.name if subject else next((c.name for c in corrections.orphans() if c.subject == key), "")
    if not name:
        await refuse(interaction, _NO_SUCH)
        return
    topics = _LINES if kind == _PAPER else _OWN_LINES
    typed = {topics[line]: text for line, text in press.lines.items() if line in topics}
    await interaction.response.defer(ephemeral=True, thinking=True)
    changes = await corrections.correct(key, name, typed, actor_of(interaction))
    await interaction.edit_original_response(embed=corrected_note(name, changes))


async def show_corrections(interaction: Interaction) -> None:
    """Everything that is corrected, privately, with a menu to change it or take it back."""
    client = interaction.client
    corrections = client.folio.overlay.corrections
    card = corrections_card(corrections, {orphan.subject for orphan in client.corrections.orphans()})
    subjects = {c.subject: c for c in reversed(corrections)}
    options = [
        option(
            f"{_kind(client.folio, c.subject)}/{c.subject}", *subject_option(c.name, client.corrections.of(c.subject))
        )
        for c in subjects.values()
    ]
    controls = (menu("correct", "", "Change or take back", options),) if options else ()
    await send(interaction, Reply(card, controls, private=True))


async def _open(interaction: Interaction, kind: str, query: str, outcome: Outcome) -> None:
    match outcome:
        case Found(best):
            await _send_form(interaction, f"{kind}/{best.key}")
        case Ambiguous(matches) | NotFound(matches):
            may = (
                "may mean several here" if isinstance(outcome, Ambiguous) else "is nothing here; these are the nearest"
            )
            options = [option(f"{kind}/{match.key}", match.name, "") for match in matches]
            controls = (menu("correct", "", "Correct which one?", options),) if options else ()
            text = note(f"“{clip_escaped(query, _QUOTED)}” {may}.")
            await send(interaction, Reply(text, controls, private=True))


async def _send_form(interaction: Interaction, argument: str) -> None:
    kind, _, key = argument.partition("/")
    subject = _subject(interaction.client.folio, kind, key)
    now = interaction.client.corrections.of(key)
    if subject is None and not now:
        await refuse(interaction, _NO_SUCH)
        return
    lines = _paper_lines(now) if kind == _PAPER else _person_lines(now, subject)
    name = subject.name if subject else key
    await interaction.response.send_modal(form("corrected", f"{kind}/{key}", f"Correct: {name}", lines))


def _paper_lines(now: Mapping[Topic, str]) -> list[Line]:
    hints = {
        "code": "https://github.com/owner/name, or none",
        "names": "What people call it; with “;” between several",
        "date": "2025-03-18, or 2025-03, or 2025",
        "arxiv": "2503.14476, or the paper’s address at arXiv",
        "doi": "10.1000/182, or the address at doi.org",
    }
    return [_line(line, topic, now, hints[line]) for line, topic in _LINES.items()]


def _person_lines(now: Mapping[Topic, str], person: Paper | Person | None) -> list[Line]:
    lines = [_line("names", Topic.NAMES, now, "Nicknames, other spellings; with “;” between several")]
    if Topic.CAPTURED in now or (isinstance(person, Person) and person.page):
        lines.append(_line("captured", Topic.CAPTURED, now, "The day the page was copied: 2026-11-22"))
    return lines


def _line(line: str, topic: Topic, now: Mapping[Topic, str], hint: str) -> Line:
    label = f"{topic[0].upper()}{topic[1:]}; empty: as the page says" if topic is not Topic.NAMES else "Other names"
    return Line(line, label, now.get(topic, ""), hint, required=False)


def _subject(folio: Folio, kind: str, key: str) -> Paper | Person | None:
    return folio.paper(key) if kind == _PAPER else folio.person(key)


def _kind(folio: Folio, key: str) -> str:
    return _PERSON if folio.person(key) else _PAPER
