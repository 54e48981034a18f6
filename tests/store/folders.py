"""Data folders that a store has written into, and what is found in them."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.store.media import Disk
from bot.store.tiny import TinyStore
from tests.store.samples import APPLICATION, library, memory, tree

STATE, PREVIOUS, LIBRARY, EARLIER = "state.json", "state.json.previous", "library.json", "earlier"

# The user and group that own nothing.
_NOBODY = 65534


@contextmanager
def plain_users_folder() -> Iterator[Path]:
    """A folder of somebody who is not root: nothing is forbidden to root, so root becomes nobody meanwhile."""
    with TemporaryDirectory() as name:
        folder, is_root = Path(name), os.geteuid() == 0
        if is_root:
            os.chown(folder, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        try:
            yield folder
        finally:
            folder.chmod(0o700)
            if is_root:
                os.seteuid(0)


async def filled(folder: Path, disk: Disk | None = None) -> TinyStore:
    """An open store that has written memory 1, library 1 and then, as the last change of the state, command tree 1."""
    store = TinyStore.open(folder, disk)
    await store.apply(library(1), memory(1))
    await store.remember_command_tree(APPLICATION, tree(1))
    return store


async def fill(folder: Path) -> None:
    """Make a folder that such a store has written into and left."""
    await (await filled(folder)).close()


def names(folder: Path) -> set[str]:
    """Every file of a folder but the lock."""
    return {path.name for path in folder.iterdir()} - {"folio.lock"}


def aside(folder: Path, name: str) -> list[bytes]:
    """The bytes of what was set aside of a file."""
    return [path.read_bytes() for path in folder.glob(f"{name}.damaged-*")]


def vouched_for(body: bytes, *, written_by: int = 1) -> bytes:
    """A file with a true checksum over a body that no Folio of today wrote."""
    digest = hashlib.sha256(b"%d:9:" % written_by + body).hexdigest().encode()
    return b'{"folio":%d,"generation":9,"sha256":"%s","tables":%s}\n' % (written_by, digest, body)
