"""`python -m bot check`: every seed file's result and every problem at once, as a table."""

from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bot.errors import SeedsError, StoreError
from bot.ingest.problems import Problem, Severity
from bot.ingest.resolve import Memory
from bot.ingest.seeds import open_seeds, read_seeds
from bot.loading import derive
from bot.store.interface import FileRecord, Library
from bot.store.tiny import TinyStore


async def settled(data_dir: Path) -> Memory:
    """What a bot has settled about days, beside which its files are read; nothing where that cannot be read."""
    store = TinyStore.reader(data_dir)
    try:
        return await store.memory()
    except StoreError:
        return Memory()
    finally:
        await store.close()


def read_library(folder: Path, memory: Memory, today: date) -> Library:
    """What reading a folder would give. Raises SeedsError where there is none."""
    seeds = open_seeds(folder)
    return derive(seeds, list(read_seeds(seeds)), memory, today)[0]


def check_seeds(folder: Path, memory: Memory, today: date, console: Console | None = None) -> bool:
    """Print what reading a folder would give. Whether nothing in it is an error."""
    console = console or Console()
    try:
        seeds = open_seeds(folder)
    except SeedsError as error:
        console.print(str(error), style="red", markup=False)
        return False
    files = list(track(read_seeds(seeds), "Reading", total=len(seeds.files), console=console, transient=True))
    library, _ = derive(seeds, files, memory, today)
    problems = [problem for record in library.files for problem in record.problems]
    console.print(_files_table(library.files))
    if problems:
        console.print(_problems_table(problems))
    if not library.pages:
        console.print(f"No profile page could be read from {folder}.", style="red", markup=False)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    console.print(f"{len(problems) - errors} warnings, {errors} errors.")
    return bool(library.pages) and not errors


def _files_table(files: tuple[FileRecord, ...]) -> Table:
    table = Table("File", "Result", "Pages", "Papers")
    for file in files:
        table.add_row(_plain(file.name), _result(file), str(file.pages), str(file.papers))
    return table


def _result(file: FileRecord) -> str:
    worst = {problem.severity for problem in file.problems}
    if Severity.ERROR in worst:
        return "[red]refused[/red]" if not file.pages else "[red]errors[/red]"
    return "[yellow]warnings[/yellow]" if worst else "[green]fine[/green]"


def _problems_table(problems: list[Problem]) -> Table:
    table = Table("File", "Line", "", "Problem", title="Problems")
    for problem in problems:
        line = str(problem.line) if problem.line else ""
        table.add_row(_plain(problem.source), line, str(problem.severity), _plain(problem.message))
    return table


def _plain(text: str) -> str:
    """Brackets in data are not rich's markup."""
    return text.replace("[", "\\[")
