"""The command line: what can be asked of Folio in a terminal. `bot/serving.py` puts it together."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bot import serving
from bot.terminal import give_up, guarded, lines, now, read_settings, run, say, today, write

app = typer.Typer(
    help="Folio: answers about researchers and their papers, for Discord.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Serve Discord where DISCORD_TOKEN is set; else open the local preview in the browser."""
    if context.invoked_subcommand is None:
        settings = read_settings()
        run(serving.serve(settings) if settings.discord_token else serving.preview(settings, None))


@app.command()
def serve() -> None:
    """Connect to Discord with DISCORD_TOKEN."""
    run(serving.serve(read_settings()))


@app.command()
def preview(
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The local port; any free one by default.")] = None,
) -> None:
    """Open a simulated Discord in the browser, with the real bot in it. Needs no token."""
    run(serving.preview(read_settings(), port))


@app.command()
def check() -> None:
    """Check the settings and every seed file, and show all problems at once."""
    from bot.check import check_seeds, settled  # noqa: PLC0415  # tables are slow to import and only needed here

    settings = read_settings()
    if not check_seeds(settings.seeds_dir, run(settled(settings.data_dir)), today()):
        raise typer.Exit(1)


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Ask each watched source once, too.")] = False,
) -> None:
    """Look at everything that can be in the bot’s way, also while it runs, and say what to do about it."""
    from bot.doctor.report import diagnose  # noqa: PLC0415  # tables and Discord are slow to import

    if not run(diagnose(now, as_json=as_json, sources=sources)):
        raise typer.Exit(1)


@app.command()
def lookup(
    queries: Annotated[list[str] | None, typer.Argument(help="Titles or names; else one a line on stdin.")] = None,
    kind: Annotated[str, typer.Option(help="paper or author")] = "paper",
    limit: Annotated[int, typer.Option(min=1, max=25, help="How many matches to show.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")] = False,
) -> None:
    """Look papers or people up as the slash commands do."""
    from bot import lookup as lookups  # noqa: PLC0415

    if kind not in set(lookups.Kind):
        give_up(f"--kind is paper or author, not {kind!r}.")
    folio = run(serving.open_reader(read_settings()))
    show = lookups.as_json if as_json else lookups.as_text
    with suppress(BrokenPipeError):  # whoever reads has read enough
        for query, outcome in lookups.look_up(folio, lookups.Kind(kind), lines(queries), limit):
            write(show(query, outcome))


@app.command()
def ask(
    questions: Annotated[list[str] | None, typer.Argument(help="Questions; else one a line on stdin.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")] = False,
) -> None:
    """Answer questions from the library as /ask does."""
    from bot import asking  # noqa: PLC0415

    folio = run(serving.open_reader(read_settings()))
    show = asking.as_json if as_json else asking.as_text
    with suppress(BrokenPipeError):  # whoever reads has read enough
        for question in lines(questions):
            write(show(folio, question, folio.ask(question, today())))


@app.command()
def backup(
    archive: Annotated[Path, typer.Argument(help="The archive to write, such as folio-2026-11-22.zip.")],
) -> None:
    """Copy everything that Folio keeps into one archive, also while the bot runs, and check the copy."""
    from bot.doctor.lastly import note_backup  # noqa: PLC0415
    from bot.store.backup import back_up  # noqa: PLC0415

    folder = read_settings().data_dir
    names = guarded(lambda: back_up(folder, archive))
    note_backup(folder, archive, now())
    say(f"{archive} holds {len(names)} files, and every byte of them was checked.")


@app.command()
def restore(archive: Annotated[Path, typer.Argument(help="An archive that `backup` has written.")]) -> None:
    """Put a backup in place of what Folio keeps. The bot must be stopped; what was there is kept beside it."""
    from bot.store.backup import restore as put_back  # noqa: PLC0415

    kept = guarded(lambda: put_back(read_settings().data_dir, archive, now()))
    before = f" What was there before is in {kept}." if kept else ""
    say(f"{archive} is in place.{before} Digests announce what comes from now on: the rest may have been posted since.")


@app.command()
def forget(user_id: Annotated[int, typer.Argument(min=1, help="Discord’s id of a person.")]) -> None:
    """Remove a person from everything that Folio keeps. The bot must be stopped; while it runs there is /forget-me."""
    places = run(serving.forget(read_settings(), user_id))
    say(f"{user_id} was found and removed in {places} places." if places else f"Nothing is kept about {user_id}.")


if __name__ == "__main__":
    app(prog_name="python -m bot")
