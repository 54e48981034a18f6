"""The seeds folder: which files there are, whether they changed, and what they say."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.errors import SeedsError
from bot.ingest.decode import decode
from bot.ingest.pages import ParsedPage, parse_pages
from bot.ingest.problems import Problem, Severity
from bot.ingest.sidecars import Sidecar, read_sidecar

PAGE_SUFFIX = ".txt"
SIDECAR_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Seeds:
    """The folder's files by name, as bytes, and the problems of those that are not read."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def fingerprint(self) -> str:
        """Changes when any file, or the code that reads them, does."""
        return hashlib.sha256(_readers_digest() + self.content.encode()).hexdigest()

    @property
    def content(self) -> str:
        """Changes when any file does."""
        digest = hashlib.sha256()
        for name, data in self.files.items():
            digest.update(f"\x00{name}\x00".encode("utf-8", "surrogateescape"))
            digest.update(hashlib.sha256(data).digest())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class SeedFile:
    """One file read: its pages, what is stated beside it, and every problem with both."""

    name: str
    pages: tuple[ParsedPage, ...]
    sidecar: Sidecar
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems keep something out of the library."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def open_seeds(folder: Path) -> Seeds:
    """Every page and sidecar in a folder, by name. Links and subfolders are not followed.

    Raises SeedsError where there is no such folder.
    """
    if not folder.is_dir():
        raise SeedsError(f"There is no folder {folder}. Set SEEDS_DIR to the folder that holds the profile pages.")
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or (path.is_dir() and not path.is_symlink()):
            continue
        if path.is_symlink():
            problems.append(_left_out(path, "it is a link, and links are not followed. Copy the file here"))
        elif path.suffix not in {PAGE_SUFFIX, SIDECAR_SUFFIX}:
            problems.append(_left_out(path, f"pages end in {PAGE_SUFFIX}. Rename it if it is one"))
        else:
            files[path.name] = path.read_bytes()
    return Seeds(files, tuple(problems))


def read_seeds(seeds: Seeds) -> Sequence[SeedFile]:
    """Parse every page of the folder, in the order of file names."""
    return [_read_file(name, seeds) for name in seeds.files if name.endswith(PAGE_SUFFIX)]


def _read_file(name: str, seeds: Seeds) -> SeedFile:
    sidecar, stated = Sidecar(), tuple[Problem, ...]()
    beside = name.removesuffix(PAGE_SUFFIX) + SIDECAR_SUFFIX
    if beside in seeds.files:
        sidecar, stated = read_sidecar(seeds.files[beside], beside)
    text = decode(seeds.files[name], name)
    if isinstance(text, Problem):
        return SeedFile(name, (), sidecar, (text, *stated))
    pages, problems = parse_pages(text, name)
    return SeedFile(name, pages, sidecar, (*problems, *stated))


def _left_out(path: Path, reason: str) -> Problem:
    return Problem(Severity.WARNING, path.name, None, f"not read: {reason}.")


@cache
def _readers_digest() -> bytes:
    """A digest of the code that turns files into records, so that a new version reads them again."""
    root = Path(__file__).parent.parent
    sources = sorted([*root.joinpath("ingest").rglob("*.py"), *root.joinpath("library").rglob("*.py")])
    return hashlib.sha256(b"\x00".join(path.read_bytes() for path in sources)).digest()
