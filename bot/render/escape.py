"""Text from data made inert: no markup, no mention, no link whose address is hidden.

discord.py's `escape_markdown` leaves masked links open and is quadratic; this is one pass. Only what could
become markup is escaped, so that the text can still be read and copied as it was.
"""

import re

# What Discord reads as an address with no markup inside. Narrower than Discord's own rule, so that
# every character left unescaped is part of a link that shows where it leads.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9./_~%+=&?#:;,@!$-]*[A-Za-z0-9/]")
# `]` never stands bare, so no `](` can mask an address; `<` opens mentions, time stamps and commands.
_MARKUP = re.compile(r"[\\*_`\[\]<@]|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\|")
_LINE_START = re.compile(r"(?m)^([^\S\n]*)([-+#>]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """Text that Discord shows as it is. Addresses stay clickable and visible."""
    parts: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(text):
        parts += [_escape_prose(text[end : address.start()]), address.group()]
        end = address.end()
    parts.append(_escape_prose(text[end:]))
    return _LINE_START.sub(_defuse, "".join(parts))


def _escape_prose(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _defuse(match: re.Match[str]) -> str:
    """Quotes, headings and lists begin a line; for a numbered one the dot behind the number is the mark."""
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark[-1].isdigit() else f"{space}\\{mark}"
