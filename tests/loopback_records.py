"""What a Discord on loopback notes: every call, and what came back for every interaction."""

from dataclasses import dataclass, field
from typing import Any

from tests.loopback_payloads import EPHEMERAL, JSON


@dataclass(frozen=True, slots=True)
class Recorded:
    """One REST call; `time` is the server's perf_counter when its whole body had arrived."""

    method: str
    path: str
    json: Any
    time: float
    files: tuple[JSON, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of the bot; `seconds` run from the interaction's dispatch to the answer's last byte."""

    type: int | None  # the callback type; None for an edit or a followup, which have none
    data: JSON  # the message, choices or modal, as the bot sent it
    ephemeral: bool
    seconds: float
    interaction_id: str
    message_id: str | None


@dataclass(slots=True)
class Exchange:
    """One interaction under way and what came back for it."""

    payload: JSON
    sent: float = 0.0
    answers: list[Response] = field(default_factory=list)
    original: str | None = None

    def answer(self, call: Recorded, posted: JSON | None, kind: int | None, data: JSON) -> None:
        """Note what the bot answered, and after how long."""
        hidden = bool((posted or data).get("flags", 0) & EPHEMERAL)
        seconds, message_id = call.time - self.sent, posted["id"] if posted else None
        self.answers.append(Response(kind, data, hidden, seconds, self.payload["id"], message_id))
