"""Questions by people who had never seen the code: on the shipped page and on seventeen invented ones.

`learned` was learned from; each of the others was asked once before it was: `held` (306 of 410 right), `last` (160 of
180), `fourth` (215 of 272), `fifth` (140 of 164), `sixth` (187 of 230),
`seventh` (182 of 230), `eighth` (154 of 200).
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.answers.outcome import Answered
from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.answers.judging import judge
from tests.answers.libraries import PAGES, open_pages
from tests.conftest import SEEDS, TODAY

# The day on which the questions were asked.
ASKED = date(2026, 11, 22)
# Categories that fields, people and filters answer rather than sentences.
_OF_FIELDS = ("metrics", "meta", "list_filter", "code_link", "expansion")
# How many are right; what is reached must not be lost.
_LEAST = {
    "eighth": {"all": 160, "fields": 76, "compare": 9, "unanswerable": 14},
    "seventh": {"all": 194, "fields": 87, "compare": 11, "unanswerable": 17},
    "sixth": {"all": 214, "fields": 88, "compare": 6, "unanswerable": 23},
    "fifth": {"all": 153, "fields": 66, "compare": 3, "unanswerable": 20},
    "fourth": {"all": 238, "fields": 101, "compare": 7, "unanswerable": 37},
    "last": {"all": 170, "fields": 54, "compare": 4, "unanswerable": 60},
    "held": {"all": 333, "fields": 131, "compare": 10, "unanswerable": 81},
    "learned": {"all": 355, "fields": 135, "compare": 13, "unanswerable": 86},
}


async def _judged(folder: Path, rows: list[dict[str, Any]]) -> tuple[Counter[str], list[str]]:
    """Right answers by category, and the questions that were answered wrong."""
    right: Counter[str] = Counter()
    wrong = []
    for page in sorted({row["page"] for row in rows}):
        own = folder / page
        own.mkdir()
        shipped = (SEEDS / f"{page}.txt").exists()
        opened = Folio.open(SEEDS, TinyStore.in_memory(), TODAY, keep=False) if shipped else open_pages(own, page)
        folio = await opened
        for row in (row for row in rows if row["page"] == page):
            is_right = judge(folio, row, folio.ask(row["question"], ASKED)).right
            right["fields" if row["category"] in _OF_FIELDS else row["category"]] += is_right
            right["all"] += is_right
            wrong += [] if is_right else [f"{row['category']}: {row['question']}"]
    return right, wrong


@pytest.mark.parametrize("name", sorted(_LEAST))
async def test_newcomers_are_answered(tmp_path: Path, name: str) -> None:
    """What was once answered right stays so, by category and in all."""
    rows = [json.loads(line) for line in (PAGES / f"{name}.jsonl").read_text("utf-8").splitlines()]
    right, wrong = await _judged(tmp_path, rows)
    assert {each: right[each] for each, least in _LEAST[name].items() if right[each] < least} == {}, wrong


async def test_nobody_is_given_anothers_number(tmp_path: Path) -> None:
    """Names put together of two people, or with another letter, have no metrics; swapped and doubled letters do."""
    folio = await open_pages(tmp_path, "brandvold", "sasaki", "karaca", "halloran")
    owners = [person.name for person in folio.catalogue.people.values() if person.page]
    mixed = [f"{one.split()[0]} {other.split()[-1]}" for one in owners for other in owners if one != other]
    other_letter = [f"{name[:-1]}{'x' if name[-1] != 'x' else 'z'}" for name in owners]
    for name in [*mixed, *other_letter]:
        for question in (f"h-index of {name}", f"{name} citations", f"what is {name}'s h-index"):
            assert not isinstance(folio.ask(question, ASKED), Answered), question
    assert isinstance(folio.ask("h-index of haruto saskai", ASKED), Answered)
