"""What readers of answers share: how they refuse, and how they are run in a process of their own."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from bot.errors import FolioError

T = TypeVar("T")


class Unreadable(FolioError):
    """What a service sent is not what it was asked for. The message continues “arXiv …”."""


class ServiceSays(Unreadable):
    """The service itself says what is wrong."""


def in_one_part(reader: Callable[[bytes], T], data: bytes) -> Iterator[T]:
    """What a reader, a function of a module, makes of the bytes, as work for a process of its own."""
    yield reader(data)
