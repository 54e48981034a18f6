"""Digests for the channels of a Discord on loopback."""

from datetime import UTC, datetime, time

from bot.digest.models import Subscription, WhenEmpty
from tests.loopback_channels import LoopbackChannels


def wanted(server: LoopbackChannels, empty: WhenEmpty) -> list[Subscription]:
    """A daily digest for every channel."""
    return [
        Subscription(
            f"s{i}", server.guild_id, channel, server.user_id, time(0), "UTC", datetime.now(UTC).date(), seen=0,
            when_empty=empty,
        )
        for i, channel in enumerate(server.kinds)
    ]  # fmt: skip
