"""/seeds: nothing changes before Apply, everything can be taken back, and only moderators may."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

import discord
import pytest
from simcord import Env, InteractionResult, MemberActor

from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.conftest import SEEDS, TODAY, World, embed_of, make_client, message_of, text_of
from tests.pages import PaperText, page_text

EXAMPLE = SEEDS / "examples" / "mira-okafor.txt"


@pytest.fixture
def seeds(own_seeds: Path) -> Path:
    """A folder that tests change."""
    return own_seeds


async def papers(world: World) -> str:
    """How many papers are served, as a member sees it."""
    return (embed_of(await world.member.slash(world.channel, "papers")).title or "").split(" · ")[0]


async def test_a_reload_shows_what_would_change_and_changes_nothing(world: World, seeds: Path) -> None:
    """Before Apply everybody is answered from the old library."""
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    card = embed_of(shown)
    assert shown.ephemeral
    assert (card.description or "").startswith("1 page added, 4 papers added")
    assert "Tidepool" in str([field.value for field in card.fields])
    assert shown.response is not None
    assert [file.filename for file in shown.response.attachments] == ["changes.txt"]
    assert await papers(world) == "9 papers"


async def test_apply_changes_it_for_everybody_and_says_so(world: World, seeds: Path) -> None:
    """After Apply the new page is found, and the history knows who did it."""
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    await world.moderator.click(message_of(shown), label="Apply")
    assert text_of(shown).startswith("Done: 1 page added, 4 papers added")
    assert await papers(world) == "13 papers"
    assert embed_of(await world.member.slash(world.channel, "author", name="okafor")).title == "Mira Okafor-Lindström"
    history = text_of(await world.moderator.slash(world.channel, "seeds history"))
    assert "mo: reloaded, 1 page added, 4 papers added" in history


async def test_cancel_changes_nothing(world: World, seeds: Path) -> None:
    """A cancelled reload is forgotten."""
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    await world.moderator.click(message_of(shown), label="Cancel")
    assert embed_of(shown).description == "Cancelled. Nothing was changed."
    assert await papers(world) == "9 papers"


async def test_undo_goes_back_and_the_files_stay_aside_until_they_change(
    world: World, seeds: Path, store: TinyStore
) -> None:
    """Undo shows its difference, too; a restart does not bring back what was undone."""
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    await world.moderator.click(message_of(shown), label="Apply")
    undo = await world.moderator.slash(world.channel, "seeds undo")
    assert text_of(undo).startswith("1 page removed, 4 papers removed")
    await world.moderator.click(message_of(undo), label="Apply")
    assert await papers(world) == "9 papers"
    await world.env.restart_bot(make_client(await Folio.open(seeds, store, TODAY), seeds))
    assert await papers(world) == "9 papers"
    (seeds / "mira-okafor.txt").write_text(EXAMPLE.read_text("utf-8").replace("h-index31", "h-index32"), "utf-8")
    await world.env.restart_bot(make_client(await Folio.open(seeds, store, TODAY), seeds))
    assert await papers(world) == "13 papers"


async def test_nothing_to_undo_is_a_sentence(world: World) -> None:
    """The first library has nothing before it."""
    result = await world.moderator.slash(world.channel, "seeds undo")
    assert "no earlier library" in text_of(result)


async def test_what_looks_like_an_accident_is_asked_about_once_more(world: World, seeds: Path) -> None:
    """A page that lost most of its papers needs Apply and then Apply anyway."""
    text = (seeds / "yuxuan-tong.txt").read_text("utf-8")
    (seeds / "yuxuan-tong.txt").write_text(text[:2500].replace("3,393", "33"), "utf-8")
    shown = await world.moderator.slash(world.channel, "seeds reload")
    await world.moderator.click(message_of(shown), label="Apply")
    asked = embed_of(shown)
    assert asked.title == "Are you sure?"
    assert "citations of Yuxuan Tong would fall from 3,393 to 33" in (asked.description or "")
    assert await papers(world) == "9 papers"
    await world.moderator.click(message_of(shown), label="Apply anyway")
    assert text_of(shown).startswith("Done")
    assert await papers(world) == "3 papers"


async def test_a_stale_proposal_is_made_anew(world: World, seeds: Path) -> None:
    """Files that changed after the look are looked at again, not applied unseen."""
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    (seeds / "ada.txt").write_text(page_text("Ada Long", [PaperText("One Thing")]), "utf-8")
    await world.moderator.click(message_of(shown), label="Apply")
    assert "nothing was applied" in text_of(shown)
    assert "2 pages added" in text_of(shown)
    assert await papers(world) == "9 papers"


async def test_a_restart_between_look_and_apply_makes_it_anew(world: World, seeds: Path, folio: Folio) -> None:
    """A button of before a restart shows the difference again instead of applying unseen."""
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    await world.env.restart_bot(make_client(folio, seeds))
    await world.moderator.click(message_of(shown), label="Apply")
    assert "nothing was applied" in text_of(shown)
    await world.moderator.click(message_of(shown), label="Apply")
    assert await papers(world) == "13 papers"


async def test_two_moderators_know_of_each_other(world: World, seeds: Path, simcord_env: Env) -> None:
    """Each has a proposal of their own; whoever comes second is told, and applies only what they have seen."""
    second = colleague(world, simcord_env)
    shutil.copy(EXAMPLE, seeds)
    first = await world.moderator.slash(world.channel, "seeds reload")
    other = await second.slash(world.channel, "seeds reload")
    assert "Open as well: a change of mo" in text_of(other)
    await world.moderator.click(message_of(first), label="Apply")
    await second.click(message_of(other), label="Apply")
    assert embed_of(other).title == "Nothing would change"


async def test_refused_files_are_named_and_the_rest_can_be_applied(world: World, seeds: Path) -> None:
    """A file that is no page is named with its reason; good ones are not held back."""
    shutil.copy(EXAMPLE, seeds)
    (seeds / "broken.txt").write_text("<html><body>no</body></html>")
    shown = await world.moderator.slash(world.channel, "seeds reload")
    fields = {field.name: field.value for field in embed_of(shown).fields}
    assert "broken.txt: this is HTML" in (fields["Refused and left out (1)"] or "")
    await world.moderator.click(message_of(shown), label="Apply")
    assert await papers(world) == "13 papers"


async def test_status_says_what_is_served_and_whether_the_files_differ(world: World, seeds: Path) -> None:
    """Files with their pages and age, and that they have changed."""
    same = embed_of(await world.moderator.slash(world.channel, "seeds status"))
    shutil.copy(EXAMPLE, seeds)
    changed = embed_of(await world.moderator.slash(world.channel, "seeds status"))
    assert same.description == "The files are as served."
    assert "yuxuan-tong.txt** · 1 page, 9 papers · captured 22 November 2026" in str([f.value for f in same.fields])
    assert "The files have changed" in (changed.description or "")


async def test_a_member_who_was_let_through_is_refused_all_the_same(world: World) -> None:
    """Servers can open a command to everybody; the bot still asks, says what is missing, and keeps the attempt."""
    command_id = world.env.bot.tree.ids["seeds"]  # type: ignore[attr-defined]
    world.member.guild.set_command_permissions(command_id, {world.member: True})
    for name in ("status", "reload", "undo", "history"):
        result = await world.member.slash(world.channel, f"seeds {name}")
        assert result.ephemeral
        assert "Manage Server" in text_of(result)
    history = text_of(await world.moderator.slash(world.channel, "seeds history"))
    assert history.count("ann: refused") == 4


def colleague(world: World, env: Env) -> MemberActor:
    """A second moderator."""
    guild = world.moderator.guild
    role = guild.create_role("More moderators", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(env.create_user("max"), roles=[role])


async def test_an_upload_is_looked_at_first_and_then_stored_under_a_name_of_its_own(world: World, seeds: Path) -> None:
    """The sender's file name is never a path; after Apply the page is in the folder and found."""
    shown = await upload(world, "../../etc/passwd.txt", EXAMPLE.read_bytes())
    assert shown.ephemeral
    assert text_of(shown).startswith("1 page added, 4 papers added")
    assert not list(seeds.glob("mira*"))
    await world.moderator.click(message_of(shown), label="Apply")
    assert (seeds / "mira-okafor-lindstrom.txt").read_bytes() == EXAMPLE.read_bytes()
    assert await papers(world) == "13 papers"


