"""/digest: a paper that a reload adds is posted once, at its time, and everybody can see why."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
from simcord import ChannelHandle, Env

from bot.client import FolioClient
from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.conftest import SEEDS, TODAY, Clock, World, embed_of, make_client, message_of, text_of
from tests.pages import PaperText, page_text

EXAMPLE = SEEDS / "examples" / "mira-okafor.txt"


@pytest.fixture
def seeds(own_seeds: Path) -> Path:
    """A folder that tests change."""
    return own_seeds


async def add_page(world: World, seeds: Path) -> None:
    """A moderator puts a page of four papers into the seeds and applies it."""
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    await world.moderator.click(message_of(shown), label="Apply")


async def subscribe(world: World, **more: object) -> None:
    """A moderator subscribes the channel for 18:00 in UTC."""
    options = {"channel": world.channel, "time": "18:00", "timezone": "UTC", **more}
    await world.moderator.slash(world.channel, "digest subscribe", **options)


def posts(channel: ChannelHandle) -> list[discord.Embed]:
    """Digests that the channel sees."""
    return [embed for message in channel.history() for embed in message.embeds if "Digest" in str(embed.footer.text)]


def digest_in(channel: ChannelHandle) -> discord.Message:
    """The one digest that the channel sees."""
    (message,) = [each for each in channel.history() if any("Digest" in str(e.footer.text) for e in each.embeds)]
    return message


async def test_a_paper_that_a_reload_adds_is_posted_once_at_its_time(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock
) -> None:
    """Nothing old, nothing before its time, nothing twice."""
    await subscribe(world)
    await add_page(world, seeds)
    await simcord_bot.digests.round()
    assert posts(world.channel) == []
    clock.advance(hours=6)
    for _ in range(3):
        await simcord_bot.digests.round()
        clock.advance(minutes=1)
    (post,) = posts(world.channel)
    assert post.title == "4 new papers"
    assert "Tidepool" in (post.description or "")
    clock.advance(hours=24)
    await simcord_bot.digests.round()
    assert len(posts(world.channel)) == 1


async def test_subscribing_ends_with_the_next_time_and_a_preview(world: World, clock: Clock) -> None:
    """Privately: what was set up, when it comes in everybody's own zone, and how it would look."""
    done = await world.moderator.slash(
        world.channel, "digest subscribe", channel=world.channel, time="8.30", timezone="Europe/Berlin", field="cs.LG"
    )
    assert done.ephemeral
    card = text_of(done)
    assert "· daily at 08:30, Europe/Berlin · field: Machine Learning" in card
    assert f"<t:{int(datetime(2027, 1, 16, 7, 30, tzinfo=UTC).timestamp())}:F>" in card
    (preview,) = [embed for followup in done.followups for embed in followup.embeds]
    assert "Nothing is new, so nothing would be posted" in (preview.description or "")


async def test_start_with_the_latest_posts_the_newest_papers_at_once(world: World, simcord_bot: FolioClient) -> None:
    """On request, also after a restart of the bot; the schedule goes on as if nothing had been."""
    done = await world.moderator.slash(
        world.channel, "digest subscribe", channel=world.channel, time="18:00", timezone="UTC"
    )
    posted = await world.moderator.click(message_of(done), label="Start with the latest")
    assert "Posted, [here](https://discord.com/channels/" in text_of(posted)
    (post,) = posts(world.channel)
    assert post.title == "5 new papers"
    again = await world.moderator.click(message_of(done), label="Start with the latest")
    assert "started with the latest papers already" in text_of(again)
    await simcord_bot.digests.round()
    assert len(posts(world.channel)) == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"time": "25:00"}, "is no time of day"),
        ({"timezone": "Mars/Olympus"}, "is no time zone"),
        ({"timezone": "../../etc/passwd"}, "is no time zone"),
        ({"author": "zzzz qqqq"}, "It is not clear who"),
        ({"field": "astrology"}, "is no field that Folio knows"),
        ({"keywords": " , ; "}, "holds no word to look for"),
    ],
)
async def test_what_cannot_be_subscribed_to_is_a_sentence(
    world: World, simcord_bot: FolioClient, options: dict[str, str], sentence: str
) -> None:
    """It says what to write instead, and nothing is kept."""
    given = {"channel": world.channel, "time": "18:00", "timezone": "UTC", **options}
    refused = await world.moderator.slash(world.channel, "digest subscribe", **given)
    assert refused.ephemeral
    assert sentence in text_of(refused)
    assert simcord_bot.digests.ledger.subscriptions == []


