"""The wire below the model's library, with a bound on how much it takes in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

MOST_BYTES = 2_000_000
"""Of one answer; every answer of ours is a hundred times smaller."""


class TooMuch(Exception):
    """An answer went on beyond :data:`MOST_BYTES`."""


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for chunk in self._stream:
            taken += len(chunk)
            if taken > MOST_BYTES:
                raise TooMuch
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


async def bounded(response: httpx2.Response) -> None:
    """Hook of a client: the body that is read afterwards ends at the bound."""
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)
