"""Questions of people who had only the page, on pages of other fields and with other gaps than the shipped one."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.answers.outcome import Answered
from tests.answers.judging import judge
from tests.answers.libraries import PAGES, open_pages
from tests.conftest import TODAY

ROWS: list[dict[str, Any]] = [json.loads(line) for line in (PAGES / "questions.jsonl").read_text("utf-8").splitlines()]
# Figures that a change must not lower; docs/answers.md has what is reached.
_RIGHT = 0.93
_INVENTED = 0.02


@pytest.mark.parametrize("page", ["brandvold", "sasaki", "karaca"])
async def test_a_page_is_answered_as_people_expect(tmp_path: Path, page: str) -> None:
    """Nearly all questions are answered right, and hardly one that the page cannot answer is answered."""
    folio = await open_pages(tmp_path, page)
    rows = [row for row in ROWS if row["page"] == page]
    given = {row["id"]: folio.ask(row["question"], TODAY) for row in rows}
    wrong = [
        (row["question"], verdict.why) for row in rows if not (verdict := judge(folio, row, given[row["id"]])).right
    ]
    assert len(wrong) <= (1 - _RIGHT) * len(rows), wrong


async def test_hardly_anything_is_invented(tmp_path: Path) -> None:
    """What a page does not tell is not told for it."""
    kinds: Counter[bool] = Counter()
    invented = []
    for page in ("brandvold", "sasaki", "karaca"):
        folder = tmp_path / page
        folder.mkdir()
        folio = await open_pages(folder, page)
        for row in ROWS:
            if row["page"] == page and row["expected"] == "abstain":
                right = judge(folio, row, folio.ask(row["question"], TODAY)).right
                kinds[right] += 1
                invented += [] if right else [row["question"]]
    assert kinds[False] <= _INVENTED * kinds.total(), invented


async def test_metrics_of_the_pages_are_never_somebody_elses(tmp_path: Path) -> None:
    """With several pages loaded, each co-author is declined and each owner gets their own number."""
    folio = await open_pages(tmp_path, "brandvold", "sasaki", "karaca")
    for person in folio.catalogue.people.values():
        for question in (f"h-index of {person.name}", f"{person.name} h index", f"what is {person.name}'s h-index"):
            given = folio.ask(question, TODAY)
            page = folio.catalogue.page_of(person)
            if page is None:
                assert not isinstance(given, Answered), question
            else:
                assert isinstance(given, Answered), question
                assert page.metrics.h_index is not None
                assert given.short == f"h-index {page.metrics.h_index.text}"
