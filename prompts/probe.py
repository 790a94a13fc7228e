"""One small question that holds nothing of anybody's documents: what an endpoint can do."""

from __future__ import annotations

import secrets

from pydantic import BaseModel, ConfigDict

from prompts.gateway import Client
from prompts.ladder import Rung
from prompts.loader import load


class Sum(BaseModel):
    """The answer to the small question."""

    model_config = ConfigDict(extra="forbid")

    sum: int


def probe(client: Client) -> dict[Rung, bool]:
    """Which ways of asking for JSON work there; the best is remembered.

    Raises EndpointError or Stopped where the endpoint cannot be used, ModelError where nothing can be recorded.
    """
    return client.rungs(load("probe").message(number=secrets.token_hex(4)), Sum)
