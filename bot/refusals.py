"""What Discord means by refusing a post. Its own codes: developers/topics/opcodes-and-status-codes."""

from collections.abc import Mapping
from datetime import timedelta

import discord

from bot.digest.ledger import Again, Barred, Deleted, LockedOut, PostOutcome, Rejected

_UNKNOWN_MESSAGE, _ARCHIVED = 10008, 50083
_UNAUTHORISED, _TOO_MANY, _SERVER = 401, 429, 500
_LONG_PAUSE = timedelta(minutes=2)
# In seconds; whoever asks for more is asked again.
_LONGEST_PAUSE = 3600


def refusal(error: discord.HTTPException) -> PostOutcome:
    """What becomes of the post."""
    said = error.text or f"HTTP {error.status}"
    if error.code == _UNKNOWN_MESSAGE:
        return Deleted()
    if isinstance(error, discord.Forbidden | discord.NotFound) or error.code == _ARCHIVED:
        return Barred(f"Discord refuses it: {said}.")
    if error.status == _UNAUTHORISED:
        return LockedOut("Discord does not accept the bot’s token any more.")
    if error.status == _TOO_MANY:
        return Again("Discord asks for a pause.", False, _retry_after(error.response.headers))
    if error.status >= _SERVER:
        return Again(f"Discord answers with {error.status}.", True)
    return Rejected(f"Discord refuses the message: {said}.")


def _retry_after(headers: Mapping[str, str]) -> timedelta:
    try:
        return timedelta(seconds=min(float(headers.get("Retry-After", "")), _LONGEST_PAUSE))
    except ValueError:
        return _LONG_PAUSE
