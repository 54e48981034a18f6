"""A service on loopback, and the sources that ask it."""

from collections.abc import AsyncIterator

import pytest

from tests.sources.loopback import Bench, LoopbackService


@pytest.fixture
async def service() -> AsyncIterator[LoopbackService]:
    """A service that answers as it is told."""
    async with LoopbackService() as running:
        yield running


@pytest.fixture
async def bench(service: LoopbackService) -> AsyncIterator[Bench]:
    """Sources on it."""
    async with Bench(service) as sources:
        yield sources
