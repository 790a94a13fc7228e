"""numpy's BLAS on one thread: several workers that each wake every core would wait for one another."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from pathlib import Path

_NAMES = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads")


@lru_cache(maxsize=1)
def one_thread() -> bool:
    """Whether BLAS now works in the caller's thread alone, in this process and for good. False where it is not the
    OpenBLAS that numpy's wheels bring."""
    import numpy as np

    home = Path(np.__file__).parent
    for path in (*home.parent.glob("numpy.libs/*openblas*"), *home.glob(".dylibs/*openblas*")):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for name in _NAMES:
            if limit := getattr(library, name, None):
                limit(ctypes.c_int(1))
                return True
    return False
