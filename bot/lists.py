"""Lists whose pages are being turned, or that many ask for at once: looked up once."""

from collections.abc import Mapping, Sequence

from bot.library.models import Paper
from bot.library.selection import Selection, select
from bot.snapshot import Snapshot

# Each may hold every paper, a word of memory each.
_MOST = 8


class Lists:
    """The last lists of one snapshot. They may be asked for in several threads."""

    def __init__(self) -> None:
        # Both in one, so that what another thread keeps of an earlier snapshot is never taken for this one's.
        self._kept: tuple[Snapshot | None, Mapping[Selection, Sequence[Paper]]] = (None, {})

    def of(self, snapshot: Snapshot, selection: Selection) -> Sequence[Paper]:
        """Every paper that a selection keeps, in its order."""
        known, lists = self._kept
        lists = lists if known is snapshot else {}
        papers = lists.get(selection)
        if papers is None:
            papers = select(snapshot.facets(), snapshot.catalogue.people, selection)
            self._kept = (snapshot, dict([*lists.items(), (selection, papers)][-_MOST:]))
        return papers
