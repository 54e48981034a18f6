"""A process that writes until it is killed: `python -m tests.store.writer FOLDER FIRST`.

Says `ready` once it holds the folder, then `library N` and `tree N` after each finished write.
"""

import asyncio
import os
import sys
from itertools import count
from pathlib import Path

from bot.errors import StoreError
from bot.store.tiny import TinyStore
from tests.store.samples import APPLICATION, library, memory, tree


async def write(folder: Path, first: int) -> None:
    """Write numbers from `first` on: a reload and an update each."""
    store = TinyStore.open(folder)
    say("ready")
    for number in count(first):
        await store.apply(library(number), memory(number))
        say(f"library {number}")
        await store.remember_command_tree(APPLICATION, tree(number))
        say(f"tree {number}")


def say(line: str) -> None:
    """Hand a line to the kernel at once: what is said survives the process."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    try:
        asyncio.run(write(Path(sys.argv[1]), int(sys.argv[2])))
    except StoreError as refused:
        sys.exit(str(refused))
