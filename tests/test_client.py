"""What people are told when something breaks."""

import pytest

from bot.client import FolioClient
from bot.errors import FolioError
from bot.folio import Folio
from bot.matching.outcome import Outcome
from tests.conftest import World, embed_of, make_client, message_of, text_of


class FailingFolio(Folio):
    """A Folio whose look-ups raise what the test asks for."""

    failure: Exception

    def find_paper(self, query: str, limit: int = 5) -> Outcome:
        raise self.failure


@pytest.fixture
def failing(folio: Folio) -> FailingFolio:
    """Folio on the shipped page, failing with a bug unless told otherwise."""
    broken = FailingFolio(folio.store, folio._snapshot)
    broken.failure = KeyError("secret detail")
    return broken


async def test_a_bug_is_a_private_sentence_without_its_details(world: World, failing: FailingFolio) -> None:
    """The person is told to try again; the traceback is the log's."""
    await world.env.restart_bot(make_client(failing))
    result = await world.member.slash(world.channel, "paper", title="dapo")
    text = text_of(result)
    assert result.ephemeral
    assert "Something went wrong on Folio’s side" in text
    assert "secret" not in text
    with pytest.raises(ExceptionGroup):
        world.env.raise_errors()


async def test_an_expected_failure_is_told_in_its_own_words(world: World, failing: FailingFolio) -> None:
    """What Folio raises on purpose is written for people."""
    failing.failure = FolioError("The library is being replaced. Please try again in a minute.")
    await world.env.restart_bot(make_client(failing))
    result = await world.member.slash(world.channel, "paper", title="dapo")
    assert result.ephemeral
    assert embed_of(result).description == "The library is being replaced. Please try again in a minute."
    with pytest.raises(ExceptionGroup):
        world.env.raise_errors()


async def test_a_failing_button_is_answered_in_private(world: World, failing: FailingFolio) -> None:
    """A form whose answer breaks gives back what was typed."""
    asked = await world.member.slash(world.channel, "paper", title="zzzz qqqq")
    form = await world.member.click(message_of(asked), label="Search again")
    await world.env.restart_bot(make_client(failing))
    answered = await world.member.submit_modal(form, {"text": "my long text"})
    text = text_of(answered)
    assert answered.ephemeral
    assert "Something went wrong" in text
    assert "You typed: my long text" in text


async def test_data_can_mention_nobody(world: World) -> None:
    """Every message goes out with mentions switched off."""
    await world.member.slash(world.channel, "paper", title="@everyone <@123>")
    await world.member.slash(world.channel, "paper", title="dapo")
    answers = [request.json for request in world.env.http_requests if request.path.endswith("/callback")]
    assert answers
    assert all(answer["data"]["allowed_mentions"] == {"parse": []} for answer in answers)


async def test_repeated_ready_does_nothing_twice(world: World) -> None:
    """Discord may say READY many times; nothing is set up or sent again."""
    before = len(world.env.http_requests)
    client = world.env.bot
    assert isinstance(client, FolioClient)
    await client.on_ready()
    await client.on_ready()
    assert len(world.env.http_requests) == before
