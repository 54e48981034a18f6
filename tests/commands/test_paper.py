"""/paper, as members use it."""

from tests.conftest import World


async def test_a_half_remembered_title_gets_the_card(world: World) -> None:
    """`dapo` is answered in the channel with the whole card."""
    result = await world.member.slash(world.channel, "paper", title="dapo")
    assert result.response is not None
    card = result.response.embeds[0]
    assert not result.ephemeral
    assert card.title == "DAPO: An Open-Source LLM Reinforcement Learning System at Scale"
    assert "Decoupled Clip and Dynamic sAmpling Policy Optimization (DAPO)" in (card.description or "")
