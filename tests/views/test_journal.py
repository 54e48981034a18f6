"""The log has one line for each thing that was asked, and nothing of what was typed."""

import logging

import pytest

from tests.conftest import World, message_of

SECRET = "zzqqx my secret wish"


async def test_one_line_each_and_no_words_of_people(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Command, outcome, time."""
    caplog.set_level(logging.DEBUG, "bot")
    card = await world.member.slash(world.channel, "paper", title="dapo")
    asked = await world.member.slash(world.channel, "author", name=SECRET)
    await world.member.click(message_of(card), label="BibTeX")
    form = await world.member.click(message_of(asked), label="Search again")
    await world.member.submit_modal(form, {"text": SECRET})
    await world.moderator.slash(world.channel, "seeds status")
    lines = [record for record in caplog.records if record.name == "bot.views.journal"]
    told = [record.getMessage().split(" in ")[0] for record in lines]
    assert told == [
        "/paper: answered",
        "/author: answered privately",
        "press bibtex: answered privately",
        "press again: answered",
        "press search: answered privately",
        "/seeds status: answered privately",
    ]
    assert all(record.fields["milliseconds"] >= 0 for record in lines)  # type: ignore[attr-defined]
    assert SECRET not in caplog.text
