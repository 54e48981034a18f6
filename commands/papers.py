"""/papers: a list of papers, by whatever is known of them."""

from discord import app_commands

from bot.library.selection import Code, Order, Selection
from bot.views.answers import list_answer, list_by_answer
from bot.views.replies import send
from bot.views.tickets import LONGEST_TEXT
from commands.completion import Interaction, complete_field, complete_person

_CODES = {"with code listed": Code.LISTED, "with a link to code": Code.LINK, "with no code listed": Code.NONE}
_ORDERS = {"newest first": Order.NEWEST, "oldest first": Order.OLDEST, "by title": Order.TITLE}


@app_commands.command()
@app_commands.describe(
    author="Papers of one person",
    field="Papers in one field",
    year="Papers of one year",
    code="Papers by what is known of their code",
    text="Words that the title, the authors or the abstract hold",
    sort="The order; newest first unless you choose another",
    private="Show the answer to you alone",
)
@app_commands.autocomplete(author=complete_person, field=complete_field)
@app_commands.choices(
    code=[app_commands.Choice(name=name, value=code.value) for name, code in _CODES.items()],
    sort=[app_commands.Choice(name=name, value=order.value) for name, order in _ORDERS.items()],
)
async def papers(
    interaction: Interaction,
    author: str = "",
    field: app_commands.Range[str, 0, 60] = "",
    year: app_commands.Range[int, 1900, 2200] | None = None,
    code: str = Code.ANY.value,
    text: app_commands.Range[str, 0, LONGEST_TEXT] = "",
    sort: str = Order.NEWEST.value,
    private: bool = False,
) -> None:
    """A list of papers, by author, field, year, code or words"""
    folio = interaction.client.folio
    selection = Selection("", folio.field_code(field), year, Code(code), text, Order(sort))
    if author:
        await send(interaction, await list_by_answer(folio, author, selection, private=private))
    else:
        await send(interaction, await list_answer(folio, selection, private=private))
