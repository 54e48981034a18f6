"""Semantic Scholar: the papers of an author, who is known by an id, never by a name."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from bot.library.identifiers import arxiv_id
from bot.sources.asking import Read, ask
from bot.sources.documents import Document, list_in, number_in, objects_in, read_document, text_in
from bot.sources.gate import Gate
from bot.sources.interface import Bookmark, Failed, Fetched, LivePaper, Note, Papers
from bot.sources.kinds import Watch
from bot.sources.papers import Told, day_of, live_paper, newest_first
from bot.sources.reading import Unreadable
from bot.sources.web import Call, Media, Refusal, Web

SERVICE = "Semantic Scholar"
# One request a second is what its free keys allow.
PAUSE = timedelta(seconds=1)
PAGE = 200
_MOST_PAGES = 25
_PAPER = "title,abstract,authors,year,publicationDate,externalIds"
_SITE = "https://www.semanticscholar.org/paper/"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of somebody's papers: how many entries stand here, where the next part begins, people's ids and names."""

    papers: tuple[LivePaper, ...]
    shown: int
    next: int | None
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SemanticScholar:
    """The service."""

    web: Web
    url: str
    gate: Gate
    key: str | None = field(default=None, repr=False)

    def call(self, path: str, start: int, since: Bookmark) -> Call:
        """A question for a part of a list; the key goes with it."""
        parameters = {"fields": _PAPER, "offset": str(start), "limit": str(PAGE)}
        headers = {"x-api-key": self.key} if self.key else {}
        return Call(SERVICE, f"{self.url}/{path}", Media.DOCUMENT, self.gate, parameters, headers, since)


@dataclass(frozen=True, slots=True)
class SemanticScholarAuthor:
    """The papers of an author."""

    watch: Watch
    scholar: SemanticScholar

    async def fetch(self, since: Bookmark) -> Fetched:
        """All papers: the service lists them in an order of its own, so that a new one may stand anywhere."""
        read: list[Read[Part]] = []
        start: int | None = 0
        while start is not None and len(read) < _MOST_PAGES:
            call = self.scholar.call(f"author/{self.watch.value}/papers", start, since.unmarked() if read else since)
            told = await ask(self.scholar.web, call, read_part, self._why)
            if not isinstance(told, Read):
                return told
            if told.value.next is not None and told.value.next <= start:
                return Failed(f"{SERVICE} sends from one part of its list to the same part again.")
            read.append(told)
            start = told.value.next
        return self._papers(read, since, is_whole=start is None)

    def _papers(self, read: list[Read[Part]], since: Bookmark, *, is_whole: bool) -> Fetched:
        parts = [told.value for told in read]
        papers, shown = (
            newest_first(paper for part in parts for paper in part.papers),
            sum(part.shown for part in parts),
        )
        if shown and not papers:
            return Failed(f"{SERVICE} sent {shown} papers of which none can be read.")
        if not shown and since.newest is not None:
            return Failed(f"{SERVICE} listed papers before, and lists none now.")
        days = [day_of(paper) for paper in papers if paper.listing.published]
        return Papers(
            papers,
            Bookmark(read[0].etag, read[0].modified, newest=max(filter(None, [since.newest, *days]), default=None)),
            note=None if is_whole else Note.CAPPED,
            about=self._name(parts),
            unread=shown - sum(len(part.papers) for part in parts),
        )

    def _name(self, parts: list[Part]) -> str | None:
        """What most papers call the author."""
        names = Counter(name for part in parts for identifier, name in part.names if identifier == self.watch.value)
        return names.most_common(1)[0][0] if names else None

    def _why(self, refusal: Refusal) -> str:
        if refusal.status in {401, 403}:
            return "refuses the key. Whoever runs the bot can check SEMANTIC_SCHOLAR_API_KEY"
        if refusal.status == 404:
            return f"knows no author {self.watch.value}"
        return f"refuses the question (HTTP {refusal.status})"


def read_part(data: bytes) -> Part:
    """The papers in an answer; a list without any has no `data`. Raises Unreadable."""
    document = read_document(data)
    start = number_in(document, "offset")
    is_empty = "data" not in document and number_in(document, "total") == 0
    if start is None or not (is_empty or isinstance(document.get("data"), list)):
        raise Unreadable("sent something other than a list of papers")
    following = number_in(document, "next")
    papers = tuple(paper for each in objects_in(document, "data") if (paper := read_paper(each)))
    return Part(papers, len(list_in(document, "data")), following, tuple(_names(document)))


def read_paper(paper: Document) -> LivePaper | None:
    """One paper, or None where it has no title or id."""
    identifier = text_in(paper, "paperId")
    year = number_in(paper, "year")
    return live_paper(
        Told(
            title=text_in(paper, "title"),
            authors=(text_in(author, "name") for author in objects_in(paper, "authors")),
            abstract=text_in(paper, "abstract"),
            url=f"{_SITE}{identifier}" if identifier.isalnum() else _SITE,
            published=text_in(paper, "publicationDate") or (str(year) if year else ""),
            arxiv_id=arxiv_id(text_in(paper, "externalIds", "ArXiv")),
            doi=text_in(paper, "externalIds", "DOI"),
            own_id=f"s2:{identifier}" if identifier else None,
        )
    )


def _names(document: Document) -> Iterator[tuple[str, str]]:
    for paper in objects_in(document, "data"):
        for author in objects_in(paper, "authors"):
            if name := text_in(author, "name"):
                yield text_in(author, "authorId"), name
