"""One question to a service: its answer read, or why there is none."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.sources.interface import Failed, NotModified
from bot.sources.reading import Unreadable, in_one_part
from bot.sources.web import Body, Call, Refusal, Unchanged, Web
from bot.worker import WorkerFailed, run_apart

_log = logging.getLogger(__name__)
T = TypeVar("T")

# The worst feed of so many bytes that passes `feeds` takes 40 ms, and a thread gives way to the event loop but for
# single searches in it. A process of its own takes longer to begin, but can be ended.
_SHORT = 8 << 10
_SECONDS = 20.0
# An ordinary feed of 5 MB takes 60.
_MEGABYTES = 500


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What was read, with the service's marks of it."""

    value: T
    etag: str | None = None
    modified: str | None = None


async def ask(
    web: Web, call: Call, reader: Callable[[bytes], T], why: Callable[[Refusal], str]
) -> Read[T] | NotModified | Failed:
    """What `reader`, a function of a module, makes of the answer; it may raise Unreadable. `why` explains a refusal."""
    answer = await web.get(call)
    if isinstance(answer, Unchanged):
        return NotModified(call.since)
    if isinstance(answer, Refusal):
        return Failed(f"{call.service} {await asyncio.to_thread(why, answer)}.")
    return await _read(call, answer, reader) if isinstance(answer, Body) else answer


async def _read(call: Call, body: Body, reader: Callable[[bytes], T]) -> Read[T] | Failed:
    try:
        if len(body.data) <= _SHORT:
            value = await asyncio.to_thread(reader, body.data)
        else:
            (value,) = await run_apart(in_one_part, reader, body.data, seconds=_SECONDS, megabytes=_MEGABYTES)
    except Unreadable as error:
        return Failed(f"{call.service} {error}.")
    except WorkerFailed:
        return Failed(f"{call.service} sent an answer that takes too much time or memory to read.")
    except Exception:  # noqa: BLE001  # a reader's fault would end a process of its own; it ends no more here
        _log.exception("An answer of %s could not be read.", call.service)
        return Failed(f"{call.service} sent an answer that Folio cannot read.")
    return Read(value, body.etag, body.modified)
