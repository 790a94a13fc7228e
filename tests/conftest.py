"""Fixtures that every wing's tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time: what lands must not hang on luck. To look for new ones: make test ARGS=--hypothesis-profile=default
settings.register_profile("same", derandomize=True)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; tests that measure on them skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the real documents in ../shared, which this machine does not have")
    return folder
