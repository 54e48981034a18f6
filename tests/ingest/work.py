"""How much work something takes: counted, since times differ between machines."""

import re
import sys
from collections.abc import Callable
from types import ModuleType

import pytest


class Watched:
    """Counts calls, and characters that the patterns of some modules are tried on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> None:
        self.characters = 0
        for module in modules:
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    monkeypatch.setattr(module, name, _CountingPattern(value, self))

    def work(self, do: Callable[[], object]) -> tuple[int, int]:
        """The calls and the characters that it takes to do something."""
        self.characters, calls = 0, 0

        def count_calls(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        sys.setprofile(count_calls)
        try:
            do()
        finally:
            sys.setprofile(None)
        return calls, self.characters


class _CountingPattern:
    """A pattern that tells how long the texts are that it is tried on."""

    def __init__(self, pattern: re.Pattern[str], watched: Watched) -> None:
        self._pattern, self._watched = pattern, watched

    def __getattr__(self, name: str) -> Callable[..., object]:
        method = getattr(self._pattern, name)

        def counted(*args: str | int, **kwargs: int) -> object:
            self._watched.characters += sum(len(arg) for arg in args if isinstance(arg, str))
            return method(*args, **kwargs)

        return counted
