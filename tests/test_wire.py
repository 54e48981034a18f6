"""Answers to interactions, through the real discord.py, to a Discord that is busy, slow, silent, rude and confused."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
import pytest_asyncio

from bot.calls import within
from bot.logs import LostCompletions
from tests.loopback_channels import TEXT
from tests.loopback_client import Connected, connected
from tests.loopback_faults import FaultyDiscord
from tests.loopback_records import Response

pytestmark = pytest.mark.asyncio(loop_scope="module")

Fault = Callable[[FaultyDiscord], None]
FOLLOWING = "/webhooks/"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[FaultyDiscord]:
    """One Discord for all, with Folio before it; every test spends the faults that it asks for."""
    async with FaultyDiscord((TEXT,), timeout=5) as server, connected(server, tmp_path_factory.mktemp("wire")) as made:
        server.made = made  # type: ignore[attr-defined]
        yield server


@pytest.fixture
def log(discord: FaultyDiscord, caplog: pytest.LogCaptureFixture) -> Iterator["Log"]:
    """What Folio logs in a test, as it is set up to."""
    caplog.set_level(logging.INFO, logger="bot")
    discord.requests.clear()
    spent(discord)
    completions, lost = logging.getLogger("discord.app_commands.tree"), LostCompletions()
    completions.addFilter(lost)
    yield Log(caplog)
    completions.removeFilter(lost)


class Log:
    """The log of a test."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self._caplog = caplog

    async def line(self) -> str:
        """The one line about an interaction; nothing else was worth a warning, and nothing a traceback."""
        await until(self.lines)
        lines = self.lines()
        others = [each for each in self._caplog.records if each.levelno >= logging.WARNING and each not in lines]
        assert [each.getMessage() for each in others] == []
        assert not any(each.exc_info for each in self._caplog.records)
        assert len(lines) == 1
        return lines[0].getMessage().rpartition(" in ")[0]

    def lines(self) -> list[logging.LogRecord]:
        return [each for each in self._caplog.records if each.name == "bot.views.journal"]


ANSWERED: dict[str, Fault] = {
    "busy": lambda discord: discord.answers_next(503, times=3),
    "an error after it was done": lambda discord: discord.answers_next(502, after=True),
    "every kind of error": lambda discord: [discord.answers_next(status) for status in (500, 502, 504)],  # type: ignore[dict-item,return-value]
    "slow": lambda discord: discord.slowly(0.1),
    "silent once": lambda discord: discord.never(),
    "silent once, although it was done": lambda discord: discord.never(after=True),
    "reset": lambda discord: discord.hangs_up(times=3),
    "reset after it was done": lambda discord: discord.hangs_up(after=True),
    "half an object": lambda discord: discord.garbles(),
    "a pause": lambda discord: discord.asks_for_pause(0.05, times=2),
    "a pause without Via": lambda discord: discord.asks_for_pause(0.05, via=False),
    "a pause for everybody": lambda discord: discord.asks_for_pause(0.05, everywhere=True),
    "a pause of no length": lambda discord: discord.asks_for_pause(None),
}


@pytest.mark.parametrize("name", ANSWERED)
async def test_a_command_is_answered_once_whatever_becomes_of_calls(
    discord: FaultyDiscord, log: Log, name: str
) -> None:
    """An interaction refuses a second answer, so that the first can be handed in until it is there."""
    ANSWERED[name](discord)
    response = await discord.slash("paper", title="dapo")
    assert response.data["embeds"][0]["title"].startswith("DAPO")
    assert await log.line() == "/paper: answered"
    assert discord.answers(response.interaction_id) == 1


LOST: dict[str, tuple[Fault, str]] = {
    "busy for too long": (lambda discord: discord.answers_next(503, times=9), "Discord answered with 503"),
    "silent": (lambda discord: discord.never(times=9), "Discord did not answer in time"),
    "a long pause": (lambda discord: discord.asks_for_pause(3600), "Discord asks for a pause"),
    "too late": (lambda discord: discord.answers_next(404, code=10062), "it came too late"),
    "answered by somebody else": (
        lambda discord: discord.answers_next(400, code=40060),
        "another process has answered",
    ),
}


@pytest.mark.parametrize("name", LOST)
async def test_what_cannot_be_delivered_is_one_line(discord: FaultyDiscord, log: Log, name: str) -> None:
    """Nobody can be told any more; the operator can, in words. The next command is answered."""
    fault, reason = LOST[name]
    fault(discord)
    number = await discord.asks("paper", title="dapo")
    assert await log.line() == f"/paper: not delivered: {reason}"
    spent(discord)
    assert discord.answers(number) == 0
    assert not (await discord.slash("paper", title="dapo")).ephemeral
    await until(lambda: len(log.lines()) == 2)


async def test_a_refused_answer_is_a_bug_that_is_told(
    discord: FaultyDiscord, log: Log, caplog: pytest.LogCaptureFixture
) -> None:
    """400 means that the answer is wrong: a private sentence instead, and the traceback in the log."""
    discord.answers_next(400, code=50035)
    response = await discord.slash("paper", title="dapo")
    assert response.ephemeral
    assert "Something went wrong" in response.data["embeds"][0]["description"]
    await until(log.lines)
    assert [each.getMessage().rpartition(" in ")[0] for each in log.lines()] == ["/paper: failed"]
    assert sum(bool(each.exc_info) for each in caplog.records) == 1


