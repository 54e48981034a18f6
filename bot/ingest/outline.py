"""Where pages begin in a file: its visible lines, and which of them are the names of owners."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ingest.lines import looks_like_authors, read_authors, read_codes, read_heading, read_label, read_meta
from bot.library.text import clean

LONGEST_OWNER = 120
# How far above the first metric the first name may stand.
_HEAD_LINES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something visible."""

    number: int
    text: str
    opens: bool  # whether a blank line, or nothing, stands above


def visible_lines(text: str) -> Iterator[Line]:
    """The lines that hold anything visible. Only CR and LF end a line: U+2028 and the like stand in prose."""
    opens = True
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        visible = clean(raw)
        if visible:
            yield Line(number, visible, opens)
        opens = not visible


def page_starts(lines: Sequence[Line]) -> list[int]:
    """Indices of the names that pages begin with. A page ends only once its list has begun."""
    starts: list[int] = []
    in_list = True
    for i, line in enumerate(lines):
        if in_list and _is_name(lines, i) and _header_follows(lines, i):
            starts.append(i if starts else _first_name(lines, i))
            in_list = False
        in_list = in_list or read_heading(line.text) is not None or read_meta(line.text) is not None
    if not starts and _is_bare_page(lines):
        return [0]
    return starts


def _first_name(lines: Sequence[Line], nearest: int) -> int:
    """The first page's name: the line above its metrics, or one a little higher where that is none.

    Buttons and titles of the site stand above or below a name; a name is two words or more of its own.
    """
    above = range(nearest, max(-1, nearest - _HEAD_LINES), -1)
    names = [i for i in above if _is_name(lines, i) and _reads_as_name(lines[i].text)]
    return names[0] if names else min((i for i in above if _is_name(lines, i) and i == 0), default=nearest)


def _reads_as_name(line: str) -> bool:
    words = line.split()
    return len(words) > 1 and "," not in line and looks_like_authors(line) and len(read_authors(line).names) == 1


def _is_name(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if i and not line.opens and read_meta(lines[i - 1].text):
        return False  # a title, whatever it looks like
    readers = (read_label, read_heading, read_meta, read_codes)
    return len(line.text) <= LONGEST_OWNER and not any(reader(line.text) for reader in readers)


def _header_follows(lines: Sequence[Line], i: int) -> bool:
    """Whether a metric or the list's heading comes next, with at most a subject between."""
    following = [line.text for line in lines[i + 1 : i + 3]]
    if following and read_codes(following[0]):
        del following[0]
    return bool(following) and (read_label(following[0]) is not None or read_heading(following[0]) is not None)


def _is_bare_page(lines: Sequence[Line]) -> bool:
    """A name with papers and nothing else: every metric and the heading are optional."""
    following = lines[1:3] if len(lines) > 1 and read_codes(lines[1].text) else lines[1:2]
    return bool(lines) and _is_name(lines, 0) and bool(following) and read_meta(following[-1].text) is not None
