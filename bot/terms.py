"""On what terms Folio is on Discord: what it asks to be told, and what it never does."""

from typing import Any

import discord

from bot.posting import failures_noted


def terms() -> dict[str, Any]:
    """What discord.Client is made with: no privileged intent, no mention but a chosen one, nothing kept of messages."""
    # Folio has no voice, so nobody needs to be told what voice would need.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    return {
        "intents": discord.Intents(guilds=True),
        "allowed_mentions": discord.AllowedMentions.none(),
        "member_cache_flags": discord.MemberCacheFlags.none(),
        "chunk_guilds_at_startup": False,
        "max_messages": None,
        "http_trace": failures_noted(),
        # Longer pauses are the caller's: a call that waits for an hour keeps a place that others need.
        "max_ratelimit_timeout": 30,
    }
