"""What tells namesakes apart, in a line."""

from bot.library.catalogue import Catalogue
from bot.library.models import Paper, Person
from bot.library.wording import count, field_names


def paper_details(paper: Paper) -> str:
    """What tells papers of one title apart: first author, year, field."""
    others = " et al." if paper.et_al or len(paper.authors) > 1 else ""
    first = f"{paper.authors[0]}{others}" if paper.authors else ""
    year = str(paper.published.day.year) if paper.published else ""
    return " · ".join(filter(None, [first, year, field_names(paper.fields)]))


def person_details(person: Person, catalogue: Catalogue) -> str:
    """What tells people of one name apart: whether they have a page, how many papers, the newest of them."""
    papers = catalogue.papers_of(person)
    kind = "has a page here" if person.page else "co-author"
    newest = papers[0].title if papers else ""
    return " · ".join(filter(None, [kind, count(len(papers), "paper"), newest]))
