"""What Folio serves after a start: the seeds as they are now, or what was applied last, and why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from bot.digest.arrivals import MOST_NEWS, Seen, arrive, unseen
from bot.errors import SeedsError, StoreError
from bot.ingest.problems import Problem, Severity
from bot.ingest.resolve import Memory, resolve
from bot.ingest.seeds import SeedFile, Seeds, fingerprint_of, open_seeds, read_seeds
from bot.library.catalogue import Catalogue
from bot.library.diff import Diff, compare
from bot.library.models import Metrics, Page
from bot.library.sharing import share
from bot.library.text import fold
from bot.store.interface import FileRecord, Library, Store, Unpack, nothing_at_hand

# A number that falls to this share of itself, or lower, looks like half a page rather than like news.
_SUSPICIOUS_SHARE = 0.5
# More of one file are read by nobody, and would make a library of their own.
_MOST_PROBLEMS = 300
_SERVED = "What was loaded last is served."
_REMEDY = "Mend the files; if they are right as they are, a moderator can apply them with /seeds reload."
_UNDONE = "The files in the seeds folder were undone by a moderator; what was before is served until they change."


@dataclass(frozen=True, slots=True)
class Loaded:
    """The library to serve, and sentences for the operator about anything in the way."""

    library: Library
    reports: tuple[str, ...] = ()


async def load(
    seeds_dir: Path,
    store: Store,
    today: date,
    *,
    keep: bool,
    read: Callable[[Seeds], Iterable[SeedFile]] = read_seeds,
    unpack: Unpack = nothing_at_hand,
) -> Loaded:
    """Load the seeds, or what is stored where they did not change or cannot be trusted as they are.

    `keep=False` writes nothing, `unpack` spares reading what is stored. Raises SeedsError where there is nothing to
    serve, StoreError where it is to be kept and there is no way to.
    """
    stored, reports = await _stored(store, unpack)
    try:
        if stored is not None and stored.fingerprint == fingerprint_of(seeds_dir):
            return Loaded(stored, tuple(errors(stored)))
        seeds = open_seeds(seeds_dir)
        # After a crash in an undo what is served may still be what was to be undone.
        if stored is not None and stored.content != seeds.content and await store.set_aside() == seeds.content:
            return Loaded(stored, (_UNDONE,))
        files = list(read(seeds))
        if not any(file.papers or file.pages for file in files):
            raise _nothing(seeds_dir, [*seeds.problems, *(problem for file in files for problem in file.problems)])
    except SeedsError as error:
        if stored is None:
            raise
        return Loaded(stored, (f"{error} {_SERVED}",))
    library, memory = derive(seeds, files, await _memory(store, keep=keep), today)
    if stored is not None:
        return await _change(stored, library, memory, store, today, keep=keep)
    if keep:
        await store.apply(library, memory)
    return Loaded(library, (*reports, *errors(library)))


async def _change(  # what `load` knows
    stored: Library, library: Library, memory: Memory, store: Store, today: date, *, keep: bool
) -> Loaded:
    """Apply changed files as an operator would who looks at what they change."""
    doubts = [*refusals(stored, library), *suspicions(stored, library)]
    if doubts:
        return Loaded(stored, (*doubts, f"{_SERVED} {_REMEDY}"))
    if keep:
        before, after = (Catalogue.build(each.pages) for each in (stored, library))
        try:
            await store.apply(library, memory, met(await store.seen(), compare(before, after), after, today))
        except StoreError as error:
            return Loaded(stored, (f"The files changed. {error} {_SERVED}",))
    return Loaded(library, tuple(errors(library)))


def met(seen: Seen, diff: Diff, after: Catalogue, today: date, *, announce: bool = False) -> Seen:
    """What is seen once a change is served. More than a few new papers at once are announced only if asked for."""
    new = {paper.key for paper in unseen(seen, diff.papers_added)}
    quiet = not seen.numbers or (len(new) > MOST_NEWS and not announce)
    return arrive(seen, after.papers.values(), new, today, heirs=diff.heirs, quiet=quiet)


def derive(seeds: Seeds, files: Sequence[SeedFile], memory: Memory, today: date) -> tuple[Library, Memory]:
    """The library that the files of `seeds` give, with the memory that goes with it."""
    resolution = resolve(files, memory, today)
    share(resolution.pages)
    records = [
        FileRecord(
            name=file.name,
            pages=len(file.pages),
            papers=file.papers,
            problems=_few([*file.problems, *(each for each in resolution.problems if each.source == file.name)]),
        )
        for file in files
    ]
    records += [FileRecord(problem.source, 0, 0, (problem,)) for problem in seeds.problems]
    return Library(seeds.fingerprint, tuple(records), resolution.pages, seeds.content), resolution.memory


def _few(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """As many problems of a file as anybody reads, errors first, and how many more there are."""
    if len(problems) <= _MOST_PROBLEMS:
        return tuple(problems)
    worst = sorted(problems, key=lambda each: each.severity is not Severity.ERROR)
    rest = f"{len(problems) - _MOST_PROBLEMS:,} more problems of this kind were left out."
    return (*worst[:_MOST_PROBLEMS], Problem(worst[_MOST_PROBLEMS].severity, problems[0].source, None, rest))


def refusals(before: Library, after: Library) -> Sequence[str]:
    """What is refused in `after` and was not in `before`: an old error must not keep good news out for ever."""
    known = set(errors(before))
    return [error for error in errors(after) if error not in known]


def suspicions(before: Library, after: Library) -> Sequence[str]:
    """What a change would do that looks like an accident, a sentence each."""
    return [*_vanished(before, after), *_renamed(before, after), *_fallen(before, after)]


def _vanished(before: Library, after: Library) -> Iterator[str]:
    were, are = (sum(len(page.listings) for page in library.pages) for library in (before, after))
    if are < were * _SUSPICIOUS_SHARE:
        yield f"Of {were} listed papers {are} would be left."


def _renamed(before: Library, after: Library) -> Iterator[str]:
    owners_before, owners_after = _owners(before), _owners(after)
    for file, are in owners_after.items():
        were = owners_before.get(file, {})
        gone, new = were.keys() - are.keys(), are.keys() - were.keys()
        if gone and new:
            lost, found = (", ".join(sorted(names)) for names in ([were[k] for k in gone], [are[k] for k in new]))
            yield f"{file}: what was the page of {lost} would be the page of {found}."


def _owners(library: Library) -> dict[str, dict[str, str]]:
    """Owners as compared and as written, by file."""
    owners: dict[str, dict[str, str]] = {}
    for page in library.pages:
        owners.setdefault(page.source, {})[fold(page.owner)] = page.owner
    return owners


def _fallen(before: Library, after: Library) -> Iterator[str]:
    were = {_identity(page): page.metrics for page in before.pages}
    for page in after.pages:
        earlier = were.get(_identity(page), Metrics())
        for field in fields(Metrics):
            old, new = getattr(earlier, field.name), getattr(page.metrics, field.name)
            if old and new and new.value < old.value and new.value <= old.value * _SUSPICIOUS_SHARE:
                name = field.name.replace("_", " ")
                yield f"{page.source}: {name} of {page.owner} would fall from {old.text} to {new.text}."


def _identity(page: Page) -> tuple[str, str]:
    return page.source, fold(page.owner)


def warnings(library: Library) -> list[str]:
    """What is odd in a library's files and keeps nothing out of it."""
    return [str(problem) for file in library.files for problem in file.problems if problem.severity is Severity.WARNING]


def errors(library: Library) -> list[str]:
    """What of a library's files is refused."""
    return [str(problem) for file in library.files for problem in file.problems if problem.severity is Severity.ERROR]


def _nothing(seeds_dir: Path, problems: Sequence[Problem]) -> SeedsError:
    return SeedsError("\n".join([f"No profile page could be read from {seeds_dir}.", *map(str, problems)]))


async def _stored(store: Store, unpack: Unpack) -> tuple[Library | None, list[str]]:
    """What is stored; a library that cannot be read is built again from the seeds, so it counts as none."""
    try:
        return await store.library(unpack), []
    except StoreError as error:
        return None, [f"{error} The library was built again from the seeds."]


async def _memory(store: Store, *, keep: bool) -> Memory:
    """What was settled earlier. A reader does without where it cannot be read; a writer would overwrite it."""
    try:
        return await store.memory()
    except StoreError:
        if keep:
            raise
        return Memory()
