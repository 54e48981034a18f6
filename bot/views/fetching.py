"""Reading an attachment from Discord's CDN, never more of it than is taken."""

from urllib.parse import urlsplit

import aiohttp
import discord

from bot.ingest.uploads import LARGEST_UPLOAD, UploadRefused

_HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
_SECONDS = 20


async def fetch(attachment: discord.Attachment) -> bytes:
    """The bytes of an attachment. Raises UploadRefused: another host, a redirect, an encoding, too much, too slow."""
    address = urlsplit(attachment.url)
    if address.scheme != "https" or address.hostname not in _HOSTS:
        raise UploadRefused("The file does not lie with Discord, so it was not fetched.")
    return await download(attachment.url)


async def download(url: str, seconds: float = _SECONDS) -> bytes:
    """What lies at an address. Raises UploadRefused: a redirect, an encoding, too much, too slow."""
    try:
        timeout = aiohttp.ClientTimeout(total=seconds)
        # Encoded bodies are refused and not unpacked: a small one may hold gigabytes.
        async with (
            aiohttp.ClientSession(timeout=timeout, auto_decompress=False) as session,
            session.get(url, allow_redirects=False, headers={"Accept-Encoding": "identity"}) as answer,
        ):
            if answer.status != 200 or answer.headers.get("Content-Encoding", "identity") != "identity":
                raise UploadRefused("Discord did not hand the file over. Please upload it again.")
            return await _read_capped(answer.content)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise UploadRefused("The file could not be fetched from Discord. Please upload it again.") from error


async def _read_capped(content: aiohttp.StreamReader) -> bytes:
    data = bytearray()
    async for chunk in content.iter_any():
        data += chunk
        if len(data) > LARGEST_UPLOAD:
            raise UploadRefused(f"The file is larger than it said; at most {LARGEST_UPLOAD:,} bytes are taken.")
    return bytes(data)
