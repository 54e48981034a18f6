"""Calls of Discord's API with an end to them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord


@asynccontextmanager
async def within(client: discord.Client, seconds: float) -> AsyncIterator[None]:
    """Give what is called inside so much time. Raises TimeoutError.

    A call that discord.py has wait for the end of a global limit bars all others until it goes on; broken off there,
    it would bar them for ever.
    """
    try:
        async with asyncio.timeout(seconds):
            yield
    except (TimeoutError, asyncio.CancelledError):
        http: Any = client.http
        if isinstance(getattr(http, "_global_over", None), asyncio.Event):
            http._global_over.set()
        raise
