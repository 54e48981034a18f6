"""/code: the three states, and nothing else."""

import pytest

from tests.conftest import World, embed_of, message_of, text_of
from tests.expected import PAPERS, ExpectedPaper


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title[:12])
async def test_the_code_state_is_the_pages(world: World, paper: ExpectedPaper) -> None:
    """A link, a flag without a link, or nothing: as the page has it, never more."""
    result = await world.member.slash(world.channel, "code", title=paper.title)
    assert (embed_of(result).title, embed_of(result).description) == (paper.title, paper.code)
    assert result.response is not None
    urls = [part["url"] for row in result.response.components for part in row["components"] if "url" in part]
    assert urls == ([paper.code] if paper.code.startswith("https://") else [])


async def test_an_absent_paper_is_a_private_no(world: World) -> None:
    """Nothing close: a private sentence."""
    result = await world.member.slash(world.channel, "code", title="a cookbook of french sauces")
    assert result.ephemeral
    assert "No paper here" in text_of(result)


async def test_a_choice_answers_with_the_code_state(world: World) -> None:
    """After a menu, /code still says the code state and nothing else."""
    asked = await world.member.slash(world.channel, "code", title="reinforcement learning")
    menu = asked.response.components[0]["components"][0]
    dapo = next(option["value"] for option in menu["options"] if option["value"].startswith("dapo"))
    answered = await world.member.select(message_of(asked), [dapo])
    assert embed_of(answered).description == "Flagged as having code; the page gives no link."


async def test_the_card_of_the_paper_is_one_click_away(world: World) -> None:
    """The paper behind a code state opens privately."""
    result = await world.member.slash(world.channel, "code", title="dapo")
    card = await world.other.click(message_of(result), label="The paper")
    assert card.ephemeral
    assert (embed_of(card).title or "").startswith("DAPO")
