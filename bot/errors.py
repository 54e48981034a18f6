"""Errors whose message may be shown to people: what happened, and what to do next."""


class FolioError(Exception):
    """Root of everything Folio raises on purpose."""


class SettingsError(FolioError):
    """Settings are missing or wrong; the message lists every one."""


class SeedsError(FolioError):
    """The seeds hold nothing that can be served."""


class StillReading(FolioError):
    """What is asked for is still being made of the library."""


class StoreError(FolioError):
    """The data folder cannot be read or written."""


class StoreLocked(StoreError):
    """Another process holds the data folder."""


class NotDelivered(FolioError):
    """Discord has not taken an answer, as far as anybody can tell; the message says why, `late` that nobody waits."""

    def __init__(self, reason: str, *, late: bool = False) -> None:
        super().__init__(reason)
        self.late = late


class MessageGone(NotDelivered):
    """What was to be changed was deleted meanwhile."""


class Deaf(FolioError):
    """Discord has not been heard for so long that only a new process may help."""
