"""Libraries to ask: the shipped page, the invented pages one by one, and all of them together."""

import shutil
from pathlib import Path

from bot.answers.engine import answer
from bot.answers.outcome import Answer, Answered, Closest, Fact, Quote, Receipt
from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.conftest import TODAY

PAGES = Path(__file__).parent / "pages"


async def open_pages(folder: Path, *names: str) -> Folio:
    """Folio on some of the invented pages."""
    for name in names:
        for file in PAGES.glob(f"{name}.*"):
            shutil.copy(file, folder)
    return await Folio.open(folder, TinyStore.in_memory(), TODAY, keep=False)


def receipts_of(given: Answer) -> tuple[Receipt, ...]:
    """Everything that an answer rests on."""
    match given:
        case Answered(receipts=receipts):
            return receipts
        case Closest(quotes=quotes):
            return quotes
        case _:
            return ()


def text_of(receipt: Receipt) -> str:
    """A receipt in one line."""
    return receipt.text if isinstance(receipt, Quote) else f"{receipt.label} {receipt.value}"


__all__ = ["PAGES", "Fact", "answer", "open_pages", "receipts_of", "text_of"]
