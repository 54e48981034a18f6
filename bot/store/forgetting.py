"""Removing a person from what is kept: everywhere that an id and a name of theirs stands."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.store.interface import Revision
from bot.store.records import Database

T = TypeVar("T")

# What stands in place of a name. The line itself stays: it says what happened to the library.
FORGOTTEN = "somebody who asked to be forgotten"
NOBODY = 0


def forget(revision: Revision, person: int) -> Revision:
    """A line of the history without the person, where it was theirs."""
    return replace(revision, actor=NOBODY, name=FORGOTTEN) if revision.actor == person else revision


def rewrite(database: Database, table: str, kind: type[T], change: Callable[[T], T]) -> int:
    """Change records of a table, in one write and without changing their order; how many were changed."""
    before = database.items(table, kind)
    after = {doc_id: change(record) for doc_id, record in before.items()}
    changed = sum(after[doc_id] != record for doc_id, record in before.items())
    if changed:
        database.replace(table, after)
    return changed
