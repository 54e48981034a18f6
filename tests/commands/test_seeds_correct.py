"""/seeds correct: what a moderator knows better wins over the page, is listed, and can be taken back."""

import shutil
from datetime import date
from pathlib import Path

from simcord import InteractionResult

from bot.folio import Folio
from bot.snapshot import Overlay
from bot.store.tiny import TinyStore
from tests.conftest import SEEDS, TODAY, World, embed_of, make_client, menu_values, message_of, text_of
from tests.pages import PaperText, page_text

LINK = "https://github.com/BytedTsinghua-SIA/DAPO"


async def correct(world: World, values: dict[str, str], **option: str) -> InteractionResult:
    """Open the form and send it."""
    form = await world.moderator.slash(world.channel, "seeds correct", **option)
    return await world.moderator.submit_modal(form, values)


def fields_of(result: InteractionResult) -> dict[str, str]:
    """A card's fields by name."""
    return {str(field.name): str(field.value) for field in embed_of(result).fields}


async def test_a_code_link_is_served_at_once_and_said_to_be_corrected(world: World) -> None:
    """The card links it, names who says so, and the history who did it."""
    done = await correct(world, {"code": LINK, "date": "2025-03-19"}, paper="dapo")
    assert done.ephemeral
    card = await world.member.slash(world.channel, "paper", title="dapo")
    assert LINK in fields_of(card)["Code"].replace("\\", "")
    assert (embed_of(card).author.name or "").endswith("19 March 2025")
    assert "Corrected by a moderator: code link and date" in (embed_of(card).footer.text or "")
    history = text_of(await world.moderator.slash(world.channel, "seeds history"))
    assert "mo: corrected, DAPO" in history


async def test_corrections_outlive_reloads_and_restarts(
    world: World, folio: Folio, store: TinyStore, tmp_path: Path
) -> None:
    """They are kept apart from the pages."""
    await correct(world, {"code": LINK}, paper="dapo")
    for name in ("yuxuan-tong.txt", "yuxuan-tong.toml", "examples/mira-okafor.txt"):
        shutil.copy(SEEDS / name, tmp_path)
    again = await Folio.open(tmp_path, store, TODAY)
    assert len(again.catalogue.papers) == 13
    await world.env.restart_bot(make_client(again, tmp_path))
    assert LINK in fields_of(await world.member.slash(world.channel, "paper", title="dapo"))["Code"].replace("\\", "")


async def test_an_emptied_line_takes_its_correction_back(world: World) -> None:
    """The form shows what is set; without it the page's word stands again."""
    await correct(world, {"code": LINK, "names": "dynamic sampling paper"}, paper="dapo")
    done = await correct(world, {"code": "", "names": "dynamic sampling paper"}, paper="dapo")
    assert "code link: as the page says" in text_of(done)
    card = await world.member.slash(world.channel, "paper", title="dapo")
    assert fields_of(card)["Code"] == "Flagged as having code; the page gives no link."
    assert fields_of(card)["Also called"] == "dynamic sampling paper"


async def test_everything_corrected_is_listed_with_a_menu_to_change_it(world: World) -> None:
    """Without an option the command lists; choosing opens the form."""
    nothing = await world.moderator.slash(world.channel, "seeds correct")
    assert text_of(nothing).startswith("Nothing is corrected")
    await correct(world, {"code": LINK}, paper="dapo")
    await correct(world, {"names": "YT", "captured": "2026-11-20"}, author="yuxuan tong")
    listed = await world.moderator.slash(world.channel, "seeds correct")
    assert "capture day: 2026-11-20" in text_of(listed)
    value = next(value for value in menu_values(listed) if value.startswith("p/"))
    form = await world.moderator.select(message_of(listed), [value])
    await world.moderator.submit_modal(form, {"code": ""})
    listed = await world.moderator.slash(world.channel, "seeds correct")
    assert LINK not in text_of(listed).replace("\\", "")


async def test_a_capture_day_shows_on_the_authors_card(world: World) -> None:
    """The day, and whose word it is."""
    await correct(world, {"captured": "2026-11-20"}, author="yuxuan tong")
    card = embed_of(await world.member.slash(world.channel, "author", name="tong"))
    assert "captured 20 November 2026 (as a moderator says)" in (card.footer.text or "")


async def test_a_wrong_value_is_a_sentence_and_nothing_typed_is_lost(world: World) -> None:
    """Of a form with one wrong line nothing is taken."""
    refused = await correct(world, {"code": "somewhere", "date": "2025"}, paper="dapo")
    said = text_of(refused)
    assert "is not a link to code" in said
    assert "somewhere" in said
    card = await world.member.slash(world.channel, "paper", title="dapo")
    assert "Corrected" not in (embed_of(card).footer.text or "")


async def test_moderators_find_the_form_on_cards_and_members_do_not(world: World, folio: Folio) -> None:
    """A member who presses a moderator's button is refused, and so is a form sent by one."""
    plain = await world.member.slash(world.channel, "paper", title="dapo")
    card = await world.moderator.slash(world.channel, "paper", title="dapo")
    assert plain.response is not None
    assert "Correct" not in str(plain.response.components)
    refused = await world.member.click(message_of(card), label="Correct")
    assert refused.ephemeral
    assert "Manage Server" in text_of(refused)
    form = await world.moderator.click(message_of(card), label="Correct")
    await world.env.restart_bot(make_client(folio))
    done = await world.moderator.submit_modal(form, {"code": LINK})
    assert "code link" in text_of(done)


async def test_an_unclear_name_is_asked_about(world: World) -> None:
    """Nothing close gets the nearest, both at once a sentence."""
    nothing = await world.moderator.slash(world.channel, "seeds correct", paper="zzzz qqqq wwww")
    assert "is nothing here" in text_of(nothing)
    both = await world.moderator.slash(world.channel, "seeds correct", paper="dapo", author="tong")
    assert "One at a time" in text_of(both)


async def test_a_paper_that_left_keeps_its_corrections_waiting(world: World, store: TinyStore, tmp_path: Path) -> None:
    """They are listed as waiting, and can be taken back."""
    await correct(world, {"code": LINK}, paper="dapo")
    (tmp_path / "ada.txt").write_text(page_text("Ada Long", [PaperText("Tidepool")]), "utf-8")
    folio = await Folio.open(tmp_path, TinyStore.in_memory(), date(2027, 1, 15))
    gone = Folio(store, await folio.build(Overlay(tuple(await store.corrections()))))
    await world.env.restart_bot(make_client(gone, tmp_path))
    listed = await world.moderator.slash(world.channel, "seeds correct")
    assert "waits for it" in text_of(listed)
    form = await world.moderator.select(message_of(listed), [menu_values(listed)[0]])
    await world.moderator.submit_modal(form, {"code": ""})
    assert await store.corrections() == []


async def test_other_names_are_found(world: World) -> None:
    """As titles and names are: whole, in part, with a slip; the same from a paper's identifier."""
    await correct(world, {"names": "Decoupled Clip; the verl paper", "arxiv": "2503.14476"}, paper="dapo")
    await correct(world, {"names": "Terry Tong; YXT"}, author="yuxuan tong")
    for typed in ("Decoupled Clip", "the verl paper", "decoupled clpi", "https://arxiv.org/abs/2503.14476v2"):
        card = embed_of(await world.member.slash(world.channel, "paper", title=typed))
        assert (card.title or "").startswith("DAPO"), typed
    for typed in ("YXT", "terry tong"):
        card = embed_of(await world.member.slash(world.channel, "author", name=typed))
        assert card.title == "Yuxuan Tong", typed
