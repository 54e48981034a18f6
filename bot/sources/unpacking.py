"""A response's body, unpacked as it comes, so that neither its length nor what it unpacks to fills the memory."""

import zlib
from collections.abc import AsyncIterable
from typing import Protocol

from bot.errors import FolioError

_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
# zlib: find out which of both formats it is.
_EITHER = 32 + zlib.MAX_WBITS


class TooLong(FolioError):
    """The body is longer than it may be."""


class BadBody(FolioError):
    """The body is not packed as its header says."""


class _Unpacker(Protocol):
    def take(self, chunk: bytes, most: int) -> bytes: ...

    def check_end(self) -> None: ...


class _Plain:
    def take(self, chunk: bytes, most: int) -> bytes:
        return chunk

    def check_end(self) -> None:
        return


class _Packed:
    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_EITHER)

    def take(self, chunk: bytes, most: int) -> bytes:
        try:
            return self._stream.decompress(chunk, most)
        except zlib.error:
            raise BadBody from None

    def check_end(self) -> None:
        if not self._stream.eof:
            raise BadBody


async def unpack(chunks: AsyncIterable[bytes], encoding: str, most: int) -> bytes:
    """The body, at most so many bytes. Raises TooLong and BadBody, and what reading a chunk raises."""
    unpacker = _unpacker(encoding.strip().lower())
    body = bytearray()
    async for chunk in chunks:
        body += unpacker.take(chunk, most + 1 - len(body))
        if len(body) > most:
            raise TooLong
    unpacker.check_end()
    return bytes(body)


def _unpacker(encoding: str) -> _Unpacker:
    if encoding in _PLAIN:
        return _Plain()
    if encoding in _PACKED:
        return _Packed()
    raise BadBody
