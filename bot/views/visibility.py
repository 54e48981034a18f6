"""Who sees an answer, as the ids of buttons and forms say it: a choice is shown as the command was."""

_PRIVATE, _PUBLIC = "private", "public"


def visibility(*, private: bool) -> str:
    """The word for an id."""
    return _PRIVATE if private else _PUBLIC


def is_private(word: str) -> bool:
    """What the word of an id means; whatever else stands there shows nobody more than was meant."""
    return word != _PUBLIC
