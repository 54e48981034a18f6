"""Libraries, memories and command trees by number: whoever reads one can tell which it is and that it is whole."""

import random
from datetime import date

from bot.ingest.problems import Problem, Severity
from bot.ingest.resolve import Memory, SettledDate
from bot.library.models import Captured, CaptureSource, Listing, Metric, Metrics, Page, Published
from bot.store.interface import CommandTree, FileRecord, Library

APPLICATION = 1_234_567_890_123_456_789
_DAY = date(2026, 11, 22)
# Texts are 10 bytes to 20 KB long: a shrinking file is what tears a naive store.
_SHORTEST, _LONGEST = 10, 20_000


def library(number: int) -> Library:
    """A library of one to eight pages whose size changes wildly from number to number."""
    chance = random.Random(number)
    pages = tuple(_page(number, i, chance) for i in range(chance.randint(1, 8)))
    problem = Problem(Severity.WARNING, "0.txt", number, "“ünusual”, \N{SNOWMAN}")
    return Library(str(number), tuple(FileRecord(page.source, 1, 1, (problem,)) for page in pages), pages)


def memory(number: int) -> Memory:
    """What a load of that number could have settled."""
    chance = random.Random(number)
    dates = {f"{number} {i}": SettledDate(_DAY, "x" * chance.randint(1, 500)) for i in range(chance.randint(1, 20))}
    return Memory({"number": date.fromordinal(number + 1)}, dates)


def memory_number(found: Memory) -> int:
    """Which memory it is."""
    return found.first_seen["number"].toordinal() - 1


def tree(number: int) -> CommandTree:
    """A command tree; the higher ones do not always have more commands."""
    names = [f"command{i}" for i in range(random.Random(number).randint(1, 30))]
    return CommandTree(str(number), dict.fromkeys(names, number), dict.fromkeys(names, "v" * (number % 700)))


def _page(number: int, i: int, chance: random.Random) -> Page:
    text = f"{number} " + "x" * chance.randint(_SHORTEST, _LONGEST)
    return Page(
        key=f"p{i}",
        owner=f"Owner {i}",
        source=f"{i}.txt",
        captured=Captured(_DAY, CaptureSource.SIDECAR),
        primary_field="LG",
        metrics=Metrics(h_index=Metric("18", 18), citations=Metric("12.4k", 12_400.0)),
        stated_papers=1,
        listings=(Listing(title=text[:50], authors=("Ann", "Bén"), published=Published(_DAY, True), abstract=text),),
    )
