"""Writers in processes of their own, to be started, killed and heard."""

import subprocess
import sys
from pathlib import Path
from types import TracebackType

_ROOT = Path(__file__).parent.parent.parent


class Writer:
    """A process that writes into a folder until it is killed, at the latest at the end of the `with` block."""

    def __init__(self, folder: Path, first: int = 1) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.writer", str(folder), str(first)],
            cwd=_ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def wait_until_ready(self) -> None:
        """Return once it holds the folder."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line == b"ready\n", self._process.communicate()

    def kill(self) -> dict[str, int]:
        """SIGKILL it; the last number of each kind whose write it had finished."""
        self._process.kill()
        said, complaints = self._process.communicate()
        assert not complaints, complaints.decode()
        finished = (line.split() for line in said.decode().splitlines())
        return {kind: int(number) for kind, number in finished}

    def refusal(self) -> str:
        """What it says where it ends by itself."""
        _, complaints = self._process.communicate(timeout=10)
        return complaints.decode().strip()
