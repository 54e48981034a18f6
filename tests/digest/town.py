"""A town for digests to live in: a Discord that misbehaves, a disk, seeds that change, clocks. All of it virtual."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.delivering import NotPublished
from bot.digest.arrivals import Seen, arrive
from bot.digest.ledger import (
    Again,
    Barred,
    Deleted,
    FindOutcome,
    LockedOut,
    NotThere,
    Posted,
    PostOutcome,
    Rejected,
    Unreadable,
)
from bot.digest.models import Delivery, Doubt, Key, Message, State, Subscription
from bot.digest.planner import Due
from bot.digests import Digests
from bot.errors import StoreError
from bot.ledger import Ledger
from bot.library.catalogue import Catalogue
from bot.library.diff import compare
from bot.library.models import Captured, CaptureSource, Listing, Page, Published
from bot.loading import met
from bot.store.interface import DigestChange

BEGIN = datetime(2027, 3, 26, 12, tzinfo=UTC)
ANY_CHANNEL, FORUM, NEWS = 22, 33, 44

Choose = Callable[[Sequence[str]], str]


class Crash(BaseException):
    """The process was killed here. What is dead does nothing more."""


@dataclass
class Shown:
    """A message that a channel has shown, and whether it still does."""

    id: int
    row: Delivery
    at: datetime
    deleted: bool = False
    published: int = 0

    @property
    def papers(self) -> Sequence[str]:
        """What it announces."""
        assert self.row.message is not None
        return self.row.message.embed["papers"]  # type: ignore[no-any-return]


class Town:
    """Time, and everything that outlives a process. `now` is the true time, `wrong` what Folio's clock is off by."""

    def __init__(self, choose: Choose | None = None) -> None:
        self.now = BEGIN
        self.wrong = timedelta()
        self.choose = choose or well
        self.dead = False
        self.shown: list[Shown] = []
        self.rows: dict[Key, Delivery] = {}
        self.subscriptions: dict[str, Subscription] = {}
        self.last_of: dict[Key, Delivery] = {}  # every row's last known state, also of those that are gone
        self.ledger_is_old = False
        self.told: list[str] = []
        self.seeds = Seeds()

    def clock(self) -> datetime:
        """What Folio's clock shows."""
        return self.now + self.wrong

    async def sleep(self, seconds: float) -> None:
        """Time goes by."""
        self.alive()
        self.now += timedelta(seconds=seconds)

    def alive(self) -> None:
        """A dead process comes no further than this."""
        if self.dead:
            raise Crash

    def happens(self, *among: str) -> str:
        """What happens at a step; `crash` is the process's end."""
        self.alive()
        chosen = self.choose(among)
        if chosen.startswith("crash"):
            self.dead = True
        return chosen

    def rows_done(self, shown: Shown) -> bool:
        """Whether Folio knows that a message was posted: before, nobody deletes it."""
        known = self.last_of.get(shown.row.key)
        return known is not None and known.state in {State.SENT, State.PUBLISHED}

    async def start(self, discord: "Discord") -> Digests:
        """A new process on what the last one left."""
        self.dead = False
        disk = Disk(self)
        folio: Any = self.seeds
        folio.store = disk
        digests = Digests(folio, await Ledger.open(disk), discord, compose, self.clock)  # type: ignore[arg-type]
        deliveries = digests.deliveries
        deliveries._sleep, deliveries._chance = self.sleep, lambda: 0.5
        return digests


