"""What a control leads to may have left the library since it was made."""

from bot.errors import FolioError
from bot.folio import Folio
from bot.library.models import Paper, Person


class Gone(FolioError):
    """What a control leads to is no longer in the library."""


def paper_of(folio: Folio, key: str) -> Paper:
    """The paper of a key. Raises Gone."""
    paper = folio.paper(key)
    if paper is None:
        raise Gone("That paper is not in the library any more. /papers lists what is.")
    return paper


def person_of(folio: Folio, key: str) -> Person:
    """The person of a key. Raises Gone."""
    person = folio.person(key)
    if person is None:
        raise Gone("That person is not in the library any more. /about says what is loaded.")
    return person
