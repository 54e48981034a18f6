"""Every file, damaged in every way, at the start: kept aside, the good copy before it restored, and said."""

import asyncio
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.store.seal import NewerFile
from bot.store.tiny import TinyStore
from tests.store.folders import aside, plain_users_folder, vouched_for
from tests.store.household import ALL, DIGESTS, LIBRARY, LIVE, NOW, STATE, found, furnish
from tests.store.samples import library, memory

Damage = Callable[[bytes], bytes]
DAMAGES: dict[str, Damage] = {
    "truncated": lambda data: data[: len(data) // 2],
    "zero bytes": lambda data: b"",
    "zeroed": lambda data: bytes(len(data)),
    "null": lambda data: b"null",
    "an empty object": lambda data: b"{}",
    "a list": lambda data: b"[]",
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "bad UTF-8": lambda data: data[:200] + b"\xff\xfe" + data[202:],
    "trailing bytes": lambda data: data + b"x",
    "a newline more": lambda data: data + b"\n",
    "Windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "deep nesting": lambda data: b"[" * 100_000,
    "deep nesting, closed": lambda data: b"[" * 100_000 + b"]" * 100_000,
    "duplicate keys": lambda data: data.replace(b'"tables":{', b'"tables":{"papers":{},"papers":{},', 1),
    "not JSON, vouched for": lambda data: vouched_for(b"{"),
    "deep nesting, vouched for": lambda data: vouched_for(b'{"a":' * 100_000 + b"{}" + b"}" * 100_000),
    "a list for tables, vouched for": lambda data: vouched_for(b"[]"),
    "a text for a record, vouched for": lambda data: vouched_for(b'{"pages":{"1":"text"}}'),
}
# What is whole, has the shape of a file of Folio's, and means nothing.
SHAPES = {
    STATE: b'{"corrections":{"1":{"subject":1}}}',
    DIGESTS: b'{"deliveries":{"1":{"key":"no key"}}}',
    LIVE: b'{"watches":{"1":{"watch":{"kind":"telepathy","value":""}}}}',
    LIBRARY: b'{"origin":{"1":{"fingerprint":"9"}},"pages":{"1":{"key":1}}}',
}


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
async def test_a_damaged_file_gives_way_to_the_good_one_before_it(data: Path, name: str, damage: Damage) -> None:
    """Its bytes stay under another name, the others are as they were, and a sentence names it."""
    await furnish(data)
    path = data / name
    path.write_bytes(damaged := damage(path.read_bytes()))
    await check_restored(data, name)
    assert aside(data, name) == [damaged]


@pytest.mark.parametrize("name", ALL)
async def test_a_whole_file_that_means_nothing_is_damaged(data: Path, name: str) -> None:
    """A true checksum over records of another shape helps nobody."""
    await furnish(data)
    (data / name).write_bytes(vouched_for(SHAPES[name]))
    await check_restored(data, name)
    assert aside(data, name) == [vouched_for(SHAPES[name])]


@pytest.mark.parametrize("name", ALL)
async def test_a_folder_a_pipe_or_nothing_in_a_files_place(data: Path, name: str) -> None:
    """Whatever stands there is moved away, and reading it never waits for anybody."""
    await furnish(data)
    for put in (lambda path: path.mkdir(), os.mkfifo, lambda path: None):
        folder = data.with_name("copy")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(data, folder)
        (folder / name).unlink()
        put(folder / name)
        await check_restored(folder, name)


async def check_restored(folder: Path, name: str) -> None:
    """One file is as it was before its last change, and that is said; at the next start all is well."""
    store = TinyStore.open(folder, now=NOW)
    expected = dict.fromkeys(ALL, 2) | {name: 1}
    if name == STATE:
        assert store.doubt is None or store.doubt.seen_is_old
    assert await found(store) == expected
    assert any(f"{name} was damaged or missing" in report for report in store.reports)
    assert await store.untold() == store.reports
    assert (store.doubt is not None) == (name in (STATE, DIGESTS))
    await store.apply(library(3), memory(3))
    await store.close()
    again = TinyStore.open(folder, now=NOW)
    assert await found(again) == expected | {LIBRARY: 3}
    assert again.reports == []
    assert await again.untold()  # nobody was told yet
    await again.told()
    await again.close()
    last = TinyStore.open(folder, now=NOW)
    assert await last.untold() == []
    await last.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 2)
@given(st.sampled_from(ALL), st.integers(0), st.integers(0, 7))
def test_any_flipped_bit_is_noticed(furnished: Path, name: str, place: int, bit: int) -> None:
    """Wherever it is, also in the header: the file is restored, and nothing else changes."""

    async def flip() -> None:
        with TemporaryDirectory() as made:
            folder = Path(made) / "data"
            shutil.copytree(furnished, folder)
            content = bytearray((folder / name).read_bytes())
            content[place % len(content)] ^= 1 << bit
            (folder / name).write_bytes(content)
            store = TinyStore.open(folder, now=NOW)
            assert await found(store) == dict.fromkeys(ALL, 2) | {name: 1}
            assert aside(folder, name) == [bytes(content)]
            await store.close()

    asyncio.run(flip())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 2)
