"""Work in a process of its own: it holds no lock of the event loop, and it can be ended.

A thread does not help against what holds Python's global lock: parsing a large file stops everybody.
"""

import asyncio
import pickle
import struct
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from bot.errors import FolioError

_LENGTH = struct.Struct("!I")
_ENDED = "was ended. Nothing was changed."


class WorkerFailed(FolioError):
    """The process took too long, or more memory than it may, or died."""


async def run_apart(
    work: Callable[..., Iterable[object]], *arguments: object, seconds: float, megabytes: int
) -> list[Any]:
    """The parts that `work`, a module's function, yields for its arguments, computed in a process of its own.

    Parts come one by one, so that taking them in is as many short steps. Raises what `work` raises where that
    is a FolioError, else WorkerFailed.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.worker", str(megabytes),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert process.stdin is not None  # as asked for
    assert process.stdout is not None
    try:
        async with asyncio.timeout(seconds):
            process.stdin.write(pickle.dumps((work, arguments)))
            process.stdin.close()
            return await _parts(process.stdout)
    except TimeoutError:
        raise WorkerFailed(f"Reading took longer than {seconds:.0f} seconds and {_ENDED}") from None
    except (asyncio.IncompleteReadError, ConnectionError, pickle.UnpicklingError):
        raise WorkerFailed(f"Reading took more than {megabytes} MB, or broke off, and {_ENDED}") from None
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _parts(stream: asyncio.StreamReader) -> list[Any]:
    """Everything up to the end mark, which is an empty frame."""
    parts: list[Any] = []
    while length := _LENGTH.unpack(await stream.readexactly(_LENGTH.size))[0]:
        part = pickle.loads(await stream.readexactly(length))  # noqa: S301  # written by the process below
        if isinstance(part, FolioError):
            raise part
        parts.append(part)
    return parts


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """The other side: read what to do, and write its parts."""
    work, arguments = pickle.load(stdin)  # noqa: S301  # written by the process above
    try:
        for part in work(*arguments):
            _send(stdout, part)
    except FolioError as error:
        _send(stdout, error)
    stdout.write(_LENGTH.pack(0))
    stdout.flush()


def _send(stdout: BinaryIO, part: object) -> None:
    frame = pickle.dumps(part)
    stdout.write(_LENGTH.pack(len(frame)))
    stdout.write(frame)


def _limit(megabytes: int) -> None:
    """Bound the memory of this process, where the system can."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


if __name__ == "__main__":
    _limit(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
