"""Folio from the command line, as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import SEEDS

ROOT = SEEDS.parent


def run(*arguments: str, folder: Path, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """`python -m bot …` in a folder of its own, with these settings and no others."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "SYSTEMROOT"}}
    environment = kept | {
        "PYTHONPATH": str(ROOT),
        "SEEDS_DIR": str(SEEDS),
        "DATA_DIR": str(folder / "data"),
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder, env=environment, input=stdin, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