async def test_members_look_and_moderators_decide(world: World, simcord_bot: FolioClient) -> None:
    """A member gets a sentence where a moderator gets a digest; looking is for all."""
    given = {"channel": world.channel, "time": "18:00", "timezone": "UTC"}
    refused = await world.member.slash(world.channel, "digest subscribe", **given)
    assert "Manage Server" in text_of(refused)
    await subscribe(world)
    for command in ("digest send", "digest pause", "digest resume", "digest unsubscribe"):
        refused = await world.member.slash(world.channel, command)
        assert refused.ephemeral
        assert "Manage Server" in text_of(refused)
    assert "daily at 18:00, UTC" in text_of(await world.member.slash(world.channel, "digest list"))
    assert "Next: <t:" in text_of(await world.member.slash(world.channel, "digest status"))
    assert "Nothing is new" in text_of(await world.member.slash(world.channel, "digest preview"))


async def test_a_missing_permission_is_named_at_once(world: World) -> None:
    """Nothing is kept that could not be posted."""
    guild = world.channel.guild
    assert guild is not None
    denied = discord.PermissionOverwrite(embed_links=False, send_messages=False)
    silent = guild.create_text_channel("silent", overwrites={guild.me: denied})
    refused = await world.moderator.slash(
        world.channel, "digest subscribe", channel=silent, time="18:00", timezone="UTC"
    )
    said = text_of(refused)
    assert "lacks **Send Messages** and **Embed Links** there" in said


async def test_why_tells_what_became_of_a_paper(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock
) -> None:
    """Baseline, filtered by what, waiting, announced: where and when."""

    async def why(paper: str) -> str:
        return text_of(await world.member.slash(world.channel, "digest why", paper=paper))

    await subscribe(world, keywords="calibration")
    assert "it was here before this digest began" in await why("dapo") or "none of the keywords" in await why("dapo")
    await add_page(world, seeds)
    assert "waits for the next digest" in await why("tidepool")
    others = [paper.title for paper in simcord_bot.folio.catalogue.papers.values() if "Mira" in str(paper.owners)]
    clock.advance(hours=7)
    await simcord_bot.digests.round()
    assert "posted with the digest of 15 January 2027, [here](https://discord.com/channels/" in await why("tidepool")
    left_out = [title for title in others if "keywords" in await why(title)]
    assert len(left_out) < 4


async def test_a_digest_goes_on_after_a_restart_and_posts_nothing_twice(
    world: World, seeds: Path, store: TinyStore, simcord_bot: FolioClient, clock: Clock
) -> None:
    """What was planned before is what is known after."""
    await subscribe(world)
    await add_page(world, seeds)
    clock.advance(hours=7)
    await simcord_bot.digests.round()
    client = make_client(await Folio.open(seeds, store, TODAY), seeds, clock)
    await world.env.restart_bot(client)
    await client.digests.round()
    clock.advance(days=1)
    await client.digests.round()
    assert len(posts(world.channel)) == 1
    message = digest_in(world.channel)
    card = await world.member.select(message, [client.folio.find_paper("tidepool").matches[0].key])
    assert (embed_of(card).title or "").startswith("Tidepool")


async def test_missed_days_are_one_labelled_post(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock
) -> None:
    """After five days away there is one digest, which says so."""
    await subscribe(world)
    await add_page(world, seeds)
    clock.advance(days=5)
    await simcord_bot.digests.round()
    (post,) = posts(world.channel)
    assert post.title == "4 new papers, catching up on 4 missed days"


async def test_a_lost_channel_suspends_tells_once_and_resumes(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock, simcord_env: Env
) -> None:
    """Nothing is deleted; when access is back everything missed is posted."""
    await subscribe(world)
    await add_page(world, seeds)
    clock.advance(hours=7)
    simcord_env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="Missing Permissions")
    await simcord_bot.digests.round()
    status = text_of(await world.member.slash(world.channel, "digest status"))
    assert "**Suspended.**" in status
    assert "Missing Permissions" in status
    assert posts(world.channel) == []
    clock.advance(hours=2)
    await simcord_bot.digests.round()
    (post,) = posts(world.channel)
    assert (post.title or "").startswith("4 new papers")


