"""/papers: every filter, alone and together, and turning pages."""

from typing import Any

import pytest

from tests.conftest import World, embed_of, menu_values, message_of, text_of

FILTERS: list[tuple[dict[str, Any], int]] = [
    ({}, 9),
    ({"field": "Machine Learning"}, 6),
    ({"field": "cs.LG"}, 6),
    ({"field": "CL"}, 2),
    ({"year": 2025}, 5),
    ({"code": "listed"}, 3),
    ({"code": "link"}, 2),
    ({"code": "none"}, 6),
    ({"text": "long-horizon"}, 3),
    ({"author": "yingru li"}, 3),
    ({"author": "tong", "year": 2025, "field": "LG", "code": "listed"}, 1),
]


@pytest.mark.parametrize(("options", "expected"), FILTERS, ids=str)
async def test_a_list_keeps_what_was_asked_for(world: World, options: dict[str, Any], expected: int) -> None:
    """Each filter counts what the page holds, also in combination."""
    result = await world.member.slash(world.channel, "papers", **options)
    assert (embed_of(result).title or "").startswith(f"{expected} paper")
    assert not result.ephemeral
    assert len(menu_values(result)) == expected


@pytest.mark.parametrize(("sort", "first"), [("newest", "GameGen"), ("oldest", "ImageReward"), ("title", "DAPO")])
async def test_the_order_is_the_one_asked_for(world: World, sort: str, first: str) -> None:
    """Newest first, oldest first, by title."""
    result = await world.member.slash(world.channel, "papers", sort=sort)
    assert text_of(result).startswith(f"**1. {first}")


async def test_nothing_to_list_is_a_private_sentence(world: World) -> None:
    """An empty list says what was asked for and what to do."""
    result = await world.member.slash(world.channel, "papers", year=1999)
    assert result.ephemeral
    assert "from 1999, newest first: there are none here" in text_of(result)


async def test_an_unclear_author_is_asked_about(world: World) -> None:
    """A name that fits two people is not guessed at in a filter either."""
    result = await world.member.slash(world.channel, "papers", author="li")
    assert result.ephemeral
    assert "Whose papers do you mean?" in text_of(result)


async def test_the_person_chosen_keeps_the_rest_of_what_was_asked(world: World) -> None:
    """A menu in between loses no filter."""
    asked = await world.member.slash(world.channel, "papers", author="li", year=2026, text="baseline")
    chosen = next(value for value in menu_values(asked) if value.startswith("yingru"))
    listed = await world.member.select(message_of(asked), [chosen])
    assert embed_of(listed).title == "1 paper"
    assert embed_of(listed).author.name == "Papers by Yingru Li, from 2026, with “baseline”, newest first"
    assert not listed.ephemeral


async def test_a_paper_opens_from_the_list(world: World) -> None:
    """The menu below a list opens a card, privately."""
    result = await world.member.slash(world.channel, "papers", year=2023)
    card = await world.other.select(message_of(result), menu_values(result))
    assert card.ephemeral
    assert (embed_of(card).title or "").startswith("ImageReward")


async def test_fields_are_completed_by_name_and_code(world: World) -> None:
    """Only fields that are loaded are offered, with their codes."""
    choices = await world.member.autocomplete(world.channel, "papers", "field", "comp")
    assert [choice["value"] for choice in choices] == ["cs.CL", "cs.CV"]
