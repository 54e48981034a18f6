"""What the store's tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.folders import plain_users_folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def bound() -> Iterator[Path]:
    """A folder whose permissions bind whoever runs the test."""
    with plain_users_folder() as folder:
        yield folder
