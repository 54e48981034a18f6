"""One file per group of slash commands: resolve, decide, render, send."""

from bot.tree import AnyCommand
from commands.ask import ask
from commands.author import author
from commands.code import code
from commands.digest import digest
from commands.guide import about, help_
from commands.paper import paper
from commands.papers import papers
from commands.privacy import forget_me
from commands.seeds import seeds
from commands.watch import watch

COMMANDS: tuple[AnyCommand, ...] = (ask, paper, author, papers, code, digest, watch, seeds, help_, about, forget_me)
