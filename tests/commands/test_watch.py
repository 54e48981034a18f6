"""/watch: what a live source brings is a paper like any other; what it fails at is said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from bot.client import FolioClient
from bot.errors import StoreError
from bot.folio import Folio
from bot.library.models import Listing, Published
from bot.sources.interface import Bookmark, Failed, Fetched, LivePaper, Note, NotModified, Papers, Source
from bot.sources.kinds import Kind, Watch
from bot.store.tiny import TinyStore
from bot.watching import Watching
from tests.conftest import SEEDS, TODAY, Clock, World, embed_of, make_client, text_of


def live(number: int, title: str, *, day: date = TODAY, authors: Sequence[str] = ("Ada Long",)) -> LivePaper:
    """A paper as arXiv tells it."""
    listing = Listing(
        title=title,
        authors=tuple(authors),
        fields=("cs.LG",),
        published=Published(day),
        abstract="We show that live papers are papers, too. They are found by every command.",
        arxiv_id=f"2701.{number:05}",
    )
    return LivePaper((f"arxiv:2701.{number:05}",), listing, f"https://arxiv.org/abs/2701.{number:05}")


@dataclass
class Service:
    """A service whose answers a test decides."""

    papers: list[LivePaper] = field(default_factory=list)
    failure: str = ""
    note: Note | None = None
    asked: list[Bookmark] = field(default_factory=list)

    def source(self, watch: Watch) -> Source:
        """The source of a watch."""
        return _Source(watch, self)

    def publishes(self, *papers: LivePaper) -> None:
        """New papers appear."""
        self.papers[:0] = papers


@dataclass(frozen=True)
class _Source:
    watch: Watch
    service: Service

    async def fetch(self, since: Bookmark) -> Fetched:
        """What the service has now."""
        self.service.asked.append(since)
        if self.service.failure:
            return Failed(self.service.failure)
        if since.etag == str(len(self.service.papers)):
            return NotModified(since, self.service.note)
        return Papers(tuple(self.service.papers), Bookmark(etag=str(len(self.service.papers))), self.service.note)


@pytest.fixture
def service() -> Service:
    """A service with one old paper."""
    return Service([live(1, "An Old Live Paper", day=date(2020, 5, 1))])


@pytest.fixture
def simcord_bot(folio: Folio, clock: Clock, service: Service) -> FolioClient:
    """The client on that service."""
    return make_client(folio, SEEDS, clock, service.source)


async def watch(world: World, kind: str = "arxiv-category", value: str = "cs.LG") -> str:
    """A moderator adds a watch; what the bot answers."""
    added = await world.moderator.slash(world.channel, "watch add", kind=kind, value=value)
    card = embed_of(added)
    assert added.ephemeral
    return f"{card.title} {card.description}"


async def subscribe(world: World) -> None:
    """A moderator subscribes the channel for 18:00 in UTC."""
    await world.moderator.slash(world.channel, "digest subscribe", channel=world.channel, time="18:00", timezone="UTC")


def digests(world: World) -> list[str]:
    """Titles and texts of the digests in the channel."""
    embeds = [embed for message in world.channel.history() for embed in message.embeds]
    return [f"{embed.title} {embed.description}" for embed in embeds if "Digest" in str(embed.footer.text)]


async def test_what_is_there_when_a_watch_is_added_is_no_news(
    world: World, simcord_bot: FolioClient, clock: Clock
) -> None:
    """It is found like any paper, and no digest has it."""
    await subscribe(world)
    assert "1 paper that is there now was taken in, and is no news" in await watch(world)
    card = embed_of(await world.member.slash(world.channel, "paper", title="an old live paper"))
    assert card.title == "An Old Live Paper"
    assert "arXiv’s cs.LG" in (card.footer.text or "")
    clock.advance(hours=7)
    await simcord_bot.digests.round()
    assert digests(world) == []


async def test_what_comes_later_is_announced_once(
    world: World, simcord_bot: FolioClient, clock: Clock, service: Service
) -> None:
    """With its link; a new version or the same answer again is no news."""
    await subscribe(world)
    await watch(world)
    service.publishes(live(2, "A New Live Paper"))
    clock.advance(hours=2)
    await simcord_bot.watching.round()
    clock.advance(hours=5)
    await simcord_bot.watching.round()
    for _ in range(3):
        await simcord_bot.digests.round()
        clock.advance(days=1)
        await simcord_bot.watching.round()
    (post,) = digests(world)
    assert post.startswith("1 new paper ")
    assert "A New Live Paper" in post
    assert "https://arxiv.org/abs/2701.00002" in post


async def test_a_live_paper_of_a_loaded_page_is_that_paper(
    world: World, simcord_bot: FolioClient, clock: Clock, service: Service
) -> None:
    """Merged by identity: no second entry, no news, and the identifier is gained."""
    await subscribe(world)
    await watch(world)
    known = next(paper for paper in simcord_bot.folio.catalogue.papers.values() if "DAPO" in paper.title)
    assert known.published is not None
    service.publishes(live(3, known.title, day=known.published.day))
    clock.advance(hours=2)
    await simcord_bot.watching.round()
    again = simcord_bot.folio.catalogue.papers[known.key]
    assert again.arxiv_id == "2701.00003"
    assert len(simcord_bot.folio.catalogue.papers) == 10
    clock.advance(hours=5)
    await simcord_bot.digests.round()
    assert digests(world) == []


async def test_a_failing_source_is_said_and_never_looks_like_nothing_new(
    world: World, simcord_bot: FolioClient, clock: Clock, service: Service
) -> None:
    """In the digest, its status and the list; since when, and why. Nothing that came meanwhile is lost."""
    await world.moderator.slash(
        world.channel, "digest subscribe", channel=world.channel, time="18:00", timezone="UTC", empty="post"
    )
    await watch(world)
    service.failure = "arXiv answered with an error (503)."
    clock.advance(hours=2)
    await simcord_bot.watching.round()
    clock.advance(hours=5)
    await simcord_bot.digests.round()
    embeds = [embed for message in world.channel.history() for embed in message.embeds]
    (post,) = [embed for embed in embeds if embed.title == "No new papers"]
    assert "arXiv’s cs.LG" in str(post.fields[0].value)
    assert "15 January, 14:00 UTC: arXiv answered with an error" in str(post.fields[0].value)
    status = text_of(await world.member.slash(world.channel, "digest status"))
    assert "could not be read since 15 January, 14:00 UTC" in status
    listed = text_of(await world.moderator.slash(world.channel, "watch list"))
    assert "could not be read since" in listed
    service.failure = ""
    service.publishes(live(4, "Written While Nobody Listened"))
    clock.advance(hours=20)
    await simcord_bot.watching.round()
    clock.advance(hours=4)
    await simcord_bot.digests.round()
    assert "Written While Nobody Listened" in digests(world)[-1]


async def test_a_watch_that_fails_at_first_begins_with_its_first_reading(
    world: World, simcord_bot: FolioClient, clock: Clock, service: Service
) -> None:
    """It is kept; what its first reading gives is no news."""
    await subscribe(world)
    service.failure = "arXiv cannot be reached."
    assert "It could not be read yet: arXiv cannot be reached." in await watch(world)
    service.failure = ""
    clock.advance(hours=7)
    await simcord_bot.watching.round()
    await simcord_bot.digests.round()
    assert simcord_bot.folio.find_paper("an old live paper").matches[0].name == "An Old Live Paper"
    assert digests(world) == []


async def test_watches_outlive_a_restart_and_are_removed(
    world: World, store: TinyStore, simcord_bot: FolioClient, clock: Clock, service: Service
) -> None:
    """What they brought stays; the bookmark goes on where it was."""
    await watch(world)
    client = make_client(await Folio.open(SEEDS, store, TODAY), SEEDS, clock, service.source)
    await world.env.restart_bot(client)
    assert client.folio.find_paper("an old live paper").matches[0].name == "An Old Live Paper"
    clock.advance(hours=2)
    await client.watching.round()
    assert service.asked[-1].etag == "1"
    removed = await world.moderator.slash(world.channel, "watch remove", source="arxiv-category:cs.LG")
    assert "is watched no longer" in text_of(removed)
    assert "Nothing is watched" in (text_of(await world.moderator.slash(world.channel, "watch list")))
    clock.advance(hours=2)
    await client.watching.round()
    assert len(service.asked) == 2


async def test_what_cannot_be_watched_is_a_sentence(world: World) -> None:
    """So is what is watched already."""
    said = embed_of(
        await world.moderator.slash(world.channel, "watch add", kind="openalex-author", value="Ada Lovelace")
    )
    assert "an id is needed" in (said.description or "")
    await watch(world)
    again = embed_of(await world.moderator.slash(world.channel, "watch add", kind="arxiv-category", value="LG"))
    assert "is watched already" in (again.description or "")


async def test_a_weekend_is_known_as_such(
    world: World, simcord_bot: FolioClient, clock: Clock, service: Service
) -> None:
    """Silence has a reason."""
    await watch(world)
    service.note = Note.RESTING
    clock.advance(hours=2)
    await simcord_bot.watching.round()
    listed = text_of(await world.moderator.slash(world.channel, "watch list"))
    assert "arXiv announces nothing on weekends." in listed


async def test_a_reload_leaves_live_papers_where_they_are(
    world: World, simcord_bot: FolioClient, service: Service
) -> None:
    """They are nothing of the files; the reload's look does not speak of them."""
    await watch(world)
    shown = embed_of(await world.moderator.slash(world.channel, "seeds reload"))
    assert shown.title == "Nothing would change"


