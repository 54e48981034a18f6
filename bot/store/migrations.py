"""What earlier Folios have written, and how it becomes what this one reads. The header of every file says its format.

A field that is added with a default needs no step here: what is absent in a record is its default.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Tables: TypeAlias = dict[str, dict[str, dict[str, Any]]]
Step: TypeAlias = Callable[[Tables], Tables]

# Counts changes of the format that an older Folio would misread. Each has a step in MIGRATIONS, from the one before.
FORMAT = 1
MIGRATIONS: Mapping[int, Step] = {}


def migrated(tables: Tables, written_by: int, steps: Mapping[int, Step] = MIGRATIONS, to: int = FORMAT) -> Tables:
    """Tables of an earlier format as this one has them. Pure: the steps from `written_by` on, in order."""
    for version in range(written_by, to):
        tables = steps[version](tables)
    return tables


def vouches(sum_: bytes, written_by: int, generation: int, body: bytes | memoryview) -> bool:
    """Whether a checksum is the one that a format gives to a body."""
    return any(sum_ == _sum(start, body) for start in _starts(written_by, generation))


def checksum(generation: int, *body: bytes) -> bytes:
    """What today's format vouches with: SHA-256 over format, generation and body, which may come in pieces."""
    return _sum(b"%d:%d:" % (FORMAT, generation), *body)


def _starts(written_by: int, generation: int) -> tuple[bytes, ...]:
    today = b"%d:%d:" % (written_by, generation)
    # The first days of format 1 left the format out.
    return (today, b"%d:" % generation) if written_by == 1 else (today,)


def _sum(start: bytes, *body: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(start)
    for piece in body:
        digest.update(piece)
    return digest.hexdigest().encode()
