"""Who may change the library, and what the others are told."""

import pytest

from bot.moderation import Asker, Moderators, Rules, why_not

OWNER, MEMBER, ROLE, HERE, THERE = 1, 2, 30, 400, 500
OWNERS = frozenset({OWNER})
ALONE = Rules(OWNERS, Moderators(roles=frozenset({ROLE})), joined=1)
SHARED = Rules(OWNERS, Moderators(roles=frozenset({ROLE})), joined=3)
NAMED = Rules(OWNERS, Moderators(roles=frozenset({ROLE}), servers=frozenset({HERE})), joined=3)


def asker(
    server: int | None = HERE, *, manages: bool = False, roles: tuple[int, ...] = (), user: int = MEMBER
) -> Asker:
    """Somebody in a server."""
    return Asker(user, server, manages, frozenset(roles))


@pytest.mark.parametrize(
    ("who", "rules"),
    [
        (asker(manages=True), ALONE),
        (asker(roles=(ROLE,)), ALONE),
        (asker(manages=True), NAMED),
        (asker(user=OWNER), SHARED),
        (asker(user=OWNER, server=None), NAMED),
        (asker(user=OWNER, server=THERE), NAMED),
    ],
)
def test_moderators_of_the_right_server_may(who: Asker, rules: Rules) -> None:
    """Manage Server or a named role, in the only server or a named one; the owner anywhere."""
    assert why_not(who, rules) is None


@pytest.mark.parametrize(
    ("who", "rules", "told"),
    [
        (asker(), ALONE, "Manage Server"),
        (asker(roles=(99,)), NAMED, "MODERATOR_ROLES"),
        (asker(manages=True, server=THERE), NAMED, "500, to MODERATED_GUILDS"),
        (asker(manages=True), SHARED, "Folio is in 3"),
        (asker(None, manages=True), ALONE, "from a server"),
    ],
)
def test_everybody_else_is_told_what_they_would_need(who: Asker, rules: Rules, told: str) -> None:
    """The sentence names what is missing."""
    assert told in (why_not(who, rules) or "")
