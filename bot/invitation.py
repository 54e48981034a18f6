"""The link by which a server’s moderator adds Folio."""

import discord


def invitation(application_id: int) -> str:
    """An address that asks for slash commands, and for what posting digests needs."""
    wanted = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
    )
    return discord.utils.oauth_url(application_id, permissions=wanted)
