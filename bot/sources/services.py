"""Every service as the settings describe it, and the source that a watch stands for."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, assert_never

from pydantic import SecretStr

from bot.settings import Settings
from bot.sources import arxiv, openalex, semantic_scholar
from bot.sources.gate import Gate
from bot.sources.interface import Source
from bot.sources.kinds import Kind, Watch
from bot.sources.web import Web


class Services:
    """The services behind one door to the web. Close it in the end."""

    def __init__(
        self,
        settings: Settings,
        *,
        web: Web | None = None,
        gate: Callable[..., Gate] = Gate,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._web = web or Web()
        self._arxiv = arxiv.Arxiv(self._web, settings.arxiv_api_url, settings.arxiv_rss_url, gate(arxiv.PAUSE), now)
        self._openalex = openalex.OpenAlex(
            self._web, settings.openalex_url, gate(openalex.PAUSE), now, _revealed(settings.openalex_api_key)
        )
        self._scholar = semantic_scholar.SemanticScholar(
            self._web,
            settings.semantic_scholar_url,
            gate(semantic_scholar.PAUSE),
            _revealed(settings.semantic_scholar_api_key),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        await self._web.close()

    def source(self, watch: Watch) -> Source:
        """The source that a watch stands for. Sources of one service share its gate."""
        match watch.kind:
            case Kind.ARXIV_CATEGORY:
                return arxiv.ArxivCategory(watch, self._arxiv)
            case Kind.ARXIV_AUTHOR | Kind.ARXIV_QUERY:
                return arxiv.ArxivSearch(watch, self._arxiv)
            case Kind.OPENALEX_AUTHOR:
                return openalex.OpenAlexAuthor(watch, self._openalex)
            case Kind.SEMANTIC_SCHOLAR_AUTHOR:
                return semantic_scholar.SemanticScholarAuthor(watch, self._scholar)
            case _:
                assert_never(watch.kind)


def _revealed(key: SecretStr | None) -> str | None:
    return key.get_secret_value() if key else None
