"""What a model cost for one result."""

from __future__ import annotations

from dataclasses import replace

from prompts.gateway import Client, Usage
from review.findings import ModelUse


class Meter:
    """Counts from where the client stands now, since one client may serve many drafts."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._before: Usage = replace(client.usage)

    def use(self, *, tables: int, dropped: int, lowered: int = 0, note: str | None = None) -> ModelUse:
        """The calls and tokens since then, with what the caller knows."""
        now, before = self._client.usage, self._before
        return ModelUse(
            endpoint=self._client.host,
            model=self._client.model,
            calls=now.calls - before.calls,
            cached=now.cached - before.cached,
            tokens=now.tokens - before.tokens,
            tables=tables,
            dropped=dropped,
            lowered=lowered,
            note=note,
        )
