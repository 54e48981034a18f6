"""The folder and what is stated beside a page: what is read, what is left out, and what each of it is told."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.errors import SeedsError
from bot.ingest.problems import Severity
from bot.ingest.seeds import Seeds, open_seeds, read_seeds
from bot.ingest.sidecars import read_sidecar
from tests.pages import page_text

PAGE = page_text("Ada Long", [])
DAY = "captured = 2026-01-01"


def told(seeds: Seeds) -> Mapping[str, tuple[Severity, str]]:
    """What is said of each file."""
    return {problem.source: (problem.severity, problem.message) for problem in seeds.problems}


def test_only_pages_of_the_folder_itself_are_read(tmp_path: Path) -> None:
    """Hidden files, folders, links and other endings are left out; each that looks like a page is named."""
    (tmp_path / "ada.TXT").write_text(PAGE)
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "notes.md").write_text("x")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    (tmp_path / "nowhere.txt").symlink_to("gone")
    (tmp_path / "lonely.toml").write_text(DAY)
    seeds = open_seeds(tmp_path)
    assert [file.name for file in read_seeds(seeds)] == ["ada.TXT"]
    said = told(seeds)
    assert set(said) == {"notes.md", "link.txt", "nowhere.txt", "lonely.toml"}
    assert {severity for severity, _ in said.values()} == {Severity.WARNING}
    assert "links are not followed" in said["link.txt"][1]
    assert "there is no file lonely.txt" in said["lonely.toml"][1]


def test_what_is_stated_beside_a_page_is_read_with_it(tmp_path: Path) -> None:
    """A sidecar belongs to the page of its name, whatever the case of the page's ending."""
    (tmp_path / "ada.long.TXT").write_text(PAGE)
    (tmp_path / "ada.long.toml").write_text(DAY)
    (file,) = read_seeds(open_seeds(tmp_path))
    assert str(file.sidecar.captured) == "2026-01-01"
    assert open_seeds(tmp_path).problems == ()


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this platform opens links")
def test_a_link_that_takes_a_files_place_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at a file and its opening somebody may put a link there."""
    secret = tmp_path / "secret"
    secret.write_text("token")
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "ada.txt").symlink_to(secret)
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    seeds = open_seeds(folder)
    assert seeds.files == {}
    assert told(seeds)["ada.txt"][0] is Severity.ERROR


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), FileNotFoundError(2, "No such file")])
def test_a_file_that_cannot_be_read_is_a_problem_of_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """It may be forbidden, or gone since the folder was listed; the others are read."""
    for name in ("ada.txt", "bea.txt", "ada.toml"):
        (tmp_path / name).write_text(PAGE)
    really_open = os.open

    def open_others(path: Path, flags: int) -> int:
        if path.name == "ada.txt":
            raise error
        return really_open(path, flags)

    monkeypatch.setattr(os, "open", open_others)
    seeds = open_seeds(tmp_path)
    assert list(seeds.files) == ["ada.toml", "bea.txt"]
    assert told(seeds) == {"ada.txt": (Severity.ERROR, f"it cannot be read: {error.strerror}.")}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_in_the_folder_does_not_hang_the_start(tmp_path: Path) -> None:
    """What is no ordinary file is left out."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no ordinary file" in open_seeds(tmp_path).problems[0].message


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_of_odd_bytes_is_told_in_letters(tmp_path: Path) -> None:
    """What is said of it can be printed and stored, and the fingerprint is not troubled."""
    for name in (b"a\xff.txt", b"a\nb.txt", b"a\xe2\x80\xaeb.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(PAGE)
    seeds = open_seeds(tmp_path)
    assert seeds.files == {}
    assert sorted(told(seeds)) == ["a\\nb.txt", "a\\u202eb.txt", "a\\udcff.txt"]
    assert seeds.fingerprint


@pytest.mark.parametrize("missing", ["nowhere", "file.txt"])
def test_a_missing_folder_is_said_with_its_setting(tmp_path: Path, missing: str) -> None:
    """The sentence names SEEDS_DIR."""
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(SeedsError, match="SEEDS_DIR"):
        open_seeds(tmp_path / missing)


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rather than raised from somewhere below."""

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(SeedsError, match="Permission denied"):
        open_seeds(tmp_path)


def test_the_fingerprint_follows_every_file(tmp_path: Path) -> None:
    """A change in a page or in what is stated beside it is a change; the same bytes are none."""
    (tmp_path / "ada.txt").write_text(PAGE)
    first = open_seeds(tmp_path).fingerprint
    assert open_seeds(tmp_path).fingerprint == first
    (tmp_path / "ada.toml").write_text(DAY)
    assert open_seeds(tmp_path).fingerprint != first


@pytest.mark.parametrize(
    ("text", "severity", "said"),
    [
        ("captured = '2026-11-22'", Severity.ERROR, "without quotes"),
        ("captured = 2026-11-22T10:00:00", Severity.ERROR, "without an hour"),
        ("captured = 20261122", Severity.ERROR, "must be a day"),
        (f"captured = 0x{'f' * 9_999}", Severity.ERROR, "must be a day"),
        ("captured = 2026-02-30", Severity.ERROR, "not TOML"),
        ("captured = ", Severity.ERROR, "not TOML"),
        (f"captured = {'9' * 9_999}", Severity.ERROR, "not TOML"),
        ("x = " + "[" * 9_999, Severity.ERROR, "not TOML"),
        ("capturd = 2026-11-22", Severity.WARNING, "is unknown"),
    ],
)
def test_a_wrong_sidecar_is_said_and_counts_as_unsaid(text: str, severity: Severity, said: str) -> None:
    """A typing error beside a page costs a sentence, not the page."""
    sidecar, problems = read_sidecar(text.encode(), "ada.toml")
    assert sidecar.captured is None
    assert [problem.severity for problem in problems] == [severity]
    assert said in problems[0].message
