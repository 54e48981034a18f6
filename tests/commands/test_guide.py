"""/help and /about."""

from tests.conftest import World, embed_of, text_of


async def test_help_lists_every_command_as_something_to_click(world: World) -> None:
    """Every registered command is mentioned with the id that Discord gave it, in private."""
    result = await world.member.slash(world.channel, "help")
    registered = await world.env.bot.http.get_global_commands(world.env.bot.application_id or 0)
    text = text_of(result)
    assert result.ephemeral
    for command in registered:
        leaves = [option["name"] for option in command.get("options", []) if option["type"] == 1]
        names = [f"{command['name']} {leaf}" for leaf in leaves] or [command["name"]]
        assert all(f"</{name}:{command['id']}>" in text for name in names)


async def test_about_says_what_is_loaded_from_where_and_how_old(world: World) -> None:
    """The page, its file, its capture day and age, and what is not known."""
    result = await world.member.slash(world.channel, "about")
    card = embed_of(result)
    pages = next(field.value or "" for field in card.fields if field.name == "Pages")
    assert "9 papers and 20 people from 1 profile page" in (card.description or "")
    assert all(part in pages for part in ("Yuxuan Tong", "yuxuan-tong.txt", "captured 22 November 2026", "54 days ago"))
    assert "nobody documents what they measure" in str([field.value for field in card.fields])
