"""Who may change the library. Discord's own settings are only a hint, so this is asked every time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who wants to change something, as Discord describes them. Ids are Discord's."""

    user: int
    server: int | None
    manages_server: bool
    roles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Moderators:
    """Who the operator has named: roles beside Manage Server, and servers that may change the library."""

    roles: frozenset[int] = frozenset()
    servers: frozenset[int] = frozenset()


NOBODY_NAMED = Moderators()


@dataclass(frozen=True, slots=True)
class Rules:
    """`owners`: the application's owner and team. `joined`: how many servers the bot is in, which share the library."""

    owners: frozenset[int]
    named: Moderators
    joined: int


def why_no_moderator(asker: Asker, rules: Rules) -> str | None:
    """What somebody would need to decide for the server they are in, as a sentence; None where they may."""
    if asker.user in rules.owners:
        return None
    if asker.server is None:
        return "This is done from a server. Please use this command there."
    if not asker.manages_server and not asker.roles & rules.named.roles:
        return (
            "Only moderators do this: you would need the permission Manage Server, or a role that the operator has "
            "named in MODERATOR_ROLES."
        )
    return None


def why_not(asker: Asker, rules: Rules) -> str | None:
    """What somebody would need to change the library, which all servers share; None where they may."""
    if asker.user in rules.owners:
        return None
    reason = why_no_moderator(asker, rules)
    if reason is not None:
        return reason
    if rules.named.servers and asker.server not in rules.named.servers:
        return (
            "All servers share this library, and this server is not one of those that may change it. The operator can "
            f"add its id, {asker.server}, to MODERATED_GUILDS."
        )
    if not rules.named.servers and rules.joined != 1:
        return (
            f"All servers share this library, and Folio is in {rules.joined}. The operator can name those that may "
            f"change it in MODERATED_GUILDS; this one is {asker.server}."
        )
    return None
