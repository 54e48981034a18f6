"""Changing the library while it is served: propose, look, apply; undo. Nothing changes before Apply."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.courtesy import unhurried
from bot.digest.arrivals import Seen, unseen
from bot.errors import StoreError
from bot.folio import Folio
from bot.ingest.seeds import Seeds, open_seeds
from bot.ingest.uploads import Upload, store_upload
from bot.library.diff import Diff, compare
from bot.loading import errors, met, suspicions, warnings
from bot.proposals import (
    Actor,
    Applied,
    Doubtful,
    NothingToUndo,
    Outcome,
    Outdated,
    Progress,
    Proposal,
    Stage,
    UploadGone,
    nobody_asks,
)
from bot.reading import Read, Sent, read_folder
from bot.snapshot import Overlay, Snapshot
from bot.store.interface import Action, Library, Revision, Store

_log = logging.getLogger(__name__)


class Reloads:
    """Proposals that wait for a yes: one a moderator, one change at a time."""

    def __init__(self, folio: Folio, seeds_dir: Path, clock: Callable[[], datetime]) -> None:
        self._folio = folio
        self._seeds_dir = seeds_dir
        self._clock = clock
        self._open: dict[int, Proposal] = {}

    @property
    def _store(self) -> Store:
        return self._folio.store

    async def propose(self, actor: Actor, action: Action, progress: Progress = nobody_asks) -> Proposal:
        """What a reload or an undo would do. Replaces the actor's own older proposal.

        Raises SeedsError where the folder cannot be read, NothingToUndo, StoreError.
        """
        async with self._folio.changing:
            with unhurried():
                return await self._propose(actor, action, None, progress)

    async def propose_upload(
        self, actor: Actor, data: bytes, suffix: str, progress: Progress = nobody_asks
    ) -> Proposal:
        """What a file would do in the seeds folder. Raises UploadRefused, SeedsError, StoreError."""
        async with self._folio.changing:
            with unhurried():
                return await self._propose(actor, Action.UPLOADED, Sent(data, suffix), progress)

    async def apply(self, token: str, actor: Actor, action: Action, *, sure: bool, announce: bool = False) -> Outcome:
        """Apply a proposal: one write, one swap. A stale one is made anew instead, one of before a restart as well.

        `announce` makes news even of more papers than news usually are.
        """
        async with self._folio.changing:
            with unhurried():
                return await self._apply(token, actor, action, sure=sure, announce=announce)

    async def _apply(self, token: str, actor: Actor, action: Action, *, sure: bool, announce: bool) -> Outcome:
        proposal = self._open.get(actor.id)
        if proposal is None or proposal.token != token or await self._is_stale(proposal):
            return Outdated(await self._propose(actor, action, _upload_of(proposal, action)))
        if proposal.doubts and not sure:
            return Doubtful(proposal)
        snapshot = await self._under_overlay(proposal)
        today = self._clock().date()
        seen = await asyncio.to_thread(
            met, self._folio.seen, proposal.diff, snapshot.catalogue, today, announce=announce
        )
        library = await self._write(proposal, seen)
        self._folio.swap(replace(snapshot, library=library), seen)
        del self._open[actor.id]
        await self._remember(library)
        return Applied(proposal)

    async def cancel(self, token: str, actor: Actor) -> None:
        """Let go of a proposal. One that is being applied is past cancelling."""
        async with self._folio.changing:
            proposal = self._open.get(actor.id)
            if proposal is not None and proposal.token == token:
                del self._open[actor.id]
                await self.note(actor, Action.CANCELLED, proposal.diff.summary())

    async def note(self, actor: Actor, action: Action, summary: str) -> None:
        """Write a line into the history."""
        await self._store.record(Revision(self._clock(), actor.id, actor.name, action, summary))

    async def forget(self, person: int) -> int:
        """Remove a person from everything that is stored; in how many places they were. Raises StoreError."""
        async with self._folio.changing:
            self._open.pop(person, None)
            found = await self._store.forget(person)
            self._folio.forget(person)
            return found

    async def history(self) -> Sequence[Revision]:
        """What was done and tried, newest first."""
        return await self._store.history()

    def others(self, actor: Actor) -> Sequence[str]:
        """Names of those who have a proposal open, too."""
        return [proposal.actor.name for key, proposal in self._open.items() if key != actor.id]

    async def differs(self) -> bool:
        """Whether the files are others than those that what is served was read from."""
        seeds = await asyncio.to_thread(open_seeds, self._seeds_dir)
        return seeds.content != self._folio.library.content

    async def _propose(
        self, actor: Actor, action: Action, sent: Sent | Upload | None, progress: Progress = nobody_asks
    ) -> Proposal:
        if action is Action.UPLOADED and sent is None:
            raise UploadGone("The file is not at hand any more. Please upload it again.")
        await progress(Stage.READING)
        memory = await self._store.memory()
        if action is Action.UNDONE:
            read = Read(await self._earlier(), memory, None)
        else:
            read = await read_folder(self._seeds_dir, sent, memory, self._clock().date())
        # Pure Python in a thread: the loop gets its turn every few milliseconds.
        await progress(Stage.BUILDING)
        snapshot, diff = await asyncio.to_thread(_build, read.library, self._folio.overlay, self._folio.snapshot)
        proposal = Proposal(
            token=secrets.token_hex(4),
            actor=actor,
            action=action,
            base=self._folio.library.fingerprint,
            library=read.library,
            memory=read.memory,
            snapshot=snapshot,
            diff=diff,
            doubts=tuple(suspicions(self._folio.library, read.library)),
            refused=tuple(errors(read.library)),
            warned=tuple(warnings(read.library)),
            news=tuple(unseen(self._folio.seen, diff.papers_added)),
            upload=read.upload,
        )
        self._open[actor.id] = proposal
        return proposal

    def _seeds(self, upload: Upload | None) -> Seeds:
        """The folder as it is, or as it would be with an upload in it."""
        seeds = open_seeds(self._seeds_dir)
        return seeds.with_file(upload.name, upload.data) if upload else seeds

    async def _earlier(self) -> Library:
        library = await self._store.earlier()
        if library is None:
            raise NothingToUndo("There is no earlier library to go back to.")
        return library

    async def _under_overlay(self, proposal: Proposal) -> Snapshot:
        """The proposal's snapshot under what lies over it now, which is nothing that the look was about."""
        overlay = self._folio.overlay
        if proposal.snapshot.overlay is overlay:
            return proposal.snapshot
        return await asyncio.to_thread(Snapshot.complete, proposal.library, overlay, proposal.snapshot)

    async def _is_stale(self, proposal: Proposal) -> bool:
        if proposal.base != self._folio.library.fingerprint:
            return True
        if proposal.action is Action.UNDONE:
            return False
        seeds = await asyncio.to_thread(self._seeds, proposal.upload)
        return seeds.content != proposal.library.content

    async def _write(self, proposal: Proposal, seen: Seen) -> Library:
        """Make a proposal durable, with its revision.

        An uploaded file comes first, and goes again where the rest fails.
        """
        revision = Revision(
            self._clock(), proposal.actor.id, proposal.actor.name, proposal.action, proposal.diff.summary()
        )
        stored = None
        if proposal.upload is not None:
            stored = await asyncio.to_thread(store_upload, self._seeds_dir, proposal.upload)
        library = replace(proposal.library, revision=revision)
        try:
            await self._keep(library, proposal, seen)
        except StoreError:
            # The disk may have taken the library all the same and only not confirmed it.
            if not await self._is_stored(library):
                if stored is not None:
                    await asyncio.to_thread(stored.withdraw)
                raise
            _log.warning("The change was written, but the disk did not confirm it.")
        return library

    async def _is_stored(self, library: Library) -> bool:
        try:
            return await self._store.library() == library
        except StoreError:
            return False

    async def _keep(self, library: Library, proposal: Proposal, seen: Seen) -> None:
        if proposal.action is Action.UNDONE:
            seeds = await asyncio.to_thread(open_seeds, self._seeds_dir)
            await self._store.revert(library, seeds.content)
        else:
            await self._store.apply(library, proposal.memory, seen)

    async def _remember(self, library: Library) -> None:
        """The history is for people; the library holds its own last revision."""
        assert library.revision is not None  # as just written
        try:
            await self._store.record(library.revision)
        except StoreError as error:
            _log.warning("The history lacks a line: %s", error)


def _upload_of(proposal: Proposal | None, action: Action) -> Upload | None:
    return proposal.upload if proposal is not None and action is Action.UPLOADED else None


def _build(library: Library, overlay: Overlay, before: Snapshot) -> tuple[Snapshot, Diff]:
    snapshot = Snapshot.complete(library, overlay, before)
    return snapshot, compare(before.catalogue, snapshot.catalogue)