class Disk:
    """A store of digests alone, on which a write happens wholly or not at all."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self.doubt = Doubt(town.clock()) if town.ledger_is_old else None

    async def subscriptions(self) -> Sequence[Subscription]:
        """As they are."""
        return list(self._town.subscriptions.values())

    async def deliveries(self) -> Sequence[Delivery]:
        """As they are."""
        return list(self._town.rows.values())

    async def write_down(self, change: DigestChange) -> None:
        """Keep it, or die before or after, or refuse."""
        town = self._town
        match town.happens("written", "crash before a write", "crash after a write", "disk full"):
            case "crash before a write":
                raise Crash
            case "disk full":
                raise StoreError("There is no room.")
        town.subscriptions |= {each.id: each for each in change.subscriptions}
        town.rows |= {row.key: row for row in change.deliveries}
        town.last_of |= {row.key: row for row in change.deliveries}
        for key in change.forgotten:
            gone = town.rows.pop(key, None)
            if gone is not None and gone.is_open:
                town.last_of.pop(key, None)
        for name in change.ended:
            town.subscriptions.pop(name, None)
        town.alive()


@dataclass
class Discord:
    """Discord as Folio's `Poster` sees it."""

    town: Town
    memory: timedelta = timedelta(minutes=2)
    nonces: dict[str, Shown] = field(default_factory=dict)
    barred: set[int] = field(default_factory=set)
    known_barred: set[int] = field(default_factory=set)
    unreadable: set[int] = field(default_factory=set)
    calls: int = 0

    def bars(self, subscription: Subscription) -> str:
        """What the gateway has told."""
        return "It is gone." if subscription.channel in self.known_barred else ""

    def takes_nonce(self, channel: int) -> bool:
        """Everything but the forum."""
        return channel != FORUM

    async def post(self, row: Delivery) -> PostOutcome:
        """Show a message, perhaps, and say so, perhaps."""
        self.calls += 1
        event = self.town.happens(
            "accepted", "accepted, answer lost", "crash after it was accepted", "crash before it was accepted",
            "busy", "asked to wait", "asked to wait long", "unreachable", "rejected", "no token",
        )  # fmt: skip
        await self.town.sleep(0.2) if not self.town.dead else None
        if event == "crash before it was accepted":
            raise Crash
        if row.channel in self.barred and "accepted" in event:
            return Barred("Missing Access")
        match event:
            case "busy":
                return Again("503", True)
            case "asked to wait":
                return Again("429", False, timedelta(seconds=20))
            case "asked to wait long":
                return Again("429", False, timedelta(minutes=50))
            case "unreachable":
                return Again("no route", False)
            case "rejected":
                return Rejected("400")
            case "no token":
                return LockedOut("401")
        shown = self._accept(row)
        self.town.alive()
        if event == "accepted, answer lost":
            return Again("reset", True)
        return Deleted() if shown.deleted else Posted(shown.id, row.channel, row.channel == NEWS)

    def _accept(self, row: Delivery) -> Shown:
        known = self.nonces.get(row.key.nonce) if self.takes_nonce(row.channel) else None
        if known is not None and self.town.now - known.at < self.memory:
            return known
        shown = Shown(len(self.town.shown) + 1, row, self.town.now)
        self.town.shown.append(shown)
        self.nonces[row.key.nonce] = shown
        return shown

    async def find(self, row: Delivery) -> FindOutcome:
        """Look for a message that still stands."""
        event = self.town.happens("found", "cannot be searched", "crash while searching")
        if event == "crash while searching":
            raise Crash
        if event == "cannot be searched":
            return Again("500", True)
        if row.channel in self.unreadable | self.barred:
            return Unreadable("403")
        for shown in self.town.shown:
            if shown.row.key.mark == row.key.mark and not shown.deleted:
                return Posted(shown.id, row.channel, row.channel == NEWS)
        return NotThere()

    async def publish(self, row: Delivery) -> None:
        """Publish once; a second time is refused as known."""
        event = self.town.happens("published", "not now", "never", "crash after publishing")
        if event == "not now":
            raise NotPublished("429", final=False)
        if event == "never":
            raise NotPublished("403", final=True)
        shown = next(each for each in self.town.shown if each.id == row.message_id)
        shown.published = 1
        self.town.alive()

    async def tell(self, subscription: Subscription, sentence: str) -> None:
        """Somebody is told."""
        self.town.alive()
        self.town.told.append(subscription.id)


class Seeds:
    """Pages that people put papers on, and what Folio has seen of them: `Folio` without files."""

    def __init__(self) -> None:
        self.listings: dict[str, Listing] = {}
        self.catalogue = Catalogue.build([self._page()])
        self.seen = Seen()
        self.seen = arrive(self.seen, self.catalogue.papers.values(), (), BEGIN.date(), quiet=True)
        self.news: dict[str, int] = {}
        self._earlier = dict(self.listings)
        self._number = 0

    def reload(self, listings: dict[str, Listing], today: date, *, announce: bool = False) -> None:
        """Serve other papers, by a name of theirs that stays whatever their title is."""
        self._earlier, self.listings = self.listings, listings
        after = Catalogue.build([self._page()])
        seen = met(self.seen, compare(self.catalogue, after), after, today, announce=announce)
        for paper in after.papers.values():
            number = min(seen.numbers_of(paper), default=0)
            self.news.setdefault(paper.abstract, number)
        self.catalogue, self.seen = after, seen

    def undo(self) -> None:
        """Serve what was served before; what was seen stays seen."""
        self.listings = self._earlier
        self.catalogue = Catalogue.build([self._page()])

    def add(self, count: int, today: date, field_: str = "LG") -> None:
        """So many new papers."""
        more = {}
        for _ in range(count):
            self._number += 1
            name = f"paper {self._number}"
            day = Published(date(2027, 1, 1 + self._number % 28))
            more[name] = Listing(
                f"On {name}", (f"Author {self._number}",), fields=(field_,), published=day, abstract=name
            )
        self.reload(self.listings | more, today)

    def mend(self, name: str, today: date) -> None:
        """Another title for a paper."""
        self._number += 1
        mended = replace(self.listings[name], title=f"Mended {self._number} {name}")
        self.reload(self.listings | {name: mended}, today)

    def _page(self) -> Page:
        always = Listing("The oldest", ("Ada Long",), abstract="the oldest", published=Published(date(2020, 1, 1)))
        captured = Captured(BEGIN.date(), CaptureSource.SIDECAR)
        return Page("ada", "Ada Long", "ada.txt", captured, listings=(always, *self.listings.values()))


def compose(due: Due, failures: Sequence[str]) -> Message:
    """A message that says what it announces, by what a paper's abstract names it."""
    papers = [each.paper.abstract for _, each in due.wanted]
    return Message("Digest", {"papers": papers, "missed": due.missed}, shown=len(papers))


def is_over(state: State) -> bool:
    """Whether nothing more comes of a row."""
    return state not in {State.PLANNED, State.SENDING}


def well(among: Sequence[str]) -> str:
    """Everything goes well."""
    return among[0]
