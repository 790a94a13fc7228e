"""The picture of a page before anything is read of it: without seals, set straight, ink apart from paper."""

from __future__ import annotations

from typing import Any

_MOST_TURN = 3.0
"""Degrees that a page may be turned by; scanners turn it by one or two."""
_LEAST_TURN = 0.04
"""Degrees below which turning would only blur."""
_RED = 50
"""How much redder than green and blue a seal is, of 255."""
_LEAST_SEAL = 120
"""Pixels at 200 dpi, 15 mm: what is red and smaller is print and stays."""


def without_seals(picture: Any) -> Any:
    """``picture`` (blue, green, red) in grays, its red seals taken off the paper: they would break words and rules."""
    import cv2
    import numpy as np

    gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    blue, green, red = cv2.split(picture)
    reddish = (cv2.subtract(red, cv2.max(blue, green)) > _RED).astype(np.uint8)
    if not reddish.any():
        return gray
    joined = cv2.morphologyEx(reddish, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    rim = cv2.dilate(reddish, np.ones((3, 3), np.uint8)) > 0
    for left, top, width, height, _ in stats[1:count]:
        if min(width, height) >= _LEAST_SEAL:
            part = (slice(top, top + height), slice(left, left + width))
            paper = np.percentile(gray[part], 90)
            gray[part][rim[part] & (red[part] > paper / 2)] = paper
    return gray


def straight(gray: Any) -> Any:
    """``gray`` turned so that lines of text and rules lie level."""
    import cv2

    angle = _turn(gray)
    if abs(angle) < _LEAST_TURN:
        return gray
    height, width = gray.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(gray, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _turn(gray: Any) -> float:
    """Degrees against the clock that set ``gray`` straight: at which its rows differ most in how much ink they hold."""
    import cv2
    import numpy as np

    best = 0.0
    for width, reach, step in ((600, _MOST_TURN, 0.25), (1200, 0.25, 0.03)):
        scale = min(1.0, width / max(gray.shape))
        small = 255 - cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        height, across = small.shape
        scores: dict[float, float] = {}
        for angle in np.arange(best - reach, best + reach + step / 2, step):
            matrix = cv2.getRotationMatrix2D((across / 2, height / 2), float(angle), 1.0)
            rows = cv2.warpAffine(small, matrix, (across, height)).sum(axis=1, dtype=np.float64)
            scores[float(angle)] = float(((rows[1:] - rows[:-1]) ** 2).sum())
        best = max(scores, key=lambda angle: scores[angle])
    return best


def ink(gray: Any) -> Any:
    """255 where ``gray`` is printed on, 0 where it is paper, whatever the light."""
    import cv2

    return cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 18)
