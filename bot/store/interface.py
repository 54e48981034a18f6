"""What Folio asks of a store. Verbs of the domain, each atomic: it happened wholly, or it did not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import StoreError
from bot.ingest.problems import Problem
from bot.ingest.resolve import Memory
from bot.library.models import Page


class StoreFull(StoreError):
    """There is no room for what was to be written. What was kept before still is, and can be read."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A seed file as it was read: how many pages and papers it gave, and what was wrong with it."""

    name: str
    pages: int
    papers: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Everything derived from the seeds. `fingerprint` names the seeds and the code it was derived by."""

    fingerprint: str
    files: tuple[FileRecord, ...]
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class CommandTree:
    """The slash commands as last synced: a hash of what was sent, and what Discord made of each (by name)."""

    sent: str
    ids: Mapping[str, int]
    versions: Mapping[str, str]


class Store(Protocol):
    """One writer, any number of readers. Every verb raises StoreError where the disk fails."""

    @property
    def reports(self) -> Sequence[str]:
        """Sentences for the operator about what was found damaged at opening, and what was done."""

    async def library(self) -> Library | None:
        """The library last applied, or None before the first time."""

    async def memory(self) -> Memory:
        """What earlier loads settled."""

    async def apply(self, library: Library, memory: Memory) -> None:
        """Replace the library. Memory is durable before it, so that a crash between loses no settled date."""

    async def command_tree(self, application_id: int) -> CommandTree | None:
        """The commands last synced for an application."""

    async def remember_command_tree(self, application_id: int, tree: CommandTree) -> None:
        """Keep what was synced."""

    async def close(self) -> None:
        """Finish what is being written and let the next process in."""
