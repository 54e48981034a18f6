"""`python -m bot check`: files are read as the bot would read them, beside what it has settled."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.check import check_seeds, settled
from bot.folio import Folio
from bot.ingest.resolve import Memory
from bot.store.tiny import TinyStore
from tests.pages import PaperText, page_text


def checked(seeds: Path, memory: Memory) -> str:
    """What is printed on a day in March."""
    out = StringIO()
    assert check_seeds(seeds, memory, date(2026, 3, 1), Console(file=out, width=200))
    return out.getvalue()


async def test_days_that_the_bot_has_settled_are_no_news(tmp_path: Path) -> None:
    """A day of last December is one, as the bot has known since; only without its data nobody can tell."""
    seeds, data = tmp_path / "seeds", tmp_path / "data"
    seeds.mkdir()
    (seeds / "ada.txt").write_text(page_text("Ada Long", [PaperText("A Thing", meta="LGDec 28")]))
    assert "after its page was captured" in checked(seeds, await settled(data))
    assert not data.exists()
    store = TinyStore.open(data)
    await Folio.open(seeds, store, date(2025, 12, 30))
    await store.close()
    assert "0 warnings, 0 errors." in checked(seeds, await settled(data))


@pytest.mark.parametrize("damage", ["", "{}", "no state"])
async def test_data_that_cannot_be_read_is_as_none(tmp_path: Path, damage: str) -> None:
    """What is wrong with it is for the doctor to say."""
    (tmp_path / "state.json").write_text(damage)
    assert await settled(tmp_path) == Memory()
