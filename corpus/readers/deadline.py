"""When the reading of the present file must end, for readers that can hand over what they have until then."""

from __future__ import annotations

import time
from contextvars import ContextVar

_END: ContextVar[float | None] = ContextVar("end of reading", default=None)
_SPARE = 6.0
"""Seconds kept for putting together what was read and handing it over."""


def begin(seconds: float) -> None:
    """The file that is read from now on may take ``seconds``; without a call there is no end."""
    _END.set(time.monotonic() + seconds)


def leaves(seconds: float) -> bool:
    """Whether another piece of work of about ``seconds`` still fits."""
    end = _END.get()
    return end is None or time.monotonic() + seconds + min(_SPARE, seconds) <= end
