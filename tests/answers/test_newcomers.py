"""Questions by people who had never seen the code: on the shipped page and on four invented ones."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.answers.judging import judge
from tests.answers.libraries import PAGES, open_pages
from tests.conftest import SEEDS, TODAY

# The day on which the questions were asked.
ASKED = date(2026, 11, 22)
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (PAGES / "questions-2026-11-22.jsonl").read_text("utf-8").splitlines()
]
INVENTED = ("castellaw", "halloran", "vasquez-thorne", "yildirim")
# Categories that fields, people and filters answer rather than sentences.
_OF_FIELDS = ("metrics", "meta", "list_filter", "code_link", "expansion")
# How many are right of each; what is reached must not be lost.
_LEAST = {
    "shipped": {"fields": 57, "compare": 7, "unanswerable": 39},
    "invented": {"fields": 77, "compare": 6, "unanswerable": 43},
}
_RIGHT = {"shipped": 157, "invented": 194}


async def _judged(folder: Path, pages: tuple[str, ...]) -> tuple[Counter[str], list[str]]:
    """Right answers by category, and the questions that were answered wrong."""
    right: Counter[str] = Counter()
    wrong = []
    for page in pages:
        own = folder / page
        own.mkdir()
        folio = (
            await open_pages(own, page)
            if page in INVENTED
            else await Folio.open(SEEDS, TinyStore.in_memory(), TODAY, keep=False)
        )
        for row in (row for row in ROWS if row["page"] == page):
            is_right = judge(folio, row, folio.ask(row["question"], ASKED)).right
            right["fields" if row["category"] in _OF_FIELDS else row["category"]] += is_right
            wrong += [] if is_right else [f"{row['category']}: {row['question']}"]
    return right, wrong


@pytest.mark.parametrize(("name", "pages"), [("shipped", ("yuxuan-tong",)), ("invented", INVENTED)])
async def test_newcomers_are_answered(tmp_path: Path, name: str, pages: tuple[str, ...]) -> None:
    """What was once answered right stays so, by category and in all."""
    right, wrong = await _judged(tmp_path, pages)
    assert right.total() >= _RIGHT[name], wrong
    assert {category: right[category] for category in _LEAST[name] if right[category] < _LEAST[name][category]} == {}
