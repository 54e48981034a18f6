"""Decide and render: from a query to a reply. Commands, buttons, menus and modals all answer from here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.folio import Folio
from bot.library.code import CodeLink, code_state
from bot.library.models import Paper, Person
from bot.library.selection import Selection
from bot.matching.outcome import Ambiguous, Found, Match, NotFound
from bot.render.details import paper_details, person_details
from bot.render.embeds import note
from bot.render.limits import clip, clip_escaped
from bot.render.lists import PaperPage, describe, list_card, page_of
from bot.render.papers import (
    abstract_pages,
    arxiv_address,
    arxiv_search,
    code_card,
    code_label,
    paper_card,
    semantic_scholar_search,
)
from bot.render.people import person_card
from bot.views.controls import button, link, menu, option
from bot.views.replies import Reply
from bot.views.tickets import list_ticket
from bot.views.visibility import visibility

# A query is quoted back up to this length.
_QUOTED = 150


def paper_answer(folio: Folio, query: str, *, private: bool) -> Reply:
    """The card of the paper that is meant, or a private choice, or a private no."""
    return _about_paper(folio, query, paper_reply, "paper", private=private)


def code_answer(folio: Folio, query: str, *, private: bool) -> Reply:
    """The code state of the paper that is meant, or a private choice, or a private no."""
    return _about_paper(folio, query, code_reply, "codeof", private=private)


def _about_paper(folio: Folio, query: str, reply: Callable[..., Reply], verb: str, *, private: bool) -> Reply:
    """`verb` leads from the choice to the same reply."""
    match folio.find_paper(query):
        case Found(best):
            return reply(folio, folio.catalogue.papers[best.key], private=private)
        case Ambiguous(choices):
            return _choose_paper(folio, query, choices, verb=verb, private=private)
        case NotFound(nearest):
            return _no_paper(folio, query, nearest, private=private)


def person_answer(folio: Folio, query: str, *, private: bool) -> Reply:
    """The card of the person who is meant, or a private choice, or a private no."""
    match folio.find_person(query):
        case Found(best):
            return person_reply(folio, folio.catalogue.people[best.key], private=private)
        case Ambiguous(choices):
            return _choose_person(folio, query, choices, private=private)
        case NotFound(nearest):
            return _no_person(folio, query, nearest, private=private)


async def list_answer(folio: Folio, selection: Selection, number: int = 0, *, private: bool) -> Reply:
    """A page of the papers a selection keeps, or a private no."""
    # In a thread: of a hundred thousand papers a list of nearly all takes longer than the event loop should wait.
    papers = await asyncio.to_thread(folio.select_papers, selection)
    if not papers:
        asked = describe(selection, folio.catalogue)
        return Reply(
            note(f"{clip_escaped(asked, 400)}: there are none here. Leave an option out to see more."),
            (),
            True,
        )
    page = page_of(papers, number)
    controls = [*_turn_buttons(page, selection), paper_menu("show", "", "Open one", page.papers)]
    return Reply(list_card(papers, page, selection, folio.catalogue), tuple(controls), private)


async def list_by_answer(folio: Folio, name: str, selection: Selection, *, private: bool) -> Reply:
    """A list of one person's papers; an unclear name is asked about, and the rest of the selection kept."""
    match folio.find_person(name):
        case Found(best):
            return await list_answer(folio, replace(selection, person=best.key), private=private)
        case Ambiguous(choices):
            people = [folio.catalogue.people[match.key] for match in choices]
            text = (
                f"“{clip_escaped(name, _QUOTED)}” may mean {_these(len(people), 'person')}. Whose papers do you mean?"
            )
            argument = f"{visibility(private=private)}/{list_ticket(selection, 0)}"
            chooser = person_menu("listby", argument, "Choose a person", folio, people)
            return Reply(note(text), (chooser,), private=True)
        case NotFound(nearest):
            return _no_person(folio, name, nearest, private=private)


def paper_reply(folio: Folio, paper: Paper, *, private: bool) -> Reply:
    """A paper's card with everything that hangs on it."""
    authors = folio.catalogue.authors(paper)
    controls = [
        *_link_buttons(paper),
        button("bibtex", paper.key, "BibTeX"),
        button("similar", paper.key, "Similar papers"),
        button("askabout", f"{paper.key}/{visibility(private=private)}", "Ask about this paper"),
    ]
    if len(abstract_pages(paper)) > 1:
        controls.append(button("abstract", f"{paper.key}/1", "Rest of the abstract", discord.ButtonStyle.primary))
    if authors:
        controls.append(person_menu("person", "private", "Open an author", folio, authors))
    return Reply(paper_card(paper, folio.catalogue), tuple(controls), private, correctable=f"p/{paper.key}")


def code_reply(folio: Folio, paper: Paper, *, private: bool) -> Reply:
    """A paper's code state with its link, if any."""
    state = code_state(paper)
    controls = [link("Open the code", state.url)] if isinstance(state, CodeLink) else []
    return Reply(code_card(paper, folio.catalogue), (*controls, button("show", paper.key, "The paper")), private)