@given(st.sampled_from(ALL), st.binary(max_size=300) | st.text(max_size=99).map(str.encode))
def test_any_bytes_in_a_files_place_are_noticed(furnished: Path, name: str, content: bytes) -> None:
    """Whatever somebody puts there."""

    async def put() -> None:
        with TemporaryDirectory() as made:
            folder = Path(made) / "data"
            shutil.copytree(furnished, folder)
            (folder / name).write_bytes(content)
            store = TinyStore.open(folder, now=NOW)
            assert await found(store) == dict.fromkeys(ALL, 2) | {name: 1}
            await store.close()

    asyncio.run(put())


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to copy."""
    folder = tmp_path_factory.mktemp("furnished") / "data"
    asyncio.run(furnish(folder))
    return folder


@pytest.mark.parametrize("name", (STATE, DIGESTS, LIVE))
async def test_with_both_copies_damaged_it_says_what_is_lost(data: Path, name: str) -> None:
    """It starts with everything else, both files stay, and a moderator reads what to do."""
    await furnish(data)
    (data / name).write_bytes(b"one")
    (data / f"{name}.previous").write_bytes(b"two")
    store = TinyStore.open(data, now=NOW)
    assert await found(store) == dict.fromkeys(ALL, 2) | {name: 0}
    assert sorted(path.read_bytes() for path in data.glob(f"{name}*.damaged-*")) == [b"one", b"two"]
    words = {STATE: "corrections", DIGESTS: "/digest subscribe", LIVE: "/watch add"}
    assert any(words[name] in report for report in await store.untold())
    await store.close()


async def test_with_everything_damaged_it_starts_all_the_same(data: Path) -> None:
    """Nothing is overwritten, and every loss is said."""
    await furnish(data)
    paths = [path for path in data.rglob("*.json*") if path.is_file()]
    for path in paths:
        path.write_bytes(b"damage")
    store = TinyStore.open(data, now=NOW)
    assert await found(store) == dict.fromkeys(ALL, 0)
    assert all(any(name in report for report in store.reports) for name in ALL)
    await store.apply(library(5), memory(5))
    kept = [path for path in data.rglob("*") if path.is_file() and path.read_bytes() == b"damage"]
    assert len(kept) == len(paths)
    await store.close()


@pytest.mark.parametrize("name", (STATE, DIGESTS, LIVE))
async def test_a_damaged_previous_file_is_noticed_before_it_is_needed(data: Path, name: str) -> None:
    """Also a folder in its place, which no write could ever replace. The file itself is as it was, and no doubt."""
    await furnish(data)
    for put in (lambda path: path.mkdir(), lambda path: path.write_bytes(b"damage")):
        (data / f"{name}.previous").unlink()
        put(data / f"{name}.previous")
        store = TinyStore.open(data, now=NOW)
        assert await found(store) == dict.fromkeys(ALL, 2)
        assert [report.split()[0] for report in store.reports] == [f"{name}.previous"]
        assert store.doubt is None
        await store.close()
        await furnish(data)  # every file can be written


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    "newer",
    [
        vouched_for(b"whatever", written_by=2),
        vouched_for(b"{}", written_by=99),
        b'{"folio": 3, "something": "else"}',
        b'{"folio":1000,"generation":1,"sha256":"none","tables":{}}\n',
    ],
    ids=["2", "99", "another header", "1000"],
)
async def test_a_newer_format_stops_the_start_and_is_left_alone(data: Path, name: str, newer: bytes) -> None:
    """Also where this Folio cannot tell whether it is whole."""
    await furnish(data)
    (data / name).write_bytes(newer)
    before = {path.name for path in data.iterdir()}
    for _ in range(2):
        with pytest.raises(NewerFile, match=f"{name} was written by a newer Folio"):
            TinyStore.open(data)
    assert (data / name).read_bytes() == newer
    assert {path.name for path in data.iterdir()} == before


@pytest.mark.parametrize("name", ALL)
async def test_a_file_that_may_not_be_read_stops_the_start_with_what_to_do(name: str) -> None:
    """It may be whole: an older one in its place could post again what was posted."""
    with plain_users_folder() as folder:
        await furnish(folder)
        (folder / name).chmod(0)
        with pytest.raises(StoreError, match=r"Permission denied.*then start Folio again"):
            TinyStore.open(folder)
        (folder / name).chmod(0o600)
        store = TinyStore.open(folder)
        assert await found(store) == dict.fromkeys(ALL, 2)
        await store.close()


async def test_what_is_found_is_logged_at_once(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Before anything else can go wrong."""
    await furnish(data)
    (data / LIVE).write_bytes(b"damage")
    with caplog.at_level(logging.WARNING):
        await TinyStore.open(data).close()
    assert "live.json is damaged" in caplog.text
    assert "live.json.previous was put in its place" in caplog.text


