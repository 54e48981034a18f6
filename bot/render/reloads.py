"""What a reload would change, for the moderator who says yes or no to it."""

from collections.abc import Sequence
from datetime import date

import discord

from bot.digest.arrivals import MOST_NEWS
from bot.digest.models import Subscription
from bot.library.diff import Change, Changed, Diff
from bot.library.models import Page
from bot.library.wording import age, captured, count
from bot.render.embeds import Section, embed
from bot.render.escape import escape
from bot.render.limits import EMBED_DESCRIPTION, EMBED_FIELD_VALUE, clip_escaped, fit
from bot.store.interface import FileRecord, Library, Revision

# A changed value is quoted on the card up to this length; the whole is in the file beside it.
_VALUE = 60
_TITLE = 90


def diff_card(
    diff: Diff, doubts: Sequence[str], refused: Sequence[str], warned: Sequence[str], remarks: str, news: str
) -> discord.Embed:
    """Everything a reload would do, in as many lines as a card holds; `diff_text` has the rest."""
    return embed(
        title="This would change" if diff else "Nothing would change",
        body="\n".join(filter(None, [diff.summary(), escape(remarks)])),
        sections=[
            *_section("Look at this first", [escape(doubt) for doubt in doubts]),
            *_section("Refused and left out", [escape(problem) for problem in refused]),
            *([Section("Digests", news)] if news else []),
            *_section("Warnings", [escape(problem) for problem in warned]),
            *_section("Pages added", [escape(page.owner or page.source) for page in diff.pages_added]),
            *_section("Pages removed", [escape(page.owner or page.source) for page in diff.pages_removed]),
            *_section("Pages changed", [_changed(change) for change in diff.pages_changed]),
            *_section("Papers added", [clip_escaped(paper.title, _TITLE) for paper in diff.papers_added]),
            *_section("Papers removed", [clip_escaped(paper.title, _TITLE) for paper in diff.papers_removed]),
            *_section("Papers changed", [_changed(change) for change in diff.papers_changed]),
            *_section("Would become one paper", [clip_escaped(paper.title, _TITLE) for paper in diff.merged]),
            *_section("Would become several papers", [clip_escaped(paper.title, _TITLE) for paper in diff.split]),
        ],
    )


def digest_words(news: int, announcing: Sequence[tuple[Subscription, int]], elsewhere: int) -> str:
    """What digests would announce of `news` new papers: by subscription here, and in how many other servers' ones."""
    if not news:
        return ""
    if news > MOST_NEWS:
        return (
            f"{count(news, 'paper')} are new here. So many at once are no news: with **Apply** no digest announces "
            "them, with **Announce them too** all do that want them."
        )
    lines = [f"`{each.id}` in <#{each.channel}>: {count(number, 'paper')}" for each, number in announcing]
    others = [f"{count(elsewhere, 'digest')} of other servers"] if elsewhere else []
    return fit([*lines, *others], EMBED_FIELD_VALUE // 2, "\n") or (
        f"{count(news, 'paper is', 'papers are')} new here; no digest wants any of them."
    )


def diff_text(diff: Diff) -> str:
    """The whole difference as plain text, a line each, values in full."""
    lines = [
        *(f"page added: {page.owner or page.source}" for page in diff.pages_added),
        *(f"page removed: {page.owner or page.source}" for page in diff.pages_removed),
        *(f"paper added: {paper.title}" for paper in diff.papers_added),
        *(f"paper removed: {paper.title}" for paper in diff.papers_removed),
        *(f"would become one paper: {paper.title}" for paper in diff.merged),
        *(f"would become several papers: {paper.title}" for paper in diff.split),
        *(line for changed in (*diff.pages_changed, *diff.papers_changed) for line in _plain(changed)),
    ]
    return "\n".join(lines) + "\n"


def _section(name: str, lines: Sequence[str]) -> list[Section]:
    return [Section(f"{name} ({len(lines)})", fit(lines, EMBED_FIELD_VALUE // 2, "\n"))] if lines else []


def _changed(changed: Changed) -> str:
    changes = "; ".join(_change(change) for change in changed.changes)
    return f"**{clip_escaped(changed.name, _TITLE)}** {changes}"


def _change(change: Change) -> str:
    old, new = (clip_escaped(value, _VALUE) or "nothing" for value in (change.old, change.new))
    return f"{escape(change.field)}: {old} → {new}"


def _plain(changed: Changed) -> list[str]:
    return [
        f"changed: {changed.name}: {change.field}: {change.old or '(nothing)'} -> {change.new or '(nothing)'}"
        for change in changed.changes
    ]


def doubts_card(doubts: Sequence[str]) -> discord.Embed:
    """What looks like an accident, asked about once more."""
    lines = fit([f"- {escape(doubt)}" for doubt in doubts], EMBED_DESCRIPTION // 2, "\n")
    return embed(title="Are you sure?", body=f"{lines}\nIf this is right, apply it anyway. Nothing has changed yet.")


def reports_card(reports: Sequence[str]) -> discord.Embed:
    """What was found damaged, for a moderator who has not asked."""
    lines = fit([f"- {escape(report)}" for report in reports], EMBED_DESCRIPTION // 2, "\n")
    return embed(title="Files were damaged", body=f"Folio found this when it started, and went on:\n{lines}")


def status_card(library: Library, differs: bool, today: date, reports: Sequence[str] = ()) -> discord.Embed:
    """What is served, from which files, with which problems, who made it so, and what was found damaged."""
    pages: dict[str, list[Page]] = {}
    for page in library.pages:
        pages.setdefault(page.source, []).append(page)
    lines = [_file_line(record, pages.get(record.name, []), today) for record in library.files]
    problems = [escape(str(problem)) for record in library.files for problem in record.problems]
    state = (
        "The files have changed since: `/seeds reload` shows what would change."
        if differs
        else "The files are as served."
    )
    return embed(
        title="What is served",
        body=state,
        sections=[
            Section("Last change", _revision(library.revision) if library.revision else "loaded at a start"),
            Section(f"Files ({len(lines)})", fit(lines, EMBED_FIELD_VALUE, "\n") or "none"),
            *_section("Problems", problems),
            *_section("Found at the start", [escape(report) for report in reports]),
        ],
    )


def history_card(revisions: Sequence[Revision]) -> discord.Embed:
    """Changes and attempts, newest first."""
    lines = fit([_revision(revision) for revision in revisions], EMBED_DESCRIPTION // 2, "\n")
    return embed(title="What was done to the library", body=lines or "Nothing yet.")


def _file_line(record: FileRecord, pages: Sequence[Page], today: date) -> str:
    ages = [f"{captured(page.captured)}, {age(page.captured.day, today)}" for page in pages[:1]]
    counts = f"{count(record.pages, 'page')}, {count(record.papers, 'paper')}"
    return " · ".join([f"**{clip_escaped(record.name, 80)}**", counts, *ages])


def _revision(revision: Revision) -> str:
    who = clip_escaped(revision.name, 60)
    when = f"<t:{int(revision.at.timestamp())}:f>"
    return f"{when} {who}: {revision.action}{f', {escape(revision.summary)}' if revision.summary else ''}"