async def test_a_newer_copy_of_a_page_takes_the_place_of_the_older(world: World, seeds: Path) -> None:
    """The same owner's page is replaced, not doubled; what it replaces is kept hidden beside it."""
    old = (seeds / "yuxuan-tong.txt").read_bytes()
    shown = await upload(world, "new.txt", old.replace(b"3,393", b"3,500"))
    assert "citations: 3,393 → 3,500" in str([field.value for field in embed_of(shown).fields])
    await world.moderator.click(message_of(shown), label="Apply")
    assert embed_of(await world.member.slash(world.channel, "author", name="tong")).title == "Yuxuan Tong"
    assert [path.read_bytes() for path in seeds.glob(".yuxuan-tong.txt.before-*")] == [old]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("page.html", b"<html>", "Folio takes .txt, .json, .bib"),
        ("page.txt", b"<html><body>", "This is HTML"),
        ("page.txt", b"PK\x03\x04", "zip archive"),
        ("page.txt", b"\x00\x01", "binary file"),
        ("page.txt", b"\xff\xfe\xfd", "UTF-16"),
        ("page.txt", b"a\xffb", "Line 1 is not UTF-8"),
        ("page.txt", b"Once upon a time.", "This is not a profile page"),
        ("page.txt", b"x" * 2_000_001, "at most 2,000,000"),
        ("page.txt", b"Ada\x00Long", "binary file"),
        ("export.json", b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
        ("export.bib", b"@article{a,title=" + b"{" * 100_000 + b"}" * 100_000 + b"}", "has no title"),
    ],
)  # fmt: skip
async def test_a_hostile_file_gets_its_sentence(world: World, seeds: Path, name: str, data: bytes, told: str) -> None:
    """Each is refused in private with its reason, and nothing is written."""
    before = sorted(seeds.iterdir())
    result = await upload(world, name, data)
    embeds = [embed for message in [result.response, *result.followups] if message for embed in message.embeds]
    assert told in " ".join(f"{embed.description} {[field.value for field in embed.fields]}" for embed in embeds)
    assert sorted(seeds.iterdir()) == before
    with suppress(ExceptionGroup):  # where it was refused before it was read
        world.env.raise_errors()


