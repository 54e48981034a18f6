"""What the doctor says about the data folder."""

import os
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.doctor.findings import Finding, Verdict
from bot.doctor.folder import is_closed, is_held, look_at_backup, look_at_files, look_at_folder
from bot.doctor.lastly import note_backup
from bot.store.tiny import TinyStore
from tests.store.folders import plain_users_folder
from tests.store.samples import APPLICATION, tree

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A data folder after two writes, so that there is a file before the one that stands."""
    store = TinyStore.open(tmp_path / "data")
    await store.remember_command_tree(APPLICATION, tree(1))
    await store.remember_command_tree(APPLICATION, tree(2))
    await store.close()
    return tmp_path / "data"


def only(findings: Iterable[Finding], verdict: Verdict) -> list[str]:
    """What was found of one verdict, with what is to do."""
    return [f"{each.found} {each.todo}".strip() for each in findings if each.verdict is verdict]


def test_a_folder_that_is_well(folder: Path) -> None:
    """Nothing is left behind by looking."""
    before = sorted(folder.iterdir())
    findings = [*look_at_folder(folder, held=False), *look_at_files(folder)]
    assert {each.verdict for each in findings} == {Verdict.FINE}
    assert any("state.json (2), state.json.previous (1)" in each.found for each in findings)
    assert sorted(folder.iterdir()) == before


def test_a_folder_that_is_not_there_yet_is_not_made(tmp_path: Path) -> None:
    """The first start makes it, if it can."""
    (finding,) = look_at_folder(tmp_path / "a" / "data", held=False)
    assert finding.verdict is Verdict.FINE
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    """As when DATA_DIR names one."""
    (tmp_path / "data").write_text("")
    assert only(look_at_folder(tmp_path / "data", held=False), Verdict.BROKEN)
    assert only(look_at_folder(tmp_path / "data" / "below", held=False), Verdict.BROKEN)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_somebody_else(folder: Path) -> None:
    """Said with what to do."""
    folder.chmod(0o500)
    assert "cannot be written" in only(look_at_folder(folder, held=False), Verdict.BROKEN)[0]
    folder.chmod(0o700)


class Usage(NamedTuple):
    """What a disk says."""

    total: int
    used: int
    free: int


def test_little_room_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under 200 MB, or ten times what is there."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1 << 40, 0, 150 << 20))
    assert "157.3 MB are free" in only(look_at_folder(folder, held=False), Verdict.LOOK)[0]


async def test_a_running_bot_is_seen_and_not_disturbed(folder: Path) -> None:
    """Looking takes no lock that another would need."""
    assert not is_held(folder)
    store = TinyStore.open(folder)
    assert is_held(folder)
    assert is_held(folder)
    await store.close()
    assert not is_held(folder)
    assert not is_held(folder / "nowhere")


def test_a_damaged_file_with_a_good_one_before_it_mends_itself(folder: Path) -> None:
    """Without one it is broken, and a backup is what helps; libraries come from the seeds."""
    (folder / "state.json").write_bytes(b"{}")
    assert "goes on with state.json.previous" in only(look_at_files(folder), Verdict.LOOK)[0]
    (folder / "state.json.previous").write_bytes(b"{}")
    assert "restore a backup" in only(look_at_files(folder), Verdict.BROKEN)[0]
    (folder / "library.json").write_bytes(b"{}")
    assert len(only(look_at_files(folder), Verdict.BROKEN)) == 1


def test_what_was_set_aside_is_named(folder: Path) -> None:
    """Until somebody removes it."""
    (folder / "state.json.damaged-0a1b2c3d").write_bytes(b"{}")
    assert "state.json.damaged-0a1b2c3d" in only(look_at_files(folder), Verdict.LOOK)[0]


@pytest.mark.parametrize(("days", "verdict"), [(0, Verdict.FINE), (6, Verdict.FINE), (8, Verdict.LOOK)])
def test_the_last_backup_has_an_age(folder: Path, tmp_path: Path, days: int, verdict: Verdict) -> None:
    """A week is long."""
    archive = tmp_path / "folio.zip"
    archive.write_bytes(b"")
    note_backup(folder, archive, NOW - timedelta(days=days))
    (finding,) = look_at_backup(folder, NOW)
    assert finding.verdict is verdict


@pytest.mark.parametrize("note", ["", "yesterday x.zip", "2027-01-15 x.zip", "2027-01-15T10:00:00+00:00", "\x00\udc80"])
def test_a_note_that_means_nothing_is_no_backup(folder: Path, note: str) -> None:
    """Nor is a folder without one; where nothing is kept, nothing needs to be copied."""
    (folder / "last-backup.txt").write_bytes(note.encode("utf-8", "surrogateescape"))
    (finding,) = look_at_backup(folder, NOW)
    assert finding.verdict is Verdict.LOOK
    assert list(look_at_backup(folder / "nowhere", NOW)) == []


def test_a_backup_that_was_moved_is_said(folder: Path, tmp_path: Path) -> None:
    """It may be on another machine, where it belongs."""
    note_backup(folder, tmp_path / "gone.zip", NOW)
    assert "not there any more" in only(look_at_backup(folder, NOW), Verdict.LOOK)[0]


@pytest.mark.parametrize("mode", [0o000, 0o400, 0o200])
def test_a_folder_that_may_not_be_looked_into_is_one_finding(mode: int) -> None:
    """With what to do, and without a traceback; nothing more is said of what cannot be seen."""
    with plain_users_folder() as folder:
        folder.chmod(mode)
        assert is_closed(folder)
        assert not is_held(folder)
        (found,) = look_at_folder(folder, held=False)
        assert (found.verdict, found.found) == (Verdict.BROKEN, f"{folder} may not be looked into.")


def test_a_folder_that_is_not_there_yet_is_not_closed(tmp_path: Path) -> None:
    """Nor is an open one."""
    assert not is_closed(tmp_path / "data")
    assert not is_closed(tmp_path)
