"""A community's whole life, by chance: every command, completion, button, menu and form, reloads and digests."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests import loopback_payloads as payloads
from tests.crowd import READER, Crowd, Someone, any_text, channel_option, somebody
from tests.loopback_discord import AUTOCOMPLETE, COMMAND
from tests.loopback_payloads import parts
from tests.loopback_records import Response
from tests.pages import PaperText, page_text

MODAL_OPENED, DEFERRED_UPDATE = 9, 6
PUT_OFF = (5, DEFERRED_UPDATE)
MANAGE_SERVER = 1 << 5 | 1 << 13
PEOPLE, MODERATORS = 2000, 300
TITLES = (
    "dapo",
    "laminar",
    "imagereward",
    "reinforcement learning",
    "zzzz qqqq",
    "a crowded paper",
    "rl system",
    "otb",
    "",
)
NAMES = ("tong", "ada", "yingru li", "zzzz", "wang", "short", "")
QUESTIONS = (
    "how many papers are here",
    "what is dapo",
    "papers from 2025 with code",
    "his email",
    "why is the sky blue",
)
# Out of a thousand acts; changes of the library are about a year's to a hundred thousand interactions.
OFTEN = (300, 350, 80, 100, 20, 40, 40, 0.5)
OFTEN_CHANGED = (300, 350, 80, 100, 20, 40, 40, 20)
SENT_FORMS = 0.05
# Papers come and go among so many, so that what is remembered of each is bounded.
COMING, BASE = 12, 40


class Life:
    """What people do to one Folio, and how often each thing was answered how."""

    def __init__(self, crowd: Crowd, seeds: Path, often: Sequence[float] = OFTEN, seed: int = 0) -> None:
        self.crowd, self.seeds, self.often = crowd, seeds, often
        self.chance = random.Random(seed)
        self.answered: Counter[str] = Counter()
        self.write()

    def write(self) -> None:
        """Change the files: a keeper adds papers and takes some away."""
        extra = self.chance.sample(range(COMING), self.chance.randint(3, COMING))
        numbers = [*range(BASE), *(BASE + each for each in sorted(extra))]
        papers = [PaperText(f"A Crowded Paper Numbered {number}") for number in numbers]
        (self.seeds / "crowd.txt").write_text(page_text("Ada Long", papers), "utf-8")

    async def act(self) -> None:
        """Do one thing, and whatever follows from it."""
        doing = self.chance.choices(
            (self.complete, self.look_up, self.ask, self.read, self.forge, self.digest, self.moderate, self.reload),
            self.often,
        )[0]
        await doing()

    async def complete(self) -> None:
        """Type into an option."""
        command, option = self.chance.choice(
            [("paper", "title"), ("author", "name"), ("papers", "field"), ("code", "title")]
        )
        text = self.chance.choice([*TITLES, *NAMES])[: self.chance.randint(0, 9)]
        data = await self.crowd._command(command, {option: text}, option)
        self.note(await self.crowd.does(AUTOCOMPLETE, data, self.member()))

    async def look_up(self) -> None:
        """A card or a list, and half of the time something on it."""
        title, name, private = self.chance.choice(TITLES), self.chance.choice(NAMES), self.chance.random() < 0.2
        name_of_command, options = self.chance.choice(
            [("paper", {"title": title, "private": private}), ("author", {"name": name}), ("code", {"title": title}),
             ("papers", {"author": name}), ("papers", {"text": title[:30]}), ("papers", {"year": 2025})]
        )  # fmt: skip
        who = self.member()
        shown = await self.use(name_of_command, who, **options)
        while self.chance.random() < 0.5:
            pressed = await self.press(shown, who if self.chance.random() < 0.7 else self.member())
            if pressed is None:
                return
            shown = pressed

    async def ask(self) -> None:
        """A question, and what its answer offers."""
        who = self.member()
        await self.press(await self.use("ask", who, question=self.chance.choice(QUESTIONS)), who)

    async def read(self) -> None:
        """What tells of the bot itself."""
        commands = ("help", "about", "digest list", "digest status", "digest preview", "forget-me")
        await self.use(self.chance.choice(commands), self.member(payloads.GUILD_ID))

    async def forge(self) -> None:
        """An id that nobody has sent."""
        self.note(await self.crowd.push(f"b/{any_text(self.chance, 8)}/{any_text(self.chance, 60)}", self.member()))

    async def digest(self) -> None:
        """Everything about digests; channels come and go."""
        verb = self.chance.choice(["subscribe", "send", "pause", "resume", "unsubscribe", "preview", "status", "why"])
        who = self.moderator()
        if verb != "subscribe":
            await self.use(f"digest {verb}", who, **({"paper": "dapo"} if verb == "why" else {}))
            return
        options = {"channel": str(self.crowd.channel_id), "time": "08:00", "timezone": "UTC"}
        data = await self.crowd._command("digest subscribe", options)
        data["resolved"] = channel_option(self.crowd.channel_id)
        shown = await self.through(await self.crowd.does(COMMAND, data, who))
        await self.press(shown, who)

    async def moderate(self) -> None:
        """Looking, watching, correcting and taking back."""
        name, options = self.chance.choice(
            [("seeds status", {}), ("seeds history", {}), ("watch list", {}), ("seeds correct", {}),
             ("seeds correct", {"paper": "dapo"}), ("watch remove", {"source": "x"})]
        )  # fmt: skip
        who = self.moderator()
        shown = await self.use(name, who, **options)
        if shown.type == MODAL_OPENED and self.chance.random() < SENT_FORMS:
            code = self.chance.choice(["", "https://github.com/a/b", "nonsense"])
            answer = await self.crowd.type(shown.data["custom_id"], {"code": code, "names": ""}, who)
            await self.through(answer)

    async def reload(self) -> None:
        """Change the files, look at what would change, and apply it, cancel it or take it back."""
        self.write()
        who = self.moderator()
        shown = await self.use(self.chance.choice(["seeds reload", "seeds reload", "seeds undo"]), who)
        await self.press(shown, who)

    async def use(self, name: str, who: Someone, /, **options: object) -> Response:
        """A command, and its last answer."""
        return await self.through(await self.crowd.command(name, who, **options))

    async def press(self, shown: Response, who: Someone) -> Response | None:
        """Press or choose one of the controls on an answer, and send the form that opens."""
        message = self.crowd.messages.get(shown.message_id or "")
        found = [part for part in parts(message["components"]) if "custom_id" in part] if message else []
        usable = [part for part in found if not part.get("disabled")]
        if not usable:
            return None
        part = self.chance.choice(usable)
        values = [option["value"] for option in part.get("options", ())]
        answer = await self.crowd.push(
            part["custom_id"], who, *([self.chance.choice(values)] if values else []), message=message
        )
        if answer.type == MODAL_OPENED:
            answer = await self.crowd.type(answer.data["custom_id"], {"text": self.chance.choice(TITLES)}, who)
        if answer.type == DEFERRED_UPDATE and "/delete/" in part["custom_id"]:
            self.note(answer)  # nothing follows but that the message is gone
            return None
        return await self.through(answer)

    async def through(self, answer: Response) -> Response:
        """Wait for what was put off."""
        self.note(answer)
        return await self.crowd.later(answer) if answer.type in PUT_OFF else answer

    def note(self, answer: Response) -> None:
        """Count an answer by its kind, or as a failure."""
        said = str(answer.data.get("embeds"))
        kind = (
            "failed" if "Something went wrong" in said else "too much" if "more than Folio answers" in said else "well"
        )
        self.answered[kind] += 1

    def member(self, server: int | None = None) -> Someone:
        """Somebody, most often where nobody else counts towards the same limit."""
        number = self.chance.randrange(PEOPLE)
        return somebody(number, payloads.GUILD_ID if server or self.chance.random() < 0.15 else None)

    def moderator(self) -> Someone:
        """Somebody who may manage the server."""
        who = somebody(PEOPLE + self.chance.randrange(MODERATORS))
        return Someone(who.person, READER.server, who.permissions | MANAGE_SERVER)