async def test_bibtex_and_csl_json_bring_papers_without_a_page(world: World) -> None:
    """An export becomes papers that are found like any other."""
    item = {"title": "A Paper from Zotero", "author": [{"family": "Long", "given": "Ada"}]}
    csl = json.dumps([item | {"issued": {"date-parts": [[2019]]}}]).encode()
    shown = await upload(world, "export.json", csl)
    await world.moderator.click(message_of(shown), label="Apply")
    card = embed_of(await world.member.slash(world.channel, "paper", title="paper from zotero"))
    assert card.author.name == "no field given · 2019"
    assert "No page of theirs is loaded" in (
        text_of(await world.member.slash(world.channel, "author", name="ada long"))
    )


async def upload(world: World, name: str, data: bytes) -> InteractionResult:
    """A moderator sends a file."""
    return await world.moderator.slash(world.channel, "seeds upload", file=(name, data))


async def test_somebody_elses_box_and_a_newer_copy_are_named_before_anything_changes(world: World, seeds: Path) -> None:
    """The look names both; after Apply it is still one person with all papers, and the newer number."""
    shipped = (seeds / "yuxuan-tong.txt").read_text("utf-8")
    top, _, papers_of = shipped.replace("h-index18", "h-index19").partition("9 Papers\n")
    box = "Ada Rival\nh-index50\nNovelty70%\n"
    (seeds / "newer.txt").write_text(f"{top}\n{box}\n9 Papers\n{papers_of}")
    shown = await world.moderator.slash(world.channel, "seeds reload")
    fields = {field.name: field.value or "" for field in embed_of(shown).fields}
    warned = next(value for name, value in fields.items() if name and name.startswith("Warnings"))
    assert "Ada Rival stand here without a list" in warned
    assert "gives way to the one in newer.txt" in warned
    await world.moderator.click(message_of(shown), label="Apply")
    assert await papers(world) == "9 papers"
    card = embed_of(await world.member.slash(world.channel, "author", name="yuxuan tong"))
    assert card.title == "Yuxuan Tong"
    assert any("19" in (field.value or "") for field in card.fields) or "19" in (card.description or "")
