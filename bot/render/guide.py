"""What Folio says about itself: /help, /about, the preview's welcome."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import discord

from bot.library.catalogue import Catalogue
from bot.library.models import CaptureSource, Page
from bot.library.wording import age, captured, count, listed
from bot.render.embeds import Section, embed
from bot.render.limits import EMBED_FIELD_VALUE, clip_escaped, fit
from bot.store.interface import FileRecord

_COMMANDS = {
    "ask": "a question in your own words, answered with its source, or a plain no.",
    "paper": "one paper: abstract, authors, date, code. Half a title, an acronym or a typo will do.",
    "author": "a person: the page’s metrics, papers, co-authors.",
    "papers": "a list, by author, field, year, code or words.",
    "code": "where a paper’s code is, and nothing else.",
    "digest list": "the digests of new papers that channels here get.",
    "digest status": "how they are doing: what was posted, what is next, what is in the way.",
    "digest why": "why a paper was posted, or was not.",
    "digest preview": "the next digest as it would be now.",
    "digest subscribe": "for moderators: new papers posted to a channel.",
    "digest send": "for moderators: post what is new at once.",
    "digest pause": "for moderators: leave a digest out for a while.",
    "digest resume": "for moderators: go on with it.",
    "digest unsubscribe": "for moderators: end it.",
    "watch add": "for moderators: take new papers of arXiv, OpenAlex or Semantic Scholar in.",
    "watch list": "for moderators: what is watched, and how reading it goes.",
    "watch remove": "for moderators: watch a source no longer.",
    "seeds status": "for moderators: what is served, from which files.",
    "seeds reload": "for moderators: what the files would change, and Apply.",
    "seeds upload": "for moderators: the same with a file that you send.",
    "seeds undo": "for moderators: back to the library before.",
    "seeds correct": "for moderators: a code link, a date, other names, without editing a page.",
    "seeds history": "for moderators: who did what.",
    "about": "what is loaded, from where, and how old it is.",
    "forget-me": "removes your name and id from everything that Folio keeps.",
    "help": "this list.",
}


def help_card(mentions: Mapping[str, str]) -> discord.Embed:
    """Every command as something to click. `mentions` are Discord's, by name."""
    lines = [f"{mentions.get(name, f'`/{name}`')}: {what}" for name, what in _COMMANDS.items()]
    return embed(
        title="Ask Folio about researchers and their papers",
        body="\n".join(lines),
        sections=[
            Section(
                "How it answers",
                "A clear match is answered in the channel; set `private` to keep it to yourself. Several close matches "
                "give you a private menu, and nothing close gives you the nearest names. Folio never guesses, "
                "and whoever asked can delete an answer.",
            )
        ],
    )


def about_card(catalogue: Catalogue, files: Sequence[FileRecord], today: date) -> discord.Embed:
    """What is loaded, from which files, how old."""
    pages = [_page_line(page, today) for page in catalogue.pages.values()]
    warnings = sum(len(file.problems) for file in files)
    return embed(
        title="What Folio knows",
        body=(
            f"{count(len(catalogue.papers), 'paper')} and {count(len(catalogue.people), 'person', 'people')} from "
            f"{listed(_sources(catalogue.pages.values()))}."
        ),
        sections=[
            Section("Pages", fit(pages, EMBED_FIELD_VALUE, "\n") or "none"),
            *(
                [
                    Section(
                        "Notes on the files",
                        f"{count(warnings, 'line')} of `python -m bot check` to look at.",
                    )
                ]
                if warnings
                else []
            ),
            Section(
                "What it does not know",
                "Citations of single papers, venues, e-mail addresses and advisors are not on such pages. Novelty and "
                "AI Score are the pages’ own numbers; nobody documents what they measure. The list of authors stops "
                "where the page stops it.",
            ),
            Section(
                "What it keeps about you",
                "It reads no messages, only the commands you send it, and keeps none of them. Of those who change the "
                "library it keeps who did it and when; of a digest or a watch, who set it up. `/forget-me` removes "
                "that.",
            ),
        ],
    )


def _sources(pages: Iterable[Page]) -> list[str]:
    """What is loaded, by kind: `9 profile pages that this community keeps as text files`."""
    given = list(pages)
    live = sum(page.captured.source is CaptureSource.LIVE for page in given)
    owned = sum(bool(page.owner) for page in given)
    bare = len(given) - owned - live
    profiles = f"{count(owned, 'profile page')} that this community keeps as text files"
    lists = [count(bare, "list of papers", "lists of papers")] if bare else []
    return [profiles, *lists, *([count(live, "live source")] if live else [])]


def welcome_text() -> str:
    """The first message in the preview's channel."""
    return (
        "**Welcome to Folio.** This is a Discord made up on your own machine; the bot in it is the real one.\n"
        "Type `/` in the box below and choose a command, for example:\n"
        "> `/paper` with the title `dapo`\n"
        "> `/author` with the name `tong`\n"
        "> `/ask` with the question `which papers have code`\n"
        "> `/papers`, `/code` and `/help`\n"
        "\n"
        "Press Enter to choose the command, type, press Enter to choose a suggestion, and Enter to send.\n"
        "Half-remembered names are fine. At the top you can switch between a member and a moderator."
    )


def _page_line(page: Page, today: date) -> str:
    return (
        f"**{clip_escaped(page.owner or 'Papers without a page', 100)}** · {count(len(page.listings), 'paper')} · "
        f"{captured(page.captured)}, {age(page.captured.day, today)} · {clip_escaped(page.source, 80)}"
    )
