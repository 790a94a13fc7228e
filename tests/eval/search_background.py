"""``python -m tests.eval.search_background`` writes what :mod:`corpus.foreign` compares a question with: the library's
categories and indicators as the offline model sees them. The weights are then to be fitted again
(:mod:`tests.eval.search_empty`); a test says when the library's categories have changed.
"""

from __future__ import annotations

import numpy as np

from corpus.embed import Offline
from corpus.foreign import BACKGROUND
from corpus.library import categories


def main() -> None:
    """Half precision is what the model's own weights give."""
    every = categories()
    model = Offline()
    names = model.embed([category.name for category in every])
    measures = np.stack([model.embed([row.name for row in one.indicators]).mean(axis=0) for one in every])
    indicators = model.embed([f"{row.name} {row.about}" for one in every for row in one.indicators])
    np.savez(
        BACKGROUND,
        ids=np.array([category.id for category in every]),
        names=names.astype(np.float16),
        measures=(measures / np.linalg.norm(measures, axis=1, keepdims=True)).astype(np.float16),
        indicators=indicators.mean(axis=0).astype(np.float16),
    )


if __name__ == "__main__":
    main()
