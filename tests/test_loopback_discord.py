"""Loopback Discord speaks to the real discord.py client as Discord does."""

import asyncio
import contextlib
import io
import sys
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest
from discord import app_commands

from tests.benchmarks import bare_bot
from tests.loopback_discord import LoopbackDiscord


class Buttons(discord.ui.View):
    """A view with a button, a select and a button that opens a form."""

    @discord.ui.button(label="Next", custom_id="next")
    async def turn(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        """Change the message the button is on."""
        await interaction.response.edit_message(content="page two")

    @discord.ui.select(custom_id="order", options=[discord.SelectOption(label="Newest", value="newest")])
    async def sort(self, interaction: discord.Interaction, select: discord.ui.Select) -> None:
        """Answer privately with what was chosen."""
        await interaction.response.send_message(select.values[0], ephemeral=True)

    @discord.ui.button(label="Report", custom_id="report")
    async def report(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        """Open the form."""
        await interaction.response.send_modal(Form())


class Form(discord.ui.Modal, title="Report"):
    """A form with one text input."""

    reason: discord.ui.Label = discord.ui.Label(text="Why", component=discord.ui.TextInput(custom_id="reason"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Repeat the reason."""
        await interaction.response.send_message(self.reason.component.value)


extra = app_commands.Group(name="extra", description="What the bare bot does not do")


@extra.command(description="Answer late")
async def late(interaction: discord.Interaction) -> None:
    """Defer, then bring the answer and one more message with a file."""
    await interaction.response.defer(ephemeral=True)
    await interaction.edit_original_response(content="ready")
    await interaction.followup.send("more", file=discord.File(io.BytesIO(b"@book{}"), "works.bib"))


@extra.command(description="Answer twice")
async def twice(interaction: discord.Interaction) -> None:
    """Answer once, again past discord.py's own guard, and tell the code of the refusal."""
    answered = await interaction.response.send_message("first")
    interaction.response._response_type = None
    try:
        await interaction.response.send_message("second")
    except discord.HTTPException as refusal:
        await interaction.edit_original_response(content=f"{refusal.code} {answered.message_id}")


@extra.command(description="Show buttons")
async def buttons(interaction: discord.Interaction, page: int) -> None:
    """Answer with the view."""
    await interaction.response.send_message(f"page {page}", view=Buttons())


@contextlib.asynccontextmanager
async def connected(server: LoopbackDiscord) -> AsyncIterator[discord.Client]:
    """Keep the bare bot, with the extra commands, connected in this process."""
    client: discord.Client = bare_bot.BareBot()
    client.tree.add_command(extra)
    with server.pointing_here():
        running = asyncio.create_task(client.start(server.token))
        try:
            await server.ready()
            yield client
        finally:
            await client.close()
            await running


@pytest.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    """A Discord to which nothing is connected yet."""
    async with LoopbackDiscord() as server:
        yield server


@pytest.fixture
async def bot(server: LoopbackDiscord) -> AsyncIterator[discord.Client]:
    """The bare bot, connected; no test may leave a call that loopback Discord did not know."""
    async with connected(server) as client:
        yield client
    assert server.unknown == []


async def test_the_bot_connects_and_knows_its_guild(server: LoopbackDiscord, bot: discord.Client) -> None:
    """READY and GUILD_CREATE make the cache that a command reads."""
    await bot.wait_until_ready()
    guild = bot.get_guild(server.guild_id)
    assert guild and guild.me.id == bot.application_id == server.application_id
    assert guild.get_channel(server.channel_id).permissions_for(guild.me).send_messages


async def test_a_sync_keeps_what_is_unchanged(server: LoopbackDiscord, bot: discord.Client) -> None:
    """An unchanged command keeps id and version, a changed one its id, and an absent one is gone."""
    first = {one["name"]: one for one in server.commands}
    bot.tree.remove_command("extra")
    await bot.tree.sync()
    assert server.commands == [first["paper"]]
    assert len((await server.called("PUT", f"/applications/{server.application_id}/commands")).json) == 1
    bot.tree.get_command("paper").description = "Another text"
    await bot.tree.sync()
    assert server.commands[0]["id"] == first["paper"]["id"]
    assert server.commands[0]["version"] != first["paper"]["version"]


async def test_a_command_is_answered_with_an_embed(server: LoopbackDiscord, bot: discord.Client) -> None:
    """The first answer holds the message, its visibility and the time it took."""
    response = await server.slash("paper", title="Attention")
    assert response.type == 4
    assert response.data["embeds"][0]["title"] == "Attention"
    assert not response.ephemeral
    assert 0 < response.seconds < 3


async def test_typing_brings_choices(server: LoopbackDiscord, bot: discord.Client) -> None:
    """Autocomplete needs no other option filled in."""
    response = await server.autocomplete("paper", "title", "att")
    assert response.data["choices"] == [{"name": "Attention Is All You Need", "value": "Attention Is All You Need"}]


async def test_a_deferred_answer_is_edited_and_followed(server: LoopbackDiscord, bot: discord.Client) -> None:
    """What comes after a deferral is told in order, and an edit stays private."""
    first = await server.slash("extra late")
    edited, followup = await server.later(first), await server.later(first, 2)
    assert (first.type, first.ephemeral) == (5, True)
    assert (edited.data["content"], edited.ephemeral) == ("ready", True)
    assert followup.data["content"] == "more"
    assert server.requests[-1].files[0]["filename"] == "works.bib"
    assert first.seconds < edited.seconds < followup.seconds


async def test_a_second_answer_is_refused(server: LoopbackDiscord, bot: discord.Client) -> None:
    """The refusal has Discord's code, and the first answer was told its message's id."""
    first = await server.slash("extra twice")
    assert (await server.later(first)).data["content"] == f"40060 {first.message_id}"


async def test_components_and_forms_work(server: LoopbackDiscord, bot: discord.Client) -> None:
    """Buttons are found by label or id, selects by what they offer, forms by what opened them."""
    shown = await server.slash("extra buttons", page=1)
    turned = await server.click(shown, "Next")
    chosen = await server.select("order", "newest")
    form = await server.click("report")
    sent = await server.submit_modal(form, {"reason": "wrong year"})
    assert (turned.type, turned.message_id) == (7, shown.message_id)
    assert (chosen.data["content"], chosen.ephemeral) == ("newest", True)
    assert (form.type, sent.data["content"]) == (9, "wrong year")


async def test_what_a_form_would_not_send_is_refused(server: LoopbackDiscord, bot: discord.Client) -> None:
    """A test that names no such command, option or button learns what there is."""
    with pytest.raises(LookupError, match="only \\['paper', 'extra'\\]"):
        await server.slash("papers")
    with pytest.raises(LookupError, match="needs \\['title'\\]"):
        await server.slash("paper")
    with pytest.raises(LookupError, match="has no \\['lat'\\]"):
        await server.slash("extra lat")
    with pytest.raises(LookupError, match="no message shows"):
        await server.click("next")


async def test_a_dropped_client_resumes(server: LoopbackDiscord, bot: discord.Client) -> None:
    """The client comes back with its session, and commands work again."""
    await server.drop()
    await server.slash("paper", title="again")
    assert [payload["op"] for payload in server.heard] == [2, 6]


async def test_a_wrong_token_is_refused(server: LoopbackDiscord) -> None:
    """discord.py itself calls the token improper, over REST, before any gateway."""
    with server.pointing_here(), pytest.raises(discord.LoginFailure):
        async with bare_bot.BareBot() as client:
            await client.start("other")
    assert [call.path for call in server.requests] == ["/users/@me"]


async def test_an_unknown_route_is_kept(server: LoopbackDiscord) -> None:
    """It is answered as Discord does and can be asserted on."""
    headers = {"Authorization": f"Bot {server.token}"}
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{server.api_url}/nowhere", headers=headers) as got,
    ):
        assert (got.status, await got.json()) == (404, {"message": "404: Not Found", "code": 0})
    assert [call.path for call in server.unknown] == ["/nowhere"]


async def test_a_wait_ends_and_tells_what_was_recorded() -> None:
    """Nothing connects, so waiting fails with a reason instead of hanging."""
    async with LoopbackDiscord(timeout=0.05) as server:
        with pytest.raises(TimeoutError, match="no client with its guild within"):
            await server.ready()


async def test_a_process_is_pointed_here_and_may_be_killed(server: LoopbackDiscord) -> None:
    """The bare bot as a program finds the server by its environment alone, and its end is noticed."""
    program = await asyncio.create_subprocess_exec(sys.executable, bare_bot.__file__, env=server.environment())
    try:
        assert (await server.slash("paper", title="out of process")).data["embeds"][0]["title"]
    finally:
        program.kill()
        await program.wait()
    await server.gone()
    assert server.unknown == []
