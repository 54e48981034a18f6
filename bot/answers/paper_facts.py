"""Each fact that is known of a paper besides its abstract, in words and as a receipt."""

from collections.abc import Callable, Mapping

from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Fact
from bot.library.catalogue import Catalogue
from bot.library.code import CodeFlagged, CodeLink, code_state
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.wording import count, listed, published

Said = tuple[str, Fact]


def _authors(paper: Paper, catalogue: Catalogue) -> Said:
    names = listed(paper.authors) if not paper.et_al else ", ".join(paper.authors) + " et al."
    unlisted = listed([person.name for person in catalogue.unlisted_owners(paper)])
    beside = f", and {unlisted}, whose page lists it" if unlisted else ""
    text = f"{names}{beside}" if names else f"The page names no authors{beside}"
    return text, Fact(f"authors of {paper.title}", text, paper.key)


def _first_author(paper: Paper, _catalogue: Catalogue) -> Said:
    text = paper.authors[0] if paper.authors else "The page names no authors"
    return text, Fact(f"first author of {paper.title}", text, paper.key)


def _last_author(paper: Paper, _catalogue: Catalogue) -> Said:
    return paper.authors[-1], Fact(f"authors of {paper.title}", ", ".join(paper.authors), paper.key)


def _author_count(paper: Paper, catalogue: Catalogue) -> Said:
    number = len(catalogue.authors(paper))
    names = listed([person.name for person in catalogue.authors(paper)])
    return f"{count(number, 'author')}: {names}", Fact(f"authors of {paper.title}", f"{number}: {names}", paper.key)


def _date(paper: Paper, _catalogue: Catalogue) -> Said:
    text = published(paper.published)
    return text, Fact(f"date of {paper.title}", text, paper.key)


def _field(paper: Paper, _catalogue: Catalogue) -> Said:
    fields = [field_of(code) for code in paper.fields]
    text = listed([f"{f.name} ({f.code})" if f.name != f.code else f.code for f in fields]) or "no field given"
    return text, Fact(f"field of {paper.title}", text, paper.key)


def _affiliation(paper: Paper, _catalogue: Catalogue) -> Said:
    text = paper.affiliation or "no affiliation given"
    return text, Fact(f"affiliation tag of {paper.title}", text, paper.key)


def _title(paper: Paper, _catalogue: Catalogue) -> Said:
    return paper.title, Fact("title", paper.title, paper.key)


def _code(paper: Paper, _catalogue: Catalogue) -> Said:
    match code_state(paper):
        case CodeLink(url):
            text = url
        case CodeFlagged():
            text = "flagged as having code; the page gives no link"
        case _:
            text = "no code is listed for it"
    return text, Fact(f"code of {paper.title}", text, paper.key)


_FACTS: Mapping[Cue, Callable[[Paper, Catalogue], Said]] = {
    Cue.AUTHORS: _authors,
    Cue.FIRST_AUTHOR: _first_author,
    Cue.LAST_AUTHOR: _last_author,
    Cue.COUNT: _author_count,
    Cue.WHEN: _date,
    Cue.FIELD: _field,
    Cue.AFFILIATION: _affiliation,
    Cue.TITLE: _title,
    Cue.CODE: _code,
}


def fact_of(cue: Cue, paper: Paper, catalogue: Catalogue) -> Said:
    """One fact of a paper, in words and as a receipt."""
    return _FACTS[cue](paper, catalogue)
