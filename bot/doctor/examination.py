"""Everything that is looked at, in the order in which an operator would."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.check import settled
from bot.digest.models import Subscription
from bot.doctor.account import look_at_discord
from bot.doctor.configuration import right_settings
from bot.doctor.findings import Finding, broken, skipped
from bot.doctor.folder import is_closed, is_held, look_at_backup, look_at_files, look_at_folder
from bot.doctor.surroundings import ask_sources, look_at_health, look_at_seeds, look_at_zones, told_of_sources
from bot.errors import StoreError
from bot.settings import Settings
from bot.store.interface import Watched
from bot.store.tiny import TinyStore


@dataclass(frozen=True, slots=True)
class Kept:
    """What the data folder says about digests and sources."""

    subscriptions: Sequence[Subscription] = ()
    watches: Sequence[Watched] = ()


async def examine(
    settings: Settings, now: datetime, *, sources: bool = False, env_file: Path = Path(".env")
) -> AsyncIterator[Finding]:
    """Look at everything once. Nothing is changed, neither here nor at Discord; a bot that runs does not notice."""
    held = is_held(settings.data_dir)
    for finding in _here(settings, now, env_file, held=held):
        yield finding
    kept = Kept() if is_closed(settings.data_dir) else await _kept(settings.data_dir)
    if isinstance(kept, Finding):
        yield kept
        kept = Kept()
    yield look_at_zones(each.zone for each in kept.subscriptions)
    yield look_at_seeds(settings.seeds_dir, await settled(settings.data_dir), now.date())
    async for finding in _at_discord(settings, kept):
        yield finding
    async for finding in ask_sources(settings, kept.watches) if sources else told_of_sources(kept.watches):
        yield finding
    async for finding in look_at_health(settings.health_port, held=held):
        yield finding


def _here(settings: Settings, now: datetime, env_file: Path, *, held: bool) -> Iterator[Finding]:
    yield from right_settings(settings, env_file)
    yield from look_at_folder(settings.data_dir, held=held)
    if not is_closed(settings.data_dir):
        yield from look_at_files(settings.data_dir)
        yield from look_at_backup(settings.data_dir, now)


async def _at_discord(settings: Settings, kept: Kept) -> AsyncIterator[Finding]:
    if settings.discord_token is None:
        yield skipped("token", "DISCORD_TOKEN is not set, so Discord was not asked.", "The preview needs none.")
        return
    async for finding in look_at_discord(settings, settings.discord_token.get_secret_value(), kept.subscriptions):
        yield finding


async def _kept(folder: Path) -> Kept | Finding:
    store = TinyStore.reader(folder)
    try:
        return Kept(await store.subscriptions(), (await store.live()).watches)
    except StoreError as error:
        return broken("data files", f"Digests and sources cannot be read: {error}", "Restore a backup.")
    finally:
        await store.close()
