"""The table of faults names tests that exist."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
_TEST = re.compile(r"`([\w/.]+\.py)::(\w+)`")


def test_every_test_that_the_table_names_exists() -> None:
    """Each row ends with at least one, and none was renamed since."""
    rows = [line for line in (TESTS / "FAULTS.md").read_text("utf-8").splitlines() if line.startswith("|")]
    rows = [row for row in rows if not row.startswith(("|--", "| fault"))]
    assert len(rows) > 20
    for row in rows:
        named = _TEST.findall(row.rsplit("|", 2)[1])
        assert named, row
        for file, name in named:
            assert re.search(rf"^(async )?def {name}\(", (TESTS / file).read_text("utf-8"), re.MULTILINE), (file, name)
