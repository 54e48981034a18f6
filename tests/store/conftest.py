"""What the store's tests share: folders, and a user whom permissions bind."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

# The user and group that owns nothing.
_NOBODY = 65534


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
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
