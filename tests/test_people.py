"""People as they are: too many, too fast, with old messages, forged ids and endless texts. Over the real client.

More forged ids on request: FOLIO_FORGED=20000 python -m pytest tests/test_people.py -n0
"""

import asyncio
import os
import random
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import pytest_asyncio

from bot.pacing import MOST_OF_A_PERSON
from bot.views.actions import ACTIONS
from tests import loopback_payloads as payloads
from tests import loopback_process
from tests.crowd import LEFT, READER, Crowd, Someone, any_text, somebody
from tests.flooding import flooded
from tests.loopback_discord import AUTOCOMPLETE, COMMAND
from tests.loopback_payloads import JSON, parts
from tests.loopback_process import BotProcess
from tests.loopback_records import Response
from tests.pages import PaperText, page_text

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORGED = int(os.environ.get("FOLIO_FORGED", "300"))
ENDLESS = 10_000
MESSAGE, UPDATE, CHOICES, MODAL_OPENED, DEFERRED = 4, 7, 8, 9, 5
VIEW_ONLY, MANAGE_SERVER = 1 << 10, 1 << 5
PAPERS, MANY = 40, 200
TRAP = "A Trap for Whoever Opens Links"


@dataclass(frozen=True, slots=True)
class Served:
    """Folio under way before a crowd, and who has followed a link of a paper."""

    crowd: Crowd
    folio: BotProcess
    opened: list[object]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """One Folio, on the shipped page and one with more papers of a name than a menu holds."""
    folder = tmp_path_factory.mktemp("people")
    shutil.copytree(loopback_process.SEEDS, folder / "seeds")
    papers = [PaperText(f"A Crowded Paper Numbered {number}") for number in range(PAPERS)]
    opened: list[object] = []
    async with await asyncio.start_server(lambda _, writer: opened.append(writer.close()), "127.0.0.1", 0) as trap:
        port = trap.sockets[0].getsockname()[1]
        hosts = (f"127.0.0.1:{port}", f"localhost:{port}", f"2130706433:{port}", f"[::ffff:127.0.0.1]:{port}")
        papers.append(PaperText(TRAP, " ".join(f"Our code is at http://{host}/repo." for host in hosts)))
        (folder / "seeds" / "crowd.txt").write_text(page_text("Ada Long", papers), "utf-8")
        async with Crowd(timeout=20) as crowd, loopback_process.folio(crowd, folder, folder / "seeds") as folio:
            await crowd.ready()
            yield Served(crowd, folio, opened)
    assert "Traceback" not in folio.logged()
    assert opened == []


@pytest.fixture
def crowd(served: Served) -> Crowd:
    """People before it."""
    return served.crowd


def text_of(response: Response) -> str:
    """Everything that an answer says."""
    embeds = response.data.get("embeds") or []
    return " ".join([response.data.get("content") or "", *(f"{e.get('title')} {e.get('description')}" for e in embeds)])


def is_polite(response: Response) -> bool:
    """Whether an answer is one that only whoever asked sees, or one that changes or deletes nothing of others."""
    return response.ephemeral or response.type in (MODAL_OPENED, CHOICES)


async def test_who_floods_is_told_privately_and_nobody_else_notices(crowd: Crowd) -> None:
    """One person sends everything at once; each is answered, those above the limit with a time. Others go on."""
    flooder, data = somebody(1), await crowd._command("code", {"title": "dapo"})
    sent = [await crowd.send(COMMAND, data, flooder) for _ in range(MOST_OF_A_PERSON + 30)]
    calm = await crowd.command("code", somebody(2), title="dapo")
    assert "That is more than" not in text_of(calm)
    async with asyncio.timeout(20):
        while not all(each.answers for each in sent):
            await asyncio.sleep(0.01)
    answers = [each.answers[0] for each in sent]
    refused = [each for each in answers if "That is more than" in text_of(each)]
    assert len(refused) == 30
    assert all(each.ephemeral and re.search(r"<t:\d+:R>", text_of(each)) for each in refused)
    assert all(len(each.answers) == 1 for each in sent)


async def test_every_one_of_many_interactions_is_answered_once(crowd: Crowd) -> None:
    """Of a hundred people, as fast as they can be sent. Counted, not timed: tests/test_flood.py tells how fast."""
    sent = await flooded(crowd, MANY, 0.0)
    assert [len(each.answers) for each in sent] == [1] * MANY
    assert not any("Something went wrong" in text_of(each.answers[0]) for each in sent)


async def test_a_flood_of_completions_is_answered(crowd: Crowd) -> None:
    """Nobody can be told to wait by one, so each has its choices."""
    data = await crowd._command("paper", {"title": "crowded"}, "title")
    sent = [await crowd.send(AUTOCOMPLETE, data, somebody(3)) for _ in range(200)]
    async with asyncio.timeout(20):
        while not all(each.answers for each in sent):
            await asyncio.sleep(0.01)
    assert {each.answers[0].type for each in sent} == {CHOICES}