async def test_a_library_that_was_undone_does_not_come_back(data: Path) -> None:
    """A damaged library gives way to the one before the last change, never to the seeds that were undone."""
    await furnish(data)
    store = TinyStore.open(data)
    await store.apply(library(3), memory(1))
    await store.revert(library(2), "seeds of three")
    await store.close()
    (data / LIBRARY).write_bytes(b"damage")
    again = TinyStore.open(data)
    assert await again.library() == library(1)
    assert await again.set_aside() == "seeds of three"
    await again.close()


async def test_undo_finds_the_right_library_after_one_began_anew(data: Path) -> None:
    """A library that counts from a lower number again does not hide behind those of before."""
    await furnish(data)
    store = TinyStore.open(data)
    for number in range(3, 15):
        await store.apply(library(number), memory(1))
    await store.close()
    for path in [data / LIBRARY, *(data / "earlier").iterdir()]:
        path.write_bytes(b"damage") if path.name != "library-000000000008.json" else None
    again = TinyStore.open(data)
    assert await again.library() == library(8)
    for number in (20, 21, 22):
        await again.apply(library(number), memory(1))
    assert await again.earlier() == library(21)
    await again.revert(library(21), "22")
    assert await again.earlier() == library(20)
    await again.close()


async def test_nonsense_among_earlier_libraries_is_passed_over(data: Path) -> None:
    """Undo and forgetting go on with the others."""
    await furnish(data)
    store = TinyStore.open(data)
    await store.apply(library(3), memory(1))
    newest, second = sorted((data / "earlier").iterdir(), reverse=True)
    newest.write_bytes(vouched_for(SHAPES[LIBRARY]))
    assert await store.earlier() == library(1)
    newest.write_bytes(b"damage")
    assert await store.earlier() == library(1)
    assert await store.forget(123_456_789_012) == 0
    await store.apply(library(4), memory(1))
    assert await store.earlier() == library(3)
    assert second.exists()
    await store.close()
