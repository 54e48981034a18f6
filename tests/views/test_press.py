"""Any custom id is read, whatever it says."""

from types import SimpleNamespace
from typing import Any

import discord
from hypothesis import given
from hypothesis import strategies as st

from bot.views.press import custom_id, read_press, typed

IDS = (
    st.lists(st.sampled_from([*"bmd/|0a", "show", "turn", "\x00", "\u202e", "🄰", "%"]), max_size=40).map("".join)
    | st.text()
)
FIELDS = {"custom_id": st.text(max_size=5), "value": st.text(max_size=5), "type": st.integers()}
PARTS = st.recursive(
    st.fixed_dictionaries({}, optional=FIELDS),
    lambda inner: st.fixed_dictionaries({}, optional={"component": inner, "components": st.lists(inner, max_size=3)}),
    max_leaves=6,
)


def interaction(kind: discord.InteractionType, **data: Any) -> Any:
    """As much of an interaction as reading it takes."""
    return SimpleNamespace(type=kind, data=data)


@given(IDS, st.lists(st.text(max_size=5), max_size=2))
def test_an_id_is_taken_apart_without_loss_or_is_none_of_ours(text: str, values: list[str]) -> None:
    """What is read can be written again."""
    pressed = interaction(discord.InteractionType.component, custom_id=text, values=values)
    press = read_press(pressed)
    assert custom_id(pressed) == text
    if press is None:
        assert text[:2] not in {"b/", "m/", "d/"} or "/" not in text[2:]
    else:
        assert text[1:] == f"/{press.verb}/{press.argument}"
        assert press.value == (values[0] if values else "")


@given(IDS, st.lists(PARTS, max_size=4))
def test_any_form_is_read(text: str, sent: list[dict[str, Any]]) -> None:
    """However its lines are nested."""
    form = interaction(discord.InteractionType.modal_submit, custom_id=text, components=sent)
    press = read_press(form)
    assert press is None or press.value == typed(form)
