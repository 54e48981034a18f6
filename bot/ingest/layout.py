"""How a file is laid out: its lines, and where papers begin, at a meta line with a title below it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.ingest.lines import Line, Meta, read_lines
from bot.ingest.names import Authors, is_prose, read_authors

# The longest of 94,697 titles has 217 characters.
_LONGEST_TITLE = 400


@dataclass(slots=True)
class Block:
    """A meta line, its title if it has one, and what follows down to the next meta line."""

    line: Line
    meta: Meta
    title: Line | None
    rest: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a file. `even`: blank lines stand nowhere, or below meta lines, too; so they tell nothing."""

    lines: Sequence[Line]
    even: bool

    @classmethod
    def of(cls, text: str) -> "Layout":
        """Read a file's lines; where no blank line parts them, each is a paragraph."""
        lines = list(read_lines(text))
        if not any(line.opens for line in lines[1:]):
            return cls([replace(line, opens=True) for line in lines], even=True)
        below = [line.opens for above, line in pairwise(lines) if above.meta and above.meta.codes]
        return cls(lines, even=sum(below) * 2 > len(below))

    def blocks(self) -> tuple[list[Line], list[Block]]:
        """What stands above the first paper, and the papers."""
        before: list[Line] = []
        blocks: list[Block] = []
        i = 0
        while i < len(self.lines):
            line = self.lines[i]
            i += 1
            if line.meta is not None and self._begins_paper(line.index, line.meta):
                blocks.append(Block(line, line.meta, self._title_below(line.index)))
                i += blocks[-1].title is not None
            else:
                (blocks[-1].rest if blocks else before).append(line)
        return before, blocks

    def _begins_paper(self, i: int, meta: Meta) -> bool:
        """A line with a subject does where a title follows; a day alone only where authors follow, too."""
        if meta.codes and self.lines[i].opens:
            return True
        title, below = self._at(i + 1), self._at(i + 2)
        if title is None:
            return bool(meta.codes)
        if below is None or (title.opens and not self.even):
            return False
        if meta.codes:
            return below.opens or self._authors_at(i + 2) is not None
        stands_alone = self.lines[i].opens and not (i and self.lines[i - 1].meta)
        return stands_alone and self._authors_at(i + 2) is not None

    def _title_below(self, i: int) -> Line | None:
        """The title below a meta line, or None where what follows is something else."""
        title = self._at(i + 1)
        if title is None or len(title.text) > _LONGEST_TITLE:
            return None
        if self.even:
            is_title = self._is_title_among_paragraphs(i + 1)
        elif title.opens:
            is_title = self._is_title_on_its_own(i + 1)
        else:
            is_title = self._is_title_right_below(i + 1)
        return title if is_title else None

    def _is_title_right_below(self, i: int) -> bool:
        """A title looks like anything; but authors may stand there where it is missing, or the next meta line."""
        following = self._authors_at(i + 1)
        if self.lines[i].meta:
            return following is not None and self.lines[i + 1].opens
        listed = read_authors(self.lines[i].text)
        return listed is None or not listed.et_al or following is not None

    def _is_title_on_its_own(self, i: int) -> bool:
        """Between blank lines, a title has authors below it that cannot be anything else."""
        listed, following = self._authors_at(i), self._authors_at(i + 1)
        is_words = self.lines[i].is_text and not (listed and listed.certain)
        return is_words and following is not None and following.certain

    def _is_title_among_paragraphs(self, i: int) -> bool:
        """Where every line is a paragraph, authors or a text stand below a title, and nothing else."""
        following, later = self._authors_at(i + 1), self._authors_at(i + 2)
        if self.lines[i].meta:
            return following is not None and later is None
        if following is not None:
            return True
        below = self._at(i + 1)
        is_words = below is not None and below.is_text and not is_prose(below.text)
        return not is_words and not (later and later.certain) and read_authors(self.lines[i].text) is None

    def _at(self, i: int) -> Line | None:
        return self.lines[i] if i < len(self.lines) else None

    def _authors_at(self, i: int) -> Authors | None:
        line = self._at(i)
        return read_authors(line.text) if line and line.is_text else None