async def test_what_the_disk_does_not_take_is_read_again(folio: Folio, clock: Clock, service: Service) -> None:
    """Papers and bookmark are kept together, or not at all."""

    class FullDisk(TinyStore):
        """A store without room."""

        async def keep_live(self, *_: object) -> None:
            raise StoreError("There is no room.")

    client = make_client(folio, SEEDS, clock, service.source)
    folio.store = FullDisk.in_memory()
    watching = await Watching.open(folio, service.source, clock)
    with pytest.raises(StoreError):
        await watching.add(Watch(Kind.ARXIV_CATEGORY, "cs.LG"), 1)
    assert watching.watches == []
    assert client.folio.find_paper("an old live paper").matches[0].name != "An Old Live Paper"
    await folio.store.close()


async def test_readings_keep_their_pace(folio: Folio, clock: Clock, service: Service) -> None:
    """Every hour, ten minutes after a failure, at once after the clock was set back."""
    watching = await Watching.open(folio, service.source, clock)
    await watching.add(Watch(Kind.ARXIV_CATEGORY, "cs.LG"), 1)
    for step, asked in [(30, 1), (31, 2), (30, 2), (31, 3)]:
        clock.now += timedelta(minutes=step)
        await watching.round()
        assert len(service.asked) == asked
    service.failure = "No."
    clock.now += timedelta(minutes=61)
    await watching.round()
    clock.now += timedelta(minutes=11)
    await watching.round()
    assert len(service.asked) == 5
    clock.now -= timedelta(days=300)
    await watching.round()
    assert len(service.asked) == 6