def person_reply(folio: Folio, person: Person, *, private: bool) -> Reply:
    """A person's card with menus of their papers and of the people beside them."""
    papers = folio.catalogue.papers_of(person)
    others = [other for other, _ in folio.catalogue.coauthors(person)]
    controls: list[ui.Item[Any]] = []
    if papers:
        controls.append(paper_menu("show", "", "Open a paper", papers))
    if others:
        controls.append(person_menu("person", "private", "Open a co-author", folio, others))
    if papers:
        controls.append(button("list", list_ticket(Selection(person=person.key), 0), "All papers as a list"))
    return Reply(person_card(person, folio.catalogue), tuple(controls), private, correctable=f"a/{person.key}")


def paper_menu(verb: str, argument: str, placeholder: str, papers: Iterable[Paper]) -> ui.Item[Any]:
    """A menu of papers, told apart by authors, year and field."""
    return menu(verb, argument, placeholder, [option(paper.key, paper.title, paper_details(paper)) for paper in papers])


def person_menu(verb: str, argument: str, placeholder: str, folio: Folio, people: Iterable[Person]) -> ui.Item[Any]:
    """A menu of people, told apart by their page or by a paper."""
    options = [option(person.key, person.name, person_details(person, folio.catalogue)) for person in people]
    return menu(verb, argument, placeholder, options)


def _link_buttons(paper: Paper) -> list[ui.Item[Any]]:
    state = code_state(paper)
    label = code_label(state)
    code = link(label, state.url) if isinstance(state, CodeLink) else button("code", paper.key, label)
    return [
        code,
        link("arXiv", arxiv_address(paper.arxiv_id))
        if paper.arxiv_id
        else link("Search arXiv", arxiv_search(paper.title)),
        link("Search Semantic Scholar", semantic_scholar_search(paper.title)),
    ]


def _turn_buttons(page: PaperPage, selection: Selection) -> list[ui.Item[Any]]:
    if page.total == 1:
        return []
    return [
        button("turn", list_ticket(selection, max(page.number - 1, 0)), "Previous", disabled=page.number == 0),
        button("turn", list_ticket(selection, page.number + 1), "Next", disabled=page.number + 1 == page.total),
    ]


def _choose_paper(folio: Folio, query: str, choices: Sequence[Match], *, verb: str, private: bool) -> Reply:
    papers = [folio.catalogue.papers[match.key] for match in choices]
    text = f"“{clip_escaped(query, _QUOTED)}” may mean {_these(len(papers), 'paper')}. Which one?"
    return Reply(note(text), (paper_menu(verb, visibility(private=private), "Choose a paper", papers),), private=True)


def _choose_person(folio: Folio, query: str, choices: Sequence[Match], *, private: bool) -> Reply:
    people = [folio.catalogue.people[match.key] for match in choices]
    text = f"“{clip_escaped(query, _QUOTED)}” may mean {_these(len(people), 'person')}. Whom do you mean?"
    chooser = person_menu("person", visibility(private=private), "Choose a person", folio, people)
    return Reply(note(text), (chooser,), private=True)


def _these(number: int, noun: str) -> str:
    return f"this {noun}, or none here" if number == 1 else "several here"


def _no_paper(folio: Folio, query: str, nearest: Sequence[Match], *, private: bool) -> Reply:
    """Nothing close: the nearest titles, and a person where the words name one."""
    shown = visibility(private=private)
    controls: list[ui.Item[Any]] = []
    text = f"No paper here is called “{clip_escaped(query, _QUOTED)}”."
    meant = folio.find_person(query)
    if isinstance(meant, Found):
        person = folio.catalogue.people[meant.best.key]
        text += f" It is a person’s name, though: {clip_escaped(person.name, 100)}."
        controls.append(person_menu("person", shown, "Open the person", folio, [person]))
    if nearest:
        text += " The nearest titles are in the menu."
        papers = [folio.catalogue.papers[match.key] for match in nearest]
        controls.append(paper_menu("paper", shown, "Nearest titles", papers))
    text += " Try a few words of the title, its acronym, or /papers for a list."
    return Reply(note(text), (*controls, _again("paper", shown, query)), private=True)


def _no_person(folio: Folio, query: str, nearest: Sequence[Match], *, private: bool) -> Reply:
    """Nobody close: the nearest names, and a paper where the words are a title."""
    shown = visibility(private=private)
    controls: list[ui.Item[Any]] = []
    text = f"Nobody here is called “{clip_escaped(query, _QUOTED)}”."
    meant = folio.find_paper(query)
    if isinstance(meant, Found):
        paper = folio.catalogue.papers[meant.best.key]
        text += f" It is a paper, though: {clip_escaped(paper.title, 300)}."
        controls.append(paper_menu("paper", shown, "Open the paper", [paper]))
    if nearest:
        text += " The nearest names are in the menu."
        people = [folio.catalogue.people[match.key] for match in nearest]
        controls.append(person_menu("person", shown, "Nearest names", folio, people))
    text += " Try the last name alone, or first name and last name."
    return Reply(note(text), (*controls, _again("author", shown, query)), private=True)


def _again(kind: str, visibility: str, query: str) -> ui.Item[Any]:
    """A button to mend what was typed instead of typing it anew."""
    kept = clip(query.replace("\n", " "), 60)
    return button("again", f"{kind}/{visibility}/{kept}", "Search again", discord.ButtonStyle.primary)
