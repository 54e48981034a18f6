"""OpenAlex: the works of an author, who is known by an id, never by a name."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from bot.ingest.csl import shown
from bot.library.identifiers import arxiv_id_in
from bot.sources.asking import Read, ask
from bot.sources.documents import Document, list_in, number_in, objects_in, read_document, text_in
from bot.sources.gate import Gate
from bot.sources.interface import Bookmark, Failed, Fetched, LivePaper, NotModified
from bot.sources.kinds import Watch
from bot.sources.paging import List, Page, read_list
from bot.sources.papers import Told, live_paper
from bot.sources.reading import Unreadable
from bot.sources.web import Call, Media, Refusal, Web

SERVICE = "OpenAlex"
PAUSE = timedelta(milliseconds=200)
PAGE = 50
_MOST_PAGES = 10
# Works are added long after they came out, and their dates are corrected.
_LATE = timedelta(days=180)
_SITE = "https://openalex.org/"
_AUTHOR = "id,display_name"
_WORK = "id,doi,title,publication_date,authorships,abstract_inverted_index,locations"
# An abstract has at most 20,000 characters, so no more words than that.
_MOST_WORDS = 20_000
_LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Author:
    """An author's present id, which is another one after two entries were merged, and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Works:
    """A part of somebody's works. `total` is how many there are in all, `shown` how many stand here."""

    papers: tuple[LivePaper, ...]
    total: int
    shown: int


@dataclass(frozen=True, slots=True)
class OpenAlex:
    """The service."""

    web: Web
    url: str
    gate: Gate
    now: Callable[[], datetime]
    key: str | None = field(default=None, repr=False)

    def call(self, path: str, parameters: Mapping[str, str], since: Bookmark) -> Call:
        """A question about a path; the key goes with it."""
        keyed = {**parameters, "api_key": self.key} if self.key else parameters
        return Call(SERVICE, f"{self.url}/{path}", Media.DOCUMENT, self.gate, keyed, since=since)


@dataclass(frozen=True, slots=True)
class OpenAlexAuthor:
    """The works of an author."""

    watch: Watch
    openalex: OpenAlex

    async def fetch(self, since: Bookmark) -> Fetched:
        """The newest works. The author comes first: of an id that was merged, the works are under another one."""
        call = self.openalex.call(f"authors/{self.watch.value}", {"select": _AUTHOR}, Bookmark())
        author = await ask(self.openalex.web, call, read_author, self._why)
        return await read_list(self._works(author.value), since) if isinstance(author, Read) else author

    def _works(self, author: Author) -> List:
        async def page(start: int, since: Bookmark) -> Page | NotModified | Failed:
            parameters = {
                "filter": f"author.id:{author.id}", "sort": "publication_date:desc", "select": _WORK,
                "per-page": str(PAGE), "page": str(start // PAGE + 1),
            }  # fmt: skip
            told = await ask(self.openalex.web, self.openalex.call("works", parameters, since), read_works, self._why)
            if not isinstance(told, Read):
                return told
            works = told.value
            return Page(works.papers, works.total, works.shown, told.etag, told.modified, author.name)

        return List(SERVICE, page, self.openalex.now().date(), PAGE, _MOST_PAGES, _LATE)

    def _why(self, refusal: Refusal) -> str:
        if refusal.status in {401, 403}:
            return "refuses the key. Whoever runs the bot can check OPENALEX_API_KEY"
        if refusal.status == 404:
            return f"knows no author {self.watch.value}"
        return f"refuses the question (HTTP {refusal.status})"


def read_author(data: bytes) -> Author:
    """The author in an answer. Raises Unreadable."""
    document = read_document(data)
    identifier = text_in(document, "id").removeprefix(_SITE)
    if not identifier.startswith("A") or not identifier[1:].isalnum() or not identifier.isascii():
        raise Unreadable("sent something other than an author")
    return Author(identifier, text_in(document, "display_name"))


def read_works(data: bytes) -> Works:
    """The works in an answer. Raises Unreadable."""
    document = read_document(data)
    total = number_in(document, "meta", "count")
    if total is None or not isinstance(document.get("results"), list):
        raise Unreadable("sent something other than a list of works")
    papers = tuple(paper for work in objects_in(document, "results") if (paper := read_work(work)))
    return Works(papers, max(0, total), len(list_in(document, "results")))


def read_work(work: Document) -> LivePaper | None:
    """One work, or None where it has no title or id."""
    identifier = text_in(work, "id").removeprefix(_SITE)
    doi = text_in(work, "doi")
    return live_paper(
        Told(
            title=shown(text_in(work, "title")),
            authors=(text_in(authorship, "author", "display_name") for authorship in objects_in(work, "authorships")),
            abstract=shown(_abstract(work)),
            url=doi if doi.startswith("https://doi.org/") else f"{_SITE}{identifier}",
            published=text_in(work, "publication_date"),
            arxiv_id=arxiv_id_in(text_in(place, "landing_page_url") for place in objects_in(work, "locations")),
            doi=doi,
            own_id=f"openalex:{identifier}" if identifier.startswith("W") else None,
        )
    )


def _abstract(work: Document) -> str:
    """Words in their order, from each word's positions."""
    index = work.get("abstract_inverted_index")
    if not isinstance(index, dict):
        return ""
    return " ".join(word for _, word in sorted(islice(_placed(index), _MOST_WORDS)))


def _placed(index: Document) -> Iterator[tuple[int, str]]:
    for word, positions in index.items():
        if isinstance(positions, list):
            yield from ((position, word[:_LONGEST_WORD]) for position in positions if isinstance(position, int))
