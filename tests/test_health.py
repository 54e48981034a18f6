"""/healthz: what a watchdog needs to know, and no secret."""

from dataclasses import replace

import aiohttp
import pytest

from bot.client import FolioClient
from bot.folio import Folio
from bot.health import Health, HealthPortTaken, Pulse, served
from tests.conftest import Clock, World, make_client


async def ask(port: int) -> tuple[int, dict[str, object]]:
    """The status and the object."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/healthz") as answer:
        return answer.status, await answer.json()


async def test_a_bot_that_is_well_says_so(world: World, simcord_bot: FolioClient) -> None:
    """Connection, library, digests and sources, in numbers."""
    async with served(simcord_bot.health, 0) as port:
        status, told = await ask(port)
    assert status == 200
    assert (told["ok"], told["connected"], told["papers"], told["digest_lag"]) == (True, True, 9, 0.0)
    assert told["failing_sources"] == []


async def test_before_the_first_login_there_is_an_answer_too(folio: Folio) -> None:
    """Nothing is known yet; that is no failure."""
    async with served(make_client(folio).health, 0) as port:
        status, told = await ask(port)
    assert (status, told["connected"]) == (200, False)


async def test_a_round_that_fails_is_told(world: World, simcord_bot: FolioClient) -> None:
    """By whoever watches over the rounds; and how long nobody got a turn, where somebody watches for that."""
    simcord_bot.upkeep._supervisor._troubles["The round of digests"] = "The round of digests failed: KeyError."
    simcord_bot._around = replace(simcord_bot._around, stalled=lambda: 812.0)
    async with served(simcord_bot.health, 0) as port:
        status, told = await ask(port)
    assert status == 503
    assert told["problems"] == ["The round of digests failed: KeyError."]
    assert told["worst_stall"] == 812.0


async def test_a_bot_that_cannot_tell_how_it_is_says_that() -> None:
    """An answer that fails is a 503 and no traceback."""

    def fail() -> Health:
        raise KeyError("a bug")

    async with served(fail, 0) as port:
        status, told = await ask(port)
    assert (status, told["ok"]) == (503, False)


async def test_a_port_that_is_taken_is_a_sentence(folio: Folio) -> None:
    """By the name of its setting."""
    probe = make_client(folio).health
    async with served(probe, 0) as port:
        with pytest.raises(HealthPortTaken, match="HEALTH_PORT"):
            async with served(probe, port):
                pass


def test_a_short_break_is_no_problem_and_a_long_one_is() -> None:
    """Of the gateway and of the rounds."""
    clock = Clock()
    pulse = Pulse(clock)
    pulse.up()
    pulse.round_done()
    clock.advance(minutes=4)
    pulse.down()
    assert pulse.problems() == ()
    clock.advance(minutes=4)
    assert pulse.problems() == ("Digests have not been looked at for more than five minutes.",)
    clock.advance(minutes=2)
    pulse.down()
    assert len(pulse.problems()) == 2
    pulse.up()
    pulse.round_done()
    assert pulse.problems() == ()