async def test_pause_resume_send_and_unsubscribe(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock
) -> None:
    """A paused digest posts nothing, a resumed one with its next day, `send` at once, an ended one never."""
    await subscribe(world)
    await add_page(world, seeds)
    await world.moderator.slash(world.channel, "digest pause")
    clock.advance(days=2)
    await simcord_bot.digests.round()
    assert posts(world.channel) == []
    await world.moderator.slash(world.channel, "digest resume")
    await simcord_bot.digests.round()
    assert posts(world.channel) == []
    sent = await world.moderator.slash(world.channel, "digest send")
    assert "Posted, [here]" in text_of(sent)
    nothing = await world.moderator.slash(world.channel, "digest send")
    assert "nothing new" in text_of(nothing)
    clock.advance(days=1)
    await simcord_bot.digests.round()
    assert len(posts(world.channel)) == 1
    await world.moderator.slash(world.channel, "digest unsubscribe")
    assert "No channel here has a digest" in (text_of(await world.member.slash(world.channel, "digest list")))


@pytest.mark.parametrize("kind", ["forum", "news", "thread"])
async def test_other_kinds_of_channels(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock, kind: str
) -> None:
    """A forum gets a post, an announcement is published, a thread gets a message."""
    guild = world.channel.guild
    assert guild is not None
    if kind == "forum":
        target = guild.create_forum_channel("new-papers")
    elif kind == "news":
        target = guild.create_news_channel("news")
    else:
        parent = world.env.bot.get_channel(world.channel.id)
        assert isinstance(parent, discord.TextChannel)
        made = await parent.create_thread(name="papers", type=discord.ChannelType.public_thread)
        target = next(thread for thread in world.channel.threads if thread.id == made.id)
    await world.moderator.slash(world.channel, "digest subscribe", channel=target, time="18:00", timezone="UTC")
    await add_page(world, seeds)
    clock.advance(hours=7)
    await simcord_bot.digests.round()
    await simcord_bot.digests.round()
    shown = target.threads if kind == "forum" else [target]
    assert [post.title for channel in shown for post in posts(channel)] == ["4 new papers"]
    if kind == "news":
        assert simcord_bot.digests.ledger.rows(simcord_bot.digests.ledger.subscriptions[0].id)[0].state == "published"


async def test_a_role_is_mentioned_and_nobody_else(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock
) -> None:
    """The one chosen role, in the text above the digest."""
    assert world.channel.guild is not None
    role = world.channel.guild.create_role("readers", mentionable=True)
    await subscribe(world, mention=role)
    await add_page(world, seeds)
    clock.advance(hours=7)
    await simcord_bot.digests.round()
    message = digest_in(world.channel)
    assert message.content == f"<@&{role.id}>"
    assert [each.id for each in message.role_mentions] == [role.id]


async def test_a_reload_says_what_digests_would_announce(world: World, seeds: Path) -> None:
    """Before Apply, by digest."""
    await subscribe(world)
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    fields = {str(field.name): str(field.value) for field in embed_of(shown).fields}
    assert f"in <#{world.channel.id}>: 4 papers" in fields["Digests"]


@pytest.mark.parametrize("label", ["Apply", "Announce them too"])
async def test_many_papers_at_once_are_news_only_if_asked_for(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock, label: str
) -> None:
    """Sixty papers are a new shelf; what one message cannot hold is behind More, and nothing is lost."""
    await subscribe(world)
    many = [PaperText(f"Paper number {i} of many") for i in range(60)]
    (seeds / "many.txt").write_text(page_text("Ada Long", many), "utf-8")
    shown = await world.moderator.slash(world.channel, "seeds reload")
    assert "So many at once are no news" in str([field.value for field in embed_of(shown).fields])
    await world.moderator.click(message_of(shown), label=label)
    clock.advance(hours=7)
    await simcord_bot.digests.round()
    if label == "Apply":
        assert posts(world.channel) == []
        return
    message = digest_in(world.channel)
    text, pages = message.embeds[0].description or "", 0
    page = await world.member.click(message, label="More")
    while pages < 20:
        text, pages = text + text_of(page), pages + 1
        assert page.ephemeral
        if "More" not in str(page.response.components):
            break
        page = await world.member.click(message_of(page), label="More")
    assert all(f"Paper number {i} of many" in text for i in range(60))
