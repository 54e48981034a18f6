"""What many members do at once: keystrokes, cards, questions, lists, and buttons on a card."""

import asyncio
import random
import time
from dataclasses import dataclass

from tests import loopback_payloads as payloads
from tests.crowd import Crowd, Someone, somebody
from tests.loopback_discord import AUTOCOMPLETE, COMMAND, COMPONENT
from tests.loopback_payloads import JSON
from tests.loopback_records import Exchange

TITLES = ("dapo", "laminar", "imagereward", "reinforcement learning", "hybridflow", "rl system")
QUESTIONS = (
    "how many papers are here",
    "what is dapo",
    "papers from 2025 with code",
    "how many gpus did laminar run on",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody will do, and where."""

    kind: int
    data: JSON
    who: Someone
    message: JSON | None = None


async def wishes(crowd: Crowd, number: int) -> list[Wish]:
    """What members do: keystrokes, cards, questions, lists, and buttons on a card; a hundred people in three places."""
    chance = random.Random(number)
    card = await crowd.slash("paper", title="dapo")
    message = crowd.messages.get(card.message_id or "")
    key = (await crowd.autocomplete("paper", "title", "")).data["choices"][0]["value"]
    made = []
    for _ in range(number):
        who = somebody(chance.randrange(100), chance.choice([payloads.GUILD_ID, None]))
        title, kind = chance.choice(TITLES), chance.random()
        if kind < 0.4:
            data = await crowd._command("paper", {"title": title[: chance.randint(1, 9)]}, "title")
            made.append(Wish(AUTOCOMPLETE, data, who))
        elif kind < 0.6:
            made.append(Wish(COMMAND, await crowd._command("paper", {"title": chance.choice([title, key])}), who))
        elif kind < 0.7:
            made.append(Wish(COMMAND, await crowd._command("author", {"name": "tong"}), who))
        elif kind < 0.8:
            made.append(Wish(COMMAND, await crowd._command("ask", {"question": chance.choice(QUESTIONS)}), who))
        elif kind < 0.9:
            made.append(Wish(COMMAND, await crowd._command("papers", {"text": "learning"}), who))
        else:
            verb = chance.choice(["bibtex", "similar", "show", "code"])
            data = {"component_type": 2, "custom_id": f"b/{verb}/{key}"}
            made.append(Wish(COMPONENT, data, who, message))
    return made


async def flooded(crowd: Crowd, number: int, span: float) -> list[Exchange]:
    """Send everything evenly over a span, and wait until each is answered, for a minute at most."""
    todo = await wishes(crowd, number)
    begun = time.perf_counter()
    sent = []
    for place, wish in enumerate(todo):
        await asyncio.sleep(max(0.0, begun + place * span / number - time.perf_counter()))
        sent.append(await crowd.send(wish.kind, wish.data, wish.who, wish.message))
    last = time.perf_counter() + 60
    while time.perf_counter() < last and not all(each.answers for each in sent):
        await asyncio.sleep(0.01)
    return sent