@pytest.mark.parametrize("name", ["busy", "silent once", "reset", "a pause", "too late", "a long pause"])
async def test_completions_leave_no_traceback(
    discord: FaultyDiscord, log: Log, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """They come in time or not at all; whoever types on is answered."""
    fault = ANSWERED[name] if name in ANSWERED else LOST[name][0]
    fault(discord)
    if name in ANSWERED:
        assert (await discord.autocomplete("paper", "title", "da")).data["choices"]
    else:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.8):
                await discord.autocomplete("paper", "title", "da")
    assert not any(each.exc_info for each in caplog.records)
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == (
        ["a completion was not delivered: Discord asks for a pause"] if name == "a long pause" else []
    )


FOLLOWS: dict[str, Fault] = {
    "busy": lambda discord: discord.answers_next(503, at=FOLLOWING, times=3),
    "silent once": lambda discord: discord.never(at=FOLLOWING),
    "reset": lambda discord: discord.hangs_up(at=FOLLOWING, times=2),
    "reset after it was done": lambda discord: discord.hangs_up(at=FOLLOWING, after=True),
    "half an object": lambda discord: discord.garbles(at=FOLLOWING),
    "a pause": lambda discord: discord.asks_for_pause(0.05, at=FOLLOWING, via=False),
}


@pytest.mark.parametrize("name", FOLLOWS)
async def test_what_was_put_off_comes(discord: FaultyDiscord, log: Log, name: str) -> None:
    """After “thinking …” there is an answer, in the same message."""
    FOLLOWS[name](discord)
    thinking = await discord.slash("seeds reload")
    shown = await discord.later(thinking)
    assert shown.data["embeds"]
    assert shown.message_id == thinking.message_id
    assert await log.line() == "/seeds reload: answered"


async def test_what_was_put_off_and_cannot_come_is_a_private_sentence(discord: FaultyDiscord, log: Log) -> None:
    """Changing the message fails for as long as it is tried; another message is taken."""
    discord.answers_next(503, at=FOLLOWING, method="PATCH", times=99)
    said = await discord.later(await discord.slash("seeds reload"))
    assert "Discord has not taken" in said.data["embeds"][0]["description"]
    assert await log.line() == "/seeds reload: not delivered: Discord answered with 503"
    spent(discord)


async def test_a_further_message_is_not_made_twice(discord: FaultyDiscord, log: Log) -> None:
    """Its connection broke, so it may be there: rather none than two."""
    discord.answers_next(503, at=FOLLOWING, method="PATCH", times=99)
    discord.hangs_up(at=FOLLOWING, method="POST", after=True)
    await discord.slash("seeds reload")
    await log.line()
    spent(discord)
    assert sum(call.method == "POST" and FOLLOWING in call.path for call in discord.requests) == 1


@pytest.mark.parametrize("fault", ["busy", "silent once", "reset after it was done"])
async def test_presses_and_forms_are_answered(discord: FaultyDiscord, log: Log, fault: str) -> None:
    """As commands are: a form is opened, and what is typed into it answered."""
    refusal = await discord.slash("paper", title="zzzz qqqq")
    ANSWERED[fault](discord)
    form = await discord.click(refusal, "Search again")
    ANSWERED[fault](discord)
    answer = await discord.submit_modal(form, {"text": "dapo"})
    assert answer.data["embeds"][0]["title"].startswith("DAPO")
    await until(lambda: len(log.lines()) == 3)


async def test_one_that_hangs_holds_up_nobody(discord: FaultyDiscord, log: Log) -> None:
    """Twenty answers hang; the next person has theirs at once."""
    discord.never(times=20)
    hanging = [await discord.asks("paper", title="dapo") for _ in range(20)]
    while len(discord.tries()) < 20:
        await asyncio.sleep(0.005)
    response: Response = await discord.slash("paper", title="dapo")
    assert response.seconds < 1
    await asyncio.gather(*(until(lambda number=number: discord.answers(number)) for number in hanging))  # type: ignore[misc]
    assert {discord.answers(number) for number in hanging} == {1}
    await until(lambda: len(log.lines()) == 21)


async def test_a_broken_off_global_pause_bars_nobody(discord: FaultyDiscord, monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py would have every later call wait for ever."""
    made: Connected = discord.made  # type: ignore[attr-defined]
    discord.asks_for_pause(20, at="/users/", everywhere=True)
    with pytest.raises(TimeoutError):
        async with within(made.client, 0.1):
            await made.client.fetch_user(discord.user_id)
    async with asyncio.timeout(1):
        assert (await made.client.fetch_user(discord.user_id)).id == discord.user_id


def spent(discord: FaultyDiscord) -> None:
    """Let no fault reach the next call."""
    discord._faults.clear()


async def until(true: Callable[[], object]) -> None:
    """Wait for it."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.005)
