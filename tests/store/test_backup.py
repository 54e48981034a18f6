"""A backup holds every byte, and a restore puts exactly that back, or changes nothing."""

import re
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from bot.digest.models import Subscription
from bot.errors import StoreError, StoreLocked
from bot.store.backup import NoBackup, back_up, restore
from bot.store.interface import Action, DigestChange, Revision
from bot.store.tiny import TinyStore
from tests.conftest import noon
from tests.store.media import Died, DyingDisk
from tests.store.samples import library, memory


async def filled(folder: Path, number: int, actor: int = 7) -> None:
    """A data folder with a bit of everything."""
    store = TinyStore.open(folder)
    await store.apply(library(number), memory(number))
    await store.apply(library(number + 1), memory(number))
    await store.record(Revision(noon(), actor, "mo", Action.RELOADED, "all"))
    await store.write_down(DigestChange(subscriptions=(subscription(actor),)))
    await store.close()


def subscription(actor: int) -> Subscription:
    """A subscription by somebody."""
    return Subscription("abcd", 1, 2, actor, noon().time(), "UTC", noon().date(), 0)


async def contents(folder: Path) -> tuple[object, ...]:
    """What a folder says."""
    store = TinyStore.open(folder)
    told = (
        await store.library(),
        await store.memory(),
        await store.history(),
        await store.subscriptions(),
        await store.earlier(),
    )
    earlier = await store.earlier()
    await store.close()
    return (*told, earlier)


async def test_what_is_backed_up_is_put_back(tmp_path: Path) -> None:
    """Also over something else, which is kept beside it."""
    here, there, archive = tmp_path / "here", tmp_path / "there", tmp_path / "folio.zip"
    await filled(here, 1)
    await filled(there, 5)
    names = back_up(here, archive)
    assert {"state.json", "library.json", "digests.json"} <= set(names)
    kept = restore(there, archive, noon())
    assert kept is not None
    assert (kept / "state.json").exists()
    assert await contents(there) == await contents(here)


async def test_a_running_bot_can_be_backed_up_and_not_restored(tmp_path: Path) -> None:
    """Whoever writes there is not disturbed."""
    await filled(tmp_path / "data", 1)
    running = TinyStore.open(tmp_path / "data")
    back_up(tmp_path / "data", tmp_path / "folio.zip")
    with pytest.raises(StoreLocked):
        restore(tmp_path / "data", tmp_path / "folio.zip", noon())
    await running.close()


async def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    """A torn archive, one of somebody else, one with a path in it, one with a flipped bit."""
    await filled(tmp_path / "data", 1)
    before = await contents(tmp_path / "data")
    back_up(tmp_path / "data", tmp_path / "good.zip")
    data = (tmp_path / "good.zip").read_bytes()
    (tmp_path / "torn.zip").write_bytes(data[: len(data) // 2])
    (tmp_path / "text.zip").write_text("not an archive")
    for name, member, content in [
        ("path.zip", "../state.json", b"{}"),
        ("other.zip", "photo.jpg", b"x"),
        ("flipped.zip", "state.json", (tmp_path / "data" / "state.json").read_bytes().replace(b"mo", b"om")),
    ]:
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(member, content)
    for name in ("torn.zip", "text.zip", "path.zip", "other.zip", "flipped.zip", "missing.zip"):
        with pytest.raises(StoreError):
            restore(tmp_path / "data", tmp_path / name, noon())
    assert await contents(tmp_path / "data") == before
    assert not (tmp_path / "state.json").exists()


async def test_an_archive_is_never_overwritten(tmp_path: Path) -> None:
    """Nor is one made of nothing."""
    await filled(tmp_path / "data", 1)
    back_up(tmp_path / "data", tmp_path / "folio.zip")
    for folder in ("data", "empty"):
        with pytest.raises(NoBackup):
            back_up(tmp_path / folder, tmp_path / "folio.zip")


async def test_a_person_is_forgotten_in_every_byte(tmp_path: Path) -> None:
    """History, libraries before and now, subscriptions; and what each file was before."""
    person = 123_456_789_012_345
    store = TinyStore.open(tmp_path / "data")
    for number in (1, 2, 3):
        made = library(number)
        revision = Revision(noon(), person, "Ada of Many Names", Action.RELOADED, "")
        await store.apply(type(made)(made.fingerprint, made.files, made.pages, made.content, revision), memory(1))
        await store.record(revision)
    await store.write_down(DigestChange(subscriptions=(subscription(person),)))
    assert await store.forget(person) == 3 + 1 + 3
    assert await store.forget(person) == 0
    assert [each.name for each in await store.history()] == ["somebody who asked to be forgotten"] * 3
    await store.close()
    for path in (tmp_path / "data").rglob("*.json*"):
        assert str(person).encode() not in path.read_bytes(), path.name
        assert b"Ada of Many Names" not in path.read_bytes(), path.name


async def test_who_was_half_forgotten_can_still_be(tmp_path: Path) -> None:
    """Dead at any step of it, asking again removes every byte; and whoever shares digits with somebody stays."""
    person, other = 123_456_789_012_345, 9_123_456_789_012_345
    for step in range(1, 200):
        disk, data = DyingDisk(), tmp_path / str(step)
        await filled(data, 1, person)
        await filled(data, 3, person)
        store = TinyStore.open(data, disk)
        await store.record(Revision(noon(), other, "Other", Action.REFUSED, ""))
        disk.arm(step)
        with suppress(Died):
            await store.forget(person)
        await store.close()
        again = TinyStore.open(data)
        await again.forget(person)
        assert await again.forget(person) == 0
        for path in data.rglob("*"):
            assert not path.is_file() or not re.search(rb"\b%d\b" % person, path.read_bytes()), (step, path.name)
        assert (await again.history())[0].actor == other
        await again.close()
        if not disk.happened:
            break
    assert step > 25


async def test_another_backups_file_is_left_alone(tmp_path: Path) -> None:
    """Who finds another one under way says so, and does not take its file away."""
    folder = tmp_path / "data"
    await filled(folder, 1)
    beside = tmp_path / ".b.zip.tmp"
    beside.write_bytes(b"")
    with pytest.raises(NoBackup, match="in the way"):
        back_up(folder, tmp_path / "b.zip")
    assert beside.exists()


async def test_who_is_forgotten_is_so_though_their_digits_stand_elsewhere(tmp_path: Path) -> None:
    """The id also stands in a library's content: the file before is rewritten all the same."""
    folder, person = tmp_path / "data", 123456789012345678
    await filled(folder, 1, person)
    store = TinyStore.open(folder)
    await store.record(Revision(noon(), 7, "mo", Action.RELOADED, f"id {person}"))
    await store.forget(person)
    await store.close()
    for name in ("state.json", "state.json.previous", "digests.json", "digests.json.previous"):
        assert f'"actor": {person}' not in (folder / name).read_text("utf-8").replace('":', '": ').replace("  ", " ")


async def test_a_file_of_another_kind_is_no_state(tmp_path: Path) -> None:
    """A whole file in the wrong place is set aside, and the one before takes its place."""
    folder = tmp_path / "data"
    await filled(folder, 1)
    (folder / "state.json").write_bytes((folder / "library.json").read_bytes())
    store = TinyStore.open(folder)
    assert any("state.json" in report for report in store.reports)
    assert await store.memory() == memory(1)
    await store.close()