async def test_there_are_never_more_choices_than_discord_takes(crowd: Crowd) -> None:
    """Of forty papers that fit, in completions, menus and lists."""
    choices = (await crowd.autocomplete("paper", "title", "crowded paper")).data["choices"]
    assert len(choices) == 25
    for name, options in (("paper", {"title": "crowded paper"}), ("papers", {"author": "ada long"})):
        shown = await crowd.command(name, somebody(4), **options)
        menus = [part for part in parts(shown.data["components"]) if part["type"] == 3]
        assert menus
        assert all(len(menu["options"]) <= 25 for menu in menus)


@pytest.mark.parametrize(
    "text", ["x" * ENDLESS, "a " * (ENDLESS // 2), "[" * ENDLESS, "🄰\u0301" * (ENDLESS // 2), "$\\frac{" * 1666]
)
async def test_an_endless_option_is_answered(crowd: Crowd, text: str) -> None:
    """Longer than Discord's own forms let anybody type; into every option that takes text, and as completion."""
    for number, (name, option, others) in enumerate(text_options(crowd)):
        data = await crowd._command(name, {**others, option: text})
        answer = await crowd.does(COMMAND, data, somebody(100 + number))
        assert "Something went wrong" not in text_of(answer), (name, option)
    for name, option in completed_options(crowd):
        data = await crowd._command(name, {option: text}, option)
        assert (await crowd.does(AUTOCOMPLETE, data, somebody(5))).type == CHOICES


def text_options(crowd: Crowd) -> list[tuple[str, str, JSON]]:
    """Each option that takes any text, and what its command needs besides."""
    return [
        ("paper", "title", {}), ("code", "title", {}), ("author", "name", {}), ("papers", "author", {}),
        ("papers", "text", {}), ("papers", "field", {}), ("ask", "question", {}),
        ("digest why", "paper", {}), ("digest preview", "subscription", {}), ("digest pause", "subscription", {}),
        ("watch add", "value", {"kind": "arxiv-query"}), ("watch add", "kind", {"value": "x"}),
        ("watch remove", "source", {}), ("seeds correct", "paper", {}), ("seeds correct", "author", {}),
    ]  # fmt: skip


def completed_options(crowd: Crowd) -> list[tuple[str, str]]:
    """Each option of a plain command with choices while typing."""
    return [
        (command["name"], option["name"])
        for command in crowd.commands
        for option in command["options"]
        if option.get("autocomplete")
    ]


async def test_an_endless_form_is_answered_privately(crowd: Crowd) -> None:
    """What was typed is given back as far as it fits."""
    key = await key_of(crowd, "dapo")
    for custom_id in ("d/search/paper/public", "d/search/author/private", f"d/question/{key}/public"):
        assert (await crowd.type(custom_id, {"text": "zq [" * (ENDLESS // 4)})).ephemeral


async def test_forged_ids_are_answered_privately(crowd: Crowd) -> None:
    """Whatever an id says, on a message that holds it or one that does not, chosen, pressed or typed."""
    chance = random.Random(7)
    key = await key_of(crowd, "dapo")
    for start in range(0, FORGED, 50):
        answers = await asyncio.gather(*(forged(crowd, chance, key, start + number) for number in range(50)))
        for custom_id, answer in answers:
            assert is_polite(answer), custom_id
            assert "Something went wrong" not in text_of(answer), custom_id
        crowd.forget()


async def forged(crowd: Crowd, chance: random.Random, key: str, number: int) -> tuple[str, Response]:
    """One forged id, and what it was answered; of a stranger's who may do nothing special."""
    verb = chance.choice([*ACTIONS, *ACTIONS, any_text(chance, 10)])
    argument = chance.choice(
        [any_text(chance, 120), f"{key}/{any_text(chance, 60)}", key, f"paper/{any_text(chance, 90)}", f"p/{key}",
         f"0|{any_text(chance, 20)}|||an|{any_text(chance, 60)}", f"abcd/2027-01-15/0/{any_text(chance, 5)}"]
    )  # fmt: skip
    custom_id = f"{chance.choice('bmd')}/{verb}/{argument}"[:100]
    custom_id = chance.choice([custom_id, custom_id, custom_id, any_text(chance, 100) or "x"])
    if verb == "delete":
        custom_id += "x"
    who = somebody(1000 + number)
    match chance.randrange(4):
        case 0:
            return custom_id, await crowd.type(
                custom_id, {"text": any_text(chance, 100), "code": any_text(chance, 50)}, who
            )
        case 1:
            return custom_id, await crowd.push(custom_id, who, chance.choice([key, any_text(chance, 90) or "x"]))
        case 2:
            elsewhere = payloads.message(crowd._id(), {"components": []})
            return custom_id, await crowd.push(custom_id, who, message=elsewhere)
        case _:
            return custom_id, await crowd.push(custom_id, who)


async def test_a_card_of_somebody_else_gives_private_answers_only(crowd: Crowd) -> None:
    """Every button and menu on it but links, pressed by a stranger; the card stays as it is."""
    for name, options in (
        ("paper", {"title": "dapo"}),
        ("author", {"name": "tong"}),
        ("papers", {"author": "ada long"}),
    ):
        card = await crowd.slash(name, **options)
        message = crowd.messages[card.message_id or ""]
        before = repr(message)
        for part in [part for part in parts(message["components"]) if "custom_id" in part]:
            values = [option["value"] for option in part.get("options", ())][:1]
            answer = await crowd.push(part["custom_id"], somebody(6), *values, message=message)
            assert is_polite(answer), part["custom_id"]
        assert repr(message) == before


async def test_a_strangers_press_changes_no_library_and_no_digest(crowd: Crowd) -> None:
    """Also with ids that only moderators are ever shown."""
    key = await key_of(crowd, "dapo")
    for custom_id in ("b/apply/reload/x", "b/surely/undo/x", "b/cancel/x", "b/latest/abcd", f"b/correct/p/{key}"):
        assert (await crowd.push(custom_id, somebody(7))).ephemeral
    typed = await crowd.type(f"d/corrected/p/{key}", {"code": "https://github.com/evil/evil"}, somebody(7))
    assert typed.ephemeral
    assert "moderators" in text_of(typed)


async def test_a_message_that_was_deleted_is_no_failure(crowd: Crowd) -> None:
    """Turning its pages gives a private copy; deleting it says that it is gone; other buttons answer as ever."""
    listed = await crowd.slash("papers", author="ada long")
    message = crowd.messages.pop(listed.message_id or "")
    for part in [part for part in parts(message["components"]) if "custom_id" in part and not part.get("disabled")]:
        values = [option["value"] for option in part.get("options", ())][:1]
        answer = await crowd.push(part["custom_id"], READER, *values, message=message)
        assert answer.ephemeral, part["custom_id"]
        assert "Something went wrong" not in text_of(answer), part["custom_id"]


async def test_no_link_of_a_paper_is_ever_opened(served: Served) -> None:
    """Not for its card, its code, its BibTeX or an answer: links are for people, who see where they lead."""
    crowd = served.crowd
    for name, options in (
        ("paper", {"title": TRAP}),
        ("code", {"title": TRAP}),
        ("ask", {"question": f"code of {TRAP}"}),
    ):
        card = await crowd.slash(name, **options)
        message = crowd.messages[card.message_id or ""]
        for part in [part for part in parts(message["components"]) if "custom_id" in part]:
            values = [option["value"] for option in part.get("options", ())][:1]
            await crowd.push(part["custom_id"], somebody(8), *values, message=message)
    assert served.opened == []


@pytest.mark.parametrize("server", [LEFT, None])
async def test_every_command_is_answered_where_the_bot_is_not(crowd: Crowd, server: int | None) -> None:
    """In a server that it has left, and in private messages; what needs a server says so."""
    away = Someone(server=server)
    for name, options in commands():
        answer = await crowd.command(name, replace(away, person=next_person()), **options)
        if answer.type == DEFERRED:
            answer = await crowd.later(answer)
        assert "Something went wrong" not in text_of(answer), name
    card = await crowd.slash("paper", title="dapo")
    message = crowd.messages[card.message_id or ""]
    for part in [
        part for part in parts(message["components"]) if "custom_id" in part and "delete" not in part["custom_id"]
    ]:
        values = [option["value"] for option in part.get("options", ())][:1]
        answer = await crowd.push(part["custom_id"], replace(away, person=next_person()), *values, message=message)
        assert "Something went wrong" not in text_of(answer), part["custom_id"]


async def test_without_embed_links_every_answer_is_text_that_names_it(crowd: Crowd) -> None:
    """Refusals, private answers and cards alike: none is an empty message."""
    poor = Someone(bot_permissions=VIEW_ONLY)
    for name, options in commands():
        answer = await crowd.command(name, replace(poor, person=next_person()), **options)
        if answer.type == DEFERRED:
            answer = await crowd.later(answer)
        if not answer.ephemeral:
            assert "Embed Links" in text_of(answer), name
            assert not answer.data.get("embeds"), name


def commands() -> list[tuple[str, JSON]]:
    """Commands that leave everything as it is."""
    return [
        ("paper", {"title": "dapo"}), ("paper", {"title": "zzzz qqqq"}), ("paper", {"title": "crowded paper"}),
        ("author", {"name": "tong"}), ("papers", {}), ("code", {"title": "dapo"}),
        ("ask", {"question": "how many papers are here"}), ("help", {}), ("about", {}),
        ("digest list", {}), ("digest status", {}), ("digest why", {"paper": "dapo"}), ("digest preview", {}),
        ("digest send", {}), ("digest pause", {}), ("watch list", {}), ("seeds status", {}), ("seeds history", {}),
        ("forget-me", {}),
    ]  # fmt: skip


_people = iter(range(5000, 10**6))


def next_person() -> int:
    """Somebody who has asked nothing yet."""
    return somebody(next(_people)).person


async def key_of(crowd: Crowd, text: str) -> str:
    """The key of the paper that somebody types."""
    choices: Any = (await crowd.autocomplete("paper", "title", text)).data["choices"]
    return str(choices[0]["value"])
