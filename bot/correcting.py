"""Correcting what a page says without editing it: durable first, then served."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.folio import Folio
from bot.library.corrections import Correction, read_values
from bot.library.models import Topic
from bot.proposals import Actor
from bot.store.interface import Action, Revision


class Corrections:
    """The corrections of a Folio: seen, set and taken back, one change at a time."""

    def __init__(self, folio: Folio, clock: Callable[[], datetime]) -> None:
        self._folio = folio
        self._clock = clock

    def of(self, subject: str) -> Mapping[Topic, str]:
        """What is corrected about a paper, a person or a page, by its key."""
        return {each.topic: each.value for each in self._folio.overlay.corrections if each.subject == subject}

    def orphans(self) -> Sequence[Correction]:
        """Corrections whose paper or person is not loaded now. They wait for it."""
        known = self._folio.catalogue
        return [
            c
            for c in self._folio.overlay.corrections
            if c.subject not in known.papers and c.subject not in known.people
        ]

    async def correct(self, subject: str, name: str, typed: Mapping[Topic, str], actor: Actor) -> Sequence[str]:
        """Set what was typed, take back what was emptied; returns what changed, in words.

        Raises CorrectionRefused where a value is none, before anything is changed; StoreError.
        """
        values = read_values(typed, self._clock().date())
        async with self._folio.changing:
            were = self.of(subject)
            changes = {topic: value for topic, value in values.items() if value != were.get(topic, "")}
            if not changes:
                return []
            kept = [c for c in self._folio.overlay.corrections if c.subject != subject or c.topic not in changes]
            new = [Correction(subject, topic, value, name) for topic, value in changes.items() if value]
            said = [f"{topic}: {value or 'as the page says'}" for topic, value in changes.items()]
            await self._serve(
                (*kept, *new),
                Revision(self._clock(), actor.id, actor.name, Action.CORRECTED, f"{name}: {', '.join(said)}"),
            )
            return said

    async def _serve(self, corrections: Sequence[Correction], revision: Revision) -> None:
        snapshot = await self._folio.build(replace(self._folio.overlay, corrections=tuple(corrections)))
        await self._folio.store.correct(corrections, revision)
        self._folio.swap(snapshot)
