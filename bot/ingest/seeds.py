"""The seeds folder: which files there are, whether they changed, and what they say."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BufferedReader
from pathlib import Path

from bot.errors import SeedsError
from bot.ingest.bibtex import parse_bibtex
from bot.ingest.csl import parse_csl
from bot.ingest.decode import decode
from bot.ingest.entries import ParsedEntry
from bot.ingest.pages import ParsedPage, parse_pages
from bot.ingest.problems import Problem, Severity
from bot.ingest.sidecars import Sidecar, read_sidecar

SIDECAR_SUFFIX = ".toml"
PAGE_SUFFIX = ".txt"
CSL_SUFFIX = ".json"
BIBTEX_SUFFIX = ".bib"
SUFFIXES = (PAGE_SUFFIX, CSL_SUFFIX, BIBTEX_SUFFIX)
# Opened without following, without waiting, and as bytes: a link or a pipe may take the file's place after the
# folder was listed.
_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Seeds:
    """The folder's files by name, as bytes, and the problems of those that are not read."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def fingerprint(self) -> str:
        """Changes when any file, or the code that reads them, does."""
        return _fingerprint(self.content)

    @property
    def content(self) -> str:
        """Changes when any file does."""
        return _content((name, hashlib.sha256(data).digest()) for name, data in self.files.items())

    def with_file(self, name: str, data: bytes) -> "Seeds":
        """The folder as it would be with one more file, or with another content of one."""
        return Seeds(dict(sorted({**self.files, name: data}.items())), self.problems)


@dataclass(frozen=True, slots=True)
class SeedFile:
    """One file read: its pages or its entries, what is stated beside it, and every problem with both.

    `digest` names the file's content.
    """

    name: str
    digest: str
    pages: tuple[ParsedPage, ...]
    entries: tuple[ParsedEntry, ...]
    sidecar: Sidecar
    problems: tuple[Problem, ...]

    @property
    def papers(self) -> int:
        """How many papers it lists."""
        return len(self.entries) + sum(len(page.papers) for page in self.pages)

    @property
    def errors(self) -> int:
        """How many problems keep something out of the library."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)


def open_seeds(folder: Path) -> Seeds:
    """Every page and sidecar in a folder, by name. Links and subfolders are not followed.

    Raises SeedsError where there is no such folder, or it cannot be read.
    """
    paths = _paths(folder)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in paths:
        content = _read(path, _bytes_of)
        if isinstance(content, Problem):
            problems.append(content)
        elif content is not None:
            files[path.name] = content
    return Seeds(files, (*problems, *_lonely_sidecars(files, paths)))


def fingerprint_of(folder: Path) -> str:
    """The fingerprint of a folder, of which no more than a block is in memory at a time. Raises SeedsError."""
    read = ((path.name, _read(path, _digest_of)) for path in _paths(folder))
    return _fingerprint(_content((name, digest) for name, digest in read if isinstance(digest, bytes)))


def _bytes_of(file: BufferedReader) -> bytes:
    return file.read()


def _digest_of(file: BufferedReader) -> bytes:
    return hashlib.file_digest(file, "sha256").digest()


def _content(files: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, each in files:
        digest.update(f"\x00{name}\x00".encode())
        digest.update(each)
    return digest.hexdigest()


def _fingerprint(content: str) -> str:
    return hashlib.sha256(_readers_digest() + content.encode()).hexdigest()


def _paths(folder: Path) -> list[Path]:
    try:
        if folder.is_dir():
            return sorted(folder.iterdir())
    except OSError as error:
        raise SeedsError(f"The folder {folder} cannot be read: {error.strerror}.") from error
    raise SeedsError(f"There is no folder {folder}. Set SEEDS_DIR to the folder that holds the profile pages.")


def _read(path: Path, take: Callable[[BufferedReader], bytes]) -> bytes | Problem | None:
    """What is taken of a file, or why it is left out; None for what is hidden and for a subfolder."""
    try:
        if path.name.startswith(".") or (path.is_dir() and not path.is_symlink()):
            return None
        return _left_out_for(path) or _read_as_it_is(path, take)
    except OSError as error:
        return Problem(Severity.ERROR, _shown(path), None, f"it cannot be read: {error.strerror}.")


def _left_out_for(path: Path) -> Problem | None:
    if path.suffix.casefold() not in {*SUFFIXES, SIDECAR_SUFFIX}:
        return _left_out(path, f"pages end in {PAGE_SUFFIX}, exports in {CSL_SUFFIX} or {BIBTEX_SUFFIX}")
    if not path.name.isprintable():
        return _left_out(path, "its name holds what cannot be shown. Rename it")
    if path.is_symlink():
        return _left_out(path, "it is a link, and links are not followed. Copy the file here")
    return None


def _read_as_it_is(path: Path, take: Callable[[BufferedReader], bytes]) -> bytes | Problem:
    with os.fdopen(os.open(path, os.O_RDONLY | _AS_IT_IS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return _left_out(path, "it is no ordinary file")
        return take(file)


def _lonely_sidecars(files: Mapping[str, bytes], paths: Iterable[Path]) -> list[Problem]:
    stems = {_stem(path.name) for path in paths if _is_page(path.name)}
    lonely = [name for name in files if not _is_page(name) and _stem(name) not in stems]
    return [
        Problem(Severity.WARNING, name, None, f"there is no file {_stem(name)}{PAGE_SUFFIX} for it.") for name in lonely
    ]


def _is_page(name: str) -> bool:
    return name.casefold().endswith(SUFFIXES)


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


def read_seeds(seeds: Seeds) -> Iterator[SeedFile]:
    """Parse every file of the folder, in the order of file names, one at a time."""
    return (_read_file(name, seeds) for name in seeds.files if _is_page(name))


def _read_file(name: str, seeds: Seeds) -> SeedFile:
    beside = next((other for other in seeds.files if _stem(other) == _stem(name) and not _is_page(other)), None)
    sidecar, stated = read_sidecar(seeds.files[beside], beside) if beside else (Sidecar(), ())
    pages, entries, problems = _read_text(name, decode(seeds.files[name], name))
    digest = hashlib.sha256(seeds.files[name]).hexdigest()
    return SeedFile(name, digest, pages, entries, sidecar, (*problems, *stated))


def _read_text(
    name: str, text: str | Problem
) -> tuple[tuple[ParsedPage, ...], tuple[ParsedEntry, ...], tuple[Problem, ...]]:
    """What a file says, by the reader that its ending asks for."""
    if isinstance(text, Problem):
        return (), (), (text,)
    if name.casefold().endswith(PAGE_SUFFIX):
        pages, problems = parse_pages(text, name)
        return pages, (), problems
    parse = parse_csl if name.casefold().endswith(CSL_SUFFIX) else parse_bibtex
    entries, problems = parse(text, name)
    return (), entries, problems


def _left_out(path: Path, reason: str) -> Problem:
    return Problem(Severity.WARNING, _shown(path), None, f"not read: {reason}.")


def _shown(path: Path) -> str:
    """A file's name as it can be printed and stored: names may hold any byte."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in path.name)


@cache
def _readers_digest() -> bytes:
    """A digest of the code that turns files into records, so that a new version reads them again."""
    root = Path(__file__).parent.parent
    sources = sorted([*root.joinpath("ingest").rglob("*.py"), *root.joinpath("library").rglob("*.py")])
    return hashlib.sha256(b"\x00".join(path.read_bytes() for path in sources)).digest()
